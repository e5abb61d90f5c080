package authoring_test

import (
	"fmt"
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/scheme"
)

func critical(in authoring.CriticalQuestionInput) authoring.OperationInput {
	return authoring.OperationInput{RaiseCriticalQuestion: &in}
}

// expert gives a step from expert opinion, whose slot "field" nobody fills.
func expert(k *kit) (r authoring.Result, said, field, step argmap.ID) {
	k.Helper()
	r = k.must(k, claim("c", "Aid works."), claim("e", "Dr Ito is an expert in aid"), claim("f", "Dr Ito asserts that aid works"),
		authoring.OperationInput{AddInference: &authoring.InferenceInput{
			Ref: name("i"), Conclusion: "c", Scheme: new("Argument from Expert Opinion"),
			Premises: []authoring.PremiseInput{{Claim: name("e"), Slot: new("expertise")}, {Claim: name("f"), Slot: new("assertion")}},
		}})
	return r, r.IDs[1], r.IDs[0], r.IDs[3]
}

func TestACriticalQuestionIsRaisedInTheWordsOfItsScheme(t *testing.T) {
	k := newKit(t)
	made, _, _, step := expert(k)
	for _, c := range []struct {
		question string
		want     argmap.Inquiry
		slot     string
		text     string
	}{
		{"expertise", argmap.Inquiry{Form: argmap.FormPolar, Critical: "expert-opinion/expertise", Burden: argmap.BurdenPremise, Effect: argmap.EffectPremise}, "expertise", "Is Dr Ito really an expert in aid, and how far does that knowledge go?"},
		{"ExpertOpinion/evidence", argmap.Inquiry{Form: argmap.FormWH, Critical: "expert-opinion/evidence", Burden: argmap.BurdenAssumption, Effect: argmap.EffectPremise}, "evidence", "On what evidence does Dr Ito hold “Aid works”?"},
		{"expert-opinion/trust", argmap.Inquiry{Form: argmap.FormPolar, Critical: "expert-opinion/trust", Burden: argmap.BurdenException, Effect: argmap.EffectInference}, "", "Is there reason not to trust Dr Ito in this matter, such as an interest of their own?"},
		{"consistency", argmap.Inquiry{Form: argmap.FormPolar, Critical: "expert-opinion/consistency", Burden: argmap.BurdenException, Effect: argmap.EffectConclusion}, "", "Do other experts in economics disagree with “Aid works”?"},
	} {
		in := authoring.CriticalQuestionInput{Inference: step, Question: c.question, RaisedBy: made.IDs[:1], Citations: []authoring.CitationInput{{Segments: []authoring.SegmentInput{words("s1p1", "By what criteria?")}}}}
		if c.question == "consistency" {
			in.Values, in.Force = []authoring.VariableInput{{Name: "field", Value: "economics"}}, argmap.Challenging
		}
		r, err := k.s.RaiseCriticalQuestion(k.ctx, k.write(), in)
		if err != nil {
			t.Fatal(c.question, err)
		}
		c.want.Answers, c.want.Force = argmap.Compatible, argmap.Pure
		if in.Force != "" {
			c.want.Force = in.Force
		}
		e := element(t, r.Snapshot, r.ID())
		if *e.Question != c.want || e.Text != c.text || e.Author != actor {
			t.Errorf("%s makes %q %+v, want %q %+v", c.question, e.Text, *e.Question, c.text, c.want)
		}
		about := slices.Collect(r.Snapshot.LinksFrom(r.ID()))
		if len(about) != 1 || about[0].Role != argmap.RoleAsksAbout || about[0].To != step || about[0].Slot != c.slot {
			t.Errorf("%s asks about %v", c.question, about)
		}
		if len(slices.Collect(r.Snapshot.CitationsOf(r.ID()))) != 1 || len(slices.Collect(r.Snapshot.LinksTo(r.ID()))) != 1 {
			t.Errorf("%s is not cited, or not raised", c.question)
		}
		if ds := argmap.Defects(r.Snapshot, r.ID()); len(ds) != 0 {
			t.Errorf("%s is defective: %v", c.question, ds)
		}
	}
}

func TestWhatCannotBeAskedCritically(t *testing.T) {
	k := newKit(t)
	made, claimID, _, step := expert(k)
	bare := k.must(t, inference("", string(made.IDs[0]), string(claimID))).ID()
	vague := k.must(t, authoring.OperationInput{AddInference: &authoring.InferenceInput{Conclusion: made.IDs[0], Scheme: new("slippery slope"), Premises: []authoring.PremiseInput{{Claim: &claimID}}}}).ID()
	strange := k.must(t, authoring.OperationInput{AddInference: &authoring.InferenceInput{Conclusion: made.IDs[0], Scheme: new("from nowhere"), Premises: []authoring.PremiseInput{{Claim: &claimID}}}}).ID()
	for _, c := range []struct {
		inference argmap.ID
		question  string
		values    []authoring.VariableInput
		code      fault.Code
		reason    string
		field     string
	}{
		{"nobody", "field", nil, fault.Invalid, string(argmap.RuleEnds), "inference"},
		{claimID, "field", nil, fault.Invalid, "critical.inference", "inference"},
		{bare, "field", nil, fault.Invalid, "critical.scheme", "inference"},
		{vague, "field", nil, fault.Invalid, "scheme.ambiguous", "inference"},
		{strange, "field", nil, fault.NotFound, "scheme.unknown", "inference"},
		{step, "colour", nil, fault.Invalid, "critical.question", "question"},
		{step, "expert-opinion/colour", nil, fault.NotFound, "question.unknown", "question"},
		{step, "cause-to-effect/cause", nil, fault.Invalid, "critical.question", "question"},
		{step, "field", []authoring.VariableInput{{Name: "colour", Value: "red"}}, fault.Invalid, "critical.variable", "values[0].name"},
		{step, "field", []authoring.VariableInput{{Name: "field", Value: "a"}, {Name: "field", Value: "b"}}, fault.Invalid, "critical.variable", "values[1].name"},
	} {
		_, err := k.s.RaiseCriticalQuestion(k.ctx, k.write(), authoring.CriticalQuestionInput{Inference: c.inference, Question: c.question, Values: c.values})
		wantFault(t, err, c.code, c.reason, "input.question."+c.field)
	}
}

// TestAFailingAnswerAttacksWhatTheEffectNames answers each kind of critical question each way.
func TestAFailingAnswerAttacksWhatTheEffectNames(t *testing.T) {
	for _, c := range []struct {
		question string
		attack   argmap.AttackKind
		target   int // in the operations of expert
		against  bool
	}{
		{"expertise", argmap.Undermine, 1, true},
		{"assertion", argmap.Undermine, 2, true},
		{"evidence", argmap.Undercut, 3, false}, // nobody fills the slot
		{"trust", argmap.Undercut, 3, false},
		{"consistency", argmap.Rebut, 0, false},
	} {
		for _, bearing := range []argmap.Bearing{argmap.Fails, argmap.Meets, argmap.Neutral, ""} {
			k := newKit(t)
			made, _, _, step := expert(k)
			before := k.must(t, critical(authoring.CriticalQuestionInput{Inference: step, Question: c.question}))
			r, err := k.s.AnswerQuestion(k.ctx, k.write(), authoring.AnswerInput{Question: before.ID(), New: &authoring.ClaimInput{Text: "so it is"}, Bearing: bearing})
			if err != nil {
				t.Fatal(err)
			}
			l := record[*argmap.Link](t, r.Snapshot, argmap.TypeLink, r.ID())
			if bearing != argmap.Fails {
				if len(r.Rebuttals) != 0 || l.Bearing == argmap.Neutral {
					t.Errorf("%s, %s: rebuttals %v, link %+v", c.question, bearing, r.Rebuttals, l)
				}
				continue
			}
			if len(r.Rebuttals) != 1 || l.Bearing != argmap.Fails {
				t.Fatalf("%s: rebuttals %v, link %+v", c.question, r.Rebuttals, l)
			}
			want := fmt.Sprint(c.attack, " ", l.From, " > ", made.IDs[c.target])
			if c.against {
				want += " against " + string(step)
			}
			if got := attackOf(t, r, r.Rebuttals[0]); got != want || r.Revision != before.Revision+1 {
				t.Errorf("%s makes %q at %d, want %q", c.question, got, r.Revision, want)
			}
			undone, err := k.s.Undo(k.ctx, k.write(), r.Revision)
			if err != nil || dump(undone.Snapshot) != dump(before.Snapshot) {
				t.Errorf("%s cannot be taken back whole: %v", c.question, err)
			}
		}
	}
}

// attackOf writes a rebuttal as "KIND premises > target against inference".
func attackOf(t tb, r authoring.Result, id argmap.ID) string {
	t.Helper()
	text := string(element(t, r.Snapshot, id).Attack)
	for l := range r.Snapshot.LinksTo(id) {
		text += " " + string(l.From)
	}
	for l := range r.Snapshot.LinksFrom(id) {
		if l.Role == argmap.RoleAttacks {
			text += " > " + string(l.To)
		}
		if l.Role == argmap.RoleAgainst {
			text += " against " + string(l.To)
		}
	}
	return text
}

func TestAFailingAnswerIsRepeatedByItsKey(t *testing.T) {
	k := newKit(t)
	_, _, _, step := expert(k)
	send := func() authoring.Result {
		r, err := k.s.Apply(k.ctx, authoring.Command{Write: keyed(k, "once"), Operations: []authoring.OperationInput{
			critical(authoring.CriticalQuestionInput{Ref: name("q"), Inference: step, Question: "trust", Force: argmap.Challenging}),
			{AnswerQuestion: &authoring.AnswerInput{Question: "q", New: &authoring.ClaimInput{Text: "he is paid"}, Bearing: argmap.Fails}},
			{AnswerQuestion: &authoring.AnswerInput{Question: "q", New: &authoring.ClaimInput{Text: "he lies"}, Bearing: argmap.Fails}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := send()
	again := send()
	if len(first.Rebuttals) != 2 || !again.Repeated || !slices.Equal(first.Rebuttals, again.Rebuttals) {
		t.Errorf("first %v, then %v", first.Rebuttals, again.Rebuttals)
	}
	v, ok := first.Snapshot.Verdict(step)
	if !ok || v.Label != argmap.LabelOut || v.Reason != argmap.Defeated {
		t.Errorf("the step is %+v after two answers that it fails by", v)
	}
}

// The same said again is said once: by the same answer to a question put twice, and by an answer that was
// taken back while the rebuttal stayed.
func TestAFailingAnswerMakesOneRebuttal(t *testing.T) {
	for _, question := range []string{"expertise", "trust", "consistency"} {
		k := newKit(t)
		_, _, _, step := expert(k)
		doubt := k.must(t, claim("d", "He is paid.")).ID()
		ask := func() argmap.ID {
			return k.must(t, critical(authoring.CriticalQuestionInput{Inference: step, Question: question})).ID()
		}
		fail := func(q argmap.ID) authoring.Result {
			return k.must(t, authoring.OperationInput{AnswerQuestion: &authoring.AnswerInput{Question: q, Claim: &doubt, Bearing: argmap.Fails}})
		}
		q := ask()
		first := fail(q)
		k.must(t, authoring.OperationInput{Remove: new(first.ID())})
		third := fail(q)
		if other := fail(ask()); len(first.Rebuttals) != 1 || !slices.Equal(first.Rebuttals, third.Rebuttals) || !slices.Equal(first.Rebuttals, other.Rebuttals) {
			t.Errorf("%s: the rebuttals are %v, %v and %v", question, first.Rebuttals, third.Rebuttals, other.Rebuttals)
		}
		fresh := k.must(t, authoring.OperationInput{AnswerQuestion: &authoring.AnswerInput{Question: q, New: &authoring.ClaimInput{Text: "He lies."}, Bearing: argmap.Fails}})
		if n := fresh.Snapshot.OfKind(argmap.KindRebuttal).Len(); n != 2 {
			t.Errorf("%s: there are %d rebuttals, of two claims", question, n)
		}
	}
}

// A rebuttal with another premise beside, or of something else, says something else.
func TestOnlyTheSameRebuttalIsTaken(t *testing.T) {
	k := newKit(t)
	_, said, _, step := expert(k)
	doubt := k.must(t, claim("d", "He is paid.")).ID()
	both := []authoring.PremiseInput{{Claim: &doubt}, {Claim: &said}}
	k.must(t, authoring.OperationInput{AddRebuttal: &authoring.RebuttalInput{Premises: both, Target: step}})
	k.must(t, authoring.OperationInput{AddRebuttal: &authoring.RebuttalInput{Premises: both[:1], Target: said}})
	q := k.must(t, critical(authoring.CriticalQuestionInput{Inference: step, Question: "trust"})).ID()
	r := k.must(t, authoring.OperationInput{AnswerQuestion: &authoring.AnswerInput{Question: q, Claim: &doubt, Bearing: argmap.Fails}})
	if n := r.Snapshot.OfKind(argmap.KindRebuttal).Len(); n != 3 || len(r.Rebuttals) != 1 {
		t.Errorf("there are %d rebuttals; the answer made %v", n, r.Rebuttals)
	}
}

// Schemes may change between a write and its repetition, which tells all the same what came of it.
func TestACriticalQuestionIsRepeatedThoughItsSchemeChanged(t *testing.T) {
	schemes := scheme.Standard()
	k := newKitWith(t, func() *scheme.Set { return schemes })
	_, _, _, step := expert(k)
	send := func() authoring.Result {
		r, err := k.s.Apply(k.ctx, authoring.Command{Write: keyed(k, "once"), Operations: []authoring.OperationInput{
			critical(authoring.CriticalQuestionInput{Ref: name("p"), Inference: step, Question: "expertise"}),
			critical(authoring.CriticalQuestionInput{Ref: name("q"), Inference: step, Question: "trust"}),
			{AnswerQuestion: &authoring.AnswerInput{Question: "q", New: &authoring.ClaimInput{Text: "he is paid"}, Bearing: argmap.Fails}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := send()
	schemes = new(scheme.Set)
	again := send()
	if !again.Repeated || !slices.Equal(first.IDs, again.IDs) || !slices.Equal(first.Refs, again.Refs) || !slices.Equal(first.Rebuttals, again.Rebuttals) {
		t.Errorf("first %v %v, then %v %v", first.IDs, first.Rebuttals, again.IDs, again.Rebuttals)
	}
	_, err := k.s.RaiseCriticalQuestion(k.ctx, k.write(), authoring.CriticalQuestionInput{Inference: step, Question: "trust"})
	if fault.Of(err) != fault.NotFound {
		t.Errorf("a new question of a scheme that is gone: %v", err)
	}
}

func TestWhatHasNoBurdenIsNeitherMetNorFailed(t *testing.T) {
	k := newKit(t)
	made, said, _, step := expert(k)
	plainly := k.must(t, question(authoring.QuestionInput{Text: "Really?"})).ID()
	bear := func(q argmap.ID, b argmap.Bearing) error {
		_, err := k.s.AnswerQuestion(k.ctx, k.write(), authoring.AnswerInput{Question: q, Claim: &said, Bearing: b})
		return err
	}
	wantFault(t, bear(plainly, argmap.Fails), fault.Invalid, string(argmap.RuleBearing), "input.answer.bearing")
	wantFault(t, bear(plainly, argmap.Meets), fault.Invalid, string(argmap.RuleBearing), "input.answer.bearing")
	wantFault(t, bear(made.IDs[0], argmap.Fails), fault.Invalid, string(argmap.RuleJoin), "input.answer.question")
	q := k.must(t, critical(authoring.CriticalQuestionInput{Inference: step, Question: "trust"})).ID()
	k.must(t, deletion(string(step)))
	wantFault(t, bear(q, argmap.Fails), fault.Invalid, string(argmap.RuleCritAbout), "input.answer.bearing")
	if err := bear(q, argmap.Neutral); err != nil {
		t.Error(err)
	}
	if s, err := k.ledger.At(k.ctx, k.m, ledger.Read{}); err != nil || len(argmap.Defects(s, q)) != 1 {
		t.Error("a question without its inference is not marked", err)
	}
}
