package iccma_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/codec/iccma"
	"argmap/internal/fault"
)

// told says what a framework holds, by the names of its arguments.
func told(f *iccma.Framework) string {
	var b strings.Builder
	for a := range int32(f.Arguments) {
		fmt.Fprintf(&b, "%s ", f.Name(a))
	}
	for _, a := range f.Attacks {
		fmt.Fprintf(&b, "%s>%s ", f.Name(a.From), f.Name(a.To))
	}
	return strings.TrimSpace(b.String())
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"af", "p af 3\n1 2\n2 3\n", "1 2 3 1>2 2>3"},
		{"af with comments, blanks and no last newline", "# made\n\np af 2\n# one\n\n  2   1  \n1 1", "1 2 2>1 1>1"},
		{"af by Windows", "\ufeffp af 1\r\n1 1\r\n", "1 1>1"},
		{"af that repeats itself", "p af 1\n1 1\n1 1\n", "1 1>1 1>1"},
		{"af of nothing", "p af 0", ""},
		{"af whose comment looks like TGF", "#\np af 1\n", "1"},
		{"apx", "arg(a).\narg(b).\natt(a,b).\n", "a b a>b"},
		{"apx on one line, with blanks", "arg( a ). arg(b2). att( a , b2 ) .arg(c.d).\n", "a b2 c.d a>b2"},
		{"apx with comments", "% made\n# too\narg(a).\n", "a"},
		{"apx whose attacks come first", "att(b,a).arg(a).arg(b).", "a b b>a"},
		{"tgf", "1\n2\n#\n1 2\n", "1 2 1>2"},
		{"tgf with labels and comments", "# made\na the first\nb\n#\n# attacks\nb a defeats\n", "a b b>a"},
		{"tgf without attacks", "x\ny\n#", "x y"},
		{"tgf of nothing", "#\n", ""},
	} {
		f, err := iccma.Read(strings.NewReader(c.text), iccma.Detect)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := told(f); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		format     iccma.Format
		want       string
	}{
		{"nothing", " \n\n", iccma.Detect, "nothing in it"},
		{"comments only", "# a\n", iccma.Detect, "nothing in it"},
		{"no header", "# a\n1 2\n", iccma.AF, `line 2: got "1 2", want "p af N"`},
		{"comments for a file of af", "# a\n", iccma.AF, `without a line "p af N"`},
		{"another header", "p cnf 3 4\n", iccma.Detect, `line 1: got "p cnf 3 4"`},
		{"no number", "p af x\n", iccma.Detect, `line 1: got "x" arguments`},
		{"a negative number", "p af -1\n", iccma.Detect, `line 1: got "-1" arguments`},
		{"too many arguments", "p af 2000000000\n", iccma.Detect, "line 1: got 2000000000 arguments, want 5000000 at most"},
		{"a number beyond all", "p af 99999999999999999999\n", iccma.Detect, "line 1:"},
		{"three numbers", "p af 2\n\n1 2 1\n", iccma.Detect, `line 3: got "1 2 1", want an attack`},
		{"argument 0", "p af 2\n0 1\n", iccma.Detect, `line 2: there is no argument "0"; they are numbered from 1 to 2`},
		{"argument N+1", "p af 2\n1 3\n", iccma.Detect, `there is no argument "3"`},
		{"a number written oddly", "p af 2\n1 02\n", iccma.Detect, `there is no argument "02"`},
		{"a second header", "p af 2\np af 2\n", iccma.Detect, `line 2:`},
		{"apx without full stop", "arg(a)\n", iccma.Detect, `line 1: got "arg(a)", want`},
		{"apx with another fact", "arg(a).\nsup(a,a).\n", iccma.Detect, `line 2: got "sup(a,a).", want`},
		{"apx without a name", "arg().\n", iccma.Detect, `line 1: got "" for the name`},
		{"apx with too many names", "arg(a,b).\n", iccma.Detect, "line 1: got 2 names"},
		{"apx with an attack of one", "arg(a).\natt(a).\n", iccma.Detect, "line 2: got 1 names"},
		{"apx that attacks nothing", "arg(a).\natt(a,b).\natt(b,a).\n", iccma.Detect, `line 2: there is no argument "b"`},
		{"apx that is attacked by nothing", "arg(a).\n\natt(c,a).\n", iccma.Detect, `line 3: there is no argument "c"`},
		{"an argument declared twice", "arg(a).\narg(a).\n", iccma.Detect, `line 2: argument "a" is declared twice`},
		{"tgf that attacks nothing", "a\n#\na b\n", iccma.Detect, `line 3: there is no argument "b"`},
		{"tgf that does not end its arguments", "x\ny\n", iccma.Detect, `without a line "#"`},
		{"text", "Dear Sir,\nyou err.\n", iccma.Detect, `without a line "#"`},
		{"tgf with half an attack", "a\n#\na\n", iccma.Detect, `line 3: got "a", want an attack`},
		{"tgf with a second rule", "a\n#\n#\n", iccma.Detect, "line 3: got a second line"},
		{"a name that goes on", "arg(a(b)).\n", iccma.Detect, `line 1: got`},
	} {
		_, err := iccma.Read(strings.NewReader(c.text), c.format)
		code := fault.Invalid
		if strings.HasPrefix(c.name, "too many arguments") {
			code = fault.Exhausted
		}
		if fault.Of(err) != code || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s with %q", c.name, err, code, c.want)
		}
	}
}

// A line beyond all measure ends the reading with its number.
func TestLongLine(t *testing.T) {
	t.Parallel()
	text := strings.NewReader("p af 1\n" + strings.Repeat(" ", iccma.MaxLine+1))
	if _, err := iccma.Read(text, iccma.Detect); fault.Of(err) != fault.Exhausted || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v, want EXHAUSTED at line 2", err)
	}
}

// What is written in any format is read back, with or without being told the format.
func TestFormatsHoldTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "arguments")
		argument := rapid.IntRange(1, n)
		var af, apx, tgf strings.Builder
		fmt.Fprintf(&af, "p af %d\n", n)
		var want []string
		for a := range n {
			fmt.Fprintf(&apx, "arg(%d).\n", a+1)
			fmt.Fprintf(&tgf, "%d\n", a+1)
			want = append(want, fmt.Sprint(a+1))
		}
		tgf.WriteString("#\n")
		for range rapid.IntRange(0, 9).Draw(t, "attacks") {
			a, b := argument.Draw(t, "from"), argument.Draw(t, "to")
			fmt.Fprintf(&af, "%d %d\n", a, b)
			fmt.Fprintf(&apx, "att(%d,%d).\n", a, b)
			fmt.Fprintf(&tgf, "%d %d\n", a, b)
			want = append(want, fmt.Sprintf("%d>%d", a, b))
		}
		for format, text := range map[iccma.Format]string{iccma.AF: af.String(), iccma.APX: apx.String(), iccma.TGF: tgf.String()} {
			for _, as := range []iccma.Format{iccma.Detect, format} {
				f, err := iccma.Read(strings.NewReader(text), as)
				if err != nil {
					t.Fatal(err)
				}
				if got := told(f); got != strings.Join(want, " ") {
					t.Fatalf("%s: got %q, want %q", format, got, want)
				}
			}
		}
	})
}

func TestFind(t *testing.T) {
	t.Parallel()
	for text, wrong := range map[string][]string{
		"p af 2\n":         {"0", "3", "01", "+1", "a", "", "-1", "1 "},
		"arg(1). arg(x).":  {"0", "2", "X", ""},
		"1 first\nx\n#\n":  {"first", "#", ""},
		"p af 0\n":         {"0", "1"},
		"#\n":              {"#", "1"},
		"arg(é).arg(a-b).": {"e"},
	} {
		f, err := iccma.Read(strings.NewReader(text), iccma.Detect)
		if err != nil {
			t.Fatal(err)
		}
		for a := range int32(f.Arguments) {
			if got, ok := f.Find(f.Name(a)); !ok || got != a {
				t.Errorf("%q: got %d for %q, want %d", text, got, f.Name(a), a)
			}
		}
		for _, name := range wrong {
			if _, ok := f.Find(name); ok {
				t.Errorf("%q: found %q", text, name)
			}
		}
	}
}

func TestFormatNames(t *testing.T) {
	t.Parallel()
	for _, f := range iccma.Formats() {
		if got, err := iccma.ParseFormat(strings.ToUpper(f.String())); got != f || err != nil {
			t.Errorf("%s: got %s, %v", f, got, err)
		}
	}
	for _, name := range []string{"", "gml"} {
		if _, err := iccma.ParseFormat(name); fault.Of(err) != fault.Invalid {
			t.Errorf("%q: got %v, want INVALID", name, err)
		}
	}
}

// FuzzRead looks for input that panics, and for frameworks that do not hold together.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"p af 3\n1 2\n", "arg(a).att(a,a).", "a\n#\na a\n", "#\n", "p af 1\n#"} {
		for format := range uint8(4) {
			f.Add([]byte(text), format)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, format uint8) {
		got, err := iccma.Read(strings.NewReader(string(text)), iccma.Format(format%4))
		if err != nil {
			if fault.Of(err) == fault.Internal {
				t.Fatalf("got %v", err)
			}
			return
		}
		for _, a := range got.Attacks {
			for _, end := range []int32{a.From, a.To} {
				if n, ok := got.Find(got.Name(end)); !ok || n != end {
					t.Fatalf("argument %d is not to be found", end)
				}
			}
		}
	})
}
