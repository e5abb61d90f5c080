package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// eventually waits until something is so.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("it never came to be that %s", what)
		}
	}
}

// peer is a client of graphql-transport-ws, message by message.
type peer struct {
	testing.TB
	conn *websocket.Conn
	ctx  context.Context
}

// dialled asks for a socket; headers are pairs of name and value.
func (e *edge) dialled(client *http.Client, protocols []string, headers ...string) (*peer, *http.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	e.t.Cleanup(cancel)
	o := &websocket.DialOptions{HTTPClient: client, Subprotocols: protocols, HTTPHeader: http.Header{}}
	for i := 0; i < len(headers); i += 2 {
		o.HTTPHeader.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			o.Host = headers[i+1]
		}
	}
	conn, res, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(e.URL, "http")+pathGraphQL, o)
	if err != nil {
		return nil, res, err
	}
	conn.SetReadLimit(1 << 24)
	e.t.Cleanup(func() { _ = conn.CloseNow() })
	return &peer{e.t, conn, ctx}, res, nil
}

// socket opens one and says nothing yet.
func (e *edge) socket(headers ...string) *peer {
	e.t.Helper()
	p, _, err := e.dialled(e.Client(), []string{subprotocol}, headers...) //nolint:bodyclose // Dial closes it
	if err != nil {
		e.t.Fatal(err)
	}
	return p
}

// talking opens a socket that is acknowledged.
func (e *edge) talking() *peer {
	e.t.Helper()
	p := e.socket()
	p.say(`{"type":"connection_init"}`)
	p.hear(`{"type":"connection_ack"}`)
	return p
}

func (p *peer) say(text string) {
	p.Helper()
	if err := p.conn.Write(p.ctx, websocket.MessageText, []byte(text)); err != nil {
		p.Fatalf("saying %s: %v", text, err)
	}
}

// ask subscribes under an id.
func (p *peer) ask(id, query string) {
	p.Helper()
	text, err := json.Marshal(map[string]any{"id": id, "type": "subscribe", "payload": map[string]string{"query": query}})
	if err != nil {
		p.Fatal(err)
	}
	p.say(string(text))
}

// next gives the next message.
func (p *peer) next() string {
	p.Helper()
	_, text, err := p.conn.Read(p.ctx)
	if err != nil {
		p.Fatalf("no message: %v", err)
	}
	return string(text)
}

// hear expects one message, word by word.
func (p *peer) hear(want string) {
	p.Helper()
	if got := p.next(); got != want {
		p.Errorf("heard %s, want %s", got, want)
	}
}

// hearOf expects a message in which all parts stand.
func (p *peer) hearOf(parts ...string) string {
	p.Helper()
	got := p.next()
	for _, part := range parts {
		if !strings.Contains(got, part) {
			p.Errorf("heard %s, want it with %s", got, part)
		}
	}
	return got
}

// closes expects the socket to be closed next, with a code and a reason.
func (p *peer) closes(code websocket.StatusCode, reason string) {
	p.Helper()
	_, text, err := p.conn.Read(p.ctx)
	if err == nil {
		p.Fatalf("heard %s, want the end", text)
	}
	got, ok := errors.AsType[websocket.CloseError](err)
	if !ok || got.Code != code || !strings.Contains(got.Reason, reason) {
		p.Errorf("closed with %v, want %d %s", err, code, reason)
	}
}

// mapOf makes a map and gives its id, and a function that adds a claim to it.
func (e *edge) mapOf(title string) (id string, add func(text string)) {
	e.t.Helper()
	var made struct {
		Data struct {
			CreateMap struct{ Map struct{ ID string } }
		}
	}
	g := e.query(fmt.Sprintf(`mutation { createMap(input: {title: %q}) { map { id } } }`, title))
	if err := json.Unmarshal([]byte(g.body), &made); err != nil || made.Data.CreateMap.Map.ID == "" {
		e.t.Fatalf("no map: %s", g.body)
	}
	id = made.Data.CreateMap.Map.ID
	return id, func(text string) {
		e.t.Helper()
		g := e.query(fmt.Sprintf(`mutation { addClaim(input: {map: %q, claim: {text: %q}}) { revision } }`, id, text))
		if !strings.Contains(g.body, `"revision"`) {
			e.t.Fatalf("no claim: %s", g.body)
		}
	}
}

// changesOf is a subscription to a map.
func changesOf(id string, since int) string {
	return fmt.Sprintf(`subscription { mapChanged(map: %q, since: %d) { fromRevision toRevision changed { element { text } } } }`, id, since)
}

// left are the goroutines that still serve sockets and event streams.
func left() string {
	all := make([]byte, 1<<22)
	all = all[:runtime.Stack(all, true)]
	var ours []string
	for stack := range strings.SplitSeq(string(all), "\n\n") {
		for _, mark := range []string{"httpapi.(*socket)", "httpapi.(*running)", "httpapi.(*streams)", "httpapi.eventTransport", "httpapi.socketTransport"} {
			if strings.Contains(stack, mark) {
				ours = append(ours, stack)
				break
			}
		}
	}
	return strings.Join(ours, "\n\n")
}

// pipes is a network in memory that holds not one byte back: who does not read blocks who writes.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

// Accept takes the next connection.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close ends the listener.
func (p *pipes) Close() error {
	close(p.closed)
	return nil
}

// Addr looks like one of this machine.
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

// dial connects.
func (p *pipes) dial(ctx context.Context) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- piped{there, p.Addr()}:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.closed:
		return nil, io.ErrClosedPipe
	}
}

type piped struct {
	net.Conn
	addr net.Addr
}

// LocalAddr gives the address that the guard wants to see.
func (p piped) LocalAddr() net.Addr { return p.addr }

// piped opens an acknowledged socket to the edge over a pipe.
func (e *edge) piped() *peer {
	e.t.Helper()
	network := newPipes()
	srv := &http.Server{Handler: e.handler, ReadHeaderTimeout: patience}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(network) }()
	e.t.Cleanup(func() {
		_ = srv.Close()
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			e.t.Error(err)
		}
	})
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) { return network.dial(ctx) }
	client := &http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}
	p, _, err := e.dialled(client, []string{subprotocol}, "Host", "localhost") //nolint:bodyclose // Dial closes it
	if err != nil {
		e.t.Fatal(err)
	}
	p.say(`{"type":"connection_init"}`)
	p.hear(`{"type":"connection_ack"}`)
	return p
}
