package solving

import (
	"bufio"
	"context"
	"errors"
	"io"
	"time"

	"argmap/internal/fault"
)

// MaxLine is the length of the longest line that Filter takes in, in bytes. A longer one is answered with
// an error, and skipped.
const MaxLine = 64 << 20

// Filter reads a question a line, until the reader ends, and writes its answer as one line before it
// reads on. Lines of nothing but blanks are skipped. What is wrong with a question is its answer; an
// error is returned only where the reader or the writer fails or the context ends. timeout bounds each
// question, unless it is 0.
func Filter(ctx context.Context, in io.Reader, out io.Writer, timeout time.Duration) error {
	lines := lineReader{in: bufio.NewReaderSize(in, 1<<16)}
	w := bufio.NewWriterSize(out, 1<<16)
	for {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var a *answer
		switch {
		case fault.Of(err) == fault.Exhausted:
			a = failed(err)
		case err != nil:
			return err
		default:
			a = answerTo(ctx, line, timeout)
		}
		if err := a.write(w); err != nil {
			return err
		}
		if err := w.Flush(); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// lineReader gives lines that are not blank.
type lineReader struct {
	in  *bufio.Reader
	row []byte
}

// keep is the room for lines that is not given back between two of them.
const keep = 1 << 20

// next gives a line, which holds until next is called again; io.EOF at the end, EXHAUSTED for one that is
// too long.
func (l *lineReader) next() ([]byte, error) {
	if cap(l.row) > keep {
		l.row = nil
	}
	for {
		l.row = l.row[:0]
		long, err := l.read()
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case long:
			return nil, fault.New(fault.Exhausted, "solve.line", "the line is longer than %d MB", MaxLine>>20)
		case !blank(l.row):
			return l.row, nil
		case err != nil:
			return nil, err
		}
	}
}

// read reads up to the end of a line, and says whether that is too far.
func (l *lineReader) read() (long bool, err error) {
	for {
		part, err := l.in.ReadSlice('\n')
		if long = long || len(l.row)+len(part) > MaxLine; !long {
			l.row = append(l.row, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return long, err
		}
	}
}

func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return false
		}
	}
	return true
}
