// Package storetest is the conformance suite of the store port. Both stores run it, and so does a
// Model in plain Go; what the suite does not demand, a caller must not rely on.
//
// Each law is a subtest whose name is a sentence of the port, and where a sentence needs several,
// the case after a dash. Laws share one opened store as far as they can: they keep apart by random
// ids, owners and words. A law that counts everything, or closes the store, opens a fresh one.
package storetest

import (
	"context"
	"testing"

	"argmap/internal/store"
)

// Harness opens the store under test. Stores that it opened are closed by the test's cleanup. At any
// time the suite uses only the store opened last, so a harness may have a single database.
type Harness struct {
	// Open gives a fresh, empty, migrated store.
	Open func(tb testing.TB) store.Store
	// Reopen closes a store and opens the same data again.
	Reopen func(tb testing.TB, s store.Store) store.Store
	// OpenUnmigrated gives a fresh store in which no step of the schema was taken.
	OpenUnmigrated func(tb testing.TB) store.Store
	// Concurrent tells that writers run side by side (read committed), so that races are tried for longer.
	Concurrent bool
}

// Run holds a store to every law of the port.
func Run(t *testing.T, h Harness) {
	for _, a := range aspects() {
		t.Run(a.name, func(t *testing.T) { a.run(t, h) })
	}
}

// aspect is a group of laws about one thing.
type aspect struct {
	name string
	laws []law
}

// law is one sentence of the port and the check of it.
type law struct {
	name  string
	check func(w *world)
	// need is the store that the law asks for.
	need need
}

// need is what kind of store a law asks for.
type need int

const (
	// shared: any store that others use too.
	shared need = iota
	// fresh: a store of its own.
	fresh
	// bare: none; the law opens what it needs.
	bare
)

// aspects lists the whole suite.
func aspects() []aspect {
	return []aspect{
		{"identity", identityLaws()},
		{"value", valueLaws()},
		{"heads", headLaws()},
		{"append", appendLaws()},
		{"ends", endLaws()},
		{"active", activeLaws()},
		{"cascade", cascadeLaws()},
		{"outcome", outcomeLaws()},
		{"load", loadLaws()},
		{"tail", tailLaws()},
		{"checkpoint", checkpointLaws()},
		{"locate", locateLaws()},
		{"import", importLaws()},
		{"bring", bringLaws()},
		{"delete", deleteLaws()},
		{"redact", redactLaws()},
		{"rebuild", rebuildLaws()},
		{"list", listLaws()},
		{"page", pageLaws()},
		{"source", sourceLaws()},
		{"citing", citingLaws()},
		{"search", searchLaws()},
		{"questions", questionLaws()},
		{"setting", settingLaws()},
		{"migrate", migrateLaws()},
		{"life", lifeLaws()},
		{"errors", errorLaws()},
		{"race", raceLaws()},
	}
}

// run checks the laws of an aspect: first those with a store of their own, then the others on one.
func (a aspect) run(t *testing.T, h Harness) {
	for _, l := range a.laws {
		if l.need != shared {
			t.Run(l.name, func(t *testing.T) { l.check(l.world(t, h)) })
		}
	}
	var common store.Store
	for _, l := range a.laws {
		if l.need != shared {
			continue
		}
		if common == nil {
			common = h.Open(t)
		}
		t.Run(l.name, func(t *testing.T) { l.check(&world{TB: t, h: h, ctx: t.Context(), s: common}) })
	}
}

// world is what a law sees: a test, a store, and hands to draw with.
type world struct {
	testing.TB
	s   store.Store
	h   Harness
	ctx context.Context //nolint:containedctx // a world lives as long as one test
}

// world gives a law a world of its own.
func (l law) world(tb testing.TB, h Harness) *world {
	w := &world{TB: tb, h: h, ctx: tb.Context()}
	if l.need != bare {
		w.s = h.Open(tb)
	}
	return w
}

// reopen closes the store and opens it again.
func (w *world) reopen() { w.s = w.h.Reopen(w.TB, w.s) }
