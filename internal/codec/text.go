package codec

import (
	"bytes"

	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

// YAMLMarks counts the marks of a text of YAML behind which a value may begin, whether one does or not. It is
// cheap, and there are at most twice as many values: what reads YAML holds some 200 bytes for each of them.
func YAMLMarks(text []byte) int {
	n := 0
	for _, mark := range []string{"\n", ",", "[", "{", "- ", ": "} {
		n += bytes.Count(text, []byte(mark))
	}
	return n
}

// Readable refuses a file of a format that is no text in UTF-8: INVALID "<format>.not_text" at the first
// byte that no text has.
func Readable(format string, data []byte) error {
	at, what := verbatim.NotUTF8(data), "a byte that is not UTF-8; save the file as UTF-8 and send it again"
	if at < 0 {
		at, what = bytes.IndexByte(data, 0), "a NUL character, which no text has; is this a binary file?"
	}
	if at < 0 {
		return nil
	}
	return fault.New(fault.Invalid, format+".not_text", "here is %s", what).AtByte(data, at)
}
