package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"argmap/internal/argmap"
	"argmap/internal/fulltext"
	"argmap/internal/neo4jtest"
)

func neo4jFromEnv() (neo4jEngine, bool) {
	e := neo4jEngine{
		uri:      os.Getenv(neo4jtest.EnvURI),
		username: cmp.Or(os.Getenv(neo4jtest.EnvUsername), "neo4j"),
		password: os.Getenv(neo4jtest.EnvPassword),
	}
	return e, e.uri != ""
}

func (e neo4jEngine) driver() (neo4j.DriverWithContext, error) {
	return neo4j.NewDriverWithContext(e.uri, neo4j.BasicAuth(e.username, e.password, ""), func(c *config.Config) {
		c.TelemetryDisabled = true
		c.FetchSize = 2000
	})
}

// neo4jFloor sends one auto-commit statement for each write. All values are in one parameter, as
// the server else plans anew when a text grows from nine letters to ten.
type neo4jFloor struct {
	driver neo4j.DriverWithContext
}

func (e neo4jEngine) floor(context.Context, string) (floor, error) {
	d, err := e.driver()
	return &neo4jFloor{d}, err
}

func (f *neo4jFloor) close(ctx context.Context) error { return f.driver.Close(ctx) }

// takeLock is what a commit does first.
const takeLock = "MATCH (m:Map {id: $p.map}) SET m.lock = $p.lock WITH m\n"

// oneRebuttal knows what is written, so it looks up nothing but the ends that are there already.
const oneRebuttal = `
MATCH (t:Record {id: $p.target})
MATCH (v:Record {id: $p.voice})
MATCH (s:Record {id: $p.paragraph})
CREATE (c:Record:Element:Claim) SET c = $p.claim
CREATE (a:Record:Element:Rebuttal) SET a = $p.rebuttal
CREATE (c)-[r1:PREMISE_OF]->(a) SET r1 = $p.premise
CREATE (a)-[r2:ATTACKS]->(t) SET r2 = $p.attack
CREATE (v)-[r3:COMMITS]->(c) SET r3 = $p.commitment
CREATE (c)-[r4:CITES]->(s) SET r4 = $p.citation
`

// manyRows writes lists, one for each label and type.
var manyRows = func() string {
	var b strings.Builder
	for _, label := range []string{"Claim", "Inference", "Rebuttal"} {
		fmt.Fprintf(&b, "FOREACH (x IN $p.%s | CREATE (n:Record:Element:%s) SET n = x)\n", label, label)
	}
	b.WriteString("WITH 1 AS one\n")
	for _, kind := range []string{"PREMISE_OF", "CONCLUDES", "ATTACKS", "COMMITS", "CITES"} {
		fmt.Fprintf(&b, `CALL () {
  UNWIND $p.%s AS x
  MATCH (a:Record {id: x.from})
  MATCH (b:Record {id: x.to})
  CREATE (a)-[r:%s]->(b) SET r = x.holds
}
`, kind, kind)
	}
	return b.String()
}()

// write sends the statement, and holds the server's own count of what it made against the records.
func (f *neo4jFloor) write(ctx context.Context, m argmap.ID, records []argmap.Record, lock bool) error {
	text, p := f.statement(m, records)
	if lock {
		text = takeLock + text
		p["map"], p["lock"] = string(m), rand.Int64() //nolint:gosec // a value that differs, no secret
	}
	session := f.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite, DatabaseName: "neo4j"})
	defer session.Close(ctx)
	result, err := session.Run(ctx, "CYPHER replan=skip\n"+text, map[string]any{"p": p})
	if err != nil {
		return err
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		return err
	}
	c := summary.Counters()
	if made := c.NodesCreated() + c.RelationshipsCreated(); made != len(records) {
		return fmt.Errorf("the floor made %d nodes and relationships of %d records", made, len(records))
	}
	return nil
}

func (f *neo4jFloor) statement(m argmap.ID, records []argmap.Record) (string, map[string]any) {
	if len(records) == 6 {
		return oneRebuttal, rebuttalValues(m, records)
	}
	return manyRows, listValues(m, records)
}

// rebuttalValues takes the records in the order of draft.relation.
func rebuttalValues(m argmap.ID, records []argmap.Record) map[string]any {
	k, c, l := records[1].(*argmap.Commitment), records[2].(*argmap.Citation), records[5].(*argmap.Link)
	return map[string]any{
		"claim": nodeValues(m, records[0].(*argmap.Element)), "rebuttal": nodeValues(m, records[3].(*argmap.Element)),
		"premise": edgeOf(m, records[4]).holds, "attack": edgeOf(m, l).holds,
		"commitment": edgeOf(m, k).holds, "citation": edgeOf(m, c).holds,
		"target": string(l.To), "voice": string(k.Voice), "paragraph": string(c.Segments[0].Paragraph),
	}
}

func listValues(m argmap.ID, records []argmap.Record) map[string]any {
	lists := map[string][]any{}
	for _, r := range records {
		if e, ok := r.(*argmap.Element); ok {
			label := string(e.Kind[:1]) + strings.ToLower(string(e.Kind[1:]))
			lists[label] = append(lists[label], nodeValues(m, e))
			continue
		}
		e := edgeOf(m, r)
		lists[e.kind] = append(lists[e.kind], map[string]any{"from": e.from, "to": e.to, "holds": e.holds})
	}
	p := map[string]any{}
	for name, list := range lists {
		p[name] = list
	}
	return p
}

func nodeValues(m argmap.ID, e *argmap.Element) map[string]any {
	p := map[string]any{
		"id": string(e.ID), "map": string(m), "revision": int64(1), "kind": string(e.Kind), "author": string(e.Author),
		"created": e.Created.In(time.FixedZone("Offset", 0)),
	}
	if e.Text != "" {
		p["text"], p["tokens"] = e.Text, fulltext.Document(e.Text)
	}
	if e.Attack != "" {
		p["attack"] = string(e.Attack)
	}
	return p
}

// edge is a relationship to be made.
type edge struct {
	kind, from, to string
	holds          map[string]any
}

func edgeOf(m argmap.ID, record argmap.Record) edge {
	holds := map[string]any{"id": string(record.Ref().ID), "map": string(m), "revision": int64(1)}
	switch r := record.(type) {
	case *argmap.Link:
		if r.Ordinal != 0 {
			holds["ordinal"] = int64(r.Ordinal)
		}
		return edge{string(r.Role), string(r.From), string(r.To), holds}
	case *argmap.Commitment:
		holds["act"] = string(r.Act)
		return edge{"COMMITS", string(r.Voice), string(r.Claim), holds}
	case *argmap.Citation:
		s := r.Segments[0]
		holds["segment"], holds["segments"], holds["source"] = int64(0), int64(1), string(r.Source)
		holds["role"], holds["explicitness"] = string(r.Role), string(r.Explicitness)
		holds["start"], holds["end"] = int64(s.Start), int64(s.End)
		holds["exact"], holds["prefix"], holds["suffix"] = s.Exact, s.Prefix, s.Suffix
		return edge{"CITES", string(r.Element), string(s.Paragraph), holds}
	default:
		return edge{kind: "none"}
	}
}
