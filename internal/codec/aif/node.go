package aif

import (
	"encoding/json"
	"strings"

	"argmap/internal/argmap"
)

// kinds are the kinds of elements that nodes of a type become; any other type is FOREIGN.
var kinds = map[string]argmap.Kind{
	"I": argmap.KindClaim, "L": argmap.KindLocution,
	"RA": argmap.KindInference, "CA": argmap.KindRebuttal, "MA": argmap.KindRephrase, "PA": argmap.KindPreference,
	"TA": argmap.KindTransition, "YA": argmap.KindIllocution,
}

// types are those of AIF, the frequent ones first.
var types = []string{"I", "YA", "L", "TA", "RA", "CA", "MA", "PA"}

// typeOf gives the type of the nodes that elements of a kind become; empty when there is none.
func typeOf(k argmap.Kind) string {
	for _, t := range types {
		if kinds[t] == k {
			return t
		}
	}
	return ""
}

// facts are what a node's members say in an element's fields.
type facts struct {
	kind argmap.Kind
	text string
	// name is the scheme of a relation, the force of an illocution, or the type of a foreign node.
	name string
}

// factsOf reads a node. Issue says that the node is one that the file calls an issue.
func factsOf(members []member, issue bool) facts {
	text, _ := shown(last(members, "text"))
	typ := typed(last(members, "type"))
	kind, ok := kinds[typ]
	switch {
	case !ok:
		return facts{argmap.KindForeign, text, typ}
	case kind == argmap.KindClaim && issue:
		return facts{argmap.KindQuestion, text, ""}
	case kind == argmap.KindClaim || kind == argmap.KindLocution:
		return facts{kind, text, ""}
	}
	scheme, _ := shown(last(members, "scheme"))
	name, note := label(typ, text, scheme)
	return facts{kind, note, name}
}

// typed gives the type of a node; those of AIF cost nothing.
func typed(raw []byte) string {
	for _, typ := range types {
		if says(raw, typ) {
			return typ
		}
	}
	typ, _ := shown(raw)
	return typ
}

// label tells apart the two uses of the text of a scheme node: mostly it names the scheme, often with
// the spaces that "scheme" leaves out, or only the node's type; anything else is a note.
func label(typ, text, scheme string) (name, note string) {
	t := squash(text)
	switch {
	case scheme == "" && t != squash(typ):
		name = text
	case scheme != "" && t == squash(scheme):
		name = text
	case t == squash(typ) || t == "":
		name = scheme
	default:
		name, note = scheme, text
	}
	if squash(name) == squash(defaults[typ]) && typ != "YA" {
		name = ""
	}
	return name, note
}

// squash takes away what spellings of a label differ in.
func squash(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }

// defaults are AIFdb's names for a step that names no scheme.
var defaults = map[string]string{
	"RA": "Default Inference", "CA": "Default Conflict", "MA": "Default Rephrase", "PA": "Default Preference",
	"TA": "Default Transition", "YA": "Default Illocuting",
}

// schemeIDs are AIFdb's numbers of the schemes that are written most.
var schemeIDs = map[string]string{
	"defaultinference": "72", "defaultconflict": "71", "defaultrephrase": "144", "defaulttransition": "82",
	"defaultpreference": "161", "defaultillocuting": "168",
	"asserting": "74", "arguing": "80", "agreeing": "77", "disagreeing": "78", "challenging": "79", "restating": "101",
	"analysing": "75", "purequestioning": "91", "assertivequestioning": "73", "rhetoricalquestioning": "85",
	"popularconceding": "88",
}

// put writes an element's fields into the members of its node, where they say something else.
func put(members []member, want facts, issue bool) []member {
	have := factsOf(members, issue)
	if have == want || have.kind != want.kind {
		return members
	}
	switch want.kind {
	case argmap.KindClaim, argmap.KindLocution, argmap.KindQuestion, argmap.KindForeign:
		return set(members, "text", quoted(want.text))
	case argmap.KindInference, argmap.KindRebuttal, argmap.KindRephrase, argmap.KindPreference, argmap.KindIllocution, argmap.KindTransition:
	}
	return relabel(members, typeOf(want.kind), want)
}

// relabel writes the label of a scheme node: text, scheme and AIFdb's number of it, if it is known.
func relabel(members []member, typ string, want facts) []member {
	name := want.name
	if name == "" {
		name = defaults[typ]
	}
	text := name
	if want.text != "" {
		text = want.text
	}
	members = set(members, "text", quoted(text))
	members = set(members, "scheme", quoted(schemeName(name)))
	if id, ok := schemeIDs[squash(name)]; ok {
		return set(members, "schemeID", quoted(id))
	}
	return without(members, "schemeID")
}

// schemeName is how AIFdb spells the scheme of a label. The spaces of the names that it knows are left
// out but for the default ones; any other name is written as it is.
func schemeName(name string) string {
	if _, ok := schemeIDs[squash(name)]; ok && !strings.HasPrefix(name, "Default ") {
		return strings.ReplaceAll(name, " ", "")
	}
	return name
}

// wanted gives the facts of an element.
func wanted(e *argmap.Element) facts {
	f := facts{kind: e.Kind, text: e.Text, name: e.Scheme}
	if f.name == "" {
		f.name = e.Act
	}
	return f
}

// slotNamed gives the scheme's slot that an edge names.
func slotNamed(members []member) string {
	raw := last(members, "formEdgeID")
	if _, ok := word(raw); !ok {
		return ""
	}
	return named(raw)
}

// nodeFields gives the members that an element's fields spell.
func nodeFields(e *argmap.Element) fields {
	return func(name string) (string, bool) {
		switch name {
		case "nodeID":
			return e.External.ID, true
		case "text":
			switch e.Kind {
			case argmap.KindClaim, argmap.KindLocution, argmap.KindQuestion, argmap.KindForeign:
				return e.Text, true
			case argmap.KindInference, argmap.KindRebuttal, argmap.KindRephrase, argmap.KindPreference, argmap.KindIllocution, argmap.KindTransition:
			}
		}
		return "", false
	}
}

// constantNode are the members of nodes that are alike in many.
func constantNode(e *argmap.Element) func(string) bool {
	return func(name string) bool {
		switch name {
		case "type", "scheme", "schemeID":
			return true
		case "text":
			return e.Kind != argmap.KindClaim && e.Kind != argmap.KindLocution && e.Kind != argmap.KindQuestion && e.Kind != argmap.KindForeign
		}
		return false
	}
}

func edgeFields(id, from, to string) fields {
	return func(name string) (string, bool) {
		switch name {
		case "edgeID":
			return id, true
		case "fromID":
			return from, true
		case "toID":
			return to, true
		}
		return "", false
	}
}

func never(string) bool { return false }

// made marks what is derived from the file and is not written.
var made = json.RawMessage(`"made"`)

func isMade(raw json.RawMessage) bool { return string(raw) == string(made) }
