package exchange

import (
	"context"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/fault"
	"argmap/internal/library"
)

// placed says what became of a document's texts.
type placed struct {
	// brought are those that are new in the store, recognised how many were there.
	brought    []argmap.ID
	recognised int
}

// hashesOf gives what the texts of documents are recognised by.
func hashesOf(docs ...*codec.Document) []string {
	var hashes []string
	for _, d := range docs {
		for _, s := range d.Sources {
			hashes = append(hashes, s.SHA256)
		}
	}
	return hashes
}

// place sees that every text of a document is in the store, and aims the citations of those that were
// there before at them. What it has brought is told when it fails too. The hashes must be held.
func (x *Interchange) place(ctx context.Context, d *codec.Document, actor argmap.Actor) (placed, error) {
	var p placed
	sources, paragraphs := map[argmap.ID]argmap.ID{}, map[argmap.ID]argmap.ID{}
	for i := range d.Sources {
		s := &d.Sources[i]
		there, err := x.recognise(ctx, actor, *s)
		if err != nil {
			return p, err
		}
		if there != nil {
			p.recognised++
			sources[s.ID] = there.ID
			for n, old := range s.Paragraphs {
				paragraphs[old.ID] = there.Paragraphs[n].ID
			}
			*s = *there
			continue
		}
		if s.Size > library.MaxBytes {
			return p, fault.New(fault.Exhausted, "source.too_large", "the text %q has %d bytes; at most %d are kept", s.Title, s.Size, int64(library.MaxBytes)).At("content")
		}
		if err := x.library.Put(ctx, s.Source, s.Bytes(), s.Paragraphs); err != nil {
			return p, err
		}
		p.brought = append(p.brought, s.ID)
	}
	if p.recognised > 0 {
		aim(d, sources, paragraphs)
	}
	return p, nil
}

// recognise gives the actor's text with the same bytes and the same paragraphs; nil when there is none.
func (x *Interchange) recognise(ctx context.Context, actor argmap.Actor, s codec.Source) (*codec.Source, error) {
	known, err := x.library.Known(ctx, actor, s.SHA256)
	if err != nil {
		return nil, err
	}
	for _, k := range known {
		if k.Paragraphs != len(s.Paragraphs) {
			continue
		}
		paragraphs, err := x.service.paragraphs(ctx, k.ID)
		if err != nil {
			return nil, err
		}
		if slices.EqualFunc(paragraphs, s.Paragraphs, cutAlike) {
			return &codec.Source{Source: k, Text: s.Text, Raw: s.Raw, Paragraphs: paragraphs}, nil
		}
	}
	return nil, nil //nolint:nilnil // nobody has it yet
}

func cutAlike(a, b *argmap.Paragraph) bool {
	return a.Ordinal == b.Ordinal && a.Start == b.Start && a.End == b.End
}

// aim puts new ids of sources and paragraphs into citations.
func aim(d *codec.Document, sources, paragraphs map[argmap.ID]argmap.ID) {
	for i, r := range d.Records {
		c, ok := r.(*argmap.Citation)
		if !ok || sources[c.Source] == "" {
			continue
		}
		moved := *c
		moved.Source, moved.Segments = sources[c.Source], slices.Clone(c.Segments)
		for n := range moved.Segments {
			moved.Segments[n].Paragraph = paragraphs[moved.Segments[n].Paragraph]
		}
		d.Records[i] = &moved
	}
}
