package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

var creating = edgeCase{"create", "create one rebuttal", 2, 0}

// objection is what the n-th new claim says.
func objection(n int) string {
	return fmt.Sprintf("Objection %d: nobody has yet said by what criteria.", n)
}

// create lets both servers make rebuttals of the leaves, each with a citation, and counts them at both
// before and after.
func (p *peered) create() (*edgeResult, error) {
	r := &edgeResult{k: creating, ways: p.makers()}
	before, err := p.counts(r.ways)
	if err != nil {
		return nil, err
	}
	for i, w := range r.ways {
		answer, _, err := w.fetch(p.ctx, w.next(int(w.sent.Add(1))))
		if err != nil {
			return nil, err
		}
		r.bytes[i] = len(answer)
		w.done.Add(1)
	}
	if err := p.takeTurns(r.ways, 8, func(*way) bool { return true }); err != nil {
		return nil, err
	}
	after, err := p.counts(r.ways)
	for i, w := range r.ways {
		if made := after[i] - before[i]; err == nil && made != int(w.done.Load()) {
			err = fmt.Errorf("%s acknowledged %d rebuttals and has %d more than before", w.name, w.done.Load(), made)
		}
	}
	return r, err
}

// makers are the ways to make a rebuttal, another one each time.
func (p *peered) makers() []*way {
	leaves := slices.DeleteFunc(slices.Clone(p.forest.claims), func(c fact) bool { return len(p.forest.children[c.ID]) > 0 })
	making := func(query string, vars func(n int, target fact) values) func(int) *shot {
		return func(n int) *shot {
			s := posted(query, vars(n, leaves[n*7919%len(leaves)]))
			s.holds = []byte(objection(n))
			return s
		}
	}
	theirs := making(peerRebuttal, func(n int, target fact) values {
		return values{
			"id": newID(), "text": objection(n), "created": now().Format(time.RFC3339), "target": target.ID, "paragraph": target.Paragraph,
		}
	})
	ours := making(ourRebuttal, func(n int, target fact) values {
		return values{"map": p.forest.m, "text": objection(n), "target": target.ID, "paragraph": target.Paragraph}
	})
	return []*way{{name: "peer", at: p.peer, next: theirs}, {name: latest, at: p.service, next: ours}}
}

// counts gives how many rebuttals the peer and the service have.
func (p *peered) counts(ways []*way) (n [2]int, err error) {
	theirs, _, err := ways[0].fetch(p.ctx, posted(peerCount, nil))
	if err != nil {
		return n, err
	}
	ours, _, err := ways[1].fetch(p.ctx, posted(ourCount, values{"map": p.forest.m}))
	if err != nil {
		return n, err
	}
	got, err := peerPageOf(theirs)
	if err != nil {
		return n, err
	}
	var counted struct {
		Data struct {
			Map struct{ Rebuttals struct{ TotalCount int } }
		}
	}
	err = json.Unmarshal(ours, &counted)
	return [2]int{got.total, counted.Data.Map.Rebuttals.TotalCount}, err
}
