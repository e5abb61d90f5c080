package kialo

import (
	"fmt"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// leftovers keeps what stands before the claims and after them.
func (d *decoder) leftovers() {
	if len(d.file.before) > 0 {
		text := strings.TrimRight(strings.Join(d.file.before, "\n"), "\n")
		d.Find(codec.Finding{Rule: ruleBefore, Severity: codec.Info, Message: fmt.Sprintf("%q stands before the first claim; it is kept aside", shown(text))})
		d.pieces("text before the claims", "it belongs to no claim", text)
	}
	if len(d.file.sources) > 0 {
		d.pieces("sources", "the claims refer to them by numbers in their words", strings.Join(d.file.sources, "\n"))
	}
}

// pieces keeps a text aside, in as many pieces as it takes.
func (d *decoder) pieces(what, why, text string) {
	for n, piece := range codec.Chopped(text, argmap.MaxTextBytes/8) {
		d.leave(what, why, n, piece)
	}
}

func (d *decoder) leave(what, why string, ordinal int, text string) {
	d.Add(&argmap.Leftover{ID: d.NewID(), What: what, Why: why, Ordinal: ordinal, External: external(""), Raw: verbatim.Quote(text)})
}

func (d *decoder) find(e *entry, rule argmap.RuleID, s codec.Severity, at *argmap.Element, format string, args ...any) {
	if d.Enough(rule) {
		return
	}
	f := d.about(e, rule, at)
	f.Severity, f.Message = s, fmt.Sprintf(format, args...)
	d.Find(f)
}

func (d *decoder) about(e *entry, rule argmap.RuleID, at *argmap.Element) codec.Finding {
	f := codec.Finding{Rule: rule, Where: fmt.Sprintf("line %d", e.line), External: e.number}
	if at != nil {
		f.Element = at.ID
	}
	return f
}
