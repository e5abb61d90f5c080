package graph

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"argmap/graph/direct"
	"argmap/graph/generated"
)

// straight writes the values of one operation straight into its answer, where that can be done; see
// package direct. All else is left to gqlgen.
type straight struct {
	schema graphql.ExecutableSchema
	budget *budget
	plans  plans
	off    bool
	// winding are the fields that it gave up on: trying them again on each item of a list would cost
	// more than it saves.
	winding sync.Map
}

// write gives a field's value as JSON; false where gqlgen must write it.
func (s *straight) write(ctx context.Context, field graphql.CollectedField, value any) (graphql.Marshaler, bool) {
	if _, known := s.winding.Load(field.Field); known || value == nil || s.off {
		return nil, false
	}
	o := direct.Options{Rows: s.budget.left(), Stays: stays, Memory: s.plans.of(graphql.GetOperationContext(ctx), field)}
	written, ok := generated.WriteDirect(ctx, s.schema, field, value, o)
	if ok && s.budget.take(written.Rows) {
		return written, true
	}
	s.winding.Store(field.Field, struct{}{})
	return nil, false
}

// stays reports whether a field's resolver reads nothing but a snapshot and the paragraphs that it cites.
func stays(object, field string) bool {
	name := strings.ToLower(object + "." + field)
	return slices.Contains(staying, name) || slices.Contains(counted, name)
}

// counted are the lengths of lists that lie in memory.
var counted = []string{
	"elementconnection.totalcount", "claimconnection.totalcount", "inferenceconnection.totalcount",
	"rebuttalconnection.totalcount", "questionconnection.totalcount",
}
