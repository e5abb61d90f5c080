package storetest

import (
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// name draws the name of an import: one that may be a map's, or that of a map to come.
func (d *duel) name(own argmap.ID) argmap.ID {
	if len(d.maps) == 0 || rapid.Bool().Draw(d.T, "own") {
		return own
	}
	return d.someMap()
}

// longAgo is when imports of a duel show signs of life that are swept.
func longAgo() time.Time { return noon().AddDate(-30, 0, 0) }

func (d *duel) sign() time.Time {
	return rapid.SampledFrom([]time.Time{noon(), longAgo(), longAgo().Add(time.Hour)}).Draw(d.T, "sign")
}

func (d *duel) beginImport() {
	p := d.properties(d.id())
	if len(d.maps) > 0 && rapid.IntRange(0, 4).Draw(d.T, "again") == 0 {
		p.ID = d.someMap()
	}
	d.maps = append(d.maps, p.ID)
	name, at := d.name(p.ID), d.sign()
	d.all("BeginImport", false, func(s store.Store) (any, error) { return nil, s.BeginImport(d.ctx, name, p, at) })
}

func (d *duel) stage() {
	m := d.someMap()
	mm := d.model.maps[m]
	if mm == nil {
		d.Skip("the map was never made")
	}
	next := mm.clone()
	var records []argmap.Record
	for range rapid.IntRange(1, 6).Draw(d.T, "records") {
		if r := d.record(next); r != nil && next.record(r.Ref().ID) == nil {
			next.rows[r.Ref()] = argmap.Entry{Record: r}
			records = append(records, r)
		}
	}
	at := d.sign()
	d.all("Stage", true, func(s store.Store) (any, error) { return nil, s.Stage(d.ctx, m, at, records) })
}

// publish publishes maps that are mostly of one import, and mostly ready.
func (d *duel) publish() {
	ids := []argmap.ID{d.someMap()}
	for id, mm := range d.model.maps {
		if mm.name == ids[0] && id != ids[0] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids[1:])
	if rapid.IntRange(0, 4).Draw(d.T, "one more") == 0 {
		ids = append(ids, d.someMap())
	}
	var sets []argmap.ChangeSet
	for _, id := range ids {
		set := d.set(id, 0, 1)
		set.Staged = true
		sets = append(sets, set)
		if mm := d.model.maps[id]; mm != nil && mm.head.State == store.Importing && rapid.IntRange(0, 3).Draw(d.T, "ready") > 0 {
			c := store.Checkpoint{Map: id, Revision: 1, Chunks: [][]byte{[]byte("state")}}
			d.all("PutCheckpoint", false, func(s store.Store) (any, error) { return nil, s.PutCheckpoint(d.ctx, c) })
		}
	}
	d.all("Publish", true, func(s store.Store) (any, error) { return nil, s.Publish(d.ctx, sets) })
}

func (d *duel) dropImport() {
	name := d.someMap()
	d.all("DropImport", false, func(s store.Store) (any, error) { return nil, s.DropImport(d.ctx, name) })
}

// sweepImports gives the names of this duel alone, which have its stem.
func (d *duel) sweepImports() {
	since := longAgo().Add(time.Duration(rapid.IntRange(0, 2).Draw(d.T, "since")) * time.Hour)
	d.all("SweepImports", false, func(s store.Store) (any, error) {
		names, err := s.SweepImports(d.ctx, since)
		own := []argmap.ID{}
		for _, id := range names {
			if strings.HasPrefix(string(id), d.stem) {
				own = append(own, id)
			}
		}
		return own, err
	})
}

func (d *duel) putSource() {
	t := d.newSource()
	d.all("PutSource", false, func(s store.Store) (any, error) { return nil, s.PutSource(d.ctx, t.source, t.raw, t.paragraphs) })
}

// bringSource brings a text for an import whose first map is there, or is to come.
func (d *duel) bringSource() {
	next := d.id()
	t, name, at := d.newSource(), d.name(next), d.sign()
	d.maps = append(d.maps, name)
	d.all("BringSource", false, func(s store.Store) (any, error) {
		return nil, s.BringSource(d.ctx, name, at, t.source, t.raw, t.paragraphs)
	})
}

// newSource draws a text, one of whose ids may be taken.
func (d *duel) newSource() *text {
	t := newText(d.text()+"!", "x "+d.text())
	t.source.ID, t.source.Owner, t.source.Title = d.id(), d.owner, d.text()
	t.source.Created = noon().AddDate(0, 0, rapid.IntRange(0, 3).Draw(d.T, "day"))
	for _, p := range t.paragraphs {
		p.ID, p.Source = d.id(), t.source.ID
	}
	if rapid.IntRange(0, 5).Draw(d.T, "taken") == 0 && len(d.texts) > 0 {
		t.paragraphs[1].ID = d.texts[0].paragraphs[0].ID
	} else {
		d.texts = append(d.texts, t)
	}
	return t
}
