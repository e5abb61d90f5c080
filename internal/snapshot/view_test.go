package snapshot_test

import (
	"fmt"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// speech is a small map in which every kind of element and every role stands:
//
//	defence, suffering => step => thesis        answer answers asked (in part), full answers it
//	denial -> undermines suffering in step      asked, next stand in a row; thesis raises asked
//	doubt -> undercuts step; backing => step    asked asks about step (slot) and carries doubt
func speech(t *testing.T) *snapshot.Snapshot {
	t.Helper()
	b := snapshot.NewBuilder(theMap)
	add := func(r argmap.Record) { b.Add(argmap.Entry{Record: r, Revision: 3}) }
	for _, v := range []argmap.ID{"critic", "author"} {
		add(&argmap.Voice{ID: v, Kind: argmap.VoiceAuthor, Name: string(v)})
	}
	kinds := map[argmap.Kind]string{
		argmap.KindClaim: "thesis defence suffering denial doubt warrant answer full", argmap.KindInference: "step backing",
		argmap.KindRebuttal: "undermining undercut", argmap.KindQuestion: "asked next", argmap.KindRephrase: "rephrase",
		argmap.KindPreference: "preference", argmap.KindLocution: "said replied", argmap.KindIllocution: "act",
		argmap.KindTransition: "reply", argmap.KindForeign: "other",
	}
	attack := map[string]argmap.AttackKind{"undermining": argmap.Undermine, "undercut": argmap.Undercut}
	for kind, ids := range kinds {
		for id := range strings.FieldsSeq(ids) {
			e := &argmap.Element{ID: argmap.ID(id), Kind: kind, Text: id, Author: "somebody", Created: epochStart, Attack: attack[id]}
			switch kind {
			case argmap.KindQuestion:
				e.Question = &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure, Row: "row", Ordinal: 1 + len(id)%5}
			case argmap.KindClaim:
				add(&argmap.Commitment{ID: argmap.ID("k-" + id), Voice: "author", Claim: e.ID, Act: argmap.Asserts})
			case argmap.KindLocution:
				e.Speaker = "author"
			default:
			}
			add(e)
		}
	}
	add(&argmap.Commitment{ID: "reported", Voice: "critic", Claim: "doubt", Act: argmap.Asserts, ReportedBy: "author"})
	add(&argmap.Row{ID: "row", Antecedent: "an intervention"})
	add(&argmap.Citation{ID: "cite", Element: "thesis", Source: "source", Role: argmap.Words, Explicitness: argmap.Explicit, Segments: []argmap.Segment{{Paragraph: "p", End: 4, Exact: "text"}}})
	for i, l := range []argmap.Link{
		{Role: argmap.RolePremiseOf, From: "suffering", To: "step", Ordinal: 2},
		{Role: argmap.RolePremiseOf, From: "defence", To: "step", Ordinal: 1},
		{Role: argmap.RoleConcludes, From: "step", To: "thesis"},
		{Role: argmap.RolePremiseOf, From: "warrant", To: "backing"},
		{Role: argmap.RoleConcludes, From: "backing", To: "step"},
		{Role: argmap.RolePremiseOf, From: "denial", To: "undermining"},
		{Role: argmap.RoleAttacks, From: "undermining", To: "suffering"},
		{Role: argmap.RoleAgainst, From: "undermining", To: "step"},
		{Role: argmap.RolePremiseOf, From: "doubt", To: "undercut"},
		{Role: argmap.RoleAttacks, From: "undercut", To: "step"},
		{Role: argmap.RoleRaises, From: "thesis", To: "asked"},
		{Role: argmap.RoleAsksAbout, From: "asked", To: "thesis", Slot: "goal"},
		{Role: argmap.RoleAsksAbout, From: "asked", To: "step"},
		{Role: argmap.RoleCarries, From: "asked", To: "doubt"},
		{Role: argmap.RoleAnswers, From: "answer", To: "asked", Partial: true},
		{Role: argmap.RoleAnswers, From: "full", To: "asked", Ordinal: 1},
		{Role: argmap.RoleRephrases, From: "full", To: "rephrase"},
		{Role: argmap.RoleRephraseOf, From: "rephrase", To: "answer"},
		{Role: argmap.RolePreferredIn, From: "full", To: "preference"},
		{Role: argmap.RolePreferredTo, From: "preference", To: "answer"},
		{Role: argmap.RolePerforms, From: "said", To: "act"},
		{Role: argmap.RoleHasContent, From: "act", To: "thesis"},
		{Role: argmap.RoleStarts, From: "said", To: "reply"},
		{Role: argmap.RoleEndsIn, From: "reply", To: "replied"},
		{Role: argmap.RoleForeign, From: "other", To: "thesis"},
	} {
		l.ID = argmap.ID(fmt.Sprintf("l%02d", i))
		add(&l)
	}
	s, err := b.Snapshot(3, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func get[E snapshot.Element](s *snapshot.Snapshot, id argmap.ID) E { return s.Element(id).(E) }

// ids gives the ids of a list, joined.
func ids[T interface{ ID() argmap.ID }](list ...T) string {
	var names []string
	for _, v := range list {
		names = append(names, string(v.ID()))
	}
	return strings.Join(names, " ")
}

func TestViewsShowTheMapInReadingOrder(t *testing.T) {
	s := speech(t)
	thesis, step := get[snapshot.Claim](s, "thesis"), get[snapshot.Inference](s, "step")
	undermining, undercut := get[snapshot.Rebuttal](s, "undermining"), get[snapshot.Rebuttal](s, "undercut")
	asked, next := get[snapshot.Question](s, "asked"), get[snapshot.Question](s, "next")
	suffering := get[snapshot.Claim](s, "suffering")
	for name, c := range map[string]struct{ got, want string }{
		"what concludes a claim":               {ids(thesis.Inferences()...), "step"},
		"where it is a premise":                {ids(suffering.PremiseOf()...), "step"},
		"what attacks it":                      {ids(suffering.Rebuttals()...), "undermining"},
		"what it attacks with":                 {ids(get[snapshot.Claim](s, "denial").Rebuts()...), "undermining"},
		"not what it supports with":            {ids(suffering.Rebuts()...), ""},
		"questions, each once":                 {ids(thesis.Questions()...), "asked"},
		"its commitments":                      {ids(get[snapshot.Claim](s, "doubt").Commitments()...), "k-doubt reported"},
		"its citations":                        {ids(thesis.Citations()...), "cite"},
		"premises by ordinal":                  {ids(step.Premises()...), "defence suffering"},
		"a conclusion":                         {ids(step.Conclusion()), "thesis"},
		"backings":                             {ids(step.Backings()...), "backing"},
		"what a backing concludes":             {ids(get[snapshot.Inference](s, "backing").Conclusions()...), "step"},
		"an undercut's target":                 {ids(undercut.Target()), "step"},
		"a rebuttal's premises":                {ids(undercut.Premises()...), "doubt"},
		"what an undermining is against":       {ids(*undermining.Against()), "step"},
		"what raises a question":               {ids(asked.RaisedBy()...), "thesis"},
		"what it carries":                      {ids(asked.Carries()...), "doubt"},
		"the row in its order":                 {ids(asked.Row().Questions()...), "asked next"},
		"a new wording":                        {ids(get[snapshot.Rephrase](s, "rephrase").Wordings()...), "full"},
		"what it restates":                     {ids(get[snapshot.Rephrase](s, "rephrase").Restates()...), "answer"},
		"what is preferred":                    {ids(get[snapshot.Preference](s, "preference").Preferred()...), "full"},
		"what is put behind":                   {ids(get[snapshot.Preference](s, "preference").Over()...), "answer"},
		"who speaks":                           {ids(*get[snapshot.Locution](s, "said").Speaker()), "author"},
		"the act":                              {ids(get[snapshot.Locution](s, "said").Performs()...), "act"},
		"who performs it":                      {ids(get[snapshot.Illocution](s, "act").PerformedBy()...), "said"},
		"its content":                          {ids(get[snapshot.Illocution](s, "act").Content()...), "thesis"},
		"where a reply starts":                 {ids(get[snapshot.Transition](s, "reply").Starts()...), "said"},
		"where it ends":                        {ids(get[snapshot.Transition](s, "reply").Ends()...), "replied"},
		"voices by id":                         {ids(s.Voices()...), "author critic"},
		"what a voice only reports is not its": {ids(s.Voice("critic").Commitments()...), "reported"},
		"sources":                              {fmt.Sprint(s.Sources()), "[source]"},
		"roots":                                {ids(s.Roots().At(0), s.Roots().At(1)) + fmt.Sprint(s.Roots().Len()), "next other4"},
		"an answer's two sides":                {ids(get[snapshot.Claim](s, "answer").Answers()[0].Question), "asked"},
		"a commitment's voice and reporter":    {ids(s.Commitment("reported").Voice(), *s.Commitment("reported").ReportedBy()), "critic author"},
		"a commitment's claim":                 {ids(s.Commitment("reported").Claim()), "doubt"},
		"a citation's element":                 {ids(s.Citation("cite").Element()), "thesis"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
	if a := asked.Answers(); len(a) != 2 || a[0].Claim.ID() != "answer" || !a[0].Partial || a[1].Claim.ID() != "full" || a[1].Partial {
		t.Errorf("answers %v", a)
	}
	if about := asked.AsksAbout(); len(about) != 2 || *about[0].Slot != "goal" || about[1].Slot != nil || about[1].Element.ID() != "step" {
		t.Errorf("asks about %v", about)
	}
	if k := undermining.Kinds(); len(k) != 1 || k[0].Relation.ID() != "step" || k[0].Kind != argmap.Undermine || undermining.Kind() != argmap.Undermine {
		t.Errorf("kinds %v", k)
	}
	if k := undercut.Kinds(); len(k) != 1 || k[0].Relation.ID() != "step" || k[0].Kind != argmap.Undercut {
		t.Errorf("kinds %v", k)
	}
	if asked.ResolvedText() != "asked" || asked.Note() != nil || asked.AnswerMode() != argmap.Compatible || *next.Ordinal() != 5 || undercut.Against() != nil {
		t.Error("a question's fields are wrong")
	}
}

func TestStatusAndLabelsFollowTheEvaluation(t *testing.T) {
	s := speech(t)
	want := map[argmap.ID]string{
		"thesis": "OUT", "step": "OUT", "suffering": "OUT", "defence": "IN", "undermining": "IN", "undercut": "IN",
		"backing": "IN", "full": "IN", "preference": "IN",
	}
	for id, label := range want {
		if v, ok := s.Verdict(id); !ok || string(v.Label) != label {
			t.Errorf("%s is %v, want %s", id, v, label)
		}
	}
	if v, _ := s.Verdict("thesis"); v.Reason != argmap.Unsupported {
		t.Errorf("the thesis is %v", v)
	}
	if v, _ := s.Verdict("step"); v.Reason != argmap.Defeated {
		t.Errorf("the step is %v", v)
	}
	for _, id := range []argmap.ID{"asked", "rephrase", "said", "act", "reply", "other", "nothing"} {
		if _, ok := s.Verdict(id); ok {
			t.Errorf("%s has a label", id)
		}
	}
	if b := get[snapshot.Claim](s, "thesis").Basis(); b != argmap.Argued {
		t.Errorf("the thesis is %s", b)
	}
	if b := get[snapshot.Claim](s, "defence").Basis(); b != argmap.Given {
		t.Errorf("the defence is %s", b)
	}
	asked := get[snapshot.Question](s, "asked")
	if got := asked.Standing(); got.Status != argmap.Answered || got.Full != 1 || got.Partial != 1 || got.Accepted != 2 {
		t.Errorf("standing %+v", got)
	}
	if got := get[snapshot.Question](s, "next").Status(); got != argmap.Open {
		t.Errorf("the next is %s", got)
	}
	if d := s.Element("other").Defects(); len(d) != 1 || d[0].Rule != argmap.RuleForeign {
		t.Errorf("defects %v", d)
	}
}
