package solving

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"argmap/internal/codec/iccma"
	"argmap/internal/fault"
	"argmap/internal/semantics"
	"argmap/internal/semantics/dung"
)

// Task is what a competition asks of a framework.
type Task string

// The tasks.
const (
	// SomeExtension asks for one, AllExtensions for all, and CountExtensions for their number.
	SomeExtension   Task = "SE"
	AllExtensions   Task = "EE"
	CountExtensions Task = "CE"
	// Credulous asks whether some extension accepts an argument, and Sceptical, whether all do.
	Credulous Task = "DC"
	Sceptical Task = "DS"
)

// Problem is a task under a semantics.
type Problem struct {
	Task      Task
	Semantics dung.Semantics
}

// Problems lists all problems.
func Problems() []Problem {
	var all []Problem
	for _, task := range []Task{SomeExtension, AllExtensions, CountExtensions, Credulous, Sceptical} {
		for _, sem := range dung.All() {
			all = append(all, Problem{task, sem})
		}
	}
	return all
}

// String gives the name, as in DS-PR.
func (p Problem) String() string { return string(p.Task) + "-" + p.Semantics.String() }

// ParseProblem gives the problem of a name; the error is INVALID.
func ParseProblem(name string) (Problem, error) {
	for _, p := range Problems() {
		if p.String() == strings.ToUpper(name) {
			return p, nil
		}
	}
	return Problem{}, fault.New(fault.Invalid, "solve.problem",
		"no problem is called %q; it is a task (SE, EE, CE, DC or DS), a hyphen, and a semantics (GR, CO, PR, ST, SST, STG, ID, EA or CF2)", name)
}

// AboutArgument tells whether the problem is about one argument.
func (p Problem) AboutArgument() bool { return p.Task == Credulous || p.Task == Sceptical }

// Solve writes the answer to a problem in the competition's form:
//
//   - SE: a witness line "w 1 4 7" with the arguments of an extension, or NO when there is none;
//   - EE: a witness line for each extension, or NO;
//   - CE: the number of extensions;
//   - DC: YES and a witness line of an extension that accepts the argument, or NO;
//   - DS: YES, or NO and a witness line of an extension that does not accept it. Without any extension
//     the answer is YES.
//
// argument is the name of the one that DC and DS are about. NOT_FOUND is the error where the framework
// has no such argument, and UNAVAILABLE where the context ended first; but for EE nothing is written then.
func Solve(ctx context.Context, out io.Writer, f *iccma.Framework, p Problem, argument string) error {
	b := semantics.NewBuilder(f.Arguments)
	for _, a := range f.Attacks {
		b.Attack(a.From, a.To)
	}
	m := b.Map()
	s := &solution{Framework: f, m: m, solver: dung.New(m), sem: p.Semantics, w: bufio.NewWriter(out)}
	if err := s.solve(ctx, p.Task, argument); err != nil {
		return err
	}
	return s.w.Flush()
}

// solution is a problem being solved.
type solution struct {
	*iccma.Framework
	m      *semantics.Map
	solver *dung.Solver
	sem    dung.Semantics
	w      *bufio.Writer
}

func (s *solution) solve(ctx context.Context, task Task, argument string) error {
	switch task {
	case SomeExtension:
		return s.some(ctx)
	case AllExtensions:
		return s.all(ctx)
	case CountExtensions:
		return s.count(ctx)
	case Credulous, Sceptical:
		return s.decide(ctx, task, argument)
	default:
		return fault.New(fault.Invalid, "solve.problem", "there is no task %q", task)
	}
}

func (s *solution) say(words ...any) { _, _ = fmt.Fprintln(s.w, words...) } // Flush tells the error

// witness writes the arguments of an extension.
func (s *solution) witness(e dung.Extension) {
	_ = s.w.WriteByte('w')
	for _, n := range e.In() {
		_ = s.w.WriteByte(' ')
		_, _ = s.w.WriteString(s.Name(n))
	}
	_ = s.w.WriteByte('\n')
}

// late is the error where time was over first.
func late() error {
	return fault.New(fault.Unavailable, "solve.unknown", "time was over before the answer was known")
}

func (s *solution) some(ctx context.Context) error {
	a, err := s.solver.One(ctx, s.sem)
	switch {
	case err != nil:
		return err
	case a.Outcome == dung.Unknown:
		return late()
	case a.Outcome == dung.NoExtension:
		s.say("NO")
	default:
		s.witness(a.Extension)
	}
	return nil
}

func (s *solution) all(ctx context.Context) error {
	none := true
	for e, err := range s.solver.All(ctx, s.sem) {
		if errors.Is(err, dung.ErrUnknown) {
			return errors.Join(late(), s.w.Flush())
		}
		if err != nil {
			return err
		}
		none = false
		s.witness(e)
	}
	if none {
		s.say("NO")
	}
	return nil
}

func (s *solution) count(ctx context.Context) error {
	n, err := s.solver.Count(ctx, s.sem, math.MaxInt)
	switch {
	case err != nil:
		return err
	case n.More:
		return fault.New(fault.Exhausted, "solve.count", "there are more than %d extensions", math.MaxInt)
	case n.Outcome == dung.Unknown:
		return late()
	}
	s.say(n.N)
	return nil
}

func (s *solution) decide(ctx context.Context, task Task, argument string) error {
	node, ok := s.Find(argument)
	if !ok {
		return fault.New(fault.NotFound, "solve.argument", "the framework has no argument %q", argument)
	}
	ask := s.solver.Credulous
	if task == Sceptical {
		ask = s.solver.Sceptical
	}
	v, err := ask(ctx, s.sem, node)
	if err != nil {
		return err
	}
	if v.Outcome == dung.Unknown {
		return late()
	}
	if v.Certificate == nil {
		s.say(verdict(v.Holds))
		return nil
	}
	e, err := s.enlarge(ctx, v.Certificate)
	if err != nil {
		return err
	}
	if (e[node] == semantics.In) != (task == Credulous) {
		return fault.New(fault.Internal, "solve.certificate", "the extension found does not show the answer for %q", argument)
	}
	s.say(verdict(v.Holds))
	s.witness(e)
	return nil
}

func verdict(holds bool) string {
	if holds {
		return "YES"
	}
	return "NO"
}

// enlarge makes an extension of a certificate that may be an admissible set. What it accepts and what
// that attacks is cut away; an extension of the rest, together with the certificate, is one of the whole
// (Baumann, Brewka and Ulbricht 2020, "Revisiting the foundations of abstract argumentation").
func (s *solution) enlarge(ctx context.Context, certificate dung.Extension) (dung.Extension, error) {
	switch s.sem {
	case dung.Complete, dung.Preferred, dung.SemiStable:
	default:
		return certificate, nil
	}
	e := make(dung.Extension, len(certificate))
	for _, n := range certificate.In() {
		e[n] = semantics.In
		for _, target := range s.m.Attacks(n) {
			e[target] = semantics.Defeated
		}
	}
	rest, home := s.without(e)
	a, err := dung.New(rest).One(ctx, s.sem)
	if err != nil {
		return nil, err
	}
	if a.Outcome == dung.Unknown {
		return nil, late()
	}
	for i, label := range a.Extension {
		e[home[i]] = label
	}
	return e, dung.Check(s.m, s.sem, e)
}

// without cuts the nodes away that have a label, and gives the nodes that are left by their new numbers.
func (s *solution) without(labelled dung.Extension) (rest *semantics.Map, home []int32) {
	place := make([]int32, len(labelled))
	for n, label := range labelled {
		if label == semantics.Undecided {
			place[n] = int32(len(home))
			home = append(home, int32(n))
		}
	}
	b := semantics.NewBuilder(len(home))
	for i, n := range home {
		for _, target := range s.m.Attacks(n) {
			if labelled[target] == semantics.Undecided {
				b.Attack(int32(i), place[target])
			}
		}
	}
	return b.Map(), home
}
