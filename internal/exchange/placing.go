package exchange

import (
	"context"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/fault"
	"argmap/internal/library"
)

// placed are the texts that an import has brought so far.
type placed struct {
	// name is that of the import, owner its actor.
	name    argmap.ID
	owner   argmap.Actor
	sources []codec.Source
	// paragraphs are those of the sources.
	paragraphs map[argmap.ID]*argmap.Paragraph
}

func newPlaced(name argmap.ID, owner argmap.Actor) *placed {
	return &placed{name: name, owner: owner, paragraphs: map[argmap.ID]*argmap.Paragraph{}}
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

// place sees that every text of a document is in the store, for the import alone or for all, and aims the
// citations of those that were there before at them; it gives how many these were. The hashes must be held.
func (x *Interchange) place(ctx context.Context, d *codec.Document, texts *placed) (recognised int, err error) {
	sources, paragraphs := map[argmap.ID]argmap.ID{}, map[argmap.ID]argmap.ID{}
	for i := range d.Sources {
		s := &d.Sources[i]
		there, err := x.recognise(ctx, texts, *s)
		if err != nil {
			return 0, err
		}
		if there == nil {
			if err := x.keep(ctx, texts, *s); err != nil {
				return 0, err
			}
			continue
		}
		recognised++
		sources[s.ID] = there.ID
		for n, old := range s.Paragraphs {
			paragraphs[old.ID] = there.Paragraphs[n].ID
		}
		*s = *there
	}
	if recognised > 0 {
		aim(d, sources, paragraphs)
	}
	return recognised, nil
}

// keep brings a text that is new.
func (x *Interchange) keep(ctx context.Context, texts *placed, s codec.Source) error {
	if s.Size > library.MaxBytes {
		return fault.New(fault.Exhausted, "source.too_large", "the text %q has %d bytes; at most %d are kept", s.Title, s.Size, int64(library.MaxBytes)).At("content")
	}
	if err := x.store.BringSource(ctx, texts.name, x.service.clock(), s.Source, s.Bytes(), s.Paragraphs); err != nil {
		return err
	}
	texts.sources = append(texts.sources, s)
	for _, p := range s.Paragraphs {
		texts.paragraphs[p.ID] = p
	}
	return nil
}

// recognise gives the actor's text with the same bytes and the same paragraphs, be it one that came with the
// same file; nil when there is none.
func (x *Interchange) recognise(ctx context.Context, texts *placed, s codec.Source) (*codec.Source, error) {
	for _, k := range texts.sources {
		if k.SHA256 == s.SHA256 && slices.EqualFunc(k.Paragraphs, s.Paragraphs, cutAlike) {
			return &k, nil
		}
	}
	known, err := x.library.Known(ctx, texts.owner, s.SHA256)
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
