package snapshot

import (
	"math"

	"argmap/internal/argmap"
)

// TreeStep tells how the tree of the whole map came from that of another revision.
type TreeStep struct {
	// Rows is how many rows the tree has.
	Rows int
	// Parts stand in place of rows of the other tree, in order. Between them, all rows stay.
	Parts []TreePart
	// Cut: the parts have more rows than the budget allows, and none is given.
	Cut bool
}

// TreePart is a part of a tree that stands in place of some rows of another.
type TreePart struct {
	// First is the number that the first of the rows that go has in the other tree, or that of the row
	// before which the new ones come; Gone is how many rows go.
	First, Gone int
	// Rows come instead, with the numbers of this tree.
	Rows []TreeRow
}

// TreeSince compares the tree of the whole map with that of another revision of the map, earlier or
// later. A row stays while its place, role, ChildCount and Reference are what they were, as well as the
// element's own record, label, basis and status, and who speaks. The numbers of such a row, of those
// above it, and of what it refers to, move with the rows; its DescendantCount follows from them. The
// work grows with the map, but no more than a few hundred bytes and steps for each row; the answer grows
// with what changed.
//
// A budget that is negative is INVALID, one above MaxRows is EXHAUSTED; 0 is DefaultRows.
func (s *Snapshot) TreeSince(other *Snapshot, budget int) (TreeStep, error) {
	budget, err := bounded("budget", budget, DefaultRows, MaxRows)
	if err != nil {
		return TreeStep{}, err
	}
	m := newMatching(other, s)
	m.align()
	return m.step(budget), nil
}

// placed is a row without what can be looked up.
type placed struct {
	slot, link, depth int32
	// parent is the number of the row above, first that of the row where the element was met first; or none.
	parent, first int32
}

// laid gives the rows of the whole map's tree.
func (s *Snapshot) laid() []placed {
	dense := make([]int32, s.elements.rows.length)
	w := walk{s: s, depth: math.MaxInt, seen: firsts{dense: &dense}}
	rows := make([]placed, 0, s.elements.live)
	for {
		v, ok := w.step()
		if !ok {
			return rows
		}
		row := placed{slot: v.slot, link: v.link, depth: int32(v.depth), parent: none, first: none}
		if v.depth > 0 {
			row.parent = w.stack[v.depth-1].number
		}
		if v.again {
			row.first = v.first
		} else {
			number := int32(len(rows))
			w.stack[v.depth].number = number
			w.seen.set(v.slot, number)
		}
		rows = append(rows, row)
	}
}

// tree is a laid tree in which a place is found by the two elements that meet there: an element hangs
// below another at most once, and the other has rows below it at one place only.
type tree struct {
	s    *Snapshot
	rows []placed
	// first is the number of the row where an element is met first, by slot; again those of its
	// references.
	first []int32
	again map[bond]int32
}

func newTree(s *Snapshot) tree {
	t := tree{s: s, rows: s.laid(), first: make([]int32, s.elements.rows.length), again: map[bond]int32{}}
	for number, row := range t.rows {
		if row.first == none {
			t.first[row.slot] = int32(number)
		} else {
			t.again[t.bond(row)] = int32(number)
		}
	}
	return t
}

func (t *tree) bond(row placed) bond {
	if row.parent == none {
		return bond{row.slot, none}
	}
	return bond{row.slot, t.rows[row.parent].slot}
}

// find gives the number of the row at which two elements of another tree meet in this one, or none.
func (t *tree) find(other *tree, row placed) int32 {
	b := other.bond(row)
	b.child = same(&other.s.elements, &t.s.elements, b.child)
	if b.parent != none {
		if b.parent = same(&other.s.elements, &t.s.elements, b.parent); b.parent == none {
			return none
		}
	}
	if b.child == none {
		return none
	}
	if number := t.first[b.child]; t.bond(t.rows[number]) == b {
		return number
	}
	if number, ok := t.again[b]; ok {
		return number
	}
	return none
}

// matching says which rows of two trees have the same place.
type matching struct {
	was, is tree
	// to and from hold the numbers of the other tree's row at the same place, or none; both rise.
	to, from []int32
}

func newMatching(was, is *Snapshot) *matching {
	m := &matching{was: newTree(was), is: newTree(is)}
	m.to, m.from = make([]int32, len(m.was.rows)), make([]int32, len(m.is.rows))
	for i := range m.to {
		m.to[i] = none
	}
	for j := range m.from {
		m.from[j] = none
	}
	return m
}

// align goes through both trees at once. Where they differ, it passes over what the other one has not,
// or has only behind; else over whichever is the shorter way to a row that both have.
func (m *matching) align() {
	i, j := int32(0), int32(0)
	for int(i) < len(m.to) && int(j) < len(m.from) {
		ahead := m.is.find(&m.was, m.was.rows[i])
		if ahead == j && m.above(i) == m.is.rows[j].parent {
			m.to[i], m.from[j] = j, i
			i, j = i+1, j+1
			continue
		}
		back := m.was.find(&m.is, m.is.rows[j])
		switch {
		case ahead <= j:
			i++
		case back <= i, ahead-j <= back-i:
			j++
		default:
			i++
		}
	}
}

// above gives the number that the row above a row of the other tree has in this one, or none at the top.
// Where that row has no place here it gives one that no row has.
func (m *matching) above(i int32) int32 {
	parent := m.was.rows[i].parent
	if parent == none {
		return none
	}
	if to := m.to[parent]; to != none {
		return to
	}
	return math.MaxInt32
}

// stays reports whether two rows at the same place say the same.
func (m *matching) stays(i, j int32) bool {
	was, is := m.was.rows[i], m.is.rows[j]
	if (was.first == none) != (is.first == none) || was.first != none && m.to[was.first] != is.first {
		return false
	}
	if was.link != none && m.was.s.treeRole(was.link) != m.is.s.treeRole(is.link) {
		return false
	}
	if was.first == none && m.was.s.childCount(was.slot) != m.is.s.childCount(is.slot) {
		return false
	}
	return sides{m.was.s, m.is.s}.saysTheSame(was.slot, is.slot)
}

// saysTheSame compares what a row tells of its element.
func (c sides) saysTheSame(old, now int32) bool {
	if c.was.elements.setAt(old) != c.is.elements.setAt(now) {
		return false
	}
	if a, b := c.was.labelOf(old), c.is.labelOf(now); (a == nil) != (b == nil) || a != nil && *a != *b {
		return false
	}
	e := c.is.elements.at(now)
	switch e.Kind { //nolint:exhaustive // of the others a row tells nothing that is not in the record
	case argmap.KindClaim:
		return c.was.evaluation().basis(old) == c.is.evaluation().basis(now)
	case argmap.KindQuestion:
		return Question{node{c.was, old}}.Status() == Question{node{c.is, now}}.Status()
	case argmap.KindLocution:
		return untouched(&c.was.voices, &c.is.voices, e.Speaker)
	}
	return true
}
