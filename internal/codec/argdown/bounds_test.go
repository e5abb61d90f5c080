package argdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/fault"
)

// examples are the files of examples/ of a format.
func examples(t testing.TB, format string) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "..", "examples", format, "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no examples of %s: %v", format, err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = data
	}
	return files
}

func FuzzDecode(f *testing.F) {
	seeds := [][]byte{[]byte("[a]: b\n + <c>: d\n\n(1) e\n-- R {uses: [1]} --\n(2) f\n  _ [g] #t {h: i}\n")}
	for _, data := range examples(f, "argdown") {
		seeds = append(seeds, data)
	}
	codectest.Fuzz(f, Format(), seeds...)
}

func FuzzDecodeJSON(f *testing.F) {
	seeds := [][]byte{[]byte(`{"statements":{"a":{"type":"equivalence-class","members":[{"text":"b"}]}},"arguments":{},"relations":[{"relationType":"support","from":"a","fromType":"equivalence-class","to":"a","toType":"equivalence-class"}]}`)}
	for _, data := range examples(f, "argdown-json") {
		seeds = append(seeds, data)
	}
	codectest.Fuzz(f, JSON(), seeds...)
}

// TestHostileFiles reads files of 128 KB that are made to be slow, deep or large. Each is read
// or refused; that the test ends is the law.
func TestHostileFiles(t *testing.T) {
	const n = 1 << 17
	many := func(s string) string { return strings.Repeat(s, n/len(s)) }
	steps := func(sign string) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(" ", i) + sign + " a\n")
		}
		return b.String()
	}
	for name, file := range map[string]string{
		"ever deeper": "a\n" + steps("+"), "deeper and back": many("a\n  + b\n    - c\n + d\n"), "one indentation": many(" + a\n"),
		"brackets": many("["), "angles": many("<"), "braces": many("{"), "closed braces": many("{}"), "half data": many("{a}  "), "mentions": many("@["),
		"hashes": many("#"), "open tags": many("#("), "stars": many("*a"), "lines": many("_a "), "open bold": many("**a "), "equals": many("===\n"), "comments": many("/*"),
		"slashes": many("//"), "marks": many("<!--"), "definitions": many("[a]: "), "colons": many(":a"), "dots": many("."), "backslashes": many(`\`), "newlines": many("\n"),
		"returns": many("\r"), "premises": many("(1) a\n"), "inferences": many("----\n"), "structure": many("(1) a\n----\n(2) b\n"), "one line": many("word "),
		"line separators": many("[\u2028"), "links": many("[a]("), "one statement": many("[a]: b #c\n\n"), "one hub": "[h]\n" + many("  + [h]\n"), "tags": many("#a "),
		"undercuts": "<A>\n" + many("  _ [b]\n"), "headings": many("# a\n\n"), "quotes": many("'"), "spaces": many(" "), "data in data": "[a]: b " + many("{a: ") + many("}"),
		"aliases": "===\na: &a [x,x,x]\nb: &b [*a,*a]\n===\n\nx\n", "list": many(" * a\n"), "end of line": "a\\\n", "nothing closed": "[a]: *b **c {d: <e [f #(g /* h",
	} {
		docs, err := Format().Decode(t.Context(), codectest.File(name, []byte(file), nil), codectest.Options())
		if code := fault.Of(err); err != nil && code != fault.Exhausted && code != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
		for _, d := range docs {
			if len(d.Records) < 10_000 {
				codectest.Lawful(t, d)
				codectest.Encode(t, Format(), d)
			}
		}
	}
}

// TestRefusals are files that cannot be read at all.
func TestRefusals(t *testing.T) {
	deep := "a\n"
	for i := range maxDepth + 1 {
		deep += strings.Repeat(" ", i+1) + "+ b\n"
	}
	for _, c := range []struct{ name, file, reason, where string }{
		{"nothing", "\n \n", "source.empty", ""},
		{"no text", "a\x00b", "source.binary", "byte 1"},
		{"another encoding", "\xff\xfea\x00", "source.not_utf8", ""},
		{"too deep", deep, "argdown.depth", "line 202, column 1"},
		{"a text too long", "[a]: b\n\n" + strings.Repeat("word ", 300_000), "argdown.text_long", "line 3, column 1"},
		{"a title too long", "[" + strings.Repeat("a", 2<<20) + "]: b", "argdown.text_long", "line 1, column 1"},
	} {
		_, err := Format().Decode(t.Context(), codectest.File("a", []byte(c.file), nil), codectest.Options())
		if fault.Reason(err) != c.reason || !strings.Contains(err.Error(), c.where) {
			t.Errorf("%s: got %v, want %s at %q", c.name, err, c.reason, c.where)
		}
	}
}

// TestWrongFilesAreToldWhere: what breaks a rule is found with line and column, counted in characters, and
// what stands around it is read.
func TestWrongFilesAreToldWhere(t *testing.T) {
	for _, c := range []struct {
		file string
		rule string
		at   string
		said []string
	}{
		{"[a]: b\n+ c\n", "ARGDOWN-SYNTAX", "line 2, column 1", []string{"b", "c"}},
		{"ä b *c d\n\ne\n", "ARGDOWN-EMPHASIS", "line 1, column 5", []string{"ä b *c d", "e"}},
		{"\ufeffa\r\n\r\n[b] c\r\n", "ARGDOWN-SYNTAX", "line 3, column 5", []string{"a", "b", "c"}},
		{"a \\\nb\n", "ARGDOWN-ESCAPE", "line 1, column 3", []string{"a \\ b"}},
		{"a {b: [1}\n", "ARGDOWN-DATA", "line 1, column 3", []string{"a"}},
		{"a {b: 1, b: 2}\n", "ARGDOWN-DATA", "line 1, column 3", []string{"a"}},
		{"(1) a\n(2) b\n", "ARGDOWN-SYNTAX", "line 3, column 1", []string{"a", "b"}},
		{"(1) a\n--\nb\n", "ARGDOWN-SYNTAX", "line 4, column 1", []string{"a"}},
		{"a\n  +\n\nb\n", "ARGDOWN-SYNTAX", "line 2, column 4", []string{"a", "b"}},
		{"a\n  + b\n c\n- d\n", "ARGDOWN-SYNTAX", "line 4, column 1", []string{"a", "b c", "d"}},
		{"<A>\n\n(1) a\n----\n(2) b\n\n<A>\n\n(1) c\n----\n(2) d\n", "ARGDOWN-PCS-TWICE", "line 9, column 1", []string{"a", "b", "c", "d"}},
		{"(1) a\n-- {uses: [2]} --\n(2) b\n", "ARGDOWN-USES", "line 2, column 1", []string{"a", "b"}},
		{"[a]: b\n  _ [c]: d\n", "ARGDOWN-UNDERCUT-STATEMENT", "line 2, column 1", []string{"b", "d"}},
		{"===\nt: 1\n===\na\n", "ARGDOWN-SYNTAX", "line 4, column 1", []string{"a"}},
		{"a /* b\n", "", "", []string{"a /* b"}},
	} {
		d := codectest.Decode(t, Format(), codectest.File("a", []byte(c.file), nil))[0]
		at := ""
		for _, f := range d.Findings {
			if string(f.Rule) == c.rule && at == "" {
				at = f.Where
			}
		}
		if at != c.at {
			t.Errorf("%q: %s is found at %q, want %q: %+v", c.file, c.rule, at, c.at, d.Findings)
		}
		var said []string
		for _, e := range codec.NewGraph(d).Elements {
			if e.Text != "" {
				said = append(said, e.Text)
			}
		}
		if !sameSet(said, c.said) {
			t.Errorf("%q says %q, want %q", c.file, said, c.said)
		}
	}
}

func sameSet(a, b []string) bool {
	count := map[string]int{}
	for _, s := range a {
		count[s]++
	}
	for _, s := range b {
		count[s]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}
