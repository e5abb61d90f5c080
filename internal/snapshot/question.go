package snapshot

import (
	"cmp"

	"argmap/internal/argmap"
)

// Question is a view of a question.
type Question struct{ node }

// Answer is a claim as answer to a question.
type Answer struct {
	Question Question
	Claim    Claim
	// Partial: the claim meets only a part of the question.
	Partial bool
	// Bearing is what the answer says to a critical question.
	Bearing argmap.Bearing
}

// Subject is an element that a question asks about.
type Subject struct {
	Element Element
	// Slot is the open slot of the element that the question is about, or nil.
	Slot *string
}

// inquiry gives what only a question has.
func (q Question) inquiry() *argmap.Inquiry {
	if i := q.Record().Question; i != nil {
		return i
	}
	return new(argmap.Inquiry)
}

// ResolvedText gives the question with its ellipses filled: the words themselves where nothing is
// left out.
func (q Question) ResolvedText() string {
	if r := q.inquiry().Resolved; r != "" {
		return r
	}
	return q.Text()
}

// Note says where another reading is possible; nil where none is.
func (q Question) Note() *string { return optional(q.inquiry().Note) }

// Form gives the grammatical form.
func (q Question) Form() argmap.QuestionForm { return q.inquiry().Form }

// Force gives what the question does.
func (q Question) Force() argmap.QuestionForce { return q.inquiry().Force }

// Elliptical reports whether the words leave out what the row's antecedent supplies.
func (q Question) Elliptical() bool { return q.inquiry().Elliptical }

// Embedded reports whether the question is asked inside a statement.
func (q Question) Embedded() bool { return q.inquiry().Embedded }

// AnswerMode says whether two answers can hold together.
func (q Question) AnswerMode() argmap.AnswerMode {
	if q.inquiry().Answers == argmap.Exclusive {
		return argmap.Exclusive
	}
	return argmap.Compatible
}

// Standard decides between answers that exclude each other; nil where they attack each other.
func (q Question) Standard() *argmap.ProofStandard {
	if s := q.inquiry().Standard; s != "" {
		return &s
	}
	return nil
}

// Critical names the critical question of a scheme that this one instantiates; nil for none.
func (q Question) Critical() *string { return optional(q.inquiry().Critical) }

// Burden says what a critical question doubts, as its scheme said when it was raised; nil for another
// question.
func (q Question) Burden() *argmap.Burden {
	if b := q.inquiry().Burden; b != "" {
		return &b
	}
	return nil
}

// Effect is what a critical question attacks, as its scheme said when it was raised; nil for another
// question.
func (q Question) Effect() *argmap.Effect {
	if e := q.inquiry().Effect; e != "" {
		return &e
	}
	return nil
}

// Row gives the row that the question stands in, or nil.
func (q Question) Row() *Row {
	slot := q.s.rows.find(q.inquiry().Row)
	if slot == none {
		return nil
	}
	return &Row{q.s, slot}
}

// Ordinal gives the question's place in its row, from 1; nil outside a row.
func (q Question) Ordinal() *int {
	if q.inquiry().Row == "" {
		return nil
	}
	ordinal := q.inquiry().Ordinal
	return &ordinal
}

// RaisedBy gives what gives rise to the question.
func (q Question) RaisedBy() []Element { return views[Element](q.s, q.far(raises, false)) }

// AsksAbout gives what the question is about, a link each.
func (q Question) AsksAbout() []Subject {
	var subjects []Subject
	for _, link := range q.links(asksAbout, true) {
		subjects = append(subjects, Subject{q.s.view(q.s.ends.at(link).to), optional(q.s.linkAt(link).Slot)})
	}
	return subjects
}

// Carries gives the claims that the question asserts or presupposes.
func (q Question) Carries() []Claim { return views[Claim](q.s, q.far(carries, true)) }

// Answers gives the question's answers.
func (q Question) Answers() []Answer { return q.answers(false) }

// Status says where the question stands, by the grounded labels of this revision, before the attacks
// that issues add.
func (q Question) Status() argmap.QuestionStatus { return q.Standing().Status }

// Standing gives the question's status with the counts behind it.
func (q Question) Standing() argmap.Standing {
	var states []argmap.AnswerState
	for _, link := range q.links(answers, false) {
		state := argmap.AnswerState{Partial: q.s.linkAt(link).Partial}
		if label := q.s.labelBeforeIssues(q.s.ends.at(link).from); label != nil {
			state.Label = *label
		}
		states = append(states, state)
	}
	return argmap.StandingOf(q.inquiry(), states)
}

// answers gives the answers that an element gives, or has.
func (n node) answers(out bool) []Answer {
	var as []Answer
	for _, link := range n.links(answers, out) {
		e := n.s.ends.at(link)
		l := n.s.linkAt(link)
		as = append(as, Answer{Question{node{n.s, e.to}}, Claim{node{n.s, e.from}}, l.Partial, cmp.Or(l.Bearing, argmap.Neutral)})
	}
	return as
}

// Row is a view of a row of questions.
type Row struct {
	s    *Snapshot
	slot int32
}

// Row gives the view of a row, or nil when it is not there.
func (s *Snapshot) Row(id argmap.ID) *Row {
	if slot := s.rows.find(id); slot != none {
		return &Row{s, slot}
	}
	return nil
}

// Record gives the row itself; it must not be changed.
func (r Row) Record() *argmap.Row { return r.s.rows.at(r.slot) }

// ID gives the row's id.
func (r Row) ID() argmap.ID { return r.Record().ID }

// Antecedent gives what the questions share, in words.
func (r Row) Antecedent() string { return r.Record().Antecedent }

// Questions gives the row's questions in their order.
func (r Row) Questions() []Question {
	var qs []Question
	for _, slot := range r.s.lists[asked].of(r.slot) {
		qs = append(qs, Question{node{r.s, slot}})
	}
	return qs
}
