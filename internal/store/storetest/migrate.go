package storetest

import (
	"sync"

	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawMigrations = "Migrations lists the schema's steps in order, applied or not"
	lawMigrate    = "Migrate takes the missing steps in order, under a lock against a second starter, and gives those it took"
	lawReady      = "Ready reports whether the store can be reached and its schema is current; UNAVAILABLE says why not"
)

func migrateLaws() []law {
	return []law{
		{lawMigrations, migrations, bare},
		{lawMigrate, migrates, bare},
		{lawMigrate + " — two starters at once", migratesOnce, bare},
		{lawMigrate + " — over data, without a loss", migratesAgain, fresh},
		{lawReady, readiness, bare},
	}
}

func (w *world) unmigrated() { w.s = w.h.OpenUnmigrated(w.TB) }

func (w *world) steps() []store.Migration {
	w.Helper()
	steps, err := w.s.Migrations(w.ctx)
	w.ok(err)
	return steps
}

func migrations(w *world) {
	w.unmigrated()
	steps := w.steps()
	if len(steps) == 0 {
		w.Fatalf("got no steps, want some")
	}
	for i, s := range steps {
		w.same("number", s.Number, i+1)
		w.same("has a name", s.Name != "", true)
		w.same("has a checksum", s.Checksum != "", true)
		w.same("not applied", s.Applied.IsZero(), true)
	}
}

func migrates(w *world) {
	w.unmigrated()
	before := w.steps()
	taken, err := w.s.Migrate(w.ctx)
	w.ok(err)
	after := w.steps()
	w.same("steps taken", unapplied(taken), before)
	w.same("steps afterwards", unapplied(after), before)
	for _, s := range after {
		w.same("applied", !s.Applied.IsZero(), true)
	}
	again, err := w.s.Migrate(w.ctx)
	w.ok(err)
	w.same("steps taken again", len(again), 0)
	w.same("steps in the end", w.steps(), after)
}

// unapplied gives the steps without their times.
func unapplied(steps []store.Migration) []store.Migration {
	var out []store.Migration
	for _, s := range steps {
		out = append(out, store.Migration{Number: s.Number, Name: s.Name, Checksum: s.Checksum})
	}
	return out
}

func migratesOnce(w *world) {
	w.unmigrated()
	before := w.steps()
	var mu sync.Mutex
	var taken []store.Migration
	w.together(4, func(int) error {
		steps, err := w.s.Migrate(w.ctx)
		mu.Lock()
		defer mu.Unlock()
		taken = append(taken, steps...)
		return err
	})
	w.same("steps taken by all", len(taken), len(before))
	w.ok(w.s.Ready(w.ctx))
}

func migratesAgain(w *world) {
	c, d := w.drawDispute()
	taken, err := w.s.Migrate(w.ctx)
	w.ok(err)
	w.same("steps taken", len(taken), 0)
	c.holds()
	w.keeps(d.text)
}

func readiness(w *world) {
	w.unmigrated()
	w.fails(w.s.Ready(w.ctx), fault.Unavailable, "")
	_, err := w.s.Migrate(w.ctx)
	w.ok(err)
	w.ok(w.s.Ready(w.ctx))
}
