package sadface

import (
	"context"
	"encoding/json"
	"slices"

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
}

func decode(_ context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	root, err := verbatim.Parse(codec.NewSample(f.Data).Data)
	if err != nil {
		return nil, err
	}
	if root.Kind() != verbatim.Object {
		return nil, fault.New(fault.Invalid, "sadface.shape", "the file should be an object with nodes and edges").AtPath(root.Path())
	}
	about := header(root)
	title, _ := schemegraph.Text(member(about, "title"))
	b := codec.Build(name, title, f, o)
	p := b.Properties()
	p.Description, _ = schemegraph.Text(member(about, "description"))
	if id, ok := member(about, "id").Word(); ok {
		p.External = argmap.External{Namespace: name, ID: schemegraph.Clean(id)}
	}
	r := &reader{schemegraph.NewReader(b, name), map[string]*schemegraph.Resource{}, nil}
	resources := r.list(root, "resources")
	r.kept = slices.Grow(r.kept, len(resources))
	for i, v := range resources {
		r.resource(i, v)
	}
	for i, v := range r.list(root, "nodes") {
		r.node(i, v)
	}
	for i, v := range r.list(root, "edges") {
		r.edge(i, v)
	}
	r.Settle()
	p.Raw = r.Kept(r.raw(root, p.Title), root, ruleSize, "", p.External.ID)
	return []*codec.Document{r.Done()}, nil
}

// header gives the object that has the title, the id and the analyst.
func header(root verbatim.Value) verbatim.Value {
	if core := member(member(root, "metadata"), "core"); core.Kind() == verbatim.Object {
		return core
	}
	return root
}

// list gives the elements of a list of the document.
func (r *reader) list(root verbatim.Value, name string) []verbatim.Value {
	v, ok := root.Get(name)
	if ok && v.Kind() != verbatim.Array {
		r.Tell(v, ruleShape, codec.Error, nil, "%s should be a list; it is kept, and not read", name)
	}
	return v.Elements()
}

// raw keeps what is no record: what was not read is among it.
func (r *reader) raw(root verbatim.Value, title string) json.RawMessage {
	var o, file schemegraph.Object
	o.Text("title", title)
	for _, m := range root.Members() {
		read := m.Name == "nodes" || m.Name == "edges" || m.Name == "resources"
		if !read || m.Value.Kind() != verbatim.Array {
			file.Set(m.Name, m.Value.Raw())
		}
	}
	o.Set("file", file.Whole())
	if r.kept != nil {
		o.Set("resources", schemegraph.KeepResources(r.kept))
	}
	return o.Raw()
}

func (r *reader) resource(ordinal int, v verbatim.Value) {
	id, named := member(v, "id").Text()
	if v.Kind() != verbatim.Object {
		r.Aside("resource", "it is no object", "", ordinal, v)
		r.Tell(v, ruleShape, codec.Error, nil, "a resource should be an object")
		return
	}
	content, _ := member(v, "content").Text()
	title, _ := member(member(v, "metadata"), "title").Text()
	x, ok := r.Resource(id, title, content)
	if _, again := r.resources[id]; !ok || !named || again || !member(v, "content").Exact() {
		r.Tell(v, ruleResource, codec.Warning, nil, "a resource should have its text as content, and an id of its own")
	}
	if ok && named && member(v, "content").Exact() {
		var rest schemegraph.Object
		rest.Rest(v, "id", "content")
		x.Rest = rest.Raw()
	} else if x = (schemegraph.Resource{ID: id, Rest: v.Keep()}); ok {
		r.Done().Sources = r.Done().Sources[:len(r.Done().Sources)-1]
	}
	if r.resources[id] == nil && x.Source != nil {
		r.resources[id] = &x
	}
	r.kept = append(r.kept, x)
}

func (r *reader) node(ordinal int, v verbatim.Value) {
	if v.Kind() != verbatim.Object {
		r.Aside("node", "it is no object", "", ordinal, v)
		r.Tell(v, ruleShape, codec.Error, nil, "a node should be an object")
		return
	}
	word, _ := schemegraph.Text(member(v, "type"))
	label, _ := schemegraph.Text(member(v, "name"))
	kind, scheme, known := sort(word, label)
	e := r.Element(kind, "")
	e.Scheme = scheme
	r.named(v, e)
	if !known {
		e.Act = word
		r.Tell(v, ruleType, codec.Error, e, "the type %q should be atom, scheme, inference or conflict", schemegraph.Clip(word))
	}
	var rest schemegraph.Object
	if kind == argmap.KindClaim {
		r.atom(v, e, &rest)
	}
	r.rest(v, e, &rest)
	e.Raw = r.Kept(rest.Raw(), v, ruleSize, e.ID, e.External.ID)
}

// named gives an element the id of its node.
func (r *reader) named(v verbatim.Value, e *argmap.Element) {
	id, ok := member(v, "id").Word()
	if !ok {
		e.External.Namespace = name
		r.Tell(v, ruleID, codec.Error, e, "a node should have an id; nothing can be joined to this one")
		if e.Kind == argmap.KindRebuttal {
			e.Attack = argmap.Rebut
		}
		return
	}
	if !r.Named(id, e, false) {
		r.Tell(v, ruleID, codec.Error, e, "another node has the id %q already; edges join that one", schemegraph.Clip(id))
	} else if member(v, "id").Kind() == verbatim.Number {
		r.Tell(v, ruleID, codec.Error, e, "the id %s should be a string", schemegraph.Clip(id))
	}
}

// atom reads the text of a claim, where it stands, and whether it is asserted.
func (r *reader) atom(v verbatim.Value, e *argmap.Element, rest *schemegraph.Object) {
	text := member(v, "text")
	var exact bool
	if e.Text, exact = schemegraph.Text(text); !exact {
		r.Tell(v, ruleText, codec.Warning, e, "an atom should have a text that can be kept as it is")
	}
	if string(member(member(member(v, "metadata"), "argmap"), "asserted").Raw()) != "false" {
		r.Commit(r.Speaker().ID, argmap.Asserts, e.ID).External.Namespace = name
	}
	sources, ok := v.Get("sources")
	if !ok {
		return
	}
	var odd []json.RawMessage
	for _, s := range sources.Elements() {
		if !r.source(s, e) {
			odd = append(odd, s.Raw())
		}
	}
	if sources.Kind() != verbatim.Array {
		r.Tell(sources, ruleShape, codec.Error, e, "sources should be a list of objects")
		rest.Set("sources", sources.Raw())
	} else if odd != nil {
		rest.Set("sources", schemegraph.List(odd))
	}
}

// source cites a stretch of a resource; false when it cannot be cited, and is to be kept as it is.
func (r *reader) source(v verbatim.Value, e *argmap.Element) bool {
	id, _ := member(v, "resource_id").Text()
	words, _ := member(v, "text").Text()
	x := r.resources[id]
	offset, is := number(member(v, "offset"))
	if x == nil || words == "" || !member(v, "text").Exact() {
		r.Tell(v, ruleSource, codec.Warning, e, "a source should name a resource that has a text, and quote it")
		return false
	}
	start, end, ok := x.At(offset, words)
	if !is || !ok {
		at, once := r.Once(x, words)
		if !once {
			r.Tell(v, ruleSource, codec.Warning, e, "the text of the source does not stand in its resource at the offset, nor once elsewhere; it is not cited")
			return false
		}
		r.Tell(v, ruleSource, codec.Warning, e, "the text of the source stands in its resource at %d; it is cited there", at)
		start, end, _ = x.At(at, words)
	}
	c, err := r.Cite(e.ID, *x.Source, start, end)
	if err != nil {
		return false
	}
	c.External.Namespace = name
	length, counted := number(member(v, "length"))
	at, again := x.Cited(c)
	if offset != at || again != words || !is || !counted || length != len([]rune(words)) || len(v.Members()) != 4 {
		c.Raw = r.Kept(v.Keep(), v, ruleSize, e.ID, e.External.ID)
	}
	return true
}

func number(v verbatim.Value) (int, bool) {
	var n int
	err := json.Unmarshal(v.Raw(), &n)
	return n, err == nil && v.Kind() == verbatim.Number
}

// rest keeps the members of a node that its element does not say in the usual way.
func (r *reader) rest(v verbatim.Value, e *argmap.Element, rest *schemegraph.Object) {
	kind, label := typed(e)
	for _, m := range v.Members() {
		said := ""
		switch m.Name {
		case "id":
			said = e.External.ID
		case "type":
			said = kind
		case "name":
			said = label
		case "text":
			said = e.Text
		case "sources":
			if e.Kind == argmap.KindClaim {
				continue
			}
		}
		s, exact := schemegraph.Text(m.Value)
		usual := m.Name == "id" || m.Name == "type" || m.Name == "name" && label != "" || m.Name == "text" && e.Kind == argmap.KindClaim
		if !usual || !exact || s != said || e.Kind == argmap.KindForeign && m.Name != "id" {
			rest.Set(m.Name, m.Value.Raw())
		}
	}
}

func (r *reader) edge(ordinal int, v verbatim.Value) {
	id, _ := member(v, "id").Word()
	from, has := member(v, "source_id").Word()
	to, ends := member(v, "target_id").Word()
	source, target := r.Node(from), r.Node(to)
	if !has || !ends || source == nil || target == nil {
		r.Aside("edge", "an end of it is missing", id, ordinal, v)
		r.Tell(v, ruleEnd, codec.Error, nil, "the edge from %q to %q should join two nodes; it is kept aside", schemegraph.Clip(from), schemegraph.Clip(to))
		return
	}
	l := r.Join(id, source, target)
	if l == nil {
		r.Aside("edge", "another edge says it", id, ordinal, v)
		r.Tell(v, ruleTwice, codec.Warning, nil, "the edge from %q to %q is there already", schemegraph.Clip(from), schemegraph.Clip(to))
		return
	}
	if l.Role == argmap.RoleForeign {
		r.Tell(v, ruleSort, codec.Warning, source, "an edge from this node to %q says nothing; between two atoms there should be a scheme", schemegraph.Clip(to))
	}
	var rest schemegraph.Object
	for _, m := range v.Members() {
		said, usual := map[string]string{"id": l.External.ID, "source_id": source.External.ID, "target_id": target.External.ID}[m.Name]
		if s, exact := schemegraph.Text(m.Value); !usual || !exact || s != said {
			rest.Set(m.Name, m.Value.Raw())
		}
	}
	l.Raw = r.Kept(rest.Raw(), v, ruleSize, "", l.External.ID)
}
