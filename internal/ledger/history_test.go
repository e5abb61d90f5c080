package ledger_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

func elementRef(id argmap.ID) argmap.Ref { return argmap.Ref{Type: argmap.TypeElement, ID: id} }

func TestChanges(t *testing.T) {
	k := start(t, open(t, storetest.NewModel()))
	for i := range 9 {
		k.say("a", fmt.Sprint(i))
	}
	for _, c := range []struct {
		span ledger.Span
		want string
	}{
		{ledger.Span{Limit: 3}, "1 2 3"},
		{ledger.Span{Limit: 3, Latest: true}, "8 9 10"},
		{ledger.Span{After: 4, Limit: 2}, "5 6"},
		{ledger.Span{Before: 4, Limit: 2, Latest: true}, "2 3"},
		{ledger.Span{After: 2, Before: 5, Limit: 9}, "3 4"},
		{ledger.Span{After: 9, Limit: 9}, "10"},
		{ledger.Span{After: 10, Limit: 9}, ""},
		{ledger.Span{After: 5, Before: 3, Limit: 9}, ""},
		{ledger.Span{Before: 100, Limit: 1, Latest: true}, "10"},
	} {
		sets, err := k.l.Changes(k.ctx, k.m, c.span)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range sets {
			got = append(got, fmt.Sprint(s.Revision))
		}
		want(t, fmt.Sprintf("%+v", c.span), strings.Join(got, " "), c.want)
	}
	_, err := k.l.Changes(k.ctx, k.m, ledger.Span{})
	wantCode(t, err, fault.Invalid, "page.limit")
}

func TestUndo(t *testing.T) {
	undo := func(k *kit, r argmap.Revision) (ledger.Receipt, error) {
		return k.l.Undo(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local, Undoes: r, Key: "undo", InputHash: fmt.Sprint(r)})
	}
	t.Run("it takes a change set back by another one", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		k.say("a", "one")
		k.say("a", "two")
		r, err := undo(k, 3)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "text", k.textAt(ledger.Read{}, "a"), "one")
		set, err := k.l.Change(k.ctx, k.m, r.Revision)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "undoes", set.Undoes, 3)
		again, err := undo(k, 3)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "repeated", again.Repeated, true)
	})
	t.Run("what was changed again is a CONFLICT", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		k.say("a", "one")
		k.say("a", "two")
		_, err := undo(k, 2)
		wantCode(t, err, fault.Conflict, "undo.changed")
	})
	t.Run("a revision that is still to come is INVALID", func(t *testing.T) {
		_, err := undo(start(t, open(t, storetest.NewModel())), 7)
		wantCode(t, err, fault.Invalid, "revision.future")
	})
}

func TestPreview(t *testing.T) {
	k := start(t, open(t, storetest.NewModel()))
	k.say("a", "one")
	impact, r, err := k.l.Preview(k.ctx, k.m, []argmap.ID{"a"})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "revision", r, 2)
	want(t, "operations", len(impact.Operations), 1)
}

func TestDeleteMap(t *testing.T) {
	k := start(t, open(t, storetest.NewModel()))
	k.say("a", "one")
	_, err := k.l.DeleteMap(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local, Since: 1})
	wantCode(t, err, fault.Conflict, "map.changed")
	p := ledger.Proposal{Map: k.m, Actor: argmap.Local, Since: 2, Key: "key", InputHash: "hash"}
	if _, err = k.l.DeleteMap(k.ctx, p); err != nil {
		t.Fatal(err)
	}
	again, err := k.l.DeleteMap(k.ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "repeated", again.Repeated, true)
	_, err = k.l.DeleteMap(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local})
	wantCode(t, err, fault.NotFound, "map.not_found")
	_, err = k.try(argmap.Set(claim("b", "two")))
	wantCode(t, err, fault.NotFound, "map.not_found")
}

// everything gives all that a store says of a map, as text.
func everything(t testing.TB, s store.Store, m argmap.ID) string {
	t.Helper()
	var b strings.Builder
	add := func(v any) {
		switch v := v.(type) {
		case argmap.ChangeSet:
			for _, op := range v.Operations {
				j, _ := op.MarshalJSON()
				b.Write(j)
			}
			b.WriteString(v.Message)
		case argmap.Entry:
			j, _ := argmap.EncodeRecord(v.Record)
			b.Write(j)
		}
	}
	ctx := context.Background()
	_ = s.Tail(ctx, m, 0, 0, func(set argmap.ChangeSet) error { add(set); return nil })
	_ = s.Load(ctx, m, func(e argmap.Entry) error { add(e); return nil })
	for r := argmap.Revision(1); r < 20; r++ {
		if c, ok, _ := s.NearestCheckpoint(ctx, m, r); ok {
			snap, err := snapshot.Decode(c.Chunks)
			if err != nil {
				t.Fatal(err)
			}
			for e := range snap.Entries() {
				add(e)
			}
		}
	}
	return b.String()
}

func TestRedact(t *testing.T) {
	setUp := func(t *testing.T) (*storetest.Model, *kit) {
		s := storetest.NewModel()
		k := start(t, open(t, s, func(o *ledger.Options) { o.CheckpointEvery = 1 }))
		secret := claim("a", "a secret")
		secret.Raw, secret.External = []byte(`{"secret":1}`), argmap.External{Namespace: "n", ID: "secret"}
		k.commit(argmap.Set(secret), argmap.Set(claim("b", "stays")))
		k.say("a", "another secret")
		k.say("gone", "a gone secret")
		k.commit(argmap.Remove(elementRef("gone")))
		p := k.propose(argmap.Set(claim("b", "stays too")))
		p.Message = "the secret is out"
		if _, err := k.l.Commit(k.ctx, p); err != nil {
			t.Fatal(err)
		}
		eventually(t, "a checkpoint", func() bool { _, ok, _ := s.NearestCheckpoint(k.ctx, k.m, 6); return ok })
		return s, k
	}
	redaction := func(k *kit) ledger.Redaction {
		return ledger.Redaction{
			Map: k.m, Actor: "officer", Reason: "a person's right",
			Refs: []argmap.Ref{elementRef("a"), elementRef("gone")}, Messages: []argmap.Revision{6},
		}
	}
	t.Run("the words go everywhere and the numbers stay", func(t *testing.T) {
		s, k := setUp(t)
		before := exact(t, s, k.m, 0)
		r, err := k.l.Redact(k.ctx, redaction(k))
		if err != nil {
			t.Fatal(err)
		}
		if all := everything(t, s, k.m); strings.Contains(all, "secret") {
			t.Errorf("it is still there: %s", all)
		}
		want(t, "revision", r.Revision, before.Revision()+1)
		want(t, "epoch", r.Snapshot.Epoch(), 1)
		want(t, "live", k.textAt(ledger.Read{}, "a"), "[redacted]")
		want(t, "past", k.textAt(ledger.Read{AsOf: 4}, "gone"), "[redacted]")
		want(t, "other", k.textAt(ledger.Read{AsOf: 2}, "b"), "stays")
		same(t, r.Snapshot, exact(t, s, k.m, 0))
		set, _ := k.l.Change(k.ctx, k.m, r.Revision)
		want(t, "who and why", string(set.Actor)+": "+set.Message, "officer: a person's right")
	})
	t.Run("a rival that holds the old words does not bring them back", func(t *testing.T) {
		s, k := setUp(t)
		rival := k.over(open(t, s))
		rival.at(ledger.Read{})
		if _, err := k.l.Redact(k.ctx, redaction(k)); err != nil {
			t.Fatal(err)
		}
		r := rival.say("a", "in other words")
		want(t, "epoch", r.Snapshot.Epoch(), 1)
		if all := everything(t, s, k.m); strings.Contains(all, "secret") {
			t.Errorf("it is there again: %s", all)
		}
		want(t, "past", rival.textAt(ledger.Read{AsOf: 3}, "a"), "[redacted]")
	})
	t.Run("a rival that does not see the head move gets nothing of the old epoch", func(t *testing.T) {
		s, k := setUp(t)
		rival := k.over(open(t, s))
		rival.at(ledger.Read{})
		hidden := ledger.Redaction{Map: k.m, Actor: "officer", Refs: []argmap.Ref{elementRef("gone")}}
		if _, err := k.l.Redact(k.ctx, hidden); err != nil {
			t.Fatal(err)
		}
		r := rival.say("b", "still here")
		want(t, "revision", r.Revision, 7)
		want(t, "epoch of the receipt", r.Snapshot.Epoch(), 1)
		want(t, "epoch in memory", rival.at(ledger.Read{AtLeast: r.Revision}).Epoch(), 1)
	})
	t.Run("it may be made twice", func(t *testing.T) {
		_, k := setUp(t)
		first, err := k.l.Redact(k.ctx, redaction(k))
		if err != nil {
			t.Fatal(err)
		}
		again, err := k.l.Redact(k.ctx, redaction(k))
		if err != nil {
			t.Fatal(err)
		}
		want(t, "revision", again.Revision, first.Revision)
	})
	t.Run("a deleted map is redacted too", func(t *testing.T) {
		s, k := setUp(t)
		if _, err := k.l.DeleteMap(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local}); err != nil {
			t.Fatal(err)
		}
		r, err := k.l.Redact(k.ctx, redaction(k))
		if err != nil {
			t.Fatal(err)
		}
		if all := everything(t, s, k.m); strings.Contains(all, "secret") {
			t.Errorf("it is still there: %s", all)
		}
		want(t, "revision", r.Revision, 7)
		want(t, "has a snapshot", r.Snapshot != nil, false)
		_, err = k.l.At(k.ctx, k.m, ledger.Read{})
		wantCode(t, err, fault.NotFound, "map.not_found")
	})
	t.Run("a record that never was is NOT_FOUND", func(t *testing.T) {
		_, k := setUp(t)
		_, err := k.l.Redact(k.ctx, ledger.Redaction{Map: k.m, Actor: "officer", Refs: []argmap.Ref{elementRef("never")}})
		wantCode(t, err, fault.NotFound, "record.unknown")
	})
}

// tampered changes what a store's rows say.
type tampered struct{ store.Store }

func (s tampered) Load(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error {
	err := s.Store.Load(ctx, m, func(e argmap.Entry) error {
		switch e.Record.Ref().ID {
		case "missing":
			return nil
		case "changed":
			e.Record = claim("changed", "tampered with")
		case "older":
			e.Revision--
		}
		return yield(e)
	})
	if err != nil {
		return err
	}
	return yield(argmap.Entry{Record: claim("extra", "x"), Revision: 1})
}

func verify(t testing.TB, k *kit) string {
	t.Helper()
	var found []string
	err := k.l.Verify(k.ctx, k.m, func(d ledger.Difference) error {
		found = append(found, d.Where+" "+string(d.Ref.ID))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(found, ", ")
}

func TestVerify(t *testing.T) {
	s := storetest.NewModel()
	k := start(t, open(t, s))
	for _, id := range []argmap.ID{"changed", "missing", "older"} {
		k.say(id, "x")
	}
	want(t, "a sound map", verify(t, k), "")
	want(t, "a tampered one", verify(t, k.over(open(t, tampered{s}))), "rows changed, rows missing, rows older, rows extra")
	c := store.Checkpoint{Map: k.m, Revision: 2, Chunks: [][]byte{[]byte("broken")}}
	if err := s.PutCheckpoint(k.ctx, c); err != nil {
		t.Fatal(err)
	}
	want(t, "a broken checkpoint", verify(t, k), "checkpoint ")
}

func TestRebuild(t *testing.T) {
	s := storetest.NewModel()
	k := start(t, open(t, s))
	k.say("a", "one")
	k.say("b", "two")
	k.commit(argmap.Remove(elementRef("a")))
	torn := []argmap.Entry{{Record: properties(k.m), Revision: 1}, {Record: claim("a", "torn"), Revision: 3}}
	if _, err := s.Rebuild(k.ctx, k.m, 4, torn); err != nil {
		t.Fatal(err)
	}
	if verify(t, k) == "" {
		t.Error("the rows are not torn")
	}
	if err := k.l.Rebuild(k.ctx, k.m); err != nil {
		t.Fatal(err)
	}
	want(t, "after the rebuild", verify(t, k), "")
	same(t, k.over(open(t, s)).at(ledger.Read{}), exact(t, s, k.m, 0))
}
