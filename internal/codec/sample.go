package codec

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"

	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

// Sample is a file as recognisers see it.
type Sample struct {
	Data []byte
	// JSON is the file's value when all of it is JSON, else nil. It is read once for all formats.
	JSON *verbatim.Value
	// broken says why a file that begins as JSON does is none.
	broken error
}

// NewSample reads what recognisers need.
func NewSample(data []byte) Sample {
	s := Sample{Data: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
	if s.mayBeJSON() {
		v, err := verbatim.Parse(s.Data)
		if s.broken = err; err == nil {
			s.JSON = &v
		}
	}
	return s
}

// mayBeJSON tells by the first marks, since statements of Argdown begin with a bracket, too.
func (s Sample) mayBeJSON() bool {
	first := s.first()
	if first != '[' {
		return first == '{'
	}
	_, rest, _ := bytes.Cut(s.Data, []byte("["))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return len(rest) == 0 || bytes.IndexByte([]byte(`"{[]-0123456789`), rest[0]) >= 0 ||
		bytes.HasPrefix(rest, []byte("true")) || bytes.HasPrefix(rest, []byte("false")) || bytes.HasPrefix(rest, []byte("null"))
}

// first gives the first byte that is no white space; 0 when there is none.
func (s Sample) first() byte {
	body := bytes.TrimLeft(s.Data, " \t\r\n")
	if len(body) == 0 {
		return 0
	}
	return body[0]
}

// Head gives the first n bytes of the file, or all of a shorter one.
func (s Sample) Head(n int) []byte { return s.Data[:min(n, len(s.Data))] }

// Broken says where a file that begins as JSON or XML does stops being that, as one that was cut off
// does: a fault with its place. It is nil for a file that is whole, or begins in another way.
func (s Sample) Broken() *fault.Error {
	if broken, ok := errors.AsType[*fault.Error](s.broken); ok {
		return broken
	}
	if s.first() == '<' {
		return brokenXML(s.Data)
	}
	return nil
}

// deepestXML is how deep elements are followed; what lies deeper in each other is taken for whole.
const deepestXML = 10_000

func brokenXML(data []byte) *fault.Error {
	in := xml.NewDecoder(bytes.NewReader(data))
	in.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for depth := 0; depth < deepestXML; {
		t, err := in.Token()
		if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
			return fault.New(fault.Invalid, "xml.syntax", "this is not XML: %s", syntax.Msg).AtByte(data, int(in.InputOffset()))
		}
		switch t.(type) {
		case nil:
			return nil
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}
