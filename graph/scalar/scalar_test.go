package scalar_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"argmap/graph/scalar"
	"argmap/internal/argmap"
	"argmap/internal/fault"
)

func written(m graphql.Marshaler) string {
	var b strings.Builder
	m.MarshalGQL(&b)
	return b.String()
}

func taken[T any](read func(any) (T, error), write func(T) graphql.Marshaler) func(any) (string, error) {
	return func(v any) (string, error) {
		got, err := read(v)
		if err != nil {
			return "", err
		}
		return written(write(got)), nil
	}
}

func TestScalars(t *testing.T) {
	id := taken(scalar.UnmarshalID, scalar.MarshalID)
	revision := taken(scalar.UnmarshalRevision, scalar.MarshalRevision)
	moment := taken(scalar.UnmarshalDateTime, scalar.MarshalDateTime)
	text := taken(scalar.UnmarshalString, scalar.MarshalString)
	cursor := taken(scalar.UnmarshalCursor, scalar.MarshalCursor)
	value := taken(scalar.UnmarshalJSON, scalar.MarshalJSON)
	for _, c := range []struct {
		name   string
		scalar func(any) (string, error)
		in     any
		want   string // empty: refused
	}{
		{"an id is a string", id, "a", `"a"`},
		{"an id may be written as a number", id, int64(7), `"7"`},
		{"an id may be a number of JSON", id, json.Number("7"), `"7"`},
		{"an id is no fraction", id, json.Number("7.5"), ""},
		{"an id is not empty", id, "", ""},
		{"an id has 200 bytes at most", id, strings.Repeat("x", 201), ""},
		{"an id has no control characters", id, "a\u0085b", ""},
		{"an id is UTF-8", id, "a\xff", ""},
		{"a revision is a whole number", revision, json.Number("9223372036854775807"), "9223372036854775807"},
		{"a revision has 64 bits", revision, json.Number("9223372036854775808"), ""},
		{"a revision is not negative", revision, int64(-1), ""},
		{"a revision is no string", revision, "1", ""},
		{"a revision is no fraction", revision, json.Number("1.5"), ""},
		{"a time comes in any zone and is cut to microseconds", moment, "2026-01-01T01:00:00.1234567+01:00", `"2026-01-01T00:00:00.123456Z"`},
		{"a time is no number", moment, int64(1), ""},
		{"a text is a string", text, "a", `"a"`},
		{"a text is no number", text, int64(1), ""},
		{"a cursor is a string", cursor, "a", `"a"`},
		{"a cursor is no number", cursor, int64(1), ""},
		{"a JSON value keeps the form of its numbers", value, json.Number("1.50"), "1.50"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.scalar(c.in)
			if got != c.want || (c.want == "") != (fault.Of(err) == fault.Invalid) {
				t.Errorf("%v gives %s, %v; want %q", c.in, got, err, c.want)
			}
		})
	}
}

func TestWhatIsEmptyIsNull(t *testing.T) {
	if got := written(scalar.MarshalDateTime(time.Time{})) + written(scalar.MarshalJSON(nil)); got != "nullnull" {
		t.Errorf("the zero time and the empty JSON are %s, want null", got)
	}
}

func TestNamesOfTheDomainAreTexts(t *testing.T) {
	actor, _ := scalar.UnmarshalActor("a")
	rule, _ := scalar.UnmarshalRule("r")
	record, _ := scalar.UnmarshalRecordType("t")
	if actor != argmap.Actor("a") || rule != argmap.RuleID("r") || record != argmap.RecordType("t") {
		t.Errorf("read as %v, %v, %v", actor, rule, record)
	}
	if got := written(scalar.MarshalActor(actor)) + written(scalar.MarshalRule(rule)) + written(scalar.MarshalRecordType(record)); got != `"a""r""t"` {
		t.Errorf("written as %s", got)
	}
}
