package main

import (
	"fmt"
	"strings"
	"time"
)

// The targets of evaluation.
const (
	groundedTimes = 5
	groundedMost  = 5 * time.Millisecond
	claimMost     = 20 * time.Millisecond
	strengthsMost = 25 * time.Millisecond
	passesMost    = 3
	pushMost      = 50 * time.Millisecond
	// seconds after which a search of scalop counts as slow: where it is, ours must still be within one.
	slowSearch = time.Second
)

func (s *semanticsBench) tables(d *strings.Builder) {
	if s == nil {
		return
	}
	fmt.Fprintf(d, "\n## Evaluation\n")
	s.searchTable(d)
	s.strengthTable(d)
	s.pushTable(d)
}

func (s *semanticsBench) searchTable(d *strings.Builder) {
	if len(s.searches) == 0 {
		return
	}
	fmt.Fprintf(d, `
Frameworks of %d arguments, in memory on both sides: nothing is read or written while the clock runs. The
peer is the crate %s, a solver of the competitions, in a program of its own that keeps the framework and its
own clock; the two answer in turns. A figure is the median of up to %d rounds; the other solver is given up
after %v. Ours includes the check of the answer against the definition. Grounded and ideal sets and all verdicts
are the same on both sides, and of the others each is checked, ours and the peer's alike. *One claim* is one
that the grounded labelling leaves open, where there is any: whether some, and whether every preferred
extension accepts it.

Targets: grounded in at most %v and at least %d times faster; one claim of the debate in at most %v;
any other answer where the peer takes a second or more, or gives none.

| framework | what | ours | scalop | times faster | |
|---|---|---:|---:|---:|---|
`, semanticsSize, solverVersion, mostRounds, mostSolving, groundedMost, groundedTimes, claimMost)
	if s.peerless != "" {
		fmt.Fprintf(d, "\nscalop could not be built here.\n\n")
	}
	for _, r := range s.searches {
		fmt.Fprintf(d, "| %s | %s | %v | %s | %s | %s |\n", r.shape.title, r.task.title, median(r.ours), r.their(), r.faster(), r.verdict())
	}
}

// faster says how much sooner ours was there.
func (r *searchResult) faster() string {
	switch {
	case r.late:
		return fmt.Sprintf("> %.0f", mostSolving.Seconds()/seconds(r.ours).median)
	case len(r.theirs) == 0:
		return "–"
	}
	return ratios(r.theirs, r.ours[:len(r.theirs)]).String()
}

func (r *searchResult) verdict() string {
	ours := time.Duration(seconds(r.ours).median * float64(time.Second))
	theirs := time.Duration(seconds(r.theirs).median * float64(time.Second))
	switch {
	case r.task.code == "GR":
		times := ratios(r.theirs, r.ours[:len(r.theirs)]).median
		return pick(ours <= groundedMost && (len(r.theirs) == 0 || times >= groundedTimes), "met", "**missed**")
	case r.task.aboutOne() && r.shape.name == "debate":
		return pick(ours <= claimMost, "met", "**missed**")
	case r.late || theirs >= slowSearch:
		return pick(ours < slowSearch, "met", "**missed**")
	}
	return ""
}

func (s *semanticsBench) strengthTable(d *strings.Builder) {
	if len(s.strengths) == 0 {
		return
	}
	fmt.Fprintf(d, `
Strengths of a debate of %d arguments in which every second edge is a support: all strengths, and what one
topic owes to the base score of every other argument, by gradient. *Passes* counts how often the arguments
above the topic were gone through, as the program counted it. *Layout* is from a list of edges to what both
start from.

Targets: all strengths in at most %v, and at most %d passes.

| semantics | layout | strengths | | gradient | passes | |
|---|---:|---:|---|---:|---:|---|
`, semanticsSize, strengthsMost, passesMost)
	for _, r := range s.strengths {
		all := time.Duration(seconds(r.all).median * float64(time.Second))
		fmt.Fprintf(d, "| %v | %v | %v | %s | %v | %.2f | %s |\n", r.semantics, median(r.laid), median(r.all),
			pick(all <= strengthsMost, "met", "**missed**"), median(r.gradient), r.passes, pick(r.passes <= passesMost, "met", "**missed**"))
	}
}

func (s *semanticsBench) pushTable(d *strings.Builder) {
	if s.pushed == nil || len(s.pushed.asked) == 0 {
		return
	}
	p := s.pushed
	fmt.Fprintf(d, `
One client adds a rebuttal to a map of %d elements on SQLite, and another, who follows the map's labels
over a WebSocket, hears which of them flipped and why: %d edits, one after the other. *From the edit* begins
with the request; *from its commit* with the answer to it. To read the whole snapshot as a framework takes %v, its
grounded labels, with supports, %v; after an edit only its neighbourhood is read anew, and all is labelled.

Target: %v from the commit.

| | median | p99 | |
|---|---:|---:|---|
| from the edit | %v | %v | |
| from its commit | %v | %v | %s |
`, p.elements, len(p.asked), median(p.read), median(p.labelled), pushMost, median(p.asked), worst(p.asked), median(p.committed), worst(p.committed),
		pick(median(p.committed) <= pushMost, "met", "**missed**"))
}
