package ledger

import (
	"container/list"
	"sync"
)

// lru keeps values up to a budget of what they cost together; the least recently used goes. The
// newest value always stays, even when it alone is above the budget.
type lru[K comparable, V any] struct {
	cost   func(V) int64
	budget int64

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

func newLRU[K comparable, V any](budget int64, cost func(V) int64) *lru[K, V] {
	return &lru[K, V]{cost: cost, budget: budget, order: list.New(), slots: map[K]*list.Element{}}
}

func (c *lru[K, V]) get(key K) (V, bool) {
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

// put keeps a value, unless the one that is there already is better.
func (c *lru[K, V]) put(key K, value V, better func(old, new V) bool) {
	cost := c.cost(value)
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

// drop forgets every value that matches.
func (c *lru[K, V]) drop(match func(K, V) bool) {
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

// best gives the value that the comparison likes most among those that match.
func (c *lru[K, V]) best(match func(K, V) bool, better func(a, b V) bool) (V, bool) {
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

func (c *lru[K, V]) remove(e *list.Element) {
	s := c.order.Remove(e).(*slot[K, V])
	delete(c.slots, s.key)
	c.used -= s.cost
}
