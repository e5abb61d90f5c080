package aif

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// The names of the two formats that share a graph.
const (
	FormatAIF  = "aif"
	FormatXAIF = "xaif"
)

// Dialect is how a format of the family keeps its graph.
type Dialect struct {
	// Format is its name.
	Format string
	// Member is the member of the file's object that holds the graph; empty when the object is the graph.
	Member string
	// Empty are the lists that a graph made here has, if only empty.
	Empty []string
	// Issues: the format keeps questions as nodes; a pure question that was drawn here becomes one, and
	// what answers it a node "Position On".
	Issues bool

	// Read, if any, gives the ids of the nodes that are issues before the graph is read.
	Read func(root verbatim.Value) (issues []verbatim.Value)
	// Finish, if any, reads what stands around the graph once the graph was read.
	Finish func(*Reading, verbatim.Value) error
	// Outer, if any, gives the members around the graph, from those that the import kept, in their order.
	Outer func(*Writing, []Member) []Member
}

// Member is one member of an object, its value as it is written.
type Member struct {
	Name string
	// Place is its place among the members; what has none comes last.
	Place int
	Raw   []byte
}

// NoPlace is the place of what was not in the file.
const NoPlace = 1 << 30

// positionOn is the label of the node between an issue and what answers it.
const positionOn = "Position On"

// severity gives the severity of a rule.
// severities are those of the rules.
var severities = func() map[argmap.RuleID]codec.Severity {
	of := map[argmap.RuleID]codec.Severity{}
	for _, r := range Rules() {
		of[r.ID] = r.Severity
	}
	return of
}()
