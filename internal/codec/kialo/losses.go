package kialo

import (
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// format is how the format is called in reasons.
const format = "the Kialo export"

func losses(d *codec.Document) []codec.Loss {
	l := &lister{tree: layOut(codec.NewGraph(d), isIndented(d))}
	p := d.Properties
	if p.Description != "" || p.Language != "" || strings.Join(strings.Fields(p.Title), " ") != p.Title {
		l.Add("properties of the map", format+" has a title of one line only", p.ID)
	}
	for _, r := range d.Records {
		l.record(r)
	}
	return l.Losses()
}

type lister struct {
	codec.LossList
	*tree
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
		if !speaks(r) || len(l.number) == 0 {
			l.Add("voices", format+" names nobody; read back, every claim is the author's", r.ID)
		}
	case *argmap.Commitment:
		if !l.asserts(r) {
			l.Add("commitments", format+" names nobody; read back, the author asserts every claim", r.ID)
		}
	case *argmap.Leftover:
		if r.External.Namespace != name || r.What == "reference" {
			l.NoPlace(r, format)
		}
	case *argmap.Row, *argmap.Citation, *argmap.Properties:
		l.NoPlace(r, format)
	}
}

// speaks tells whether a voice is the one that every claim has when it is read back.
func speaks(v *argmap.Voice) bool {
	return v.Kind == argmap.VoiceAuthor && v.Name == "author" && v.Description == ""
}

func (l *lister) asserts(c *argmap.Commitment) bool {
	return c.Act == argmap.Asserts && c.ReportedBy == "" && speaks(l.g.Voice(c.Voice))
}

func (l *lister) element(e *argmap.Element) {
	switch e.Kind {
	case argmap.KindClaim:
		l.claim(e)
	case argmap.KindQuestion:
		l.question(e)
	case argmap.KindInference, argmap.KindRebuttal:
		l.relationOf(e)
	default:
		l.NoPlace(e, format)
	}
	if e.Machine != "" {
		l.Add("marks of what a program proposed", format+" tells nothing of who made a claim", e.ID)
	}
}

func (l *lister) claim(e *argmap.Element) {
	if e.Basis != "" {
		l.Add("pinned bases", format+" has no place for them", e.ID)
	}
	l.words(e)
	asserted := slices.ContainsFunc(slices.Collect(l.g.CommitmentsTo(e.ID)), l.asserts)
	if !asserted {
		l.Add("standings of claims", "read back, the author asserts these claims too", e.ID)
	}
}

// words are lost where they do not come back as they are.
func (l *lister) words(e *argmap.Element) {
	if read(written(e.Text, l.indented), l.indented) != e.Text {
		l.Add("white space of claims", "line ends at the end of a claim, and carriage returns, are left out", e.ID)
	}
}

func (l *lister) question(e *argmap.Element) {
	plain := argmap.Inquiry{Form: codec.FormOf(e.Text), Force: argmap.Pure}
	switch {
	case !l.asks(e):
		l.Add("questions", format+" has only the question that a discussion is about, with the claims that answer it", e.ID)
	case *e.Question != plain:
		l.Add("details of questions", format+" keeps a question's words only", e.ID)
	}
	l.words(e)
}

func (l *lister) relationOf(e *argmap.Element) {
	host, ok := l.hosts[e.ID]
	target := l.target(e)
	switch {
	case !ok:
		l.Add("relations aimed at what is not written", format+" has only claims below claims", e.ID)
		return
	case target != nil && target.ID != host && e.Kind == argmap.KindRebuttal:
		l.Add("undercuts", "they are written as cons of the reason whose step they break", e.ID)
	case target != nil && target.ID != host:
		l.Add("backings", "they are written as pros of the reason whose step they back", e.ID)
	case e.Kind == argmap.KindRebuttal && e.Attack != argmap.Rebut:
		l.Add("undermining attacks", "they are written as cons of the claim that they attack", e.ID)
	}
	if len(l.g.Ends(e.ID, argmap.RolePremiseOf, true)) > 1 {
		l.Add("linked premises", "each is written as a pro or con by itself", e.ID)
	}
	if len(l.g.Ends(e.ID, argmap.RoleConcludes, false))+len(l.g.Ends(e.ID, argmap.RoleAttacks, false)) > 1 {
		l.Add("second targets of relations", "a pro or con stands below one claim; the first is kept", e.ID)
	}
	if e.Scheme != "" || e.Text != "" {
		l.Add("schemes and notes of relations", format+" has no place for them", e.ID)
	}
}

func (l *lister) keepsLink(k *argmap.Link) bool {
	host, placed := l.hosts[k.From]
	switch k.Role {
	case argmap.RolePremiseOf:
		_, placed := l.hosts[k.To]
		return placed && k.Slot == ""
	case argmap.RoleConcludes, argmap.RoleAttacks:
		return placed && host == k.To
	case argmap.RoleAnswers:
		return l.asks(l.g.Element(k.To)) && !k.Partial && k.Bearing == ""
	default:
		return false
	}
}
