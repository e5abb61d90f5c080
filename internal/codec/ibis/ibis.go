// Package ibis reads issue-based maps as programs that mine them from texts write them in JSON, before
// they make xAIF of them: {"ibis": [...]}, a list of issues, positions and arguments, each with the words
// of the text that it was drawn from. docs/formats/ibis.md tells the mapping.
package ibis

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

const name = "ibis"

// The rules of the format.
const (
	ruleShape  argmap.RuleID = "IBIS-SHAPE"
	ruleID     argmap.RuleID = "IBIS-ID"
	ruleType   argmap.RuleID = "IBIS-TYPE"
	ruleText   argmap.RuleID = "IBIS-TEXT"
	ruleEnd    argmap.RuleID = "IBIS-END"
	ruleParent argmap.RuleID = "IBIS-PARENT"
	ruleArgues argmap.RuleID = "IBIS-ARGUES"
	ruleSize   argmap.RuleID = "IBIS-SIZE"
)

func rules() []codec.Rule {
	return []codec.Rule{
		{ID: ruleShape, Severity: codec.Error, Meaning: "the entries of the list are objects, and their orig, parent, pro and con are texts or lists of texts"},
		{ID: ruleID, Severity: codec.Error, Meaning: "each entry has an id of its own"},
		{ID: ruleType, Severity: codec.Warning, Meaning: "the type of an entry is issue, position or argument"},
		{ID: ruleText, Severity: codec.Warning, Meaning: "an entry has a text"},
		{ID: ruleEnd, Severity: codec.Error, Meaning: "parent, pro and con name entries of the file"},
		{ID: ruleParent, Severity: codec.Warning, Meaning: "the parent of a position is an issue"},
		{ID: ruleArgues, Severity: codec.Warning, Meaning: "an argument is pro or con a position or another argument, and says of which"},
		codec.SizeRule(ruleSize),
	}
}

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: name, Title: "IBIS (JSON)", MediaType: "application/json", Extensions: []string{".json"},
		Recognise: recognise, Decode: decode, Rules: rules(),
	}
}

// recognise knows the list by its name, and a bare list by what its first object has.
func recognise(s codec.Sample) codec.Likelihood {
	if s.JSON == nil {
		return codec.No
	}
	list, sure := s.JSON.Get(name)
	likely := codec.Surely
	if !sure {
		list, likely = *s.JSON, codec.Perhaps
	}
	if list.Kind() != verbatim.Array {
		return codec.No
	}
	for _, e := range list.Elements() {
		if e.Kind() != verbatim.Object {
			continue
		}
		if has(e, "id") && has(e, "text") && (has(e, "orig") || has(e, "parent") || has(e, "pro") || has(e, "con")) {
			return likely
		}
		return codec.No
	}
	if sure {
		return codec.Perhaps
	}
	return codec.No
}

func has(v verbatim.Value, name string) bool {
	_, ok := v.Get(name)
	return ok
}
