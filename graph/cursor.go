package graph

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// cursorVersion begins every cursor; a later form takes another number.
const cursorVersion = 1

// key is a place in a sorted list: the sort value and the id of an item.
type key struct {
	Value string
	ID    argmap.ID
}

// list names a list: what it holds, where, and under which filter and order. Cursors of one list
// are refused by every other.
type list [8]byte

// listOf names the list that these parts describe.
func listOf(parts ...any) list {
	text, err := json.Marshal(parts)
	if err != nil {
		panic(err) // the parts are ids, enums and filters, all of which can be written
	}
	sum := sha256.Sum256(text)
	return list(sum[:8])
}

// cursor writes a place of the list: version, list, checksum, then the key, in base64url.
func (l list) cursor(k key) string {
	body := append([]byte{cursorVersion}, l[:]...)
	body = binary.AppendUvarint(body, uint64(len(k.Value)))
	body = append(body, k.Value...)
	body = append(body, k.ID...)
	body = binary.BigEndian.AppendUint32(body, crc32.ChecksumIEEE(body))
	return base64.RawURLEncoding.EncodeToString(body)
}

// key reads what cursor wrote.
func (l list) key(field, cursor string) (*key, error) {
	body, err := base64.RawURLEncoding.DecodeString(cursor)
	const frame = 1 + len(l) + 4
	if err != nil || len(body) < frame+1 {
		return nil, malformed(field)
	}
	body, sum := body[:len(body)-4], body[len(body)-4:]
	if binary.BigEndian.Uint32(sum) != crc32.ChecksumIEEE(body) || body[0] != cursorVersion {
		return nil, malformed(field)
	}
	if list(body[1:1+len(l)]) != l {
		return nil, fault.InvalidField(field, "cursor.foreign",
			"the cursor belongs to another list; a cursor is good for the same list with the same filter and order")
	}
	rest := body[1+len(l):]
	length, n := binary.Uvarint(rest)
	if n <= 0 || length > uint64(len(rest)-n) {
		return nil, malformed(field)
	}
	value, id := rest[n:n+int(length)], rest[n+int(length):]
	return &key{Value: string(value), ID: argmap.ID(id)}, nil
}

func malformed(field string) error {
	return fault.InvalidField(field, "cursor.malformed", "this is no cursor; take one that a page gave")
}
