// Package agxml reads and writes argumentation graphs in XML, the format of the argumentative microtexts
// (Peldszus and Stede 2013): units of text, the claims that they make, and edges between claims and on
// edges. The text may lie beside the file. docs/formats/agxml.md tells what becomes of what.
package agxml

import (
	"bytes"
	"encoding/json"
	"regexp"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// name is that of the format, and the namespace of its ids.
const name = "agxml"

// The rules of the format.
const (
	ruleID      = "AGXML-ID"
	ruleEnd     = "AGXML-END"
	ruleType    = "AGXML-TYPE"
	ruleTarget  = "AGXML-TARGET"
	ruleSeg     = "AGXML-SEG"
	ruleUnused  = "AGXML-UNUSED"
	ruleCentral = "AGXML-CENTRAL"
	ruleWords   = "AGXML-WORDS"
	ruleOrder   = "AGXML-ORDER"
	ruleElement = "AGXML-ELEMENT"
	ruleSize    = "AGXML-SIZE"
)

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: name, Title: "Argumentation graph (AGXML)", MediaType: "application/xml", Extensions: []string{".xml", ".txt"},
		Recognise: recognise, Decode: decode, Losses: losses, Encode: encode,
		Rules: []codec.Rule{
			{ID: ruleID, Severity: codec.Error, Meaning: "every unit, claim and edge has an id of its own"},
			{ID: ruleEnd, Severity: codec.Error, Meaning: "an edge leads from and to what is in the file and fits its type"},
			{ID: ruleType, Severity: codec.Error, Meaning: "an adu is pro or opp; an edge is seg, sup, exa, add, reb or und"},
			{ID: ruleTarget, Severity: codec.Warning, Meaning: "sup, exa and reb are aimed at an adu, und at an edge"},
			{ID: ruleSeg, Severity: codec.Error, Meaning: "an adu has a unit of text"},
			{ID: ruleUnused, Severity: codec.Info, Meaning: "a unit of text belongs to an adu"},
			{ID: ruleCentral, Severity: codec.Warning, Meaning: "one adu, the central claim, leads to nothing"},
			{ID: ruleWords, Severity: codec.Warning, Meaning: "a unit's words stand in the text beside the file"},
			{ID: ruleOrder, Severity: codec.Warning, Meaning: "units come in the order of the text"},
			{ID: ruleElement, Severity: codec.Warning, Meaning: "an arggraph has edu, joint, adu and edge, and nothing in these but words in an edu"},
			codec.SizeRule(ruleSize),
		},
	}
}

var root = regexp.MustCompile(`<arggraph[\s/>]`)

// looked is how much of a file is looked at.
const looked = 64 << 10

func recognise(s codec.Sample) codec.Likelihood {
	head := bytes.TrimLeft(s.Head(looked), " \t\r\n")
	if bytes.HasPrefix(head, []byte("<")) && root.Match(head) {
		return codec.Surely
	}
	return codec.No
}

// attribute is one of an element of the file.
type attribute struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// kept is what a record of the format holds beyond its fields. At is a place among what the graph
// holds, from 1; 0 is a new one.
type kept struct {
	At int `json:"at,omitempty"`
	// Type is that of an adu or edge; Target is the edge that an added premise names, where that is
	// itself an added premise.
	Type   string `json:"type,omitempty"`
	Target string `json:"target,omitempty"`
	// Attributes are those that are not known.
	Attributes []attribute `json:"attributes,omitempty"`
	// Units are a claim's.
	Units []unit `json:"units,omitempty"`
	// Prolog and Epilog stand before and after the graph.
	Prolog string `json:"prolog,omitempty"`
	Epilog string `json:"epilog,omitempty"`
}

// unit is a unit of text, or a joint of units, and the edge that leads on from it.
type unit struct {
	ID         string      `json:"id,omitempty"`
	At         int         `json:"at,omitempty"`
	Text       string      `json:"text"`
	Attributes []attribute `json:"attributes,omitempty"`
	// Joined says that it is a joint, and Joint holds what is joined.
	Joined bool   `json:"joined,omitempty"`
	Joint  []unit `json:"joint,omitempty"`
	Edge   edge   `json:"edge"`
}

// edge is the seg edge of a unit.
type edge struct {
	ID         string      `json:"id,omitempty"`
	At         int         `json:"at,omitempty"`
	Attributes []attribute `json:"attributes,omitempty"`
}

// keptIn reads what an import kept; anything else is nothing.
func keptIn(x argmap.External, raw json.RawMessage) (k kept) {
	if x.Namespace == name && len(raw) > 0 && json.Unmarshal(raw, &k) != nil {
		return kept{}
	}
	return k
}

func external(id string) argmap.External { return argmap.External{Namespace: name, ID: id} }
