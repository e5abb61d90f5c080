package neo4jstore_test

import (
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/neo4jtest"
	"argmap/internal/store"
	"argmap/internal/store/neo4jstore"
)

// draft is a map with a rebutted claim, for tests that look at the graph itself.
type draft struct {
	t      *testing.T
	s      *neo4jstore.Store
	m      argmap.ID
	rev    argmap.Revision
	target *argmap.Element
	claim  *argmap.Element
	link   *argmap.Link
}

func drawDraft(t *testing.T) *draft {
	t.Helper()
	d := &draft{t: t, s: openEmpty(t, neo4jtest.Shared(t)), m: newID()}
	source, par, voice := newID(), newID(), newID()
	src := &argmap.Source{ID: source, Revision: 1, State: argmap.SourceActive, Paragraphs: 1, Created: at()}
	p := &argmap.Paragraph{ID: par, Source: source, Kind: argmap.Prose, Ordinal: 1, End: len(words), Text: words}
	if err := d.s.PutSource(t.Context(), src, []byte(words), []*argmap.Paragraph{p}); err != nil {
		t.Fatal(err)
	}
	d.target = &argmap.Element{ID: newID(), Kind: argmap.KindClaim, Text: "States are sovereign.", Created: at()}
	d.claim = &argmap.Element{ID: newID(), Kind: argmap.KindClaim, Text: words, Created: at()}
	rebuttal := &argmap.Element{ID: newID(), Kind: argmap.KindRebuttal, Attack: argmap.Rebut, Created: at()}
	d.link = &argmap.Link{ID: newID(), Role: argmap.RolePremiseOf, From: d.claim.ID, To: rebuttal.ID, Slot: "reason"}
	d.set(&argmap.Properties{ID: d.m, Title: "Draft", Owner: argmap.Local, Created: at()},
		&argmap.Voice{ID: voice, Kind: argmap.VoiceAuthor, Name: "The speaker"}, d.target, d.claim, rebuttal, d.link,
		&argmap.Link{ID: newID(), Role: argmap.RoleAttacks, From: rebuttal.ID, To: d.target.ID},
		&argmap.Commitment{ID: newID(), Voice: voice, Claim: d.claim.ID, Act: argmap.Asserts},
		&argmap.Citation{
			ID: newID(), Element: d.claim.ID, Source: source, Role: argmap.Words, Explicitness: argmap.Explicit,
			Segments: []argmap.Segment{
				{Paragraph: par, Start: 15, End: 22, Exact: words[15:22]}, {Paragraph: par, Start: 0, End: 11, Exact: words[:11]},
			},
		})
	return d
}

func (d *draft) set(records ...argmap.Record) {
	d.t.Helper()
	d.rev++
	set := argmap.ChangeSet{Map: d.m, Revision: d.rev, WriteID: newID(), Actor: argmap.Local, Time: at()}
	for _, r := range records {
		set.Operations = append(set.Operations, argmap.Set(r))
	}
	out, err := d.s.Append(d.t.Context(), d.m, d.rev-1, []argmap.ChangeSet{set}, nil)
	if err != nil || !out.Done {
		d.t.Fatal(out, err)
	}
}

// count gives how often a pattern is in the graph.
func (d *draft) count(pattern string) int64 {
	d.t.Helper()
	rows := cypher(d.t, neo4jtest.Shared(d.t), "MATCH "+pattern+" RETURN count(*)", map[string]any{"map": string(d.m)})
	return rows[0].Values[0].(int64)
}

func (d *draft) has(pattern string, n int64) {
	d.t.Helper()
	if got := d.count(pattern); got != n {
		d.t.Errorf("got %d of %s, want %d", got, pattern, n)
	}
}

// TestGraphReadsAsTheGlossarySays asks as a researcher would who only knows the design's words.
func TestGraphReadsAsTheGlossarySays(t *testing.T) {
	d := drawDraft(t)
	d.has(`(:Claim)-[:PREMISE_OF {slot: 'reason'}]->(:Rebuttal)-[:ATTACKS]->(:Claim {text: 'States are sovereign.'})`, 1)
	d.has(`(:Voice {name: 'The speaker'})-[:COMMITS {act: 'ASSERTS'}]->(:Claim)`, 1)
	d.has(`(:Claim)-[:CITES {role: 'WORDS'}]->(:Paragraph)<-[:HAS_PARAGRAPH]-(:Source)`, 2)
	d.has(`(c:Claim) WHERE c.created = datetime('2026-05-04T03:02:01Z') AND c.map = $map`, 2)
	d.has(`(:Map {id: $map, title: 'Draft', revision: 1, state: 'ACTIVE'})`, 1)
}

// TestRoleAndKindMayChange changes what is a type and what is a label in the graph.
func TestRoleAndKindMayChange(t *testing.T) {
	d := drawDraft(t)
	link := *d.link
	link.Role = argmap.RoleForeign
	asked := *d.claim
	asked.Kind, asked.Question = argmap.KindQuestion, &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}
	d.set(&link, &asked)
	d.has(`(:Question)-[:FOREIGN]->(:Rebuttal)`, 1)
	d.has(`()-[:PREMISE_OF]->()`, 0)
	d.has(`(q:Question) WHERE q:Claim`, 0)
	d.has(`(:Question)-[:CITES]->(:Paragraph)`, 2)
	d.clean()
}

func (d *draft) findings() []string {
	d.t.Helper()
	var rules []string
	if err := d.s.Check(d.t.Context(), func(f store.Finding) error { rules = append(rules, f.Rule); return nil }); err != nil {
		d.t.Fatal(err)
	}
	return slices.Compact(slices.Sorted(slices.Values(rules)))
}

func (d *draft) clean() {
	d.t.Helper()
	if got := d.findings(); len(got) > 0 {
		d.t.Errorf("Check finds %v in a whole store", got)
	}
}

// TestCheckFindsWhatBypassedTheLog breaks each invariant past the store.
func TestCheckFindsWhatBypassedTheLog(t *testing.T) {
	for rule, breakage := range map[string]string{
		"STORE-LOG-GAP":          `MATCH (c:ChangeSet {map: $map}) DELETE c`,
		"STORE-LOG-ORPHAN":       `CREATE (:ChangeSet {map: 'none', revision: 1, writeId: 'w'})`,
		"STORE-CHECKPOINT-EPOCH": `CREATE (:Checkpoint {map: $map, revision: 1, epoch: 7})`,
		"STORE-ROW-ORPHAN":       `MATCH (v:Voice {map: $map}) DETACH DELETE v CREATE (:Record:Voice {id: 'v', map: 'none'})`,
		"STORE-LABEL":            `MATCH (c:Claim {map: $map}) SET c:Question`,
		"STORE-REPORTER":         `MATCH ()-[r:COMMITS {map: $map}]->() SET r.reportedBy = 'nobody'`,
		"STORE-SEGMENTS":         `MATCH ()-[r:CITES {map: $map, segment: 1}]->() DELETE r`,
		"STORE-PARAGRAPH":        `MATCH ()-[r:HAS_PARAGRAPH]->() DELETE r`,
		"STORE-DANGLING":         `MATCH ()-[r:PREMISE_OF {map: $map}]->() SET r.map = 'other'`,
		"STORE-ID-SHARED":        `MATCH (c:Claim {map: $map})-[r:PREMISE_OF]->() SET r.id = c.id`,
		"STORE-QUESTION-ORPHAN":  `CREATE (:OpenQuestion {map: 'none', question: 'q', rank: '0'})`,
		"STORE-TOKENS":           `MATCH (c:Claim {map: $map}) SET c.text = 'something else'`,
	} {
		t.Run(rule, func(t *testing.T) {
			d := drawDraft(t)
			d.clean()
			cypher(t, neo4jtest.Shared(t), breakage, map[string]any{"map": string(d.m)})
			if got := d.findings(); !slices.Contains(got, rule) {
				t.Errorf("Check finds %v, want %s", got, rule)
			}
		})
	}
}
