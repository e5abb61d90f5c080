// Package neo4jcsv writes maps as the files that neo4j-admin brings into a new Neo4j database.
package neo4jcsv

import (
	"context"
	"encoding/csv"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/codec/propertygraph"
)

// Format is a file of nodes and one of relationships, which are written only. They keep everything.
func Format() codec.Format {
	return codec.Format{
		Name: "neo4j-csv", Title: "Files for neo4j-admin (CSV)", MediaType: "text/csv", Extensions: []string{"-nodes.csv", "-relationships.csv"},
		Losses: func(*codec.Document) []codec.Loss { return nil },
		Encode: encode,
	}
}

func encode(_ context.Context, d *codec.Document, out codec.Output) error {
	g, m := propertygraph.Of(d), string(d.Properties.ID)
	columns := propertygraph.NodeColumns()
	nodes := [][]string{append([]string{"id:ID", ":LABEL", "map"}, header(columns)...)}
	for _, n := range g.Nodes {
		of := m
		if n.Record == "" { // texts belong to no map
			of = ""
		}
		nodes = append(nodes, append([]string{n.ID, strings.Join(labels(n), ";"), of}, propertygraph.Line(n.Values, columns)...))
	}
	if err := write(out, "-nodes.csv", nodes); err != nil {
		return err
	}
	columns = propertygraph.EdgeColumns()
	edges := [][]string{append([]string{":START_ID", ":END_ID", ":TYPE", "id", "map"}, header(columns)...)}
	for _, e := range g.Edges {
		id, of := string(e.Record), m
		if id == "" {
			of = ""
		}
		edges = append(edges, append([]string{e.From, e.To, e.Type, id, of}, propertygraph.Line(e.Values, columns)...))
	}
	return write(out, "-relationships.csv", edges)
}

// labels gives the labels of a node in our Neo4j store: Record, its type, and of an element its kind.
func labels(n propertygraph.Node) []string {
	all := []string{"Record", n.Type}
	if n.Type == "Element" {
		kind := n.Value("kind")
		all = append(all, kind[:1]+strings.ToLower(kind[1:]))
	}
	return all
}

// header gives the names of columns with Neo4j's names of their types.
func header(columns []propertygraph.Column) []string {
	all := make([]string, len(columns))
	for i, c := range columns {
		all[i] = c.Name + [...]string{
			propertygraph.Text: "", propertygraph.Whole: ":long", propertygraph.Truth: ":boolean", propertygraph.Moment: ":datetime",
		}[c.Type]
	}
	return all
}

func write(out codec.Output, end string, lines [][]string) error {
	w, err := out.Create(out.Name + end)
	if err != nil {
		return err
	}
	return csv.NewWriter(w).WriteAll(lines)
}
