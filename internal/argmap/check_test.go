package argmap

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"argmap/internal/fault"
)

// breaches holds change sets to the world that break one rule each.
type breachCase struct {
	name      string
	rule      RuleID
	ops       []Operation
	field     string
	operation int
}

func breachCases() []breachCase {
	long := strings.Repeat("x", MaxTextCodePoints+1)
	many := make([]Operation, MaxOperations+1)
	for i := range many {
		many[i] = Set(claim(ID(fmt.Sprint("n", i))))
	}
	cite := func(change func(*Citation)) []Operation { return sets(with(citation("new", "b"), change)) }
	segment := func(change func(*Segment)) []Operation {
		return cite(func(c *Citation) { change(&c.Segments[0]) })
	}
	return []breachCase{
		{"too many", RuleCount, many, "operations", -1},
		{"empty id", RuleIdent, sets(claim("")), "id", 0},
		{"long id", RuleIdent, sets(claim(ID(strings.Repeat("i", MaxIDBytes+1)))), "id", 0},
		{"control in id", RuleIdent, sets(claim("a\u0085")), "id", 0},
		{"twice", RuleOnce, sets(claim("n"), claim("n")), "id", 1},
		{"NUL", RuleText, sets(voice("ok"), with(claim("n"), func(e *Element) { e.Text = "a\x00" })), "text", 1},
		{"not UTF-8", RuleText, sets(with(claim("n"), func(e *Element) { e.Text = "\xff" })), "text", 0},
		{"above 1 MiB", RuleText, sets(&Row{ID: "n", Antecedent: strings.Repeat("x", MaxTextBytes+1)}), "antecedent", 0},
		{"kind", RuleFields, sets(of("n", "X")), "kind", 0},
		{"basis of a question", RuleFields, sets(with(ask("n"), func(e *Element) { e.Basis = Given })), "basis", 0},
		{"rebuttal without attack", RuleFields, sets(rebuttal("n", "")), "attack", 0},
		{"question without inquiry", RuleFields, sets(of("n", KindQuestion)), "question", 0},
		{"ordinal without row", RuleFields, sets(inRow("n", "", 1)), "ordinal", 0},
		{"role", RuleFields, sets(link("a", "X", "b")), "role", 0},
		{"partial premise", RuleFields, sets(with(link("a", RolePremiseOf, "i"), func(l *Link) { l.Partial = true })), "partial", 0},
		{"bearing of a premise", RuleFields, sets(with(link("a", RolePremiseOf, "i"), func(l *Link) { l.Bearing = Meets })), "bearing", 0},
		{"unknown bearing", RuleFields, sets(with(link("a", RoleAnswers, "q"), func(l *Link) { l.Bearing = Neutral })), "bearing", 0},
		{"standard among compatible answers", RuleFields, sets(with(ask("n"), func(e *Element) { e.Question.Standard = Preponderance })), "standard", 0},
		{"unknown standard", RuleFields, sets(with(ask("n"), func(e *Element) { e.Question.Answers, e.Question.Standard = Exclusive, "X" })), "standard", 0},
		{"unknown burden", RuleFields, sets(with(ask("n"), func(e *Element) { e.Question.Burden = "X" })), "burden", 0},
		{"unknown effect", RuleFields, sets(with(ask("n"), func(e *Element) { e.Question.Effect = "X" })), "effect", 0},
		{"slot of a conclusion", RuleFields, sets(with(link("i", RoleConcludes, "b"), func(l *Link) { l.Slot = "x" })), "slot", 0},
		{"no segment", RuleFields, cite(func(c *Citation) { c.Segments = nil }), "segments", 0},
		{"raw", RuleFields, sets(&Leftover{ID: "n", What: "edge", Raw: []byte("{")}), "raw", 0},
		{"title", RuleFields, sets(with(props(), func(p *Properties) { p.Title = " " })), "title", 0},
		{"another name", RuleFields, []Operation{{Ref: Ref{TypeElement, "n"}, After: claim("other")}}, "id", 0},
		{"link from nothing", RuleEnds, sets(link("x", RolePremiseOf, "i")), "from", 0},
		{"link to nothing", RuleEnds, sets(link("a", RolePremiseOf, "x")), "to", 0},
		{"citation of nothing", RuleEnds, cite(func(c *Citation) { c.Element = "x" }), "element", 0},
		{"no voice", RuleEnds, sets(commitment("n", "x", "a")), "voice", 0},
		{"no reporter", RuleEnds, sets(with(commitment("n", "v", "a"), func(k *Commitment) { k.ReportedBy = "x" })), "reportedBy", 0},
		{"no speaker", RuleEnds, sets(&Element{ID: "n", Kind: KindLocution, Speaker: "x"}), "speaker", 0},
		{"no row", RuleEnds, sets(inRow("n", "x", 1)), "row", 0},
		{"end removed in the same set", RuleEnds, join(removes(claim("n")), sets(link("n2", RoleRaises, "q1"))), "from", 1},
		{"join", RuleJoin, sets(link("q1", RolePremiseOf, "i")), "role", 0},
		{"committed to a question", RuleJoin, sets(commitment("n", "v", "q1")), "claim", 0},
		{"another kind", RuleFixed, sets(with(ask("a"), func(*Element) {})), "kind", 0},
		{"another end", RuleFixed, sets(with(link("b", RolePremiseOf, "i"), func(l *Link) { l.From = "d" })), "role", 0},
		{"another element", RuleFixed, sets(citation("cit", "b")), "element", 0},
		{"another voice", RuleFixed, sets(commitment("k", "reporter", "a")), "voice", 0},
		{"element with links", RuleDangling, removes(claim("d")), "id", 0},
		{"voice with commitments", RuleDangling, removes(voice("v")), "id", 0},
		{"voice that reports", RuleDangling, removes(voice("reporter")), "id", 0},
		{"row with questions", RuleDangling, removes(&Row{ID: "row"}), "id", 0},
		{"no properties", RuleProperties, removes(props()), "id", 0},
		{"properties of another map", RuleProperties, sets(with(props(), func(p *Properties) { p.ID = "other" })), "id", 0},
		{"no paragraph", RuleParagraph, segment(func(s *Segment) { s.Paragraph = "x" }), "segments[0].paragraph", 0},
		{"another source", RuleParagraph, cite(func(c *Citation) { c.Source = "other" }), "segments[0].paragraph", 0},
		{"withdrawn", RuleParagraph, cite(func(c *Citation) { c.Source = "withdrawn"; c.Segments[0].Paragraph = "old" }), "segments[0].paragraph", 0},
		{"beyond the paragraph", RuleRange, segment(func(s *Segment) { s.End = 100 }), "segments[0]", 0},
		{"other words", RuleWords, segment(func(s *Segment) { s.Exact = "Tee" }), "segments[0].exact", 0},
		{"silent claim", RuleClaimText, sets(with(claim("a"), func(e *Element) { e.Text = "" })), "text", 0},
		{"silent question", RuleQuestionText, sets(with(ask("n"), func(e *Element) { e.Text = "" })), "text", 0},
		{"long text", RuleLength, sets(with(claim("n"), func(e *Element) { e.Text = long })), "text", 0},
		{"control", RuleControl, sets(with(claim("n"), func(e *Element) { e.Text = "a\rb" })), "text", 0},
		{"control in a note", RuleControl, sets(with(inRow("n", "", 0), func(e *Element) { e.Question.Note = "\u0085" })), "text", 0},
		{"no premise", RuleInfPremise, sets(inference("n"), link("n", RoleConcludes, "a")), "premises", 0},
		{"last premises go", RuleInfPremise, removes(link("b", RolePremiseOf, "i"), link("c", RolePremiseOf, "i")), "premises", 0},
		{"no conclusion", RuleInfEnd, sets(inference("n"), link("a", RolePremiseOf, "n")), "conclusion", 0},
		{"two conclusions", RuleInfEnd, sets(link("i", RoleConcludes, "d")), "conclusion", 0},
		{"no rebuttal premise", RuleRebPremise, sets(rebuttal("n", Rebut), link("n", RoleAttacks, "a")), "premises", 0},
		{"two targets", RuleRebTarget, sets(link("r", RoleAttacks, "b")), "target", 0},
		{"no target", RuleRebTarget, sets(rebuttal("n", Rebut), link("a", RolePremiseOf, "n")), "target", 0},
		{"undercut of a claim", RuleRebKind, sets(rebuttal("n", Undercut), link("b", RolePremiseOf, "n"), link("n", RoleAttacks, "a")), "attack", 0},
		{"rebuts a relation", RuleRebKind, sets(rebuttal("w", Rebut)), "attack", 0},
		{"undermines nothing", RuleRebAgainst, sets(rebuttal("n", Undermine), link("d", RolePremiseOf, "n"), link("n", RoleAttacks, "a")), "against", 0},
		{"undermines no premise", RuleRebAgainst, sets(rebuttal("n", Undermine), link("d", RolePremiseOf, "n"), link("n", RoleAttacks, "a"), link("n", RoleAgainst, "i")), "against", 0},
		{"rebuts against", RuleRebAgainst, sets(link("r", RoleAgainst, "i")), "against", 0},
		{"against taken away", RuleRebAgainst, removes(link("u", RoleAgainst, "i")), "against", 0},
		{"against two", RuleRebAgainst, sets(inference("n"), link("b", RolePremiseOf, "n"), link("n", RoleConcludes, "d"), link("u", RoleAgainst, "n")), "against", 3},
		{"rephrase of nothing", RuleRephrase, sets(of("n", KindRephrase), link("a", RoleRephrases, "n")), "", 0},
		{"preferred to nothing", RulePreference, sets(of("n", KindPreference), link("a", RolePreferredIn, "n")), "", 0},
		{"same link twice", RuleTwice, sets(with(link("a", RoleRaises, "q1"), func(l *Link) { l.ID = "n" })), "", 0},
		{"ordinal 0", RuleOrdinal, sets(inRow("n", "row", 0)), "ordinal", 0},
		{"ordinal taken", RuleOrdinal, sets(inRow("n", "row", 2)), "ordinal", 0},
		{"burden without effect", RuleCritBurden, critical(BurdenPremise, "", "s"), "burden", 0},
		{"effect without burden", RuleCritBurden, critical("", EffectPremise, "s"), "burden", 0},
		{"burden of no critical question", RuleCritBurden, join(critical(BurdenPremise, EffectPremise, "s")[1:], sets(with(test("n", BurdenPremise, EffectPremise), func(e *Element) { e.Question.Critical = "" }))), "burden", 0},
		{"premise burden on the step", RuleCritBurden, critical(BurdenPremise, EffectInference, ""), "burden", 0},
		{"assumption about the conclusion", RuleCritBurden, critical(BurdenAssumption, EffectConclusion, ""), "burden", 0},
		{"exception about a premise", RuleCritBurden, critical(BurdenException, EffectPremise, "s"), "burden", 0},
		{"tests nothing", RuleCritAbout, sets(test("n", BurdenException, EffectInference)), "asksAbout", 0},
		{"tests a claim", RuleCritAbout, sets(test("n", BurdenException, EffectInference), link("n", RoleAsksAbout, "a")), "asksAbout", 0},
		{"tests two", RuleCritAbout, join(critical(BurdenException, EffectInference, ""), sets(link("n", RoleAsksAbout, "a"))), "asksAbout", 0},
		{"slot of a test of the step", RuleCritAbout, critical(BurdenException, EffectInference, "s"), "asksAbout", 0},
		{"no slot of a test of a premise", RuleCritAbout, critical(BurdenAssumption, EffectPremise, ""), "asksAbout", 0},
		{"test aimed at another", RuleCritAbout, sets(link("t", RoleAsksAbout, "a")), "asksAbout", 0},
		{"test aimed at nothing", RuleCritAbout, removes(link("t", RoleAsksAbout, "i")), "asksAbout", 0},
		{"bearing without a burden", RuleBearing, sets(with(link("c", RoleAnswers, "q1"), func(l *Link) { l.Bearing = Meets })), "bearing", 0},
		{"burden taken from under a bearing", RuleBearing, join(sets(ask("t")), removes(link("t", RoleAsksAbout, "i"))), "bearing", 0},
		{"nobody's act", RuleIllocution, sets(of("n", KindIllocution), link("n", RoleHasContent, "a")), "", 0},
		{"reply to nothing", RuleTransition, sets(of("n", KindTransition), link("loc", RoleStarts, "n")), "", 0},
		{"foreign element", RuleForeign, sets(of("n", KindForeign)), "", 0},
		{"foreign link", RuleForeign, sets(link("a", RoleForeign, "b")), "role", 0},
	}
}

func TestEveryRuleIsBrokenAndNamed(t *testing.T) {
	named := map[RuleID]int{}
	for _, c := range breachCases() {
		named[c.rule]++
		t.Run(string(c.rule)+" "+c.name, func(t *testing.T) {
			_, err := Check(world(), library{}, c.ops, Authoring)
			f := faultOf(t, err)
			code := fault.Invalid
			if c.rule == RuleCount {
				code = fault.Exhausted
			}
			if f.Code != code || f.Reason != string(c.rule) || f.Field != c.field {
				t.Errorf("got %s %s at %q (%s); want %s %s at %q", f.Code, f.Reason, f.Field, f.Message, code, c.rule, c.field)
			}
			if i, ok := f.Details["operation"].(int); ok && i != c.operation || !ok && c.operation >= 0 {
				t.Errorf("operation %v is blamed; want %d", f.Details["operation"], c.operation)
			}
		})
	}
	for _, r := range Rules() {
		if named[r.ID] == 0 {
			t.Errorf("no case breaks %s: %s", r.ID, r.Says)
		}
		delete(named, r.ID)
		if r.Says == "" || r.Because == "" || strings.HasPrefix(string(r.ID), "STR-") != (r.Tier == Structural) {
			t.Errorf("the row of %s is %+v", r.ID, r)
		}
	}
	for id := range named {
		t.Errorf("%s is no rule of the table", id)
	}
}

func TestImportsKeepDefectsAndObeyTheStructure(t *testing.T) {
	for _, c := range breachCases() {
		if strings.HasPrefix(string(c.rule), "MAP-") {
			ops, err := Check(world(), library{}, c.ops, Importing)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			s := world()
			s.Apply(ChangeSet{Revision: 2, Operations: ops})
			if ds := defectsOf(s, elementsOf(s)); len(ds) == 0 && c.name != "foreign link" {
				t.Errorf("%s: nothing is marked", c.name)
			}
			continue
		}
		_, err := Check(world(), library{}, c.ops, Importing)
		if kept := c.name == "withdrawn"; kept && err != nil || !kept && fault.Reason(err) != string(c.rule) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestCheckCompletesOperations(t *testing.T) {
	s := world()
	changed := with(claim("a"), func(e *Element) { e.Text = "other" })
	ops, err := Check(s, nil, []Operation{Set(claim("b")), Set(changed), Remove(Ref{TypeRow, "x"}), Set(claim("n"))}, Authoring)
	if err != nil || len(ops) != 2 {
		t.Fatal(ops, err)
	}
	if !Equal(ops[0].Before, claim("a")) || !Equal(ops[0].After, changed) || ops[1].Before != nil {
		t.Errorf("the operations are %+v", ops)
	}
}

func TestAnUnderminingRebuttalOutlivesItsInference(t *testing.T) {
	s := world()
	impact, err := Deletion(s, []ID{"i"})
	if err != nil {
		t.Fatal(err)
	}
	if len(impact.Marked) != 2 || impact.Marked[0].ID != "u" || impact.Marked[1].ID != "t" {
		t.Errorf("marked are %v", impact.Marked)
	}
	ops, err := Check(s, nil, impact.Operations, Authoring)
	if err != nil {
		t.Fatal(err)
	}
	s.Apply(ChangeSet{Revision: 2, Operations: ops})
	if ds := defectsOf(s, []ID{"u"}); len(ds) != 1 || ds[0] != "MAP-REB-AGAINST u" {
		t.Errorf("defects are %v", ds)
	}
	note := with(rebuttal("u", Undermine), func(e *Element) { e.Text = "a note" })
	if _, err := Check(s, nil, sets(note), Authoring); err != nil {
		t.Errorf("a marked rebuttal cannot be edited: %v", err)
	}
}

func TestTheTableOfJoins(t *testing.T) {
	met := map[Role]bool{}
	for i, j := range Joins() {
		if met[j.Role] || j.Meaning == "" || len(j.From) == 0 || len(j.To) == 0 {
			t.Errorf("the row of %s is %+v", j.Role, j)
		}
		met[j.Role] = true
		if roleRank(j.Role) != i {
			t.Errorf("%s is row %d and ranks %d", j.Role, i, roleRank(j.Role))
		}
		for _, from := range Kinds() {
			for _, to := range Kinds() {
				checkJoin(t, j, from, to)
			}
		}
	}
	if _, ok := JoinOf("X"); ok || len(Roles()) != len(met) {
		t.Error("an unknown role joins something")
	}
}

// checkJoin holds Check to one cell of the table.
func checkJoin(t *testing.T, j Join, from, to Kind) {
	s := NewState(mapID)
	s.Put(Entry{props(), 1})
	for id, k := range map[ID]Kind{"from": from, "to": to} {
		s.Put(Entry{of(id, k), 1})
	}
	_, err := Check(s, nil, sets(link("from", j.Role, "to")), Importing)
	if refused := fault.Reason(err) == string(RuleJoin); refused == j.Fits(from, to) || err != nil && !refused {
		t.Errorf("%s from %s to %s: %v", j.Role, from, to, err)
	}
}

func TestACriticalQuestionOutlivesItsInference(t *testing.T) {
	s := world()
	impact, err := Deletion(s, []ID{"i"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(impact.Marked, func(e *Element) bool { return e.ID == "t" }) {
		t.Errorf("marked are %v", impact.Marked)
	}
	ops, err := Check(s, nil, impact.Operations, Authoring)
	if err != nil {
		t.Fatal(err)
	}
	s.Apply(ChangeSet{Revision: 2, Operations: ops})
	if ds := defectsOf(s, []ID{"t"}); len(ds) != 1 || ds[0] != "MAP-CRIT-ABOUT t" {
		t.Errorf("defects are %v", ds)
	}
	asked := with(test("t", BurdenException, EffectInference), func(e *Element) { e.Question.Withdrawn = true })
	if _, err := Check(s, nil, sets(asked), Authoring); err != nil {
		t.Errorf("a marked question cannot be edited: %v", err)
	}
}

// TestEveryBurdenThatFits accepts each pair of burden and effect that fits, with a slot where it needs one.
func TestEveryBurdenThatFits(t *testing.T) {
	burdens := map[Burden]string{BurdenPremise: "PREMISE", BurdenAssumption: "PREMISE INFERENCE", BurdenException: "INFERENCE CONCLUSION"}
	for b, fits := range burdens {
		for _, e := range []Effect{EffectPremise, EffectInference, EffectConclusion} {
			slot := ""
			if e == EffectPremise {
				slot = "s"
			}
			_, err := Check(world(), nil, critical(b, e, slot), Authoring)
			if want := slices.Contains(strings.Fields(fits), string(e)); want != (err == nil) {
				t.Errorf("%s with %s: %v", b, e, err)
			}
		}
	}
}

func TestARebuttalThatFallsIsNotMarked(t *testing.T) {
	impact, err := Deletion(world(), []ID{"i", "d", "t"})
	if err != nil || len(impact.Marked) != 0 {
		t.Errorf("marked are %v, %v", impact.Marked, err)
	}
}

func TestTabsAndLineFeedsMayStandInTexts(t *testing.T) {
	if _, err := Check(world(), nil, sets(with(claim("n"), func(e *Element) { e.Text = "a\tb\nc" })), Authoring); err != nil {
		t.Error(err)
	}
}
