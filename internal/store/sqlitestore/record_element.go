package sqlitestore

import "argmap/internal/argmap"

const putElement = `INSERT INTO elements (map, id, revision, kind, text, author, created, basis, scheme, attack,
  act, speaker, machine, ext_space, ext_id, raw, q_flags, q_resolved, q_note, q_form, q_force, q_row,
  q_ordinal, q_answers, q_critical, q_standard, q_burden, q_effect)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
  ?23, ?24, ?25, ?26, ?27, ?28)
ON CONFLICT (map, id) DO UPDATE SET revision = excluded.revision, kind = excluded.kind, text = excluded.text,
  author = excluded.author, created = excluded.created, basis = excluded.basis, scheme = excluded.scheme,
  attack = excluded.attack, act = excluded.act, speaker = excluded.speaker, machine = excluded.machine,
  ext_space = excluded.ext_space, ext_id = excluded.ext_id, raw = excluded.raw, q_flags = excluded.q_flags,
  q_resolved = excluded.q_resolved, q_note = excluded.q_note, q_form = excluded.q_form,
  q_force = excluded.q_force, q_row = excluded.q_row, q_ordinal = excluded.q_ordinal,
  q_answers = excluded.q_answers, q_critical = excluded.q_critical,
  q_standard = excluded.q_standard, q_burden = excluded.q_burden, q_effect = excluded.q_effect`

// The bits of elements.q_flags.
const (
	flagQuestion = 1 << iota
	flagElliptical
	flagEmbedded
	flagWithdrawn
)

func (t *transaction) putElement(m int64, e *argmap.Element, at argmap.Revision) error {
	var q argmap.Inquiry
	if e.Question != nil {
		q = *e.Question
	}
	return t.do(putElement, m, e.ID, at, e.Kind, e.Text, e.Author, micros(e.Created), e.Basis, e.Scheme, e.Attack,
		e.Act, e.Speaker, e.Machine, e.External.Namespace, e.External.ID, string(e.Raw),
		flags(e.Question), q.Resolved, q.Note, q.Form, q.Force, q.Row, q.Ordinal, q.Answers, q.Critical, q.Standard,
		q.Burden, q.Effect)
}

func flags(q *argmap.Inquiry) int {
	if q == nil {
		return 0
	}
	f := flagQuestion
	if q.Elliptical {
		f |= flagElliptical
	}
	if q.Embedded {
		f |= flagEmbedded
	}
	if q.Withdrawn {
		f |= flagWithdrawn
	}
	return f
}

const elementColumns = `e.id, e.revision, e.kind, e.text, e.author, e.created, e.basis, e.scheme, e.attack, e.act, e.speaker,
  e.machine, e.ext_space, e.ext_id, e.raw, e.q_flags, e.q_resolved, e.q_note, e.q_form, e.q_force, e.q_row, e.q_ordinal,
  e.q_answers, e.q_critical, e.q_standard, e.q_burden, e.q_effect`

const selectElements = `SELECT ` + elementColumns + ` FROM elements AS e WHERE e.map = ?1 ORDER BY e.id`

func elementReader() ([]any, func() argmap.Entry) {
	var e argmap.Element
	var q argmap.Inquiry
	var at argmap.Revision
	var created, bits int64
	var raw string
	dest := []any{
		&e.ID, &at, &e.Kind, &e.Text, &e.Author, &created, &e.Basis, &e.Scheme, &e.Attack, &e.Act,
		&e.Speaker, &e.Machine, &e.External.Namespace, &e.External.ID, &raw, &bits, &q.Resolved, &q.Note,
		&q.Form, &q.Force, &q.Row, &q.Ordinal, &q.Answers, &q.Critical, &q.Standard,
		&q.Burden, &q.Effect,
	}
	return dest, func() argmap.Entry {
		c := e
		c.Created, c.Raw = fromMicros(created), rawOf(raw)
		if bits&flagQuestion != 0 {
			c.Question = inquiry(q, bits)
		}
		return argmap.Entry{Record: &c, Revision: at}
	}
}

func inquiry(q argmap.Inquiry, bits int64) *argmap.Inquiry {
	q.Elliptical = bits&flagElliptical != 0
	q.Embedded = bits&flagEmbedded != 0
	q.Withdrawn = bits&flagWithdrawn != 0
	return &q
}
