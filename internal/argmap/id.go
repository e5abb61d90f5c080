package argmap

// ID names a map, a record of a map, a source or a paragraph. Ids are unique in a store whatever
// they name. The service makes UUIDs; to every reader an id is opaque, and two ids are equal only
// when their bytes are.
type ID string

// Actor is the opaque id of who made a change. Names live with accounts, never in a map.
type Actor string

// Local is the actor of a service without accounts.
const Local Actor = "local"

// Revision counts the change sets of one map from 1, without gaps; 0 is the empty map before them.
type Revision int64

// Epoch counts the redactions of a map. What was read under one epoch is void under the next.
type Epoch int64

// MaxIDBytes is the longest id that the domain accepts, in bytes.
const MaxIDBytes = 200

// External is the name that a record had where it was imported from. The pair is unique within a
// map among records of one type, unless the import itself repeated it.
type External struct {
	// Namespace says whose ids these are, for example "aifdb:nodeset10".
	Namespace string `json:"namespace,omitempty"`
	// ID is the foreign id, kept as an opaque string.
	ID string `json:"id,omitempty"`
}
