package dung

import (
	"slices"

	"argmap/internal/fault"
	"argmap/internal/semantics"
)

// Check verifies, in time linear in the edges and from the definition alone, what can be verified of
// an extension so fast: that it is a complete labelling (without UNDECIDED nodes for STABLE, the least
// one for GROUNDED), for STAGE and CF2 that it is conflict-free. That no larger one exists rests on the
// search; a Solver checks CF2 in full before it gives an extension. The error is nil when it holds.
func Check(m *semantics.Map, sem Semantics, e Extension) error {
	if len(e) != m.Nodes() {
		return refuse(sem, "%d labels for %d nodes", len(e), m.Nodes())
	}
	if sem == Stage || sem == CF2 {
		return checkConflictFree(m, sem, e)
	}
	accepted := accepts(e)
	held := derive(m, accepted)
	defended := derive(m, held)
	for node, label := range e {
		if defended[node] != accepted[node] || held[node] == label.Out() {
			return refuse(sem, "node %d is mislabelled", node)
		}
		if sem == Stable && label == semantics.Undecided {
			return refuse(sem, "node %d is undecided", node)
		}
	}
	if sem == Grounded && !slices.Equal(e, Extension(semantics.GroundedLabels(m))) {
		return refuse(sem, "there is a smaller one")
	}
	return nil
}

func checkConflictFree(m *semantics.Map, sem Semantics, e Extension) error {
	for node, label := range e {
		for _, target := range m.Attacks(int32(node)) {
			if label == semantics.In && e[target] != semantics.Defeated {
				return refuse(sem, "node %d is attacked by %d, and not defeated", target, node)
			}
		}
	}
	return nil
}

// CheckAdmissible verifies, in time linear in the edges, that the IN nodes of a labelling do not attack
// each other, and that each of them is defended: it can be derived, through needs, from nodes whose
// attackers are all OUT by it. Then some complete, and some preferred, labelling has all of them IN, and
// OUT all that it has OUT.
func CheckAdmissible(m *semantics.Map, e Extension) error {
	if len(e) != m.Nodes() {
		return refuse(Complete, "%d labels for %d nodes", len(e), m.Nodes())
	}
	accepted := accepts(e)
	held := derive(m, accepted)
	defended := derive(m, held)
	for node, label := range e {
		if accepted[node] && !(held[node] && defended[node]) {
			return refuse(Complete, "node %d is not defended", node)
		}
		if held[node] == label.Out() {
			return refuse(Complete, "node %d is mislabelled", node)
		}
	}
	return nil
}

func accepts(e Extension) []bool {
	accepted := make([]bool, len(e))
	for node, label := range e {
		accepted[node] = label == semantics.In
	}
	return accepted
}

func refuse(sem Semantics, format string, args ...any) error {
	return fault.New(fault.Internal, "semantics.check", "not an extension under "+sem.String()+": "+format, args...)
}
