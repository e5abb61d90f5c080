package evaluation_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/fault"
	"argmap/internal/semantics/why"
	"argmap/internal/snapshot"
)

// dispute draws a debate with preferences, critical questions and standards of proof besides.
func dispute(t *rapid.T) (*sketch, *snapshot.Snapshot, []argmap.ID) {
	m := debate(t)
	var claims, inferences []argmap.ID
	for e := range m.snapshot(t, 1).Elements().All() {
		switch e.(type) {
		case snapshot.Claim:
			claims = append(claims, e.ID())
		case snapshot.Inference:
			inferences = append(inferences, e.ID())
		default:
		}
	}
	claim := rapid.SampledFrom(claims)
	if len(claims) > 1 {
		for i := range rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "preferences") {
			pair := rapid.SliceOfNDistinct(claim, 2, 2, rapid.ID).Draw(t, "preferred")
			m.prefer(fmt.Sprint("p", i), pair[0], pair[1])
		}
	}
	for i := range rapid.SampledFrom([]int{0, 1, 2}).Draw(t, "critical") {
		if len(inferences) > 0 {
			m.press(t, fmt.Sprint("k", i), rapid.SampledFrom(inferences).Draw(t, "about"), claims)
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "standard") == 0 {
		m.dispute("s", string(claim.Draw(t, "one")))
		e := *argmap.ElementIn(m.state, "s")
		e.Question.Standard = rapid.SampledFrom([]argmap.ProofStandard{argmap.Preponderance, argmap.ClearAndConvincing}).Draw(t, "standard")
	}
	for _, c := range claims {
		if rapid.IntRange(0, 4).Draw(t, "held by nobody") == 0 {
			m.state.Apply(argmap.ChangeSet{Map: theMap, Revision: 2, Operations: []argmap.Operation{
				argmap.Remove(argmap.Ref{Type: argmap.TypeCommitment, ID: "k" + c}),
			}})
		}
	}
	snap := m.snapshot(t, 2)
	var ids []argmap.ID
	for e := range snap.Elements().All() {
		ids = append(ids, e.ID())
	}
	return m, snap, ids
}

func (m *sketch) prefer(id string, first, second argmap.ID) {
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindPreference})
	m.join(argmap.RolePreferredIn, first, argmap.ID(id))
	m.join(argmap.RolePreferredTo, argmap.ID(id), second)
}

// press adds a critical question, which may be pressed, and may be answered.
func (m *sketch) press(t *rapid.T, id string, about argmap.ID, claims []argmap.ID) {
	q := &argmap.Inquiry{
		Form: argmap.FormPolar, Answers: argmap.Compatible, Critical: "a-scheme/a-question",
		Force:  rapid.SampledFrom([]argmap.QuestionForce{argmap.Pure, argmap.Challenging, argmap.Challenging}).Draw(t, "force"),
		Burden: rapid.SampledFrom([]argmap.Burden{argmap.BurdenPremise, argmap.BurdenAssumption, argmap.BurdenException}).Draw(t, "burden"),
	}
	q.Effect = rapid.SampledFrom(q.Burden.Effects()).Draw(t, "effect")
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindQuestion, Text: "is " + id + " so?", Question: q})
	l := m.join(argmap.RoleAsksAbout, argmap.ID(id), about)
	if q.Effect == argmap.EffectPremise {
		l.Slot = "s"
		for p := range m.state.LinksTo(about) {
			if p.Role == argmap.RolePremiseOf {
				filled := *p
				filled.Slot = "s"
				m.put(&filled)
				break
			}
		}
	}
	if rapid.Bool().Draw(t, "answered") {
		a := m.join(argmap.RoleAnswers, rapid.SampledFrom(claims).Draw(t, "answer"), argmap.ID(id))
		a.Bearing = rapid.SampledFrom([]argmap.Bearing{argmap.Meets, argmap.Meets, argmap.Fails, ""}).Draw(t, "bearing")
	}
}

// frameworks are the readings that make attacks and needs of a map.
func frameworks() []snapshot.SupportReading {
	return slices.DeleteFunc(snapshot.SupportReadings(), func(r snapshot.SupportReading) bool { return r == snapshot.Balances })
}

func anyReading(t *rapid.T) snapshot.Reading {
	return snapshot.Reading{
		Support: rapid.SampledFrom(append(frameworks(), snapshot.MapReading, snapshot.MapReading)).Draw(t, "support"),
		Rebuts:  rapid.SampledFrom([]snapshot.RebutMode{snapshot.Directed, snapshot.Mutual}).Draw(t, "rebuts"),
		Voices:  rapid.SampledFrom([][]argmap.ID{nil, nil, {"ann"}}).Draw(t, "voices"),
	}
}

// explain explains an element; false where it takes no part.
func explain(t *rapid.T, snap *snapshot.Snapshot, id argmap.ID, r snapshot.Reading, steps int) (*evaluation.Explanation, bool) {
	x, err := service().Explain(t.Context(), snap, id, r, steps)
	if err != nil {
		t.Fatal(err)
	}
	return x, x != nil
}

// Flips are those removals, of all elements that there are, by which what would be if differs.
func TestAFlipFlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, snap, ids := dispute(t)
		r := anyReading(t)
		topic := rapid.SampledFrom(ids).Draw(t, "topic")
		x, ok := explain(t, snap, topic, r, evaluation.MaxSteps)
		if !ok {
			return
		}
		flips, err := x.Flips(t.Context(), evaluation.MaxTries)
		if err != nil || !flips.All {
			t.Fatalf("%+v, %v", flips, err)
		}
		found := map[argmap.ID]argmap.Label{}
		for _, f := range flips.Found {
			found[f.Element.ID()] = f.Label
		}
		for _, id := range ids {
			d, err := service().WhatIf(t.Context(), snap, evaluation.Supposition{Without: []argmap.ID{id}}, evaluation.Request{Reading: r})
			if err != nil {
				t.Fatal(err)
			}
			after, there := d.After.Of(topic)
			want := there && *after.Label != *x.Label
			if label, got := found[id]; got != want || got && label != *after.Label {
				t.Fatalf("without %s, %s (%s) is %v; flips %v", id, topic, *x.Label, value(after.Label), found)
			}
		}
		few, err := x.Flips(t.Context(), 1)
		if err != nil || few.Tried > 1 || few.All && flips.Tried > 1 {
			t.Fatalf("%+v on a budget of 1, %v", few, err)
		}
	})
}

// What is defended is accepted when everything else is removed.
func TestADefenceSuffices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, snap, ids := dispute(t)
		r := anyReading(t)
		topic := rapid.SampledFrom(ids).Draw(t, "topic")
		x, ok := explain(t, snap, topic, r, evaluation.MaxSteps)
		if !ok {
			return
		}
		d, err := x.Defence(t.Context(), evaluation.MaxTries)
		if err != nil || (d != nil) != (*x.Label == argmap.LabelIn) {
			t.Fatalf("%s is %s: %+v, %v", topic, *x.Label, d, err)
		}
		if d == nil {
			return
		}
		var rest []argmap.ID
		for _, id := range ids {
			if !slices.ContainsFunc(d.Elements, func(e snapshot.Element) bool { return e.ID() == id }) {
				rest = append(rest, id)
			}
		}
		what, err := service().WhatIf(t.Context(), snap, evaluation.Supposition{Without: rest}, evaluation.Request{Reading: r})
		if err != nil {
			t.Fatal(err)
		}
		// A rebuttal or an inference goes with what it points at.
		if after, there := what.After.Of(topic); there && *after.Label != argmap.LabelIn || !there && slices.Contains(named(d.Elements), topic) && isClaim(x.Element) {
			t.Fatalf("without %v, %s is %v", rest, topic, value(after.Label))
		}
	})
}

func isClaim(e snapshot.Element) bool { _, claim := e.(snapshot.Claim); return claim }

func named(es []snapshot.Element) []argmap.ID {
	ids := make([]argmap.ID, len(es))
	for i, e := range es {
		ids[i] = e.ID()
	}
	return ids
}

var quoted = regexp.MustCompile(`“([^”]*)”`)

// The words of a step name only its elements, and what these join.
func TestWordsNameOnlyWhatTheyTellOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, snap, ids := dispute(t)
		r := anyReading(t)
		for _, topic := range ids {
			x, ok := explain(t, snap, topic, r, rapid.SampledFrom([]int{1, 2, 3, 5, 1000}).Draw(t, "steps"))
			if !ok {
				continue
			}
			allowed := map[string]bool{}
			for _, s := range x.Steps {
				mine := map[string]bool{}
				for _, e := range slices.Concat([]snapshot.Element{s.Element}, s.On, s.Against) {
					say(mine, e, 2)
				}
				for _, q := range quoted.FindAllStringSubmatch(s.Text, -1) {
					if !mine[q[1]] {
						t.Fatalf("%q names %q, of %v; %s under %+v", s.Text, q[1], mine, topic, r)
					}
					allowed[q[1]] = true
				}
				spelled(t, s.Text)
			}
			for _, q := range quoted.FindAllStringSubmatch(x.Text, -1) {
				if !x.Cut && !allowed[q[1]] {
					t.Fatalf("%q names %q, which no step does", x.Text, q[1])
				}
			}
			spelled(t, x.Text)
		}
	})
}

// say notes the texts by which an element may be named: its own, or those of what it joins; and those of
// questions that it answers or has to meet.
func say(texts map[string]bool, e snapshot.Element, depth int) {
	texts[e.Text()] = true
	if depth == 0 || e == nil {
		return
	}
	var near []snapshot.Element
	add := func(cs ...snapshot.Claim) {
		for _, c := range cs {
			near = append(near, c)
		}
	}
	switch e := e.(type) {
	case snapshot.Claim:
		for _, a := range e.Answers() {
			texts[a.Question.Text()] = true
		}
		for _, i := range e.PremiseOf() {
			for _, q := range i.Questions() {
				texts[q.Text()] = true
			}
		}
	case snapshot.Inference:
		add(e.Premises()...)
		near = append(near, e.Conclusions()...)
		for _, q := range e.Questions() {
			texts[q.Text()] = true
		}
	case snapshot.Rebuttal:
		add(e.Premises()...)
		near = append(near, e.Targets()...)
	case snapshot.Preference:
		near = append(append(near, e.Preferred()...), e.Over()...)
	default:
	}
	for _, n := range near {
		say(texts, n, depth-1)
	}
}

var sentences = regexp.MustCompile(`^[A-Z][^\n]*[^ ,:;.]\.$`)

func spelled(t *rapid.T, text string) {
	if !sentences.MatchString(text) || strings.Contains(text, "  ") || strings.Contains(text, " ,") || strings.Contains(text, ": .") ||
		strings.Contains(text, "nothing to") || strings.Contains(text, "because ,") || strings.Contains(text, "because .") ||
		strings.Count(text, "“") != strings.Count(text, "”") {
		t.Fatalf("%q is no sentence", text)
	}
}

// Each step says what is true of the labels, and the steps of what it rests on are there.
func TestStepsAreTrueAndWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, snap, ids := dispute(t)
		r := anyReading(t)
		labels, err := service().Evaluate(t.Context(), snap, evaluation.Request{Reading: r})
		if err != nil {
			t.Fatal(err)
		}
		label := func(e snapshot.Element) argmap.Label { a, _ := labels.Of(e.ID()); return value(a.Label) }
		for _, topic := range ids {
			x, ok := explain(t, snap, topic, r, evaluation.MaxSteps)
			if a, takesPart := labels.Of(topic); ok != takesPart || ok && (*x.Label != *a.Label || x.Reason != a.Reason) {
				t.Fatalf("%s: %+v, labelled %+v", topic, x, a)
			}
			if !ok {
				continue
			}
			if x.Cut || len(x.Steps) == 0 || x.Steps[0].Element.ID() != topic {
				t.Fatalf("%s: %+v", topic, x)
			}
			own := map[argmap.ID]bool{}
			for _, s := range x.Steps {
				own[s.Element.ID()] = true
			}
			for _, s := range x.Steps {
				if s.Label != label(s.Element) {
					t.Fatalf("%q of %s, which is %s", s.Text, s.Element.ID(), label(s.Element))
				}
				for i, e := range slices.Concat(s.On, s.Against) {
					if !own[e.ID()] && (i < len(s.On) || r.Rebuts != snapshot.Mutual) {
						t.Fatalf("%q rests on %s, which has no step; %+v", s.Text, e.ID(), r)
					}
				}
				if r.Support != snapshot.Deductive && r.Rebuts != snapshot.Mutual {
					holds(t, s, label)
				}
			}
			if (*x.Label == argmap.LabelUndecided) != (len(x.Cycle) > 0) {
				t.Fatalf("%s is %s; the cycle is %v", topic, *x.Label, named(x.Cycle))
			}
		}
	})
}

// holds checks a step against the labels, where all attacks and needs are those of elements.
func holds(t *rapid.T, s evaluation.Step, label func(snapshot.Element) argmap.Label) {
	on, against := argmap.LabelIn, argmap.LabelOut
	switch {
	case s.Label == argmap.LabelUndecided:
		on = argmap.LabelUndecided
	case s.Because == why.Lacks || s.Because == why.Ring:
		on = argmap.LabelOut
	}
	for _, e := range s.On {
		if label(e) != on {
			t.Fatalf("%s %q: %s is %s", s.Because, s.Text, e.ID(), label(e))
		}
	}
	for _, e := range s.Against {
		if label(e) != against {
			t.Fatalf("%s %q: %s is %s", s.Because, s.Text, e.ID(), label(e))
		}
	}
}

func TestExplanationsKeepToTheirBudget(t *testing.T) {
	const n = 100_000
	m := newSketch()
	ids := names("c", n/2)
	m.claims(strings.Join(ids, " "))
	for i := range n/2 - 1 {
		m.attack(fmt.Sprint("r", i), ids[i+1], ids[i])
	}
	snap := m.snapshot(t, 1)
	s := service()
	for _, steps := range []int{1, 200, 1000} {
		x, err := s.Explain(t.Context(), snap, "c0", snapshot.Reading{}, steps)
		if err != nil || len(x.Steps) > steps || len(x.Steps) < min(steps, 100) || !x.Cut || x.Outcome != evaluation.Exact {
			t.Fatalf("%d steps: %d, %v", steps, len(x.Steps), err)
		}
	}
	x, err := s.Explain(t.Context(), snap, "c0", snapshot.Reading{}, 200)
	if err != nil {
		t.Fatal(err)
	}
	f, err := x.Flips(t.Context(), 3)
	if err != nil || f.Tried > 3 || f.All {
		t.Errorf("%d tried, all %v, %v", f.Tried, f.All, err)
	}
}

func TestNoTimeLeavesTheLabelUnknown(t *testing.T) {
	m := newSketch()
	m.claims("a b")
	m.attack("r", "b", "a")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := service()
	x, err := s.Explain(ctx, m.snapshot(t, 1), "a", snapshot.Reading{}, 10)
	if err != nil || x.Outcome != evaluation.Unknown || x.Label != nil || len(x.Steps) > 0 {
		t.Errorf("%+v, %v", x, err)
	}
	if d, err := x.Defence(ctx, 10); d != nil || err != nil {
		t.Errorf("%+v, %v", d, err)
	}
	if f, err := x.Flips(ctx, 10); err != nil || f.All || f.Tried > 0 {
		t.Errorf("%+v, %v", f, err)
	}
	x, err = s.Explain(t.Context(), m.snapshot(t, 1), "a", snapshot.Reading{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if f, err := x.Flips(ctx, 10); err != nil || f.All || f.Tried > 0 {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestWhatCannotBeExplainedIsRefused(t *testing.T) {
	m := newSketch()
	m.claims("a b")
	snap, s := m.snapshot(t, 1), service()
	for reason, ask := range map[string]func() error{
		"element.unknown":      func() error { _, err := s.Explain(t.Context(), snap, "x", snapshot.Reading{}, 10); return err },
		"evaluation.too_small": func() error { _, err := s.Explain(t.Context(), snap, "a", snapshot.Reading{}, -1); return err },
		"evaluation.too_large": func() error { _, err := s.Explain(t.Context(), snap, "a", snapshot.Reading{}, 1001); return err },
		"voice.unknown": func() error {
			_, err := s.Explain(t.Context(), snap, "a", snapshot.Reading{Voices: []argmap.ID{"nobody"}}, 10)
			return err
		},
		"reading.unknown": func() error {
			_, err := s.Explain(t.Context(), snap, "a", snapshot.Reading{Support: "X"}, 10)
			return err
		},
	} {
		if err := ask(); fault.Reason(err) != reason {
			t.Errorf("%v, want %s", err, reason)
		}
	}
	x, err := s.Explain(t.Context(), snap, "a", snapshot.Reading{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Flips(t.Context(), 0); fault.Of(err) != fault.Invalid {
		t.Error(err)
	}
	if _, err := x.Defence(t.Context(), -1); fault.Of(err) != fault.Invalid {
		t.Error(err)
	}
	if _, err := x.Rests(t.Context(), 101); fault.Of(err) != fault.Exhausted {
		t.Error(err)
	}
}

// Texts are quoted on one line, whole where they are short, and cut at the end of a word where not.
func TestTextsAreQuoted(t *testing.T) {
	for text, want := range map[string]string{
		"So it is.":                 "“So it is”",
		"Is it so?":                 "“Is it so?”",
		"a\n\tb c":                  "“a b c”",
		"left \u202eright\u2069":    "“left right”",
		"and so on...":              "“and so on...”",
		strings.Repeat("word ", 40): "“" + strings.TrimSpace(strings.Repeat("word ", 16)) + "…”",
		strings.Repeat("x", 200):    "“" + strings.Repeat("x", 79) + "…”",
		strings.Repeat("人", 200):    "“" + strings.Repeat("人", 79) + "…”",
	} {
		m := newSketch()
		m.claims("a")
		e := *argmap.ElementIn(m.state, "a")
		e.Text = text
		m.put(&e)
		x, err := service().Explain(t.Context(), m.snapshot(t, 1), "a", snapshot.Reading{}, 10)
		if err != nil || x == nil {
			t.Fatalf("%q: %v, %v", text, x, err)
		}
		if x.Text != "The claim "+want+" is accepted, because nothing attacks it." || !utf8.ValidString(x.Text) {
			t.Errorf("%q, %v, want %q", x.Text, err, want)
		}
	}
}
