package codec

import (
	"fmt"
	"slices"

	"argmap/internal/argmap"
)

// Severity says how bad a finding is.
type Severity string

// The severities.
const (
	// Error: a rule of the format or the map is broken; what breaks it is kept, and takes no part in evaluation.
	Error Severity = "ERROR"
	// Warning: what was read is legal, and probably not meant.
	Warning Severity = "WARNING"
	// Info: what was read is not what most files hold.
	Info Severity = "INFO"
)

// Finding is one thing noticed in a file or map.
type Finding struct {
	// Rule is "MAP-..." for a rule of the map, else the format's own ("AIF-...").
	Rule     argmap.RuleID `json:"rule"`
	Severity Severity      `json:"severity"`
	// Where is the place in the file: "line 3, column 7", a JSON path such as "$.edges[4].fromID", or empty.
	Where string `json:"where,omitempty"`
	// Element is the element at fault, External its id in the file; either may be empty.
	Element  argmap.ID `json:"element,omitempty"`
	External string    `json:"external,omitempty"`
	// Message says what is wrong, and what would be right.
	Message string `json:"message"`
	// More, in the last finding of a rule, is how many more break it and are not listed; that finding is of
	// no place and no element.
	More int `json:"more,omitempty"`
}

// CountFindings counts findings with those that are not listed.
func CountFindings(found []Finding) int {
	n := 0
	for _, f := range found {
		n += f.Count()
	}
	return n
}

// Count is how many findings it stands for: itself, or those that are not listed.
func (f Finding) Count() int { return max(1, f.More) }

// MaxFindings is how many findings of one rule are listed for a file.
const MaxFindings = 1000

// tally counts findings by their rules. The zero tally is ready.
type tally struct {
	listed map[argmap.RuleID]int
	// rest has those that are only counted, in the order in which they came to be so, told how many of them
	// stand at the end of the findings already.
	rest []Finding
	told int
}

func (t *tally) enough(rule argmap.RuleID) bool {
	if t.listed[rule] < MaxFindings {
		return false
	}
	for i := range t.rest {
		if t.rest[i].Rule == rule {
			t.rest[i].More++
			return true
		}
	}
	return false
}

// add lists a finding, or begins to count its rule.
func (t *tally) add(found []Finding, f Finding) []Finding {
	if t.listed == nil {
		t.listed = map[argmap.RuleID]int{}
	}
	if t.listed[f.Rule]++; t.listed[f.Rule] == MaxFindings {
		t.rest = append(t.rest, Finding{Rule: f.Rule, Severity: f.Severity})
	}
	return append(found, f)
}

// summed gives the findings with a last one for each rule of which more are counted than listed. It may be
// asked again when more were found.
func (t *tally) summed(found []Finding) []Finding {
	found = slices.DeleteFunc(found, func(f Finding) bool { return t.told > 0 && f.More > 0 })
	t.told = 0
	for _, f := range t.rest {
		if f.More > 0 {
			f.Message = fmt.Sprintf("and %d more of these", f.More)
			found, t.told = append(found, f), t.told+1
		}
	}
	return found
}

// Rule is one rule of a format, for the table of the docs.
type Rule struct {
	ID       argmap.RuleID
	Severity Severity
	// Meaning is what a file that keeps the rule does, in a sentence.
	Meaning string
}

// Loss is one sort of thing that a format cannot hold of a document.
type Loss struct {
	// What is left out, in the plural: "citations", "undercuts of undercuts".
	What string `json:"what"`
	// Why it cannot be held, or what becomes of it.
	Why string `json:"why"`
	// Records are the ids of the records that are left out or changed, in the order of the document.
	Records []argmap.ID `json:"records"`
	// More is how many more there are, where not all are listed.
	More int `json:"more,omitempty"`
}

// Count is how many records are left out or changed.
func (l Loss) Count() int { return len(l.Records) + l.More }
