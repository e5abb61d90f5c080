package snapshot

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
	"argmap/internal/semantics/gradual"
)

// An issue is a question whose answers exclude each other.
type issue struct {
	question int32
	answers  []int32
	standard argmap.ProofStandard
	decision *Decision
}

// Decision says which of the answers of an issue met the question's standard of proof.
type Decision struct {
	Question Question
	Standard argmap.ProofStandard
	// Semantics gave the strengths that were compared, and Rule says how, in a formula of s, the strength
	// of an answer, and o, that of the strongest other answer, 0 where there is none.
	Semantics gradual.Semantics
	Rule      string
	// Positions are the answers that take part, in full, with their strengths.
	Positions []Position
	// Winner is the answer that met the standard; nil where none did, or where the strengths did not
	// settle, which Outcome tells.
	Winner  *Claim
	Outcome gradual.Outcome
}

// Position is an answer of an issue.
type Position struct {
	Claim    Claim
	Strength float64
}

// pairwise is up to how many answers of an issue attack each other pair by pair.
const pairwise = 32

// Decisions gives what became of the issues that have a standard of proof, in the order of the
// questions; none where issues are ignored.
func (f *Framework) Decisions() []Decision {
	var ds []Decision
	for _, i := range f.issues {
		if i.decision != nil {
			ds = append(ds, *i.decision)
		}
	}
	return ds
}

// Issue is a question whose answers exclude each other, with the nodes of the claims that answer it in full.
type Issue struct {
	Question Question
	Answers  []int32
	Standard argmap.ProofStandard
}

// Issues gives the issues of the map, also where the reading ignores them, in the order of the questions.
func (f *Framework) Issues() []Issue {
	var all []Issue
	for _, i := range f.findIssues() {
		all = append(all, Issue{Question{node{f.s, i.question}}, i.answers, i.standard})
	}
	return all
}

// findIssues finds the questions whose full answers exclude each other. One that was withdrawn, or
// that breaks a rule, is none.
func (f *Framework) findIssues() []*issue {
	var found []*issue
	for slot := range f.s.kinds[kindIndex(argmap.KindQuestion)].all() {
		q := Question{node{f.s, slot}}.inquiry()
		if q.Answers != argmap.Exclusive || q.Withdrawn || f.s.defective(slot) {
			continue
		}
		if as := f.fullAnswers(slot); len(as) > 1 || len(as) == 1 && q.Standard != "" {
			found = append(found, &issue{question: slot, answers: as, standard: q.Standard})
		}
	}
	return found
}

// fullAnswers gives the claims that answer a question in full and take part. A claim with two links to
// one question is defective, so each is here once.
func (f *Framework) fullAnswers(question int32) []int32 {
	var claims []int32
	for _, l := range (node{f.s, question}).links(answers, false) {
		claim := f.s.ends.at(l).from
		if !f.s.linkAt(l).Partial && f.part[claim].claim() {
			claims = append(claims, claim)
		}
	}
	return claims
}

func (f *Framework) settleIssues(b *semantics.Builder) {
	var strengths *gradual.Result
	for _, i := range f.issues {
		switch {
		case i.standard != "":
			if strengths == nil {
				strengths = f.Graph(ClaimBase).Evaluate(context.Background(), gradual.DFQuAD)
			}
			f.decide(b, i, strengths)
		case len(i.answers) <= pairwise:
			rivalsByPair(b, i.answers)
		default:
			f.rivalsInLine(b, i.answers)
		}
	}
}

func rivalsByPair(b *semantics.Builder, answers []int32) {
	for _, x := range answers {
		for _, y := range answers {
			if x != y {
				b.Attack(x, y)
			}
		}
	}
}

// rivalsInLine says the same for many answers with fewer edges: a node before each answer is accepted
// when one of the earlier answers is, a node behind it when one of the later ones is; both attack it.
func (f *Framework) rivalsInLine(b *semantics.Builder, answers []int32) {
	link := func(from, to int32, last int32) int32 {
		n := f.stand(b, StandIn{Kind: AnyOf, Of: none})
		if last == none {
			b.NeedOne(n, from)
		} else {
			b.NeedOne(n, from, last)
		}
		b.Attack(n, to)
		return n
	}
	before, behind := none, none
	for i := 1; i < len(answers); i++ {
		before = link(answers[i-1], answers[i], before)
		j := len(answers) - 1 - i
		behind = link(answers[j+1], answers[j], behind)
	}
}

// decide lets the answer that meets the standard attack the others; no other can be accepted.
func (f *Framework) decide(b *semantics.Builder, i *issue, r *gradual.Result) {
	d := &Decision{Question: Question{node{f.s, i.question}}, Standard: i.standard, Semantics: r.Semantics, Rule: i.standard.Threshold().String()}
	i.decision = d
	var values []float64
	for _, claim := range i.answers {
		d.Positions = append(d.Positions, Position{Claim{node{f.s, claim}}, r.Strengths[claim]})
		d.Outcome = max(d.Outcome, r.Outcomes[claim])
		values = append(values, r.Strengths[claim])
	}
	won := -1
	if d.Outcome == gradual.Exact {
		won = winner(i.standard.Threshold(), values)
	}
	for n, claim := range i.answers {
		if n == won {
			d.Winner = &Claim{node{f.s, claim}}
			continue
		}
		b.NeedOne(claim)
		if won >= 0 {
			b.Attack(i.answers[won], claim)
		}
	}
}
