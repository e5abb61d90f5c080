package argdown

import (
	"bytes"

	"argmap/internal/codec"
)

// Counts says how much a text holds, as @argdown/core counts it.
type Counts struct {
	// Statements are equivalence classes, Members the places of all of them.
	Statements, Members int
	// Arguments are all of them, Reconstructed those with a premise-conclusion structure.
	Arguments, Reconstructed int
	// Relations counts them by type: support, attack, undercut, contradictory, entails, contrary.
	Relations map[string]int
	Findings  []codec.Finding
}

// Check tells where a text breaks the syntax of Argdown. It reads no data, and makes no model.
func Check(src []byte) ([]codec.Finding, error) {
	p, err := parse(bytes.TrimPrefix(src, []byte("\xef\xbb\xbf")), new(codec.FindingList))
	if err != nil {
		return nil, err
	}
	return p.found.Findings(), nil
}

// Count reads a text and makes no map of it. What is nested too deep or is too much is EXHAUSTED.
func Count(src []byte) (Counts, error) {
	p, err := parse(bytes.TrimPrefix(src, []byte("\xef\xbb\xbf")), new(codec.FindingList))
	if err != nil {
		return Counts{}, err
	}
	m := build(p)
	n := Counts{Statements: len(m.classes), Arguments: len(m.arguments), Relations: map[string]int{}, Findings: m.found.Findings()}
	for _, c := range m.classes {
		n.Members += len(c.members)
	}
	for _, a := range m.arguments {
		if len(a.lines) > 0 {
			n.Reconstructed++
		}
	}
	for _, r := range m.relations {
		n.Relations[r.sort]++
	}
	return n, nil
}
