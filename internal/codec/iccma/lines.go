package iccma

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"argmap/internal/fault"
)

// MaxLine is the length of the longest line, in bytes.
const MaxLine = 64 << 20

// lines gives the lines of a text one by one, without those that are blank.
type lines struct {
	scan *bufio.Scanner
	// number is that of the current line, and text what it says, without blanks around it.
	number int
	text   string
	// held says that the current line is to be given once more.
	held bool
}

func newLines(r io.Reader) *lines {
	in := bufio.NewReader(r)
	if mark, _ := in.Peek(len(byteOrderMark)); bytes.Equal(mark, []byte(byteOrderMark)) {
		_, _ = in.Discard(len(byteOrderMark))
	}
	scan := bufio.NewScanner(in)
	scan.Buffer(nil, MaxLine)
	return &lines{scan: scan}
}

const byteOrderMark = "\ufeff"

// next goes to the next line that is not blank; false at the end.
func (l *lines) next() bool {
	if l.held {
		l.held = false
		return true
	}
	for l.scan.Scan() {
		l.number++
		if l.text = strings.TrimSpace(l.scan.Text()); l.text != "" {
			return true
		}
	}
	return false
}

// err says why the lines ended, if they did not end well.
func (l *lines) err() error {
	err := l.scan.Err()
	if errors.Is(err, bufio.ErrTooLong) {
		return fault.New(fault.Exhausted, "iccma.line", "it is longer than %d MB", MaxLine>>20).AtPlace(l.number+1, 0)
	}
	return err
}

// wrong is an error about the current line.
func (l *lines) wrong(format string, args ...any) error {
	return fault.New(fault.Invalid, "iccma.syntax", format, args...).AtPlace(l.number, 0)
}

// detect tells the format by the first line that is not a comment, and leaves it to be read. A line of
// nothing but # ends the arguments of a TGF that has none.
func (l *lines) detect() (Format, error) {
	bare := false
	for l.next() {
		switch {
		case l.text == "#":
			bare = true
		case l.text[0] == '#' || l.text[0] == '%':
		default:
			l.held = true
			return looksLike(l.text), nil
		}
	}
	if bare {
		l.text, l.held = "#", true
		return TGF, l.err()
	}
	if err := l.err(); err != nil {
		return Detect, err
	}
	return Detect, fault.New(fault.Invalid, "iccma.empty", "there is nothing in it; a framework without arguments is \"p af 0\"")
}

func looksLike(line string) Format {
	switch {
	case strings.HasPrefix(line, "p "):
		return AF
	case strings.HasPrefix(line, "arg(") || strings.HasPrefix(line, "att("):
		return APX
	default:
		return TGF
	}
}
