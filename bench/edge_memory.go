package main

import (
	"errors"
	"fmt"
	"time"

	"argmap/internal/argmap"
)

// memoryResult is the memory of the service in one state.
type memoryResult struct {
	title, limit string
	used         residence
	most         int64
}

// memoryLimit is what the runtime of the service is told to keep to while it has the large map. It is no
// bound on what the service holds: a runtime that cannot keep to it goes beyond. It makes the runtime give
// back what a collection has freed, as a container with as much memory would.
const memoryLimit = "112MiB"

const megabyte = 1e6

// memory reads how much memory the service has in use: at rest, and with a large map.
func (e *edgeBench) memory() error {
	if err := e.atRest(); err != nil {
		return err
	}
	n := pick(e.quick, 2000, largeSize)
	m, err := e.largeFile(n)
	if err != nil {
		return err
	}
	env := []string{"ARGMAP_DATA=" + sqliteEngine{dir: e.dir}.path("memory"), "GOMEMLIMIT=" + memoryLimit}
	p, err := e.serving("memory", env)
	if err != nil {
		return err
	}
	w := over("memory", p, []*shot{
		posted(firstRowsOf, values{"map": m}), posted(ourTexts, values{"map": m}), posted(ourCount, values{"map": m}),
	})
	return errors.Join(e.weighed(w, memoryResult{title: fmt.Sprintf("with a map of %d elements, SQLite", n), limit: memoryLimit, most: 150 * megabyte}), p.stop())
}

// atRest starts the service as a person does who has just got it, and asks it a few hundred things.
func (e *edgeBench) atRest() error {
	p, err := e.serving("rest", []string{"ARGMAP_DATA=" + sqliteEngine{dir: e.dir}.path("rest")})
	if err != nil {
		return err
	}
	w := over("rest", p, []*shot{
		posted(`{ maps { totalCount nodes { id title revision elements { totalCount } } } }`, nil),
		posted(`{ maps { nodes { tree { rows { parent role depth element { id text citations { exact paragraph { text } } } } } } } }`, nil),
		posted(`{ search(words: "intervene") { nodes { __typename } } sources { nodes { title paragraphs { nodes { text } } } } }`, nil),
		posted(`{ maps { nodes { questions { nodes { text status } } history { nodes { revision } } } } }`, nil),
	})
	return errors.Join(e.weighed(w, memoryResult{title: "at rest, after a start and some hundred queries, SQLite", limit: "none", most: 50 * megabyte}), p.stop())
}

// largeFile writes the large map into a file of its own.
func (e *edgeBench) largeFile(n int) (argmap.ID, error) {
	s, err := sqliteEngine{dir: e.dir}.open(e.ctx, "memory")
	if err != nil {
		return "", err
	}
	l, err := makeLarge(e.ctx, s, n)
	if err != nil {
		return "", errors.Join(err, s.Close(e.ctx))
	}
	return l.m, s.Close(e.ctx)
}

// weighed asks what w has to ask, and keeps what memory is in use then.
func (e *edgeBench) weighed(w *way, r memoryResult) (err error) {
	if r.used, err = e.settled(w); err != nil {
		return err
	}
	e.memories = append(e.memories, r)
	e.say("edge   memory %s: %.1f MB, GOMEMLIMIT %s", r.title, float64(r.used.all)/megabyte, r.limit)
	return nil
}

// settled asks some hundred times, so that the runtime has reason to collect, and then waits until the
// memory in use has not fallen for two seconds.
func (e *edgeBench) settled(w *way) (residence, error) {
	for range 400 {
		if _, _, err := w.fetch(e.ctx, w.next(int(w.sent.Add(1)))); err != nil {
			return residence{}, err
		}
	}
	const step, steps = 100 * time.Millisecond, 150
	still := pick(e.quick, 5, 20)
	least, since := int64(1<<62), 0
	for range steps {
		used, err := resident(w.at.pid)
		if err != nil {
			return used, err
		}
		if since++; used.all < least-megabyte/4 {
			least, since = used.all, 0
		}
		if since == still {
			break
		}
		time.Sleep(step)
	}
	return resident(w.at.pid)
}
