package svg

import (
	"cmp"
	"slices"

	"argmap/internal/codec/picture"
)

// line is an edge with its places: of its two ends, of the controls of its curve, and of its words.
type line struct {
	picture.Edge
	x1, y1, c1, c2, x2, y2 int
	words                  []string
	// top is where the words begin.
	top int
}

// port is an end of a line at the left or the right of a card.
type port struct {
	line *line
	y    *int
	// other is what the line comes from or leads to.
	other *place
}

type side struct {
	place *place
	right bool
}

// routes gives every edge its line with its words, and finds the room that words take beside the cards at
// which lines begin. It needs the columns of the cards only.
func (l *layout) routes() []*line {
	lines := make([]*line, 0, len(l.Edges))
	l.worded, l.bent = map[int]bool{}, map[int]bool{}
	tall := map[side]int{}
	for _, x := range l.Edges {
		s := &line{Edge: x}
		lines = append(lines, s)
		from := l.of[x.Link.From]
		right, _ := l.sides(x)
		l.bent[from.column] = l.bent[from.column] || right
		if x.Label == "" {
			continue
		}
		s.words = picture.Wrap(x.Label, sayings*picture.Em/small)
		l.worded[from.column] = l.worded[from.column] || right
		at := side{from, right}
		tall[at] += len(s.words) * tight
		from.room = max(from.room, tall[at])
	}
	return lines
}

// sides tells whether an edge leaves its card at the right, and whether it arrives at the right of the other.
func (l *layout) sides(x picture.Edge) (out, in bool) {
	from, to := l.of[x.Link.From], l.of[x.Link.To]
	return from.column <= to.column, from.column >= to.column
}

// lead draws the lines, the places of the cards being known. Those that end at the same side of a card end one
// below the other, in the order of what they lead to, so that arrows and crosses are told apart.
func (l *layout) lead() {
	ports := map[side][]port{}
	var order []side
	end := func(at side, e port) {
		if ports[at] == nil {
			order = append(order, at)
		}
		ports[at] = append(ports[at], e)
	}
	for _, s := range l.lines {
		from, to := l.of[s.Link.From], l.of[s.Link.To]
		out, in := l.sides(s.Edge)
		s.x1, s.x2 = from.at(out), to.at(in)
		s.c1, s.c2 = s.x1+bow(out), s.x2+bow(in)
		if out && in { // out to the right, and back
			s.c1 = max(s.c1, s.c2)
			s.c2 = s.c1
		}
		end(side{from, out}, port{s, &s.y1, to})
		end(side{to, in}, port{s, &s.y2, from})
	}
	for _, at := range order {
		at.place.spread(ports[at])
	}
}

// at gives the x of a side of a card.
func (p *place) at(right bool) int {
	if right {
		return p.x + p.width
	}
	return p.x
}

// bow is how far a line goes to a side before it turns.
func bow(right bool) int {
	if right {
		return corridor / 2
	}
	return -corridor / 2
}

// spread puts the ends of lines at a side of a card one below the other, and the words of those that begin
// there as near to them as they have room.
func (p *place) spread(ports []port) {
	slices.SortStableFunc(ports, func(a, b port) int { return cmp.Compare(a.other.y+a.other.height/2, b.other.y+b.other.height/2) })
	room := max(p.height, p.room)
	free := p.y + p.height/2 - room/2
	bottom := free + room
	var said []*line
	for i, e := range ports {
		*e.y = p.y + p.height*(i+1)/(len(ports)+1)
		if e.y != &e.line.y1 || len(e.line.words) == 0 {
			continue
		}
		tall := len(e.line.words) * tight
		e.line.top = max(*e.y-tall/2, free)
		free = e.line.top + tall
		said = append(said, e.line)
	}
	for _, s := range slices.Backward(said) {
		s.top = min(s.top, bottom-len(s.words)*tight)
		bottom = s.top
	}
}
