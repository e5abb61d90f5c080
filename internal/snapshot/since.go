package snapshot

import (
	"slices"

	"argmap/internal/argmap"
)

// sides are two revisions of one map, of which neither need be the earlier. Records are matched by their
// ids: a record that has the same revision in both was not set between them.
type sides struct{ was, is *Snapshot }

// same gives the slot that the record of a slot has in another table, or none.
func same[R any](from, to *table[R], slot int32) int32 {
	id := from.id(slot)
	// Revisions that were made from each other mostly share the slot.
	if int(slot) < to.rows.length && to.alive(slot) && to.id(slot) == id {
		return slot
	}
	return to.find(id)
}

// kept reports whether two lists hold the same records, none of which was set meanwhile.
func kept[R any](was, is *table[R], a, b []int32) bool {
	return slices.EqualFunc(a, b, func(a, b int32) bool {
		return was.id(a) == is.id(b) && was.setAt(a) == is.setAt(b)
	})
}

// untouched reports whether the record with an id was not set meanwhile, or is in neither table.
func untouched[R any](was, is *table[R], id argmap.ID) bool {
	a, b := was.find(id), is.find(id)
	if a == none || b == none {
		return a == b
	}
	return was.setAt(a) == is.setAt(b)
}

// ElementsStep tells which elements differ between two revisions.
type ElementsStep struct {
	// Changed elements are new, or something that belongs to them alone is not what it was: their own
	// record, a citation, a commitment or who is committed, the row of a question. Links and labels do
	// not count. Oldest first.
	Changed List
	// Gone elements were there and are no more, oldest first.
	Gone []argmap.ID
}

// ElementsSince compares the elements of the map with those of another revision of it.
func (s *Snapshot) ElementsSince(other *Snapshot) ElementsStep {
	c := sides{other, s}
	var changed []int32
	for slot := range s.kinds[everyKind].all() {
		if old := same(&s.elements, &other.elements, slot); old == none || !c.asItWas(old, slot) {
			changed = append(changed, slot)
		}
	}
	step := ElementsStep{Changed: List{s: s, slots: changed, listed: true}}
	for slot := range other.kinds[everyKind].all() {
		if same(&other.elements, &s.elements, slot) == none {
			step.Gone = append(step.Gone, other.elements.id(slot))
		}
	}
	return step
}

// asItWas compares what belongs to an element alone.
func (c sides) asItWas(old, now int32) bool {
	was, is := c.was, c.is
	return was.elements.setAt(old) == is.elements.setAt(now) &&
		kept(&was.citations, &is.citations, was.lists[cites].of(old), is.lists[cites].of(now)) &&
		kept(&was.commitments.table, &is.commitments.table, was.lists[committed].of(old), is.lists[committed].of(now)) &&
		c.sameVoices(now) && c.sameRow(now)
}

// sameVoices compares those who are committed to a claim.
func (c sides) sameVoices(now int32) bool {
	for _, slot := range c.is.lists[committed].of(now) {
		commitment := c.is.commitmentAt(slot)
		if !untouched(&c.was.voices, &c.is.voices, commitment.Voice) || !untouched(&c.was.voices, &c.is.voices, commitment.ReportedBy) {
			return false
		}
	}
	return true
}

func (c sides) sameRow(now int32) bool {
	q := c.is.elements.at(now).Question
	return q == nil || untouched(&c.was.rows, &c.is.rows, q.Row)
}
