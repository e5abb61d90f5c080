package snapshot

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// Apply gives the snapshot of the next revision. It copies what the change set touches and shares
// the rest, so its cost grows with the change set and, in small steps, with the map (see vec). It
// does what argmap.State.Apply does; in addition it refuses, as INTERNAL, a change set that is not
// the next one of this map, that is staged, or that would leave a link, citation or commitment
// without an end.
func (s *Snapshot) Apply(set argmap.ChangeSet) (*Snapshot, error) {
	switch {
	case set.Map != s.id:
		return nil, fault.New(fault.Internal, "snapshot.map", "the change set is one of map %s, the snapshot of %s", set.Map, s.id)
	case set.Revision != s.revision+1:
		return nil, fault.New(fault.Internal, "snapshot.revision", "the change set makes revision %d of map %s, the snapshot shows %d", set.Revision, s.id, s.revision)
	case set.Staged:
		return nil, fault.New(fault.Internal, "snapshot.staged", "revision %d of map %s is staged; its state is its checkpoint", set.Revision, s.id)
	}
	n := net{layout: &s.layout, after: make(map[argmap.Ref]argmap.Entry, len(set.Operations))}
	for _, op := range set.Operations {
		n.carry(op, set.Revision)
	}
	next := s.layout
	next.revision = set.Revision
	if err := next.change(n.touched, n.after); err != nil {
		return nil, err
	}
	return &Snapshot{layout: next}, nil
}

// net works out what a change set comes to: for each record that it touches its entry afterwards,
// empty when it is gone.
type net struct {
	layout  *layout
	touched []argmap.Ref
	after   map[argmap.Ref]argmap.Entry
	// hanging names what was set by this change set and hangs on an element.
	hanging map[argmap.ID][]argmap.Ref
}

func (n *net) put(ref argmap.Ref, e argmap.Entry) {
	if _, touched := n.after[ref]; !touched {
		n.touched = append(n.touched, ref)
	}
	n.after[ref] = e
}

func (n *net) carry(op argmap.Operation, revision argmap.Revision) {
	if op.After != nil {
		n.put(op.Ref, argmap.Entry{Record: op.After, Revision: revision})
		n.hang(op.After)
		return
	}
	n.put(op.Ref, argmap.Entry{})
	if op.Ref.Type == argmap.TypeElement {
		n.cascade(op.Ref.ID)
	}
}

func (n *net) hang(r argmap.Record) {
	for _, element := range hooks(r) {
		if n.hanging == nil {
			n.hanging = map[argmap.ID][]argmap.Ref{}
		}
		n.hanging[element] = append(n.hanging[element], r.Ref())
	}
}

// cascade takes away the links, citations and commitments of a removed element, those that the
// change set itself brought before included.
func (n *net) cascade(element argmap.ID) {
	if slot := n.layout.elements.find(element); slot != none {
		n.cascadeFrom(slot, element)
	}
	for _, ref := range n.hanging[element] {
		if e := n.after[ref]; e.Record != nil && hangsOn(e.Record, element) {
			n.put(ref, argmap.Entry{})
		}
	}
}

func (n *net) cascadeFrom(slot int32, element argmap.ID) {
	l := n.layout
	for _, links := range [][]int32{l.lists[outgoing].of(slot), l.lists[incoming].of(slot)} {
		for _, link := range links {
			n.lose(l.links.at(link), element)
		}
	}
	for _, c := range l.lists[cites].of(slot) {
		n.lose(l.citations.at(c), element)
	}
	for _, c := range l.lists[committed].of(slot) {
		n.lose(l.commitments.at(c), element)
	}
}

// lose takes away a record of the snapshot unless the change set moved it to another element.
func (n *net) lose(r argmap.Record, element argmap.ID) {
	if e, concerned := n.after[r.Ref()]; concerned && (e.Record == nil || !hangsOn(e.Record, element)) {
		return
	}
	n.put(r.Ref(), argmap.Entry{})
}

// hooks gives the elements that a record cannot be without.
func hooks(r argmap.Record) []argmap.ID {
	switch r := r.(type) {
	case *argmap.Link:
		return []argmap.ID{r.From, r.To}
	case *argmap.Citation:
		return []argmap.ID{r.Element}
	case *argmap.Commitment:
		return []argmap.ID{r.Claim}
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Element, *argmap.Leftover:
	}
	return nil
}

func hangsOn(r argmap.Record, element argmap.ID) bool {
	return slices.Contains(hooks(r), element)
}
