package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// follower is a subscription that runs. It takes an event when the test does.
type follower struct {
	testing.TB
	events chan json.RawMessage
	at     chan graph.Position
	ended  chan gqlerror.List
	stop   context.CancelFunc
}

// follow subscribes; resume may be nil.
func (w *world) follow(query string, v vars, resume *graph.Position) *follower {
	w.Helper()
	ctx, cancel := context.WithCancel(w.Context())
	ctx = graph.WithRequestID(ctx, "request-1")
	f := &follower{w.TB, make(chan json.RawMessage), make(chan graph.Position, 1), make(chan gqlerror.List, 1), cancel}
	op, errs := w.exec.CreateOperationContext(graphql.StartOperationTrace(ctx), &graphql.RawParams{Query: query, Variables: numbered(w.TB, v)})
	if errs != nil {
		w.Fatal(errs)
	}
	s, err := graph.NewStream(op, time.Minute)
	if err != nil {
		w.Fatal(err)
	}
	if resume != nil {
		s.Resume(*resume)
	}
	next, ctx := w.exec.DispatchOperation(s.Within(ctx), op)
	gone := make(chan struct{})
	go s.Start(ctx, next,
		func(res *graphql.Response, at graph.Position) func() bool {
			if len(res.Errors) > 0 {
				f.Errorf("an event has errors: %v", res.Errors)
			}
			data := slices.Clone(res.Data)
			return func() bool { return f.take(ctx, data, at) }
		},
		func(errs gqlerror.List) {
			f.ended <- errs
			close(gone)
		})
	w.Cleanup(func() {
		cancel()
		<-gone
	})
	return f
}

func (f *follower) take(ctx context.Context, data json.RawMessage, at graph.Position) bool {
	select {
	case f.events <- data:
		f.at <- at
		return true
	case <-ctx.Done():
		return false
	}
}

// next gives the next event and where it leaves the follower.
func (f *follower) next() (string, graph.Position) {
	f.Helper()
	select {
	case data := <-f.events:
		return string(data), <-f.at
	case errs := <-f.ended:
		f.Fatalf("the subscription ended: %v", errs)
	case <-time.After(patience):
		f.Fatal("no event came")
	}
	return "", graph.Position{}
}

// end gives the one error with which the subscription ends.
func (f *follower) end() *gqlerror.Error {
	f.Helper()
	select {
	case errs := <-f.ended:
		if len(errs) == 1 {
			return errs[0]
		}
		f.Fatalf("it ended with %d errors: %v", len(errs), errs)
	case <-time.After(patience):
		f.Fatal("the subscription goes on")
	}
	return nil
}

// commit writes to a map and gives the revision.
func (w *world) commit(m argmap.ID, ops ...argmap.Operation) argmap.Revision {
	w.Helper()
	build := func(*snapshot.Snapshot) ([]argmap.Operation, error) { return ops, nil }
	res, err := w.ledger.Commit(w.Context(), ledger.Proposal{Map: m, Actor: argmap.Local, Build: build})
	if err != nil {
		w.Fatal(err)
	}
	return res.Revision
}

const changes = `subscription ($map: ID!, $since: Revision, $epoch: Int) {
  mapChanged(map: $map, since: $since, epoch: $epoch) { fromRevision toRevision reset changed { type id element { text } } map { revision } }
}`

func said(id argmap.ID, text string) argmap.Operation {
	return argmap.Set(&argmap.Element{ID: id, Kind: argmap.KindClaim, Text: text, Author: argmap.Local, Created: birth(50)})
}

func asked(id argmap.ID) argmap.Operation {
	q := &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}
	return argmap.Set(&argmap.Element{ID: id, Kind: argmap.KindQuestion, Text: "Why?", Author: argmap.Local, Created: birth(60), Question: q})
}

func wantText(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\ngot  %s\nwant %s", what, got, want)
	}
}

func TestMapChanged(t *testing.T) {
	w := newWorld(t)
	m := w.fill().Map
	start := w.commit(m, said("one", "first"))
	f := w.follow(changes, vars{"map": m, "since": start}, nil)
	w.commit(m, said("two", "second"))
	got, at := f.next()
	wantText(t, "an event", got, fmt.Sprintf(`{"mapChanged":{"fromRevision":%d,"toRevision":%d,"reset":false,"changed":[{"type":"element","id":"two","element":{"text":"second"}}],"map":{"revision":%d}}}`, start, start+1, start+1))
	// Three changes while the follower has one event in hand: that one, and one for the rest.
	w.commit(m, said("three", "third"))
	w.commit(m, said("two", "again"), argmap.Set(&argmap.Voice{ID: "v", Kind: argmap.VoiceReported, Name: "some"}))
	w.commit(m, argmap.Remove(argmap.Ref{Type: argmap.TypeElement, ID: "three"}))
	all := ""
	last := at
	for last.Revision < start+4 {
		got, at = f.next()
		if !strings.Contains(got, fmt.Sprintf(`"fromRevision":%d,`, last.Revision)) || !strings.Contains(got, fmt.Sprintf(`"map":{"revision":%d}`, at.Revision)) {
			t.Errorf("after %v comes %s", last, got)
		}
		all, last = all+got, at
	}
	for _, want := range []string{`"id":"three","element":null`, `{"type":"voice","id":"v","element":null}`} {
		if !strings.Contains(all, want) {
			t.Errorf("the events lack %s: %s", want, all)
		}
	}
	if n := strings.Count(all, `"id":"two"`); n != 1 {
		t.Errorf("two is named %d times: %s", n, all)
	}
}

// TestResuming takes up at a position that was given, whatever the query says, and misses no redaction.
func TestResuming(t *testing.T) {
	w := newWorld(t)
	m := w.fill().Map
	seen := w.commit(m, said("gone", "secret"))
	w.commit(m, argmap.Remove(argmap.Ref{Type: argmap.TypeElement, ID: "gone"}))
	_, at := w.follow(changes, vars{"map": m, "since": seen}, nil).next()
	w.commit(m, said("later", "text"))
	got, next := w.follow(changes, vars{"map": m, "since": 1}, &at).next()
	if next.Revision != seen+2 || !strings.Contains(got, fmt.Sprintf(`"fromRevision":%d,`, at.Revision)) || strings.Contains(got, "gone") {
		t.Errorf("resumed at %v came %s", at, got)
	}
	if _, err := w.ledger.Redact(w.Context(), ledger.Redaction{Map: m, Actor: argmap.Local, Refs: []argmap.Ref{{Type: argmap.TypeElement, ID: "gone"}}}); err != nil {
		t.Fatal(err)
	}
	got, moved := w.follow(changes, vars{"map": m}, &next).next()
	if !strings.Contains(got, `"reset":true,"changed":[]`) || *moved.Epoch == *next.Epoch {
		t.Errorf("after a redaction, resumed at %v came %s at %v", next, got, moved)
	}
	back, err := graph.ParsePosition(moved.String())
	if err != nil || back.String() != moved.String() {
		t.Errorf("%v is read back as %v, %v", moved, back, err)
	}
}

func TestPositionsThatAreNone(t *testing.T) {
	for _, word := range []string{"", "x", "0", "-1", "1.", "1.x", "1.-1", "1.2.3", "99999999999999999999"} {
		if p, err := graph.ParsePosition(word); fault.Of(err) != fault.Invalid {
			t.Errorf("%q is read as %v, %v", word, p, err)
		}
	}
	if p, err := graph.ParsePosition("7"); err != nil || p.String() != "7" {
		t.Errorf("7 is read as %v, %v", p, err)
	}
}

func TestQuestionsChanged(t *testing.T) {
	const query = `subscription ($map: ID!, $status: [QuestionStatus!], $since: Revision) {
  questionsChanged(map: $map, status: $status, since: $since) { fromRevision toRevision questions { id before after question { status } } }
}`
	w := newWorld(t)
	m := w.fill().Map
	start := w.commit(m, asked("q"))
	every := w.follow(query, vars{"map": m, "since": start}, nil)
	open := w.follow(query, vars{"map": m, "since": start, "status": []string{"OPEN"}}, nil)
	contested := w.follow(query, vars{"map": m, "since": start, "status": []string{"CONTESTED"}}, nil)

	w.commit(m, said("unrelated", "text")) // gives no event
	answered := w.commit(m, said("a", "Because."), argmap.Set(&argmap.Link{ID: "l", Role: argmap.RoleAnswers, From: "a", To: "q"}),
		argmap.Set(&argmap.Commitment{ID: "c", Voice: "speaker", Claim: "a", Act: argmap.Asserts}))
	move := `"questions":[{"id":"q","before":"OPEN","after":"ANSWERED","question":{"status":"ANSWERED"}}]`
	for name, f := range map[string]*follower{"every": every, "open": open} {
		if got, at := f.next(); at.Revision != answered || !strings.Contains(got, move) {
			t.Errorf("%s: got %s", name, got)
		}
	}
	fresh := w.commit(m, asked("r"))
	if got, at := open.next(); at.Revision != fresh || !strings.Contains(got, `[{"id":"r","before":null,"after":"OPEN","question":{"status":"OPEN"}}]`) {
		t.Errorf("a new question: got %s", got)
	}
	every.next()
	removed := w.commit(m, argmap.Remove(argmap.Ref{Type: argmap.TypeElement, ID: "r"}))
	if got, at := every.next(); at.Revision != removed || !strings.Contains(got, `[{"id":"r","before":"OPEN","after":null,"question":null}]`) {
		t.Errorf("a question that goes: got %s", got)
	}
	select {
	case got := <-contested.events:
		t.Errorf("nothing was contested, yet there came %s", got)
	default:
	}
	if got, _ := w.follow(query, vars{"map": m, "since": start}, nil).next(); !strings.Contains(got, move) {
		t.Errorf("from the start on came %s", got)
	}
}

// TestSubscriptionsThatAreRefused end with one error that has a code.
func TestSubscriptionsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	m := w.fill().Map
	far, epoch := argmap.Revision(99), argmap.Epoch(3)
	for _, c := range []struct {
		name, reason, field string
		v                   vars
		resume              *graph.Position
	}{
		{"a revision to come", "revision.future", "since", vars{"map": m, "since": far}, nil},
		{"a position to come", "revision.future", "since", vars{"map": m}, &graph.Position{Revision: far}},
		{"an epoch to come", "epoch.future", "epoch", vars{"map": m, "since": 1, "epoch": epoch}, nil},
		{"a position in an epoch to come", "epoch.future", "epoch", vars{"map": m}, &graph.Position{Revision: 1, Epoch: &epoch}},
		{"no revision", "revision.range", "since", vars{"map": m, "since": 0}, nil},
		{"a negative epoch", "revision.range", "epoch", vars{"map": m, "since": 1, "epoch": -1}, nil},
		{"an epoch alone", "revision.missing", "epoch", vars{"map": m, "epoch": 1}, nil},
		{"an unknown map", "map.not_found", "map", vars{"map": "nowhere"}, nil},
		{"an unknown map, resumed", "map.not_found", "map", vars{"map": "nowhere", "since": 1, "epoch": 0}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := w.follow(changes, c.v, c.resume).end()
			if err.Extensions["reason"] != c.reason || err.Extensions["field"] != c.field || err.Path.String() != "mapChanged" {
				t.Errorf("got %v at %v: %v", err, err.Path, err.Extensions)
			}
		})
	}
	t.Run("over a transport with one answer", func(t *testing.T) {
		a := w.ask(changes, vars{"map": m})
		if len(a.Errors) != 1 || a.Errors[0].Extensions["reason"] != "http.subscription" {
			t.Errorf("got %+v", a)
		}
	})
	for _, query := range []string{"subscription { __typename }", `subscription { mapChanged(map: "map") @skip(if: true) { reset } }`} {
		t.Run(query, func(t *testing.T) {
			op, errs := w.exec.CreateOperationContext(graphql.StartOperationTrace(w.Context()), &graphql.RawParams{Query: query})
			if errs != nil {
				return // the validation was first
			}
			if _, err := graph.NewStream(op, time.Minute); fault.Of(err) != fault.Invalid {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestLabelsChanged(t *testing.T) {
	const query = `subscription ($map: ID!, $since: Revision) {
  labelsChanged(map: $map, since: $since) { toRevision outcome changes { element { id } before after tested edits { type id } } }
}`
	w := newWorld(t)
	m := w.fill().Map
	start := w.commit(m, said("a", "text"), argmap.Set(&argmap.Commitment{ID: "ka", Voice: "speaker", Claim: "a", Act: argmap.Asserts}))
	f := w.follow(query, vars{"map": m, "since": start}, nil)
	w.commit(m, said("unrelated", "text")) // flips nothing
	gone := w.commit(m, argmap.Remove(argmap.Ref{Type: argmap.TypeCommitment, ID: "ka"}))
	want := `"outcome":"EXACT","changes":[{"element":{"id":"a"},"before":"IN","after":"OUT","tested":true,"edits":[{"type":"commitment","id":"ka"}]}]`
	if got, at := f.next(); at.Revision != gone || !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Watchers of one map under two readings hear of different labels.
func TestLabelsAreFollowedUnderAReading(t *testing.T) {
	const query = `subscription($map: ID!, $since: Revision, $semantics: Semantics = GROUNDED, $reading: ReadingInput) {
  labelsChanged(map: $map, since: $since, semantics: $semantics, reading: $reading) { toRevision changes { element { id } after } }
}`
	w := newWorld(t)
	m := w.fill().Map
	start := w.commit(m, said("a", "text"), argmap.Set(&argmap.Commitment{ID: "ka", Voice: "speaker", Claim: "a", Act: argmap.Asserts}),
		said("b", "text"), argmap.Set(&argmap.Commitment{ID: "kb", Voice: "critics", Claim: "b", Act: argmap.Asserts}))
	all := w.follow(query, vars{"map": m, "since": start, "reading": vars{"support": "NECESSARY"}}, nil)
	one := w.follow(query, vars{"map": m, "since": start, "reading": vars{"voices": []string{"speaker"}}}, nil)
	expect := func(f *follower, at argmap.Revision) {
		t.Helper()
		want := fmt.Sprintf(`"toRevision":%d,"changes":[{"element":{"id":"a"},"after":"OUT"}]`, at)
		if got, _ := f.next(); !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	expect(all, w.commit(m, argmap.Set(&argmap.Element{ID: "new", Kind: argmap.KindRebuttal, Attack: argmap.Rebut, Author: argmap.Local}),
		argmap.Set(&argmap.Link{ID: "new-1", Role: argmap.RolePremiseOf, From: "b", To: "new"}), argmap.Set(&argmap.Link{ID: "new-2", Role: argmap.RoleAttacks, From: "new", To: "a"})))
	expect(one, w.commit(m, argmap.Remove(argmap.Ref{Type: argmap.TypeCommitment, ID: "ka"})))
	for reason, v := range map[string]vars{
		"voice.unknown":        {"map": m, "reading": vars{"voices": []string{"nobody"}}},
		"evaluation.deductive": {"map": m, "reading": vars{"support": "DEDUCTIVE"}, "semantics": "CF2"},
	} {
		if got := w.follow(query, v, nil).end().Extensions["reason"]; got != reason {
			t.Errorf("refused for %v, want %s", got, reason)
		}
	}
}

// TestTheLiveWalk selects every field of every event.
func TestTheLiveWalk(t *testing.T) {
	w := newWorld(t)
	m := w.fill().Map
	held := &argmap.Commitment{ID: "held", Voice: "speaker", Claim: "un", Act: argmap.Asserts}
	w.commit(m, argmap.Remove(argmap.Ref{Type: argmap.TypeElement, ID: "odd"}), asked("why"), argmap.Set(held))
	text, err := os.ReadFile("testdata/walk/live.graphql")
	if err != nil {
		t.Fatal(err)
	}
	queries := strings.Split(string(text), "\n\n")
	events := map[string]json.RawMessage{}
	for name, query := range map[string]string{"MapChanged": queries[0], "QuestionsChanged": queries[1], "LabelsChanged": queries[2]} {
		got, _ := w.follow(query, vars{"map": m}, nil).next()
		events[name] = json.RawMessage(got)
	}
	golden(t, "walk/live.golden.json", indented(t, events))
}

// TestManyFollowers share one look-up, and leave no goroutine behind.
func TestManyFollowers(t *testing.T) {
	w := newWorld(t)
	m := w.fill().Map
	at := w.commit(m, said("first", "text"))
	all := make([]*follower, 500)
	for i := range all {
		all[i] = w.follow(changes, vars{"map": m, "since": at - 1}, nil)
	}
	for _, f := range all {
		f.next()
	}
	calls := w.store.during(func() {
		w.commit(m, said("second", "text"))
		for _, f := range all {
			f.next()
		}
	})
	// The one who watches for all asks every 100 ms, so a slow machine may show a few.
	if n := len(calls); n > 50 {
		t.Errorf("%d followers of one change cost %d calls of the store: %v", len(all), n, calls)
	}
	for _, f := range all {
		f.stop()
	}
	for _, f := range all {
		if errs := <-f.ended; errs != nil {
			t.Errorf("one who leaves is told %v", errs)
		}
	}
	nobodyIsLeft(t)
}

// nobodyIsLeft waits for the goroutines of those who were told to leave.
func nobodyIsLeft(t *testing.T) {
	t.Helper()
	stacks := make([]byte, 1<<20)
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		s := string(stacks[:runtime.Stack(stacks, true)])
		if !strings.Contains(s, "graph.(*feeds)") && !strings.Contains(s, "graph.(*subscriber)") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("goroutines are left:\n%s", s)
		}
	}
}

// TestTheEndOfAMap ends those who follow it.
func TestTheEndOfAMap(t *testing.T) {
	w := newWorld(t)
	m := w.fill().Map
	at := w.commit(m, said("first", "text"))
	f := w.follow(changes, vars{"map": m, "since": at - 1}, nil)
	f.next()
	if _, err := w.ledger.DeleteMap(w.Context(), ledger.Proposal{Map: m, Actor: argmap.Local}); err != nil {
		t.Fatal(err)
	}
	if err := f.end(); err.Extensions["reason"] != "map.not_found" {
		t.Errorf("got %v", err.Extensions)
	}
}
