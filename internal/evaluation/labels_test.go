package evaluation_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/fault"
	"argmap/internal/semantics/dung"
	"argmap/internal/semantics/gradual"
	"argmap/internal/snapshot"
)

func service() *evaluation.Service { return evaluation.New(evaluation.Options{Budget: time.Minute}) }

// extensions gives all of them.
func extensions(t tester, s *evaluation.Service, snap *snapshot.Snapshot, r evaluation.Request) []evaluation.Extension {
	t.Helper()
	var all []evaluation.Extension
	for after := -1; ; after = len(all) - 1 {
		p, err := s.Extensions(context.Background(), snap, r, 64, after)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p.Extensions...)
		if want := map[bool]evaluation.Outcome{true: evaluation.NoExtension, false: evaluation.Exact}[len(all) == 0]; p.Outcome != want {
			t.Fatalf("outcome %s with %d extensions", p.Outcome, len(all))
		}
		if !p.More {
			return all
		}
	}
}

// Labels and acceptance are what all extensions say together.
func TestLabelsAreWhatTheExtensionsAgreeOn(t *testing.T) {
	s := service()
	revision := argmap.Revision(0)
	rapid.Check(t, func(t *rapid.T) {
		revision++
		snap := debate(t).snapshot(t, revision)
		sem := rapid.SampledFrom([]dung.Semantics{
			dung.Grounded, dung.Complete, dung.Preferred, dung.Stable, dung.SemiStable, dung.Ideal, dung.Eager,
		}).Draw(t, "semantics")
		r := evaluation.Request{Semantics: sem, Reading: snapshot.Reading{Rebuts: rapid.SampledFrom([]snapshot.RebutMode{"", snapshot.Mutual}).Draw(t, "rebuts")}}
		l, err := s.Evaluate(t.Context(), snap, r)
		if err != nil {
			t.Fatal(err)
		}
		all := extensions(t, s, snap, r)
		n, err := s.Count(t.Context(), snap, r)
		if err != nil || n.N != len(all) || n.More || n.Outcome == evaluation.Unknown {
			t.Fatalf("counted %+v of %d, %v", n, len(all), err)
		}
		for e, a := range l.All() {
			agrees(t, e.ID(), a, all)
		}
		if l.Revision != revision || (l.Outcome == evaluation.NoExtension) != (len(all) == 0) {
			t.Fatalf("outcome %s at revision %d", l.Outcome, l.Revision)
		}
	})
}

func agrees(t *rapid.T, id argmap.ID, a evaluation.Acceptance, all []evaluation.Extension) {
	var labels []argmap.Label
	for _, x := range all {
		v, _ := x.Label(id)
		labels = append(labels, v.Label)
		if inside := slices.ContainsFunc(x.In, func(e snapshot.Element) bool { return e.ID() == id }); inside != (v.Label == argmap.LabelIn) {
			t.Fatalf("%s is %s and in the extension: %v", id, v.Label, inside)
		}
	}
	in := func(l argmap.Label) bool { return l == argmap.LabelIn }
	notIn := func(l argmap.Label) bool { return !in(l) }
	if *a.Credulous != slices.ContainsFunc(labels, in) || *a.Sceptical == slices.ContainsFunc(labels, notIn) {
		t.Fatalf("%s: credulous %v, sceptical %v, labels %v", id, *a.Credulous, *a.Sceptical, labels)
	}
	if len(all) == 0 {
		if a.Label != nil {
			t.Fatalf("%s is %s without any extension", id, *a.Label)
		}
		return
	}
	want := argmap.LabelUndecided
	if len(slices.Compact(slices.Clone(labels))) == 1 {
		want = labels[0]
	}
	if *a.Label != want {
		t.Fatalf("%s is %s, the extensions say %v", id, *a.Label, labels)
	}
}

func TestTheDefaultIsTheVerdictOfTheSnapshot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		snap := debate(t).snapshot(t, 1)
		l, err := service().Evaluate(t.Context(), snap, evaluation.Request{})
		if err != nil || l.Outcome != evaluation.Exact {
			t.Fatal(l, err)
		}
		for e := range snap.Elements().All() {
			v, ok := snap.Verdict(e.ID())
			a, there := l.Of(e.ID())
			if ok != there || ok && (*a.Label != v.Label || a.Reason != v.Reason) {
				t.Fatalf("%s: %+v, want %+v", e.ID(), a, v)
			}
		}
	})
}

// An odd cycle leaves the claim behind it undecided in the one preferred extension; nobody may call it
// OUT because no extension accepts it.
func TestNotAcceptedIsNotRejected(t *testing.T) {
	m := newSketch()
	m.claims("a b c d e f")
	m.attack("ra", "a", "b")
	m.attack("rb", "b", "c")
	m.attack("rc", "c", "a")
	m.attack("rd", "a", "d")
	m.attack("re", "e", "f")
	m.attack("rf", "f", "e")
	snap := m.snapshot(t, 1)
	for _, sem := range []dung.Semantics{dung.Preferred, dung.SemiStable} {
		l, err := service().Evaluate(t.Context(), snap, evaluation.Request{Semantics: sem})
		if err != nil {
			t.Fatal(err)
		}
		if a, _ := l.Of("d"); *a.Label != argmap.LabelUndecided || *a.Credulous || *a.Sceptical {
			t.Errorf("%s: %+v", sem, *a.Label)
		}
	}
	l, err := service().Evaluate(t.Context(), snap, evaluation.Request{Semantics: dung.Stable})
	if err != nil || l.Outcome != evaluation.NoExtension {
		t.Errorf("stable: %s, %v", l.Outcome, err)
	}
	if a, _ := l.Of("d"); a.Label != nil || *a.Credulous || !*a.Sceptical {
		t.Errorf("without an extension: %+v", a)
	}
}

// STAGE and CF2 accept one claim of an odd cycle, each in another extension, and leave nothing undecided.
func TestNaiveSemanticsLeaveNothingUndecided(t *testing.T) {
	m := newSketch()
	m.claims("a b c d")
	m.attack("ra", "a", "b")
	m.attack("rb", "b", "c")
	m.attack("rc", "c", "a")
	m.claims("e")
	m.attack("rd", "e", "d")
	snap := m.snapshot(t, 1)
	for _, sem := range []dung.Semantics{dung.Stage, dung.CF2} {
		l, err := service().Evaluate(t.Context(), snap, evaluation.Request{Semantics: sem})
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[argmap.ID]argmap.Label{"a": argmap.LabelUndecided, "d": argmap.LabelOut} {
			if a, _ := l.Of(id); *a.Label != want || *a.Credulous != (want == argmap.LabelUndecided) || *a.Sceptical {
				t.Errorf("%s: %s is %s", sem, id, *a.Label)
			}
		}
	}
}

func TestAnEndedContextGivesUnknown(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	m := newSketch()
	m.claims("a")
	snap := m.snapshot(t, 1)
	s := service()
	l, err := s.Evaluate(ctx, snap, evaluation.Request{Semantics: dung.Preferred})
	if err != nil || l.Outcome != evaluation.Unknown {
		t.Fatal(l, err)
	}
	if a, ok := l.Of("a"); !ok || a.Label != nil || a.Credulous != nil {
		t.Errorf("a is %+v", a)
	}
	x, err := s.Strengths(ctx, snap, evaluation.StrengthRequest{})
	if v, ok := x.Of("a"); err != nil || x.Outcome != evaluation.Unknown || !ok || v.Outcome != evaluation.Unknown {
		t.Errorf("strengths %+v, %v", x, err)
	}
	// What one caller could not wait for is there for the next.
	if l, err := s.Evaluate(t.Context(), snap, evaluation.Request{Semantics: dung.Preferred}); err != nil || l.Outcome != evaluation.Exact {
		t.Errorf("after it: %v, %v", l, err)
	}
}

func TestOneEvaluationAnswersAll(t *testing.T) {
	m := newSketch()
	m.claims("a b")
	m.attack("r", "a", "b")
	snap := m.snapshot(t, 1)
	s := service()
	found := make([]*evaluation.Labels, 16)
	var all sync.WaitGroup
	for i := range found {
		all.Go(func() {
			found[i], _ = s.Evaluate(context.Background(), snap, evaluation.Request{Semantics: dung.Preferred})
		})
	}
	all.Wait()
	again, err := s.Evaluate(t.Context(), snap, evaluation.Request{Semantics: dung.Preferred})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range found {
		if l != again {
			t.Errorf("another evaluation: %p, want %p", l, again)
		}
	}
	if other, err := s.Evaluate(t.Context(), m.snapshot(t, 2), evaluation.Request{Semantics: dung.Preferred}); err != nil || other == again || other.Revision != 2 {
		t.Errorf("another revision gives %v, %v", other, err)
	}
}

func TestStrengthsByHand(t *testing.T) {
	m := newSketch()
	m.claims("a b c")
	m.infer("i", "a", "c")
	m.attack("r", "b", "c")
	m.attack("u", "b", "i")
	snap := m.snapshot(t, 3)
	s := service()
	x, err := s.Strengths(t.Context(), snap, evaluation.StrengthRequest{Semantics: gradual.DFQuAD})
	if err != nil || x.Outcome != evaluation.Exact || x.Revision != 3 {
		t.Fatal(x, err)
	}
	// u and r have 0.5; i is 1·(1−0.5) times 0.5; c is 0.5 + 0.5·((1−0.5) − (1−0.25)).
	for id, want := range map[argmap.ID]float64{"a": 0.5, "b": 0.5, "u": 0.5, "r": 0.5, "i": 0.25, "c": 0.375} {
		if v, ok := x.Of(id); !ok || math.Abs(v.Value-want) > 1e-12 {
			t.Errorf("%s is %v, want %v", id, v.Value, want)
		}
	}
	one := 1.0
	if x, err := s.Strengths(t.Context(), snap, evaluation.StrengthRequest{Base: &one}); err != nil || x.Result.Strengths == nil {
		t.Fatal(err)
	} else if v, _ := x.Of("a"); v.Value != 1 {
		t.Errorf("a with the base 1 is %v", v)
	}
	if _, err := s.Strengths(t.Context(), snap, evaluation.StrengthRequest{Semantics: 99}); fault.Reason(err) != "evaluation.semantics" {
		t.Errorf("semantics 99: %v", err)
	}
	for _, bad := range []float64{-0.1, 1.1, math.NaN()} {
		if _, err := s.Strengths(t.Context(), snap, evaluation.StrengthRequest{Base: &bad}); fault.Reason(err) != "evaluation.base" {
			t.Errorf("base %v: %v", bad, err)
		}
	}
}

func TestPagesAreBounded(t *testing.T) {
	m := newSketch()
	var pairs []string
	for _, id := range names("p", 40) {
		pairs = append(pairs, id)
		m.claims(id)
	}
	for i := 0; i < len(pairs); i += 2 {
		m.attack("x"+pairs[i], pairs[i], pairs[i+1])
		m.attack("y"+pairs[i], pairs[i+1], pairs[i])
	}
	snap := m.snapshot(t, 1)
	s := service()
	r := evaluation.Request{Semantics: dung.Stable}
	if n, err := s.Count(t.Context(), snap, r); err != nil || n.N != evaluation.MaxExtensions || !n.More {
		t.Errorf("counted %+v, %v", n, err)
	}
	p, err := s.Extensions(t.Context(), snap, r, 5, 99)
	if err != nil || len(p.Extensions) != 5 || p.Extensions[0].Number != 100 || !p.More {
		t.Errorf("page %+v, %v", p, err)
	}
	for _, bad := range [][2]int{{0, -1}, {evaluation.MaxPage + 1, -1}, {1, -2}, {1, evaluation.MaxExtensions}} {
		if _, err := s.Extensions(t.Context(), snap, r, bad[0], bad[1]); err == nil || !strings.HasPrefix(fault.Reason(err), "evaluation.") {
			t.Errorf("%v: %v", bad, err)
		}
	}
}
