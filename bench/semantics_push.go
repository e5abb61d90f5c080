package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/coder/websocket"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
	"argmap/internal/snapshot"
)

// pushResult is how long a flipped label takes to whoever watches, edit by edit.
type pushResult struct {
	elements int
	// asked is from the request on, committed from the answer that the edit is committed.
	asked, committed []time.Duration
	// read is a snapshot read as a framework from its first element to its last, and labelled the grounded labels
	// of that.
	read, labelled []time.Duration
}

const watchLabels = `subscription ($map: ID!, $since: Revision) {
  labelsChanged(map: $map, since: $since) { toRevision outcome changes { element { id } before after tested edits { id } } }
}`

const pushedRebuttal = `mutation ($map: ID!, $target: ID!, $text: String!) {
  addRebuttal(input: { map: $map, rebuttal: { target: $target, premises: [{ new: { text: $text } }] } }) { rebuttal { id } }
}`

// push lets a client edit a large map in the service, over and over, while another watches its labels over a
// WebSocket.
func (s *semanticsBench) push() (err error) {
	e := sqliteEngine{dir: s.dir}
	s.pushed = &pushResult{}
	l, claims, err := s.planted(e)
	if err != nil {
		return err
	}
	if err := s.build(); err != nil {
		return err
	}
	service, err := s.serving("labels", []string{"ARGMAP_STORE=sqlite", "ARGMAP_DATA=" + e.path("labels")})
	if err != nil {
		return err
	}
	s.pushed.elements = l.elements
	err = s.pushing(service, l.m, claims)
	if err == nil {
		s.say("labels       from the edit %v, from its commit %v (p99 %v)", median(s.pushed.asked), median(s.pushed.committed), worst(s.pushed.committed))
	}
	return errors.Join(err, service.stop())
}

// planted imports the large map, and gives claims of it that nothing bears on: an edit of each flips it.
func (s *semanticsBench) planted(e sqliteEngine) (l *large, free []argmap.ID, err error) {
	st, err := e.open(s.ctx, "labels")
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, st.Close(s.ctx)) }()
	if l, err = makeLarge(s.ctx, st, pick(s.quick, 2000, semanticsSize)); err != nil {
		return nil, nil, err
	}
	snap, err := l.snapshot(s.ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := repeated(mostRounds, time.Second, func() error { return s.pushed.evaluate(snap) }); err != nil {
		return nil, nil, err
	}
	for c := range snap.OfKind(argmap.KindClaim).All() {
		bears := false
		for range snap.LinksTo(c.ID()) {
			bears = true
		}
		if v, ok := snap.Verdict(c.ID()); !bears && ok && v.Label == argmap.LabelIn {
			free = append(free, c.ID())
		}
	}
	return l, free, nil
}

// evaluate reads and labels a snapshot once.
func (p *pushResult) evaluate(snap *snapshot.Snapshot) error {
	began := time.Now()
	f, err := snap.Framework(snapshot.Reading{})
	if err != nil {
		return err
	}
	read := time.Now()
	semantics.GroundedLabels(f.Map)
	p.read, p.labelled = append(p.read, read.Sub(began)), append(p.labelled, time.Since(read))
	return nil
}

// pushEdits is how many edits are made.
const pushEdits = 40

// pushing makes the edits one after the other, each when the event of the one before has come. The first ones
// only warm up.
func (s *semanticsBench) pushing(service *process, m argmap.ID, claims []argmap.ID) error {
	ctx, cancel := context.WithTimeout(s.ctx, 2*time.Minute)
	defer cancel()
	events, stop, err := watching(ctx, service, m)
	if err != nil {
		return err
	}
	defer stop()
	warm := pick(s.quick, 1, 5)
	for n := range min(len(claims), warm+pick(s.quick, 3, pushEdits)) {
		target := claims[len(claims)*n/(warm+pushEdits)]
		began := time.Now()
		if err := s.rebutted(service, m, target, n); err != nil {
			return err
		}
		committed := time.Now()
		select {
		case e := <-events:
			if e.err != nil || !strings.Contains(e.text, string(target)) || !strings.Contains(e.text, `"outcome":"EXACT"`) {
				return fmt.Errorf("the event is %.300s, %w", e.text, e.err)
			}
			if n >= warm {
				s.pushed.asked = append(s.pushed.asked, e.at.Sub(began))
				s.pushed.committed = append(s.pushed.committed, max(0, e.at.Sub(committed)))
			}
		case <-ctx.Done():
			return fmt.Errorf("no event for the edit of %s: %w", target, ctx.Err())
		}
	}
	return nil
}

// rebutted adds a rebuttal of a claim.
func (s *semanticsBench) rebutted(service *process, m, target argmap.ID, n int) error {
	w := &way{name: "the edit", at: service}
	answer, _, err := w.fetch(s.ctx, posted(pushedRebuttal, values{"map": m, "target": target, "text": objection(n)}))
	if err == nil && !strings.Contains(string(answer), `"id"`) {
		err = fmt.Errorf("the edit was refused: %.300s", answer)
	}
	return err
}

// heard is a message that came.
type heard struct {
	at   time.Time
	text string
	err  error
}

// watching subscribes to the labels of a map by graphql-transport-ws.
func watching(ctx context.Context, service *process, m argmap.ID) (<-chan heard, func(), error) {
	conn, _, err := websocket.Dial(ctx, "ws://"+service.host()+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}}) //nolint:bodyclose // Dial closes it
	if err != nil {
		return nil, nil, err
	}
	conn.SetReadLimit(1 << 24)
	subscribe, err := json.Marshal(values{"id": "labels", "type": "subscribe", "payload": values{"query": watchLabels, "variables": values{"map": m, "since": 1}}})
	for _, message := range []string{`{"type":"connection_init"}`, string(subscribe)} {
		if err == nil {
			err = conn.Write(ctx, websocket.MessageText, []byte(message))
		}
	}
	if err == nil {
		_, _, err = conn.Read(ctx) // the acknowledgement
	}
	events := make(chan heard, 1)
	go func() {
		for {
			_, text, err := conn.Read(ctx)
			if err == nil && strings.Contains(string(text), `"type":"ping"`) {
				err = conn.Write(ctx, websocket.MessageText, []byte(`{"type":"pong"}`))
				if err == nil {
					continue
				}
			}
			events <- heard{time.Now(), string(text), err}
			if err != nil {
				return
			}
		}
	}()
	return events, func() { _ = conn.CloseNow() }, err
}

// worst is the 99th percentile.
func worst(ds []time.Duration) time.Duration {
	p := pace{took: slices.Sorted(slices.Values(ds))}
	return median([]time.Duration{p.at(0.99)})
}
