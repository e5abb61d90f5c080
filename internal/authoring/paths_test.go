package authoring_test

import (
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
)

// op is the path of an operation of a list.
func op(i string, rest string) string { return "input.operations[" + i + "]." + rest }

func TestErrorsNameTheInputAtFault(t *testing.T) {
	type ops = []authoring.OperationInput
	full := func(in authoring.ClaimInput) authoring.OperationInput { return authoring.OperationInput{AddClaim: &in} }
	tooLong := strings.Repeat("x", argmap.MaxTextCodePoints+1)
	cases := []struct {
		name   string
		ops    ops
		code   fault.Code
		reason string
		field  string
	}{
		{"no field", ops{{}}, fault.Invalid, "operation.one", "input.operations[0]"},
		{"two fields", ops{{AddClaim: &authoring.ClaimInput{}, Remove: name("x")}}, fault.Invalid, "operation.one", "input.operations[0]"},
		{"no text", ops{claim("", "a"), claim("", "")}, fault.Invalid, string(argmap.RuleClaimText), op("1", "addClaim.text")},
		{"long text", ops{claim("", tooLong)}, fault.Invalid, string(argmap.RuleLength), op("0", "addClaim.text")},
		{"basis", ops{full(authoring.ClaimInput{Text: "a", Basis: new(argmap.Basis("X"))})}, fault.Invalid, string(argmap.RuleFields), op("0", "addClaim.basis")},
		{"commitment voice", ops{full(authoring.ClaimInput{Text: "a", Commitments: []authoring.CommitmentInput{{Voice: "v"}}})}, fault.Invalid, string(argmap.RuleEnds), op("0", "addClaim.commitments[0].voice")},
		{"commitment act", ops{voice("v", "v"), full(authoring.ClaimInput{Text: "a", Commitments: []authoring.CommitmentInput{{Voice: "v"}, {Voice: "v", Act: "X"}}})}, fault.Invalid, string(argmap.RuleFields), op("1", "addClaim.commitments[1].act")},
		{"reported by", ops{voice("v", "v"), claim("a", "a"), {Commit: &authoring.ClaimCommitmentInput{Claim: "a", Commitment: authoring.CommitmentInput{Voice: "v", ReportedBy: name("x")}}}}, fault.Invalid, string(argmap.RuleEnds), op("2", "commit.commitment.reportedBy")},
		{"commit to no claim", ops{voice("v", "v"), question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), {Commit: &authoring.ClaimCommitmentInput{Claim: "q", Commitment: authoring.CommitmentInput{Voice: "v"}}}}, fault.Invalid, string(argmap.RuleJoin), op("2", "commit.claim")},
		{"voice name", ops{voice("", "")}, fault.Invalid, string(argmap.RuleFields), op("0", "addVoice.name")},
		{"voice kind", ops{{AddVoice: &authoring.VoiceInput{Name: "x", Kind: "X"}}}, fault.Invalid, string(argmap.RuleFields), op("0", "addVoice.kind")},
		{"row text", ops{{AddRow: &authoring.RowInput{Antecedent: "a\x00"}}}, fault.Invalid, string(argmap.RuleText), op("0", "addRow.antecedent")},
		{"ref twice", ops{claim("a", "a"), row("a")}, fault.Invalid, "ref.twice", op("1", "addRow.ref")},
		{"ref empty", ops{full(authoring.ClaimInput{Ref: new(argmap.ID("")), Text: "a"})}, fault.Invalid, "ref.length", op("0", "addClaim.ref")},
		{"ref long", ops{claim(strings.Repeat("r", 201), "a")}, fault.Invalid, "ref.length", op("0", "addClaim.ref")},
		{"ref before", ops{inference("", "later", "later"), claim("later", "a")}, fault.Invalid, string(argmap.RuleEnds), op("0", "addInference.premises[0].claim")},
		{"no premise", ops{claim("a", "a"), inference("", "a")}, fault.Invalid, string(argmap.RuleInfPremise), op("1", "addInference.premises")},
		{"no rebuttal premise", ops{claim("a", "a"), rebuttal("", "a", "")}, fault.Invalid, string(argmap.RuleRebPremise), op("1", "addRebuttal.premises")},
		{"premise twice", ops{claim("a", "a"), claim("b", "b"), inference("", "a", "b", "b")}, fault.Invalid, string(argmap.RuleTwice), op("2", "addInference.premises[1].claim")},
		{"premise no claim", ops{claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), inference("", "a", "b", "i")}, fault.Invalid, string(argmap.RuleJoin), op("3", "addInference.premises[1].claim")},
		{"premise neither", ops{claim("a", "a"), {AddInference: &authoring.InferenceInput{Conclusion: "a", Premises: []authoring.PremiseInput{{}}}}}, fault.Invalid, "claim.one", op("1", "addInference.premises[0]")},
		{"new premise", ops{claim("a", "a"), {AddInference: &authoring.InferenceInput{Conclusion: "a", Premises: []authoring.PremiseInput{{New: &authoring.ClaimInput{}}}}}}, fault.Invalid, string(argmap.RuleClaimText), op("1", "addInference.premises[0].new.text")},
		{"slot", ops{claim("a", "a"), claim("b", "b"), {AddInference: &authoring.InferenceInput{Conclusion: "a", Premises: []authoring.PremiseInput{{Claim: name("b"), Slot: new("\x00")}}}}}, fault.Invalid, string(argmap.RuleText), op("2", "addInference.premises[0].slot")},
		{"conclusion", ops{claim("a", "a"), question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), inference("", "q", "a")}, fault.Invalid, string(argmap.RuleJoin), op("2", "addInference.conclusion")},
		{"conclusion unknown", ops{claim("a", "a"), inference("", "x", "a")}, fault.Invalid, string(argmap.RuleEnds), op("1", "addInference.conclusion")},
		{"target unknown", ops{claim("a", "a"), rebuttal("", "x", "", "a")}, fault.Invalid, string(argmap.RuleEnds), op("1", "addRebuttal.target")},
		{"target", ops{claim("a", "a"), question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), rebuttal("", "q", "", "a")}, fault.Invalid, string(argmap.RuleJoin), op("2", "addRebuttal.target")},
		{"against unknown", ops{claim("a", "a"), claim("b", "b"), rebuttal("", "a", "x", "b")}, fault.Invalid, string(argmap.RuleEnds), op("2", "addRebuttal.against")},
		{"against no premise", ops{claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), rebuttal("", "a", "i", "b")}, fault.Invalid, string(argmap.RuleRebAgainst), op("3", "addRebuttal.against")},
		{"undercut against", ops{claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), rebuttal("", "i", "i", "b")}, fault.Invalid, string(argmap.RuleRebAgainst), op("3", "addRebuttal.against")},
		{"question text", ops{question(authoring.QuestionInput{})}, fault.Invalid, string(argmap.RuleQuestionText), op("0", "raiseQuestion.text")},
		{"question form", ops{question(authoring.QuestionInput{Text: "?", Form: "X"})}, fault.Invalid, string(argmap.RuleFields), op("0", "raiseQuestion.form")},
		{"resolved", ops{question(authoring.QuestionInput{Text: "?", ResolvedText: new("\x00")})}, fault.Invalid, string(argmap.RuleText), op("0", "raiseQuestion.resolvedText")},
		{"answer mode", ops{question(authoring.QuestionInput{Text: "?", AnswerMode: "X"})}, fault.Invalid, string(argmap.RuleFields), op("0", "raiseQuestion.answerMode")},
		{"row unknown", ops{question(authoring.QuestionInput{Text: "?", Row: name("x")})}, fault.Invalid, string(argmap.RuleEnds), op("0", "raiseQuestion.row")},
		{"ordinal without row", ops{question(authoring.QuestionInput{Text: "?", Ordinal: new(1)})}, fault.Invalid, string(argmap.RuleFields), op("0", "raiseQuestion.ordinal")},
		{"ordinal taken", ops{row("w"), question(authoring.QuestionInput{Text: "?", Row: name("w")}), question(authoring.QuestionInput{Text: "!", Row: name("w"), Ordinal: new(1)})}, fault.Invalid, string(argmap.RuleOrdinal), op("1", "raiseQuestion.ordinal")},
		{"ordinal 0", ops{row("w"), question(authoring.QuestionInput{Text: "?", Row: name("w"), Ordinal: new(0)})}, fault.Invalid, string(argmap.RuleOrdinal), op("1", "raiseQuestion.ordinal")},
		{"raised by", ops{claim("a", "a"), question(authoring.QuestionInput{Text: "?", RaisedBy: []argmap.ID{"a", "x"}})}, fault.Invalid, string(argmap.RuleEnds), op("1", "raiseQuestion.raisedBy[1]")},
		{"asks about", ops{question(authoring.QuestionInput{Text: "?", AsksAbout: []authoring.SubjectInput{{Element: "x"}}})}, fault.Invalid, string(argmap.RuleEnds), op("0", "raiseQuestion.asksAbout[0].element")},
		{"asked slot", ops{claim("a", "a"), question(authoring.QuestionInput{Text: "?", AsksAbout: []authoring.SubjectInput{{Element: "a", Slot: new("\x00")}}})}, fault.Invalid, string(argmap.RuleText), op("1", "raiseQuestion.asksAbout[0].slot")},
		{"carries", ops{question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), question(authoring.QuestionInput{Text: "?", Carries: []argmap.ID{"q"}})}, fault.Invalid, string(argmap.RuleJoin), op("1", "raiseQuestion.carries[0]")},
		{"answers what", ops{claim("a", "a"), claim("b", "b"), answer("a", "b")}, fault.Invalid, string(argmap.RuleJoin), op("2", "answerQuestion.question")},
		{"answer by", ops{question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), answer("q", "q")}, fault.Invalid, string(argmap.RuleJoin), op("1", "answerQuestion.claim")},
		{"answer twice", ops{claim("a", "a"), question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), answer("q", "a"), answer("q", "a")}, fault.Invalid, string(argmap.RuleTwice), op("3", "answerQuestion.claim")},
		{"answer both", ops{claim("a", "a"), question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), {AnswerQuestion: &authoring.AnswerInput{Question: "q", Claim: name("a"), New: &authoring.ClaimInput{Text: "b"}}}}, fault.Invalid, "claim.one", op("2", "answerQuestion")},
		{"update unknown", ops{update(authoring.ElementUpdate{ID: "x"})}, fault.NotFound, "element.unknown", op("0", "updateElement.id")},
		{"update text", ops{claim("a", "a"), update(authoring.ElementUpdate{ID: "a", Text: authoring.Null[string]()})}, fault.Invalid, string(argmap.RuleClaimText), op("1", "updateElement.text")},
		{"update of another kind", ops{claim("a", "a"), update(authoring.ElementUpdate{ID: "a", Force: authoring.Of(argmap.Pure)})}, fault.Invalid, string(argmap.RuleFields), op("1", "updateElement.force")},
		{"update scheme", ops{claim("a", "a"), update(authoring.ElementUpdate{ID: "a", Scheme: authoring.Null[string]()})}, fault.Invalid, string(argmap.RuleFields), op("1", "updateElement.scheme")},
		{"update null form", ops{question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), update(authoring.ElementUpdate{ID: "q", Form: authoring.Null[argmap.QuestionForm]()})}, fault.Invalid, string(argmap.RuleFields), op("1", "updateElement.form")},
		{"update ordinal", ops{question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), update(authoring.ElementUpdate{ID: "q", Ordinal: authoring.Of(2)})}, fault.Invalid, string(argmap.RuleFields), op("1", "updateElement.ordinal")},
		{"update row", ops{question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), update(authoring.ElementUpdate{ID: "q", Row: authoring.Of(argmap.ID("x"))})}, fault.Invalid, string(argmap.RuleEnds), op("1", "updateElement.row")},
		{"redirect unknown", ops{claim("a", "a"), redirect("x", "a", "")}, fault.NotFound, "element.unknown", op("1", "redirect.relation")},
		{"redirect a claim", ops{claim("a", "a"), redirect("a", "a", "")}, fault.Invalid, string(argmap.RuleFields), op("1", "redirect.relation")},
		{"redirect nowhere", ops{claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), redirect("i", "x", "")}, fault.Invalid, string(argmap.RuleEnds), op("3", "redirect.target")},
		{"redirect to a question", ops{claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), redirect("i", "q", "")}, fault.Invalid, string(argmap.RuleJoin), op("4", "redirect.target")},
		{"redirect an inference against", ops{claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), redirect("i", "b", "i")}, fault.Invalid, string(argmap.RuleFields), op("3", "redirect.against")},
		{"redirect against unknown", ops{claim("a", "a"), claim("b", "b"), rebuttal("r", "a", "", "b"), redirect("r", "a", "x")}, fault.Invalid, string(argmap.RuleEnds), op("3", "redirect.against")},
		{"redirect against no premise", ops{claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), rebuttal("r", "b", "i", "a"), redirect("r", "a", "i")}, fault.Invalid, string(argmap.RuleRebAgainst), op("4", "redirect.against")},
		{"delete unknown", ops{deletion("x")}, fault.NotFound, "element.unknown", op("0", "deleteElement")},
		{"delete twice", ops{claim("a", "a"), deletion("a"), deletion("a")}, fault.Invalid, "operation.deleted", op("2", "deleteElement")},
		{"name what fell", ops{claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), deletion("b"), rebuttal("", "i", "", "a")}, fault.Invalid, "operation.deleted", op("4", "addRebuttal.target")},
		{"update what fell", ops{claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), deletion("b"), update(authoring.ElementUpdate{ID: "i"})}, fault.Invalid, "operation.deleted", op("4", "updateElement.id")},
		{"remove unknown", ops{removal("x")}, fault.NotFound, "record.unknown", op("0", "remove")},
		{"remove needed row", ops{row("w"), question(authoring.QuestionInput{Text: "?", Row: name("w")}), removal("w")}, fault.Invalid, string(argmap.RuleEnds), op("1", "raiseQuestion.row")},
		{"remove twice", ops{row("w"), removal("w"), removal("w")}, fault.Invalid, "operation.deleted", op("2", "remove")},
		{"cite what", ops{cite("x", words("s1p1", "criteria"))}, fault.Invalid, string(argmap.RuleEnds), op("0", "cite.element")},
		{"cite no segment", ops{claim("a", "a"), cite("a")}, fault.Invalid, string(argmap.RuleFields), op("1", "cite.citation.segments")},
		{"cite role", ops{full(authoring.ClaimInput{Text: "a", Citations: []authoring.CitationInput{{Role: "X", Segments: []authoring.SegmentInput{words("s1p1", "criteria")}}}})}, fault.Invalid, string(argmap.RuleFields), op("0", "addClaim.citations[0].role")},
		{"cite nowhere", ops{full(authoring.ClaimInput{Text: "a", Citations: []authoring.CitationInput{{Segments: []authoring.SegmentInput{words("p", "criteria")}}}})}, fault.Invalid, string(argmap.RuleParagraph), op("0", "addClaim.citations[0].segments[0].paragraph")},
		{"cite two sources", ops{claim("a", "a"), cite("a", words("s1p1", "criteria"), words("s2p1", "text"))}, fault.Invalid, string(argmap.RuleParagraph), op("1", "cite.citation.segments[1].paragraph")},
		{"cite what is not there", ops{full(authoring.ClaimInput{Text: "a", Citations: []authoring.CitationInput{{Segments: []authoring.SegmentInput{words("s1p1", "criterion")}}}})}, fault.Invalid, string(argmap.RuleWords), op("0", "addClaim.citations[0].segments[0].exact")},
	}
	k := newKit(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			before := dump(k.head(t))
			_, err := k.apply(c.ops...)
			wantFault(t, err, c.code, c.reason, c.field)
			if dump(k.head(t)) != before {
				t.Error("a part of the list was carried out")
			}
		})
	}
}

func TestErrorsOfSingleMutationsNameTheirOwnInput(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), claim("b", "b"), inference("i", "a", "b"))
	cases := []struct {
		name   string
		do     func(w authoring.Write) (authoring.Result, error)
		reason string
		field  string
	}{
		{"addClaim", func(w authoring.Write) (authoring.Result, error) {
			return k.s.AddClaim(k.ctx, w, authoring.ClaimInput{})
		}, string(argmap.RuleClaimText), "input.claim.text"},
		{"addInference", func(w authoring.Write) (authoring.Result, error) {
			return k.s.AddInference(k.ctx, w, authoring.InferenceInput{Conclusion: r.IDs[0]})
		}, string(argmap.RuleInfPremise), "input.inference.premises"},
		{"addRebuttal", func(w authoring.Write) (authoring.Result, error) {
			return k.s.AddRebuttal(k.ctx, w, authoring.RebuttalInput{Target: "x"})
		}, string(argmap.RuleEnds), "input.rebuttal.target"},
		{"raiseQuestion", func(w authoring.Write) (authoring.Result, error) {
			return k.s.RaiseQuestion(k.ctx, w, authoring.QuestionInput{})
		}, string(argmap.RuleQuestionText), "input.question.text"},
		{"answerQuestion", func(w authoring.Write) (authoring.Result, error) {
			return k.s.AnswerQuestion(k.ctx, w, authoring.AnswerInput{Question: "x", Claim: &r.IDs[0]})
		}, string(argmap.RuleEnds), "input.answer.question"},
		{"cite element", func(w authoring.Write) (authoring.Result, error) {
			return k.s.Cite(k.ctx, w, "x", authoring.CitationInput{})
		}, string(argmap.RuleEnds), "input.element"},
		{"cite words", func(w authoring.Write) (authoring.Result, error) {
			return k.s.Cite(k.ctx, w, r.IDs[0], authoring.CitationInput{Segments: []authoring.SegmentInput{words("s1p1", "x")}})
		}, string(argmap.RuleWords), "input.citation.segments[0].exact"},
		{"updateElement", func(w authoring.Write) (authoring.Result, error) {
			return k.s.UpdateElement(k.ctx, w, authoring.ElementUpdate{ID: r.IDs[0], Row: authoring.Null[argmap.ID]()})
		}, string(argmap.RuleFields), "input.element.row"},
		{"since", func(w authoring.Write) (authoring.Result, error) {
			w.Since = 99
			return k.s.AddClaim(k.ctx, w, authoring.ClaimInput{Text: "a"})
		}, "revision.future", "input.since"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.do(k.write())
			wantFault(t, err, fault.Invalid, c.reason, c.field)
		})
	}
	_, err := k.s.DeleteElements(k.ctx, k.write(), []argmap.ID{r.IDs[0], "x"})
	wantFault(t, err, fault.NotFound, "element.unknown", "input.ids[1]")
	_, err = k.s.Undo(k.ctx, k.write(), 99)
	wantFault(t, err, fault.Invalid, "revision.future", "input.revision")
	link := r.Snapshot
	for l := range link.LinksTo(r.IDs[2]) {
		_, err = k.apply(claim("", "z"), removal(string(l.ID)))
		wantFault(t, err, fault.Invalid, string(argmap.RuleInfPremise), op("1", "remove"))
	}
	_, err = k.apply(claim(string(r.IDs[0]), "a"))
	wantFault(t, err, fault.Invalid, "ref.taken", op("0", "addClaim.ref"))
}

func TestTooMuchAtOnceIsExhausted(t *testing.T) {
	k := newKit(t)
	many := make([]authoring.OperationInput, argmap.MaxOperations+1)
	_, err := k.apply(many...)
	wantFault(t, err, fault.Exhausted, string(argmap.RuleCount), "input.operations")
	claims := make([]authoring.OperationInput, 5_000) // each with a commitment, and a voice besides
	for i := range claims {
		claims[i] = claim("", "x")
	}
	_, err = k.apply(claims...)
	wantFault(t, err, fault.Exhausted, string(argmap.RuleCount), "input.operations")
	k.must(t, claims[:4_999]...)
}
