package storetest

import (
	"context"
	"encoding/json"
	"slices"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// appendTo appends to all stores and compares what came of it.
func (d *duel) appendTo(ctx context.Context, m argmap.ID, expected argmap.Revision, active []argmap.ID, sets ...argmap.ChangeSet) {
	d.Helper()
	d.all("Append", false, func(s store.Store) (any, error) {
		got, err := s.Append(ctx, m, expected, sets, active)
		return bareAnswer(got), err
	})
}

// active gives the sources that some operations cite, or none of them.
func (d *duel) active(ops []argmap.Operation) []argmap.ID {
	if !rapid.Bool().Draw(d.T, "active") {
		return nil
	}
	var sources []argmap.ID
	for _, op := range ops {
		if c, ok := op.After.(*argmap.Citation); ok && !slices.Contains(sources, c.Source) {
			sources = append(sources, c.Source)
		}
	}
	return sources
}

// bareAnswer leaves out what the port leaves open: the counter of access, and the head of no map.
func bareAnswer(a store.Appended) store.Appended {
	a.Head.Access = 0
	if a.Head.Revision == 0 && a.Head.State == "" {
		a.Head.Map = ""
	}
	return a
}

func (d *duel) create() {
	p := d.properties(d.id())
	if len(d.maps) > 0 && rapid.IntRange(0, 4).Draw(d.T, "again") == 0 {
		p.ID = d.someMap()
	}
	d.maps = append(d.maps, p.ID)
	mm := newModelMap(p.ID, store.Active)
	mm.name = p.ID
	ops := append(sets(p), d.operations(mm)...)
	d.appendTo(d.ctx, p.ID, 0, d.active(ops), d.set(p.ID, 0, 1, ops...))
}

func (d *duel) properties(id argmap.ID) *argmap.Properties {
	p := properties(id)
	p.Owner = d.owner
	p.Title = rapid.SampledFrom([]string{"", "peace", "war", "War", "zoo"}).Draw(d.T, "title")
	p.Description = d.text()
	return p
}

// element draws an element of any kind that stores treat apart.
func (d *duel) element() *argmap.Element {
	kinds := []argmap.Kind{argmap.KindClaim, argmap.KindClaim, argmap.KindRebuttal, argmap.KindInference, argmap.KindQuestion, argmap.KindLocution}
	e := element(rapid.SampledFrom(kinds).Draw(d.T, "kind"), d.text())
	e.ID = d.id()
	if e.Kind == argmap.KindQuestion {
		e.Question = &argmap.Inquiry{Form: argmap.FormWH, Ordinal: rapid.IntRange(0, 3).Draw(d.T, "ordinal")}
	}
	raws := []json.RawMessage{nil, {}, json.RawMessage(`{"n":9007199254740993,"z":[1.0,null]}`)}
	e.Raw = rapid.SampledFrom(raws).Draw(d.T, "raw")
	return e
}

// operations draws the operations of one valid change set: removals first, no record twice.
func (d *duel) operations(mm *modelMap) []argmap.Operation {
	next := mm.clone()
	var ops []argmap.Operation
	touched := map[argmap.Ref]bool{}
	do := func(op argmap.Operation) {
		if !touched[op.Ref] {
			touched[op.Ref] = true
			ops = append(ops, op)
			if op.After == nil {
				next.remove(op.Ref)
			} else {
				next.rows[op.Ref] = argmap.Entry{Record: op.After}
			}
		}
	}
	for range rapid.IntRange(0, 2).Draw(d.T, "removals") {
		do(argmap.Remove(d.someRef(next)))
	}
	for range rapid.IntRange(0, 5).Draw(d.T, "settings") {
		if r := d.record(next); r != nil {
			do(argmap.Set(r))
		}
	}
	return ops
}

// someRef draws a record other than the properties, or one that is not there. It leaves voices, as what
// becomes of their commitments is not the store's to say.
func (d *duel) someRef(mm *modelMap) argmap.Ref {
	refs := []argmap.Ref{{Type: argmap.TypeElement, ID: newID()}, {Type: argmap.TypeLink, ID: newID()}}
	for _, e := range mm.sorted() {
		if t := e.Record.Ref().Type; t != argmap.TypeProperties && t != argmap.TypeVoice {
			refs = append(refs, e.Record.Ref())
		}
	}
	return rapid.SampledFrom(refs).Draw(d.T, "ref")
}

// record draws a record whose ends are there: a new one, or a new value of an old one.
func (d *duel) record(mm *modelMap) argmap.Record {
	elements, voices := recordsOf[*argmap.Element](mm), recordsOf[*argmap.Voice](mm)
	one := func() *argmap.Element { return rapid.SampledFrom(elements).Draw(d.T, "end") }
	sort := rapid.IntRange(0, 8).Draw(d.T, "sort")
	switch {
	case sort == 0 || len(elements) == 0:
		v := voice(d.text())
		if sort == 0 {
			v.ID = d.id()
			return v
		}
		return d.element()
	case sort <= 2:
		return d.element()
	case sort <= 4:
		l := link(rapid.SampledFrom(argmap.Roles()).Draw(d.T, "role"), one(), one())
		if old := recordsOf[*argmap.Link](mm); len(old) > 0 && sort == 4 {
			l.ID = rapid.SampledFrom(old).Draw(d.T, "link").ID
		}
		return l
	case sort == 5 && len(voices) > 0:
		return commitment(rapid.SampledFrom(voices).Draw(d.T, "voice"), one())
	case sort == 6 && len(d.texts) > 0:
		return d.citation(mm, one())
	case sort == 7:
		e := *one()
		e.Text = d.text()
		return &e
	}
	return leftover(`{"a":1}`)
}

func (d *duel) citation(mm *modelMap, e *argmap.Element) argmap.Record {
	t := rapid.SampledFrom(d.texts).Draw(d.T, "text")
	s := d.model.sources[t.source.ID]
	if s == nil || !s.seenBy(mm.name) && rapid.IntRange(0, 3).Draw(d.T, "unseen") > 0 {
		return nil
	}
	return t.cite(e, rapid.SliceOfN(rapid.IntRange(0, len(t.paragraphs)-1), 1, 3).Draw(d.T, "paragraphs")...)
}

// recordsOf gives the records of one type, by id.
func recordsOf[R argmap.Record](mm *modelMap) []R {
	var rs []R
	for _, e := range mm.sorted() {
		if r, ok := e.Record.(R); ok {
			rs = append(rs, r)
		}
	}
	return rs
}

// append appends one or two change sets, at times with one fault.
func (d *duel) append() {
	mm := d.activeMap()
	m, head := mm.head.Map, mm.head.Revision
	ops := d.operations(mm)
	batch := []argmap.ChangeSet{d.set(m, head, 1, ops...)}
	if rapid.Bool().Draw(d.T, "two") {
		next := mm.clone()
		if d.model.apply(next, batch[0]) == nil {
			batch = append(batch, d.set(m, head, 2, d.operations(next)...))
		}
	}
	last := &batch[len(batch)-1]
	switch rapid.IntRange(0, 9).Draw(d.T, "fault") {
	case 0:
		head--
		for i := range batch {
			batch[i].Revision--
		}
	case 1:
		last.Operations = append(slices.Clip(last.Operations), argmap.Set(link(argmap.RoleForeign, claim("none"), claim("none"))))
	case 2:
		last.WriteID = rapid.SampledFrom(mm.log).Draw(d.T, "write").WriteID
	case 3:
		e := d.element()
		e.ID = rapid.SampledFrom(d.maps).Draw(d.T, "taken")
		last.Operations = append(slices.Clip(last.Operations), argmap.Set(e))
		if d.model.maps[e.ID] == nil || d.model.maps[e.ID].head.State != store.Active {
			d.Skip("no id that is surely taken")
		}
	}
	if head == 0 {
		d.Skip("expected 0 is another command")
	}
	d.appendTo(d.ctx, m, head, d.active(last.Operations), batch...)
}

func (d *duel) appendCancelled() {
	mm := d.activeMap()
	ctx, cancel := context.WithCancel(d.ctx)
	cancel()
	d.appendTo(ctx, mm.head.Map, mm.head.Revision, nil, d.set(mm.head.Map, mm.head.Revision, 1, d.operations(mm)...))
}

func (d *duel) deleteMap() {
	if rapid.IntRange(0, 3).Draw(d.T, "really") > 0 {
		d.Skip("deletes are to be rare")
	}
	m := d.someMap()
	mm := d.model.maps[m]
	if mm == nil {
		d.Skip("the map was never made")
	}
	head := mm.head
	set := d.set(m, head.Revision, 1)
	again := head.State == store.Deleted
	d.all("DeleteMap", false, func(s store.Store) (any, error) {
		got, err := s.DeleteMap(d.ctx, head.Revision, set)
		got.Done = got.Done || again
		return bareAnswer(got), err
	})
}

// redact rewrites live elements and the first change set of a map, be it deleted.
func (d *duel) redact() {
	mm := d.model.maps[d.someMap()]
	if mm == nil || len(mm.log) == 0 {
		d.Skip("no log to redact")
	}
	r := store.Redaction{Map: mm.head.Map, Expected: mm.head.Revision}
	for _, e := range recordsOf[*argmap.Element](mm)[:min(2, len(recordsOf[*argmap.Element](mm)))] {
		blank := *e
		blank.Text = "[removed] " + d.word
		r.Records = append(r.Records, &blank)
	}
	if rapid.IntRange(0, 5).Draw(d.T, "not live") == 0 {
		r.Records = append(r.Records, claim("never"))
	}
	first := mm.log[0]
	first.Message = "[removed]"
	r.Sets = []argmap.ChangeSet{first}
	r.Checkpoints = []store.Checkpoint{{Map: r.Map, Revision: 1, Epoch: mm.head.Epoch + 1, Chunks: [][]byte{[]byte("clean")}}}
	d.all("Redact", false, func(s store.Store) (any, error) {
		got, err := s.Redact(d.ctx, r)
		return bareAnswer(got), err
	})
}

func (d *duel) rebuild() {
	mm := d.activeMap()
	entries := mm.sorted()
	expected := mm.head.Revision - argmap.Revision(rapid.IntRange(0, 1).Draw(d.T, "stale"))
	d.all("Rebuild", false, func(s store.Store) (any, error) {
		got, err := s.Rebuild(d.ctx, mm.head.Map, expected, entries)
		return bareAnswer(got), err
	})
}

func (d *duel) checkpoint() {
	mm := d.activeMap()
	c := store.Checkpoint{
		Map: mm.head.Map, Revision: mm.head.Revision, Epoch: mm.head.Epoch + argmap.Epoch(rapid.IntRange(0, 4).Draw(d.T, "epoch")/4),
		Chunks: [][]byte{[]byte(d.text()), {0, 255}},
	}
	d.all("PutCheckpoint", false, func(s store.Store) (any, error) { return nil, s.PutCheckpoint(d.ctx, c) })
}

func (d *duel) updateSource() {
	if len(d.texts) == 0 {
		d.Skip("no source yet")
	}
	id := rapid.SampledFrom(d.texts).Draw(d.T, "text").source.ID
	if d.model.sources[id] == nil {
		d.Skip("the source was refused")
	}
	next := *d.model.sources[id].source
	expected := next.Revision - argmap.Revision(rapid.IntRange(0, 3).Draw(d.T, "stale")/3)
	next.Revision++
	next.State = rapid.SampledFrom([]argmap.SourceState{argmap.SourceActive, argmap.SourceWithdrawn}).Draw(d.T, "state")
	d.all("UpdateSource", false, func(s store.Store) (any, error) { return s.UpdateSource(d.ctx, &next, expected) })
}

// putQuestions keeps some elements of a map as its open questions, at some revision and epoch.
func (d *duel) putQuestions() {
	m := d.someMap()
	q := store.Questions{Map: m, Revision: argmap.Revision(rapid.IntRange(0, 6).Draw(d.T, "at")), Epoch: argmap.Epoch(rapid.IntRange(0, 2).Draw(d.T, "epoch"))}
	if mm := d.model.maps[m]; mm != nil {
		for _, e := range recordsOf[*argmap.Element](mm) {
			if rapid.Bool().Draw(d.T, "open") {
				q.Open = append(q.Open, store.OpenQuestion{
					ID: e.ID, Status: rapid.SampledFrom([]argmap.QuestionStatus{argmap.Open, argmap.Contested}).Draw(d.T, "status"),
					Weight: rapid.IntRange(0, 3).Draw(d.T, "weight"), Flips: rapid.SampledFrom([]*bool{nil, new(true), new(false)}).Draw(d.T, "flips"),
				})
			}
		}
	}
	d.all("PutQuestions", false, func(s store.Store) (any, error) { return s.PutQuestions(d.ctx, q) })
}
