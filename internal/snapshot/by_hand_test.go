package snapshot_test

import (
	"fmt"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
	"argmap/internal/snapshot"
)

// sketch is a map drawn by hand.
type sketch struct {
	state *argmap.State
	links int
}

func newSketch() *sketch {
	m := &sketch{state: argmap.NewState(theMap)}
	for _, v := range []argmap.ID{"ann", "bob"} {
		m.put(&argmap.Voice{ID: v, Kind: argmap.VoiceAuthor, Name: string(v)})
	}
	return m
}

func (m *sketch) put(r argmap.Record) { m.state.Put(argmap.Entry{Record: r, Revision: 1}) }

func (m *sketch) join(role argmap.Role, from, to, slot string) *argmap.Link {
	m.links++
	l := &argmap.Link{ID: argmap.ID(fmt.Sprint("l", m.links)), Role: role, From: argmap.ID(from), To: argmap.ID(to), Slot: slot}
	m.put(l)
	return l
}

// unheld adds claims to which nobody is committed.
func (m *sketch) unheld(ids string) {
	for id := range strings.FieldsSeq(ids) {
		m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindClaim, Text: id})
	}
}

// claims adds claims that a voice asserts.
func (m *sketch) claims(voice argmap.ID, ids string) {
	m.unheld(ids)
	for id := range strings.FieldsSeq(ids) {
		m.put(&argmap.Commitment{ID: argmap.ID("k" + id), Voice: voice, Claim: argmap.ID(id), Act: argmap.Asserts})
	}
}

// pin pins a claim as GIVEN.
func (m *sketch) pin(id string) {
	e := *argmap.ElementIn(m.state, argmap.ID(id))
	e.Basis = argmap.Given
	m.put(&e)
}

// infer adds an inference; premises may have slots: "a.s b".
func (m *sketch) infer(id, premises, conclusion string) {
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindInference})
	m.premises(id, premises)
	m.join(argmap.RoleConcludes, id, conclusion, "")
}

func (m *sketch) premises(id, premises string) {
	for p := range strings.FieldsSeq(premises) {
		claim, slot, _ := strings.Cut(p, ".")
		m.join(argmap.RolePremiseOf, claim, id, slot)
	}
}

// attack adds a rebuttal of the kind that fits its target; against names the inference that it undermines.
func (m *sketch) attack(id, premises, target, against string) {
	kind := argmap.AttackFor(argmap.ElementIn(m.state, argmap.ID(target)).Kind, against != "")
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindRebuttal, Attack: kind})
	m.premises(id, premises)
	m.join(argmap.RoleAttacks, id, target, "")
	if against != "" {
		m.join(argmap.RoleAgainst, id, against, "")
	}
}

func (m *sketch) prefer(id, first, second string) {
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindPreference})
	m.join(argmap.RolePreferredIn, first, id, "")
	m.join(argmap.RolePreferredTo, id, second, "")
}

// press asks a critical question about an inference, or about a slot of it: "i.s".
func (m *sketch) press(id string, burden argmap.Burden, about string) *argmap.Inquiry {
	inference, slot, _ := strings.Cut(about, ".")
	q := &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Challenging, Critical: "a/b", Burden: burden, Effect: argmap.EffectInference}
	if slot != "" {
		q.Effect = argmap.EffectPremise
	}
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindQuestion, Text: id, Question: q})
	m.join(argmap.RoleAsksAbout, id, inference, slot)
	return q
}

// dispute asks a question whose answers exclude each other.
func (m *sketch) dispute(id string, standard argmap.ProofStandard, answers string) {
	q := &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure, Answers: argmap.Exclusive, Standard: standard}
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindQuestion, Text: id, Question: q})
	for a := range strings.FieldsSeq(answers) {
		m.join(argmap.RoleAnswers, a, id, "")
	}
}

func (m *sketch) answer(claim, question string, bearing argmap.Bearing) *argmap.Link {
	l := m.join(argmap.RoleAnswers, claim, question, "")
	l.Bearing = bearing
	return l
}

// labels tells who is IN, OUT and undecided, by grounded semantics: "in a b out c".
func (m *sketch) labels(t *testing.T, r snapshot.Reading) map[argmap.ID]argmap.Label {
	t.Helper()
	return labelsIn(t, snapshotOf(t, m.state), r)
}

func labelsIn(t *testing.T, s *snapshot.Snapshot, r snapshot.Reading) map[argmap.ID]argmap.Label {
	t.Helper()
	f := frameworkOf(t, s, r)
	labelling := semantics.Grounded(f.Map)
	labels := map[argmap.ID]argmap.Label{}
	for node, e := range f.Elements() {
		labels[e.ID()] = snapshot.VerdictOf(labelling.Labels[node]).Label
	}
	return labels
}

// expect compares labels with those wanted, as "IN a b OUT c".
func expect(t *testing.T, got map[argmap.ID]argmap.Label, want string) {
	t.Helper()
	label := argmap.Label("")
	for word := range strings.FieldsSeq(want) {
		switch l := argmap.Label(word); l {
		case argmap.LabelIn, argmap.LabelOut, argmap.LabelUndecided:
			label = l
		default:
			if got[argmap.ID(word)] != label {
				t.Errorf("%s is %q, want %s", word, got[argmap.ID(word)], label)
			}
		}
	}
}

var ignoring = snapshot.Reading{Questions: snapshot.Ignore, Issues: snapshot.Ignore, Preferences: snapshot.Ignore}

func TestReadingsByHand(t *testing.T) {
	for name, c := range map[string]struct {
		draw    func(m *sketch)
		reading snapshot.Reading
		want    string
	}{
		"a rebuttal goes one way": {
			func(m *sketch) { m.claims("ann", "a b"); m.attack("r", "b", "a", "") },
			snapshot.Reading{},
			"IN b r OUT a",
		},
		"mutual rebuttal decides nothing": {
			func(m *sketch) { m.claims("ann", "a b"); m.attack("r", "b", "a", "") },
			snapshot.Reading{Rebuts: snapshot.Mutual},
			"UNDECIDED a b r",
		},
		"an undercut rebuttal is no conflict either way": {
			func(m *sketch) {
				m.claims("ann", "a b c")
				m.attack("r", "b", "a", "")
				m.attack("u", "c", "r", "")
			},
			snapshot.Reading{Rebuts: snapshot.Mutual},
			"IN a b c u OUT r",
		},
		"undermining stays one way": {
			func(m *sketch) {
				m.claims("ann", "a b c")
				m.infer("i", "a", "c")
				m.attack("r", "b", "a", "i")
			},
			snapshot.Reading{Rebuts: snapshot.Mutual},
			"IN b r OUT a i c",
		},
		"linked premises of a rebuttal are not struck back at": {
			func(m *sketch) { m.claims("ann", "a b c"); m.attack("r", "b c", "a", "") },
			snapshot.Reading{Rebuts: snapshot.Mutual},
			"IN b c r OUT a",
		},
		"a preferred claim stands": {
			func(m *sketch) { m.claims("ann", "a b"); m.attack("r", "b", "a", ""); m.prefer("p", "a", "b") },
			snapshot.Reading{},
			"IN a b p OUT r",
		},
		"preferences can be ignored": {
			func(m *sketch) { m.claims("ann", "a b"); m.attack("r", "b", "a", ""); m.prefer("p", "a", "b") },
			ignoring, "IN b r p OUT a",
		},
		"the other way round it changes nothing": {
			func(m *sketch) { m.claims("ann", "a b"); m.attack("r", "b", "a", ""); m.prefer("p", "b", "a") },
			snapshot.Reading{},
			"IN b r OUT a",
		},
		"a preference settles a mutual rebuttal": {
			func(m *sketch) { m.claims("ann", "a b"); m.attack("r", "b", "a", ""); m.prefer("p", "b", "a") },
			snapshot.Reading{Rebuts: snapshot.Mutual},
			"IN b r OUT a",
		},
		"a preference does not save from an undercut": {
			func(m *sketch) {
				m.claims("ann", "a b c")
				m.infer("i", "a", "c")
				m.attack("u", "b", "i", "")
				m.prefer("p", "i", "b")
			},
			snapshot.Reading{},
			"IN a b u p OUT i c",
		},
		"a preference that is attacked does not hold": {
			func(m *sketch) {
				m.claims("ann", "a b c")
				m.attack("r", "b", "a", "")
				m.prefer("p", "a", "b")
				m.attack("x", "c", "p", "")
			},
			snapshot.Reading{},
			"IN b c r x OUT a p",
		},
		"one of two preferences is enough": {
			func(m *sketch) {
				m.claims("ann", "a b c")
				m.attack("r", "b", "a", "")
				m.prefer("p", "a", "b")
				m.prefer("p2", "a", "b")
				m.attack("x", "c", "p", "")
			},
			snapshot.Reading{},
			"IN a p2 OUT p r",
		},
		"a voice that does not count gives nothing": {
			func(m *sketch) { m.claims("ann", "a"); m.claims("bob", "b"); m.infer("i", "b", "a") },
			snapshot.Reading{Voices: []argmap.ID{"ann"}},
			"OUT a b i",
		},
		"what no counting voice holds may still be argued": {
			func(m *sketch) { m.claims("ann", "a"); m.claims("bob", "b"); m.infer("i", "a", "b") },
			snapshot.Reading{Voices: []argmap.ID{"ann"}},
			"IN a b i",
		},
		"where only attacks count, support does not": {
			func(m *sketch) {
				m.claims("ann", "a b")
				m.unheld("c")
				m.infer("i", "c", "a")
				m.attack("r", "a", "b", "")
			},
			snapshot.Reading{Support: snapshot.AttacksOnly},
			"IN a c i r OUT b",
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := newSketch()
			c.draw(m)
			expect(t, m.labels(t, c.reading), c.want)
		})
	}
}

// argument draws a, in slot s, ⇒ c by i.
func argument(m *sketch) {
	m.claims("ann", "a b c d")
	m.infer("i", "a.s", "c")
}

func TestQuestionsByHand(t *testing.T) {
	for name, c := range map[string]struct {
		draw func(m *sketch)
		want string
	}{
		"a pressed premise falls": {func(m *sketch) { m.press("q", argmap.BurdenPremise, "i.s") }, "OUT a i c"},
		"even when it is pinned":  {func(m *sketch) { m.pin("a"); m.press("q", argmap.BurdenPremise, "i.s") }, "OUT a i c"},
		"grounds hold it up":      {func(m *sketch) { m.press("q", argmap.BurdenPremise, "i.s"); m.infer("j", "b", "a") }, "IN a i c j"},
		"so does an answer": {func(m *sketch) {
			m.press("q", argmap.BurdenPremise, "i.s")
			m.answer("b", "q", argmap.Meets)
		}, "IN a i c"},
		"each question wants an answer": {func(m *sketch) {
			m.press("q", argmap.BurdenPremise, "i.s")
			m.press("q2", argmap.BurdenPremise, "i.s")
			m.answer("b", "q", argmap.Meets)
		}, "OUT a i c"},
		"grounds answer both": {func(m *sketch) {
			m.press("q", argmap.BurdenPremise, "i.s")
			m.press("q2", argmap.BurdenPremise, "i.s")
			m.infer("j", "b", "a")
		}, "IN a i c"},
		"a slot that nobody filled": {func(m *sketch) { m.press("q", argmap.BurdenPremise, "i.t") }, "IN a OUT i c"},
		"its answer": {func(m *sketch) {
			m.press("q", argmap.BurdenPremise, "i.t")
			m.answer("b", "q", argmap.Meets)
		}, "IN a i c"},
		"a pressed assumption":     {func(m *sketch) { m.press("q", argmap.BurdenAssumption, "i") }, "IN a OUT i c"},
		"an answer that meets it":  {func(m *sketch) { m.press("q", argmap.BurdenAssumption, "i"); m.answer("b", "q", argmap.Meets) }, "IN a i c"},
		"one that fails it":        {func(m *sketch) { m.press("q", argmap.BurdenAssumption, "i"); m.answer("b", "q", argmap.Fails) }, "IN a OUT i c"},
		"one that decides nothing": {func(m *sketch) { m.press("q", argmap.BurdenAssumption, "i"); m.answer("b", "q", "") }, "IN a OUT i c"},
		"one in part": {func(m *sketch) {
			m.press("q", argmap.BurdenAssumption, "i")
			m.answer("b", "q", argmap.Meets).Partial = true
		}, "IN a OUT i c"},
		"an answer that is defeated": {func(m *sketch) {
			m.press("q", argmap.BurdenAssumption, "i")
			m.answer("b", "q", argmap.Meets)
			m.attack("r", "d", "b", "")
		}, "IN a OUT b i c"},
		"backing does instead": {func(m *sketch) {
			m.press("q", argmap.BurdenAssumption, "i")
			m.infer("j", "b", "i")
		}, "IN a i c j"},
		"backing that falls matters then": {func(m *sketch) {
			m.press("q", argmap.BurdenAssumption, "i")
			m.infer("j", "b", "i")
			m.attack("r", "d", "b", "")
		}, "OUT b j i c"},
		"and only then": {func(m *sketch) {
			m.infer("j", "b", "i")
			m.attack("r", "d", "b", "")
		}, "IN a i c OUT b j"},
		"an exception waits for its answer": {func(m *sketch) { m.press("q", argmap.BurdenException, "i") }, "IN a i c"},
		"a question that is not pressed":    {func(m *sketch) { m.press("q", argmap.BurdenPremise, "i.s").Force = argmap.Pure }, "IN a i c"},
		"one that was withdrawn":            {func(m *sketch) { m.press("q", argmap.BurdenPremise, "i.s").Withdrawn = true }, "IN a i c"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newSketch()
			argument(m)
			c.draw(m)
			expect(t, m.labels(t, snapshot.Reading{}), c.want)
			before := m.labels(t, snapshot.Reading{Questions: snapshot.Ignore})
			if before["i"] != argmap.LabelIn && before["a"] == argmap.LabelIn {
				t.Errorf("questions weigh where they are to be ignored: %v", before)
			}
		})
	}
}

func TestIssuesByHand(t *testing.T) {
	t.Run("rivals attack each other", func(t *testing.T) {
		m := newSketch()
		m.claims("ann", "a b")
		m.unheld("c")
		m.dispute("q", "", "a b c")
		expect(t, m.labels(t, snapshot.Reading{}), "UNDECIDED a b OUT c")
		expect(t, m.labels(t, snapshot.Reading{Issues: snapshot.Ignore}), "IN a b OUT c")
		s := snapshotOf(t, m.state)
		// The status is that of the labels before: two exclusive answers are IN.
		if q := get[snapshot.Question](s, "q").Standing(); q.Status != argmap.Contested || q.Accepted != 2 || q.Undecided != 0 {
			t.Errorf("standing %+v", q)
		}
		if v, _ := s.Verdict("a"); v.Label != argmap.LabelUndecided {
			t.Errorf("verdict %+v", v)
		}
	})
	t.Run("however many they are", func(t *testing.T) {
		for _, n := range []int{2, 32, 33, 40} {
			m := newSketch()
			ids := strings.Join(strings.Fields(strings.Repeat("x ", n)), " ")
			for i := range n {
				ids = strings.Replace(ids, "x", fmt.Sprint("a", i), 1)
			}
			m.claims("ann", ids+" b")
			m.dispute("q", "", ids)
			expect(t, m.labels(t, snapshot.Reading{}), "UNDECIDED "+ids)
			last := fmt.Sprint("a", n/2)
			for id := range strings.FieldsSeq(ids) {
				if id != last {
					m.attack("r"+id, "b", id, "")
				}
			}
			expect(t, m.labels(t, snapshot.Reading{}), "IN "+last)
		}
	})
	t.Run("a standard decides", func(t *testing.T) {
		for standard, c := range map[argmap.ProofStandard]struct{ rule, one, two, three string }{
			argmap.Preponderance:         {"s > o", "OUT a b", "IN a OUT b", "IN a OUT b"},
			argmap.ClearAndConvincing:    {"s > o + 0.5", "OUT a b", "OUT a b", "IN a OUT b"},
			argmap.BeyondReasonableDoubt: {"s > o + 0.5 and o < 0.3", "OUT a b", "OUT a b", "OUT a b"},
		} {
			m := newSketch()
			m.claims("ann", "a b c d")
			m.dispute("q", standard, "a b")
			expect(t, m.labels(t, snapshot.Reading{}), c.one)
			m.infer("i", "c", "a") // a has 0.75, b 0.5
			expect(t, m.labels(t, snapshot.Reading{}), c.two)
			m.infer("j", "d", "a")
			m.attack("r", "c", "b", "") // a has 0.875, b 0.25
			m.attack("u", "d", "r", "")
			m.claims("ann", "e")
			m.infer("k", "e", "a") // a has 0.9375; r is undercut by half, so b has 0.375
			expect(t, m.labels(t, snapshot.Reading{}), c.three)
			ds := frameworkOf(t, snapshotOf(t, m.state), snapshot.Reading{}).Decisions()
			if len(ds) != 1 || ds[0].Rule != c.rule || len(ds[0].Positions) != 2 || ds[0].Positions[0].Strength != 0.9375 || ds[0].Positions[1].Strength != 0.375 {
				t.Errorf("%s: %+v", standard, ds)
			}
		}
	})
}
