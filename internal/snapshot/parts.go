package snapshot

import (
	"slices"

	"argmap/internal/argmap"
)

// partsOf works out what each element does in a reading.
func partsOf(s *Snapshot, r Reading) []part {
	parts := make([]part, s.elements.rows.length)
	for _, kind := range []argmap.Kind{argmap.KindInference, argmap.KindRebuttal, argmap.KindPreference} {
		for slot := range s.kinds[kindIndex(kind)].all() {
			parts[slot] = s.relationPart(slot)
		}
	}
	for slot := range s.kinds[kindIndex(argmap.KindClaim)].all() {
		parts[slot] = s.claimPart(parts, r, slot)
	}
	return parts
}

// relationPart works out what a relation does; any other element is a bystander so far.
func (s *Snapshot) relationPart(slot int32) part {
	does := bystander
	switch s.elements.at(slot).Kind {
	case argmap.KindInference, argmap.KindRebuttal:
		does = link
	case argmap.KindPreference:
		does = preference
	default:
	}
	if does != bystander && s.defective(slot) {
		return bystander
	}
	return does
}

// claimPart works out a claim's basis: GIVEN when pinned or when no inference concludes it, but never
// while no voice that counts is committed to it. The relations must have their parts.
func (s *Snapshot) claimPart(parts []part, r Reading, slot int32) part {
	basis := s.elements.at(slot).Basis
	isGiven := basis == argmap.Given || basis == "" && !s.supported(parts, slot)
	isGiven = isGiven && s.held(slot, r.Voices)
	switch r.Support {
	case Evidential:
		isGiven = basis != argmap.Argued && s.held(slot, r.Voices)
	case AttacksOnly, Deductive, Necessary:
		isGiven = len(r.Voices) == 0 || s.held(slot, r.Voices)
	case MapReading, Balances:
	}
	switch heard := !s.defective(slot); {
	case heard && isGiven:
		return given
	case heard:
		return argued
	case isGiven:
		return unheardGiven
	default:
		return unheardArgued
	}
}

// held reports whether a voice that counts is committed to a claim; all count when none is named.
func (s *Snapshot) held(slot int32, voices []argmap.ID) bool {
	for _, c := range s.lists[committed].of(slot) {
		k := s.commitmentAt(c)
		if !k.Act.Commits() {
			continue
		}
		if _, counts := slices.BinarySearch(voices, k.Voice); counts || len(voices) == 0 {
			return true
		}
	}
	return false
}

func (s *Snapshot) supported(parts []part, slot int32) bool {
	for inference := range (node{s, slot}).far(concludes, false) {
		if parts[inference] == link {
			return true
		}
	}
	return false
}

// supports adds the inferences that conclude an element and take part to a list.
func (s *Snapshot) supports(parts []part, slot int32, to []int32) []int32 {
	for inference := range (node{s, slot}).far(concludes, false) {
		if parts[inference] == link {
			to = append(to, inference)
		}
	}
	return to
}
