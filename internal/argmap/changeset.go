package argmap

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// MaxOperations is how many operations one change set may have.
const MaxOperations = 10_000

// Operation sets one record to its full new value, or removes it. It carries the value before, so
// replaying it is idempotent and undoing it needs nothing else.
type Operation struct {
	Ref Ref
	// Before is the value that the operation replaces; nil when it adds the record.
	Before Record
	// After is the new value; nil when it removes the record.
	After Record
}

// Set is the operation that gives a record its new value; the commit fills in the value before.
func Set(r Record) Operation { return Operation{Ref: r.Ref(), After: r} }

// Remove is the operation that takes a record away; the commit fills in the value before.
func Remove(ref Ref) Operation { return Operation{Ref: ref} }

// ChangeSet is one step of a map's log.
type ChangeSet struct {
	Map ID `json:"map"`
	// Revision is the one that the change set made.
	Revision Revision `json:"revision"`
	// WriteID names the attempt to write, so that its outcome can be looked up after a lost connection.
	WriteID ID `json:"writeId"`
	// Key is the client's own key for the write, unique per actor; empty when none was given.
	Key string `json:"key,omitempty"`
	// InputHash is the hash of the input that came with Key.
	InputHash string `json:"inputHash,omitempty"`
	Actor     Actor  `json:"actor"`
	// Time is in UTC to the microsecond. It informs; only Revision orders.
	Time    time.Time `json:"time"`
	Message string    `json:"message,omitempty"`
	// Undoes is the revision that this change set takes back; 0 for none.
	Undoes Revision `json:"undoes,omitempty"`
	// Staged marks the first change set of a large import: it has no operations, and the state that it
	// made is the checkpoint of revision 1.
	Staged     bool        `json:"staged,omitempty"`
	Operations []Operation `json:"operations"`
}

type operationJSON struct {
	Type   RecordType      `json:"type"`
	ID     ID              `json:"id"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// MarshalJSON writes {"type", "id", "before", "after"}; an absent value is left out.
func (o Operation) MarshalJSON() ([]byte, error) {
	out := operationJSON{Type: o.Ref.Type, ID: o.Ref.ID}
	var err error
	if o.Before != nil {
		if out.Before, err = encode(o.Before); err != nil {
			return nil, err
		}
	}
	if o.After != nil {
		if out.After, err = encode(o.After); err != nil {
			return nil, err
		}
	}
	return encode(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (o *Operation) UnmarshalJSON(b []byte) error {
	var in operationJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	o.Ref = Ref{in.Type, in.ID}
	var err error
	if o.Before, err = decodeRecord(in.Type, in.Before); err != nil {
		return err
	}
	o.After, err = decodeRecord(in.Type, in.After)
	return err
}

// EncodeRecord gives a record's JSON, with no HTML escapes and no line end.
func EncodeRecord(r Record) ([]byte, error) { return encode(r) }

// DecodeRecord reads a record of the type from its JSON.
func DecodeRecord(t RecordType, b []byte) (Record, error) {
	r, err := decodeRecord(t, b)
	if err == nil && r == nil {
		return nil, fmt.Errorf("argmap: no %s in an empty text", t)
	}
	return r, err
}

func decodeRecord(t RecordType, b []byte) (Record, error) {
	if len(b) == 0 {
		return nil, nil //nolint:nilnil // an absent value is a nil record
	}
	r := NewRecord(t)
	if r == nil {
		return nil, fmt.Errorf("argmap: no record type %q", t)
	}
	if err := json.Unmarshal(b, r); err != nil {
		return nil, fmt.Errorf("argmap: read %s: %w", t, err)
	}
	return r, nil
}

func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// Equal reports whether two records, or two absences, say the same.
func Equal(a, b Record) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	if a == b {
		return true
	}
	x, errX := encode(a)
	y, errY := encode(b)
	return errX == nil && errY == nil && a.Ref() == b.Ref() && bytes.Equal(x, y)
}
