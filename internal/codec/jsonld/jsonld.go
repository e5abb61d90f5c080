// Package jsonld writes maps as linked data: JSON-LD 1.1 with its context written inline, so that nothing
// is fetched to read it. It is not read.
//
// Elements have the classes of the Argument Interchange Format and of the Catalyst vocabulary for IBIS,
// citations are W3C Web Annotations with a TextQuoteSelector and a TextPositionSelector, which counts code
// points of the source's text. What neither vocabulary says is said in one of our own, "argmap".
package jsonld

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/schemegraph"
	"argmap/internal/codec/verbatim"
)

const name = "jsonld"

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: name, Title: "Linked data (JSON-LD)", MediaType: "application/ld+json", Extensions: []string{".jsonld"},
		Losses: losses, Encode: encode,
	}
}

// inline is the context: the vocabularies, and the terms that name other things, numbers, truths or times.
const inline = `{
"aif":"http://www.arg.tech/aif#","ibis":"http://purl.org/catalyst/ibis#","idea":"http://purl.org/catalyst/idea#",
"oa":"http://www.w3.org/ns/oa#","dcterms":"http://purl.org/dc/terms/","dctype":"http://purl.org/dc/dcmitype/",
"foaf":"http://xmlns.com/foaf/0.1/","rdf":"http://www.w3.org/1999/02/22-rdf-syntax-ns#","xsd":"http://www.w3.org/2001/XMLSchema#",
"argmap":"urn:argmap:vocabulary:",
"aif:Premise":{"@type":"@id"},"aif:Conclusion":{"@type":"@id"},"aif:hasConflictingElement":{"@type":"@id"},"aif:hasConflictedElement":{"@type":"@id"},
"ibis:response_position":{"@type":"@id"},"ibis:response_issue":{"@type":"@id"},"ibis:applicable_issue":{"@type":"@id"},
"idea:inMap":{"@type":"@id"},"idea:target_idea":{"@type":"@id"},
"oa:hasBody":{"@type":"@id"},"oa:hasSource":{"@type":"@id"},"oa:start":{"@type":"xsd:nonNegativeInteger"},"oa:end":{"@type":"xsd:nonNegativeInteger"},
"dcterms:created":{"@type":"xsd:dateTime"},
"argmap:from":{"@type":"@id"},"argmap:to":{"@type":"@id"},"argmap:voice":{"@type":"@id"},"argmap:claim":{"@type":"@id"},
"argmap:reportedBy":{"@type":"@id"},"argmap:row":{"@type":"@id"}}`

// losses: only what no record of an import could hold is left out.
func losses(d *codec.Document) []codec.Loss {
	var lost codec.LossList
	for _, r := range d.Records {
		if l, ok := r.(*argmap.Leftover); ok {
			lost.NoPlace(l, "JSON-LD")
		}
	}
	return lost.Losses()
}

func encode(_ context.Context, d *codec.Document, out codec.Output) error {
	w := writer{codec.NewGraph(d)}
	nodes := []json.RawMessage{w.properties()}
	for _, s := range d.Sources {
		nodes = append(nodes, w.source(s))
	}
	for _, r := range d.Records {
		if n := w.record(r); n != nil {
			nodes = append(nodes, n)
		}
	}
	var o schemegraph.Object
	o.Set("@context", []byte(inline))
	o.Set("@graph", schemegraph.List(nodes))
	data, err := schemegraph.Indented(o.Raw())
	if err != nil {
		return err
	}
	to, err := out.Create(out.Name + ".jsonld")
	if err == nil {
		_, err = to.Write(data)
	}
	return err
}

type writer struct{ g *codec.Graph }

// iri names a record for the world.
func iri(id argmap.ID) string { return "urn:argmap:" + url.PathEscape(string(id)) }

// node begins a node with its name and classes.
func node(id argmap.ID, classes ...string) *schemegraph.Object {
	o := new(schemegraph.Object)
	o.Text("@id", iri(id))
	o.Set("@type", texts(classes))
	return o
}

func texts(list []string) json.RawMessage {
	var all []json.RawMessage
	for _, s := range list {
		all = append(all, verbatim.Quote(s))
	}
	return schemegraph.List(all)
}

// say adds a text, unless it is empty.
func say(o *schemegraph.Object, name, s string) {
	if s != "" {
		o.Text(name, s)
	}
}

// point adds the name of another record, unless there is none.
func point(o *schemegraph.Object, name string, id argmap.ID) {
	if id != "" {
		o.Text(name, iri(id))
	}
}

func count(o *schemegraph.Object, name string, n int) {
	o.Set(name, strconv.AppendInt(nil, int64(n), 10))
}

// flag adds a truth, unless it is false.
func flag(o *schemegraph.Object, name string, is bool) {
	if is {
		o.Set(name, []byte("true"))
	}
}

// imported adds what a record is called in the file that it came from, and what else that file says of it:
// JSON, as a text, so that no reader rounds a number in it.
func imported(o *schemegraph.Object, from argmap.External, raw json.RawMessage) {
	say(o, "dcterms:identifier", from.ID)
	say(o, "argmap:namespace", from.Namespace)
	say(o, "argmap:raw", string(raw))
}

func (w writer) properties() json.RawMessage {
	p := w.g.Document.Properties
	o := node(p.ID, "idea:Map")
	say(o, "dcterms:title", p.Title)
	say(o, "dcterms:description", p.Description)
	say(o, "dcterms:language", p.Language)
	o.Text("dcterms:created", p.Created.UTC().Format(time.RFC3339Nano))
	say(o, "argmap:format", p.Format)
	imported(o, p.External, p.Raw)
	return o.Raw()
}

func (w writer) source(s codec.Source) json.RawMessage {
	o := node(s.ID, "dctype:Text")
	say(o, "dcterms:title", s.Title)
	say(o, "dcterms:creator", s.Creator)
	say(o, "dcterms:date", s.Date)
	say(o, "dcterms:publisher", s.Publisher)
	say(o, "dcterms:language", s.Language)
	say(o, "dcterms:rights", s.Rights)
	say(o, "dcterms:source", s.URI)
	say(o, "dcterms:format", s.MediaType)
	say(o, "argmap:sha256", s.SHA256)
	say(o, "rdf:value", s.Text)
	return o.Raw()
}

func (w writer) record(r argmap.Record) json.RawMessage {
	switch r := r.(type) {
	case *argmap.Voice:
		o := node(r.ID, "foaf:Agent")
		o.Text("foaf:name", r.Name)
		o.Text("argmap:kind", string(r.Kind))
		say(o, "dcterms:description", r.Description)
		imported(o, r.External, r.Raw)
		return o.Raw()
	case *argmap.Row:
		o := node(r.ID, "argmap:Row")
		say(o, "argmap:antecedent", r.Antecedent)
		imported(o, r.External, r.Raw)
		return o.Raw()
	case *argmap.Element:
		return w.element(r)
	case *argmap.Link:
		return w.link(r)
	case *argmap.Commitment:
		o := node(r.ID, "argmap:Commitment")
		o.Text("argmap:act", string(r.Act))
		point(o, "argmap:voice", r.Voice)
		point(o, "argmap:claim", r.Claim)
		point(o, "argmap:reportedBy", r.ReportedBy)
		imported(o, r.External, r.Raw)
		return o.Raw()
	case *argmap.Citation:
		return w.citation(r)
	case *argmap.Properties, *argmap.Leftover:
	}
	return nil
}
