package neo4jtest

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// What Reset asks and does, in order. Relationships go first, so that a node
// with very many of them does not make one huge transaction.
const (
	listConstraints = "SHOW CONSTRAINTS YIELD name RETURN name"
	listIndexes     = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
	deleteEdges     = "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS"
	deleteNodes     = "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS"
	countAll        = "MATCH (n) RETURN count(n) AS n"
)

// Reset empties the database: it drops every constraint and every index but
// the two token look-up indexes a new database has, and deletes all data in
// batches. The names of labels and properties once used stay known, and so do
// cached query plans. Nobody else may write meanwhile; whatever is left in
// spite of that is an error.
func (s *Server) Reset(ctx context.Context) error {
	d, err := s.Connect()
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	if err := s.reset(ctx, d); err != nil {
		return fmt.Errorf("neo4jtest: reset database %q of %s: %w", s.Database, s.URI, err)
	}
	return nil
}

func (s *Server) reset(ctx context.Context, d neo4j.DriverWithContext) error {
	if err := s.dropAll(ctx, d, listConstraints, "DROP CONSTRAINT "); err != nil {
		return err
	}
	if err := s.dropAll(ctx, d, listIndexes, "DROP INDEX "); err != nil {
		return err
	}
	for _, text := range []string{deleteEdges, deleteNodes} {
		if err := runOne(ctx, d, s.Database, text, nil, nil); err != nil {
			return err
		}
	}
	return s.checkEmpty(ctx, d)
}

// dropAll drops what list names.
func (s *Server) dropAll(ctx context.Context, d neo4j.DriverWithContext, list, drop string) error {
	var names []string
	err := runOne(ctx, d, s.Database, list, nil, func(r *neo4j.Record) {
		names = append(names, r.Values[0].(string))
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		quoted := "`" + strings.ReplaceAll(name, "`", "``") + "`"
		if err := runOne(ctx, d, s.Database, drop+quoted+" IF EXISTS", nil, nil); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) checkEmpty(ctx context.Context, d neo4j.DriverWithContext) error {
	var left int64
	err := runOne(ctx, d, s.Database, countAll, nil, func(r *neo4j.Record) { left = r.Values[0].(int64) })
	if err == nil && left != 0 {
		err = fmt.Errorf("%d nodes were there after everything was deleted; some other client is writing", left)
	}
	return err
}
