package brat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
	"argmap/internal/paragraph"
)

func decode(ctx context.Context, in codec.File, o codec.Options) ([]*codec.Document, error) {
	if err := codec.Readable(name, in.Data); err != nil {
		return nil, err
	}
	text, err := textOf(in)
	if err != nil {
		return nil, err
	}
	lines, err := cut(string(in.Data))
	if err != nil {
		return nil, err
	}
	d := &decoder{
		Builder: codec.Build(name, strings.TrimSuffix(in.Name, filepath.Ext(in.Name)), in, o),
		nodes:   map[string]*argmap.Element{}, raws: map[*argmap.Element]*kept{}, types: map[string]bool{}, budget: len(text) + 1<<20,
	}
	if err := d.source(text); err != nil {
		return nil, err
	}
	d.marks(lines, string(text))
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d.relations(lines)
	d.remarks(lines)
	d.keepRaws()
	d.Properties().External, d.Properties().Raw = external(""), verbatim.Of(kept{Line: d.Properties().Title})
	return []*codec.Document{d.Done()}, nil
}

// textOf gives the text that a file annotates.
func textOf(in codec.File) ([]byte, error) {
	beside := strings.TrimSuffix(in.Name, filepath.Ext(in.Name)) + ".txt"
	if in.Beside == nil || in.Name == "" {
		return nil, fault.New(fault.Invalid, "brat.text", "the annotations come without their text; send the .txt of the same name with the .ann")
	}
	text, err := in.Beside(beside)
	if err != nil {
		return nil, fault.New(fault.Invalid, "brat.text", "the annotations are of %s, which is not beside %s; send both", beside, in.Name).Because(err)
	}
	return text, nil
}

type decoder struct {
	*codec.Builder
	text codec.Source
	// nodes are the claims and questions by id, the first where an id is given twice.
	nodes  map[string]*argmap.Element
	majors []*argmap.Element
	// raws are what is kept of each element until all is known.
	raws map[*argmap.Element]*kept
	// types are those that were told of.
	types map[string]bool
	// budget is how many code points may still be taken from the text for annotations without words.
	budget int
}

// source brings the text in; one without words is none.
func (d *decoder) source(text []byte) error {
	s, err := d.Source(d.Properties().Title, text, paragraph.PlainText)
	if err != nil && fault.Reason(err) != "source.empty" {
		if wrong, ok := errors.AsType[*fault.Error](err); ok {
			wrong = wrong.At("")
			wrong.Message = "in the text beside: " + wrong.Message
			return wrong
		}
		return err
	}
	d.text = s
	return nil
}

// marks makes a claim or question of every text-bound annotation, and cites its words.
func (d *decoder) marks(lines []line, raw string) {
	var found []mark
	var at []line
	for _, l := range lines {
		if l.Text[0] != 'T' {
			continue
		}
		if x, ok := markOf(l.Text); ok {
			found, at = append(found, x), append(at, l)
		} else {
			d.aside(l, "annotation", ruleSyntax, `it is no "T1<tab>Type 0 5<tab>words"`)
		}
	}
	text := anchor.NewIndex(d.text.Text)
	r, by := counted(raw, text, found)
	if by.name != counts[0].name {
		d.Find(codec.Finding{Rule: ruleCount, Severity: codec.Warning, Message: fmt.Sprintf("the offsets count %s; brat counts %s", by.name, counts[0].name)})
	}
	for i, x := range found {
		d.mark(at[i], x, r)
	}
}

func (d *decoder) mark(l line, x mark, r *reader) {
	spans, ok := r.spans(x)
	words, says := x.words, r.says(x)
	if x.worded && says || !x.worded && ok && d.affordable(spans) {
		words = wordsAt(r.text, merged(r.text, spans)) // they may differ in white space, which a line cannot hold
	}
	e := d.element(l, x, words)
	switch {
	case !x.worded && d.budget < 0:
		d.find(l, e, ruleWords, codec.Error, "%s has no words, and annotations without words span more than the whole text; the claim is kept without its place", x.id)
	case !ok || d.text.Source == nil:
		d.find(l, e, ruleRange, codec.Error, "the offsets of %s do not lie in the text, which has %d code points; the claim is kept without its place", x.id, r.text.Len(anchor.CodePoint))
	case !says:
		d.find(l, e, ruleWords, codec.Error, "the text has other words at the offsets of %s: %q; the claim is kept without its place", x.id, clipped(wordsAt(r.text, []anchor.Span{{Start: spans[0].Start, End: min(spans[0].End, spans[0].Start+100)}})))
	default:
		for _, c := range d.Quote(e.ID, d.text, spans...) {
			c.External = external(x.id)
		}
	}
}

// wordsAt gives the words at several places as brat writes them.
func wordsAt(text *anchor.Index, spans []anchor.Span) string {
	var parts []string
	for _, s := range spans {
		part, _ := text.Slice(s.Start, s.End)
		parts = append(parts, strings.ReplaceAll(part, "\n", " "))
	}
	return strings.Join(parts, " ")
}

// affordable counts what annotations without words take from the text: a file may not make more of it
// than it is.
func (d *decoder) affordable(spans []anchor.Span) bool {
	length := 0
	for _, s := range spans {
		length += s.End - s.Start
	}
	d.budget -= length
	return d.budget >= 0 && length <= argmap.MaxTextBytes/utf8.UTFMax
}

func clipped(s string) string {
	const most = 60
	n := 0
	for at := range s {
		if n++; n > most {
			return s[:at] + "…"
		}
	}
	return s
}

// element makes the claim or question of an annotation.
func (d *decoder) element(l line, x mark, words string) *argmap.Element {
	kind, t := argmap.KindClaim, label(x.kind)
	if t == question {
		kind = argmap.KindQuestion
	}
	e := d.Element(kind, words)
	e.External = external(x.id)
	d.raws[e] = &kept{At: l.At, Type: x.kind, Line: l.Text}
	switch {
	case kind == argmap.KindQuestion:
		e.Question = &argmap.Inquiry{Form: codec.FormOf(words), Force: argmap.Pure}
	case stated[t]:
		d.Commit(d.Speaker().ID, argmap.Asserts, e.ID)
	case t == statement:
	default:
		d.unknown(l, x.kind, "its words become claims that nobody is committed to")
	}
	if t == majorClaim {
		d.majors = append(d.majors, e)
	}
	if d.nodes[x.id] != nil {
		d.find(l, e, ruleTwice, codec.Error, "the id %s is given twice; others mean the first", x.id)
	} else {
		d.nodes[x.id] = e
	}
	return e
}

// unknown tells of a type once.
func (d *decoder) unknown(l line, kind, what string) {
	if t := label(kind); !d.types[t] {
		d.types[t] = true
		d.find(l, nil, ruleType, codec.Info, "the type %q is not known as one of arguments; %s", clipped(kind), what)
	}
}

// remarks reads what is said of annotations: a stance makes relations, a text replaces the words, the
// rest is kept with what it is about.
func (d *decoder) remarks(lines []line) {
	ids := map[string]bool{}
	for _, l := range lines {
		id, _, _ := strings.Cut(l.Text, "\t")
		ids[id] = true
	}
	for _, l := range lines {
		if l.Text[0] == 'T' || l.Text[0] == 'R' {
			continue
		}
		x, ok := remarkOf(l.Text)
		e := d.nodes[x.of]
		switch {
		case !ok:
			d.aside(l, "annotation", ruleSyntax, `a line begins with an id, a tab, and a type with what it is about, as "A1<tab>Stance T3 For"`)
		case e == nil && ids[x.of]:
			d.leave(l, "annotation", "it is about a line that is kept aside, or with an annotation")
		case e == nil:
			d.aside(l, "annotation", ruleEnd, "it is about "+clipped(x.of)+", which is not in the file")
		case label(x.kind) == stance && x.id[0] == 'A' && e.Kind == argmap.KindClaim && d.stance(l, x, e):
		case x.kind == ownText && d.retext(x, e):
		default:
			d.more(l, e)
		}
	}
}

// more keeps a line with the element that it is about, or aside where that has too many.
func (d *decoder) more(l line, e *argmap.Element) {
	k := d.raws[e]
	if len(k.More) < 100 && len(l.Text) < 4<<10 {
		k.More = append(k.More, l)
		return
	}
	d.leave(l, "annotation", "there are too many of one element")
}

// ownText is the type of the notes in which we write the text of a claim that has other words than the
// text it cites.
const ownText = "ArgmapText"

func (d *decoder) retext(x remark, e *argmap.Element) bool {
	var text string
	if json.Unmarshal([]byte(x.value), &text) != nil || len(text) > argmap.MaxTextBytes {
		return false
	}
	e.Text = text
	if e.Question != nil {
		e.Question.Form = codec.FormOf(text)
	}
	return true
}

func (d *decoder) aside(l line, what string, rule argmap.RuleID, why string) {
	d.find(l, nil, rule, codec.Error, "%q is kept aside: %s", clipped(l.Text), why)
	d.leave(l, what, why)
}

func (d *decoder) leave(l line, what, why string) {
	d.Add(&argmap.Leftover{ID: d.NewID(), What: what, Why: why, Ordinal: l.At, External: external(""), Raw: verbatim.Quote(l.Text)})
}

func (d *decoder) find(l line, e *argmap.Element, rule argmap.RuleID, s codec.Severity, format string, args ...any) {
	if d.Enough(rule) {
		return
	}
	f := codec.Finding{Rule: rule, Severity: s, Where: fmt.Sprintf("line %d", l.At), Message: fmt.Sprintf(format, args...)}
	if e != nil {
		f.Element, f.External = e.ID, e.External.ID
	}
	d.Find(f)
}

// keepRaws gives each element what is kept of its lines, once all are read.
func (d *decoder) keepRaws() {
	for _, r := range d.Done().Records {
		e, is := r.(*argmap.Element)
		if !is || d.raws[e] == nil {
			continue
		}
		e.Raw = d.keep(*d.raws[e], e.ID)
	}
}

func (d *decoder) keep(k kept, element argmap.ID) json.RawMessage {
	id, _, _ := strings.Cut(k.Line, "\t")
	return d.Keep(verbatim.Of(k), codec.Finding{Rule: ruleSize, Where: fmt.Sprintf("line %d", k.At), Element: element, External: id})
}
