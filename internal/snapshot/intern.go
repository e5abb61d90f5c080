package snapshot

import (
	"slices"
	"strings"

	"argmap/internal/argmap"
)

// interner gives equal words one memory, and new ones a place beside each other. A record that was read
// from a store or a file has a copy of each id and each name of a value that it mentions; in a map of
// 100,000 elements these copies take more room than the texts. A nil interner leaves words as they are.
type interner struct {
	// layout knows the ids of elements and voices.
	layout *layout
	words  map[string]string
	// shelf is where words are put next.
	shelf strings.Builder
}

// The shelves of an interner are of these sizes; words longer than wordSize are not put on one.
const (
	firstShelf = 256
	lastShelf  = 4096
	wordSize   = 200
)

func newInterner(l *layout) *interner { return &interner{layout: l, words: map[string]string{}} }

// keep gives a word that nobody else has the memory of its own that it needs and no more: a string
// apart takes up to a third more.
func (in *interner) keep(s string) string {
	if in == nil || len(s) > wordSize {
		return s
	}
	if room := in.shelf.Cap() - in.shelf.Len(); room < len(s) {
		size := min(max(firstShelf, 2*in.shelf.Cap()), lastShelf)
		in.shelf = strings.Builder{}
		in.shelf.Grow(size)
	}
	start := in.shelf.Len()
	in.shelf.WriteString(s)
	return in.shelf.String()[start:]
}

func (in *interner) word(s string) string {
	if in == nil || s == "" {
		return s
	}
	if shared, ok := in.words[s]; ok {
		return shared
	}
	s = in.keep(s)
	in.words[s] = s
	return s
}

// element gives the id of an element, and voice that of a voice, in the memory of the record that it
// names if that is there already.
func (in *interner) element(id argmap.ID) argmap.ID {
	if in == nil {
		return id
	}
	return known(in, &in.layout.elements, id)
}

func (in *interner) voice(id argmap.ID) argmap.ID {
	if in == nil {
		return id
	}
	return known(in, &in.layout.voices, id)
}

func known[R any](in *interner, t *table[R], id argmap.ID) argmap.ID {
	if slot := t.find(id); slot != none {
		return t.id(slot)
	}
	return argmap.ID(in.keep(string(id)))
}

func (in *interner) external(x argmap.External) argmap.External {
	return argmap.External{Namespace: in.word(x.Namespace), ID: in.keep(x.ID)}
}

func share[S ~string](in *interner, fields ...*S) {
	for _, f := range fields {
		*f = S(in.word(string(*f)))
	}
}

// share gives a copy of a record whose ids and names share their memory with those of others. Texts
// are left as they are, and so are links and commitments, which are shared where they are packed.
func (in *interner) share(r argmap.Record) argmap.Record {
	switch r := r.(type) {
	case *argmap.Element:
		return in.elementOf(*r)
	case *argmap.Citation:
		return in.citationOf(*r)
	case *argmap.Voice:
		c := *r
		c.ID, c.External = in.voice(c.ID), in.external(c.External)
		share(in, &c.Kind)
		share(in, &c.Actor)
		return &c
	case *argmap.Row:
		c := *r
		share(in, &c.ID)
		c.External = in.external(c.External)
		return &c
	case *argmap.Leftover:
		c := *r
		c.ID, c.External = argmap.ID(in.keep(string(c.ID))), in.external(c.External)
		share(in, &c.What, &c.Why)
		return &c
	case *argmap.Properties, *argmap.Link, *argmap.Commitment:
		return r
	}
	return r
}

func (in *interner) elementOf(e argmap.Element) *argmap.Element {
	e.ID, e.Speaker, e.External = in.element(e.ID), in.voice(e.Speaker), in.external(e.External)
	share(in, &e.Kind)
	share(in, &e.Author)
	share(in, &e.Basis)
	share(in, &e.Attack)
	share(in, &e.Scheme, &e.Act, &e.Machine)
	if e.Question != nil {
		q := *e.Question
		share(in, &q.Form)
		share(in, &q.Force)
		share(in, &q.Row)
		share(in, &q.Answers)
		share(in, &q.Standard)
		share(in, &q.Critical)
		share(in, &q.Burden)
		share(in, &q.Effect)
		e.Question = &q
	}
	return &e
}

func (in *interner) citationOf(c argmap.Citation) *argmap.Citation {
	c.ID, c.Element, c.External = argmap.ID(in.keep(string(c.ID))), in.element(c.Element), in.external(c.External)
	share(in, &c.Source)
	share(in, &c.Role)
	share(in, &c.Explicitness)
	c.Segments = slices.Clone(c.Segments)
	for i := range c.Segments {
		share(in, &c.Segments[i].Paragraph)
	}
	return &c
}
