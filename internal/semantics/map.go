package semantics

import "slices"

// Map is a framework of nodes with needs and attacks. A need is a set of nodes one of which must be
// accepted; a node may have several needs, and needs all of them: necessary support generalised to
// sets (Nouioua 2013, "AFs with necessities"), with attacks by Dung (1995). It is laid out as
// compressed sparse rows and never changes.
type Map struct {
	nodes int
	// Need g is one of node owner[g] and is met by any of members.of(g). needs holds the needs of
	// each node, and serves the needs that each node is a member of.
	owner   []int32
	members table
	needs   table
	serves  table
	// attacks holds the targets of each node, and attackers its attackers, each once.
	attacks   table
	attackers table
}

// Nodes counts the nodes; they are numbered from 0.
func (m *Map) Nodes() int { return m.nodes }

// Attackers gives the attackers of a node in ascending order; the caller must not write to it.
func (m *Map) Attackers(node int32) []int32 { return m.attackers.of(node) }

// Attacks gives the targets of a node in ascending order; the caller must not write to it.
func (m *Map) Attacks(node int32) []int32 { return m.attacks.of(node) }

// Needs calls yield with the members of each need of a node, in the order in which they were added.
func (m *Map) Needs(node int32) func(yield func(members []int32) bool) {
	return func(yield func([]int32) bool) {
		for _, g := range m.needs.of(node) {
			if !yield(m.members.of(g)) {
				return
			}
		}
	}
}

// NeedCount counts the needs of all nodes; they are numbered from 0.
func (m *Map) NeedCount() int { return len(m.owner) }

// NeedsOf lists the needs of a node by number; the caller must not write to it.
func (m *Map) NeedsOf(node int32) []int32 { return m.needs.of(node) }

// Owner gives the node that has a need.
func (m *Map) Owner(need int32) int32 { return m.owner[need] }

// Members gives the nodes that meet a need, in ascending order; the caller must not write to it.
func (m *Map) Members(need int32) []int32 { return m.members.of(need) }

// Serves lists the needs that a node meets; the caller must not write to it.
func (m *Map) Serves(node int32) []int32 { return m.serves.of(node) }

// table holds a list of numbers for each of its rows.
type table struct {
	starts []int32
	items  []int32
}

func (t *table) of(row int32) []int32 { return t.items[t.starts[row]:t.starts[row+1]] }

// pair is an entry of a table before it is laid out.
type pair struct{ row, item int32 }

// lay sorts pairs into a table by counting; items of a row keep the order in which they came.
func lay(rows int, pairs []pair) table {
	t := table{starts: make([]int32, rows+1), items: make([]int32, len(pairs))}
	for _, p := range pairs {
		t.starts[p.row+1]++
	}
	for i := range rows {
		t.starts[i+1] += t.starts[i]
	}
	next := slices.Clone(t.starts)
	for _, p := range pairs {
		t.items[next[p.row]] = p.item
		next[p.row]++
	}
	return t
}

// turn swaps rows and items, of which there are so many. The items of each row of the result ascend.
func (t *table) turn(items int) table {
	pairs := make([]pair, 0, len(t.items))
	for row := range len(t.starts) - 1 {
		for _, item := range t.of(int32(row)) {
			pairs = append(pairs, pair{item, int32(row)})
		}
	}
	return lay(items, pairs)
}

// Builder collects a Map.
type Builder struct {
	nodes   int
	owner   []int32
	members table
	attacks []pair
}

// NewBuilder gives a builder for a map of so many nodes, which need nothing and attack nothing yet.
func NewBuilder(nodes int) *Builder {
	return &Builder{nodes: nodes, members: table{starts: []int32{0}}}
}

// Node adds a node, which needs nothing and attacks nothing yet, and gives its number.
func (b *Builder) Node() int32 {
	b.nodes++
	return int32(b.nodes - 1)
}

// NeedOne says that the node needs one of the members at least. With no member the need is never met.
func (b *Builder) NeedOne(node int32, members ...int32) {
	b.owner = append(b.owner, node)
	from := len(b.members.items)
	b.members.items = append(b.members.items, members...)
	added := b.members.items[from:]
	slices.Sort(added)
	b.members.items = b.members.items[:from+len(slices.Compact(added))]
	b.members.starts = append(b.members.starts, int32(len(b.members.items)))
}

// NeedEach says that the node needs every one of the members.
func (b *Builder) NeedEach(node int32, members ...int32) {
	for _, m := range members {
		b.NeedOne(node, m)
	}
}

// Attack says that from, once accepted, defeats to. Saying it twice adds nothing.
func (b *Builder) Attack(from, to int32) { b.attacks = append(b.attacks, pair{from, to}) }

// Map gives what was collected. The builder must not be used further.
func (b *Builder) Map() *Map {
	m := &Map{nodes: b.nodes, owner: b.owner, members: b.members}
	owned := make([]pair, len(b.owner))
	for g, node := range b.owner {
		owned[g] = pair{node, int32(g)}
	}
	m.needs = lay(m.nodes, owned)
	m.serves = m.members.turn(m.nodes)
	attacks := lay(m.nodes, b.attacks)
	m.attackers = attacks.turn(m.nodes)
	m.attackers.compact()
	m.attacks = m.attackers.turn(m.nodes)
	return m
}

// compact leaves each item once in a row; the items of a row must ascend.
func (t *table) compact() {
	kept := t.items[:0]
	for row := range len(t.starts) - 1 {
		from, to := t.starts[row], t.starts[row+1]
		t.starts[row] = int32(len(kept))
		for i := from; i < to; i++ {
			if i == from || t.items[i] != t.items[i-1] {
				kept = append(kept, t.items[i])
			}
		}
	}
	t.starts[len(t.starts)-1] = int32(len(kept))
	t.items = kept
}
