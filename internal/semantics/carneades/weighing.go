package carneades

import (
	"slices"

	"argmap/internal/argmap"
)

// meets reports whether a weight meets a standard against the weight of another position.
func meets(standard argmap.ProofStandard, weight, other float64) bool {
	t := standard.Threshold()
	return weight > other && weight-other > t.Margin && (t.Ceiling == 0 || other < t.Ceiling)
}

// weigh gives the weight of an argument that is not undercut and whose premises are all decided.
func (g *grounding) weigh(a *Argument) float64 {
	in := 0
	for _, p := range a.Premises {
		if g.labels[p.Statement] == argmap.LabelIn {
			in++
		}
	}
	all := in == len(a.Premises)
	switch {
	case a.Weighing == Constant:
		return a.Constant
	case a.Weighing == ByCriteria:
		return g.byCriteria(a)
	case a.Weighing == Convergent:
		return one(in > 0)
	case a.Weighing == Cumulative:
		return ratio(in, len(a.Premises))
	case a.Weighing == Factorized && all:
		return ratio(in, g.factorsOf(a))
	case a.Weighing == Preference && all:
		return g.ranked(a)
	}
	return one(a.Weighing == Linked && all)
}

func one(when bool) float64 {
	if when {
		return 1
	}
	return 0
}

// ratio is 0 of nothing.
func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// factorsOf counts the different premises of all arguments about the issue of an argument; of the argument
// itself where there is no issue.
func (g *grounding) factorsOf(a *Argument) int {
	home := g.home[a.Conclusion]
	if home == None {
		return g.different([]*Argument{a})
	}
	if g.factors[home] == 0 {
		g.factors[home] = g.different(g.about(home))
	}
	return g.factors[home]
}

func (g *grounding) different(arguments []*Argument) int {
	seen := map[int]bool{}
	for _, a := range arguments {
		for _, p := range a.Premises {
			seen[p.Statement] = true
		}
	}
	return len(seen)
}

// about lists the arguments for the positions of an issue.
func (g *grounding) about(issue int) []*Argument {
	var all []*Argument
	for _, p := range g.Issues[issue].Positions {
		for _, i := range g.pro[p] {
			all = append(all, &g.Arguments[i])
		}
	}
	return all
}

func (g *grounding) ranked(a *Argument) float64 {
	home := g.home[a.Conclusion]
	if home == None {
		return 1
	}
	if g.ranks[home] == nil {
		for _, other := range g.about(home) {
			if other.Weighing == Preference {
				g.ranks[home] = append(g.ranks[home], other.Rank)
			}
		}
		slices.Sort(g.ranks[home])
		g.ranks[home] = slices.Compact(g.ranks[home])
	}
	k, _ := slices.BinarySearch(g.ranks[home], a.Rank)
	return ratio(k+1, len(g.ranks[home]))
}

// terms are criteria made ready: the roles that they name.
type terms struct{ hard, soft map[string]bool }

func (g *grounding) termsOf(c *Criteria) terms {
	t, ok := g.terms[c]
	if !ok {
		t = terms{map[string]bool{}, map[string]bool{}}
		for _, role := range c.Hard {
			t.hard[role] = true
		}
		for _, s := range c.Soft {
			t.soft[s.Role] = true
		}
		g.terms[c] = t
	}
	return t
}

// byCriteria stops at the first soft criterion that no premise tells of, so that it costs no more than the
// argument is long.
func (g *grounding) byCriteria(a *Argument) float64 {
	t, told := g.termsOf(a.Criteria), map[string]string{}
	for _, p := range a.Premises {
		if g.labels[p.Statement] == argmap.LabelOut && t.hard[p.Role] {
			return 0
		}
		if _, known := told[p.Role]; !known && t.soft[p.Role] {
			if v := g.value(p.Statement); v.told {
				told[p.Role] = v.is
			}
		}
	}
	sum, factors := 0.0, 0.0
	for _, c := range a.Criteria.Soft {
		is, ok := told[c.Role]
		if !ok {
			return 0
		}
		factors += c.Factor
		sum += c.Factor * c.Values[is]
	}
	if factors == 0 {
		return 0
	}
	return min(1, sum/factors)
}

// value is what is said of something, where anything is.
type value struct {
	is   string
	told bool
}

// value gives the value of the first position that is IN of a statement's issue; that of the statement where
// it is no position and IN.
func (g *grounding) value(statement int) value {
	home := g.home[statement]
	if home == None {
		return value{g.Statements[statement].Value, g.labels[statement] == argmap.LabelIn}
	}
	v, known := g.values[home]
	if !known {
		for _, p := range g.Issues[home].Positions {
			if g.labels[p] == argmap.LabelIn {
				v = value{g.Statements[p].Value, true}
				break
			}
		}
		g.values[home] = v
	}
	return v
}
