package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// mostUneven is by how much the slowest map may exceed the fastest, when only their first rows are read.
const mostUneven = 1.5

const firstRowsOf = `query First($map: ID!, $depth: Int!) {
  map(id: $map) { tree(budget: 100, depth: $depth) { rows { parent role depth childCount occurrenceId element { __typename id text } } cut } }
}`

// rowDepths are how many depths are asked for in turns, each deeper than the map is. Their rows are the
// same, and more than a snapshot keeps: every answer lays them out.
const rowDepths = 400

// rowsResult is what came of reading the first rows of maps of many sizes.
type rowsResult struct {
	sizes  []int
	took   [][]time.Duration // of each map, the medians of the rounds
	uneven spread
}

// drawn is a store in which some maps have more rows than were ever written: their heads are in the
// database and are looked up there, and their rows come from memory. A million elements are loaded
// like that in seconds.
type drawn struct {
	store.Store

	sizes map[argmap.ID]int
}

// Load gives the rows of a drawn map.
func (s drawn) Load(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error {
	if n, ok := s.sizes[m]; ok {
		return bush(m, n, yield)
	}
	return s.Store.Load(ctx, m, yield)
}

// bush draws a map of n elements: each claim hangs under the one that has a third of its number, by an
// inference or, every third time, by a rebuttal.
func bush(m argmap.ID, n int, yield func(argmap.Entry) error) error {
	began := now()
	id := func(letter string, i int) argmap.ID { return argmap.ID(fmt.Sprintf("%.8s-%s%011d", m, letter, i)) }
	give := func(rs ...argmap.Record) error {
		for _, r := range rs {
			if err := yield(argmap.Entry{Record: r, Revision: 1}); err != nil {
				return err
			}
		}
		return nil
	}
	claim := func(i int) *argmap.Element {
		return &argmap.Element{
			ID: id("c", i), Kind: argmap.KindClaim, Author: argmap.Local, Created: began.Add(time.Duration(i) * time.Millisecond),
			Text: fmt.Sprintf("Claim %d says that nobody has answered by what criteria it is done.", i),
		}
	}
	err := give(&argmap.Properties{ID: m, Title: "A bush", Owner: argmap.Local, Created: began}, claim(0))
	for i := 1; 2*i < n && err == nil; i++ {
		r := &argmap.Element{ID: id("r", i), Kind: argmap.KindInference, Author: argmap.Local, Created: began.Add(time.Duration(i) * time.Millisecond)}
		role := argmap.RoleConcludes
		if i%3 == 0 {
			r.Kind, r.Attack, role = argmap.KindRebuttal, argmap.Rebut, argmap.RoleAttacks
		}
		err = give(claim(i), r,
			&argmap.Link{ID: id("p", i), Role: argmap.RolePremiseOf, From: id("c", i), To: r.ID, Ordinal: 1},
			&argmap.Link{ID: id("t", i), Role: role, From: r.ID, To: id("c", (i-1)/3)})
	}
	return err
}

// firstRows reads the first hundred rows of maps of many sizes, in turns, over HTTP. The service is in
// this process; each read proves at its store that it shows the head.
func (e *edgeBench) firstRows() error {
	s, err := sqliteEngine{dir: e.dir}.open(e.ctx, "rows")
	if err != nil {
		return err
	}
	return errors.Join(e.rowsOn(s), s.Close(e.ctx))
}

func (e *edgeBench) rowsOn(s store.Store) error {
	r := &rowsResult{sizes: pick(e.quick, []int{1_000, 10_000}, []int{1_000, 10_000, 100_000, 1_000_000})}
	on := drawn{s, map[argmap.ID]int{}}
	led := ledger.New(on, ledger.Options{NewID: newID, CacheBytes: 4 << 30})
	address, stop, err := e.serve(&large{store: on}, led)
	if err != nil {
		return errors.Join(err, led.Close(e.ctx))
	}
	at := &process{name: "the service", url: address}
	ways, err := e.rowWays(led, on, at, r.sizes)
	if err == nil {
		err = r.measure(e.bench, ways)
	}
	return errors.Join(err, stop(), led.Close(e.ctx))
}

// rowWays makes the maps, and reads each once.
func (e *edgeBench) rowWays(led *ledger.Ledger, on drawn, at *process, sizes []int) ([]*way, error) {
	var ways []*way
	for _, n := range sizes {
		m := newID()
		properties := &argmap.Properties{ID: m, Title: "A bush", Owner: argmap.Local, Created: now()}
		if err := on.make(e.ctx, properties); err != nil {
			return nil, err
		}
		on.sizes[m] = n
		began := time.Now()
		snap, err := led.At(e.ctx, m, ledger.Read{})
		if err != nil {
			return nil, err
		}
		e.say("edge   a map of %d elements was laid out in %.1f s", snap.Elements().Len(), time.Since(began).Seconds())
		var shots []*shot
		for i := range rowDepths {
			shots = append(shots, posted(firstRowsOf, values{"map": m, "depth": 1000 + i}))
		}
		w := over(fmt.Sprint(n), at, shots)
		answer, _, err := w.fetch(e.ctx, shots[0])
		if err != nil {
			return nil, err
		}
		for _, s := range shots {
			s.size = len(answer)
		}
		ways = append(ways, w)
	}
	return ways, nil
}

// make writes a map with nothing in it.
func (s drawn) make(ctx context.Context, p *argmap.Properties) error {
	set := argmap.ChangeSet{Map: p.ID, Revision: 1, WriteID: newID(), Actor: argmap.Local, Time: now(), Operations: operations([]argmap.Record{p})}
	done, err := s.Append(ctx, p.ID, 0, []argmap.ChangeSet{set}, nil)
	if err == nil && !done.Done {
		err = errors.New("the map was not made")
	}
	return err
}

func (r *rowsResult) measure(b *bench, ways []*way) error {
	r.took = make([][]time.Duration, len(ways))
	var uneven []float64
	for round := range b.edgeRounds() + 1 {
		var medians []time.Duration
		for i := range ways {
			at := (i + round) % len(ways)
			took, err := ways[at].median(b.ctx, pick(b.quick, 50, 300))
			if err != nil {
				return err
			}
			medians = append(medians, took)
			if round > 0 { // the first is to warm up
				r.took[at] = append(r.took[at], took)
			}
		}
		if round > 0 {
			uneven = append(uneven, float64(slices.Max(medians))/float64(slices.Min(medians)))
		}
	}
	r.uneven = spreadOf(uneven)
	b.rows = r
	b.say("edge   the first 100 rows: %s between maps of %v elements", r.uneven, r.sizes)
	return nil
}
