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

// losses: only what an import could not hold is left out.
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

func (w writer) properties() json.RawMessage {
	p := w.g.Document.Properties
	o := node(p.ID, "idea:Map")
	say(o, "dcterms:title", p.Title)
	say(o, "dcterms:description", p.Description)
	say(o, "dcterms:language", p.Language)
	o.Text("dcterms:created", p.Created.UTC().Format(time.RFC3339Nano))
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
		return o.Raw()
	case *argmap.Row:
		o := node(r.ID, "argmap:Row")
		say(o, "argmap:antecedent", r.Antecedent)
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
		return o.Raw()
	case *argmap.Citation:
		return w.citation(r)
	case *argmap.Properties, *argmap.Leftover:
	}
	return nil
}

// classes are those of an element: of AIF, and of IBIS where it has one.
func (w writer) classes(e *argmap.Element) []string {
	switch e.Kind {
	case argmap.KindClaim:
		if len(w.g.Ends(e.ID, argmap.RoleAnswers, false)) > 0 {
			return []string{"aif:I-node", "ibis:Position"}
		}
		return []string{"aif:I-node", "idea:GenericIdeaNode"}
	case argmap.KindInference:
		return []string{"aif:RA-node", "ibis:ArgumentSupportsIdea"}
	case argmap.KindRebuttal:
		return []string{"aif:CA-node", "ibis:ArgumentOpposesIdea"}
	case argmap.KindQuestion:
		return []string{"ibis:Issue", "idea:Question"}
	case argmap.KindRephrase:
		return []string{"aif:MA-node"}
	case argmap.KindPreference:
		return []string{"aif:PA-node"}
	case argmap.KindLocution:
		return []string{"aif:L-node"}
	case argmap.KindIllocution:
		return []string{"aif:YA-node"}
	case argmap.KindTransition:
		return []string{"aif:TA-node"}
	case argmap.KindForeign:
	}
	return []string{"argmap:Foreign"}
}

func (w writer) element(e *argmap.Element) json.RawMessage {
	o := node(e.ID, w.classes(e)...)
	o.Text("argmap:kind", string(e.Kind))
	point(o, "idea:inMap", w.g.Map())
	say(o, "aif:claimText", e.Text)
	o.Text("dcterms:created", e.Created.UTC().Format(time.RFC3339Nano))
	say(o, "argmap:basis", string(e.Basis))
	say(o, "argmap:scheme", e.Scheme)
	say(o, "argmap:attack", string(e.Attack))
	say(o, "argmap:act", e.Act)
	point(o, "argmap:voice", e.Speaker)
	say(o, "argmap:machine", e.Machine)
	switch e.Kind {
	case argmap.KindInference:
		w.ends(o, "aif:Premise", e, argmap.RolePremiseOf, true)
		w.ends(o, "aif:Conclusion", e, argmap.RoleConcludes, false)
		w.ends(o, "idea:target_idea", e, argmap.RoleConcludes, false)
	case argmap.KindRebuttal:
		w.ends(o, "aif:hasConflictingElement", e, argmap.RolePremiseOf, true)
		w.ends(o, "aif:hasConflictedElement", e, argmap.RoleAttacks, false)
		w.ends(o, "idea:target_idea", e, argmap.RoleAttacks, false)
	default:
	}
	if e.Question != nil {
		inquiry(o, e.Question)
	}
	return o.Raw()
}

// ends adds what the links of a role lead to, each once.
func (w writer) ends(o *schemegraph.Object, name string, e *argmap.Element, role argmap.Role, back bool) {
	var list []string
	seen := map[argmap.ID]bool{}
	for _, x := range w.g.Ends(e.ID, role, back) {
		if !seen[x.ID] {
			seen[x.ID] = true
			list = append(list, iri(x.ID))
		}
	}
	if list != nil {
		o.Set(name, texts(list))
	}
}

func inquiry(o *schemegraph.Object, q *argmap.Inquiry) {
	say(o, "argmap:resolved", q.Resolved)
	say(o, "argmap:note", q.Note)
	say(o, "argmap:form", string(q.Form))
	say(o, "argmap:force", string(q.Force))
	flag(o, "argmap:elliptical", q.Elliptical)
	flag(o, "argmap:embedded", q.Embedded)
	point(o, "argmap:row", q.Row)
	if q.Row != "" {
		count(o, "argmap:ordinal", q.Ordinal)
	}
	flag(o, "argmap:withdrawn", q.Withdrawn)
	say(o, "argmap:answers", string(q.Answers))
	say(o, "argmap:standard", string(q.Standard))
	say(o, "argmap:critical", q.Critical)
	say(o, "argmap:burden", string(q.Burden))
	say(o, "argmap:effect", string(q.Effect))
}

// link writes a link as a thing of its own, since it has fields of its own.
func (w writer) link(l *argmap.Link) json.RawMessage {
	classes := []string{"argmap:Link"}
	switch l.Role {
	case argmap.RoleAnswers:
		classes = append(classes, "ibis:PositionRespondsToIssue")
	case argmap.RoleAsksAbout:
		classes = append(classes, "ibis:IssueAppliesTo")
	default:
	}
	o := node(l.ID, classes...)
	o.Text("argmap:role", string(l.Role))
	point(o, "argmap:from", l.From)
	point(o, "argmap:to", l.To)
	say(o, "argmap:slot", l.Slot)
	count(o, "argmap:ordinal", l.Ordinal)
	flag(o, "argmap:partial", l.Partial)
	say(o, "argmap:bearing", string(l.Bearing))
	switch l.Role {
	case argmap.RoleAnswers:
		point(o, "ibis:response_position", l.From)
		point(o, "ibis:response_issue", l.To)
	case argmap.RoleAsksAbout:
		point(o, "ibis:applicable_issue", l.From)
		point(o, "idea:target_idea", l.To)
	default:
	}
	return o.Raw()
}

// citation writes a Web Annotation: the element is its body, each segment a target.
func (w writer) citation(c *argmap.Citation) json.RawMessage {
	o := node(c.ID, "oa:Annotation")
	point(o, "oa:hasBody", c.Element)
	o.Text("argmap:role", string(c.Role))
	o.Text("argmap:explicitness", string(c.Explicitness))
	var targets []json.RawMessage
	for i, s := range c.Segments {
		var quote, position, target schemegraph.Object
		quote.Text("@type", "oa:TextQuoteSelector")
		quote.Text("oa:exact", s.Exact)
		say(&quote, "oa:prefix", s.Prefix)
		say(&quote, "oa:suffix", s.Suffix)
		selectors := []json.RawMessage{quote.Raw()}
		if p, _ := w.g.Paragraph(s.Paragraph); p != nil {
			position.Text("@type", "oa:TextPositionSelector")
			count(&position, "oa:start", p.Start+s.Start)
			count(&position, "oa:end", p.Start+s.End)
			selectors = append(selectors, position.Raw())
		}
		target.Text("@type", "oa:SpecificResource")
		point(&target, "oa:hasSource", c.Source)
		count(&target, "argmap:ordinal", i)
		target.Set("oa:hasSelector", schemegraph.List(selectors))
		targets = append(targets, target.Raw())
	}
	o.Set("oa:hasTarget", schemegraph.List(targets))
	return o.Raw()
}
