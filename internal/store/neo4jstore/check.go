package neo4jstore

import (
	"context"
	"fmt"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/fulltext"
	"argmap/internal/store"
)

// audit is a statement that gives the map, the id and a word on whatever breaks one rule.
type audit struct {
	rule, what, text string
}

// audits lists what Check asks, beside the relationships of each type and the tokens.
func audits() []audit {
	return []audit{
		{"STORE-LOG-GAP", "the log does not run from 1 to the head without a gap", `
MATCH (m:Map) WHERE m.state <> 'IMPORTING'
CALL (m) {
  OPTIONAL MATCH (c:ChangeSet) WHERE c.map = m.id AND c.revision > 0
  RETURN count(c) AS n, coalesce(max(c.revision), 0) AS last
}
WITH m, n, last WHERE n <> m.revision OR last <> m.revision
RETURN m.id AS map, m.id AS id, 'head ' + m.revision + ', log of ' + n + ' to ' + last`},
		{"STORE-LOG-ORPHAN", "a change set is of no map", `
MATCH (c:ChangeSet) WHERE NOT EXISTS { MATCH (:Map {id: c.map}) }
RETURN c.map, c.writeId, 'revision ' + c.revision`},
		{"STORE-CHECKPOINT-EPOCH", "a checkpoint is of another epoch than its map", `
MATCH (c:Checkpoint) OPTIONAL MATCH (m:Map {id: c.map})
WITH c, m WHERE m IS NULL OR m.epoch <> c.epoch
RETURN c.map AS map, c.map AS id, 'revision ' + c.revision`},
		{"STORE-ROW-ORPHAN", "a row lies in no map that can have rows", `
MATCH (n:Record) WHERE n.map IS NOT NULL
OPTIONAL MATCH (m:Map {id: n.map})
WITH n, m WHERE m IS NULL OR m.state = 'DELETED'
RETURN n.map, n.id, labels(n)[1]`},
		{"STORE-LABEL", "the label of an element is not its kind", `
MATCH (n:Element)
WITH n, [l IN labels(n) WHERE NOT l IN ['Record', 'Element'] | toUpper(l)] AS kinds
WHERE kinds <> [n.kind]
RETURN n.map, n.id, coalesce(n.kind, 'none')`},
		{"STORE-REPORTER", "a commitment is reported by a voice that is not there", `
MATCH ()-[r:COMMITS]->() WHERE r.reportedBy IS NOT NULL
  AND NOT EXISTS { MATCH (v:Record {id: r.reportedBy}) WHERE v.map = r.map AND v:Voice }
RETURN r.map, r.id, r.reportedBy`},
		{"STORE-SEGMENTS", "a citation lacks segments, or has some twice", `
MATCH ()-[r:CITES]->()
WITH r.map AS map, r.id AS id, count(r) AS n, count(DISTINCT r.segment) AS places, max(r.segments) AS want
WHERE n <> want OR places <> want
RETURN map, id, n + ' of ' + want`},
		{"STORE-PARAGRAPH", "a paragraph does not hang on its source", `
MATCH (p:Paragraph) WHERE NOT EXISTS { MATCH (s:Source)-[:HAS_PARAGRAPH]->(p) WHERE s.id = p.source }
RETURN null, p.id, p.source`},
		{"STORE-UNSEEN", "a citation ends in a source that nobody may see yet", `
MATCH (s:Source) WHERE s.import IS NOT NULL
MATCH (s)-[:HAS_PARAGRAPH]->(p)<-[r:CITES]-()
MATCH (m:Map {id: r.map}) WHERE m.state <> 'IMPORTING'
RETURN DISTINCT r.map, r.id, s.id`},
		{"STORE-QUESTION-ORPHAN", "an open question is kept of no map that can have any", `
MATCH (q:OpenQuestion)
OPTIONAL MATCH (m:Map {id: q.map})
WITH q, m WHERE m IS NULL OR m.state = 'DELETED' OR NOT EXISTS { MATCH (:QuestionIndex {map: q.map}) }
RETURN q.map, q.question, coalesce(m.state, 'no map')`},
		{"STORE-INDEX", "an index is not online", `
SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE'
RETURN null, name, state`},
	}
}

// checkEdgeStatements gives for each type of relationships two statements: for ends in another map,
// and for ids that something else has too.
func checkEdgeStatements() []statement {
	var out []statement
	types := edgeTypes()
	for i, t := range types {
		far := "OR coalesce(b.map, '') <> r.map"
		if t == typeCites {
			far = "OR NOT b:Paragraph"
		}
		out = append(out, statement{name: "STORE-DANGLING", long: true, text: fmt.Sprintf(`
MATCH (a)-[r:%s]->(b) WHERE r.map IS NULL OR r.id IS NULL OR coalesce(a.map, '') <> r.map %s
RETURN r.map, r.id, '%s'`, t, far, t)})
		others := []string{"EXISTS { MATCH (:Record {id: r.id}) }"}
		for _, other := range types[i+1:] {
			others = append(others, fmt.Sprintf("EXISTS { MATCH ()-[:%s {id: r.id}]->() }", other))
		}
		out = append(out, statement{name: "STORE-ID-SHARED", long: true, text: fmt.Sprintf(`
MATCH ()-[r:%s]->() WHERE %s
RETURN DISTINCT r.map, r.id, '%s'`, t, strings.Join(others, " OR "), t)})
	}
	return out
}

// Check implements store.Store.
func (s *Store) Check(ctx context.Context, yield func(store.Finding) error) (err error) {
	defer fault.Wrap(&err, "neo4jstore: check")
	for _, a := range audits() {
		if err := s.audit(ctx, statement{name: a.rule, text: a.text, long: true}, a.what, yield); err != nil {
			return err
		}
	}
	what := map[string]string{
		"STORE-DANGLING":  "a relationship does not join two nodes of its map",
		"STORE-ID-SHARED": "the id of a relationship names something else too",
	}
	for _, st := range s.text.checkEdges {
		if err := s.audit(ctx, st, what[st.name], yield); err != nil {
			return err
		}
	}
	return s.checkTokens(ctx, yield)
}

func (s *Store) audit(ctx context.Context, st statement, what string, yield func(store.Finding) error) error {
	rows, err := s.run(ctx, st, nil)
	if err != nil {
		return err
	}
	for _, r := range rows {
		m, _ := r.Values[0].(string)
		id, _ := r.Values[1].(string)
		f := store.Finding{Rule: st.name, Map: argmap.ID(m), ID: argmap.ID(id), What: fmt.Sprintf("%s: %v", what, r.Values[2])}
		if err := yield(f); err != nil {
			return err
		}
	}
	return nil
}

// checkTokens compares the search words of everything that has any with those of its text.
func (s *Store) checkTokens(ctx context.Context, yield func(store.Finding) error) error {
	for after := ""; ; {
		rows, err := s.run(ctx, statement{name: "STORE-TOKENS", text: searchWordsText, long: true},
			params{"after": after, "limit": nextPage})
		if err != nil {
			return err
		}
		for _, r := range rows {
			h := held(asMap(r.Values[0]))
			after = h.text("id")
			if want := tokensOfNode(r.Values[1].([]any), h); want != h.text("tokens") {
				f := store.Finding{Rule: "STORE-TOKENS", Map: h.id("map"), ID: h.id("id"), What: "the search words are not those of the text"}
				if err := yield(f); err != nil {
					return err
				}
			}
		}
		if len(rows) < nextPage {
			return nil
		}
	}
}

const searchWordsText = `
MATCH (n:Record) WHERE n.id > $p.after
WITH n ORDER BY n.id LIMIT $p.limit
RETURN properties(n), labels(n)`

// tokensOfNode gives the search words that a node should have.
func tokensOfNode(labels []any, h held) string {
	for _, l := range labels {
		switch l {
		case labelElement:
			return tokensOf(decodeElement(h))
		case labelParagraph:
			return fulltext.Document(h.text("text"))
		case labelSource:
			return fulltext.Document(h.text("title") + " " + h.text("creator"))
		}
	}
	return h.text("tokens")
}
