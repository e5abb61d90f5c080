package codec

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
)

// The longest pieces of JSON that one record keeps, below what its text may have. A part of a longer piece
// may double as it is quoted.
const (
	maxAside = 800 << 10
	maxPart  = 400 << 10
)

// PartOf begins the name of a part of what is too long for one leftover: [index, count, "text"].
const PartOf = "part of "

// SizeRule is the rule of a format that Keep finds broken.
func SizeRule(id argmap.RuleID) Rule {
	return Rule{ID: id, Severity: Warning, Meaning: "what belongs to one record and no field holds takes at most 1 MiB as JSON; more is kept in the import record"}
}

// Keep gives what a record keeps raw: all of it, or nothing where it is longer than a record may be. Then
// it goes into the import record as a leftover, and is found: about says of what record, where, and by which rule.
func (b *Builder) Keep(raw json.RawMessage, about Finding) json.RawMessage {
	if len(raw) <= argmap.MaxTextBytes {
		return raw
	}
	about.Severity = Warning
	about.Message = fmt.Sprintf("what belongs to it takes %d bytes and a record keeps %d; it is in the import record, and only there", len(raw), argmap.MaxTextBytes)
	b.Find(about)
	what := "what belongs to a record"
	if about.External != "" {
		what = "what belongs to " + clipped(about.External)
	}
	b.Aside(what, "it is too long for the record", 0, argmap.External{}, raw)
	return nil
}

// clipped shortens a name for a message or a leftover.
func clipped(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// Aside keeps a piece of the file in the import record: its sort, why nothing else holds it, and its place
// among those of its sort. What is too long for one leftover becomes parts, without a name.
func (b *Builder) Aside(what, why string, ordinal int, x argmap.External, raw json.RawMessage) {
	if len(raw) <= maxAside {
		b.Add(&argmap.Leftover{ID: b.NewID(), What: what, Why: why, Ordinal: ordinal, External: x, Raw: slices.Clone(raw)})
		return
	}
	parts := Chopped(string(raw), maxPart)
	for i, part := range parts {
		held := append(fmt.Appendf(nil, "[%d,%d,", i, len(parts)), verbatim.Quote(part)...)
		b.Add(&argmap.Leftover{ID: b.NewID(), What: PartOf + what, Why: why, Ordinal: ordinal, Raw: append(held, ']')})
	}
}

// Chopped cuts a text into pieces of at most so many bytes, between code points; an empty one into none.
func Chopped(text string, most int) []string {
	var all []string
	for text != "" {
		n := min(len(text), most)
		for n < len(text) && !utf8.RuneStart(text[n]) {
			n--
		}
		all, text = append(all, text[:n]), text[n:]
	}
	return all
}
