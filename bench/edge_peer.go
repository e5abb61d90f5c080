package main

import (
	"errors"
	"fmt"
	"time"
)

// edgeCase is a question that both servers are asked, and the least that the service must be better by.
type edgeCase struct {
	name, title string
	// latest and known are the least multiples of the peer's answers a second: answered afresh, and at
	// a revision that the client has seen.
	latest, known float64
}

var edgeCases = []edgeCase{
	{"claim", "one claim", 5, 15},
	{"tree13", "a tree of 13 claims with paragraphs", 8, 15},
	{"tree121", "a tree of 121 claims with paragraphs", 8, 25},
	{"page", "a page of 20 with a count", 8, 25},
}

// mostSlow is the most that a LATEST read may take of the peer's time, in the median at half load.
const mostSlow = 1.0 / 3

// edgeResult is what came of a case; the first way is the peer's.
type edgeResult struct {
	k     edgeCase
	ways  []*way
	bytes [2]int // of an answer: the peer's and ours
}

// peered is the peer beside the service, with the forest in both.
type peered struct {
	*edgeBench
	forest *forest
	peer   *process
}

// againstPeer asks both servers the same, first for what they say and then for how fast.
func (e *edgeBench) againstPeer() (err error) {
	if !hasNode() {
		e.say("!! THE PEER IS LEFT OUT: it needs Node 20 or newer with npm. The document is not written.")
		e.leftOut = true
		return nil
	}
	p := &peered{edgeBench: e}
	began := time.Now()
	if p.forest, err = e.grown(); err != nil {
		return err
	}
	if p.peer, err = e.bench.peer(e.engine); err != nil {
		return err
	}
	e.say("edge   a forest of %d claims stands in both, after %.1f s", len(p.forest.claims), time.Since(began).Seconds())
	return errors.Join(p.cases(), p.peer.stop())
}

func (p *peered) cases() error {
	questions := map[string]func() (*edgeResult, error){
		"claim": p.claims, "page": p.pages,
		"tree13":  func() (*edgeResult, error) { return p.trees(2) },
		"tree121": func() (*edgeResult, error) { return p.trees(forestDepth) },
	}
	for _, k := range edgeCases {
		r, err := questions[k.name]()
		if err == nil {
			r.k = k
			err = p.takeTurns(r.ways, 8, func(w *way) bool { return w.name == "peer" || w.name == latest })
		}
		if err != nil {
			return fmt.Errorf("%s: %w", k.title, err)
		}
		p.done(r)
	}
	r, err := p.create()
	if err != nil {
		return fmt.Errorf("%s: %w", creating.title, err)
	}
	p.done(r)
	return nil
}

func (p *peered) done(r *edgeResult) {
	p.edges = append(p.edges, r)
	for _, w := range r.ways {
		p.say("edge   %s", r.line(w))
	}
}

// pairs asks the peer each question, and the service in all its ways, and looks at every answer.
func (p *peered) pairs(peers []*shot, readings []reading, look func(n int, who string, answer []byte) error) (*edgeResult, error) {
	r := &edgeResult{}
	theirs := &way{name: "the peer", at: p.peer}
	for n, s := range peers {
		answer, _, err := theirs.fetch(p.ctx, s)
		if err == nil {
			err = look(n, theirs.name, answer)
		}
		if err != nil {
			return nil, err
		}
		s.size = len(answer)
		r.bytes[0] += s.size
	}
	ours, err := p.modes(readings, func(n int, answer []byte) error {
		r.bytes[1] += len(answer)
		return look(n, "the service", answer)
	})
	r.bytes = [2]int{r.bytes[0] / len(peers), r.bytes[1] / len(readings)}
	r.ways = append([]*way{over("peer", p.peer, peers)}, ours...)
	return r, err
}

// claims are some of all levels.
func (p *peered) claims() (*edgeResult, error) {
	var want [][]fact
	var peers []*shot
	var readings []reading
	for n := 0; n < len(p.forest.claims); n += 31 {
		c := p.forest.claims[n]
		want = append(want, []fact{c.bare()})
		peers = append(peers, posted(peerClaim, values{"id": c.ID}))
		readings = append(readings, reading{ourClaim, values{"map": p.forest.m, "id": c.ID}})
	}
	return p.pairs(peers, readings, func(n int, who string, answer []byte) error {
		facts, err := pick(who == "the peer", peerClaimFacts, ourClaimFacts)(answer)
		return errors.Join(err, compare(who, facts, want[n]))
	})
}

// trees are so many levels of claims below each thesis; between two levels of claims lies one of relations.
func (p *peered) trees(levels int) (*edgeResult, error) {
	var peers []*shot
	var readings []reading
	for _, n := range p.forest.roots {
		root := p.forest.claims[n].ID
		peers = append(peers, posted(peerTree(levels), values{"id": root}))
		readings = append(readings, reading{ourTree, values{"map": p.forest.m, "root": root, "depth": 2 * levels}})
	}
	return p.pairs(peers, readings, func(n int, who string, answer []byte) error {
		facts, err := pick(who == "the peer", peerTreeFacts, ourTreeFacts)(answer)
		return errors.Join(err, compare(who, facts, p.forest.tree(p.forest.roots[n], levels)))
	})
}

// pages are all pages of the theses that a claim attacks, with those claims.
func (p *peered) pages() (*edgeResult, error) {
	var peers []*shot
	var readings []reading
	var theirs, ours *string
	for n := 0; n == 0 || theirs != nil && ours != nil; n++ {
		peers = append(peers, posted(peerPage, values{"after": theirs}))
		readings = append(readings, reading{ourPage, values{"map": p.forest.m, "after": ours}})
		var err error
		if theirs, err = p.following(p.peer, peers[n], peerPageOf); err != nil {
			return nil, err
		}
		if ours, err = p.following(p.service, posted(readings[n].query, readings[n].vars), ourPageOf); err != nil {
			return nil, err
		}
	}
	return p.pairs(peers, readings, func(n int, who string, answer []byte) error {
		got, err := pick(who == "the peer", peerPageOf, ourPageOf)(answer)
		if err == nil && got.total != len(p.forest.roots) {
			err = fmt.Errorf("%s counts %d theses", who, got.total)
		}
		return errors.Join(err, compare(who, got.facts, p.forest.page(n)))
	})
}

// following gives the cursor of the page that comes next.
func (p *peered) following(at *process, s *shot, read func([]byte) (page, error)) (*string, error) {
	answer, _, err := (&way{name: at.name, at: at}).fetch(p.ctx, s)
	if err != nil {
		return nil, err
	}
	got, err := read(answer)
	return got.cursor, err
}

// page gives the facts of the n-th page of theses, and of who attacks them.
func (f *forest) page(n int) []fact {
	var out []fact
	for _, root := range f.roots[20*n : min(20*n+20, len(f.roots))] {
		out = append(out, f.claims[root].bare())
		for _, child := range f.children[f.claims[root].ID] {
			if c := f.claims[child]; c.Kind == rebuttal {
				out = append(out, fact{ID: c.ID, Text: c.Text, Kind: c.Kind, Parent: c.Parent})
			}
		}
	}
	return out
}
