package evaluation_test

import (
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// What would be is what is once the change is made: the same labels, and flips between the two.
func TestWhatIfIsWhatBecomes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := debate(t)
		snap := m.snapshot(t, 1)
		r := evaluation.Request{}
		if rapid.Bool().Draw(t, "by name") {
			r.Reading.Voices = []argmap.ID{"ann"}
		}
		var ids []argmap.ID
		for e := range snap.Elements().All() {
			ids = append(ids, e.ID())
		}
		without := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 0, 2, rapid.ID).Draw(t, "without")
		impact, err := argmap.Deletion(m.state, without)
		if err != nil {
			t.Fatal(err)
		}
		m.state.Apply(argmap.ChangeSet{Map: theMap, Revision: 2, Operations: impact.Operations})
		what := evaluation.Supposition{Without: without}
		m.suppose(t, &what)
		d, err := service().WhatIf(t.Context(), snap, what, r)
		if err != nil {
			t.Fatal(err)
		}
		become, err := service().Evaluate(t.Context(), m.snapshot(t, 3), r)
		if err != nil {
			t.Fatal(err)
		}
		flips := map[argmap.ID]evaluation.Flip{}
		for _, f := range d.Flips {
			flips[f.Element.ID()] = f
		}
		for _, id := range append(ids, "new", "step", "against") {
			was, _ := snap.Verdict(id)
			now, _ := become.Of(id)
			got, _ := d.After.Of(id)
			if !same(got.Label, now.Label) {
				t.Fatalf("%s would be %v, and becomes %v", id, value(got.Label), value(now.Label))
			}
			if f, flipped := flips[id]; flipped != (was.Label != value(now.Label)) || flipped && (value(f.Before.Label) != was.Label || !same(f.After.Label, now.Label)) {
				t.Fatalf("%s was %q, becomes %q: %+v", id, was.Label, value(now.Label), f)
			}
		}
		if d.After.Revision != 1 || snap.Elements().Len() != len(ids) {
			t.Fatal("something was changed")
		}
	})
}

// suppose draws what comes, and makes it of the sketch too.
func (m *sketch) suppose(t *rapid.T, what *evaluation.Supposition) {
	if rapid.Bool().Draw(t, "nothing comes") {
		return
	}
	m.links = 1000
	what.Claims = []evaluation.SupposedClaim{{Key: "new", Text: "new"}}
	m.claims("new")
	var ends []string
	for e := range m.snapshot(t, 2).Elements().All() {
		if k := e.ElementKind(); k == argmap.KindClaim || k == argmap.KindInference || k == argmap.KindRebuttal {
			ends = append(ends, string(e.ID()))
		}
	}
	if rapid.Bool().Draw(t, "step") {
		end := rapid.SampledFrom(ends).Draw(t, "conclusion")
		what.Inferences = []evaluation.SupposedInference{{Key: "step", Premises: []argmap.ID{"new"}, Conclusion: argmap.ID(end)}}
		m.infer("step", "new", end)
		ends = append(ends, "step")
	}
	if rapid.Bool().Draw(t, "against") {
		end := rapid.SampledFrom(ends).Draw(t, "target")
		what.Rebuttals = []evaluation.SupposedRebuttal{{Key: "against", Premises: []argmap.ID{"new"}, Target: argmap.ID(end)}}
		m.attack("against", "new", end)
	}
}

func same(a, b *argmap.Label) bool { return value(a) == value(b) && (a == nil) == (b == nil) }

func value(l *argmap.Label) argmap.Label {
	if l == nil {
		return ""
	}
	return *l
}

func TestWhatCannotBeIsNotSupposed(t *testing.T) {
	m := newSketch()
	m.claims("a b")
	m.infer("i", "a", "b")
	snap := m.snapshot(t, 1)
	for name, c := range map[string]struct {
		what   evaluation.Supposition
		reason string
	}{
		"an element that is not there": {evaluation.Supposition{Without: []argmap.ID{"x"}}, "element.unknown"},
		"a claim without text":         {evaluation.Supposition{Claims: []evaluation.SupposedClaim{{Key: "x"}}}, string(argmap.RuleClaimText)},
		"a key that is taken":          {evaluation.Supposition{Claims: []evaluation.SupposedClaim{{Key: "a", Text: "x"}}}, "evaluation.key"},
		"a key twice":                  {evaluation.Supposition{Claims: []evaluation.SupposedClaim{{Key: "x", Text: "x"}, {Key: "x", Text: "x"}}}, "evaluation.key"},
		"a premise that goes": {evaluation.Supposition{
			Without:   []argmap.ID{"a"},
			Rebuttals: []evaluation.SupposedRebuttal{{Premises: []argmap.ID{"a"}, Target: "b"}},
		}, string(argmap.RuleEnds)},
		"no premises": {evaluation.Supposition{Inferences: []evaluation.SupposedInference{{Conclusion: "b"}}}, string(argmap.RuleInfPremise)},
	} {
		if _, err := service().WhatIf(t.Context(), snap, c.what, evaluation.Request{}); fault.Reason(err) != c.reason {
			t.Errorf("%s: %v", name, err)
		}
	}
	unnamed := evaluation.Supposition{Rebuttals: []evaluation.SupposedRebuttal{{Premises: []argmap.ID{"b"}, Target: "a", Against: "i"}}}
	d, err := service().WhatIf(t.Context(), snap, unnamed, evaluation.Request{})
	if err != nil || len(d.Flips) != 4 {
		t.Fatalf("an unnamed rebuttal: %+v, %v", d, err)
	}
	if r, is := d.Flips[len(d.Flips)-1].Element.(snapshot.Rebuttal); is && r.Kind() != argmap.Undermine {
		t.Errorf("it is %s", r.Kind())
	}
}

// The edits that are named flip the label when they are made alone, and none of them can be left out.
func TestTheNamedEditsFlipTheLabel(t *testing.T) {
	tested := 0
	rapid.Check(t, func(t *rapid.T) {
		m := debate(t)
		before := m.snapshot(t, 1)
		after := before
		var sets []argmap.ChangeSet
		last := argmap.Revision(rapid.IntRange(2, 5).Draw(t, "revisions"))
		for revision := argmap.Revision(2); revision <= last; revision++ {
			set := argmap.ChangeSet{Map: theMap, Revision: revision, Operations: m.edit(t, after, int(revision))}
			next, err := after.Apply(set)
			if err != nil {
				t.Fatal(err)
			}
			after, sets = next, append(sets, set)
		}
		c, err := service().Changed(t.Context(), before, after, sets, evaluation.Request{})
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range c.Changes {
			id := change.Element.ID()
			was, _ := before.Verdict(id)
			now, _ := after.Verdict(id)
			if value(change.Before.Label) != was.Label || value(change.After.Label) != now.Label || was.Label == now.Label {
				t.Fatalf("%s: %+v, was %s, is %s", id, change.Flip, was.Label, now.Label)
			}
			if !change.Tested {
				t.Fatalf("%s was not tested", id)
			}
			tested++
			if got := made(t, before, change.Edits, id); got != now.Label {
				t.Fatalf("%s: the edits make it %q, want %s", id, got, now.Label)
			}
			for i := range change.Edits {
				rest := append(append([]evaluation.Edit{}, change.Edits[:i]...), change.Edits[i+1:]...)
				if got := made(t, before, rest, id); got == now.Label {
					t.Fatalf("%s: %v is not needed", id, change.Edits[i].Ref)
				}
			}
		}
		flipped := 0
		for e := range before.Elements().All() {
			was, there := before.Verdict(e.ID())
			now, still := after.Verdict(e.ID())
			if there && still && was.Label != now.Label {
				flipped++
			}
		}
		if flipped != len(c.Changes) {
			t.Fatalf("%d changes, %d flipped", len(c.Changes), flipped)
		}
	})
	if tested == 0 {
		t.Error("no label flipped at all")
	}
}

// made gives the label of an element after some edits alone; empty where they cannot be made alone.
func made(t *rapid.T, before *snapshot.Snapshot, edits []evaluation.Edit, id argmap.ID) argmap.Label {
	set := argmap.ChangeSet{Map: theMap, Revision: before.Revision() + 1}
	for _, e := range edits {
		set.Operations = append(set.Operations, e.Operation)
	}
	s, err := before.Apply(set)
	if err != nil {
		return ""
	}
	v, _ := s.Verdict(id)
	return v.Label
}

// edit draws a change set: a new rebuttal, a new reason, a voice that no longer holds a claim, or
// something gone.
func (m *sketch) edit(t *rapid.T, head *snapshot.Snapshot, revision int) []argmap.Operation {
	var ids, claims []argmap.ID
	for e := range head.Elements().All() {
		ids = append(ids, e.ID())
		if e.ElementKind() == argmap.KindClaim {
			claims = append(claims, e.ID())
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if len(claims) == 0 || rapid.IntRange(0, 3).Draw(t, "remove") == 0 {
		impact, err := argmap.Deletion(head, []argmap.ID{rapid.SampledFrom(ids).Draw(t, "removed")})
		if err != nil {
			t.Fatal(err)
		}
		return impact.Operations
	}
	before := newSketch()
	before.links = 1000 * revision
	for e := range head.Entries() {
		before.put(e.Record)
	}
	id := "n" + names("", revision+1)[revision]
	before.claims(id)
	end := string(rapid.SampledFrom(claims).Draw(t, "end"))
	if rapid.Bool().Draw(t, "rebut") {
		before.attack("a"+id, id, end)
	} else {
		before.infer("i"+id, id, end)
	}
	var operations []argmap.Operation
	for _, e := range before.state.Entries() {
		if old, there := head.Entry(e.Record.Ref()); !there {
			operations = append(operations, argmap.Set(e.Record))
		} else if !argmap.Equal(old.Record, e.Record) {
			t.Fatalf("%s changed", e.Record.Ref())
		}
	}
	return operations
}
