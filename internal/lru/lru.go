// Package lru keeps values in memory up to a budget of what they cost together.
package lru

import (
	"container/list"
	"sync"
)

// Cache keeps values up to a budget of what they cost together; the least recently used goes. The
// newest value always stays, even when it alone is above the budget. Its methods may be called from
// many goroutines at once.
type Cache[K comparable, V any] struct {
	cost   func(K, V) int64
	budget int64
	gone   func(V)

	mu    sync.Mutex
	used  int64
	order *list.List // of *slot[K, V], the most recently used in front
	slots map[K]*list.Element
}

type slot[K comparable, V any] struct {
	key   K
	value V
	cost  int64
}

// New makes a cache with a budget. The cost of a value must not change while it is kept.
func New[K comparable, V any](budget int64, cost func(K, V) int64) *Cache[K, V] {
	return &Cache[K, V]{cost: cost, budget: budget, order: list.New(), slots: map[K]*list.Element{}}
}

// WhenGone makes the cache tell f of each value that it no longer keeps; f must not call the cache. It
// gives the cache, and is called before anything is kept.
func (c *Cache[K, V]) WhenGone(f func(V)) *Cache[K, V] {
	c.gone = f
	return c
}

// Get gives the value of a key, which is now the most recently used.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.slots[key]
	if !ok {
		var none V
		return none, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*slot[K, V]).value, true
}

// Put keeps a value, unless the one that is there already is better; better may be nil.
func (c *Cache[K, V]) Put(key K, value V, better func(old, new V) bool) {
	cost := c.cost(key, value)
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.slots[key]; ok {
		if better != nil && better(e.Value.(*slot[K, V]).value, value) {
			return
		}
		c.remove(e)
	}
	c.slots[key] = c.order.PushFront(&slot[K, V]{key, value, cost})
	c.used += cost
	for c.used > c.budget && c.order.Len() > 1 {
		c.remove(c.order.Back())
	}
}

// Drop forgets every value that matches.
func (c *Cache[K, V]) Drop(match func(K, V) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for e := c.order.Front(); e != nil; {
		next := e.Next()
		if s := e.Value.(*slot[K, V]); match(s.key, s.value) {
			c.remove(e)
		}
		e = next
	}
}

// Best gives the value that the comparison likes most among those that match.
func (c *Cache[K, V]) Best(match func(K, V) bool, better func(a, b V) bool) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var found V
	ok := false
	for e := c.order.Front(); e != nil; e = e.Next() {
		s := e.Value.(*slot[K, V])
		if match(s.key, s.value) && (!ok || better(s.value, found)) {
			found, ok = s.value, true
		}
	}
	return found, ok
}

func (c *Cache[K, V]) remove(e *list.Element) {
	s := c.order.Remove(e).(*slot[K, V])
	delete(c.slots, s.key)
	c.used -= s.cost
	if c.gone != nil {
		c.gone(s.value)
	}
}
