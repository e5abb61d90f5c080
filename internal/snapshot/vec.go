package snapshot

import (
	"slices"
	"unsafe"
)

// chunkSize is how many items of a vec are copied when one of them changes.
const chunkSize = 512

// edit is the right to change chunks in place. Every change of a snapshot makes a new one, stamps
// the chunks that it copies with it, and drops it when the next snapshot is published: from then on
// nobody can change those chunks (Clojure's transients, after Bagwell 2001, "Ideal Hash Trees").
type edit struct{ _ byte }

// vec is an array in chunks that versions share. Its zero value is empty.
type vec[T any] struct {
	chunks []*chunk[T]
	length int
	// owner is the edit that copied the list of chunks.
	owner *edit
}

type chunk[T any] struct {
	owner *edit
	items []T
}

func (v *vec[T]) at(i int32) *T { return &v.chunks[i/chunkSize].items[i%chunkSize] }

// touch gives the item to write to, in a chunk of the edit's own.
func (v *vec[T]) touch(by *edit, i int32) *T {
	v.own(by)
	c := v.chunks[i/chunkSize]
	if c.owner != by {
		c = &chunk[T]{by, append(make([]T, 0, len(c.items)), c.items...)}
		v.chunks[i/chunkSize] = c
	}
	return &c.items[i%chunkSize]
}

// push appends an item.
func (v *vec[T]) push(by *edit, item T) int32 {
	v.own(by)
	if v.length%chunkSize == 0 {
		v.chunks = append(v.chunks, &chunk[T]{owner: by})
	}
	last := len(v.chunks) - 1
	c := v.chunks[last]
	if c.owner != by {
		c = &chunk[T]{by, slices.Clip(c.items)}
		v.chunks[last] = c
	}
	c.items = append(c.items, item)
	v.length++
	return int32(v.length - 1)
}

// own makes sure that the list of chunks is the edit's.
func (v *vec[T]) own(by *edit) {
	if v.owner != by {
		v.chunks = append(make([]*chunk[T], 0, len(v.chunks)+1), v.chunks...)
		v.owner = by
	}
}

// bytes counts the memory that the vec holds by itself.
func (v *vec[T]) bytes() int64 {
	var item T
	size := int64(cap(v.chunks)) * 8
	for _, c := range v.chunks {
		size += 32 + int64(cap(c.items))*int64(unsafe.Sizeof(item))
	}
	return size
}
