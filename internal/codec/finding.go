package codec

import (
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
}
