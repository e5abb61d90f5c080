package graph

import "testing"

// TestStaying finds a resolver for each field that is said to stay within its map, so that none of the
// list is a slip or a leftover.
func TestStaying(t *testing.T) {
	t.Parallel()
	v := NewVersions(Config{})
	for _, name := range staying {
		if leaves, ok := v.leaving[name]; !ok || leaves {
			t.Errorf("%s has no resolver", name)
		}
	}
	for _, name := range []string{"argumentmap.sources", "argumentmap.history", "source.state", "paragraph.citations", "query.maps"} {
		if !v.leaving[name] {
			t.Errorf("%s is not known to leave its map", name)
		}
	}
}
