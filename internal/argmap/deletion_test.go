package argmap

import "testing"

// A rebuttal that is rebutted itself, and an inference that is backed, fall with the last thing that
// they were aimed at: what is aimed at them by the same role does not hold them.
func TestWhatIsItselfATargetFallsWithItsTarget(t *testing.T) {
	s := NewState(mapID)
	put := func(r Record) { s.Put(Entry{r, 1}) }
	put(&Properties{ID: mapID, Title: "a map"})
	for _, id := range []ID{"a", "b", "c"} {
		put(&Element{ID: id, Kind: KindClaim, Text: "text"})
	}
	relate := func(e *Element, role Role, to ID) {
		put(e)
		put(&Link{ID: "p" + e.ID, Role: RolePremiseOf, From: "b", To: e.ID})
		put(&Link{ID: "t" + e.ID, Role: role, From: e.ID, To: to})
	}
	relate(&Element{ID: "rebuttal", Kind: KindRebuttal, Attack: Rebut}, RoleAttacks, "a")
	relate(&Element{ID: "rebutting", Kind: KindRebuttal, Attack: Undercut}, RoleAttacks, "rebuttal")
	relate(&Element{ID: "step", Kind: KindInference}, RoleConcludes, "a")
	relate(&Element{ID: "backing", Kind: KindInference}, RoleConcludes, "step")
	impact, err := Deletion(s, []ID{"a"})
	if err != nil || len(impact.Follows) != 4 {
		t.Fatalf("%d follow, want 4: %v", len(impact.Follows), err)
	}
	if _, err := Check(s, nil, impact.Operations, Authoring); err != nil {
		t.Fatal(err)
	}
}
