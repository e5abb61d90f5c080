package ledger

import (
	"context"
	"fmt"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Difference is one way in which what a store holds of a map is not what its log says.
type Difference struct {
	Map      argmap.ID
	Revision argmap.Revision
	// Where is "rows", "log" or "checkpoint".
	Where string
	// Ref names the record; it is zero when the difference is not about one.
	Ref argmap.Ref
	// What says what is wrong, in a sentence.
	What string
}

// verifyRest is how long a map must have been at rest before a difference counts: rows may show up
// a little after their head does (see load).
const verifyRest = 50 * time.Millisecond

// Verify replays a map's log and compares the state with the live rows and with the checkpoint
// nearest to the head, and yields each difference. A map that moves meanwhile is verified again; it
// is UNAVAILABLE when it never rests. It ends with yield's error if yield gives one.
func (l *Ledger) Verify(ctx context.Context, m argmap.ID, yield func(Difference) error) error {
	for range commitTries {
		head, err := l.Head(ctx, m)
		if err != nil {
			return err
		}
		found, err := l.compare(ctx, head)
		if err == nil && len(found) > 0 {
			pause(ctx, verifyRest)
			found, err = l.compare(ctx, head)
		}
		if err != nil {
			return err
		}
		now, err := l.Head(ctx, m)
		if err != nil {
			return err
		}
		if now.Revision == head.Revision && now.Epoch == head.Epoch {
			return yieldAll(found, yield)
		}
	}
	return moving()
}

func yieldAll(ds []Difference, yield func(Difference) error) error {
	for _, d := range ds {
		if err := yield(d); err != nil {
			return err
		}
	}
	return nil
}

func (l *Ledger) compare(ctx context.Context, head store.Head) ([]Difference, error) {
	v := verification{head: head}
	exact, err := l.byLog(ctx, head)
	if fault.Of(err) == fault.Internal {
		v.add("log", argmap.Ref{}, "the log cannot be replayed: %v", err)
		return v.found, nil
	}
	if err != nil {
		return nil, err
	}
	rows := map[argmap.Ref]argmap.Entry{}
	err = l.store.Load(ctx, head.Map, func(e argmap.Entry) error {
		rows[e.Record.Ref()] = e
		return nil
	})
	if err != nil {
		return nil, err
	}
	v.states("rows", exact, rows)
	return v.found, l.compareCheckpoint(ctx, &v)
}

func (l *Ledger) compareCheckpoint(ctx context.Context, v *verification) error {
	c, ok, err := l.store.NearestCheckpoint(ctx, v.head.Map, v.head.Revision)
	if err != nil || !ok {
		return err
	}
	s, err := decode(c)
	if err != nil {
		v.add("checkpoint", argmap.Ref{}, "the checkpoint cannot be read: %v", err)
		return nil
	}
	at := v.head
	at.Revision = c.Revision
	exact, err := l.byLog(ctx, at)
	if err != nil {
		return err
	}
	kept := map[argmap.Ref]argmap.Entry{}
	for e := range s.Entries() {
		kept[e.Record.Ref()] = e
	}
	v.states("checkpoint", exact, kept)
	return nil
}

type verification struct {
	head  store.Head
	found []Difference
}

func (v *verification) add(where string, ref argmap.Ref, format string, args ...any) {
	v.found = append(v.found, Difference{v.head.Map, v.head.Revision, where, ref, fmt.Sprintf(format, args...)})
}

// states names what stands differently in a stored state and in the exact one.
func (v *verification) states(where string, exact *snapshot.Snapshot, stored map[argmap.Ref]argmap.Entry) {
	for e := range exact.Entries() {
		ref := e.Record.Ref()
		s, ok := stored[ref]
		delete(stored, ref)
		switch {
		case !ok:
			v.add(where, ref, "it is missing; the log set it in revision %d", e.Revision)
		case !argmap.Equal(s.Record, e.Record):
			v.add(where, ref, "it does not say what the log says since revision %d", e.Revision)
		case s.Revision != e.Revision:
			v.add(where, ref, "it says that revision %d set it; the log says revision %d", s.Revision, e.Revision)
		}
	}
	for ref, e := range stored {
		v.add(where, ref, "it is there since revision %d; by the log it is not", e.Revision)
	}
}
