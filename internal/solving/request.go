package solving

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"argmap/internal/fault"
)

// request is one line of question. Members that are not known are passed over.
type request struct {
	ID        json.RawMessage   `json:"id"`
	Kind      string            `json:"kind"`
	Task      string            `json:"task"`
	Semantics string            `json:"semantics"`
	Reading   string            `json:"reading"`
	Method    string            `json:"method"`
	Topic     json.RawMessage   `json:"topic"`
	Arguments []json.RawMessage `json:"arguments"`
	Attacks   []json.RawMessage `json:"attacks"`
	Supports  []json.RawMessage `json:"supports"`
	Asserted  []json.RawMessage `json:"asserted"`
	Claims    []json.RawMessage `json:"claims"`
	Links     []json.RawMessage `json:"links"`
	Timeout   *float64          `json:"timeout"`
	Deadline  *float64          `json:"deadline"`
	Limit     *int              `json:"limit"`
}

// kinds are the kinds of questions.
var kinds = map[string]func(context.Context, *request) (*answer, error){
	"af": af, "baf": baf, "map": argumentMap, "qbaf": qbaf, "attr": attribution,
}

// answerTo answers one question.
func answerTo(ctx context.Context, line []byte, timeout time.Duration) *answer {
	q, err := decode(line)
	var a *answer
	if err == nil {
		a, err = q.answer(ctx, timeout)
	}
	if err != nil {
		a = failed(err)
	}
	if q != nil && !bytes.Equal(q.ID, []byte("null")) {
		a.ID = q.ID
	}
	return a
}

func (q *request) answer(ctx context.Context, timeout time.Duration) (*answer, error) {
	solve, ok := kinds[strings.ToLower(q.Kind)]
	if !ok {
		return nil, missing("kind", q.Kind, "af, baf, map, qbaf or attr")
	}
	timeout, err := q.timeout(timeout)
	if err != nil {
		return nil, err
	}
	if timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, timeout)
		defer cancel()
	}
	return solve(ctx, q)
}

// missing is the error for a member that names nothing on offer: what is not there was forgotten.
func missing(field, value, offered string) error {
	if value != "" {
		return errUnsupported
	}
	return fault.InvalidField(field, "solve.missing", "it is missing; it must be %s", offered)
}

// timeout gives the time that the question allows, if that is less than what is allowed anyway.
func (q *request) timeout(most time.Duration) (time.Duration, error) {
	for _, limit := range []struct {
		field string
		ms    *float64
	}{{"timeout", q.Timeout}, {"deadline", q.Deadline}} {
		if limit.ms == nil {
			continue
		}
		if !(*limit.ms > 0) {
			return 0, fault.InvalidField(limit.field, "solve.timeout", "got %v, want milliseconds, more than 0", *limit.ms)
		}
		if asked := milliseconds(*limit.ms); most == 0 || asked < most {
			most = asked
		}
	}
	return most, nil
}

// milliseconds gives a time from a nanosecond to a day.
func milliseconds(ms float64) time.Duration {
	const day = 24 * time.Hour
	if ms >= float64(day/time.Millisecond) {
		return day
	}
	return max(time.Duration(ms*float64(time.Millisecond)), 1)
}

// decode reads a line. With an error the request may still say whose it is.
func decode(line []byte) (*request, error) {
	line = bytes.TrimPrefix(line, []byte("\ufeff"))
	q := &request{}
	err := json.Unmarshal(line, q)
	if err == nil && bytes.HasPrefix(bytes.TrimSpace(line), []byte("null")) {
		err = errors.New("got null")
	}
	if err == nil {
		return q, nil
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if wrong.Field == "" {
			return q, fault.New(fault.Invalid, "solve.json", "the line holds %s, want an object", article(wrong.Value))
		}
		return q, fault.InvalidField(wrong.Field, "solve.json", "got %s, want %s", article(wrong.Value), described(wrong))
	}
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		return nil, fault.New(fault.Invalid, "solve.json", "the line is not JSON: byte %d: %v", wrong.Offset, wrong)
	}
	return nil, fault.New(fault.Invalid, "solve.json", "the line is not an object of JSON: %v", err)
}

// article puts one before what the decoder calls a value.
func article(value string) string {
	switch value[0] {
	case 'a', 'o': // array, object
		return "an " + value
	default:
		return "a " + value
	}
}

func described(wrong *json.UnmarshalTypeError) string {
	switch wrong.Type.Kind().String() {
	case "slice":
		return "a list"
	case "string":
		return "a string"
	default:
		return "a number"
	}
}

// nameOf reads a name: a string, or a number as it is written.
func nameOf(field string, raw json.RawMessage) (string, error) {
	if len(raw) == 0 {
		return "", fault.InvalidField(field, "solve.name", "it is missing")
	}
	switch c := raw[0]; {
	case c == '"':
		if inner := raw[1 : len(raw)-1]; plain(inner) {
			return string(inner), nil
		}
		var name string
		err := json.Unmarshal(raw, &name)
		return name, err
	case c == '-' || c >= '0' && c <= '9':
		return string(raw), nil
	default:
		return "", fault.InvalidField(field, "solve.name", "got %s, want a name: a string or a number", excerpt(raw))
	}
}

// plain tells whether a string of JSON stands for itself.
func plain(inner []byte) bool {
	for _, c := range inner {
		if c == '\\' || c >= 0x80 { //nolint:mnd // beyond ASCII
			return false
		}
	}
	return true
}

// longest is how much of a line an error shows, in bytes.
const longest = 60

func excerpt(raw []byte) string {
	if len(raw) > longest {
		return strings.ToValidUTF8(string(raw[:longest]), "") + "…"
	}
	return string(raw)
}

// add declares a name.
func (r *roster) add(field, name string) error {
	if r.numbers == nil {
		r.numbers = map[string]int32{}
	}
	if _, twice := r.numbers[name]; twice {
		return fault.InvalidField(field, "solve.twice", "%q is declared twice", name)
	}
	r.numbers[name] = int32(len(r.names))
	r.names = append(r.names, name)
	return nil
}

// find gives the number of a name that stands at a field. What it is the name of is told by noun.
func (r *roster) find(field, noun string, raw json.RawMessage) (int32, error) {
	name, err := nameOf(field, raw)
	if err != nil {
		return 0, err
	}
	n, ok := r.numbers[name]
	if !ok {
		return 0, fault.InvalidField(field, "solve.unknown", "there is no %s %q", noun, name)
	}
	return n, nil
}

func at(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }
