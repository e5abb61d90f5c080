package aif

import "argmap/internal/codec"

// The rules of AIF. Which severity each has is in Rules.
const (
	RuleList        = "AIF-LIST"
	RuleListNull    = "AIF-LIST-NULL"
	RuleMemberTwice = "AIF-MEMBER-TWICE"
	RuleEntry       = "AIF-ENTRY"
	RuleNodeID      = "AIF-NODE-ID"
	RuleIDTwice     = "AIF-ID-TWICE"
	RuleIDMixed     = "AIF-ID-MIXED"
	RuleType        = "AIF-NODE-TYPE"
	RuleText        = "AIF-NODE-TEXT"
	RuleWhole       = "AIF-TEXT-WHOLE"
	RuleTime        = "AIF-TIME"
	RuleEdgeID      = "AIF-EDGE-ID"
	RuleDangling    = "AIF-EDGE-DANGLING"
	RuleLoop        = "AIF-EDGE-LOOP"
	RuleStatements  = "AIF-EDGE-I-I"
	RuleEnds        = "AIF-EDGE-ENDS"
	RuleEdgeTwice   = "AIF-EDGE-TWICE"
	RulePremise     = "AIF-RA-PREMISE"
	RuleConclusion  = "AIF-RA-CONCLUSION"
	RuleConflict    = "AIF-CA-ENDS"
	RuleRephrase    = "AIF-MA-ENDS"
	RulePreference  = "AIF-PA-ENDS"
	RuleTransition  = "AIF-TA-ENDS"
	RuleIllocution  = "AIF-YA-ENDS"
	RuleLocution    = "AIF-LOCUTION"
	RuleSize        = "AIF-SIZE"
)

// Rules are those of AIF, in the order of docs/formats/aif.md.
func Rules() []codec.Rule {
	return []codec.Rule{
		{ID: RuleList, Severity: codec.Error, Meaning: "nodes and edges are there and are lists, as are locutions and participants where they are there"},
		{ID: RuleListNull, Severity: codec.Info, Meaning: "a list without entries is empty, not null"},
		{ID: RuleMemberTwice, Severity: codec.Warning, Meaning: "an object says each of its members once; the last one counts"},
		{ID: RuleEntry, Severity: codec.Error, Meaning: "the entries of the lists are objects"},
		{ID: RuleNodeID, Severity: codec.Error, Meaning: "a node has a nodeID, a string or a number"},
		{ID: RuleIDTwice, Severity: codec.Error, Meaning: "no two nodes share a nodeID; edges lead to the first"},
		{ID: RuleIDMixed, Severity: codec.Info, Meaning: "ids are all strings or all numbers"},
		{ID: RuleType, Severity: codec.Error, Meaning: "a node's type is I, L, RA, CA, MA, PA, TA or YA"},
		{ID: RuleText, Severity: codec.Warning, Meaning: "an I or L node has a text"},
		{ID: RuleWhole, Severity: codec.Warning, Meaning: "a text has no half of a surrogate pair and no NUL; U+FFFD is shown in their place"},
		{ID: RuleTime, Severity: codec.Info, Meaning: "a timestamp is null or written YYYY-MM-DD HH:MM:SS; it has no zone"},
		{ID: RuleEdgeID, Severity: codec.Warning, Meaning: "an edge has an edgeID, a string or a number, that no other edge has"},
		{ID: RuleDangling, Severity: codec.Error, Meaning: "fromID and toID of an edge name nodes of the file"},
		{ID: RuleLoop, Severity: codec.Error, Meaning: "an edge joins two nodes, not one with itself"},
		{ID: RuleStatements, Severity: codec.Error, Meaning: "between two I nodes stands an RA, CA, MA or PA node"},
		{ID: RuleEnds, Severity: codec.Warning, Meaning: "an edge joins types that inference anchoring theory joins"},
		{ID: RuleEdgeTwice, Severity: codec.Warning, Meaning: "two nodes are joined by one edge in a direction"},
		{ID: RulePremise, Severity: codec.Error, Meaning: "an RA node has at least one premise"},
		{ID: RuleConclusion, Severity: codec.Error, Meaning: "an RA node has exactly one conclusion"},
		{ID: RuleConflict, Severity: codec.Warning, Meaning: "a CA node has one source and one target"},
		{ID: RuleRephrase, Severity: codec.Warning, Meaning: "an MA node has one node before it and one after"},
		{ID: RulePreference, Severity: codec.Warning, Meaning: "a PA node has one node before it and one after"},
		{ID: RuleTransition, Severity: codec.Warning, Meaning: "a TA node leads from at least one L node to one"},
		{ID: RuleIllocution, Severity: codec.Warning, Meaning: "a YA node is anchored in an L or TA node and has content"},
		{ID: RuleLocution, Severity: codec.Warning, Meaning: "an entry of locutions names an L node"},
		{ID: RuleSize, Severity: codec.Info, Meaning: "what belongs to one node or edge fits in 800 KiB; more is kept in the import record"},
	}
}
