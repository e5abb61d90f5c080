package main

import (
	"context"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/evaluation"
	"argmap/internal/exchange"
	"argmap/internal/httpapi"
	"argmap/internal/ingest"
	"argmap/internal/library"
)

// newEdge puts the use-cases together and the HTTP edge on top. It is the one place that knows all
// of them.
func (c *serveCommand) newEdge(s *session, h *house) *httpapi.Handler {
	texts := library.New(h.store)
	sources := ingest.New(h.store, ingest.Options{Limit: int64(c.MaxSource), NewID: newID, Clock: s.clock, Library: texts})
	maps := exchange.NewInterchange(h.store, h.ledger, texts, s.interchange())
	config := graph.Config{
		Ledger:      h.ledger,
		Store:       h.store,
		Authoring:   authoring.New(h.ledger, newID, s.clock, h.schemes),
		Schemes:     h.schemes,
		Sources:     sources,
		Interchange: maps,
		Evaluator:   evaluation.New(evaluation.Options{}),
		Actor:       func(context.Context) argmap.Actor { return argmap.Local },
	}
	o := h.options
	o.Schema, o.Versions, o.SDL, o.Sources = graph.NewExecutableSchema(config), graph.NewVersions(config), graph.SDL(), sources
	o.Maps = maps
	o.Ready, o.StoreKind, o.Version = h.store.Ready, h.store.Info().Kind, programVersion()
	o.Token, o.Actor = h.token, argmap.Local
	o.Log, o.Clock, o.NewID = h.log, s.clock, func() string { return string(newID()) }
	return httpapi.New(o)
}
