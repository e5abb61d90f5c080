package storetest

import (
	"errors"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

const (
	lawTail     = "Tail streams the change sets of a map with after < revision <= upTo in order; upTo 0 means all"
	lawTailGone = "The log of a deleted map can still be read"
	lawTailNone = "A map that never was is NOT_FOUND"
)

func tailLaws() []law {
	return []law{
		{lawTail, tails, shared},
		{lawTail + " — more than a page of them", tailsMany, shared},
		{lawTail + " — and ends with yield's error", tailStops, shared},
		{lawTailGone, tailsDeleted, shared},
		{lawTailNone, tailsNone, shared},
	}
}

func tails(w *world) {
	c := w.draw()
	for range 4 {
		c.commit(sets(claim("more"))...)
	}
	all := c.wantLog()
	for after := range argmap.Revision(7) {
		for upTo := range argmap.Revision(8) {
			last := min(upTo, 5)
			if upTo == 0 {
				last = 5
			}
			first := min(after, last)
			w.same("tail", w.tail(c.id, after, upTo), all[first:last])
		}
	}
}

func tailsMany(w *world) {
	c := w.draw()
	var sets []argmap.ChangeSet
	for i := range argmap.Revision(300) {
		sets = append(sets, c.following(1+i))
	}
	c.append(sets...)
	c.holds()
}

func tailStops(w *world) {
	c := w.draw()
	c.commit()
	c.commit()
	n := 0
	err := w.s.Tail(w.ctx, c.id, 0, 0, func(argmap.ChangeSet) error {
		if n++; n == 2 {
			return errStop
		}
		return nil
	})
	w.same("ends with yield's error", errors.Is(err, errStop), true)
	w.same("change sets yielded", n, 2)
}

func tailsDeleted(w *world) {
	c, d := w.drawDispute()
	c.commit(removes(d.citation)...)
	c.delete()
	w.same("log", w.log(c.id), c.wantLog())
	w.same("its end", w.tail(c.id, 2, 3), c.wantLog()[2:])
}

func tailsNone(w *world) {
	for _, id := range []argmap.ID{newID(), ""} {
		err := w.s.Tail(w.ctx, id, 0, 0, func(argmap.ChangeSet) error { return errStop })
		w.fails(err, fault.NotFound, "")
	}
}
