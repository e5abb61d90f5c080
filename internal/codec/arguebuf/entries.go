package arguebuf

import (
	"encoding/json"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec/schemegraph"
	"argmap/internal/codec/verbatim"
)

// raw gives what was kept of a record of ours.
func (p *plan) raw(x argmap.External, raw json.RawMessage) verbatim.Value {
	if !p.Ours(x) {
		return verbatim.Value{}
	}
	return schemegraph.Parsed(raw)
}

func (p *plan) nodes() []entry {
	entries := make([]entry, 0, len(p.Nodes))
	for _, e := range p.Nodes {
		entries = append(entries, entry{p.Names[e.ID], p.node(e)})
	}
	return entries
}

func (p *plan) node(e *argmap.Element) json.RawMessage {
	raw := p.raw(e.External, e.Raw)
	var o schemegraph.Object
	switch field := fieldOf(e.Kind); {
	case e.Kind == argmap.KindClaim:
		o.Set("atom", p.atom(e, member(raw, "atom")))
	case field != "":
		o.Set("scheme", scheme(e, field, member(raw, "scheme")))
	}
	for _, m := range raw.Members() {
		if m.Name != "userdata" && !o.Has(m.Name) {
			o.Set(m.Name, m.Value.Raw())
		}
	}
	if about := p.userdata(e, member(raw, "userdata")); about != nil {
		o.Set("userdata", about)
	}
	return o.Whole()
}

// scheme writes a scheme node: as the file had it, where that is read as the same.
func scheme(e *argmap.Element, field string, was verbatim.Value) json.RawMessage {
	if v, ok := was.Get(field); ok {
		if words, _, _ := schemeOf(field, v); words == e.Scheme {
			return was.Keep()
		}
	}
	var o schemegraph.Object
	o.Text(field, constantOf(field, e.Scheme))
	o.Rest(was, "support", "attack", "preference", "rephrase")
	return o.Raw()
}

func (p *plan) atom(e *argmap.Element, was verbatim.Value) json.RawMessage {
	var o schemegraph.Object
	text, odd := was.Get("text")
	if s, _ := schemegraph.Text(text); odd && s == e.Text {
		o.Set("text", text.Raw())
	} else {
		o.Text("text", e.Text)
	}
	if c := p.cited[e.ID]; c != nil {
		o.Set("reference", p.reference(c))
	}
	if v, ok := p.voice[e.ID]; ok && !p.anonymous {
		o.Text("participant", p.participants[v])
	}
	for _, m := range was.Members() {
		if !o.Has(m.Name) && m.Name != "text" {
			o.Set(m.Name, m.Value.Raw())
		}
	}
	return o.Whole()
}

func (p *plan) reference(c *argmap.Citation) json.RawMessage {
	if p.Ours(c.External) && c.Raw != nil {
		return c.Raw
	}
	s, start, end, _ := p.Span(c)
	x := p.of[s.ID]
	offset, words := x.Offset(start, end)
	var o schemegraph.Object
	o.Text("resource", x.ID)
	if offset > 0 {
		o.Set("offset", strconv.AppendInt(nil, int64(offset), 10))
	}
	o.Text("text", words)
	return o.Raw()
}

// userdata gives that of a node, in which a claim says that nobody asserts it, where no atom has a
// participant that would say so.
func (p *plan) userdata(e *argmap.Element, was verbatim.Value) json.RawMessage {
	own := member(was, "argmap")
	_, asserted := p.voice[e.ID]
	silent := e.Kind == argmap.KindClaim && !asserted && p.anonymous
	says := string(member(own, "asserted").Raw()) == "false"
	switch {
	case silent && !says:
		return schemegraph.With(was, "argmap", schemegraph.With(own, "asserted", []byte("false")))
	case !silent && says && p.anonymous:
		return schemegraph.With(was, "argmap", []byte(`{"asserted":true}`))
	case was.Kind() != verbatim.Null:
		return was.Keep()
	}
	return nil
}

func (p *plan) edges() []entry {
	entries := make([]entry, 0, len(p.Edges))
	taken := map[string]bool{}
	for _, l := range p.Edges {
		id := string(l.ID)
		if p.Ours(l.External) {
			id = l.External.ID
		}
		for taken[id] && !p.Ours(l.External) {
			id += "'"
		}
		taken[id] = true
		raw := p.raw(l.External, l.Raw)
		var o schemegraph.Object
		for _, end := range []struct {
			field string
			id    argmap.ID
		}{{"source", l.From}, {"target", l.To}} {
			v, odd := raw.Get(end.field)
			if s, _ := schemegraph.Text(v); odd && s == p.Names[end.id] {
				o.Set(end.field, v.Raw())
			} else {
				o.Text(end.field, p.Names[end.id])
			}
		}
		o.Rest(raw, "source", "target")
		entries = append(entries, entry{id, o.Raw()})
	}
	return entries
}

func (p *plan) resourceEntries() []entry {
	var entries []entry
	for _, x := range p.resources {
		var o schemegraph.Object
		if x.Source != nil {
			o.Text("text", x.Text())
			if x.Rest == nil && p.kept.Kind() != verbatim.Array {
				o.Text("title", x.Source.Title)
				if x.Source.URI != "" {
					o.Text("source", x.Source.URI)
				}
			}
		}
		o.Rest(schemegraph.Parsed(x.Rest))
		entries = append(entries, entry{x.ID, o.Whole()})
	}
	return entries
}

func (p *plan) participantEntries() []entry {
	var entries []entry
	for _, v := range p.Voices {
		if p.participants[v.ID] == "" && v.ID == p.author {
			continue
		}
		raw := p.raw(v.External, v.Raw)
		var o schemegraph.Object
		if was, odd := raw.Get("name"); !odd && !p.Ours(v.External) || v.Name != called(verbatim.Member{Name: p.participants[v.ID], Value: raw}) {
			o.Text("name", v.Name)
		} else if odd {
			o.Set("name", was.Raw())
		}
		if was, odd := raw.Get("description"); odd && schemegraphText(was) == v.Description {
			o.Set("description", was.Raw())
		} else if v.Description != "" {
			o.Text("description", v.Description)
		}
		o.Rest(raw, "name", "description")
		entries = append(entries, entry{p.participants[v.ID], o.Whole()})
	}
	return entries
}

func schemegraphText(v verbatim.Value) string {
	s, _ := schemegraph.Text(v)
	return s
}
