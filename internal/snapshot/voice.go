package snapshot

import (
	"cmp"
	"slices"

	"argmap/internal/argmap"
)

// Voice is a view of a voice.
type Voice struct {
	s    *Snapshot
	slot int32
}

// Voice gives the view of a voice, or nil when it is not there.
func (s *Snapshot) Voice(id argmap.ID) *Voice {
	if slot := s.voices.find(id); slot != none {
		return &Voice{s, slot}
	}
	return nil
}

// Voices gives who speaks in the map, by id.
func (s *Snapshot) Voices() []Voice {
	var vs []Voice
	for slot := range s.voices.slots() {
		vs = append(vs, Voice{s, slot})
	}
	slices.SortFunc(vs, func(a, b Voice) int { return cmp.Compare(a.ID(), b.ID()) })
	return vs
}

// Record gives the voice itself; it must not be changed.
func (v Voice) Record() *argmap.Voice { return v.s.voices.at(v.slot) }

// ID gives the voice's id.
func (v Voice) ID() argmap.ID { return v.Record().ID }

// Kind gives how the voice comes to speak.
func (v Voice) Kind() argmap.VoiceKind { return v.Record().Kind }

// Name gives the voice's name, or a description where it stays unnamed.
func (v Voice) Name() string { return v.Record().Name }

// Description tells more, or is nil.
func (v Voice) Description() *string { return optional(v.Record().Description) }

// External gives the voice's name where it was imported from, or nil.
func (v Voice) External() *argmap.External { return foreignName(v.Record().External) }

// Commitments gives what the voice stands to, by id; not what it only reports.
func (v Voice) Commitments() []Commitment {
	var cs []Commitment
	for _, slot := range v.s.lists[commits].of(v.slot) {
		if v.s.commitmentAt(slot).Voice == v.ID() {
			cs = append(cs, Commitment{v.s, slot})
		}
	}
	return cs
}

// Commitment is a view of a commitment.
type Commitment struct {
	s    *Snapshot
	slot int32
}

// Commitment gives the view of a commitment, or nil when it is not there.
func (s *Snapshot) Commitment(id argmap.ID) *Commitment {
	if slot := s.commitments.find(id); slot != none {
		return &Commitment{s, slot}
	}
	return nil
}

// Record gives the commitment itself; it must not be changed.
func (c Commitment) Record() *argmap.Commitment { return c.s.commitments.at(c.slot) }

// ID gives the commitment's id.
func (c Commitment) ID() argmap.ID { return c.s.commitments.id(c.slot) }

// Act gives how the voice stands to the claim.
func (c Commitment) Act() argmap.Act { return c.s.commitmentAt(c.slot).Act }

// Voice gives who.
func (c Commitment) Voice() Voice { return Voice{c.s, c.s.voices.find(c.s.commitmentAt(c.slot).Voice)} }

// Claim gives towards what.
func (c Commitment) Claim() Claim {
	return Claim{node{c.s, c.s.elements.find(c.s.commitmentAt(c.slot).Claim)}}
}

// ReportedBy gives in whose words the act is found; nil where the voice speaks itself.
func (c Commitment) ReportedBy() *Voice { return c.s.Voice(c.s.commitmentAt(c.slot).ReportedBy) }

// Citation is a view of a citation. What it cites is a source's: the words of paragraphs are not in a
// snapshot.
type Citation struct {
	s    *Snapshot
	slot int32
}

// Citation gives the view of a citation, or nil when it is not there.
func (s *Snapshot) Citation(id argmap.ID) *Citation {
	if slot := s.citations.find(id); slot != none {
		return &Citation{s, slot}
	}
	return nil
}

// Record gives the citation itself; it must not be changed.
func (c Citation) Record() *argmap.Citation { return c.s.citations.at(c.slot) }

// ID gives the citation's id.
func (c Citation) ID() argmap.ID { return c.Record().ID }

// Element gives what the words are cited for.
func (c Citation) Element() Element { return c.s.Element(c.Record().Element) }

// Role gives what the words are to the element.
func (c Citation) Role() argmap.CitationRole { return c.Record().Role }

// Explicitness says how far the source itself states the element.
func (c Citation) Explicitness() argmap.Explicitness { return c.Record().Explicitness }
