package httpapi

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"argmap/internal/neo4jtest"
	"argmap/internal/store/neo4jstore"
)

// TestMain ends the Neo4j that tests have started.
func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// TestTwoServices lets two services on one Neo4j tell each other's writes to their subscribers, over
// sockets and event streams, and a subscriber change over from the one to the other.
func TestTwoServices(t *testing.T) {
	one, other := overNeo4j(t), overNeo4j(t)
	id, add := one.mapOf("A map")
	here, there, stream := one.talking(), other.talking(), other.events(changesOf(id, 1))
	here.ask("a", changesOf(id, 1))
	there.ask("a", changesOf(id, 1))
	for i := range 20 {
		text := fmt.Sprintf("claim %d", i)
		add(text)
		here.hearOf(text, fmt.Sprintf(`"toRevision":%d,`, i+2))
		there.hearOf(text, fmt.Sprintf(`"fromRevision":%d,"toRevision":%d,`, i+1, i+2))
		if got := stream.next(); !strings.Contains(got, text) {
			t.Errorf("the event stream says %s", got)
		}
	}
	_ = there.conn.CloseNow()
	add("meanwhile")
	back := one.talking()
	back.ask("b", changesOf(id, 21))
	back.hearOf(`"fromRevision":21,"toRevision":22,`, "meanwhile")
}

// BenchmarkOtherService measures how long after the answer to a write a subscriber of another service
// on the same Neo4j hears of it; the target is 250 ms.
func BenchmarkOtherService(b *testing.B) {
	one, other := overNeo4j(b), overNeo4j(b)
	id, add := one.mapOf("A map")
	p := other.talking()
	p.ask("a", changesOf(id, 1))
	add("the first takes long")
	p.next()
	var waits []time.Duration
	for b.Loop() {
		add("a claim")
		start := time.Now()
		p.next()
		waits = append(waits, time.Since(start))
	}
	slices.Sort(waits)
	b.ReportMetric(float64(waits[len(waits)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(waits[len(waits)*99/100].Microseconds())/1000, "p99-ms")
}

// overNeo4j starts a service on the Neo4j that the tests share.
func overNeo4j(t testing.TB) *edge {
	t.Helper()
	server := neo4jtest.Shared(t)
	st, err := neo4jstore.Open(context.Background(), neo4jstore.Options{
		URI: server.URI, Username: server.Username, Password: server.Password, Database: server.Database,
		Timeout: time.Minute, // the first plan takes long beside other tests
	})
	if err != nil {
		t.Fatal(err)
	}
	return edgeOver(t, st, rand.Text()[:8], func(o *Options) { o.Deadline = time.Minute })
}
