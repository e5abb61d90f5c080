package why_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics"
	"argmap/internal/semantics/why"
)

var unbounded = why.Options{Budget: math.MaxInt}

func explain(t rapid.TB, f framework, topic int, o why.Options) *why.Explanation {
	t.Helper()
	m := f.build()
	e, err := why.Explain(context.Background(), m, semantics.Grounded(m), int32(topic), o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// mentioned are the nodes with steps.
func mentioned(e *why.Explanation) set {
	s := set{}
	for _, step := range e.Steps {
		s[int(step.Node)] = true
	}
	return s
}

func TestAnExplanationSufficesWhateverElseIsThere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 9)
		labels := f.define(all(f.Nodes))
		for topic, label := range labels {
			if label == semantics.Undecided {
				continue
			}
			own := mentioned(explain(t, f, topic, unbounded))
			if got := f.among(own).define(own)[topic]; got != label {
				t.Fatalf("topic %d: %d among %v, want %d; %+v", topic, got, own, label, f)
			}
			for n := range f.Nodes {
				own[n] = own[n] || rapid.Bool().Draw(t, "kept")
			}
			for n, got := range f.among(own).define(own) {
				if n == topic && (got == semantics.In) != (label == semantics.In) || got.Out() != label.Out() && n == topic {
					t.Fatalf("topic %d: %d among %v, want as %d; %+v", topic, got, own, label, f)
				}
			}
		}
	})
}

func TestEachStepSaysWhatIsTrue(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 9)
		labels := f.define(all(f.Nodes))
		for topic := range f.Nodes {
			e := explain(t, f, topic, unbounded)
			if e.Cut || len(e.Steps) == 0 || e.Steps[0].Node != int32(topic) || e.Label != labels[topic] {
				t.Fatalf("topic %d: %+v; %+v", topic, e, f)
			}
			own := mentioned(e)
			for i, s := range e.Steps {
				for _, n := range slices.Concat(s.Nodes, s.Against) {
					if !own[int(n)] {
						t.Fatalf("%+v names %d, which has no step; %+v", s, n, f)
					}
				}
				if wrong := f.wrong(s, labels); wrong != "" || s.Label != labels[s.Node] {
					t.Fatalf("step %d of topic %d, %+v: %s; labels %v; %+v", i, topic, s, wrong, labels, f)
				}
			}
		}
	})
}

// wrong says what in a step is not so.
func (f framework) wrong(s why.Step, labels []semantics.Label) string {
	n := int(s.Node)
	in := func(m int32) bool { return labels[m] == semantics.In }
	out := func(m int32) bool { return labels[m].Out() }
	var attackers []int32
	for a := range f.Nodes {
		if f.attacks(a, n) {
			attackers = append(attackers, int32(a))
		}
	}
	covered := func(members []int) bool {
		return slices.ContainsFunc(members, func(m int) bool { return slices.Contains(s.Nodes, int32(m)) })
	}
	if len(unique32(s.Nodes)) != len(s.Nodes) {
		return "one is named twice"
	}
	switch s.Because {
	case why.Unattacked:
		if len(attackers)+len(f.Needs[n]) > 0 || s.Label != semantics.In {
			return "attacked or in need"
		}
	case why.DefendedBy:
		if !slices.Equal(s.Against, attackers) || len(attackers) == 0 || s.Label != semantics.In {
			return fmt.Sprint("attackers are ", attackers)
		}
		for _, by := range s.Nodes {
			if !in(by) || !slices.ContainsFunc(attackers, func(a int32) bool { return f.attacks(int(by), int(a)) }) {
				return fmt.Sprint(by, " defends nothing")
			}
		}
	case why.SupportedBy, why.AttackedBy:
		if s.Label == semantics.Undecided {
			by := int(s.Nodes[0])
			if len(s.Nodes) != 1 || labels[by] != semantics.Undecided {
				return "no undecided node"
			}
			if s.Because == why.AttackedBy && !f.attacks(by, n) || s.Because == why.SupportedBy && !f.waits(n, by, labels) {
				return "no such edge"
			}
			return ""
		}
		if len(s.Nodes) == 0 || !all32(s.Nodes, in) {
			return "not by accepted nodes"
		}
		if s.Because == why.AttackedBy {
			if len(s.Nodes) != 1 || !slices.Contains(attackers, s.Nodes[0]) {
				return "no attacker"
			}
			return ""
		}
		for _, need := range f.Needs[n] {
			if !covered(need) {
				return fmt.Sprint("need ", need, " is not met")
			}
		}
	case why.Lacks, why.Ring:
		if !all32(s.Nodes, out) || s.Label == semantics.In {
			return "a member is not out"
		}
		if !slices.ContainsFunc(f.Needs[n], func(need []int) bool { return slices.Equal(unique(need), s.Nodes) }) {
			return "no such need"
		}
	case why.Cycle:
		if s.Label != semantics.Undecided || s.Nodes[0] != s.Node {
			return "no cycle"
		}
	default:
		return "no ground"
	}
	return ""
}

func all32(nodes []int32, ok func(int32) bool) bool {
	return !slices.ContainsFunc(nodes, func(n int32) bool { return !ok(n) })
}

func unique(nodes []int) []int32 {
	var u []int32
	for _, n := range nodes {
		u = append(u, int32(n))
	}
	return unique32(u)
}

func unique32(nodes []int32) []int32 {
	u := slices.Clone(nodes)
	slices.Sort(u)
	return slices.Compact(u)
}

// TestStepsFollowTheRoundsDown: the tree is no deeper than the round of its topic, and only a ring turns back.
func TestStepsFollowTheRoundsDown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 9)
		l := semantics.Grounded(f.build())
		for topic, label := range l.Labels {
			if label == semantics.Undecided {
				continue
			}
			e := explain(t, f, topic, unbounded)
			lacks := map[int32][]int32{}
			for i, s := range e.Steps {
				if s.Because == why.Lacks || s.Because == why.Ring {
					lacks[s.Node] = s.Nodes
				}
				for _, n := range slices.Concat(s.Nodes, s.Against) {
					late := i == 0 && s.Because == why.AttackedBy
					equal := s.Because == why.Lacks || s.Because == why.Ring
					if l.Rounds[n] > l.Rounds[s.Node] && !late || l.Rounds[n] == l.Rounds[s.Node] && !equal && !late {
						t.Fatalf("topic %d: %+v does not go down; rounds %v; %+v", topic, s, l.Rounds, f)
					}
				}
			}
			for _, s := range e.Steps {
				if (s.Because == why.Lacks || s.Because == why.Ring) && turns(lacks, s.Node) != (s.Because == why.Ring) {
					t.Fatalf("topic %d: %+v; %+v", topic, s, f)
				}
			}
		}
	})
}

// turns reports whether edges lead from a node back to it.
func turns(edges map[int32][]int32, node int32) bool {
	seen := map[int32]bool{}
	for queue := []int32{node}; len(queue) > 0; queue = queue[1:] {
		for _, n := range edges[queue[0]] {
			if !seen[n] {
				seen[n] = true
				queue = append(queue, n)
			}
		}
	}
	return seen[node]
}

func TestTheGroundIsTheEarliest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 9)
		m := f.build()
		l := semantics.Grounded(m)
		for topic, label := range l.Labels {
			if label != semantics.Defeated {
				continue
			}
			s := explain(t, f, topic, unbounded).Steps[0]
			if s.Because != why.AttackedBy {
				t.Fatalf("topic %d is defeated, but %+v; %+v", topic, s, f)
			}
			for _, a := range m.Attackers(int32(topic)) {
				if l.Labels[a] == semantics.In && l.Rounds[a] < l.Rounds[s.Nodes[0]] {
					t.Fatalf("topic %d: %d came before %+v; %+v", topic, a, s, f)
				}
			}
		}
	})
}

func TestTheCycleOfAnUndecidedTopic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 6)
		labels := f.define(all(f.Nodes))
		for topic, label := range labels {
			if label != semantics.Undecided {
				continue
			}
			e := explain(t, f, topic, unbounded)
			last := e.Steps[len(e.Steps)-1]
			steps := e.Steps[:len(e.Steps)-1]
			if last.Because != why.Cycle {
				t.Fatalf("topic %d: no cycle in %+v; %+v", topic, e.Steps, f)
			}
			lead, attacks := len(steps)-len(last.Nodes), 0
			for i, s := range steps {
				next := last.Nodes[0]
				if i+1 < len(steps) {
					next = steps[i+1].Node
				}
				if s.Nodes[0] != next || i >= lead && s.Node != last.Nodes[i-lead] || i < lead && slices.Contains(last.Nodes, s.Node) {
					t.Fatalf("topic %d: step %d of %+v; %+v", topic, i, e.Steps, f)
				}
				if i >= lead && s.Because == why.AttackedBy {
					attacks++
				}
			}
			if attacks == 0 || (e.Parity == why.Odd) != (attacks%2 == 1) || e.Parity == why.NoCycle {
				t.Fatalf("topic %d: parity %d of %d attacks; %+v", topic, e.Parity, attacks, f)
			}
		}
	})
}

// TestTheCycleIsShortest holds where there are attacks only: every closed walk is over attacks.
func TestTheCycleIsShortest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 0)
		labels := f.define(all(f.Nodes))
		above := map[int32][]int32{}
		for _, a := range f.Attacks {
			if labels[a[0]] == semantics.Undecided && labels[a[1]] == semantics.Undecided {
				above[int32(a[1])] = append(above[int32(a[1])], int32(a[0]))
			}
		}
		for topic, label := range labels {
			if label != semantics.Undecided {
				continue
			}
			e := explain(t, f, topic, unbounded)
			last := e.Steps[len(e.Steps)-1]
			// The first node on any cycle, by distance, is where the lead ends.
			lead := len(e.Steps) - 1 - len(last.Nodes)
			for d, at := 0, []int32{int32(topic)}; ; d++ {
				if slices.ContainsFunc(at, func(n int32) bool { return turns(above, n) }) {
					if d != lead {
						t.Fatalf("topic %d: the nearest cycle is %d away, not %d; %+v", topic, d, lead, f)
					}
					break
				}
				at = step(above, at)
			}
			length := 1
			for at := step(above, []int32{last.Node}); !slices.Contains(at, last.Node); at = step(above, at) {
				length++
			}
			if length != len(last.Nodes) {
				t.Fatalf("topic %d: cycle %v, but one of %d is there; %+v", topic, last.Nodes, length, f)
			}
		}
	})
}

func step(edges map[int32][]int32, from []int32) []int32 {
	var to []int32
	for _, n := range from {
		to = append(to, edges[n]...)
	}
	return unique32(to)
}

func TestABudgetCutsAndSaysSo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, 9)
		budget := rapid.IntRange(1, 9).Draw(t, "budget")
		for topic := range f.Nodes {
			whole, cut := explain(t, f, topic, unbounded), explain(t, f, topic, why.Options{Budget: budget})
			if nodes := len(mentioned(cut)); nodes > budget+1 || nodes > budget && cut.Label != semantics.Defeated {
				t.Fatalf("topic %d: %d nodes on a budget of %d; %+v", topic, nodes, budget, f)
			}
			if same := fmt.Sprint(whole.Steps) == fmt.Sprint(cut.Steps); same == cut.Cut {
				t.Fatalf("topic %d: cut %v, but %+v of %+v; %+v", topic, cut.Cut, cut.Steps, whole.Steps, f)
			}
			if label := whole.Label; label != semantics.Defeated && cut.Cut != (len(mentioned(whole)) > budget) {
				t.Fatalf("topic %d: cut %v on a budget of %d; %+v; %+v", topic, cut.Cut, budget, whole.Steps, f)
			}
			if cut.Parity != whole.Parity {
				t.Fatalf("topic %d: parity %d, whole %d", topic, cut.Parity, whole.Parity)
			}
		}
	})
}
