package snapshot_test

import (
	"fmt"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// story is a map that a test tells record by record.
type story struct {
	*argmap.State
	links int
}

func newStory() *story {
	s := &story{State: argmap.NewState(theMap)}
	s.put(&argmap.Voice{ID: "author", Kind: argmap.VoiceAuthor, Name: "the author"})
	s.put(&argmap.Row{ID: "row", Antecedent: "an intervention"})
	return s
}

func (s *story) put(r argmap.Record) { s.Put(argmap.Entry{Record: r, Revision: 1}) }

func (s *story) join(role argmap.Role, from, to argmap.ID) *argmap.Link {
	s.links++
	l := &argmap.Link{ID: argmap.ID(fmt.Sprint("l", s.links)), Role: role, From: from, To: to}
	s.put(l)
	return l
}

// claim adds a claim towards which the author has done something, or nothing.
func (s *story) claim(id argmap.ID, act argmap.Act) {
	s.put(&argmap.Element{ID: id, Kind: argmap.KindClaim, Text: string(id)})
	if act != "" {
		s.put(&argmap.Commitment{ID: "k" + id, Voice: "author", Claim: id, Act: act})
	}
}

func (s *story) rebut(id, target, premise argmap.ID) {
	s.put(&argmap.Element{ID: id, Kind: argmap.KindRebuttal, Attack: argmap.AttackFor(argmap.ElementIn(s, target).Kind, false)})
	s.join(argmap.RolePremiseOf, premise, id)
	s.join(argmap.RoleAttacks, id, target)
}

func (s *story) infer(id, conclusion, premise argmap.ID) {
	s.put(&argmap.Element{ID: id, Kind: argmap.KindInference})
	s.join(argmap.RolePremiseOf, premise, id)
	s.join(argmap.RoleConcludes, id, conclusion)
}

func (s *story) ask(id argmap.ID, change func(q *argmap.Inquiry)) {
	q := &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}
	if change != nil {
		change(q)
	}
	s.put(&argmap.Element{ID: id, Kind: argmap.KindQuestion, Text: "Who decides?", Question: q})
}

// answer adds a claim that the author asserts, as an answer to q.
func (s *story) answer(id argmap.ID, partial bool) {
	s.claim(id, argmap.Asserts)
	s.join(argmap.RoleAnswers, id, "q").Partial = partial
}

func rhetorical(q *argmap.Inquiry) { q.Force = argmap.Rhetorical }
func withdrawn(q *argmap.Inquiry)  { q.Withdrawn = true }
func exclusive(q *argmap.Inquiry)  { q.Answers = argmap.Exclusive }

// TestWhereAQuestionStands is the rule of statuses, case by case, over whole maps.
func TestWhereAQuestionStands(t *testing.T) {
	const full, part = false, true
	open := func(full, partial, accepted, fallen int) argmap.Standing {
		return argmap.Standing{Status: argmap.Open, Full: full, Partial: partial, Accepted: accepted, Fallen: fallen}
	}
	for name, c := range map[string]struct {
		question func(*argmap.Inquiry)
		tell     func(s *story)
		want     argmap.Standing
	}{
		"nobody answers":       {nil, func(*story) {}, argmap.Standing{Status: argmap.Open}},
		"an answer that holds": {nil, func(s *story) { s.answer("a", full) }, argmap.Standing{Status: argmap.Answered, Full: 1, Accepted: 1}},

		"taken back":                        {withdrawn, func(*story) {}, argmap.Standing{Status: argmap.Withdrawn}},
		"taken back, though it is answered": {withdrawn, func(s *story) { s.answer("a", full) }, argmap.Standing{Status: argmap.Withdrawn, Full: 1, Accepted: 1}},
		"taken back, though it is rhetorical": {
			func(q *argmap.Inquiry) { rhetorical(q); withdrawn(q) }, func(*story) {}, argmap.Standing{Status: argmap.Withdrawn},
		},

		"rhetorical": {rhetorical, func(*story) {}, argmap.Standing{Status: argmap.NotExpected}},
		"rhetorical, carrying what it asserts": {
			rhetorical, func(s *story) { s.claim("c", argmap.Asserts); s.join(argmap.RoleCarries, "q", "c") }, argmap.Standing{Status: argmap.NotExpected},
		},
		"rhetorical, and answered all the same": {rhetorical, func(s *story) { s.answer("a", full) }, argmap.Standing{Status: argmap.Answered, Full: 1, Accepted: 1}},
		"rhetorical, and answered in vain": {
			rhetorical, func(s *story) { s.answer("a", full); s.claim("no", argmap.Asserts); s.rebut("r", "a", "no") }, open(1, 0, 0, 1),
		},

		// An answer that the text itself rejects leaves the question open.
		"an answer that a rebuttal of the text defeats": {
			nil, func(s *story) { s.answer("a", full); s.claim("no", argmap.Asserts); s.rebut("r", "a", "no") }, open(1, 0, 0, 1),
		},
		"an answer that the author denies": {
			nil, func(s *story) { s.claim("a", argmap.Denies); s.join(argmap.RoleAnswers, "a", "q") }, open(1, 0, 0, 1),
		},
		"an answer that the author only supposes": {
			nil, func(s *story) { s.claim("a", argmap.Supposes); s.join(argmap.RoleAnswers, "a", "q") }, open(1, 0, 0, 1),
		},
		"an answer that nobody holds": {
			nil, func(s *story) { s.claim("a", ""); s.join(argmap.RoleAnswers, "a", "q") }, open(1, 0, 0, 1),
		},
		"an answer that the author grants": {
			nil, func(s *story) { s.claim("a", argmap.Concedes); s.join(argmap.RoleAnswers, "a", "q") }, argmap.Standing{Status: argmap.Answered, Full: 1, Accepted: 1},
		},
		"an answer that nobody holds, and that follows": {
			nil, func(s *story) {
				s.claim("a", "")
				s.join(argmap.RoleAnswers, "a", "q")
				s.claim("why", argmap.Asserts)
				s.infer("i", "a", "why")
			}, argmap.Standing{Status: argmap.Answered, Full: 1, Accepted: 1},
		},
		"an answer whose only reason is undercut": {
			nil, func(s *story) {
				s.answer("a", full)
				s.claim("why", argmap.Asserts)
				s.infer("i", "a", "why")
				s.claim("no", argmap.Asserts)
				s.rebut("r", "i", "no")
			}, open(1, 0, 0, 1),
		},
		"an answer that is defended": {
			nil, func(s *story) {
				s.answer("a", full)
				s.claim("no", argmap.Asserts)
				s.rebut("r", "a", "no")
				s.claim("yes", argmap.Asserts)
				s.rebut("rr", "no", "yes")
			}, argmap.Standing{Status: argmap.Answered, Full: 1, Accepted: 1},
		},
		"an answer fell, another holds": {
			nil, func(s *story) {
				s.answer("a", full)
				s.answer("b", full)
				s.claim("no", argmap.Asserts)
				s.rebut("r", "a", "no")
			}, argmap.Standing{Status: argmap.Answered, Full: 2, Accepted: 1, Fallen: 1},
		},
		"an answer that breaks a rule has no label": {
			nil, func(s *story) { s.answer("a", full); s.put(&argmap.Element{ID: "a", Kind: argmap.KindClaim}) }, open(1, 0, 0, 0),
		},

		"two answers that deny each other": {
			nil, func(s *story) {
				s.answer("a", full)
				s.answer("b", full)
				s.rebut("r", "a", "b")
				s.rebut("rr", "b", "a")
			},
			argmap.Standing{Status: argmap.Contested, Full: 2, Undecided: 2},
		},
		"an answer in doubt beside one that holds": {
			nil, func(s *story) {
				s.answer("a", full)
				s.answer("b", full)
				s.claim("no", argmap.Asserts)
				s.rebut("r", "a", "no")
				s.rebut("rr", "no", "a")
			}, argmap.Standing{Status: argmap.Answered, Full: 2, Accepted: 1, Undecided: 1},
		},
		"an answer that attacks itself": {
			nil, func(s *story) { s.answer("a", full); s.rebut("r", "a", "a") }, argmap.Standing{Status: argmap.Contested, Full: 1, Undecided: 1},
		},
		"answers that exclude each other, both hold": {
			exclusive, func(s *story) { s.answer("a", full); s.answer("b", full) }, argmap.Standing{Status: argmap.Contested, Full: 2, Accepted: 2},
		},
		"answers that exclude each other, one fell": {
			exclusive, func(s *story) {
				s.answer("a", full)
				s.answer("b", full)
				s.claim("no", argmap.Asserts)
				s.rebut("r", "a", "no")
			}, argmap.Standing{Status: argmap.Answered, Full: 2, Accepted: 1, Fallen: 1},
		},
		"answers that do not exclude each other": {
			nil, func(s *story) { s.answer("a", full); s.answer("b", full) }, argmap.Standing{Status: argmap.Answered, Full: 2, Accepted: 2},
		},

		"an answer in part":           {nil, func(s *story) { s.answer("a", part) }, open(0, 1, 1, 0)},
		"parts do not add up":         {nil, func(s *story) { s.answer("a", part); s.answer("b", part) }, open(0, 2, 2, 0)},
		"a part beside a full answer": {nil, func(s *story) { s.answer("a", part); s.answer("b", full) }, argmap.Standing{Status: argmap.Answered, Full: 1, Partial: 1, Accepted: 2}},
		"a part is no rival":          {exclusive, func(s *story) { s.answer("a", part); s.answer("b", full) }, argmap.Standing{Status: argmap.Answered, Full: 1, Partial: 1, Accepted: 2}},
		"a part in doubt":             {nil, func(s *story) { s.answer("a", part); s.rebut("r", "a", "a") }, argmap.Standing{Status: argmap.Contested, Partial: 1, Undecided: 1}},
		"a part that holds, a full one fell": {
			nil, func(s *story) {
				s.answer("a", part)
				s.answer("b", full)
				s.claim("no", argmap.Asserts)
				s.rebut("r", "b", "no")
			}, open(1, 1, 1, 1),
		},

		"what it carries is no answer": {nil, func(s *story) { s.claim("c", argmap.Asserts); s.join(argmap.RoleCarries, "q", "c") }, argmap.Standing{Status: argmap.Open}},
		"what it carries fell, and the answer holds": {
			nil, func(s *story) {
				s.answer("a", full)
				s.claim("c", argmap.Denies)
				s.join(argmap.RoleCarries, "q", "c")
			}, argmap.Standing{Status: argmap.Answered, Full: 1, Accepted: 1},
		},
		"what it carries answers it": {
			func(q *argmap.Inquiry) { q.Force = argmap.Assertive },
			func(s *story) { s.answer("a", full); s.join(argmap.RoleCarries, "q", "a") },
			argmap.Standing{Status: argmap.Answered, Full: 1, Accepted: 1},
		},
		"an answer to another question of the row": {
			func(q *argmap.Inquiry) { q.Row, q.Ordinal, q.Elliptical = "row", 1, true },
			func(s *story) {
				s.ask("next", func(q *argmap.Inquiry) { q.Row, q.Ordinal, q.Elliptical = "row", 2, true })
				s.claim("a", argmap.Asserts)
				s.join(argmap.RoleAnswers, "a", "next")
			},
			argmap.Standing{Status: argmap.Open},
		},
		"a reason to ask is no answer": {nil, func(s *story) { s.claim("c", argmap.Asserts); s.join(argmap.RoleRaises, "c", "q") }, argmap.Standing{Status: argmap.Open}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStory()
			s.ask("q", c.question)
			c.tell(s)
			q := get[snapshot.Question](snapshotOf(t, s.State), "q")
			if got := q.Standing(); got != c.want || q.Status() != c.want.Status {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// TestARowIsAnsweredQuestionByQuestion asks in a row, with one antecedent.
func TestARowIsAnsweredQuestionByQuestion(t *testing.T) {
	s := newStory()
	for i, id := range []argmap.ID{"whose", "criteria", "means", "cost"} {
		s.ask(id, func(q *argmap.Inquiry) { q.Row, q.Ordinal, q.Elliptical = "row", i+1, true })
	}
	s.claim("un", argmap.Asserts)
	s.join(argmap.RoleAnswers, "un", "whose")
	s.join(argmap.RoleAnswers, "un", "means").Partial = true
	s.claim("none", argmap.Denies)
	s.join(argmap.RoleAnswers, "none", "criteria")
	row := snapshotOf(t, s.State).Row("row")
	var got []argmap.QuestionStatus
	for _, q := range row.Questions() {
		got = append(got, q.Status())
	}
	if want := []argmap.QuestionStatus{argmap.Answered, argmap.Open, argmap.Open, argmap.Open}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the row %q stands at %v, want %v", row.Antecedent(), got, want)
	}
}
