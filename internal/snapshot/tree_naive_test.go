package snapshot_test

import (
	"cmp"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// drawnRow is what the reference knows of a row, and what rows are compared by.
type drawnRow struct {
	ID                       argmap.ID
	Parent, Depth, Reference int
	Role                     snapshot.TreeRole
	Children                 int
	Cut, Context             bool
	Below                    int // rows below it
	partial                  bool
	passes, passesBelow      bool
}

// naive draws trees from a state the plain way: recursion, sets and no budget.
type naive struct {
	state *argmap.State
	depth int
	pass  func(argmap.ID) bool
	rows  []drawnRow
	first map[argmap.ID]int
}

type naiveChild struct {
	id   argmap.ID
	role snapshot.TreeRole
}

// children gives an element's children: by role, ordinal, id; each once.
func (n *naive) children(id argmap.ID) []naiveChild {
	var links []*argmap.Link
	for _, l := range pick[*argmap.Link](&writer{state: n.state}) {
		switch l.Role {
		case argmap.RoleAgainst, argmap.RoleForeign:
		case argmap.RoleRaises, argmap.RoleCarries:
			if l.From == id {
				links = append(links, l)
			}
		default:
			if l.To == id {
				links = append(links, l)
			}
		}
	}
	slices.SortStableFunc(links, argmap.CompareLinks)
	var out []naiveChild
	for _, l := range links {
		c := naiveChild{l.From, n.role(l)}
		if l.Role == argmap.RoleRaises || l.Role == argmap.RoleCarries {
			c.id = l.To
		}
		if !slices.ContainsFunc(out, func(o naiveChild) bool { return o.id == c.id }) {
			out = append(out, c)
		}
	}
	return out
}

func (n *naive) role(l *argmap.Link) snapshot.TreeRole {
	from, to := n.element(l.From), n.element(l.To)
	switch l.Role {
	case argmap.RoleConcludes:
		if to.Kind == argmap.KindClaim {
			return "SUPPORTS"
		}
		return "BACKS"
	case argmap.RoleAttacks:
		switch from.Attack {
		case argmap.Undermine:
			return "UNDERMINES"
		case argmap.Undercut:
			return "UNDERCUTS"
		default:
			return "REBUTS"
		}
	case argmap.RoleRaises, argmap.RoleAsksAbout:
		return "ASKS"
	case argmap.RoleCarries:
		return "CARRIED_BY"
	default:
		return snapshot.TreeRole(l.Role)
	}
}

func (n *naive) element(id argmap.ID) *argmap.Element {
	e, _ := n.state.Entry(argmap.Ref{Type: argmap.TypeElement, ID: id})
	return e.Record.(*argmap.Element)
}

// draw appends the rows of an element and all below it, without regard to the filter.
func (n *naive) draw(id argmap.ID, role snapshot.TreeRole, parent, depth int) {
	at := len(n.rows)
	row := drawnRow{ID: id, Parent: parent, Depth: depth, Role: role, Reference: -1, passes: n.pass(id)}
	if first, met := n.first[id]; met {
		row.Reference = first
		n.rows = append(n.rows, row)
		return
	}
	n.first[id] = at
	children := n.children(id)
	row.Children = len(children)
	n.rows = append(n.rows, row)
	if depth == n.depth {
		n.rows[at].Cut, n.rows[at].partial = len(children) > 0, len(children) > 0
		return
	}
	for _, c := range children {
		child := len(n.rows)
		n.draw(c.id, c.role, at, depth+1)
		if n.rows[child].partial {
			n.rows[at].partial = true
		}
	}
}

// kept drops the rows that neither pass nor stand above one that does, and counts.
func (n *naive) kept() []drawnRow {
	for i := len(n.rows) - 1; i >= 0; i-- {
		if r := n.rows[i]; (r.passes || r.passesBelow) && r.Parent >= 0 {
			n.rows[r.Parent].passesBelow = true
		}
	}
	number := map[int]int{-1: -1}
	var out []drawnRow
	for i, r := range n.rows {
		if r.passes || r.passesBelow {
			number[i] = len(out)
			r.Context = !r.passes
			r.Parent = number[r.Parent]
			r.Reference = number[r.Reference]
			out = append(out, r)
		}
	}
	for i := len(out) - 1; i >= 0; i-- {
		if p := out[i].Parent; p >= 0 {
			out[p].Below += 1 + out[i].Below
		}
	}
	for i := range out {
		if out[i].partial {
			out[i].Below = -1
		}
		out[i].partial, out[i].passes, out[i].passesBelow = false, false, false
	}
	return out
}

// plain gives the rows of a tree as the reference does.
func plain(t snapshot.Tree) []drawnRow {
	var out []drawnRow
	for _, r := range t.Rows {
		d := drawnRow{ID: r.Element.ID(), Parent: r.Parent, Depth: r.Depth, Reference: r.Reference, Role: r.Role, Children: r.ChildCount, Cut: r.Cut, Context: r.Context, Below: -1}
		if r.DescendantCount != nil {
			d.Below = *r.DescendantCount
		}
		out = append(out, d)
	}
	return out
}

// tops gives what stands at the top of a whole map, worked out from what reaches what.
func (n *naive) tops() []argmap.ID {
	all := pick[*argmap.Element](&writer{state: n.state})
	slices.SortFunc(all, func(a, b *argmap.Element) int {
		return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
	})
	below := map[argmap.ID]map[argmap.ID]bool{}
	hangs := map[argmap.ID]bool{}
	for _, e := range all {
		met := map[argmap.ID]bool{e.ID: true}
		for queue := []argmap.ID{e.ID}; len(queue) > 0; queue = queue[1:] {
			for _, c := range n.children(queue[0]) {
				hangs[c.id] = true
				if !met[c.id] {
					met[c.id] = true
					queue = append(queue, c.id)
				}
			}
		}
		below[e.ID] = met
	}
	var tops, entries []argmap.ID
	for _, e := range all {
		if !hangs[e.ID] {
			tops = append(tops, e.ID)
			continue
		}
		// An entry: all that reaches it is reached by it, and it goes before those.
		entry := true
		for _, o := range all {
			if below[o.ID][e.ID] && (!below[e.ID][o.ID] || n.before(o, e)) {
				entry = false
			}
		}
		if entry {
			entries = append(entries, e.ID)
		}
	}
	return append(tops, entries...)
}

func (n *naive) before(a, b *argmap.Element) bool {
	if x, y := n.isRoot(a.ID), n.isRoot(b.ID); x != y {
		return x
	}
	return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) < 0
}

func (n *naive) isRoot(id argmap.ID) bool {
	for l := range n.state.LinksFrom(id) {
		if j, _ := argmap.JoinOf(l.Role); j.Points {
			return false
		}
	}
	return true
}
