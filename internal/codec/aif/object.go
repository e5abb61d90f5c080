package aif

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
)

// member is one member of an object, its value as it is written.
type member struct {
	name string
	raw  json.RawMessage
}

// membersOf appends the members of an object.
func membersOf(raw json.RawMessage, into []member) []member {
	for name, value := range verbatim.Pairs(raw) {
		into = append(into, member{nameOf(name), value})
	}
	return into
}

// nameOf gives the name of a member; those of the format cost nothing.
func nameOf(raw []byte) string {
	switch string(raw) {
	case `"nodeID"`:
		return "nodeID"
	case `"text"`:
		return "text"
	case `"type"`:
		return "type"
	case `"timestamp"`:
		return "timestamp"
	case `"scheme"`:
		return "scheme"
	case `"schemeID"`:
		return "schemeID"
	case `"edgeID"`:
		return "edgeID"
	case `"fromID"`:
		return "fromID"
	case `"toID"`:
		return "toID"
	case `"formEdgeID"`:
		return "formEdgeID"
	case `"personID"`:
		return "personID"
	}
	return verbatim.Name(raw)
}

// says reports whether a JSON string says a text, wholly.
func says(raw []byte, text string) bool {
	if len(raw) != 0 && raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1:len(raw)-1]) == text
	}
	shows, whole := shown(raw)
	return whole && shows == text
}

// items appends the elements of an array.
func items(raw json.RawMessage, into []json.RawMessage) []json.RawMessage {
	for item := range verbatim.Items(raw) {
		into = append(into, item)
	}
	return into
}

// partsOf gives the elements of an array that a record keeps; none where it keeps something else.
func partsOf(raw json.RawMessage, into []json.RawMessage) []json.RawMessage {
	if len(raw) == 0 || raw[0] != '[' || !json.Valid(raw) {
		return into
	}
	return items(raw, into)
}

// last gives the value of the last member of a name; nil when there is none.
func last(members []member, name string) json.RawMessage {
	for i := len(members) - 1; i >= 0; i-- {
		if members[i].name == name {
			return members[i].raw
		}
	}
	return nil
}

// set gives the last member of a name another value, or adds it.
func set(members []member, name string, raw json.RawMessage) []member {
	for i := len(members) - 1; i >= 0; i-- {
		if members[i].name == name {
			members[i].raw = raw
			return members
		}
	}
	return append(members, member{name, raw})
}

// without takes all members of a name away.
func without(members []member, name string) []member {
	var kept []member
	for _, m := range members {
		if m.name != name {
			kept = append(kept, m)
		}
	}
	return kept
}

// room is about how many bytes an object takes.
func room(members []member) int {
	n := 2
	for _, m := range members {
		n += len(m.name) + len(m.raw) + 4
	}
	return n
}

// object appends an object's JSON.
func object(dst []byte, members []member) []byte {
	dst = append(dst, '{')
	for i, m := range members {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(quote(dst, m.name), ':')
		dst = append(dst, m.raw...)
	}
	return append(dst, '}')
}

// quote appends a text as a JSON string.
func quote(dst []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c == '"' || c == '\\' || c >= 0x7f {
			return append(dst, verbatim.Quote(s)...)
		}
	}
	dst = append(dst, '"')
	dst = append(dst, s...)
	return append(dst, '"')
}

func quoted(s string) json.RawMessage { return quote(make([]byte, 0, len(s)+2), s) }

// shown gives a JSON string as a record can hold it: half a surrogate pair and NUL become U+FFFD, and
// what is longer than a record's text is cut. Whole reports that none of this was needed; it is false
// for what is no string, too.
func shown(raw []byte) (text string, whole bool) {
	if len(raw) == 0 || raw[0] != '"' {
		return "", false
	}
	body := raw[1 : len(raw)-1]
	whole = true
	if bytes.IndexByte(body, '\\') < 0 {
		text = string(body)
	} else {
		if json.Unmarshal(raw, &text) != nil {
			return "", false // never: it is JSON
		}
		whole = !halved(body) && strings.IndexByte(text, 0) < 0
		text = strings.ReplaceAll(text, "\x00", "\uFFFD")
	}
	if len(text) > argmap.MaxTextBytes {
		text, whole = cut(text, argmap.MaxTextBytes), false
	}
	return text, whole
}

// cut shortens a text to at most n bytes, between code points.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// halved reports whether an escaped string has half of a surrogate pair.
func halved(body []byte) bool {
	const high, low, end = 0xD800, 0xDC00, 0xE000
	for at := 0; at < len(body); at++ {
		if body[at] != '\\' {
			continue
		}
		at++
		r := escaped(body, at)
		switch {
		case r < high || r >= end:
			continue
		case r >= low:
			return true
		}
		if next := at + 5; next+6 > len(body) || body[next] != '\\' || escaped(body, next+1) < low || escaped(body, next+1) >= end {
			return true
		}
		at += 5 + 1 + 4
	}
	return false
}

// escaped gives the code unit of "uXXXX" at a place, or -1.
func escaped(body []byte, at int) int {
	if body[at] != 'u' || at+5 > len(body) {
		return -1
	}
	n, err := strconv.ParseUint(string(body[at+1:at+5]), 16, 16)
	if err != nil {
		return -1
	}
	return int(n)
}

// word gives an id, which may be a string or a number, as text; false for anything else.
func word(raw []byte) (string, bool) {
	switch {
	case len(raw) == 0:
		return "", false
	case raw[0] == '"':
		text, whole := shown(raw)
		if !whole {
			return "!" + string(raw), true // so that two such ids stay apart
		}
		return text, true
	case isNumber(raw):
		return string(raw), true
	}
	return "", false
}

func isNumber(raw []byte) bool {
	return len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9')
}

func isNull(raw []byte) bool { return len(raw) > 0 && raw[0] == 'n' }

// named gives an id as a record's external id shows it; empty for what is no id.
func named(raw []byte) string {
	if isNumber(raw) {
		return cut(string(raw), argmap.MaxTextBytes)
	}
	text, _ := shown(raw)
	return text
}
