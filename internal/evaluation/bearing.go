package evaluation

import (
	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// bearing lists the elements that bear on the label of a topic: whose removal, with all that goes with
// them, might change it.
type bearing struct {
	f     *snapshot.Framework
	topic argmap.ID
	most  int
	// queue holds what was met, and seen says what that was; listed is what was met but the topic, and what
	// was listed before.
	queue  []snapshot.Element
	seen   map[argmap.ID]bool
	listed []snapshot.Element
	known  map[argmap.ID]bool
}

func newBearing(f *snapshot.Framework, topic snapshot.Element, most int) *bearing {
	b := &bearing{f: f, topic: topic.ID(), most: most, seen: map[argmap.ID]bool{}, known: map[argmap.ID]bool{}}
	b.meet(topic)
	return b
}

func (b *bearing) list(e snapshot.Element) {
	if id := e.ID(); id != b.topic && !b.known[id] && len(b.listed) < b.most {
		b.known[id] = true
		b.listed = append(b.listed, e)
	}
}

func (b *bearing) meet(e snapshot.Element) {
	if !b.seen[e.ID()] {
		b.seen[e.ID()] = true
		b.queue = append(b.queue, e)
		b.list(e)
	}
}

// spread lists what bears on the topic, nearest first.
func (b *bearing) spread() {
	for i := 0; i < len(b.queue) && len(b.listed) < b.most; i++ {
		e := b.queue[i]
		b.above(e)
		switch e := e.(type) {
		case snapshot.Claim:
			b.claim(e)
		case snapshot.Inference:
			b.link(e, e.Premises(), e.Backings())
			meetAll(b, e.Conclusions())
		case snapshot.Rebuttal:
			b.link(e, e.Premises(), e.Backings())
			meetAll(b, e.Targets())
			if against := e.Against(); against != nil {
				b.meet(*against)
			}
		case snapshot.Preference:
			meetAll(b, e.Preferred())
			meetAll(b, e.Over())
			meetAll(b, e.Rebuttals())
		case snapshot.Question:
			b.question(e)
		default: // no other kind moves a label
		}
	}
}

// above meets what attacks a node and what it needs, through nodes that are no elements.
func (b *bearing) above(e snapshot.Element) {
	node, ok := b.f.Node(e.ID())
	if !ok {
		return
	}
	seen := map[int32]bool{}
	visit := func(nodes []int32, queue []int32) []int32 {
		for _, n := range nodes {
			switch e := b.f.Element(n); {
			case e != nil:
				b.meet(e)
			case !seen[n]:
				seen[n] = true
				queue = append(queue, n)
			}
		}
		return queue
	}
	for queue := []int32{node}; len(queue) > 0 && len(b.listed) < b.most; queue = queue[1:] {
		queue = visit(b.f.Map.Attackers(queue[0]), queue)
		for members := range b.f.Map.Needs(queue[0]) {
			queue = visit(members, queue)
		}
	}
}

func (b *bearing) claim(c snapshot.Claim) {
	meetAll(b, c.Inferences())
	meetAll(b, c.Rebuttals())
	for _, a := range c.Answers() {
		b.meet(a.Question)
	}
	for _, i := range c.PremiseOf() {
		// A question about the inference may ask for the grounds of its premise; what refutes its conclusion
		// may refute the premise.
		if b.f.Reading.Support == snapshot.Deductive || len(i.Questions()) > 0 {
			b.meet(i)
		}
	}
}

func (b *bearing) link(e snapshot.Element, premises []snapshot.Claim, backings []snapshot.Inference) {
	meetAll(b, premises)
	meetAll(b, backings)
	meetAll(b, e.Rebuttals())
	meetAll(b, e.Questions())
}

func (b *bearing) question(q snapshot.Question) {
	for _, a := range q.Answers() {
		b.meet(a.Claim)
	}
	for _, s := range q.AsksAbout() {
		b.meet(s.Element)
	}
}

func meetAll[E snapshot.Element](b *bearing, es []E) {
	for _, e := range es {
		b.meet(e)
	}
}
