// Package propertygraph lays a document out as nodes and edges with named values, for the formats of graph
// tools and tables. Nothing of a record is left out: the map, its voices, rows, elements and leftovers, and
// the sources with their paragraphs, are nodes; links, commitments, the segments of citations, and which
// paragraphs a source has, are edges. Labels, types and names are those of the graph in our Neo4j store.
package propertygraph

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Type is the type of a value.
type Type int

// The types.
const (
	Text Type = iota
	Whole
	Truth
	// Moment is a time as in RFC 3339, in UTC.
	Moment
)

// Column is a name of values, and the type that all of them have.
type Column struct {
	Name string
	Type Type
}

// Value is one value of a node or edge. What is empty, zero or false has none.
type Value struct {
	Column

	Text string
}

// Node is one node.
type Node struct {
	ID string
	// Type is "Map", "Voice", "Row", "Element", "Leftover", "Source" or "Paragraph".
	Type string
	// Record is the record's id; empty for sources and paragraphs.
	Record argmap.ID
	Values []Value
}

// Caption is the node's text, name or title, for what shows one; a node without words is called by its kind,
// with its scheme, act or way of attack: "inference (Expert Opinion)".
func (n Node) Caption() string {
	for _, v := range n.Values {
		switch v.Name {
		case "text", "name", "title", "antecedent", "what":
			if v.Text != "" {
				return v.Text
			}
		}
	}
	caption := strings.ToLower(cmp.Or(n.Value("kind"), n.Type))
	if detail := cmp.Or(n.Value("scheme"), n.Value("act"), n.Value("attack")); detail != "" {
		caption += " (" + detail + ")"
	}
	return caption
}

// Value gives the value of a name, or "".
func (n Node) Value(name string) string { return find(n.Values, name) }

// Edge is one edge.
type Edge struct {
	// ID is unique among the edges. It is the record's, with "/2" and so on behind it for the further
	// segments of a citation.
	ID string
	// Type is the role of a link, or "COMMITS", "CITES" or "HAS_PARAGRAPH".
	Type     string
	From, To string
	// Record is the record's id; empty for HAS_PARAGRAPH.
	Record argmap.ID
	Values []Value
}

// Value gives the value of a name, or "".
func (e Edge) Value(name string) string { return find(e.Values, name) }

func find(values []Value, name string) string {
	for _, v := range values {
		if v.Name == name {
			return v.Text
		}
	}
	return ""
}

// Graph is a document as nodes and edges: the map first, then the records in the document's order, then
// the sources, each followed by its paragraphs.
type Graph struct {
	Nodes []Node
	Edges []Edge
}

// Of lays a document out.
func Of(d *codec.Document) *Graph {
	g := &Graph{}
	for _, r := range append([]argmap.Record{d.Properties}, d.Records...) {
		g.add(r)
	}
	for _, s := range d.Sources {
		g.source(s)
	}
	return g
}

func (g *Graph) node(kind string, r argmap.Record, v values) {
	id := r.Ref().ID
	g.Nodes = append(g.Nodes, Node{ID: string(id), Type: kind, Record: id, Values: v})
}

func (g *Graph) edge(kind string, r argmap.Record, from, to argmap.ID, v values) {
	id := r.Ref().ID
	g.Edges = append(g.Edges, Edge{ID: string(id), Type: kind, From: string(from), To: string(to), Record: id, Values: v})
}

func (g *Graph) add(r argmap.Record) {
	switch r := r.(type) {
	case *argmap.Properties:
		g.node("Map", r, ofMap(r))
	case *argmap.Voice:
		v := values{}.text("kind", string(r.Kind)).text("name", r.Name).text("description", r.Description).text("actor", string(r.Actor))
		g.node("Voice", r, v.origin(r.External, r.Raw))
	case *argmap.Row:
		g.node("Row", r, values{}.text("antecedent", r.Antecedent).origin(r.External, r.Raw))
	case *argmap.Element:
		g.node("Element", r, ofElement(r))
	case *argmap.Leftover:
		g.node("Leftover", r, values{}.text("what", r.What).text("why", r.Why).whole("ordinal", r.Ordinal).origin(r.External, r.Raw))
	case *argmap.Link:
		v := values{}.text("slot", r.Slot).truth("partial", r.Partial).text("bearing", string(r.Bearing)).whole("ordinal", r.Ordinal)
		g.edge(string(r.Role), r, r.From, r.To, v.origin(r.External, r.Raw))
	case *argmap.Commitment:
		v := values{}.text("act", string(r.Act)).text("reportedBy", string(r.ReportedBy))
		g.edge("COMMITS", r, r.Voice, r.Claim, v.origin(r.External, r.Raw))
	case *argmap.Citation:
		g.citation(r)
	}
}

// citation adds an edge a segment. What came raw is on the first only.
func (g *Graph) citation(c *argmap.Citation) {
	for i, s := range c.Segments {
		v := values{}.number("segment", i).number("segments", len(c.Segments)).text("source", string(c.Source))
		v = v.text("role", string(c.Role)).text("explicitness", string(c.Explicitness))
		v = v.number("start", s.Start).number("end", s.End).text("exact", s.Exact).text("prefix", s.Prefix).text("suffix", s.Suffix)
		if i == 0 {
			v = v.origin(c.External, c.Raw)
		}
		g.edge("CITES", c, c.Element, s.Paragraph, v)
		if i > 0 {
			g.Edges[len(g.Edges)-1].ID += "/" + strconv.Itoa(i+1)
		}
	}
}

func (g *Graph) source(s codec.Source) {
	v := values{}.text("title", s.Title).text("creator", s.Creator).text("date", s.Date).text("publisher", s.Publisher)
	v = v.text("language", s.Language).text("rights", s.Rights).text("uri", s.URI).text("mediaType", s.MediaType)
	v = v.text("sha256", s.SHA256).text("state", string(s.State)).text("owner", string(s.Owner)).moment("created", s.Created)
	g.Nodes = append(g.Nodes, Node{ID: string(s.ID), Type: "Source", Values: v})
	for _, p := range s.Paragraphs {
		v := values{}.text("kind", string(p.Kind)).text("text", p.Text).number("ordinal", p.Ordinal)
		v = v.number("start", p.Start).number("end", p.End).truth("tornStart", p.TornStart).truth("tornEnd", p.TornEnd)
		g.Nodes = append(g.Nodes, Node{ID: string(p.ID), Type: "Paragraph", Values: v})
		g.Edges = append(g.Edges, Edge{
			ID: string(p.ID) + "/of", Type: "HAS_PARAGRAPH", From: string(s.ID), To: string(p.ID),
		})
	}
}

func ofMap(p *argmap.Properties) values {
	v := values{}.text("title", p.Title).text("description", p.Description).text("language", p.Language)
	v = v.text("owner", string(p.Owner)).moment("created", p.Created).text("copiedFrom", string(p.CopiedFrom))
	return v.whole("copiedRevision", int(p.CopiedRevision)).text("format", p.Format).origin(p.External, p.Raw)
}

func ofElement(e *argmap.Element) values {
	v := values{}.text("kind", string(e.Kind)).text("text", e.Text).text("author", string(e.Author)).moment("created", e.Created)
	v = v.text("basis", string(e.Basis)).text("scheme", e.Scheme).text("attack", string(e.Attack)).text("act", e.Act)
	v = v.text("speaker", string(e.Speaker)).text("machine", e.Machine)
	if q := e.Question; q != nil {
		v = v.text("form", string(q.Form)).text("force", string(q.Force)).text("resolved", q.Resolved).text("note", q.Note)
		v = v.truth("elliptical", q.Elliptical).truth("embedded", q.Embedded).text("row", string(q.Row)).whole("ordinal", q.Ordinal)
		v = v.truth("withdrawn", q.Withdrawn).text("answers", string(q.Answers)).text("standard", string(q.Standard))
		v = v.text("critical", q.Critical).text("burden", string(q.Burden)).text("effect", string(q.Effect))
	}
	return v.origin(e.External, e.Raw)
}

// values are collected one by one; those that say nothing are left out.
type values []Value

func (v values) add(name string, t Type, text string) values {
	return append(v, Value{Column{name, t}, text})
}

func (v values) text(name, text string) values {
	if text == "" {
		return v
	}
	return v.add(name, Text, text)
}

// whole leaves 0 out, number does not.
func (v values) whole(name string, n int) values {
	if n == 0 {
		return v
	}
	return v.number(name, n)
}

func (v values) number(name string, n int) values { return v.add(name, Whole, strconv.Itoa(n)) }

func (v values) truth(name string, is bool) values {
	if !is {
		return v
	}
	return v.add(name, Truth, "true")
}

func (v values) moment(name string, t time.Time) values {
	if t.IsZero() {
		return v
	}
	return v.add(name, Moment, t.UTC().Format(time.RFC3339Nano))
}

func (v values) origin(x argmap.External, raw json.RawMessage) values {
	return v.text("externalNamespace", x.Namespace).text("externalId", x.ID).text("raw", string(raw))
}
