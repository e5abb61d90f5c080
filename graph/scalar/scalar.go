// Package scalar turns the GraphQL scalars into values of the domain and back. Every value that
// cannot be turned is INVALID, with the reason "scalar.…"; the edge adds the field.
package scalar

import (
	"encoding/json"
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// MarshalID writes an id as a string.
func MarshalID(id argmap.ID) graphql.Marshaler { return graphql.MarshalString(string(id)) }

// UnmarshalID reads an id: a string, or a whole number as GraphQL allows. One that no record can
// have is INVALID, so that the stores never meet it.
func UnmarshalID(v any) (argmap.ID, error) {
	s, ok := v.(string)
	if !ok {
		n, err := whole(v)
		if err != nil {
			return "", fault.New(fault.Invalid, "scalar.id", "an id is a string")
		}
		s = strconv.FormatInt(n, 10)
	}
	if len(s) == 0 || len(s) > argmap.MaxIDBytes || !utf8.ValidString(s) || controlled(s) {
		return "", fault.New(fault.Invalid, string(argmap.RuleIdent),
			"an id is 1 to %d bytes of UTF-8 without control characters", argmap.MaxIDBytes)
	}
	return argmap.ID(s), nil
}

func controlled(s string) bool {
	for _, r := range s {
		if r < 0x20 || (r >= 0x7f && r < 0xa0) {
			return true
		}
	}
	return false
}

// MarshalRevision writes a revision as a number, whatever its size.
func MarshalRevision(r argmap.Revision) graphql.Marshaler { return graphql.MarshalInt64(int64(r)) }

// UnmarshalRevision reads a whole number of at most 64 bits that is not negative; 0 is the empty map.
func UnmarshalRevision(v any) (argmap.Revision, error) {
	n, err := whole(v)
	if err != nil || n < 0 {
		return 0, fault.New(fault.Invalid, "scalar.revision", "a revision is a whole number, and not negative")
	}
	return argmap.Revision(n), nil
}

func whole(v any) (int64, error) {
	switch v := v.(type) {
	case int:
		return int64(v), nil
	case int32:
		return int64(v), nil
	case int64:
		return v, nil
	case json.Number:
		return strconv.ParseInt(v.String(), 10, 64)
	}
	return 0, strconv.ErrSyntax
}

// timeForm is RFC 3339 in UTC, to the microsecond.
const timeForm = "2006-01-02T15:04:05.000000Z"

// MarshalDateTime writes a time; the zero time is null.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	if t.IsZero() {
		return graphql.Null
	}
	return graphql.MarshalString(t.UTC().Format(timeForm))
}

// UnmarshalDateTime reads an RFC 3339 time in whatever zone, and cuts it to the microsecond.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return t, fault.New(fault.Invalid, "scalar.datetime", "a time is written like %s (RFC 3339)", timeForm)
	}
	return t.UTC().Truncate(time.Microsecond), nil
}

// MarshalJSON writes a JSON value as it is; an empty one is null.
func MarshalJSON(raw json.RawMessage) graphql.Marshaler {
	if len(raw) == 0 {
		return graphql.Null
	}
	return graphql.WriterFunc(func(w io.Writer) { _, _ = w.Write(raw) })
}

// UnmarshalJSON reads any value that GraphQL can carry.
func UnmarshalJSON(v any) (json.RawMessage, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fault.New(fault.Invalid, "scalar.json", "the value is no JSON").Because(err)
	}
	return raw, nil
}

// MarshalCursor writes a cursor.
func MarshalCursor(c string) graphql.Marshaler { return graphql.MarshalString(c) }

// UnmarshalCursor reads a cursor; whether it fits the list is for the list to say.
func UnmarshalCursor(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", fault.New(fault.Invalid, "cursor.malformed", "a cursor is the string that a page gave")
	}
	return s, nil
}

// MarshalActor writes an actor's id.
func MarshalActor(a argmap.Actor) graphql.Marshaler { return graphql.MarshalString(string(a)) }

// UnmarshalActor reads an actor's id.
func UnmarshalActor(v any) (argmap.Actor, error) {
	s, err := graphql.UnmarshalString(v)
	return argmap.Actor(s), err
}

// MarshalRule writes the id of a rule.
func MarshalRule(r argmap.RuleID) graphql.Marshaler { return graphql.MarshalString(string(r)) }

// UnmarshalRule reads the id of a rule.
func UnmarshalRule(v any) (argmap.RuleID, error) {
	s, err := graphql.UnmarshalString(v)
	return argmap.RuleID(s), err
}

// MarshalRecordType writes the type of a record.
func MarshalRecordType(t argmap.RecordType) graphql.Marshaler {
	return graphql.MarshalString(string(t))
}

// UnmarshalRecordType reads the type of a record.
func UnmarshalRecordType(v any) (argmap.RecordType, error) {
	s, err := graphql.UnmarshalString(v)
	return argmap.RecordType(s), err
}

// MarshalString writes a text.
func MarshalString(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalString reads a text; unlike gqlgen's own it takes no number for one.
func UnmarshalString(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", fault.New(fault.Invalid, "scalar.string", "the value is no text")
	}
	return s, nil
}
