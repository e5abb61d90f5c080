package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"time"

	"argmap/internal/store"
)

// edgeBench is the service as a process of its own on Neo4j, beside a peer and a floor.
type edgeBench struct {
	*bench
	engine  neo4jEngine
	store   store.Store
	service *process
	planted *forest
}

// edgePart is what can be asked for alone, as in neo4j/edge/rows.
type edgePart struct {
	name string
	run  func(*edgeBench) error
}

// edgeParts are measured one after the other.
var edgeParts = []edgePart{{"peer", (*edgeBench).againstPeer}, {"floor", (*edgeBench).againstFloor}, {"rows", (*edgeBench).firstRows}, {"memory", (*edgeBench).memory}}

// edgePart measures the whole service over HTTP. It is the same on both stores, so that once is enough.
func (b *bench) edgePart(on engine) (err error) {
	n, ok := on.(neo4jEngine)
	if !ok {
		return nil
	}
	b.database = databaseProcess()
	if err := b.build(); err != nil {
		return err
	}
	e := &edgeBench{bench: b, engine: n}
	if e.store, err = n.open(b.ctx, "edge"); err != nil {
		return err
	}
	b.note(e.store)
	e.service, err = b.serving("service", n.settings())
	for _, part := range edgeParts {
		if err != nil || !b.wants("neo4j/edge/"+part.name) {
			continue
		}
		if err = part.run(e); err != nil {
			err = fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return errors.Join(err, e.service.stop(), e.store.Close(b.ctx))
}

// grown gives the forest, which the parts share.
func (e *edgeBench) grown() (*forest, error) {
	if e.planted != nil {
		return e.planted, nil
	}
	trees := pick(e.quick, 10, 100)
	paragraphs, err := forestParagraphs(e.ctx, e.store, trees)
	if err != nil {
		return nil, err
	}
	f := plant(trees, paragraphs)
	err = f.write(e.ctx, e.store)
	if err == nil {
		err = e.engine.seedPeer(e.ctx, f)
	}
	if err == nil {
		err = e.engine.replan(e.ctx)
	}
	e.planted = f
	return f, err
}

// build makes the program that is measured.
func (b *bench) build() error {
	b.binary = filepath.Join(b.dir, "argmap")
	out, err := exec.CommandContext(b.ctx, "go", "build", "-o", b.binary, "argmap/server").CombinedOutput() //nolint:gosec // a name of ours
	if err != nil {
		return fmt.Errorf("the server cannot be built: %w\n%s", err, out)
	}
	return nil
}

// serving starts the service on a free port, with nothing but its store set up.
func (b *bench) serving(name string, env []string) (*process, error) {
	return b.spawn(name, append(env, "ARGMAP_ADDR=127.0.0.1:0"), b.binary)
}

// settings are the environment of a service on the engine's database.
func (e neo4jEngine) settings() []string {
	return []string{"ARGMAP_STORE=neo4j", "NEO4J_URI=" + e.uri, "NEO4J_USERNAME=" + e.username, "NEO4J_PASSWORD=" + e.password}
}

// The ways to read from the service.
const (
	latest    = "LATEST"
	session   = "SESSION"
	unchanged = "304"
)

// reading is what the service is asked, and what came of the first answer.
type reading struct {
	query string
	vars  values
}

// modes gives the ways to ask the service the same. All their answers are those of the first.
func (e *edgeBench) modes(readings []reading, look func(n int, answer []byte) error) ([]*way, error) {
	shots := map[string][]*shot{}
	asking := &way{name: "the service", at: e.service}
	for n, r := range readings {
		first, err := e.mode(asking, r, shots)
		if err == nil {
			err = look(n, first)
		}
		if err != nil {
			return nil, err
		}
	}
	var ways []*way
	for _, name := range []string{latest, session, unchanged} {
		if len(shots[name]) == len(readings) {
			ways = append(ways, over(name, e.service, shots[name]))
		}
	}
	return ways, nil
}

// mode asks in every way once. An answer without a tag, which depends on more than the map, cannot be
// asked for by one.
func (e *edgeBench) mode(asking *way, r reading, shots map[string][]*shot) ([]byte, error) {
	s := posted(r.query, r.vars)
	first, _, err := asking.fetch(e.ctx, s)
	if err != nil {
		return nil, err
	}
	s.size = len(first)
	seen := posted(r.query, r.vars.with("atLeast", 1))
	seen.size = len(first)
	again, _, err := asking.fetch(e.ctx, seen)
	if err != nil {
		return nil, err
	}
	tagged, header, err := asking.fetch(e.ctx, got(r.query, r.vars, true))
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(first, again) || !bytes.Equal(first, tagged) {
		return nil, fmt.Errorf("the ways to ask have different answers:\n%.300s\n%.300s\n%.300s", first, again, tagged)
	}
	shots[latest], shots[session] = append(shots[latest], s), append(shots[session], seen)
	if tag := header.Get("ETag"); tag != "" {
		same := got(r.query, r.vars, false)
		same.header, same.status = asked("If-None-Match", tag), 304
		shots[unchanged] = append(shots[unchanged], same)
	}
	return first, nil
}

func (v values) with(name string, value any) values {
	out := values{name: value}
	maps.Copy(out, v)
	return out
}

// warm lets every way run until caches are full and code is compiled.
func (b *bench) warm(ways []*way, clients int) error {
	for _, w := range ways {
		if _, err := b.loop(w, clients, pick(b.quick, 100*time.Millisecond, 1500*time.Millisecond)); err != nil {
			return err
		}
	}
	return nil
}

// edgeRounds are how many rounds each comparison has, and span how long each of its cells.
func (b *bench) edgeRounds() int { return pick(b.quick, 2, 10) }

func (b *bench) span() time.Duration {
	return pick(b.quick, 100*time.Millisecond, 600*time.Millisecond)
}

// takeTurns lets the ways take turns, another one first each time. Those that are to be asked at a
// constant rate too are asked half as often as they could answer in the same round.
func (b *bench) takeTurns(ways []*way, clients int, paced func(*way) bool) error {
	if err := b.warm(ways, clients); err != nil {
		return err
	}
	for round := range b.edgeRounds() {
		for i := range ways {
			w := ways[(i+round)%len(ways)]
			c, err := b.loop(w, clients, b.span())
			if err != nil {
				return err
			}
			w.cells = append(w.cells, c)
		}
		for i := range ways {
			w := ways[(i+round)%len(ways)]
			if !paced(w) {
				continue
			}
			p, err := b.constant(w, w.cells[round].rate()/2, b.span())
			if err != nil {
				return err
			}
			w.paces = append(w.paces, p)
		}
	}
	return nil
}
