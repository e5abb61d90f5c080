package exchange

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/fault"
)

// DefaultLimit is the largest file of an interchange format in bytes, unless Options say otherwise.
const DefaultLimit = 64 << 20

// File is a file of some interchange format.
type File struct {
	// Name is the file's name without folders, for titles and messages; it may be empty.
	Name string
	Body io.Reader
	// Format is the name of its format; empty lets the content tell.
	Format string
	// Beside opens a file that lies beside this one, by its name; nil when there is none. A file that is
	// not there is an error that wraps fs.ErrNotExist.
	Beside func(name string) (io.ReadCloser, error)
}

// contents are what was read of a file.
type contents struct {
	format codec.Format
	file   codec.File
	// companions are the files that were read beside it, by name.
	companions map[string][]byte
	room       int64
}

// read reads a file whole, within the limit, and finds its format.
func (c *Converter) read(f File) (*contents, error) {
	data, err := bounded(f.Body, c.opt.Limit, c.opt.Limit)
	if err != nil {
		return nil, err
	}
	if n := pieces(data); n > maxPieces {
		return nil, fault.New(fault.Exhausted, "file.too_many_pieces", "the file has %d objects, tags and lines; at most %d are read, so split it", n, maxPieces).At("content")
	}
	got := &contents{companions: map[string][]byte{}, room: c.opt.Limit - int64(len(data))}
	got.file = codec.File{Name: f.Name, Data: data, Beside: func(name string) ([]byte, error) {
		return got.beside(f, name, c.opt.Limit)
	}}
	if f.Format != "" {
		got.format, err = c.opt.Formats.Named(f.Format)
		return got, err
	}
	if what := packed(data); what != "" {
		return nil, fault.InvalidField("content", "file.packed", "the file is packed (%s); unpack it first", what)
	}
	got.format, err = c.opt.Formats.Recognise(data)
	return got, err
}

// maxPieces is how many objects, tags and lines a file may have. A tiny object takes hundreds of times its
// length once it is an element, so the length alone bounds no memory; more than these make no map that
// a store would take.
const maxPieces = 1_000_000

func pieces(data []byte) int {
	return bytes.Count(data, []byte("{")) + bytes.Count(data, []byte("<")) + bytes.Count(data, []byte("\n"))
}

// packed names the packing of a file that is no map as it stands.
func packed(data []byte) string {
	for mark, what := range map[string]string{"PK\x03\x04": "zip", "\x1f\x8b": "gzip", "BZh": "bzip2", "\xfd7zXZ\x00": "xz", "\x28\xb5\x2f\xfd": "zstd"} {
		if bytes.HasPrefix(data, []byte(mark)) {
			return what
		}
	}
	return ""
}

// beside reads a companion. Together with the file it keeps to the limit.
func (got *contents) beside(f File, name string, limit int64) ([]byte, error) {
	if data, ok := got.companions[name]; ok {
		return data, nil
	}
	if f.Beside == nil || name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\\\x00") {
		return nil, fmt.Errorf("%q: %w", name, fs.ErrNotExist)
	}
	in, err := f.Beside(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := bounded(in, got.room, limit)
	if err != nil {
		return nil, err
	}
	got.room -= int64(len(data))
	got.companions[name] = data
	return data, nil
}

// bounded reads to the end; what has more bytes than there is room for is EXHAUSTED "file.too_large".
func bounded(r io.Reader, room, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, room+1))
	var known *fault.Error
	switch {
	case errors.As(err, &known):
		return nil, known
	case err != nil:
		return nil, fault.New(fault.Cancelled, "file.cut_off", "the file broke off before its end; nothing was kept").At("content").Because(err)
	case int64(len(data)) > room:
		return nil, fault.New(fault.Exhausted, "file.too_large", "the file, with those beside it, is larger than %d bytes; split it, or raise the limit", limit).At("content")
	}
	return data, nil
}

// decode gives the maps of a file.
func (c *Converter) decode(ctx context.Context, got *contents, o codec.Options) (docs []*codec.Document, err error) {
	if got.format.Decode == nil {
		return nil, fault.InvalidField("format", "format.written_only", "%s is only written, not read; there are %s", got.format.Name, strings.Join(c.readable(), ", "))
	}
	defer broken(&err, "the file could not be read as %s", got.format)
	docs, err = got.format.Read(ctx, got.file, o)
	if err == nil && len(docs) == 0 {
		err = fault.InvalidField("content", "file.no_map", "the file, read as %s, holds no map", got.format.Name)
	}
	return docs, err
}

// hash stands for all that decoding depends on.
func (got *contents) hash() string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%q %q %d\n", got.format.Name, got.file.Name, len(got.file.Data))
	_, _ = h.Write(got.file.Data)
	names := make([]string, 0, len(got.companions))
	for name := range got.companions {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		_, _ = fmt.Fprintf(h, "%q %d\n", name, len(got.companions[name]))
		_, _ = h.Write(got.companions[name])
	}
	return hex.EncodeToString(h.Sum(nil))
}
