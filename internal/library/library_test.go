package library

import (
	"sync"
	"sync/atomic"
	"testing"
)

// TestHoldsExclude lets many hold overlapping sets of hashes, in any order: nobody meets another at a
// hash, nobody waits for ever, and nothing is left behind.
func TestHoldsExclude(t *testing.T) {
	l := New(nil)
	var inside [3]atomic.Int32
	var all sync.WaitGroup
	for i := range 200 {
		a, b := i%3, (i*i+i/3)%3
		all.Go(func() {
			release := l.Hold(string(rune('a'+a)), string(rune('a'+b)), string(rune('a'+a)))
			if inside[a].Add(1) != 1 {
				t.Errorf("two hold %d", a)
			}
			inside[a].Add(-1)
			release()
		})
	}
	all.Wait()
	if len(l.held) != 0 {
		t.Errorf("%d holds are left", len(l.held))
	}
}
