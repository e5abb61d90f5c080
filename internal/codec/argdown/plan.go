package argdown

import (
	"encoding/json"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// form is how an element is written.
type form int

// The forms. A plain relation is one line below what it is about; a structured one an argument with
// premises and a conclusion.
const (
	lostForm form = iota
	plainForm
	structuredForm
	statementForm
	sketchForm
	questionForm
)

// plan says how each element of a document is written.
type plan struct {
	*codec.Graph
	form map[argmap.ID]form
	// below are the plain relations about an element, in the order of the document; about are the
	// structured ones.
	below, about map[argmap.ID][]*argmap.Element
	// back are the second rebuttals of contradictions, which the first ones say.
	back map[argmap.ID]bool
	// symmetric says how a rebuttal that stands for both directions is written: contradictory or contrary.
	symmetric map[argmap.ID]string
	// uses counts where an element is named beside its own place.
	uses   map[argmap.ID]int
	titles map[argmap.ID]string
	strict bool
	claims map[argmap.ID]rawClaim
	front  rawProperties
	heads  []rawSection
	// headed are the leftovers that are headings.
	headed  map[argmap.ID]bool
	speaker *argmap.Voice
	labels  map[argmap.ID]string
	rows    map[argmap.ID]int
	asking  []*argmap.Element
}

func newPlan(d *codec.Document) *plan {
	p := &plan{
		Graph: codec.NewGraph(d), form: map[argmap.ID]form{}, below: map[argmap.ID][]*argmap.Element{}, about: map[argmap.ID][]*argmap.Element{},
		back: map[argmap.ID]bool{}, symmetric: map[argmap.ID]string{}, uses: map[argmap.ID]int{}, titles: map[argmap.ID]string{},
		claims: map[argmap.ID]rawClaim{}, headed: map[argmap.ID]bool{}, labels: map[argmap.ID]string{}, rows: map[argmap.ID]int{},
	}
	p.kept()
	p.people()
	for _, e := range p.Elements {
		switch e.Kind {
		case argmap.KindClaim:
			p.form[e.ID] = statementForm
		case argmap.KindQuestion:
			p.form[e.ID] = questionForm
			p.asking = append(p.asking, e)
		case argmap.KindInference, argmap.KindRebuttal:
			p.form[e.ID] = plainForm
		case argmap.KindRephrase, argmap.KindPreference, argmap.KindLocution, argmap.KindIllocution, argmap.KindTransition, argmap.KindForeign:
		}
	}
	p.drop()
	p.structure()
	p.sketches()
	p.place()
	p.name()
	return p
}

// kept reads what an earlier reading of Argdown kept raw.
func (p *plan) kept() {
	d := p.Document
	if d.Properties.Format != "argdown" && d.Properties.Format != "argdown-json" {
		return
	}
	_ = json.Unmarshal(d.Properties.Raw, &p.front)
	front := dataValue(p.front.Front)
	p.strict = front.lookup("model", "mode") == "strict"
	for _, e := range p.Elements {
		if e.Kind == argmap.KindClaim || e.Kind == argmap.KindQuestion {
			var raw rawClaim
			if json.Unmarshal(e.Raw, &raw) == nil && raw.Made > 0 {
				p.claims[e.ID] = raw
			}
		}
	}
	for _, l := range p.Leftovers {
		var raw rawSection
		if l.What == "heading" && json.Unmarshal(l.Raw, &raw) == nil && raw.Level > 0 && raw.Level < 100 && trim(flat(raw.Title)) != "" {
			p.heads = append(p.heads, raw)
			p.headed[l.ID] = true
		}
	}
}

// drop finds the relations that cannot be written: without premises, without exactly one end, or about
// something that cannot be written.
func (p *plan) drop() {
	var todo []argmap.ID
	lose := func(id argmap.ID) {
		if p.form[id] == plainForm {
			p.form[id] = lostForm
			todo = append(todo, id)
		}
	}
	for _, e := range p.Elements {
		if p.form[e.ID] != plainForm {
			continue
		}
		ends := p.Ends(e.ID, endOf(e), false)
		if len(ends) != 1 || len(p.Ends(e.ID, argmap.RolePremiseOf, true)) == 0 || p.form[ends[0].ID] == lostForm {
			lose(e.ID)
		}
	}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for l := range p.LinksTo(id) {
			if l.Role == argmap.RoleConcludes || l.Role == argmap.RoleAttacks {
				lose(l.From)
			}
		}
	}
}

// endOf is the role of the link that leads to what a relation is about.
func endOf(e *argmap.Element) argmap.Role {
	if e.Kind == argmap.KindInference {
		return argmap.RoleConcludes
	}
	return argmap.RoleAttacks
}

func (p *plan) target(e *argmap.Element) *argmap.Element { return p.Ends(e.ID, endOf(e), false)[0] }

func (p *plan) premises(e *argmap.Element) []*argmap.Element {
	return p.Ends(e.ID, argmap.RolePremiseOf, true)
}

// structure finds the relations that a line cannot say.
func (p *plan) structure() {
	said := map[joint]bool{}
	for _, e := range p.Elements {
		if p.form[e.ID] == plainForm && p.needsStructure(e) {
			p.form[e.ID] = structuredForm
		}
	}
	p.pairs()
	for _, e := range p.Elements {
		if p.form[e.ID] != plainForm || p.back[e.ID] {
			continue
		}
		k := joint{endOf(e), p.premises(e)[0].ID, p.target(e).ID}
		if sort := p.symmetric[e.ID]; sort != "" {
			k.role = argmap.Role(sort)
		}
		if said[k] || p.strict && e.Kind == argmap.KindRebuttal && p.symmetric[e.ID] == "" && p.target(e).Kind == argmap.KindClaim {
			p.form[e.ID] = structuredForm
		}
		said[k] = true
	}
}

func (p *plan) needsStructure(e *argmap.Element) bool {
	premises, target := p.premises(e), p.target(e)
	if len(premises) != 1 || premises[0].ID == target.ID || e.Text != "" || e.Scheme != "" || e.Machine != "" || e.External.ID != "" && e.External.Namespace == namespace {
		return true
	}
	if e.Kind == argmap.KindRebuttal && e.Attack != argmap.AttackFor(target.Kind, false) {
		return true
	}
	for l := range p.LinksTo(e.ID) {
		if l.Role != argmap.RolePremiseOf || l.Slot != "" {
			return true
		}
	}
	for l := range p.LinksFrom(e.ID) {
		if l.Role == argmap.RoleAgainst || l.Role == argmap.RoleRaises {
			return true
		}
	}
	return false
}

// place puts each relation to what it is about, and counts how often elements are named.
func (p *plan) place() {
	for _, e := range p.Elements {
		switch p.form[e.ID] {
		case plainForm:
			if p.back[e.ID] {
				continue
			}
			t := p.target(e).ID
			p.below[t] = append(p.below[t], e)
			p.uses[p.premises(e)[0].ID]++
		case structuredForm:
			t := p.target(e).ID
			p.about[t] = append(p.about[t], e)
			p.uses[t] += 2
			for _, c := range p.premises(e) {
				p.uses[c.ID]++
			}
		case lostForm, statementForm, sketchForm, questionForm:
		}
	}
	for _, l := range p.Links {
		if q, other := p.asked(l); q != "" {
			p.uses[other] += 2
		}
	}
}

// asked gives the question whose data tell a link, and what they name; nothing when the link is none of a
// question's, or one of its ends is not written.
func (p *plan) asked(l *argmap.Link) (question, named argmap.ID) {
	if p.form[l.From] == lostForm || p.form[l.To] == lostForm {
		return "", ""
	}
	switch l.Role {
	case argmap.RoleAsksAbout, argmap.RoleCarries:
		return l.From, l.To
	case argmap.RoleRaises, argmap.RoleAnswers:
		return l.To, l.From
	default:
		return "", ""
	}
}

// argued reports whether a claim takes part in a relation that is written.
func (p *plan) argued(id argmap.ID) bool {
	for l := range p.LinksFrom(id) {
		if l.Role == argmap.RolePremiseOf && p.form[l.To] != lostForm {
			return true
		}
	}
	return len(p.below[id]) > 0 || len(p.about[id]) > 0
}

// dataValue makes data of what was kept raw.
func dataValue(raw json.RawMessage) *fields {
	f := &fields{}
	if len(raw) > 0 {
		if v, err := verbatim.Parse(raw); err == nil {
			f.json, f.value = raw, v
		}
	}
	return f
}
