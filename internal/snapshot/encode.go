package snapshot

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// MaxChunk is the largest chunk of an encoded snapshot, in bytes, unless a single record is larger.
const MaxChunk = 1 << 20

// plainChunk is how much JSON goes into a chunk before it is compressed: gzip adds a few bytes at
// most to what it cannot shrink.
const plainChunk = MaxChunk - 4096

// maxPlain bounds what a chunk may unpack to, so that a broken one cannot fill the memory.
const maxPlain = 64 << 20

// line is one entry of an encoded snapshot; the first line of each chunk is its heading.
type line struct {
	Type     argmap.RecordType `json:"t"`
	Revision argmap.Revision   `json:"r"`
	Record   json.RawMessage   `json:"v"`
}

// heading says whose the chunk is and which of how many.
type heading struct {
	Format   int             `json:"format"`
	Map      argmap.ID       `json:"map"`
	Revision argmap.Revision `json:"revision"`
	Epoch    argmap.Epoch    `json:"epoch"`
	Chunk    int             `json:"chunk"`
	Chunks   int             `json:"chunks"`
}

const format = 1

// Encode writes a snapshot in chunks: each is gzip'd JSON lines, a heading and then entries in the
// order of Entries. The same snapshot always gives the same bytes.
func Encode(s *Snapshot) ([][]byte, error) {
	plain, err := s.lines()
	if err != nil {
		return nil, err
	}
	chunks := make([][]byte, 0, len(plain))
	for i, body := range plain {
		head, err := json.Marshal(heading{format, s.id, s.revision, s.epoch, i + 1, len(plain)})
		if err != nil {
			return nil, err
		}
		chunk, err := zip(append(head, '\n'), body)
		if err != nil {
			return nil, err
		}
		chunks = append(chunks, chunk)
	}
	return chunks, nil
}

// lines gives the entries as JSON lines, cut where a chunk is full.
func (s *Snapshot) lines() ([][]byte, error) {
	chunks := [][]byte{nil}
	for e := range s.Entries() {
		record, err := argmap.EncodeRecord(e.Record)
		if err != nil {
			return nil, err
		}
		head, err := json.Marshal(line{e.Record.Ref().Type, e.Revision, json.RawMessage("0")})
		if err != nil {
			return nil, err
		}
		head = bytes.TrimSuffix(head, []byte("0}"))
		last := len(chunks) - 1
		if len(chunks[last]) > 0 && len(chunks[last])+len(head)+len(record)+2 > plainChunk {
			chunks, last = append(chunks, nil), last+1
		}
		chunks[last] = append(append(append(chunks[last], head...), record...), '}', '\n')
	}
	return chunks, nil
}

func zip(parts ...[]byte) ([]byte, error) {
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		if _, err := w.Write(p); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return buf.Bytes(), err
}

// Decode reads what Encode wrote. A chunk that is missing, out of place, or broken is INTERNAL.
func Decode(chunks [][]byte) (*Snapshot, error) {
	if len(chunks) == 0 {
		return nil, broken(0, "there is no chunk", nil)
	}
	var b *Builder
	var first heading
	for i, chunk := range chunks {
		dec, head, err := open(chunk)
		if err != nil {
			return nil, broken(i+1, "it cannot be read", err)
		}
		if i == 0 {
			b, first = NewBuilder(head.Map), head
		}
		want := heading{format, first.Map, first.Revision, first.Epoch, i + 1, len(chunks)}
		if head != want {
			return nil, broken(i+1, "its heading does not fit", nil)
		}
		if err := b.read(dec); err != nil {
			return nil, broken(i+1, "an entry cannot be read", err)
		}
	}
	return b.Snapshot(first.Revision, first.Epoch)
}

func open(chunk []byte) (*json.Decoder, heading, error) {
	var head heading
	r, err := gzip.NewReader(bytes.NewReader(chunk))
	if err != nil {
		return nil, head, err
	}
	dec := json.NewDecoder(io.LimitReader(r, maxPlain))
	err = dec.Decode(&head)
	return dec, head, err
}

// read adds the entries of a chunk.
func (b *Builder) read(dec *json.Decoder) error {
	for {
		var l line
		if err := dec.Decode(&l); err == io.EOF {
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

func broken(chunk int, what string, err error) error {
	return fault.New(fault.Internal, "snapshot.chunk", "chunk %d of the checkpoint: %s", chunk, what).Because(err)
}
