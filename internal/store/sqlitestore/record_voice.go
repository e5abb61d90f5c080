package sqlitestore

import "argmap/internal/argmap"

const putVoice = `INSERT INTO voices (map, id, revision, kind, name, description, actor, ext_space, ext_id, raw)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (map, id) DO UPDATE SET revision = excluded.revision, kind = excluded.kind, name = excluded.name,
  description = excluded.description, actor = excluded.actor, ext_space = excluded.ext_space,
  ext_id = excluded.ext_id, raw = excluded.raw`

func (t *transaction) putVoice(m int64, v *argmap.Voice, at argmap.Revision) error {
	return t.do(putVoice, m, v.ID, at, v.Kind, v.Name, v.Description, v.Actor, v.External.Namespace, v.External.ID, string(v.Raw))
}

const selectVoices = `SELECT id, revision, kind, name, description, actor, ext_space, ext_id, raw
FROM voices WHERE map = ?1 ORDER BY id`

func voiceReader() ([]any, func() argmap.Entry) {
	var v argmap.Voice
	var at argmap.Revision
	var raw string
	dest := []any{&v.ID, &at, &v.Kind, &v.Name, &v.Description, &v.Actor, &v.External.Namespace, &v.External.ID, &raw}
	return dest, func() argmap.Entry {
		c := v
		c.Raw = rawOf(raw)
		return argmap.Entry{Record: &c, Revision: at}
	}
}

const putRow = `INSERT INTO rows (map, id, revision, antecedent, ext_space, ext_id, raw)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (map, id) DO UPDATE SET revision = excluded.revision, antecedent = excluded.antecedent,
  ext_space = excluded.ext_space, ext_id = excluded.ext_id, raw = excluded.raw`

func (t *transaction) putRow(m int64, r *argmap.Row, at argmap.Revision) error {
	return t.do(putRow, m, r.ID, at, r.Antecedent, r.External.Namespace, r.External.ID, string(r.Raw))
}

const selectRows = `SELECT id, revision, antecedent, ext_space, ext_id, raw
FROM rows WHERE map = ?1 ORDER BY id`

func rowReader() ([]any, func() argmap.Entry) {
	var r argmap.Row
	var at argmap.Revision
	var raw string
	dest := []any{&r.ID, &at, &r.Antecedent, &r.External.Namespace, &r.External.ID, &raw}
	return dest, func() argmap.Entry {
		c := r
		c.Raw = rawOf(raw)
		return argmap.Entry{Record: &c, Revision: at}
	}
}

const putCommitment = `INSERT INTO commitments (map, id, revision, voice, claim, act, reported_by, ext_space, ext_id, raw)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (map, id) DO UPDATE SET revision = excluded.revision, voice = excluded.voice,
  claim = excluded.claim, act = excluded.act, reported_by = excluded.reported_by,
  ext_space = excluded.ext_space, ext_id = excluded.ext_id, raw = excluded.raw`

func (t *transaction) putCommitment(m int64, c *argmap.Commitment, at argmap.Revision) error {
	return t.do(putCommitment, m, c.ID, at, c.Voice, c.Claim, c.Act, c.ReportedBy, c.External.Namespace, c.External.ID, string(c.Raw))
}

const selectCommitments = `SELECT id, revision, voice, claim, act, reported_by, ext_space, ext_id, raw
FROM commitments WHERE map = ?1 ORDER BY id`

func commitmentReader() ([]any, func() argmap.Entry) {
	var c argmap.Commitment
	var at argmap.Revision
	var raw string
	dest := []any{&c.ID, &at, &c.Voice, &c.Claim, &c.Act, &c.ReportedBy, &c.External.Namespace, &c.External.ID, &raw}
	return dest, func() argmap.Entry {
		d := c
		d.Raw = rawOf(raw)
		return argmap.Entry{Record: &d, Revision: at}
	}
}
