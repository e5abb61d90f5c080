package snapshot

import (
	"slices"

	"argmap/internal/argmap"
)

// change gives the touched records their entries, and takes away those whose entry is empty. The
// layout must be a copy; what it shares with others stays as it is. After an error it is void.
func (l *layout) change(touched []argmap.Ref, after map[argmap.Ref]argmap.Entry) error {
	by := new(edit)
	w := newWiring(l, by)
	l.kinds = slices.Clone(l.kinds)
	for _, ref := range touched {
		if before, slot := l.record(ref); before != nil {
			w.untie(before, slot)
		}
	}
	w.unrank()
	var dead []grave
	slots := make([]int32, len(touched))
	for i, ref := range touched {
		if e := after[ref]; e.Record != nil {
			slots[i] = l.put(by, nil, e)
		} else if slot := l.remove(by, ref); slot != none {
			dead = append(dead, grave{ref, slot})
		}
	}
	for i, ref := range touched {
		if r := after[ref].Record; r != nil {
			if err := w.tie(r, slots[i]); err != nil {
				return err
			}
		}
	}
	w.rewire()
	for _, g := range dead {
		if err := l.bury(by, g); err != nil {
			return err
		}
	}
	return nil
}

// grave is a slot whose record was removed.
type grave struct {
	ref  argmap.Ref
	slot int32
}

// record gives the record of a ref and its slot, or nil.
func (l *layout) record(ref argmap.Ref) (argmap.Record, int32) {
	switch ref.Type {
	case argmap.TypeProperties:
		return l.properties.Record, none
	case argmap.TypeVoice:
		return recordIn(&l.voices, ref.ID)
	case argmap.TypeRow:
		return recordIn(&l.rows, ref.ID)
	case argmap.TypeElement:
		return recordIn(&l.elements, ref.ID)
	case argmap.TypeCommitment:
		return recordIn(&l.commitments, ref.ID)
	case argmap.TypeLink:
		return recordIn(&l.links, ref.ID)
	case argmap.TypeCitation:
		return recordIn(&l.citations, ref.ID)
	case argmap.TypeLeftover:
		return recordIn(&l.leftovers, ref.ID)
	}
	return nil, none
}

func recordIn[R argmap.Record](t source[R], id argmap.ID) (argmap.Record, int32) {
	if slot := t.find(id); slot != none {
		return t.at(slot), slot
	}
	return nil, none
}

// put sets a record without its places in the lists, and gives its slot.
func (l *layout) put(by *edit, in *interner, e argmap.Entry) int32 {
	switch r := e.Record.(type) {
	case *argmap.Properties:
		l.properties = e
	case *argmap.Voice:
		return l.voices.set(by, r.ID, r, e.Revision)
	case *argmap.Row:
		return l.rows.set(by, r.ID, r, e.Revision)
	case *argmap.Element:
		return l.elements.set(by, r.ID, r, e.Revision)
	case *argmap.Commitment:
		return l.commitments.set(by, in, r.ID, r, e.Revision)
	case *argmap.Link:
		return l.links.set(by, in, r.ID, r, e.Revision)
	case *argmap.Citation:
		return l.citations.set(by, r.ID, r, e.Revision)
	case *argmap.Leftover:
		return l.leftovers.set(by, r.ID, r, e.Revision)
	}
	return none
}

// remove takes a record away and gives the slot that it had, or none.
func (l *layout) remove(by *edit, ref argmap.Ref) int32 {
	switch ref.Type {
	case argmap.TypeProperties:
		l.properties = argmap.Entry{}
	case argmap.TypeVoice:
		return removeIn(&l.voices, by, ref.ID)
	case argmap.TypeRow:
		return removeIn(&l.rows, by, ref.ID)
	case argmap.TypeElement:
		return removeIn(&l.elements, by, ref.ID)
	case argmap.TypeCommitment:
		return removeIn(&l.commitments.table, by, ref.ID)
	case argmap.TypeLink:
		return removeIn(&l.links.table, by, ref.ID)
	case argmap.TypeCitation:
		return removeIn(&l.citations, by, ref.ID)
	case argmap.TypeLeftover:
		return removeIn(&l.leftovers, by, ref.ID)
	}
	return none
}

func removeIn[R any](t *table[R], by *edit, id argmap.ID) int32 {
	slot := t.find(id)
	if slot != none {
		t.remove(by, slot)
	}
	return slot
}

// bury releases the slot of a removed record. What must not be without the record must be gone.
func (l *layout) bury(by *edit, g grave) error {
	switch g.ref.Type {
	case argmap.TypeVoice:
		for _, member := range l.lists[commits].of(g.slot) {
			if c := l.commitments.at(member); c.Voice == g.ref.ID {
				return dangling(c, "voice", g.ref.ID)
			}
		}
		l.lists[commits].clear(by, g.slot)
	case argmap.TypeRow:
		l.lists[asked].clear(by, g.slot)
	case argmap.TypeProperties, argmap.TypeElement, argmap.TypeCommitment, argmap.TypeLink,
		argmap.TypeCitation, argmap.TypeLeftover:
	}
	l.release(by, g.ref.Type, g.slot)
	return nil
}

// release lets a dead slot of a type be given out again.
func (l *layout) release(by *edit, t argmap.RecordType, slot int32) {
	switch t {
	case argmap.TypeVoice:
		l.voices.release(by, slot)
	case argmap.TypeRow:
		l.rows.release(by, slot)
	case argmap.TypeElement:
		l.elements.release(by, slot)
	case argmap.TypeCommitment:
		l.commitments.release(by, slot)
	case argmap.TypeLink:
		l.links.release(by, slot)
	case argmap.TypeCitation:
		l.citations.release(by, slot)
	case argmap.TypeLeftover:
		l.leftovers.release(by, slot)
	case argmap.TypeProperties:
	}
}
