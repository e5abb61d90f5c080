package formats

import (
	"bytes"
	"fmt"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// signatures are how files begin that are no text of any format, and what is to be done about each.
var signatures = []struct{ begins, says string }{
	{"\xff\xfe", "the file is UTF-16; save it as UTF-8"},
	{"\xfe\xff", "the file is UTF-16; save it as UTF-8"},
	{"%PDF", "the file is a PDF; what is drawn in it cannot be read"},
	{"<!doctype html", "the file is a web page, as servers send in place of a file that is not there"},
	{"<html", "the file is a web page, as servers send in place of a file that is not there"},
}

// signed says what a file is that is certainly none of ours; empty where that is not seen.
func signed(s codec.Sample) string {
	body := bytes.TrimSpace(s.Data)
	head := strings.ToLower(string(body[:min(len(body), 20)]))
	for _, known := range signatures {
		if strings.HasPrefix(head, strings.ToLower(known.begins)) || bytes.HasPrefix(s.Data, []byte(known.begins)) {
			return known.says
		}
	}
	return ""
}

// nothing says what a file is that no format can read, whatever it is said to be; empty where that is not seen.
func nothing(s codec.Sample) string {
	if len(bytes.TrimSpace(s.Data)) == 0 {
		return "the file is empty"
	}
	return signed(s)
}

// hint says what a file is, as far as can be seen, that is of no format known here.
func hint(s codec.Sample) string {
	switch {
	case s.JSON != nil && s.JSON.Kind() == verbatim.Object:
		return fmt.Sprintf("the file is JSON, an object with %s; it is of no format that is known here", membersOf(*s.JSON))
	case s.JSON != nil:
		return "the file is JSON, a list of what no format that is known here has"
	case bytes.IndexByte(s.Head(4096), 0) >= 0:
		return "the file is no text"
	}
	return "the content is of no format that is known here"
}

// membersOf names the first members of an object.
func membersOf(v verbatim.Value) string {
	const most = 6
	var said []string
	for i, m := range v.Members() {
		if i == most {
			said = append(said, "…")
			break
		}
		said = append(said, fmt.Sprintf("%.40q", m.Name))
	}
	if len(said) == 0 {
		return "no members"
	}
	return "the members " + strings.Join(said, ", ")
}
