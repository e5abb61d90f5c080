package aif

import (
	"bytes"
	"encoding/json"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
)

// Nodes drawn for what AIF says by illocutions: questions and commitments.

// questions writes the questions that were drawn here: a locution with the words, the questioning
// illocution, and what it is about. A dialect with issues has pure ones as issues.
func (w *Writing) questions() {
	for _, l := range w.G.Links {
		if l.Role == argmap.RoleHasContent && w.links[l.ID] != nil && squash(w.G.Element(l.From).Act) != "analysing" {
			w.spoken[l.To] = true
		}
	}
	for _, q := range w.chronological() {
		switch {
		case q.Kind != argmap.KindQuestion || w.nodes[q.ID] != nil:
		case w.illocution(q) != nil:
			ya := w.illocution(q)
			w.asked[q.ID], w.nodes[q.ID] = w.nodes[ya.ID], w.content(ya)
		case w.dialect.Issues && q.Question.Force == argmap.Pure:
			w.nodes[q.ID] = w.newNode("I", facts{text: q.Text}, q)
			w.issues = append(w.issues, q.ID)
		default:
			w.ask(q)
		}
	}
}

// illocution gives the illocution that a question was made of, if it is still there.
func (w *Writing) illocution(q *argmap.Element) *argmap.Element {
	if !isMade(q.Raw) {
		return nil
	}
	for l := range w.G.LinksTo(q.ID) {
		if ya := w.G.Element(l.From); l.Role == argmap.RoleRaises && isMade(l.Raw) && ya.Kind == argmap.KindIllocution {
			return ya
		}
	}
	return nil
}

// content gives the node of the first claim that an illocution is about; nil when there is none.
func (w *Writing) content(ya *argmap.Element) *line {
	for l := range w.G.LinksFrom(ya.ID) {
		if l.Role == argmap.RoleHasContent && w.G.Element(l.To).Kind == argmap.KindClaim {
			return w.nodes[l.To]
		}
	}
	return nil
}

func (w *Writing) ask(q *argmap.Element) {
	words := w.newNode("L", facts{text: q.Text}, q)
	ya := w.newNode("YA", facts{name: forceName(q.Question.Force)}, q)
	w.asked[q.ID] = ya
	w.join(words, ya, "")
	found := false
	for l := range w.G.LinksFrom(q.ID) {
		to := w.G.Element(l.To)
		if (l.Role != argmap.RoleAsksAbout && l.Role != argmap.RoleCarries) || l.Role != contentRole(q.Question.Force, to.Kind) ||
			to.Kind == argmap.KindQuestion || roles[pair{argmap.KindIllocution, to.Kind}] != argmap.RoleHasContent {
			continue
		}
		if w.join(ya, w.nodes[to.ID], "") != nil {
			found = true
			w.spoken[to.ID] = true
		}
	}
	if found && q.Question.Force != argmap.Pure {
		return
	}
	about := q.Question.Resolved
	if about == "" {
		about = q.Text
	}
	w.nodes[q.ID] = w.newNode("I", facts{text: about}, q)
	w.join(ya, w.nodes[q.ID], "")
}

// answers leads the claims that answer a question to what it asks, where no rephrase does so already.
func (w *Writing) answers() {
	for _, l := range byID(w.G.Links) {
		to := w.nodes[l.To]
		if l.Role != argmap.RoleAnswers || to == nil || w.nodes[l.From] == nil || w.leads(l) {
			continue
		}
		name := ""
		if w.G.Element(l.To).Kind == argmap.KindQuestion && w.isIssue(l.To) {
			name = positionOn
		}
		ma := w.newNode("MA", facts{name: name}, w.G.Element(l.From))
		w.join(w.nodes[l.From], ma, "")
		w.join(ma, to, "")
	}
}

// isIssue reports whether a question is a node of its own.
func (w *Writing) isIssue(q argmap.ID) bool {
	e := w.G.Element(q)
	return !isMade(e.Raw) && (w.dialect.Issues || len(e.Raw) > 0) && e.Question.Force == argmap.Pure
}

// leads reports whether an answer that the import derived still follows from a rephrase.
func (w *Writing) leads(answer *argmap.Link) bool {
	if !isMade(answer.Raw) {
		return false
	}
	for in := range w.G.LinksFrom(answer.From) {
		if in.Role != argmap.RoleRephrases {
			continue
		}
		for out := range w.G.LinksFrom(in.To) {
			if out.Role == argmap.RoleRephraseOf && w.nodes[out.To] == w.nodes[answer.To] {
				return true
			}
		}
	}
	return false
}

// commitments writes what voices hold, where a reader would not take it to be so by itself.
func (w *Writing) commitments() {
	open := map[argmap.ID]bool{}
	for _, c := range w.G.Commitments {
		plainly := w.silent(w.G.Voice(c.Voice)) && c.Act == argmap.Asserts && c.ReportedBy == ""
		if !plainly && !isMade(c.Raw) || w.spoken[c.Claim] {
			open[c.Claim] = true
		}
	}
	for _, c := range byID(w.G.Commitments) {
		if open[c.Claim] && w.nodes[c.Claim] != nil && !(isMade(c.Raw) && w.anchored(c.Claim)) {
			w.say(c)
		}
	}
}

// anchored reports whether an illocution of the file is about a claim, so that what the import
// derived of it is derived again.
func (w *Writing) anchored(claim argmap.ID) bool {
	for l := range w.G.LinksTo(claim) {
		if l.Role == argmap.RoleHasContent && squash(w.G.Element(l.From).Act) != "analysing" {
			return true
		}
	}
	return false
}

// say writes a commitment: what was said, perhaps as somebody reports it, and the act that it is.
func (w *Writing) say(c *argmap.Commitment) {
	claim := w.G.Element(c.Claim)
	ya := w.newNode("YA", facts{name: actName(c.Act)}, claim)
	words := w.utter(c.Voice, claim)
	w.join(words, ya, "")
	w.join(ya, w.nodes[c.Claim], "")
	if c.ReportedBy != "" {
		report := w.newNode("YA", facts{name: actName(argmap.Asserts)}, claim)
		w.join(w.utter(c.ReportedBy, claim), report, "")
		w.join(report, words, "")
	}
}

// utter writes a locution of a voice in the words of a claim, as AIFdb does with the name before it.
func (w *Writing) utter(voice argmap.ID, claim *argmap.Element) *line {
	text := claim.Text
	if name := w.G.Voice(voice).Name; w.persons[voice] != nil {
		text = name + " : " + text
	}
	l := w.newNode("L", facts{text: text}, claim)
	if w.persons[voice] != nil {
		w.entry(l, voice)
	}
	return l
}

func (w *Writing) entry(l *line, voice argmap.ID) {
	null := json.RawMessage("null")
	members := []member{{"nodeID", w.id(l)}, {"personID", w.persons[voice]}}
	if t := last(l.members, "timestamp"); t != nil {
		members = append(members, member{"timestamp", t})
	}
	members = append(members, member{"start", null}, member{"end", null}, member{"source", null})
	w.add(listLocutions, &line{at: NoPlace, members: members})
}

// said writes the entries of locutions: those that the file had of nodes that are still there, and one
// for each speaker that it did not name.
func (w *Writing) said() {
	for _, e := range w.chronological() {
		lines := w.entries(e)
		if e.Kind == argmap.KindLocution {
			w.speaks(e, lines)
		}
		for _, l := range lines {
			w.add(listLocutions, l)
		}
	}
}

func (w *Writing) entries(e *argmap.Element) []*line {
	if w.lay == nil || w.nodes[e.ID] == nil || !bytes.Contains(e.Raw, []byte(`"said"`)) {
		return nil
	}
	w.parts = partsOf(e.Raw, w.parts[:0])
	if len(w.parts) < 3 {
		return nil
	}
	var lines []*line
	for s := range verbatim.Items(last(membersOf(w.parts[len(w.parts)-1], nil), "said")) {
		if at, members, ok := w.unfold(s, whatLocution, saidFields(e)); ok {
			lines = append(lines, &line{at: at, members: members})
		}
	}
	return lines
}

// speaks makes the first entry that names a person name the speaker that the locution has now.
func (w *Writing) speaks(e *argmap.Element, lines []*line) {
	want, has := word(w.persons[e.Speaker])
	for _, l := range lines {
		person, ok := word(last(l.members, "personID"))
		switch {
		case !ok:
		case !has:
			l.members = set(l.members, "personID", json.RawMessage("null"))
		default:
			if person != want {
				l.members = set(l.members, "personID", w.persons[e.Speaker])
			}
			return
		}
	}
	if has && w.nodes[e.ID] != nil {
		w.entry(w.nodes[e.ID], e.Speaker)
	}
}
