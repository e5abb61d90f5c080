package model

import (
	"context"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// Source is a text that maps cite. Its record may still have to be read: many ask for the id alone.
type Source struct {
	id   argmap.ID
	load func(context.Context) (*argmap.Source, error)
}

// SourceOf gives the source of a record.
func SourceOf(record *argmap.Source) Source {
	return Source{record.ID, func(context.Context) (*argmap.Source, error) { return record, nil }}
}

// SourceLater gives a source whose record is loaded when more than its id is asked for.
func SourceLater(id argmap.ID, load func(context.Context) (*argmap.Source, error)) Source {
	return Source{id, load}
}

// Record gives the source's record.
func (s Source) Record(ctx context.Context) (*argmap.Source, error) { return s.load(ctx) }

// ID gives the source's id.
func (s Source) ID() argmap.ID { return s.id }

// Title gives what the source is called.
func (s Source) Title(ctx context.Context) (string, error) {
	return field(ctx, s, func(r *argmap.Source) string { return r.Title })
}

// Creator gives who made it, or nil.
func (s Source) Creator(ctx context.Context) (*string, error) {
	return field(ctx, s, func(r *argmap.Source) *string { return optional(r.Creator) })
}

// Date gives when it was made, as stated, or nil.
func (s Source) Date(ctx context.Context) (*string, error) {
	return field(ctx, s, func(r *argmap.Source) *string { return optional(r.Date) })
}

// Publisher gives who published it, or nil.
func (s Source) Publisher(ctx context.Context) (*string, error) {
	return field(ctx, s, func(r *argmap.Source) *string { return optional(r.Publisher) })
}

// Language gives its language, or nil.
func (s Source) Language(ctx context.Context) (*string, error) {
	return field(ctx, s, func(r *argmap.Source) *string { return optional(r.Language) })
}

// Rights gives who may do what with it, or nil.
func (s Source) Rights(ctx context.Context) (*string, error) {
	return field(ctx, s, func(r *argmap.Source) *string { return optional(r.Rights) })
}

// URI gives where it came from, or nil.
func (s Source) URI(ctx context.Context) (*string, error) {
	return field(ctx, s, func(r *argmap.Source) *string { return optional(r.URI) })
}

// MediaType gives text/plain or text/markdown.
func (s Source) MediaType(ctx context.Context) (string, error) {
	return field(ctx, s, func(r *argmap.Source) string { return r.MediaType })
}

// Sha256 gives the hash of its bytes.
func (s Source) Sha256(ctx context.Context) (string, error) {
	return field(ctx, s, func(r *argmap.Source) string { return r.SHA256 })
}

// Size gives its length in bytes.
func (s Source) Size(ctx context.Context) (int64, error) {
	return field(ctx, s, func(r *argmap.Source) int64 { return r.Size })
}

// CodePoints gives the length of its text in code points.
func (s Source) CodePoints(ctx context.Context) (int, error) {
	return field(ctx, s, func(r *argmap.Source) int { return r.CodePoints })
}

// Revision gives the revision of its record.
func (s Source) Revision(ctx context.Context) (argmap.Revision, error) {
	return field(ctx, s, func(r *argmap.Source) argmap.Revision { return r.Revision })
}

// State gives what may be done with it.
func (s Source) State(ctx context.Context) (argmap.SourceState, error) {
	return field(ctx, s, func(r *argmap.Source) argmap.SourceState { return r.State })
}

// Owner gives who brought it in.
func (s Source) Owner(ctx context.Context) (argmap.Actor, error) {
	return field(ctx, s, func(r *argmap.Source) argmap.Actor { return r.Owner })
}

// Created gives when it was brought in.
func (s Source) Created(ctx context.Context) (time.Time, error) {
	return field(ctx, s, func(r *argmap.Source) time.Time { return r.Created })
}

// field gives a field of a source's record.
func field[T any](ctx context.Context, s Source, of func(*argmap.Source) T) (T, error) {
	r, err := s.load(ctx)
	if err != nil {
		var none T
		return none, err
	}
	return of(r), nil
}

// Paragraph is a stretch of a source's text.
type Paragraph struct {
	Record *argmap.Paragraph
	// From is the snapshot that the paragraph was reached through; nil when it was through none.
	From *snapshot.Snapshot
	// In is the paragraph's source, where that is known already.
	In *Source
}

// ID gives the paragraph's id.
func (p Paragraph) ID() argmap.ID { return p.Record.ID }

// Kind gives what the paragraph is in its source.
func (p Paragraph) Kind() argmap.ParagraphKind { return p.Record.Kind }

// Ordinal gives its place in the source, from 1.
func (p Paragraph) Ordinal() int { return p.Record.Ordinal }

// Text gives the text.
func (p Paragraph) Text() string { return p.Record.Text }

// Fragment gives the ends at which the source is torn.
func (p Paragraph) Fragment() []FragmentEnd {
	ends := []FragmentEnd{}
	if p.Record.TornStart {
		ends = append(ends, FragmentEndStart)
	}
	if p.Record.TornEnd {
		ends = append(ends, FragmentEndEnd)
	}
	return ends
}

// Segment is one stretch of a citation.
type Segment struct {
	argmap.Segment
	// From is the snapshot that the citation was read from.
	From *snapshot.Snapshot
}
