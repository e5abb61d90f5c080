package snapshot

import (
	"math"
	"slices"
)

// step gives the parts of the new tree that are not in the old one.
func (m *matching) step(budget int) TreeStep {
	out := TreeStep{Rows: len(m.is.rows)}
	spans, numbers := m.spans(budget)
	if out.Cut = len(numbers) > budget || len(spans) > budget; out.Cut {
		return out
	}
	rows := m.is.draw(numbers)
	for _, s := range spans {
		out.Parts = append(out.Parts, TreePart{First: int(s.first), Gone: int(s.gone), Rows: rows[s.start:s.end:s.end]})
	}
	return out
}

// span is a part before its rows are made: those of the numbers from start to end.
type span struct {
	first, gone int32
	start, end  int
}

// spans gives the parts, and the numbers of their rows, until there are more of either than a bound.
func (m *matching) spans(most int) (spans []span, numbers []int32) {
	open := false
	for i, j := int32(0), int32(0); (int(i) < len(m.to) || int(j) < len(m.from)) && len(spans) <= most && len(numbers) <= most; {
		both := int(i) < len(m.to) && m.to[i] == j
		if both && m.stays(i, j) {
			i, j, open = i+1, j+1, false
			continue
		}
		if !open {
			spans, open = append(spans, span{first: i, start: len(numbers)}), true
		}
		// Both rise: where the next rows have not the same place, one of them has none in the other tree.
		goes := both || int(i) < len(m.to) && m.to[i] == none
		s := &spans[len(spans)-1]
		if goes {
			i, s.gone = i+1, s.gone+1
		}
		if both || !goes {
			numbers = append(numbers, j)
			j++
		}
		s.end = len(numbers)
	}
	return spans, numbers
}

// draw makes some rows of a tree.
func (t *tree) draw(numbers []int32) []TreeRow {
	if len(numbers) == 0 {
		return nil
	}
	below := t.below()
	n := naming{tree: t, known: map[int32]occurrence{}}
	rows := make([]TreeRow, len(numbers))
	names := &names{s: t.s, rows: rows, first: math.MaxInt, above: map[int32]occurrence{}}
	for i, number := range numbers {
		p, count := t.rows[number], below[number]
		row := TreeRow{
			Element: t.s.view(p.slot), Parent: int(p.parent), Depth: int(p.depth), Reference: int(p.first),
			DescendantCount: &count, index: int32(i), link: p.link, names: names,
		}
		if p.link != none {
			row.Role = t.s.treeRole(p.link)
			names.above[int32(i)] = n.of(p.parent)
		}
		if p.first == none {
			row.ChildCount = t.s.childCount(p.slot)
		}
		rows[i] = row
	}
	return rows
}

// below counts the rows below each.
func (t *tree) below() []int {
	below := make([]int, len(t.rows))
	for number := len(t.rows) - 1; number >= 0; number-- {
		if parent := t.rows[number].parent; parent != none {
			below[parent] += below[number] + 1
		}
	}
	return below
}

// naming names the places of a tree, of which some are known.
type naming struct {
	tree  *tree
	known map[int32]occurrence
}

// of gives the name of a row's place, by those of the rows above, the highest first.
func (n *naming) of(number int32) occurrence {
	var way []int32
	var name occurrence
	for at := number; at != none; at = n.tree.rows[at].parent {
		if above, ok := n.known[at]; ok {
			name = above
			break
		}
		way = append(way, at)
	}
	for _, at := range slices.Backward(way) {
		name = name.under(n.tree.s, n.tree.rows[at].slot)
		n.known[at] = name
	}
	return name
}
