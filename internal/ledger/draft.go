package ledger

import (
	"context"
	"fmt"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// draft validates the tickets one after the other, each on the snapshot that the one before would
// make. It stops where the change sets together would be too large for one append.
func (l *Ledger) draft(ctx context.Context, head *snapshot.Snapshot, batch []*ticket) ([]*ticket, []argmap.ChangeSet) {
	var sets []argmap.ChangeSet
	operations := 0
	for i, t := range batch {
		l.draftOne(ctx, head, t)
		if t.set != nil {
			if operations += len(t.set.Operations); operations > argmap.MaxOperations && i > 0 {
				return batch[:i], sets
			}
			sets = append(sets, *t.set)
		}
		if t.verdict == nil {
			head = t.at
		}
	}
	return batch, sets
}

// draftOne notes in the ticket its change set on head and the snapshot after it, or the error.
func (l *Ledger) draftOne(ctx context.Context, head *snapshot.Snapshot, t *ticket) {
	t.set, t.cited, t.verdict, t.at = nil, nil, nil, head
	ops, err := l.validate(ctx, head, t)
	if err != nil || len(ops) == 0 {
		t.verdict = err
		return
	}
	set := t.changeSet(l, head, ops)
	after, err := head.Apply(set)
	if err == nil {
		err = l.shelf.fits(after)
	}
	if err != nil {
		t.verdict = err
		return
	}
	t.set, t.at = &set, after
	if t.mode() == argmap.Authoring {
		t.cited = argmap.CitedAnew(ops)
	}
}

// citedBy gives the sources that tickets cite anew, each once.
func citedBy(ts []*ticket) []argmap.ID {
	var cited []argmap.ID
	for _, t := range ts {
		for _, id := range t.cited {
			if !slices.Contains(cited, id) {
				cited = append(cited, id)
			}
		}
	}
	return cited
}

// validate gives the operations that a ticket comes to at the head. A panic in Build must not end
// the process, which serves others too.
func (l *Ledger) validate(ctx context.Context, head *snapshot.Snapshot, t *ticket) (ops []argmap.Operation, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.New(fault.Internal, "write.panic", "the change could not be worked out").Because(fmt.Errorf("%v", p))
		}
	}()
	if ops, err = t.Build(head); err != nil {
		return nil, err
	}
	if t.Since > head.Revision() {
		return nil, future(t.Since, head.Revision())
	}
	if t.Since > 0 {
		if err := argmap.Conflicts(head, t.Since, ops); err != nil {
			return nil, err
		}
	}
	texts, err := l.texts.quotedBy(ctx, ops, t.Texts, t.withdrawn)
	if err != nil {
		return nil, err
	}
	return argmap.Check(head, texts, ops, t.mode())
}
