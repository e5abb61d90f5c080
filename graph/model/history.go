package model

import (
	"encoding/json"
	"time"

	"argmap/internal/argmap"
)

// ChangeSet is one step of a map's history.
type ChangeSet struct{ Set argmap.ChangeSet }

// Revision gives the revision that the change set made.
func (c ChangeSet) Revision() argmap.Revision { return c.Set.Revision }

// Actor gives who made the change.
func (c ChangeSet) Actor() argmap.Actor { return c.Set.Actor }

// Time gives when.
func (c ChangeSet) Time() time.Time { return c.Set.Time }

// Message gives why, or nil.
func (c ChangeSet) Message() *string { return optional(c.Set.Message) }

// Undoes gives the revision that the change set takes back, or nil.
func (c ChangeSet) Undoes() *argmap.Revision { return optional(c.Set.Undoes) }

// Operations gives what the change set changed.
func (c ChangeSet) Operations() []Operation {
	ops := make([]Operation, len(c.Set.Operations))
	for i, op := range c.Set.Operations {
		ops[i] = Operation{op}
	}
	return ops
}

// Operation is one change to one record.
type Operation struct{ Record argmap.Operation }

// Type gives the type of the record.
func (o Operation) Type() argmap.RecordType { return o.Record.Ref.Type }

// ID gives the record's id.
func (o Operation) ID() argmap.ID { return o.Record.Ref.ID }

// Before gives the value before; nil for a record that was added.
func (o Operation) Before() (json.RawMessage, error) { return encoded(o.Record.Before) }

// After gives the value after; nil for a record that was removed.
func (o Operation) After() (json.RawMessage, error) { return encoded(o.Record.After) }

func encoded(r argmap.Record) (json.RawMessage, error) {
	if r == nil {
		return nil, nil
	}
	return argmap.EncodeRecord(r)
}
