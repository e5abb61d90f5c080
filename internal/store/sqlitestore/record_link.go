package sqlitestore

import "argmap/internal/argmap"

const putLink = `INSERT INTO links (map, id, revision, role, from_id, to_id, slot, partial, ordinal, ext_space, ext_id, raw, bearing)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (map, id) DO UPDATE SET revision = excluded.revision, role = excluded.role,
  from_id = excluded.from_id, to_id = excluded.to_id, slot = excluded.slot, partial = excluded.partial,
  ordinal = excluded.ordinal, ext_space = excluded.ext_space, ext_id = excluded.ext_id, raw = excluded.raw,
  bearing = excluded.bearing`

func (t *transaction) putLink(m int64, l *argmap.Link, at argmap.Revision) error {
	return t.do(putLink, m, l.ID, at, l.Role, l.From, l.To, l.Slot, l.Partial, l.Ordinal,
		l.External.Namespace, l.External.ID, string(l.Raw), l.Bearing)
}

const selectLinks = `SELECT id, revision, role, from_id, to_id, slot, partial, ordinal, ext_space, ext_id, raw, bearing
FROM links WHERE map = ?1 ORDER BY id`

func linkReader() ([]any, func() argmap.Entry) {
	var l argmap.Link
	var at argmap.Revision
	var partial int64
	var raw string
	dest := []any{
		&l.ID, &at, &l.Role, &l.From, &l.To, &l.Slot, &partial, &l.Ordinal,
		&l.External.Namespace, &l.External.ID, &raw, &l.Bearing,
	}
	return dest, func() argmap.Entry {
		c := l
		c.Partial, c.Raw = partial != 0, rawOf(raw)
		return argmap.Entry{Record: &c, Revision: at}
	}
}

const putLeftover = `INSERT INTO leftovers (map, id, revision, what, why, ordinal, ext_space, ext_id, raw)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (map, id) DO UPDATE SET revision = excluded.revision, what = excluded.what, why = excluded.why,
  ordinal = excluded.ordinal, ext_space = excluded.ext_space, ext_id = excluded.ext_id, raw = excluded.raw`

func (t *transaction) putLeftover(m int64, l *argmap.Leftover, at argmap.Revision) error {
	return t.do(putLeftover, m, l.ID, at, l.What, l.Why, l.Ordinal, l.External.Namespace, l.External.ID, string(l.Raw))
}

const selectLeftovers = `SELECT id, revision, what, why, ordinal, ext_space, ext_id, raw
FROM leftovers WHERE map = ?1 ORDER BY id`

func leftoverReader() ([]any, func() argmap.Entry) {
	var l argmap.Leftover
	var at argmap.Revision
	var raw string
	dest := []any{&l.ID, &at, &l.What, &l.Why, &l.Ordinal, &l.External.Namespace, &l.External.ID, &raw}
	return dest, func() argmap.Entry {
		c := l
		c.Raw = rawOf(raw)
		return argmap.Entry{Record: &c, Revision: at}
	}
}
