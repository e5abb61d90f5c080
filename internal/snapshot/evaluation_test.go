package snapshot_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// debate draws a map of claims, inferences and rebuttals, some of them defective.
func debate(t *rapid.T) *argmap.State {
	state := argmap.NewState(theMap)
	put := func(r argmap.Record) { state.Put(argmap.Entry{Record: r, Revision: 1}) }
	put(&argmap.Voice{ID: "v", Kind: argmap.VoiceAuthor, Name: "the author"})
	claims := rapid.IntRange(1, 6).Draw(t, "claims")
	relations := rapid.IntRange(0, 7).Draw(t, "relations")
	claim := func(i int) argmap.ID { return argmap.ID(fmt.Sprint("c", i)) }
	relation := func(i int) argmap.ID { return argmap.ID(fmt.Sprint("r", i)) }
	for i := range claims {
		put(&argmap.Element{
			ID: claim(i), Kind: argmap.KindClaim, Text: rapid.SampledFrom([]string{"text", "text", "text", "text", "text\u0085", "“«text»”", ""}).Draw(t, "text"),
			Basis: rapid.SampledFrom([]argmap.Basis{"", "", argmap.Given, argmap.Argued}).Draw(t, "basis"),
		})
		if act := rapid.SampledFrom([]argmap.Act{argmap.Asserts, argmap.Asserts, argmap.Concedes, argmap.Denies, argmap.Supposes, ""}).Draw(t, "act"); act != "" {
			put(&argmap.Commitment{ID: "k" + claim(i), Voice: "v", Claim: claim(i), Act: act})
		}
	}
	kinds := make([]argmap.Kind, relations)
	for i := range relations {
		kinds[i] = rapid.SampledFrom([]argmap.Kind{argmap.KindInference, argmap.KindInference, argmap.KindRebuttal}).Draw(t, "kind")
	}
	links := 0
	join := func(role argmap.Role, from, to argmap.ID) {
		links++
		put(&argmap.Link{ID: argmap.ID(fmt.Sprint("l", links)), Role: role, From: from, To: to})
	}
	someClaim := rapid.IntRange(0, claims-1)
	mostlyOne := rapid.SampledFrom([]int{1, 1, 1, 1, 1, 2, 0})
	for i, kind := range kinds {
		e := &argmap.Element{ID: relation(i), Kind: kind}
		role := argmap.RoleConcludes
		if kind == argmap.KindRebuttal {
			e.Attack, role = argmap.Rebut, argmap.RoleAttacks
		}
		for range rapid.SampledFrom([]int{1, 1, 2, 2, 0}).Draw(t, "premises") {
			join(argmap.RolePremiseOf, claim(someClaim.Draw(t, "premise")), relation(i))
		}
		for range mostlyOne.Draw(t, "ends") {
			if rapid.IntRange(0, 3).Draw(t, "on a relation") > 0 {
				join(role, relation(i), claim(someClaim.Draw(t, "end")))
				continue
			}
			e.Attack = map[bool]argmap.AttackKind{true: argmap.Undercut}[kind == argmap.KindRebuttal]
			join(role, relation(i), relation(rapid.IntRange(0, relations-1).Draw(t, "end")))
		}
		put(e)
	}
	return state
}

// reference evaluates a state by the words of the design, over the records themselves.
type reference struct {
	state *argmap.State
	in    map[argmap.ID]bool
	out   map[argmap.ID]bool
}

func (r *reference) part(id argmap.ID) *argmap.Element {
	e := argmap.ElementIn(r.state, id)
	evaluated := e.Kind == argmap.KindClaim || e.Kind == argmap.KindInference || e.Kind == argmap.KindRebuttal
	if !evaluated || len(argmap.Defects(r.state, id)) > 0 {
		return nil
	}
	return e
}

// supporters gives the inferences that conclude a claim.
func (r *reference) supporters(id argmap.ID) []argmap.ID {
	var ids []argmap.ID
	for l := range r.state.LinksTo(id) {
		if l.Role == argmap.RoleConcludes && r.part(l.From) != nil {
			ids = append(ids, l.From)
		}
	}
	return ids
}

func (r *reference) given(e *argmap.Element) bool {
	held := false
	for k := range r.state.CommitmentsTo(e.ID) {
		held = held || k.Act == argmap.Asserts || k.Act == argmap.Concedes
	}
	if !held || e.Basis == argmap.Argued {
		return false
	}
	return e.Basis == argmap.Given || len(r.supporters(e.ID)) == 0
}

// met reports whether what an element needs is among the accepted.
func (r *reference) met(e *argmap.Element, accepted map[argmap.ID]bool) bool {
	if e.Kind == argmap.KindClaim {
		met := r.given(e)
		for _, s := range r.supporters(e.ID) {
			met = met || accepted[s]
		}
		return met
	}
	for l := range r.state.LinksTo(e.ID) {
		if l.Role == argmap.RolePremiseOf && !accepted[l.From] {
			return false
		}
	}
	return true
}

func (r *reference) run() {
	var parts []*argmap.Element
	for _, e := range pick[*argmap.Element](&writer{state: r.state}) {
		if r.part(e.ID) != nil {
			parts = append(parts, e)
		}
	}
	for range 2 * len(parts) {
		derivable := map[argmap.ID]bool{}
		for range parts {
			for _, e := range parts {
				if !r.out[e.ID] && r.met(e, derivable) {
					derivable[e.ID] = true
				}
			}
		}
		for _, e := range parts {
			free, beaten := true, false
			for l := range r.state.LinksTo(e.ID) {
				if l.Role == argmap.RoleAttacks && r.part(l.From) != nil {
					free = free && r.out[l.From]
					beaten = beaten || r.in[l.From]
				}
			}
			if beaten || !derivable[e.ID] {
				r.out[e.ID] = true
			} else if free && r.met(e, r.in) {
				r.in[e.ID] = true
			}
		}
	}
}

func TestVerdictsAreThoseOfTheMapReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state := debate(t)
		b := snapshot.NewBuilder(theMap)
		for _, e := range state.Entries() {
			b.Add(e)
		}
		s, err := b.Snapshot(1, 0)
		if err != nil {
			t.Fatal(err)
		}
		r := reference{state, map[argmap.ID]bool{}, map[argmap.ID]bool{}}
		r.run()
		for e := range s.Elements().All() {
			v, ok := s.Verdict(e.ID())
			if ok != (r.part(e.ID()) != nil) {
				t.Fatalf("%s takes part: %v", e.ID(), ok)
			}
			if c, is := e.(snapshot.Claim); is && (c.Basis() == argmap.Given) != r.given(e.Record()) {
				t.Fatalf("%s is %s", e.ID(), c.Basis())
			}
			if !ok {
				continue
			}
			want := argmap.LabelUndecided
			switch {
			case r.in[e.ID()]:
				want = argmap.LabelIn
			case r.out[e.ID()]:
				want = argmap.LabelOut
			}
			if v.Label != want || (v.Reason != "") != (want == argmap.LabelOut) || (v.Round > 0) != (want != argmap.LabelUndecided) {
				t.Fatalf("%s: %+v, want %s", e.ID(), v, want)
			}
		}
	})
}
