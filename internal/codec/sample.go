package codec

import (
	"bytes"

	"argmap/internal/codec/verbatim"
)

// Sample is a file as recognisers see it.
type Sample struct {
	Data []byte
	// JSON is the file's value when all of it is JSON, else nil. It is read once for all formats.
	JSON *verbatim.Value
}

// NewSample reads what recognisers need.
func NewSample(data []byte) Sample {
	s := Sample{Data: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
	body := bytes.TrimLeft(s.Data, " \t\r\n")
	if len(body) > 0 && (body[0] == '{' || body[0] == '[') {
		if v, err := verbatim.Parse(s.Data); err == nil {
			s.JSON = &v
		}
	}
	return s
}

// Head gives the first n bytes of the file, or all of a shorter one.
func (s Sample) Head(n int) []byte { return s.Data[:min(n, len(s.Data))] }
