package argmap

import "testing"

// TestUndoBringsDefectsBack deletes a rebuttal that lost its inference, and takes that back.
func TestUndoBringsDefectsBack(t *testing.T) {
	s := NewState("m")
	step := func(mode Mode, ops ...Operation) ChangeSet {
		t.Helper()
		checked, err := Check(s, nil, ops, mode)
		if err != nil {
			t.Fatalf("revision %d: %v", s.Revision()+1, err)
		}
		set := ChangeSet{Map: "m", Revision: s.Revision() + 1, Operations: checked}
		s.Apply(set)
		return set
	}
	claim := func(id ID) Operation { return Set(&Element{ID: id, Kind: KindClaim, Text: string(id)}) }
	link := func(role Role, from, to ID) Operation {
		return Set(&Link{ID: ID(role) + "/" + from + "/" + to, Role: role, From: from, To: to})
	}
	step(Authoring, Set(&Properties{ID: "m", Title: "m"}), claim("a"), claim("b"), claim("c"),
		Set(&Element{ID: "i", Kind: KindInference}), link(RolePremiseOf, "a", "i"), link(RoleConcludes, "i", "b"),
		Set(&Element{ID: "r", Kind: KindRebuttal, Attack: Undermine}),
		link(RolePremiseOf, "c", "r"), link(RoleAttacks, "r", "a"), link(RoleAgainst, "r", "i"))
	deletion := func(id ID) ChangeSet {
		t.Helper()
		impact, err := Deletion(s, []ID{id})
		if err != nil {
			t.Fatal(err)
		}
		return step(Authoring, impact.Operations...)
	}
	deletion("i")
	gone := deletion("r")
	back, err := Undo(s, gone)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Check(s, nil, back, Authoring); err == nil {
		t.Error("an author may make a rebuttal that undermines nothing")
	}
	step(Restoring, back...)
	if ds := Defects(s, "r"); len(ds) != 1 || ds[0].Rule != RuleRebAgainst {
		t.Errorf("the rebuttal came back with the defects %v; want the one that it had", ds)
	}
}
