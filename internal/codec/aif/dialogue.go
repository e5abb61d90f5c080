package aif

import (
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// commitment is a voice's act towards a claim.
type commitment struct {
	voice    argmap.ID
	act      argmap.Act
	reporter argmap.ID
}

// dialogue derives from the illocutions who is committed to what, which questions were asked, and
// what answers them. What it makes is marked and not written again.
func (r *Reading) dialogue() {
	r.attacks()
	about := r.contents()
	committed := r.commitments(about)
	r.answers(r.questions(), committed)
}

// attacks gives rebuttals their kind by the first of their targets.
func (r *Reading) attacks() {
	for _, n := range r.nodes {
		if n.element.Kind != argmap.KindRebuttal {
			continue
		}
		for _, e := range n.out {
			if e.link.Role == argmap.RoleAttacks {
				n.element.Attack = argmap.AttackFor(e.to.element.Kind, false)
				break
			}
		}
	}
}

// contents gives the illocutions that each claim is the content of.
func (r *Reading) contents() map[*node][]*node {
	about := map[*node][]*node{}
	for _, e := range r.edges {
		if e.link.Role == argmap.RoleHasContent && e.to.element.Kind == argmap.KindClaim {
			about[e.to] = append(about[e.to], e.from)
		}
	}
	return about
}

// most is how many speakers of one illocution, and questions of one answer, are looked at. Real files
// have one each; a file made to harm could have all joined with all.
const most = 16

// commitments commits voices to claims as their illocutions say, and gives the claims that somebody
// holds. A claim that nobody's illocution is about is the author's; one that is only asked about or
// challenged is nobody's.
func (r *Reading) commitments(about map[*node][]*node) map[argmap.ID]bool {
	held := map[argmap.ID]bool{}
	speakers := map[*node][]commitment{}
	for _, n := range r.nodes {
		if n.element.Kind != argmap.KindClaim {
			continue
		}
		seen := map[commitment]bool{}
		spoken := false
		for _, ya := range about[n] {
			spoken = spoken || squash(ya.element.Act) != "analysing"
			act := actOf(ya.element.Act)
			if act == "" {
				continue
			}
			if _, known := speakers[ya]; !known {
				speakers[ya] = r.speakers(ya)
			}
			for _, who := range speakers[ya] {
				if who.act = act; !seen[who] {
					seen[who] = true
					held[n.element.ID] = held[n.element.ID] || act.Commits()
					r.commit(who, n)
				}
			}
		}
		if !spoken {
			held[n.element.ID] = true
			r.commit(commitment{voice: r.B.Speaker().ID, act: argmap.Asserts}, n)
		}
	}
	return held
}

func (r *Reading) commit(who commitment, n *node) {
	c := r.B.Commit(who.voice, who.act, n.element.ID)
	c.ReportedBy = who.reporter
	c.Raw = made
}

// speakers gives those who perform an illocution, with those who report it: the speakers of the
// locutions that anchor it, or in which the transition ends that does. One whom the file does not name is
// the author.
func (r *Reading) speakers(ya *node) []commitment {
	var found []commitment
	for _, e := range ya.in {
		switch {
		case e.link.Role != argmap.RolePerforms || len(found) >= most:
		case e.from.element.Kind == argmap.KindLocution:
			found = append(found, r.reports(e.from)...)
		default:
			found = r.ending(found, e.from)
		}
	}
	if len(found) == 0 {
		found = append(found, commitment{voice: r.B.Speaker().ID})
	}
	return found[:min(len(found), most)]
}

func (r *Reading) ending(found []commitment, ta *node) []commitment {
	for _, end := range ta.out {
		if end.link.Role == argmap.RoleEndsIn && len(found) < most {
			found = append(found, r.reports(end.to)...)
		}
	}
	return found
}

// reports gives the speaker of a locution, once for each who reports it.
func (r *Reading) reports(l *node) []commitment {
	voice := r.speaker(l)
	var found []commitment
	for _, e := range l.in {
		if e.link.Role != argmap.RoleHasContent || squash(e.from.element.Act) == "analysing" {
			continue
		}
		for _, p := range e.from.in {
			if len(found) == most {
				return found
			}
			if p.link.Role == argmap.RolePerforms && p.from.element.Kind == argmap.KindLocution && r.speaker(p.from) != voice {
				found = append(found, commitment{voice: voice, reporter: r.speaker(p.from)})
			}
		}
	}
	if len(found) == 0 {
		found = append(found, commitment{voice: voice})
	}
	return found
}

func (r *Reading) speaker(l *node) argmap.ID {
	if l.element.Speaker != "" {
		return l.element.Speaker
	}
	return r.B.Speaker().ID
}

// questions makes a question of each illocution that asks; where it asks an issue, the issue has its force.
// It gives the pure ones by the claims that they are about.
func (r *Reading) questions() map[*node][]*argmap.Element {
	asked := map[*node][]*argmap.Element{}
	for _, ya := range r.nodes {
		force := asking(ya.element.Act)
		if ya.element.Kind != argmap.KindIllocution || force == "" {
			continue
		}
		if r.enforce(ya, force) {
			continue
		}
		q := r.question(ya, force)
		for _, e := range ya.out {
			if e.link.Role != argmap.RoleHasContent {
				continue
			}
			r.B.Link(contentRole(force, e.to.element.Kind), q.ID, e.to.element.ID).Raw = made
			if force == argmap.Pure && e.to.element.Kind == argmap.KindClaim {
				asked[e.to] = append(asked[e.to], q)
			}
		}
	}
	return asked
}

// contentRole is how a question is joined to what its illocution is about: one that asserts carries
// the claim, any other asks about it.
func contentRole(force argmap.QuestionForce, kind argmap.Kind) argmap.Role {
	if kind == argmap.KindClaim && (force == argmap.Assertive || force == argmap.Rhetorical) {
		return argmap.RoleCarries
	}
	return argmap.RoleAsksAbout
}

func (r *Reading) enforce(ya *node, force argmap.QuestionForce) bool {
	found := false
	for _, e := range ya.out {
		if q := e.to.element; e.link.Role == argmap.RoleHasContent && q.Kind == argmap.KindQuestion {
			q.Question.Force = force
			found = true
		}
	}
	return found
}

// question makes the question of an illocution, in the words of its locution or else of its content.
func (r *Reading) question(ya *node, force argmap.QuestionForce) *argmap.Element {
	words := ""
	for _, e := range ya.in {
		if words == "" && e.link.Role == argmap.RolePerforms && e.from.element.Kind == argmap.KindLocution {
			words = r.words(e.from.element)
		}
	}
	for _, e := range ya.out {
		if words == "" && e.link.Role == argmap.RoleHasContent {
			words = e.to.element.Text
		}
	}
	q := r.B.Element(argmap.KindQuestion, words)
	q.Question = &argmap.Inquiry{Form: codec.FormOf(words), Force: force}
	q.Raw = made
	ya.question = q
	r.B.Link(argmap.RoleRaises, ya.element.ID, q.ID).Raw = made
	return q
}

// words gives what was said, without the speaker's name before it.
func (r *Reading) words(l *argmap.Element) string {
	if name := spokenBy(l.Text); name != "" && l.Speaker != "" {
		return strings.TrimPrefix(l.Text, name+" : ")
	}
	return l.Text
}

// answers joins to a question the claims that somebody holds and that an MA node leads to what it asks:
// to the content of a pure question that nobody holds, or to an issue.
func (r *Reading) answers(asked map[*node][]*argmap.Element, committed map[argmap.ID]bool) {
	type joint struct{ claim, question argmap.ID }
	seen := map[joint]bool{}
	for _, ma := range r.nodes {
		if ma.element.Kind != argmap.KindRephrase {
			continue
		}
		for _, q := range r.answered(ma, asked, committed) {
			for _, e := range ma.in {
				a := e.from.element
				j := joint{a.ID, q.ID}
				if e.link.Role == argmap.RoleRephrases && a.Kind == argmap.KindClaim && committed[a.ID] && !seen[j] {
					seen[j] = true
					r.B.Link(argmap.RoleAnswers, a.ID, q.ID).Raw = made
				}
			}
		}
	}
}

func (r *Reading) answered(ma *node, asked map[*node][]*argmap.Element, committed map[argmap.ID]bool) []*argmap.Element {
	var found []*argmap.Element
	for _, e := range ma.out {
		to := e.to.element
		switch {
		case e.link.Role != argmap.RoleRephraseOf:
		case to.Kind == argmap.KindQuestion && squash(ma.element.Act) == squash(positionOn):
			found = append(found, to)
		case !committed[to.ID]:
			found = append(found, asked[e.to][:min(len(asked[e.to]), most)]...)
		}
	}
	return found[:min(len(found), most)]
}
