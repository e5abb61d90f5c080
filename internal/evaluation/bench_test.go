package evaluation_test

import (
	"fmt"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/semantics/gradual"
	"argmap/internal/snapshot"
)

// forest is a map of many discussions: in each a claim, with reasons for and against it, and for and
// against these.
func forest(t testing.TB, discussions int) *snapshot.Snapshot {
	b := snapshot.NewBuilder("m")
	add := func(r argmap.Record) { b.Add(argmap.Entry{Record: r, Revision: 1}) }
	links := 0
	link := func(role argmap.Role, from, to argmap.ID) {
		links++
		add(&argmap.Link{ID: argmap.ID(fmt.Sprint("l", links)), Role: role, From: from, To: to})
	}
	claim := func(id argmap.ID) {
		add(&argmap.Element{ID: id, Kind: argmap.KindClaim, Text: "claim " + string(id)})
		add(&argmap.Commitment{ID: "k" + id, Voice: "ann", Claim: id, Act: argmap.Asserts})
	}
	add(&argmap.Properties{ID: "m", Title: "forest"})
	add(&argmap.Voice{ID: "ann", Kind: argmap.VoiceParticipant, Name: "Ann"})
	for d := range discussions {
		name := func(n int) argmap.ID { return argmap.ID(fmt.Sprintf("d%d.%d", d, n)) }
		for n := range 15 {
			claim(name(n))
			if n == 0 {
				continue
			}
			relation, above := name(n)+"r", name((n-1)/2)
			if n%2 == 1 {
				add(&argmap.Element{ID: relation, Kind: argmap.KindInference})
				link(argmap.RoleConcludes, relation, above)
			} else {
				add(&argmap.Element{ID: relation, Kind: argmap.KindRebuttal, Attack: argmap.Rebut})
				link(argmap.RoleAttacks, relation, above)
			}
			link(argmap.RolePremiseOf, name(n), relation)
		}
	}
	s, err := b.Snapshot(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// An edit in a large map, with its cause: what a subscriber to its labels waits for.
func BenchmarkChangedInALargeMap(b *testing.B) {
	s := forest(b, 3500)
	service := evaluation.New(evaluation.Options{})
	if _, err := service.Evaluate(b.Context(), s, evaluation.Request{}); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		id := func(p string) argmap.ID { return argmap.ID(fmt.Sprint(p, n)) }
		target := argmap.ID(fmt.Sprintf("d%d.7", n*10%3500))
		set := argmap.ChangeSet{Map: s.Map(), Revision: s.Revision() + 1}
		for _, r := range []argmap.Record{
			&argmap.Element{ID: id("x"), Kind: argmap.KindClaim, Text: "but"},
			&argmap.Element{ID: id("y"), Kind: argmap.KindRebuttal, Attack: argmap.Rebut},
			&argmap.Commitment{ID: id("z"), Voice: "ann", Claim: id("x"), Act: argmap.Asserts},
			&argmap.Link{ID: id("p"), Role: argmap.RolePremiseOf, From: id("x"), To: id("y")},
			&argmap.Link{ID: id("q"), Role: argmap.RoleAttacks, From: id("y"), To: target},
		} {
			set.Operations = append(set.Operations, argmap.Set(r))
		}
		next, err := s.Apply(set)
		if err != nil {
			b.Fatal(err)
		}
		c, err := service.Changed(b.Context(), s, next, []argmap.ChangeSet{set}, evaluation.Request{})
		if err != nil || len(c.Changes) == 0 {
			b.Fatalf("%+v %v", c, err)
		}
		s = next
	}
}

func BenchmarkFlipsInALargeMap(b *testing.B) {
	s := forest(b, 3500)
	service := evaluation.New(evaluation.Options{})
	x, err := service.Explain(b.Context(), s, "d7.0", snapshot.Reading{}, 100)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f, err := x.Flips(b.Context(), 10)
		if err != nil || f.Tried == 0 {
			b.Fatalf("%+v, %v", f, err)
		}
		b.ReportMetric(float64(f.Tried), "tries")
	}
}

func BenchmarkInfluencesInALargeMap(b *testing.B) {
	s := forest(b, 3500)
	service := evaluation.New(evaluation.Options{})
	for _, m := range []gradual.Method{gradual.Gradient, gradual.Removal} {
		b.Run(m.String(), func(b *testing.B) {
			for b.Loop() {
				in, err := service.Influences(b.Context(), s, "d7.0", evaluation.StrengthRequest{Semantics: gradual.DFQuAD}, m, 20)
				if err != nil || in.Count == 0 {
					b.Fatalf("%+v, %v", in, err)
				}
			}
		})
	}
}
