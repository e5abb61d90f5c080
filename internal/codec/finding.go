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

// FindingList lists findings in the order in which they are made: of each rule the first MaxFindings, and
// how many more there are. The zero list is ready.
type FindingList struct {
	found  []Finding
	listed map[argmap.RuleID]int
	// rest has those that are only counted, in the order in which they came to be so.
	rest []Finding
}

// Enough reports whether so many findings of a rule are listed that one more is only counted, and counts
// it then: who asks first need not word what will not be listed.
func (l *FindingList) Enough(rule argmap.RuleID) bool {
	if l.listed[rule] < MaxFindings {
		return false
	}
	for i := range l.rest {
		if l.rest[i].Rule == rule {
			l.rest[i].More++
			return true
		}
	}
	return false
}

// Add notes a finding, or counts it.
func (l *FindingList) Add(f Finding) {
	if !l.Enough(f.Rule) {
		l.list(f)
	}
}

// list notes a finding of a rule of which there are not enough.
func (l *FindingList) list(f Finding) {
	if l.listed == nil {
		l.listed = map[argmap.RuleID]int{}
	}
	if l.listed[f.Rule]++; l.listed[f.Rule] == MaxFindings {
		l.rest = append(l.rest, Finding{Rule: f.Rule, Severity: f.Severity})
	}
	l.found = append(l.found, f)
}

// Findings gives those that are listed, and behind them one for each rule of which more are counted; nil
// when there are none.
func (l *FindingList) Findings() []Finding {
	all := slices.Clip(l.found)
	for _, f := range l.rest {
		if f.More > 0 {
			f.Message = fmt.Sprintf("and %d more of these", f.More)
			all = append(all, f)
		}
	}
	return all
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
