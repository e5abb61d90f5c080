package schemegraph

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Plan says what of a document is written as atoms, schemes and edges, and what is lost.
type Plan struct {
	*codec.Graph

	// Lost gathers the losses. A plan has noted those of elements, links, rows and leftovers.
	Lost codec.LossList
	// Nodes are the elements that are written, Edges the links, both in the order of the file.
	Nodes []*argmap.Element
	Edges []*argmap.Link
	// Names are those of the nodes in the file.
	Names map[argmap.ID]string
	// Pieces are the leftovers that can be put back.
	Pieces []*argmap.Leftover

	namespace, format string
	joined            map[joint]bool
}

// NewPlan plans for a format: the namespace of its names, its name in sentences, and the schemes that a
// node of a kind can say.
func NewPlan(d *codec.Document, namespace, format string, says func(*argmap.Element) bool) *Plan {
	p := &Plan{Graph: codec.NewGraph(d), Names: map[argmap.ID]string{}, namespace: namespace, format: format, joined: map[joint]bool{}}
	for _, e := range p.Elements {
		p.node(e, says)
	}
	p.name()
	for _, l := range p.inOrder() {
		p.edge(l)
	}
	for _, r := range p.Rows {
		p.Lost.NoPlace(r, format)
	}
	for _, l := range p.Leftovers {
		if l.External.Namespace == namespace {
			p.Pieces = append(p.Pieces, l)
		} else {
			p.Lost.NoPlace(l, format)
		}
	}
	return p
}

// Ours reports whether a name is of the format's files.
func (p *Plan) Ours(x argmap.External) bool { return x.Namespace == p.namespace }

// WithPieces puts the pieces of a sort back among the others, where they stood.
func (p *Plan) WithPieces(what string, list []json.RawMessage) []json.RawMessage {
	var pieces []*argmap.Leftover
	for _, l := range p.Pieces {
		if l.What == what {
			pieces = append(pieces, l)
		}
	}
	slices.SortStableFunc(pieces, func(a, b *argmap.Leftover) int { return cmp.Compare(a.Ordinal, b.Ordinal) })
	all := make([]json.RawMessage, 0, len(list)+len(pieces))
	for len(list) > 0 || len(pieces) > 0 {
		if len(pieces) > 0 && (len(list) == 0 || pieces[0].Ordinal <= len(all)) {
			all, pieces = append(all, pieces[0].Raw), pieces[1:]
		} else {
			all, list = append(all, list[0]), list[1:]
		}
	}
	return all
}

func (p *Plan) node(e *argmap.Element, says func(*argmap.Element) bool) {
	switch e.Kind {
	case argmap.KindClaim, argmap.KindInference, argmap.KindRebuttal, argmap.KindRephrase, argmap.KindPreference:
	case argmap.KindForeign:
		if !p.Ours(e.External) {
			p.Lost.NoPlace(e, p.format)
			return
		}
	default:
		p.Lost.NoPlace(e, p.format)
		return
	}
	p.Nodes = append(p.Nodes, e)
	p.Names[e.ID] = ""
	if e.Kind.Relation() && e.Text != "" {
		p.Lost.Add("notes on relations", "a scheme has no text", e.ID)
	}
	if e.Basis != "" || e.Machine != "" {
		p.Lost.Add("pinned bases and the programs that proposed elements", p.format+" has no place for them", e.ID)
	}
	if (e.Scheme != "" || e.Act != "") && !says(e) {
		p.Lost.Add("schemes that have no name there", "the relation is written without it, or with the name that the format has for it", e.ID)
	}
	if e.Kind == argmap.KindRebuttal && e.Attack != p.attack(e) {
		p.Lost.Add("kinds of attack", "an attack is an undercut when its target is a relation, and else a rebut", e.ID)
	}
}

// attack gives the kind that a rebuttal has when it is read back.
func (p *Plan) attack(e *argmap.Element) argmap.AttackKind {
	for _, t := range p.Ends(e.ID, argmap.RoleAttacks, false) {
		return argmap.AttackFor(t.Kind, false)
	}
	return argmap.Rebut
}

// name names the nodes: as the file did that they came from, else as another did, else by their ids.
// Where the file repeats a name, nodes to which nothing is joined share it.
func (p *Plan) name() {
	taken := map[string]bool{}
	for _, mine := range []bool{true, false} {
		for _, e := range p.Nodes {
			if id := e.External.ID; id != "" && p.Names[e.ID] == "" && mine == (p.Ours(e.External) && !p.Alone(e)) && !taken[id] {
				p.Names[e.ID], taken[id] = id, true
			}
		}
	}
	for _, e := range p.Nodes {
		switch {
		case p.Names[e.ID] != "":
		case p.Ours(e.External) && p.Alone(e) && e.External.ID != "":
			p.Names[e.ID] = e.External.ID
		default:
			p.Names[e.ID] = unused(taken, string(e.ID))
		}
	}
}

// unused gives a name that is not taken, made of another, and takes it.
func unused(taken map[string]bool, name string) string {
	id := name
	for n := 2; taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", name, n)
	}
	taken[id] = true
	return id
}

// Alone reports whether no link starts or ends at an element.
func (p *Plan) Alone(e *argmap.Element) bool {
	for range p.LinksFrom(e.ID) {
		return false
	}
	for range p.LinksTo(e.ID) {
		return false
	}
	return true
}

// inOrder gives the links in the order of the document, but those of one role at one relation in the
// order that they have there.
func (p *Plan) inOrder() []*argmap.Link {
	groups := map[place][]*argmap.Link{}
	at := make([]place, len(p.Links))
	for i, l := range p.Links {
		at[i] = place{l.Role, l.To}
		if p.Element(l.From).Kind.Relation() {
			at[i].element = l.From
		}
		groups[at[i]] = append(groups[at[i]], l)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, argmap.CompareLinks)
	}
	links := make([]*argmap.Link, 0, len(p.Links))
	for _, a := range at {
		links = append(links, groups[a][0])
		groups[a] = groups[a][1:]
	}
	return links
}

func (p *Plan) edge(l *argmap.Link) {
	from, to := p.Element(l.From), p.Element(l.To)
	_, starts := p.Names[l.From]
	_, ends := p.Names[l.To]
	if !starts || !ends || l.Role != Role(from.Kind, to.Kind) {
		p.Lost.NoPlace(l, p.format)
		return
	}
	if j := (joint{l.Role, l.From, l.To}); p.joined[j] {
		p.Lost.Add("links that say again what another does", "they would be read as one", l.ID)
		return
	} else {
		p.joined[j] = true
	}
	p.Edges = append(p.Edges, l)
	if l.Slot != "" {
		p.Lost.Add("slots of premises", p.format+" names no slots", l.ID)
	}
}
