package neo4jstore

import "argmap/internal/argmap"

// Labels of nodes that have an id, beside labelRecord.
const (
	labelRecord    = "Record"
	labelMap       = "Map"
	labelElement   = "Element"
	labelVoice     = "Voice"
	labelRow       = "Row"
	labelLeftover  = "Leftover"
	labelSource    = "Source"
	labelParagraph = "Paragraph"
)

// labelOf gives the label of a type of records that are nodes; empty for the others.
func labelOf(t argmap.RecordType) string {
	switch t {
	case argmap.TypeProperties:
		return labelMap
	case argmap.TypeElement:
		return labelElement
	case argmap.TypeVoice:
		return labelVoice
	case argmap.TypeRow:
		return labelRow
	case argmap.TypeLeftover:
		return labelLeftover
	case argmap.TypeCommitment, argmap.TypeLink, argmap.TypeCitation:
	}
	return ""
}

// typeOfLabel is the inverse of labelOf; empty for sources and paragraphs.
func typeOfLabel(label string) argmap.RecordType {
	for _, t := range argmap.RecordTypes() {
		if l := labelOf(t); l != "" && l == label {
			return t
		}
	}
	return ""
}

// typeOfEdge gives the type of the records that relationships of a type hold.
func typeOfEdge(kind string) argmap.RecordType {
	switch kind {
	case typeCommits:
		return argmap.TypeCommitment
	case typeCites:
		return argmap.TypeCitation
	}
	return argmap.TypeLink
}

// edgeTypes lists the types of all relationships that hold records.
func edgeTypes() []string {
	var out []string
	for _, r := range argmap.Roles() {
		out = append(out, string(r))
	}
	return append(out, typeCommits, typeCites)
}

// kindLabel gives the label of a kind of elements.
func kindLabel(k argmap.Kind) string {
	s := string(k)
	b := []byte(s)
	for i := 1; i < len(b); i++ {
		b[i] += 'a' - 'A'
	}
	return string(b)
}

// common are the properties that every record but a map's own has, or may have.
func common(more ...string) []string {
	return append([]string{"id", "map", "revision", "externalNamespace", "externalId", "raw"}, more...)
}

// usual names the properties that most nodes of a label have; what else one has comes as a map.
func usual(label string) []string {
	names := []string{"id", "map", "revision"}
	switch label {
	case labelVoice:
		return append(names, "kind", "name")
	case labelRow:
		return append(names, "antecedent")
	case labelLeftover:
		return append(names, "what", "why", "ordinal", "raw")
	}
	return append(names, "kind", "text", "author", "created", "tokens")
}

// edgeProperties names what encodeEdges writes.
func edgeProperties(kind string) []string {
	switch kind {
	case typeCommits:
		return common("act", "reportedBy")
	case typeCites:
		return common("segment", "segments", "source", "role", "explicitness", "start", "end", "exact", "prefix", "suffix")
	}
	return common("slot", "partial", "bearing", "ordinal")
}

// setProperties names what encodeSet writes.
func setProperties() []string {
	return []string{
		"map", "revision", "writeId", "payload", "actor", "key", "inputHash", "time", "message", "undoes", "staged",
	}
}
