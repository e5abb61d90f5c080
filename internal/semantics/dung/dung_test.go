package dung

import (
	"context"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics"
)

// plain gives an extension as two sets.
func plain(e Extension) (l labelling) {
	for n, label := range e {
		switch {
		case label == semantics.In:
			l.in |= 1 << n
		case label.Out():
			l.out |= 1 << n
		}
	}
	return l
}

// searches are the ways to search: over bit sets, by SAT, and each where it falls.
var searches = map[string]int{"bits": maxBits, "sat": 0, "mixed": 3}

// againstDefinitions draws frameworks, and gives each semantics with what the definition says of it.
func againstDefinitions(t *testing.T, test func(t *rapid.T, s *Solver, f framework, sem Semantics, want []labelling)) {
	for name, bits := range searches {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				f := drawn(t, 7, rapid.IntRange(0, 5).Draw(t, "most needs"))
				s := newSolver(f.build(), bits)
				for _, sem := range All() {
					want, ok := f.extensions(sem)
					if ok {
						test(t, s, f, sem, want)
						continue
					}
					if _, err := s.One(t.Context(), sem); !errors.Is(err, ErrRings) {
						t.Fatalf("%s: %v, want a refusal; %+v", sem, err, f)
					}
				}
			})
		})
	}
}

func TestExtensionsAreThoseOfTheDefinitions(t *testing.T) {
	againstDefinitions(t, func(t *rapid.T, s *Solver, f framework, sem Semantics, want []labelling) {
		var got []labelling
		for e, err := range s.All(t.Context(), sem) {
			if err != nil {
				t.Fatalf("%s: %v; %+v", sem, err, f)
			}
			got = append(got, plain(e))
		}
		if !sameSet(got, want) {
			t.Fatalf("%s: %b, want %b; %+v", sem, got, want, f)
		}
	})
}

func sameSet(a, b []labelling) bool {
	if len(a) != len(b) {
		return false
	}
	for _, l := range a {
		if !slices.Contains(b, l) || slices.Index(a, l) != len(a)-1-slices.Index(reversed(a), l) {
			return false
		}
	}
	return true
}

func reversed(a []labelling) []labelling {
	a = slices.Clone(a)
	slices.Reverse(a)
	return a
}

func TestOneIsAnExtension(t *testing.T) {
	againstDefinitions(t, func(t *rapid.T, s *Solver, f framework, sem Semantics, want []labelling) {
		got, err := s.One(t.Context(), sem)
		switch {
		case err != nil:
			t.Fatalf("%s: %v; %+v", sem, err, f)
		case len(want) == 0:
			if got.Outcome != NoExtension || got.Extension != nil {
				t.Fatalf("%s: %v, want none; %+v", sem, got, f)
			}
		case got.Outcome != Exact || !slices.Contains(want, plain(got.Extension)):
			t.Fatalf("%s: %v %b, want one of %b; %+v", sem, got, plain(got.Extension), want, f)
		}
	})
}

func TestCountCountsUpToTheCap(t *testing.T) {
	againstDefinitions(t, func(t *rapid.T, s *Solver, f framework, sem Semantics, want []labelling) {
		most := rapid.IntRange(1, 6).Draw(t, "cap")
		got, err := s.Count(t.Context(), sem, most)
		expect := Number{Exact, min(len(want), most), len(want) > most}
		if len(want) == 0 {
			expect = Number{Outcome: NoExtension}
		}
		if err != nil || got != expect {
			t.Fatalf("%s: %+v %v, want %+v; %+v", sem, got, err, expect, f)
		}
	})
}

// accepted gives the nodes that some, and that all labellings have IN.
func accepted(all []labelling) (some, every uint) {
	every = ^uint(0)
	for _, l := range all {
		some |= l.in
		every &= l.in
	}
	return some, every
}

func TestAcceptanceOfANodeAndItsCertificate(t *testing.T) {
	againstDefinitions(t, func(t *rapid.T, s *Solver, f framework, sem Semantics, want []labelling) {
		node := rapid.IntRange(0, f.nodes-1).Draw(t, "node")
		some, every := accepted(want)
		outcome := Exact
		if len(want) == 0 {
			outcome = NoExtension
		}
		for _, q := range []struct {
			name string
			ask  func(context.Context, Semantics, int32) (Verdict, error)
			want bool
			is   claim
		}{
			{"credulous", s.Credulous, some>>node&1 == 1, isIn},
			{"sceptical", s.Sceptical, every>>node&1 == 1, notIn},
		} {
			got, err := q.ask(t.Context(), sem, int32(node))
			if err != nil || got.Outcome != outcome || got.Holds != q.want {
				t.Fatalf("%s %s of %d: %+v %v, want %v; %+v", sem, q.name, node, got, err, q.want, f)
			}
			due := outcome == Exact && got.Holds == (q.is == isIn)
			if due != (got.Certificate != nil) && !unique(sem) {
				t.Fatalf("%s %s of %d: certificate %v", sem, q.name, node, got.Certificate)
			}
			if got.Certificate != nil {
				certifies(t, f, sem, node, q.is, plain(got.Certificate), want)
			}
		}
	})
}

func unique(sem Semantics) bool { return sem == Grounded || sem == Ideal || sem == Eager }

// certifies fails unless the certificate proves the claim: it is an extension, or part of some extension,
// and the claim holds of that.
func certifies(t *rapid.T, f framework, sem Semantics, node int, is claim, c labelling, want []labelling) {
	proves := slices.ContainsFunc(want, func(l labelling) bool {
		same := l == c
		if sem == Complete || sem == Preferred || sem == SemiStable {
			same = within(c.in, l.in) && within(c.out, l.out)
		}
		return same && (l.in>>node&1 == 1) == (is == isIn)
	})
	if !proves || (c.in>>node&1 == 1) != (is == isIn) {
		t.Fatalf("%s: %b does not certify of %d; %b; %+v", sem, c, node, want, f)
	}
	if sem != Preferred || is == isIn {
		return
	}
	for _, l := range want { // whatever preferred contains it lacks the node
		if within(c.in, l.in) && l.in>>node&1 == 1 {
			t.Fatalf("%b contains %b", l, c)
		}
	}
}

func TestAcceptanceOfAllNodes(t *testing.T) {
	againstDefinitions(t, func(t *rapid.T, s *Solver, f framework, sem Semantics, want []labelling) {
		got, err := s.Acceptance(t.Context(), sem)
		if err != nil {
			t.Fatal(err)
		}
		some, every := accepted(want)
		if (got.Outcome == NoExtension) != (len(want) == 0) || got.Outcome == Unknown {
			t.Fatalf("%s: outcome %v; %+v", sem, got.Outcome, f)
		}
		for n := range f.nodes {
			if got.Credulous[n] != (some>>n&1 == 1) || got.Sceptical[n] != (every>>n&1 == 1) {
				t.Fatalf("%s of %d: %+v, want %b %b; %+v", sem, n, got, some, every, f)
			}
		}
	})
}
