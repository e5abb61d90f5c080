package solving

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"

	"argmap/internal/fault"
)

// answer is one line of answer. What a question does not ask for is left out.
type answer struct {
	ID           json.RawMessage `json:"id,omitempty"`
	Extensions   json.Marshaler  `json:"extensions,omitempty"`
	More         bool            `json:"more,omitempty"`
	Credulous    json.Marshaler  `json:"credulous,omitempty"`
	Skeptical    json.Marshaler  `json:"skeptical,omitempty"`
	Labels       json.Marshaler  `json:"labels,omitempty"`
	Strengths    json.Marshaler  `json:"strengths,omitempty"`
	Converged    *bool           `json:"converged,omitempty"`
	Attribution  json.Marshaler  `json:"attribution,omitempty"`
	Errors       json.Marshaler  `json:"standardErrors,omitempty"`
	Samples      int             `json:"samples,omitempty"`
	Ignored      int             `json:"ignoredSupports,omitempty"`
	Outcome      string          `json:"outcome,omitempty"`
	Error        string          `json:"error,omitempty"`
	NotSupported bool            `json:"unsupported,omitempty"`
}

// errUnsupported is the error for what is well-formed, but not offered.
var errUnsupported = errors.New("not offered")

// unknown is the answer when time was over first.
func unknown() *answer { return &answer{Outcome: "UNKNOWN"} }

// failed tells an error.
func failed(err error) *answer {
	if errors.Is(err, errUnsupported) || fault.Reason(err) == "semantics.rings" {
		return &answer{NotSupported: true}
	}
	f, ok := errors.AsType[*fault.Error](err)
	switch {
	case !ok:
		return &answer{Error: err.Error()}
	case f.Field != "":
		return &answer{Error: f.Field + ": " + f.Message}
	default:
		return &answer{Error: f.Message}
	}
}

// write writes the answer as one line.
func (a *answer) write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(a)
}

// roster holds the names of what a question is about, numbered from 0 in the order of their declaration.
type roster struct {
	names   []string
	numbers map[string]int32
}

// quoted gives the names as JSON.
func (r *roster) quoted() ([][]byte, error) {
	texts := make([][]byte, len(r.names))
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i, name := range r.names {
		b.Reset()
		if err := enc.Encode(name); err != nil {
			return nil, err
		}
		texts[i] = bytes.Clone(bytes.TrimSpace(b.Bytes()))
	}
	return texts, nil
}

// sets are lists of names.
type sets struct {
	roster  *roster
	members [][]int32
}

// MarshalJSON gives a list of lists.
func (s sets) MarshalJSON() ([]byte, error) {
	names, err := s.roster.quoted()
	b := []byte{'['}
	for i, set := range s.members {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendList(b, names, set)
	}
	return append(b, ']'), err
}

// list is one list of names.
type list struct {
	roster  *roster
	members []int32
}

// MarshalJSON gives a list.
func (l list) MarshalJSON() ([]byte, error) {
	names, err := l.roster.quoted()
	return appendList(nil, names, l.members), err
}

func appendList(b []byte, names [][]byte, members []int32) []byte {
	b = append(b, '[')
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, names[m]...)
	}
	return append(b, ']')
}

// record gives each name a value, in the order of the names.
type record struct {
	roster *roster
	value  func(i int) []byte
}

// MarshalJSON gives an object.
func (r record) MarshalJSON() ([]byte, error) {
	names, err := r.roster.quoted()
	b := []byte{'{'}
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, name...), ':')
		b = append(b, r.value(i)...)
	}
	return append(b, '}'), err
}

// nothing is what has no value.
type nothing struct{}

// MarshalJSON gives null.
func (nothing) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// decimal gives a number as JSON, with as many digits as tell it from all others.
func decimal(x float64) []byte {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return []byte("null")
	}
	return strconv.AppendFloat(nil, x, 'g', -1, 64)
}
