package neo4jstore

import (
	"encoding/json"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// encodeSets gives the log's nodes.
func encodeSets(sets []argmap.ChangeSet) ([]any, error) {
	out := make([]any, len(sets))
	for i, set := range sets {
		n, err := encodeSet(set)
		if err != nil {
			return nil, fault.New(fault.Invalid, "append.encoding", "change set %d cannot be written", i).Because(err)
		}
		out[i] = n
	}
	return out, nil
}

// encodeSet gives a change set's node. Its operations are one JSON text, the payload.
func encodeSet(set argmap.ChangeSet) (map[string]any, error) {
	payload, err := encodeOperations(set.Operations)
	if err != nil {
		return nil, err
	}
	p := properties{
		"map": string(set.Map), "revision": int64(set.Revision), "writeId": string(set.WriteID),
		"payload": string(payload),
	}
	p.text("actor", string(set.Actor))
	p.text("key", set.Key)
	p.text("inputHash", set.InputHash)
	p.time("time", set.Time)
	p.text("message", set.Message)
	p.number("undoes", int(set.Undoes))
	p.flag("staged", set.Staged)
	if set.Key != "" {
		p["actor"] = string(set.Actor) // a constraint over (actor, key) needs both to be there
	}
	return p, nil
}

// encodeOperations writes what json.Marshal would, without compacting every record three times.
func encodeOperations(ops []argmap.Operation) ([]byte, error) {
	out := append(make([]byte, 0, 256*len(ops)+2), '[')
	for i, op := range ops {
		if i > 0 {
			out = append(out, ',')
		}
		id, err := json.Marshal(op.Ref.ID)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, `{"type":"`...), op.Ref.Type...), `","id":`...)
		out = append(out, id...)
		if out, err = appendRecord(out, `,"before":`, op.Before); err != nil {
			return nil, err
		}
		if out, err = appendRecord(out, `,"after":`, op.After); err != nil {
			return nil, err
		}
		out = append(out, '}')
	}
	return append(out, ']'), nil
}

func appendRecord(out []byte, name string, r argmap.Record) ([]byte, error) {
	if r == nil {
		return out, nil
	}
	b, err := argmap.EncodeRecord(r)
	return append(append(out, name...), b...), err
}

// decodeSet reads a change set from its node.
func decodeSet(h held) (argmap.ChangeSet, error) {
	set := argmap.ChangeSet{
		Map: h.id("map"), Revision: h.revision(), WriteID: h.id("writeId"), Key: h.text("key"),
		InputHash: h.text("inputHash"), Actor: argmap.Actor(h.text("actor")), Time: h.time("time"),
		Message: h.text("message"), Undoes: argmap.Revision(h.number("undoes")), Staged: h.flag("staged"),
	}
	if err := json.Unmarshal([]byte(h.text("payload")), &set.Operations); err != nil {
		return set, fault.New(fault.Internal, "log.payload",
			"revision %d of map %s cannot be read", set.Revision, set.Map).Because(err)
	}
	return set, nil
}

// logHead is what the map's node takes from its last change set.
func logHead(rev argmap.Revision, at time.Time) properties {
	return properties{"revision": int64(rev), "updated": datetime(at)}
}
