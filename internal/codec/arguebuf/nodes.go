package arguebuf

import (
	"cmp"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/schemegraph"
	"argmap/internal/codec/verbatim"
)

func (r *reader) node(ordinal int, m verbatim.Member) {
	atom, isAtom := m.Value.Get("atom")
	scheme, isScheme := m.Value.Get("scheme")
	isAtom, isScheme = isAtom && atom.Kind() == verbatim.Object, isScheme && scheme.Kind() == verbatim.Object
	if m.Value.Kind() != verbatim.Object {
		r.aside("node", "it is no object", ordinal, m)
		r.Tell(m.Value, ruleShape, codec.Error, nil, "a node should be an object")
		return
	}
	var rest schemegraph.Object
	kind, words := argmap.KindForeign, ""
	switch {
	case isAtom && !isScheme:
		kind = argmap.KindClaim
	case isScheme && !isAtom:
		kind, words = r.scheme(scheme, &rest)
	}
	e := r.Element(kind, "")
	e.Scheme = words
	if !r.Named(m.Name, e, true) {
		r.Tell(m.Value, ruleName, codec.Error, e, "another node has the id %q already; edges join this one", schemegraph.Clip(m.Name))
	}
	switch {
	case kind == argmap.KindClaim:
		r.atom(atom, m.Value, e, &rest)
	case isAtom == isScheme:
		rest.Rest(m.Value, "metadata", "userdata")
		r.Tell(m.Value, ruleType, codec.Error, e, "a node should be an atom or a scheme")
	case kind == argmap.KindForeign:
		r.Tell(scheme, ruleScheme, codec.Warning, e, "a scheme should have one type: support, attack, rephrase or preference")
	}
	if isAtom != isScheme {
		rest.Rest(m.Value, "atom", "scheme")
		for _, x := range m.Value.Members() {
			if (x.Name == "atom" || x.Name == "scheme") && x.Value.Kind() != verbatim.Object {
				rest.Set(x.Name, x.Value.Raw())
			}
		}
	} else {
		for _, field := range []string{"metadata", "userdata"} {
			if v, ok := m.Value.Get(field); ok {
				rest.Set(field, v.Raw())
			}
		}
	}
	e.Raw = r.Kept(rest.Raw(), m.Value, ruleSize, e.ID, e.External.ID)
}

// scheme reads a scheme node. What is not read in the usual way is kept as "scheme".
func (r *reader) scheme(v verbatim.Value, rest *schemegraph.Object) (argmap.Kind, string) {
	kind, words, types := argmap.KindForeign, "", 0
	usual := true
	var others schemegraph.Object
	for _, m := range v.Members() {
		i := slices.IndexFunc(sorts, func(s sort) bool { return s.field == m.Name })
		if i < 0 {
			others.Set(m.Name, m.Value.Raw())
			continue
		}
		var ok bool
		var constant string
		types++
		kind = sorts[i].kind
		words, constant, ok = schemeOf(m.Name, m.Value)
		if !ok {
			r.Tell(m.Value, ruleScheme, codec.Warning, nil, "%.60s is no name of a %s scheme; it is read as one without a name", m.Value.Raw(), m.Name)
		}
		s, _ := m.Value.Text()
		usual = usual && ok && s == constant && constant != ""
	}
	if types > 1 {
		kind, words = argmap.KindForeign, ""
	}
	if types != 1 || !usual {
		rest.Set("scheme", v.Raw())
	} else if others.Raw() != nil {
		rest.Set("scheme", others.Raw())
	}
	return kind, words
}

// atom reads a claim. What is not read in the usual way is kept as "atom".
func (r *reader) atom(v, node verbatim.Value, e *argmap.Element, rest *schemegraph.Object) {
	var odd schemegraph.Object
	var exact bool
	if e.Text, exact = schemegraph.Text(member(v, "text")); !exact {
		r.Tell(v, ruleText, codec.Warning, e, "an atom should have a text that can be kept as it is")
	}
	for _, m := range v.Members() {
		said := m.Name == "text" && exact
		switch m.Name {
		case "reference":
			said = r.reference(m.Value, e)
		case "participant":
			id, _ := m.Value.Text()
			if said = r.voices[id] != nil; said {
				r.Commit(r.voices[id].ID, argmap.Asserts, e.ID).External.Namespace = name
			} else {
				r.Tell(m.Value, ruleParticipant, codec.Error, e, "there is no participant %q", schemegraph.Clip(id))
			}
		}
		if !said {
			odd.Set(m.Name, m.Value.Raw())
		}
	}
	if !r.speakers && string(member(member(member(node, "userdata"), "argmap"), "asserted").Raw()) != "false" {
		r.Commit(r.Speaker().ID, argmap.Asserts, e.ID).External.Namespace = name
	}
	if odd.Raw() != nil {
		rest.Set("atom", odd.Raw())
	}
}

// reference cites a stretch of a resource; false when it is to be kept as it is.
func (r *reader) reference(v verbatim.Value, e *argmap.Element) bool {
	id, _ := member(v, "resource").Text()
	words, _ := member(v, "text").Text()
	x := r.resources[id]
	if x == nil || words == "" || !member(v, "text").Exact() {
		if id != "" || words == "" {
			r.Tell(v, ruleReference, codec.Warning, e, "a reference should name a resource that has a text, and quote it")
		}
		return false
	}
	given, has := v.Get("offset")
	offset, counted := number(given) // none is written for 0
	start, end, ok := x.At(offset, words)
	if has && !counted || !ok {
		at, once := r.Once(x, words)
		if !once {
			r.Tell(v, ruleReference, codec.Warning, e, "the text does not stand in its resource at the offset, nor once elsewhere; it is not cited")
			return false
		}
		if has {
			r.Tell(v, ruleReference, codec.Warning, e, "the text stands in its resource at %d, counted in code points; it is cited there", at)
		}
		start, end, _ = x.At(at, words)
	}
	c, err := r.Cite(e.ID, *x.Source, start, end)
	if err != nil {
		return false
	}
	c.External.Namespace = name
	at, again := x.Cited(c)
	if at != offset || again != words || len(v.Members()) != 3 || given.Kind() != verbatim.Number || string(given.Raw()) == "0" {
		c.Raw = r.Kept(v.Keep(), v, ruleSize, e.ID, e.External.ID)
	}
	return true
}

func (r *reader) edge(ordinal int, m verbatim.Member) {
	from, _ := member(m.Value, "source").Text()
	to, _ := member(m.Value, "target").Text()
	source, target := r.Node(from), r.Node(to)
	if source == nil || target == nil || m.Value.Kind() != verbatim.Object {
		r.aside("edge", "an end of it is missing", ordinal, m)
		r.Tell(m.Value, ruleEnd, codec.Error, nil, "the edge from %q to %q should join two nodes; it is kept aside", schemegraph.Clip(from), schemegraph.Clip(to))
		return
	}
	if r.edges[m.Name] {
		r.Tell(m.Value, ruleName, codec.Error, source, "another edge has the id %q already", schemegraph.Clip(m.Name))
	}
	r.edges[m.Name] = true
	l := r.Join(m.Name, source, target)
	if l == nil {
		r.aside("edge", "another edge says it", ordinal, m)
		r.Tell(m.Value, ruleTwice, codec.Warning, nil, "the edge from %q to %q is there already", schemegraph.Clip(from), schemegraph.Clip(to))
		return
	}
	if l.Role == argmap.RoleForeign {
		r.Tell(m.Value, ruleSort, codec.Warning, source, "an edge from this node to %q does not say what it means; between two atoms there should be a scheme", schemegraph.Clip(to))
	}
	var rest schemegraph.Object
	for _, x := range m.Value.Members() {
		said, usual := map[string]string{"source": source.External.ID, "target": target.External.ID}[x.Name]
		if s, exact := schemegraph.Text(x.Value); !usual || !exact || s != said {
			rest.Set(x.Name, x.Value.Raw())
		}
	}
	l.Raw = r.Kept(rest.Raw(), m.Value, ruleSize, "", l.External.ID)
}

func (r *reader) majorClaim(root verbatim.Value) {
	v, ok := named(root, "majorClaim")
	id, _ := v.Text()
	if e := r.Node(id); ok && cmp.Or(id, "?") != "?" && (e == nil || e.Kind != argmap.KindClaim) {
		r.Tell(v, ruleMajor, codec.Warning, nil, "the major claim %q is no atom of the graph", schemegraph.Clip(id))
	}
}
