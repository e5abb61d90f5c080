package agxml

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// byExample is the scheme of a support by example.
const byExample = "example"

// relations makes the inferences and rebuttals of edges, and joins them to what they lead from and to.
func (d *decoder) relations() {
	good := d.good()
	for _, n := range good {
		if n.get("type") != "add" && known(n) {
			d.relation(n)
		}
	}
	for _, n := range good {
		d.join(n)
	}
}

// good gives the argument edges whose ends are there: they lead from an adu to an adu or to another
// good edge.
func (d *decoder) good() []*node {
	var some []*node
	state := map[*node]int{}
	for _, n := range d.graph.nodes {
		if n.name == "edge" && n.get("type") != "seg" && d.holds(n, state) {
			some = append(some, n)
		}
	}
	return some
}

// What holds knows of an edge.
const (
	unknown = iota
	asked
	holding
	failing
)

// holds tells whether an edge can be a relation or an added premise. It follows edges on edges; a ring
// of edges holds, unless it is one of added premises only.
func (d *decoder) holds(n *node, state map[*node]int) bool {
	var way []*node
	ok := false
	for at := n; ; {
		src, trg := d.byID[at.get("src")], d.byID[at.get("trg")]
		if state[at] == holding || state[at] == asked && d.relationIn(way, at) {
			ok = true
			break
		}
		if state[at] != unknown || src == nil || src.name != "adu" || trg == nil {
			break
		}
		state[at] = asked
		way = append(way, at)
		if trg.name == "adu" {
			ok = at.get("type") != "add"
			break
		}
		if trg.name != "edge" || !known(trg) || !known(at) {
			break
		}
		at = trg
	}
	for _, w := range way {
		if state[w] = failing; ok {
			state[w] = holding
		}
	}
	return ok && state[n] == holding
}

// relationIn tells whether a ring of edges, which begins at an edge of a way, has a relation in it.
func (d *decoder) relationIn(way []*node, begin *node) bool {
	for i := len(way) - 1; i >= 0; i-- {
		if way[i].get("type") != "add" {
			return true
		}
		if way[i] == begin {
			return false
		}
	}
	return false
}

// known tells whether an edge is of a type that makes or extends a relation.
func known(n *node) bool {
	switch n.get("type") {
	case "sup", "exa", "reb", "und", "add":
		return true
	}
	return false
}

// relation makes the element of an edge.
func (d *decoder) relation(n *node) {
	kind, toEdge, what := argmap.KindInference, d.byID[n.get("trg")].name == "edge", n.get("type")
	k := kept{At: n.at, Attributes: others(n.attrs, "id", "src", "trg", "type")}
	if what == "reb" || what == "und" {
		kind = argmap.KindRebuttal
	}
	e := d.Element(kind, "")
	e.External = external(n.get("id"))
	d.elements[n] = e
	switch {
	case kind == argmap.KindRebuttal && toEdge:
		e.Attack = argmap.Undercut
	case kind == argmap.KindRebuttal:
		e.Attack = argmap.Rebut
	case what == "exa":
		e.Scheme = byExample
	}
	if toEdge != (what == "und") {
		k.Type = what
		d.find(n, ruleTarget, codec.Warning, "the edge %q is of type %s and aimed at an %s; und is aimed at edges, sup, exa and reb at adus", n.get("id"), what, d.byID[n.get("trg")].name)
	}
	e.Raw = d.keep(n, k)
}

// join makes the links of an edge.
func (d *decoder) join(n *node) {
	n.used = true
	src, trg := d.elements[d.byID[n.get("src")]], d.byID[n.get("trg")]
	if !known(n) {
		d.find(n, ruleType, codec.Error, "the edge %q is of type %q; it is seg, sup, exa, add, reb or und, and is kept as a link that means nothing", n.get("id"), n.get("type"))
		l := d.Link(argmap.RoleForeign, src.ID, d.elements[trg].ID)
		l.External = external(n.get("id"))
		l.Raw = d.keep(n, kept{At: n.at, Type: n.get("type"), Attributes: others(n.attrs, "id", "src", "trg", "type")})
		return
	}
	if n.get("type") == "add" {
		d.premise(n, src, trg)
		return
	}
	r, role := d.elements[n], argmap.RoleConcludes
	if r.Kind == argmap.KindRebuttal {
		role = argmap.RoleAttacks
	}
	d.Link(argmap.RolePremiseOf, src.ID, r.ID)
	d.Link(role, r.ID, d.relationOf(trg).ID)
}

// premise adds a premise to the relation that an edge extends, perhaps over other such edges.
func (d *decoder) premise(n *node, src *argmap.Element, trg *node) {
	l := d.Link(argmap.RolePremiseOf, src.ID, d.relationOf(trg).ID)
	l.Ordinal, l.External = n.at, external(n.get("id"))
	k := kept{At: n.at, Attributes: others(n.attrs, "id", "src", "trg", "type")}
	if trg.get("type") == "add" {
		k.Target = trg.get("id")
	}
	l.Raw = d.keep(n, k)
}

// relationOf gives the element that an edge leads to: a claim, or the relation of an edge.
func (d *decoder) relationOf(n *node) *argmap.Element {
	var way []*node
	for n.name == "edge" && n.get("type") == "add" && d.elements[n] == nil {
		way = append(way, n)
		n = d.byID[n.get("trg")]
	}
	for _, w := range way {
		d.elements[w] = d.elements[n]
	}
	return d.elements[n]
}
