package snapshot_test

import (
	"encoding/json"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// said is all that a client keeps of a row.
type said struct {
	drawnRow
	Occurrence, Text string
	Label            *argmap.Label
	Basis            argmap.Basis
	Status           argmap.QuestionStatus
	Speaker          string
}

func saidBy(rows []snapshot.TreeRow) []said {
	var out []said
	for i, r := range rows {
		out = append(out, said{Occurrence: r.OccurrenceID(), Text: r.Element.Text(), drawnRow: drawnRow{
			ID: r.Element.ID(), Parent: r.Parent, Depth: r.Depth, Reference: r.Reference, Role: r.Role,
			Children: r.ChildCount, Cut: r.Cut, Context: r.Context, Below: *r.DescendantCount,
		}})
		switch e := r.Element.(type) {
		case snapshot.Claim:
			out[i].Label, out[i].Basis = e.Label(), e.Basis()
		case snapshot.Question:
			out[i].Status = e.Status()
		case snapshot.Locution:
			if v := e.Speaker(); v != nil {
				out[i].Speaker = v.Name()
			}
		default:
			if v, ok := e.Snapshot().Verdict(e.ID()); ok {
				out[i].Label = &v.Label
			}
		}
	}
	return out
}

// patched does what a client does with a step: rows between the parts stay, and their numbers move. A row
// that comes at the place of one that goes is that one, told anew.
func patched(old []said, step snapshot.TreeStep) []said {
	to := map[int]int{-1: -1}
	var out []said
	var moved []int
	keep := func(from, until int) {
		for i := from; i < until; i++ {
			to[i] = len(out)
			moved = append(moved, len(out))
			out = append(out, old[i])
		}
	}
	at := 0
	for _, part := range step.Parts {
		keep(at, part.First)
		for _, row := range saidBy(part.Rows) {
			for i := part.First; i < part.First+part.Gone; i++ {
				if old[i].Occurrence == row.Occurrence {
					to[i] = len(out)
				}
			}
			out = append(out, row)
		}
		at = part.First + part.Gone
	}
	keep(at, len(old))
	for _, i := range moved {
		out[i].Parent, out[i].Reference = to[out[i].Parent], to[out[i].Reference]
	}
	below := make([]int, len(out))
	for i := len(out) - 1; i >= 0; i-- {
		if out[i].Below = below[i]; out[i].Parent >= 0 {
			below[out[i].Parent] += below[i] + 1
		}
	}
	return out
}

// twoRevisions draws two states of a map: mostly a few change sets apart, sometimes any, each made from the
// other or built by itself.
func twoRevisions(t *rapid.T) (was, is *snapshot.Snapshot) {
	w := newWriter()
	was, err := snapshot.NewBuilder(theMap).Snapshot(0, 0)
	if err != nil {
		t.Fatal(err)
	}
	advance := func(s *snapshot.Snapshot, sets int) *snapshot.Snapshot {
		for range sets {
			if s, err = s.Apply(w.tangle(t, w.changeSet(t))); err != nil {
				t.Fatal(err)
			}
		}
		return s
	}
	was = advance(was, rapid.IntRange(0, 8).Draw(t, "before"))
	is = advance(was, rapid.IntRange(0, 3).Draw(t, "after"))
	if rapid.Bool().Draw(t, "built") {
		b := snapshot.NewBuilder(theMap)
		for _, e := range w.state.Entries() {
			b.Add(e)
		}
		if is, err = b.Snapshot(is.Revision(), 0); err != nil {
			t.Fatal(err)
		}
	}
	if rapid.Bool().Draw(t, "backwards") {
		was, is = is, was
	}
	return was, is
}

func mustStep(t interface{ Fatal(...any) }, was, is *snapshot.Snapshot) snapshot.TreeStep {
	step, err := is.TreeSince(was, snapshot.MaxRows)
	if err != nil || step.Cut {
		t.Fatal(step, err)
	}
	return step
}

func TestATreeThatIsPatchedIsTheTreeDrawnAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, is := twoRevisions(t)
		all := snapshot.TreeOptions{Budget: snapshot.MaxRows}
		step := mustStep(t, was, is)
		want := saidBy(mustTree(t, is, all).Rows)
		if step.Rows != len(want) {
			t.Fatalf("it has %d rows, not %d", len(want), step.Rows)
		}
		got := patched(saidBy(mustTree(t, was, all).Rows), step)
		if d := gocmp.Diff(want, got, gocmp.AllowUnexported(said{}, drawnRow{})); d != "" {
			t.Fatal(d)
		}
	})
}

// TestWhatDoesNotChangeIsNotGiven: a part has no row that says what one that goes said, but for numbers.
func TestWhatDoesNotChangeIsNotGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, is := twoRevisions(t)
		old := saidBy(mustTree(t, was, snapshot.TreeOptions{Budget: snapshot.MaxRows}).Rows)
		end := -1
		for _, part := range mustStep(t, was, is).Parts {
			if part.First <= end || part.Gone == 0 && len(part.Rows) == 0 {
				t.Fatalf("a part of nothing, or next to another: %+v", part)
			}
			end = part.First + part.Gone
		}
		if len(mustStep(t, is, is).Parts) > 0 || len(is.ElementsSince(is).Gone)+is.ElementsSince(is).Changed.Len() > 0 {
			t.Fatal("a map differs from itself")
		}
		if len(old) > 0 && was.Revision() == is.Revision() && len(mustStep(t, was, is).Parts) > 0 {
			t.Fatal("two builds of one revision differ")
		}
	})
}

func TestAStepGrowsWithTheChange(t *testing.T) {
	s := grown(t, 10_000, bush)
	size := func(ops ...argmap.Operation) (parts, rows int) {
		next, err := s.Apply(argmap.ChangeSet{Map: theMap, Revision: s.Revision() + 1, Operations: ops})
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range mustStep(t, s, next).Parts {
			parts, rows = parts+1, rows+len(part.Rows)
		}
		if small, err := next.TreeSince(s, 1); err != nil || small.Cut != (rows > 1) || small.Cut && small.Parts != nil {
			t.Errorf("a budget of one row for %d: %+v, %v", rows, small, err)
		}
		return parts, rows
	}
	middle := *s.Element("c0000000-0000-7000-8000-000000000777").Record()
	middle.Text = "something else"
	if parts, rows := size(argmap.Set(&middle)); parts != 1 || rows != 1 {
		t.Errorf("an edit gives %d parts of %d rows", parts, rows)
	}
	// The rebuttal is two rows and one more child of its target; no claim has a voice, so no label moves.
	set := rebuttal(s, 1)
	if parts, rows := size(set.Operations...); parts > 2 || rows != 3 {
		t.Errorf("a rebuttal gives %d parts of %d rows", parts, rows)
	}
	for budget, code := range map[int]fault.Code{-1: fault.Invalid, snapshot.MaxRows + 1: fault.Exhausted} {
		if _, err := s.TreeSince(s, budget); fault.Of(err) != code {
			t.Errorf("a budget of %d: %v", budget, err)
		}
	}
}

// TestElementsSince compares with all that a client can read of an element alone.
func TestElementsSince(t *testing.T) {
	own := func(t *rapid.T, s *snapshot.Snapshot) map[argmap.ID]string {
		told := map[argmap.ID]string{}
		for e := range s.Elements().All() {
			text := asJSON(t, e.Record())
			for _, c := range e.Citations() {
				text += asJSON(t, c.Record())
			}
			if c, ok := e.(snapshot.Claim); ok {
				for _, k := range c.Commitments() {
					text += asJSON(t, k.Record()) + asJSON(t, k.Voice().Record())
					if by := k.ReportedBy(); by != nil {
						text += asJSON(t, by.Record())
					}
				}
			}
			if q, ok := e.(snapshot.Question); ok && q.Row() != nil {
				text += asJSON(t, q.Row().Record())
			}
			told[e.ID()] = text
		}
		return told
	}
	rapid.Check(t, func(t *rapid.T) {
		was, is := twoRevisions(t)
		step := is.ElementsSince(was)
		var changed []argmap.ID
		for e := range step.Changed.All() {
			changed = append(changed, e.ID())
		}
		before, after := own(t, was), own(t, is)
		for id, text := range after {
			if before[id] != text && !slices.Contains(changed, id) {
				t.Errorf("%s changed from %q to %q, and is not named", id, before[id], text)
			}
		}
		for id := range before {
			if _, there := after[id]; there == slices.Contains(step.Gone, id) {
				t.Errorf("%s: there %v, gone %v", id, there, step.Gone)
			}
		}
		if was.Revision() == is.Revision() && len(changed) > 0 {
			t.Errorf("nothing was set, yet %v changed", changed)
		}
	})
}

func asJSON(t *rapid.T, r argmap.Record) string {
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func BenchmarkStepOf100000Rows(b *testing.B) {
	s := grown(b, 100_000, bush)
	next, err := s.Apply(rebuttal(s, 1))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		mustStep(b, s, next)
	}
}
