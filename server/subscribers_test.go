//go:build linux && !race

package main

import (
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// idleSubscribers are as many as the figure speaks of, and idleResident what may lie in memory for them.
const (
	idleSubscribers = 5000
	idleResident    = 100_000_000
)

// TestIdleSubscribersAtRest measures what subscribers cost that have had one event and wait for the next,
// once the service has come to rest. Their own ends of the sockets are in this process.
func TestIdleSubscribersAtRest(t *testing.T) {
	if testing.Short() {
		t.Skip("it opens thousands of sockets")
	}
	s := onSQLite(t).serve(t)
	m := s.newMap(t)
	pid := s.cmd.Process.Pid
	before := resident(t, pid)
	address := strings.TrimPrefix(s.base, "http://")
	conns := make([]net.Conn, idleSubscribers)
	for i := range conns {
		conns[i] = follow(t, address, m)
	}
	if _, err := s.addClaim(t.Context(), m, "for all"); err != nil {
		t.Fatal(err)
	}
	for _, c := range conns {
		await(t, c, "for all")
	}
	t.Logf("after the event the service has %d bytes more resident", resident(t, pid)-before)
	until(t, fmt.Sprintf("%d subscribers cost at most %d bytes", idleSubscribers, idleResident), func() bool {
		return resident(t, pid)-before <= idleResident
	})
	t.Logf("at rest it has %d more", resident(t, pid)-before)
}

// follow opens a socket that subscribes to the changes of a map.
func follow(t *testing.T, address, m string) net.Conn {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	hello := "GET /graphql HTTP/1.1\r\nHost: " + address + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n" +
		frame(`{"type":"connection_init"}`) +
		frame(fmt.Sprintf(`{"type":"subscribe","id":"a","payload":{"query":"subscription { mapChanged(map: \"%s\", since: 1) { toRevision changed { element { text } } } }"}}`, m))
	if _, err := io.WriteString(conn, hello); err != nil {
		t.Fatal(err)
	}
	return conn
}

// frame is a text message of a client, of less than 64 KiB and masked by nothing but zeros.
func frame(text string) string {
	n := len(text)
	if n < 126 {
		return "\x81" + string([]byte{0x80 | byte(n)}) + "\x00\x00\x00\x00" + text
	}
	return "\x81" + string([]byte{0x80 | 126, byte(n >> 8), byte(n)}) + "\x00\x00\x00\x00" + text
}

// await reads until a word has come.
func await(t *testing.T, conn net.Conn, word string) {
	t.Helper()
	var all strings.Builder
	part := make([]byte, 4096)
	for !strings.Contains(all.String(), word) {
		n, err := conn.Read(part)
		all.Write(part[:n])
		if err != nil {
			t.Fatalf("%q, %v", all.String(), err)
		}
	}
}
