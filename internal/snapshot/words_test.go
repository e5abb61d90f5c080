package snapshot_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
	"argmap/internal/snapshot"
)

// byWords evaluates a state by the words of docs/semantics.md, over the records themselves. Its nodes are
// the ids of elements, and words for the attacks that no element makes.
type byWords struct {
	state   *argmap.State
	reading snapshot.Reading
	nodes   []string
	needs   map[string][][]string
	attacks map[string][]string
	in, out map[string]bool
	// pressed holds the claims whose grounds are asked for, with the answers that will do instead.
	pressed map[argmap.ID][][]string
}

// readByWords reads a state. What the standards of proof decided is taken as told.
func readByWords(state *argmap.State, r snapshot.Reading, decided []snapshot.Decision) *byWords {
	p := &byWords{state: state, reading: r, needs: map[string][][]string{}, attacks: map[string][]string{}, in: map[string]bool{}, out: map[string]bool{}, pressed: map[argmap.ID][][]string{}}
	elements := pick[*argmap.Element](&writer{state: state})
	if r.Questions != snapshot.Ignore && slices.Contains([]snapshot.SupportReading{"", snapshot.MapReading, snapshot.Evidential}, r.Support) {
		p.questions(elements)
	}
	for _, e := range elements {
		if p.part(e.ID) != nil {
			p.nodes = append(p.nodes, string(e.ID))
			p.element(e)
		}
	}
	for _, e := range elements {
		if e.Kind == argmap.KindRebuttal && p.part(e.ID) != nil {
			p.rebuttal(e)
		}
	}
	if r.Issues != snapshot.Ignore {
		p.issues(elements, decided)
	}
	if r.Support == snapshot.Deductive {
		p.entail(elements)
	}
	return p
}

func (p *byWords) part(id argmap.ID) *argmap.Element {
	e := argmap.ElementIn(p.state, id)
	if e == nil {
		return nil
	}
	kinds := []argmap.Kind{argmap.KindClaim, argmap.KindInference, argmap.KindRebuttal, argmap.KindPreference}
	if !slices.Contains(kinds, e.Kind) || len(argmap.Defects(p.state, id)) > 0 {
		return nil
	}
	return e
}

// from and to give the other ends of an element's links of a role.
func (p *byWords) from(role argmap.Role, id argmap.ID) []argmap.ID {
	var ids []argmap.ID
	for l := range p.state.LinksTo(id) {
		if l.Role == role {
			ids = append(ids, l.From)
		}
	}
	return ids
}

func (p *byWords) to(role argmap.Role, id argmap.ID) []argmap.ID {
	var ids []argmap.ID
	for l := range p.state.LinksFrom(id) {
		if l.Role == role {
			ids = append(ids, l.To)
		}
	}
	return ids
}

// supporters gives the inferences that conclude an element.
func (p *byWords) supporters(id argmap.ID) []string {
	var ids []string
	for _, from := range p.from(argmap.RoleConcludes, id) {
		if p.part(from) != nil {
			ids = append(ids, string(from))
		}
	}
	return ids
}

// held reports whether one of the voices is committed to a claim; of all where none is named.
func (p *byWords) held(id argmap.ID, voices []argmap.ID) bool {
	for k := range p.state.CommitmentsTo(id) {
		if (k.Act == argmap.Asserts || k.Act == argmap.Concedes) && (len(voices) == 0 || slices.Contains(voices, k.Voice)) {
			return true
		}
	}
	return false
}

// questions lays the burdens of pressed questions.
func (p *byWords) questions(elements []*argmap.Element) {
	for _, e := range elements {
		if e.Kind != argmap.KindQuestion || e.Question.Force != argmap.Challenging || e.Question.Withdrawn || len(argmap.Defects(p.state, e.ID)) > 0 {
			continue
		}
		var met []string
		for l := range p.state.LinksTo(e.ID) {
			if l.Role == argmap.RoleAnswers && !l.Partial && l.Bearing == argmap.Meets && p.part(l.From) != nil {
				met = append(met, string(l.From))
			}
		}
		for about := range p.state.LinksFrom(e.ID) {
			if about.Role != argmap.RoleAsksAbout || e.Question.Burden == "" || e.Question.Burden == argmap.BurdenException {
				continue
			}
			filled := false
			for l := range p.state.LinksTo(about.To) {
				if e.Question.Burden == argmap.BurdenPremise && l.Role == argmap.RolePremiseOf && l.Slot == about.Slot {
					filled = true
					p.pressed[l.From] = append(p.pressed[l.From], met)
				}
			}
			if !filled && p.part(about.To) != nil {
				p.need(string(about.To), append(slices.Clone(met), p.supporters(about.To)...)...)
			}
		}
	}
}

func (p *byWords) given(e *argmap.Element) bool {
	return p.pressed[e.ID] == nil && p.givenUnasked(e)
}

func (p *byWords) givenUnasked(e *argmap.Element) bool {
	switch p.reading.Support {
	case snapshot.AttacksOnly, snapshot.Necessary, snapshot.Deductive:
		return len(p.reading.Voices) == 0 || p.held(e.ID, p.reading.Voices)
	case snapshot.Evidential:
		return p.held(e.ID, p.reading.Voices) && e.Basis != argmap.Argued
	case snapshot.MapReading, snapshot.Balances:
	}
	if !p.held(e.ID, p.reading.Voices) || e.Basis == argmap.Argued {
		return false
	}
	return e.Basis == argmap.Given || len(p.supporters(e.ID)) == 0
}

func (p *byWords) need(node string, members ...string) {
	p.needs[node] = append(p.needs[node], members)
}

func (p *byWords) attack(from, to string) { p.attacks[to] = append(p.attacks[to], from) }

func (p *byWords) element(e *argmap.Element) {
	id := string(e.ID)
	if p.reading.Support == snapshot.Necessary {
		for _, i := range p.supporters(e.ID) {
			p.need(id, i)
		}
	}
	switch e.Kind {
	case argmap.KindClaim:
		switch {
		case p.given(e):
		case p.reading.Support == snapshot.AttacksOnly || p.reading.Support == snapshot.Necessary:
			p.need(id)
		case p.givenUnasked(e):
			for _, met := range p.pressed[e.ID] {
				p.need(id, append(slices.Clone(met), p.supporters(e.ID)...)...)
			}
		default:
			p.need(id, p.supporters(e.ID)...)
		}
	case argmap.KindInference, argmap.KindRebuttal:
		for _, c := range p.from(argmap.RolePremiseOf, e.ID) {
			p.need(id, string(c))
		}
	default:
	}
}

// preferences gives those that put one claim before another.
func (p *byWords) preferences(first, second argmap.ID) []string {
	var ids []string
	for _, to := range p.to(argmap.RolePreferredIn, first) {
		if p.part(to) != nil && p.reading.Preferences != snapshot.Ignore && slices.Contains(p.to(argmap.RolePreferredTo, to), second) {
			ids = append(ids, string(to))
		}
	}
	return ids
}

func (p *byWords) rebuttal(e *argmap.Element) {
	premises, target := p.from(argmap.RolePremiseOf, e.ID), p.to(argmap.RoleAttacks, e.ID)[0]
	p.attack(string(e.ID), string(target))
	for _, c := range premises {
		for _, by := range p.preferences(target, c) {
			if e.Attack != argmap.Undercut {
				p.attack(by, string(e.ID))
			}
		}
	}
	slices.Sort(premises)
	premises = slices.Compact(premises)
	if p.reading.Rebuts != snapshot.Mutual || e.Attack != argmap.Rebut || len(premises) != 1 || p.part(premises[0]) == nil || p.part(target) == nil {
		return
	}
	back := "the target of " + string(e.ID) + " strikes back"
	p.nodes = append(p.nodes, back)
	p.need(back, string(target))
	p.attack(back, string(premises[0]))
	for _, by := range p.preferences(premises[0], target) {
		p.attack(by, back)
	}
	for _, from := range p.from(argmap.RoleAttacks, e.ID) {
		if p.part(from) != nil {
			p.attack(string(from), back)
		}
	}
}

// entail lets what refutes a claim, or what follows from it, refute a premise from which an inference leads
// to it: when the inference is in force, and the other premises are accepted.
func (p *byWords) entail(elements []*argmap.Element) {
	refuted, direct := map[string][]string{}, maps.Clone(p.attacks)
	for to, by := range direct {
		refuted[to] = slices.Clone(by)
	}
	for _, e := range elements {
		if e.Kind != argmap.KindInference || p.part(e.ID) == nil {
			continue
		}
		id := string(e.ID)
		force := id + " is in force"
		p.nodes = append(p.nodes, force)
		for _, by := range direct[id] {
			p.attack(by, force)
		}
		premises := p.from(argmap.RolePremiseOf, e.ID)
		for _, one := range premises {
			hit := "what follows by " + id + " from " + string(one)
			p.nodes = append(p.nodes, hit)
			p.need(hit, force)
			for _, other := range premises {
				if other != one {
					p.need(hit, string(other))
				}
			}
			var against []string
			for _, c := range p.to(argmap.RoleConcludes, e.ID) {
				if k := p.part(c); k != nil && k.Kind == argmap.KindClaim {
					against = append(against, string(c)+" is refuted")
				}
			}
			p.need(hit, against...)
			p.attack(hit, string(one))
			refuted[string(one)] = append(refuted[string(one)], hit)
		}
	}
	for _, e := range elements {
		if e.Kind == argmap.KindClaim && p.part(e.ID) != nil {
			p.nodes = append(p.nodes, string(e.ID)+" is refuted")
			p.need(string(e.ID)+" is refuted", refuted[string(e.ID)]...)
		}
	}
}

func (p *byWords) issues(elements []*argmap.Element, decided []snapshot.Decision) {
	for _, e := range elements {
		if e.Kind != argmap.KindQuestion || e.Question.Answers != argmap.Exclusive || e.Question.Withdrawn || len(argmap.Defects(p.state, e.ID)) > 0 {
			continue
		}
		var full []string
		for l := range p.state.LinksTo(e.ID) {
			if l.Role == argmap.RoleAnswers && !l.Partial && p.part(l.From) != nil {
				full = append(full, string(l.From))
			}
		}
		winner := ""
		for _, d := range decided {
			if d.Question.ID() == e.ID && d.Winner != nil {
				winner = string(d.Winner.ID())
			}
		}
		for _, a := range full {
			for _, b := range full {
				if a != b && (e.Question.Standard == "" || a == winner) {
					p.attack(a, b)
				}
			}
			if e.Question.Standard != "" && a != winner {
				p.need(a)
			}
		}
	}
}

// met reports whether each need of a node has a member among the accepted.
func (p *byWords) met(node string, accepted map[string]bool) bool {
	for _, members := range p.needs[node] {
		if !slices.ContainsFunc(members, func(m string) bool { return accepted[m] }) {
			return false
		}
	}
	return true
}

func (p *byWords) run() {
	for range 2 * len(p.nodes) {
		derivable := map[string]bool{}
		for range p.nodes {
			for _, n := range p.nodes {
				if !p.out[n] && p.met(n, derivable) {
					derivable[n] = true
				}
			}
		}
		for _, n := range p.nodes {
			free, beaten := true, false
			for _, by := range p.attacks[n] {
				free = free && p.out[by]
				beaten = beaten || p.in[by]
			}
			if beaten || !derivable[n] {
				p.out[n] = true
			} else if free && p.met(n, p.in) {
				p.in[n] = true
			}
		}
	}
}

func (p *byWords) label(node string) argmap.Label {
	switch {
	case p.in[node]:
		return argmap.LabelIn
	case p.out[node]:
		return argmap.LabelOut
	}
	return argmap.LabelUndecided
}

func TestFrameworksAreThoseOfTheirReadings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, reading := debate(t), anyReading(t)
		s := snapshotOf(t, state)
		f := frameworkOf(t, s, reading)
		p := readByWords(state, reading, f.Decisions())
		p.run()
		labelling := semantics.Grounded(f.Map)
		for e := range s.Elements().All() {
			node, ok := f.Node(e.ID())
			if ok != (p.part(e.ID()) != nil) || ok && f.Element(node).ID() != e.ID() {
				t.Fatalf("%s takes part: %v", e.ID(), ok)
			}
			if !ok {
				continue
			}
			if got, want := snapshot.VerdictOf(labelling.Labels[node]).Label, p.label(string(e.ID())); got != want {
				t.Fatalf("%s is %s, want %s", e.ID(), got, want)
			}
		}
	})
}
