package why_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"argmap/internal/semantics"
	"argmap/internal/semantics/families"
	"argmap/internal/semantics/why"
)

// say writes steps in one line.
func say(steps []why.Step) string {
	var all []string
	for _, s := range steps {
		line := fmt.Sprint(s.Node, " ", [...]string{"UNDECIDED", "IN", "DEFEATED", "UNSUPPORTED"}[s.Label], " ", s.Because, " ", s.Nodes)
		if s.Against != nil {
			line += fmt.Sprint(" AGAINST ", s.Against)
		}
		all = append(all, line)
	}
	return strings.Join(all, "; ")
}

func TestExamples(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		f     framework
		topic int
		want  string
	}{
		{
			"given",
			framework{1, nil, nil},
			0,
			"0 IN UNATTACKED []",
		},
		{
			"defended by the nearer of two",
			framework{5, nil, [][2]int{{1, 0}, {2, 1}, {3, 2}, {4, 3}, {4, 1}}},
			0,
			"0 IN DEFENDED_BY [4] AGAINST [1]; 1 DEFEATED ATTACKED_BY [4]; 4 IN UNATTACKED []",
		},
		{
			"an attacker without support defeats nothing",
			framework{2, map[int][][]int{1: {{}}}, [][2]int{{1, 0}}},
			0,
			"0 IN DEFENDED_BY [] AGAINST [1]; 1 UNSUPPORTED LACKS []",
		},
		{
			"linked premises fall together",
			framework{5, map[int][][]int{0: {{1}}, 1: {{2}, {3}}}, [][2]int{{4, 3}}},
			0,
			"0 UNSUPPORTED LACKS [1]; 1 UNSUPPORTED LACKS [3]; 3 DEFEATED ATTACKED_BY [4]; 4 IN UNATTACKED []",
		},
		{
			"attacked and supported",
			framework{4, map[int][][]int{0: {{1, 3}}}, [][2]int{{2, 0}, {3, 2}}},
			0,
			"0 IN DEFENDED_BY [3] AGAINST [2]; 0 IN SUPPORTED_BY [1]; 2 DEFEATED ATTACKED_BY [3]; 3 IN UNATTACKED []; 1 IN UNATTACKED []",
		},
		{
			"a ring of support, and what hangs on it",
			framework{3, map[int][][]int{0: {{1}}, 1: {{2}}, 2: {{1}}}, nil},
			0,
			"0 UNSUPPORTED LACKS [1]; 1 UNSUPPORTED RING [2]; 2 UNSUPPORTED RING [1]",
		},
		{
			"lost its support, and so lets its attacker in",
			framework{2, map[int][][]int{0: {{}}}, [][2]int{{0, 1}, {1, 0}}},
			0,
			"0 DEFEATED ATTACKED_BY [1]; 1 IN DEFENDED_BY [] AGAINST [0]; 0 DEFEATED LACKS []",
		},
		{
			"a self-attack",
			framework{2, nil, [][2]int{{1, 1}, {1, 0}}},
			0,
			"0 UNDECIDED ATTACKED_BY [1]; 1 UNDECIDED ATTACKED_BY [1]; 1 UNDECIDED CYCLE [1]",
		},
		{
			"a self-attack from outside",
			framework{2, nil, [][2]int{{0, 0}, {1, 0}}},
			0,
			"0 DEFEATED ATTACKED_BY [1]; 1 IN UNATTACKED []",
		},
		{
			"two that attack each other, one through what it supports",
			framework{3, map[int][][]int{1: {{0}}}, [][2]int{{1, 2}, {2, 0}}},
			0,
			"0 UNDECIDED ATTACKED_BY [2]; 2 UNDECIDED ATTACKED_BY [1]; 1 UNDECIDED SUPPORTED_BY [0]; 0 UNDECIDED CYCLE [0 2 1]",
		},
		{
			"a longer cycle through the topic goes before a shorter one near it",
			framework{3, map[int][][]int{0: {{1}}, 2: {{0}}}, [][2]int{{1, 2}, {2, 1}}},
			0,
			"0 UNDECIDED SUPPORTED_BY [1]; 1 UNDECIDED ATTACKED_BY [2]; 2 UNDECIDED SUPPORTED_BY [0]; 0 UNDECIDED CYCLE [0 1 2]",
		},
		{
			"a ring of support is no reason to be undecided",
			framework{4, map[int][][]int{0: {{1, 2}}, 1: {{0}}}, [][2]int{{3, 2}, {2, 3}}},
			0,
			"0 UNDECIDED SUPPORTED_BY [2]; 2 UNDECIDED ATTACKED_BY [3]; 3 UNDECIDED ATTACKED_BY [2]; 2 UNDECIDED CYCLE [2 3]",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := say(explain(t, c.f, c.topic, why.Options{}).Steps); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

const long = 100_000

// supports is a row of nodes that need the next; the last is given, or needs the first.
func supports(closed bool) *semantics.Map {
	b := semantics.NewBuilder(long)
	for i := int32(0); i+1 < long; i++ {
		b.NeedOne(i, i+1)
	}
	if closed {
		b.NeedOne(long-1, 0)
	}
	return b.Map()
}

// circle is a row of attacks whose last attacks the first.
func circle() *semantics.Map {
	b := semantics.NewBuilder(long)
	for i := range int32(long) {
		b.Attack((i+1)%long, i)
	}
	return b.Map()
}

// lasso leads along half of its nodes to a circle of the others.
func lasso() *semantics.Map {
	b := semantics.NewBuilder(long)
	for i := int32(0); i+1 < long; i++ {
		b.Attack(i+1, i)
	}
	b.Attack(long/2, long-1)
	return b.Map()
}

func TestLongMapsAreExplained(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		m       *semantics.Map
		topic   int32
		steps   int
		because why.Because
	}{
		{"chain", families.Chain(long), long - 1, long, why.AttackedBy},
		{"chain, accepted", families.Chain(long), long - 2, long - 1, why.DefendedBy},
		{"star", families.Star(long + 1), 0, long + 1, why.DefendedBy},
		{"support", supports(false), 0, long, why.SupportedBy},
		{"ring", supports(true), 0, long, why.Ring},
		{"circle", circle(), 0, long + 1, why.AttackedBy},
		{"lasso", lasso(), 0, long + 1, why.AttackedBy},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := semantics.Grounded(c.m)
			e, err := why.Explain(context.Background(), c.m, l, c.topic, unbounded)
			if err != nil || len(e.Steps) != c.steps || e.Steps[0].Because != c.because || e.Cut {
				t.Errorf("%d steps, the first %+v, cut %v, %v", len(e.Steps), e.Steps[0], e.Cut, err)
			}
			short, err := why.Explain(context.Background(), c.m, l, c.topic, why.Options{})
			if err != nil || len(short.Steps) > why.DefaultBudget || !short.Cut {
				t.Errorf("%d steps, cut %v, %v", len(short.Steps), short.Cut, err)
			}
			f, err := why.FindFlips(context.Background(), c.m, l, c.topic, why.Options{Budget: 3})
			if err != nil || f.Tried > 3 {
				t.Errorf("flips %+v, %v", f, err)
			}
		})
	}
}

func TestALongDefenceIsWhole(t *testing.T) {
	t.Parallel()
	m := families.Chain(long)
	l := semantics.Grounded(m)
	d, err := why.FindDefence(context.Background(), m, l, long-2, why.Options{Budget: 3})
	if err != nil || d.Minimal || len(d.Nodes) != long/2 {
		t.Errorf("%d nodes, minimal %v, %v", len(d.Nodes), d.Minimal, err)
	}
	f, err := why.FindFlips(context.Background(), m, l, long-2, why.Options{Budget: 2})
	want := []why.Flip{{Node: long - 4, Label: semantics.Defeated}, {Node: long - 6, Label: semantics.Defeated}}
	if err != nil || f.All || !slices.Equal(f.Found, want) {
		t.Errorf("flips %+v, %v", f, err)
	}
}

func TestALongExplanationStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	m := families.Chain(long)
	e, err := why.Explain(ctx, m, semantics.Grounded(m), long-1, unbounded)
	if err != nil || !e.Cut || len(e.Steps) == 0 || len(e.Steps) > long/10 {
		t.Errorf("%d steps, cut %v, %v", len(e.Steps), e.Cut, err)
	}
}
