package httpapi

import (
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"

	"argmap/graph"
	"argmap/internal/fault"
)

// subprotocol is the only one that sockets speak.
const subprotocol = "graphql-transport-ws"

// upgrades reports whether a request asks for a socket.
func upgrades(r *http.Request) bool {
	return r.URL.Path == pathGraphQL && strings.EqualFold(strings.TrimSpace(r.Header.Get("Upgrade")), "websocket")
}

// bringsTokenLater reports whether a request asks for a socket without a token in its header: a
// browser cannot set one there, so it is awaited in the first message.
func bringsTokenLater(r *http.Request) bool {
	return upgrades(r) && r.Header.Get("Authorization") == ""
}

// socketTransport speaks graphql-transport-ws.
type socketTransport struct{ *streams }

// Supports accepts requests that ask for a socket.
func (socketTransport) Supports(r *http.Request) bool { return upgrades(r) }

// Do opens a socket and leaves it to a goroutine of its own, for whose end the streams wait: that of
// the request would hold on to much that is needed no more.
func (t socketTransport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if err := t.foreignPage(r); err != nil {
		refuse(w, r, mediaJSON, err)
		return
	}
	leave, err := t.enter()
	if err != nil {
		refuse(w, r, mediaJSON, err)
		return
	}
	take := &taking{ResponseWriter: w}
	conn, err := websocket.Accept(take, r, &websocket.AcceptOptions{
		Subprotocols:       []string{subprotocol},
		InsecureSkipVerify: true, // foreignPage has looked
	})
	if err != nil {
		leave() // Accept has answered
		return
	}
	conn.SetReadLimit(t.Live.MessageBytes)
	k := newSocket(graph.WithRequestID(t.ctx, graph.RequestID(r.Context())), t.streams, conn, take.conn, exec)
	k.admitted = t.Token == "" || !bringsTokenLater(r)
	k.open()
	go k.live()
}

// foreignPage refuses a web page of another origin that was not named. Browsers let any page open a
// socket to anywhere, and leave it to the server to look.
func (t socketTransport) foreignPage(r *http.Request) error {
	origin := r.Header.Get("Origin")
	if origin == "" || sameOrigin(origin, r.Host) || t.Origins.allow(origin) {
		return nil
	}
	return fault.New(fault.Forbidden, "auth.origin", "this server opens no socket for the page %q", shorten(origin))
}
