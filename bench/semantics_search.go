package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"argmap/internal/semantics"
	"argmap/internal/semantics/dung"
)

// searchTask is a question that both solvers are asked of a framework.
type searchTask struct {
	title, code string
	semantics   dung.Semantics
}

// searchTasks are one extension of a semantics, or whether some (DC) or every (DS) preferred one accepts
// one claim.
var searchTasks = []searchTask{
	{"grounded", "GR", dung.Grounded},
	{"one preferred", "PR", dung.Preferred},
	{"one stable", "ST", dung.Stable},
	{"ideal", "ID", dung.Ideal},
	{"one claim, by some", "DC", dung.Preferred},
	{"one claim, by all", "DS", dung.Preferred},
}

// aboutOne says that the task is a question about one claim.
func (t searchTask) aboutOne() bool { return t.code == "DC" || t.code == "DS" }

// searchResult is what came of a task on a family, round by round.
type searchResult struct {
	shape        frameworkShape
	task         searchTask
	ours, theirs []time.Duration
	// late says that the other solver gave no answer in time.
	late bool
}

// searched is a framework in the hands of both.
type searched struct {
	shape  frameworkShape
	m      *semantics.Map
	claim  int32
	solver *solver
}

// search lets both solvers answer in turns, and holds their answers together.
func (s *semanticsBench) search() error {
	program, err := buildSolver(s.ctx)
	if err != nil {
		s.peerless = err.Error()
		s.leftOut = true
		s.say("!! SCALOP IS LEFT OUT: %v", err)
	}
	for _, shape := range frameworkShapes() {
		on, err := s.frame(shape, program)
		if err != nil {
			return err
		}
		for _, task := range searchTasks {
			if task.code == "DS" && shape.name != "debate" {
				continue // the other solver would take half a minute more
			}
			r, err := s.compare(on, task)
			if err != nil {
				return errors.Join(fmt.Errorf("%s of the %s: %w", task.title, shape.name, err), on.close())
			}
			s.searches = append(s.searches, r)
			s.say("%-12s %-18s %v, scalop %v", shape.name, task.title, median(r.ours), r.their())
		}
		if err := on.close(); err != nil {
			return err
		}
	}
	return nil
}

// frame makes a framework and, where there is another solver, lets it read the same. The claim that is asked
// about is one that the grounded labelling leaves open, if there is any.
func (s *semanticsBench) frame(shape frameworkShape, program string) (*searched, error) {
	f := &searched{shape: shape, m: shape.make(pick(s.quick, 2000, semanticsSize), 1)}
	if at := slices.Index(semantics.GroundedLabels(f.m), semantics.Undecided); at >= 0 {
		f.claim = int32(at)
	}
	if program == "" {
		return f, nil
	}
	f.solver = &solver{ctx: s.ctx, most: pick(s.quick, time.Second, mostSolving), program: program, file: filepath.Join(s.dir, shape.name+".af")}
	return f, writeFramework(f.solver.file, f.m)
}

func (f *searched) close() error {
	if f.solver == nil {
		return nil
	}
	f.solver.close()
	return os.Remove(f.solver.file)
}

// writeFramework writes a framework in the format of ICCMA 2023.
func writeFramework(path string, m *semantics.Map) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file) // which keeps the first error for Flush
	_, _ = fmt.Fprintf(w, "p af %d\n", m.Nodes())
	for node := range int32(m.Nodes()) {
		for _, target := range m.Attacks(node) {
			_, _ = fmt.Fprintf(w, "%d %d\n", node+1, target+1)
		}
	}
	return errors.Join(w.Flush(), file.Close())
}

// The bounds of the rounds of a task.
const (
	mostRounds  = 15
	enoughWhile = time.Second
)

// compare lets both answer until there are rounds enough.
func (s *semanticsBench) compare(on *searched, task searchTask) (*searchResult, error) {
	r := &searchResult{shape: on.shape, task: task}
	err := repeated(pick(s.quick, 2, mostRounds), enoughWhile, func() error {
		ours, err := s.answer(on, task)
		if err != nil {
			return err
		}
		r.ours = append(r.ours, ours.took)
		if on.solver == nil || r.late {
			return nil
		}
		theirs, err := on.solver.ask(on.question(task))
		if errors.Is(err, errTooLong) {
			r.late = true
			return nil
		}
		if err != nil {
			return err
		}
		r.theirs = append(r.theirs, theirs.took)
		return on.agree(task, ours, theirs)
	})
	return r, err
}

func (f *searched) question(t searchTask) string {
	if t.aboutOne() {
		return fmt.Sprintf("%s %d", t.code, f.claim+1)
	}
	return t.code
}

// answer is ours, from the framework in memory on, certificates checked.
func (s *semanticsBench) answer(f *searched, t searchTask) (found, error) {
	runtime.GC() // what others left behind is not our task's
	began := time.Now()
	switch {
	case t.code == "GR":
		e := dung.Extension(semantics.GroundedLabels(f.m))
		return found{time.Since(began), "set", e.In()}, nil
	case t.aboutOne():
		ask := pick(t.code == "DC", (*dung.Solver).Credulous, (*dung.Solver).Sceptical)
		v, err := ask(dung.New(f.m), s.ctx, t.semantics, f.claim)
		if err == nil && v.Outcome == dung.Unknown {
			err = errTooLong
		}
		return found{took: time.Since(began), word: pick(v.Holds, "yes", "no")}, err
	}
	a, err := dung.New(f.m).One(s.ctx, t.semantics)
	took := time.Since(began)
	switch {
	case err != nil || a.Outcome == dung.Unknown:
		return found{}, errors.Join(err, s.ctx.Err())
	case a.Outcome == dung.NoExtension:
		return found{took: took, word: "none"}, nil
	}
	return found{took, "set", a.Extension.In()}, nil
}

// agree holds two answers together: what is one by definition is the same, and what is one of several is
// checked against the definition.
func (f *searched) agree(t searchTask, ours, theirs found) error {
	if ours.word != theirs.word {
		return fmt.Errorf("we say %s, scalop says %s", ours.word, theirs.word)
	}
	if ours.word != "set" {
		return nil
	}
	slices.Sort(theirs.set)
	if (t.semantics == dung.Grounded || t.semantics == dung.Ideal) && !slices.Equal(ours.set, theirs.set) {
		return fmt.Errorf("we accept %d arguments, scalop %d, and they are not the same", len(ours.set), len(theirs.set))
	}
	for who, set := range map[string][]int32{"ours": ours.set, "scalop's": theirs.set} {
		if err := dung.Check(f.m, t.semantics, labelled(f.m, set)); err != nil {
			return fmt.Errorf("%s: %w", who, err)
		}
	}
	return nil
}

// labelled gives the labels that follow from the accepted nodes of a framework without needs.
func labelled(m *semantics.Map, accepted []int32) dung.Extension {
	e := make(dung.Extension, m.Nodes())
	for _, node := range accepted {
		for _, target := range m.Attacks(node) {
			e[target] = semantics.Defeated
		}
	}
	for _, node := range accepted {
		e[node] = semantics.In
	}
	return e
}

// their is what the other solver took, in words.
func (r *searchResult) their() string {
	switch {
	case r.late:
		return fmt.Sprintf("> %v", mostSolving)
	case len(r.theirs) == 0:
		return "–"
	}
	return median(r.theirs).String()
}

// median is that of durations, to three digits.
func median(ds []time.Duration) time.Duration {
	d := time.Duration(seconds(ds).median * float64(time.Second))
	for unit := time.Second; unit > time.Nanosecond; unit /= 10 {
		if d >= unit {
			return d.Round(unit / 100)
		}
	}
	return d
}
