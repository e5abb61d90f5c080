package main

import (
	"context"
	"database/sql"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"argmap/internal/argmap"
)

// plainReads are the columns that the store reads, with one letter for each: s for a text, i for a
// number. A citation of one segment is one row.
var plainReads = []struct{ text, columns string }{
	{`SELECT m.id, p.revision, title, description, language, owner, created, copied_from, copied_revision, format, ext_space, ext_id, raw
FROM properties AS p JOIN maps AS m ON m.n = p.map WHERE p.map = ?`, "sissssisissss"},
	{`SELECT id, revision, kind, name, description, actor, ext_space, ext_id, raw FROM voices WHERE map = ?`, "sisssssss"},
	{`SELECT id, revision, kind, text, author, created, basis, scheme, attack, act, speaker, machine, ext_space, ext_id, raw,
  q_flags, q_resolved, q_note, q_form, q_force, q_row, q_ordinal, q_answers, q_critical FROM elements WHERE map = ?`, "sisssisssssssssisssssiss"},
	{`SELECT id, revision, voice, claim, act, reported_by, ext_space, ext_id, raw FROM commitments WHERE map = ?`, "sisssssss"},
	{`SELECT id, revision, role, from_id, to_id, slot, partial, ordinal, ext_space, ext_id, raw FROM links WHERE map = ?`, "sissssiisss"},
	{`SELECT c.id, c.revision, c.element, c.source, c.role, c.explicitness, c.ext_space, c.ext_id, c.raw,
  g.paragraph, g.start_at, g.end_at, g.exact, g.prefix, g.suffix
FROM citations AS c JOIN segments AS g ON g.map = c.map AND g.citation = c.id WHERE c.map = ?`, "sisssssss" + "siisss"},
}

type sqliteReader struct {
	db   *sql.DB
	conn *sql.Conn
}

func (e sqliteEngine) bare(ctx context.Context, label string) (bareReader, error) {
	db, conn, err := e.connect(ctx, label)
	return sqliteReader{db, conn}, err
}

func (r sqliteReader) close(context.Context) error { return errors.Join(r.conn.Close(), r.db.Close()) }

func (r sqliteReader) read(ctx context.Context, m argmap.ID) (int, error) {
	var home int64
	if err := r.conn.QueryRowContext(ctx, `SELECT n FROM maps WHERE id = ?`, m).Scan(&home); err != nil {
		return 0, err
	}
	sum := 0
	for _, q := range plainReads {
		n, err := r.scan(ctx, q.text, q.columns, home)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// scan reads rows into the same few variables.
func (r sqliteReader) scan(ctx context.Context, text, columns string, home int64) (n int, err error) {
	dest := make([]any, len(columns))
	for i, c := range columns {
		dest[i] = pick[any](c == 's', new(string), new(int64))
	}
	rows, err := r.conn.QueryContext(ctx, text, home)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for ; rows.Next(); n++ {
		if err := rows.Scan(dest...); err != nil {
			return 0, err
		}
	}
	return n, rows.Err()
}

// plainMatches read what nodes and relationships hold, each with one statement.
var plainMatches = func() []string {
	out := []string{"MATCH (m:Map {id: $map}) RETURN properties(m)"}
	for _, label := range []string{"Voice", "Element"} {
		out = append(out, "MATCH (n:"+label+") WHERE n.map = $map RETURN properties(n)")
	}
	for _, kind := range []string{"PREMISE_OF", "CONCLUDES", "ATTACKS", "ASKS_ABOUT", "COMMITS", "CITES"} {
		out = append(out, "MATCH (a)-[r:"+kind+"]->(b) WHERE r.map = $map RETURN properties(r), a.id, b.id")
	}
	return out
}()

type neo4jReader struct{ driver neo4j.DriverWithContext }

func (e neo4jEngine) bare(context.Context, string) (bareReader, error) {
	d, err := e.driver()
	return neo4jReader{d}, err
}

func (r neo4jReader) close(ctx context.Context) error { return r.driver.Close(ctx) }

func (r neo4jReader) read(ctx context.Context, m argmap.ID) (int, error) {
	sum := 0
	for _, text := range plainMatches {
		n, err := r.stream(ctx, text, m)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

func (r neo4jReader) stream(ctx context.Context, text string, m argmap.ID) (n int, err error) {
	session := r.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: "neo4j"})
	defer session.Close(ctx)
	result, err := session.Run(ctx, text, map[string]any{"map": string(m)})
	if err != nil {
		return 0, err
	}
	var held map[string]any
	for ; result.Next(ctx); n++ {
		held, _ = result.Record().Values[0].(map[string]any)
		if held["id"] == nil {
			return 0, errors.New("a row without an id")
		}
	}
	return n, result.Err()
}
