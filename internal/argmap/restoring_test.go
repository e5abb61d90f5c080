package argmap

import (
	"strings"
	"testing"

	"argmap/internal/fault"
)

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

// TestRedactedQuotesComeBack tries a quote whose words a redaction took.
func TestRedactedQuotesComeBack(t *testing.T) {
	redacted := func(words string, end int) []Operation {
		return sets(with(citation("new", "b"), func(c *Citation) { c.Segments[0].Exact, c.Segments[0].End = words, end }))
	}
	for _, c := range []struct {
		name string
		ops  []Operation
		mode Mode
		want RuleID
	}{
		{"an import may bring one", redacted("████", 4), Importing, ""},
		{"an undo may bring one back", redacted("████", 4), Restoring, ""},
		{"an author may not write one", redacted("████", 4), Authoring, RuleWords},
		{"its length is that of the words", redacted("███", 4), Importing, RuleWords},
		{"it is blank throughout", redacted("█af█", 4), Importing, RuleWords},
		{"it lies within its paragraph", redacted(strings.Repeat("█", 400), 400), Importing, RuleRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Check(world(), library{}, c.ops, c.mode)
			if got := RuleID(fault.Reason(err)); got != c.want {
				t.Errorf("got %q, want %q: %v", got, c.want, err)
			}
		})
	}
}
