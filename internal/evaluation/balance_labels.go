package evaluation

import (
	"argmap/internal/argmap"
	"argmap/internal/semantics/carneades"
	"argmap/internal/semantics/dung"
	"argmap/internal/snapshot"
)

// labels says what the weights make of the elements.
func (b *balance) labels(g *carneades.Labelling) *Labels {
	n := b.f.Map.Nodes()
	l := &Labels{
		Outcome: Exact, Semantics: dung.Grounded, Revision: b.snap.Revision(), framework: b.f,
		labels: make([]snapshot.Verdict, n), credulous: make([]bool, n),
		weighed: &weighed{takesPart: make([]bool, n), weights: make([]*float64, n)},
	}
	set := func(node int32, v snapshot.Verdict) {
		l.labels[node], l.weighed.takesPart[node], l.credulous[node] = v, true, v.Label == argmap.LabelIn
	}
	for node, s := range b.statement {
		set(node, because(g.Labels[s], argmap.Unsupported))
	}
	for node, i := range b.argument {
		set(node, b.verdict(g, i, node))
		if _, inference := b.f.Element(node).(snapshot.Inference); inference && g.Judged[i] {
			w := g.Weights[i]
			if l.labels[node].Label == argmap.LabelOut {
				w = 0 // of a part that does not count
			}
			l.weighed.weights[node] = &w
		}
	}
	l.sceptical = l.credulous
	b.decide(g, l)
	return l
}

func because(label argmap.Label, reason argmap.OutReason) snapshot.Verdict {
	if label != argmap.LabelOut {
		reason = ""
	}
	return snapshot.Verdict{Label: label, Reason: reason}
}

// verdict gives the label of an inference or undercut: IN with a weight, OUT without, UNDECIDED while it cannot
// be weighed. A part of a convergent argument weighs nothing while its own premise is OUT.
func (b *balance) verdict(g *carneades.Labelling, i int, node int32) snapshot.Verdict {
	a := &b.framework.Arguments[i]
	switch {
	case a.Undercutter != carneades.None && g.Labels[a.Undercutter] == argmap.LabelIn:
		return because(argmap.LabelOut, argmap.Defeated)
	case !g.Judged[i]:
		return because(argmap.LabelUndecided, "")
	case g.Weights[i] > 0 && (a.Weighing != carneades.Convergent || b.someIn(g, node)):
		return because(argmap.LabelIn, "")
	}
	return because(argmap.LabelOut, argmap.Unsupported)
}

func (b *balance) someIn(g *carneades.Labelling, node int32) bool {
	premises := b.premises(node)
	for _, p := range premises {
		if g.Labels[p.Statement] == argmap.LabelIn {
			return true
		}
	}
	return len(premises) == 0
}

// decide tells what became of the issues. A position that is OUT where another is IN was defeated.
func (b *balance) decide(g *carneades.Labelling, l *Labels) {
	weight := make([]float64, len(b.framework.Statements))
	for i, a := range b.framework.Arguments {
		weight[a.Conclusion] = max(weight[a.Conclusion], g.Weights[i])
	}
	for i, issue := range b.issues {
		standard := issue.Standard
		if standard == "" {
			standard = argmap.Preponderance
		}
		d := snapshot.Decision{Question: issue.Question, Standard: standard, Rule: standard.Threshold().String()}
		in := 0
		for _, node := range issue.Answers {
			claim := b.f.Element(node).(snapshot.Claim)
			d.Positions = append(d.Positions, snapshot.Position{Claim: claim, Strength: weight[b.statement[node]]})
			if l.labels[node].Label == argmap.LabelIn {
				in++
				if g.Winners[i] == b.statement[node] {
					d.Winner = &claim
				}
			}
		}
		for _, node := range issue.Answers {
			if l.labels[node].Label == argmap.LabelOut && in > 0 {
				l.labels[node].Reason = argmap.Defeated
			}
		}
		l.weighed.decisions = append(l.weighed.decisions, d)
	}
}

// extension gives the one extension that there is.
func (l *Labels) extension() Extension {
	e := Extension{framework: l.framework, labels: make(dung.Extension, len(l.labels))}
	for node, v := range l.labels {
		e.labels[node] = v.Grounded()
	}
	for element, a := range l.All() {
		if *a.Label == argmap.LabelIn {
			e.In = append(e.In, element)
		}
	}
	return e
}
