package authoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// pick draws the id of a record of the types, or one that names nothing.
func pick(t *rapid.T, s *snapshot.Snapshot, fits func(argmap.Record) bool) argmap.ID {
	var ids []argmap.ID
	for e := range s.Entries() {
		if fits(e.Record) {
			ids = append(ids, e.Record.Ref().ID)
		}
	}
	if len(ids) == 0 {
		return "nobody"
	}
	return rapid.SampledFrom(ids).Draw(t, "id")
}

func ofKind(kinds ...argmap.Kind) func(argmap.Record) bool {
	return func(r argmap.Record) bool {
		e, ok := r.(*argmap.Element)
		return ok && slices.Contains(kinds, e.Kind)
	}
}

func ofType(types ...argmap.RecordType) func(argmap.Record) bool {
	return func(r argmap.Record) bool { return slices.Contains(types, r.Ref().Type) }
}

// drawn draws an operation that mostly fits the map.
func drawn(t *rapid.T, s *snapshot.Snapshot) authoring.OperationInput {
	aClaim := ofKind(argmap.KindClaim)
	relation := ofKind(argmap.KindClaim, argmap.KindInference, argmap.KindRebuttal)
	fresh := func() string { return rapid.StringMatching(`[a-z]{1,4}\?`).Draw(t, "text") }
	switch rapid.IntRange(0, 12).Draw(t, "operation") {
	case 0:
		return voice("", fresh())
	case 1:
		return row("")
	case 2, 3:
		return claim("", fresh())
	case 4:
		return inference("", string(pick(t, s, relation)), string(pick(t, s, aClaim)))
	case 5:
		return rebuttal("", string(pick(t, s, relation)), "", string(pick(t, s, aClaim)))
	case 6:
		in := authoring.QuestionInput{Text: fresh(), RaisedBy: []argmap.ID{pick(t, s, relation)}}
		if rapid.Bool().Draw(t, "in a row") {
			in.Row = new(pick(t, s, ofType(argmap.TypeRow)))
		}
		return question(in)
	case 7:
		return answer(string(pick(t, s, ofKind(argmap.KindQuestion))), string(pick(t, s, aClaim)))
	case 8:
		return cite(string(pick(t, s, ofType(argmap.TypeElement))), words("s1p1", rapid.SampledFrom([]string{"criteria", "means", "Under"}).Draw(t, "words")))
	case 9:
		return update(authoring.ElementUpdate{ID: pick(t, s, ofType(argmap.TypeElement)), Text: authoring.Of(fresh())})
	case 10:
		return deletion(string(pick(t, s, ofType(argmap.TypeElement))))
	case 11:
		against := ""
		if rapid.Bool().Draw(t, "as a premise") {
			against = string(pick(t, s, ofKind(argmap.KindInference)))
		}
		return redirect(string(pick(t, s, ofKind(argmap.KindInference, argmap.KindRebuttal))), string(pick(t, s, relation)), against)
	default:
		return removal(string(pick(t, s, ofType(argmap.TypeLink, argmap.TypeCitation, argmap.TypeCommitment, argmap.TypeVoice, argmap.TypeRow))))
	}
}

// refused reports whether an error is one that a list drawn at random may meet.
func refused(err error) bool {
	return fault.Of(err) == fault.Invalid || fault.Of(err) == fault.NotFound
}

func TestUndoOfAnyCommandGivesTheMapBefore(t *testing.T) {
	k := newKit(t)
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		k.m = k.create(t)
		for range rapid.IntRange(1, 12).Draw(t, "commands") {
			before := k.head(t)
			ops := []authoring.OperationInput{drawn(t, before)}
			if rapid.Bool().Draw(t, "two") {
				ops = append(ops, drawn(t, before))
			}
			r, err := k.apply(ops...)
			if err != nil {
				if !refused(err) {
					t.Fatalf("%+v: %v", ops, err)
				}
				continue
			}
			accepted++
			sound(t, r.Snapshot)
			if r.Revision == before.Revision() {
				continue
			}
			undone, err := k.s.Undo(k.ctx, k.write(), r.Revision)
			if err != nil {
				t.Fatalf("undo: %v", err)
			}
			if got, want := dump(undone.Snapshot), dump(before); got != want {
				t.Fatalf("after the undo of %+v the map is\n%s\nwant\n%s", ops, got, want)
			}
			if again, err := k.s.Undo(k.ctx, k.write(), undone.Revision); err != nil || dump(again.Snapshot) != dump(r.Snapshot) {
				t.Fatalf("the undo cannot be undone: %v", err)
			}
		}
	})
	if accepted < 100 {
		t.Errorf("only %d commands were accepted; the law saw too little", accepted)
	}
}

func TestRestoringGivesTheMapOfAnyRevision(t *testing.T) {
	k := newKit(t)
	rapid.Check(t, func(t *rapid.T) {
		k.m = k.create(t)
		states := []string{dump(k.head(t))}
		for range rapid.IntRange(1, 12).Draw(t, "commands") {
			before := k.head(t)
			r, err := k.apply(drawn(t, before), drawn(t, before))
			if err != nil && !refused(err) {
				t.Fatal(err)
			}
			if err == nil && r.Revision > before.Revision() {
				states = append(states, dump(r.Snapshot))
			}
		}
		for range 3 {
			back := rapid.IntRange(1, len(states)).Draw(t, "revision")
			head := k.head(t)
			r, err := k.s.Restore(k.ctx, k.write(), argmap.Revision(back))
			if err != nil {
				t.Fatalf("restore of %d: %v", back, err)
			}
			if got, want := dump(r.Snapshot), states[back-1]; got != want {
				t.Fatalf("the map restored to %d is\n%s\nwant\n%s", back, got, want)
			}
			if r.Revision == head.Revision() {
				continue // it was so already
			}
			states = append(states, states[back-1])
			undone, err := k.s.Undo(k.ctx, k.write(), r.Revision)
			if err != nil || dump(undone.Snapshot) != dump(head) {
				t.Fatalf("the restoring cannot be undone: %v", err)
			}
			states = append(states, dump(head))
		}
	})
}

// sound fails when anything dangles or an element breaks a rule that authors must keep.
func sound(t *rapid.T, s *snapshot.Snapshot) {
	for e := range s.Entries() {
		el, ok := e.Record.(*argmap.Element)
		if !ok {
			continue
		}
		for _, d := range argmap.Defects(s, el.ID) {
			if d.Rule != argmap.RuleRebAgainst {
				t.Fatalf("%s: %s", d.Rule, d.Message)
			}
		}
	}
}

func TestACopyIsTheSameMapUnderOtherNames(t *testing.T) {
	k := newKit(t)
	rapid.Check(t, func(t *rapid.T) {
		k.m = k.create(t)
		for range rapid.IntRange(1, 25).Draw(t, "commands") {
			if _, err := k.apply(drawn(t, k.head(t))); err != nil && !refused(err) {
				t.Fatal(err)
			}
		}
		original := k.head(t)
		isCopy(t, k, original)
	})
}

func isCopy(t *rapid.T, k *kit, original *snapshot.Snapshot) {
	r, err := k.s.CopyMap(k.ctx, k.write(), authoring.CopyMapInput{Title: new("copy")})
	if err != nil {
		t.Fatal(err)
	}
	p := r.Snapshot.Properties()
	if p.Title != "copy" || p.CopiedFrom != k.m || p.CopiedRevision != original.Revision() || p.Owner != actor {
		t.Fatalf("the copy's properties are %+v", p)
	}
	for e := range r.Snapshot.Entries() {
		if _, shared := original.Entry(e.Record.Ref()); shared {
			t.Fatalf("%s has the same id in both maps", e.Record.Ref())
		}
	}
	if got, want := shape(r.Snapshot), shape(original); got != want {
		t.Fatalf("the copy is\n%s\nwant\n%s", got, want)
	}
}

// shape writes a map without its properties, each id replaced by its place among those of its type.
func shape(s *snapshot.Snapshot) string {
	ids := map[argmap.ID]string{}
	lines := []string{}
	for e := range s.Entries() {
		ids[e.Record.Ref().ID] = fmt.Sprintf("%s %d", e.Record.Ref().Type, len(ids))
	}
	for e := range s.Entries() {
		if e.Record.Ref().Type == argmap.TypeProperties {
			continue
		}
		text, err := argmap.EncodeRecord(e.Record)
		if err != nil {
			panic(err)
		}
		line := string(text)
		for id, number := range ids {
			line = strings.ReplaceAll(line, `"`+string(id)+`"`, `"`+number+`"`)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestACopyOfAPastRevisionAndOfALargeMap(t *testing.T) {
	k := newKit(t)
	first := k.must(t, claim("", "a"))
	many := make([]authoring.OperationInput, 4_000)
	for i := range many {
		many[i] = claim("", fmt.Sprint(i))
	}
	k.must(t, many...)
	k.must(t, many...)
	past, err := k.s.CopyMap(k.ctx, k.write(), authoring.CopyMapInput{Revision: first.Revision})
	if err != nil || past.Snapshot.Count(argmap.KindClaim) != 1 || past.Snapshot.Properties().CopiedRevision != first.Revision {
		t.Fatalf("the copy of the past: %v", err)
	}
	large, err := k.s.CopyMap(k.ctx, k.write(), authoring.CopyMapInput{})
	if err != nil || large.Snapshot.Count(argmap.KindClaim) != 8_001 {
		t.Fatalf("the large copy: %v", err)
	}
	if _, err := k.ledger.At(k.ctx, large.Map, ledger.Read{}); err != nil {
		t.Error(err)
	}
	_, err = k.s.CopyMap(k.ctx, k.write(), authoring.CopyMapInput{Revision: 99})
	wantFault(t, err, fault.Invalid, "revision.future", "input.revision")
}
