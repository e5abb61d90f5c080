package main

import (
	"context"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// What the peer's data is made with. An earlier run's is removed first. Ids are unique, and so indexed.
const (
	peerClean = "MATCH (n:PeerClaim|PeerParagraph) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"

	peerClaimIDs     = "CREATE CONSTRAINT peer_claim IF NOT EXISTS FOR (n:PeerClaim) REQUIRE n.id IS UNIQUE"
	peerParagraphIDs = "CREATE CONSTRAINT peer_paragraph IF NOT EXISTS FOR (n:PeerParagraph) REQUIRE n.id IS UNIQUE"

	peerClaims = `UNWIND $rows AS r
CREATE (c:PeerClaim {id: r.id, text: r.text, kind: r.kind, createdAt: r.created})
CREATE (p:PeerParagraph {id: r.paragraph, source: r.source, ordinal: r.ordinal, text: r.words})
CREATE (c)-[:CITED_FROM]->(p)`

	peerSupports = "UNWIND $rows AS r MATCH (a:PeerClaim {id: r.id}) MATCH (b:PeerClaim {id: r.parent}) CREATE (a)-[:SUPPORTS]->(b)"
	peerAttacks  = "UNWIND $rows AS r MATCH (a:PeerClaim {id: r.id}) MATCH (b:PeerClaim {id: r.parent}) CREATE (a)-[:ATTACKS]->(b)"
)

// seedPeer gives the peer the same claims, ids and words, as nodes of its own that stand to each other
// directly.
func (e neo4jEngine) seedPeer(ctx context.Context, f *forest) error {
	d, err := e.driver()
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	session := d.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer session.Close(ctx)
	for _, text := range []string{peerClean, peerClaimIDs, peerParagraphIDs} {
		if err := consume(ctx, session, text, nil); err != nil {
			return err
		}
	}
	byKind := map[string][]any{}
	var all []any
	for _, c := range f.claims {
		row := map[string]any{
			"id": c.ID, "text": c.Text, "kind": c.Kind, "parent": c.Parent, "created": time.Now().UTC(),
			"paragraph": c.Paragraph, "source": c.Source, "ordinal": c.Ordinal, "words": c.Words,
		}
		all, byKind[c.Kind] = append(all, row), append(byKind[c.Kind], row)
	}
	for _, step := range []struct {
		text string
		rows []any
	}{{peerClaims, all}, {peerSupports, byKind[support]}, {peerAttacks, byKind[rebuttal]}} {
		for rows := range slices.Chunk(step.rows, 2000) {
			if err := consume(ctx, session, step.text, map[string]any{"rows": rows}); err != nil {
				return err
			}
		}
	}
	return nil
}

// replan lets the database count what it holds and forget its plans, so that the peer's statements, which
// give the planner no hints, are planned for what was just put in.
func (e neo4jEngine) replan(ctx context.Context) error {
	d, err := e.driver()
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	session := d.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer session.Close(ctx)
	return consume(ctx, session, "CALL db.prepareForReplanning()", nil)
}

// consume runs a statement to its end.
func consume(ctx context.Context, session neo4j.SessionWithContext, text string, params map[string]any) error {
	res, err := session.Run(ctx, text, params)
	if err == nil {
		_, err = res.Consume(ctx)
	}
	return err
}
