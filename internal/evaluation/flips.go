package evaluation

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
	"argmap/internal/semantics/why"
	"argmap/internal/snapshot"
)

// Removal is an element without which the label of another would be different.
type Removal struct {
	Element snapshot.Element
	// Label is what the other would have. The element goes with all that cannot stand without it, as in
	// WhatIf.
	Label  argmap.Label
	Reason argmap.OutReason
}

// Flips are the single removals that change a label.
type Flips struct {
	// Found are in the order in which they were tried: those likely to be found first, then by how near they
	// are.
	Found []Removal
	// Tried counts the removals that were tried out.
	Tried int
	// All reports that no other removal changes the label.
	All bool
}

// Flips tries which elements, if each alone were removed, would change the label that is explained, and
// what it would be then. Every removal that is found was tried out. Elements with which
// the one that is explained goes itself are none. A number of tries below 1 is INVALID, one above
// MaxTries EXHAUSTED.
func (x *Explanation) Flips(ctx context.Context, tries int) (Flips, error) {
	if err := between("tries", tries, MaxTries); err != nil || x.Label == nil {
		return Flips{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, x.service.budget)
	defer cancel()
	if !x.service.turn(ctx) {
		return Flips{}, nil
	}
	defer x.service.done()
	candidates, err := x.candidates(ctx, tries)
	if err != nil {
		return Flips{}, err
	}
	f := Flips{}
	for _, e := range candidates {
		if f.Tried == tries || ctx.Err() != nil {
			return f, nil
		}
		f.Tried++
		if r, flips := x.without(e); flips {
			f.Found = append(f.Found, r)
		}
	}
	f.All = true
	return f, nil
}

// without tries out what the label is without an element: from the labels that there are, where what is removed
// is joined with the rest by links alone, else on the whole map.
func (x *Explanation) without(e snapshot.Element) (Removal, bool) {
	less, operations, err := lose(x.snap, []argmap.ID{e.ID()})
	if err != nil {
		return Removal{}, false // without it, the map would break a rule
	}
	labels := x.frame.solver.Grounded().Labels
	verdict, plain := x.frame.Relabel(less, operations, func(node int32) semantics.Label { return labels[node] })
	if !plain {
		verdict = func(id argmap.ID) (snapshot.Verdict, bool) { return x.verdictAfter(less, operations, id) }
	}
	v, ok := verdict(x.Element.ID())
	return Removal{e, v.Label, v.Reason}, ok && v.Label != *x.Label
}

// verdictAfter evaluates what operations make of the map.
func (x *Explanation) verdictAfter(less *snapshot.Snapshot, operations []argmap.Operation, id argmap.ID) (snapshot.Verdict, bool) {
	f, err := x.frame.Next(less, operations)
	if err != nil {
		return snapshot.Verdict{}, false
	}
	return verdictIn(f, id)
}

// verdictOf gives the grounded label of an element of a snapshot that is in no log; false where it takes no
// part.
func verdictOf(snap *snapshot.Snapshot, r snapshot.Reading, id argmap.ID) (snapshot.Verdict, bool) {
	f, err := snap.Framework(r)
	if err != nil {
		return snapshot.Verdict{}, false
	}
	return verdictIn(f, id)
}

func verdictIn(f *snapshot.Framework, id argmap.ID) (snapshot.Verdict, bool) {
	node, ok := f.Node(id)
	if !ok {
		return snapshot.Verdict{}, false
	}
	return snapshot.VerdictOf(semantics.Grounded(f.Map).Labels[node]), true
}

// candidates lists the elements whose removal can change the label, or as many of them as are to be tried
// and one more. First come those that would by the framework alone, where a try costs least, for which
// there is a quarter of the time.
func (x *Explanation) candidates(ctx context.Context, tries int) ([]snapshot.Element, error) {
	ctx, cancel := context.WithTimeout(ctx, x.service.budget/4)
	defer cancel()
	isElement := func(n int32) bool { return x.frame.Element(n) != nil }
	likely, err := why.FindFlips(ctx, x.frame.Map, x.frame.solver.Grounded(), x.node, why.Options{Budget: tries, Removable: isElement})
	if err != nil {
		return nil, err
	}
	b := newBearing(x.frame.Framework, x.Element, tries+1)
	for _, f := range likely.Found {
		b.list(x.frame.Element(f.Node))
	}
	for _, s := range x.Steps {
		b.list(s.Element)
	}
	b.spread()
	return b.listed, nil
}

// Defence is a set of accepted elements that suffices for one.
type Defence struct {
	// Outcome is EXACT, or UNKNOWN where there was no time to find any.
	Outcome Outcome
	// Elements come in the order of the framework, the one that they defend among them.
	Elements []snapshot.Element
	// Minimal reports that no smaller set within these suffices.
	Minimal bool
}

// Defence gives elements that suffice to accept the one that is explained: if nothing else might be
// accepted, it would be all the same. Nil unless its label is IN. A number of tries below 1 is INVALID,
// one above MaxTries EXHAUSTED; where they were too few, or the time was, the set is not minimal.
func (x *Explanation) Defence(ctx context.Context, tries int) (*Defence, error) {
	if err := between("tries", tries, MaxTries); err != nil || x.Label == nil || *x.Label != argmap.LabelIn {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, x.service.budget)
	defer cancel()
	if !x.service.turn(ctx) {
		return &Defence{Outcome: Unknown}, nil
	}
	defer x.service.done()
	found, err := why.FindDefence(ctx, x.frame.Map, x.frame.solver.Grounded(), x.node, why.Options{Budget: tries})
	if err != nil {
		return nil, err
	}
	d := &Defence{Outcome: Exact, Minimal: found.Minimal}
	for _, n := range found.Nodes {
		if e := x.frame.Element(n); e != nil {
			d.Elements = append(d.Elements, e)
		}
	}
	return d, nil
}
