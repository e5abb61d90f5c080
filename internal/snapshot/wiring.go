package snapshot

import (
	"cmp"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// wiring collects what must change in a layout's lists, so that each is changed once.
type wiring struct {
	layout      *layout
	by          *edit
	drops, adds [listCount][]pair
	// leave and enter are slots of elements, by kind.
	leave, enter [][]int32
	// fresh: nothing was in the layout before. Else bonds counts the links that come, less those that go.
	fresh bool
	bonds map[bond]int32
}

func newWiring(l *layout, by *edit) *wiring {
	return &wiring{layout: l, by: by, leave: make([][]int32, len(l.kinds)), enter: make([][]int32, len(l.kinds))}
}

// pairs gives every place of a record, which has the slot, in the lists. An end that must be there and is not gives an
// error; one that may be missing (the voice that reports, the row of a question) is passed over.
func (w *wiring) pairs(r argmap.Record, slot int32, put func(list int, owner, member int32)) error {
	switch r := r.(type) {
	case *argmap.Link:
		return w.link(r, slot, put)
	case *argmap.Citation:
		return w.citation(r, slot, put)
	case *argmap.Commitment:
		return w.commitment(r, slot, put)
	case *argmap.Element:
		w.question(r, slot, put)
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Leftover:
	}
	return nil
}

func (w *wiring) link(r *argmap.Link, slot int32, put func(list int, owner, member int32)) error {
	l := w.layout
	from, to := l.elements.find(r.From), l.elements.find(r.To)
	switch none {
	case from:
		return dangling(r, "element", r.From)
	case to:
		return dangling(r, "element", r.To)
	}
	for int(slot) >= l.ends.length {
		l.ends.push(w.by, ends{})
	}
	if e := (ends{from, to, roleIndex(r.Role)}); *l.ends.at(slot) != e {
		*l.ends.touch(w.by, slot) = e
	}
	put(outgoing, from, slot)
	put(incoming, to, slot)
	return nil
}

func (w *wiring) citation(r *argmap.Citation, slot int32, put func(list int, owner, member int32)) error {
	l := w.layout
	element := l.elements.find(r.Element)
	if element == none {
		return dangling(r, "element", r.Element)
	}
	put(cites, element, slot)
	for i, s := range r.Segments {
		if slices.ContainsFunc(r.Segments[:i], func(t argmap.Segment) bool { return t.Paragraph == s.Paragraph }) {
			continue
		}
		paragraph := l.paragraphs.find(s.Paragraph)
		if paragraph == none {
			paragraph = l.paragraphs.set(w.by, s.Paragraph, s.Paragraph, 0)
		}
		put(citedBy, paragraph, slot)
	}
	return nil
}

func (w *wiring) commitment(r *argmap.Commitment, slot int32, put func(list int, owner, member int32)) error {
	l := w.layout
	voice, claim := l.voices.find(r.Voice), l.elements.find(r.Claim)
	switch none {
	case voice:
		return dangling(r, "voice", r.Voice)
	case claim:
		return dangling(r, "claim", r.Claim)
	}
	put(committed, claim, slot)
	put(commits, voice, slot)
	if reporter := l.voices.find(r.ReportedBy); reporter != none && reporter != voice {
		put(commits, reporter, slot)
	}
	return nil
}

func (w *wiring) question(r *argmap.Element, slot int32, put func(list int, owner, member int32)) {
	if r.Question == nil || r.Question.Row == "" {
		return
	}
	if row := w.layout.rows.find(r.Question.Row); row != none {
		put(asked, row, slot)
	}
}

func dangling(r argmap.Record, what string, id argmap.ID) error {
	return fault.New(fault.Internal, "snapshot.dangling", "%s names the %s %q, which the map does not have", r.Ref(), what, id)
}

// untie notes that a record leaves its places. The layout must still be as it was.
func (w *wiring) untie(r argmap.Record, slot int32) {
	_ = w.pairs(r, slot, func(list int, owner, member int32) {
		w.drops[list] = append(w.drops[list], pair{owner, member})
	})
	if e, ok := r.(*argmap.Element); ok {
		w.rank(w.leave, e, slot)
	}
	if _, ok := r.(*argmap.Link); ok {
		w.loosen(slot)
	}
	w.layout.records -= bytesOf(r)
}

// tie notes that a record takes its places.
func (w *wiring) tie(r argmap.Record, slot int32) error {
	err := w.pairs(r, slot, func(list int, owner, member int32) {
		w.adds[list] = append(w.adds[list], pair{owner, member})
	})
	if e, ok := r.(*argmap.Element); ok {
		w.rank(w.enter, e, slot)
	}
	if _, ok := r.(*argmap.Link); ok && err == nil {
		w.fasten(slot)
	}
	w.layout.records += bytesOf(r)
	return err
}

func (w *wiring) rank(slots [][]int32, e *argmap.Element, slot int32) {
	if k := kindIndex(e.Kind); k != everyKind {
		slots[k] = append(slots[k], slot)
	}
	slots[everyKind] = append(slots[everyKind], slot)
}

// unrank takes the elements that leave out of the rankings. It needs the records as they were.
func (w *wiring) unrank() {
	w.untop()
	for k, slots := range w.leave {
		w.layout.kinds[k].drop(slots, w.layout.compareElements)
	}
}

// rewire carries the changes out. It needs the records as they are.
func (w *wiring) rewire() {
	l := w.layout
	for k, slots := range w.enter {
		l.kinds[k].add(slots, l.compareElements)
	}
	byLink := func(_, a, b int32) int { return l.compareLinks(a, b) }
	byCitation := func(_, a, b int32) int { return cmp.Compare(l.citations.id(a), l.citations.id(b)) }
	byCommitment := func(_, a, b int32) int { return cmp.Compare(l.commitments.id(a), l.commitments.id(b)) }
	byPlace := func(_, a, b int32) int { return argmap.CompareInRow(l.elements.at(a), l.elements.at(b)) }
	orders := [listCount]order{
		outgoing: byLink, incoming: byLink, cites: byCitation, committed: byCommitment,
		commits: byCommitment, asked: byPlace, citedBy: l.compareInParagraph,
	}
	for i := range l.lists {
		l.lists[i].update(w.by, w.drops[i], w.adds[i], orders[i])
	}
	w.redraw()
}

// compareElements orders elements by when they came to be, then by id.
func (l *layout) compareElements(a, b int32) int {
	x, y := l.elements.at(a), l.elements.at(b)
	return cmp.Or(x.Created.Compare(y.Created), cmp.Compare(x.ID, y.ID))
}

func (l *layout) compareInParagraph(paragraph, a, b int32) int {
	id := l.paragraphs.at(paragraph)
	x, y := l.citations.at(a), l.citations.at(b)
	return cmp.Or(cmp.Compare(startIn(x, id), startIn(y, id)), cmp.Compare(x.ID, y.ID))
}

func startIn(c *argmap.Citation, paragraph argmap.ID) int {
	for _, s := range c.Segments {
		if s.Paragraph == paragraph {
			return s.Start
		}
	}
	return 0
}
