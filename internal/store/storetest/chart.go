package storetest

import (
	"slices"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// chart is a map that a law draws, with the entries that it must hold.
type chart struct {
	w     *world
	id    argmap.ID
	rev   argmap.Revision
	props *argmap.Properties
	clock time.Time
	live  map[argmap.Ref]argmap.Entry
	sets  []argmap.ChangeSet
}

// newChart gives a chart of a map that is not there yet.
func (w *world) newChart() *chart {
	id := newID()
	return &chart{w: w, id: id, props: properties(id), clock: noon(), live: map[argmap.Ref]argmap.Entry{}}
}

// draw makes a map that holds these records at revision 1.
func (w *world) draw(records ...argmap.Record) *chart {
	w.Helper()
	c := w.newChart()
	c.start(records...)
	return c
}

// drawDispute makes a map that holds the fixture, over a text of its own.
func (w *world) drawDispute() (*chart, *dispute) {
	w.Helper()
	d := newDispute(w.put(newText("States exist for their people.", "So it is said.", "Nobody cites this.")))
	return w.draw(d.records()...), d
}

// start makes the map with its properties and these records.
func (c *chart) start(records ...argmap.Record) {
	c.w.Helper()
	c.commit(sets(append([]argmap.Record{c.props}, records...)...)...)
}

// sets gives the operations that set the records.
func sets(records ...argmap.Record) []argmap.Operation {
	var ops []argmap.Operation
	for _, r := range records {
		ops = append(ops, argmap.Set(r))
	}
	return ops
}

// removes gives the operations that remove the records.
func removes(records ...argmap.Record) []argmap.Operation {
	var ops []argmap.Operation
	for _, r := range records {
		ops = append(ops, argmap.Remove(r.Ref()))
	}
	return ops
}

// next gives the change set that would come after the chart's head, one second after the last.
func (c *chart) next(ops ...argmap.Operation) argmap.ChangeSet {
	return c.following(1, ops...)
}

// following gives the change set that would come n after the chart's head.
func (c *chart) following(n argmap.Revision, ops ...argmap.Operation) argmap.ChangeSet {
	return argmap.ChangeSet{
		Map: c.id, Revision: c.rev + n, WriteID: newID(), Actor: argmap.Local,
		Time: c.clock.Add(time.Duration(n) * time.Second), Operations: ops,
	}
}

// commit appends one change set of these operations, which must succeed.
func (c *chart) commit(ops ...argmap.Operation) argmap.ChangeSet {
	c.w.Helper()
	set := c.next(ops...)
	c.append(set)
	return set
}

// append appends these change sets, which must succeed, and follows them in the chart.
func (c *chart) append(sets ...argmap.ChangeSet) {
	c.w.Helper()
	got, err := c.w.s.Append(c.w.ctx, c.id, c.rev, sets, nil)
	c.w.ok(err)
	if !got.Done {
		c.w.Fatalf("got head %+v and nothing done, want an append after revision %d", got.Head, c.rev)
	}
	for _, s := range sets {
		c.follow(s)
	}
}

// try appends one change set to the head and gives what came of it.
func (c *chart) try(ops ...argmap.Operation) (store.Appended, error) {
	return c.w.s.Append(c.w.ctx, c.id, c.rev, []argmap.ChangeSet{c.next(ops...)}, nil)
}

// follow notes what a change set made of the map; what a removal takes with it must be named in it.
func (c *chart) follow(set argmap.ChangeSet) {
	c.rev, c.clock = set.Revision, set.Time
	c.sets = append(c.sets, set)
	for _, op := range set.Operations {
		if op.After == nil {
			delete(c.live, op.Ref)
		} else {
			c.live[op.Ref] = argmap.Entry{Record: op.After, Revision: set.Revision}
		}
	}
}

// drop notes that records went with something else.
func (c *chart) drop(records ...argmap.Record) {
	for _, r := range records {
		delete(c.live, r.Ref())
	}
}

// entries gives what the map must hold, in the order of Load.
func (c *chart) entries() []argmap.Entry {
	types := argmap.RecordTypes()
	es := []argmap.Entry{}
	for _, e := range c.live {
		es = append(es, e)
	}
	slices.SortFunc(es, func(a, b argmap.Entry) int {
		x, y := a.Record.Ref(), b.Record.Ref()
		if x.Type != y.Type {
			return slices.Index(types, x.Type) - slices.Index(types, y.Type)
		}
		return strings.Compare(string(x.ID), string(y.ID))
	})
	return es
}

// wantRows gives the lines that Load must give.
func (c *chart) wantRows() []string {
	lines := []string{}
	for _, e := range c.entries() {
		lines = append(lines, entryLine(e))
	}
	return lines
}

// wantLog gives the lines that Tail must give.
func (c *chart) wantLog() []string {
	lines := []string{}
	for _, s := range c.sets {
		lines = append(lines, setLine(s))
	}
	return lines
}

// holds demands that head, rows and log are as the chart says.
func (c *chart) holds() {
	c.w.Helper()
	h := c.w.head(c.id)
	c.w.same("revision of the head", h.Revision, c.rev)
	c.w.same("rows", c.w.rows(c.id), c.wantRows())
	c.w.same("log", c.w.log(c.id), c.wantLog())
}

// holdsThoroughly demands that the loaded records are the chart's as Go values, not only in their JSON.
func (c *chart) holdsThoroughly() {
	c.w.Helper()
	got := []argmap.Entry{}
	c.w.ok(c.w.s.Load(c.w.ctx, c.id, func(e argmap.Entry) error {
		got = append(got, e)
		return nil
	}))
	c.w.same("entries", got, c.entries())
}

// delete deletes the map, which must succeed, and gives the change set that ends its log.
func (c *chart) delete() argmap.ChangeSet {
	c.w.Helper()
	set := c.next()
	got, err := c.w.s.DeleteMap(c.w.ctx, c.rev, set)
	c.w.ok(err)
	c.w.same("done", got.Done, true)
	c.follow(set)
	clear(c.live)
	return set
}
