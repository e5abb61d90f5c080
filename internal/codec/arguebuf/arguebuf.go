// Package arguebuf reads and writes Arguebuf graphs: the message arg_services.graph.v1.Graph in the JSON
// of Protocol Buffers, with names in camelCase or as in the schema.
//
// An atom is a claim, a scheme node a relation by its type (support, attack, rephrase, preference; one
// without a type is FOREIGN), an edge a link, whose role follows from the sorts of its ends. A reference
// is a citation of the resource; offsets count code points, as the format's Python library does. Where an
// atom names its participant, participants are voices that assert; else one voice asserts all. What else
// a file holds is kept in Raw: of an element, link or voice the other members of the node, edge or
// participant; of the map {"title", "file", "resources"}.
package arguebuf

import (
	"encoding/json"
	"strconv"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

const name = "arguebuf"

// The rules of the format.
const (
	ruleShape       argmap.RuleID = "AGB-SHAPE"
	ruleName        argmap.RuleID = "AGB-NAME"
	ruleType        argmap.RuleID = "AGB-TYPE"
	ruleText        argmap.RuleID = "AGB-TEXT"
	ruleScheme      argmap.RuleID = "AGB-SCHEME"
	ruleEnd         argmap.RuleID = "AGB-EDGE-END"
	ruleTwice       argmap.RuleID = "AGB-EDGE-TWICE"
	ruleSort        argmap.RuleID = "AGB-EDGE-SORT"
	ruleReference   argmap.RuleID = "AGB-REFERENCE"
	ruleResource    argmap.RuleID = "AGB-RESOURCE"
	ruleParticipant argmap.RuleID = "AGB-PARTICIPANT"
	ruleMajor       argmap.RuleID = "AGB-MAJOR-CLAIM"
	ruleSize        argmap.RuleID = "AGB-SIZE"
)

func rules() []codec.Rule {
	return []codec.Rule{
		{ID: ruleShape, Severity: codec.Error, Meaning: "nodes, edges, resources and participants are objects from ids to objects"},
		{ID: ruleName, Severity: codec.Error, Meaning: "an id stands once among the nodes, and once among the edges"},
		{ID: ruleType, Severity: codec.Error, Meaning: "a node is an atom or a scheme, and not both"},
		{ID: ruleText, Severity: codec.Warning, Meaning: "an atom has a text"},
		{ID: ruleScheme, Severity: codec.Warning, Meaning: "a scheme has one type, support, attack, rephrase or preference, with a name of the schema"},
		{ID: ruleEnd, Severity: codec.Error, Meaning: "both ends of an edge are nodes of the graph"},
		{ID: ruleTwice, Severity: codec.Warning, Meaning: "two nodes are joined once in one direction"},
		{ID: ruleSort, Severity: codec.Warning, Meaning: "an edge joins an atom and a scheme, or a scheme and what it can be about"},
		{ID: ruleReference, Severity: codec.Warning, Meaning: "the text of a reference stands in its resource at the offset, counted in code points"},
		{ID: ruleResource, Severity: codec.Warning, Meaning: "a resource has a text"},
		{ID: ruleParticipant, Severity: codec.Error, Meaning: "the participant of an atom is one of the graph's"},
		{ID: ruleMajor, Severity: codec.Warning, Meaning: "the major claim is an atom of the graph"},
		codec.SizeRule(ruleSize),
	}
}

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: name, Title: "Arguebuf (JSON)", MediaType: "application/json", Extensions: []string{".json"},
		Recognise: recognise, Decode: decode, Losses: losses, Encode: encode, Rules: rules(),
	}
}

func recognise(s codec.Sample) codec.Likelihood {
	if s.JSON == nil {
		return codec.No
	}
	nodes := member(*s.JSON, "nodes")
	if nodes.Kind() != verbatim.Object && nodes.Kind() != verbatim.Null {
		return codec.No
	}
	version, _ := named(*s.JSON, "schemaVersion")
	library, _ := named(*s.JSON, "libraryVersion")
	if all := nodes.Members(); len(all) > 0 {
		_, atom := all[0].Value.Get("atom")
		if _, scheme := all[0].Value.Get("scheme"); atom || scheme {
			return codec.Surely
		}
	}
	if version.Kind() == verbatim.Number && library.Kind() == verbatim.String {
		return codec.Perhaps
	}
	return codec.No
}

// member gives a member, or null where there is none.
func member(v verbatim.Value, name string) verbatim.Value {
	m, _ := v.Get(name)
	return m
}

// named gives a member by its name in camelCase, as it stands under that or under the schema's.
func named(v verbatim.Value, camel string) (verbatim.Value, bool) {
	if m, ok := v.Get(camel); ok {
		return m, true
	}
	return v.Get(snake(camel))
}

// snake gives the schema's name of a field.
func snake(camel string) string {
	var b strings.Builder
	for _, r := range camel {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// number reads a number of Protocol Buffers: JSON's, or a string of one.
func number(v verbatim.Value) (int, bool) {
	word, ok := v.Word()
	if !ok {
		return 0, false
	}
	if n, err := strconv.Atoi(word); err == nil {
		return n, n >= 0
	}
	var f float64
	if err := json.Unmarshal([]byte(word), &f); err != nil || f < 0 || f > 1<<32 || f != float64(int(f)) {
		return 0, false
	}
	return int(f), true
}
