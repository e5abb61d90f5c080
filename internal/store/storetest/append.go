package storetest

import (
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawAppend   = "Append adds change sets to a map's log and applies their operations to its rows, all or nothing, in one compare-and-set statement"
	lawSets     = "The sets must carry the revisions Expected+1, Expected+2, …"
	lawMakes    = "Expected 0 makes the map; its first operation must set the properties"
	lawStale    = "When the head is not expected, or the map is not Active, nothing changes and Done is false"
	lawTaken    = "A write id, or an (actor, key), that is already taken is CONFLICT \"write.taken\", and nothing changes"
	lawID       = "An id that a new record shares with one of another map, source or paragraph is INVALID \"id.taken\""
	lawAbsolute = "Operations are absolute: removing what is not there and setting what is already so are not errors"
)

func appendLaws() []law {
	return []law{
		{lawAppend, appends, shared},
		{lawAppend + " — several sets at once", appendsSeveral, shared},
		{lawAppend + " — a set without operations", appendsNothing, shared},
		{lawAppend + " — a fault in the last set undoes the first", allOrNothing, shared},
		{lawAppend + " — a map whose first append fails is not made", nothingMade, shared},
		{lawAppend + " — an operation gives a record its whole new value", wholeValue, shared},
		{lawAppend + " — a record that is removed can be set again", setAgain, shared},
		{lawAppend + " — Head is the map's head after the call", headAfter, shared},
		{lawSets, wrongRevisions, shared},
		{lawMakes, makesMap, shared},
		{lawMakes + " — else it is INVALID and no map is made", withoutProperties, shared},
		{lawStale, staleAppend, shared},
		{lawStale + " — the map is deleted, importing or was never made", inactiveAppend, shared},
		{lawStale + " — the head is looked at first, whatever else is wrong", staleFirst, shared},
		{lawTaken, takenWrites, shared},
		{lawTaken + " — within one append", takenWithin, shared},
		{lawTaken + " — an empty key is no key, and keys are an actor's own", freeKeys, shared},
		{lawID, takenIDs, shared},
		{lawID + " — and no map is made of it", takenMapID, shared},
		{lawAbsolute, absolute, shared},
	}
}

func appends(w *world) {
	c, d := w.drawDispute()
	c.holds()
	more := claim("More can be said.")
	c.commit(sets(more, link(argmap.RolePremiseOf, more, d.support))...)
	c.holds()
}

func appendsSeveral(w *world) {
	c := w.newChart()
	a, b := claim("one"), claim("two")
	changed := *a
	changed.Text = "one, said better"
	l := link(argmap.RoleForeign, a, b)
	c.append(
		c.following(1, sets(c.props, a)...),
		c.following(2, sets(b, l)...),
		c.following(3, append(sets(&changed), removes(l)...)...),
	)
	c.holds()
}

func appendsNothing(w *world) {
	c := w.draw()
	c.commit()
	c.holds()
}

func allOrNothing(w *world) {
	c, d := w.drawDispute()
	w.untouched(c.id, func() {
		stray := link(argmap.RoleForeign, d.thesis, claim("never added"))
		_, err := w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{
			c.following(1, append(sets(claim("new")), removes(d.reason)...)...), c.following(2, sets(stray)...),
		}, nil)
		w.fails(err, fault.Invalid, "record.end_missing")
	})
}

func nothingMade(w *world) {
	c := w.newChart()
	set := c.next(sets(c.props, link(argmap.RoleForeign, claim("a"), claim("b")))...)
	_, err := w.s.Append(w.ctx, c.id, 0, []argmap.ChangeSet{set}, nil)
	w.fails(err, fault.Invalid, "record.end_missing")
	w.absent(c.id)
	_, known, err := w.s.FindWrite(w.ctx, store.WriteRef{WriteID: set.WriteID})
	w.ok(err)
	w.same("write found", known, false)
	c.start()
	c.holds()
}

func wholeValue(w *world) {
	c := w.newChart()
	full := fullRecords(w, c.id)
	c.commit(sets(full...)...)
	var bare []argmap.Record
	e, q := claim("bare"), full[2].(*argmap.Element)
	e.ID = q.ID // a question becomes a claim
	other := full[3].(*argmap.Element)
	l := link(argmap.RoleForeign, other, other) // another role, other ends
	l.ID = full[5].Ref().ID
	cite := *full[6].(*argmap.Citation)
	cite.Segments = cite.Segments[1:]
	for _, r := range full {
		bare = append(bare, bareOf(r))
	}
	bare[2], bare[5], bare[6] = e, l, &cite
	c.commit(sets(bare...)...)
	c.holds()
	c.holdsThoroughly()
}

// bareOf gives a record of the same type, id and ends in which all else is empty.
func bareOf(r argmap.Record) argmap.Record {
	switch r := r.(type) {
	case *argmap.Properties:
		return &argmap.Properties{ID: r.ID, Created: r.Created}
	case *argmap.Voice:
		return &argmap.Voice{ID: r.ID}
	case *argmap.Row:
		return &argmap.Row{ID: r.ID}
	case *argmap.Element:
		return &argmap.Element{ID: r.ID, Kind: r.Kind, Created: r.Created}
	case *argmap.Commitment:
		return &argmap.Commitment{ID: r.ID, Voice: r.Voice, Claim: r.Claim}
	case *argmap.Link:
		return &argmap.Link{ID: r.ID, Role: r.Role, From: r.From, To: r.To}
	case *argmap.Citation:
		return &argmap.Citation{ID: r.ID, Element: r.Element, Source: r.Source, Segments: r.Segments}
	case *argmap.Leftover:
		return &argmap.Leftover{ID: r.ID, Raw: r.Raw}
	}
	return nil
}

func setAgain(w *world) {
	c, d := w.drawDispute()
	c.commit(removes(d.premise, d.citation, d.reason)...)
	c.holds()
	c.commit(sets(d.reason, d.premise, d.citation)...)
	c.holds()
}

func headAfter(w *world) {
	c := w.draw()
	got, err := c.try()
	w.ok(err)
	w.same("answer", got, store.Appended{Head: w.head(c.id), Done: true})
	w.same("revision", got.Head.Revision, argmap.Revision(2))
	got, err = c.try()
	w.ok(err)
	w.same("answer to a stale append", got, store.Appended{Head: w.head(c.id)})
}

func wrongRevisions(w *world) {
	c := w.draw()
	w.untouched(c.id, func() {
		for _, revs := range [][]argmap.Revision{{0}, {2}, {1, 1}, {1, 3}, {2, 1}} {
			var sets []argmap.ChangeSet
			for _, r := range revs {
				sets = append(sets, c.following(r))
			}
			_, err := w.s.Append(w.ctx, c.id, c.rev, sets, nil)
			w.fails(err, fault.Invalid, "")
		}
	})
}

func makesMap(w *world) {
	c := w.newChart()
	w.absent(c.id)
	c.start()
	h := w.head(c.id)
	h.Access = 0
	w.same("head", h, store.Head{Map: c.id, State: store.Active, Revision: 1})
	c.holds()
}

func withoutProperties(w *world) {
	c := w.newChart()
	other := properties(newID())
	for _, ops := range [][]argmap.Operation{nil, sets(claim("no map")), sets(claim("first"), c.props), sets(other), removes(c.props)} {
		_, err := c.try(ops...)
		w.fails(err, fault.Invalid, "")
		w.absent(c.id)
	}
}

func staleAppend(w *world) {
	c, _ := w.drawDispute()
	c.commit(sets(claim("more"))...)
	w.untouched(c.id, func() {
		for _, expected := range []argmap.Revision{0, 1, 3} {
			stale := &chart{w: w, id: c.id, rev: expected, props: c.props, clock: c.clock}
			got, err := stale.try(sets(c.props, claim("late"))...)
			w.ok(err)
			w.same("answer", got, store.Appended{Head: w.head(c.id)})
		}
	})
}

func inactiveAppend(w *world) {
	deleted := w.draw()
	deleted.delete()
	importing := w.newChart()
	w.ok(w.s.BeginImport(w.ctx, importing.id, importing.props, noon()))
	none := w.newChart()
	none.rev = 4
	for _, c := range []*chart{deleted, importing, none} {
		before, err := w.s.Heads(w.ctx, []argmap.ID{c.id})
		w.ok(err)
		got, err := c.try(sets(c.props, claim("late"))...)
		w.ok(err)
		w.same("done", got.Done, false)
		after, err := w.s.Heads(w.ctx, []argmap.ID{c.id})
		w.ok(err)
		w.same("heads", after, before)
	}
}

func staleFirst(w *world) {
	c := w.draw()
	first := c.commit(sets(claim("first"))...)
	c.rev--
	set := c.next(sets(link(argmap.RoleForeign, claim("a"), claim("b")))...)
	set.WriteID = first.WriteID
	got, err := w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{set}, nil)
	w.ok(err)
	w.same("done", got.Done, false)
}

func takenWrites(w *world) {
	c, other := w.draw(), w.draw()
	set := c.next()
	set.Actor, set.Key = newActor(), "key"
	c.append(set)
	for _, at := range []*chart{c, other} {
		w.untouched(at.id, func() {
			byID, byKey := at.next(sets(claim("again"))...), at.next(sets(claim("again"))...)
			byID.WriteID = set.WriteID
			byKey.Actor, byKey.Key = set.Actor, set.Key
			for _, s := range []argmap.ChangeSet{byID, byKey} {
				_, err := w.s.Append(w.ctx, at.id, at.rev, []argmap.ChangeSet{s}, nil)
				w.fails(err, fault.Conflict, "write.taken")
			}
		})
	}
}

func takenWithin(w *world) {
	c := w.draw()
	w.untouched(c.id, func() {
		a, b := c.following(1), c.following(2)
		b.WriteID = a.WriteID
		_, err := w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{a, b}, nil)
		w.fails(err, fault.Conflict, "write.taken")
		b.WriteID = newID()
		a.Key, b.Key = "key", "key"
		a.Actor = newActor()
		b.Actor = a.Actor
		_, err = w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{a, b}, nil)
		w.fails(err, fault.Conflict, "write.taken")
	})
}

func freeKeys(w *world) {
	c := w.draw()
	ann, bob := newActor(), newActor()
	for _, by := range []struct {
		actor argmap.Actor
		key   string
	}{{ann, ""}, {ann, ""}, {ann, "k"}, {bob, "k"}, {ann, "K"}, {ann, "k "}} {
		set := c.next()
		set.Actor, set.Key = by.actor, by.key
		c.append(set)
	}
	c.holds()
}

func takenIDs(w *world) {
	t := w.put(newText("taken"))
	e, v := claim("taken"), voice("taken")
	other := w.draw(e, v)
	c := w.draw()
	w.untouched(c.id, func() {
		for _, id := range []argmap.ID{e.ID, v.ID, other.id, t.source.ID, t.paragraphs[0].ID} {
			again := claim("again")
			again.ID = id
			_, err := c.try(sets(claim("fine"), again)...)
			w.fails(err, fault.Invalid, "id.taken")
			as := voice("as another type")
			as.ID = id
			_, err = c.try(sets(as)...)
			w.fails(err, fault.Invalid, "id.taken")
		}
	})
}

func takenMapID(w *world) {
	t := w.put(newText("taken"))
	e := claim("taken")
	w.draw(e)
	for _, id := range []argmap.ID{e.ID, t.source.ID, t.paragraphs[0].ID} {
		c := w.newChart()
		c.id, c.props = id, properties(id)
		_, err := c.try(sets(c.props)...)
		w.fails(err, fault.Invalid, "id.taken")
		w.absent(id)
	}
}

func absolute(w *world) {
	c, d := w.drawDispute()
	nobody := argmap.Remove(argmap.Ref{Type: argmap.TypeLink, ID: newID()})
	c.commit(nobody, argmap.Remove(argmap.Ref{Type: argmap.TypeElement, ID: newID()}), argmap.Set(d.premise), argmap.Set(d.thesis))
	c.holds()
	c.commit(removes(d.citation)...)
	c.commit(removes(d.citation)...)
	c.holds()
}
