package ledger

import (
	"slices"
	"testing"
)

// kept lists what a cache of numbers, each of which costs itself, still holds.
func kept(c *lru[string, int64], keys ...string) []string {
	return slices.DeleteFunc(keys, func(k string) bool { _, ok := c.get(k); return !ok })
}

func TestLRU(t *testing.T) {
	cost := func(n int64) int64 { return n }
	equal := func(t *testing.T, got, want []string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	t.Run("the least recently used goes", func(t *testing.T) {
		c := newLRU[string](10, cost)
		c.put("a", 4, nil)
		c.put("b", 4, nil)
		c.get("a")
		c.put("c", 4, nil)
		equal(t, kept(c, "a", "b", "c"), []string{"a", "c"})
	})
	t.Run("the newest stays even when it is too large", func(t *testing.T) {
		c := newLRU[string](10, cost)
		c.put("a", 4, nil)
		c.put("b", 40, nil)
		equal(t, kept(c, "a", "b"), []string{"b"})
		c.put("c", 1, nil)
		equal(t, kept(c, "b", "c"), []string{"c"})
	})
	t.Run("a better value is not replaced", func(t *testing.T) {
		c := newLRU[string](10, cost)
		greater := func(a, b int64) bool { return a > b }
		c.put("a", 4, greater)
		c.put("a", 3, greater)
		if n, _ := c.get("a"); n != 4 {
			t.Errorf("got %d, want 4", n)
		}
		c.put("a", 5, greater)
		if n, _ := c.get("a"); n != 5 || c.used != 5 {
			t.Errorf("got %d, %d used, want 5 and 5", n, c.used)
		}
	})
	t.Run("what is dropped is gone", func(t *testing.T) {
		c := newLRU[string](10, cost)
		c.put("a", 4, nil)
		c.put("b", 4, nil)
		c.drop(func(k string, _ int64) bool { return k == "a" })
		equal(t, kept(c, "a", "b"), []string{"b"})
		if c.used != 4 {
			t.Errorf("%d used, want 4", c.used)
		}
	})
}
