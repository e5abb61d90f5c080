package argmap

import "slices"

// CitedAnew gives the sources of which some operation cites a segment that its citation did not have
// before, each once. The operations carry the values before.
func CitedAnew(ops []Operation) []ID {
	var sources []ID
	for _, op := range ops {
		after, ok := op.After.(*Citation)
		if !ok || slices.Contains(sources, after.Source) {
			continue
		}
		before, _ := op.Before.(*Citation)
		for n := range after.Segments {
			if !stood(before, after, n) {
				sources = append(sources, after.Source)
				break
			}
		}
	}
	return sources
}

// stood reports whether a segment of a citation's new value stands in its old one, if there is one.
func stood(before, after *Citation, n int) bool {
	return before != nil && before.Source == after.Source && n < len(before.Segments) && before.Segments[n] == after.Segments[n]
}
