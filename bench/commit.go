package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// commitCase is what is written, by how many clients, and on whose maps.
type commitCase struct {
	size    string // "rebuttal" or "1000"
	clients int
	shared  bool
}

var commitCases = []commitCase{
	{"rebuttal", 1, false},
	{"rebuttal", 8, false},
	{"rebuttal", 8, true},
	{"1000", 1, false},
	{"1000", 8, false},
	{"1000", 8, true},
}

func (k commitCase) name() string {
	return fmt.Sprintf("%s/%d-%s", k.size, k.clients, pick(k.shared, "one", "own"))
}

// String tells a reader.
func (k commitCase) String() string {
	what := pick(k.size == "1000", "1,000 operations", "one rebuttal")
	switch {
	case k.clients == 1:
		return what + ", 1 client"
	case k.shared:
		return fmt.Sprintf("%s, %d clients on one map", what, k.clients)
	}
	return fmt.Sprintf("%s, %d clients on maps of their own", what, k.clients)
}

// commitResult is what came of a case.
type commitResult struct {
	store string
	k     commitCase
	// Ratios to the floor. The ledger's is taken twice: when all is acknowledged, and when all is done
	// that this made due.
	acknowledged, ledger, append spread
	// rates are writes a second.
	ledgerRate, appendRate, floorRate float64
}

// contender is one way to write in a case, with maps of its own.
type contender struct {
	store  store.Store
	writer writer
	drafts []*draft
	// records are how many each map has; last are those written last.
	records []int
	last    []argmap.Record
	// revisions tells that every write makes one.
	revisions          bool
	acknowledged, took []time.Duration
	// each is how many writes a stretch has, and writes how many were made in all.
	each, writes int
}

// commitPart measures all cases on one engine.
func (b *bench) commitPart(e engine) error {
	for _, k := range commitCases {
		if !b.wants(e.name() + "/commit/" + k.name()) {
			continue
		}
		if err := b.commitCase(e, k); err != nil {
			return fmt.Errorf("%s: %w", k, err)
		}
	}
	return nil
}

// commitCase lets three contenders write the same in turns.
func (b *bench) commitCase(e engine, k commitCase) error {
	cs, err := b.contenders(e, k)
	if err == nil {
		err = b.turns(k, cs)
	}
	for _, c := range cs {
		err = errors.Join(err, c.close(b.ctx))
	}
	if err != nil {
		return err
	}
	floor := cs[2].took
	r := commitResult{
		store: e.name(), k: k, acknowledged: ratios(cs[0].acknowledged, floor),
		ledger: ratios(cs[0].took, floor), append: ratios(cs[1].took, floor),
	}
	r.ledgerRate, r.appendRate, r.floorRate = cs[0].rate(), cs[1].rate(), cs[2].rate()
	b.commits = append(b.commits, r)
	b.say("%-6s %-50s commit %.2f (acknowledged %.2f)  append %.2f of the floor's %.1f/s", e.name(), k, r.ledger.median, r.acknowledged.median, r.append.median, r.floorRate)
	return nil
}

// rate is the median of the writes a second.
func (c *contender) rate() float64 { return float64(c.each) / seconds(c.took).median }

// contenders sets up the ledger, the bare append and the floor, each over a store of its own.
func (b *bench) contenders(e engine, k commitCase) ([]*contender, error) {
	var cs []*contender
	for _, role := range []string{"ledger", "append", "floor"} {
		label := fmt.Sprintf("%s-%s-%d-%t", role, k.size, k.clients, k.shared)
		s, err := e.open(b.ctx, label)
		if err != nil {
			return cs, err
		}
		b.note(s)
		c := &contender{store: s, revisions: role != "floor"}
		cs = append(cs, c)
		if err := c.makeMaps(b.ctx, pick(k.shared, 1, k.clients)); err != nil {
			return cs, err
		}
		switch role {
		case "ledger":
			c.writer = newLedgerWriter(s)
		case "append":
			c.writer = newAppendWriter(s, c.drafts)
		default:
			f, err := e.floor(b.ctx, label)
			if err != nil {
				return cs, err
			}
			c.writer = floorWriter{f, k.shared}
		}
	}
	return cs, nil
}

func (c *contender) close(ctx context.Context) error {
	var err error
	if c.writer != nil {
		err = c.writer.close(ctx)
	}
	return errors.Join(err, c.store.Close(ctx))
}

// makeMaps gives every map a hundred claims to begin with.
func (c *contender) makeMaps(ctx context.Context, n int) error {
	cited, err := source(ctx, c.store)
	if err != nil {
		return err
	}
	for range n {
		d := newDraft(cited)
		first := d.first(100)
		set := argmap.ChangeSet{Map: d.m, Revision: 1, WriteID: newID(), Actor: argmap.Local, Time: now(), Operations: operations(first)}
		if done, err := c.store.Append(ctx, d.m, 0, []argmap.ChangeSet{set}, nil); err != nil || !done.Done {
			return fmt.Errorf("the map was not made: %w", err)
		}
		c.drafts, c.records = append(c.drafts, d), append(c.records, len(first))
	}
	return nil
}

// mostWrites is how many writes a stretch has at most.
const mostWrites = 400

// turns runs the contenders in turns, the first one another each time. In the end each must have
// written what it was given.
func (b *bench) turns(k commitCase, cs []*contender) error {
	each, err := b.warmUp(k, cs)
	if err != nil {
		return err
	}
	for _, c := range cs {
		c.acknowledged, c.took, c.each = nil, nil, each
	}
	for round := range b.rounds {
		if err := b.turn(k, cs, round, each); err != nil {
			return err
		}
	}
	for _, c := range cs {
		if err := c.verify(b.ctx); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) turn(k commitCase, cs []*contender, round, writes int) error {
	for i := range cs {
		if err := cs[(i+round)%len(cs)].stretch(b.ctx, k, writes); err != nil {
			return err
		}
	}
	return nil
}

// warmUp runs turns that do not count until plans are made and caches are full, and then settles how
// many writes a stretch has, so that the case takes about as long as it may.
func (b *bench) warmUp(k commitCase, cs []*contender) (each int, err error) {
	warm, span := pick(b.quick, 0, 4*time.Second), pick(b.quick, 200*time.Millisecond, 12*time.Second)
	each = k.clients
	began := time.Now()
	for round := 0; round < 3 || time.Since(began) < warm; round++ {
		if err := b.turn(k, cs, round, each); err != nil {
			return 0, err
		}
	}
	turn := 0.0
	for _, c := range cs {
		turn += seconds(c.took[len(c.took)/2:]).median
	}
	turns := span.Seconds() / float64(b.rounds) / turn
	return min(max(1, int(turns)), mostWrites/each) * each, nil
}

// work is one client's share of a stretch.
type work struct {
	m       argmap.ID
	batches [][]argmap.Record
}

// stretch lets the clients write at once, and takes the time until all is acknowledged, and until
// all is done, what goes on in the background included.
func (c *contender) stretch(ctx context.Context, k commitCase, writes int) error {
	shares := c.draw(k, writes)
	runtime.GC()
	idle := runtime.NumGoroutine()
	errs := make([]error, len(shares))
	var clients sync.WaitGroup
	began := time.Now()
	for i, share := range shares {
		clients.Go(func() { errs[i] = c.work(ctx, share) })
	}
	clients.Wait()
	c.acknowledged = append(c.acknowledged, time.Since(began))
	err := awaitIdle(idle)
	c.took = append(c.took, time.Since(began))
	return errors.Join(errors.Join(errs...), err)
}

func (c *contender) work(ctx context.Context, share work) error {
	for _, records := range share.batches {
		if err := c.writer.write(ctx, share.m, records); err != nil {
			return err
		}
	}
	return nil
}

// awaitIdle waits until no more goroutines run than before: a checkpoint under way belongs to the
// commits that made it due, and must not slow down who comes next.
func awaitIdle(goroutines int) error {
	for range 100_000 {
		if runtime.NumGoroutine() <= goroutines {
			return nil
		}
		time.Sleep(100 * time.Microsecond)
	}
	return errors.New("work in the background did not end")
}

// draw makes what the clients will write, before the clock starts.
func (c *contender) draw(k commitCase, writes int) []work {
	shares := make([]work, k.clients)
	c.writes += writes
	for i := range writes {
		client := i % k.clients
		at := client % len(c.drafts)
		d := c.drafts[at]
		records := pick(k.size == "1000", (*draft).thousand, (*draft).rebuttal)(d)
		shares[client].m = d.m
		shares[client].batches = append(shares[client].batches, records)
		c.records[at] += len(records)
		c.last = records
	}
	return shares
}

// verify reads the maps back through the store: each has as many records as it was given, and the
// last ones say what they said. Every write has made a revision, unless it was the floor's, and the
// floor's words can be found as ours can.
func (c *contender) verify(ctx context.Context) error {
	last := map[argmap.Ref]argmap.Record{}
	for _, r := range c.last {
		last[r.Ref()] = r
	}
	for i, d := range c.drafts {
		seen := 0
		err := c.store.Load(ctx, d.m, func(e argmap.Entry) error {
			seen++
			if want := last[e.Record.Ref()]; want != nil {
				delete(last, want.Ref())
				if !argmap.Equal(want, e.Record) {
					return fmt.Errorf("%s was not written as it was given", want.Ref())
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if seen != c.records[i] {
			return fmt.Errorf("the map has %d records and not the %d that were written", seen, c.records[i])
		}
	}
	if len(last) > 0 {
		return fmt.Errorf("%d of the records written last are missing", len(last))
	}
	return errors.Join(c.verifyHeads(ctx), c.verifyWords(ctx))
}

func (c *contender) verifyHeads(ctx context.Context) error {
	var ids []argmap.ID
	for _, d := range c.drafts {
		ids = append(ids, d.m)
	}
	heads, err := c.store.Heads(ctx, ids)
	made := 0
	for _, h := range heads {
		made += int(h.Revision) - 1
	}
	if want := pick(c.revisions, c.writes, 0); err == nil && made != want {
		err = fmt.Errorf("%d revisions were made by %d writes", made, want)
	}
	return err
}

// verifyWords looks for a claim written last by its words.
func (c *contender) verifyWords(ctx context.Context) error {
	d := c.drafts[len(c.drafts)-1]
	f := store.SearchFilter{Words: fmt.Sprintf("claim %d", d.n), Elements: true, Map: d.m}
	hits, err := c.store.Search(ctx, f, store.Page{Limit: 5})
	if err == nil && len(hits) == 0 {
		err = errors.New("what was written last cannot be found by its words")
	}
	return err
}
