package carneades

import (
	"slices"

	"argmap/internal/argmap"
)

// What the standards ask of the weights beyond that one is greater: the paper leaves the numbers open, these
// are those of the Carneades system.
const (
	margin = 0.5
	doubt  = 0.3
)

// meets reports whether a weight meets a standard against the weight of another position.
func meets(standard argmap.ProofStandard, weight, other float64) bool {
	switch standard {
	case argmap.ClearAndConvincing:
		return weight-other > margin
	case argmap.BeyondReasonableDoubt:
		return weight-other > margin && other < doubt
	default:
		return weight > other
	}
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

// looks reports whether a soft criterion is about a role.
func (c *Criteria) looks(role string) bool {
	return slices.ContainsFunc(c.Soft, func(s Criterion) bool { return s.Role == role })
}

func (g *grounding) byCriteria(a *Argument) float64 {
	for _, p := range a.Premises {
		if g.labels[p.Statement] == argmap.LabelOut && slices.Contains(a.Criteria.Hard, p.Role) {
			return 0
		}
	}
	sum, factors := 0.0, 0.0
	for _, c := range a.Criteria.Soft {
		value, ok := g.value(a, c.Role)
		if !ok {
			return 0
		}
		factors += c.Factor
		sum += c.Factor * c.Values[value]
	}
	if factors == 0 {
		return 0
	}
	return min(1, sum/factors)
}

// value gives the value of the first position that is IN, of the issue of the premise in a role.
func (g *grounding) value(a *Argument, role string) (string, bool) {
	for _, premise := range a.Premises {
		if home := g.home[premise.Statement]; premise.Role == role && home != None {
			for _, p := range g.Issues[home].Positions {
				if g.labels[p] == argmap.LabelIn {
					return g.Statements[p].Value, true
				}
			}
		}
	}
	return "", false
}
