package ledger

import (
	"context"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Redaction names what is to be made unreadable in a map, at every revision.
type Redaction struct {
	Map   argmap.ID
	Actor argmap.Actor
	// Reason is kept in the log.
	Reason string
	// Refs are the records whose words go, live or removed.
	Refs []argmap.Ref
	// Messages are the revisions whose messages go too.
	Messages []argmap.Revision
}

// Redact makes the words of records unreadable in the live rows, the log and the checkpoints (see
// Redacted), and raises the map's epoch, which voids what any ledger holds in memory. Ids,
// revisions and the shape of the map stay. Live records are first redacted by a change set like any
// other, which says who did it and why; it goes before the rewriting so that a rival's next change
// set cannot carry the old words back into the log. The log of a deleted map has ended, so there the
// rewriting is all, nothing in it says who and why, and the receipt has no snapshot. A record that was
// never in the map is NOT_FOUND.
func (l *Ledger) Redact(ctx context.Context, r Redaction) (Receipt, error) {
	if err := l.crew.open(); err != nil {
		return Receipt{}, err
	}
	return detached(ctx, l.crew, func(ctx context.Context) (Receipt, error) { return l.redact(ctx, r) })
}

func (l *Ledger) redact(ctx context.Context, r Redaction) (Receipt, error) {
	for range commitTries {
		head, err := l.redactLive(ctx, r)
		if err != nil {
			return Receipt{}, err
		}
		plan, err := l.redactionAt(ctx, head, r)
		if err != nil {
			return Receipt{}, err
		}
		app, err := l.store.Redact(ctx, plan)
		if err != nil {
			return Receipt{}, err // making it again is safe, whatever became of it
		}
		if app.Done {
			l.forget(app.Head)
			done := Receipt{Map: r.Map, Revision: app.Head.Revision}
			if app.Head.State != store.Deleted {
				done.Snapshot, err = l.reach(ctx, app.Head)
			}
			return done, err
		}
	}
	return Receipt{}, contended()
}

// redactLive appends a change set that redacts the live records, if there is anything to redact in
// them, and gives the head after it. A deleted map has none.
func (l *Ledger) redactLive(ctx context.Context, r Redaction) (store.Head, error) {
	for range commitTries {
		head, err := l.heads.ask(ctx, r.Map)
		if err == nil && head.State != store.Deleted {
			err = readable(head)
		}
		if err != nil || head.State == store.Deleted {
			return head, err
		}
		s, err := l.reach(ctx, head)
		if err != nil {
			return head, err
		}
		ops := redactions(s, r.Refs)
		if len(ops) == 0 && s.Revision() == head.Revision {
			return head, nil
		}
		set := argmap.ChangeSet{
			Map: r.Map, Revision: s.Revision() + 1, WriteID: l.o.NewID(), Actor: r.Actor, Time: l.now(),
			Message: r.Reason, Operations: ops,
		}
		app, err := l.append(ctx, s, []argmap.ChangeSet{set}, nil)
		if err != nil || app.Done {
			return app.Head, err
		}
	}
	return store.Head{}, contended()
}

func redactions(s *snapshot.Snapshot, refs []argmap.Ref) []argmap.Operation {
	var ops []argmap.Operation
	for _, ref := range refs {
		e, ok := s.Entry(ref)
		if !ok {
			continue
		}
		if after := Redacted(e.Record); !argmap.Equal(e.Record, after) {
			ops = append(ops, argmap.Operation{Ref: ref, Before: e.Record, After: after})
		}
	}
	return ops
}

// redactionAt works out what the log, the checkpoints and the rows say after a redaction.
func (l *Ledger) redactionAt(ctx context.Context, head store.Head, r Redaction) (store.Redaction, error) {
	c := censor{refs: map[argmap.Ref]bool{}, messages: r.Messages}
	for _, ref := range r.Refs {
		c.refs[ref] = false
	}
	plan := store.Redaction{Map: r.Map, Expected: head.Revision}
	err := l.tail(ctx, r.Map, 0, head.Revision, func(set argmap.ChangeSet) error {
		if changed, ok := c.set(set); ok {
			plan.Sets = append(plan.Sets, changed)
		}
		return nil
	})
	if err != nil {
		return plan, err
	}
	if plan.Checkpoints, err = l.redactedCheckpoints(ctx, head, &c); err != nil {
		return plan, err
	}
	for _, ref := range r.Refs {
		if !c.refs[ref] {
			return plan, fault.New(fault.NotFound, "record.unknown", "the map never had %s", ref).At("refs")
		}
	}
	return plan, nil
}

// redactedCheckpoints gives the checkpoint of revision 1 anew when the map began as a staged
// import, whose records stand nowhere else. All others are dropped, and made again in time. The
// rows need no rewriting: redactLive has set them.
func (l *Ledger) redactedCheckpoints(ctx context.Context, head store.Head, c *censor) ([]store.Checkpoint, error) {
	if !c.staged {
		return nil, nil
	}
	s, err := l.imported(ctx, head)
	if err != nil {
		return nil, err
	}
	b := snapshot.NewBuilder(head.Map)
	for e := range s.Entries() {
		e.Record = c.record(e.Record)
		b.Add(e)
	}
	if s, err = b.Snapshot(1, head.Epoch+1); err != nil {
		return nil, err
	}
	made, err := checkpointOf(s)
	return []store.Checkpoint{made}, err
}

// censor rewrites what names certain records, and remembers which of them it met.
type censor struct {
	refs     map[argmap.Ref]bool
	messages []argmap.Revision
	staged   bool
}

// set gives a change set as it reads after the redaction; false when it stays as it is.
func (c *censor) set(set argmap.ChangeSet) (argmap.ChangeSet, bool) {
	changed := false
	c.staged = c.staged || set.Staged
	if set.Message != "" && slices.Contains(c.messages, set.Revision) {
		set.Message, changed = redactedText, true
	}
	ops := slices.Clone(set.Operations)
	for i, op := range ops {
		if _, named := c.refs[op.Ref]; named {
			ops[i].Before, ops[i].After, changed = c.record(op.Before), c.record(op.After), true
		}
	}
	set.Operations = ops
	return set, changed
}

func (c *censor) record(r argmap.Record) argmap.Record {
	if r == nil {
		return nil
	}
	if _, named := c.refs[r.Ref()]; !named {
		return r
	}
	c.refs[r.Ref()] = true
	return Redacted(r)
}
