package argdown

import (
	"strings"

	"argmap/internal/argmap"
)

// people numbers rows and labels voices. The speaker is the voice that asserts whatever lists no
// commitments: the one author whose name is "author".
func (p *plan) people() {
	for i, label := range labelsOf(p.Voices) {
		p.labels[p.Voices[i].ID] = label
		if label == "author" && p.Voices[i].Kind == argmap.VoiceAuthor {
			p.speaker = p.Voices[i]
		}
	}
	for i, r := range p.Rows {
		p.rows[r.ID] = i + 1
	}
}

// usual reports whether a claim is asserted by the speaker, and nothing else.
func (p *plan) usual(claim argmap.ID) bool {
	n, usual := 0, false
	for c := range p.CommitmentsTo(claim) {
		n++
		usual = p.speaker != nil && c.Voice == p.speaker.ID && c.Act == argmap.Asserts && c.ReportedBy == ""
	}
	return n == 1 && usual
}

// commitments writes the commitments to a claim; empty when they are the usual ones.
func (p *plan) commitments(claim argmap.ID) string {
	if p.usual(claim) {
		return ""
	}
	var all []string
	for c := range p.CommitmentsTo(claim) {
		s := "{voice: " + quote(p.labels[c.Voice]) + ", act: " + strings.ToLower(string(c.Act))
		if c.ReportedBy != "" {
			s += ", by: " + quote(p.labels[c.ReportedBy])
		}
		all = append(all, s+"}")
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// listed are the voices that the front matter must list: all, but for a speaker of whom nothing is told
// and who asserts something.
func (p *plan) listed() []*argmap.Voice {
	if len(p.Voices) != 1 || p.speaker == nil || p.speaker.Description != "" {
		return p.Voices
	}
	for _, e := range p.Elements {
		if e.Kind == argmap.KindClaim && p.usual(e.ID) {
			return nil
		}
	}
	return p.Voices
}
