package dung

import (
	"context"
	"errors"
	"testing"

	"argmap/internal/fault"
	"argmap/internal/semantics"
	"argmap/internal/semantics/families"
)

func nothing() *semantics.Map { return semantics.NewBuilder(0).Map() }

// TestOfNothingThereIsOneExtension under every semantics, and it is empty.
func TestOfNothingThereIsOneExtension(t *testing.T) {
	s := New(nothing())
	for _, sem := range All() {
		one, err := s.One(t.Context(), sem)
		if err != nil || one.Outcome != Exact || len(one.Extension) != 0 {
			t.Errorf("%s: one is %+v, %v", sem, one, err)
		}
		n, err := s.Count(t.Context(), sem, 10)
		if err != nil || n != (Number{Outcome: Exact, N: 1}) {
			t.Errorf("%s: the count is %+v, %v", sem, n, err)
		}
		a, err := s.Acceptance(t.Context(), sem)
		if err != nil || a.Outcome != Exact || len(a.Credulous)+len(a.Sceptical) != 0 {
			t.Errorf("%s: accepted is %+v, %v", sem, a, err)
		}
		for _, ask := range []func(context.Context, Semantics, int32) (Verdict, error){s.Credulous, s.Sceptical} {
			if _, err := ask(t.Context(), sem, 0); fault.Of(err) != fault.Invalid {
				t.Errorf("%s: node 0 of nothing gives %v", sem, err)
			}
		}
	}
}

// TestNoSuchSemantics is refused whatever is asked, and no label is given.
func TestNoSuchSemantics(t *testing.T) {
	for name, m := range map[string]*semantics.Map{"nothing": nothing(), "pairs": families.Pairs(2)} {
		for _, sem := range []Semantics{0, CF2 + 1, 255} {
			s := New(m)
			_, one := s.One(t.Context(), sem)
			_, count := s.Count(t.Context(), sem, 10)
			_, accepted := s.Acceptance(t.Context(), sem)
			refused := []error{one, count, accepted}
			for e, err := range s.All(t.Context(), sem) {
				if e != nil {
					t.Errorf("%s: semantics %d gives %v", name, sem, e)
				}
				refused = append(refused, err)
			}
			if m.Nodes() > 0 {
				_, some := s.Credulous(t.Context(), sem, 0)
				_, all := s.Sceptical(t.Context(), sem, 0)
				refused = append(refused, some, all)
			}
			for i, err := range refused {
				if fault.Reason(err) != "semantics.unknown" {
					t.Errorf("%s: question %d under semantics %d gives %v", name, i, sem, err)
				}
			}
		}
	}
}

// TestASelfAttackerAlone is never accepted, and leaves no stable extension.
func TestASelfAttackerAlone(t *testing.T) {
	b := semantics.NewBuilder(1)
	b.Attack(0, 0)
	s := New(b.Map())
	for _, sem := range All() {
		a, err := s.One(t.Context(), sem)
		want := Exact
		if sem == Stable {
			want = NoExtension
		}
		if err != nil || a.Outcome != want || want == Exact && a.Extension[0] == semantics.In {
			t.Errorf("%s: %+v, %v", sem, a, err)
		}
	}
}

// TestAnIslandOfManyExtensions has 2^500 of them: they come one by one, and questions are answered without
// listing them.
func TestAnIslandOfManyExtensions(t *testing.T) {
	const pairs = 500
	b := semantics.NewBuilder(2*pairs + 1)
	for x := int32(0); x < 2*pairs; x += 2 {
		b.Attack(x, x+1)
		b.Attack(x+1, x)
		b.Attack(x, 2*pairs) // which makes one island of them
	}
	s := New(b.Map())
	for _, sem := range []Semantics{Preferred, Stable, CF2} {
		first := 0
		for e, err := range s.All(t.Context(), sem) {
			if err != nil || len(e.In()) < pairs {
				t.Fatalf("%s: %d accepted, %v", sem, len(e.In()), err)
			}
			if first++; first == 3 {
				break
			}
		}
		n, err := s.Count(t.Context(), sem, 100)
		if err != nil || n != (Number{Exact, 100, true}) {
			t.Errorf("%s: the count is %+v, %v", sem, n, err)
		}
		yes, err := s.Credulous(t.Context(), sem, 2*pairs)
		no, err2 := s.Sceptical(t.Context(), sem, 2*pairs)
		if errors.Join(err, err2) != nil || !yes.Holds || no.Holds || yes.Outcome != Exact || no.Outcome != Exact {
			t.Errorf("%s: %v %v, %v %v, %v %v", sem, yes.Outcome, yes.Holds, no.Outcome, no.Holds, err, err2)
		}
	}
}
