package httpapi

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"argmap/graph"
)

// TestLiveOperationsTakeTurns lets one operation be answered at once, and one wait, over sockets and
// event streams like over plain HTTP.
func TestLiveOperationsTakeTurns(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Working, o.Waiting = 1, 1 })
	turns := e.handler.streams.admission
	if err := turns.take(t.Context()); err != nil {
		t.Fatal(err)
	}
	p := e.talking()
	p.ask("waits", typename)
	eventually(t, "the operation waits", func() bool {
		turns.mu.Lock()
		defer turns.mu.Unlock()
		return len(turns.queue) == 1
	})
	p.ask("busy", typename)
	if got := p.next(); !strings.Contains(got, `"busy","type":"error"`) || !strings.Contains(got, "limit.busy") {
		t.Errorf("with one answered and one waiting, a third is told %s", got)
	}
	e.post(`{"query":"`+typename+`"}`, "Accept", mediaEvents).says(t, "an event stream", 200, "limit.busy")
	e.post(`{"query":"`+typename+`"}`).says(t, "a plain request", 503, "limit.busy")
	turns.done()
	if got := p.next(); !strings.Contains(got, `"id":"waits","type":"next"`) {
		t.Errorf("who waited is told %s", got)
	}
}

// TestSocketPayloadsAreBounded refuses what would take a hundred times its length once it is decoded,
// and goes on with the socket.
func TestSocketPayloadsAreBounded(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Limits = graph.Limits{VariableValues: 1000, Bytes: 100} })
	p := e.talking()
	for reason, payload := range map[string]string{
		"limit.variable_values": `{"query":"{ __typename }","variables":{"a":[` + strings.Repeat("[],", 1000) + `[]]}}`,
		"limit.variable_depth":  `{"query":"{ __typename }","variables":{"a":` + strings.Repeat("[", 50) + strings.Repeat("]", 50) + `}}`,
		"limit.bytes":           `{"query":"{ __typename ` + strings.Repeat(" ", 1000) + `}"}`,
	} {
		p.say(`{"id":"a","type":"subscribe","payload":` + payload + `}`)
		if got := p.next(); !strings.Contains(got, `"type":"error"`) || !strings.Contains(got, reason) {
			t.Errorf("got %s, want %s", got, reason)
		}
	}
	p.ask("a", typename)
	if got := p.next(); !strings.Contains(got, `"type":"next"`) {
		t.Errorf("afterwards the socket says %s", got)
	}
}

// TestLongDocumentsAreNotDecoded refuses the longest body that is one text, in memory for it and one
// copy.
func TestLongDocumentsAreNotDecoded(t *testing.T) {
	if underRace {
		t.Skip("the race detector allocates for itself")
	}
	const most = 10_000_000
	body := strings.NewReader(`{"query":"` + strings.Repeat(" ", 4<<20-20) + `"}`)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, pathGraphQL, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", mediaJSON)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = transport{bodyLimit: 4 << 20}.read(nil, r)
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), "limit.bytes") {
		t.Errorf("got %v, want limit.bytes", err)
	}
	took := after.TotalAlloc - before.TotalAlloc
	t.Logf("it took %d bytes", took)
	if took > most {
		t.Errorf("it took %d bytes, want at most %d", took, most)
	}
}

// TestLongDocumentsAreCountedWell takes what is just short enough, however it is written.
func TestLongDocumentsAreCountedWell(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Limits = graph.Limits{Bytes: 20} })
	text := `\u007b` + `\u0020`
	for _, r := range "__typename" {
		text += fmt.Sprintf(`\u%04x`, r)
	}
	text += strings.Repeat(`\u0020`, 7)
	e.post(`{"query":"`+text+`\u007d"}`).says(t, "20 escaped bytes", 200, `"Query"`)
	e.post(`{"query":"`+text+`\u007d\u0020"}`).says(t, "21 escaped bytes", 400, "limit.bytes")
}
