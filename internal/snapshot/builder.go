package snapshot

import (
	"argmap/internal/argmap"
)

// Builder collects the records of a map into a snapshot. Records may come in any order, and name
// others that are not there yet: a load beside a writer is torn until the change sets that were
// committed meanwhile were replayed. A builder is for one goroutine.
type Builder struct {
	layout layout
	by     *edit
	words  *interner
	// hanging names, once a replay removes an element, what hangs on each.
	hanging map[argmap.ID][]argmap.Ref
}

// NewBuilder gives a builder for a map that has no records yet.
func NewBuilder(m argmap.ID) *Builder {
	b := &Builder{layout: newLayout(m), by: new(edit)}
	b.words = newInterner(&b.layout)
	return b
}

// Add sets an entry. It keeps a copy of the record in which equal words share their memory.
func (b *Builder) Add(e argmap.Entry) {
	e.Record = b.words.share(e.Record)
	b.layout.put(b.by, b.words, e)
	if b.hanging != nil {
		b.hang(e.Record)
	}
}

// Replay carries out a change set's operations as argmap.State does. They are absolute, so it may
// be replayed over entries that already show it, or later ones; replay all to the last in order.
func (b *Builder) Replay(set argmap.ChangeSet) {
	for _, op := range set.Operations {
		if op.After != nil {
			b.Add(argmap.Entry{Record: op.After, Revision: set.Revision})
			continue
		}
		b.remove(op.Ref)
		if op.Ref.Type == argmap.TypeElement {
			b.cascade(op.Ref.ID)
		}
	}
}

// Snapshot gives what was collected, as the state at a revision. It is an INTERNAL error when a
// record still names one that is missing. The builder can be used further.
func (b *Builder) Snapshot(revision argmap.Revision, epoch argmap.Epoch) (*Snapshot, error) {
	l := b.layout
	l.revision, l.epoch = revision, epoch
	l.kinds = make([]ranking, len(b.layout.kinds))
	b.by = new(edit)
	w := newWiring(&l, b.by)
	w.fresh = true
	for slot, r := range l.all() {
		if err := w.tie(r, slot); err != nil {
			return nil, err
		}
	}
	w.rewire()
	b.by = new(edit)
	return &Snapshot{layout: l}, nil
}

func (b *Builder) remove(ref argmap.Ref) {
	slot := b.layout.remove(b.by, ref)
	if slot != none {
		b.layout.release(b.by, ref.Type, slot)
	}
}

func (b *Builder) cascade(element argmap.ID) {
	if b.hanging == nil {
		b.hanging = map[argmap.ID][]argmap.Ref{}
		for _, r := range b.layout.all() {
			b.hang(r)
		}
	}
	for _, ref := range b.hanging[element] {
		if r, _ := b.layout.record(ref); r != nil && hangsOn(r, element) {
			b.remove(ref)
		}
	}
	delete(b.hanging, element)
}

func (b *Builder) hang(r argmap.Record) {
	for _, element := range hooks(r) {
		b.hanging[element] = append(b.hanging[element], r.Ref())
	}
}
