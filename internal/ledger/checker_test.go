package ledger_test

import (
	"fmt"
	"slices"
	"testing"

	"argmap/internal/argmap"
)

// op is one operation of a history: what somebody asked of a ledger, and what came back.
type op struct {
	// what is "write", "latest" or "session".
	what string
	// call and ret are ticks of one clock that all clients share, taken before the call and after
	// its return.
	call, ret int64
	// floor is what a SESSION read asked for.
	floor argmap.Revision
	// revision is what a write made or a read showed; 0 for a write whose outcome is unknown.
	revision argmap.Revision
	// write names a write, as the log does; shows is a digest of the state that a read showed.
	write argmap.ID
	shows string
}

// truth is what the log of a map says in the end.
type truth struct {
	// writes and states hold what made each revision, and a digest of the state at it, from 0.
	writes []argmap.ID
	states []string
}

// breaches finds what in a history no correct ledger could have answered.
func breaches(history []op, log truth) []string {
	c := checker{log: log}
	for i, o := range history {
		switch {
		case o.what == "write" && o.revision > 0:
			c.write(o)
		case o.what == "session" && o.revision < o.floor:
			c.say("a SESSION read with floor %d showed revision %d", o.floor, o.revision)
		}
		if o.what != "write" {
			c.content(o)
			c.notFuture(o, history)
		}
		for _, before := range history[:i] {
			c.order(before, o)
			c.order(o, before)
		}
	}
	return c.found
}

type checker struct {
	log   truth
	found []string
}

func (c *checker) say(format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf(format, args...))
}

// write: what was acknowledged is in the log, under its revision.
func (c *checker) write(o op) {
	if int(o.revision) >= len(c.log.writes) || c.log.writes[o.revision] != o.write {
		c.say("the write %s was acknowledged as revision %d and is not there in the log", o.write, o.revision)
	}
	if n := len(slices.DeleteFunc(slices.Clone(c.log.writes), func(id argmap.ID) bool { return id != o.write })); n > 1 {
		c.say("the write %s is in the log %d times", o.write, n)
	}
}

// content: a read shows exactly the state of its revision.
func (c *checker) content(o op) {
	if int(o.revision) >= len(c.log.states) || c.log.states[o.revision] != o.shows {
		c.say("a %s read of revision %d showed another state than the log has there", o.what, o.revision)
	}
}

// notFuture: no read shows a write that began after the read was over.
func (c *checker) notFuture(read op, history []op) {
	for _, w := range history {
		if w.what == "write" && w.revision > 0 && w.revision <= read.revision && w.call > read.ret {
			c.say("a read showed revision %d, with the write of revision %d, which began later", read.revision, w.revision)
		}
	}
}

// order: what was over before another operation began is seen by it, unless it is a SESSION read.
func (c *checker) order(first, then op) {
	if first.ret >= then.call || first.revision == 0 || then.revision == 0 || then.what == "session" {
		return
	}
	switch {
	case first.what == "write" && then.what == "latest" && then.revision < first.revision:
		c.say("a LATEST read showed revision %d and missed revision %d, acknowledged before it began", then.revision, first.revision)
	case first.what == "latest" && then.what == "latest" && then.revision < first.revision:
		c.say("LATEST reads went backwards, from revision %d to %d", first.revision, then.revision)
	case then.what == "write" && then.revision <= first.revision:
		c.say("a write made revision %d after revision %d was seen", then.revision, first.revision)
	}
}

// TestChecker shows that each rule of the checker can fail.
func TestChecker(t *testing.T) {
	log := truth{writes: []argmap.ID{"", "make", "w2", "w3"}, states: []string{"s0", "s1", "s2", "s3"}}
	w2 := op{what: "write", call: 1, ret: 4, revision: 2, write: "w2"}
	w3 := op{what: "write", call: 5, ret: 8, revision: 3, write: "w3"}
	latest := func(call, ret int64, r argmap.Revision) op {
		return op{what: "latest", call: call, ret: ret, revision: r, shows: log.states[r]}
	}
	session := func(call, ret int64, floor, r argmap.Revision) op {
		return op{what: "session", call: call, ret: ret, floor: floor, revision: r, shows: log.states[r]}
	}
	wrong := latest(9, 10, 3)
	wrong.shows = "s2"
	lost := op{what: "write", call: 1, ret: 2, revision: 2, write: "lost"}
	unknown := op{what: "write", call: 1, ret: 2, write: "perhaps"}
	doubled := truth{writes: []argmap.ID{"", "make", "w2", "w2"}, states: log.states}
	for _, c := range []struct {
		name    string
		history []op
		log     truth
		good    bool
	}{
		{"one after the other", []op{w2, w3, latest(9, 10, 3)}, log, true},
		{"a read beside a write shows it", []op{w2, latest(2, 3, 2)}, log, true},
		{"a read beside a write does not show it yet", []op{w2, latest(2, 3, 1)}, log, true},
		{"a SESSION read shows an old state", []op{w2, w3, session(9, 10, 2, 2)}, log, true},
		{"a write of unknown outcome", []op{unknown, latest(3, 4, 1)}, log, true},
		{"a LATEST read misses a write", []op{w2, latest(5, 6, 1)}, log, false},
		{"the history's order does not matter", []op{latest(5, 6, 1), w2}, log, false},
		{"LATEST reads go backwards", []op{w2, latest(2, 3, 2), latest(4, 5, 1)}, log, false},
		{"a SESSION read falls below its floor", []op{w2, session(5, 6, 2, 1)}, log, false},
		{"a read shows the future", []op{latest(1, 2, 2), {what: "write", call: 3, ret: 4, revision: 2, write: "w2"}}, log, false},
		{"a read shows a wrong state", []op{w2, w3, wrong}, log, false},
		{"an acknowledged write is lost", []op{lost}, log, false},
		{"a write is made twice", []op{w2}, doubled, false},
		{"writes are numbered against their order", []op{
			{what: "write", call: 1, ret: 2, revision: 3, write: "w3"}, {what: "write", call: 3, ret: 4, revision: 2, write: "w2"},
		}, log, false},
		{"a write is numbered below what was seen", []op{latest(1, 2, 3), {what: "write", call: 3, ret: 4, revision: 2, write: "w2"}}, log, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if found := breaches(c.history, c.log); (len(found) == 0) != c.good {
				t.Errorf("got breaches %q, want none: %t", found, c.good)
			}
		})
	}
}
