package arguebuf

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/schemegraph"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

type reader struct {
	*schemegraph.Reader

	resources map[string]*schemegraph.Resource
	kept      []schemegraph.Resource
	voices    map[string]*argmap.Voice
	// speakers: the file says who says an atom.
	speakers bool
	edges    map[string]bool
}

func decode(_ context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	root, err := verbatim.Parse(codec.NewSample(f.Data).Data)
	if err != nil {
		return nil, err
	}
	if root.Kind() != verbatim.Object {
		return nil, fault.New(fault.Invalid, "arguebuf.shape", "the file should be an object with nodes and edges").AtPath(root.Path())
	}
	about := member(root, "userdata")
	title, _ := schemegraph.Text(member(about, "title"))
	b := codec.Build(name, title, f, o)
	p := b.Properties()
	p.Description, _ = schemegraph.Text(member(about, "description"))
	p.Language, _ = schemegraph.Text(member(about, "language"))
	r := &reader{
		Reader: schemegraph.NewReader(b, name), resources: map[string]*schemegraph.Resource{},
		voices: map[string]*argmap.Voice{}, edges: map[string]bool{},
	}
	for i, m := range r.entries(root, "resources") {
		r.resource(i, m)
	}
	for i, m := range r.entries(root, "participants") {
		r.participant(i, m)
	}
	nodes := r.entries(root, "nodes")
	r.speakers = slices.ContainsFunc(nodes, func(m verbatim.Member) bool {
		id, _ := member(member(m.Value, "atom"), "participant").Text()
		return r.voices[id] != nil
	})
	for i, m := range nodes {
		r.node(i, m)
	}
	for i, m := range r.entries(root, "edges") {
		r.edge(i, m)
	}
	r.Settle()
	r.majorClaim(root)
	p.Raw = r.Kept(r.raw(root, p.Title), root, ruleSize, "", p.External.ID)
	return []*codec.Document{r.Done()}, nil
}

// entries gives the members of an object of the graph, in the order of the file.
func (r *reader) entries(root verbatim.Value, name string) []verbatim.Member {
	v, ok := root.Get(name)
	if ok && v.Kind() != verbatim.Object && v.Kind() != verbatim.Null {
		r.Tell(v, ruleShape, codec.Error, nil, "%s should be an object from ids; it is kept, and not read", name)
	}
	return v.Members()
}

// raw keeps what is no record.
func (r *reader) raw(root verbatim.Value, title string) json.RawMessage {
	var o, file schemegraph.Object
	o.Text("title", title)
	for _, m := range root.Members() {
		if !slices.Contains([]string{"nodes", "edges", "resources", "participants"}, m.Name) || m.Value.Kind() != verbatim.Object || m.Value.Empty() {
			file.Set(m.Name, m.Value.Raw())
		}
	}
	o.Set("file", file.Whole())
	if r.kept != nil {
		o.Set("resources", schemegraph.KeepResources(r.kept))
	}
	return o.Raw()
}

// aside keeps a member of an object that no record can hold, with its id.
func (r *reader) aside(what, why string, ordinal int, m verbatim.Member) {
	var o schemegraph.Object
	o.Set(m.Name, m.Value.Raw())
	v := schemegraph.Parsed(o.Raw())
	r.Aside(what, why, m.Name, ordinal, v)
}

func (r *reader) resource(ordinal int, m verbatim.Member) {
	if m.Value.Kind() != verbatim.Object {
		r.aside("resource", "it is no object", ordinal, m)
		r.Tell(m.Value, ruleShape, codec.Error, nil, "a resource should be an object")
		return
	}
	text, _ := member(m.Value, "text").Text()
	title, _ := member(m.Value, "title").Text()
	x := schemegraph.Resource{ID: m.Name, Rest: m.Value.Keep()}
	if member(m.Value, "text").Exact() {
		if made, ok := r.Resource(m.Name, title, text); ok {
			var rest schemegraph.Object
			rest.Rest(m.Value, "text")
			made.Rest = rest.Raw()
			x = made
		}
	}
	if x.Source == nil {
		r.Tell(m.Value, ruleResource, codec.Warning, nil, "a resource should have a text")
	} else {
		x.Source.URI, _ = schemegraph.Text(member(m.Value, "source"))
		r.resources[m.Name] = &x
	}
	r.kept = append(r.kept, x)
}

func (r *reader) participant(ordinal int, m verbatim.Member) {
	if m.Value.Kind() != verbatim.Object || r.voices[m.Name] != nil {
		r.aside("participant", "it is no object, or there is another of its id", ordinal, m)
		r.Tell(m.Value, ruleShape, codec.Error, nil, "a participant should be an object, and have an id of its own")
		return
	}
	v := r.Voice(argmap.VoiceParticipant, called(m))
	v.Description, _ = schemegraph.Text(member(m.Value, "description"))
	v.External = argmap.External{Namespace: name, ID: schemegraph.Clean(m.Name)}
	r.voices[m.Name] = v
	var rest schemegraph.Object
	for _, x := range m.Value.Members() {
		said, usual := map[string]string{"name": v.Name, "description": v.Description}[x.Name]
		if s, exact := schemegraph.Text(x.Value); !usual || !exact || s != said {
			rest.Set(x.Name, x.Value.Raw())
		}
	}
	v.Raw = r.Kept(rest.Raw(), m.Value, ruleSize, "", v.External.ID)
}

// called gives the name of a participant, who may have none but a user name or an id.
func called(m verbatim.Member) string {
	for _, field := range []string{"name", "username", "email"} {
		if s, _ := schemegraph.Text(member(m.Value, field)); strings.TrimSpace(s) != "" {
			return s
		}
	}
	if strings.TrimSpace(m.Name) != "" {
		return schemegraph.Clean(m.Name)
	}
	return "participant"
}
