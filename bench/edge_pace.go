package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"

	"argmap/internal/neo4jtest"
)

// pace is what requests at a constant rate gave.
type pace struct {
	rate float64
	took []time.Duration // sorted
	used usage
}

func (p pace) at(q float64) time.Duration { return p.took[int(q*float64(len(p.took)-1))] }

// mostAtOnce bounds how many requests are under way at a constant rate.
const mostAtOnce = 64

// constant sends requests at a constant rate, whether the answers come or not: who is slow is not
// asked less often for it.
func (b *bench) constant(w *way, rate float64, span time.Duration) (pace, error) {
	if w.client == nil { // an attacker ends with its attack; the connections are kept
		w.client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: mostAtOnce}, Timeout: mostWait}
	}
	attacker := vegeta.NewAttacker(vegeta.Client(w.client), vegeta.Workers(8), vegeta.MaxWorkers(mostAtOnce))
	before, err := b.usage(w.at)
	if err != nil {
		return pace{}, err
	}
	targets := func(t *vegeta.Target) error {
		s := w.next(int(w.sent.Add(1)))
		t.Method, t.URL, t.Body, t.Header = s.method, "http://"+w.at.host()+s.target, s.body, s.header
		return nil
	}
	per := vegeta.ConstantPacer{Freq: max(10, int(10*rate)), Per: 10 * time.Second}
	out, errs := pace{rate: float64(per.Freq) / per.Per.Seconds()}, []error(nil)
	for res := range attacker.Attack(targets, per, span, w.name) {
		out.took = append(out.took, res.Latency)
		w.done.Add(1)
		if res.Error != "" || bytes.Contains(res.Body, []byte(`"errors"`)) {
			errs = append(errs, fmt.Errorf("%s: %s %.300s", w.name, res.Error, res.Body))
		}
	}
	if len(errs) > 0 || len(out.took) == 0 {
		return pace{}, fmt.Errorf("%d of %d answers at %.1f/s were wrong: %w", len(errs), len(out.took), rate, errors.Join(errs[:min(1, len(errs))]...))
	}
	slices.Sort(out.took)
	after, err := b.usage(w.at)
	out.used = after.minus(before)
	return out, err
}

// usage is processor time.
type usage struct{ service, database, generator time.Duration }

func (u usage) minus(v usage) usage {
	return usage{u.service - v.service, u.database - v.database, u.generator - v.generator}
}

// usage reads what a service, the database and the bench itself have taken so far.
func (b *bench) usage(p *process) (u usage, err error) {
	var errs [3]error
	u.service, errs[0] = processor(p.pid)
	u.generator, errs[1] = processor(os.Getpid())
	if b.database != 0 {
		u.database, errs[2] = processor(b.database)
	}
	return u, errors.Join(errs[:]...)
}

// databaseProcess gives the process id of Neo4j, or 0 where it is not known.
func databaseProcess() int {
	pid, err := strconv.Atoi(os.Getenv(neo4jtest.EnvPID))
	if err != nil {
		return 0
	}
	return pid
}
