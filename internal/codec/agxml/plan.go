package agxml

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// plan is a map laid out as a graph of the format.
type plan struct {
	g *codec.Graph
	// placed are the relations that can be written.
	placed map[argmap.ID]bool
	// ids are those of claims and relations in the file, and taken those that are in use.
	ids   map[argmap.ID]string
	taken map[string]bool
	// reserved are the ids that added premises came with, which nothing new gets.
	reserved map[string]bool
	next     map[string]int
	items    []item
	// said are the units of text in the order in which they are written, source the text that they are of.
	said    []saying
	source  *codec.Source
	written map[string]string
	// again are the leftovers that are written as they were: reading each to see that costs most of telling losses.
	again map[argmap.ID]bool
}

// item is one child of the graph; xml is empty where a unit that is there already is said once more.
type item struct {
	at, class int
	xml       string
	said      *saying
}

// saying is a unit of text, and the claims that say it.
type saying struct {
	text     string
	implicit bool
	claims   []argmap.ID
}

// The order in which new children come.
const (
	anEdu = iota
	aJoint
	anAdu
	anEdge
)

func lay(d *codec.Document) *plan {
	p := &plan{
		g: codec.NewGraph(d), placed: map[argmap.ID]bool{}, ids: map[argmap.ID]string{}, taken: map[string]bool{}, reserved: map[string]bool{}, next: map[string]int{},
		written: map[string]string{}, again: map[argmap.ID]bool{},
	}
	p.place()
	p.chooseSource()
	p.name()
	units := p.units()
	for _, e := range p.inOrder() {
		p.claim(e, units[e.ID])
	}
	for _, e := range p.g.Elements {
		if p.placed[e.ID] {
			p.relation(e)
		}
	}
	for _, l := range p.g.Links {
		if p.meansNothing(l) {
			p.foreign(l)
		}
	}
	for _, l := range p.g.Leftovers {
		if s := verbatimOf(l); s != "" {
			p.again[l.ID] = true
			p.add(item{at: l.Ordinal, class: anEdge, xml: s})
		}
	}
	p.sort()
	return p
}

func (p *plan) add(i item) { p.items = append(p.items, i) }

// sort brings the children into the order of the file that they came from; if there are new ones, units
// of text come first, then joints, claims and edges.
func (p *plan) sort() {
	fresh := slices.ContainsFunc(p.items, func(i item) bool { return i.at == 0 })
	slices.SortStableFunc(p.items, func(a, b item) int {
		if c := cmp.Compare(a.class, b.class); fresh && c != 0 {
			return c
		}
		if a.at == 0 || b.at == 0 {
			return cmp.Compare(min(1, b.at), min(1, a.at))
		}
		return cmp.Compare(a.at, b.at)
	})
	for _, i := range p.items {
		if i.said != nil {
			p.said = append(p.said, *i.said)
		}
	}
}

// place finds the relations that can be written: they have a premise, and a target that is a claim or
// can be written itself.
func (p *plan) place() {
	on := map[argmap.ID][]argmap.ID{}
	var gone []argmap.ID
	for _, e := range p.g.Elements {
		if e.Kind != argmap.KindInference && e.Kind != argmap.KindRebuttal {
			continue
		}
		target := p.target(e)
		p.placed[e.ID] = true
		if target == nil || len(p.premises(e)) == 0 || target.Kind != argmap.KindClaim && target.Kind != argmap.KindInference && target.Kind != argmap.KindRebuttal {
			gone = append(gone, e.ID)
			continue
		}
		on[target.ID] = append(on[target.ID], e.ID)
	}
	for len(gone) > 0 {
		id := gone[len(gone)-1]
		gone = gone[:len(gone)-1]
		if p.placed[id] {
			delete(p.placed, id)
			gone = append(gone, on[id]...)
		}
	}
}

// target gives the first element that a relation is aimed at, nil where it has none.
func (p *plan) target(relation *argmap.Element) *argmap.Element {
	for _, role := range []argmap.Role{argmap.RoleConcludes, argmap.RoleAttacks} {
		if ends := p.g.Ends(relation.ID, role, false); len(ends) > 0 {
			return ends[0]
		}
	}
	return nil
}

func (p *plan) premises(relation *argmap.Element) []*argmap.Link {
	var links []*argmap.Link
	for l := range p.g.LinksTo(relation.ID) {
		if l.Role == argmap.RolePremiseOf {
			links = append(links, l)
		}
	}
	return links
}

// chooseSource takes the first text whose words a claim cites, else the first.
func (p *plan) chooseSource() {
	sources := p.g.Document.Sources
	if len(sources) == 0 {
		return
	}
	p.source = &sources[0]
	for i := range sources {
		for _, c := range p.g.Citations {
			if c.Source == sources[i].ID && c.Role == argmap.Words && p.g.Element(c.Element).Kind == argmap.KindClaim {
				p.source = &sources[i]
				return
			}
		}
	}
}

// name gives ids to claims and relations: those that they came with, where no other has them, else new
// ones.
func (p *plan) name() {
	for _, l := range p.g.Leftovers {
		if l.External.Namespace == name && l.External.ID != "" {
			p.taken[l.External.ID] = true
		}
	}
	var fresh []*argmap.Element
	for _, e := range p.g.Elements {
		switch {
		case e.Kind != argmap.KindClaim && !p.placed[e.ID]:
		case p.take(e.External):
			p.ids[e.ID] = e.External.ID
		default:
			fresh = append(fresh, e)
		}
	}
	for _, e := range p.g.Elements {
		p.reserve(keptIn(e.External, e.Raw).Units)
	}
	for _, l := range p.g.Links {
		p.reserved[l.External.ID] = true
	}
	for _, e := range fresh {
		prefix := "c"
		if e.Kind == argmap.KindClaim {
			prefix = "a"
		}
		p.ids[e.ID] = p.fresh(prefix)
	}
}

func (p *plan) take(x argmap.External) bool {
	if x.Namespace != name || x.ID == "" || p.taken[x.ID] {
		return false
	}
	p.taken[x.ID] = true
	return true
}

// reserve keeps the ids of units from being given to anything else.
func (p *plan) reserve(units []unit) {
	for _, u := range units {
		p.taken[u.ID], p.taken[u.Edge.ID] = true, true
		p.reserve(u.Joint)
	}
}

func (p *plan) fresh(prefix string) string {
	for {
		p.next[prefix]++
		if id := prefix + strconv.Itoa(p.next[prefix]); !p.taken[id] && !p.reserved[id] {
			p.taken[id] = true
			return id
		}
	}
}

// units gives what each claim is said by: the units that it came with, if they still say its text, else
// one new unit.
func (p *plan) units() map[argmap.ID][]unit {
	units := map[argmap.ID][]unit{}
	for _, e := range p.g.Elements {
		if e.Kind != argmap.KindClaim {
			continue
		}
		k := keptIn(e.External, e.Raw)
		if wordsOf(k.Units) == e.Text && (len(k.Units) > 0 || k.At > 0) {
			units[e.ID] = k.Units
		} else {
			units[e.ID] = []unit{{Text: e.Text}}
		}
	}
	return units
}

// inOrder gives the claims, those that cite the text by the place of their words.
func (p *plan) inOrder() []*argmap.Element {
	place := map[argmap.ID]int{}
	for _, c := range p.g.Citations {
		if x, ok := p.g.Paragraph(c.Segments[0].Paragraph); ok && p.source != nil && c.Source == p.source.ID {
			if at := x.Start + c.Segments[0].Start + 1; place[c.Element] == 0 || at < place[c.Element] {
				place[c.Element] = at
			}
		}
	}
	var claims []*argmap.Element
	for _, e := range p.g.Elements {
		if e.Kind == argmap.KindClaim {
			claims = append(claims, e)
		}
	}
	slices.SortStableFunc(claims, func(a, b *argmap.Element) int {
		if place[a.ID] == 0 || place[b.ID] == 0 {
			return cmp.Compare(min(1, place[b.ID]), min(1, place[a.ID]))
		}
		return cmp.Compare(place[a.ID], place[b.ID])
	})
	return claims
}

// meansNothing tells whether a link is an edge of an unknown type that can be written again.
func (p *plan) meansNothing(l *argmap.Link) bool {
	k := keptIn(l.External, l.Raw)
	return l.Role == argmap.RoleForeign && k.At > 0 && l.Slot == "" && p.g.Element(l.From).Kind == argmap.KindClaim && p.g.Element(l.To).Kind == argmap.KindClaim &&
		!slices.Contains([]string{"seg", "sup", "exa", "add", "reb", "und"}, k.Type)
}

// verbatimOf gives a leftover of the format as it was written, if it is one whole child of a graph.
func verbatimOf(l *argmap.Leftover) string {
	var s string
	if l.External.Namespace != name || l.What == insideOf || json.Unmarshal(l.Raw, &s) != nil {
		return ""
	}
	if g, err := pieceOf("<arggraph>" + s + "</arggraph>"); err != nil || len(g.nodes) != 1 {
		return ""
	}
	return s
}
