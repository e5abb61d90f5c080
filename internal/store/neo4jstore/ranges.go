package neo4jstore

import (
	"slices"

	"argmap/internal/argmap"
)

// closeBytes is how many leading bytes the ids of one range share: in a UUIDv7 that is four seconds.
const closeBytes = 10

// ranges sorts ids and parts them into stretches that one seek over an index can look through
// without meeting many other ids.
func ranges(ids []argmap.ID) []any {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	out := []any{}
	for start := 0; start < len(ids); {
		end := start + 1
		for end < len(ids) && near(ids[start], ids[end]) {
			end++
		}
		out = append(out, rangeOf(ids[start:end]))
		start = end
	}
	return out
}

func near(a, b argmap.ID) bool {
	return len(a) >= closeBytes && len(b) >= closeBytes && a[:closeBytes] == b[:closeBytes]
}

func rangeOf(ids []argmap.ID) params {
	return params{"low": string(ids[0]), "high": string(ids[len(ids)-1]), "ids": strs(ids)}
}

// strs gives ids, or other names, as the driver takes them.
func strs[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
