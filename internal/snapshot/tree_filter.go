package snapshot

import (
	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// TreeFilter says which rows of a tree to keep: those whose elements have all that is asked for, and
// the rows above them. The zero value keeps all.
type TreeFilter struct {
	// OpenQuestions: questions whose status is OPEN.
	OpenQuestions bool
	// Attacked: elements that a rebuttal attacks, whether it succeeds or not.
	Attacked bool
	// Author put the element into the map.
	Author argmap.Actor
	// Paragraph is one in which the element is cited.
	Paragraph argmap.ID
	// Label is the element's grounded label in the map reading.
	Label argmap.Label
}

// filter gives the test that a filter comes to; nil for the one that keeps all.
func (s *Snapshot) filter(f TreeFilter) (func(slot int32) bool, error) {
	switch f.Label {
	case "", argmap.LabelIn, argmap.LabelOut, argmap.LabelUndecided:
	default:
		return nil, fault.InvalidField("filter.label", "label.unknown", "there is no label %q", f.Label)
	}
	if f == (TreeFilter{}) {
		return nil, nil //nolint:nilnil // no test is the test that all pass
	}
	cited := s.citedIn(f.Paragraph)
	return func(slot int32) bool {
		n := node{s, slot}
		return (f.Author == "" || n.Author() == f.Author) &&
			(f.Paragraph == "" || cited[slot]) &&
			(!f.Attacked || len(n.links(attacks, false)) > 0) &&
			(!f.OpenQuestions || s.open(slot)) &&
			(f.Label == "" || s.labelled(slot, f.Label))
	}, nil
}

// citedIn gives the elements that a paragraph is cited for.
func (s *Snapshot) citedIn(paragraph argmap.ID) map[int32]bool {
	cited := map[int32]bool{}
	for c := range s.CitationsIn(paragraph) {
		cited[s.elements.find(c.Element)] = true
	}
	return cited
}

func (s *Snapshot) open(slot int32) bool {
	q, ok := s.view(slot).(Question)
	return ok && q.Status() == argmap.Open
}

func (s *Snapshot) labelled(slot int32, label argmap.Label) bool {
	l := s.labelOf(slot)
	return l != nil && *l == label
}
