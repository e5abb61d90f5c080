package graph

import (
	"fmt"

	"argmap/internal/fault"
)

// Body bounds the values of a request as it came, before they are decoded: a text of a few megabytes
// can hold so many lists that they take a hundred times its length in memory. It also refuses a document
// that is too long however it was written: a byte takes at most six in JSON.
func (l Limits) Body(body []byte) error {
	const escape = 6
	s := bodyShape{values: 1}
	s.scan(body)
	most := l.withDefaults()
	if err := over("bytes", "the document has %d bytes or more; at most %d are allowed", s.longest/escape, most.Bytes); err != nil {
		return err
	}
	return most.amount(s.values, s.deepest-1) // the request itself is one
}

// bodyShape is what a request holds, by its brackets and quotes alone.
type bodyShape struct {
	values, deepest int
	// longest is the length of the longest text that stands in the request itself, not within a value:
	// the document, if anything is long there.
	longest int
}

func (s *bodyShape) scan(body []byte) {
	depth := 0
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '"':
			end := textEnd(body, i+1)
			if depth == 1 {
				s.longest = max(s.longest, end-i-1)
			}
			i = end
		case '[', '{':
			depth++
			s.deepest = max(s.deepest, depth)
			s.values++
		case ']', '}':
			depth--
		case ',':
			s.values++
		}
	}
}

// textEnd gives where the quote stands that ends a text, or the end of all.
func textEnd(body []byte, at int) int {
	for ; at < len(body) && body[at] != '"'; at++ {
		if body[at] == '\\' {
			at++
		}
	}
	return at
}

func (l Limits) amount(values, depth int) error {
	const deep, many = "the variables nest %d lists and objects or more; at most %d are allowed", "the variables have %d values or more; at most %d are allowed"
	if err := over("variable_depth", deep, depth, l.VariableDepth); err != nil {
		return err
	}
	return over("variable_values", many, values, l.VariableValues)
}

// values bounds the values of the variables. The object that holds them all counts as in Body.
func (l Limits) values(variables map[string]any) error {
	var t tally
	t.limit = l
	t.walk(variables, 1)
	return l.amount(t.values, t.depth)
}

// tally counts values until there are too many.
type tally struct {
	limit         Limits
	values, depth int
}

func (t *tally) walk(value any, depth int) {
	t.values++
	if t.values > t.limit.VariableValues || t.depth > t.limit.VariableDepth {
		return
	}
	switch value := value.(type) {
	case []any:
		t.depth = max(t.depth, depth)
		for _, v := range value {
			t.walk(v, depth+1)
		}
	case map[string]any:
		t.depth = max(t.depth, depth)
		for _, v := range value {
			t.walk(v, depth+1)
		}
	}
}

// texts bounds the texts in variables. A few fields take whole documents and are bounded by the size
// of the request alone.
func (l Limits) texts(op *operation, variables map[string]any) error {
	if op.bulk {
		return nil
	}
	for _, name := range op.variables {
		left := l.VariableBytes
		if field := overflow(name, variables[name], &left); field != "" {
			return fault.New(fault.Exhausted, "limit.variable_bytes",
				"the variable $%s is too long; its texts may have %d bytes in all", shorten(name), l.VariableBytes).At(field).With("limit", l.VariableBytes)
		}
	}
	return nil
}

// overflow walks a value and gives the path at which its texts take more than what is left.
func overflow(path string, value any, left *int) string {
	switch value := value.(type) {
	case string:
		if *left -= len(value); *left < 0 {
			return path
		}
	case []any:
		for i, v := range value {
			if at := overflow("", v, left); *left < 0 {
				return fmt.Sprintf("%s[%d]%s", path, i, at)
			}
		}
	case map[string]any:
		for _, name := range sortedKeys(value) {
			*left -= len(name)
			if at := overflow("", value[name], left); *left < 0 {
				return path + "." + shorten(name) + at
			}
		}
	}
	return ""
}
