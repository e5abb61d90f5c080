package argmap

import (
	"encoding/json"
	"fmt"
	"time"
)

// RecordType is the type of a record of a map.
type RecordType string

// The types of records.
const (
	TypeProperties RecordType = "properties"
	TypeVoice      RecordType = "voice"
	TypeRow        RecordType = "row"
	TypeElement    RecordType = "element"
	TypeCommitment RecordType = "commitment"
	TypeLink       RecordType = "link"
	TypeCitation   RecordType = "citation"
	TypeLeftover   RecordType = "leftover"
)

// RecordTypes lists every type in the order in which records can be written one after the other
// without ever naming one that is not there yet.
func RecordTypes() []RecordType {
	return []RecordType{
		TypeProperties, TypeVoice, TypeElement, TypeRow, TypeCommitment, TypeLink, TypeCitation, TypeLeftover,
	}
}

// Ref names one record of a map. The ID of a map's properties is the map's own.
type Ref struct {
	Type RecordType `json:"type"`
	ID   ID         `json:"id"`
}

// String gives "type id".
func (r Ref) String() string { return fmt.Sprintf("%s %s", r.Type, r.ID) }

// Record is one thing that a map's state is made of: *Properties, *Voice, *Row, *Element,
// *Commitment, *Link, *Citation or *Leftover.
//
//sumtype:decl
type Record interface {
	// Ref gives the record's name within its map.
	Ref() Ref
	record()
}

// Properties are what a map says of itself.
type Properties struct {
	// ID is the map's.
	ID          ID     `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
	Language    string `json:"language,omitempty"`
	// Owner made the map, and Created says when, in UTC to the microsecond.
	Owner   Actor     `json:"owner"`
	Created time.Time `json:"created"`
	// CopiedFrom and CopiedRevision name what the map was copied from, if anything.
	CopiedFrom     ID       `json:"copiedFrom,omitempty"`
	CopiedRevision Revision `json:"copiedRevision,omitempty"`
	// Format is the interchange format that the map was imported from; empty for one made here.
	Format   string          `json:"format,omitempty"`
	External External        `json:"external,omitzero"`
	Raw      json.RawMessage `json:"raw,omitempty"`
}

// Leftover is a piece of an import that no other record can hold, kept verbatim in its order: the
// map's import record is the list of them.
type Leftover struct {
	ID ID `json:"id"`
	// What says what it is in its format ("edge"), and Why no other record holds it.
	What string `json:"what"`
	Why  string `json:"why"`
	// Ordinal is its place among all pieces of its sort in the import, from 0.
	Ordinal  int             `json:"ordinal"`
	External External        `json:"external,omitzero"`
	Raw      json.RawMessage `json:"raw"`
}

// Ref gives the record's name.
func (p *Properties) Ref() Ref { return Ref{TypeProperties, p.ID} }

// Ref gives the record's name.
func (v *Voice) Ref() Ref { return Ref{TypeVoice, v.ID} }

// Ref gives the record's name.
func (r *Row) Ref() Ref { return Ref{TypeRow, r.ID} }

// Ref gives the record's name.
func (e *Element) Ref() Ref { return Ref{TypeElement, e.ID} }

// Ref gives the record's name.
func (c *Commitment) Ref() Ref { return Ref{TypeCommitment, c.ID} }

// Ref gives the record's name.
func (l *Link) Ref() Ref { return Ref{TypeLink, l.ID} }

// Ref gives the record's name.
func (c *Citation) Ref() Ref { return Ref{TypeCitation, c.ID} }

// Ref gives the record's name.
func (l *Leftover) Ref() Ref { return Ref{TypeLeftover, l.ID} }

func (*Properties) record() {}
func (*Voice) record()      {}
func (*Row) record()        {}
func (*Element) record()    {}
func (*Commitment) record() {}
func (*Link) record()       {}
func (*Citation) record()   {}
func (*Leftover) record()   {}

// NewRecord gives an empty record of a type, to decode into; nil when there is no such type.
func NewRecord(t RecordType) Record {
	switch t {
	case TypeProperties:
		return new(Properties)
	case TypeVoice:
		return new(Voice)
	case TypeRow:
		return new(Row)
	case TypeElement:
		return new(Element)
	case TypeCommitment:
		return new(Commitment)
	case TypeLink:
		return new(Link)
	case TypeCitation:
		return new(Citation)
	case TypeLeftover:
		return new(Leftover)
	}
	return nil
}

// Entry is a record with the revision that last set it.
type Entry struct {
	Record   Record
	Revision Revision
}
