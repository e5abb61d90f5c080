package aif

import (
	"bytes"
	"encoding/json"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
)

// unknown gives the nodes that a list of objects names and that are not there.
func (r *Reading) unknown(list verbatim.Value) []string {
	var missing []string
	for e := range verbatim.Items(list.Raw()) {
		id := last(membersOf(e, nil), "nodeID")
		if text, ok := word(id); ok && r.named(id) == nil {
			missing = append(missing, text)
		}
	}
	return missing
}

// key tells ids apart by type and text: it is the id as it is written, but for escapes.
func key(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw)
	}
	text, ok := word(raw)
	if !ok {
		return ""
	}
	return `"` + text + `"`
}

// Node gives the element of the node that an id names, which may be written as another type; nil when
// there is none.
func (r *Reading) Node(id json.RawMessage) *argmap.Element {
	if n := r.named(id); n != nil {
		return n.element
	}
	return nil
}

func (r *Reading) named(raw []byte) *node {
	first, second := r.strings, r.numbers
	if isNumber(raw) {
		first, second = second, first
	}
	text, ok := bare(raw)
	if !ok {
		return nil
	}
	if n := first[string(text)]; n != nil {
		return n
	}
	return second[string(text)]
}

// bare gives the text of an id as word does, mostly without a copy.
func bare(raw []byte) ([]byte, bool) {
	switch {
	case isNumber(raw):
		return raw, true
	case len(raw) > 0 && raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0:
		return raw[1 : len(raw)-1], true
	}
	text, ok := word(raw)
	return []byte(text), ok
}

func (r *Reading) external(raw []byte) argmap.External {
	return argmap.External{Namespace: r.space, ID: named(raw)}
}
