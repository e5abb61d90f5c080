package dung

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics"
)

// drawnLabels draws a label for each node; who is attacked by an IN node is not called unsupported.
func drawnLabels(t *rapid.T, f framework) Extension {
	e := make(Extension, f.nodes)
	for n := range e {
		e[n] = rapid.SampledFrom([]semantics.Label{semantics.Undecided, semantics.In, semantics.Defeated, semantics.Unsupported}).Draw(t, "label")
	}
	return e
}

func TestCheckAcceptsTheDefinitionAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 4, 3)
		m, e := f.build(), drawnLabels(t, f)
		for _, sem := range []Semantics{Complete, Stable, Grounded} {
			if rapid.Bool().Draw(t, "true one") {
				if a, _ := New(m).One(t.Context(), sem); a.Extension != nil {
					e = slices.Clone(a.Extension)
				}
			}
			want, _ := f.extensions(sem)
			is := slices.Contains(want, plain(e))
			if got := Check(m, sem, e); sem != Grounded && (got == nil) != is || sem == Grounded && got == nil && !is {
				t.Fatalf("%s of %v: %v, want %v; %+v", sem, e, got, is, f)
			}
		}
		if err := Check(m, Complete, e[1:]); err == nil {
			t.Fatal("a label is missing, and nobody minds")
		}
	})
}

func TestCheckAdmissibleAcceptsWhatCanBeEnlarged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 5, 3)
		e := drawnLabels(t, f)
		if CheckAdmissible(f.build(), e) != nil {
			return
		}
		c := plain(e)
		if !slices.ContainsFunc(f.complete(), func(l labelling) bool { return within(c.in, l.in) && within(c.out, l.out) }) {
			t.Fatalf("%v; %+v", e, f)
		}
	})
}

func TestCheckCF2AcceptsTheDefinitionAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 6, 0)
		m := f.build()
		p := newPlan(f.nodes, m.Attackers)
		for set := range uint(1) << f.nodes {
			st := make([]status, f.nodes)
			for n := range st {
				if set>>n&1 == 1 {
					st[n] = in
				}
			}
			got, is := checkCF2(newCutter(m), p.comps, st), f.isCF2(set, uint(1)<<f.nodes-1)
			if (got == nil) != is {
				t.Fatalf("%b: %v, want %v; %+v", set, got, is, f)
			}
		}
	})
}
