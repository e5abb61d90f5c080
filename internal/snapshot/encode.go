package snapshot

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// MaxChunk is the largest chunk of an encoded snapshot, in bytes.
const MaxChunk = 1 << 20

// format is the version of the encoding.
const format = 1

// heading is the first line of an encoded snapshot.
type heading struct {
	Format   int             `json:"format"`
	Map      argmap.ID       `json:"map"`
	Revision argmap.Revision `json:"revision"`
	Epoch    argmap.Epoch    `json:"epoch"`
}

// line is each of the others: one entry.
type line struct {
	Type     argmap.RecordType `json:"t"`
	Revision argmap.Revision   `json:"r"`
	Record   json.RawMessage   `json:"v"`
}

// Encode writes a snapshot as gzip'd lines of JSON, a heading and then the entries in the order of
// Entries, cut into chunks of MaxChunk bytes. The same snapshot always gives the same bytes.
func Encode(s *Snapshot) ([][]byte, error) {
	var out bytes.Buffer
	zip, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	lines := json.NewEncoder(zip)
	lines.SetEscapeHTML(false)
	if err := lines.Encode(heading{format, s.id, s.revision, s.epoch}); err != nil {
		return nil, err
	}
	for e := range s.Entries() {
		record, err := argmap.EncodeRecord(e.Record)
		if err != nil {
			return nil, err
		}
		// Written by hand: an encoder would read the record's JSON once more.
		if _, err := fmt.Fprintf(zip, "{\"t\":%q,\"r\":%d,\"v\":%s}\n", e.Record.Ref().Type, e.Revision, record); err != nil {
			return nil, err
		}
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	return slices.Collect(slices.Chunk(out.Bytes(), MaxChunk)), nil
}

// Decode reads what Encode wrote. It is INTERNAL when a chunk is missing, out of place or broken.
func Decode(chunks [][]byte) (*Snapshot, error) {
	var parts []io.Reader
	for _, c := range chunks {
		parts = append(parts, bytes.NewReader(c))
	}
	zip, err := gzip.NewReader(io.MultiReader(parts...))
	if err != nil {
		return nil, broken("it cannot be unpacked", err)
	}
	lines := json.NewDecoder(zip)
	var head heading
	if err := lines.Decode(&head); err != nil {
		return nil, broken("its heading cannot be read", err)
	}
	if head.Format != format {
		return nil, broken("its format is unknown", nil)
	}
	b := NewBuilder(head.Map)
	if err := b.read(lines); err != nil {
		return nil, broken("an entry cannot be read", err)
	}
	return b.Snapshot(head.Revision, head.Epoch)
}

// read adds entries to the end.
func (b *Builder) read(lines *json.Decoder) error {
	for {
		var l line
		if err := lines.Decode(&l); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		r, err := argmap.DecodeRecord(l.Type, l.Record)
		if err != nil {
			return err
		}
		b.Add(argmap.Entry{Record: r, Revision: l.Revision})
	}
}

func broken(what string, err error) error {
	return fault.New(fault.Internal, "snapshot.checkpoint", "the checkpoint is broken: %s", what).Because(err)
}
