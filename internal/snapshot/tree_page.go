package snapshot

import (
	"math"
	"slices"
	"sync"
)

// page draws the part of a tree that an answer has.
type page struct {
	walk    walk
	options TreeOptions
	// pass says which elements pass the filter; nil for all.
	pass func(slot int32) bool
	// first is the number of the page's first row, budget how many it may have.
	first, budget int

	// count is how many rows the tree has so far; the first drawn frames of the stack have theirs.
	count int
	drawn int
	named int
	rows  []TreeRow
	names *names
	// below holds the counts of descendants as the rows do, or why there is none.
	below []int
	full  bool
}

// draw walks until the page is full and one row more is found, or to the end.
func (p *page) draw() Tree {
	w := &p.walk
	w.left, w.seen = p.leave, newFirsts(w.s.elements.rows.length)
	p.names = &names{above: map[int32]occurrence{}}
	draft, _ := drafts.Get().(*draft)
	p.rows, p.below = draft.rows, draft.below
	for !p.full {
		v, ok := w.step()
		if !ok {
			break
		}
		if passes := p.pass == nil || p.pass(v.slot); passes {
			p.reach(v)
		}
	}
	w.seen.release()
	p.keep(draft)
	p.names.s, p.names.rows, p.names.first = w.s, p.rows, p.first
	t := Tree{First: p.first, Rows: p.rows, steps: w.steps}
	if p.full {
		t.Next = w.s.token(p.key(), p.first+p.budget)
		p.cut()
	}
	p.settle()
	return t
}

// key is what a token of the tree is made with.
func (p *page) key() uint64 {
	return tokenKey("tree", p.walk.s, p.options.Root, p.walk.depth, p.options.Filter)
}

// draft is room for rows that are used again: how many a page has is known at its end only.
type draft struct {
	rows  []TreeRow
	below []int
}

var drafts = sync.Pool{New: func() any { return new(draft) }}

// keep gives the page rows of its own.
func (p *page) keep(d *draft) {
	d.rows, d.below = p.rows, p.below
	p.rows, p.below = slices.Clone(d.rows), slices.Clone(d.below)
	clear(d.rows) // what they point at may be let go
	d.rows, d.below = d.rows[:0], d.below[:0]
	drafts.Put(d)
}

// reach gives rows to an element that passes, and before it to those above that have none yet.
func (p *page) reach(v visit) {
	stack := p.walk.stack
	own := len(stack)
	if !v.again {
		own--
	}
	for p.drawn < own {
		if !p.row(visit{slot: stack[p.drawn].slot, link: stack[p.drawn].link, depth: p.drawn}, p.drawn, true) {
			return
		}
		p.drawn++
	}
	if p.row(v, own, false) {
		p.drawn = len(stack)
	}
}

// row gives an element its row under the frame above place, unless it stands in an earlier answer. It
// is false when there is no room.
func (p *page) row(v visit, place int, context bool) bool {
	number := p.count
	switch {
	case number < p.first:
	case len(p.rows) < p.budget:
		p.add(v, place, context)
	default:
		p.full = true
		return false
	}
	p.count++
	if v.again {
		return true
	}
	f := &p.walk.stack[place]
	f.number = int32(number)
	if number >= p.first {
		f.row = int32(number - p.first)
	}
	p.walk.seen.set(v.slot, f.number)
	return true
}

func (p *page) add(v visit, place int, context bool) {
	s := p.walk.s
	row := TreeRow{Element: s.view(v.slot), Parent: -1, Depth: v.depth, Reference: -1, Context: context, index: int32(len(p.rows)), link: v.link, names: p.names}
	below := 0
	if v.link != none {
		row.Parent = int(p.walk.stack[place-1].number)
		if row.Parent < p.first {
			p.names.above[row.index] = p.name(place)
		}
		row.Role = s.treeRole(v.link)
	}
	if v.again {
		row.Reference = int(v.first)
	} else {
		row.ChildCount = s.childCount(v.slot)
		below = notAll
	}
	p.rows = append(p.rows, row)
	p.below = append(p.below, below)
}

// leave notes what is known of a row when all below it were met.
func (p *page) leave(f frame) {
	depth := len(p.walk.stack)
	p.drawn, p.named = min(p.drawn, depth), min(p.named, depth)
	if f.row == none {
		return
	}
	p.rows[f.row].Cut = depth >= p.walk.depth && f.partial
	if f.partial {
		p.below[f.row] = tooDeep
	} else {
		p.below[f.row] = p.count - 1 - int(f.number)
	}
}

// cut marks the rows whose children the full page does not have.
func (p *page) cut() {
	stack := p.walk.stack
	for i, f := range stack[:p.drawn] {
		given := f.children
		if i == p.drawn-1 {
			given-- // the one for which there was no room
		}
		if f.row == none {
			continue
		}
		row := &p.rows[f.row]
		if row.Cut = int(given) < row.ChildCount; f.partial {
			p.below[f.row] = tooDeep
		}
	}
}

// Why a row has no count: not all below it were met before the budget cut, or the depth cut some off.
const (
	notAll  = -1
	tooDeep = -2
)

// settle gives the rows their counts of descendants. The counts of the whole map's tree stand for those
// that the budget cut there, and for what the depth cut off, but not for what a budget cut from a
// shallower tree: references lie elsewhere in it.
func (p *page) settle() {
	w := &p.walk
	var known []int32
	if o := w.s.outlined.known(); o != nil && !w.rooted && p.pass == nil {
		known = o.below
	}
	for i, n := range p.below {
		if n < 0 && known != nil && (n == tooDeep || w.depth == math.MaxInt) {
			_, slot := p.rows[i].Element.place()
			p.below[i] = int(known[slot])
		}
		if p.below[i] >= 0 {
			p.rows[i].DescendantCount = &p.below[i]
		}
	}
}

// name gives the name of the place of the last of the first n frames.
func (p *page) name(n int) occurrence {
	stack := p.walk.stack
	var above occurrence
	if start := min(p.named, n); start > 0 {
		above = stack[start-1].name
	}
	for ; p.named < n; p.named++ {
		above = above.under(p.walk.s, stack[p.named].slot)
		stack[p.named].name = above
	}
	return above
}
