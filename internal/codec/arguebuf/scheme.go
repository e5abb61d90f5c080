package arguebuf

import (
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
)

// supports are the schema's names of support schemes without their prefix, by number: the first 61 in
// order, then those that were added later.
var supports = strings.Fields(`DEFAULT
	POSITION_TO_KNOW EXPERT_OPINION WITNESS_TESTIMONY POPULAR_OPINION POPULAR_PRACTICE EXAMPLE ANALOGY
	PRACTICAL_REASONING_FROM_ANALOGY COMPOSITION DIVISION OPPOSITIONS RHETORICAL_OPPOSITIONS ALTERNATIVES
	VERBAL_CLASSIFICATION VERBAL_CLASSIFICATION_DEFINITION VERBAL_CLASSIFICATION_VAGUENESS
	VERBAL_CLASSIFICATION_ARBITRARINESS INTERACTION_OF_ACT_AND_PERSON VALUES SACRIFICE THE_GROUP_AND_ITS_MEMBERS
	PRACTICAL_REASONING TWO_PERSON_PRACTICAL_REASONING WASTE SUNK_COSTS IGNORANCE EPISTEMIC_IGNORANCE
	CAUSE_TO_EFFECT CORRELATION_TO_CAUSE SIGN ABDUCTIVE EVIDENCE_TO_HYPOTHESIS CONSEQUENCES PRAGMATIC_ALTERNATIVES
	THREAT FEAR_APPEAL DANGER_APPEAL NEED_FOR_HELP DISTRESS COMMITMENT ETHOTIC GENERIC_AD_HOMINEM
	PRAGMATIC_INCONSISTENCY INCONSISTENT_COMMITMENT CIRCUMSTANTIAL_AD_HOMINEM BIAS BIAS_AD_HOMINEM GRADUALISM
	SLIPPERY_SLOPE PRECEDENT_SLIPPERY_SLOPE SORITES_SLIPPERY_SLOPE VERBAL_SLIPPERY_SLOPE FULL_SLIPPERY_SLOPE
	CONSTITUTIVE_RULE_CLAIMS RULES EXCEPTIONAL_CASE PRECEDENT PLEA_FOR_EXCUSE PERCEPTION MEMORY
	POSITIVE_VALUES NEGATIVE_VALUES POSITIVE_CONSEQUENCES NEGATIVE_CONSEQUENCES`)

// sort is a type of scheme nodes.
type sort struct {
	field string
	kind  argmap.Kind
}

// sorts are the types of scheme nodes, in the order of the schema.
var sorts = []sort{
	{"support", argmap.KindInference}, {"attack", argmap.KindRebuttal}, {"preference", argmap.KindPreference}, {"rephrase", argmap.KindRephrase},
}

// constants are the schema's names of the schemes of a type.
func constants(field string) []string {
	if field == "support" {
		return supports
	}
	return supports[:1]
}

// schemeOf gives the scheme that a value of the schema names, in words, and the value as it is written;
// false for a value that the schema does not have.
func schemeOf(field string, v verbatim.Value) (words, constant string, ok bool) {
	prefix := strings.ToUpper(field) + "_"
	all := constants(field)
	if n, is := number(v); is && v.Kind() == verbatim.Number && n < len(all) {
		return inWords(all[n]), prefix + all[n], true
	}
	s, _ := v.Text()
	for _, c := range all {
		if s == prefix+c {
			return inWords(c), s, true
		}
	}
	return "", "", v.Kind() == verbatim.Null
}

// inWords gives a name of the schema in words: EXPERT_OPINION is "expert opinion"; the default is none.
func inWords(constant string) string {
	if constant == supports[0] {
		return ""
	}
	return strings.ToLower(strings.ReplaceAll(constant, "_", " "))
}

// constantOf gives the schema's name of a scheme in whatever spelling; the default where it has none.
func constantOf(field, scheme string) string {
	words := strings.FieldsFunc(strings.ToUpper(scheme), func(r rune) bool { return r == ' ' || r == '-' || r == '_' })
	if len(words) > 2 && words[0] == "ARGUMENT" && words[1] == "FROM" {
		words = words[2:]
	}
	folded := strings.Join(words, "_")
	for _, c := range constants(field) {
		if folded == c {
			return strings.ToUpper(field) + "_" + c
		}
	}
	return strings.ToUpper(field) + "_DEFAULT"
}

// fieldOf gives the type of the scheme node that an element becomes; empty for what is none.
func fieldOf(k argmap.Kind) string {
	for _, s := range sorts {
		if s.kind == k {
			return s.field
		}
	}
	return ""
}

// says reports whether the node that an element becomes says its scheme as it is spelt.
func says(e *argmap.Element) bool {
	field := fieldOf(e.Kind)
	if field == "" {
		return true
	}
	return e.Act == "" && e.Scheme == inWords(strings.TrimPrefix(constantOf(field, e.Scheme), strings.ToUpper(field)+"_"))
}
