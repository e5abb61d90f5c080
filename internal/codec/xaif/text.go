package xaif

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/aif"
	"argmap/internal/codec/verbatim"
	"argmap/internal/paragraph"
)

// readText makes the text of the file a source, and its spans citations.
func readText(r *aif.Reading, root verbatim.Value) {
	v, ok := root.Get("text")
	if !ok || v.Kind() == verbatim.Null {
		return
	}
	if v.Kind() == verbatim.Object {
		v, ok = v.Get("txt")
	}
	text, is := v.Text()
	if !ok || !is {
		find(r, RuleText, "$.text", "this is no text; write a string, or an object with a string txt")
		return
	}
	m := parse(text)
	lost(r, m)
	for _, problem := range m.problems {
		find(r, RuleSpan, "$.text", problem)
	}
	if strings.TrimSpace(m.plain) == "" {
		return
	}
	s, err := r.B.Source("", []byte(m.plain), "text/plain")
	if err != nil {
		find(r, RuleText, "$.text", "the text is kept and cannot be cited: "+err.Error())
		return
	}
	for _, sp := range m.spans {
		e := node(r, sp.id)
		if e == nil {
			continue
		}
		if _, err := r.B.Cite(e.ID, s, sp.start, sp.end); err != nil {
			find(r, RuleSpan, "$.text", fmt.Sprintf("the span %q: %s", clip(sp.id), err.Error()))
		}
	}
}

// lost notes the spans that are of no node.
func lost(r *aif.Reading, m marked) {
	var gone []json.RawMessage
	for _, sp := range m.spans {
		if node(r, sp.id) == nil {
			find(r, RuleSpan, "$.text", fmt.Sprintf("no node has the id %q of a span", clip(sp.id)))
			gone = append(gone, verbatim.Quote(sp.id))
		}
	}
	if len(gone) > 0 {
		r.Leave(unmarked, "spans of the text name them and they are not there", 0, array(gone))
	}
}

func clip(s string) string {
	if len(s) > 80 {
		s = strings.ToValidUTF8(s[:80], "") + "…"
	}
	return s
}

// node gives the element that a span's id names. OVA writes "node" before it.
func node(r *aif.Reading, id string) *argmap.Element {
	if e := r.Node(verbatim.Quote(id)); e != nil {
		return e
	}
	if rest, ok := strings.CutPrefix(id, "node"); ok && rest != "" {
		return r.Node(verbatim.Quote(rest))
	}
	return nil
}

// writeText brings the text up to date. It stays as it was while the citations of its words are the
// spans that it has; else it is written anew, with a span for each citation that one span can say.
func writeText(w *aif.Writing, members []aif.Member) []aif.Member {
	pages := map[argmap.ID]*anchor.Index{}
	at := -1
	for i, m := range members {
		if m.Name == "text" {
			at = i
		}
	}
	if at < 0 {
		s, ok := cited(w, "")
		if !ok && !w.Fresh() {
			return members
		}
		return append(members, aif.Member{Name: "text", Place: aif.NoPlace, Raw: object(markup(s.Text, spansOf(w, page{s, pages})))})
	}
	was, wrapped, ok := textOf(members[at].Raw)
	if !ok {
		return members
	}
	m := parse(was)
	if s, ok := cited(w, ""); ok && strings.TrimSpace(m.plain) == "" {
		members[at].Raw = put(members[at].Raw, wrapped, markup(s.Text, spansOf(w, page{s, pages})))
		return members
	}
	if _, err := paragraph.Text([]byte(m.plain)); err != nil {
		return members // it never was a source
	}
	s, ok := cited(w, m.plain)
	if !ok {
		s = uncited(m.plain)
	}
	if same(w, page{s, pages}, m) {
		return members
	}
	members[at].Raw = put(members[at].Raw, wrapped, markup(m.plain, spansOf(w, page{s, pages})))
	return members
}

// put writes another text in the form that the member has.
func put(raw json.RawMessage, wrapped bool, html string) json.RawMessage {
	if !wrapped {
		return verbatim.Quote(html)
	}
	return replaced(raw, verbatim.Quote(html))
}

// textOf gives the text of the member; wrapped says that it is txt of an object.
func textOf(raw json.RawMessage) (text string, wrapped, ok bool) {
	if len(raw) > 0 && raw[0] == '{' {
		wrapped = true
		var txt json.RawMessage
		for name, value := range verbatim.Pairs(raw) {
			if verbatim.Name(name) == "txt" {
				txt = value
			}
		}
		raw = txt
	}
	if len(raw) == 0 || raw[0] != '"' {
		return "", wrapped, false
	}
	return verbatim.Name(raw), wrapped, true
}

func object(html string) json.RawMessage {
	return append(append([]byte(`{"txt":`), verbatim.Quote(html)...), '}')
}

// replaced puts another text into the object of a text.
func replaced(raw json.RawMessage, txt json.RawMessage) json.RawMessage {
	lastTxt, n := -1, 0
	for name := range verbatim.Pairs(raw) {
		if verbatim.Name(name) == "txt" {
			lastTxt = n
		}
		n++
	}
	var b []byte
	n = 0
	for name, value := range verbatim.Pairs(raw) {
		if n == lastTxt {
			value = txt
		}
		b = append(append(append(b, ','), name...), ':')
		b = append(b, value...)
		n++
	}
	b[0] = '{'
	return append(b, '}')
}

// cited gives the source that the file's text is: the one with these words, or for a map that came
// without a text the first that is cited.
func cited(w *aif.Writing, words string) (codec.Source, bool) {
	used := map[argmap.ID]bool{}
	for _, c := range w.G.Citations {
		used[c.Source] = true
	}
	for _, s := range w.G.Document.Sources {
		if words == "" && used[s.ID] || words != "" && s.Text == words {
			return s, true
		}
	}
	return codec.Source{}, false
}

// uncited gives a text that nothing cites as a source.
func uncited(text string) codec.Source {
	s := codec.Source{Text: text, Source: &argmap.Source{}}
	for _, p := range paragraph.Cut(text, "text/plain") {
		p.ID = argmap.ID(strconv.Itoa(p.Ordinal))
		s.Paragraphs = append(s.Paragraphs, &p)
	}
	return s
}

// mark is a stretch of the text with the id of the node that says it.
type mark struct {
	id         string
	start, end int
}

// spansOf gives a span for each citation of the source that one span can say.
func spansOf(w *aif.Writing, s page) []mark {
	if s.Source.Source == nil {
		return nil // nothing is cited
	}
	var found []mark
	for _, c := range w.G.Citations {
		id, _ := w.NodeID(c.Element)
		if c.Source != s.ID || id == nil || c.Role != argmap.Words || c.Explicitness != argmap.Explicit {
			continue
		}
		all := segments(w, c)
		whole := mark{word(id), all[0].start, all[len(all)-1].end}
		if slices.Equal(s.stretches(whole), all) {
			found = append(found, whole)
		}
	}
	slices.SortFunc(found, func(a, b mark) int {
		if a.start != b.start {
			return a.start - b.start
		}
		if a.end != b.end {
			return b.end - a.end
		}
		return strings.Compare(a.id, b.id)
	})
	return nested(found)
}

// nested leaves out the spans that begin in another and end behind it, which no markup can say.
func nested(marks []mark) []mark {
	var open, kept []mark
	for _, m := range marks {
		for len(open) > 0 && open[len(open)-1].end <= m.start {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && open[len(open)-1].end < m.end {
			continue
		}
		open, kept = append(open, m), append(kept, m)
	}
	return kept
}

// stretch is one segment of a citation, in code points of the whole text.
type stretch struct{ start, end int }

func segments(w *aif.Writing, c *argmap.Citation) []stretch {
	found := make([]stretch, 0, len(c.Segments))
	for _, x := range c.Segments {
		p, _ := w.G.Paragraph(x.Paragraph)
		if p == nil {
			return []stretch{{-1, -1}}
		}
		found = append(found, stretch{p.Start + x.Start, p.Start + x.End})
	}
	return found
}

// page is a source whose paragraphs are looked into by code points.
type page struct {
	codec.Source
	indexes map[argmap.ID]*anchor.Index
}

// stretches gives the segments that a span becomes when it is read.
func (s page) stretches(m mark) []stretch {
	first, _ := slices.BinarySearchFunc(s.Paragraphs, m.start, func(p *argmap.Paragraph, at int) int {
		if p.End <= at {
			return -1
		}
		return 1
	})
	var found []stretch
	for _, p := range s.Paragraphs[first:] {
		from, to := max(m.start, p.Start), min(m.end, p.End)
		if from >= to {
			break
		}
		if !s.blank(p, from-p.Start, to-p.Start) {
			found = append(found, stretch{from, to})
		}
	}
	return found
}

// blank reports whether a paragraph has only white space between two code points.
func (s page) blank(p *argmap.Paragraph, from, to int) bool {
	x := s.indexes[p.ID]
	if x == nil {
		x = anchor.NewIndex(p.Text)
		s.indexes[p.ID] = x
	}
	words, ok := x.Slice(from, to)
	return !ok || strings.TrimSpace(words) == ""
}

// unmarked is what the import record calls the ids of spans that are of no node: a list of them.
const unmarked = "ids of spans without node"

// same reports whether the citations of a source are the spans that its markup has.
func same(w *aif.Writing, s page, m marked) bool {
	has, ok := marksOf(w, s, m)
	if !ok {
		return false
	}
	for _, c := range w.G.Citations {
		if c.Source != s.ID {
			continue
		}
		key := fmt.Sprint(c.Element, segments(w, c))
		if has[key]--; has[key] < 0 || c.Role != argmap.Words || c.Explicitness != argmap.Explicit {
			return false
		}
	}
	for _, left := range has {
		if left > 0 {
			return false
		}
	}
	return true
}

// marksOf gives the citations that spans become when they are read; false when a span is of a node that
// was deleted.
func marksOf(w *aif.Writing, s page, m marked) (map[string]int, bool) {
	never := map[string]bool{}
	for _, list := range w.Kept(unmarked) {
		for id := range verbatim.Items(list) {
			never[verbatim.Name(id)] = true
		}
	}
	has := map[string]int{}
	for _, sp := range m.spans {
		if never[sp.id] {
			continue
		}
		e := written(w, sp.id)
		if e == "" {
			return nil, false
		}
		for some := range slices.Chunk(s.stretches(mark{start: sp.start, end: sp.end}), argmap.MaxSegments) {
			has[fmt.Sprint(e, some)]++
		}
	}
	return has, true
}

// written gives the element whose node a span names.
func written(w *aif.Writing, id string) argmap.ID {
	if e := w.Element(verbatim.Quote(id)); e != "" {
		return e
	}
	if rest, ok := strings.CutPrefix(id, "node"); ok && rest != "" {
		return w.Element(verbatim.Quote(rest))
	}
	return ""
}
