package dung

import (
	"context"
	"slices"
)

// cf2 is a source of CF2 labellings (Baroni, Giacomin and Guida 2005, definition of CF2), of components
// which are listed each after those it depends on. A component that nobody IN attacks gives its maximal
// conflict-free sets; of any other, the attacked are left out and the remainder is taken apart again.
type cf2 struct {
	r     *run
	nodes []int32
	st    []status
	// agenda is what remains to be done, frames where there was a choice, and trail the nodes that were
	// labelled, in order.
	agenda  *agenda
	frames  []cf2Frame
	trail   []int32
	started bool
	// want is what must hold of one node, by its number in the map; nil when nothing must.
	want *literal
}

// agenda is a list of components, first things first. Its tails are shared and never change.
type agenda struct {
	comp []int32
	then *agenda
}

// cf2Frame is a choice: the maximal conflict-free sets of a component, what follows it, and how
// far the trail went before.
type cf2Frame struct {
	source
	comp  []int32
	then  *agenda
	trail int
}

// newCF2 opens the labellings of an island; its nodes are labelled in the order given here.
func newCF2(r *run, nodes []int32, comps [][]int32) *cf2 {
	for _, n := range nodes {
		r.st[n] = undecided
	}
	return &cf2{r: r, nodes: nodes, agenda: push(comps, nil)}
}

func push(comps [][]int32, then *agenda) *agenda {
	for i := len(comps) - 1; i >= 0; i-- {
		then = &agenda{comps[i], then}
	}
	return then
}

func (c *cf2) labels() []status { return c.st }

func (c *cf2) next(ctx context.Context) (bool, error) {
	if c.started {
		if ok, err := c.retry(ctx); !ok || err != nil {
			return false, err
		}
	}
	c.started = true
	for steps := 0; c.agenda != nil; steps++ {
		if steps%patience == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		comp := c.agenda.comp
		c.agenda = c.agenda.then
		if ok, err := c.treat(ctx, comp); !ok || err != nil {
			return false, err
		}
	}
	c.read()
	return true, nil
}

// treat labels a component, or takes it apart. Where what is wanted cannot be any more, it goes back to the last
// choice that has another set; false when there is none.
func (c *cf2) treat(ctx context.Context, comp []int32) (bool, error) {
	left := make([]int32, 0, len(comp))
	for _, n := range comp {
		if !c.attacked(n) {
			left = append(left, n)
		} else if c.want != nil && *c.want == (literal{n, isIn}) {
			return c.giveWay(ctx)
		}
	}
	if len(left) < len(comp) {
		c.agenda = push(c.split(left), c.agenda)
		return true, nil
	}
	if len(comp) == 1 {
		if loops := slices.Contains(c.r.rest.Attackers(comp[0]), comp[0]); !loops {
			c.accept(comp[0])
		}
		if c.want != nil && c.want.node == comp[0] && !c.want.holds(c.r.st[comp[0]]) {
			return c.retry(ctx)
		}
		return true, nil
	}
	p := c.r.cutter.cut(comp, nil, free)
	c.frames = append(c.frames, cf2Frame{newNaive(p, c.r.oracle(p), c.demand(p)), comp, c.agenda, len(c.trail)})
	return c.retry(ctx)
}

// giveWay goes back to the choice by which the first attacker of the wanted node was accepted: whatever is
// chosen after it, the node stays attacked.
func (c *cf2) giveWay(ctx context.Context) (bool, error) {
	attackers := c.r.rest.Attackers(c.want.node)
	first := slices.IndexFunc(c.trail, func(n int32) bool { return slices.Contains(attackers, n) })
	for len(c.frames) > 0 && c.frames[len(c.frames)-1].trail > first {
		c.frames = c.frames[:len(c.frames)-1]
	}
	return c.retry(ctx)
}

// demand gives the nodes of a part one of which must be IN for what is wanted, as literals; nil when nothing is. A node
// is kept out of a maximal set by one in conflict with it.
func (c *cf2) demand(p *part) []literal {
	if c.want == nil {
		return nil
	}
	at := slices.Index(p.nodes, c.want.node)
	switch {
	case at < 0 || c.want.is == notIn && p.loops(int32(at)):
		return nil
	case c.want.is == isIn:
		return []literal{{int32(at), isIn}}
	}
	some := []literal{}
	for i := range int32(len(p.nodes)) {
		if slices.Contains(p.attackers.of(i), int32(at)) || slices.Contains(p.attackers.of(int32(at)), i) {
			some = append(some, literal{i, isIn})
		}
	}
	return some
}

// attacked tells whether a node that was accepted attacks this one.
func (c *cf2) attacked(node int32) bool {
	for _, a := range c.r.rest.Attackers(node) {
		if c.r.st[a] == in {
			return true
		}
	}
	return false
}

// split gives the components of a set of nodes by themselves.
func (c *cf2) split(nodes []int32) [][]int32 {
	p := c.r.cutter.cut(nodes, nil, free)
	found := components(len(nodes), p.attackers.of)
	comps := make([][]int32, found.count())
	for i := range comps {
		for _, n := range found.of(int32(i)) {
			comps[i] = append(comps[i], nodes[n])
		}
	}
	return comps
}

func (c *cf2) accept(node int32) {
	c.r.st[node] = in
	c.trail = append(c.trail, node)
}

// retry takes the next set at the last choice that has one; false when there is none.
func (c *cf2) retry(ctx context.Context) (bool, error) {
	for len(c.frames) > 0 {
		last := &c.frames[len(c.frames)-1]
		for _, n := range c.trail[last.trail:] {
			c.r.st[n] = undecided
		}
		c.trail = c.trail[:last.trail]
		ok, err := last.next(ctx)
		if err != nil {
			return false, err
		}
		if ok {
			for i, s := range last.labels() {
				if s == in {
					c.accept(last.comp[i])
				}
			}
			c.agenda = last.then
			return true, nil
		}
		c.frames = c.frames[:len(c.frames)-1]
	}
	return false, nil
}

// read labels the nodes: who is not accepted is OUT when attacked by one who is.
func (c *cf2) read() {
	c.st = make([]status, len(c.nodes))
	for i, n := range c.nodes {
		switch {
		case c.r.st[n] == in:
			c.st[i] = in
		case c.attacked(n):
			c.st[i] = out
		}
	}
}
