package snapshot

import (
	"encoding/json"
	"iter"
	"slices"
	"time"

	"argmap/internal/argmap"
)

// Element is a view of one element: a Claim, Inference, Rebuttal, Question, Rephrase, Preference,
// Locution, Illocution, Transition or Foreign. Views are small values that hold on to their snapshot,
// so that elements of two revisions can stand in one answer. Lists come in reading order: by the
// ordinal of the link, then its id.
//
//sumtype:decl
type Element interface {
	// ID, ElementKind, Text, Author and Created are the record's; Revision is the one that last set it.
	ID() argmap.ID
	ElementKind() argmap.Kind
	Text() string
	Author() argmap.Actor
	Created() time.Time
	Revision() argmap.Revision
	// Citations say where it was said; Questions are those that it raises or that ask about it, each
	// once; Rebuttals those that attack it.
	Citations() []Citation
	Questions() []Question
	Rebuttals() []Rebuttal
	// Root reports whether it points at nothing (see argmap.Join).
	Root() bool
	// Defects are the well-formedness rules that it breaks.
	Defects() []argmap.Defect
	// External is its name where it was imported from, or nil; Raw what the import held beyond the fields.
	External() *argmap.External
	Raw() json.RawMessage
	// Record is the element itself, and Snapshot what it was read from.
	Record() *argmap.Element
	Snapshot() *Snapshot

	place() (*Snapshot, int32)
}

// Element gives the view of an element, or nil when it is not there.
func (s *Snapshot) Element(id argmap.ID) Element {
	slot := s.elements.find(id)
	if slot == none {
		return nil
	}
	return s.view(slot)
}

func (s *Snapshot) view(slot int32) Element {
	n := node{s, slot}
	switch k := n.ElementKind(); k {
	case argmap.KindClaim:
		return Claim{n}
	case argmap.KindInference:
		return Inference{n}
	case argmap.KindRebuttal:
		return Rebuttal{n}
	case argmap.KindQuestion:
		return Question{n}
	case argmap.KindRephrase:
		return Rephrase{n}
	case argmap.KindPreference:
		return Preference{n}
	case argmap.KindLocution:
		return Locution{n}
	case argmap.KindIllocution:
		return Illocution{n}
	case argmap.KindTransition:
		return Transition{n}
	case argmap.KindForeign:
		return Foreign{n}
	}
	return Foreign{n}
}

// node is an element of a snapshot: what all views have in common.
type node struct {
	s    *Snapshot
	slot int32
}

// Record gives the element itself; it must not be changed.
func (n node) Record() *argmap.Element { return n.s.elements.at(n.slot) }

// Snapshot gives the snapshot that the element was read from.
func (n node) Snapshot() *Snapshot { return n.s }

// ID gives the element's id.
func (n node) ID() argmap.ID { return n.Record().ID }

// ElementKind gives what the element is.
func (n node) ElementKind() argmap.Kind { return n.Record().Kind }

// Text gives the element's words; on a relation an optional note.
func (n node) Text() string { return n.Record().Text }

// Author gives who put the element into the map.
func (n node) Author() argmap.Actor { return n.Record().Author }

// Created gives when the element was put into the map.
func (n node) Created() time.Time { return n.Record().Created }

// Revision gives the revision that last set the element itself.
func (n node) Revision() argmap.Revision { return n.s.elements.rows.at(n.slot).revision }

// External gives the element's name where it was imported from, or nil.
func (n node) External() *argmap.External { return foreignName(n.Record().External) }

// Raw gives what the import held beyond the element's fields.
func (n node) Raw() json.RawMessage { return n.Record().Raw }

// Defects gives the well-formedness rules that the element breaks.
func (n node) Defects() []argmap.Defect { return argmap.Defects(n.s, n.ID()) }

// Citations gives the element's citations, by id.
func (n node) Citations() []Citation {
	var cs []Citation
	for _, slot := range n.s.lists[cites].of(n.slot) {
		cs = append(cs, Citation{n.s, slot})
	}
	return cs
}

// Questions gives the questions that the element raises, then those that ask about it, each once.
func (n node) Questions() []Question {
	return views[Question](n.s, n.far(raises, true), n.far(asksAbout, false))
}

// Rebuttals gives the rebuttals that attack the element.
func (n node) Rebuttals() []Rebuttal { return views[Rebuttal](n.s, n.far(attacks, false)) }

func (n node) place() (*Snapshot, int32) { return n.s, n.slot }

// links gives the slots of the element's links of a role, outgoing or incoming.
func (n node) links(r role, out bool) []int32 {
	l := &n.s.lists[incoming]
	if out {
		l = &n.s.lists[outgoing]
	}
	all := l.of(n.slot)
	from, _ := slices.BinarySearchFunc(all, r, func(link int32, r role) int { return int(n.s.ends.at(link).role) - int(r) })
	to, _ := slices.BinarySearchFunc(all, r+1, func(link int32, r role) int { return int(n.s.ends.at(link).role) - int(r) })
	return all[from:to]
}

// far gives the slots of the elements at the other ends of the element's links of a role.
func (n node) far(r role, out bool) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, link := range n.links(r, out) {
			e := n.s.ends.at(link)
			end := e.from
			if out {
				end = e.to
			}
			if !yield(end) {
				return
			}
		}
	}
}

// views gives the elements of some slots that have a view of the type, each once.
func views[E Element](s *Snapshot, seqs ...iter.Seq[int32]) []E {
	var found []E
	seen := map[int32]bool{}
	for _, seq := range seqs {
		for slot := range seq {
			if e, ok := s.view(slot).(E); ok && !seen[slot] {
				seen[slot] = true
				found = append(found, e)
			}
		}
	}
	return found
}

// first gives the first element of a list, or nil.
func first(es []Element) Element {
	if len(es) == 0 {
		return nil
	}
	return es[0]
}

// optional gives nil for an empty text.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func foreignName(x argmap.External) *argmap.External {
	if x == (argmap.External{}) {
		return nil
	}
	return &x
}

// Root reports whether the element points at nothing.
func (n node) Root() bool { return n.s.isRoot(n.slot) }
