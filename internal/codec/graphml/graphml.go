// Package graphml writes maps as GraphML (Brandes et al. 2002), which yEd, Gephi, igraph and NetworkX read.
package graphml

import (
	"context"
	"encoding/xml"
	"io"

	"argmap/internal/codec"
	"argmap/internal/codec/propertygraph"
)

// Format is GraphML, which is written only. It keeps all but control characters.
func Format() codec.Format {
	return codec.Format{
		Name: "graphml", Title: "GraphML", MediaType: "application/graphml+xml", Extensions: []string{".graphml"},
		Losses: propertygraph.XMLLosses,
		Encode: encode,
	}
}

type document struct {
	XMLName struct{} `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Keys    []key    `xml:"key"`
	Graph   graph    `xml:"graph"`
}

type key struct {
	ID   string `xml:"id,attr"`
	For  string `xml:"for,attr"`
	Name string `xml:"attr.name,attr"`
	Type string `xml:"attr.type,attr"`
}

type graph struct {
	ID    string `xml:"id,attr"`
	Edges string `xml:"edgedefault,attr"`
	Parts []part
}

// part is a node or an edge.
type part struct {
	XMLName xml.Name
	ID      string `xml:"id,attr"`
	Source  string `xml:"source,attr,omitempty"`
	Target  string `xml:"target,attr,omitempty"`
	Data    []data `xml:"data"`
}

type data struct {
	Key  string `xml:"key,attr"`
	Text string `xml:",chardata"`
}

func encode(_ context.Context, d *codec.Document, out codec.Output) error {
	w, err := out.Create(out.Name + ".graphml")
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(document{Keys: keys(), Graph: laidOut(d)}); err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n")
	return err
}

// keys declares every name that a value may have, whether or not this map has one, so that all files
// have the same.
func keys() []key {
	all := []key{{"n.type", "node", "type", "string"}, {"n.label", "node", "label", "string"}}
	for _, c := range propertygraph.NodeColumns() {
		all = append(all, key{"n." + c.Name, "node", c.Name, typeName(c.Type)})
	}
	all = append(all, key{"e.type", "edge", "type", "string"})
	for _, c := range propertygraph.EdgeColumns() {
		all = append(all, key{"e." + c.Name, "edge", c.Name, typeName(c.Type)})
	}
	return all
}

// typeName gives GraphML's name of a type. It has none for times.
func typeName(t propertygraph.Type) string {
	switch t {
	case propertygraph.Whole:
		return "long"
	case propertygraph.Truth:
		return "boolean"
	case propertygraph.Text, propertygraph.Moment:
	}
	return "string"
}

func laidOut(d *codec.Document) graph {
	g := propertygraph.Of(d)
	laid := graph{ID: "map", Edges: "directed", Parts: make([]part, 0, len(g.Nodes)+len(g.Edges))}
	for _, n := range g.Nodes {
		p := part{XMLName: xml.Name{Local: "node"}, ID: n.ID, Data: []data{{"n.type", n.Type}}}
		if caption := n.Caption(); caption != "" {
			p.Data = append(p.Data, data{"n.label", caption})
		}
		laid.Parts = append(laid.Parts, p.with("n.", n.Values))
	}
	for _, e := range g.Edges {
		p := part{XMLName: xml.Name{Local: "edge"}, ID: e.ID, Source: e.From, Target: e.To, Data: []data{{"e.type", e.Type}}}
		laid.Parts = append(laid.Parts, p.with("e.", e.Values))
	}
	return laid
}

func (p part) with(prefix string, values []propertygraph.Value) part {
	for _, v := range values {
		p.Data = append(p.Data, data{prefix + v.Name, v.Text})
	}
	return p
}
