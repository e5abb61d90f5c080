package argdown

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
)

// written writes a document and reads it back.
func written(t testing.TB, d *codec.Document) (string, *codec.Document) {
	t.Helper()
	text := codectest.Encode(t, Format(), d)["map.argdown"]
	docs := codectest.Decode(t, Format(), codectest.File("map.argdown", []byte(text), nil))
	return text, docs[0]
}

// TestNothingIsLostUntold draws maps of all kinds: what is written is read back, or told as lost, and
// what is written is Argdown without a fault.
func TestNothingIsLostUntold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := codectest.Draw(rt)
		told := Format().Losses(d)
		text, back := written(t, d)
		rt.Logf("written\n%s", text)
		for _, f := range back.Findings {
			if f.Severity == codec.Error || f.Rule == ruleNames || f.Rule == ruleQuestion {
				rt.Fatalf("%s at %s: %s\n%s", f.Rule, f.Where, f.Message, text)
			}
		}
		codectest.Told(rt, d, told, back)
	})
}

// TestWrittenMapsAreStockArgdown draws maps and reads what is written with @argdown/core: it finds no
// error, and the same statements, arguments and relations as this package.
func TestWrittenMapsAreStockArgdown(t *testing.T) {
	var texts []string
	for seed := range 500 {
		d := rapid.Custom(codectest.Draw).Example(seed)
		texts = append(texts, codectest.Encode(t, Format(), d)["map.argdown"])
	}
	for i, s := range stock(t, texts) {
		if s.Errors != nil {
			t.Errorf("core finds %s in\n%s", strings.Join(s.Errors, "; "), texts[i])
		} else if d := differ(ours(t, texts[i]), s); d != "" {
			t.Errorf("%s in\n%s", d, texts[i])
		}
	}
}

// TestAFileComesBackAsItWas: a map that was read and not changed is written byte for byte as it was,
// and one that was changed still says the rest.
func TestAFileComesBackAsItWas(t *testing.T) {
	for seed := range 300 {
		text := rapid.Custom(tame).Example(seed)
		if strings.Contains(text, "\r") {
			continue
		}
		d := codectest.Decode(t, Format(), codectest.File("a.argdown", []byte(text), nil))[0]
		if !slices.ContainsFunc(d.Records, isCitation) {
			continue
		}
		if got := codectest.Encode(t, Format(), d)["map.argdown"]; got != text {
			t.Fatalf("got\n%s\nwant\n%s", got, text)
		}
		if told := Format().Losses(d); told != nil {
			t.Fatalf("losses of what is written as it was: %+v", told)
		}
	}
}

func isCitation(r argmap.Record) bool { _, is := r.(*argmap.Citation); return is }

// TestAChangedFileKeepsTheRest changes one claim of what was read, so that the file cannot be written as it
// was: everything else is in what is written, or told as lost, and so are the file's comments and layout.
func TestAChangedFileKeepsTheRest(t *testing.T) {
	commented := 0
	rapid.Check(t, func(rt *rapid.T) {
		text := tame(rt)
		d := codectest.Decode(t, Format(), codectest.File("a.argdown", []byte(text), nil))[0]
		changed := false
		for _, r := range d.Records {
			if e, is := r.(*argmap.Element); is && e.Kind == argmap.KindClaim {
				e.Text, changed = "Changed", true
				break
			}
		}
		told := Format().Losses(d)
		if changed && slices.ContainsFunc(d.Records, isCitation) {
			var comments, layout codec.Loss
			told, comments = takeOut(told, "comments")
			told, layout = takeOut(told, "layout")
			if n := strings.Count(text, "/* a comment */"); comments.Count() != n || layout.Count() != 1 { // tame has no others
				rt.Fatalf("%d comments are told, and the layout %d times, of\n%s", comments.Count(), layout.Count(), text)
			}
			commented += comments.Count()
		}
		again, back := written(t, d)
		if !changed && again == strings.ReplaceAll(text, "\r\n", "\n") {
			return // given back whole: only the name of the file, of which its title was made, is another
		}
		rt.Logf("from\n%s\nwritten\n%s", text, again)
		for _, f := range back.Findings {
			if f.Severity == codec.Error {
				rt.Fatalf("%s at %s: %s\n%s\nfrom\n%s", f.Rule, f.Where, f.Message, again, text)
			}
		}
		codectest.Told(rt, d, told, back)
	})
	if commented == 0 {
		t.Error("no file with a comment was drawn")
	}
}

// takeOut takes one sort out of losses; the zero loss when it is not there.
func takeOut(told []codec.Loss, what string) (rest []codec.Loss, one codec.Loss) {
	for _, l := range told {
		if l.What == what {
			one = l
		} else {
			rest = append(rest, l)
		}
	}
	return rest, one
}

// TestCommentsAreToldOnce: a file with comments of every sort comes back with them; when one claim was
// changed, and another text is cited too, they are told, and no more than they are.
func TestCommentsAreToldOnce(t *testing.T) {
	file := "// first\n[a]: x /* second,\nover lines */ and on\n  + [b]: see \\// no comment\n\n<!-- third -->\n\n[c]: y // fourth\n\n[d]: z\n"
	read := func(text string) *codec.Document {
		return codectest.Decode(t, Format(), codectest.File("a.argdown", []byte(text), nil))[0]
	}
	d := read(file)
	if told := Format().Losses(d); told != nil {
		t.Errorf("told of an unchanged file: %+v", told)
	}
	claim := codec.NewGraph(d).Elements[0]
	claim.Text = "changed"
	foreign := read("// of another text\n\n[e]: w\n")
	d.Sources = append(foreign.Sources, d.Sources...)
	for _, r := range foreign.Records {
		if c, is := r.(*argmap.Citation); is {
			c.ID, c.Element = "foreign", claim.ID
			d.Records = append(d.Records, c)
		}
	}
	_, comments := takeOut(Format().Losses(d), "comments")
	_, layout := takeOut(Format().Losses(d), "layout")
	if comments.Count() != 4 || layout.Count() != 1 {
		t.Errorf("%d comments are told, and the layout %d times", comments.Count(), layout.Count())
	}
	for file, want := range map[string]int{
		"[a]: x\n\n[b]: y\n": 0,
		"===\n# one\ntitle: T # two\n# three # as before\n# four\n===\n\n[a]: x // five\n": 5,
		"===\n# only\n===\n\n[a]: x\n":                                         1,
		"===\nbroken: [ # kept as it is written\n===\n\n[a]: x\n":              0,
		"[a]: x {b: 1 # one\n}\n\n[c]: y {\n# two\nd: \"# none\" # three\n}\n": 3,
	} {
		if _, comments = takeOut(Format().Losses(changedClaim(read(file))), "comments"); comments.Count() != want {
			t.Errorf("%d comments are told of %q, want %d", comments.Count(), file, want)
		}
	}
}

// TestFilesWithoutStatementsComeBack: nothing of the map cites them, and they are its text all the same.
func TestFilesWithoutStatementsComeBack(t *testing.T) {
	for _, file := range []string{"# only\n", "// a comment\n", "/* c */", "===\ntitle: T # c\n===\n", "# a\n\n// c\n\n##   b {x: 1}\n"} {
		d := codectest.Decode(t, Format(), codectest.File("a.argdown", []byte(file), nil))[0]
		if got := codectest.Encode(t, Format(), d)["map.argdown"]; got != file || Format().Losses(d) != nil {
			t.Errorf("%q is written as %q, and loses %+v", file, got, Format().Losses(d))
		}
		d.Properties.Description = "changed"
		if got := codectest.Encode(t, Format(), d)["map.argdown"]; got == file {
			t.Errorf("%q is given back though the map has changed", file)
		}
	}
}

func changedClaim(d *codec.Document) *codec.Document {
	codec.NewGraph(d).Elements[0].Text = "changed"
	return d
}

// TestPlainDataAreYAML: what is read without the reader of YAML is read as by it.
func TestPlainDataAreYAML(t *testing.T) {
	word := rapid.SampledFrom([]string{"a", "b1", "c_d", "Null", "yes", "True", "1", "20", "007", "x y", "\"q, r: }\"", "\"\"", "1e3", "0x1", "~", "a-b", "\"\\n\"", "é", "1_0", "inf"})
	if got, plain := simple(`{a: b1, c: "x, y", d: 20}`); !plain || string(got) != `{"a":"b1","c":"x, y","d":20}` {
		t.Errorf("plain data are read as %s, %t", got, plain)
	}
	rapid.Check(t, func(rt *rapid.T) {
		var members []string
		for range rapid.IntRange(0, 3).Draw(rt, "members") {
			members = append(members, word.Draw(rt, "name")+": "+word.Draw(rt, "value"))
		}
		text := "{" + strings.Join(members, ", ") + "}"
		got, plain := simple(text)
		if !plain {
			return
		}
		want, err := yamlToJSON(text)
		if err != nil || string(got) != string(want) {
			rt.Fatalf("%s is read as %s; want %s, %v", text, got, want, err)
		}
	})
}
