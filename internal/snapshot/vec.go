package snapshot

import "unsafe"

// A chunk has 1<<chunkBits items: as many are copied when one of them changes.
const chunkBits = 9

// spare is for how many items there is room when a chunk that others share grows.
const spare = 8

// edit is the right to change chunks in place. Every change of a snapshot makes a new one, stamps
// the chunks that it copies with it, and drops it when the next snapshot is published: from then on
// nobody can change those chunks (Clojure's transients, after Bagwell 2001, "Ideal Hash Trees").
type edit struct{ _ byte }

// vec is an array in chunks that versions share. Its zero value is empty.
type vec[T any] struct {
	chunks []*chunk[T]
	length int
	// finer makes chunks of large items smaller: it halves them so many times.
	finer uint8
	// owner is the edit that copied the list of chunks.
	owner *edit
}

type chunk[T any] struct {
	owner *edit
	items []T
}

func (v *vec[T]) at(i int32) *T {
	bits := (chunkBits - v.finer) & 31
	return &v.chunks[i>>bits].items[i&(1<<bits-1)]
}

// touch gives the item to write to, in a chunk of the edit's own.
func (v *vec[T]) touch(by *edit, i int32) *T {
	v.own(by)
	at := &v.chunks[i>>(chunkBits-v.finer)]
	if c := *at; c.owner != by {
		*at = &chunk[T]{by, append(make([]T, 0, len(c.items)), c.items...)}
	}
	return v.at(i)
}

// push appends an item.
func (v *vec[T]) push(by *edit, item T) int32 {
	v.own(by)
	size := 1 << (chunkBits - v.finer)
	if v.length%size == 0 {
		v.chunks = append(v.chunks, &chunk[T]{owner: by})
	}
	last := len(v.chunks) - 1
	c := v.chunks[last]
	if c.owner != by {
		room := min(len(c.items)+spare, size)
		c = &chunk[T]{by, append(make([]T, 0, room), c.items...)}
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
