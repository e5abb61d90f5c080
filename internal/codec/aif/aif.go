package aif

import (
	"context"

	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

var plain = Dialect{Format: FormatAIF, Empty: []string{listNodes, listEdges, listLocutions}}

// Format is AIF as JSON.
func Format() codec.Format {
	return codec.Format{
		Name: FormatAIF, Title: "AIF (JSON)", MediaType: "application/json", Extensions: []string{".json"},
		Recognise: recognise, Rules: Rules(),
		Decode: func(ctx context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
			return Read(ctx, f, o, plain)
		},
		Losses: func(d *codec.Document) []codec.Loss { return Losses(d, plain) },
		Encode: func(ctx context.Context, d *codec.Document, out codec.Output) error { return Write(ctx, d, out, plain) },
	}
}

func recognise(s codec.Sample) codec.Likelihood {
	if s.JSON == nil {
		return codec.No
	}
	return LooksLike(First(*s.JSON))
}

// LooksLike says how surely an object is a graph of AIF: by the first node or edge that is an object.
func LooksLike(graph verbatim.Value) codec.Likelihood {
	nodes, hasNodes := graph.Get(listNodes)
	edges, hasEdges := graph.Get(listEdges)
	if !hasNodes && !hasEdges {
		return codec.No
	}
	for _, end := range []struct {
		list   verbatim.Value
		member string
	}{{nodes, "nodeID"}, {edges, "fromID"}} {
		for _, e := range end.list.Elements() {
			if e.Kind() != verbatim.Object {
				continue
			}
			if _, ok := e.Get(end.member); ok {
				return codec.Surely
			}
			return codec.No
		}
	}
	if hasNodes && hasEdges && nodes.Kind() != verbatim.Object && edges.Kind() != verbatim.Object {
		return codec.Perhaps // an empty graph of whatever format
	}
	return codec.No
}
