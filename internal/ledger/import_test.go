package ledger_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

// corpus gives the records of an import with n claims, each an answer to one question, in an order
// in which ends come after the links that need them.
func corpus(n int) []argmap.Operation {
	row := newID()
	q := &argmap.Element{
		ID: newID(), Kind: argmap.KindQuestion, Text: "Why?", Author: argmap.Local, Created: noon(),
		Question: &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure, Row: row, Ordinal: 1},
	}
	var ops []argmap.Operation
	for i := range n {
		c := claim(newID(), fmt.Sprintf("because %d", i))
		l := &argmap.Link{ID: newID(), Role: argmap.RoleAnswers, From: c.ID, To: q.ID}
		ops = append(ops, argmap.Set(l), argmap.Set(c))
	}
	return append(ops, argmap.Set(q), argmap.Set(&argmap.Row{ID: row, Antecedent: "it"}))
}

func TestImport(t *testing.T) {
	ctx := context.Background()
	by := ledger.Proposal{Actor: argmap.Local, Key: "key", InputHash: "hash", Message: "a corpus"}
	t.Run("a small one is a change set like any other", func(t *testing.T) {
		s := storetest.NewModel()
		l := open(t, s)
		r, err := l.Import(ctx, by, properties("m"), records(corpus(10)))
		if err != nil {
			t.Fatal(err)
		}
		same(t, r.Snapshot, exact(t, s, "m", 0))
	})
	t.Run("a large one is staged and published at revision 1", func(t *testing.T) {
		s := storetest.NewModel()
		l := open(t, s)
		ops := corpus(5100)
		r, err := l.Import(ctx, by, properties("m"), records(ops))
		if err != nil {
			t.Fatal(err)
		}
		want(t, "revision", r.Revision, 1)
		k := &kit{TB: t, ctx: ctx, l: open(t, s), m: "m"}
		n := 0
		for e := range k.at(ledger.Read{}).Entries() {
			want(t, "revision of an entry", e.Revision, 1)
			n++
		}
		want(t, "entries", n, len(ops)+1)
		k.say("a", "one more")
		want(t, "as of 1", k.textAt(ledger.Read{AsOf: 1}, "a"), "")
		want(t, "differences", verify(t, k), "")
		if err := k.l.Rebuild(ctx, "m"); err != nil {
			t.Fatal(err)
		}
		want(t, "differences after a rebuild", verify(t, k), "")
		again, err := l.Import(ctx, by, properties("other"), records(ops))
		if err != nil {
			t.Fatal(err)
		}
		want(t, "again", fmt.Sprintf("%s %t", again.Map, again.Repeated), "m true")
	})
	t.Run("a redaction reaches what was staged", func(t *testing.T) {
		s := storetest.NewModel()
		k := &kit{TB: t, ctx: ctx, l: open(t, s), m: "m"}
		ops := append(corpus(5100), argmap.Set(claim("a", "secret")))
		if _, err := k.l.Import(ctx, by, properties("m"), records(ops)); err != nil {
			t.Fatal(err)
		}
		if _, err := k.l.Redact(ctx, ledger.Redaction{Map: "m", Actor: "officer", Refs: []argmap.Ref{elementRef("a")}}); err != nil {
			t.Fatal(err)
		}
		want(t, "as of 1", k.textAt(ledger.Read{AsOf: 1}, "a"), "[redacted]")
		want(t, "differences", verify(t, k), "")
	})
	t.Run("a redaction reaches what was staged in a map that is deleted", func(t *testing.T) {
		s := storetest.NewModel()
		l := open(t, s)
		ops := append(corpus(5100), argmap.Set(claim("a", "secret")))
		if _, err := l.Import(ctx, by, properties("m"), records(ops)); err != nil {
			t.Fatal(err)
		}
		if _, err := l.DeleteMap(ctx, ledger.Proposal{Map: "m", Actor: argmap.Local}); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Redact(ctx, ledger.Redaction{Map: "m", Actor: "officer", Refs: []argmap.Ref{elementRef("a")}}); err != nil {
			t.Fatal(err)
		}
		all := everything(t, s, "m")
		want(t, "secret", strings.Contains(all, "secret"), false)
		want(t, "redacted", strings.Contains(all, "[redacted]"), true)
	})
	t.Run("a lost publication is found out", func(t *testing.T) {
		l := open(t, &lossy{Store: storetest.NewModel()})
		r, err := l.Import(ctx, by, properties("m"), records(corpus(5100)))
		if err != nil {
			t.Fatal(err)
		}
		want(t, "revision", r.Revision, 1)
	})
	t.Run("a refused one leaves nothing", func(t *testing.T) {
		s := storetest.NewModel()
		l := open(t, s)
		bad := &argmap.Link{ID: "l", Role: argmap.RoleAnswers, From: "no", To: "where"}
		_, err := l.Import(ctx, by, properties("m"), records(append(corpus(5100), argmap.Set(bad))))
		want(t, "code", fault.Of(err), fault.Invalid)
		twice := append(corpus(5100), argmap.Set(claim("a", "1")), argmap.Set(claim("a", "2")))
		_, err = l.Import(ctx, by, properties("m"), records(twice))
		want(t, "code", fault.Of(err), fault.Invalid)
		heads, _ := s.Heads(ctx, []argmap.ID{"m"})
		want(t, "heads", len(heads), 0)
	})
	t.Run("a failed one leaves nothing", func(t *testing.T) {
		s := storetest.NewModel()
		_, err := open(t, noCheckpoints{s}).Import(ctx, by, properties("m"), records(corpus(5100)))
		wantCode(t, err, fault.Unavailable, "store.lost")
		heads, _ := s.Heads(ctx, []argmap.ID{"m"})
		want(t, "heads", len(heads), 0)
		_, err = open(t, s).Import(ctx, by, properties("m"), records(corpus(5100)))
		want(t, "the same again", fmt.Sprint(err), "<nil>")
	})
	t.Run("an import of an id that somebody else stages leaves his alone", func(t *testing.T) {
		s := storetest.NewModel()
		if err := s.BeginImport(ctx, "m", properties("m"), noon()); err != nil {
			t.Fatal(err)
		}
		_, err := open(t, s).Import(ctx, by, properties("m"), records(corpus(5100)))
		wantCode(t, err, fault.Conflict, "map.exists")
		heads, _ := s.Heads(ctx, []argmap.ID{"m"})
		want(t, "heads", len(heads), 1)
	})
	t.Run("several come at once or not at all", func(t *testing.T) {
		s := storetest.NewModel()
		l := open(t, s)
		arrivals := func(second string) []ledger.Arrival {
			var all []ledger.Arrival
			for i, m := range []argmap.ID{"m", argmap.ID(second)} {
				p := ledger.Proposal{Actor: argmap.Local, Key: fmt.Sprint("key", i), InputHash: "hash"}
				all = append(all, ledger.Arrival{Proposal: p, Properties: properties(m), Records: records(corpus(3 + i))})
			}
			return all
		}
		_, err := l.ImportAll(ctx, arrivals("m"))
		wantCode(t, err, fault.Conflict, "map.exists")
		heads, _ := s.Heads(ctx, []argmap.ID{"m"})
		want(t, "heads", len(heads), 0)
		got, err := l.ImportAll(ctx, arrivals("n"))
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range []argmap.ID{"m", "n"} {
			want(t, "map", got[i].Map, m)
			read, err := open(t, s).At(ctx, m, ledger.Read{})
			if err != nil {
				t.Fatal(err)
			}
			want(t, "entries", len(slices.Collect(read.Entries())), 2*(3+i)+3)
			want(t, "entries of the receipt", len(slices.Collect(got[i].Snapshot.Entries())), 2*(3+i)+3)
			r, before, err := l.Imported(ctx, arrivals("x")[i].Proposal)
			want(t, "imported", fmt.Sprint(r.Map, before, err), fmt.Sprint(m, true, nil))
		}
		_, err = l.ImportAll(ctx, arrivals("o"))
		wantCode(t, err, fault.Conflict, "map.exists")
	})
	t.Run("a caller who has left imports nothing", func(t *testing.T) {
		s := storetest.NewModel()
		gone, cancel := context.WithCancel(ctx)
		cancel()
		for _, n := range []int{3, 5100} {
			_, err := open(t, s).Import(gone, ledger.Proposal{Actor: argmap.Local}, properties("m"), records(corpus(n)))
			want(t, "code", fault.Of(err), fault.Cancelled)
		}
		heads, _ := s.Heads(ctx, []argmap.ID{"m"})
		want(t, "heads", len(heads), 0)
	})
	t.Run("one that broke off stays out of sight and is swept once it is silent", func(t *testing.T) {
		s := storetest.NewModel()
		l := open(t, noEnd{noCheckpoints{s}}, func(o *ledger.Options) { o.OnError = func(error) {} })
		_, err := l.Import(ctx, by, properties("m"), records(corpus(5100)))
		wantCode(t, err, fault.Unavailable, "store.lost")
		_, err = l.At(ctx, "m", ledger.Read{})
		wantCode(t, err, fault.NotFound, "map.not_found")
		swept, err := l.Sweep(ctx)
		want(t, "swept early", fmt.Sprint(swept, err), "[] <nil>")
		later := open(t, s, func(o *ledger.Options) { o.Clock = func() time.Time { return noon().Add(2 * time.Hour) } })
		swept, err = later.Sweep(ctx)
		want(t, "swept", fmt.Sprint(swept, err), "[m] <nil>")
		heads, _ := s.Heads(ctx, []argmap.ID{"m"})
		want(t, "heads", len(heads), 0)
	})
}

var _ store.Store = noCheckpoints{}

// noEnd is a store that is gone when a failed import is to be dropped.
type noEnd struct{ store.Store }

func (noEnd) DropImport(context.Context, argmap.ID) error { return errLost }
