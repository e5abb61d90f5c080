package aif

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// file writes a file from lines "id type text" for nodes, "a > b" for edges and "id by person" for locutions.
func file(t testing.TB, lines ...string) []byte {
	t.Helper()
	type object map[string]string
	lists := map[string][]object{"nodes": {}, "edges": {}, "locutions": {}}
	for _, line := range lines {
		parts := strings.SplitN(line, " ", 3)
		switch parts[1] {
		case ">":
			lists["edges"] = append(lists["edges"], object{"edgeID": fmt.Sprint(len(lists["edges"])), "fromID": parts[0], "toID": parts[2]})
		case "by":
			lists["locutions"] = append(lists["locutions"], object{"nodeID": parts[0], "personID": parts[2]})
		default:
			lists["nodes"] = append(lists["nodes"], object{"nodeID": parts[0], "type": parts[1], "text": parts[2]})
		}
	}
	data, err := json.Marshal(lists)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// said gives the commitments, answers and questions of a document in sorted lines.
func said(d *codec.Document) []string {
	g := codec.NewGraph(d)
	var lines []string
	for _, c := range g.Commitments {
		line := fmt.Sprintf("%s %s %s", g.Voice(c.Voice).Name, c.Act, g.Element(c.Claim).External.ID)
		if c.ReportedBy != "" {
			line += " reported by " + g.Voice(c.ReportedBy).Name
		}
		lines = append(lines, line)
	}
	for _, l := range g.Links {
		switch l.Role { //nolint:exhaustive // the others are edges
		case argmap.RoleAnswers:
			lines = append(lines, fmt.Sprintf("%s answers %q", g.Element(l.From).External.ID, g.Element(l.To).Text))
		case argmap.RoleAsksAbout, argmap.RoleCarries:
			q := g.Element(l.From)
			lines = append(lines, fmt.Sprintf("%q %s %s %s %s", q.Text, q.Question.Form, q.Question.Force, l.Role, g.Element(l.To).External.ID))
		}
	}
	slices.Sort(lines)
	return lines
}

func TestWhoHoldsWhat(t *testing.T) {
	for name, c := range map[string]struct{ lines, want []string }{
		"nobody speaks": {[]string{"1 I a"}, []string{"author ASSERTS 1"}},
		"every act": {
			[]string{
				"a I a", "c I c", "d I d", "g I g", "h I h", "r I r", "x I x", "l L Ann : words", "l by 7", "l > A", "l > C", "l > D", "l > G", "l > H", "l > R", "l > X",
				"A YA Asserting", "C YA Popular Conceding", "D YA Disagreeing", "G YA Agreeing", "H YA Hypothesising", "R YA Retracting", "X YA Restating",
				"A > a", "C > c", "D > d", "G > g", "H > h", "R > r", "X > x",
			},
			[]string{"Ann ASSERTS a", "Ann ASSERTS x", "Ann CONCEDES c", "Ann CONCEDES g", "Ann DENIES d", "Ann SUPPOSES h"},
		},
		"an analyst reports nobody": {
			[]string{"1 I a", "2 L Ann : a", "2 by 7", "3 YA Asserting", "2 > 3", "3 > 1", "4 L M: Ann : a", "4 by 8", "5 YA Analysing", "4 > 5", "5 > 2"},
			[]string{"Ann ASSERTS 1"},
		},
		"an analysis is no commitment": {
			[]string{"1 I a", "2 L M: a", "2 by 8", "3 YA Analysing", "2 > 3", "3 > 1"}, []string{"author ASSERTS 1"},
		},
		"one reports oneself": {
			[]string{"1 I a", "2 L Ann : a", "2 by 7", "3 YA Asserting", "2 > 3", "3 > 1", "4 L Ann : I said a", "4 by 7", "5 YA Asserting", "4 > 5", "5 > 2"},
			[]string{"Ann ASSERTS 1"},
		},
		"by way of a transition": {
			[]string{"1 I a", "2 L Ann : a", "2 by 7", "3 TA TA", "2 > 3", "4 L Bo : yes", "4 by 8", "3 > 4", "5 YA Agreeing", "3 > 5", "5 > 1"},
			[]string{"Bo CONCEDES 1"},
		},
		"only asked about": {
			[]string{"1 I a or not", "2 L Ann : is it a", "2 by 7", "3 YA Pure Questioning", "2 > 3", "3 > 1"},
			[]string{`"is it a" POLAR PURE ASKS_ABOUT 1`},
		},
		"asked and asserted": {
			[]string{"1 I a", "2 L isn't it a, and who says no", "3 YA Rhetorical Questioning", "2 > 3", "3 > 1"},
			[]string{`"isn't it a, and who says no" POLAR RHETORICAL CARRIES 1`, "author ASSERTS 1"},
		},
		"answered": {
			[]string{"1 I by xxx", "2 L by whom", "3 YA PureQuestioning", "2 > 3", "3 > 1", "4 I by Bo", "4 > 5", "5 MA Default Rephrase", "5 > 1"},
			[]string{`"by whom" WH PURE ASKS_ABOUT 1`, `4 answers "by whom"`, "author ASSERTS 4"},
		},
		"a question restated is no answer": {
			[]string{"1 I by xxx", "3 YA Pure Questioning", "3 > 1", "4 I by yyy", "6 YA Pure Questioning", "6 > 4", "4 > 5", "5 MA Default Rephrase", "5 > 1"},
			[]string{`"by xxx" POLAR PURE ASKS_ABOUT 1`, `"by yyy" POLAR PURE ASKS_ABOUT 4`},
		},
		"what somebody holds is restated, not answered": {
			[]string{"1 I a", "3 YA Pure Questioning", "3 > 1", "6 YA Asserting", "6 > 1", "4 I b", "4 > 5", "5 MA Default Rephrase", "5 > 1"},
			[]string{`"a" POLAR PURE ASKS_ABOUT 1`, "author ASSERTS 1", "author ASSERTS 4"},
		},
	} {
		if diff := cmp.Diff(c.want, said(decode(t, file(t, c.lines...)))); diff != "" {
			t.Errorf("%s: want -, got +\n%s", name, diff)
		}
	}
}

func TestAttacks(t *testing.T) {
	for first, want := range map[string]argmap.AttackKind{"c > i": argmap.Rebut, "c > r": argmap.Undercut} {
		second := map[string]string{"c > i": "c > r", "c > r": "c > i"}[first]
		d := decode(t, file(t, "i I a", "r RA RA", "c CA CA", "p I p", "p > c", first, second))
		for _, r := range d.Records {
			if e, ok := r.(*argmap.Element); ok && e.Kind == argmap.KindRebuttal && e.Attack != want {
				t.Errorf("%s first: the attack is %s", first, e.Attack)
			}
		}
	}
}

func TestRoles(t *testing.T) {
	got := map[string]argmap.Role{}
	for _, from := range types {
		for _, to := range types {
			got[from+" > "+to] = roles[pair{kinds[from], kinds[to]}]
		}
	}
	want := map[string]argmap.Role{}
	for role, pairs := range map[argmap.Role]string{
		argmap.RolePremiseOf: "I>RA I>CA", argmap.RoleConcludes: "RA>I RA>RA RA>CA", argmap.RoleAttacks: "CA>I CA>RA CA>CA CA>MA CA>PA",
		argmap.RoleRephrases: "I>MA L>MA RA>MA", argmap.RoleRephraseOf: "MA>I MA>L MA>RA MA>CA MA>MA",
		argmap.RolePreferredIn: "I>PA RA>PA MA>PA", argmap.RolePreferredTo: "PA>I PA>RA PA>CA PA>MA PA>PA",
		argmap.RolePerforms: "L>YA TA>YA", argmap.RoleHasContent: "YA>I YA>RA YA>CA YA>MA YA>PA YA>L YA>YA",
		argmap.RoleStarts: "L>TA", argmap.RoleEndsIn: "TA>L",
	} {
		for _, p := range strings.Fields(pairs) {
			want[strings.Replace(p, ">", " > ", 1)] = role
		}
	}
	for p, role := range got {
		if role != argmap.RoleForeign && want[p] != role || role == argmap.RoleForeign && want[p] != "" {
			t.Errorf("%s is %s; want %q", p, role, want[p])
		}
	}
}

func TestLabels(t *testing.T) {
	for _, c := range []struct{ typ, text, scheme, name, note string }{
		{"RA", "RA", "", "", ""},
		{"RA", "Default Inference", "DefaultInference", "", ""},
		{"RA", "RA", "ExpertOpinion", "ExpertOpinion", ""},
		{"RA", "Expert Opinion", "ExpertOpinion", "Expert Opinion", ""},
		{"RA", "as she said", "Default Inference", "", "as she said"},
		{"CA", "Con", "", "Con", ""},
		{"MA", "Position On", "", "Position On", ""},
		{"YA", "Default Illocuting", "DefaultIllocuting", "Default Illocuting", ""},
		{"TA", "", "", "", ""},
	} {
		if name, note := label(c.typ, c.text, c.scheme); name != c.name || note != c.note {
			t.Errorf("label(%q, %q, %q) = %q, %q", c.typ, c.text, c.scheme, name, note)
		}
	}
}

// TestConform breaks the rules of what stands around a node, one at a time.
func TestConform(t *testing.T) {
	for lines, want := range map[string]argmap.RuleID{
		"p I p|r RA RA|p > r": RuleConclusion, "c I c|r RA RA|r > c": RulePremise,
		"p I p|c CA CA|p > c": RuleConflict, "p I p|q I q|c CA CA|p > c|q > c|c > q": RuleConflict,
		"p I p|m MA MA|p > m": RuleRephrase, "p I p|m PA PA|m > p": RulePreference,
		"l L l|t TA TA|l > t": RuleTransition, "l L l|t TA TA|t > l": RuleTransition,
		"l L l|y YA Arguing|l > y": RuleIllocution, "p I p|y YA Arguing|y > p": RuleIllocution,
		"l L l|p I p|l > p": RuleEnds, "p I p|p > p": RuleLoop, "p I p|q I q|p > q": RuleStatements,
		"l L l|m L m|t TA TA|l > t|t > m|l > t": RuleEdgeTwice, "p I p|p by 7": RuleLocution, "p I ": RuleText,
	} {
		var found []argmap.RuleID
		for _, f := range decode(t, file(t, strings.Split(lines, "|")...)).Findings {
			found = append(found, f.Rule)
		}
		if !slices.Equal(found, []argmap.RuleID{want}) {
			t.Errorf("%s breaks %v; want %s", lines, found, want)
		}
	}
}
