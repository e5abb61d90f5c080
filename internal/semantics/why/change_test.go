package why_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/fault"
	"argmap/internal/semantics"
	"argmap/internal/semantics/why"
)

func TestFlipsAreTheRemovalsThatChangeTheLabel(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 9)
		m := f.build()
		l := semantics.Grounded(m)
		without := make([][]semantics.Label, f.Nodes)
		for n := range f.Nodes {
			rest := all(f.Nodes)
			delete(rest, n)
			without[n] = f.among(rest).define(rest)
		}
		before := slices.Clone(l.Labels)
		for topic, label := range before {
			got, err := why.FindFlips(context.Background(), m, l, int32(topic), unbounded)
			if err != nil || !got.All {
				t.Fatalf("topic %d: %+v, %v", topic, got, err)
			}
			found := map[int]semantics.Label{}
			for _, flip := range got.Found {
				found[int(flip.Node)] = flip.Label
			}
			if len(found) != len(got.Found) {
				t.Fatalf("topic %d: %+v says one twice", topic, got)
			}
			for n := range f.Nodes {
				to, ok := found[n]
				want := without[n][topic]
				if n == topic && ok || n != topic && (ok != (want != label) || ok && to != want) {
					t.Fatalf("topic %d, %d: without %d it is %d; found %+v; %+v", topic, label, n, want, got.Found, f)
				}
			}
		}
		if !slices.Equal(before, l.Labels) {
			t.Fatal("the labelling was written to")
		}
	})
}

func TestFlipsStopAtTheBudget(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 9)
		m := f.build()
		l := semantics.Grounded(m)
		topic := int32(rapid.IntRange(0, f.Nodes-1).Draw(t, "topic"))
		budget := rapid.IntRange(1, 5).Draw(t, "budget")
		whole, _ := why.FindFlips(context.Background(), m, l, topic, unbounded)
		some, _ := why.FindFlips(context.Background(), m, l, topic, why.Options{Budget: budget})
		if some.Tried != min(budget, whole.Tried) || some.All != (whole.Tried <= budget) || !slices.Equal(some.Found, whole.Found[:len(some.Found)]) {
			t.Fatalf("%+v on a budget of %d; whole %+v", some, budget, whole)
		}
		even, _ := why.FindFlips(context.Background(), m, l, topic, why.Options{Budget: 9, Removable: func(n int32) bool { return n%2 == 0 }})
		want := slices.DeleteFunc(slices.Clone(whole.Found), func(x why.Flip) bool { return x.Node%2 == 1 })
		if !even.All || !slices.Equal(even.Found, want) {
			t.Fatalf("of even nodes %+v, want %+v", even, want)
		}
	})
}

func TestADefenceSufficesAndIsMinimal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 9)
		m := f.build()
		l := semantics.Grounded(m)
		for topic, label := range l.Labels {
			d, err := why.FindDefence(context.Background(), m, l, int32(topic), unbounded)
			if label != semantics.In {
				if fault.Reason(err) != "why.defence" {
					t.Fatalf("topic %d: %+v, %v", topic, d, err)
				}
				continue
			}
			if err != nil || !d.Minimal || !slices.Contains(d.Nodes, int32(topic)) {
				t.Fatalf("topic %d: %+v, %v; %+v", topic, d, err, f)
			}
			// Every subset: none but the whole may do.
			for some := range 1 << len(d.Nodes) {
				allowed := set{}
				for i, n := range d.Nodes {
					allowed[int(n)] = some>>i&1 == 1
				}
				enough := f.define(allowed)[topic] == semantics.In
				if enough != (some == 1<<len(d.Nodes)-1) {
					t.Fatalf("topic %d: %v suffices %v, of %v; %+v", topic, allowed, enough, d.Nodes, f)
				}
			}
		}
	})
}

// TestADefenceKeepsWhatItsNodesRestOn: 1 is not needed by the topic, but by 2, which is.
func TestADefenceKeepsWhatItsNodesRestOn(t *testing.T) {
	t.Parallel()
	m := framework{3, map[int][][]int{0: {{1, 2}, {2}}, 2: {{1}}}, nil}.build()
	d, err := why.FindDefence(context.Background(), m, semantics.Grounded(m), 0, unbounded)
	if err != nil || !slices.Equal(d.Nodes, []int32{0, 1, 2}) {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestADefenceOnABudgetSuffices(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 9)
		m := f.build()
		l := semantics.Grounded(m)
		for topic, label := range l.Labels {
			if label != semantics.In {
				continue
			}
			d, err := why.FindDefence(context.Background(), m, l, int32(topic), why.Options{Budget: 1})
			if err != nil {
				t.Fatal(err)
			}
			allowed := set{}
			for _, n := range d.Nodes {
				allowed[int(n)] = true
			}
			if f.define(allowed)[topic] != semantics.In {
				t.Fatalf("topic %d: %v does not suffice; %+v", topic, d.Nodes, f)
			}
		}
	})
}

func TestNoNodeIsInvalid(t *testing.T) {
	t.Parallel()
	m := semantics.NewBuilder(2).Map()
	l := semantics.Grounded(m)
	for _, topic := range []int32{-1, 2} {
		_, e := why.Explain(context.Background(), m, l, topic, why.Options{})
		_, f := why.FindFlips(context.Background(), m, l, topic, why.Options{})
		_, d := why.FindDefence(context.Background(), m, l, topic, why.Options{})
		for _, err := range []error{e, f, d} {
			if fault.Of(err) != fault.Invalid {
				t.Errorf("topic %d: %v", topic, err)
			}
		}
	}
	if _, err := why.Explain(context.Background(), m, &semantics.Labelling{}, 0, why.Options{}); fault.Of(err) != fault.Internal {
		t.Errorf("a labelling of another map: %v", err)
	}
}

func TestNothingIsLookedForAfterTheEnd(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("gone"))
	m := framework{3, nil, [][2]int{{0, 1}, {1, 2}}}.build()
	l := semantics.Grounded(m)
	f, err := why.FindFlips(ctx, m, l, 2, unbounded)
	if err != nil || f.All || f.Tried > 0 {
		t.Errorf("flips %+v, %v", f, err)
	}
	d, err := why.FindDefence(ctx, m, l, 2, unbounded)
	if err != nil || d.Minimal || !slices.Equal(d.Nodes, []int32{0, 2}) {
		t.Errorf("defence %+v, %v", d, err)
	}
}
