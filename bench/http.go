package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/httpapi"
	"argmap/internal/ingest"
	"argmap/internal/ledger"
	"argmap/internal/scheme"
	"argmap/internal/snapshot"
)

// claimQuery asks for a claim with its rebuttals, its questions, and the paragraphs of all of them.
const claimQuery = `query Claim($id: ID!) { node(id: $id) { ... on Claim {
  id text label basis
  rebuttals { id kind label premises { id text label citations { ...Cited } } }
  questions { id text status citations { ...Cited } }
  citations { ...Cited }
} } }
fragment Cited on Citation { exact start end paragraph { id ordinal text } }`

// readResult is what came of reading claims over HTTP.
type readResult struct {
	store       string
	connections int
	p50, p99    time.Duration
	rate        float64
	bytes       int // of an answer, on average
}

// httpReads serves the large map as the server does, and asks for its claims.
func (b *bench) httpReads(e engine, l *large) error {
	led := ledger.New(l.store, ledger.Options{NewID: newID})
	snap, err := led.At(b.ctx, l.m, ledger.Read{})
	if err != nil {
		return errors.Join(err, led.Close(b.ctx))
	}
	address, stop, err := b.serve(l, led)
	if err == nil {
		err = errors.Join(b.readsAt(e, address, disputed(snap)), stop())
	}
	return errors.Join(err, led.Close(b.ctx))
}

// disputed gives the claims that have rebuttals and citations.
func disputed(s *snapshot.Snapshot) []argmap.ID {
	var out []argmap.ID
	for i := range s.Elements().Len() {
		c, ok := s.Elements().At(i).(snapshot.Claim)
		if ok && len(c.Rebuttals()) > 0 && len(c.Citations()) > 0 {
			out = append(out, c.ID())
		}
	}
	return out
}

// serve puts the whole edge on a port of this machine. Log lines are written, and thrown away.
func (b *bench) serve(l *large, led *ledger.Ledger) (address string, stop func() error, err error) {
	sources := ingest.New(l.store, ingest.Options{NewID: newID, Clock: now})
	schema := graph.NewExecutableSchema(graph.Config{
		Ledger: led, Store: l.store, Authoring: authoring.New(led, newID, now, scheme.Standard), Schemes: scheme.Standard, Sources: sources,
		Actor: func(context.Context) argmap.Actor { return argmap.Local },
	})
	edge := httpapi.New(httpapi.Options{
		Schema: schema, SDL: graph.SDL(), Sources: sources, Ready: l.store.Ready, StoreKind: l.store.Info().Kind, Version: "bench",
		Actor: argmap.Local, Log: zerolog.New(io.Discard).With().Timestamp().Logger(), Clock: time.Now,
		NewID: func() string { return string(newID()) },
	})
	listener, err := (&net.ListenConfig{}).Listen(b.ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	srv := &http.Server{Handler: edge, ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(listener) }()
	stop = func() error {
		err := srv.Shutdown(b.ctx)
		if s := <-served; !errors.Is(s, http.ErrServerClosed) {
			err = errors.Join(err, s)
		}
		return err
	}
	return "http://" + listener.Addr().String() + "/graphql", stop, nil
}

func (b *bench) readsAt(e engine, address string, claims []argmap.ID) error {
	if len(claims) == 0 {
		return errors.New("no claim has a rebuttal")
	}
	for _, connections := range []int{1, 8} {
		warm, span := pick(b.quick, 100*time.Millisecond, time.Second), pick(b.quick, 200*time.Millisecond, 4*time.Second)
		if _, err := ask(b.ctx, address, claims, connections, warm); err != nil {
			return err
		}
		asked, err := ask(b.ctx, address, claims, connections, span)
		if err != nil {
			return err
		}
		r := asked.result(e.name(), connections)
		b.reads = append(b.reads, r)
		b.say("%-6s warm read, %d connections: p50 %v, p99 %v, %.0f/s", e.name(), connections, r.p50, r.p99, r.rate)
	}
	return nil
}

// answers are what clients got.
type answers struct {
	took  []time.Duration
	bytes int
	span  time.Duration
}

func (a answers) result(store string, connections int) readResult {
	s := slices.Sorted(slices.Values(a.took))
	at := func(q float64) time.Duration { return s[int(q*float64(len(s)-1))].Round(time.Microsecond) }
	return readResult{
		store: store, connections: connections, bytes: a.bytes / len(a.took),
		p50: at(0.5), p99: at(0.99), rate: float64(len(a.took)) / a.span.Seconds(),
	}
}

// ask lets clients, each with one connection that it keeps, read one claim after the other.
func ask(ctx context.Context, address string, claims []argmap.ID, clients int, span time.Duration) (answers, error) {
	each := make([]answers, clients)
	errs := make([]error, clients)
	var wait sync.WaitGroup
	began := time.Now()
	for i := range clients {
		wait.Go(func() { errs[i] = each[i].collect(ctx, address, claims, i, began.Add(span)) })
	}
	wait.Wait()
	all := answers{span: time.Since(began)}
	for _, a := range each {
		all.took, all.bytes = append(all.took, a.took...), all.bytes+a.bytes
	}
	return all, errors.Join(errs...)
}

func (a *answers) collect(ctx context.Context, address string, claims []argmap.ID, first int, until time.Time) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1, MaxConnsPerHost: 1}}
	defer client.CloseIdleConnections()
	for i := first; time.Now().Before(until); i++ {
		id := claims[i*7919%len(claims)]
		began := time.Now()
		n, err := readClaim(ctx, client, address, id, i < first+3)
		if err != nil {
			return fmt.Errorf("claim %s: %w", id, err)
		}
		a.took, a.bytes = append(a.took, time.Since(began)), a.bytes+n
	}
	return nil
}

// readClaim asks for a claim and reads the answer to its end; some answers are looked at in full.
func readClaim(ctx context.Context, client *http.Client, address string, id argmap.ID, full bool) (size int, err error) {
	body, err := json.Marshal(map[string]any{"query": claimQuery, "variables": map[string]any{"id": id}})
	if err != nil {
		return 0, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err
	}
	if res.StatusCode != http.StatusOK || bytes.Contains(answer, []byte(`"errors"`)) || !bytes.Contains(answer, []byte(id)) {
		return 0, fmt.Errorf("status %d: %.300s", res.StatusCode, answer)
	}
	if full {
		err = complete(answer)
	}
	return len(answer), err
}

// complete reports what an answer should have and has not.
func complete(answer []byte) error {
	type cited []struct{ Paragraph struct{ Text string } }
	var got struct {
		Data struct {
			Node struct {
				Text      string
				Rebuttals []struct{ Premises []struct{ Text string } }
				Citations cited
			}
		}
	}
	if err := json.Unmarshal(answer, &got); err != nil {
		return err
	}
	n := got.Data.Node
	if n.Text == "" || len(n.Rebuttals) == 0 || len(n.Rebuttals[0].Premises) == 0 || len(n.Citations) == 0 || n.Citations[0].Paragraph.Text == "" {
		return fmt.Errorf("the answer lacks something: %.300s", answer)
	}
	return nil
}
