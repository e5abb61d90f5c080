package snapshot

import (
	"slices"

	"argmap/internal/argmap"
)

// interner gives equal words one memory. A record that was read from a store or a file has a copy
// of each id and each name of a value that it mentions; in a map of 100,000 elements these copies
// take more room than the texts.
type interner map[string]string

func (in interner) word(s string) string {
	if s == "" {
		return ""
	}
	if shared, ok := in[s]; ok {
		return shared
	}
	in[s] = s
	return s
}

func share[S ~string](in interner, fields ...*S) {
	for _, f := range fields {
		*f = S(in.word(string(*f)))
	}
}

// share gives a copy of a record whose ids and names share their memory with those of others. Texts
// are left as they are.
func (in interner) share(r argmap.Record) argmap.Record {
	switch r := r.(type) {
	case *argmap.Element:
		return in.element(*r)
	case *argmap.Link:
		c := *r
		share(in, &c.From, &c.To)
		share(in, &c.Role)
		share(in, &c.Slot, &c.External.Namespace)
		share(in, &c.Bearing)
		return &c
	case *argmap.Citation:
		return in.citation(*r)
	case *argmap.Commitment:
		c := *r
		share(in, &c.Voice, &c.Claim, &c.ReportedBy)
		share(in, &c.Act)
		share(in, &c.External.Namespace)
		return &c
	case *argmap.Voice:
		c := *r
		share(in, &c.ID)
		share(in, &c.Kind)
		share(in, &c.Actor)
		share(in, &c.External.Namespace)
		return &c
	case *argmap.Row:
		c := *r
		share(in, &c.ID)
		share(in, &c.External.Namespace)
		return &c
	case *argmap.Leftover:
		c := *r
		share(in, &c.What, &c.Why, &c.External.Namespace)
		return &c
	case *argmap.Properties:
		return r
	}
	return r
}

func (in interner) element(e argmap.Element) *argmap.Element {
	share(in, &e.ID, &e.Speaker)
	share(in, &e.Kind)
	share(in, &e.Author)
	share(in, &e.Basis)
	share(in, &e.Attack)
	share(in, &e.Scheme, &e.Act, &e.Machine, &e.External.Namespace)
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

func (in interner) citation(c argmap.Citation) *argmap.Citation {
	share(in, &c.Element, &c.Source)
	share(in, &c.Role)
	share(in, &c.Explicitness)
	share(in, &c.External.Namespace)
	c.Segments = slices.Clone(c.Segments)
	for i := range c.Segments {
		share(in, &c.Segments[i].Paragraph)
	}
	return &c
}
