package aif

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
)

const examples = "../../../examples/aif"

// read gives an example file.
func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(examples, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestExamplesAreLossless(t *testing.T) {
	for _, name := range []string{"canteen.json", "dialogue.json", "broken.json"} {
		data := read(t, name)
		d := decode(t, data)
		if got, want := tokens(t, encode(t, shuffled(d, 3))), tokens(t, data); !slices.Equal(got, want) {
			t.Errorf("%s: %s", name, differs(got, want))
		}
		if l := Format().Recognise(codec.NewSample(data)); l != codec.Surely {
			t.Errorf("%s is recognised with likelihood %d", name, l)
		}
		if losses := Format().Losses(d); len(losses) > 0 {
			t.Errorf("%s would lose %+v", name, losses)
		}
	}
}

// TestFindings holds the broken example to what is wrong with it, and the clean ones to nothing.
func TestFindings(t *testing.T) {
	want := []argmap.RuleID{
		RuleListNull, RuleWhole, RuleTime, RuleIDTwice, RuleType, RuleNodeID, RuleEntry, RuleIDMixed, RuleLocution, RuleDangling,
		RuleStatements, RuleLoop, RuleEdgeTwice, RuleEdgeID,
		RulePremise, RuleConclusion, RuleConflict, RuleIllocution,
	}
	got := map[argmap.RuleID]bool{}
	for _, f := range decode(t, read(t, "broken.json")).Findings {
		got[f.Rule] = true
		if f.Message == "" || f.Where == "" || f.Severity == "" {
			t.Errorf("the finding says too little: %+v", f)
		}
	}
	for _, rule := range want {
		if !got[rule] {
			t.Errorf("%s is not found", rule)
		}
		delete(got, rule)
	}
	if len(got) > 0 {
		t.Errorf("also found: %v", got)
	}
	for _, clean := range []string{"canteen.json", "dialogue.json"} {
		if found := decode(t, read(t, clean)).Check(); len(found) > 0 {
			t.Errorf("%s: %+v", clean, found)
		}
	}
}

// TestDialogue reads who holds what, what was asked and what answers it.
func TestDialogue(t *testing.T) {
	g := codec.NewGraph(decode(t, read(t, "dialogue.json")))
	held := map[string]string{}
	for _, c := range g.Commitments {
		reporter := ""
		if c.ReportedBy != "" {
			reporter = " by " + g.Voice(c.ReportedBy).Name
		}
		held[g.Element(c.Claim).Text] += g.Voice(c.Voice).Name + " " + string(c.Act) + reporter
	}
	for text, want := range map[string]string{
		"the canteen should serve meat on four days a week only": "Ann ASSERTS",
		"the vegetables would be paid for by xxx":                "",
		"the parents' association would pay for the vegetables":  "Ann ASSERTS",
		"the pupils eat too much meat":                           "The doctor ASSERTS by Ann",
	} {
		if held[text] != want {
			t.Errorf("%q is held by %q; want %q", text, held[text], want)
		}
	}
	asked := map[string]argmap.QuestionForce{}
	for _, e := range g.Elements {
		if e.Kind == argmap.KindQuestion {
			asked[e.Text] = e.Question.Force
			if e.Text == "And who would pay for the vegetables?" {
				answers := g.Ends(e.ID, argmap.RoleAnswers, true)
				if len(answers) != 1 || answers[0].Text != "the parents' association would pay for the vegetables" {
					t.Errorf("it is answered by %v", answers)
				}
			}
		}
	}
	if len(asked) != 2 || asked["And who would pay for the vegetables?"] != argmap.Pure || asked["Why should there be less meat at all?"] != argmap.Challenging {
		t.Errorf("asked: %v", asked)
	}
}

func FuzzDecode(f *testing.F) {
	var seeds [][]byte
	for _, name := range []string{"canteen.json", "dialogue.json", "broken.json", "corpus.json"} {
		seeds = append(seeds, read(f, name))
	}
	codectest.Fuzz(f, Format(), seeds...)
}
