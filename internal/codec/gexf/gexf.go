// Package gexf writes maps as GEXF 1.3, the format of Gephi.
package gexf

import (
	"context"
	"encoding/xml"
	"io"

	"argmap/internal/codec"
	"argmap/internal/codec/propertygraph"
)

// Format is GEXF, which is written only. It keeps all but control characters.
func Format() codec.Format {
	return codec.Format{
		Name: "gexf", Title: "GEXF 1.3", MediaType: "application/gexf+xml", Extensions: []string{".gexf"},
		Losses: propertygraph.XMLLosses,
		Encode: encode,
	}
}

type document struct {
	XMLName struct{} `xml:"http://gexf.net/1.3 gexf"`
	Version string   `xml:"version,attr"`
	Title   string   `xml:"meta>description"`
	Graph   graph    `xml:"graph"`
}

type graph struct {
	Edges      string       `xml:"defaultedgetype,attr"`
	Attributes []attributes `xml:"attributes"`
	NodeList   []part       `xml:"nodes>node"`
	EdgeList   []part       `xml:"edges>edge"`
}

type attributes struct {
	Class string      `xml:"class,attr"`
	List  []attribute `xml:"attribute"`
}

type attribute struct {
	ID    string `xml:"id,attr"`
	Title string `xml:"title,attr"`
	Type  string `xml:"type,attr"`
}

// part is a node or an edge.
type part struct {
	ID     string  `xml:"id,attr"`
	Source string  `xml:"source,attr,omitempty"`
	Target string  `xml:"target,attr,omitempty"`
	Label  string  `xml:"label,attr"`
	Values []value `xml:"attvalues>attvalue"`
}

type value struct {
	For   string `xml:"for,attr"`
	Value string `xml:"value,attr"`
}

func encode(_ context.Context, d *codec.Document, out codec.Output) error {
	w, err := out.Create(out.Name + ".gexf")
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(document{Version: "1.3", Title: d.Properties.Title, Graph: laidOut(d)}); err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n")
	return err
}

func laidOut(d *codec.Document) graph {
	g := propertygraph.Of(d)
	laid := graph{Edges: "directed", Attributes: []attributes{
		{"node", declared(propertygraph.NodeColumns())}, {"edge", declared(propertygraph.EdgeColumns())},
	}}
	for _, n := range g.Nodes {
		laid.NodeList = append(laid.NodeList, part{ID: n.ID, Label: n.Caption(), Values: valued(n.Type, n.Values)})
	}
	for _, e := range g.Edges {
		laid.EdgeList = append(laid.EdgeList, part{ID: e.ID, Source: e.From, Target: e.To, Label: e.Type, Values: valued(e.Type, e.Values)})
	}
	return laid
}

// declared declares every name that a value may have, whether or not this map has one, so that all
// files have the same.
func declared(columns []propertygraph.Column) []attribute {
	all := []attribute{{"type", "type", "string"}}
	for _, c := range columns {
		all = append(all, attribute{c.Name, c.Name, typeName(c.Type)})
	}
	return all
}

// typeName gives GEXF's name of a type. Times are texts, as readers differ over those of GEXF.
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

func valued(kind string, values []propertygraph.Value) []value {
	all := []value{{"type", kind}}
	for _, v := range values {
		all = append(all, value{v.Name, v.Text})
	}
	return all
}
