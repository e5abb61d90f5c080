package snapshot

import (
	"argmap/internal/argmap"
)

// The bounds of Paths.
const (
	// DefaultLength is the greatest length of a path where none is given, MaxLength the greatest that may
	// be. From a claim to the claim that it supports are two links.
	DefaultLength = 12
	MaxLength     = 100
	// DefaultPaths is how many paths are given where no limit is, MaxPaths how many may be.
	DefaultPaths = 10
	MaxPaths     = 1_000
	// pathSteps is how many links one search may look at.
	pathSteps = 1_000_000
)

// PathOptions say which paths to look for.
type PathOptions struct {
	From, To argmap.ID
	// MaxLength is how many links a path may have at most; 0 for DefaultLength.
	MaxLength int
	// Limit is how many paths to give at most; 0 for DefaultPaths.
	Limit int
	// After is the Next of an answer that the limit cut, with the same options but for the limit.
	After string
}

// Paths are ways from one element to another.
type Paths struct {
	Paths []Path
	// Next goes on after the last path where the limit cut (see PathOptions.After); empty otherwise.
	Next string
	// Exhausted: the search was given up after a million links, and there may be more paths than these.
	// A smaller length, or an element on the way as one end, finds them.
	Exhausted bool
}

// Path is a way from one element to another over links.
type Path struct {
	// Elements are those on the way, the ends included, each once.
	Elements []Element
	// Steps lead from each element to the next: there is one less.
	Steps []PathStep
}

// PathStep leads from an element to the next one.
type PathStep struct {
	Link *argmap.Link
	// Along: the step goes from the link's From to its To; else against it.
	Along bool
	// Role is what the one is to the other in a drawn tree: the one that hangs below to the one above. It
	// is empty for the links that no tree draws, AGAINST and FOREIGN.
	Role TreeRole
}

// Paths gives the simple paths between two elements, shortest first, and those of one length in the
// order in which they leave their elements: by links out of it before links into it, both in reading
// order. Where several links join two elements, a path takes the first.
//
// How one claim is connected with another does not depend on which way the links lead: two claims that
// support the same third are connected by it. So paths go along links and against them, and each step
// says which. From an element to itself leads one path, without steps.
//
// Two breadth-first searches, from both ends, find out how far each element near a path lies from the
// end (Pohl 1971, bi-directional search); then paths of one length after the other are listed, and none
// is begun that cannot end in time. The whole search looks at a million links at most.
//
// An unknown element is NOT_FOUND; a negative length or limit, and a token that does not fit are
// INVALID; a length or limit above the bounds is EXHAUSTED; a token of another revision is CONFLICT.
func (s *Snapshot) Paths(o PathOptions) (Paths, error) {
	f, err := s.pathfinder(o)
	if err != nil {
		return Paths{}, err
	}
	f.search()
	answer := Paths{Paths: f.found, Exhausted: f.steps > pathSteps}
	if f.full {
		answer.Next = s.token(f.key, f.first+f.limit)
	}
	return answer, nil
}

func (s *Snapshot) pathfinder(o PathOptions) (*pathfinder, error) {
	f := &pathfinder{s: s}
	var err error
	if f.length, err = bounded("maxLength", o.MaxLength, DefaultLength, MaxLength); err != nil {
		return nil, err
	}
	if f.limit, err = bounded("limit", o.Limit, DefaultPaths, MaxPaths); err != nil {
		return nil, err
	}
	if f.from.start = s.elements.find(o.From); f.from.start == none {
		return nil, unknownElement("from", o.From)
	}
	if f.to.start = s.elements.find(o.To); f.to.start == none {
		return nil, unknownElement("to", o.To)
	}
	f.key = tokenKey("paths", s, o.From, o.To, f.length)
	if f.from.start == f.to.start {
		f.length = 0
	}
	f.first, err = s.resume(f.key, o.After)
	return f, err
}

// path makes a path of slots and the links between them.
func (s *Snapshot) path(slots, links []int32) Path {
	var p Path
	for _, slot := range slots {
		p.Elements = append(p.Elements, s.view(slot))
	}
	for i, link := range links {
		p.Steps = append(p.Steps, PathStep{s.links.at(link), s.ends.at(link).from == slots[i], s.treeRole(link)})
	}
	return p
}
