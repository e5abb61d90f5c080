package snapshot_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// distances works out how far every element lies from some others, over links of some roles, the plain
// way: until nothing changes.
func distances(state *argmap.State, around []argmap.ID, roles []argmap.Role) map[argmap.ID]int {
	d := map[argmap.ID]int{}
	for _, id := range around {
		d[id] = 0
	}
	for changed := true; changed; {
		changed = false
		for _, l := range linksOf(state, roles) {
			for _, way := range [][2]argmap.ID{{l.From, l.To}, {l.To, l.From}} {
				if near, ok := d[way[0]]; ok {
					if far, met := d[way[1]]; !met || far > near+1 {
						d[way[1]], changed = near+1, true
					}
				}
			}
		}
	}
	return d
}

func linksOf(state *argmap.State, roles []argmap.Role) []*argmap.Link {
	return filter(pick[*argmap.Link](&writer{state: state}), func(l *argmap.Link) bool { return len(roles) == 0 || slices.Contains(roles, l.Role) })
}

func mustSubgraph(t interface{ Fatal(...any) }, s *snapshot.Snapshot, o snapshot.SubgraphOptions) snapshot.Subgraph {
	g, err := s.Subgraph(o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func someSubgraph(t *rapid.T, state *argmap.State) snapshot.SubgraphOptions {
	o := snapshot.SubgraphOptions{Radius: rapid.IntRange(0, 4).Draw(t, "radius"), Budget: snapshot.MaxRows}
	for range rapid.IntRange(0, 3).Draw(t, "middle") {
		if elements := pick[*argmap.Element](&writer{state: state}); len(elements) > 0 {
			o.Around = append(o.Around, draw(t, "around", elements).ID)
		}
	}
	if rapid.Bool().Draw(t, "some roles") {
		o.Roles = rapid.SliceOfN(rapid.SampledFrom(argmap.Roles()), 1, 12).Draw(t, "roles")
	}
	return o
}

func TestASubgraphHasWhatLiesWithinTheRadiusOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		o := someSubgraph(t, state)
		g := mustSubgraph(t, s, o)
		want := distances(state, o.Around, o.Roles)
		if len(o.Around) == 0 {
			for _, e := range pick[*argmap.Element](&writer{state: state}) {
				want[e.ID] = 0
			}
		}
		at := map[argmap.ID]int{}
		last := 0
		for i, n := range g.Nodes {
			id := n.Element.ID()
			if _, twice := at[id]; twice || n.Distance != want[id] || n.Distance < last || len(o.Around) > 0 && n.Distance > o.Radius {
				t.Fatalf("node %s at %d, want %d", id, n.Distance, want[id])
			}
			at[id], last = i, n.Distance
			degree := 0
			for _, l := range linksOf(state, o.Roles) {
				for _, end := range []argmap.ID{l.From, l.To} {
					if end == id {
						degree++
					}
				}
			}
			if n.Degree != degree {
				t.Fatalf("%s has %d ends of links, want %d", id, n.Degree, degree)
			}
		}
		for id, d := range want {
			if _, given := at[id]; given != (len(o.Around) == 0 || d <= o.Radius) {
				t.Fatalf("%s at %d is missing, or too much", id, d)
			}
		}
		edges := map[argmap.ID]bool{}
		for _, l := range g.Edges {
			if edges[l.ID] {
				t.Fatalf("edge %s twice", l.ID)
			}
			edges[l.ID] = true
		}
		for _, l := range linksOf(state, o.Roles) {
			_, from := at[l.From]
			_, to := at[l.To]
			if edges[l.ID] != (from && to) {
				t.Fatalf("edge %s: %v", l.ID, edges[l.ID])
			}
			delete(edges, l.ID)
		}
		if len(edges) > 0 {
			t.Fatalf("edges of other roles: %v", edges)
		}
	})
}

func TestACutSubgraphGoesOnAsTheUncut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		o := someSubgraph(t, state)
		whole := mustSubgraph(t, s, o)
		o.Budget = rapid.IntRange(1, 6).Draw(t, "budget")
		var all snapshot.Subgraph
		given := map[argmap.ID]bool{}
		for {
			g := mustSubgraph(t, s, o)
			if n := len(g.Nodes) + len(g.Edges); n > o.Budget || g.Next != "" && n < o.Budget {
				t.Fatalf("%d nodes and edges for a budget of %d", n, o.Budget)
			}
			for _, n := range g.Nodes {
				given[n.Element.ID()] = true
			}
			for _, l := range g.Edges {
				if !given[l.From] || !given[l.To] {
					t.Fatalf("edge %s before its ends", l.ID)
				}
			}
			all.Nodes, all.Edges = append(all.Nodes, g.Nodes...), append(all.Edges, g.Edges...)
			if o.After = g.Next; o.After == "" {
				break
			}
		}
		if !slices.Equal(all.Nodes, whole.Nodes) || !slices.EqualFunc(all.Edges, whole.Edges, sameEdge) {
			t.Fatalf("%d nodes and %d edges, want %d and %d", len(all.Nodes), len(all.Edges), len(whole.Nodes), len(whole.Edges))
		}
	})
}

func TestBadSubgraphsAreRefused(t *testing.T) {
	s := speech(t)
	for name, c := range map[string]struct {
		o             snapshot.SubgraphOptions
		code          fault.Code
		reason, field string
	}{
		"unknown element": {snapshot.SubgraphOptions{Around: []argmap.ID{"thesis", "nobody"}}, fault.NotFound, "element.unknown", "around"},
		"too many":        {snapshot.SubgraphOptions{Around: make([]argmap.ID, snapshot.MaxRows+1)}, fault.Exhausted, "walk.too_large", "around"},
		"negative radius": {snapshot.SubgraphOptions{Radius: -1}, fault.Invalid, "walk.negative", "radius"},
		"huge radius":     {snapshot.SubgraphOptions{Radius: 1 << 40}, fault.Exhausted, "walk.too_large", "radius"},
		"negative budget": {snapshot.SubgraphOptions{Budget: -1}, fault.Invalid, "walk.negative", "budget"},
		"unknown role":    {snapshot.SubgraphOptions{Roles: []argmap.Role{"LIKES"}}, fault.Invalid, "role.unknown", "roles"},
		"no token":        {snapshot.SubgraphOptions{After: "x"}, fault.Invalid, "walk.token", "after"},
	} {
		_, err := s.Subgraph(c.o)
		refused(t, name, err, c.code, c.reason, c.field)
	}
}

func TestTheFirstNodesOfAMapTakeAsManySteps(t *testing.T) {
	for name, parent := range map[string]shape{"star": star, "bush": bush, "chain": chain} {
		var whole, around []int
		for _, n := range []int{1_000, 10_000, 100_000} {
			s := grown(t, n, parent)
			whole = append(whole, mustSubgraph(t, s, snapshot.SubgraphOptions{Budget: 100}).Steps())
			around = append(around, mustSubgraph(t, s, snapshot.SubgraphOptions{Around: []argmap.ID{s.Elements().At(0).ID()}, Radius: 5, Budget: 100}).Steps())
		}
		for _, steps := range [][]int{whole, around} {
			if steps[0] != steps[2] || steps[0] > 1000 {
				t.Errorf("%s: %v and %v steps", name, whole, around)
				break
			}
		}
	}
}

func BenchmarkWholeMapAsNodesAndEdges(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		s := grown(b, n, bush)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				mustSubgraph(b, s, snapshot.SubgraphOptions{Budget: snapshot.MaxRows})
			}
		})
	}
}

func BenchmarkFirst100NodesAndEdges(b *testing.B) {
	for _, n := range []int{1_000, 1_000_000} {
		if n > 100_000 && testing.Short() {
			continue
		}
		s := grown(b, n, star)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				mustSubgraph(b, s, snapshot.SubgraphOptions{Budget: 100})
			}
		})
	}
}

// sameEdge compares edges, whose links are made for each answer.
func sameEdge(a, b snapshot.SubgraphEdge) bool { return reflect.DeepEqual(a, b) }
