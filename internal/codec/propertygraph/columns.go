package propertygraph

import (
	"argmap/internal/codec"
)

// NodeColumns lists the names that values of nodes can have, with their types, in the order of tables.
func NodeColumns() []Column {
	return columns(
		"kind", "text", "name", "title", "description", "antecedent", "basis", "scheme", "attack", "act", "speaker",
		"form", "force", "resolved", "note", "elliptical", "embedded", "row", "ordinal", "withdrawn", "answers", "standard",
		"critical", "burden", "effect", "author", "created", "machine", "actor", "language", "owner", "copiedFrom",
		"copiedRevision", "format", "what", "why", "creator", "date", "publisher", "rights", "uri", "mediaType", "sha256",
		"state", "start", "end", "tornStart", "tornEnd", "externalNamespace", "externalId", "raw")
}

// EdgeColumns lists the names that values of edges can have, as NodeColumns does.
func EdgeColumns() []Column {
	return columns(
		"slot", "partial", "bearing", "ordinal", "act", "reportedBy", "segment", "segments", "source", "role",
		"explicitness", "start", "end", "exact", "prefix", "suffix", "externalNamespace", "externalId", "raw")
}

func columns(names ...string) []Column {
	all := make([]Column, len(names))
	for i, name := range names {
		all[i] = Column{name, typeOf(name)}
	}
	return all
}

func typeOf(name string) Type {
	switch name {
	case "ordinal", "copiedRevision", "start", "end", "segment", "segments":
		return Whole
	case "elliptical", "embedded", "withdrawn", "tornStart", "tornEnd", "partial":
		return Truth
	case "created":
		return Moment
	}
	return Text
}

// Line gives values in the order of columns, "" where there is none.
func Line(values []Value, columns []Column) []string {
	by := make(map[string]string, len(values))
	for _, v := range values {
		by[v.Name] = v.Text
	}
	line := make([]string, len(columns))
	for i, c := range columns {
		line[i] = by[c.Name]
	}
	return line
}

// XMLLosses names the records with a value that XML 1.0 cannot hold, as its control characters are: a
// writer of XML puts U+FFFD in their place.
func XMLLosses(d *codec.Document) []codec.Loss {
	const what, why = "control characters", "XML 1.0 cannot hold them; each becomes U+FFFD"
	var lost codec.LossList
	g := Of(d)
	for _, n := range g.Nodes {
		if n.Record != "" && !inXML(n.Values) {
			lost.Add(what, why, n.Record)
		}
	}
	for _, e := range g.Edges {
		if e.Record != "" && !inXML(e.Values) {
			lost.Add(what, why, e.Record)
		}
	}
	return lost.Losses()
}

func inXML(values []Value) bool {
	for _, v := range values {
		for _, r := range v.Text {
			if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
				return false
			}
		}
	}
	return true
}
