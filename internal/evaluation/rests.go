package evaluation

import (
	"context"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// Rest is an open critical question about an element of an explanation.
type Rest struct {
	Question snapshot.Question
	// About is the element of the explanation that it asks about.
	About snapshot.Element
	// IfMet and IfFailed are the label that the element explained would have if somebody gave a full answer
	// that meets the question, or one by which it fails; nil where that was not tried.
	IfMet, IfFailed *argmap.Label
	// Tried reports that both are known, and Matters that one of them is another label than now.
	Tried, Matters bool
}

// Rests are the open critical questions on which a label rests.
type Rests struct {
	Questions []Rest
	// More reports that there are others.
	More bool
}

// Rests lists the critical questions that ask about elements of the explanation and are OPEN or
// CONTESTED, so many at most, in the order of the steps, and tries out what an answer would do to the label
// that is explained. A number below 1 is INVALID, one above MaxOpen EXHAUSTED.
func (x *Explanation) Rests(ctx context.Context, first int) (Rests, error) {
	if err := between("first", first, MaxOpen); err != nil || x.Label == nil {
		return Rests{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, x.service.budget)
	defer cancel()
	open := x.open(first + 1)
	r := Rests{More: len(open) > first}
	if r.More {
		open = open[:first]
	}
	if r.Questions = open; !x.service.turn(ctx) {
		return r, nil
	}
	defer x.service.done()
	for i := range r.Questions {
		if ctx.Err() != nil {
			break
		}
		x.try(&r.Questions[i])
	}
	return r, nil
}

// open lists open critical questions about elements of the explanation.
func (x *Explanation) open(most int) []Rest {
	var open []Rest
	seen := map[argmap.ID]bool{}
	for _, s := range x.Steps {
		for _, q := range s.Element.Questions() {
			if len(open) == most {
				return open
			}
			if !seen[q.ID()] && q.Burden() != nil && asksAbout(q, s.Element) && unsettled(q) {
				seen[q.ID()] = true
				open = append(open, Rest{Question: q, About: s.Element})
			}
		}
	}
	return open
}

func asksAbout(q snapshot.Question, e snapshot.Element) bool {
	return slices.ContainsFunc(q.AsksAbout(), func(s snapshot.Subject) bool { return s.Element.ID() == e.ID() })
}

func unsettled(q snapshot.Question) bool {
	return slices.Contains([]argmap.QuestionStatus{argmap.Open, argmap.Contested}, q.Status())
}

// try finds the label under both answers.
func (x *Explanation) try(r *Rest) {
	r.IfMet, r.IfFailed = x.answered(r.Question, argmap.Meets), x.answered(r.Question, argmap.Fails)
	r.Tried = r.IfMet != nil && r.IfFailed != nil
	r.Matters = r.Tried && (*r.IfMet != *x.Label || *r.IfFailed != *x.Label)
}

func (x *Explanation) answered(q snapshot.Question, b argmap.Bearing) *argmap.Label {
	next, ok := q.Supposing(b)
	if !ok {
		return nil
	}
	reading := x.frame.Reading
	if len(reading.Voices) > 0 {
		reading.Voices = append(slices.Clone(reading.Voices), snapshot.SupposedVoice)
	}
	v, ok := verdictOf(next, reading, x.Element.ID())
	if !ok {
		return nil
	}
	return &v.Label
}
