package storetest

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// ok ends the law when err is not nil.
func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatalf("got error %v, want none", err)
	}
}

// fails demands a *fault.Error of this code, and of this reason unless that is empty.
func (w *world) fails(err error, code fault.Code, reason string) {
	w.Helper()
	var f *fault.Error
	if !errors.As(err, &f) {
		w.Fatalf("got error %T %v, want a *fault.Error %s %s", err, err, code, reason)
	}
	if f.Code != code || (reason != "" && f.Reason != reason) {
		w.Fatalf("got error %s %q (%v), want %s %q", f.Code, f.Reason, err, code, reason)
	}
}

// longestDiff is the size in bytes of what is shown as a difference; longer values take too long to compare.
const longestDiff = 1 << 16

// same demands that got is want.
func (w *world) same(what string, got, want any) {
	w.Helper()
	if reflect.DeepEqual(got, want) || cmp.Equal(got, want) {
		return
	}
	if g, h := fmt.Sprint(got), fmt.Sprint(want); len(g)+len(h) > longestDiff {
		at := 0
		for at < min(len(g), len(h)) && g[at] == h[at] {
			at++
		}
		w.Fatalf("%s: got %d bytes, want %d; they part at %d: got %.99q, want %.99q", what, len(g), len(h), at, g[at:], h[at:])
	}
	w.Fatalf("%s: got +, want -\n%s", what, cmp.Diff(want, got))
}

// head gives the head of a map that must exist.
func (w *world) head(m argmap.ID) store.Head {
	w.Helper()
	heads, err := w.s.Heads(w.ctx, []argmap.ID{m})
	w.ok(err)
	if len(heads) != 1 || heads[0].Map != m {
		w.Fatalf("got heads %v of map %q, want one", heads, m)
	}
	return heads[0]
}

// rows gives the live records of a map, one line each.
func (w *world) rows(m argmap.ID) []string {
	w.Helper()
	lines := []string{}
	w.ok(w.s.Load(w.ctx, m, func(e argmap.Entry) error {
		lines = append(lines, entryLine(e))
		return nil
	}))
	return lines
}

// log gives the change sets of a map, one line each.
func (w *world) log(m argmap.ID) []string { return w.tail(m, 0, 0) }

// tail gives a part of the log of a map, one line a change set.
func (w *world) tail(m argmap.ID, after, upTo argmap.Revision) []string {
	w.Helper()
	lines := []string{}
	w.ok(w.s.Tail(w.ctx, m, after, upTo, func(c argmap.ChangeSet) error {
		lines = append(lines, setLine(c))
		return nil
	}))
	return lines
}

// untouched runs f and demands that it leaves the head, log and rows of the map as they were.
func (w *world) untouched(m argmap.ID, f func()) {
	w.Helper()
	head, log, rows := w.head(m), w.log(m), w.rows(m)
	f()
	w.same("head afterwards", w.head(m), head)
	w.same("log afterwards", w.log(m), log)
	w.same("rows afterwards", w.rows(m), rows)
}

// absent demands that no map has the id.
func (w *world) absent(m argmap.ID) {
	w.Helper()
	heads, err := w.s.Heads(w.ctx, []argmap.ID{m})
	w.ok(err)
	w.same("heads of a map that must not be", heads, nilHeads(heads))
}

// nilHeads gives the empty list in the form of got, as nil and empty are the same to a caller.
func nilHeads(got []store.Head) []store.Head { return got[:0] }

// recordLine writes a record as its type, id and JSON.
func recordLine(r argmap.Record) string {
	b, err := argmap.EncodeRecord(r)
	if err != nil {
		return fmt.Sprintf("%s: %v", r.Ref(), err)
	}
	return fmt.Sprintf("%s %s", r.Ref(), b)
}

// entryLine writes an entry as its revision, type, id and JSON.
func entryLine(e argmap.Entry) string {
	return fmt.Sprintf("@%d %s", e.Revision, recordLine(e.Record))
}
