package evaluation

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// Edit is an operation of a change set.
type Edit struct {
	Revision argmap.Revision
	argmap.Operation
}

// Change is a label that flipped between two revisions, and the edits that made it.
type Change struct {
	Flip

	// Edits are those on which the flip depends, in the order of the log.
	//
	// When Tested, they were found by leaving edits out: made alone, they flip the label, and none of them
	// can be left out. Where leaving one out would break the map, or there was no time to try, they are
	// all from which a chain of supports, attacks and questions leads to the element.
	Edits  []Edit
	Tested bool
}

// Changes says what became of the labels between two revisions.
type Changes struct {
	Diff

	Changes []Change
}

// The bounds of the search for causes: how many subsets of the edits are evaluated, and how many
// elements in all.
const (
	maxTries  = 500
	maxEffort = 5_000_000
)

// Changed tells which labels of elements that were there before flipped between two revisions of a
// map, and which of the edits made it. The change sets are all those after the first revision up to
// the second.
func (s *Service) Changed(ctx context.Context, before, later *snapshot.Snapshot, sets []argmap.ChangeSet, r Request) (*Changes, error) {
	then, err := s.Evaluate(ctx, before, r)
	if err != nil {
		return nil, err
	}
	var operations []argmap.Operation
	for _, set := range sets {
		operations = append(operations, set.Operations...)
	}
	now, err := s.evaluate(ctx, later, r, after(then.framework, later, operations))
	if err != nil {
		return nil, err
	}
	c := &Changes{Diff: *diffOf(then, now)}
	ctx, cancel := context.WithTimeout(ctx, s.budget)
	defer cancel()
	t := &trial{ctx: ctx, before: before, after: later, then: then, request: r, edits: netEdits(sets), seen: map[string]labeller{}}
	for _, f := range c.Flips {
		if f.Before.Label != nil && f.After.Label != nil {
			c.Changes = append(c.Changes, t.cause(f, then, now))
		}
	}
	return c, nil
}

// netEdits gives the edits that labels can depend on, of each record the last one.
func netEdits(sets []argmap.ChangeSet) []Edit {
	var edits []Edit
	at := map[argmap.Ref]int{}
	for _, set := range sets {
		for _, op := range set.Operations {
			if i, again := at[op.Ref]; again {
				op.Before = edits[i].Before
				edits[i] = Edit{} // it goes to the end, where all that it names is there
			}
			at[op.Ref] = len(edits)
			edits = append(edits, Edit{set.Revision, op})
		}
	}
	kept := edits[:0]
	for _, e := range edits {
		switch e.Ref.Type {
		case argmap.TypeElement, argmap.TypeLink, argmap.TypeCommitment, argmap.TypeVoice:
			if !argmap.Equal(e.Operation.Before, e.After) {
				kept = append(kept, e)
			}
		case argmap.TypeProperties, argmap.TypeRow, argmap.TypeCitation, argmap.TypeLeftover, "":
		}
	}
	return kept
}
