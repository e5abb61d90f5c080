package authoring_test

import (
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
)

func TestAClaimCommitsItsAuthorsOwnVoiceUnlessToldOtherwise(t *testing.T) {
	k := newKit(t)
	first := k.must(t, claim("", "one"), claim("", "two"))
	second := k.must(t, claim("", "three"))
	voices := k.head(t).Voices()
	if len(voices) != 1 || voices[0].Name() != "ann" || voices[0].Record().Actor != actor || voices[0].Kind() != argmap.VoiceParticipant {
		t.Fatalf("voices are %v", voices)
	}
	for _, id := range slices.Concat(first.IDs, second.IDs) {
		held := slices.Collect(k.head(t).CommitmentsTo(id))
		if len(held) != 1 || held[0].Voice != voices[0].ID() || held[0].Act != argmap.Asserts {
			t.Errorf("commitments to %s are %v", id, held)
		}
	}
	none, err := k.s.AddClaim(k.ctx, k.write(), authoring.ClaimInput{Text: "nobody's", Commitments: []authoring.CommitmentInput{}})
	if err != nil || len(slices.Collect(none.Snapshot.CommitmentsTo(none.ID()))) != 0 {
		t.Errorf("an empty list commits somebody, or %v", err)
	}
}

func TestAClaimMayBeCommittedToAsReported(t *testing.T) {
	k := newKit(t)
	r := k.must(t, voice("critic", "critics"), voice("speaker", "the speaker"), authoring.OperationInput{AddClaim: &authoring.ClaimInput{
		Text: "it is an assault", Basis: new(argmap.Given),
		Commitments: []authoring.CommitmentInput{{Voice: "critic", Act: argmap.Denies, ReportedBy: name("speaker")}},
	}})
	held := slices.Collect(r.Snapshot.CommitmentsTo(r.IDs[2]))
	if len(held) != 1 || held[0].Voice != r.IDs[0] || held[0].ReportedBy != r.IDs[1] || held[0].Act != argmap.Denies {
		t.Errorf("commitments are %+v", held)
	}
	if e := element(t, r.Snapshot, r.IDs[2]); e.Basis != argmap.Given || e.Author != actor || e.Created.Nanosecond()%1000 != 0 {
		t.Errorf("the claim is %+v", e)
	}
	more := k.must(t, authoring.OperationInput{Commit: &authoring.ClaimCommitmentInput{
		Claim: r.IDs[2], Commitment: authoring.CommitmentInput{Voice: r.IDs[1]},
	}})
	if c := record[*argmap.Commitment](t, more.Snapshot, argmap.TypeCommitment, more.ID()); c.Act != argmap.Asserts || c.Claim != r.IDs[2] {
		t.Errorf("the commitment is %+v", c)
	}
}

func TestAnInferenceJoinsItsPremisesInOrder(t *testing.T) {
	k := newKit(t)
	c := k.must(t, claim("", "conclusion"), claim("", "old premise"))
	r, err := k.s.AddInference(k.ctx, k.write(), authoring.InferenceInput{
		Premises: []authoring.PremiseInput{
			{New: &authoring.ClaimInput{Text: "new premise"}, Slot: new("major")},
			{Claim: &c.IDs[1]},
		},
		Conclusion: c.IDs[0], Scheme: new("expert-opinion"),
	})
	if err != nil {
		t.Fatal(err)
	}
	premises := slices.Collect(r.Snapshot.LinksTo(r.ID()))
	if len(premises) != 2 || premises[0].Slot != "major" || premises[1].From != c.IDs[1] || premises[0].Ordinal != 1 || premises[1].Ordinal != 2 {
		t.Errorf("premises are %+v", premises)
	}
	if e := element(t, r.Snapshot, premises[0].From); e.Text != "new premise" {
		t.Errorf("the first premise is %+v", e)
	}
	out := slices.Collect(r.Snapshot.LinksFrom(r.ID()))
	if len(out) != 1 || out[0].Role != argmap.RoleConcludes || out[0].To != c.IDs[0] {
		t.Errorf("the conclusion is %+v", out)
	}
}

func TestTheKindOfARebuttalFollowsFromItsTarget(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), claim("b", "b"), claim("c", "c"), inference("i", "a", "b"),
		rebuttal("r", "a", "", "c"), rebuttal("m", "b", "i", "c"), rebuttal("u", "i", "", "c"), rebuttal("w", "r", "", "b"))
	for i, want := range []argmap.AttackKind{argmap.Rebut, argmap.Undermine, argmap.Undercut, argmap.Undercut} {
		if e := element(t, r.Snapshot, r.IDs[4+i]); e.Attack != want {
			t.Errorf("rebuttal %d is %s; want %s", i, e.Attack, want)
		}
	}
	if len(r.Refs) != 8 || r.Refs[4] != (authoring.NamedID{Ref: "r", ID: r.IDs[4]}) {
		t.Errorf("refs are %v", r.Refs)
	}
}

func TestAQuestionTakesTheNextFreePlaceOfItsRow(t *testing.T) {
	k := newKit(t)
	in := func(text string, ordinal *int) authoring.OperationInput {
		return question(authoring.QuestionInput{Text: text, Row: name("row"), Ordinal: ordinal})
	}
	r := k.must(t, row("row"), in("a", nil), in("b", new(4)), in("c", nil))
	late, err := k.s.RaiseQuestion(k.ctx, k.write(), authoring.QuestionInput{Text: "d", Row: &r.IDs[0]})
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for q := range late.Snapshot.QuestionsIn(r.IDs[0]) {
		got = append(got, q.Question.Ordinal)
	}
	if !slices.Equal(got, []int{1, 4, 5, 6}) {
		t.Errorf("the ordinals are %v", got)
	}
}

func TestAQuestionKeepsWhatItWasRaisedWith(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), question(authoring.QuestionInput{
		Text: "Using what tools?", ResolvedText: new("Using what tools would it be?"), Note: new("or which"), Form: argmap.FormPolar,
		Force: argmap.Challenging, Elliptical: true, Embedded: true, AnswerMode: argmap.Exclusive, Critical: new("expert/1"),
		RaisedBy: []argmap.ID{"a", "i"}, AsksAbout: []authoring.SubjectInput{{Element: "i", Slot: new("warrant")}}, Carries: []argmap.ID{"b"},
	}), question(authoring.QuestionInput{Text: "Why?"}))
	want := &argmap.Inquiry{
		Resolved: "Using what tools would it be?", Note: "or which", Form: argmap.FormPolar, Force: argmap.Challenging,
		Elliptical: true, Embedded: true, Answers: argmap.Exclusive, Critical: "expert/1",
	}
	if got := element(t, r.Snapshot, r.IDs[3]).Question; *got != *want {
		t.Errorf("the question is %+v; want %+v", got, want)
	}
	if got := element(t, r.Snapshot, r.IDs[4]).Question; *got != (argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure, Answers: argmap.Compatible}) {
		t.Errorf("the plain question is %+v", got)
	}
	var raised []argmap.ID
	for l := range r.Snapshot.LinksTo(r.IDs[3]) {
		raised = append(raised, l.From)
	}
	out := slices.Collect(r.Snapshot.LinksFrom(r.IDs[3]))
	if !slices.Equal(raised, []argmap.ID{r.IDs[0], r.IDs[2]}) || len(out) != 2 || out[0].Slot != "warrant" || out[1].To != r.IDs[1] {
		t.Errorf("raised by %v, links %+v", raised, out)
	}
}

func TestAnswersAndTheirParts(t *testing.T) {
	k := newKit(t)
	q := k.must(t, question(authoring.QuestionInput{Text: "why?"}))
	r, err := k.s.AnswerQuestion(k.ctx, k.write(), authoring.AnswerInput{Question: q.ID(), New: &authoring.ClaimInput{Text: "because"}, Partial: true})
	if err != nil {
		t.Fatal(err)
	}
	l := record[*argmap.Link](t, r.Snapshot, argmap.TypeLink, r.ID())
	if l.Role != argmap.RoleAnswers || !l.Partial || l.To != q.ID() || element(t, r.Snapshot, l.From).Text != "because" {
		t.Errorf("the answer is %+v", l)
	}
}

func TestUpdateTouchesOnlyWhatItSays(t *testing.T) {
	k := newKit(t)
	r := k.must(t, row("row"), row("other"), claim("", "a"), question(authoring.QuestionInput{
		Text: "why?", Note: new("n"), Row: name("row"), Force: argmap.Rhetorical,
	}))
	c, q := r.IDs[2], r.IDs[3]
	steps := []struct {
		name   string
		change authoring.ElementUpdate
		want   func(e argmap.Element, q *argmap.Inquiry) argmap.Element
	}{
		{"text", authoring.ElementUpdate{ID: c, Text: authoring.Of("b")}, func(e argmap.Element, _ *argmap.Inquiry) argmap.Element { e.Text = "b"; return e }},
		{"basis", authoring.ElementUpdate{ID: c, Basis: authoring.Of(argmap.Argued)}, func(e argmap.Element, _ *argmap.Inquiry) argmap.Element { e.Basis = argmap.Argued; return e }},
		{"basis null", authoring.ElementUpdate{ID: c, Basis: authoring.Null[argmap.Basis]()}, func(e argmap.Element, _ *argmap.Inquiry) argmap.Element { e.Basis = ""; return e }},
		{"nothing", authoring.ElementUpdate{ID: q}, func(e argmap.Element, _ *argmap.Inquiry) argmap.Element { return e }},
		{"note null", authoring.ElementUpdate{ID: q, Note: authoring.Null[string]()}, func(e argmap.Element, q *argmap.Inquiry) argmap.Element { q.Note = ""; return e }},
		{"withdrawn", authoring.ElementUpdate{ID: q, Withdrawn: authoring.Of(true)}, func(e argmap.Element, q *argmap.Inquiry) argmap.Element { q.Withdrawn = true; return e }},
		{"ordinal", authoring.ElementUpdate{ID: q, Ordinal: authoring.Of(7)}, func(e argmap.Element, q *argmap.Inquiry) argmap.Element { q.Ordinal = 7; return e }},
		{"same row", authoring.ElementUpdate{ID: q, Row: authoring.Of(r.IDs[0])}, func(e argmap.Element, _ *argmap.Inquiry) argmap.Element { return e }},
		{"row", authoring.ElementUpdate{ID: q, Row: authoring.Of(r.IDs[1])}, func(e argmap.Element, q *argmap.Inquiry) argmap.Element {
			q.Row, q.Ordinal = r.IDs[1], 1
			return e
		}},
		{"row null", authoring.ElementUpdate{ID: q, Row: authoring.Null[argmap.ID]()}, func(e argmap.Element, q *argmap.Inquiry) argmap.Element {
			q.Row, q.Ordinal = "", 0
			return e
		}},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			before := *element(t, k.head(t), step.change.ID)
			if before.Question != nil {
				before.Question = new(*before.Question)
			}
			res, err := k.s.UpdateElement(k.ctx, k.write(), step.change)
			if err != nil {
				t.Fatal(err)
			}
			want := step.want(before, before.Question)
			if got := element(t, res.Snapshot, res.ID()); !argmap.Equal(got, &want) {
				t.Errorf("got %+v %+v; want %+v %+v", got, got.Question, want, want.Question)
			}
		})
	}
}

func TestDeletionTakesAlongWhatFalls(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), claim("b", "b"), claim("c", "c"), inference("i", "a", "b", "c"), rebuttal("r", "i", "", "c"))
	gone, err := k.s.DeleteElements(k.ctx, k.write(), []argmap.ID{r.IDs[1]})
	if err != nil {
		t.Fatal(err)
	}
	if want := []argmap.ID{r.IDs[1], r.IDs[3], r.IDs[4]}; !slices.Equal(sorted(gone.Deleted), sorted(want)) {
		t.Errorf("deleted %v; want %v", gone.Deleted, want)
	}
	impact, revision, err := k.s.Preview(k.ctx, k.m, []argmap.ID{r.IDs[0]})
	if err != nil || revision != gone.Revision || len(impact.Asked) != 1 {
		t.Errorf("preview: %v %d %v", impact, revision, err)
	}
}

func sorted(ids []argmap.ID) []argmap.ID { return slices.Sorted(slices.Values(ids)) }

func TestWhatIsAddedAndDeletedInOneListIsNotThere(t *testing.T) {
	k := newKit(t)
	kept := k.must(t, claim("", "kept"))
	before := dump(k.head(t))
	r := k.must(t, claim("a", "a"), inference("i", string(kept.ID()), "a"), question(authoring.QuestionInput{Ref: name("q"), Text: "?", RaisedBy: []argmap.ID{"i"}}),
		deletion("a"), deletion("q"))
	if got := dump(r.Snapshot); got != before || r.Revision != kept.Revision || len(r.Deleted) != 0 {
		t.Errorf("revision %d, deleted %v, and the map is\n%s; want\n%s", r.Revision, r.Deleted, got, before)
	}
}

func TestRemove(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), voice("v", "somebody"), row("w"), cite("a", words("s1p1", "criteria")), question(authoring.QuestionInput{Text: "?", Carries: []argmap.ID{"a"}}))
	link := slices.Collect(r.Snapshot.LinksTo(r.IDs[0]))[0]
	held := slices.Collect(r.Snapshot.CommitmentsTo(r.IDs[0]))[0]
	for _, id := range []argmap.ID{link.ID, held.ID, r.IDs[1], r.IDs[2], r.IDs[3]} {
		res := k.must(t, removal(string(id)))
		for _, typ := range argmap.RecordTypes() {
			if _, there := res.Snapshot.Entry(argmap.Ref{Type: typ, ID: id}); there {
				t.Errorf("%s %s is still there", typ, id)
			}
		}
	}
	_, err := k.apply(removal(string(r.IDs[0])))
	wantFault(t, err, fault.Invalid, "remove.element", "input.operations[0].remove")
}

func TestMapsAreMadeChangedAndDeleted(t *testing.T) {
	k := newKit(t)
	r, err := k.s.UpdateMap(k.ctx, k.write(), authoring.UpdateMapInput{Description: new("about it"), Language: new("en")})
	if err != nil {
		t.Fatal(err)
	}
	if p := r.Snapshot.Properties(); p.Title != "A map" || p.Description != "about it" || p.Language != "en" || p.Owner != actor {
		t.Errorf("the properties are %+v", p)
	}
	_, err = k.s.UpdateMap(k.ctx, k.write(), authoring.UpdateMapInput{Title: new(" ")})
	wantFault(t, err, fault.Invalid, string(argmap.RuleFields), "input.title")
	_, err = k.s.CreateMap(k.ctx, authoring.Write{Actor: actor}, authoring.CreateMapInput{})
	wantFault(t, err, fault.Invalid, string(argmap.RuleFields), "input.title")
	if _, err = k.s.DeleteMap(k.ctx, authoring.Write{Map: k.m, Actor: actor, Since: 1}); fault.Of(err) != fault.Conflict {
		t.Errorf("deleting a map that was changed: %v", err)
	}
	if _, err = k.s.DeleteMap(k.ctx, k.write()); err != nil {
		t.Error(err)
	}
	_, err = k.apply(claim("", "late"))
	wantFault(t, err, fault.NotFound, "map.not_found", "input.map")
}
