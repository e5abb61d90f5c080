package paragraph

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"argmap/internal/fault"
)

// Text gives the kept text of a source's bytes. What is not text is INVALID: "source.empty",
// "source.not_utf8" or "source.binary", with the byte offset of what is wrong.
func Text(raw []byte) (string, error) {
	if enc := foreignEncoding(raw); enc != "" {
		return "", fault.InvalidField("text", "source.not_utf8", "the text begins as %s does; save it as UTF-8 and send it again", enc)
	}
	body := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	offset := len(raw) - len(body)
	if at := firstInvalid(body); at >= 0 {
		return "", fault.InvalidField("text", "source.not_utf8", "byte %d (0x%02x) is not UTF-8; save the text as UTF-8 and send it again", offset+at, body[at]).AtByte(body, at)
	}
	if at := firstControl(body); at >= 0 {
		return "", fault.InvalidField("text", "source.binary", "byte %d is the control character 0x%02x, which no text has; is this a binary file?", offset+at, body[at]).AtByte(body, at)
	}
	text := strings.ReplaceAll(string(body), "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	if strings.TrimSpace(text) == "" {
		return "", fault.InvalidField("text", "source.empty", "the text is empty")
	}
	return text, nil
}

// foreignEncoding names the encoding that a byte order mark announces, if it is not UTF-8.
func foreignEncoding(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(raw, []byte{0, 0, 0xfe, 0xff}):
		return "UTF-32"
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}), bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return "UTF-16"
	default:
		return ""
	}
}

func firstInvalid(b []byte) int {
	for at := 0; at < len(b); {
		r, size := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
	return -1
}

// firstControl finds a control character that text files do not have. Tab, line feed, form feed and
// carriage return are allowed.
func firstControl(b []byte) int {
	return bytes.IndexFunc(b, func(r rune) bool {
		return r < 0x20 && r != '\t' && r != '\n' && r != '\f' && r != '\r'
	})
}
