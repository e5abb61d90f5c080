// Package argmapjson is argmap's own interchange format: sources and maps, complete with history, as
// JSON lines. It is what export, backup and the examples are written in.
//
// A file is a sequence of JSON objects, one a line, each with one member that says what it is:
//
//	{"argmap": {"version": 1}}                     first, once
//	{"source": {…}, "text": "…"}                   a source and its bytes as they came
//	{"paragraph": {…}}                             the paragraphs of the source above, in order
//	{"map": {"id", "state", "revision"}}           a map; its log follows
//	{"changeSet": {…}}                             one step of the log, without its operations
//	{"operation": {"type","id","before","after"}}  the operations of the step above, in order
//	{"record": {"type", "value"}}                  the records that a staged first step brought
//	{"end": {"sources": n, "maps": n, "changeSets": n, "operations": n}}   last, once
//
// The end line tells a whole file from one that was cut off. Every member is known: what a reader
// does not know it refuses, as it would be lost.
package argmapjson

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"argmap/internal/argmap"
)

// Version is the version of the format that is written, and the highest that is read.
const Version = 1

// Line is one line of a file; exactly one of its members is set, but for Text, which goes with Source.
type Line struct {
	Header    *Header           `json:"argmap,omitempty"`
	Source    *argmap.Source    `json:"source,omitempty"`
	Text      *string           `json:"text,omitempty"`
	Paragraph *argmap.Paragraph `json:"paragraph,omitempty"`
	Map       *Map              `json:"map,omitempty"`
	ChangeSet *argmap.ChangeSet `json:"changeSet,omitempty"`
	Operation *argmap.Operation `json:"operation,omitempty"`
	Record    *Record           `json:"record,omitempty"`
	End       *Counts           `json:"end,omitempty"`
	// At is the number of the line in the file that it was read from, from 1.
	At int `json:"-"`
}

// Header begins a file.
type Header struct {
	Version int `json:"version"`
}

// The states of a map.
const (
	Active  = "ACTIVE"
	Deleted = "DELETED"
)

// Map announces a map.
type Map struct {
	ID argmap.ID `json:"id"`
	// State is Active or Deleted; the last change set of a deleted map is its deletion.
	State    string          `json:"state"`
	Revision argmap.Revision `json:"revision"`
}

// Counts ends a file.
type Counts struct {
	Sources    int `json:"sources"`
	Maps       int `json:"maps"`
	ChangeSets int `json:"changeSets"`
	Operations int `json:"operations"`
}

// Record is a record with its type.
type Record struct {
	Value argmap.Record
}

// MarshalJSON writes {"type", "value"}.
func (r Record) MarshalJSON() ([]byte, error) {
	value, err := argmap.EncodeRecord(r.Value)
	if err != nil {
		return nil, err
	}
	// json.Marshal would escape <, > and & within what an import kept raw.
	return fmt.Appendf(nil, `{"type":%q,"value":%s}`, r.Value.Ref().Type, value), nil
}

// Encoder writes a file.
type Encoder struct {
	out    *bufio.Writer
	json   *json.Encoder
	counts Counts
}

// NewEncoder begins a file on w.
func NewEncoder(w io.Writer) (*Encoder, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	e := &Encoder{out: out, json: json.NewEncoder(out)}
	e.json.SetEscapeHTML(false)
	return e, e.json.Encode(Line{Header: &Header{Version}})
}

// Source writes a source with its bytes, which are UTF-8, and its paragraphs.
func (e *Encoder) Source(s *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) error {
	text := string(raw)
	if err := e.json.Encode(Line{Source: s, Text: &text}); err != nil {
		return err
	}
	for _, p := range paragraphs {
		if err := e.json.Encode(Line{Paragraph: p}); err != nil {
			return err
		}
	}
	e.counts.Sources++
	return nil
}

// Map announces a map; its change sets come next.
func (e *Encoder) Map(m Map) error {
	e.counts.Maps++
	return e.json.Encode(Line{Map: &m})
}

// ChangeSet writes one step of the log of the map that was announced last.
func (e *Encoder) ChangeSet(set argmap.ChangeSet) error {
	ops := set.Operations
	set.Operations = nil
	e.counts.ChangeSets++
	e.counts.Operations += len(ops)
	if err := e.json.Encode(Line{ChangeSet: &set}); err != nil {
		return err
	}
	for i := range ops {
		if err := e.json.Encode(Line{Operation: &ops[i]}); err != nil {
			return err
		}
	}
	return nil
}

// Record writes one record of the staged change set that was written last.
func (e *Encoder) Record(r argmap.Record) error { return e.json.Encode(Line{Record: &Record{r}}) }

// Close writes the end line and flushes; it does not close the writer beneath.
func (e *Encoder) Close() error {
	if err := e.json.Encode(Line{End: &e.counts}); err != nil {
		return err
	}
	return e.out.Flush()
}
