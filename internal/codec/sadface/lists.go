package sadface

import (
	"encoding/json"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec/schemegraph"
	"argmap/internal/codec/verbatim"
)

func (p *plan) resourceList() []json.RawMessage {
	var list []json.RawMessage
	for _, x := range p.resources {
		if x.Source == nil {
			list = append(list, x.Rest)
			continue
		}
		var o schemegraph.Object
		o.Text("id", x.ID)
		o.Text("content", x.Text())
		if x.Rest == nil && p.kept.Kind() != verbatim.Array {
			o.Text("type", "text")
			o.Set("metadata", []byte(`{"core":{}}`))
		}
		o.Rest(schemegraph.Parsed(x.Rest))
		list = append(list, o.Raw())
	}
	return p.WithPieces("resource", list)
}

func (p *plan) nodeList() []json.RawMessage {
	var list []json.RawMessage
	for _, e := range p.Nodes {
		list = append(list, p.node(e))
	}
	return p.WithPieces("node", list)
}

func (p *plan) node(e *argmap.Element) json.RawMessage {
	var o schemegraph.Object
	raw := verbatim.Value{}
	if p.Ours(e.External) {
		raw = schemegraph.Parsed(e.Raw)
	}
	kind, label := typed(e)
	if !p.Ours(e.External) || e.External.ID != "" || !p.Alone(e) {
		p.say(&o, raw, "id", p.Names[e.ID])
	}
	if e.Kind == argmap.KindForeign {
		o.Rest(raw, "id")
		return o.Raw()
	}
	if k, s, _ := sort(texts(raw, "type", kind), texts(raw, "name", label)); k == e.Kind && s == e.Scheme {
		kind, label = texts(raw, "type", kind), texts(raw, "name", label)
	}
	o.Text("type", kind)
	if e.Kind == argmap.KindClaim {
		p.say(&o, raw, "text", e.Text)
		if odd, has := raw.Get("sources"); has && odd.Kind() != verbatim.Array && p.spoken[e.ID] == nil {
			o.Set("sources", odd.Raw())
		} else {
			o.Set("sources", schemegraph.List(p.sources(e, raw)))
		}
	} else {
		p.say(&o, raw, "name", label)
	}
	known := []string{"id", "type", "metadata"}
	if e.Kind == argmap.KindClaim {
		known = append(known, "text", "sources")
	} else {
		known = append(known, "name")
	}
	o.Rest(raw, known...)
	if metadata := p.metadata(e, raw); metadata != nil {
		o.Set("metadata", metadata)
	}
	return o.Raw()
}

func texts(v verbatim.Value, name, otherwise string) string {
	if m, ok := v.Get(name); ok {
		s, _ := schemegraph.Text(m)
		return s
	}
	return otherwise
}

// say writes a text, as the file had it where that is read as the same.
func (p *plan) say(o *schemegraph.Object, raw verbatim.Value, name, s string) {
	if m, ok := raw.Get(name); ok {
		was, _ := schemegraph.Text(m)
		if word, is := m.Word(); is && name != "text" {
			was = schemegraph.Clean(word)
		}
		if was == s {
			o.Set(name, m.Raw())
			return
		}
	}
	o.Text(name, s)
}

// metadata gives that of a node, in which a claim says that nobody asserts it.
func (p *plan) metadata(e *argmap.Element, raw verbatim.Value) json.RawMessage {
	m, has := raw.Get("metadata")
	if !has && !p.Ours(e.External) {
		m = schemegraph.Parsed([]byte(`{"core":{}}`))
		has = true
	}
	own := member(m, "argmap")
	switch silent := e.Kind == argmap.KindClaim && !p.asserted(e); {
	case silent && string(member(own, "asserted").Raw()) != "false":
		return schemegraph.With(m, "argmap", schemegraph.With(own, "asserted", []byte("false")))
	case !silent && string(member(own, "asserted").Raw()) == "false":
		return schemegraph.With(m, "argmap", []byte(`{"asserted":true}`))
	case has:
		return m.Raw()
	}
	return nil
}

func (p *plan) asserted(e *argmap.Element) bool {
	for c := range p.CommitmentsTo(e.ID) {
		if c.Act.Commits() {
			return true
		}
	}
	return false
}

func (p *plan) sources(e *argmap.Element, raw verbatim.Value) []json.RawMessage {
	var list []json.RawMessage
	for _, c := range p.spoken[e.ID] {
		s, start, end, _ := p.Span(c)
		if p.Ours(c.External) && c.Raw != nil {
			list = append(list, c.Raw)
			continue
		}
		x := p.of[s.ID]
		offset, words := x.Offset(start, end)
		var o schemegraph.Object
		o.Text("resource_id", x.ID)
		o.Text("text", words)
		o.Set("offset", strconv.AppendInt(nil, int64(offset), 10))
		o.Set("length", strconv.AppendInt(nil, int64(len([]rune(words))), 10))
		list = append(list, o.Raw())
	}
	for _, odd := range member(raw, "sources").Elements() {
		list = append(list, odd.Raw())
	}
	return list
}

func (p *plan) edgeList() []json.RawMessage {
	var list []json.RawMessage
	for _, l := range p.Edges {
		var o schemegraph.Object
		raw, id := verbatim.Value{}, string(l.ID)
		if p.Ours(l.External) {
			raw, id = schemegraph.Parsed(l.Raw), l.External.ID
		}
		if _, has := raw.Get("id"); has || id != "" {
			p.say(&o, raw, "id", id)
		}
		p.say(&o, raw, "source_id", p.Names[l.From])
		p.say(&o, raw, "target_id", p.Names[l.To])
		o.Rest(raw, "id", "source_id", "target_id")
		list = append(list, o.Raw())
	}
	return p.WithPieces("edge", list)
}
