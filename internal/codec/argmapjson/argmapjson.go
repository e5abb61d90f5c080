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
// The end line tells a whole file from one that was cut off.
package argmapjson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// Version is the version of the format that is written, and the highest that is read.
const Version = 1

// MaxLine is the longest line that is read, in bytes. A source of 20 MB takes more on its line where
// its characters need escapes.
const MaxLine = 128 << 20

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
}

// Header begins a file.
type Header struct {
	Version int `json:"version"`
}

// Map announces a map.
type Map struct {
	ID argmap.ID `json:"id"`
	// State is "ACTIVE" or "DELETED"; the last change set of a deleted map is its deletion.
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

type recordJSON struct {
	Type  argmap.RecordType `json:"type"`
	Value json.RawMessage   `json:"value"`
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

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Record) UnmarshalJSON(b []byte) error {
	var in recordJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	value, err := argmap.DecodeRecord(in.Type, in.Value)
	r.Value = value
	return err
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

// Decode reads a file and gives its lines in order, but for the first and the last, which it checks
// itself. What is wrong is INVALID "argmap_json.…" with the number of the line. It ends with yield's
// error if yield gives one.
func Decode(r io.Reader, yield func(Line) error) error {
	d := decoder{scan: bufio.NewScanner(r)}
	d.scan.Buffer(make([]byte, 0, 64<<10), MaxLine)
	for d.scan.Scan() {
		d.number++
		if len(bytes.TrimSpace(d.scan.Bytes())) == 0 {
			continue
		}
		if err := d.line(d.scan.Bytes(), yield); err != nil {
			return err
		}
	}
	if err := d.scan.Err(); errors.Is(err, bufio.ErrTooLong) {
		return fault.New(fault.Exhausted, "argmap_json.line", "line %d is longer than %d bytes", d.number+1, MaxLine)
	} else if err != nil {
		return err
	}
	if !d.ended {
		return d.wrong("argmap_json.cut_off", "the file has no end line; it was cut off")
	}
	return nil
}

type decoder struct {
	scan   *bufio.Scanner
	number int
	begun  bool
	ended  bool
	counts Counts
}

func (d *decoder) wrong(reason, format string, args ...any) error {
	return fault.New(fault.Invalid, reason, "line %d: %s", d.number, fmt.Sprintf(format, args...))
}

func (d *decoder) line(b []byte, yield func(Line) error) error {
	var l Line
	in := json.NewDecoder(bytes.NewReader(b))
	in.DisallowUnknownFields()
	if err := in.Decode(&l); err != nil {
		return d.wrong("argmap_json.syntax", "%v", err)
	}
	if in.More() {
		return d.wrong("argmap_json.syntax", "there is more than one value on the line")
	}
	switch {
	case d.ended:
		return d.wrong("argmap_json.order", "there is something after the end line")
	case !d.begun:
		return d.begin(l)
	case l.End != nil:
		return d.end(*l.End)
	}
	return d.body(l, yield)
}

func (d *decoder) begin(l Line) error {
	if l.Header == nil {
		return d.wrong("argmap_json.header", `the file does not begin with {"argmap": {"version": %d}}`, Version)
	}
	if l.Header.Version < 1 || l.Header.Version > Version {
		return d.wrong("argmap_json.version", "the file is of version %d; this program reads up to %d", l.Header.Version, Version)
	}
	d.begun = true
	return nil
}

func (d *decoder) end(c Counts) error {
	if c != d.counts {
		return d.wrong("argmap_json.count", "the end line counts %+v, the file holds %+v", c, d.counts)
	}
	d.ended = true
	return nil
}

func (d *decoder) body(l Line, yield func(Line) error) error {
	set := 0
	for _, has := range []bool{l.Source != nil, l.Paragraph != nil, l.Map != nil, l.ChangeSet != nil, l.Operation != nil, l.Record != nil} {
		if has {
			set++
		}
	}
	if set != 1 || l.Header != nil || (l.Text != nil) != (l.Source != nil) {
		return d.wrong("argmap_json.line", "the line must say exactly one of source (with text), paragraph, map, changeSet, operation, record or end")
	}
	d.count(l)
	if err := yield(l); err != nil {
		return fmt.Errorf("line %d: %w", d.number, err)
	}
	return nil
}

func (d *decoder) count(l Line) {
	switch {
	case l.Source != nil:
		d.counts.Sources++
	case l.Map != nil:
		d.counts.Maps++
	case l.ChangeSet != nil:
		d.counts.ChangeSets++
	case l.Operation != nil:
		d.counts.Operations++
	}
}
