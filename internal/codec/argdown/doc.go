// Package argdown reads and writes Argdown, and reads its JSON export.
//
// The lexer and the parser do by hand what @argdown/core 1.7 does: at each place the first kind of token
// that fits, indentation as tokens of their own, and a recursive descent below them. A test compares the
// two on thousands of drawn documents. What core refuses is found as an error and passed over.
//
// A statement, all places that bear its title, is one claim; its places are citations into the file,
// which is a source of the map. An argument that is only sketched is a claim too, its gist: so it can be
// attacked and supported as a whole, whatever it supports and attacks itself, and falls as a whole. Each
// step of a premise-conclusion structure is an inference. docs/formats/argdown.md has the whole table.
package argdown

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// namespace is that of titles, which are kept as they stand in the file: "[title]" or "<title>".
const namespace = "argdown"

const (
	ruleSyntax    argmap.RuleID = "ARGDOWN-SYNTAX"
	ruleEscape    argmap.RuleID = "ARGDOWN-ESCAPE"
	ruleEmphasis  argmap.RuleID = "ARGDOWN-EMPHASIS"
	ruleData      argmap.RuleID = "ARGDOWN-DATA"
	ruleTwice     argmap.RuleID = "ARGDOWN-PCS-TWICE"
	ruleUses      argmap.RuleID = "ARGDOWN-USES"
	ruleUndercut  argmap.RuleID = "ARGDOWN-UNDERCUT-STATEMENT"
	ruleUndefined argmap.RuleID = "ARGDOWN-UNDEFINED"
	ruleQuestion  argmap.RuleID = "ARGDOWN-QUESTION"
	ruleWords     argmap.RuleID = "ARGDOWN-QUESTION-WORDS"
	ruleNames     argmap.RuleID = "ARGDOWN-NAME"
	ruleExport    argmap.RuleID = "ARGDOWN-EXPORT"
)

// rules are in the order of the docs.
func rules() []codec.Rule {
	return []codec.Rule{
		{ID: ruleSyntax, Severity: codec.Error, Meaning: "paragraphs, relations, lists and premise-conclusion structures have the form that @argdown/core takes"},
		{ID: ruleEscape, Severity: codec.Error, Meaning: "a backslash has a character behind it"},
		{ID: ruleEmphasis, Severity: codec.Error, Meaning: "bold and italic text is ended in the paragraph in which it begins"},
		{ID: ruleData, Severity: codec.Error, Meaning: "data and front matter are YAML without anchors, nested at most 50 deep and of at most some 20,000 values, each name once"},
		{ID: ruleTwice, Severity: codec.Error, Meaning: "an argument has one premise-conclusion structure"},
		{ID: ruleUses, Severity: codec.Warning, Meaning: "what an inference uses are numbers of statements above it"},
		{ID: ruleUndercut, Severity: codec.Warning, Meaning: "what is undercut is an argument or an inference"},
		{ID: ruleUndefined, Severity: codec.Warning, Meaning: "a title that is used is somewhere given words"},
		{ID: ruleQuestion, Severity: codec.Warning, Meaning: "a question supports and attacks nothing and is no premise"},
		{ID: ruleWords, Severity: codec.Info, Meaning: "a question is marked as one"},
		{ID: ruleNames, Severity: codec.Warning, Meaning: "what the data of this program's own files name is there"},
	}
}

// exportRules are those of the JSON export.
func exportRules() []codec.Rule {
	own := []codec.Rule{{ID: ruleExport, Severity: codec.Error, Meaning: "the export has the members that @argdown/core writes, and what it names is there"}}
	both := []argmap.RuleID{ruleUses, ruleUndefined, ruleQuestion, ruleWords, ruleNames}
	for _, r := range rules() {
		if slices.Contains(both, r.ID) {
			own = append(own, r)
		}
	}
	return own
}

// Format is Argdown as people write it.
func Format() codec.Format {
	return codec.Format{
		Name: "argdown", Title: "Argdown", MediaType: "text/argdown", Extensions: []string{".argdown", ".ad", ".argdown.md"},
		Recognise: recognise, Decode: decode, Losses: losses, Encode: encode, Rules: rules(),
	}
}

// JSON is what @argdown/core and its command line export as JSON.
func JSON() codec.Format {
	return codec.Format{
		Name: "argdown-json", Title: "Argdown (JSON export)", MediaType: "application/json", Extensions: []string{".json"},
		Recognise: recogniseJSON, Decode: decodeJSON, Rules: exportRules(),
	}
}
