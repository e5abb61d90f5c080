package agxml

import (
	"slices"
	"unicode/utf8"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/paragraph"
)

// format is how the format is called in reasons.
const format = "AGXML"

// maxTitle is how long a title is read back whole, in code points.
const maxTitle = 200

func losses(d *codec.Document) []codec.Loss {
	l := &lister{plan: lay(d), starts: map[argmap.ID]int{}}
	l.cited = l.located()
	p := d.Properties
	if id := idOf(p); id != p.Title || p.Description != "" || p.Language != "" || utf8.RuneCountInString(id) > maxTitle {
		l.Add("properties of the map", "an arggraph has an id only, which is made of the title", p.ID)
	}
	for _, r := range d.Records {
		l.record(r)
	}
	return l.Losses()
}

type lister struct {
	codec.LossList
	*plan
	// cited are the segments that will be found for each claim.
	cited map[argmap.ID][][]argmap.Segment
	// starts are those of the paragraphs, as they are and as they will be.
	starts map[argmap.ID]int
	// types are those of all adus, once they were asked for.
	types map[string]bool
}

// located looks for the units in the text as reading does.
func (l *lister) located() map[argmap.ID][][]argmap.Segment {
	found := map[argmap.ID][][]argmap.Segment{}
	if l.source == nil {
		return found
	}
	b := codec.Build(name, "", codec.File{}, l.g.Document.ReadingBack())
	text, err := b.Source("", []byte(l.source.Text), paragraph.PlainText)
	if err != nil {
		return found
	}
	for _, some := range [][]*argmap.Paragraph{text.Paragraphs, l.source.Paragraphs} {
		for _, p := range some {
			l.starts[p.ID] = p.Start
		}
	}
	in := newLocator(l.source.Text)
	for _, s := range l.said {
		if s.implicit {
			continue
		}
		span, _, ok := in.find(s.text)
		if !ok {
			continue
		}
		for _, claim := range s.claims {
			for _, c := range b.Quote(claim, text, span) {
				found[claim] = append(found[claim], c.Segments)
			}
		}
	}
	return found
}

func (l *lister) record(r argmap.Record) {
	switch r := r.(type) {
	case *argmap.Element:
		l.element(r)
	case *argmap.Link:
		if !l.keepsLink(r) {
			l.NoPlace(r, format)
		}
	case *argmap.Voice:
		if !l.keepsVoice(r) {
			l.Add("voices", format+" has a proponent, the author, and an opponent whom he reports, by these names", r.ID)
		}
	case *argmap.Commitment:
		if !l.keepsCommitment(r) {
			l.Add("commitments", "in "+format+" the proponent or the opponent asserts a claim, and nobody else does anything", r.ID)
		}
	case *argmap.Citation:
		if !l.keepsCitation(r) {
			l.Add("citations", format+" cites the text beside it only, by units whose words are those of the claim", r.ID)
		}
	case *argmap.Leftover:
		if !l.again[r.ID] {
			l.NoPlace(r, format)
		}
	case *argmap.Row, *argmap.Properties:
		l.NoPlace(r, format)
	}
}

func (l *lister) element(e *argmap.Element) {
	switch e.Kind {
	case argmap.KindClaim:
		l.claim(e)
	case argmap.KindInference, argmap.KindRebuttal:
		l.relationOf(e)
	default:
		l.NoPlace(e, format)
	}
	if e.Machine != "" {
		l.Add("marks of what a program proposed", format+" has no place for them", e.ID)
	}
}

func (l *lister) claim(e *argmap.Element) {
	if e.Basis != "" {
		l.Add("pinned bases", format+" has no place for them", e.ID)
	}
	if !sayable(e.Text) {
		l.Add("control characters", "XML cannot hold them; U+FFFD stands for each", e.ID)
	}
	if t := l.typeOf(e); (t == "pro" || t == "opp") && !slices.ContainsFunc(slices.Collect(l.g.CommitmentsTo(e.ID)), func(c *argmap.Commitment) bool { return c.Act.Commits() }) {
		l.Add("standings of claims", "every claim is the proponent's or the opponent's; read back, the proponent asserts these", e.ID)
	}
}

func (l *lister) relationOf(e *argmap.Element) {
	if !l.placed[e.ID] {
		l.Add("relations without an end", "an edge leads from a claim to a claim or edge", e.ID)
		return
	}
	target := l.target(e)
	scheme := typeOfEdge(e, kept{}, false) == "exa"
	switch {
	case e.Kind == argmap.KindRebuttal && e.Attack != argmap.AttackFor(target.Kind, false):
		l.Add("undermining attacks", "they are written as attacks on the claim", e.ID)
	case len(l.g.Ends(e.ID, argmap.RoleConcludes, false))+len(l.g.Ends(e.ID, argmap.RoleAttacks, false)) > 1:
		l.Add("second targets of relations", "an edge has one; the first is kept", e.ID)
	}
	if e.Text != "" || e.Scheme != "" && !scheme {
		l.Add("schemes and notes of relations", format+" knows supports by example only", e.ID)
	}
}

func (l *lister) keepsLink(k *argmap.Link) bool {
	switch k.Role {
	case argmap.RolePremiseOf:
		return l.placed[k.To] && k.Slot == ""
	case argmap.RoleConcludes, argmap.RoleAttacks:
		return l.placed[k.From] && l.target(l.g.Element(k.From)).ID == k.To
	case argmap.RoleForeign:
		return l.meansNothing(k)
	default:
		return false
	}
}

// keepsVoice tells whether a voice is one of the two, and speaks.
func (l *lister) keepsVoice(v *argmap.Voice) bool {
	if l.types == nil {
		l.types = map[string]bool{}
		for _, e := range l.g.Elements {
			if e.Kind == argmap.KindClaim {
				l.types[l.typeOf(e)] = true
			}
		}
	}
	return l.types["opp"] && (isOpponent(v) || isProponent(v)) || l.types["pro"] && isProponent(v)
}

func isProponent(v *argmap.Voice) bool {
	return v != nil && v.Kind == argmap.VoiceAuthor && v.Name == proponent && v.Description == ""
}

func isOpponent(v *argmap.Voice) bool {
	return v != nil && v.Kind == argmap.VoiceReported && v.Name == opponent && v.Description == ""
}

func (l *lister) keepsCommitment(c *argmap.Commitment) bool {
	v := l.g.Voice(c.Voice)
	switch t := l.typeOf(l.g.Element(c.Claim)); {
	case c.Act != argmap.Asserts:
		return false
	case t == "pro":
		return isProponent(v) && c.ReportedBy == ""
	case t == "opp":
		return isOpponent(v) && isProponent(l.g.Voice(c.ReportedBy))
	default:
		return false
	}
}

func (l *lister) keepsCitation(c *argmap.Citation) bool {
	if l.source == nil || c.Source != l.source.ID || c.Role != argmap.Words || c.Explicitness != argmap.Explicit {
		return false
	}
	return slices.ContainsFunc(l.cited[c.Element], func(s []argmap.Segment) bool { return slices.EqualFunc(s, c.Segments, l.samePlace) })
}

// samePlace compares segments by their places in the whole text; what they say follows from that.
func (l *lister) samePlace(a, b argmap.Segment) bool {
	x, y := l.starts[a.Paragraph], l.starts[b.Paragraph]
	return x+a.Start == y+b.Start && x+a.End == y+b.End
}
