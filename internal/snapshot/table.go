package snapshot

import (
	"hash/maphash"
	"iter"

	"argmap/internal/argmap"
)

// table holds the records of one type in numbered slots, with an index from id to slot. A record
// keeps its slot for as long as it lives; slots of removed records are given out again.
type table[R any] struct {
	key  func(*R) argmap.ID
	rows vec[row[R]]
	// free is the head of the chain of free slots, or none; live counts the others.
	free int32
	live int

	// cells is a hash table of slots: open addressing with linear probing (Knuth, TAOCP 3, 6.4,
	// algorithm L). It keeps the hashes, so that other records are not looked at.
	cells vec[cell]
	used  int
	seed  maphash.Seed
}

// cell is a slot + 1 and the lower half of its id's hash. A cell never used has slot 0, one whose slot
// was removed has gone.
type cell struct {
	hash uint32
	slot int32
}

// row is a record and the revision that set it, which is negative in a slot without a record.
type row[R any] struct {
	record   R
	revision argmap.Revision
}

const (
	none int32 = -1
	gone int32 = -1
	// dead marks a slot without a record; a free slot has dead - 1 - the next free one.
	dead argmap.Revision = -1
)

func newTable[R any](key func(*R) argmap.ID) table[R] {
	return table[R]{key: key, free: none, seed: maphash.MakeSeed()}
}

func (t *table[R]) at(slot int32) R { return t.rows.at(slot).record }

func (t *table[R]) id(slot int32) argmap.ID { return t.key(&t.rows.at(slot).record) }

// setAt gives the revision that set the record in a slot.
func (t *table[R]) setAt(slot int32) argmap.Revision { return t.rows.at(slot).revision }

// alive reports whether a slot holds a record.
func (t *table[R]) alive(slot int32) bool { return t.rows.at(slot).revision >= 0 }

// slots gives the slots in use, in their order.
func (t *table[R]) slots() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for i := range int32(t.rows.length) {
			if t.alive(i) && !yield(i) {
				return
			}
		}
	}
}

// scan gives every slot in use with its record.
func (t *table[R]) scan(yield func(slot int32, record R) bool) {
	for slot := range t.slots() {
		if !yield(slot, t.at(slot)) {
			return
		}
	}
}

// find gives the slot of an id, or none.
func (t *table[R]) find(id argmap.ID) int32 {
	if t.live == 0 {
		return none
	}
	hash := t.hash(id)
	for at := t.home(hash); ; at = t.next(at) {
		switch c := t.cells.at(at); {
		case c.slot == 0:
			return none
		case c.slot != gone && c.hash == hash && t.id(c.slot-1) == id:
			return c.slot - 1
		}
	}
}

// set puts a record into the slot of its id, a new one if there is none.
func (t *table[R]) set(by *edit, id argmap.ID, record R, revision argmap.Revision) int32 {
	slot := t.find(id)
	if slot == none {
		slot = t.take(by)
		t.live++
		*t.rows.touch(by, slot) = row[R]{record, revision}
		t.enter(by, slot)
		return slot
	}
	*t.rows.touch(by, slot) = row[R]{record, revision}
	return slot
}

// remove takes a record out. Its slot is dead, and not given out again before it is released.
func (t *table[R]) remove(by *edit, slot int32) {
	at := t.home(t.hash(t.id(slot)))
	for t.cells.at(at).slot != slot+1 {
		at = t.next(at)
	}
	t.cells.touch(by, at).slot = gone
	*t.rows.touch(by, slot) = row[R]{revision: dead}
	t.live--
}

// release chains a dead slot to the free ones.
func (t *table[R]) release(by *edit, slot int32) {
	t.rows.touch(by, slot).revision = dead - 1 - argmap.Revision(t.free)
	t.free = slot
}

// take gives a slot that is free.
func (t *table[R]) take(by *edit) int32 {
	if t.free == none {
		return t.rows.push(by, row[R]{})
	}
	slot := t.free
	t.free = int32(dead - 1 - t.rows.at(slot).revision)
	return slot
}

// enter puts a new slot into the hash table.
func (t *table[R]) enter(by *edit, slot int32) {
	if t.used*4 >= t.cells.length*3 {
		t.rehash(by)
	}
	t.place(by, cell{t.hash(t.id(slot)), slot + 1})
}

func (t *table[R]) place(by *edit, c cell) {
	at := t.home(c.hash)
	for t.cells.at(at).slot > 0 {
		at = t.next(at)
	}
	free := t.cells.touch(by, at)
	if free.slot == 0 {
		t.used++
	}
	*free = c
}

// rehash makes room: it forgets the cells whose slots are gone, and leaves at most half in use.
func (t *table[R]) rehash(by *edit) {
	old := t.cells
	t.cells, t.used = vec[cell]{}, 0
	size := 8
	for size < t.live*2 {
		size *= 2
	}
	for range size {
		t.cells.push(by, cell{})
	}
	for i := range int32(old.length) {
		if c := *old.at(i); c.slot > 0 {
			t.place(by, c)
		}
	}
}

func (t *table[R]) hash(id argmap.ID) uint32 { return uint32(maphash.String(t.seed, string(id))) }

func (t *table[R]) home(hash uint32) int32 { return int32(hash & uint32(t.cells.length-1)) }

func (t *table[R]) next(at int32) int32 { return (at + 1) & int32(t.cells.length-1) }

func (t *table[R]) bytes() int64 { return t.rows.bytes() + t.cells.bytes() }
