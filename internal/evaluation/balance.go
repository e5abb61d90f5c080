package evaluation

import (
	"context"
	"slices"
	"strings"

	"argmap/internal/argmap"
	format "argmap/internal/codec/carneades"
	"argmap/internal/semantics/carneades"
	"argmap/internal/semantics/dung"
	"argmap/internal/snapshot"
)

// weighed is what the reading BALANCES says of a map beside the labels, by node.
type weighed struct {
	takesPart []bool
	weights   []*float64
	decisions []snapshot.Decision
}

func (w *weighed) has(node int32) bool { return w == nil || w.takesPart[node] }

func (w *weighed) weight(node int32) *float64 {
	if w == nil {
		return nil
	}
	return w.weights[node]
}

// balance labels a snapshot in the reading BALANCES.
func (s *Service) balance(ctx context.Context, snap *snapshot.Snapshot, r Request) (*Labels, error) {
	reading, err := r.Reading.Normal()
	if err != nil {
		return nil, err
	}
	k := key{m: snap.Map(), revision: snap.Revision(), epoch: snap.Epoch(), reading: reading.Key(), what: "labels"}
	l, err := once(ctx, s, k, func(context.Context) (*Labels, error) { return balanceOf(snap, reading) })
	if err == nil || unlessLate(err) != nil {
		return l, err
	}
	f, err := plainly(snap, reading)
	return &Labels{Outcome: Unknown, Semantics: dung.Grounded, Revision: snap.Revision(), framework: f}, err
}

// plainly reads a snapshot for its claims and links and what they rest on, without what only moves labels.
func plainly(snap *snapshot.Snapshot, r snapshot.Reading) (*snapshot.Framework, error) {
	return snap.Framework(snapshot.Reading{
		Voices: r.Voices, Questions: snapshot.Ignore, Issues: snapshot.Ignore, Preferences: snapshot.Ignore,
	})
}

// balanceOf weighs a snapshot: claims are statements, those that are GIVEN are assumed; inferences that
// conclude a claim are arguments, undercut by the rebuttals of them; and a question whose answers exclude each
// other is an issue. What else there is takes no part.
func balanceOf(snap *snapshot.Snapshot, r snapshot.Reading) (*Labels, error) {
	f, err := plainly(snap, r)
	if err != nil {
		return nil, err
	}
	b := &balance{
		snap: snap, f: f, statement: map[int32]int{}, argument: map[int32]int{}, undercutter: map[int32]int{},
		parts: map[string]int{}, nothing: carneades.None,
	}
	if err := b.build(r.Issues != snapshot.Ignore); err != nil {
		return nil, err
	}
	grounded, err := carneades.Grounded(&b.framework)
	if err != nil {
		return nil, err
	}
	return b.labels(grounded), nil
}

// balance is a map as balances of arguments. Its tables are by node.
type balance struct {
	snap      *snapshot.Snapshot
	f         *snapshot.Framework
	framework carneades.Framework
	// statement is that of a claim, argument that of an inference or undercut, and undercutter the statement
	// that something undercuts an inference or undercut.
	statement, argument, undercutter map[int32]int
	// parts finds convergent arguments of which several inferences are parts.
	parts map[string]int
	// nothing is a statement that is OUT, for premises that take no part; None until it is needed.
	nothing int
	issues  []snapshot.Issue
}

func (b *balance) build(issues bool) error {
	var inferences, undercuts []int32
	for node, e := range b.f.Elements() {
		switch e := e.(type) {
		case snapshot.Claim:
			b.statement[node] = b.state(carneades.Statement{Assumed: b.f.Given(node), Value: format.Value(e.Record())})
		case snapshot.Inference:
			if _, ok := b.f.Node(e.Conclusion().ID()); ok && e.Conclusion().ElementKind() == argmap.KindClaim {
				inferences = append(inferences, node)
			}
		case snapshot.Rebuttal:
			if e.Kind() == argmap.Undercut {
				undercuts = append(undercuts, node)
			}
		default:
		}
	}
	b.undercut(undercuts)
	if issues {
		b.settle()
	}
	return b.infer(inferences)
}

func (b *balance) state(s carneades.Statement) int {
	b.framework.Statements = append(b.framework.Statements, s)
	return len(b.framework.Statements) - 1
}

// undercut makes each undercut an argument for the statement that its target is undercut.
func (b *balance) undercut(nodes []int32) {
	for _, node := range nodes {
		if target, ok := b.targetOf(node); ok {
			if _, known := b.undercutter[target]; !known {
				b.undercutter[target] = b.state(carneades.Statement{})
			}
		}
	}
	for _, node := range nodes {
		if target, ok := b.targetOf(node); ok {
			b.argue(node, carneades.Argument{Premises: b.premises(node), Conclusion: b.undercutter[target]})
		}
	}
}

// targetOf gives the inference or rebuttal that an undercut attacks.
func (b *balance) targetOf(node int32) (int32, bool) {
	t := b.f.Element(node).(snapshot.Rebuttal).Target()
	if k := t.ElementKind(); k != argmap.KindInference && k != argmap.KindRebuttal {
		return 0, false
	}
	return b.f.Node(t.ID())
}

func (b *balance) argue(node int32, a carneades.Argument) {
	a.Undercutter = carneades.None
	if u, ok := b.undercutter[node]; ok {
		a.Undercutter = u
	}
	b.argument[node] = len(b.framework.Arguments)
	b.framework.Arguments = append(b.framework.Arguments, a)
}

// premises gives those of a link, in their roles. A claim that only stands for a file's having none is none.
func (b *balance) premises(node int32) []carneades.Premise {
	var all []carneades.Premise
	for l := range b.snap.LinksTo(b.f.Element(node).ID()) {
		if l.Role != argmap.RolePremiseOf {
			continue
		}
		claim, ok := b.f.Node(l.From)
		s, is := b.statement[claim]
		switch {
		case !ok || !is:
			s = b.never()
		case b.f.Given(claim) && format.Granted(b.f.Element(claim).Record()):
			continue
		}
		all = append(all, carneades.Premise{Statement: s, Role: l.Slot})
	}
	return all
}

func (b *balance) never() int {
	if b.nothing == carneades.None {
		b.nothing = b.state(carneades.Statement{})
	}
	return b.nothing
}

// infer makes arguments of the inferences, one of all that are parts of one convergent argument.
func (b *balance) infer(nodes []int32) error {
	records := make([]*argmap.Element, len(nodes))
	for i, node := range nodes {
		records[i] = b.f.Element(node).Record()
	}
	weights, err := format.Weigh(b.snap.Properties(), records)
	if err != nil {
		return err
	}
	for i, node := range nodes {
		a := weights[i]
		conclusion, _ := b.f.Node(b.f.Element(node).(snapshot.Inference).Conclusion().ID())
		a.Premises, a.Conclusion = b.premises(node), b.statement[conclusion]
		if a.Weighing == carneades.Convergent && records[i].Scheme == format.Convergent {
			whole, part := format.Part(records[i])
			if part && b.joins(node, a, whole) {
				continue
			}
			if !part && len(a.Premises) > 1 {
				a.Weighing = carneades.Linked // its premises stand or fall together here
			}
		}
		b.argue(node, a)
	}
	return nil
}

// joins makes a part of a convergent argument one with those before it, which have the same conclusion and the
// same undercuts.
func (b *balance) joins(node int32, a carneades.Argument, whole string) bool {
	name := strings.Join(append(b.undercuts(node), whole, string(b.f.Element(node).(snapshot.Inference).Conclusion().ID())), "\x00")
	first, known := b.parts[name]
	if !known {
		b.parts[name] = len(b.framework.Arguments)
		return false
	}
	b.framework.Arguments[first].Premises = append(b.framework.Arguments[first].Premises, a.Premises...)
	b.argument[node] = first
	return true
}

// undercuts says on what the undercuts of a node rest.
func (b *balance) undercuts(node int32) []string {
	var all []string
	for l := range b.snap.LinksTo(b.f.Element(node).ID()) {
		if l.Role != argmap.RoleAttacks {
			continue
		}
		for p := range b.snap.LinksTo(l.From) {
			if p.Role == argmap.RolePremiseOf {
				all = append(all, string(p.From))
			}
		}
		all = append(all, "")
	}
	slices.Sort(all)
	return all
}

// settle makes issues of the questions whose answers exclude each other. A claim is a position of the first.
func (b *balance) settle() {
	taken := map[int32]bool{}
	for _, i := range b.f.Issues() {
		free := slices.DeleteFunc(slices.Clone(i.Answers), func(claim int32) bool { return taken[claim] })
		if len(free) == 0 {
			continue
		}
		issue := carneades.Issue{Standard: i.Standard}
		for _, claim := range free {
			taken[claim] = true
			issue.Positions = append(issue.Positions, b.statement[claim])
		}
		i.Answers = free
		b.issues = append(b.issues, i)
		b.framework.Issues = append(b.framework.Issues, issue)
	}
}
