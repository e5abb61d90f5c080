package carneades

import (
	"slices"

	"argmap/internal/argmap"
)

// Labelling is what becomes of a framework.
type Labelling struct {
	// Labels holds one for each statement.
	Labels []argmap.Label
	// Weights holds the weight of each argument; 0 for one that is undercut or could not be weighed.
	Weights []float64
	// Judged says of each argument whether it was: of others the weight is open.
	Judged []bool
	// Winners holds for each issue the position that met the standard, or None. An assumed position may be
	// IN beside it, and then the winner OUT.
	Winners []int
}

// Grounded labels what can be labelled, in time linear in the size of the framework:
//
//   - an assumed statement is IN; one that is not assumed and that no argument concludes is OUT; the other positions of
//     an issue are OUT when one is assumed;
//   - an argument is judged when its undercutter is IN, or when its undercutter is OUT, or it has none, and all its
//     premises, and under ByCriteria all positions of the issues it looks at, are IN or OUT; in the first case it
//     weighs nothing;
//   - a statement that is no position of an issue is IN when an argument for it has weight, and OUT when all
//     were judged and none has;
//   - an issue is settled when all arguments for its positions were judged. A position weighs what its
//     weightiest argument does. The one that meets the standard against every other is IN, the others are
//     OUT.
//
// What depends on itself in any other way stays UNDECIDED. A label once given never changes, so the order of
// the steps does not matter. The error is INVALID.
func Grounded(f *Framework) (*Labelling, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	g := newGrounding(f)
	g.assume()
	for i := range f.Arguments {
		g.judge(i)
	}
	for i := range f.Issues {
		g.settle(i)
	}
	for len(g.queue) > 0 {
		at := g.queue[len(g.queue)-1]
		g.queue = g.queue[:len(g.queue)-1]
		for _, i := range slices.Concat(g.bears[at], g.undercuts[at], g.lookers(at)) {
			g.judge(i)
		}
	}
	return &Labelling{g.labels, g.weights, g.judged, g.winners}, nil
}

type grounding struct {
	*Framework
	labels  []argmap.Label
	weights []float64
	judged  []bool
	// home is the issue of each statement, or None. bears lists the arguments that await the label of a statement,
	// undercuts those that it undercuts, and pro those that conclude it.
	home                  []int
	bears, undercuts, pro [][]int
	// look lists the arguments that await all labels of an issue.
	look [][]int
	// open counts what an argument awaits, undecided the positions of an issue without a label; left the
	// arguments for a statement, or for a position of an issue, that were not judged.
	open, undecided, left, leftOf []int
	winners                       []int
	// factors are the different premises about each issue, and ranks its ranks; nil until asked for.
	factors []int
	ranks   [][]int
	// values are what the issues say that criteria look at, and terms the criteria made ready; by need.
	values map[int]value
	terms  map[*Criteria]terms
	// queue holds the statements whose label is to be told.
	queue []int
}

func newGrounding(f *Framework) *grounding {
	n := len(f.Statements)
	g := &grounding{
		Framework: f, labels: make([]argmap.Label, n), weights: make([]float64, len(f.Arguments)), judged: make([]bool, len(f.Arguments)),
		home: slices.Repeat([]int{None}, n), bears: make([][]int, n), undercuts: make([][]int, n), pro: make([][]int, n),
		open: make([]int, len(f.Arguments)), left: make([]int, n), leftOf: make([]int, len(f.Issues)),
		look: make([][]int, len(f.Issues)), undecided: make([]int, len(f.Issues)), winners: slices.Repeat([]int{None}, len(f.Issues)),
		values: map[int]value{}, terms: map[*Criteria]terms{}, factors: make([]int, len(f.Issues)), ranks: make([][]int, len(f.Issues)),
	}
	for i, issue := range f.Issues {
		g.undecided[i] = len(issue.Positions)
		for _, p := range issue.Positions {
			g.home[p] = i
		}
	}
	for s := range g.labels {
		g.labels[s] = argmap.LabelUndecided
	}
	for i, a := range f.Arguments {
		g.pro[a.Conclusion] = append(g.pro[a.Conclusion], i)
		g.left[a.Conclusion]++
		if home := g.home[a.Conclusion]; home != None {
			g.leftOf[home]++
		}
		g.await(i, a)
		if a.Undercutter != None {
			g.undercuts[a.Undercutter] = append(g.undercuts[a.Undercutter], i)
		}
	}
	return g
}

// await notes without which labels an argument cannot be weighed: those of its premises and, where a
// criterion looks at an issue, of all positions of that.
func (g *grounding) await(i int, a Argument) {
	for _, p := range a.Premises {
		g.bears[p.Statement] = append(g.bears[p.Statement], i)
		g.open[i]++
		if home := g.home[p.Statement]; a.Weighing == ByCriteria && home != None && g.termsOf(a.Criteria).soft[p.Role] {
			g.look[home] = append(g.look[home], i)
			g.open[i]++
		}
	}
}

// lookers gives, once, the arguments that awaited the issue of a statement, when it was the last label of that.
func (g *grounding) lookers(statement int) []int {
	home := g.home[statement]
	if home == None || g.undecided[home] > 0 {
		return nil
	}
	all := g.look[home]
	g.look[home] = nil
	return all
}

// assume gives the labels that follow from no argument.
func (g *grounding) assume() {
	for s, statement := range g.Statements {
		if statement.Assumed {
			g.label(s, argmap.LabelIn)
		} else if len(g.pro[s]) == 0 {
			g.label(s, argmap.LabelOut)
		}
	}
	for _, issue := range g.Issues {
		if !slices.ContainsFunc(issue.Positions, func(p int) bool { return g.Statements[p].Assumed }) {
			continue
		}
		for _, p := range issue.Positions {
			g.label(p, argmap.LabelOut)
		}
	}
}

// label gives a statement its label, once.
func (g *grounding) label(statement int, label argmap.Label) {
	if g.labels[statement] != argmap.LabelUndecided {
		return
	}
	g.labels[statement] = label
	g.queue = append(g.queue, statement)
	for _, i := range g.bears[statement] {
		g.open[i]--
	}
	if home := g.home[statement]; home != None {
		if g.undecided[home]--; g.undecided[home] == 0 {
			for _, i := range g.look[home] {
				g.open[i]--
			}
		}
	}
}

// judge weighs an argument when it is time, once, and says what follows.
func (g *grounding) judge(i int) {
	a := &g.Arguments[i]
	under := argmap.LabelOut
	if a.Undercutter != None {
		under = g.labels[a.Undercutter]
	}
	ready := under == argmap.LabelIn || under == argmap.LabelOut && g.open[i] == 0
	if g.judged[i] || !ready {
		return
	}
	g.judged[i] = true
	if under == argmap.LabelOut {
		g.weights[i] = g.weigh(a)
	}
	g.left[a.Conclusion]--
	if home := g.home[a.Conclusion]; home != None {
		g.leftOf[home]--
		g.settle(home)
		return
	}
	switch {
	case g.weights[i] > 0:
		g.label(a.Conclusion, argmap.LabelIn)
	case g.left[a.Conclusion] == 0 && g.labels[a.Conclusion] == argmap.LabelUndecided:
		g.label(a.Conclusion, argmap.LabelOut)
	}
}

// settle lets the position of an issue win that meets the standard, when it is time.
func (g *grounding) settle(i int) {
	if g.leftOf[i] > 0 {
		return
	}
	winner := g.winner(g.Issues[i])
	g.winners[i] = winner
	for _, p := range g.Issues[i].Positions {
		if p == winner {
			g.label(p, argmap.LabelIn)
		} else {
			g.label(p, argmap.LabelOut)
		}
	}
}

// winner gives the position that meets the standard of an issue, or None. It is the weightiest, so there is one at
// most.
func (g *grounding) winner(issue Issue) int {
	best, most, next := None, 0.0, 0.0
	for _, p := range issue.Positions {
		switch w := g.weightOf(p); {
		case w > most:
			best, most, next = p, w, most
		default:
			next = max(next, w)
		}
	}
	if best == None || !meets(issue.Standard, most, next) {
		return None
	}
	return best
}

// weightOf gives the weight of the weightiest argument for a statement.
func (g *grounding) weightOf(statement int) (most float64) {
	for _, i := range g.pro[statement] {
		most = max(most, g.weights[i])
	}
	return most
}
