package arguebuf

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/schemegraph"
	"argmap/internal/codec/verbatim"
)

const format = "Arguebuf"

// plan says what is written, with its resources and participants.
type plan struct {
	*schemegraph.Plan

	file, kept verbatim.Value
	title      string
	resources  []schemegraph.Resource
	of         map[argmap.ID]*schemegraph.Resource
	// cited is the citation of each claim that is written, voice who says it.
	cited map[argmap.ID]*argmap.Citation
	voice map[argmap.ID]argmap.ID
	// participants are the ids of the voices, but for the author where only the author asserts anything: then
	// the file is anonymous.
	participants map[argmap.ID]string
	author       argmap.ID
	anonymous    bool
}

func newPlan(d *codec.Document) *plan {
	p := &plan{
		Plan: schemegraph.NewPlan(d, name, format, says), of: map[argmap.ID]*schemegraph.Resource{},
		cited: map[argmap.ID]*argmap.Citation{}, voice: map[argmap.ID]argmap.ID{}, participants: map[argmap.ID]string{},
	}
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
	read := codec.Build(name, d.Properties.Title, codec.File{}, codec.Options{NewID: func() argmap.ID { return "" }}).Properties()
	if read.Title != d.Properties.Title {
		p.Lost.Add("titles with line breaks or control characters", "a title is one line", d.Properties.ID)
	}
	p.commitments()
	p.citations()
	return p
}

func losses(d *codec.Document) []codec.Loss { return newPlan(d).Lost.Losses() }

// commitments: an atom has one participant, who asserts it; or the one voice of the file asserts all that
// does not say otherwise.
func (p *plan) commitments() {
	p.anonymous = true
	for _, c := range p.Commitments {
		if _, more := p.voice[c.Claim]; c.Act != argmap.Asserts || c.ReportedBy != "" || more {
			p.Lost.Add("commitments", "an atom has one participant, who asserts it", c.ID)
			continue
		}
		p.voice[c.Claim] = c.Voice
		if v := p.Voice(c.Voice); p.author == "" && v.Kind == argmap.VoiceAuthor && v.Name == "author" && v.Description == "" {
			p.author = v.ID
		}
		p.anonymous = p.anonymous && c.Voice == p.author
	}
	taken := map[string]bool{}
	for _, v := range p.Voices {
		if p.anonymous && v.ID == p.author {
			continue
		}
		id := string(v.ID)
		if p.Ours(v.External) && v.External.ID != "" && !taken[v.External.ID] {
			id = v.External.ID
		}
		for taken[id] {
			id += "'"
		}
		p.participants[v.ID], taken[id] = id, true
		if v.Kind != argmap.VoiceParticipant {
			p.Lost.Add("kinds of voices", "each voice is a participant", v.ID)
		}
	}
}

func (p *plan) citations() {
	for _, c := range p.Citations {
		e := p.Element(c.Element)
		_, _, _, ok := p.Span(c)
		if !ok || e.Kind != argmap.KindClaim || c.Role != argmap.Words || c.Explicitness != argmap.Explicit || p.cited[e.ID] != nil {
			p.Lost.Add("citations", "an atom has one reference, to a stretch of a text that says it", c.ID)
			continue
		}
		p.cited[e.ID] = c
	}
}

func encode(_ context.Context, d *codec.Document, out codec.Output) error {
	p := newPlan(d)
	var o schemegraph.Object
	for _, part := range []struct {
		name   string
		values []entry
	}{{"nodes", p.nodes()}, {"edges", p.edges()}, {"resources", p.resourceEntries()}, {"participants", p.participantEntries()}} {
		all := p.object(part.name[:len(part.name)-1], part.values)
		if was, ok := p.file.Get(part.name); ok && string(all) == "{}" {
			o.Set(part.name, was.Raw())
		} else if string(all) != "{}" || p.file.Kind() != verbatim.Object && (part.name == "nodes" || part.name == "edges") {
			o.Set(part.name, all)
		}
	}
	p.top(&o)
	data, err := schemegraph.Indented(o.Whole())
	if err != nil {
		return err
	}
	w, err := out.Create(out.Name + ".json")
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// entry is a member of an object by ids.
type entry struct {
	id    string
	value json.RawMessage
}

// object puts entries into an object, with the pieces of their sort where these stood.
func (p *plan) object(what string, entries []entry) json.RawMessage {
	members := make([]json.RawMessage, 0, len(entries))
	for _, e := range entries {
		var o schemegraph.Object
		o.Set(e.id, e.value)
		members = append(members, o.Raw())
	}
	var all schemegraph.Object
	for _, m := range p.WithPieces(what, members) {
		for _, x := range schemegraph.Parsed(m).Members() {
			all.Set(x.Name, x.Value.Raw())
		}
	}
	return all.Whole()
}

// top writes the other members of the graph.
func (p *plan) top(o *schemegraph.Object) {
	d := p.Document.Properties
	if p.file.Kind() != verbatim.Object {
		o.Set("schemaVersion", []byte("1"))
		o.Text("libraryVersion", "argmap")
		stamp := verbatim.Quote(d.Created.UTC().Format(time.RFC3339Nano))
		o.Set("metadata", slices.Concat([]byte(`{"created":`), stamp, []byte(`,"updated":`), stamp, []byte(`}`)))
	}
	about := member(p.file, "userdata")
	for _, f := range []struct{ name, is, was string }{{"title", d.Title, p.title}, {"description", d.Description, ""}, {"language", d.Language, ""}} {
		if f.name != "title" {
			f.was, _ = schemegraph.Text(member(about, f.name))
		}
		switch {
		case f.is == f.was:
		case f.is == "":
			about = schemegraph.Parsed(schemegraph.With(about, f.name, nil))
		default:
			about = schemegraph.Parsed(schemegraph.With(about, f.name, verbatim.Quote(f.is)))
		}
	}
	for _, m := range p.file.Members() {
		switch {
		case m.Name == "userdata" && !o.Has("userdata"):
			o.Set("userdata", about.Raw())
		case (m.Name == "majorClaim" || m.Name == "major_claim") && p.gone(m.Value):
		case !o.Has(m.Name):
			o.Set(m.Name, m.Value.Raw())
		}
	}
	if !o.Has("userdata") && about.Kind() == verbatim.Object {
		o.Set("userdata", about.Raw())
	}
}

// gone reports whether the major claim was an atom that is not there any more.
func (p *plan) gone(v verbatim.Value) bool {
	id, ok := v.Text()
	for _, e := range p.Nodes {
		if p.Names[e.ID] == id {
			return false
		}
	}
	return ok && id != ""
}
