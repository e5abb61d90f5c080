package neo4jtest

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Ask gives the rows that a query of the server's database has, their values as the driver gives them.
func (s *Server) Ask(ctx context.Context, query string) ([][]any, error) {
	d, err := s.Connect()
	if err != nil {
		return nil, err
	}
	defer d.Close(context.WithoutCancel(ctx))
	result, err := neo4j.ExecuteQuery(ctx, d, query, nil, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(s.Database))
	if err != nil {
		return nil, err
	}
	rows := make([][]any, 0, len(result.Records))
	for _, r := range result.Records {
		rows = append(rows, r.Values)
	}
	return rows, nil
}
