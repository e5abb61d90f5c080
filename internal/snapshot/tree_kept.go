package snapshot

import (
	"unsafe"

	"argmap/internal/lru"
)

// A snapshot never changes, and neither do the rows of a tree. Those drawn last are kept with it, so
// that who asks for the same tree at the same revision need not wait until it is laid out again. Trees
// with a filter are not kept.

// sketch says which rows of which tree: all that they depend on beside the snapshot.
type sketch struct {
	root                 int32
	depth, first, budget int
	// counted: the counts of the whole map's tree were known when the rows were laid out. Until then
	// rows may lack theirs.
	counted bool
}

// trees are those that a snapshot keeps.
type trees = lru.Cache[sketch, Tree]

// How many rows a snapshot keeps at most: some for each of its elements, and no more than keptRows. A
// tree takes as much as keptTree rows beside its own.
const (
	keptRows        = 1 << 15
	keptRowsElement = 2
	keptTree        = 4
)

// bytesOfRow is what a row takes with its view, its count and its name.
const bytesOfRow = int64(unsafe.Sizeof(TreeRow{}) + unsafe.Sizeof(node{}) + unsafe.Sizeof(0) + unsafe.Sizeof(occurrence{}))

func (t Tree) room() int64 { return int64(len(t.Rows) + keptTree) }

func (s *Snapshot) keptTrees() *trees {
	room := func(_ sketch, t Tree) int64 { return t.room() }
	return lru.New(s.roomForTrees(), room).WhenGone(func(t Tree) { s.derived.Add(-t.room() * bytesOfRow) })
}

func (s *Snapshot) roomForTrees() int64 { return int64(min(keptRowsElement*s.elements.live, keptRows)) }

// tree gives the rows of a page, drawn before or now.
func (p *page) tree() Tree {
	if p.pass != nil {
		return p.draw()
	}
	s, which := p.walk.s, p.sketch()
	kept := s.drawn.get(s.keptTrees)
	t, ok := kept.Get(which)
	if !ok {
		t = p.draw()
		if t.room() <= s.roomForTrees() {
			s.derived.Add(t.room() * bytesOfRow)
			kept.Put(which, t, nil)
		}
	}
	return t
}

func (p *page) sketch() sketch {
	w := &p.walk
	k := sketch{root: none, depth: w.depth, first: p.first, budget: p.budget}
	if w.rooted {
		k.root = w.tops[0]
		return k
	}
	k.counted = w.s.outlined.known() != nil
	return k
}
