package ledger

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// Span is a part of a map's history.
type Span struct {
	// After and Before bound the revisions: After < revision < Before; 0 leaves the side open.
	After, Before argmap.Revision
	// Limit is how many change sets are wanted, at least 1.
	Limit int
	// Latest takes them from the end of the span instead of its beginning.
	Latest bool
}

// Changes gives the change sets of a span in the order of their revisions.
func (l *Ledger) Changes(ctx context.Context, m argmap.ID, s Span) ([]argmap.ChangeSet, error) {
	if s.Limit < 1 {
		return nil, fault.InvalidField("limit", "page.limit", "the limit is %d; it must be at least 1", s.Limit)
	}
	head, err := l.Head(ctx, m)
	if err != nil {
		return nil, err
	}
	after, upTo := s.bounds(head.Revision)
	if after >= upTo {
		return nil, nil
	}
	sets := make([]argmap.ChangeSet, 0, upTo-after)
	err = l.tail(ctx, m, after, upTo, func(set argmap.ChangeSet) error {
		sets = append(sets, set)
		return nil
	})
	return sets, err
}

// bounds gives the stretch after < revision <= upTo that holds what is wanted.
func (s Span) bounds(head argmap.Revision) (after, upTo argmap.Revision) {
	after, upTo = max(s.After, 0), head
	if s.Before > 0 {
		upTo = min(upTo, s.Before-1)
	}
	limit := argmap.Revision(s.Limit)
	switch {
	case upTo-after <= limit:
	case s.Latest:
		after = upTo - limit
	default:
		upTo = after + limit
	}
	return after, upTo
}

// Change gives one change set of a map.
func (l *Ledger) Change(ctx context.Context, m argmap.ID, r argmap.Revision) (argmap.ChangeSet, error) {
	head, err := l.Head(ctx, m)
	switch {
	case err != nil:
		return argmap.ChangeSet{}, err
	case r < 1:
		return argmap.ChangeSet{}, fault.InvalidField("revision", "revision.range", "the revision is %d; the first one is 1", r)
	case r > head.Revision:
		return argmap.ChangeSet{}, future(r, head.Revision)
	}
	var found argmap.ChangeSet
	err = l.tail(ctx, m, r-1, r, func(set argmap.ChangeSet) error { found = set; return nil })
	return found, err
}

// Undo takes back the change set of revision p.Undoes by another change set. The proposal is one as
// for Commit, without Build. What was changed again since is a CONFLICT.
func (l *Ledger) Undo(ctx context.Context, p Proposal) (Receipt, error) {
	set, err := l.Change(ctx, p.Map, p.Undoes)
	if err != nil {
		return Receipt{}, err
	}
	p.Since = 0 // argmap.Undo compares with the revision that is taken back
	p.Build = func(head *snapshot.Snapshot) ([]argmap.Operation, error) { return argmap.Undo(head, set) }
	return l.Commit(ctx, p)
}

// Restore makes a map what it was at revision p.Restores, by one change set. The proposal is one as for
// Commit, without Build. With p.Since it is a CONFLICT when anything in the map was changed after that
// revision: the author saw what would change. More than argmap.MaxOperations changes are EXHAUSTED.
func (l *Ledger) Restore(ctx context.Context, p Proposal) (Receipt, error) {
	if p.Restores < 1 {
		return Receipt{}, fault.InvalidField("revision", "revision.range", "the revision is %d; the first one is 1", p.Restores)
	}
	then, err := l.At(ctx, p.Map, Read{AsOf: p.Restores})
	if err != nil {
		return Receipt{}, err
	}
	p.Build = func(head *snapshot.Snapshot) ([]argmap.Operation, error) {
		if p.Since > 0 && p.Since < head.Revision() {
			return nil, mapChanged(p.Since, head.Revision())
		}
		return head.Back(then), nil
	}
	return l.Commit(ctx, p)
}

func mapChanged(since, head argmap.Revision) error {
	return fault.New(fault.Conflict, "map.changed", "the map is at revision %d, after revision %d that you saw", head, since).
		At("map").With("since", since).With("revision", head)
}

// Preview tells what deleting elements would come to at the head, and at which revision that is.
func (l *Ledger) Preview(ctx context.Context, m argmap.ID, ids []argmap.ID) (argmap.Impact, argmap.Revision, error) {
	s, err := l.At(ctx, m, Read{})
	if err != nil {
		return argmap.Impact{}, 0, err
	}
	impact, err := argmap.Deletion(s, ids)
	return impact, s.Revision(), err
}
