package evaluation

import (
	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// Diff says what another state of a map makes of its elements.
type Diff struct {
	// Outcome is EXACT when both states could be labelled.
	Outcome Outcome
	// Before and After are the labels of both.
	Before, After *Labels
	// Flips are the elements whose label differs, oldest first; then those that are gone.
	Flips []Flip
}

// Flip is an element whose label differs between two states.
type Flip struct {
	// Element is the one after, or before where it is gone.
	Element snapshot.Element
	// Before and After are what became of it; the label is nil where the element is not there, or takes
	// no part.
	Before, After Acceptance
}

func diffOf(before, after *Labels) *Diff {
	d := &Diff{Outcome: Exact, Before: before, After: after}
	for _, l := range []*Labels{before, after} {
		if l.Outcome != Exact && d.Outcome != Unknown {
			d.Outcome = l.Outcome
		}
	}
	if d.Outcome != Exact {
		return d
	}
	for node, was := range after.framework.Against(before.framework) {
		if was < 0 || before.labels[was].Label != after.labels[node].Label {
			d.Flips = append(d.Flips, Flip{after.framework.Element(node), before.atOrNone(was), after.at(node)})
		}
	}
	for node, is := range before.framework.Against(after.framework) {
		if is < 0 {
			e := before.framework.Element(node)
			if still := after.framework.Snapshot().Element(e.ID()); still != nil {
				e = still
			}
			d.Flips = append(d.Flips, Flip{Element: e, Before: before.at(node)})
		}
	}
	return d
}

func sameLabel(a, b *argmap.Label) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
