package snapshot

import (
	"cmp"
	"slices"
	"sort"
	"unsafe"
)

// block is how many owners' lists lie together.
const block = 256

// lists gives every slot of one table (the owner) a sorted list of slots of another (the members).
// It is a compressed sparse row matrix cut into blocks of owners, so that a change of one list
// copies one block. Its zero value holds empty lists.
type lists struct {
	blocks []*rows
	owner  *edit
}

// rows are the lists of one block: owner i's is items[starts[i]:starts[i+1]].
type rows struct {
	starts []int32
	items  []int32
}

// pair says that a member belongs into an owner's list.
type pair struct{ owner, member int32 }

// order compares two members of an owner's list.
type order func(owner, a, b int32) int

// of gives an owner's list; the caller must not write to it.
func (l *lists) of(owner int32) []int32 {
	i, j := int(owner/block), int(owner%block)
	if i >= len(l.blocks) || l.blocks[i] == nil || j+1 >= len(l.blocks[i].starts) {
		return nil
	}
	b := l.blocks[i]
	return b.items[b.starts[j]:b.starts[j+1]]
}

// update takes members out of lists and puts others in. Every block concerned is copied once. A
// member that is dropped and added again takes its new place.
func (l *lists) update(by *edit, drops, adds []pair, order order) {
	if len(drops) == 0 && len(adds) == 0 {
		return
	}
	sortPairs(drops)
	sortPairs(adds)
	if l.owner != by {
		l.blocks, l.owner = slices.Clone(l.blocks), by
	}
	for len(drops) > 0 || len(adds) > 0 {
		at := firstBlock(drops, adds)
		var out, in []pair
		out, drops = cutBlock(drops, at)
		in, adds = cutBlock(adds, at)
		for int(at) >= len(l.blocks) {
			l.blocks = append(l.blocks, nil)
		}
		l.blocks[at] = l.blocks[at].changed(at*block, out, in, order)
	}
}

func sortPairs(ps []pair) {
	slices.SortFunc(ps, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.owner, b.owner), cmp.Compare(a.member, b.member))
	})
}

func firstBlock(drops, adds []pair) int32 {
	switch {
	case len(drops) == 0:
		return adds[0].owner / block
	case len(adds) == 0:
		return drops[0].owner / block
	default:
		return min(adds[0].owner, drops[0].owner) / block
	}
}

func cutBlock(ps []pair, at int32) (in, rest []pair) {
	end := 0
	for end < len(ps) && ps[end].owner/block == at {
		end++
	}
	return ps[:end], ps[end:]
}

// changed gives the block anew; first is the owner of its first list.
func (r *rows) changed(first int32, drops, adds []pair, order order) *rows {
	if r == nil {
		r = &rows{starts: []int32{0}}
	}
	owners := len(r.starts) - 1
	if len(adds) > 0 {
		owners = max(owners, int(adds[len(adds)-1].owner-first)+1)
	}
	next := &rows{
		starts: make([]int32, 1, owners+1),
		items:  make([]int32, 0, max(0, len(r.items)+len(adds)-len(drops))),
	}
	for i := range owners {
		var old []int32
		if i+1 < len(r.starts) {
			old = r.items[r.starts[i]:r.starts[i+1]]
		}
		owner := first + int32(i)
		var out, in []pair
		out, drops = cutOwner(drops, owner)
		in, adds = cutOwner(adds, owner)
		next.items = merge(next.items, old, out, in, order)
		next.starts = append(next.starts, int32(len(next.items)))
	}
	return next
}

func cutOwner(ps []pair, owner int32) (in, rest []pair) {
	end := 0
	for end < len(ps) && ps[end].owner == owner {
		end++
	}
	return ps[:end], ps[end:]
}

// merge appends to dst the old list without what is dropped and with what is added, in order. A place is
// found by halving, as a list may be long where many answer one claim; what is dropped goes first, for it
// may come back in another place.
func merge(dst, old []int32, drops, adds []pair, order order) []int32 {
	if len(drops) > 0 {
		old = slices.DeleteFunc(slices.Clone(old), func(member int32) bool { return dropped(drops, member) })
	}
	slices.SortFunc(adds, func(a, b pair) int { return order(a.owner, a.member, b.member) })
	for _, add := range adds {
		before := sort.Search(len(old), func(i int) bool { return order(add.owner, add.member, old[i]) < 0 })
		dst = append(append(dst, old[:before]...), add.member)
		old = old[before:]
	}
	return append(dst, old...)
}

func dropped(drops []pair, member int32) bool {
	_, found := slices.BinarySearchFunc(drops, member, func(p pair, m int32) int { return cmp.Compare(p.member, m) })
	return found
}

func (l *lists) bytes() int64 {
	size := int64(cap(l.blocks)) * 8
	for _, b := range l.blocks {
		if b != nil {
			size += int64(unsafe.Sizeof(*b)) + 4*int64(cap(b.starts)+cap(b.items))
		}
	}
	return size
}

// clear empties an owner's list.
func (l *lists) clear(by *edit, owner int32) {
	var drops []pair
	for _, member := range l.of(owner) {
		drops = append(drops, pair{owner, member})
	}
	l.update(by, drops, nil, nil)
}
