package argmapjson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

// MaxLine is the longest line that is read, in bytes. A source of 20 MB takes more on its line where
// its characters need escapes.
const MaxLine = 128 << 20

// Decode reads a file and gives its lines in order, but for the first and the last, which it checks
// itself. What is wrong is INVALID "argmap_json.…" with the number of the line; a line longer than
// MaxLine is EXHAUSTED. It ends with yield's error if yield gives one. It holds one line at a time.
func Decode(r io.Reader, yield func(Line) error) error { return decode(r, MaxLine, yield) }

func decode(r io.Reader, longest int, yield func(Line) error) error {
	d := decoder{scan: bufio.NewScanner(r)}
	d.scan.Buffer(nil, longest)
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
		return fault.New(fault.Exhausted, "argmap_json.long_line", "the line is longer than %d bytes", longest).AtPlace(d.number+1, 0)
	} else if err != nil {
		return fmt.Errorf("after line %d: %w", d.number, err)
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
	return fault.New(fault.Invalid, reason, format, args...).AtPlace(max(d.number, 1), 0)
}

func (d *decoder) line(b []byte, yield func(Line) error) error {
	if d.ended {
		return d.wrong("argmap_json.order", "there is something after the end line")
	}
	l, err := parse(b)
	if err != nil {
		return fault.New(fault.Invalid, "argmap_json.syntax", "%v", err).AtPlace(d.number, columnOf(b, err))
	}
	l.At = d.number
	switch {
	case !d.begun:
		return d.begin(l)
	case !l.whole() || l.Header != nil:
		return d.wrong("argmap_json.line", "the line must say exactly one of source (with text), paragraph, map, changeSet, operation, record or end")
	case l.End != nil:
		return d.end(*l.End)
	}
	return d.body(l, yield)
}

func (d *decoder) begin(l Line) error {
	if l.Header == nil || !l.whole() {
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
	switch {
	case l.Map != nil && l.Map.State != Active && l.Map.State != Deleted:
		return d.wrong("argmap_json.state", "a map is %q or %q, not %q", Active, Deleted, l.Map.State)
	case l.ChangeSet != nil && len(l.ChangeSet.Operations) > 0:
		return d.wrong("argmap_json.line", "the operations of a change set stand on lines of their own")
	}
	d.count(l)
	return placed(yield(l), d.number)
}

// placed says at which line of the file an error is, unless it says a line itself.
func placed(err error, line int) error {
	known, ok := errors.AsType[*fault.Error](err)
	switch {
	case err == nil:
		return nil
	case !ok:
		return fmt.Errorf("line %d: %w", line, err)
	case known.Details["line"] != nil:
		return err
	default:
		return known.AtPlace(line, 0)
	}
}

// columnOf gives the column at which a line is no JSON, in code points from 1; 0 where it is.
func columnOf(line []byte, err error) int {
	if at := verbatim.NotUTF8(line); at >= 0 {
		return 1 + utf8.RuneCount(line[:at])
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return 1 + utf8.RuneCount(line)
	}
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return 1 + utf8.RuneCount(line[:min(max(int(syntax.Offset)-1, 0), len(line))])
	}
	return 0
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

// whole reports whether exactly one member is set, and a text beside a source and nowhere else.
func (l Line) whole() bool {
	set := 0
	for _, has := range []bool{
		l.Header != nil, l.Source != nil, l.Paragraph != nil, l.Map != nil,
		l.ChangeSet != nil, l.Operation != nil, l.Record != nil, l.End != nil,
	} {
		if has {
			set++
		}
	}
	return set == 1 && (l.Text != nil) == (l.Source != nil)
}

// wire is a line whose records are still to be read: their types say how.
type wire struct {
	Line
	Operation *operationWire `json:"operation"`
	Record    *recordWire    `json:"record"`
}

type operationWire struct {
	Type   argmap.RecordType `json:"type"`
	ID     argmap.ID         `json:"id"`
	Before json.RawMessage   `json:"before"`
	After  json.RawMessage   `json:"after"`
}

type recordWire struct {
	Type  argmap.RecordType `json:"type"`
	Value json.RawMessage   `json:"value"`
}

// parse reads a line and refuses every member that it does not know, in records too: what is not
// known would be lost.
func parse(b []byte) (Line, error) {
	if !utf8.Valid(b) {
		return Line{}, errors.New("the line is not UTF-8")
	}
	var w wire
	if err := strict(b, &w); err != nil {
		return Line{}, err
	}
	l := w.Line
	var err error
	if w.Operation != nil {
		l.Operation, err = w.Operation.read()
	}
	if w.Record != nil && err == nil {
		l.Record, err = w.Record.read()
	}
	return l, err
}

func (w *operationWire) read() (*argmap.Operation, error) {
	op := &argmap.Operation{Ref: argmap.Ref{Type: w.Type, ID: w.ID}}
	if argmap.NewRecord(w.Type) == nil {
		return nil, fmt.Errorf("there is no record type %q", w.Type)
	}
	var err error
	if w.Before != nil {
		if op.Before, err = record(w.Type, w.Before); err != nil {
			return nil, err
		}
	}
	if w.After != nil {
		op.After, err = record(w.Type, w.After)
	}
	return op, err
}

func (w *recordWire) read() (*Record, error) {
	value, err := record(w.Type, w.Value)
	return &Record{value}, err
}

func record(t argmap.RecordType, b []byte) (argmap.Record, error) {
	r := argmap.NewRecord(t)
	if r == nil {
		return nil, fmt.Errorf("there is no record type %q", t)
	}
	if len(b) == 0 || b[0] != '{' {
		return nil, fmt.Errorf("a %s is an object", t)
	}
	return r, strict(b, r)
}

// strict reads one JSON value, the whole of b, into v.
func strict(b []byte, v any) error {
	in := json.NewDecoder(bytes.NewReader(b))
	in.DisallowUnknownFields()
	if err := in.Decode(v); err != nil {
		return err
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more than one value on the line")
	}
	return nil
}
