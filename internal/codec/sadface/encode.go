package sadface

import (
	"context"
	"encoding/json"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/schemegraph"
	"argmap/internal/codec/verbatim"
)

const format = "SADFace"

// plan says what is written, with its resources.
type plan struct {
	*schemegraph.Plan

	file, kept verbatim.Value
	title      string
	resources  []schemegraph.Resource
	// spoken are the citations of each claim that are written.
	spoken map[argmap.ID][]*argmap.Citation
	of     map[argmap.ID]*schemegraph.Resource
}

func newPlan(d *codec.Document) *plan {
	p := &plan{Plan: schemegraph.NewPlan(d, name, format, says), spoken: map[argmap.ID][]*argmap.Citation{}, of: map[argmap.ID]*schemegraph.Resource{}}
	if d.Properties.Format == name {
		raw := schemegraph.Parsed(d.Properties.Raw)
		p.file, p.kept = member(raw, "file"), member(raw, "resources")
		p.title, _ = member(raw, "title").Text()
	}
	p.resources = p.Resources(p.kept)
	for i, x := range p.resources {
		if x.Source != nil {
			p.of[x.Source.ID] = &p.resources[i]
		}
	}
	p.properties()
	p.commitments()
	p.cited()
	return p
}

func losses(d *codec.Document) []codec.Loss { return newPlan(d).Lost.Losses() }

func (p *plan) properties() {
	d := p.Document.Properties
	read := codec.Build(name, d.Title, codec.File{}, codec.Options{NewID: func() argmap.ID { return "" }}).Properties()
	if d.Language != "" || read.Title != d.Title {
		p.Lost.Add("properties of the map", "a document names no language, and a title is one line", d.ID)
	}
}

// commitments: a document does not say who asserts a claim, only that it does.
func (p *plan) commitments() {
	heard := map[argmap.ID]bool{}
	done := map[argmap.ID]bool{}
	first := argmap.ID("")
	for _, c := range p.Commitments {
		v := p.Voice(c.Voice)
		plain := v.Kind == argmap.VoiceAuthor && v.Name == "author" && v.Description == "" && (first == "" || first == v.ID)
		if plain && c.Act == argmap.Asserts && c.ReportedBy == "" && !done[c.Claim] {
			heard[v.ID], done[c.Claim], first = true, true, v.ID
			continue
		}
		p.Lost.Add("commitments", "a document tells no voices apart: what it states is asserted by its author", c.ID)
	}
	for _, v := range p.Voices {
		if !heard[v.ID] {
			p.Lost.NoPlace(v, format)
		}
	}
}

func (p *plan) cited() {
	for _, c := range p.Citations {
		_, _, _, ok := p.Span(c)
		e := p.Element(c.Element)
		if _, written := p.Names[e.ID]; !ok || !written || e.Kind != argmap.KindClaim || c.Role != argmap.Words || c.Explicitness != argmap.Explicit {
			p.Lost.Add("citations", "an atom cites stretches of a text, as words that say it; other citations are left out", c.ID)
			continue
		}
		p.spoken[e.ID] = append(p.spoken[e.ID], c)
	}
}

func encode(_ context.Context, d *codec.Document, out codec.Output) error {
	p := newPlan(d)
	var o schemegraph.Object
	for _, m := range p.top().Members() {
		o.Set(m.Name, m.Value.Raw())
	}
	for _, list := range []struct {
		name   string
		values []json.RawMessage
	}{{"resources", p.resourceList()}, {"nodes", p.nodeList()}, {"edges", p.edgeList()}} {
		if len(list.values) > 0 || !o.Has(list.name) {
			o.Set(list.name, schemegraph.List(list.values))
		}
	}
	data, err := schemegraph.Indented(o.Raw())
	if err != nil {
		return err
	}
	w, err := out.Create(out.Name + ".json")
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// top gives the document without its lists.
func (p *plan) top() verbatim.Value {
	d := p.Document.Properties
	top := p.file
	if top.Kind() != verbatim.Object {
		var core schemegraph.Object
		stamp := d.Created.UTC().Format("2006-01-02T15:04:05")
		for _, m := range [][2]string{
			{"version", "0.5.4.0"},
			{"id", string(d.ID)},
			{"analyst_name", ""},
			{"analyst_email", ""},
			{"created", stamp},
			{"edited", stamp},
			{"title", d.Title},
			{"description", d.Description},
			{"notes", ""}, // Arguebuf reads no document without these
		} {
			core.Text(m[0], m[1])
		}
		top = schemegraph.Parsed([]byte(`{"metadata":{"core":` + string(core.Raw()) + `}}`))
	}
	about := header(top)
	core := about.Path() != top.Path()
	if d.Title != p.title {
		about = schemegraph.Parsed(schemegraph.With(about, "title", verbatim.Quote(d.Title)))
	}
	if was, _ := schemegraph.Text(member(about, "description")); d.Description != was {
		about = schemegraph.Parsed(schemegraph.With(about, "description", quoted(d.Description)))
	}
	if !core {
		return about
	}
	metadata := schemegraph.Parsed(schemegraph.With(member(top, "metadata"), "core", about.Raw()))
	return schemegraph.Parsed(schemegraph.With(top, "metadata", metadata.Raw()))
}

// quoted gives a string; nil for an empty one.
func quoted(s string) []byte {
	if s == "" {
		return nil
	}
	return verbatim.Quote(s)
}

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
