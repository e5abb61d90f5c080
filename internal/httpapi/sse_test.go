package httpapi

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// stream is a client of an event stream.
type stream struct {
	testing.TB
	res   *http.Response
	lines *bufio.Scanner
	close context.CancelFunc
}

// events sends an operation by POST and gives the stream.
func (e *edge) events(query string, headers ...string) *stream {
	e.t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		e.t.Fatal(err)
	}
	return e.open(http.MethodPost, "", string(body), append([]string{"Content-Type", mediaJSON}, headers...)...)
}

func (e *edge) open(method, query, body string, headers ...string) *stream {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	e.t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, method, e.URL+pathGraphQL+query, strings.NewReader(body))
	if err != nil {
		e.t.Fatal(err)
	}
	req.Header.Set("Accept", mediaEvents)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := e.Client().Do(req)
	if err != nil {
		e.t.Fatal(err)
	}
	e.t.Cleanup(func() { _ = res.Body.Close() })
	return &stream{e.t, res, bufio.NewScanner(res.Body), cancel}
}

// next gives the lines of the next event; comments are skipped.
func (s *stream) next() string {
	s.Helper()
	var event []string
	for s.lines.Scan() {
		switch line := s.lines.Text(); {
		case line == "" && len(event) > 0:
			return strings.Join(event, "\n")
		case line != "" && !strings.HasPrefix(line, ":"):
			event = append(event, line)
		}
	}
	s.Fatalf("no event: %v", s.lines.Err())
	return ""
}

// hear expects one event, line by line.
func (s *stream) hear(lines ...string) {
	s.Helper()
	if got, want := s.next(), strings.Join(lines, "\n"); got != want {
		s.Errorf("heard\n%s\nwant\n%s", got, want)
	}
}

// rest gives what is left until the end.
func (s *stream) rest() string {
	s.Helper()
	var lines []string
	for s.lines.Scan() {
		lines = append(lines, s.lines.Text())
	}
	if err := s.lines.Err(); err != nil {
		s.Errorf("the stream does not end well: %v", err)
	}
	return strings.Join(lines, "\n")
}

// TestEventStream holds event streams to the protocol of graphql-sse, in distinct connections mode.
func TestEventStream(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	id, add := e.mapOf("A map")

	t.Run("a query", func(t *testing.T) {
		s := e.events("{ __typename }")
		s.hear("event: next", `data: {"data":{"__typename":"Query"}}`)
		s.hear("event: complete", "data:")
		if rest := s.rest(); rest != "" {
			t.Errorf("after the end comes %q", rest)
		}
		if h := s.res.Header; h.Get("Content-Type") != "text/event-stream; charset=utf-8" || h.Get("X-Accel-Buffering") != "no" ||
			h.Get("Cache-Control") != "no-store, no-transform" || h.Get("Content-Encoding") != "" {
			t.Errorf("the headers are %v", h)
		}
	})
	t.Run("a mutation", func(t *testing.T) {
		e.events(`mutation { createMap(input: {title: "x"}) { revision } }`).hear("event: next", `data: {"data":{"createMap":{"revision":1}}}`)
	})
	t.Run("a subscription by POST, resumed by the id of an event", func(t *testing.T) {
		s := e.events(changesOf(id, 1))
		add("one")
		s.hear("event: next", "id: 2.0", `data: {"data":{"mapChanged":{"fromRevision":1,"toRevision":2,"changed":[{"element":{"text":"one"}},{"element":null},{"element":null}]}}}`)
		s.close()
		add("two")
		e.events(changesOf(id, 1), headerLastEventID, "2.0").hear("event: next", "id: 3.0",
			`data: {"data":{"mapChanged":{"fromRevision":2,"toRevision":3,"changed":[{"element":{"text":"two"}},{"element":null}]}}}`)
	})
	t.Run("a subscription by GET, as EventSource does it", func(t *testing.T) {
		s := e.open("GET", "?query="+url.QueryEscape(changesOf(id, 2)), "")
		if got := s.next(); !strings.Contains(got, "id: 3.0") {
			t.Errorf("heard %s", got)
		}
	})
	t.Run("no mutation by GET", func(t *testing.T) {
		s := e.open("GET", "?query="+url.QueryEscape(`mutation { createMap(input: {title: "x"}) { revision } }`), "")
		if got := s.next(); !strings.Contains(got, "http.method") || strings.Contains(got, `"data"`) {
			t.Errorf("heard %s", got)
		}
	})
	for name, query := range map[string]string{"no document": "{", "an unknown field": "{ nothing }", "an unknown map": changesOf("nowhere", 1), "a revision to come": changesOf(id, 99)} {
		t.Run("errors come as an event: "+name, func(t *testing.T) {
			s := e.events(query)
			if got := s.next(); s.res.StatusCode != 200 || !strings.HasPrefix(got, "event: next\ndata: {\"errors\":[{") {
				t.Errorf("heard %d %s", s.res.StatusCode, got)
			}
			s.hear("event: complete", "data:")
		})
	}
	t.Run("what is no GraphQL request has a status", func(t *testing.T) {
		for status, s := range map[int]*stream{
			415: e.open("POST", "", "{}", "Content-Type", "text/plain"),
			405: e.open("PUT", "", "{}", "Content-Type", mediaJSON),
			400: e.events(changesOf(id, 1), headerLastEventID, "hello"),
		} {
			if s.res.StatusCode != status {
				t.Errorf("got %d, want %d", s.res.StatusCode, status)
			}
		}
	})
	t.Run("who likes plain answers better gets one", func(t *testing.T) {
		for accept, want := range map[string]string{
			"application/graphql-response+json, application/json, text/event-stream": mediaGraphQL,
			"text/event-stream, application/json":                                    mediaEvents,
			"text/event-stream;q=0.1, application/json":                              mediaJSON,
			"text/event-stream;q=0, */*":                                             mediaJSON,
		} {
			if s := e.events("{ __typename }", "Accept", accept); !strings.HasPrefix(s.res.Header.Get("Content-Type"), want) {
				t.Errorf("%s gives %s", accept, s.res.Header.Get("Content-Type"))
			}
		}
	})
}

// TestEventStreamComments keep a quiet stream alive, far beyond the deadline of requests.
func TestEventStreamComments(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Live.Comment, o.Deadline = 5*time.Millisecond, 200*time.Millisecond })
	id, add := e.mapOf("A map")
	s := e.events(changesOf(id, 1))
	for comments := 0; comments < 100 && s.lines.Scan(); {
		if s.lines.Text() == ":" {
			comments++
		}
	}
	add("one")
	if got := s.next(); !strings.Contains(got, `"one"`) {
		t.Errorf("heard %s", got)
	}
}

// TestBlockedEventStream is cut off.
func TestBlockedEventStream(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Live.WriteWait, o.Live.Comment = 20*time.Millisecond, time.Millisecond })
	id, _ := e.mapOf("A map")
	network := newPipes()
	srv := &http.Server{Handler: e.handler, ReadHeaderTimeout: patience}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(network) }()
	defer func() {
		_ = srv.Close()
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	}()
	conn, err := network.dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := fmt.Fprintf(conn, "GET %s?query=%s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n", pathGraphQL, url.QueryEscape(changesOf(id, 1))); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is over", func() bool { return strings.Contains(e.log.String(), "event stream closed") })
}

// raw opens an acknowledged socket by hand, sends some bytes, and gives what comes back first.
func (e *edge) raw(frame string) string {
	e.t.Helper()
	conn := e.greet(upgradeHello(e.Listener.Addr()) + frame)
	defer conn.Close()
	var answer strings.Builder
	part := make([]byte, 1024)
	for {
		n, err := conn.Read(part)
		answer.Write(part[:n])
		if _, frames, ok := strings.Cut(answer.String(), "\r\n\r\n"); err != nil || ok && len(frames) > 0 {
			return frames
		}
	}
}
