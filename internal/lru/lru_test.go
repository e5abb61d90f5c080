package lru

import (
	"slices"
	"testing"
)

// kept lists what a cache of numbers, each of which costs itself, still holds.
func kept(c *Cache[string, int64], keys ...string) []string {
	return slices.DeleteFunc(keys, func(k string) bool { _, ok := c.Get(k); return !ok })
}

func TestLRU(t *testing.T) {
	cost := func(_ string, n int64) int64 { return n }
	equal := func(t *testing.T, got, want []string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	t.Run("the least recently used goes", func(t *testing.T) {
		c := New(10, cost)
		c.Put("a", 4, nil)
		c.Put("b", 4, nil)
		c.Get("a")
		c.Put("c", 4, nil)
		equal(t, kept(c, "a", "b", "c"), []string{"a", "c"})
	})
	t.Run("the newest stays even when it is too large", func(t *testing.T) {
		c := New(10, cost)
		c.Put("a", 4, nil)
		c.Put("b", 40, nil)
		equal(t, kept(c, "a", "b"), []string{"b"})
		c.Put("c", 1, nil)
		equal(t, kept(c, "b", "c"), []string{"c"})
	})
	t.Run("a better value is not replaced", func(t *testing.T) {
		c := New(10, cost)
		greater := func(a, b int64) bool { return a > b }
		c.Put("a", 4, greater)
		c.Put("a", 3, greater)
		if n, _ := c.Get("a"); n != 4 {
			t.Errorf("got %d, want 4", n)
		}
		c.Put("a", 5, greater)
		if n, _ := c.Get("a"); n != 5 || c.used != 5 {
			t.Errorf("got %d, %d used, want 5 and 5", n, c.used)
		}
	})
	t.Run("each value that goes is told once", func(t *testing.T) {
		var told []int64
		c := New(10, cost).WhenGone(func(n int64) { told = append(told, n) })
		c.Put("a", 4, nil)
		c.Put("b", 5, nil)
		c.Put("b", 6, nil) // in place of another
		c.Put("c", 1, nil) // a must make room
		c.Drop(func(k string, _ int64) bool { return k == "c" })
		if !slices.Equal(told, []int64{5, 4, 1}) {
			t.Errorf("told of %v, want 5, 4 and 1", told)
		}
	})
	t.Run("what is dropped is gone", func(t *testing.T) {
		c := New(10, cost)
		c.Put("a", 4, nil)
		c.Put("b", 4, nil)
		c.Drop(func(k string, _ int64) bool { return k == "a" })
		equal(t, kept(c, "a", "b"), []string{"b"})
		if c.used != 4 {
			t.Errorf("%d used, want 4", c.used)
		}
	})
}
