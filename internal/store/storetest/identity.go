package storetest

import (
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// identityLaws say when two ids are the same, and in what order ids come.
func identityLaws() []law {
	return []law{
		{"two ids are equal only when their bytes are", distinctIDs, shared},
		{"two ids are equal only when their bytes are — as ids of maps", distinctMaps, shared},
		{"records of one type in the order of their ids — by their bytes, beyond the first plane too", byteOrder, shared},
		{"the longest id that the domain accepts is kept", longestID, shared},
	}
}

// lookalikes gives ids that a careless store takes for one another.
func lookalikes() []argmap.ID {
	stem := string(newID())
	return []argmap.ID{
		argmap.ID(stem + "e\u0301"), argmap.ID(stem + "\u00e9"), argmap.ID(stem + "\u00c9"), // NFD, NFC, upper case
		argmap.ID(stem + "e"), argmap.ID(stem + "E"), argmap.ID(stem + "e "), argmap.ID(" " + stem + "e"),
		argmap.ID(stem + "ss"), argmap.ID(stem + "ß"), argmap.ID(stem + "%"), argmap.ID(stem + "_"),
		argmap.ID(stem + "'"), argmap.ID(stem + "\\"), argmap.ID(stem + "\""), argmap.ID(stem + "\u200d"),
	}
}

func distinctIDs(w *world) {
	var records []argmap.Record
	ids := lookalikes()
	for _, id := range ids {
		c := claim("named " + string(id))
		c.ID = id
		records = append(records, c)
	}
	c := w.draw(records...)
	c.holds()
	c.commit(removes(records[0])...)
	c.holds()

	found, err := w.s.Locate(w.ctx, ids)
	w.ok(err)
	var got []argmap.ID
	for _, l := range found {
		got = append(got, l.ID)
	}
	w.same("located ids", got, ids[1:])
}

func distinctMaps(w *world) {
	ids := lookalikes()
	var want []store.Head
	for i, id := range ids {
		c := w.newChart()
		c.id, c.props = id, properties(id)
		c.start()
		if i%2 == 0 {
			c.commit(sets(claim("one more"))...)
		}
		want = append(want, w.head(id))
	}
	got, err := w.s.Heads(w.ctx, ids)
	w.ok(err)
	w.same("heads", got, want)
	for i, h := range got {
		w.same("revision of map "+string(ids[i]), h.Revision, argmap.Revision(2-i%2))
	}
}

func byteOrder(w *world) {
	stem := string(newID())
	var records []argmap.Record
	for _, end := range []string{"\U0001f600", "\uff01", "é", "z", "a", "Z", "_", "-", "10", "9", "\ue000", "", "\u07ff", "\u0800"} {
		c := claim("by bytes")
		c.ID = argmap.ID(stem + end)
		records = append(records, c)
	}
	w.draw(records...).holds()
}

func longestID(w *world) {
	long := claim("a long name")
	long.ID = argmap.ID(string(newID()) + strings.Repeat("x", argmap.MaxIDBytes-36))
	other := claim("another")
	l := link(argmap.RoleForeign, long, other)
	w.draw(long, other, l).holds()
}
