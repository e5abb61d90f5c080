package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// largeSize is how many elements the large map has.
const largeSize = 100_000

// large is the large map in a store.
type large struct {
	store store.Store
	label string
	m     argmap.ID
	// elements, records and rows are how many there are; a row is what a bare driver reads.
	elements, records, rows int
}

// loadResult is what came of loading the large map.
type loadResult struct {
	store            string
	elements, rows   int
	ledger, stream   spread // ratios to the bare read
	ledgerS, streamS float64
	bareS            float64
	bytes            int64 // of the snapshot in the heap
	estimate         int   // what the snapshot believes
}

// largePart makes the large map, and measures what is read of it.
func (b *bench) largePart(e engine) error {
	s, err := e.open(b.ctx, "large")
	if err != nil {
		return err
	}
	b.note(s)
	err = b.onLarge(e, s)
	return errors.Join(err, s.Close(b.ctx))
}

func (b *bench) onLarge(e engine, s store.Store) error {
	began := time.Now()
	l, err := makeLarge(b.ctx, s, pick(b.quick, 2000, largeSize))
	if err != nil {
		return err
	}
	b.say("%-6s a map of %d elements, %d records, was imported in %.1f s", e.name(), l.elements, l.records, time.Since(began).Seconds())
	if b.wants(e.name() + "/load") {
		if err := b.measureLoads(e, l); err != nil {
			return err
		}
	}
	if b.wants(e.name() + "/http") {
		return b.httpReads(e, l)
	}
	return nil
}

// makeLarge imports a map as people draw them.
func makeLarge(ctx context.Context, s store.Store, elements int) (*large, error) {
	cited, err := source(ctx, s)
	if err != nil {
		return nil, err
	}
	d := newDraft(cited)
	records := d.large(elements)
	l := ledger.New(s, ledger.Options{NewID: newID})
	properties := &argmap.Properties{ID: d.m, Title: "A large map", Owner: argmap.Local, Created: now()}
	_, err = l.Import(ctx, ledger.Proposal{Actor: argmap.Local}, properties, each(records))
	out := &large{store: s, label: "large", m: d.m, elements: elements, records: len(records) + 1, rows: len(records) + 1}
	return out, errors.Join(err, l.Close(ctx))
}

func each(records []argmap.Record) iter.Seq2[argmap.Record, error] {
	return func(yield func(argmap.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// large gives records of a map in these proportions: of a hundred elements 54 claims, 35 inferences,
// ten rebuttals and a question. Every claim is a premise once, some of them linked; all have
// somebody who holds them, and three in five are cited.
func (d *draft) large(elements int) []argmap.Record {
	out := []argmap.Record{&argmap.Voice{ID: d.voice, Kind: argmap.VoiceParticipant, Name: "local", Actor: argmap.Local}}
	add := func(rs ...argmap.Record) { out = append(out, rs...) }
	thesis := d.claim()
	add(thesis, d.commitment(thesis.ID))
	d.claims = []argmap.ID{thesis.ID}
	for k, left := 0, elements-1; left > 0; k++ {
		kind, premises := shape(k)
		target := d.target()
		if kind == argmap.KindQuestion || left == 1 {
			add(d.question(target)...)
			left--
			continue
		}
		premises = min(premises, left-1)
		add(d.argument(kind, premises, target)...)
		left -= premises + 1
	}
	return out
}

// shape gives the k-th relation of the large map, or a question, and how many premises it has.
func shape(k int) (kind argmap.Kind, premises int) {
	k %= 46
	premises = pick(k%5 == 0, 2, 1)
	switch {
	case k == 45:
		return argmap.KindQuestion, 0
	case k%9 == 4 || k%9 == 8:
		return argmap.KindRebuttal, premises
	}
	return argmap.KindInference, premises
}

// argument is a relation with premises of its own.
func (d *draft) argument(kind argmap.Kind, premises int, target argmap.ID) []argmap.Record {
	r := &argmap.Element{ID: newID(), Kind: kind, Author: argmap.Local, Created: now()}
	role := argmap.RoleConcludes
	if kind == argmap.KindRebuttal {
		r.Attack, role = argmap.Rebut, argmap.RoleAttacks
	}
	out := []argmap.Record{r, d.link(role, r.ID, target, 0)}
	for i := range premises {
		c := d.claim()
		out = append(out, c, d.commitment(c.ID), d.link(argmap.RolePremiseOf, c.ID, r.ID, i+1))
		if d.n%5 < 3 {
			out = append(out, d.citation(c.ID))
		}
		d.claims = append(d.claims, c.ID)
	}
	return out
}

func (d *draft) question(about argmap.ID) []argmap.Record {
	q := &argmap.Element{
		ID: newID(), Kind: argmap.KindQuestion, Text: fmt.Sprintf("By what criteria number %d, then?", d.n), Author: argmap.Local, Created: now(),
		Question: &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure},
	}
	return []argmap.Record{q, d.link(argmap.RoleAsksAbout, q.ID, about, 0), d.citation(q.ID)}
}

// measureLoads lets a ledger that knows nothing, the store's own stream, and the bare driver read the map
// in turns.
func (b *bench) measureLoads(e engine, l *large) error {
	bare, err := e.bare(b.ctx, l.label)
	if err != nil {
		return err
	}
	ways := []func() (time.Duration, error){
		func() (time.Duration, error) { return l.cold(b.ctx) },
		func() (time.Duration, error) { return l.streamed(b.ctx) },
		func() (time.Duration, error) { return l.bareRead(b.ctx, bare) },
	}
	took := make([][]time.Duration, len(ways))
	for round, began := 0, time.Now(); round < 4 || round < 8 && !b.quick && time.Since(began) < 30*time.Second; round++ {
		for i := range ways {
			at := (i + round) % len(ways)
			runtime.GC()
			d, err := ways[at]()
			if err != nil {
				return errors.Join(err, bare.close(b.ctx))
			}
			if round > 0 {
				took[at] = append(took[at], d)
			}
		}
	}
	r := loadResult{
		store: e.name(), elements: l.elements, rows: l.rows, ledger: ratios(took[0], took[2]), stream: ratios(took[1], took[2]),
		ledgerS: seconds(took[0]).median, streamS: seconds(took[1]).median, bareS: seconds(took[2]).median,
	}
	if r.bytes, r.estimate, err = l.weigh(b.ctx); err != nil {
		return errors.Join(err, bare.close(b.ctx))
	}
	b.loads = append(b.loads, r)
	b.say("%-6s cold load %.2f (%.2f s), stream %.2f of the bare read's %.2f s; %d bytes an element",
		e.name(), r.ledger.median, r.ledgerS, r.stream.median, r.bareS, r.bytes/int64(r.elements))
	return bare.close(b.ctx)
}

// snapshot loads the map through a ledger of its own.
func (l *large) snapshot(ctx context.Context) (*snapshot.Snapshot, error) {
	led := ledger.New(l.store, ledger.Options{NewID: newID})
	snap, err := led.At(ctx, l.m, ledger.Read{})
	return snap, errors.Join(err, led.Close(ctx))
}

func (l *large) cold(ctx context.Context) (time.Duration, error) {
	began := time.Now()
	snap, err := l.snapshot(ctx)
	took := time.Since(began)
	if err == nil && (snap.Elements().Len() != l.elements || snap.Revision() != 1) {
		err = fmt.Errorf("the snapshot has %d elements at revision %d", snap.Elements().Len(), snap.Revision())
	}
	return took, err
}

func (l *large) streamed(ctx context.Context) (time.Duration, error) {
	began, seen := time.Now(), 0
	err := l.store.Load(ctx, l.m, func(argmap.Entry) error { seen++; return nil })
	took := time.Since(began)
	if err == nil && seen != l.records {
		err = fmt.Errorf("the store streamed %d records of %d", seen, l.records)
	}
	return took, err
}

func (l *large) bareRead(ctx context.Context, r bareReader) (time.Duration, error) {
	began := time.Now()
	rows, err := r.read(ctx, l.m)
	took := time.Since(began)
	if err == nil && rows != l.rows {
		err = fmt.Errorf("the bare driver read %d rows of %d", rows, l.rows)
	}
	return took, err
}

// weigh gives what a snapshot takes in the heap, all garbage gone.
func (l *large) weigh(ctx context.Context) (bytes int64, estimate int, err error) {
	before := heap()
	snap, err := l.snapshot(ctx)
	if err != nil {
		return 0, 0, err
	}
	bytes = heap() - before
	estimate = int(snap.Bytes())
	runtime.KeepAlive(snap)
	return bytes, estimate, nil
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
