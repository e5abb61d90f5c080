package main

import (
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// checkCommand looks for what is broken.
type checkCommand struct{}

// Run writes one report: what is broken, then what imports brought along that argues badly, then
// one line that sums up. What is broken makes it fail; a defect is legal and does not.
func (*checkCommand) Run(s *session) error {
	return s.withLedger(func(st store.Store, l *ledger.Ledger) error {
		r := &report{session: s, store: st, ledger: l}
		for _, look := range []func() error{r.stored, r.sources, r.stale, r.maps} {
			if err := look(); err != nil {
				return err
			}
		}
		s.sayf("%d maps and %d sources checked: %d broken, %d defects\n", r.mapCount, r.sourceCount, r.broken, r.defects)
		if r.broken > 0 {
			return fault.New(fault.Internal, "check.broken", "%d things are broken; \"rebuild\" mends rows that differ from the log, a backup the rest", r.broken)
		}
		return nil
	})
}

// report is a check under way.
type report struct {
	*session
	store                 store.Store
	ledger                *ledger.Ledger
	mapCount, sourceCount int
	broken, defects       int
	// behind are the maps whose open questions are kept of another revision than the head's.
	behind map[argmap.ID]bool
}

func (r *report) bad(rule, format string, args ...any) {
	r.broken++
	r.sayf("BROKEN %s: %s\n", rule, fmt.Sprintf(format, args...))
}

// stored asks the store for its own invariants.
func (r *report) stored() error {
	return r.store.Check(r.ctx, func(f store.Finding) error {
		r.bad(f.Rule, "map %q, id %q: %s", f.Map, f.ID, f.What)
		return nil
	})
}

// staleAtOnce is how many maps are asked for in one statement.
const staleAtOnce = 500

// stale finds the maps whose open questions are kept of another revision than the head's. Nothing is
// broken there: a server writes them behind its commits, and brings them up to date when it starts.
func (r *report) stale() error {
	r.behind = map[argmap.ID]bool{}
	for after := argmap.ID(""); ; {
		ids, err := r.store.StaleQuestions(r.ctx, after, staleAtOnce)
		for _, id := range ids {
			r.behind[id] = true
			r.sayf("behind QUESTIONS: map %s: its open questions are kept of another revision than its latest; a server mends that, or \"rebuild %s\"\n", id, id)
			after = id
		}
		if err != nil || len(ids) < staleAtOnce {
			return err
		}
	}
}

// questions compares what is kept of a map's open questions with the map.
func (r *report) questions(id argmap.ID) error {
	if r.behind[id] {
		return nil
	}
	return r.ledger.VerifyQuestions(r.ctx, id, func(d ledger.Difference) error {
		r.bad("QUESTIONS", "map %s, %s: %s", d.Map, d.Ref, d.What)
		return nil
	})
}

// maps looks at every map that is not deleted.
func (r *report) maps() error {
	ids, err := r.liveMaps(r.store)
	for _, id := range ids {
		if err == nil {
			r.mapCount++
			err = r.oneMap(id)
		}
	}
	return err
}

// oneMap compares a map's rows with its log, and holds what they say to the rules.
func (r *report) oneMap(id argmap.ID) error {
	err := r.ledger.Verify(r.ctx, id, func(d ledger.Difference) error {
		r.bad("LOG", "map %s, %s, %s: %s", d.Map, d.Where, d.Ref, d.What)
		return nil
	})
	if err == nil {
		err = r.rules(id)
	}
	if err == nil {
		err = r.questions(id)
	}
	switch fault.Reason(err) {
	case "map.rebuilding":
		r.bad("REBUILDING", "map %s: a rebuild was broken off; run \"rebuild %s\"", id, id)
		return nil
	case "map.too_large":
		r.bad("SIZE", "map %s: it is too large for ARGMAP_CACHE_MB (--cache-mb)", id)
		return nil
	}
	if fault.Of(err) == fault.Internal {
		r.bad("LOG", "map %s: %s", id, explain(err))
		return nil
	}
	return err
}
