package aif

import (
	"argmap/internal/argmap"
)

// conform looks for what well-formed AIF does not have.
func (r *Reading) conform() {
	type joint struct{ from, to *node }
	joined := make(map[joint]bool, len(r.edges))
	ids := make(map[string]bool, len(r.edges))
	for _, e := range r.edges {
		where := r.place(listEdges, e.at)
		r.joins(e, where)
		if j := (joint{e.from, e.to}); joined[j] {
			r.find(RuleEdgeTwice, where, e.from, "another edge joins the same nodes; one says it")
		} else {
			joined[j] = true
		}
		switch id := e.link.External.ID; {
		case id == "":
			r.find(RuleEdgeID, where, nil, "the edge has no id; give it a string or a number")
		case ids[id]:
			r.find(RuleEdgeID, where, nil, "another edge has the id %q, too", cut(id, 80))
		default:
			ids[id] = true
		}
	}
	for _, n := range r.nodes {
		r.around(n)
	}
}

// joins looks at the types that an edge joins.
func (r *Reading) joins(e *edge, where place) {
	from, to := e.from.typ, e.to.typ
	switch {
	case e.from == e.to:
		r.find(RuleLoop, where, e.from, "the edge leads from the %s node to itself", from)
	case from == "I" && to == "I":
		r.find(RuleStatements, where, e.from, "the edge leads from an I node to an I node; put an RA, CA, MA or PA node between them")
	case kinds[from] == "" || kinds[to] == "":
		// said of the node
	case !legal[[2]string{from, to}]:
		r.find(RuleEnds, where, e.from, "an edge from %s to %s means nothing in inference anchoring theory", from, to)
	}
}

// legal are the types that edges join: statements by way of relations, locutions by way of transitions,
// and illocutions between the two sides. Relations may bear on relations.
var legal = legalEdges()

func legalEdges() map[[2]string]bool {
	ok := map[[2]string]bool{
		{"L", "TA"}: true, {"TA", "L"}: true, {"L", "YA"}: true, {"TA", "YA"}: true,
		{"YA", "I"}: true, {"YA", "L"}: true,
		{"RA", "RA"}: true, {"RA", "CA"}: true, {"CA", "RA"}: true, {"CA", "CA"}: true, {"CA", "MA"}: true, {"CA", "PA"}: true,
		{"RA", "MA"}: true, {"MA", "RA"}: true, {"MA", "CA"}: true, {"RA", "PA"}: true, {"PA", "RA"}: true, {"CA", "YA"}: false,
	}
	for _, s := range []string{"RA", "CA", "MA", "PA"} {
		ok[[2]string{"I", s}], ok[[2]string{s, "I"}], ok[[2]string{"YA", s}] = true, true, true
	}
	return ok
}

// around counts what stands before and after a node.
func (r *Reading) around(n *node) {
	var in, out int
	where := r.place(listNodes, n.at)
	switch n.typ {
	case "RA":
		r.inference(n, where)
	case "CA":
		if in, out = r.count(n); in != 1 || out != 1 {
			r.find(RuleConflict, where, n, "the CA node has %d sources and %d targets; it needs one of each", in, out)
		}
	case "MA":
		if in, out = r.count(n); in != 1 || out != 1 {
			r.find(RuleRephrase, where, n, "the MA node has %d nodes before it and %d after; it needs one of each", in, out)
		}
	case "PA":
		if in, out = r.count(n); in != 1 || out != 1 {
			r.find(RulePreference, where, n, "the PA node has %d nodes before it and %d after; it needs one of each", in, out)
		}
	case "TA":
		if in, out = roled(n.in, argmap.RoleStarts), roled(n.out, argmap.RoleEndsIn); in < 1 || out != 1 {
			r.find(RuleTransition, where, n, "the TA node leads from %d L nodes to %d; it needs at least one before and one after", in, out)
		}
	case "YA":
		if in, out = roled(n.in, argmap.RolePerforms), roled(n.out, argmap.RoleHasContent); in < 1 || out < 1 {
			r.find(RuleIllocution, where, n, "the YA node has %d anchors and %d contents; it needs one of each", in, out)
		}
	}
}

func (r *Reading) inference(n *node, where place) {
	if roled(n.in, argmap.RolePremiseOf) == 0 {
		r.find(RulePremise, where, n, "the RA node has no premise; it needs at least one")
	}
	if ends := roled(n.out, argmap.RoleConcludes); ends != 1 {
		r.find(RuleConclusion, where, n, "the RA node has %d conclusions; it needs exactly one", ends)
	}
}

// count counts the nodes before and after a relation, without the illocutions that are about it and the
// attacks, backings and preferences that others direct at it.
func (r *Reading) count(n *node) (in, out int) {
	for _, e := range n.in {
		if e.from.typ == "I" || e.link.Role == argmap.RoleRephrases || e.link.Role == argmap.RolePreferredIn {
			in++
		}
	}
	for _, e := range n.out {
		if e.link.Role != argmap.RoleForeign {
			out++
		}
	}
	return in, out
}

func roled(edges []*edge, role argmap.Role) int {
	n := 0
	for _, e := range edges {
		if e.link.Role == role {
			n++
		}
	}
	return n
}
