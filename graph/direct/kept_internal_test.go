package direct

import "testing"

// TestKeptValuesStay puts more values than a piece has room for, and changes each where it is kept.
func TestKeptValuesStay(t *testing.T) {
	var k Kept[int]
	var at []*int
	for i := range 3 * mostKept {
		at = append(at, k.Put(i))
	}
	for i, p := range at {
		if *p != i {
			t.Fatalf("value %d is now %d", i, *p)
		}
		*p = -1 // if two shared a place, the later one would be wrong
	}
	few := testing.AllocsPerRun(10, func() {
		var k Kept[int]
		for i := range mostKept {
			k.Put(i)
		}
	})
	if few > 10 {
		t.Errorf("%d values take %.0f allocations", mostKept, few)
	}
}
