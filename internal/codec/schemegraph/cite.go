package schemegraph

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/paragraph"
)

// Resource is a text of a file, with what the file says of it.
type Resource struct {
	ID string
	// Source is nil where the text is none that can be cited; then Rest is all of the resource.
	Source *codec.Source
	Rest   json.RawMessage

	// raw is the text as it came, in code points; gone are the places in it that the kept text does not
	// have: the mark of the byte order, and carriage returns before line feeds.
	raw  []rune
	gone []int
	// paragraphs finds those of the source.
	paragraphs map[argmap.ID]*argmap.Paragraph
}

func (x *Resource) read() {
	x.raw = []rune(string(x.Source.Bytes()))
	x.paragraphs = make(map[argmap.ID]*argmap.Paragraph, len(x.Source.Paragraphs))
	for _, p := range x.Source.Paragraphs {
		x.paragraphs[p.ID] = p
	}
	if x.Source.Raw == nil {
		return
	}
	for i, c := range x.raw {
		if i == 0 && c == '\uFEFF' || c == '\r' && i+1 < len(x.raw) && x.raw[i+1] == '\n' {
			x.gone = append(x.gone, i)
		}
	}
}

// keptAt gives the place in the kept text of one in the text as it came.
func (x *Resource) keptAt(raw int) int {
	before, _ := slices.BinarySearch(x.gone, raw)
	return raw - before
}

// rawAt gives the place in the text as it came of one in the kept text: behind what is not kept there, or
// before it.
func (x *Resource) rawAt(kept int, behind bool) int {
	n := 0
	if behind {
		n = 1
	}
	return kept + sort.Search(len(x.gone), func(i int) bool { return x.gone[i]-i >= kept+n })
}

// Resource brings a text of the file in as a source. It gives false for what is no text, or empty.
func (r *Reader) Resource(id, title, text string) (Resource, bool) {
	s, err := r.Source(title, []byte(text), paragraph.PlainText)
	if err != nil {
		return Resource{}, false
	}
	x := Resource{ID: id, Source: &s}
	x.read()
	return x, true
}

// Text gives the text as it came.
func (x *Resource) Text() string { return string(x.raw) }

// At gives the place in the kept text of words that a file puts at an offset of its own, both in code
// points; false when they do not stand there.
func (x *Resource) At(offset int, words string) (start, end int, ok bool) {
	w := []rune(words)
	if offset < 0 || len(w) == 0 || offset > len(x.raw) || len(w) > len(x.raw)-offset || string(x.raw[offset:offset+len(w)]) != words {
		return 0, 0, false
	}
	return x.keptAt(offset), x.keptAt(offset + len(w)), true
}

// Offset gives the offset in a file of a stretch of the kept text, and the words there.
func (x *Resource) Offset(start, end int) (offset int, words string) {
	start, end = x.rawAt(start, true), x.rawAt(end, false)
	return start, string(x.raw[start:end])
}

// Cited gives the offset and words with which a citation of the resource is written.
func (x *Resource) Cited(c *argmap.Citation) (offset int, words string) {
	first, last := c.Segments[0], c.Segments[len(c.Segments)-1]
	return x.Offset(x.paragraphs[first.Paragraph].Start+first.Start, x.paragraphs[last.Paragraph].Start+last.End)
}

// sought is how many bytes of texts are gone through, in all, for words that do not stand where a file
// says.
const sought = 256 << 20

// Once gives the offset of words that stand in the text once. It gives up where that was asked too often.
func (r *Reader) Once(x *Resource, words string) (offset int, ok bool) {
	if r.sought += 4 * len(x.raw); r.sought > sought {
		return 0, false
	}
	text := x.Text()
	at := strings.Index(text, words)
	if words == "" || at < 0 || strings.Contains(text[at+1:], words) {
		return 0, false
	}
	return len([]rune(text[:at])), true
}

// Span gives the stretch of its source that a citation cites, when it is one stretch as Cite cites it.
func (p *Plan) Span(c *argmap.Citation) (s codec.Source, start, end int, ok bool) {
	s, found := p.Source(c.Source)
	if !found || len(c.Segments) == 0 {
		return s, 0, 0, false
	}
	first, _ := p.Paragraph(c.Segments[0].Paragraph)
	last, _ := p.Paragraph(c.Segments[len(c.Segments)-1].Paragraph)
	if first == nil || last == nil || first.Ordinal < 1 || last.Ordinal-first.Ordinal != len(c.Segments)-1 {
		return s, 0, 0, false
	}
	for i, x := range c.Segments {
		paragraph := s.Paragraphs[first.Ordinal-1+i]
		if x.Paragraph != paragraph.ID || i > 0 && x.Start != 0 || i < len(c.Segments)-1 && x.End != paragraph.End-paragraph.Start {
			return s, 0, 0, false
		}
	}
	return s, first.Start + c.Segments[0].Start, last.Start + c.Segments[len(c.Segments)-1].End, true
}

// KeepResources writes what is kept of resources in the map's Raw: a list of their ids, the hash of the
// text where that is a source, and what else the file says of each.
func KeepResources(all []Resource) json.RawMessage {
	list := make([]json.RawMessage, 0, len(all))
	for _, x := range all {
		var o Object
		o.Text("id", x.ID)
		if x.Source != nil {
			o.Text("sha256", x.Source.SHA256)
		}
		if x.Rest != nil {
			o.Set("rest", x.Rest)
		}
		list = append(list, o.Raw())
	}
	return List(list)
}

// Resources gives the resources to write: those that the file had, then the document's other sources.
func (p *Plan) Resources(kept verbatim.Value) []Resource {
	var all []Resource
	sources := map[string][]codec.Source{}
	for _, s := range p.Document.Sources {
		sources[s.SHA256] = append(sources[s.SHA256], s)
	}
	taken := map[string]bool{}
	for _, k := range kept.Elements() {
		var x Resource
		id, _ := k.Get("id")
		x.ID, _ = id.Text()
		if rest, ok := k.Get("rest"); ok {
			x.Rest = rest.Keep()
		}
		if sum, ok := k.Get("sha256"); ok {
			hash, _ := sum.Text()
			if len(sources[hash]) == 0 {
				continue // nothing cites it any more
			}
			x.Source, sources[hash] = &sources[hash][0], sources[hash][1:]
			x.read()
		}
		taken[x.ID] = true
		all = append(all, x)
	}
	for _, s := range p.Document.Sources {
		if rest := sources[s.SHA256]; len(rest) > 0 && rest[0].ID == s.ID {
			sources[s.SHA256] = rest[1:]
			id := string(s.ID)
			for taken[id] {
				id += "'"
			}
			taken[id] = true
			x := Resource{ID: id, Source: &s}
			x.read()
			all = append(all, x)
		}
	}
	return all
}
