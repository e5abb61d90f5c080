package argmapjson

import (
	"errors"
	"time"
	"unicode/utf8"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/fault"
	"argmap/internal/paragraph"
)

// replay follows the logs of a file, one map after the other, to the documents that they leave behind.
type replay struct {
	options codec.Options
	sources map[argmap.ID]*source
	source  *source
	head    *Map
	// at is the line of the map.
	at int
	// records are the map's, under their old ids; order is that in which they came, perhaps repeatedly.
	records   map[argmap.Ref]argmap.Record
	order     []argmap.Ref
	documents []*codec.Document
}

// source is a text of the file: as it was, and as the documents have it.
type source struct {
	old        *argmap.Source
	at         int // its line
	text       string
	paragraphs []*argmap.Paragraph

	// new is made when the first document cites the text, byOld are its paragraphs by their old ids.
	new   codec.Source
	byOld map[argmap.ID]argmap.ID
}

func newReplay(o codec.Options) *replay {
	return &replay{options: o, sources: map[argmap.ID]*source{}}
}

func (r *replay) line(l Line) error {
	switch {
	case l.Source != nil:
		r.source = &source{old: l.Source, text: *l.Text, at: l.At}
		r.sources[l.Source.ID] = r.source
	case l.Paragraph != nil:
		if r.source == nil || l.Paragraph.Source != r.source.old.ID {
			return outOfPlace("a paragraph stands without its source")
		}
		r.source.paragraphs = append(r.source.paragraphs, l.Paragraph)
	case l.Map != nil:
		if err := r.finish(); err != nil {
			return err
		}
		r.head, r.at, r.records, r.order = l.Map, l.At, map[argmap.Ref]argmap.Record{}, nil
	case r.head == nil:
		return outOfPlace("a change set stands without its map")
	case l.Operation != nil:
		r.set(l.Operation.Ref, l.Operation.After)
	case l.Record != nil:
		r.set(l.Record.Value.Ref(), l.Record.Value)
	}
	return nil
}

func outOfPlace(what string) error {
	return fault.New(fault.Invalid, "argmap_json.order", "%s", what)
}

// set notes a record's new value, or that it is gone.
func (r *replay) set(ref argmap.Ref, value argmap.Record) {
	if value == nil {
		delete(r.records, ref)
		return
	}
	if _, known := r.records[ref]; !known {
		r.order = append(r.order, ref)
	}
	r.records[ref] = value
}

// finish makes a document of the map that was read last, unless it is deleted. What is wrong is told at
// the line of the map, or of the text that it cites.
func (r *replay) finish() error {
	head := r.head
	r.head = nil
	if head == nil || head.State == Deleted {
		return nil
	}
	return placed(r.document(head), r.at)
}

func (r *replay) document(head *Map) error {
	ref := argmap.Ref{Type: argmap.TypeProperties, ID: head.ID}
	properties, ok := r.records[ref].(*argmap.Properties)
	if !ok {
		return fault.New(fault.Invalid, "argmap_json.revision", "map %s has no properties", head.ID)
	}
	delete(r.records, ref)
	n := naming{replay: r, ids: map[argmap.ID]argmap.ID{}, cited: map[argmap.ID]bool{}, document: &codec.Document{}}
	n.document.Properties = n.properties(properties)
	for _, ref := range r.order {
		value := r.records[ref]
		if value == nil {
			continue
		}
		delete(r.records, ref) // what went and came back is in the order twice
		renamed, err := n.record(value)
		if err != nil {
			return err
		}
		n.document.Records = append(n.document.Records, renamed)
	}
	r.documents = append(r.documents, n.document)
	return n.document.Lawful()
}

// made gives a text under new ids, and owned by who brings it in. Its figures are taken from the bytes.
func (r *replay) made(s *source) error {
	if s.byOld != nil {
		return nil
	}
	text, err := paragraph.Text([]byte(s.text))
	if wrong, ok := errors.AsType[*fault.Error](err); ok {
		return wrong.AtPlace(s.at, 0)
	}
	kept := *s.old
	kept.ID, kept.Revision, kept.State, kept.Owner = r.options.NewID(), 1, argmap.SourceActive, r.options.Actor
	kept.Created = instant(kept.Created)
	kept.SHA256, kept.Size = hash(s.text), int64(len(s.text))
	kept.CodePoints, kept.Paragraphs = utf8.RuneCountInString(text), len(s.paragraphs)
	s.new, s.byOld = codec.Source{Source: &kept, Text: text}, map[argmap.ID]argmap.ID{}
	if s.text != text {
		s.new.Raw = []byte(s.text)
	}
	runes, end := []rune(text), 0
	for i, old := range s.paragraphs {
		p := *old
		if p.Ordinal != i+1 || p.Start < end || p.Start >= p.End || p.End > len(runes) || string(runes[p.Start:p.End]) != p.Text {
			return fault.New(fault.Invalid, "source.paragraphs",
				"paragraph %d of source %s is not what stands at [%d, %d) of its text, after the one before", i+1, s.old.ID, p.Start, p.End).
				AtPlace(s.at, 0)
		}
		end = p.End
		p.ID, p.Source = r.options.NewID(), kept.ID
		s.byOld[old.ID] = p.ID
		s.new.Paragraphs = append(s.new.Paragraphs, &p)
	}
	return nil
}

// instant is a time as stores keep it.
func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
