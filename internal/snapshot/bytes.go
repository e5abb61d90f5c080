package snapshot

import (
	"unsafe"

	"argmap/internal/argmap"
)

// Bytes estimates the memory that the snapshot holds, as if it shared nothing with others: records,
// their texts, tables, lists, and what was computed so far.
func (s *Snapshot) Bytes() int64 {
	size := int64(unsafe.Sizeof(*s)) + s.records
	size += s.voices.bytes() + s.rows.bytes() + s.elements.bytes() + s.commitments.bytes() +
		s.links.bytes() + s.citations.bytes() + s.leftovers.bytes() + s.paragraphs.bytes() + s.ends.bytes() +
		s.tops.bytes() + s.doubles.bytes()
	for i := range s.lists {
		size += s.lists[i].bytes()
	}
	for i := range s.kinds {
		size += s.kinds[i].bytes()
	}
	return size + s.derived.Load()
}

// bytesOf estimates the memory of a record. Its own id is counted with it, other ids with what they
// name; names of values are shared.
func bytesOf(r argmap.Record) int64 {
	switch r := r.(type) {
	case *argmap.Properties:
		return fixed(*r) + id(r.ID) + words(r.Title, r.Description, string(r.Owner)) + named(r.External) + blob(r.Raw)
	case *argmap.Voice:
		return fixed(*r) + id(r.ID) + words(r.Name, r.Description) + named(r.External) + blob(r.Raw)
	case *argmap.Row:
		return fixed(*r) + id(r.ID) + words(r.Antecedent) + named(r.External) + blob(r.Raw)
	case *argmap.Element:
		size := fixed(*r) + id(r.ID) + words(r.Text) + named(r.External) + blob(r.Raw)
		if q := r.Question; q != nil {
			size += fixed(*q) + words(q.Resolved, q.Note)
		}
		return size
	case *argmap.Commitment:
		return bytesOfCommitment(r)
	case *argmap.Link:
		return bytesOfLink(r)
	case *argmap.Citation:
		size := fixed(*r) + id(r.ID) + named(r.External) + blob(r.Raw)
		size += sizeClass(int64(cap(r.Segments)) * int64(unsafe.Sizeof(argmap.Segment{})))
		for _, s := range r.Segments {
			size += words(s.Exact, s.Prefix, s.Suffix)
		}
		return size
	case *argmap.Leftover:
		return fixed(*r) + id(r.ID) + named(r.External) + blob(r.Raw)
	}
	return 0
}

// bytesOfLink counts what a packed link has beyond its row in the table.
func bytesOfLink(r *argmap.Link) int64 {
	l := packLink(nil, r)
	switch {
	case l.rest == nil:
		return id(r.ID)
	case l.rest.whole != nil:
		return id(r.ID) + fixed(*l.rest) + fixed(*r) + named(r.External) + blob(r.Raw)
	}
	return id(r.ID) + fixed(*l.rest) + named(r.External) + blob(r.Raw)
}

// bytesOfCommitment counts what a packed commitment has beyond its row in the table.
func bytesOfCommitment(r *argmap.Commitment) int64 {
	c := packCommitment(nil, r)
	switch {
	case c.rest == nil:
		return id(r.ID)
	case c.rest.whole != nil:
		return id(r.ID) + fixed(*c.rest) + fixed(*r) + named(r.External) + blob(r.Raw)
	}
	return id(r.ID) + fixed(*c.rest) + named(r.External) + blob(r.Raw)
}

func fixed[T any](v T) int64 { return sizeClass(int64(unsafe.Sizeof(v))) }

func words(texts ...string) int64 {
	size := int64(0)
	for _, t := range texts {
		size += sizeClass(int64(len(t)))
	}
	return size
}

// id counts an id, which lies beside others (see interner).
func id(id argmap.ID) int64 { return int64(len(id)) }

func named(x argmap.External) int64 { return int64(len(x.ID)) }

func blob(raw []byte) int64 { return sizeClass(int64(cap(raw))) }

// sizeClass gives what the allocator takes for a size, about: Go rounds small sizes up by an eighth
// at most (runtime/sizeclasses.go).
func sizeClass(n int64) int64 {
	switch {
	case n <= 0:
		return 0
	case n <= 128:
		return (n + 15) / 16 * 16
	case n <= 1024:
		return (n + 31) / 32 * 32
	default:
		return n + n/16
	}
}
