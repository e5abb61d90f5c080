package snapshot_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// picture draws rows as an indented text.
func picture(t snapshot.Tree) string {
	var b strings.Builder
	for _, r := range t.Rows {
		fmt.Fprintf(&b, "%s%s %s", strings.Repeat("  ", r.Depth), r.Role, r.Element.ID())
		if r.Reference >= 0 {
			fmt.Fprintf(&b, " = %d", r.Reference)
		}
		if r.Context {
			b.WriteString(" (context)")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestEveryRoleIsDrawn(t *testing.T) {
	s := speech(t)
	tree := mustTree(t, s, snapshot.TreeOptions{})
	want := ` next
 other
 replied
  ENDS_IN reply
    STARTS said
 thesis
  SUPPORTS step
    PREMISE_OF defence
    PREMISE_OF suffering
      UNDERMINES undermining
        PREMISE_OF denial
    BACKS backing
      PREMISE_OF warrant
    UNDERCUTS undercut
      PREMISE_OF doubt
    ASKS asked
      CARRIED_BY doubt = 14
      ANSWERS answer
        REPHRASE_OF rephrase
          REPHRASES full
        PREFERRED_TO preference
          PREFERRED_IN full = 19
      ANSWERS full = 19
  ASKS asked = 15
  HAS_CONTENT act
    PERFORMS said = 4
`
	got := picture(tree)
	if got != want {
		t.Errorf("got\n%s", got)
	}
	attacked := picture(mustTree(t, s, snapshot.TreeOptions{Filter: snapshot.TreeFilter{Attacked: true}}))
	if want := " thesis (context)\n  SUPPORTS step\n    PREMISE_OF suffering\n"; attacked != want {
		t.Errorf("attacked: got\n%s", attacked)
	}
	seen := map[snapshot.TreeRole]bool{"REBUTS": true}
	for _, r := range tree.Rows {
		seen[r.Role] = true
	}
	for _, r := range snapshot.TreeRoles() {
		if !seen[r] {
			t.Errorf("no row %s", r)
		}
	}
}

func TestBadTreesAreRefused(t *testing.T) {
	s := speech(t)
	number := func(n int) *int { return &n }
	for name, c := range map[string]struct {
		o             snapshot.TreeOptions
		code          fault.Code
		reason, field string
	}{
		"unknown root":    {snapshot.TreeOptions{Root: "nobody"}, fault.NotFound, "element.unknown", "root"},
		"negative depth":  {snapshot.TreeOptions{Depth: number(-1)}, fault.Invalid, "walk.negative", "depth"},
		"huge depth":      {snapshot.TreeOptions{Depth: number(1 << 40)}, fault.Exhausted, "walk.too_large", "depth"},
		"negative budget": {snapshot.TreeOptions{Budget: -1}, fault.Invalid, "walk.negative", "budget"},
		"huge budget":     {snapshot.TreeOptions{Budget: 1 << 40}, fault.Exhausted, "walk.too_large", "budget"},
		"unknown label":   {snapshot.TreeOptions{Filter: snapshot.TreeFilter{Label: "MAYBE"}}, fault.Invalid, "label.unknown", "filter.label"},
		"no token":        {snapshot.TreeOptions{After: "%"}, fault.Invalid, "walk.token", "after"},
		"short token":     {snapshot.TreeOptions{After: "MS4y"}, fault.Invalid, "walk.token", "after"},
	} {
		_, err := s.Tree(c.o)
		refused(t, name, err, c.code, c.reason, c.field)
	}
	next := mustTree(t, s, snapshot.TreeOptions{Budget: 3}).Next
	_, err := s.Tree(snapshot.TreeOptions{Root: "thesis", After: next})
	refused(t, "another tree's token", err, fault.Invalid, "walk.token", "after")
	later, err := s.Apply(argmap.ChangeSet{Map: theMap, Revision: 4})
	if err != nil {
		t.Fatal(err)
	}
	_, err = later.Tree(snapshot.TreeOptions{Budget: 3, After: next})
	refused(t, "another revision's token", err, fault.Conflict, "walk.moved", "after")
}

func refused(t *testing.T, name string, err error, code fault.Code, reason, field string) {
	t.Helper()
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Code != code || f.Reason != reason || f.Field != field {
		t.Errorf("%s: got %v, want %s %s (%s)", name, err, code, reason, field)
	}
}

func TestFiltersKeepWhatPassesAndTheWayToIt(t *testing.T) {
	s := speech(t)
	other := *s.Element("warrant").Record()
	other.Author = "student"
	s, err := s.Apply(argmap.ChangeSet{Map: theMap, Revision: 4, Operations: []argmap.Operation{argmap.Set(&other)}})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		filter snapshot.TreeFilter
		want   string
	}{
		"by author": {snapshot.TreeFilter{Author: "student"}, `
 thesis (context)
  SUPPORTS step (context)
    BACKS backing (context)
      PREMISE_OF warrant
`},
		"by paragraph": {snapshot.TreeFilter{Paragraph: "p"}, "\n thesis\n"},
		"open":         {snapshot.TreeFilter{OpenQuestions: true}, "\n next\n"},
		"by label": {snapshot.TreeFilter{Label: argmap.LabelOut}, `
 thesis
  SUPPORTS step
    PREMISE_OF suffering
`},
		"both":           {snapshot.TreeFilter{Attacked: true, Label: argmap.LabelIn}, "\n"},
		"by no citation": {snapshot.TreeFilter{Paragraph: "elsewhere"}, "\n"},
	} {
		if got := "\n" + picture(mustTree(t, s, snapshot.TreeOptions{Filter: c.filter})); got != c.want {
			t.Errorf("%s: got%s", name, got)
		}
	}
}

func TestCountsAreKnownOnceTheWholeTreeWasRead(t *testing.T) {
	s := layered(t, 3, 3)
	short := snapshot.TreeOptions{Budget: 1}
	if r := mustTree(t, s, short).Rows[0]; r.DescendantCount != nil || !r.Cut || r.ChildCount != 1 {
		t.Errorf("before: %v", r)
	}
	rows := len(mustTree(t, s, snapshot.TreeOptions{}).Rows)
	for name, o := range map[string]snapshot.TreeOptions{"budget": short, "depth": {Depth: new(int)}} {
		if r := mustTree(t, s, o).Rows[0]; r.DescendantCount == nil || *r.DescendantCount != rows-1 || !r.Cut {
			t.Errorf("%s: %v, want %d", name, r, rows-1)
		}
	}
	short.Root = "root"
	if r := mustTree(t, s, short).Rows[0]; r.DescendantCount != nil {
		t.Errorf("a tree with a root: %v", r)
	}
}

func TestWhatPointsHangsBelowWhatItPointsAt(t *testing.T) {
	for _, j := range argmap.Joins() {
		b := snapshot.NewBuilder(theMap)
		for _, id := range []argmap.ID{"from", "to"} {
			b.Add(argmap.Entry{Record: &argmap.Element{ID: id, Kind: argmap.KindForeign}, Revision: 1})
		}
		b.Add(argmap.Entry{Record: &argmap.Link{ID: "l", Role: j.Role, From: "from", To: "to"}, Revision: 1})
		s, err := b.Snapshot(1, 0)
		if err != nil {
			t.Fatal(err)
		}
		want := "from to"
		switch {
		case j.Points:
			want = "to"
		case j.Role == argmap.RoleRaises || j.Role == argmap.RoleCarries:
			want = "from"
		}
		if got := listing(s.Tops()); got != want {
			t.Errorf("%s: at the top stand %s, want %s", j.Role, got, want)
		}
	}
}

func TestManyMayReadATreeAtOnce(t *testing.T) {
	s := layered(t, 4, 4)
	want := picture(mustTree(t, layered(t, 4, 4), snapshot.TreeOptions{}))
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			tree, err := s.Tree(snapshot.TreeOptions{})
			if err != nil || picture(tree) != want {
				t.Errorf("got\n%s%v", picture(tree), err)
			}
			if _, err := s.PathToRoot("c3-1"); err != nil {
				t.Error(err)
			}
		})
	}
	readers.Wait()
}
