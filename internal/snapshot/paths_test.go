package snapshot_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// simplePaths lists the paths between two elements the plain way: those of each length, in the order in
// which links leave the elements.
func simplePaths(state *argmap.State, from, to argmap.ID, most int) []string {
	var found []string
	for length := range most + 1 {
		var walk func(path []argmap.ID)
		walk = func(path []argmap.ID) {
			here := path[len(path)-1]
			if len(path)-1 == length || here == to {
				if here == to && len(path)-1 == length {
					found = append(found, line(path))
				}
				return
			}
			var next []argmap.ID
			for l := range state.LinksFrom(here) {
				next = append(next, l.To)
			}
			for l := range state.LinksTo(here) {
				next = append(next, l.From)
			}
			for i, id := range next {
				if !slices.Contains(path, id) && !slices.Contains(next[:i], id) {
					walk(append(slices.Clone(path), id))
				}
			}
		}
		walk([]argmap.ID{from})
	}
	return found
}

func line(ids []argmap.ID) string {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(string(id) + " ")
	}
	return b.String()
}

// way checks that a path hangs together, and gives its elements.
func way(t interface{ Fatalf(string, ...any) }, p snapshot.Path) string {
	var on []argmap.ID
	for _, e := range p.Elements {
		on = append(on, e.ID())
	}
	for i, step := range p.Steps {
		from, to := on[i], on[i+1]
		if !step.Along {
			from, to = to, from
		}
		if step.Link.From != from || step.Link.To != to {
			t.Fatalf("step %d of %v takes the link %v", i, on, step.Link)
		}
	}
	if len(on) != len(p.Steps)+1 {
		t.Fatalf("%d elements and %d steps", len(on), len(p.Steps))
	}
	return line(on)
}

func TestPathsAreAllSimplePathsShortestFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		elements := pick[*argmap.Element](&writer{state: state})
		if len(elements) == 0 {
			return
		}
		o := snapshot.PathOptions{
			From: draw(t, "from", elements).ID, To: draw(t, "to", elements).ID,
			MaxLength: rapid.IntRange(1, 6).Draw(t, "length"), Limit: rapid.SampledFrom([]int{1, 3, 1000}).Draw(t, "limit"),
		}
		want := simplePaths(state, o.From, o.To, o.MaxLength)
		if len(want) > 3000 {
			return
		}
		var got []string
		for {
			answer, err := s.Paths(o)
			if err != nil || answer.Exhausted || len(answer.Paths) > o.Limit {
				t.Fatal(answer, err)
			}
			for _, p := range answer.Paths {
				got = append(got, way(t, p))
			}
			if o.After = answer.Next; o.After == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q\nwant\n%q", got, want)
		}
	})
}

func TestAPathSaysTheRolesAlongIt(t *testing.T) {
	s := speech(t)
	answer, err := s.Paths(snapshot.PathOptions{From: "denial", To: "thesis"})
	if err != nil || len(answer.Paths) < 2 {
		t.Fatal(answer, err)
	}
	var roles []string
	for _, p := range answer.Paths[:2] {
		for _, step := range p.Steps {
			roles = append(roles, string(step.Link.Role)+"/"+string(step.Role))
		}
		roles = append(roles, "|")
	}
	want := "PREMISE_OF/PREMISE_OF AGAINST/ CONCLUDES/SUPPORTS | PREMISE_OF/PREMISE_OF ATTACKS/UNDERMINES PREMISE_OF/PREMISE_OF CONCLUDES/SUPPORTS |"
	if got := strings.Join(roles[:9], " "); got != want {
		t.Errorf("got %s", got)
	}
}

func TestASearchForPathsIsBounded(t *testing.T) {
	s := layered(t, 12, 6)
	answer, err := s.Paths(snapshot.PathOptions{From: "c0-0", To: "c0-1", MaxLength: 60, Limit: 1000})
	if err != nil || answer.Next == "" || len(answer.Paths) != 1000 {
		t.Errorf("%d paths, %v", len(answer.Paths), err)
	}
	// Whoever goes on and on comes to where the work ends.
	pages := 0
	for o := (snapshot.PathOptions{From: "c0-0", To: "c0-1", MaxLength: 60, Limit: 1000}); !answer.Exhausted && err == nil; pages++ {
		o.After = answer.Next
		answer, err = s.Paths(o)
	}
	if err != nil || answer.Next != "" || pages == 0 {
		t.Errorf("after %d pages: next %q, %v", pages, answer.Next, err)
	}
	t.Logf("given up after %d pages", pages)
	// What is not connected is found out by meeting the smaller side in full.
	b := snapshot.NewBuilder(theMap)
	for _, id := range []argmap.ID{"a", "b"} {
		b.Add(argmap.Entry{Record: &argmap.Element{ID: id, Kind: argmap.KindClaim}, Revision: 1})
	}
	apart, err := b.Snapshot(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	if answer, err := apart.Paths(snapshot.PathOptions{From: "a", To: "b"}); err != nil || len(answer.Paths) > 0 || answer.Exhausted {
		t.Errorf("got %v, %v", answer, err)
	}
}

func TestAPathToTheRootIsShortest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		n := &naive{state: state, depth: -1}
		// How far below a top, or else below the entry of a cycle, each element hangs.
		tops := n.tops()
		hang := func(from []argmap.ID) map[argmap.ID]int {
			depth := map[argmap.ID]int{}
			for _, id := range from {
				depth[id] = 0
			}
			for queue := slices.Clone(from); len(queue) > 0; queue = queue[1:] {
				for _, c := range n.children(queue[0]) {
					if _, met := depth[c.id]; !met {
						depth[c.id] = depth[queue[0]] + 1
						queue = append(queue, c.id)
					}
				}
			}
			return depth
		}
		below, inCycles := hang(tops[:s.Tops().Len()]), hang(tops[s.Tops().Len():])
		for _, e := range pick[*argmap.Element](&writer{state: state}) {
			p, err := s.PathToRoot(e.ID)
			if err != nil {
				t.Fatal(err)
			}
			way(t, p)
			want, ok := below[e.ID]
			if !ok {
				want = inCycles[e.ID]
			}
			top := p.Elements[len(p.Elements)-1].ID()
			if len(p.Steps) != want || !slices.Contains(tops, top) || p.Elements[0].ID() != e.ID {
				t.Fatalf("from %s: %d steps to %s, want %d", e.ID, len(p.Steps), top, want)
			}
			for _, step := range p.Steps {
				if step.Role == "" {
					t.Fatalf("the step by %v is in no tree", step.Link)
				}
			}
		}
	})
}

func TestBadPathsAreRefused(t *testing.T) {
	s := speech(t)
	for name, c := range map[string]struct {
		o             snapshot.PathOptions
		code          fault.Code
		reason, field string
	}{
		"unknown from":    {snapshot.PathOptions{From: "nobody", To: "thesis"}, fault.NotFound, "element.unknown", "from"},
		"unknown to":      {snapshot.PathOptions{From: "thesis"}, fault.NotFound, "element.unknown", "to"},
		"negative length": {snapshot.PathOptions{From: "thesis", To: "thesis", MaxLength: -1}, fault.Invalid, "walk.negative", "maxLength"},
		"huge length":     {snapshot.PathOptions{From: "thesis", To: "thesis", MaxLength: 101}, fault.Exhausted, "walk.too_large", "maxLength"},
		"huge limit":      {snapshot.PathOptions{From: "thesis", To: "thesis", Limit: 1001}, fault.Exhausted, "walk.too_large", "limit"},
		"no token":        {snapshot.PathOptions{From: "thesis", To: "thesis", After: "x"}, fault.Invalid, "walk.token", "after"},
	} {
		_, err := s.Paths(c.o)
		refused(t, name, err, c.code, c.reason, c.field)
	}
	_, err := s.PathToRoot("nobody")
	refused(t, "path to root", err, fault.NotFound, "element.unknown", "id")
}

func BenchmarkPaths(b *testing.B) {
	for name, parent := range map[string]shape{"bush": bush, "star": star} {
		s := grown(b, 100_000, parent)
		last := s.Elements().At(s.Elements().Len() - 2).ID()
		o := snapshot.PathOptions{From: last, To: s.Elements().At(30_001).ID(), MaxLength: 60}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if answer, err := s.Paths(o); err != nil || len(answer.Paths) != 1 {
					b.Fatal(answer, err)
				}
			}
		})
		b.Run(name+"/to root", func(b *testing.B) {
			for b.Loop() {
				if _, err := s.PathToRoot(last); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
