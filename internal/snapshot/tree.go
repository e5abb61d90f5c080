package snapshot

import (
	"math"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// The bounds of a tree, and of what Subgraph gives.
const (
	// DefaultRows is the budget where none is given.
	DefaultRows = 1_000
	// MaxRows is the largest budget.
	MaxRows = 100_000
	// MaxDepth is the largest depth that may be asked for; without a depth there is no bound.
	MaxDepth = 1_000_000
)

// TreeOptions say which tree to draw. The zero value is the whole map, DefaultRows rows of it.
type TreeOptions struct {
	// Root is the element at the top; empty for the whole map.
	Root argmap.ID
	// Depth is how many levels to draw below the top; nil for all.
	Depth *int
	// Budget is how many rows to give at most; 0 for DefaultRows.
	Budget int
	// Filter says which rows to keep.
	Filter TreeFilter
	// After is the Next of a tree that the budget cut, with the same options but for the budget.
	After string
}

// Tree is a drawn tree, or the part of it that the budget allowed: rows in reading order. Others read the
// same rows; they must not be changed.
type Tree struct {
	// First is the number of the first row. Rows are numbered from 0 through the whole tree, whatever
	// budgets cut it into.
	First int
	Rows  []TreeRow
	// Next goes on with the row after the last (see TreeOptions.After); empty at the end of the tree.
	Next string

	steps int
}

// TreeRow is one row of a tree.
type TreeRow struct {
	Element Element
	// Parent is the number of the row that this one hangs under; -1 at the top.
	Parent int
	// Role is what the row is to its parent; empty at the top.
	Role  TreeRole
	Depth int
	// ChildCount counts the children of the element, drawn or not, whatever a filter leaves out; 0 on a
	// reference.
	ChildCount int
	// DescendantCount counts the rows below this one: they are those that follow it. Where budget or
	// depth cut some of them off, it is nil; but in a tree of the whole map without a filter it is the
	// element's count in the tree without budget and depth, if that is known for this revision (and,
	// below a depth, if the depth cut). It is known from when such a tree was first read to its end.
	DescendantCount *int
	// Reference is the number of the row at which the element was met first; -1 here. An element met
	// again has no rows below it.
	Reference int
	// Cut: there are children that this answer does not have, because of the depth or the budget. A tree
	// with this element as its root has them all; Next goes on where the budget cut.
	Cut bool
	// Context: the row does not pass the filter, but one below it does.
	Context bool

	// index is the row's place among those of its answer, whose names it shares.
	index int32
	// link draws the row under its parent.
	link  int32
	names *names
}

// Tree draws the map, or one element with all that hangs below it, as rows in reading order, depth
// first. What hangs below what:
//
//	claim
//	├─ SUPPORTS        inference that concludes the claim
//	│  ├─ PREMISE_OF   claim
//	│  ├─ BACKS        inference that concludes the inference
//	│  ├─ UNDERCUTS    rebuttal of the step
//	│  └─ ASKS         question about the step
//	├─ REBUTS          rebuttal of the claim; UNDERMINES where it denies a premise of an inference
//	│  ├─ PREMISE_OF   claim
//	│  ├─ BACKS        inference that concludes the rebuttal
//	│  └─ UNDERCUTS    rebuttal of the rebuttal
//	├─ ASKS            question that the claim raises, then those about it
//	│  ├─ ASKS         question that the question raises, or about it
//	│  ├─ CARRIED_BY   claim that the question asserts or presupposes
//	│  └─ ANSWERS      claim
//	├─ REPHRASE_OF     rephrase of the claim
//	│  └─ REPHRASES    its new wording
//	├─ PREFERRED_TO    preference of another over the claim
//	│  └─ PREFERRED_IN what goes before
//	└─ HAS_CONTENT     illocution about the claim
//	   └─ PERFORMS     locution, or transition
//	      └─ ENDS_IN   transition that ends in the locution
//	         └─ STARTS locution where it starts
//
// So an element hangs below each element that it points at (see argmap.Join), that raises it, or that
// carries it. Links AGAINST and FOREIGN draw nothing. Children come in the order of their links: by
// role in the order of argmap.Joins, then ordinal, then id; a child to which several links lead comes
// once, by the first. An element met again is a reference to where it was met first, and has nothing
// below it: every element stands in the whole map's tree once as itself, and the work grows with the
// links that are drawn, never with the number of paths.
//
// Without a root, those elements that hang below nothing stand at the top (see Tops), oldest first;
// then, for the cycles that none of them reaches, one entry for each: the oldest root of the cycle, or
// else its oldest element. The entries are found when a tree is first read that far, once for the
// snapshot.
//
// Depth cuts rows off below it. An element met first where the depth cuts is a reference elsewhere.
//
// A tree that the budget cut goes on by Next, which names a row of this revision: the rows are as those
// of the uncut tree, and their numbers too. The walk to that row is done again, without making rows.
//
// An unknown root is NOT_FOUND; a negative depth or budget, a token that does not fit the options, and
// an unknown label are INVALID; a depth or budget above the bounds is EXHAUSTED; a token of another
// revision is CONFLICT.
func (s *Snapshot) Tree(o TreeOptions) (Tree, error) {
	p, err := s.page(o)
	if err != nil {
		return Tree{}, err
	}
	return p.tree(), nil
}

// page checks the options and prepares to draw.
func (s *Snapshot) page(o TreeOptions) (*page, error) {
	budget, err := bounded("budget", o.Budget, DefaultRows, MaxRows)
	if err != nil {
		return nil, err
	}
	p := &page{walk: walk{s: s, depth: math.MaxInt}, options: o, budget: budget}
	if o.Depth != nil {
		if p.walk.depth, err = within("depth", *o.Depth, MaxDepth); err != nil {
			return nil, err
		}
	}
	if o.Root != "" {
		root := s.elements.find(o.Root)
		if root == none {
			return nil, unknownElement("root", o.Root)
		}
		p.walk.tops = []int32{root}
		p.walk.rooted = true
	}
	if p.pass, err = s.filter(o.Filter); err != nil {
		return nil, err
	}
	if o.After != "" {
		p.first, err = s.resume(p.key(), o.After)
	}
	return p, err
}

// bounded checks a bound of an answer that has a default.
func bounded(field string, n, preset, most int) (int, error) {
	if n == 0 {
		return preset, nil
	}
	return within(field, n, most)
}

// within checks that a number lies between 0 and the most that is allowed.
func within(field string, n, most int) (int, error) {
	switch {
	case n < 0:
		return 0, fault.InvalidField(field, "walk.negative", "the %s is %d; it must not be negative", field, n)
	case n > most:
		return 0, fault.New(fault.Exhausted, "walk.too_large", "the %s is %d; at most %d is allowed", field, n, most).At(field)
	}
	return n, nil
}

func unknownElement(field string, id argmap.ID) error {
	return fault.New(fault.NotFound, "element.unknown", "the map has no element %q", id).At(field)
}
