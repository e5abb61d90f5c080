package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// putSource writes the gathered source, or finds it in the store.
func (in *reader) putSource() error {
	if err := in.checkSource(); err != nil {
		return err
	}
	known, err := in.service.store.Sources(in.ctx, []argmap.ID{in.source.ID})
	if err != nil {
		return err
	}
	if len(known) > 0 {
		return in.knownSource(known[0])
	}
	if err := in.service.store.PutSource(in.ctx, in.source, in.raw, in.paragraphs); err != nil {
		return err
	}
	in.report.Sources++
	return nil
}

// knownSource leaves a source alone whose text and paragraphs are the file's. Of its record the later
// revision stays.
func (in *reader) knownSource(now *argmap.Source) error {
	if now.SHA256 != in.source.SHA256 {
		return in.otherSource("other bytes")
	}
	paragraphs, err := in.service.paragraphs(in.ctx, now.ID)
	if err != nil {
		return err
	}
	if !same(paragraphs, in.paragraphs) {
		return in.otherSource("other paragraphs")
	}
	if now.Revision == in.source.Revision && !same(now, in.source) {
		return in.otherSource("another record of the same revision")
	}
	if now.Revision < in.source.Revision {
		done, err := in.service.store.UpdateSource(in.ctx, in.source, now.Revision)
		if err != nil {
			return err
		}
		if !done {
			return in.otherSource("a record that was just changed")
		}
	}
	in.report.Known++
	return nil
}

func (in *reader) otherSource(what string) error {
	return fault.New(fault.Conflict, "source.exists", "source %s is there already with %s", in.source.ID, what)
}

// same reports whether two values have the same JSON.
func same(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// checkSource refuses a source that does not hang together.
func (in *reader) checkSource() error {
	src, text := in.source, keptText(in.raw)
	sum := sha256.Sum256(in.raw)
	switch {
	case src.Revision < 1 || src.ID == "" || src.State != argmap.SourceActive && src.State != argmap.SourceWithdrawn:
		return invalid("source.record", "source %q has the revision %d and the state %q", src.ID, src.Revision, src.State)
	case !exact(src.Created):
		return invalid("source.record", "the time of source %s is not in UTC to the microsecond", src.ID)
	case bytes.IndexByte(in.raw, 0) >= 0:
		return invalid("source.text", "the text of source %s has a NUL character", src.ID)
	case hex.EncodeToString(sum[:]) != src.SHA256 || int64(len(in.raw)) != src.Size || utf8.RuneCountInString(text) != src.CodePoints:
		return invalid("source.text", "source %s says that its text has the SHA-256 %s, %d bytes and %d code points; that in the file is another",
			src.ID, src.SHA256, src.Size, src.CodePoints)
	case len(in.paragraphs) != src.Paragraphs:
		return invalid("source.paragraphs", "source %s says that it has %d paragraphs; the file has %d", src.ID, src.Paragraphs, len(in.paragraphs))
	}
	return in.checkParagraphs([]rune(text))
}

// keptText is the text that offsets count in: without a mark at its start, and with line feeds only.
func keptText(raw []byte) string {
	text := strings.ReplaceAll(string(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))), "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n")
}

func (in *reader) checkParagraphs(text []rune) error {
	end := 0
	for i, p := range in.paragraphs {
		if p.Source != in.source.ID || p.Ordinal != i+1 || p.Start < end || p.Start >= p.End || p.End > len(text) || string(text[p.Start:p.End]) != p.Text {
			return invalid("source.paragraphs", "paragraph %d of source %s is not what stands at [%d, %d) of its text, after the one before", i+1, in.source.ID, p.Start, p.End)
		}
		end = p.End
	}
	return nil
}
