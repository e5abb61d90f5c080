package svg

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/picture"
)

// The measures of a picture, in pixels.
const (
	letter   = 14  // the size of letters on cards, and
	small    = 11  // of those on relations and edges
	leading  = 19  // from line to line on cards, and
	tight    = 14  // on relations and edges
	card     = 260 // the width of a card, and
	step     = 130 // of a relation
	padding  = 10
	gap      = 14  // between cards one above the other
	corridor = 120 // between the columns
	margin   = 24
	heading  = 34                 // the title's line
	aside    = 13                 // between a card and the words of an edge that begins there: an arrow has room
	sayings  = corridor - 3*aside // the width of these words
)

// place is one node with its place.
type place struct {
	picture.Node
	lines               []string
	x, y, width, height int
	// span is the height that the node takes with all below it.
	span, column int
	// room is the height that the words of lines take which begin at one side of it.
	room int
	// top is where the span begins.
	top  int
	kids []*place
}

// layout is a picture with a place for each node.
type layout struct {
	picture.Picture
	places []*place
	lines  []*line
	// worded and bent tell of which columns lines with words, and any lines, begin at the right.
	worded, bent  map[int]bool
	of            map[argmap.ID]*place
	width, height int
}

// layOut puts the roots on the left, and what points at an element in the column to its right, centred
// beside it. An element that points at several stands below the one that is nearest to a root; cycles are
// entered at their first element.
func layOut(g *codec.Graph) *layout {
	l := &layout{Picture: picture.Of(g), of: map[argmap.ID]*place{}}
	for _, n := range l.Nodes {
		p := &place{Node: n}
		p.measure()
		l.places = append(l.places, p)
		l.of[n.Element.ID] = p
	}
	order, roots := l.forest(g)
	l.lines = l.routes()
	for i := len(order) - 1; i >= 0; i-- {
		order[i].reach()
	}
	l.columns(order)
	y := margin + heading
	for _, p := range roots {
		p.top = y
		y += p.span + gap
	}
	for _, p := range order {
		p.settle()
	}
	l.lead()
	l.height = max(y-gap, margin+heading) + margin
	return l
}

func (p *place) measure() {
	size, lead := letter, leading
	p.width = card
	if p.Shape == picture.Step {
		size, lead, p.width = small, tight, step
	}
	p.lines = p.Lines((p.width - 2*padding) * picture.Em / size)
	p.height = len(p.lines)*lead + 2*padding
}

// points are the roles by which what comes from an element stands to its right.
var points = func() map[argmap.Role]bool {
	roles := map[argmap.Role]bool{}
	for _, j := range argmap.Joins() {
		roles[j.Role] = j.Points
	}
	return roles
}()

// forest gives every node once, each after the one that it stands below, and those that stand below none.
func (l *layout) forest(g *codec.Graph) (order, roots []*place) {
	seen := make(map[*place]bool, len(l.places))
	grow := func(starts []*place) {
		at := len(order)
		for _, p := range starts {
			if !seen[p] {
				seen[p] = true
				order, roots = append(order, p), append(roots, p)
			}
		}
		for ; at < len(order); at++ {
			p := order[at]
			for link := range g.LinksTo(p.Element.ID) {
				kid := l.of[link.From]
				if points[link.Role] && !seen[kid] {
					seen[kid] = true
					kid.column = p.column + 1
					p.kids, order = append(p.kids, kid), append(order, kid)
				}
			}
		}
	}
	grow(l.roots(g))
	for _, p := range l.places { // what is left stands on cycles, or beyond them
		if !seen[p] {
			grow([]*place{p})
		}
	}
	return order, roots
}

// roots are the nodes that point at none.
func (l *layout) roots(g *codec.Graph) []*place {
	var roots []*place
	for _, p := range l.places {
		root := true
		for link := range g.LinksFrom(p.Element.ID) {
			root = root && !points[link.Role]
		}
		if root {
			roots = append(roots, p)
		}
	}
	return roots
}

// reach finds a node's span, those below it being known.
func (p *place) reach() {
	for _, kid := range p.kids {
		p.span += kid.span + gap
	}
	p.span = max(p.span-gap, p.height, p.room)
}

// columns gives each node its x: a column is as wide as its widest node.
func (l *layout) columns(order []*place) {
	var widths []int
	for _, p := range order {
		for len(widths) <= p.column {
			widths = append(widths, 0)
		}
		widths[p.column] = max(widths[p.column], p.width)
	}
	x, starts := margin, make([]int, len(widths))
	for i, w := range widths {
		starts[i] = x
		x += w + corridor
		if l.worded[i] {
			x += sayings
		}
	}
	for _, p := range order {
		p.x = starts[p.column]
	}
	title := picture.Width(l.Title)*(letter+4)/picture.Em + 2*margin
	if last := len(widths) - 1; !l.bent[last] {
		x -= corridor
	}
	l.width = max(x+margin, title, card)
}

// settle centres a node in its span, and gives those below it their share of it.
func (p *place) settle() {
	p.y = p.top + (p.span-p.height)/2
	used := -gap
	for _, kid := range p.kids {
		used += kid.span + gap
	}
	y := p.top + max(0, (p.span-used)/2)
	for _, kid := range p.kids {
		kid.top = y
		y += kid.span + gap
	}
}
