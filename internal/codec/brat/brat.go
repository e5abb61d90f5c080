// Package brat reads and writes brat stand-off annotation (an .ann file and the text that it annotates),
// with the labels of the persuasive essays (Stab and Gurevych) and of others. docs/formats/brat.md tells
// what becomes of what.
package brat

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// name is that of the format, and the namespace of its ids.
const name = "brat"

// The rules of the format.
const (
	ruleSyntax = "BRAT-SYNTAX"
	ruleTwice  = "BRAT-TWICE"
	ruleEnd    = "BRAT-END"
	ruleRange  = "BRAT-RANGE"
	ruleWords  = "BRAT-WORDS"
	ruleCount  = "BRAT-COUNT"
	ruleType   = "BRAT-TYPE"
	ruleStance = "BRAT-STANCE"
	ruleSize   = "BRAT-SIZE"
)

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: name, Title: "brat stand-off", MediaType: "text/plain", Extensions: []string{".ann", ".txt"},
		Recognise: recognise, Decode: decode, Losses: losses, Encode: encode,
		Rules: []codec.Rule{
			{ID: ruleSyntax, Severity: codec.Error, Meaning: "a line is an annotation: an id that begins with T, R, A, M, E, N, # or *, a tab, and what its kind says"},
			{ID: ruleTwice, Severity: codec.Error, Meaning: "an id is given once"},
			{ID: ruleEnd, Severity: codec.Error, Meaning: "an annotation of another names one that is in the file"},
			{ID: ruleRange, Severity: codec.Error, Meaning: "offsets lie in the text, the end behind the start"},
			{ID: ruleWords, Severity: codec.Error, Meaning: "the words of an annotation are those of the text at its offsets"},
			{ID: ruleCount, Severity: codec.Warning, Meaning: "offsets count the code points of the text file as it is, byte order mark and carriage returns included"},
			{ID: ruleType, Severity: codec.Info, Meaning: "types are those of argument annotation"},
			{ID: ruleStance, Severity: codec.Warning, Meaning: "a Stance is For or Against, in a file with a MajorClaim"},
			codec.SizeRule(ruleSize),
		},
	}
}

var first = regexp.MustCompile(`^(?:T[0-9]+\t[^\t ]+ [0-9]+ [0-9]+|[REAMN][0-9]+\t[^\t]+ |#[0-9]+\t[^\t]+ |\*\t[^\t]+ )`)

// looked is how much of a file is looked at.
const looked = 4 << 10

func recognise(s codec.Sample) codec.Likelihood {
	if first.Match(bytes.TrimLeft(s.Head(looked), "\r\n")) {
		return codec.Surely
	}
	return codec.No
}

// kept is what a record of the format holds beyond its fields.
type kept struct {
	// At is the place of its line in the file, from 1; 0 is a new one.
	At   int    `json:"at,omitempty"`
	Type string `json:"type,omitempty"`
	// Line is the line as it was written.
	Line string `json:"line,omitempty"`
	// More are the attributes, notes and references of the annotation, as they were written.
	More []line `json:"more,omitempty"`
}

// line is one of a file, with its place from 1.
type line struct {
	At   int    `json:"at"`
	Text string `json:"text"`
}

// keptIn reads what an import kept; anything else is nothing.
func keptIn(x argmap.External, raw json.RawMessage) (k kept) {
	if x.Namespace == name && len(raw) > 0 && json.Unmarshal(raw, &k) != nil {
		return kept{}
	}
	return k
}

func external(id string) argmap.External { return argmap.External{Namespace: name, ID: id} }

// label gives a type as it is looked up: "Partial-Attack" and "partial_attack" are one.
func label(kind string) string { return plain.Replace(strings.ToLower(kind)) }

var plain = strings.NewReplacer("_", "", "-", "", " ", "")

// stated are the types of what somebody states in a text. Words of other types may be anything: they
// become claims that nobody is committed to.
var stated = map[string]bool{
	"majorclaim": true, "claim": true, "premise": true, "conclusion": true, "evidence": true, "data": true,
	"ownclaim": true, "backgroundclaim": true, "thesis": true,
}

// The types that have a meaning of their own.
const (
	majorClaim = "majorclaim"
	question   = "question"
	// statement is our own, for claims that the author does not state.
	statement = "statement"
	stance    = "stance"
)

// relations are the types of relations that support or attack.
var relations = map[string]argmap.Kind{
	"supports": argmap.KindInference, "support": argmap.KindInference,
	"attacks": argmap.KindRebuttal, "attack": argmap.KindRebuttal, "contradicts": argmap.KindRebuttal, "partialattack": argmap.KindRebuttal,
}

// roles are the types of relations that are links.
var roles = map[string]argmap.Role{
	"answers": argmap.RoleAnswers, "asksabout": argmap.RoleAsksAbout, "raises": argmap.RoleRaises, "carries": argmap.RoleCarries,
}
