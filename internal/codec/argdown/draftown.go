package argdown

import (
	"fmt"
	"strconv"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// This file reads what this program writes into data, so that a map comes back whole: voices and
// commitments, questions with what they are about, rebuttals that need a conclusion of their own.

// The names in data that are read into fields of the map, and so not kept beside them.
var (
	ownFront = []string{"title", "description", "language", "voices", "rows"}
	ownClaim = []string{
		"kind", "basis", "machine", "commitments", "attack", "against", "form", "illocution", "force", "resolved", "note", "elliptical", "embedded",
		"withdrawn", "row", "ordinal", "answers", "standard", "critical", "burden", "effect", "asksAbout", "raisedBy", "carries", "answeredBy", "slot",
	}
	ownStep = []string{}
)

// dissolve finds conclusions that only stand for a rebuttal or a backing: statements marked as such,
// which are the conclusion of one argument and relate to something.
func (d *drafter) dissolve() {
	outgoing, other := map[*class]bool{}, map[*class]bool{}
	for _, r := range d.model.relations {
		if c, is := r.from.(*class); is {
			outgoing[c] = true
			if (r.sort == supports) != (c.lookup("kind") == "backing") || r.sort != supports && r.sort != attacks && r.sort != undercuts && r.sort != contrary {
				other[c] = true
			}
		}
		if c, is := r.to.(*class); is {
			other[c] = true
		}
	}
	for _, a := range d.model.arguments {
		for i, l := range a.lines {
			k := l.class.lookup("kind")
			if k != "rebuttal" && k != "backing" || l.inference == nil || i != len(a.lines)-1 {
				continue
			}
			if len(l.class.members) == 1 && outgoing[l.class] && !other[l.class] {
				d.dissolved[l.class] = l.inference
			}
		}
	}
}

// madeRelation joins a rebuttal or a backing that was written as an argument to what it is about.
func (d *drafter) madeRelation(e *argmap.Element, r *relation, c *class) {
	to := d.end(r.to)
	if to == nil || to.Kind == argmap.KindQuestion {
		return
	}
	if e.Kind == argmap.KindInference {
		d.Link(argmap.RoleConcludes, e.ID, to.ID)
		return
	}
	link := d.Link(argmap.RoleAttacks, e.ID, to.ID)
	if e.Attack == "" {
		e.Attack = argmap.AttackFor(to.Kind, false)
		if a := argmap.AttackKind(strings.ToUpper(c.lookup("attack"))); a == argmap.Rebut || a == argmap.Undermine || a == argmap.Undercut {
			e.Attack = a
		}
	} else {
		link.Ordinal = 1
	}
}

// asks reports whether a statement is a question: because its data say so, or its tag; or by its words,
// where it relates to nothing.
func (d *drafter) asks(c *class, said string, related bool, at int) bool {
	kind := c.lookup("kind")
	marked := kind == "question" || kind == "" && c.tagged["question"]
	byWords := kind == "" && strings.HasSuffix(said, "?")
	free := !related && !c.argued
	switch {
	case marked && !free:
		d.Find(codec.Finding{Rule: ruleQuestion, Severity: codec.Warning, Where: d.where(at), Message: "the question supports or attacks something, or is a premise or conclusion; it is read as a claim"})
		return false
	case !marked && byWords && free:
		d.Find(codec.Finding{Rule: ruleWords, Severity: codec.Info, Where: d.where(at), Message: "the words ask something, so this is read as a question; mark it #question, or {kind: claim} where it is none"})
		return true
	}
	return marked && free
}

// inquire fills in what only a question has.
func (d *drafter) inquire(e *argmap.Element, c *class, said string, at int) {
	q := &argmap.Inquiry{
		Resolved: c.lookup("resolved"), Note: c.lookup("note"), Critical: c.lookup("critical"),
		Elliptical: c.lookup("elliptical") == "true", Embedded: c.lookup("embedded") == "true", Withdrawn: c.lookup("withdrawn") == "true",
		Form: pick(c.lookup("form"), codec.FormOf(said), argmap.FormWH, argmap.FormPolar, argmap.FormAlternative),
		Force: pick(c.lookup("illocution"), pick(c.lookup("force"), argmap.Pure, argmap.Assertive, argmap.Rhetorical, argmap.Challenging),
			argmap.Pure, argmap.Assertive, argmap.Rhetorical, argmap.Challenging),
		Answers:  pick(c.lookup("answers"), "", argmap.Compatible, argmap.Exclusive),
		Standard: pick(c.lookup("standard"), "", argmap.Preponderance, argmap.ClearAndConvincing, argmap.BeyondReasonableDoubt),
		Burden:   pick(c.lookup("burden"), "", argmap.BurdenPremise, argmap.BurdenAssumption, argmap.BurdenException),
		Effect:   pick(c.lookup("effect"), "", argmap.EffectPremise, argmap.EffectInference, argmap.EffectConclusion),
	}
	if q.Answers != argmap.Exclusive {
		q.Standard = ""
	}
	if row := d.rows[c.lookup("row")]; row != nil {
		q.Row = row.ID
		q.Ordinal, _ = strconv.Atoi(c.lookup("ordinal"))
	}
	if d.long(at, len(q.Resolved)+len(q.Note)+len(q.Critical)) {
		q.Resolved = ""
	}
	e.Question = q
}

// pick gives the value of a word among some, whatever its case; another when it is none of them.
func pick[T ~string](word string, other T, among ...T) T {
	for _, v := range among {
		if strings.EqualFold(word, string(v)) {
			return v
		}
	}
	return other
}

// declareVoices and declareRows read what the front matter lists.
func (d *drafter) declareVoices() {
	d.voices = map[string]*argmap.Voice{}
	list, _ := d.model.front.get("voices")
	var all []*argmap.Voice
	for _, v := range list.Elements() {
		name := text0(v, "name")
		if trim(name) == "" {
			continue
		}
		voice := d.Voice(pick(text0(v, "kind"), argmap.VoiceAuthor, argmap.VoiceAuthor, argmap.VoiceReported, argmap.VoiceParticipant), name)
		voice.Description = text0(v, "description")
		all = append(all, voice)
	}
	for i, label := range labelsOf(all) {
		d.voices[label] = all[i]
	}
}

func text0(v verbatim.Value, name string) string {
	x, _ := v.Get(name)
	s, _ := x.Text()
	return s
}

// labelsOf gives each voice the word by which data name it: its name, or its number where others have that name.
func labelsOf(voices []*argmap.Voice) []string {
	named := map[string]int{}
	for _, v := range voices {
		named[v.Name]++
	}
	labels := make([]string, len(voices))
	for i, v := range voices {
		labels[i] = v.Name
		if named[v.Name] > 1 || strings.HasPrefix(v.Name, "#") {
			labels[i] = "#" + strconv.Itoa(i+1)
		}
	}
	return labels
}

func (d *drafter) declareRows() {
	d.rows = map[string]*argmap.Row{}
	list, _ := d.model.front.get("rows")
	for i, v := range list.Elements() {
		if s, ok := v.Text(); ok {
			row := &argmap.Row{ID: d.NewID(), Antecedent: s}
			d.Add(row)
			d.rows[strconv.Itoa(i+1)] = row
		}
	}
}

// commit makes the commitments to a claim: those that its data list, else the author asserts it.
func (d *drafter) commit(e *argmap.Element, c *cast, at int) {
	list, listed := c.get("commitments")
	if !listed || list.Kind() != verbatim.Array {
		d.Commit(d.speaker(), argmap.Asserts, e.ID)
		return
	}
	for _, v := range list.Elements() {
		voice := d.voices[text0(v, "voice")]
		if text0(v, "voice") == "author" && voice == nil {
			voice = &argmap.Voice{ID: d.speaker()}
		}
		if voice == nil {
			d.Find(codec.Finding{Rule: ruleNames, Severity: codec.Warning, Where: d.where(at), Element: e.ID, Message: fmt.Sprintf("the front matter lists no voice %q", text0(v, "voice"))})
			continue
		}
		k := d.Commit(voice.ID, pick(text0(v, "act"), argmap.Asserts, argmap.Asserts, argmap.Concedes, argmap.Denies, argmap.Supposes), e.ID)
		if by := d.voices[text0(v, "by")]; by != nil {
			k.ReportedBy = by.ID
		} else if text0(v, "by") == "author" {
			k.ReportedBy = d.speaker()
		}
	}
}

// speaker is the voice that asserts what the file states.
func (d *drafter) speaker() argmap.ID {
	if v := d.voices["author"]; v != nil && v.Kind == argmap.VoiceAuthor {
		return v.ID
	}
	return d.Speaker().ID
}

// joint tells the links that data name apart.
type joint struct {
	role     argmap.Role
	from, to argmap.ID
}

// links joins questions and undermining rebuttals to what their data name.
func (d *drafter) links() {
	seen := map[joint]bool{}
	for _, c := range d.model.classes {
		if in := d.dissolved[c]; in != nil {
			if e := d.steps[in]; e.Attack == argmap.Undermine {
				d.named(e, c, "against", argmap.RoleAgainst, true, seen)
			}
			continue
		}
		e := d.claims[c]
		if e.Kind != argmap.KindQuestion {
			continue
		}
		d.named(e, c, "asksAbout", argmap.RoleAsksAbout, true, seen)
		d.named(e, c, "raisedBy", argmap.RoleRaises, false, seen)
		d.named(e, c, "carries", argmap.RoleCarries, true, seen)
		d.named(e, c, "answeredBy", argmap.RoleAnswers, false, seen)
	}
}

// named links an element to those that its data name, or with out false these to it.
func (d *drafter) named(e *argmap.Element, c *class, name string, role argmap.Role, out bool, seen map[joint]bool) {
	list, ok := c.get(name)
	if !ok {
		return
	}
	all := list.Elements()
	if list.Kind() != verbatim.Array {
		all = []verbatim.Value{list}
	}
	join, _ := argmap.JoinOf(role)
	for i, v := range all {
		title, _ := v.Text()
		if v.Kind() == verbatim.Object {
			title = text0(v, "title")
		}
		other := d.titled[title]
		from, to := e, other
		if !out {
			from, to = other, e
		}
		if other == nil || !join.Fits(from.Kind, to.Kind) {
			d.Find(codec.Finding{Rule: ruleNames, Severity: codec.Warning, Where: d.where(c.members[0].at), Element: e.ID, Message: fmt.Sprintf("%q names %q, which is not there or is of a kind that cannot be named so; titles are written as %q or %q", name, title, "[title]", "<title>")})
			continue
		}
		if seen[joint{role, from.ID, to.ID}] {
			continue
		}
		seen[joint{role, from.ID, to.ID}] = true
		l := d.Link(role, from.ID, to.ID)
		l.Ordinal = i
		if v.Kind() == verbatim.Object {
			d.detail(l, v)
		}
	}
}

func (d *drafter) detail(l *argmap.Link, v verbatim.Value) {
	if l.Role == argmap.RoleAsksAbout {
		l.Slot = text0(v, "slot")
	}
	if l.Role == argmap.RoleAnswers {
		partial, _ := v.Get("partial")
		l.Partial = partial.Kind() == verbatim.Bool && string(partial.Raw()) == "true"
		l.Bearing = pick(text0(v, "bearing"), "", argmap.Meets, argmap.Fails)
	}
}
