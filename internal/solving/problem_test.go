package solving_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/codec/iccma"
	"argmap/internal/fault"
	"argmap/internal/solving"
)

// read reads a framework.
func read(t rapid.TB, text string) *iccma.Framework {
	t.Helper()
	f, err := iccma.Read(strings.NewReader(text), iccma.Detect)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// solved gives the answer to a problem.
func solved(t rapid.TB, text, problem, argument string) string {
	t.Helper()
	p, err := solving.ParseProblem(problem)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := solving.Solve(context.Background(), &out, read(t, text), p, argument); err != nil {
		t.Fatalf("%s %s: %v", problem, argument, err)
	}
	return out.String()
}

func TestSolve(t *testing.T) {
	t.Parallel()
	const (
		pair  = "p af 4\n1 2\n2 1\n1 3\n2 3\n3 4\n" // 1 and 2 are rivals, both attack 3, which attacks 4
		loop  = "p af 1\n1 1\n"
		named = "arg(a).arg(b).att(a,b)."
	)
	for _, c := range []struct{ text, problem, argument, want string }{
		{pair, "SE-GR", "", "w\n"},
		{pair, "SE-CO", "", "w\n"},
		{pair, "EE-PR", "", "w 1 4\nw 2 4\n"},
		{pair, "CE-CO", "", "3\n"},
		{pair, "DC-PR", "1", "YES\nw 1 4\n"},
		{pair, "DC-CO", "4", "YES\nw 2 4\n"},
		{pair, "DC-ST", "3", "NO\n"},
		{pair, "DS-PR", "4", "YES\n"},
		{pair, "DS-PR", "2", "NO\nw 1 4\n"},
		{pair, "DS-CO", "4", "NO\nw\n"},
		{pair, "SE-ID", "", "w\n"},
		{loop, "SE-ST", "", "NO\n"},
		{loop, "EE-ST", "", "NO\n"},
		{loop, "CE-ST", "", "0\n"},
		{loop, "DC-ST", "1", "NO\n"},
		{loop, "DS-ST", "1", "YES\n"},
		{loop, "SE-STG", "", "w\n"},
		{"p af 0\n", "SE-PR", "", "w\n"},
		{"p af 0\n", "CE-ST", "", "1\n"},
		{named, "SE-PR", "", "w a\n"},
		{named, "DS-GR", "b", "NO\nw a\n"},
		{"x\ny\n#\nx y\n", "DC-EA", "x", "YES\nw x\n"},
	} {
		if c.problem == "DC-CO" { // either witness will do
			if got := solved(t, c.text, c.problem, c.argument); got != c.want && got != "YES\nw 1 4\n" {
				t.Errorf("%s %s: got %q", c.problem, c.argument, got)
			}
			continue
		}
		if got := solved(t, c.text, c.problem, c.argument); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.problem, c.argument, got, c.want)
		}
	}
}

func TestSolveRefuses(t *testing.T) {
	t.Parallel()
	f := read(t, "p af 2\n1 2\n2 1\n")
	for _, c := range []struct {
		problem, argument string
		code              fault.Code
	}{{"DC-PR", "3", fault.NotFound}, {"DS-GR", "a", fault.NotFound}} {
		p, err := solving.ParseProblem(c.problem)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := solving.Solve(t.Context(), &out, f, p, c.argument); fault.Of(err) != c.code || out.Len() > 0 {
			t.Errorf("%s %s: got %v and %q, want %s", c.problem, c.argument, err, out.String(), c.code)
		}
	}
	if err := solving.Solve(t.Context(), &bytes.Buffer{}, f, solving.Problem{}, ""); fault.Of(err) != fault.Invalid {
		t.Errorf("no problem: got %v", err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for _, p := range solving.Problems() {
		argument := ""
		if p.AboutArgument() {
			argument = "1"
		}
		var out bytes.Buffer
		if err := solving.Solve(over, &out, f, p, argument); fault.Of(err) != fault.Unavailable || out.Len() > 0 {
			t.Errorf("%s without time: got %v and %q, want UNAVAILABLE", p, err, out.String())
		}
	}
	broken := errors.New("broken")
	for _, p := range solving.Problems() {
		argument := ""
		if p.AboutArgument() {
			argument = "1"
		}
		if err := solving.Solve(t.Context(), failing{broken}, f, p, argument); !errors.Is(err, broken) {
			t.Errorf("%s into a writer that fails: got %v", p, err)
		}
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for _, p := range solving.Problems() {
		if got, err := solving.ParseProblem(strings.ToLower(p.String())); got != p || err != nil {
			t.Errorf("%s: got %v, %v", p, got, err)
		}
	}
	for _, name := range []string{"", "DS", "DS-", "DS-XX", "XX-PR", "DS_PR", "DS-PR-D"} {
		if _, err := solving.ParseProblem(name); fault.Of(err) != fault.Invalid {
			t.Errorf("%q: got %v, want INVALID", name, err)
		}
	}
}

// Answers are those of the definitions, and every witness is an extension that shows what it should.
func TestProblemsFollowTheDefinitions(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		th := drawn(t, 7)
		text := th.text()
		for code, extensions := range th.extensions() {
			checkSets(t, text, code, extensions)
			for a := range th.n {
				checkArgument(t, text, code, extensions, a)
			}
		}
	})
}

func checkSets(t *rapid.T, text, code string, extensions []uint) {
	var want []uint
	for _, line := range strings.Split(strings.TrimSpace(solved(t, text, "EE-"+code, "")), "\n") {
		if line != "NO" {
			want = append(want, members(t, line))
		}
	}
	slices.Sort(want)
	if !slices.Equal(want, extensions) {
		t.Fatalf("EE-%s: got %b, want %b", code, want, extensions)
	}
	if got := solved(t, text, "CE-"+code, ""); got != fmt.Sprintln(len(extensions)) {
		t.Fatalf("CE-%s: got %q, want %d", code, got, len(extensions))
	}
	some := strings.TrimSpace(solved(t, text, "SE-"+code, ""))
	if len(extensions) == 0 {
		if some != "NO" {
			t.Fatalf("SE-%s: got %q, want NO", code, some)
		}
	} else if !slices.Contains(extensions, members(t, some)) {
		t.Fatalf("SE-%s: got %q, want one of %b", code, some, extensions)
	}
}

func checkArgument(t *rapid.T, text, code string, extensions []uint, a int) {
	in := func(set uint) bool { return set>>a&1 == 1 }
	notIn := func(set uint) bool { return !in(set) }
	for _, c := range []struct {
		task, shown, other string
		shows              func(uint) bool
	}{{"DC-", "YES", "NO", in}, {"DS-", "NO", "YES", notIn}} {
		got := strings.Split(strings.TrimSpace(solved(t, text, c.task+code, fmt.Sprint(a+1))), "\n")
		if !slices.ContainsFunc(extensions, c.shows) {
			if !slices.Equal(got, []string{c.other}) {
				t.Fatalf("%s%s %d: got %q, want %s", c.task, code, a+1, got, c.other)
			}
			continue
		}
		if len(got) != 2 || got[0] != c.shown {
			t.Fatalf("%s%s %d: got %q, want %s and a witness", c.task, code, a+1, got, c.shown)
		}
		if set := members(t, got[1]); !slices.Contains(extensions, set) || !c.shows(set) {
			t.Fatalf("%s%s %d: the witness %q shows nothing; the extensions are %b", c.task, code, a+1, got[1], extensions)
		}
	}
}

// members reads a witness line.
func members(t *rapid.T, line string) (set uint) {
	words := strings.Fields(line)
	if len(words) == 0 || words[0] != "w" {
		t.Fatalf("got %q, want a witness line", line)
	}
	for _, word := range words[1:] {
		var n int
		if _, err := fmt.Sscan(word, &n); err != nil {
			t.Fatal(err)
		}
		set |= 1 << (n - 1)
	}
	return set
}

// text writes a framework in the competition's format.
func (th theory) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "p af %d\n", th.n)
	for _, a := range th.attacks {
		fmt.Fprintf(&b, "%d %d\n", a[0]+1, a[1]+1)
	}
	return b.String()
}
