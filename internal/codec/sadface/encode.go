package sadface

import (
	"context"
	"encoding/json"

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
