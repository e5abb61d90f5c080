// Package sadface reads and writes SADFace documents, the Simple Argument Description Format in JSON: the
// older form, whose title, analyst and dates are members of the document, and the newer one, which has
// them under "metadata", "core".
//
// An atom is a claim, a scheme, inference or conflict a relation, and an edge a link, whose role follows
// from the sorts of its ends. Sources of atoms are citations of the resources; offsets and lengths count
// code points, as the format's own library does. What else a file holds is kept in Raw: of an element or
// link, the other members of the node or edge; of the map, {"title", "file", "resources"}.
package sadface

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

const name = "sadface"

// The rules of the format.
const (
	ruleShape    argmap.RuleID = "SAD-SHAPE"
	ruleID       argmap.RuleID = "SAD-ID"
	ruleType     argmap.RuleID = "SAD-TYPE"
	ruleText     argmap.RuleID = "SAD-TEXT"
	ruleEnd      argmap.RuleID = "SAD-EDGE-END"
	ruleTwice    argmap.RuleID = "SAD-EDGE-TWICE"
	ruleSort     argmap.RuleID = "SAD-EDGE-SORT"
	ruleSource   argmap.RuleID = "SAD-SOURCE"
	ruleResource argmap.RuleID = "SAD-RESOURCE"
	ruleSize     argmap.RuleID = "SAD-SIZE"
)

func rules() []codec.Rule {
	return []codec.Rule{
		{ID: ruleShape, Severity: codec.Error, Meaning: "nodes, edges, resources and sources are lists of objects"},
		{ID: ruleID, Severity: codec.Error, Meaning: "each node has an id of its own, which is a string"},
		{ID: ruleType, Severity: codec.Error, Meaning: "a node is an atom, a scheme, an inference or a conflict"},
		{ID: ruleText, Severity: codec.Warning, Meaning: "an atom has a text"},
		{ID: ruleEnd, Severity: codec.Error, Meaning: "both ends of an edge are nodes of the document"},
		{ID: ruleTwice, Severity: codec.Warning, Meaning: "two nodes are joined once in one direction"},
		{ID: ruleSort, Severity: codec.Warning, Meaning: "an edge joins an atom and a scheme, or a scheme and what it can be about"},
		{ID: ruleSource, Severity: codec.Warning, Meaning: "the text of a source stands in its resource at the offset"},
		{ID: ruleResource, Severity: codec.Warning, Meaning: "a resource has its text as content, and an id of its own"},
		codec.SizeRule(ruleSize),
	}
}

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: name, Title: "SADFace (JSON)", MediaType: "application/json", Extensions: []string{".json"},
		Recognise: recognise, Decode: decode, Losses: losses, Encode: encode, Rules: rules(),
	}
}

func recognise(s codec.Sample) codec.Likelihood {
	if s.JSON == nil {
		return codec.No
	}
	nodes, ok := s.JSON.Get("nodes")
	edges, has := s.JSON.Get("edges")
	if !ok || !has || nodes.Kind() != verbatim.Array || edges.Kind() != verbatim.Array {
		return codec.No
	}
	if all := edges.Elements(); len(all) > 0 {
		_, from := all[0].Get("source_id")
		if _, to := all[0].Get("target_id"); from && to {
			return codec.Surely
		}
	}
	likely := codec.No
	if all := nodes.Elements(); len(all) > 0 {
		if word, _ := member(all[0], "type").Text(); word == "atom" {
			likely = codec.Perhaps
		}
	}
	_, analyst := s.JSON.Get("analyst_name")
	if core := member(member(*s.JSON, "metadata"), "core"); core.Kind() == verbatim.Object || analyst {
		return codec.Surely
	}
	return likely
}

// member gives a member, or null where there is none.
func member(v verbatim.Value, name string) verbatim.Value {
	m, _ := v.Get(name)
	return m
}

// sort says what a node of a type and name is.
func sort(kind, label string) (argmap.Kind, string, bool) {
	switch kind {
	case "atom":
		return argmap.KindClaim, "", true
	case "inference":
		return argmap.KindInference, unless(label, "support"), true
	case "conflict":
		return argmap.KindRebuttal, unless(label, "attack"), true
	case "scheme":
	default:
		return argmap.KindForeign, "", false
	}
	switch label {
	case "conflict", "attack":
		return argmap.KindRebuttal, "", true
	case "rephrase":
		return argmap.KindRephrase, "", true
	case "preference":
		return argmap.KindPreference, "", true
	}
	return argmap.KindInference, unless(label, "support"), true
}

func unless(label, usual string) string {
	if label == usual {
		return ""
	}
	return label
}

// typed gives the type and name of the node that an element becomes.
func typed(e *argmap.Element) (kind, label string) {
	switch e.Kind {
	case argmap.KindInference:
		return "inference", orElse(e.Scheme, "support")
	case argmap.KindRebuttal:
		return "conflict", orElse(e.Scheme, "attack")
	case argmap.KindRephrase:
		return "scheme", "rephrase"
	case argmap.KindPreference:
		return "scheme", "preference"
	default:
		return "atom", ""
	}
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// says reports whether the node that an element becomes says its scheme.
func says(e *argmap.Element) bool {
	kind, scheme, _ := sort(typed(e))
	return e.Kind == argmap.KindForeign || kind == e.Kind && scheme == e.Scheme && e.Act == ""
}
