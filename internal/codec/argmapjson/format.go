package argmapjson

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Name is the format's.
const Name = "argmap"

const ruleSource argmap.RuleID = "ARGMAP-SOURCE"

// Format is argmap's own format as one interchange format among others. A file is then read as the maps
// that it leaves behind at its end, under new ids, and written as maps of one revision; bringing maps
// in with their history is a matter of restoring.
func Format() codec.Format {
	return codec.Format{
		Name: Name, Title: "argmap (JSON lines)", MediaType: "application/jsonl", Extensions: []string{".jsonl"},
		Recognise: recognise, Decode: decodeMaps, Losses: losses, Encode: encode,
		Rules: []codec.Rule{{ID: ruleSource, Severity: codec.Warning, Meaning: "A citation names a source that stands before it in the file."}},
	}
}

// recognise knows the header.
func recognise(s codec.Sample) codec.Likelihood {
	line, _, _ := bytes.Cut(bytes.TrimLeft(s.Head(4096), " \t\r\n"), []byte("\n"))
	l, err := parse(bytes.TrimSpace(line))
	if err == nil && l.Header != nil && l.whole() {
		return codec.Surely
	}
	return codec.No
}

// decodeMaps gives the maps that are not deleted, as they are at the end of the file. Ids are new, so
// that a map can be brought in beside the one that it was; records that have no name of an import keep
// their old id as one.
func decodeMaps(ctx context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	r := newReplay(o)
	err := Decode(codec.Reader(ctx, f.Data), r.line)
	if err == nil {
		err = r.finish()
	}
	return r.documents, err
}

// losses tells of nothing: a file of one revision holds all that a document does.
func losses(*codec.Document) []codec.Loss { return nil }

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// encode writes the map as one change set: staged where it has more operations than one may have.
func encode(_ context.Context, d *codec.Document, o codec.Output) error {
	w, err := o.Create(o.Name + ".jsonl")
	if err != nil {
		return err
	}
	e, err := NewEncoder(w)
	if err != nil {
		return err
	}
	for _, s := range d.Sources {
		if err := e.Source(s.Source, s.Bytes(), s.Paragraphs); err != nil {
			return err
		}
	}
	if err := e.Map(Map{ID: d.Properties.ID, State: Active, Revision: 1}); err != nil {
		return err
	}
	if err := e.only(d); err != nil {
		return err
	}
	return e.Close()
}

// only writes the one change set.
func (e *Encoder) only(d *codec.Document) error {
	records := append([]argmap.Record{d.Properties}, d.Records...)
	set := argmap.ChangeSet{
		Map: d.Properties.ID, Revision: 1, WriteID: d.Properties.ID + "-1",
		Actor: cmp.Or(d.Properties.Owner, argmap.Local), Time: d.Properties.Created,
	}
	if len(records) <= argmap.MaxOperations {
		for _, r := range records {
			set.Operations = append(set.Operations, argmap.Set(r))
		}
		return e.ChangeSet(set)
	}
	set.Staged = true
	if err := e.ChangeSet(set); err != nil {
		return err
	}
	for _, r := range records {
		if err := e.Record(r); err != nil {
			return err
		}
	}
	return nil
}
