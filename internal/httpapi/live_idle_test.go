package httpapi

import (
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// idleSubscribers are as many as the figure speaks of; idleBytes is what they may cost together, and
// idleResident what lies in memory for them, with what the collector leaves between them.
const (
	idleSubscribers = 5000
	idleBytes       = 100_000_000
	idleResident    = 120_000_000
	// idleAtOnce is how many may be on their way in, well below the number at which the server is busy.
	idleAtOnce = 64
)

// TestIdleSubscribers measures what subscribers cost that have had one event and wait for the next:
// real sockets of this machine, with both their ends in this process.
func TestIdleSubscribers(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("it opens thousands of sockets, and the race detector takes memory of its own")
	}
	for _, c := range []struct {
		name  string
		hello func(e *edge, subscription string) string
	}{{"sockets", socketHello}, {"event streams", streamHello}} {
		t.Run(c.name, func(t *testing.T) {
			e := newEdge(t, nil)
			id, add := e.mapOf("A map")
			before := memory()
			conns := make([]net.Conn, idleSubscribers)
			for i := range conns {
				conns[i] = e.greet(c.hello(e, changesOf(id, 1)))
				if i >= idleAtOnce {
					await(t, conns[i-idleAtOnce], "HTTP/1.1 ")
				}
			}
			add("for all")
			for _, c := range conns {
				await(t, c, "for all")
			}
			after := memory()
			t.Logf("%d idle subscribers cost %s", idleSubscribers, after.minus(before))
			if cost := after.heap + after.stacks - before.heap - before.stacks; cost > idleBytes {
				t.Errorf("they cost %d bytes, want at most %d", cost, idleBytes)
			}
			if cost := after.resident - before.resident; cost > idleResident {
				t.Errorf("%d bytes are resident for them, want at most %d", cost, idleResident)
			}
			for _, c := range conns {
				_ = c.Close()
			}
			eventually(t, "no goroutine is left", func() bool { return left() == "" })
		})
	}
}

// greet connects and sends all that a client has to say.
func (e *edge) greet(hello string) net.Conn {
	e.t.Helper()
	conn, err := (&net.Dialer{}).DialContext(e.t.Context(), "tcp", e.Listener.Addr().String())
	if err != nil {
		e.t.Fatal(err)
	}
	if err := conn.SetDeadline(time.Now().Add(5 * patience)); err != nil {
		e.t.Fatal(err)
	}
	if _, err := io.WriteString(conn, hello); err != nil {
		e.t.Fatal(err)
	}
	return conn
}

func socketHello(e *edge, subscription string) string {
	return upgradeHello(e.Listener.Addr()) + frame(`{"type":"connection_init"}`) +
		frame(fmt.Sprintf(`{"type":"subscribe","id":"a","payload":{"query":%q}}`, subscription))
}

func streamHello(e *edge, subscription string) string {
	body := fmt.Sprintf(`{"query":%q}`, subscription)
	return fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		e.Listener.Addr(), len(body), body)
}

func upgradeHello(address net.Addr) string {
	return fmt.Sprintf("GET /graphql HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: %s\r\n\r\n", address, subprotocol)
}

// frame is a text message of a client, masked by nothing but zeros.
func frame(text string) string {
	const small, large = 126, 126
	if len(text) < small {
		return "\x81" + string([]byte{0x80 | byte(len(text))}) + "\x00\x00\x00\x00" + text
	}
	return "\x81" + string([]byte{0x80 | large, byte(len(text) >> 8), byte(len(text))}) + "\x00\x00\x00\x00" + text
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

// footprint is memory of this process in bytes.
type footprint struct{ live, heap, stacks, resident int64 }

func memory() footprint {
	for range 5 {
		runtime.GC() // halves stacks that are mostly empty
	}
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	f := footprint{heap: int64(m.HeapInuse), live: int64(m.HeapAlloc), stacks: int64(m.StackInuse)}
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		var size, pages int64
		if _, err := fmt.Sscan(string(text), &size, &pages); err == nil {
			f.resident = pages * int64(os.Getpagesize())
		}
	}
	return f
}

func (f footprint) minus(g footprint) string {
	const mb = 1e6
	return fmt.Sprintf("%.1f MB live, %.1f MB of heap, %.1f MB of stacks, %.1f MB resident", float64(f.live-g.live)/mb, float64(f.heap-g.heap)/mb, float64(f.stacks-g.stacks)/mb, float64(f.resident-g.resident)/mb)
}
