package iccma

import (
	"io"
	"strconv"
	"strings"

	"argmap/internal/fault"
)

// Format is a way to write a framework.
type Format uint8

// The formats. Detect, the zero value, takes the one that the content looks like.
const (
	Detect Format = iota
	AF
	APX
	TGF
)

var formats = [...]string{"", "af", "apx", "tgf"}

// Formats lists the formats, without Detect.
func Formats() []Format { return []Format{AF, APX, TGF} }

// String gives the name: af, apx or tgf; empty for Detect.
func (f Format) String() string { return formats[f] }

// ParseFormat gives the format of a name, as String writes it; the error is INVALID and lists the names.
func ParseFormat(name string) (Format, error) {
	for _, f := range Formats() {
		if f.String() == strings.ToLower(name) {
			return f, nil
		}
	}
	return Detect, fault.New(fault.Invalid, "iccma.format", "no format is called %q; there are %s", name, strings.Join(formats[1:], ", "))
}

// Attack is one, by the numbers of its ends.
type Attack struct{ From, To int32 }

// Framework is a framework as it was read. Arguments are numbered from 0 in the order of their
// declaration.
type Framework struct {
	Arguments int
	// Attacks holds the attacks in the order of the file, each as often as it was said.
	Attacks []Attack

	names   []string // nil where names are numbers from 1
	numbers map[string]int32
}

// Name gives the name of an argument.
func (f *Framework) Name(argument int32) string {
	if f.names == nil {
		return strconv.Itoa(int(argument) + 1)
	}
	return f.names[argument]
}

// Find gives the argument of a name.
func (f *Framework) Find(name string) (int32, bool) {
	if f.names == nil {
		n, ok := number(name)
		return int32(n - 1), ok && n >= 1 && n <= f.Arguments
	}
	n, ok := f.numbers[name]
	return n, ok
}

// MaxArguments bounds the arguments that a line "p af N" may declare, since it costs its reader next to
// nothing to declare many.
const MaxArguments = 5_000_000

// Read reads a framework.
func Read(r io.Reader, format Format) (*Framework, error) {
	in := newLines(r)
	if format == Detect {
		var err error
		if format, err = in.detect(); err != nil {
			return nil, err
		}
	}
	p := parser{lines: in, f: &Framework{}}
	var err error
	switch format {
	case APX:
		err = p.apx()
	case TGF:
		err = p.tgf()
	default:
		err = p.af()
	}
	if err != nil {
		return nil, err
	}
	return p.f, in.err()
}

// number reads a decimal number as one would write it: without sign or leading zeros.
func number(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && strconv.Itoa(n) == text
}
