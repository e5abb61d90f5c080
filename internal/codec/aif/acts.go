package aif

import (
	"strings"

	"argmap/internal/argmap"
)

// asking gives the force of an illocution that asks; empty for one that does not.
func asking(force string) argmap.QuestionForce {
	f := squash(force)
	switch {
	case strings.HasSuffix(f, "challenging"):
		return argmap.Challenging
	case f == "assertivequestioning":
		return argmap.Assertive
	case f == "rhetoricalquestioning":
		return argmap.Rhetorical
	case strings.HasSuffix(f, "questioning"):
		return argmap.Pure
	}
	return ""
}

// forceName is AIFdb's name of the force of a question.
func forceName(f argmap.QuestionForce) string {
	switch f {
	case argmap.Assertive:
		return "Assertive Questioning"
	case argmap.Rhetorical:
		return "Rhetorical Questioning"
	case argmap.Challenging:
		return "Challenging"
	case argmap.Pure:
	}
	return "Pure Questioning"
}

// actOf gives what an illocution of a force does to a claim that is its content; empty when it commits
// nobody to anything. Forces that are not known state what they are about.
func actOf(force string) argmap.Act {
	f := squash(force)
	switch asking(force) {
	case argmap.Pure, argmap.Challenging:
		return ""
	case argmap.Assertive, argmap.Rhetorical:
		return argmap.Asserts
	}
	switch {
	case f == "analysing", f == "retracting":
		return ""
	case strings.HasSuffix(f, "conceding"), f == "agreeing":
		return argmap.Concedes
	case f == "disagreeing", f == "denying", f == "rejecting":
		return argmap.Denies
	case f == "hypothesising", f == "supposing", f == "assuming":
		return argmap.Supposes
	}
	return argmap.Asserts
}

// actName is AIFdb's name of the force by which somebody commits himself, or his own where it has none.
func actName(a argmap.Act) string {
	switch a {
	case argmap.Concedes:
		return "Conceding"
	case argmap.Denies:
		return "Disagreeing"
	case argmap.Supposes:
		return "Hypothesising"
	case argmap.Asserts:
	}
	return "Asserting"
}
