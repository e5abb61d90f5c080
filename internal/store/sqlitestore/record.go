package sqlitestore

import (
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// put writes one record over whatever stood there.
func (t *transaction) put(m int64, e argmap.Entry) error {
	switch r := e.Record.(type) {
	case *argmap.Properties:
		return t.putProperties(m, r, e.Revision)
	case *argmap.Voice:
		return t.putVoice(m, r, e.Revision)
	case *argmap.Element:
		return t.putElement(m, r, e.Revision)
	case *argmap.Row:
		return t.putRow(m, r, e.Revision)
	case *argmap.Commitment:
		return t.putCommitment(m, r, e.Revision)
	case *argmap.Link:
		return t.putLink(m, r, e.Revision)
	case *argmap.Citation:
		return t.putCitation(m, r, e.Revision)
	case *argmap.Leftover:
		return t.putLeftover(m, r, e.Revision)
	}
	return fmt.Errorf("no record type %T", e.Record)
}

// putAll writes entries, whose types must come in the order of argmap.RecordTypes: ids first, then
// what other records end in, then a look at the ends, then what ends in them, and full text last.
func (t *transaction) putAll(m mapRow, entries []argmap.Entry) error {
	if err := t.claimIDs(m, entries); err != nil {
		return err
	}
	checked := false
	for _, e := range entries {
		if !checked && hasEnds(e.Record.Ref().Type) {
			if err := t.checkEnds(m, entries); err != nil {
				return err
			}
			checked = true
		}
		if err := t.put(m.n, e); err != nil {
			return err
		}
	}
	if err := t.index(entries); err != nil {
		return err
	}
	return t.caller.Err()
}

const claimID = `INSERT INTO ids (id, what, kind, home) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind WHERE what = excluded.what AND home = excluded.home`

// claimIDs enters the ids of records; one that names something else already is INVALID "id.taken".
func (t *transaction) claimIDs(m mapRow, entries []argmap.Entry) error {
	for _, e := range entries {
		ref := e.Record.Ref()
		if ref.Type == argmap.TypeProperties {
			if ref.ID != m.Map {
				return fault.New(fault.Invalid, "map.other_properties", "the properties of map %s are not those of map %s", ref.ID, m.Map)
			}
			continue
		}
		n, err := t.exec(claimID, ref.ID, string(ref.Type), kindOf(e.Record), m.n)
		if err != nil {
			return err
		}
		if n == 0 {
			return errTaken(ref.ID)
		}
	}
	return nil
}

func errTaken(id argmap.ID) error {
	return fault.New(fault.Invalid, "id.taken", "the id %s names something else already", id)
}

func kindOf(r argmap.Record) argmap.Kind {
	if e, ok := r.(*argmap.Element); ok {
		return e.Kind
	}
	return ""
}
