package carneades

import (
	"bytes"
	"regexp"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

const name = "carneades"

// The rules of the format.
const (
	ruleUndeclared  argmap.RuleID = "CAR-STATEMENT-UNDECLARED"
	ruleShape       argmap.RuleID = "CAR-SHAPE"
	ruleText        argmap.RuleID = "CAR-TEXT"
	ruleKeyTwice    argmap.RuleID = "CAR-KEY-TWICE"
	ruleStandard    argmap.RuleID = "CAR-STANDARD"
	rulePosition    argmap.RuleID = "CAR-POSITION-SHARED"
	rulePremise     argmap.RuleID = "CAR-PREMISE-TWICE"
	ruleNoPremise   argmap.RuleID = "CAR-PREMISE-NONE"
	ruleConvergent  argmap.RuleID = "CAR-CONVERGENT"
	ruleWeighed     argmap.RuleID = "CAR-WEIGHED"
	ruleDerivations argmap.RuleID = "CAR-DERIVED"
	ruleMuch        argmap.RuleID = "CAR-MUCH"
	ruleSize        argmap.RuleID = "CAR-SIZE"
)

func rules() []codec.Rule {
	return []codec.Rule{
		{ID: ruleUndeclared, Severity: codec.Error, Meaning: "every premise, conclusion, undercutter, position and assumption is a declared statement; an assumption may instead be a formula of the language"},
		{ID: ruleShape, Severity: codec.Error, Meaning: "sections, statements, arguments and issues are mappings, lists and texts where the format has them"},
		{ID: ruleText, Severity: codec.Warning, Meaning: "a statement has a text, which is written as a text"},
		{ID: ruleKeyTwice, Severity: codec.Error, Meaning: "a key stands once in a mapping"},
		{ID: ruleStandard, Severity: codec.Error, Meaning: "a proof standard is PE, CCE or BRD"},
		{ID: rulePosition, Severity: codec.Error, Meaning: "a statement is a position of one issue, and once"},
		{ID: rulePremise, Severity: codec.Warning, Meaning: "a statement is a premise of an argument once"},
		{ID: ruleNoPremise, Severity: codec.Info, Meaning: "an argument has premises; one that has none rests on a claim that is granted"},
		{ID: ruleConvergent, Severity: codec.Info, Meaning: "the premises of an argument count together; each of a convergent one counts alone and has an inference of its own"},
		{ID: ruleWeighed, Severity: codec.Info, Meaning: "an argument weighs all or nothing; what weighs it otherwise is kept, and the map reading does not follow it"},
		{ID: ruleDerivations, Severity: codec.Info, Meaning: "arguments are written out; those that argument schemes would derive are not made"},
		{ID: ruleMuch, Severity: codec.Warning, Meaning: "what is beside statements, arguments and issues takes less than 1 MiB as JSON"},
		codec.SizeRule(ruleSize),
	}
}

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: name, Title: "Carneades 4 (YAML)", MediaType: "application/yaml", Extensions: []string{".yml", ".yaml"},
		Recognise: recognise, Decode: decode, Losses: losses, Encode: encode, Rules: rules(),
	}
}

var (
	section    = regexp.MustCompile(`(?m)^["']?(statements|arguments|assumptions|argument_schemes|issues|language|issue_schemes|weighing_functions|tests|labels|meta|references)["']?[ \t]*:`)
	conclusion = regexp.MustCompile(`(?m)^[ \t]+["']?conclusions?["']?[ \t]*:`)
	// looked is how much of a file is looked at.
	looked = 64 << 10
)

// recognise looks for the names of sections at the left margin: those that only this format has, or two
// that go together.
func recognise(s codec.Sample) codec.Likelihood {
	head := s.Head(looked)
	if bytes.IndexByte(head, 0) >= 0 {
		return codec.No
	}
	has := map[string]bool{}
	for _, m := range section.FindAllSubmatch(head, -1) {
		has[string(m[1])] = true
	}
	switch {
	case has["argument_schemes"] || has["issue_schemes"] || has["weighing_functions"]:
		return codec.Surely
	case has["statements"] && (has["arguments"] || has["assumptions"] || has["issues"]):
		return codec.Surely
	case has["arguments"] && conclusion.Match(head):
		return codec.Surely
	case has["statements"], has["arguments"] && has["assumptions"]:
		return codec.Perhaps
	}
	return codec.No
}

// external is what this format calls a record.
func external(id string) argmap.External { return argmap.External{Namespace: name, ID: id} }

func ours(x argmap.External) bool { return x.Namespace == name }
