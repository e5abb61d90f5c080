package kialo

import (
	"strconv"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// branch is a claim's place below another claim, or below a question that it answers.
type branch struct {
	// relation is the inference or rebuttal; nil for an answer.
	relation *argmap.Element
	// premise is the claim, nil where the relation has none.
	premise *argmap.Element
}

// tree is a map laid out as a discussion: every claim once in full, as a thesis or below another claim,
// and as a reference wherever else it stands.
type tree struct {
	g        *codec.Graph
	indented bool
	branches map[argmap.ID][]branch
	// loose are the branches that stand below nothing.
	loose []branch
	// hosts say below which claim a relation stands; "" is below nothing.
	hosts map[argmap.ID]argmap.ID
	// homes are the relations below which claims that came from a file stood in full.
	homes  map[argmap.ID]argmap.ID
	places []place
	// number is where a claim or question stands in full.
	number map[argmap.ID]string
}

// place is one entry of the discussion.
type place struct {
	branch
	number string
	depth  int
	// node is the claim or question, in full unless reference is set.
	node      *argmap.Element
	reference bool
}

// deepest is how deep claims are laid out. What lies deeper is a thesis of its own, referred to where it
// stands: numbers would grow without bound.
const deepest = 100

// nowhere is the number above what stands below no claim; no claim has it.
const nowhere = "0."

func layOut(g *codec.Graph, indented bool) *tree {
	t := &tree{
		g: g, indented: indented, branches: map[argmap.ID][]branch{}, hosts: map[argmap.ID]argmap.ID{},
		homes: map[argmap.ID]argmap.ID{}, number: map[argmap.ID]string{},
	}
	for _, e := range g.Elements {
		switch {
		case e.Kind == argmap.KindInference || e.Kind == argmap.KindRebuttal:
			t.relation(e)
		case t.asks(e):
			for _, answer := range g.Ends(e.ID, argmap.RoleAnswers, true) {
				t.branches[e.ID] = append(t.branches[e.ID], branch{nil, answer})
			}
		}
	}
	t.write()
	return t
}

// asks tells whether a question can be said: as a thesis that is asked, with its answers below it.
func (t *tree) asks(e *argmap.Element) bool {
	return e.Kind == argmap.KindQuestion && len(t.g.Ends(e.ID, argmap.RoleAnswers, true)) > 0 && (t.indented || strings.HasSuffix(e.Text, "?"))
}

// target gives the one element that a relation is aimed at, nil where it has none.
func (t *tree) target(relation *argmap.Element) *argmap.Element {
	for _, role := range []argmap.Role{argmap.RoleConcludes, argmap.RoleAttacks} {
		if ends := t.g.Ends(relation.ID, role, false); len(ends) > 0 {
			return ends[0]
		}
	}
	return nil
}

// host gives the claim that a relation is laid out below: its target, or the first premise of the
// relation that it is aimed at. It is false where there is no such claim.
func (t *tree) host(relation *argmap.Element) (id argmap.ID, ok bool) {
	switch target := t.target(relation); {
	case target == nil:
		return "", true
	case target.Kind == argmap.KindClaim:
		return target.ID, true
	default:
		if premises := t.g.Ends(target.ID, argmap.RolePremiseOf, true); len(premises) > 0 {
			return premises[0].ID, true
		}
		return "", false
	}
}

func (t *tree) relation(e *argmap.Element) {
	host, ok := t.host(e)
	if !ok {
		return
	}
	t.hosts[e.ID] = host
	premises := t.g.Ends(e.ID, argmap.RolePremiseOf, true)
	if len(premises) == 0 {
		premises = []*argmap.Element{nil}
	}
	for _, p := range premises {
		if p != nil && e.External.Namespace == name && e.External == p.External {
			t.homes[p.ID] = e.ID
		}
		if host == "" {
			t.loose = append(t.loose, branch{e, p})
		} else {
			t.branches[host] = append(t.branches[host], branch{e, p})
		}
	}
}

// write gives every entry its place: theses first, which nothing leads up from, then what only rings and
// depth have kept from being reached.
func (t *tree) write() {
	below := map[argmap.ID]bool{}
	for _, some := range t.branches {
		for _, b := range some {
			if b.premise != nil {
				below[b.premise.ID] = true
			}
		}
	}
	theses := 0
	for _, again := range []bool{false, true} {
		for _, e := range t.g.Elements {
			if t.number[e.ID] == "" && (e.Kind == argmap.KindClaim || t.asks(e)) && (again || !below[e.ID]) {
				theses++
				t.thesis(e, strconv.Itoa(theses)+".")
			}
		}
	}
	for i, b := range t.loose {
		t.places = append(t.places, place{branch: b, number: nowhere + strconv.Itoa(i+1) + ".", node: b.premise, reference: true})
	}
}

// thesis lays out a claim or question with all that stands below it.
func (t *tree) thesis(e *argmap.Element, number string) {
	t.number[e.ID] = number
	open := []place{{node: e, number: number}}
	for len(open) > 0 {
		p := open[len(open)-1]
		open = open[:len(open)-1]
		if p.node != nil && !p.reference && p.depth > 0 {
			p.reference = !t.atHome(p)
		}
		t.places = append(t.places, p)
		if p.node == nil || p.reference {
			continue
		}
		t.number[p.node.ID] = p.number
		some := t.branches[p.node.ID]
		for i := len(some) - 1; i >= 0; i-- {
			open = append(open, place{branch: some[i], node: some[i].premise, number: p.number + strconv.Itoa(i+1) + ".", depth: p.depth + 1})
		}
	}
}

// atHome tells whether a claim stands in full at a place: nowhere yet, not too deep, and not elsewhere in
// the file that it came from.
func (t *tree) atHome(p place) bool {
	if t.number[p.node.ID] != "" || p.depth > deepest {
		return false
	}
	home := t.homes[p.node.ID]
	return home == "" || p.relation != nil && p.relation.ID == home
}
