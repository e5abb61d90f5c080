package authoring

import (
	"context"
	"iter"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// CopyMapInput says which revision of a map to copy, and what the copy is called.
type CopyMapInput struct {
	// Revision is 0 for the latest.
	Revision argmap.Revision `json:"revision,omitzero"`
	// Title is nil for that of the original.
	Title *string `json:"title,omitzero"`
}

// CopyMap makes a new map that holds what w.Map held at a revision, with new ids; the copy's id is
// the receipt's. Authors and times of the elements stay; defects of the original are copied too.
func (s *Service) CopyMap(ctx context.Context, w Write, in CopyMapInput) (ledger.Receipt, error) {
	p, err := s.proposal(w, request{"copyMap", in})
	if err != nil {
		return ledger.Receipt{}, err
	}
	p.Since = 0 // what the author saw was the original
	original, err := s.ledger.At(ctx, w.Map, ledger.Read{AsOf: in.Revision})
	if err != nil {
		return s.copiedBefore(ctx, p, placed(err))
	}
	c := newCopying(original, s.ids)
	properties := *argmap.PropertiesIn(original)
	properties.ID, properties.Owner, properties.Created = c.id(w.Map), w.Actor, s.now()
	properties.Title = valueOr(in.Title, properties.Title)
	properties.CopiedFrom, properties.CopiedRevision = w.Map, original.Revision()
	r, err := s.ledger.Import(ctx, p, &properties, c.records(original.Entries()))
	return r, copyError(err)
}

// copiedBefore gives the receipt of a copy that was made under the same key, though its original
// can be read no more; without one it gives the reason.
func (s *Service) copiedBefore(ctx context.Context, p ledger.Proposal, reason error) (ledger.Receipt, error) {
	if p.Key == "" {
		return ledger.Receipt{}, reason
	}
	p.Map, p.Create = s.ids(), true
	p.Build = func(*snapshot.Snapshot) ([]argmap.Operation, error) { return nil, reason }
	return s.ledger.Commit(ctx, p)
}

// copyError blames the input: the author sent none of the records.
func copyError(err error) error {
	switch fault.Of(err) {
	case fault.Invalid, fault.Exhausted:
		return placed(err)
	default:
		return err
	}
}

// copying gives new names to all records of a map, through one table.
type copying struct {
	new   map[argmap.ID]argmap.ID
	fresh func() argmap.ID
}

// newCopying names everything at once, so that ids of one type keep their order, which lists follow.
func newCopying(original *snapshot.Snapshot, fresh func() argmap.ID) copying {
	c := copying{map[argmap.ID]argmap.ID{}, fresh}
	for e := range original.Entries() {
		c.id(e.Record.Ref().ID)
	}
	return c
}

// id gives the new name for an old one; none for none.
func (c copying) id(old argmap.ID) argmap.ID {
	if old == "" {
		return ""
	}
	if c.new[old] == "" {
		c.new[old] = c.fresh()
	}
	return c.new[old]
}

// records gives the records of the copy but its properties.
func (c copying) records(entries iter.Seq[argmap.Entry]) iter.Seq2[argmap.Record, error] {
	return func(yield func(argmap.Record, error) bool) {
		for e := range entries {
			if r := c.record(e.Record); r != nil && !yield(r, nil) {
				return
			}
		}
	}
}

// record is a record with new names; nil for the properties. Sources and paragraphs keep theirs.
func (c copying) record(r argmap.Record) argmap.Record {
	switch r := r.(type) {
	case *argmap.Voice:
		v := *r
		v.ID = c.id(r.ID)
		return &v
	case *argmap.Row:
		w := *r
		w.ID = c.id(r.ID)
		return &w
	case *argmap.Element:
		return c.element(r)
	case *argmap.Commitment:
		k := *r
		k.ID, k.Voice, k.Claim, k.ReportedBy = c.id(r.ID), c.id(r.Voice), c.id(r.Claim), c.id(r.ReportedBy)
		return &k
	case *argmap.Link:
		l := *r
		l.ID, l.From, l.To = c.id(r.ID), c.id(r.From), c.id(r.To)
		return &l
	case *argmap.Citation:
		k := *r
		k.ID, k.Element = c.id(r.ID), c.id(r.Element)
		return &k
	case *argmap.Leftover:
		l := *r
		l.ID = c.id(r.ID)
		return &l
	case *argmap.Properties:
	}
	return nil
}

func (c copying) element(r *argmap.Element) *argmap.Element {
	e := *r
	e.ID, e.Speaker = c.id(r.ID), c.id(r.Speaker)
	if r.Question != nil {
		q := *r.Question
		q.Row = c.id(q.Row)
		e.Question = &q
	}
	return &e
}
