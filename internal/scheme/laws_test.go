package scheme_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/scheme"
)

var (
	kebab  = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	braces = regexp.MustCompile(`\{([^{}]*)\}`)
)

// TestLawsOfData holds the standard set to what its readers rely on.
func TestLawsOfData(t *testing.T) {
	all := scheme.Standard().All()
	if len(all) < 60 {
		t.Errorf("there are only %d schemes", len(all))
	}
	owner := map[string]string{}
	aifdb := map[string]string{}
	for _, sc := range all {
		lawsOfScheme(t, sc)
		for _, name := range append([]string{sc.ID, sc.Name}, sc.Aliases...) {
			if got, err := scheme.Standard().Find(name); err != nil || got != sc {
				t.Errorf("%s: its spelling %q is not found: %v", sc.ID, name, err)
			}
			key := letters(name)
			if was := owner[key]; was != "" && was != sc.ID {
				t.Errorf("%q is a spelling of %s and of %s", name, was, sc.ID)
			}
			owner[key] = sc.ID
		}
		for _, id := range sc.AIFdb {
			if was := aifdb[id]; was != "" {
				t.Errorf("AIFdb's %s is %s and %s", id, was, sc.ID)
			}
			aifdb[id] = sc.ID
		}
	}
}

// letters is a second way to tell spellings apart, plainer than the one under test.
func letters(name string) string {
	name = strings.ToLower(name)
	for _, lead := range []string{"argument from an ", "argument from the ", "argument from a ", "argument from ", "appeal to "} {
		name = strings.TrimPrefix(name, lead)
	}
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r < 'a' || r > 'z' }), "")
}

func lawsOfScheme(t *testing.T, sc *scheme.Scheme) {
	known, used := []string{}, map[string]bool{}
	for _, v := range sc.Variables {
		known = append(known, v.Name)
	}
	check := func(where string, text scheme.Template) {
		for _, m := range braces.FindAllStringSubmatch(string(text), -1) {
			used[m[1]] = true
			if !slices.Contains(known, m[1]) {
				t.Errorf("%s: %s names {%s}, which is no variable", sc.ID, where, m[1])
			}
		}
	}
	ids := []string{sc.ID}
	check("the conclusion", sc.Conclusion)
	for _, p := range sc.Premises {
		ids = append(ids, p.ID)
		check(p.ID, p.Says)
	}
	asked := map[string]bool{}
	for _, q := range sc.Questions {
		ids = append(ids, q.ID)
		check(q.ID, q.Asks)
		asked[q.Slot] = true
		lawsOfQuestion(t, sc, q)
	}
	for _, v := range known {
		if !used[v] {
			t.Errorf("%s: nothing uses {%s}", sc.ID, v)
		}
	}
	for _, p := range sc.Premises {
		if !asked[p.ID] {
			t.Errorf("%s: no question doubts the premise %s", sc.ID, p.ID)
		}
	}
	for _, id := range ids {
		if !kebab.MatchString(id) {
			t.Errorf("%s: the id %q", sc.ID, id)
		}
	}
	if sc.Source == "" || sc.Family == "" || !slices.ContainsFunc(families, func(f struct{ id, title string }) bool { return f.id == sc.Family }) {
		t.Errorf("%s: source %q, family %q", sc.ID, sc.Source, sc.Family)
	}
}

func lawsOfQuestion(t *testing.T, sc *scheme.Scheme, q *scheme.CriticalQuestion) {
	slot, isSlot := sc.Slot(q.Slot)
	fits := map[argmap.Burden]bool{
		argmap.BurdenPremise:    q.Attacks == argmap.EffectPremise && isSlot && slot.Kind == scheme.Ordinary,
		argmap.BurdenAssumption: q.Attacks == argmap.EffectPremise && isSlot && slot.Kind == scheme.Assumption || q.Attacks == argmap.EffectInference,
		argmap.BurdenException:  q.Attacks == argmap.EffectInference || q.Attacks == argmap.EffectConclusion,
	}
	if !fits[q.Burden] || (q.Slot != "") != (q.Attacks == argmap.EffectPremise) {
		t.Errorf("%s: attacks %s %s, burden %s", q.Ref(), q.Attacks, q.Slot, q.Burden)
	}
	if !strings.HasSuffix(string(q.Asks), "?") {
		t.Errorf("%s does not ask: %s", q.Ref(), q.Asks)
	}
	if got, found, err := scheme.Standard().Question(q.Ref()); err != nil || got != sc || found != q {
		t.Errorf("%s is not found: %v", q.Ref(), err)
	}
	asked := sc.Ask(q, scheme.Filling{})
	if strings.ContainsAny(asked.Text, "{}") || asked.About != "" || strings.Contains(asked.Text, "  ") {
		t.Errorf("%s asks %+v", q.Ref(), asked)
	}
}

// TestRoundTrip: what Write writes, Parse reads as the same set.
func TestRoundTrip(t *testing.T) {
	var first, second bytes.Buffer
	if err := scheme.Standard().Write(&first); err != nil {
		t.Fatal(err)
	}
	again, err := scheme.Parse(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(scheme.Standard().All(), again.All()); diff != "" {
		t.Error(diff)
	}
	if err := again.Write(&second); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("written again, the set is another")
	}
	if _, err := again.Find("slippery slope"); err == nil || !strings.Contains(err.Error(), "several") {
		t.Errorf("ambiguous names are lost: %v", err)
	}
}

// TestSpellingsDoNotMatter writes names of schemes in other ways and finds the same scheme.
func TestSpellingsDoNotMatter(t *testing.T) {
	all := scheme.Standard().All()
	rapid.Check(t, func(t *rapid.T) {
		sc := rapid.SampledFrom(all).Draw(t, "scheme")
		words := strings.Split(sc.ID, "-")
		style := rapid.SampledFrom([]string{" ", "-", "_", "camel", "UPPER "}).Draw(t, "style")
		name := strings.Join(words, style)
		switch style {
		case "camel":
			name = ""
			for _, w := range words {
				name += strings.ToUpper(w[:1]) + w[1:]
			}
		case "UPPER ":
			name = strings.ToUpper(strings.Join(words, " "))
		}
		lead := rapid.SampledFrom([]string{"", "argument from ", "Argument From ", "argument from the ", "Argument by ", "appeal to ", "from ", "arguments from an "}).Draw(t, "lead")
		tail := rapid.SampledFrom([]string{"", " argument", " scheme", "_Inference", "."}).Draw(t, "tail")
		if got, err := scheme.Standard().Find(lead + name + tail); err != nil || got != sc {
			t.Errorf("%q: %v", lead+name+tail, err)
		}
	})
}

func TestPartiesAndAttacks(t *testing.T) {
	for b, want := range map[argmap.Burden]argmap.Party{
		argmap.BurdenPremise: argmap.Proponent, argmap.BurdenAssumption: argmap.Proponent, argmap.BurdenException: argmap.Opponent,
	} {
		if b.On() != want {
			t.Errorf("%s is on %s", b, b.On())
		}
	}
	// The domain's own rule of attack kinds is the second witness.
	for e, want := range map[argmap.Effect]argmap.AttackKind{
		argmap.EffectPremise:    argmap.AttackFor(argmap.KindClaim, true),
		argmap.EffectInference:  argmap.AttackFor(argmap.KindInference, false),
		argmap.EffectConclusion: argmap.AttackFor(argmap.KindClaim, false),
	} {
		if e.Attack() != want {
			t.Errorf("%s makes %s, want %s", e, e.Attack(), want)
		}
	}
}
