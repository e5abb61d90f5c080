package argdown

import (
	"regexp"

	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// looked is how much of a file is looked at.
const looked = 256 << 10

var (
	relationToTitle = regexp.MustCompile(`(?m)^[ \t]+(?:<?[+-]|[+-]>|><|<?_|_>)[ \t]+(?:\[[^\]\r\n]+\]|<[^<>/!\r\n][^<>\r\n]*>)`)
	argumentDefined = regexp.MustCompile(`(?m)^[ \t]*(?:[+\-<>_]+[ \t]+)?<[^<>/!?\r\n][^<>\r\n]*>:[ \t\r\n]`)
	argumentAlone   = regexp.MustCompile(`(?m)^<[^<>/!?\r\n]+>[ \t]*\r?$`)
	premise         = regexp.MustCompile(`(?m)^[ \t]*\(\d+\)[ \t]+\S`)
	conclusionLine  = regexp.MustCompile(`(?m)^[ \t]*(?:-{4,}|--[^-\r\n].*--)[ \t]*\r?$`)
	statementGiven  = regexp.MustCompile(`(?m)^[ \t]*(?:[+\-<>_]+[ \t]+)?\[[^\[\]\r\n]+\]:[ \t]+[^ \t\r\n<h]`)
	otherRelation   = regexp.MustCompile(`(?m)^[ \t]+(?:<[+\-_]|[+\-_]>|><)[ \t]+\S`)
)

// recognise looks for what no other format has: relations to titles, arguments in angle brackets with
// words behind them, premises with a line of hyphens below.
func recognise(s codec.Sample) codec.Likelihood {
	head := s.Head(looked)
	if s.JSON != nil {
		return codec.No
	}
	switch {
	case relationToTitle.Match(head), argumentDefined.Match(head), premise.Match(head) && conclusionLine.Match(head),
		statementGiven.Match(head) && (otherRelation.Match(head) || argumentAlone.Match(head)):
		return codec.Surely
	case statementGiven.Match(head), otherRelation.Match(head):
		return codec.Perhaps
	}
	return codec.No
}

// recogniseJSON looks for the three members of an export, and for the types that core gives their values.
func recogniseJSON(s codec.Sample) codec.Likelihood {
	if s.JSON == nil || s.JSON.Kind() != verbatim.Object {
		return codec.No
	}
	statements, _ := s.JSON.Get("statements")
	arguments, _ := s.JSON.Get("arguments")
	relations, _ := s.JSON.Get("relations")
	if statements.Kind() != verbatim.Object || arguments.Kind() != verbatim.Object || relations.Kind() != verbatim.Array {
		return codec.No
	}
	for _, v := range []verbatim.Value{statements, arguments} {
		if all := v.Members(); len(all) > 0 {
			if t := text0(all[0].Value, "type"); t == "equivalence-class" || t == "argument" {
				return codec.Surely
			}
		}
	}
	return codec.Perhaps
}
