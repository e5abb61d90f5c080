package neo4jstore_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"argmap/internal/argmap"
	"argmap/internal/fulltext"
	"argmap/internal/neo4jtest"
	"argmap/internal/store/neo4jstore"
)

// The benchmarks time the store beside the bare driver, which writes or reads the same rows without
// log, lock and checks, turn by turn in one run, so that both meet the same machine. They report the
// medians and their ratio.

// rig is a store, a driver and a map to write to.
type rig struct {
	s       *neo4jstore.Store
	session neo4j.SessionWithContext
	m       argmap.ID
	rev     argmap.Revision
	source  argmap.ID
	par     argmap.ID
}

func newRig(b *testing.B) *rig {
	b.Helper()
	server := neo4jtest.Shared(b)
	r := &rig{s: openEmpty(b, server), m: newID(), source: newID(), par: newID()}
	driver, err := server.Connect()
	if err != nil {
		b.Fatal(err)
	}
	r.session = driver.NewSession(b.Context(), neo4j.SessionConfig{DatabaseName: server.Database})
	b.Cleanup(func() { _ = r.session.Close(context.Background()); _ = driver.Close(context.Background()) })
	src := &argmap.Source{ID: r.source, Revision: 1, State: argmap.SourceActive, Title: "Speech", Paragraphs: 1, Created: at()}
	p := &argmap.Paragraph{ID: r.par, Source: r.source, Kind: argmap.Prose, Ordinal: 1, End: len(words), Text: words}
	if err := r.s.PutSource(b.Context(), src, []byte(words), []*argmap.Paragraph{p}); err != nil {
		b.Fatal(err)
	}
	r.append(b, argmap.Set(&argmap.Properties{ID: r.m, Title: "Bench", Owner: argmap.Local, Created: at()}))
	return r
}

const words = "Advocating the defence of suffering people is not an assault on the sovereignty of states."

func at() time.Time { return time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC) }

func newID() argmap.ID { return argmap.ID(uuid.Must(uuid.NewV7()).String()) }

func (r *rig) append(b *testing.B, ops ...argmap.Operation) {
	b.Helper()
	set := argmap.ChangeSet{Map: r.m, Revision: r.rev + 1, WriteID: newID(), Actor: argmap.Local, Time: at(), Operations: ops}
	out, err := r.s.Append(b.Context(), r.m, r.rev, []argmap.ChangeSet{set}, nil)
	if err != nil || !out.Done {
		b.Fatal(out, err)
	}
	r.rev++
}

// rebuttals gives n times a claim and a rebuttal, two links and a citation.
func (r *rig) rebuttals(target argmap.ID, n int) []argmap.Operation {
	var ops []argmap.Operation
	for range n {
		c := &argmap.Element{ID: newID(), Kind: argmap.KindClaim, Text: words, Author: argmap.Local, Created: at()}
		x := &argmap.Element{ID: newID(), Kind: argmap.KindRebuttal, Author: argmap.Local, Created: at(), Attack: argmap.Rebut}
		ops = append(ops, argmap.Set(c), argmap.Set(x),
			argmap.Set(&argmap.Link{ID: newID(), Role: argmap.RolePremiseOf, From: c.ID, To: x.ID}),
			argmap.Set(&argmap.Link{ID: newID(), Role: argmap.RoleAttacks, From: x.ID, To: target}),
			argmap.Set(&argmap.Citation{
				ID: newID(), Element: c.ID, Source: r.source, Role: argmap.Words, Explicitness: argmap.Explicit,
				Segments: []argmap.Segment{{Paragraph: r.par, Start: 15, End: 22, Exact: words[15:22], Prefix: words[:15], Suffix: words[22:40]}},
			}))
	}
	return ops
}

const bareText = `
FOREACH (x IN $p.claims | CREATE (:Record:Element:Claim {id: x.id, map: x.map, revision: x.revision, kind: x.kind,
  text: x.text, author: x.author, created: x.created, tokens: x.tokens}))
FOREACH (x IN $p.rebuttals | CREATE (:Record:Element:Rebuttal {id: x.id, map: x.map, revision: x.revision, kind: x.kind,
  author: x.author, created: x.created, attack: x.attack}))
WITH 1 AS one
CALL () {
  UNWIND $p.premises AS x MATCH (a:Record {id: x.from}) MATCH (b:Record {id: x.to})
  CREATE (a)-[:PREMISE_OF {id: x.id, map: x.map, revision: x.revision}]->(b)
}
CALL () {
  UNWIND $p.attacks AS x MATCH (a:Record {id: x.from}) MATCH (b:Record {id: x.to})
  CREATE (a)-[:ATTACKS {id: x.id, map: x.map, revision: x.revision}]->(b)
}
CALL () {
  UNWIND $p.citations AS x MATCH (a:Record {id: x.from}) MATCH (b:Record {id: x.to})
  CREATE (a)-[:CITES {id: x.id, map: x.map, revision: x.revision, segment: x.segment, segments: x.segments, source: x.source,
    role: x.role, explicitness: x.explicitness, start: x.start, end: x.end, exact: x.exact, prefix: x.prefix, suffix: x.suffix}]->(b)
}
RETURN one`

// bare gives the parameters of bareText for the operations.
func (r *rig) bare(ops []argmap.Operation) map[string]any {
	p := map[string]any{"claims": []any{}, "rebuttals": []any{}, "premises": []any{}, "attacks": []any{}, "citations": []any{}}
	put := func(list string, v map[string]any) {
		v["map"], v["revision"] = string(r.m), 1
		p[list] = append(p[list].([]any), v)
	}
	created := at().In(time.FixedZone("Offset", 0))
	for _, op := range ops {
		switch x := op.After.(type) {
		case *argmap.Element:
			v := map[string]any{"id": string(x.ID), "kind": string(x.Kind), "author": "local", "created": created}
			if x.Kind == argmap.KindClaim {
				v["text"], v["tokens"] = x.Text, fulltext.Document(x.Text)
				put("claims", v)
			} else {
				v["attack"] = "REBUT"
				put("rebuttals", v)
			}
		case *argmap.Link:
			list := "premises"
			if x.Role == argmap.RoleAttacks {
				list = "attacks"
			}
			put(list, map[string]any{"id": string(x.ID), "from": string(x.From), "to": string(x.To)})
		case *argmap.Citation:
			s := x.Segments[0]
			put("citations", map[string]any{
				"id": string(x.ID), "from": string(x.Element), "to": string(s.Paragraph), "segment": 0, "segments": 1,
				"source": string(x.Source), "role": "WORDS", "explicitness": "EXPLICIT", "start": s.Start, "end": s.End,
				"exact": s.Exact, "prefix": s.Prefix, "suffix": s.Suffix,
			})
		case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Commitment, *argmap.Leftover:
			panic("the benchmark writes none")
		}
	}
	return p
}

func (r *rig) run(b *testing.B, text string, p map[string]any) int {
	b.Helper()
	result, err := r.session.Run(b.Context(), text, map[string]any{"p": p})
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for result.Next(b.Context()) {
		n++
	}
	if result.Err() != nil {
		b.Fatal(result.Err())
	}
	return n
}

func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{1, 200} {
		b.Run(fmt.Sprintf("operations=%d", 5*n), func(b *testing.B) {
			r := newRig(b)
			target := &argmap.Element{ID: newID(), Kind: argmap.KindClaim, Text: words, Author: argmap.Local, Created: at()}
			r.append(b, argmap.Set(target))
			compare(b, func() time.Duration {
				ops := r.rebuttals(target.ID, n)
				return timed(func() { r.append(b, ops...) })
			}, func() time.Duration {
				p := r.bare(r.rebuttals(target.ID, n))
				return timed(func() { r.run(b, bareText, p) })
			})
		})
	}
}

const (
	bareNodes = `MATCH (n:Element) WHERE n.map = $p.map RETURN n`
	bareEdges = `MATCH (a:Element)-[r]->(b) WHERE a.map = $p.map RETURN a.id, b.id, r`
)

func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{24, 2000, 20_000} {
		b.Run(fmt.Sprintf("records=%d", 5*n), func(b *testing.B) {
			r := newRig(b)
			target := &argmap.Element{ID: newID(), Kind: argmap.KindClaim, Text: words, Author: argmap.Local, Created: at()}
			r.append(b, argmap.Set(target))
			for ops := range slices.Chunk(r.rebuttals(target.ID, n), 5000) {
				r.append(b, ops...)
			}
			p := map[string]any{"map": string(r.m)}
			compare(b, func() time.Duration {
				return timed(func() {
					got := 0
					err := r.s.Load(b.Context(), r.m, func(argmap.Entry) error { got++; return nil })
					if err != nil || got != 5*n+2 {
						b.Fatal(got, err)
					}
				})
			}, func() time.Duration {
				return timed(func() {
					if got := r.run(b, bareNodes, p) + r.run(b, bareEdges, p); got != 5*n+1 {
						b.Fatal(got)
					}
				})
			})
		})
	}
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// compare runs both in turn and reports the medians and least times in microseconds, and the ratios.
func compare(b *testing.B, store, bare func() time.Duration) {
	b.Helper()
	for range 5 {
		store()
		bare()
	}
	var ours, floor []time.Duration
	b.ResetTimer()
	for range b.N {
		ours = append(ours, store())
		floor = append(floor, bare())
	}
	slices.Sort(ours)
	slices.Sort(floor)
	us := func(d time.Duration) float64 { return float64(d.Microseconds()) }
	b.ReportMetric(us(ours[len(ours)/2]), "store-us")
	b.ReportMetric(us(floor[len(floor)/2]), "bare-us")
	b.ReportMetric(us(ours[len(ours)/2])/us(floor[len(floor)/2]), "ratio")
	b.ReportMetric(us(ours[0])/us(floor[0]), "min-ratio")
}
