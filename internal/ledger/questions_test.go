package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

// keeping makes a ledger keep the index of open questions, whatever errors it hears of.
func keeping(o *ledger.Options) { o.KeepQuestions, o.OnError = true, func(error) {} }

// clerk is a store that counts what is written to the index of open questions.
type clerk struct {
	store.Store
	puts  atomic.Int64
	onPut atomic.Pointer[func(call func() (bool, error)) (bool, error)]
}

func (c *clerk) PutQuestions(ctx context.Context, q store.Questions) (bool, error) {
	c.puts.Add(1)
	call := func() (bool, error) { return c.Store.PutQuestions(ctx, q) }
	if f := c.onPut.Load(); f != nil {
		return (*f)(call)
	}
	return call()
}

func question(id argmap.ID) *argmap.Element {
	return &argmap.Element{
		ID: id, Kind: argmap.KindQuestion, Text: "Why?", Author: argmap.Local, Created: noon(),
		Question: &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure},
	}
}

// answered gives operations by which a claim that a voice stands to answers a question.
func answered(q argmap.ID) []argmap.Operation {
	v := &argmap.Voice{ID: newID(), Kind: argmap.VoiceParticipant, Name: "Somebody"}
	c := claim(newID(), "because")
	return []argmap.Operation{
		argmap.Set(v), argmap.Set(c), argmap.Set(&argmap.Commitment{ID: newID(), Voice: v.ID, Claim: c.ID, Act: argmap.Asserts}),
		argmap.Set(&argmap.Link{ID: newID(), Role: argmap.RoleAnswers, From: c.ID, To: q}),
	}
}

// kept gives what a store keeps of a map's open questions, one line each.
func kept(t testing.TB, s store.Store, m argmap.ID) string {
	t.Helper()
	rows, err := s.ListQuestions(context.Background(), store.QuestionFilter{Map: m}, store.Page{Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range rows {
		lines = append(lines, fmt.Sprintf("%s %s %s @%d", r.ID, r.Status, r.Rank(), r.Revision))
	}
	return strings.Join(lines, "\n")
}

// due gives what should be kept of a map as it was at a revision; 0 is the latest.
func due(t testing.TB, l *ledger.Ledger, m argmap.ID, at argmap.Revision) string {
	t.Helper()
	s, err := l.At(context.Background(), m, ledger.Read{AsOf: at})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, o := range s.OpenQuestions() {
		row := store.OpenQuestion{Weight: o.Weight, Flips: o.CouldFlip()}
		lines = append(lines, fmt.Sprintf("%s %s %s @%d", o.Question.ID(), o.Status, row.Rank(), s.Revision()))
	}
	return strings.Join(lines, "\n")
}

// behind reports whether what a store keeps of a map's questions is not of its head.
func behind(t testing.TB, s store.Store, m argmap.ID) bool {
	t.Helper()
	ids, err := s.StaleQuestions(context.Background(), "", 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Contains(ids, m)
}

// upToDate waits until the index of a map is that of its head, and demands that it says what is due.
func upToDate(t testing.TB, s store.Store, k *kit) {
	t.Helper()
	eventually(t, "the index is up to date", func() bool { return !behind(t, s, k.m) })
	want(t, "index", kept(t, s, k.m), due(t, k.l, k.m, 0))
}

func TestIndexFollowsTheMap(t *testing.T) {
	onEach(t, func(t *testing.T, a, b store.Store) {
		k := start(t, open(t, a, keeping))
		other := k.over(open(t, b, keeping))
		q, subject, hangs, step := question(newID()), claim(newID(), "it is so"), claim(newID(), "so is that"), inference(newID())
		k.commit(argmap.Set(q), argmap.Set(question(newID())), argmap.Set(subject),
			argmap.Set(&argmap.Link{ID: newID(), Role: argmap.RoleAsksAbout, From: q.ID, To: subject.ID}))
		upToDate(t, b, k)
		other.commit(argmap.Set(hangs), argmap.Set(step),
			argmap.Set(&argmap.Link{ID: newID(), Role: argmap.RolePremiseOf, From: subject.ID, To: step.ID}),
			argmap.Set(&argmap.Link{ID: newID(), Role: argmap.RoleConcludes, From: step.ID, To: hangs.ID}))
		upToDate(t, a, k)
		if !strings.HasPrefix(kept(t, a, k.m), string(q.ID)+" OPEN 999999999997") {
			t.Errorf("got %s, want the question first with two elements that rest on its subject", kept(t, a, k.m))
		}
		k.say(newID(), "that changes no question")
		upToDate(t, b, k)
		other.commit(answered(q.ID)...)
		upToDate(t, a, k)
		if strings.Contains(kept(t, a, k.m), string(q.ID)) {
			t.Error("an answered question is still in the index")
		}
		indexOutlives(t, k, a, b)
	})
}

func inference(id argmap.ID) *argmap.Element {
	return &argmap.Element{ID: id, Kind: argmap.KindInference, Author: argmap.Local, Created: noon()}
}

// indexOutlives goes on with a redaction, a rebuild, an import and a deletion.
func indexOutlives(t *testing.T, k *kit, a, b store.Store) {
	t.Helper()
	q := question(newID())
	k.commit(argmap.Set(q))
	if _, err := k.l.Redact(k.ctx, ledger.Redaction{Map: k.m, Actor: "officer", Refs: []argmap.Ref{q.Ref()}}); err != nil {
		t.Fatal(err)
	}
	upToDate(t, b, k)
	if err := k.l.Rebuild(k.ctx, k.m); err != nil {
		t.Fatal(err)
	}
	upToDate(t, b, k)
	large := *k
	large.m = newID()
	if _, err := k.l.Import(k.ctx, ledger.Proposal{Actor: argmap.Local}, properties(large.m), records(corpus(5100))); err != nil {
		t.Fatal(err)
	}
	upToDate(t, b, &large)
	if _, err := k.l.DeleteMap(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "nothing is left to do", func() bool { return ledger.Idle(k.l) })
	want(t, "index of a deleted map", kept(t, a, k.m), "")
}

func TestCommitsInARowAreOneWrite(t *testing.T) {
	s, held := &clerk{Store: storetest.NewModel()}, newGate()
	l := open(t, s, keeping)
	k := start(t, l)
	eventually(t, "the first write", func() bool { return ledger.Idle(l) })
	hold := func(call func() (bool, error)) (bool, error) {
		held.pass()
		return call()
	}
	s.onPut.Store(&hold)
	before := s.puts.Load()
	k.commit(argmap.Set(question(newID())))
	<-held.arrived
	for range 50 { // acknowledged while the index cannot be written
		k.commit(argmap.Set(question(newID())))
	}
	want(t, "writes meanwhile", s.puts.Load()-before, 1)
	close(held.open)
	eventually(t, "nothing is left to do", func() bool { return ledger.Idle(l) })
	want(t, "writes in all", s.puts.Load()-before, 2)
	upToDate(t, s, k)
}

func TestIndexIsTriedAgain(t *testing.T) {
	s := &clerk{Store: storetest.NewModel()}
	var heard atomic.Int64
	l := open(t, s, keeping, func(o *ledger.Options) { o.OnError = func(error) { heard.Add(1) } })
	var failures atomic.Int64
	fail := func(call func() (bool, error)) (bool, error) {
		if failures.Add(1) <= 2 {
			return false, errLost
		}
		return call()
	}
	s.onPut.Store(&fail)
	k := start(t, l)
	k.commit(argmap.Set(question(newID())))
	upToDate(t, s, k)
	want(t, "errors heard", heard.Load(), 2)
}

func TestIndexFindsWhatItHadNoRoomFor(t *testing.T) {
	s, held := &clerk{Store: storetest.NewModel()}, newGate()
	l := open(t, s, keeping)
	ledger.Bound(l, 2)
	hold := func(call func() (bool, error)) (bool, error) {
		held.pass()
		return call()
	}
	s.onPut.Store(&hold)
	var kits []*kit
	for i := range 6 {
		kits = append(kits, start(t, l))
		if i == 0 {
			<-held.arrived
		}
	}
	close(held.open)
	for _, k := range kits {
		upToDate(t, s, k)
	}
}

func TestMendingFindsWhatADeadWriterLeft(t *testing.T) {
	onEach(t, func(t *testing.T, a, b store.Store) {
		k := start(t, open(t, a))
		first := question(newID())
		k.commit(argmap.Set(first))
		if err := k.l.IndexQuestions(k.ctx, k.m); err != nil {
			t.Fatal(err)
		}
		k.commit(argmap.Set(question(newID())))
		want(t, "index before", kept(t, b, k.m), due(t, k.l, k.m, 2))
		want(t, "behind", behind(t, b, k.m), true)
		next := k.over(open(t, b))
		if n, err := next.l.MendQuestions(k.ctx); err != nil || n == 0 {
			t.Fatalf("MendQuestions: %d, %v", n, err)
		}
		want(t, "behind afterwards", behind(t, b, k.m), false)
		want(t, "index", kept(t, b, k.m), due(t, k.l, k.m, 3))
	})
}

func TestMendingPassesByWhatIsTooLarge(t *testing.T) {
	s := storetest.NewModel()
	large, small := start(t, open(t, s)), start(t, open(t, s))
	large.commit(claimsOf(2000)...)
	var heard []error
	l := open(t, s, func(o *ledger.Options) {
		o.CacheBytes, o.OnError = 100_000, func(err error) { heard = append(heard, err) }
	})
	n, err := l.MendQuestions(context.Background())
	if err != nil || n != 1 || behind(t, s, small.m) || !behind(t, s, large.m) {
		t.Errorf("mended %d, %v; the small one behind: %v", n, err, behind(t, s, small.m))
	}
	wantCode(t, errors.Join(heard...), fault.Exhausted, "map.too_large")
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = l.MendQuestions(gone)
	wantCode(t, err, fault.Cancelled, fault.Reason(err))
}

func TestVerifyQuestions(t *testing.T) {
	s := storetest.NewModel()
	k := start(t, open(t, s))
	q, answeredOne, missing := question("q"), question("answered"), question("missing")
	k.commit(argmap.Set(q), argmap.Set(answeredOne), argmap.Set(missing))
	k.commit(answered(answeredOne.ID)...)
	differences := func() string {
		var lines []string
		err := k.l.VerifyQuestions(k.ctx, k.m, func(d ledger.Difference) error {
			lines = append(lines, d.Where+" "+string(d.Ref.ID))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(lines, ", ")
	}
	if err := k.l.IndexQuestions(k.ctx, k.m); err != nil {
		t.Fatal(err)
	}
	want(t, "differences", differences(), "")
	wrong := store.Questions{Map: k.m, Revision: 3, Open: []store.OpenQuestion{
		{ID: "q", Status: argmap.Contested, Weight: 7}, {ID: "answered", Status: argmap.Open},
	}}
	if _, err := s.PutQuestions(k.ctx, wrong); err != nil {
		t.Fatal(err)
	}
	want(t, "differences", differences(), "questions q, questions answered, questions missing")
	if err := k.l.IndexQuestions(k.ctx, k.m); err != nil {
		t.Fatal(err)
	}
	want(t, "differences after mending", differences(), "")
}

// TestIndexBesideWriters reads the index while two ledgers commit: each row is true of the revision
// that it names.
func TestIndexBesideWriters(t *testing.T) {
	onEach(t, func(t *testing.T, a, b store.Store) {
		one := start(t, open(t, a, keeping))
		two := one.over(open(t, b, keeping))
		seen, done := map[string]argmap.Revision{}, make(chan struct{})
		var writers, reader sync.WaitGroup
		for _, k := range []*kit{one, two} {
			writers.Go(func() {
				for i := range 25 {
					q := question(newID())
					k.commit(argmap.Set(q))
					if i%3 == 0 {
						k.commit(answered(q.ID)...)
					}
				}
			})
		}
		reader.Go(func() {
			for more := true; more; {
				select {
				case <-done:
					more = false
				default:
				}
				rows, err := b.ListQuestions(one.ctx, store.QuestionFilter{Map: one.m}, store.Page{Limit: 1})
				if err != nil {
					t.Error(err)
				}
				for _, r := range rows {
					seen[string(r.ID)] = r.Revision
				}
			}
		})
		writers.Wait()
		close(done)
		reader.Wait()
		upToDate(t, a, one)
		for id, at := range seen {
			if !strings.Contains(due(t, one.l, one.m, at), id+" OPEN") {
				t.Errorf("the index said at revision %d that %s is open, which it was not", at, id)
			}
		}
		if len(seen) == 0 {
			t.Error("the reader saw nothing")
		}
	})
}

func TestClosingWritesWhatWaits(t *testing.T) {
	s, held := &clerk{Store: storetest.NewModel()}, newGate()
	l := ledger.New(s, ledger.Options{NewID: newID, KeepQuestions: true})
	hold := func(call func() (bool, error)) (bool, error) {
		held.pass()
		return call()
	}
	s.onPut.Store(&hold)
	first := start(t, l)
	<-held.arrived
	second := start(t, l)
	closed := make(chan error)
	go func() { closed <- l.Close(context.Background()) }()
	close(held.open)
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	want(t, "the first map is behind", behind(t, s, first.m), false)
	want(t, "the second map is behind", behind(t, s, second.m), false)
}

func TestClosingDoesNotWaitForAStoreThatFails(t *testing.T) {
	s := &clerk{Store: storetest.NewModel()}
	fail := func(func() (bool, error)) (bool, error) { return false, errLost }
	s.onPut.Store(&fail)
	l := ledger.New(s, ledger.Options{NewID: newID, KeepQuestions: true})
	k := start(t, l)
	if err := l.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	want(t, "behind", behind(t, s, k.m), true)
}
