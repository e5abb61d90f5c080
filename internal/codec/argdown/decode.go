package argdown

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/fault"
	"argmap/internal/paragraph"
)

// decode reads a file. Its text is a source of the map, and every place of a claim a citation into it.
func decode(_ context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	if _, err := paragraph.Text(f.Data); err != nil {
		return nil, err
	}
	src := bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf"))
	b := codec.Build("argdown", "", f, o)
	p, err := parse(src, b.Found())
	if err != nil {
		return nil, err
	}
	m := build(p)
	s, err := b.Source(f.Name, f.Data, paragraph.PlainText)
	if err != nil {
		return nil, err
	}
	d := newDrafter(b, m)
	d.places, d.source = p.places, &s
	for _, passed := range p.passed {
		from, to := p.tokens[passed.from].from, p.tokens[passed.to-1].to
		for _, piece := range codec.Chopped(string(src[from:to]), argmap.MaxTextBytes/8) { // so that each fits a record, however it is quoted
			d.leftover("text", "no statement, argument or heading can begin with it", quoted(piece))
		}
	}
	return d.finish()
}

// drafter makes records of a model.
type drafter struct {
	*codec.Builder
	model  *model
	places *places // nil for an export
	source *codec.Source

	claims map[*class]*argmap.Element
	gists  map[*argument]*argmap.Element
	steps  map[*inference]*argmap.Element
	// titled finds what the data of this program's own files name.
	titled    map[string]*argmap.Element
	voices    map[string]*argmap.Voice
	rows      map[string]*argmap.Row
	dissolved map[*class]*inference
	ordinal   map[string]int
	made      int
	err       error
}

func newDrafter(b *codec.Builder, m *model) *drafter {
	return &drafter{
		Builder: b, model: m, ordinal: map[string]int{}, dissolved: map[*class]*inference{}, titled: map[string]*argmap.Element{},
		claims: map[*class]*argmap.Element{}, gists: map[*argument]*argmap.Element{}, steps: map[*inference]*argmap.Element{},
	}
}

// finish makes all records. What is too long for a record is EXHAUSTED.
func (d *drafter) finish() ([]*codec.Document, error) {
	d.properties()
	for _, s := range d.model.sections {
		d.leftover("heading", "a map has no headings", d.pack(rawSection{
			Level: s.level, Title: s.title, Markup: s.markup, Tags: s.tags, Data: s.data.kept(nil), Written: s.data.unread(), Export: s.raw,
		}, s.at))
	}
	related := d.related()
	d.dissolve()
	for _, c := range d.model.classes {
		if d.dissolved[c] == nil {
			d.statement(c, related[c])
		}
	}
	for _, a := range d.model.arguments {
		d.argument(a)
	}
	for _, r := range d.model.relations {
		d.relation(r)
	}
	d.links()
	if d.err != nil {
		return nil, d.err
	}
	return []*codec.Document{d.Done()}, nil
}

// related are the statements that support or attack something, or are supported or attacked.
func (d *drafter) related() map[*class]bool {
	set := map[*class]bool{}
	for _, r := range d.model.relations {
		for _, t := range []thing{r.from, r.to} {
			if c, is := t.(*class); is {
				set[c] = true
			}
		}
	}
	return set
}

// leftover keeps what no record holds.
func (d *drafter) leftover(what, why string, raw json.RawMessage) {
	d.Add(&argmap.Leftover{ID: d.NewID(), What: what, Why: why, Ordinal: d.ordinal[what], Raw: raw})
	d.ordinal[what]++
}

// where says where a byte of the file stands; empty for an export.
func (d *drafter) where(at int) string {
	if d.places == nil {
		return ""
	}
	return d.places.where(at)
}

// long refuses what no record can hold, once.
func (d *drafter) long(at, n int) bool {
	if n <= argmap.MaxTextBytes {
		return false
	}
	if d.err == nil {
		d.err = fault.New(fault.Exhausted, "argdown.text_long", "%s: a text with what belongs to it has %d bytes; at most %d are kept", d.where(at), n, argmap.MaxTextBytes)
	}
	return true
}

// pack gives what is kept raw.
func (d *drafter) pack(v any, at int) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && d.err == nil {
		d.err = fmt.Errorf("keep what belongs to %s: %w", d.where(at), err)
	}
	if d.long(at, b.Len()) {
		return nil
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func (d *drafter) properties() {
	p, front := d.Properties(), d.model.front
	if title := front.lookup("title"); trim(title) != "" {
		p.Title = title
	}
	p.Description, p.Language = front.lookup("description"), front.lookup("language")
	d.declareVoices()
	d.declareRows()
	if front != nil {
		p.Raw = d.pack(rawProperties{Front: front.kept(ownFront), Written: front.unread()}, 0)
	}
	if d.long(0, len(p.Title)+len(p.Description)) {
		p.Title = "too long"
	}
}

// cite makes a place of a claim a citation; an export has no text to cite.
func (d *drafter) cite(e *argmap.Element, m *member) {
	if d.source == nil || m.from < 0 || m.to <= m.from {
		return
	}
	from, to := d.places.find(m.from).point, d.places.find(m.to).point
	if at, ok := d.hundredth(from); ok {
		to = min(to, at)
	}
	if _, err := d.Cite(e.ID, *d.source, from, to); err != nil {
		d.Find(codec.Finding{Rule: ruleSyntax, Severity: codec.Warning, Where: d.where(m.from), Element: e.ID, Message: "the words of the statement are no words of the text"})
	}
}

// hundredth gives the end of the last paragraph that a citation from a code point on can reach.
func (d *drafter) hundredth(from int) (int, bool) {
	ps := d.source.Paragraphs
	low, high := 0, len(ps)
	for low < high {
		if mid := (low + high) / 2; ps[mid].End <= from {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if last := low + argmap.MaxSegments - 1; last < len(ps) {
		return ps[last].End, true
	}
	return 0, false
}
