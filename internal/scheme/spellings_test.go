package scheme_test

import (
	"os"
	"strings"
	"testing"

	"argmap/internal/fault"
	"argmap/internal/scheme"
)

// TestSpellings looks up every spelling of testdata/spellings.txt.
func TestSpellings(t *testing.T) {
	text, err := os.ReadFile("testdata/spellings.txt")
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, want, ok := strings.Cut(line, " = ")
		if !ok {
			t.Fatalf("no meaning: %q", line)
		}
		looked++
		if got := meaning(name); got != want {
			t.Errorf("%q means %s, want %s", name, got, want)
		}
	}
	if looked < 150 {
		t.Errorf("only %d spellings were looked up", looked)
	}
}

// meaning says what a name means, in the words of the table.
func meaning(name string) string {
	sc, err := scheme.Standard().Find(name)
	if err == nil {
		return sc.ID
	}
	if _, q, err := scheme.Standard().Question(name); err == nil {
		return "asks " + q.Ref()
	}
	return map[string]string{
		"scheme.none": "none", "scheme.ambiguous": "several", "scheme.unknown": "unknown",
	}[fault.Reason(err)]
}

func TestAmbiguousNamesItsCandidates(t *testing.T) {
	_, err := scheme.Standard().Find("Argument from authority")
	wantError(t, err, fault.Invalid, "scheme.ambiguous",
		`"Argument from authority" may mean several schemes: expert-opinion, position-to-know; name one of them`)
	for _, name := range []string{"OtherCausalFactorsInvolved", "Resolving inconsistency"} {
		_, _, err = scheme.Standard().Question(name)
		if fault.Reason(err) != "question.ambiguous" || fault.Of(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnknownNames(t *testing.T) {
	long := strings.Repeat("expert ", 1<<17)
	for name, reason := range map[string]string{"": "scheme.unknown", "?": "scheme.unknown", long: "scheme.unknown", "from": "scheme.unknown", "argument": "scheme.unknown", "the": "scheme.unknown", strings.Repeat("a ", 500) + "expert opinion": "scheme.unknown"} {
		_, err := scheme.Standard().Find(name)
		if fault.Of(err) != fault.NotFound || fault.Reason(err) != reason {
			t.Errorf("%.20q: %v", name, err)
		}
		if err != nil && len(err.Error()) > 1000 {
			t.Errorf("%.20q: the error repeats it all", name)
		}
	}
	_, err := scheme.Standard().Find("argument from expertly given opinion")
	if err == nil || !strings.Contains(err.Error(), "; there is expert-opinion, popular-opinion") {
		t.Errorf("no suggestion: %v", err)
	}
}

// TestAccentsWrittenApart: a letter and its accent may be two code points.
func TestAccentsWrittenApart(t *testing.T) {
	if sc, err := scheme.Standard().Find("Opinio\u0301n Experta"); err != nil || sc.ID != "expert-opinion" {
		t.Error(err)
	}
}

func TestQuestion(t *testing.T) {
	for _, name := range []string{"expert-opinion/trust", "ExpertOpinion/trust", "Argument from expert opinion/trust", "lack of expert reliability"} {
		sc, q, err := scheme.Standard().Question(name)
		if err != nil || sc.ID != "expert-opinion" || q.ID != "trust" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, want := range map[string]string{
		"expert-opinion/trusty":     "question.unknown",
		"trust":                     "question.unknown",
		"nothing of the kind/trust": "scheme.unknown",
		"slippery slope/stop":       "scheme.ambiguous",
		"Default Inference/trust":   "scheme.none",
	} {
		if _, _, err := scheme.Standard().Question(name); fault.Reason(err) != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

func wantError(t *testing.T, err error, code fault.Code, reason, message string) {
	t.Helper()
	f, ok := err.(*fault.Error) //nolint:errorlint // the package gives it unwrapped
	if !ok || f.Code != code || f.Reason != reason || f.Message != message {
		t.Errorf("got  %v\nwant %s %s: %s", err, code, reason, message)
	}
}
