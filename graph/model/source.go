package model

import (
	"time"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// Source is a text that maps cite.
type Source struct{ Record *argmap.Source }

// ID gives the source's id.
func (s Source) ID() argmap.ID { return s.Record.ID }

// Title gives what the source is called.
func (s Source) Title() string { return s.Record.Title }

// Creator gives who made it, or nil.
func (s Source) Creator() *string { return optional(s.Record.Creator) }

// Date gives when it was made, as stated, or nil.
func (s Source) Date() *string { return optional(s.Record.Date) }

// Publisher gives who published it, or nil.
func (s Source) Publisher() *string { return optional(s.Record.Publisher) }

// Language gives its language, or nil.
func (s Source) Language() *string { return optional(s.Record.Language) }

// Rights gives who may do what with it, or nil.
func (s Source) Rights() *string { return optional(s.Record.Rights) }

// URI gives where it came from, or nil.
func (s Source) URI() *string { return optional(s.Record.URI) }

// MediaType gives text/plain or text/markdown.
func (s Source) MediaType() string { return s.Record.MediaType }

// Sha256 gives the hash of its bytes.
func (s Source) Sha256() string { return s.Record.SHA256 }

// Size counts its bytes.
func (s Source) Size() int64 { return s.Record.Size }

// CodePoints counts the code points of its text.
func (s Source) CodePoints() int { return s.Record.CodePoints }

// Revision gives the revision of its record.
func (s Source) Revision() argmap.Revision { return s.Record.Revision }

// State gives what may be done with it.
func (s Source) State() argmap.SourceState { return s.Record.State }

// Owner gives who brought it in.
func (s Source) Owner() argmap.Actor { return s.Record.Owner }

// Created gives when it was brought in.
func (s Source) Created() time.Time { return s.Record.Created }

// Paragraph is a stretch of a source's text.
type Paragraph struct {
	Record *argmap.Paragraph
	// From is the snapshot that the paragraph was reached through; nil when it was through none.
	From *snapshot.Snapshot
	// In is the paragraph's source, where that is known already.
	In *argmap.Source
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
