package evaluation_test

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/fault"
	"argmap/internal/semantics/gradual"
	"argmap/internal/snapshot"
)

// Influences are the largest of what the attribution says of elements, by descending size.
func TestInfluencesAreThoseOfTheAttribution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, snap, ids := dispute(t)
		r := evaluation.StrengthRequest{Reading: anyReading(t), Semantics: rapid.SampledFrom(gradual.AllSemantics()).Draw(t, "semantics")}
		method := rapid.SampledFrom([]gradual.Method{gradual.Removal, gradual.Gradient, gradual.Shapley}).Draw(t, "method")
		topic := rapid.SampledFrom(ids).Draw(t, "topic")
		in, err := service().Influences(t.Context(), snap, topic, r, method, evaluation.MaxInfluences)
		if err != nil {
			t.Fatal(err)
		}
		f, err := snap.Framework(r.Reading)
		if err != nil {
			t.Fatal(err)
		}
		node, ok := f.Node(topic)
		if ok != (in != nil) {
			t.Fatalf("%s takes part: %v", topic, ok)
		}
		if !ok {
			return
		}
		a, err := f.Graph(snapshot.ClaimBase).Attribute(t.Context(), r.Semantics, method, node)
		if err != nil {
			t.Fatal(err)
		}
		found, last := map[argmap.ID]float64{}, math.Inf(1)
		for _, i := range in.Found {
			if size := math.Abs(i.Amount); size > last+1e-8 {
				t.Fatalf("%v comes after %v", size, last)
			} else if last = size; found[i.Element.ID()] != 0 {
				t.Fatalf("%s is told twice", i.Element.ID())
			}
			found[i.Element.ID()] = i.Amount
		}
		for n, e := range f.Elements() {
			if want := a.Values[n]; n != node && a.Outcomes[n] != gradual.Unknown && math.Abs(found[e.ID()]-want) > 1e-6 {
				t.Fatalf("%s moves %s by %v, want %v", e.ID(), topic, found[e.ID()], want)
			}
		}
		first, err := service().Influences(t.Context(), snap, topic, r, method, 1)
		if err != nil || len(first.Found) != min(1, in.Count) || first.Count != in.Count {
			t.Fatalf("%+v, %v", first, err)
		}
	})
}

func TestSampledSharesSayTheirError(t *testing.T) {
	m := newSketch()
	claims := names("c", 9)
	for _, c := range claims {
		m.claims(c)
	}
	for _, c := range claims[1:] {
		m.attack("r"+c, c, "c0")
	}
	in, err := service().Influences(t.Context(), m.snapshot(t, 1), "c0", evaluation.StrengthRequest{}, gradual.Shapley, 100)
	if err != nil || in.Outcome != evaluation.Estimated || in.Samples == 0 || !in.Converged || in.Iterations != 1 || in.Count != 16 {
		t.Fatalf("%+v, %v", in, err)
	}
	for _, i := range in.Found {
		if i.Error == nil || *i.Error < 0 || i.Amount >= 0 || i.Outcome != evaluation.Estimated {
			t.Errorf("%+v", i)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if in, err := service().Influences(ctx, m.snapshot(t, 1), "c0", evaluation.StrengthRequest{}, gradual.Shapley, 100); err != nil || in.Outcome != evaluation.Unknown || in.Known {
		t.Errorf("without time %+v, %v", in, err)
	}
	if _, err := evaluation.ParseMethod("GUESS"); fault.Of(err) != fault.Invalid {
		t.Error(err)
	}
}

// An open critical question is listed where its inference bears on the label, with what answers would do.
func TestOpenCriticalQuestionsAreTriedOut(t *testing.T) {
	m := newSketch()
	m.claims("a b c")
	m.infer("i", "b", "a")
	m.challenge("pressed", "i", argmap.BurdenAssumption)
	m.infer("j", "c", "b")
	m.challenge("asked", "j", argmap.BurdenAssumption)
	argmap.ElementIn(m.state, "asked").Question.Force = argmap.Pure
	for _, reading := range []snapshot.Reading{{}, {Voices: []argmap.ID{"ann"}}} {
		x, err := service().Explain(t.Context(), m.snapshot(t, 1), "a", reading, 100)
		if err != nil || *x.Label != argmap.LabelOut {
			t.Fatal(x, err)
		}
		rests, err := x.Rests(t.Context(), 10)
		if err != nil || len(rests.Questions) != 1 || rests.More {
			t.Fatalf("%+v, %v", rests, err)
		}
		if q := rests.Questions[0]; q.Question.ID() != "pressed" || q.About.ID() != "i" || !q.Matters || *q.IfMet != argmap.LabelIn || *q.IfFailed != argmap.LabelOut {
			t.Errorf("%+v", q)
		}
	}
	x, err := service().Explain(t.Context(), m.snapshot(t, 1), "b", snapshot.Reading{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	rests, err := x.Rests(t.Context(), 10)
	if err != nil || len(rests.Questions) != 1 || *rests.Questions[0].IfMet != argmap.LabelIn || *rests.Questions[0].IfFailed != argmap.LabelOut || !rests.Questions[0].Matters {
		t.Errorf("%+v, %v", rests, err)
	}
}
