package fulltext

// MaxSortKey is the longest sort key, in code points. An index of Neo4j takes keys of 8 KB at most.
const MaxSortKey = 200

// SortKey gives the form of a title by which both stores sort: folded as for a search, cut after
// MaxSortKey code points. It is compared by code point and says nothing of any language's own order.
func SortKey(title string) string {
	folded := fold(title)
	n := 0
	for at := range folded {
		if n == MaxSortKey {
			return folded[:at]
		}
		n++
	}
	return folded
}
