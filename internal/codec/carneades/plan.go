package carneades

import (
	"fmt"
	"slices"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// plan says what of a document is written, under which names, and what is not.
type plan struct {
	g *codec.Graph
	// raw is what was kept of the file that the map came from.
	raw      origin
	language map[string]string
	names    map[argmap.ID]string
	// byFile finds the claims by the names that their file has for them, byForm by those without spaces.
	byFile, byForm map[string]*argmap.Element
	// issueOf is the first issue that a claim is a position of.
	issueOf map[argmap.ID]argmap.ID
	// said holds the records that are found again in what is written, as they are.
	said      map[argmap.ID]bool
	arguments []*argument
	issues    []*argmap.Element
	// mentioned are the claims that an argument or issue names; concluded those that an argument concludes.
	mentioned, concluded, granted map[argmap.ID]bool
	// undercut holds the rebuttal that is written as the undercutter of an inference.
	undercut map[argmap.ID]*argmap.Element
}

// argument is one argument of the file: an inference, or several that were a convergent one.
type argument struct {
	name        string
	parts       []*argmap.Element
	scheme      string
	slots       []string
	premises    []*argmap.Element
	has         map[*argmap.Element]bool // the premises
	conclusion  *argmap.Element
	undercutter *argmap.Element
}

func newPlan(d *codec.Document) *plan {
	p := &plan{
		g: codec.NewGraph(d), raw: readKept(d.Properties), language: map[string]string{}, names: map[argmap.ID]string{},
		said: map[argmap.ID]bool{}, mentioned: map[argmap.ID]bool{}, concluded: map[argmap.ID]bool{},
		granted: map[argmap.ID]bool{}, undercut: map[argmap.ID]*argmap.Element{},
		byFile: map[string]*argmap.Element{}, byForm: map[string]*argmap.Element{}, issueOf: map[argmap.ID]argmap.ID{},
	}
	for _, e := range p.g.Elements {
		if e.Kind == argmap.KindClaim && ours(e.External) {
			first(p.byFile, e.External.ID, e)
			first(p.byForm, normal(e.External.ID), e)
		}
	}
	for _, m := range p.raw.sections["language"].Members() {
		if s, ok := m.Value.Text(); ok {
			p.language[m.Name] = s
		}
	}
	p.name(argmap.KindClaim, "s")
	p.name(argmap.KindInference, "a")
	p.name(argmap.KindQuestion, "i")
	p.undercutters()
	p.plan()
	p.claims()
	p.questions()
	p.commitments()
	p.pieces()
	p.properties()
	return p
}

func first(of map[string]*argmap.Element, key string, e *argmap.Element) {
	if of[key] == nil {
		of[key] = e
	}
}

// name names the elements of a kind: as the file did that they came from, or by a letter and a number.
func (p *plan) name(kind argmap.Kind, letter string) {
	taken := map[string]*argmap.Element{}
	for _, e := range p.g.Elements {
		if e.Kind != kind || !ours(e.External) || e.External.ID == "" {
			continue
		}
		id := e.External.ID
		if first := taken[id]; first == nil || partOf(first) && partOf(e) {
			taken[id], p.names[e.ID] = e, id
		}
	}
	n := 0
	for _, e := range p.g.Elements {
		if e.Kind != kind || p.names[e.ID] != "" {
			continue
		}
		for id := ""; id == "" || taken[id] != nil; {
			n++
			id = fmt.Sprintf("%s%d", letter, n)
			p.names[e.ID] = id
		}
	}
}

func partOf(e *argmap.Element) bool {
	_, ok := rawMember(e, "$part")
	return ok
}

// rawMember gives a member of what was kept raw of an element of ours.
func rawMember(e *argmap.Element, name string) (verbatim.Value, bool) {
	if !ours(e.External) {
		return verbatim.Value{}, false
	}
	return parsed(e.Raw).Get(name)
}

func parsed(raw []byte) verbatim.Value {
	v, err := verbatim.Parse(raw)
	if err != nil {
		return verbatim.Value{}
	}
	return v
}

// undercutters finds for each inference the first rebuttal that a file can say: an undercut by one claim.
func (p *plan) undercutters() {
	for _, e := range p.g.Elements {
		targets, premises := p.g.Ends(e.ID, argmap.RoleAttacks, false), p.g.Ends(e.ID, argmap.RolePremiseOf, true)
		if e.Kind != argmap.KindRebuttal || len(targets) != 1 || len(premises) != 1 {
			continue
		}
		if t := targets[0]; t.Kind == argmap.KindInference && p.undercut[t.ID] == nil {
			p.undercut[t.ID] = e
		}
	}
}

// plan makes arguments of the inferences that have a premise and conclude a claim.
func (p *plan) plan() {
	groups, taken := map[string]*argument{}, map[string]bool{}
	for _, e := range p.g.Elements {
		if e.Kind == argmap.KindInference {
			taken[p.names[e.ID]] = true
		}
	}
	for _, e := range p.g.Elements {
		if e.Kind != argmap.KindInference {
			continue
		}
		a, ok := p.argument(e)
		if !ok {
			continue
		}
		if first := groups[a.name]; first != nil && first.takes(a) {
			first.parts, first.premises, first.slots = append(first.parts, e), append(first.premises, a.premises...), append(first.slots, a.slots...)
			first.has[a.premises[0]] = true
			continue
		} else if first != nil {
			a.name = unused(taken, a.name)
			p.names[e.ID] = a.name
		}
		groups[a.name] = a
		p.arguments = append(p.arguments, a)
	}
	for _, a := range p.arguments {
		p.settle(a)
	}
}

// unused gives a name that is not taken, made of one that is, and takes it.
func unused(taken map[string]bool, name string) string {
	for n := 2; ; n++ {
		if id := fmt.Sprintf("%s.%d", name, n); !taken[id] {
			taken[id] = true
			return id
		}
	}
}

// takes reports whether an argument and another are parts of one convergent argument.
func (a *argument) takes(b *argument) bool {
	return partOf(a.parts[0]) && partOf(b.parts[0]) && a.scheme == convergent && b.scheme == convergent && len(b.premises) == 1 &&
		a.conclusion == b.conclusion && a.undercutter == b.undercutter && !a.has[b.premises[0]]
}

func (p *plan) argument(e *argmap.Element) (*argument, bool) {
	a := &argument{name: p.names[e.ID], parts: []*argmap.Element{e}, scheme: e.Scheme, has: map[*argmap.Element]bool{}}
	for l := range p.g.LinksTo(e.ID) {
		if c := p.g.Element(l.From); l.Role == argmap.RolePremiseOf && !a.has[c] {
			a.has[c] = true
			a.premises, a.slots = append(a.premises, c), append(a.slots, l.Slot)
		}
	}
	for _, c := range p.g.Ends(e.ID, argmap.RoleConcludes, false) {
		if c.Kind == argmap.KindClaim && a.conclusion == nil {
			a.conclusion = c
		}
	}
	if u := p.undercut[e.ID]; u != nil {
		a.undercutter = p.g.Ends(u.ID, argmap.RolePremiseOf, true)[0]
	}
	return a, len(a.premises) > 0 && (a.conclusion != nil || ours(e.External))
}

// settle notes what an argument says. Its slots become names of their own.
func (p *plan) settle(a *argument) {
	if len(a.premises) == 1 && p.isGrant(a) {
		p.granted[a.premises[0].ID] = true
		p.said[a.premises[0].ID] = true
	}
	if len(a.premises) > 1 && len(a.parts) == 1 && a.scheme == convergent {
		a.scheme = "" // its premises stand or fall together here
	}
	a.slots = distinct(a.slots)
	for i, c := range a.premises {
		p.mentioned[c.ID] = true
		part := a.parts[min(i, len(a.parts)-1)]
		p.sayLink(argmap.RolePremiseOf, c, part, func(l *argmap.Link) bool { return l.Slot == a.slots[i] })
	}
	for _, part := range a.parts {
		p.said[part.ID] = part.Text == "" && part.Machine == "" && part.Scheme == a.scheme
		if a.conclusion != nil {
			p.mentioned[a.conclusion.ID], p.concluded[a.conclusion.ID] = true, true
			p.sayLink(argmap.RoleConcludes, part, a.conclusion, nil)
		}
		if u := p.undercut[part.ID]; u != nil {
			p.mentioned[a.undercutter.ID] = true
			p.said[u.ID] = u.Text == "" && u.Machine == "" && u.Scheme == "" && u.Attack == argmap.Undercut
			p.sayLink(argmap.RolePremiseOf, a.undercutter, u, func(l *argmap.Link) bool { return l.Slot == "" })
			p.sayLink(argmap.RoleAttacks, u, part, nil)
		}
	}
}

// sayLink notes the first link of a role between two elements as said, when it fits.
func (p *plan) sayLink(role argmap.Role, from, to *argmap.Element, fits func(*argmap.Link) bool) {
	for l := range p.g.LinksFrom(from.ID) {
		if l.Role == role && l.To == to.ID {
			p.said[l.ID] = fits == nil || fits(l)
			return
		}
	}
}

// isGrant reports whether the premise of an argument is the one that was made as the file had none.
func (p *plan) isGrant(a *argument) bool {
	c := a.premises[0]
	_, is := rawMember(c, "$granted")
	if !is || c.Text != granted(a.name) || c.Machine != machine || a.slots[0] != "" || c.Basis != "" {
		return false
	}
	links := 0
	for range p.g.LinksFrom(c.ID) {
		links++
	}
	for range p.g.LinksTo(c.ID) {
		links++
	}
	return links == 1 && p.assumed(c)
}

// distinct gives each of several premises a slot when one has a slot: no two of them the same.
func distinct(slots []string) []string {
	taken := map[string]bool{}
	for _, s := range slots {
		taken[s] = true
	}
	if delete(taken, ""); len(taken) == 0 {
		return slots
	}
	given, used := slices.Clone(slots), map[string]bool{}
	for i, s := range given {
		if s == "" {
			s = strconv.Itoa(i + 1)
		}
		if used[s] || slots[i] == "" && taken[s] {
			s = unused(taken, s)
		}
		given[i], used[s] = s, true
	}
	return given
}

// assumed reports whether a claim is held and needs no argument.
func (p *plan) assumed(e *argmap.Element) bool {
	held := false
	for c := range p.g.CommitmentsTo(e.ID) {
		held = held || c.Act.Commits()
	}
	return held && (e.Basis == argmap.Given || e.Basis == "" && len(p.g.Ends(e.ID, argmap.RoleConcludes, true)) == 0)
}
