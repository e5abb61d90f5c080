package carneades_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/semantics/carneades"
)

// drawn draws a framework in which anything may bear on anything.
func drawn(t *rapid.T) *carneades.Framework {
	n := rapid.IntRange(1, 9).Draw(t, "statements")
	statement := rapid.IntRange(0, n-1)
	f := &carneades.Framework{Statements: make([]carneades.Statement, n)}
	for s := range f.Statements {
		f.Statements[s] = carneades.Statement{Assumed: rapid.IntRange(0, 3).Draw(t, "assumed") == 0, Value: []string{"red", "blue"}[s%2]}
	}
	for range rapid.IntRange(0, 9).Draw(t, "arguments") {
		a := carneades.Argument{
			Conclusion: statement.Draw(t, "conclusion"), Undercutter: carneades.None,
			Weighing: carneades.Weighing(rapid.IntRange(0, 6).Draw(t, "weighing")),
			Constant: rapid.Float64Range(0, 1).Draw(t, "constant"), Rank: rapid.IntRange(-1, 1).Draw(t, "rank"),
			Criteria: &carneades.Criteria{
				Hard: rapid.SampledFrom([][]string{nil, {"major"}}).Draw(t, "hard"),
				Soft: []carneades.Criterion{{Role: "colour", Factor: 1, Values: map[string]float64{"red": 0.25, "blue": 1}}},
			},
		}
		if rapid.IntRange(0, 3).Draw(t, "undercut") == 0 {
			a.Undercutter = statement.Draw(t, "undercutter")
		}
		for range rapid.IntRange(0, 3).Draw(t, "premises") {
			role := rapid.SampledFrom([]string{"", "major", "colour"}).Draw(t, "role")
			a.Premises = append(a.Premises, carneades.Premise{Statement: statement.Draw(t, "premise"), Role: role})
		}
		f.Arguments = append(f.Arguments, a)
	}
	free := rapid.Permutation(slices.Collect(func(yield func(int) bool) {
		for s := range n {
			if !yield(s) {
				return
			}
		}
	})).Draw(t, "positions")
	for range rapid.IntRange(0, 2).Draw(t, "issues") {
		k := rapid.IntRange(0, min(3, len(free))).Draw(t, "size")
		standards := []argmap.ProofStandard{"", argmap.Preponderance, argmap.ClearAndConvincing, argmap.BeyondReasonableDoubt}
		f.Issues = append(f.Issues, carneades.Issue{Positions: free[:k], Standard: rapid.SampledFrom(standards).Draw(t, "standard")})
		free = free[k:]
	}
	return f
}

// words is the definition, said with sets and repeated until nothing changes.
type words struct {
	*carneades.Framework
	labels []argmap.Label
}

func (w *words) issueOf(s int) *carneades.Issue {
	for i := range w.Issues {
		if slices.Contains(w.Issues[i].Positions, s) {
			return &w.Issues[i]
		}
	}
	return nil
}

func (w *words) arguments(s int) (all []carneades.Argument) {
	for _, a := range w.Arguments {
		if a.Conclusion == s {
			all = append(all, a)
		}
	}
	return all
}

func (w *words) about(i *carneades.Issue) (all []carneades.Argument) {
	for _, p := range i.Positions {
		all = append(all, w.arguments(p)...)
	}
	return all
}

func (w *words) undercut(a carneades.Argument) argmap.Label {
	if a.Undercutter == carneades.None {
		return argmap.LabelOut
	}
	return w.labels[a.Undercutter]
}

func (w *words) applicable(a carneades.Argument) bool {
	open := func(s int) bool { return w.labels[s] == argmap.LabelUndecided }
	return w.undercut(a) == argmap.LabelOut && !slices.ContainsFunc(a.Premises, func(p carneades.Premise) bool {
		issue := w.issueOf(p.Statement)
		looks := a.Weighing == carneades.ByCriteria && p.Role == "colour" && issue != nil
		return open(p.Statement) || looks && slices.ContainsFunc(issue.Positions, open)
	})
}

func (w *words) judged(a carneades.Argument) bool {
	return w.undercut(a) == argmap.LabelIn || w.applicable(a)
}

func (w *words) weight(a carneades.Argument) float64 {
	if !w.applicable(a) {
		return 0
	}
	ins, outs := 0.0, 0.0
	for _, p := range a.Premises {
		if w.labels[p.Statement] == argmap.LabelIn {
			ins++
		} else {
			outs++
		}
	}
	issue := w.issueOf(a.Conclusion)
	switch a.Weighing {
	case carneades.Linked:
		return truth(outs == 0)
	case carneades.Convergent:
		return truth(ins > 0)
	case carneades.Cumulative:
		return ins / math.Max(1, ins+outs)
	case carneades.Constant:
		return a.Constant
	case carneades.Factorized:
		factors := map[int]bool{}
		all := []carneades.Argument{a}
		if issue != nil {
			all = w.about(issue)
		}
		for _, other := range all {
			for _, p := range other.Premises {
				factors[p.Statement] = true
			}
		}
		return truth(outs == 0) * ins / math.Max(1, float64(len(factors)))
	case carneades.Preference:
		return truth(outs == 0) * w.rank(a, issue)
	default:
		return w.criteria(a)
	}
}

func (w *words) rank(a carneades.Argument, issue *carneades.Issue) float64 {
	if issue == nil {
		return 1
	}
	below, all := map[int]bool{}, map[int]bool{}
	for _, other := range w.about(issue) {
		if other.Weighing != carneades.Preference {
			continue
		}
		all[other.Rank] = true
		if other.Rank <= a.Rank {
			below[other.Rank] = true
		}
	}
	return float64(len(below)) / float64(len(all))
}

func (w *words) criteria(a carneades.Argument) float64 {
	worth := map[string]float64{"red": 0.25, "blue": 1}
	for _, p := range a.Premises {
		if slices.Contains(a.Criteria.Hard, p.Role) && w.labels[p.Statement] == argmap.LabelOut {
			return 0
		}
	}
	for _, p := range a.Premises {
		issue := w.issueOf(p.Statement)
		if p.Role == "colour" && issue == nil && w.labels[p.Statement] == argmap.LabelIn {
			return worth[w.Statements[p.Statement].Value]
		}
		if p.Role == "colour" && issue != nil {
			for _, position := range issue.Positions {
				if w.labels[position] == argmap.LabelIn {
					return worth[w.Statements[position].Value]
				}
			}
		}
	}
	return 0
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (w *words) most(s int) (most float64) {
	for _, a := range w.arguments(s) {
		most = max(most, w.weight(a))
	}
	return most
}

func (w *words) wins(p int, i *carneades.Issue) bool {
	mine := w.most(p)
	for _, other := range i.Positions {
		if other == p {
			continue
		}
		theirs := w.most(other)
		ok := mine > theirs
		if i.Standard == argmap.ClearAndConvincing || i.Standard == argmap.BeyondReasonableDoubt {
			ok = ok && mine-theirs > 0.5
		}
		if i.Standard == argmap.BeyondReasonableDoubt {
			ok = ok && theirs < 0.3
		}
		if !ok {
			return false
		}
	}
	// A position without a rival is held to the standard against nobody, who weighs nothing.
	alone := len(i.Positions) > 1 || i.Standard == "" || i.Standard == argmap.Preponderance || mine > 0.5
	return mine > 0 && alone
}

// step labels one statement more, if it can; order says which is tried first.
func (w *words) step(order []int) bool {
	for _, s := range order {
		if w.labels[s] != argmap.LabelUndecided {
			continue
		}
		if i := w.issueOf(s); i != nil {
			if !slices.ContainsFunc(w.about(i), func(a carneades.Argument) bool { return !w.judged(a) }) {
				wins := make([]bool, len(i.Positions))
				for k, p := range i.Positions {
					wins[k] = w.wins(p, i)
				}
				for k, p := range i.Positions {
					if w.labels[p] == argmap.LabelUndecided {
						w.labels[p] = map[bool]argmap.Label{true: argmap.LabelIn, false: argmap.LabelOut}[wins[k]]
					}
				}
				return true
			}
			continue
		}
		if w.most(s) > 0 {
			w.labels[s] = argmap.LabelIn
			return true
		}
		if !slices.ContainsFunc(w.arguments(s), func(a carneades.Argument) bool { return !w.judged(a) }) {
			w.labels[s] = argmap.LabelOut
			return true
		}
	}
	return false
}

func byWords(f *carneades.Framework, order []int) []argmap.Label {
	w := &words{f, make([]argmap.Label, len(f.Statements))}
	for s, st := range f.Statements {
		switch {
		case st.Assumed:
			w.labels[s] = argmap.LabelIn
		case len(w.arguments(s)) == 0:
			w.labels[s] = argmap.LabelOut
		default:
			w.labels[s] = argmap.LabelUndecided
		}
	}
	for _, i := range f.Issues {
		if slices.ContainsFunc(i.Positions, func(p int) bool { return f.Statements[p].Assumed }) {
			for _, p := range i.Positions {
				if !f.Statements[p].Assumed {
					w.labels[p] = argmap.LabelOut
				}
			}
		}
	}
	for w.step(order) {
	}
	return w.labels
}

func TestLabelsAreThoseOfTheDefinitionInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t)
		got, err := carneades.Grounded(f)
		if err != nil {
			t.Fatal(err)
		}
		order := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 1)).Perm(len(f.Statements))
		if want := byWords(f, order); !slices.Equal(got.Labels, want) {
			t.Fatalf("%v, want %v; %+v", got.Labels, want, f)
		}
		w := &words{f, got.Labels}
		for i, issue := range f.Issues {
			for _, p := range issue.Positions {
				sure := got.Winners[i] != p || w.wins(p, &f.Issues[i])
				if in := got.Labels[p] == argmap.LabelIn; !sure || in && !f.Statements[p].Assumed && got.Winners[i] != p {
					t.Fatalf("of issue %d position %d is %v, and the winner %d; %+v", i, p, got.Labels[p], got.Winners[i], f)
				}
			}
		}
		for i, a := range f.Arguments {
			if got.Judged[i] != w.judged(a) {
				t.Fatalf("argument %d judged: %v; %+v", i, got.Judged[i], f)
			}
			if math.Abs(w.weight(a)-got.Weights[i]) > 1e-12 {
				t.Fatalf("argument %d weighs %v, want %v; %+v", i, got.Weights[i], w.weight(a), f)
			}
		}
	})
}

func TestRefused(t *testing.T) {
	two := make([]carneades.Statement, 2)
	ok := carneades.Argument{Conclusion: 1, Undercutter: carneades.None}
	with := func(change func(*carneades.Argument)) *carneades.Framework {
		a := ok
		change(&a)
		return &carneades.Framework{Statements: two, Arguments: []carneades.Argument{a}}
	}
	for name, f := range map[string]*carneades.Framework{
		"a conclusion too many": with(func(a *carneades.Argument) { a.Conclusion = 2 }),
		"a negative conclusion": with(func(a *carneades.Argument) { a.Conclusion = carneades.None }),
		"no such undercutter":   with(func(a *carneades.Argument) { a.Undercutter = 7 }),
		"no such premise":       with(func(a *carneades.Argument) { a.Premises = []carneades.Premise{{Statement: -2}} }),
		"no such weighing":      with(func(a *carneades.Argument) { a.Weighing = 99 }),
		"a weight of more":      with(func(a *carneades.Argument) { a.Constant = 1.5 }),
		"a weight that is none": with(func(a *carneades.Argument) { a.Constant = math.NaN() }),
		"criteria without any":  with(func(a *carneades.Argument) { a.Weighing = carneades.ByCriteria }),
		"a negative factor": with(func(a *carneades.Argument) {
			a.Criteria = &carneades.Criteria{Soft: []carneades.Criterion{{Factor: -1}}}
		}),
		"a worth below 0": with(func(a *carneades.Argument) {
			a.Criteria = &carneades.Criteria{Soft: []carneades.Criterion{{Values: map[string]float64{"x": -0.1}}}}
		}),
		"no such position":        {Statements: two, Issues: []carneades.Issue{{Positions: []int{2}}}},
		"a position of two":       {Statements: two, Issues: []carneades.Issue{{Positions: []int{0}}, {Positions: []int{1, 0}}}},
		"a standard that is none": {Statements: two, Issues: []carneades.Issue{{Standard: "SCINTILLA"}}},
	} {
		if _, err := carneades.Grounded(f); fault.Of(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLongChainsAndWideStars are labelled without recursion and in linear time.
func TestLongChainsAndWideStars(t *testing.T) {
	const n = 100_000
	chain := &carneades.Framework{Statements: make([]carneades.Statement, n)}
	chain.Statements[0].Assumed = true
	star := &carneades.Framework{Statements: make([]carneades.Statement, n)}
	for s := 1; s < n; s++ {
		chain.Arguments = append(chain.Arguments, carneades.Argument{Premises: []carneades.Premise{{Statement: s - 1}}, Conclusion: s, Undercutter: carneades.None})
		star.Arguments = append(star.Arguments, carneades.Argument{Premises: []carneades.Premise{{Statement: s}}, Conclusion: 0, Undercutter: carneades.None, Weighing: carneades.Factorized})
	}
	star.Issues = []carneades.Issue{{Positions: []int{0}}}
	for name, c := range map[string]struct {
		f    *carneades.Framework
		at   int
		want argmap.Label
	}{"chain": {chain, n - 1, argmap.LabelIn}, "star": {star, 0, argmap.LabelOut}} {
		l, err := carneades.Grounded(c.f)
		if err != nil || l.Labels[c.at] != c.want {
			t.Errorf("%s: %v, %v", name, l.Labels[c.at], err)
		}
	}
}

// TestManyLookAtOneIssue weighs many options by a property that one issue of many positions tells of.
func TestManyLookAtOneIssue(t *testing.T) {
	const n = 20_000
	f := &carneades.Framework{Statements: make([]carneades.Statement, 3*n), Issues: make([]carneades.Issue, 1)}
	criteria := &carneades.Criteria{Soft: []carneades.Criterion{{Role: "colour", Factor: 1, Values: map[string]float64{"red": 0.5}}}}
	for s := range n {
		f.Issues[0].Positions = append(f.Issues[0].Positions, s)
		f.Arguments = append(f.Arguments,
			carneades.Argument{Premises: []carneades.Premise{{Statement: 2*n + s}}, Conclusion: s, Undercutter: carneades.None},
			carneades.Argument{
				Premises: []carneades.Premise{{Statement: s, Role: "colour"}}, Conclusion: n + s,
				Undercutter: carneades.None, Weighing: carneades.ByCriteria, Criteria: criteria,
			})
	}
	f.Statements[n-1].Value, f.Statements[3*n-1].Assumed = "red", true
	l, err := carneades.Grounded(f)
	if err != nil || l.Labels[n] != argmap.LabelIn || l.Labels[0] != argmap.LabelOut || l.Winners[0] != n-1 || l.Weights[1] != 0.5 {
		t.Errorf("%v, %v", err, l)
	}
}

func TestNothing(t *testing.T) {
	if l, err := carneades.Grounded(&carneades.Framework{}); err != nil || len(l.Labels) != 0 {
		t.Errorf("%v, %v", l, err)
	}
}
