package authoring_test

import (
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// ends gives what an element leads to by a role.
func ends(s *snapshot.Snapshot, id argmap.ID, role argmap.Role) []argmap.ID {
	var out []argmap.ID
	for l := range s.LinksFrom(id) {
		if l.Role == role {
			out = append(out, l.To)
		}
	}
	return out
}

func TestARebuttalIsAimedAnewAndKeepsWhatItHas(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), claim("b", "b"), claim("c", "c"), inference("i", "a", "b"), rebuttal("r", "a", "", "c"),
		cite("r", words("s1p1", "criteria")), question(authoring.QuestionInput{Ref: name("q"), Text: "?", RaisedBy: []argmap.ID{"r"}}))
	b, c, i, rebuttal := r.IDs[1], r.IDs[2], r.IDs[3], r.IDs[4]
	for _, to := range []struct {
		name            string
		target, against argmap.ID
		want            argmap.AttackKind
	}{
		{"the step", i, "", argmap.Undercut},
		{"a premise", b, i, argmap.Undermine},
		{"a claim", b, "", argmap.Rebut},
		{"the same again", b, "", argmap.Rebut},
	} {
		t.Run(to.name, func(t *testing.T) {
			s := k.must(t, redirect(string(rebuttal), string(to.target), string(to.against))).Snapshot
			var against []argmap.ID
			if to.against != "" {
				against = []argmap.ID{to.against}
			}
			if got := element(t, s, rebuttal).Attack; got != to.want {
				t.Errorf("it is %s; want %s", got, to.want)
			}
			if got := ends(s, rebuttal, argmap.RoleAttacks); !slices.Equal(got, []argmap.ID{to.target}) {
				t.Errorf("it attacks %v; want %s", got, to.target)
			}
			if got := ends(s, rebuttal, argmap.RoleAgainst); !slices.Equal(got, against) {
				t.Errorf("it is against %v; want %v", got, against)
			}
			premises := slices.Collect(s.LinksTo(rebuttal))
			if len(premises) != 1 || premises[0].From != c || len(slices.Collect(s.CitationsOf(rebuttal))) != 1 || len(ends(s, rebuttal, argmap.RoleRaises)) != 1 {
				t.Error("it lost a premise, its citation or its question")
			}
		})
	}
	if head := k.head(t).Revision(); head != r.Revision+3 {
		t.Errorf("the map is at revision %d; aiming at the same changes nothing after %d", head, r.Revision+3)
	}
}

func TestAnInferenceConcludesSomethingElse(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), claim("b", "b"), claim("c", "c"), inference("i", "a", "b"), rebuttal("u", "i", "", "c"))
	s := k.must(t, redirect(string(r.IDs[3]), string(r.IDs[2]), "")).Snapshot
	if got := ends(s, r.IDs[3], argmap.RoleConcludes); !slices.Equal(got, []argmap.ID{r.IDs[2]}) {
		t.Errorf("it concludes %v; want %s", got, r.IDs[2])
	}
	if got := ends(s, r.IDs[4], argmap.RoleAttacks); !slices.Equal(got, []argmap.ID{r.IDs[3]}) {
		t.Errorf("what broke the step attacks %v", got)
	}
}

func TestTwoWhoAimOneRebuttalAnewConflict(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), claim("b", "b"), claim("c", "c"), inference("i", "a", "b"), rebuttal("r", "a", "", "c"))
	k.must(t, redirect(string(r.IDs[4]), string(r.IDs[1]), ""))
	w := k.write()
	w.Since = r.Revision
	_, err := k.s.Apply(k.ctx, authoring.Command{Write: w, Operations: []authoring.OperationInput{redirect(string(r.IDs[4]), string(r.IDs[3]), "")}})
	wantFault(t, err, fault.Conflict, "record.changed", "input.operations[0].redirect")
}

func TestRestoringAMapThatMovedOnIsAConflict(t *testing.T) {
	k := newKit(t)
	first := k.must(t, claim("", "a"))
	seen := k.must(t, claim("", "b"))
	w := k.write()
	w.Since = seen.Revision
	k.must(t, claim("", "theirs"))
	_, err := k.s.Restore(k.ctx, w, first.Revision)
	wantFault(t, err, fault.Conflict, "map.changed", "input.map")
	_, err = k.s.Restore(k.ctx, k.write(), 99)
	wantFault(t, err, fault.Invalid, "revision.future", "input.revision")
	_, err = k.s.Restore(k.ctx, k.write(), 0)
	wantFault(t, err, fault.Invalid, "revision.range", "input.revision")
	keyed := k.write()
	keyed.Key = "back"
	for _, repeated := range []bool{false, true} {
		r, err := k.s.Restore(k.ctx, keyed, first.Revision)
		if err != nil || r.Repeated != repeated || r.Revision != seen.Revision+2 {
			t.Errorf("restoring: %+v, %v", r, err)
		}
	}
}
