// Package csv writes maps as two tables in the manner of RFC 4180: one of nodes, one of edges.
package csv

import (
	"context"
	"encoding/csv"

	"argmap/internal/codec"
	"argmap/internal/codec/propertygraph"
)

// Format is two tables, which are written only. They keep everything, texts as they are: spreadsheets
// may take one that begins with =, +, - or @ for a formula.
func Format() codec.Format {
	return codec.Format{
		Name: "csv", Title: "Tables of nodes and edges (CSV)", MediaType: "text/csv", Extensions: []string{"-nodes.csv", "-edges.csv"},
		Losses: func(*codec.Document) []codec.Loss { return nil },
		Encode: encode,
	}
}

func encode(_ context.Context, d *codec.Document, out codec.Output) error {
	g := propertygraph.Of(d)
	columns := propertygraph.NodeColumns()
	nodes := [][]string{append([]string{"id", "type"}, names(columns)...)}
	for _, n := range g.Nodes {
		nodes = append(nodes, append([]string{n.ID, n.Type}, propertygraph.Line(n.Values, columns)...))
	}
	if err := write(out, "-nodes.csv", nodes); err != nil {
		return err
	}
	columns = propertygraph.EdgeColumns()
	edges := [][]string{append([]string{"id", "type", "from", "to"}, names(columns)...)}
	for _, e := range g.Edges {
		edges = append(edges, append([]string{e.ID, e.Type, e.From, e.To}, propertygraph.Line(e.Values, columns)...))
	}
	return write(out, "-edges.csv", edges)
}

func names(columns []propertygraph.Column) []string {
	all := make([]string, len(columns))
	for i, c := range columns {
		all[i] = c.Name
	}
	return all
}

// write ends lines with a line feed, as encoding/csv does: with CR LF it would change the line ends in texts.
func write(out codec.Output, end string, lines [][]string) error {
	w, err := out.Create(out.Name + end)
	if err != nil {
		return err
	}
	return csv.NewWriter(w).WriteAll(lines)
}
