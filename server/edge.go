package main

import (
	"context"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/httpapi"
	"argmap/internal/ingest"
)

// newEdge puts the use-cases together and the HTTP edge on top. It is the one place that knows all
// of them.
func (c *serveCommand) newEdge(s *session, h *house) *httpapi.Handler {
	sources := ingest.New(h.store, ingest.Options{Limit: int64(c.MaxSource), NewID: newID, Clock: s.clock})
	schema := graph.NewExecutableSchema(graph.Config{
		Ledger:    h.ledger,
		Store:     h.store,
		Authoring: authoring.New(h.ledger, newID, s.clock),
		Sources:   sources,
		Actor:     func(context.Context) argmap.Actor { return argmap.Local },
	})
	return httpapi.New(httpapi.Options{
		Schema: schema, SDL: graph.SDL(), Sources: sources,
		Ready: h.store.Ready, StoreKind: h.store.Info().Kind, Version: programVersion(),
		Token: h.token, Actor: argmap.Local,
		Log: h.log, Clock: s.clock, NewID: func() string { return string(newID()) },
	})
}
