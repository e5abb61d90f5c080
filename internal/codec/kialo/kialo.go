// Package kialo reads and writes the text export of Kialo discussions, in both of its layouts: the plain
// one, a claim a line ("1.2. Con: …"), and the indented one, where the words stand below their number
// and sources follow at the end. docs/formats/kialo.md tells what becomes of what.
package kialo

import (
	"regexp"

	"argmap/internal/codec"
)

// name is that of the format, and the namespace of its numbers.
const name = "kialo"

// The rules of the format.
const (
	ruleTitle  = "KIALO-TITLE"
	ruleBefore = "KIALO-BEFORE"
	ruleParent = "KIALO-PARENT"
	ruleStance = "KIALO-STANCE"
	ruleSee    = "KIALO-SEE"
	ruleRoot   = "KIALO-SEE-THESIS"
	ruleTwice  = "KIALO-TWICE"
	ruleList   = "KIALO-LIST"
	ruleSize   = "KIALO-SIZE"
)

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: name, Title: "Kialo export (text)", MediaType: "text/plain", Extensions: []string{".txt"},
		Recognise: recognise, Decode: decode, Losses: losses, Encode: encode,
		Rules: []codec.Rule{
			{ID: ruleTitle, Severity: codec.Warning, Meaning: `the file begins with "Discussion Title: " or "Discussion Name:"`},
			{ID: ruleBefore, Severity: codec.Info, Meaning: "nothing stands between the title and the first claim"},
			{ID: ruleParent, Severity: codec.Error, Meaning: "the claim that a pro or con stands below is in the file"},
			{ID: ruleStance, Severity: codec.Warning, Meaning: "a claim below a claim is a Pro or a Con"},
			{ID: ruleSee, Severity: codec.Error, Meaning: `"-> See" names a claim of the file`},
			{ID: ruleRoot, Severity: codec.Warning, Meaning: `"-> See" stands below a claim`},
			{ID: ruleTwice, Severity: codec.Error, Meaning: "a number is given once"},
			{ID: ruleList, Severity: codec.Info, Meaning: "a line that begins with a number is a claim"},
			codec.SizeRule(ruleSize),
		},
	}
}

// marks are those of a file that lost its title.
var marks = regexp.MustCompile(`(?m)^1\.1\. (?:Pro|Con): `)

// looked is how much of a file is looked at.
const looked = 64 << 10

func recognise(s codec.Sample) codec.Likelihood {
	head := s.Head(looked)
	if title.Match(head) || marks.Match(head) {
		return codec.Surely
	}
	return codec.No
}
