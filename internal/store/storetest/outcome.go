package storetest

import (
	"argmap/internal/argmap"
	"argmap/internal/store"
)

const lawFindWrite = "FindWrite gives the outcome of a write that was appended; false when there was none"

func outcomeLaws() []law {
	return []law{
		{lawFindWrite, findsWrite, shared},
		{lawFindWrite + " — nothing is found of a write that failed", findsNoFailure, shared},
		{lawFindWrite + " — each of several appended at once", findsEach, shared},
		{lawFindWrite + " — of a map deleted since", findsDeleted, shared},
		{lawFindWrite + " — an empty reference names no write", findsNoEmpty, shared},
	}
}

// outcome looks a write up.
func (w *world) outcome(ref store.WriteRef) (store.Outcome, bool) {
	w.Helper()
	o, ok, err := w.s.FindWrite(w.ctx, ref)
	w.ok(err)
	return o, ok
}

// finds demands that a reference names this outcome.
func (w *world) finds(ref store.WriteRef, want store.Outcome) {
	w.Helper()
	got, ok := w.outcome(ref)
	w.same("found", ok, true)
	w.same("outcome", got, want)
}

// findsNot demands that a reference names no write.
func (w *world) findsNot(ref store.WriteRef) {
	w.Helper()
	_, ok := w.outcome(ref)
	w.same("found", ok, false)
}

func findsWrite(w *world) {
	c := w.draw()
	set := c.next()
	set.Actor, set.Key, set.InputHash = newActor(), "Key", "hash"
	w.findsNot(store.WriteRef{WriteID: set.WriteID})
	c.append(set)
	c.commit()
	want := store.Outcome{Map: c.id, Revision: 2, WriteID: set.WriteID, InputHash: "hash"}
	w.finds(store.WriteRef{WriteID: set.WriteID}, want)
	w.finds(store.WriteRef{Actor: set.Actor, Key: "Key"}, want)
	w.findsNot(store.WriteRef{Actor: set.Actor, Key: "key"})
	w.findsNot(store.WriteRef{Actor: newActor(), Key: "Key"})
	w.findsNot(store.WriteRef{WriteID: newID()})
}

func findsNoFailure(w *world) {
	c := w.draw()
	c.commit()
	c.rev--
	stale := c.next()
	stale.Actor, stale.Key = newActor(), "key"
	_, err := w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{stale}, nil)
	w.ok(err)
	w.findsNot(store.WriteRef{WriteID: stale.WriteID})
	w.findsNot(store.WriteRef{Actor: stale.Actor, Key: "key"})
}

func findsEach(w *world) {
	c := w.draw()
	a, b := c.following(1), c.following(2)
	a.InputHash, b.InputHash = "a", "b"
	c.append(a, b)
	w.finds(store.WriteRef{WriteID: a.WriteID}, store.Outcome{Map: c.id, Revision: 2, WriteID: a.WriteID, InputHash: "a"})
	w.finds(store.WriteRef{WriteID: b.WriteID}, store.Outcome{Map: c.id, Revision: 3, WriteID: b.WriteID, InputHash: "b"})
}

func findsDeleted(w *world) {
	c := w.draw()
	last := c.delete()
	for i, set := range c.sets {
		w.finds(store.WriteRef{WriteID: set.WriteID}, store.Outcome{Map: c.id, Revision: c.sets[i].Revision, WriteID: set.WriteID})
	}
	w.finds(store.WriteRef{WriteID: last.WriteID}, store.Outcome{Map: c.id, Revision: c.rev, WriteID: last.WriteID})
}

func findsNoEmpty(w *world) {
	c := w.draw()
	c.commit()
	w.findsNot(store.WriteRef{})
	w.findsNot(store.WriteRef{Actor: c.sets[0].Actor})
}
