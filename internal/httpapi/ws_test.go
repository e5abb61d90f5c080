package httpapi

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"

	"argmap/graph/generated"
)

const aToken = "0123456789abcdef0123456789abcdef"

// TestSocketProtocol holds sockets to the text of graphql-transport-ws, close code by close code.
func TestSocketProtocol(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	id, add := e.mapOf("A map")

	t.Run("4406 another subprotocol", func(t *testing.T) {
		for _, protocols := range [][]string{nil, {"graphql-ws"}} {
			p, _, err := e.dialled(e.Client(), protocols) //nolint:bodyclose // Dial closes it
			if err != nil {
				t.Fatal(err)
			}
			p.closes(4406, "Subprotocol not acceptable")
		}
	})
	t.Run("4401 an operation before the acknowledgement", func(t *testing.T) {
		p := e.socket()
		p.ask("a", "{ __typename }")
		p.closes(4401, "Unauthorized")
	})
	t.Run("4429 a second introduction", func(t *testing.T) {
		p := e.talking()
		p.say(`{"type":"connection_init","payload":{}}`)
		p.closes(4429, "Too many initialisation requests")
	})
	t.Run("4409 an id that is in use", func(t *testing.T) {
		p := e.talking()
		p.ask("a", changesOf(id, 1))
		p.ask("a", changesOf(id, 1))
		p.closes(4409, "Subscriber for a already exists")
		p = e.talking()
		long := strings.Repeat("ä", 100)
		p.ask(long, changesOf(id, 1))
		p.ask(long, changesOf(id, 1))
		p.closes(4409, "ä already exists")
	})
	for name, text := range map[string]string{
		"no JSON": "hello", "a list": "[]", "null": "null", "no type": "{}", "a type that is no text": `{"type":1}`,
		"an unknown type": `{"type":"start"}`, "a message of servers": `{"type":"connection_ack"}`,
		"no id": `{"type":"subscribe","payload":{"query":"{ __typename }"}}`, "an empty id": `{"type":"subscribe","id":"","payload":{"query":"{ __typename }"}}`,
		"an id that is no text": `{"type":"subscribe","id":1,"payload":{"query":"{ __typename }"}}`,
		"an endless id":         `{"type":"complete","id":"` + strings.Repeat("x", 257) + `"}`,
		"no payload":            `{"type":"subscribe","id":"a"}`, "a payload that is no object": `{"type":"subscribe","id":"a","payload":[]}`,
		"no query": `{"type":"subscribe","id":"a","payload":{}}`, "a query that is no text": `{"type":"subscribe","id":"a","payload":{"query":1}}`,
		"variables that are no object": `{"type":"subscribe","id":"a","payload":{"query":"{ __typename }","variables":[]}}`,
		"a ping with a text":           `{"type":"ping","payload":"x"}`, "an end of nothing": `{"type":"complete"}`,
	} {
		t.Run("4400 "+name, func(t *testing.T) {
			p := e.talking()
			p.say(text)
			p.closes(4400, "Invalid message")
		})
	}
	t.Run("4400 a binary message", func(t *testing.T) {
		p := e.talking()
		if err := p.conn.Write(p.ctx, websocket.MessageBinary, []byte(`{"type":"ping"}`)); err != nil {
			t.Fatal(err)
		}
		p.closes(4400, "binary")
	})
	t.Run("1007 a text that is no UTF-8", func(t *testing.T) {
		p := e.talking()
		p.say("{\"type\":\"\xff\"}")
		p.closes(websocket.StatusInvalidFramePayloadData, "UTF-8")
	})
	t.Run("1009 a message that is too long", func(t *testing.T) {
		p := e.talking()
		p.say(`{"type":"ping","payload":{"x":"` + strings.Repeat("x", 1<<20) + `"}}`)
		p.closes(websocket.StatusMessageTooBig, "")
	})
	t.Run("a ping is answered, before the acknowledgement too", func(t *testing.T) {
		p := e.socket()
		p.say(`{"type":"ping"}`)
		p.hear(`{"type":"pong"}`)
		p.say(`{"type":"ping","payload":{"n":1.50}}`)
		p.hear(`{"type":"pong","payload":{"n":1.50}}`)
		p.say(`{"type":"pong","payload":null}`)
		p.say(`{"type":"connection_init","payload":null}`)
		p.hear(`{"type":"connection_ack"}`)
	})
	t.Run("queries and mutations give one result, then the end", func(t *testing.T) {
		p := e.talking()
		p.ask("a", "{ __typename }")
		p.hear(`{"id":"a","type":"next","payload":{"data":{"__typename":"Query"}}}`)
		p.hear(`{"id":"a","type":"complete"}`)
		p.ask("a", `mutation { createMap(input: {title: "x"}) { revision } }`)
		p.hear(`{"id":"a","type":"next","payload":{"data":{"createMap":{"revision":1}}}}`)
		p.hear(`{"id":"a","type":"complete"}`)
		p.say(`{"type":"subscribe","id":"a","payload":{"query":"query A($m: ID!) { map(id: $m) { title } } query B { __typename }","operationName":"A","variables":{"m":"` + id + `"},"extensions":null}}`)
		p.hear(`{"id":"a","type":"next","payload":{"data":{"map":{"title":"A map"}}}}`)
		p.hear(`{"id":"a","type":"complete"}`)
	})
	t.Run("errors before the execution end an operation, and its id is free", func(t *testing.T) {
		p := e.talking()
		for _, query := range []string{"{", "{ nothing }", changesOf("nowhere", 1), changesOf(id, 99), "subscription { __typename }"} {
			p.ask("a", query)
			p.hearOf(`{"id":"a","type":"error","payload":[{"message":`, `"code":`)
		}
		p.ask("a", "{ __typename }")
		p.hearOf(`"data"`)
	})
	t.Run("an end by the client is final, and frees the id", func(t *testing.T) {
		p := e.talking()
		p.ask("a", changesOf(id, 1))
		p.say(`{"type":"complete","id":"a"}`)
		p.say(`{"type":"complete","id":"never was"}`)
		add("after the end")
		p.ask("a", "{ a: __typename }")
		p.hear(`{"id":"a","type":"next","payload":{"data":{"a":"Query"}}}`)
		p.hear(`{"id":"a","type":"complete"}`)
	})
}

// TestSocketEvents follows a map over a socket, and comes back without loss.
func TestSocketEvents(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	id, add := e.mapOf("A map")
	p := e.talking()
	p.ask("a", changesOf(id, 1))
	add("one")
	p.hear(`{"id":"a","type":"next","payload":{"data":{"mapChanged":{"fromRevision":1,"toRevision":2,"changed":[{"element":{"text":"one"}},{"element":null},{"element":null}]}}}}`)
	_ = p.conn.CloseNow()
	add("two")
	p = e.talking()
	p.ask("b", changesOf(id, 2))
	p.hearOf(`"fromRevision":2,"toRevision":3,"changed":[{"element":{"text":"two"}},{"element":null}]`)
	if g := e.query(fmt.Sprintf(`mutation { deleteMap(input: {map: %q}) { revision } }`, id)); g.status != 200 {
		t.Fatal(g.body)
	}
	p.hearOf(`{"id":"b","type":"error"`, `"code":"NOT_FOUND"`)
	if g := e.query(changesOf(id, 1)); !strings.Contains(g.body, "http.subscription") {
		t.Errorf("one answer to a subscription: %s", g.body)
	}
}

// TestSocketTimes ends sockets that say nothing.
func TestSocketTimes(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Live.InitWait = 20 * time.Millisecond })
	e.socket().closes(4408, "Connection initialisation timeout")

	e = newEdge(t, func(o *Options) { o.Live.InitWait, o.Live.Ping = 200*time.Millisecond, 200*time.Millisecond })
	p := e.talking()
	for range 3 {
		p.hear(`{"type":"ping"}`)
		p.say(`{"type":"pong"}`)
	}
	p.hear(`{"type":"ping"}`)
	p.closes(websocket.StatusTryAgainLater, "No sign of life")
}

// TestSocketToken lets in who brings the token, in the header or in the first message.
func TestSocketToken(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Token = aToken })
	for _, payload := range []string{"", `,"payload":{}`, `,"payload":{"authorization":1}`, `,"payload":{"authorization":"Bearer x"}`} {
		p := e.socket()
		p.say(`{"type":"connection_init"` + payload + `}`)
		p.closes(4403, "Forbidden")
	}
	for _, payload := range []string{`{"authorization":"Bearer ` + aToken + `"}`, `{"Authorization":"` + aToken + `"}`} {
		p := e.socket()
		p.say(`{"type":"connection_init","payload":` + payload + `}`)
		p.hear(`{"type":"connection_ack"}`)
	}
	p := e.socket("Authorization", "Bearer "+aToken)
	p.say(`{"type":"connection_init"}`)
	p.hear(`{"type":"connection_ack"}`)
	if _, res, err := e.dialled(e.Client(), []string{subprotocol}, "Authorization", "Bearer x"); err == nil || res.StatusCode != 401 { //nolint:bodyclose // Dial closes it
		t.Errorf("a wrong token in the header gives %v, %v", res, err)
	}
}

// TestSocketOrigin opens no socket for pages of other origins, with a token or without.
func TestSocketOrigin(t *testing.T) {
	t.Parallel()
	for _, token := range []string{"", aToken} {
		e := newEdge(t, func(o *Options) { o.Token, o.Origins = token, Origins{"https://maps.example"} })
		for origin, opens := range map[string]bool{"": true, e.URL: true, "https://maps.example": true, "https://evil.example": false, "null": false} {
			_, res, err := e.dialled(e.Client(), []string{subprotocol}, "Origin", origin) //nolint:bodyclose // Dial closes it
			if (err == nil) != opens || !opens && res.StatusCode != 403 {
				t.Errorf("with the token %q, a page of %q gets %v", token, origin, err)
			}
		}
	}
	e := newEdge(t, nil)
	if _, res, err := e.dialled(e.Client(), []string{subprotocol}, "Host", "evil.example"); err == nil || res.StatusCode != 403 { //nolint:bodyclose // Dial closes it
		t.Errorf("another host gets %v", err)
	}
}

// TestSocketLimits refuses what is too much, and serves on.
func TestSocketLimits(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Live.Operations, o.Live.Streams = 2, 2 })
	id, _ := e.mapOf("A map")
	p := e.talking()
	p.ask("a", changesOf(id, 1))
	p.ask("b", changesOf(id, 1))
	p.ask("c", changesOf(id, 1))
	p.hearOf(`{"id":"c","type":"error"`, "limit.operations", "EXHAUSTED")
	p.say(`{"type":"complete","id":"a"}`)
	eventually(t, "there is room again", func() bool {
		p.ask("c", "{ __typename }")
		heard := p.next()
		if strings.Contains(heard, "limit.operations") {
			return false
		}
		p.hear(`{"id":"c","type":"complete"}`)
		return true
	})
	e.talking()
	if _, res, err := e.dialled(e.Client(), []string{subprotocol}); err == nil || res.StatusCode != 503 || res.Header.Get("Retry-After") != "30" { //nolint:bodyclose // Dial closes it
		t.Errorf("a socket too many gets %v", err)
	}
}

// panicking is a schema that panics, outside of whatever recovers.
type panicking struct{ graphql.ExecutableSchema }

// Exec panics.
func (panicking) Exec(context.Context) graphql.ResponseHandler { panic("hunter2") }

// TestSocketPanic closes with 4500 and says nothing of the inside.
func TestSocketPanic(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Schema = panicking{generated.NewExecutableSchema(generated.Config{})} })
	p := e.talking()
	p.ask("a", "{ __typename }")
	p.closes(4500, "Internal server error")
	eventually(t, "the panic is logged", func() bool { return strings.Contains(e.log.String(), "panic: hunter2") })
}

// TestClosing tells sockets that the server goes, and waits for them.
func TestClosing(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	id, _ := e.mapOf("A map")
	p, stream := e.talking(), e.events(changesOf(id, 1))
	p.ask("a", changesOf(id, 1))
	closed := make(chan error, 1)
	go func() { closed <- e.handler.Close(t.Context()) }()
	p.closes(websocket.StatusGoingAway, "going away")
	if rest := stream.rest(); strings.Contains(rest, "event: complete") {
		t.Errorf("a stream that is broken off says %q", rest)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if err := e.handler.Close(t.Context()); err != nil {
		t.Errorf("closing again: %v", err)
	}
	if _, res, err := e.dialled(e.Client(), []string{subprotocol}); err == nil || res.StatusCode != 503 { //nolint:bodyclose // Dial closes it
		t.Errorf("after the end a socket gets %v", err)
	}
	if g := e.query("{ __typename }"); g.status != 200 {
		t.Errorf("after the end of sockets a query gives %d", g.status)
	}
}

// TestSlowSocket gets few events that say all, for none waits in a queue.
func TestSlowSocket(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	id, add := e.mapOf("A map")
	p := e.piped()
	p.ask("a", changesOf(id, 1))
	const changes = 50
	for i := range changes {
		add(fmt.Sprintf("claim %d", i))
	}
	events, all := 0, ""
	for !strings.Contains(all, fmt.Sprintf(`"toRevision":%d,`, changes+1)) {
		all += p.next()
		events++
	}
	for i := range changes {
		if n := strings.Count(all, fmt.Sprintf(`"claim %d"`, i)); n != 1 {
			t.Errorf("claim %d is told %d times", i, n)
		}
	}
	if events > 3 {
		t.Errorf("there were %d events", events)
	}
}

// TestBlockedSocket is told why it is closed when it reads again in time, and cut off when it does not.
func TestBlockedSocket(t *testing.T) {
	t.Parallel()
	t.Run("told", func(t *testing.T) {
		t.Parallel()
		const wait = 2 * time.Second
		e := newEdge(t, func(o *Options) { o.Live.WriteWait = wait })
		id, add := e.mapOf("A map")
		p := e.piped()
		p.ask("a", changesOf(id, 1))
		add("one")
		<-time.After(wait * 5 / 4) // what is tested is the time
		p.hearOf(`"one"`)
		p.closes(websocket.StatusTryAgainLater, "not taken in time")
	})
	t.Run("cut off", func(t *testing.T) {
		t.Parallel()
		e := newEdge(t, func(o *Options) { o.Live.WriteWait = 20 * time.Millisecond })
		id, add := e.mapOf("A map")
		p, other := e.piped(), e.talking()
		p.ask("a", changesOf(id, 1))
		other.ask("a", changesOf(id, 1))
		add("one")
		other.hearOf(`"one"`)
		eventually(t, "it is closed", func() bool { return strings.Contains(e.log.String(), `"close_code":1013`) })
		add("two")
		other.hearOf(`"two"`)
	})
}

// TestMalformedFrames closes with what RFC 6455 lays down, and serves others as before.
func TestMalformedFrames(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	for name, frame := range map[string]string{
		"not masked": "\x81\x02{}", "a reserved bit": "\xc1\x80\x00\x00\x00\x00", "an unknown opcode": "\x83\x80\x00\x00\x00\x00",
		"a broken ping": "\x09\x80\x00\x00\x00\x00", "a continuation of nothing": "\x80\x80\x00\x00\x00\x00",
	} {
		t.Run(name, func(t *testing.T) {
			if got := e.raw(frame); !strings.Contains(got, "\x03\xea") { // 1002
				t.Errorf("the answer is %q", got)
			}
		})
	}
	e.talking()
}

// TestNothingIsLeft of sockets and streams that are gone.
func TestNothingIsLeft(t *testing.T) {
	e := newEdge(t, nil)
	id, add := e.mapOf("A map")
	for i := range 20 {
		p := e.talking()
		p.ask("a", changesOf(id, 1))
		p.ask("b", changesOf(id, 1))
		stream := e.events(changesOf(id, 1))
		if i%2 == 0 {
			_ = p.conn.Close(websocket.StatusNormalClosure, "")
		} else {
			_ = p.conn.CloseNow()
		}
		stream.close()
	}
	add("for nobody")
	eventually(t, "no goroutine is left", func() bool { return left() == "" })
}
