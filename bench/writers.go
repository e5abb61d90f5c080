package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// writer is one way to write records into maps that are there.
type writer interface {
	write(ctx context.Context, m argmap.ID, records []argmap.Record) error
	close(ctx context.Context) error
}

// ledgerWriter commits: queue, validation at the head, append, next snapshot, checkpoints.
type ledgerWriter struct {
	ledger *ledger.Ledger
	// background is the first error that no caller waited for.
	background atomic.Pointer[error]
}

func newLedgerWriter(s store.Store) *ledgerWriter {
	w := &ledgerWriter{}
	w.ledger = ledger.New(s, ledger.Options{NewID: newID, OnError: func(err error) { w.background.CompareAndSwap(nil, &err) }})
	return w
}

func (w *ledgerWriter) write(ctx context.Context, m argmap.ID, records []argmap.Record) error {
	receipt, err := w.ledger.Commit(ctx, ledger.Proposal{
		Map: m, Actor: argmap.Local,
		Build: func(*snapshot.Snapshot) ([]argmap.Operation, error) { return operations(records), nil },
	})
	if err != nil {
		return err
	}
	if at, ok := receipt.Snapshot.Entry(records[0].Ref()); !ok || at.Revision != receipt.Revision {
		return fmt.Errorf("the receipt of revision %d does not show what it committed", receipt.Revision)
	}
	return nil
}

func (w *ledgerWriter) close(ctx context.Context) error {
	err := w.ledger.Close(ctx)
	if first := w.background.Load(); first != nil {
		err = errors.Join(err, *first)
	}
	return err
}

// appendWriter appends with no ledger before it. Who finds the head moved tries again from there,
// so on one map clients overtake each other, which the ledger's queue spares them.
type appendWriter struct {
	store store.Store
	heads map[argmap.ID]*atomic.Int64
}

func newAppendWriter(s store.Store, drafts []*draft) *appendWriter {
	w := &appendWriter{store: s, heads: map[argmap.ID]*atomic.Int64{}}
	for _, d := range drafts {
		w.heads[d.m] = &atomic.Int64{}
		w.heads[d.m].Store(1)
	}
	return w
}

func (w *appendWriter) write(ctx context.Context, m argmap.ID, records []argmap.Record) error {
	set := argmap.ChangeSet{Map: m, WriteID: newID(), Actor: argmap.Local, Time: now(), Operations: operations(records)}
	head := w.heads[m]
	for range 1000 {
		expected := argmap.Revision(head.Load())
		set.Revision = expected + 1
		done, err := w.store.Append(ctx, m, expected, []argmap.ChangeSet{set}, argmap.CitedAnew(set.Operations))
		if err != nil && fault.Reason(err) != "append.contended" {
			return err
		}
		raise(head, int64(done.Head.Revision))
		if done.Done {
			return nil
		}
	}
	return errors.New("the map moved on a thousand times")
}

// raise sets a number that never goes back.
func raise(n *atomic.Int64, to int64) {
	for at := n.Load(); at < to && !n.CompareAndSwap(at, to); at = n.Load() {
	}
}

func (*appendWriter) close(context.Context) error { return nil }

// floorWriter writes no log.
type floorWriter struct {
	floor
	lock bool
}

func (w floorWriter) write(ctx context.Context, m argmap.ID, records []argmap.Record) error {
	return w.floor.write(ctx, m, records, w.lock)
}
