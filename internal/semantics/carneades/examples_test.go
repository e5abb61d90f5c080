package carneades_test

import (
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/semantics/carneades"
)

// sketch draws a framework by name: "a b -> c" is an argument, "a -> c ! u" one that u undercuts, "@a" an assumption.
func sketch(weighing map[string]carneades.Weighing, issues []carneades.Issue, lines ...string) (*carneades.Framework, func(string) int) {
	f, numbers := &carneades.Framework{Issues: issues}, map[string]int{}
	number := func(name string) int {
		n, ok := numbers[name]
		if !ok {
			n = len(f.Statements)
			numbers[name] = n
			f.Statements = append(f.Statements, carneades.Statement{Value: name})
		}
		return n
	}
	for _, line := range lines {
		if name, assumed := strings.CutPrefix(line, "@"); assumed {
			f.Statements[number(name)].Assumed = true
			continue
		}
		line, how, _ := strings.Cut(line, " by ")
		line, under, undercut := strings.Cut(line, " ! ")
		from, to, argued := strings.Cut(line, "-> ")
		if !argued {
			number(line)
			continue
		}
		a := carneades.Argument{Undercutter: carneades.None, Weighing: weighing[how]}
		for _, p := range strings.Fields(from) {
			a.Premises = append(a.Premises, carneades.Premise{Statement: number(p), Role: p})
		}
		a.Conclusion = number(to)
		if undercut {
			a.Undercutter = number(under)
		}
		f.Arguments = append(f.Arguments, a)
	}
	return f, number
}

var byName = map[string]carneades.Weighing{
	"": carneades.Linked, "any": carneades.Convergent, "sum": carneades.Cumulative, "factors": carneades.Factorized,
}

// The statements of an issue come first, so that 0 and 1 are its positions.
var disputed = []carneades.Issue{{Positions: []int{0, 1}}}

func TestExamples(t *testing.T) {
	for name, c := range map[string]struct {
		issues []carneades.Issue
		lines  string
		want   string
	}{
		"nothing said, nothing in":                      {nil, "p", "p OUT"},
		"an argument without premises stands":           {nil, "-> p", "p IN"},
		"linked premises fall together":                 {nil, "a b -> p;@a", "p OUT"},
		"one of convergent premises is enough":          {nil, "a b -> p by any;@a", "p IN"},
		"an undercut argument counts for nothing":       {nil, "a -> p ! u;@a;@u", "p OUT"},
		"whose undercutter is undercut counts again":    {nil, "a -> p ! u;-> u ! v;@a;@v", "u OUT p IN"},
		"an undercut argument needs no decided premise": {nil, "a -> p ! u;b -> a;a -> b;@u", "p OUT a UNDECIDED b UNDECIDED"},
		"arguments in a circle decide nothing":          {nil, "a -> b;b -> a", "a UNDECIDED b UNDECIDED"},
		"an argument that undercuts itself":             {nil, "a -> u ! u;@a", "u UNDECIDED"},
		"equal arguments, no winner":                    {disputed, "p;q;a -> p;a -> q;@a", "p OUT q OUT"},
		"two assumed positions are both in":             {disputed, "p;q;p -> r;q -> s;@p;@q", "p IN q IN r IN s IN"},
		"an assumed position beats every argument":      {disputed, "p;q;a -> p;@a;@q", "p OUT q IN"},
		"more premises weigh more":                      {disputed, "p;q;a b -> p by sum;a c -> q by sum;@a;@b", "p IN q OUT"},
		"more of all factors weigh more":                {disputed, "p;q;a b -> p by factors;c -> q by factors;@a;@b;@c", "p IN q OUT"},
		"an issue waits for its last argument":          {disputed, "p;q;a -> p;b -> q;b -> c;c -> b;@a", "p UNDECIDED q UNDECIDED"},
		"clear and convincing is not by a little": {
			[]carneades.Issue{{Positions: []int{0, 1}, Standard: argmap.ClearAndConvincing}},
			"p;q;a b c -> p by sum;a c -> q by sum;@a;@b", "p OUT q OUT",
		},
		"beyond reasonable doubt where doubt is small": {
			[]carneades.Issue{{Positions: []int{0, 1}, Standard: argmap.BeyondReasonableDoubt}},
			"p;q;a -> p;a b c d e -> q by sum;@a", "p IN q OUT",
		},
		"no more where it is not": {
			[]carneades.Issue{{Positions: []int{0, 1}, Standard: argmap.BeyondReasonableDoubt}},
			"p;q;a -> p;a b c -> q by sum;@a", "p OUT q OUT",
		},
	} {
		t.Run(name, func(t *testing.T) {
			f, number := sketch(byName, c.issues, strings.Split(c.lines, ";")...)
			l, err := carneades.Grounded(f)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Fields(c.want)
			for i := 0; i < len(want); i += 2 {
				if got := l.Labels[number(want[i])]; string(got) != want[i+1] {
					t.Errorf("%s is %s, want %s", want[i], got, want[i+1])
				}
			}
		})
	}
}

// TestOptionsAreWeighedByTheirProperties lets a car win that costs less, though the other is safer.
func TestOptionsAreWeighedByTheirProperties(t *testing.T) {
	f, number := sketch(byName, nil, "volvo", "porsche", "volvo-safe", "volvo-unsafe", "porsche-safe", "porsche-unsafe",
		"volvo-dear", "volvo-cheap", "porsche-dear", "porsche-cheap", "-> volvo", "-> porsche")
	f.Issues = []carneades.Issue{{Positions: []int{0, 1}}, {Positions: []int{2, 3}}, {Positions: []int{4, 5}}, {Positions: []int{6, 7}}, {Positions: []int{8, 9}}}
	for _, name := range []string{"volvo-safe", "porsche-unsafe", "volvo-dear", "porsche-cheap"} {
		f.Statements[number(name)].Assumed = true
	}
	weigh := func(safety, price float64, hard ...string) string {
		for i, car := range []string{"volvo", "porsche"} {
			a := &f.Arguments[i]
			a.Weighing, a.Premises = carneades.ByCriteria, []carneades.Premise{{number(car + "-safe"), "safety"}, {number(car + "-cheap"), "price"}}
			a.Criteria = &carneades.Criteria{Hard: hard, Soft: []carneades.Criterion{
				{Role: "safety", Factor: safety, Values: map[string]float64{"volvo-safe": 1, "porsche-safe": 1}},
				{Role: "price", Factor: price, Values: map[string]float64{"volvo-cheap": 1, "porsche-cheap": 1}},
			}}
		}
		l, err := carneades.Grounded(f)
		if err != nil {
			t.Fatal(err)
		}
		return string(l.Labels[0]) + " " + string(l.Labels[1])
	}
	if got := weigh(1, 2); got != "OUT IN" {
		t.Errorf("where the price counts twice: %s", got)
	}
	if got := weigh(2, 1); got != "IN OUT" {
		t.Errorf("where safety counts twice: %s", got)
	}
	if got := weigh(1, 2, "safety"); got != "IN OUT" {
		t.Errorf("where safety is a must: %s", got)
	}
}
