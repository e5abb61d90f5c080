package kialo

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

const examples = "../../../examples/kialo"

func example(t testing.TB, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(examples, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func decoded(t testing.TB, text string) *codec.Document {
	t.Helper()
	return codectest.Decode(t, Format(), codectest.File("map.txt", []byte(text), nil))[0]
}

func encoded(t testing.TB, d *codec.Document) string {
	t.Helper()
	return codectest.Encode(t, Format(), d)["map.txt"]
}

// drawn tells a discussion in a few words: each relation as "premise > target".
func drawn(d *codec.Document) []string {
	g := codec.NewGraph(d)
	var lines []string
	for _, e := range g.Elements {
		var ends []string
		for _, role := range []argmap.Role{argmap.RolePremiseOf, argmap.RoleConcludes, argmap.RoleAttacks} {
			for _, x := range g.Ends(e.ID, role, role == argmap.RolePremiseOf) {
				ends = append(ends, x.External.ID)
			}
		}
		switch e.Kind {
		case argmap.KindInference:
			lines = append(lines, e.External.ID+" pro "+strings.Join(ends, " > "))
		case argmap.KindRebuttal:
			lines = append(lines, e.External.ID+" con "+strings.Join(ends, " > "))
		case argmap.KindQuestion:
			lines = append(lines, e.External.ID+" asks "+e.Text)
		default:
		}
	}
	return lines
}

func rules(d *codec.Document) []string {
	var found []string
	for _, f := range d.Findings {
		found = append(found, string(f.Rule)+" "+f.Where)
	}
	return found
}

func want(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s, want -, got +:\n%s", what, diff)
	}
}

func TestSharedClaimsListsAndTheses(t *testing.T) {
	d := decoded(t, example(t, "canteen.txt"))
	want(t, "relations", drawn(d), []string{
		"1.1. pro 1.1. > 1.", "1.1.1. con 1.3. > 1.1.", "1.1.2. pro 1.1.2. > 1.1.", "1.2. con 1.2. > 1.", "1.2.1. con 1.2.1. > 1.2.",
		"1.3. con 1.3. > 1.", "1.3.1. con 1.1.2. > 1.3.", "2.1. con 1.1. > 2.", "2.2. pro 2.2. > 2.",
	})
	want(t, "findings", rules(d), []string{"KIALO-LIST line 9", "KIALO-LIST line 10", "KIALO-LIST line 11"})
	claims := map[string]string{}
	for _, e := range codec.NewGraph(d).Elements {
		if e.Kind == argmap.KindClaim {
			claims[e.External.ID] = e.Text
		}
	}
	if len(claims) != 8 {
		t.Errorf("there are %d claims, want 8", len(claims))
	}
	for id, text := range map[string]string{
		"1.1.":   "Cooking for everybody gets easier when there is one dish (with a side dish to choose).",
		"1.1.2.": "The kitchen said so in its [report](https://canteen.example/report_(2025)) [page 4].",
		"1.2.1.": "There are other sources of protein:\n1. beans and lentils\n2. eggs\n3. milk\n\nAll three are on the menu already.",
	} {
		if claims[id] != text {
			t.Errorf("claim %s says %q, want %q", id, claims[id], text)
		}
	}
}

func TestIndentedLayout(t *testing.T) {
	text := example(t, "auspices.txt")
	d := decoded(t, text)
	want(t, "relations", drawn(d), []string{
		"1. asks Under whose auspices should suffering people be protected?",
		"1.1.1. pro 1.1.1. > 1.1.", "1.1.1.1. con 1.1.1.1. > 1.1.1.", "1.1.2. con 1.2.1. > 1.1.", "1.2.1. con 1.2.1. > 1.2.",
	})
	if d.Properties.Title != "Under whose auspices should people be protected?" {
		t.Errorf("the title is %q", d.Properties.Title)
	}
	g := codec.NewGraph(d)
	if n := len(g.Ends(g.Elements[0].ID, argmap.RoleAnswers, true)); n != 2 || g.Elements[0].Question.Form != argmap.FormWH {
		t.Errorf("the question %+v has %d answers, want 2", g.Elements[0].Question, n)
	}
	if got := encoded(t, d); got != text {
		t.Errorf("written again:\n%s", cmp.Diff(text, got))
	}
}

func TestBrokenFiles(t *testing.T) {
	d := decoded(t, example(t, "broken.txt"))
	want(t, "relations", drawn(d), []string{"1.1. pro 1.", "1.2. con 1.2. > 1.", "1.2. con 1.2. > 1.", "1.4.1. pro 1.4.1."})
	want(t, "findings", rules(d), []string{
		"KIALO-TITLE line 1", "KIALO-TWICE line 6", "KIALO-SEE line 4", "KIALO-PARENT line 7", "KIALO-SEE-THESIS line 9", "KIALO-BEFORE ", "KIALO-LIST line 8",
	})
	again := decoded(t, encoded(t, d))
	want(t, "relations, written and read", drawn(again), []string{"1.1. pro 1.", "1.2. con 1.2. > 1.", "1.3. con 1.3. > 1.", "0.1. pro 2."})
	codectest.Told(t, d, Format().Losses(d), again)
}

func TestReferences(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"to a reference":      {"1. a\n1.1. Pro: -> See 1.2.\n1.2. Con: -> See 1.3.\n1.3. Pro: c\n", []string{"1.1. pro 1.3. > 1.", "1.2. con 1.3. > 1.", "1.3. pro 1.3. > 1."}},
		"in a ring":           {"1. a\n1.1. Pro: -> See 1.2.\n1.2. Con: -> See 1.1.\n1.3. Pro: -> See 1.3.\n", []string{"1.1. pro 1.", "1.2. con 1.", "1.3. pro 1."}},
		"to what is above":    {"1. a\n1.1. Pro: b\n1.1.1. Con: -> See 1.\n", []string{"1.1. pro 1.1. > 1.", "1.1.1. con 1. > 1.1."}},
		"with claims below":   {"1. a\n1.1. Pro: -> See 1.2.\n1.1.1. Con: c\n1.2. Con: b\n", []string{"1.1. pro 1.2. > 1.", "1.1.1. con 1.1.1. > 1.2.", "1.2. con 1.2. > 1."}},
		"without a full stop": {"1. a\n1.1. Pro: b\n1.2. Con: -> See 1.1\n", []string{"1.1. pro 1.1. > 1.", "1.2. con 1.1. > 1."}},
		"with words behind":   {"1. a\n1.1. Pro: -> See 1. and weep\n", []string{"1.1. pro 1.1. > 1."}},
		"with CRLF":           {"Discussion Title: x\r\n\r\n1. a\r\n1.1. Pro: b\r\n1.2. Con: -> See 1.1.\r\n", []string{"1.1. pro 1.1. > 1.", "1.2. con 1.1. > 1."}},
	} {
		t.Run(name, func(t *testing.T) {
			want(t, "relations", drawn(decoded(t, c.text)), c.want)
		})
	}
}

func TestTextsComeBack(t *testing.T) {
	for text, line := range map[string]string{
		"a (b)":              `a \(b\)`,
		"[a](http://b)":      "[a](http://b)",
		"[a](b[c])":          `[a](b\[c\])`,
		`a \[b](c)`:          `a \\[b\]\(c\)`,
		"-> See 1.":          `\-> See 1.`,
		`\-> See 1.`:         `\\-> See 1.`,
		"Pro: a":             `\Pro: a`,
		"a\n1. b":            "a\n\\1. b",
		"a\n\\1. b":          "a\n\\\\1. b",
		"1. a":               "1. a",
		"a\n1.5 million b":   "a\n1.5 million b",
		"Sources:\n\n  none": "Sources:\n\n  none",
	} {
		if got := strings.Join(written(text, false), "\n"); got != line {
			t.Errorf("%q is written %q, want %q", text, got, line)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`(?:[a\\()\[\] \n1.]|-> See |1\. |1\.2\. Pro: |Sources:|Con: |\]\(){0,12}x`).Draw(t, "text")
		for _, indented := range []bool{false, true} {
			if got := read(written(text, indented), indented); got != text {
				t.Fatalf("%q comes back as %q", text, got)
			}
		}
	})
}

func TestLossesAreTold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := codectest.Draw(rt)
		if rapid.Bool().Draw(rt, "indented") {
			d.Properties.External, d.Properties.Raw = external(""), verbatim.Of(kept{Layout: "indented"})
		}
		told := losses(d)
		again := decoded(t, encoded(t, d))
		codectest.Told(rt, d, told, again)
	})
}

// TestWrittenIsStable: what was written and read says the same when it is written again.
func TestWrittenIsStable(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		once := encoded(t, codectest.Draw(rt))
		first := decoded(t, once)
		twice := encoded(t, first)
		if diff := cmp.Diff(codectest.Canonical(first), codectest.Canonical(decoded(t, twice))); diff != "" {
			rt.Fatalf("%s\n%s\n%s", once, twice, diff)
		}
		if l := losses(first); len(l) > 0 {
			rt.Fatalf("a discussion that was read loses %+v:\n%s", l, once)
		}
	})
}

func TestExamplesAreWrittenAsTheyWere(t *testing.T) {
	for _, file := range []string{"canteen.txt", "auspices.txt"} {
		text := example(t, file)
		d := decoded(t, text)
		got := encoded(t, d)
		if file == "canteen.txt" { // our writing marks the lines of the list
			got = strings.NewReplacer("\n\\1. ", "\n1. ", "\n\\2. ", "\n2. ", "\n\\3. ", "\n3. ").Replace(got)
		}
		if got != text {
			t.Errorf("%s, written again:\n%s", file, cmp.Diff(text, got))
		}
		if l := losses(d); l != nil {
			t.Errorf("%s loses %+v", file, l)
		}
	}
}

func TestDeepAndRinged(t *testing.T) {
	b := codec.Build("x", "deep", codec.File{}, codectest.Options())
	last := b.Claim("claim 0")
	for range 3 * deepest {
		c := b.Claim("claim " + string(b.NewID()))
		b.Inference(last.ID, c.ID)
		last = c
	}
	one, other := b.Claim("one"), b.Claim("other")
	b.Inference(one.ID, other.ID)
	b.Inference(other.ID, one.ID)
	b.Rebuttal(one, one.ID)
	text := encoded(t, b.Done())
	codectest.Told(t, b.Done(), losses(b.Done()), decoded(t, text))
	if n := strings.Count(text, "-> See "); n != 4 {
		t.Errorf("there are %d references, want 4 (two for the ring, two for the depth)", n)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ text, reason, place string }{
		{"", "kialo.empty", "line 1"},
		{"Discussion Title: nothing follows\n", "kialo.empty", "line 1"},
		{"Discussion Title: x\n\n1. \xff\n", "kialo.not_text", "line 3, column 4"},
		{"1. a\x00b", "kialo.not_text", "line 1, column 5"},
		{"1. a\n1.1. Pro: " + strings.Repeat("x", argmap.MaxTextBytes+1), "kialo.long", "line 2"},
		{strings.Repeat("1.1. Pro: \n", MaxClaims+1), "kialo.claims", "line 200001"},
	} {
		_, err := decode(t.Context(), codectest.File("x.txt", []byte(c.text), nil), codectest.Options())
		if fault.Reason(err) != c.reason || !strings.Contains(err.Error(), c.place) {
			t.Errorf("%.30q: got %v, want %s at %s", c.text, err, c.reason, c.place)
		}
	}
}

func TestRecognise(t *testing.T) {
	for text, want := range map[string]codec.Likelihood{
		"\ufeffDiscussion Title: x\n": codec.Surely, "Discussion Name:\nx\n": codec.Surely, "1. a\n1.1. Con: b\n": codec.Surely,
		"1. a\n1.1. b\n": codec.No, "Dear all,\n": codec.No, "": codec.No,
	} {
		if got := recognise(codec.NewSample([]byte(text))); got != want {
			t.Errorf("recognise(%q) = %v, want %v", text, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	seeds := [][]byte{[]byte("1. a\n1.1. Con: -> See 1."), []byte("Discussion Name:\nx\n\n1. Thesis:\n\\-> See 2.\nSources:")}
	for _, file := range []string{"canteen.txt", "auspices.txt", "broken.txt"} {
		seeds = append(seeds, []byte(example(f, file)))
	}
	codectest.Fuzz(f, Format(), seeds...)
}

// TestWhatIsLostByName: what is written otherwise than it is meant is told by its name.
func TestWhatIsLostByName(t *testing.T) {
	b := codec.Build("x", "A map", codec.File{}, codectest.Options())
	claim := func(text string) argmap.ID {
		c := b.Claim(text)
		b.Commit(b.Speaker().ID, argmap.Asserts, c.ID)
		return c.ID
	}
	a, c, d := claim("a"), claim("c"), claim("d")
	linked := b.Inference(a, c, d)
	undercut := b.Rebuttal(linked, a)
	backing := b.Inference(linked.ID, d)
	undermining := b.Rebuttal(b.Claim("e"), d)
	undermining.Attack = argmap.Undermine
	told := map[string]argmap.ID{}
	for _, l := range losses(b.Done()) {
		told[l.What] = l.Records[0]
	}
	for what, id := range map[string]argmap.ID{"linked premises": linked.ID, "undercuts": undercut.ID, "backings": backing.ID, "undermining attacks": undermining.ID} {
		if told[what] != id {
			t.Errorf("the loss of %s names %q, want %q", what, told[what], id)
		}
	}
}
