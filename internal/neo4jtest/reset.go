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
	deleteNodes     = "MATCH (n) WHERE NOT $keep IN labels(n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS"
	countAll        = "MATCH (n) WHERE NOT $keep IN labels(n) RETURN count(n) AS n"
)

// Reset empties the database: it drops every constraint and every index but
// the two token look-up indexes a new database has, and deletes all data in
// batches. The names of labels and properties once used stay known, and so do
// cached query plans. Nobody else may write meanwhile; whatever is left in
// spite of that is an error.
func (s *Server) Reset(ctx context.Context) error {
	return s.resetBy(ctx, func(d neo4j.DriverWithContext) error {
		if err := s.dropAll(ctx, d, listConstraints, "DROP CONSTRAINT "); err != nil {
			return err
		}
		if err := s.dropAll(ctx, d, listIndexes, "DROP INDEX "); err != nil {
			return err
		}
		return s.deleteData(ctx, d, "")
	})
}

// ResetData deletes all data as Reset does, but the nodes with the label keep, without their relationships, and
// leaves constraints and indexes as they are: making them anew takes longer than most tests.
func (s *Server) ResetData(ctx context.Context, keep string) error {
	return s.resetBy(ctx, func(d neo4j.DriverWithContext) error { return s.deleteData(ctx, d, keep) })
}

func (s *Server) resetBy(ctx context.Context, reset func(neo4j.DriverWithContext) error) error {
	d, err := s.Connect()
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	if err := reset(d); err != nil {
		return fmt.Errorf("neo4jtest: reset database %q of %s: %w", s.Database, s.URI, err)
	}
	return nil
}

// deleteData deletes all data but the nodes with the label keep.
func (s *Server) deleteData(ctx context.Context, d neo4j.DriverWithContext, keep string) error {
	kept := map[string]any{"keep": keep}
	if err := runOne(ctx, d, s.Database, deleteEdges, nil, nil); err != nil {
		return err
	}
	if err := runOne(ctx, d, s.Database, deleteNodes, kept, nil); err != nil {
		return err
	}
	return s.checkEmpty(ctx, d, kept)
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

func (s *Server) checkEmpty(ctx context.Context, d neo4j.DriverWithContext, kept map[string]any) error {
	var left int64
	err := runOne(ctx, d, s.Database, countAll, kept, func(r *neo4j.Record) { left = r.Values[0].(int64) })
	if err == nil && left != 0 {
		err = fmt.Errorf("%d nodes were there after everything was deleted; some other client is writing", left)
	}
	return err
}
