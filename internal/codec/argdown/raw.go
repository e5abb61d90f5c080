package argdown

import (
	"bytes"
	"encoding/json"
	"slices"

	"argmap/internal/codec/verbatim"
)

// What the map has no field for is kept raw in these forms, and written again.
type (
	rawProperties struct {
		// Front are the front matter's other members; Written is front matter that is no YAML.
		Front   json.RawMessage `json:"frontMatter,omitempty"`
		Written string          `json:"written,omitempty"`
	}
	rawSection struct {
		Level   int             `json:"level"`
		Title   string          `json:"title"`
		Markup  string          `json:"markup,omitempty"`
		Tags    []string        `json:"tags,omitempty"`
		Data    json.RawMessage `json:"data,omitempty"`
		Written string          `json:"written,omitempty"`
		Export  json.RawMessage `json:"export,omitempty"`
	}
	rawClaim struct {
		// Made counts the elements of the file from 1.
		Made int `json:"made"`
		// Argument: it is the gist of an argument. Undefined: the file gives no words, only the title.
		Argument  bool            `json:"argument,omitempty"`
		Undefined bool            `json:"undefined,omitempty"`
		Markup    string          `json:"markup,omitempty"`
		Others    []string        `json:"others,omitempty"`
		Tags      []string        `json:"tags,omitempty"`
		Data      json.RawMessage `json:"data,omitempty"`
		Written   []string        `json:"written,omitempty"`
		Section   int             `json:"section,omitempty"`
		Export    json.RawMessage `json:"export,omitempty"`
	}
	rawRelation struct {
		Made int `json:"made"`
		// Relation is the file's own name of the relation, and Back marks the second of the two rebuttals
		// that stand for one.
		Relation string `json:"relation,omitempty"`
		Back     bool   `json:"back,omitempty"`
		// Places are where the relation is written, and Step which step of which argument it is.
		Places  []string        `json:"places,omitempty"`
		Of      string          `json:"argument,omitempty"`
		Step    int             `json:"step,omitempty"`
		Rules   []string        `json:"rules,omitempty"`
		Tags    []string        `json:"tags,omitempty"`
		Markup  string          `json:"markup,omitempty"`
		Others  []string        `json:"others,omitempty"`
		Data    json.RawMessage `json:"data,omitempty"`
		Given   json.RawMessage `json:"inferenceData,omitempty"`
		Written []string        `json:"written,omitempty"`
		Section int             `json:"section,omitempty"`
		Export  json.RawMessage `json:"export,omitempty"`
	}
)

func quoted(s string) json.RawMessage { return verbatim.Quote(s) }

// kept gives the members of data but those of some names; nil when there are none.
func (f *fields) kept(but []string) json.RawMessage {
	if f == nil || f.json == nil {
		return nil
	}
	if f.value.Kind() != verbatim.Object {
		return bytes.Clone(f.json)
	}
	return members(f.value.Members(), but)
}

func members(all []verbatim.Member, but []string) json.RawMessage {
	var b bytes.Buffer
	for _, m := range all {
		if slices.Contains(but, m.Name) {
			continue
		}
		sign := byte(',')
		if b.Len() == 0 {
			sign = '{'
		}
		b.WriteByte(sign)
		b.Write(verbatim.Quote(m.Name))
		b.WriteByte(':')
		b.Write(m.Value.Raw())
	}
	if b.Len() == 0 {
		return nil
	}
	b.WriteByte('}')
	return b.Bytes()
}

// unread gives data that are no YAML, as they are written.
func (f *fields) unread() string {
	if f == nil || f.json != nil {
		return ""
	}
	return f.written
}

// merged gives the members of all data of a statement or argument; of two with one name the last.
func (c *cast) merged(but []string) json.RawMessage {
	var all []verbatim.Member
	at := map[string]int{}
	for _, m := range c.members {
		if m.data == nil || m.data.json == nil {
			continue
		}
		for _, x := range m.data.value.Members() {
			if i, there := at[x.Name]; there {
				all[i] = x
				continue
			}
			at[x.Name] = len(all)
			all = append(all, x)
		}
	}
	return members(all, but)
}

// unreads gives the data of all places that are no YAML.
func (c *cast) unreads() []string {
	var all []string
	for _, m := range c.members {
		if s := m.data.unread(); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// lookup gives the text of a name in the data of the last place that has it.
func (c *cast) lookup(name string) string {
	for i := len(c.members) - 1; i >= 0; i-- {
		if s := c.members[i].data.lookup(name); s != "" {
			return s
		}
	}
	return ""
}

// get gives the value of a name in the data of the last place that has it.
func (c *cast) get(name string) (verbatim.Value, bool) {
	for i := len(c.members) - 1; i >= 0; i-- {
		if v, ok := c.members[i].data.get(name); ok {
			return v, true
		}
	}
	return verbatim.Value{}, false
}
