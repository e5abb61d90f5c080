package argmap

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/fault"
)

// someRecord draws a record that mostly fits a state.
func someRecord(t *rapid.T, s *State) Record {
	element := func() ID {
		ids := append(elementsOf(s), "nobody")
		return rapid.SampledFrom(ids).Draw(t, "element")
	}
	id := ID(fmt.Sprint("n", rapid.IntRange(0, 8).Draw(t, "id")))
	switch rapid.IntRange(0, 7).Draw(t, "type") {
	case 0:
		return claim(id)
	case 1:
		return inRow(id, rapid.SampledFrom([]ID{"", "row"}).Draw(t, "row"), rapid.IntRange(0, 4).Draw(t, "ordinal"))
	case 2:
		return citation("cit"+id, element())
	case 3:
		return &Commitment{ID: "k" + id, Voice: rapid.SampledFrom([]ID{"v", "reporter"}).Draw(t, "voice"), Claim: element(), Act: Asserts, ReportedBy: "v"}
	case 4:
		return inference(id)
	case 5:
		return rebuttal(id, rapid.SampledFrom([]AttackKind{Rebut, Undermine, Undercut}).Draw(t, "attack"))
	default:
		l := link(element(), rapid.SampledFrom(Roles()).Draw(t, "role"), element())
		l.Ordinal = rapid.IntRange(0, 2).Draw(t, "ordinal")
		return l
	}
}

// someOperations draws a change set, of single records or of a deletion.
func someOperations(t *rapid.T, s *State) []Operation {
	if ids := elementsOf(s); len(ids) > 0 && rapid.IntRange(0, 3).Draw(t, "delete") == 0 {
		impact, err := Deletion(s, rapid.SliceOfN(rapid.SampledFrom(ids), 1, 3).Draw(t, "ids"))
		if err != nil {
			t.Fatal(err)
		}
		return impact.Operations
	}
	var ops []Operation
	named := map[Ref]bool{}
	for range rapid.IntRange(1, 5).Draw(t, "operations") {
		op := Set(someRecord(t, s))
		if rapid.IntRange(0, 3).Draw(t, "remove") == 0 {
			op = Remove(rapid.SampledFrom(s.Entries()).Draw(t, "entry").Record.Ref())
		}
		if !named[op.Ref] {
			named[op.Ref] = true
			ops = append(ops, op)
		}
	}
	return ops
}

func next(s *State, ops []Operation) *State {
	after := s.Clone()
	after.Apply(ChangeSet{Map: mapID, Revision: s.Revision() + 1, Operations: ops})
	return after
}

// sameView fails when two views differ in anything that the rules can see of them.
func sameView(t *rapid.T, got, want View, s *State) {
	both := append(s.Entries(), world().Entries()...)
	for _, e := range both {
		ref := e.Record.Ref()
		a, inA := got.Entry(ref)
		b, inB := want.Entry(ref)
		if inA != inB || inA && !Equal(a.Record, b.Record) {
			t.Fatalf("%s is %v and %v", ref, a.Record, b.Record)
		}
		id := ref.ID
		same(t, ref, got.LinksFrom(id), want.LinksFrom(id))
		same(t, ref, got.LinksTo(id), want.LinksTo(id))
		same(t, ref, got.CitationsOf(id), want.CitationsOf(id))
		same(t, ref, got.CommitmentsTo(id), want.CommitmentsTo(id))
		same(t, ref, got.CommitmentsOf(id), want.CommitmentsOf(id))
		same(t, ref, got.QuestionsIn(id), want.QuestionsIn(id))
	}
}

func same[T Record](t *rapid.T, ref Ref, got, want func(func(T) bool)) {
	a, b := slices.Collect(got), slices.Collect(want)
	if !slices.EqualFunc(a, b, func(x, y T) bool { return Equal(x, y) }) {
		t.Fatalf("at %s there are %v and %v", ref, a, b)
	}
}

func TestCheckSeesWhatApplyMakes(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		s := world()
		for range rapid.IntRange(1, 4).Draw(t, "sets") {
			ops := someOperations(t, s)
			full, err := Check(s, library{}, ops, Importing)
			if err != nil {
				continue
			}
			accepted++
			after := next(s, full)
			if after.Revision() != overlaid(s, full).Revision() {
				t.Fatal("the revisions differ")
			}
			sameView(t, overlaid(s, full), after, after)
			s = after
		}
	})
	if accepted < 50 {
		t.Errorf("only %d change sets were accepted", accepted)
	}
}

func TestWhatAnAuthorMayDoLeavesTheMapSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := world()
		for range rapid.IntRange(1, 6).Draw(t, "sets") {
			full, err := Check(s, library{}, someOperations(t, s), Authoring)
			if err != nil {
				continue
			}
			after := next(s, full)
			dangles(t, after)
			for _, d := range defectsOf(after, elementsOf(after)) {
				if d != "MAP-REB-AGAINST u" && d != "MAP-CRIT-ABOUT t" {
					t.Fatalf("after %v there is %s", full, d)
				}
			}
			s = after
		}
	})
}

// dangles fails when a record names one that is not there.
func dangles(t *rapid.T, s *State) {
	need := func(r Record, typ RecordType, id ID) {
		if _, ok := s.Entry(Ref{typ, id}); id != "" && !ok {
			t.Fatalf("%s names the %s %s, which is not there", r.Ref(), typ, id)
		}
	}
	for _, e := range s.Entries() {
		switch r := e.Record.(type) {
		case *Link:
			need(r, TypeElement, r.From)
			need(r, TypeElement, r.To)
		case *Citation:
			need(r, TypeElement, r.Element)
		case *Commitment:
			need(r, TypeVoice, r.Voice)
			need(r, TypeVoice, r.ReportedBy)
			need(r, TypeElement, r.Claim)
		case *Element:
			if r.Question != nil {
				need(r, TypeRow, r.Question.Row)
			}
		case *Properties, *Voice, *Row, *Leftover:
		}
	}
}

func TestDeletionIsWholeAndAccepted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := world()
		ids := rapid.SliceOfN(rapid.SampledFrom(elementsOf(s)), 1, 4).Draw(t, "ids")
		impact, err := Deletion(s, ids)
		if err != nil {
			t.Fatal(err)
		}
		full, err := Check(s, nil, impact.Operations, Authoring)
		if err != nil || len(full) != len(impact.Operations) {
			t.Fatalf("%d of %d operations: %v", len(full), len(impact.Operations), err)
		}
		after := next(s, full)
		dangles(t, after)
		if got, want := len(elementsOf(s))-len(elementsOf(after)), len(impact.Asked)+len(impact.Follows); got != want {
			t.Fatalf("%d elements are gone; the impact tells %d", got, want)
		}
		for _, id := range ids {
			if ElementIn(after, id) != nil {
				t.Fatalf("%s stays", id)
			}
		}
	})
}

func TestUndoRestores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := world()
		full, err := Check(s, library{}, someOperations(t, s), Authoring)
		if err != nil {
			return
		}
		set := ChangeSet{Map: mapID, Revision: 2, Operations: full}
		after := s.Clone()
		after.Apply(set)
		back, err := Undo(after, set)
		if err != nil {
			t.Fatal(err)
		}
		checked, err := Check(after, library{}, back, Authoring)
		if err != nil {
			t.Fatalf("the undo is refused: %v", err)
		}
		if restored := next(after, checked); dumpOf(restored) != dumpOf(s) {
			t.Fatalf("restored is\n%s\nwant\n%s", dumpOf(restored), dumpOf(s))
		}
	})
}

func TestUndoRefusesWhatChangedSince(t *testing.T) {
	s := world()
	set := ChangeSet{Map: mapID, Revision: 2, Operations: []Operation{{
		Ref: Ref{TypeElement, "a"}, Before: claim("a"), After: with(claim("a"), func(e *Element) { e.Text = "two" }),
	}}}
	s.Apply(set)
	third := with(claim("a"), func(e *Element) { e.Text = "three" })
	changed, gone, back := next(s, sets(third)), next(s, removes(third)), next(next(s, sets(third)), set.Operations)
	for name, head := range map[string]*State{"changed": changed, "removed": gone} {
		if _, err := Undo(head, set); fault.Reason(err) != "undo.changed" || fault.Of(err) != fault.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Undo(back, set); err != nil {
		t.Errorf("what is as the change set left it: %v", err)
	}
	if _, err := Undo(s, ChangeSet{Staged: true}); fault.Reason(err) != "undo.import" {
		t.Errorf("an import: %v", err)
	}
	if _, err := Undo(s, ChangeSet{Operations: sets(props())}); fault.Reason(err) != "undo.first" {
		t.Errorf("the first change set: %v", err)
	}
}

func TestConflicts(t *testing.T) {
	s := next(world(), sets(with(claim("a"), func(e *Element) { e.Text = "theirs" })))
	mine := sets(with(claim("a"), func(e *Element) { e.Text = "yours" }))
	f := faultOf(t, Conflicts(s, 1, join(sets(claim("n")), mine)))
	if f.Code != fault.Conflict || f.Details["operation"] != 1 || f.Details["revision"] != Revision(2) || f.Details["since"] != Revision(1) ||
		f.Details["theirs"].(*Element).Text != "theirs" || f.Details["yours"].(*Element).Text != "yours" {
		t.Errorf("the conflict is %+v", f)
	}
	if err := Conflicts(s, 1, removes(claim("a"))); fault.Of(err) != fault.Conflict {
		t.Errorf("removing what was changed: %v", err)
	}
	for name, ops := range map[string][]Operation{
		"the same value": sets(with(claim("a"), func(e *Element) { e.Text = "theirs" })),
		"something else": sets(with(claim("b"), func(e *Element) { e.Text = "x" })), "an addition": sets(link("a", RoleRaises, "q2")),
		"what is gone": removes(claim("x")),
	} {
		if err := Conflicts(s, 1, ops); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Conflicts(s, 2, mine); err != nil {
		t.Errorf("after both were seen: %v", err)
	}
}
