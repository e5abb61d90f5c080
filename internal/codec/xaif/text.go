package xaif

import (
	"encoding/json"
	"fmt"
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
