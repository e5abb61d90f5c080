package aif

import (
	"encoding/json"
	"strconv"

	"argmap/internal/codec/verbatim"
)

// spelling says where the value of a member is found.
type spelling uint8

const (
	own    spelling = iota // in a field of the record, written as a string
	number                 // in a field of the record, written as a number
	kept                   // in the record's Raw
	fixed                  // in the shape: it is the same in every record of the shape
)

// slot is one member of a shape.
type slot struct {
	name  string
	as    spelling
	value json.RawMessage
}

// MarshalJSON writes ["name", as] or ["name", as, value].
func (s slot) MarshalJSON() ([]byte, error) {
	b := append(quote([]byte{'['}, s.name), ',', '0'+byte(s.as))
	if s.as == fixed {
		b = append(append(b, ','), s.value...)
	}
	return append(b, ']'), nil
}

// slotOf reads what MarshalJSON wrote; false when it is something else.
func slotOf(v verbatim.Value) (slot, bool) {
	parts := v.Elements()
	if len(parts) < 2 {
		return slot{}, false
	}
	name, ok := parts[0].Text()
	as, err := strconv.Atoi(string(parts[1].Raw()))
	if !ok || err != nil || as < 0 || as > int(fixed) || (as == int(fixed)) != (len(parts) == 3) {
		return slot{}, false
	}
	s := slot{name: name, as: spelling(as)}
	if s.as == fixed {
		s.value = parts[2].Keep()
	}
	return s, true
}

// What a table of shapes may hold: it is kept in one text.
const (
	maxShapes     = 1000
	maxShapeBytes = 1 << 10
	maxTableBytes = 200 << 10
	maxFixed      = 64
)

// shapes are the forms that a file's objects have.
type shapes struct {
	list  [][]slot
	known map[string]int
	size  int
	key   []byte
	slots []slot
	held  []byte
	items []json.RawMessage
}

// fields give the values that a record's own fields hold, by the names of the members.
type fields func(name string) (string, bool)

// fold appends what must be kept of an object beside the record's fields: the number of its shape, with
// a list of the values that neither has if there are any, or the object itself where no shape is made for it.
// Members for which constant holds, and every null, go into the shape when they are short.
func (s *shapes) fold(dst []byte, whole json.RawMessage, members []member, field fields, constant func(string) bool) []byte {
	n, ok := s.shape(members, field, constant)
	if !ok {
		return append(dst, whole...)
	}
	dst = strconv.AppendInt(dst, int64(n), 10)
	if len(s.held) > 0 {
		dst = append(append(dst, ",["...), s.held...)
		dst = append(dst, ']')
	}
	return dst
}

func (s *shapes) shape(members []member, field fields, constant func(string) bool) (int, bool) {
	s.key, s.slots, s.held = s.key[:0], s.slots[:0], s.held[:0]
	if len(members) > 40 {
		return 0, false
	}
	for i, m := range members {
		t := slot{m.name, spellingOf(members[i+1:], m, field, constant), nil}
		switch t.as {
		case fixed:
			t.value = m.raw
		case kept:
			if len(s.held) > 0 {
				s.held = append(s.held, ',')
			}
			s.held = append(s.held, m.raw...)
		case own, number:
		}
		s.slots = append(s.slots, t)
		s.key = append(strconv.AppendQuote(s.key, m.name), '0'+byte(t.as))
		s.key = append(s.key, t.value...)
		if len(s.key) > maxShapeBytes {
			return 0, false
		}
	}
	return s.number()
}

func spellingOf(behind []member, m member, field fields, constant func(string) bool) spelling {
	for _, b := range behind {
		if b.name == m.name {
			return kept // the last of a name counts
		}
	}
	if text, ok := field(m.name); ok {
		if says(m.raw, text) {
			return own
		}
		if isNumber(m.raw) && string(m.raw) == text {
			return number
		}
	}
	if len(m.raw) <= maxFixed && (isNull(m.raw) || constant(m.name)) {
		return fixed
	}
	return kept
}

func (s *shapes) number() (int, bool) {
	if n, ok := s.known[string(s.key)]; ok {
		return n, true
	}
	if len(s.list) == maxShapes || s.size+len(s.key) > maxTableBytes {
		return 0, false
	}
	made := make([]slot, len(s.slots))
	for i, t := range s.slots {
		t.value = append(json.RawMessage(nil), t.value...)
		made[i] = t
	}
	s.list = append(s.list, made)
	s.size += len(s.key)
	s.known[string(s.key)] = len(s.list) - 1
	return len(s.list) - 1, true
}

// unfold gives back the members of an object from what fold kept of it. False when it kept something else.
func (s *shapes) unfold(parts []json.RawMessage, field fields) ([]member, bool) {
	if len(parts) == 0 {
		return nil, false
	}
	if parts[0][0] == '{' {
		return membersOf(parts[0], nil), true
	}
	n, err := strconv.Atoi(string(parts[0]))
	if err != nil || n < 0 || n >= len(s.list) {
		return nil, false
	}
	s.items = s.items[:0]
	if len(parts) > 1 {
		s.items = items(parts[1], s.items)
	}
	return s.fill(s.list[n], s.items, field)
}

func (s *shapes) fill(form []slot, held []json.RawMessage, field fields) ([]member, bool) {
	members := make([]member, 0, len(form)+1)
	for _, t := range form {
		m := member{t.name, t.value}
		text, has := field(t.name)
		switch {
		case t.as == fixed:
		case t.as == kept && len(held) > 0:
			m.raw, held = held[0], held[1:]
		case t.as == own && has:
			m.raw = quoted(text)
		case t.as == number && has && isNumber([]byte(text)):
			m.raw = json.RawMessage(text)
		default:
			return nil, false
		}
		members = append(members, m)
	}
	return members, len(held) == 0
}
