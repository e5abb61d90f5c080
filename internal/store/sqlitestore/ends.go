package sqlitestore

import (
	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// hasEnds reports whether records of the type end in others that must be there.
func hasEnds(t argmap.RecordType) bool {
	switch t {
	case argmap.TypeCommitment, argmap.TypeLink, argmap.TypeCitation:
		return true
	case argmap.TypeProperties, argmap.TypeVoice, argmap.TypeElement, argmap.TypeRow, argmap.TypeLeftover:
		return false
	}
	return false
}

// ends are the ids that records end in, by where they must be found, each with one record that needs it.
type ends struct {
	elements, voices, sources, paragraphs map[argmap.ID]argmap.Ref
}

func endsOf(entries []argmap.Entry) ends {
	e := ends{
		map[argmap.ID]argmap.Ref{},
		map[argmap.ID]argmap.Ref{},
		map[argmap.ID]argmap.Ref{},
		map[argmap.ID]argmap.Ref{},
	}
	for _, entry := range entries {
		e.add(entry.Record)
	}
	return e
}

func (e ends) add(record argmap.Record) {
	ref := record.Ref()
	switch r := record.(type) {
	case *argmap.Commitment:
		e.voices[r.Voice], e.elements[r.Claim] = ref, ref
		if r.ReportedBy != "" {
			e.voices[r.ReportedBy] = ref
		}
	case *argmap.Link:
		e.elements[r.From], e.elements[r.To] = ref, ref
	case *argmap.Citation:
		e.elements[r.Element], e.sources[r.Source] = ref, ref
		for _, g := range r.Segments {
			e.paragraphs[g.Paragraph] = ref
		}
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Element, *argmap.Leftover:
	}
}

const missingElements = `SELECT value FROM json_each(?1) AS asked
WHERE NOT EXISTS (SELECT 1 FROM elements AS e WHERE e.map = ?2 AND e.id = asked.value) ORDER BY value LIMIT 1`

const missingVoices = `SELECT value FROM json_each(?1) AS asked
WHERE NOT EXISTS (SELECT 1 FROM voices AS v WHERE v.map = ?2 AND v.id = asked.value) ORDER BY value LIMIT 1`

const missingSources = `SELECT value FROM json_each(?1) AS asked
WHERE NOT EXISTS (SELECT 1 FROM sources AS s WHERE s.id = asked.value AND (s.import IS NULL OR s.import = nullif(?2, ''))) ORDER BY value LIMIT 1`

const missingParagraphs = `SELECT value FROM json_each(?1) AS asked
WHERE NOT EXISTS (SELECT 1 FROM paragraphs AS p JOIN sources AS s ON s.n = p.source
  WHERE p.id = asked.value AND (s.import IS NULL OR s.import = nullif(?2, ''))) ORDER BY value LIMIT 1`

// checkEnds is INVALID "record.end_missing" when an entry ends in what is not there for its map.
func (t *transaction) checkEnds(m mapRow, entries []argmap.Entry) error {
	e := endsOf(entries)
	for _, look := range []struct {
		what string
		ids  map[argmap.ID]argmap.Ref
		text string
		args []any
	}{
		{"element", e.elements, missingElements, []any{m.n}},
		{"voice", e.voices, missingVoices, []any{m.n}},
		{"source", e.sources, missingSources, []any{m.name}},
		{"paragraph", e.paragraphs, missingParagraphs, []any{m.name}},
	} {
		if err := t.checkFound(look.what, look.ids, look.text, look.args); err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) checkFound(what string, asked map[argmap.ID]argmap.Ref, text string, args []any) error {
	if len(asked) == 0 {
		return nil
	}
	ids := make([]argmap.ID, 0, len(asked))
	for id := range asked {
		ids = append(ids, id)
	}
	all, err := list(ids)
	if err != nil {
		return err
	}
	missing, err := t.ids(text, append([]any{all}, args...)...)
	if err != nil || len(missing) == 0 {
		return err
	}
	id := argmap.ID(missing[0])
	return fault.New(fault.Invalid, "record.end_missing", "%s ends in %s %s, which is not there", asked[id], what, id).
		With("type", string(asked[id].Type)).With("id", string(asked[id].ID)).With("missing", string(id))
}

const inactiveSources = `SELECT value FROM json_each(?1) AS asked
WHERE NOT EXISTS (SELECT 1 FROM sources AS s WHERE s.id = asked.value AND s.state = 'ACTIVE' AND s.import IS NULL) ORDER BY value LIMIT 1`

// checkActive is INVALID "source.withdrawn" when one of the sources may not be cited anew.
func (t *transaction) checkActive(sources []argmap.ID) error {
	if len(sources) == 0 {
		return nil
	}
	all, err := list(sources)
	if err != nil {
		return err
	}
	inactive, err := t.ids(inactiveSources, all)
	if err != nil || len(inactive) == 0 {
		return err
	}
	return fault.New(fault.Invalid, "source.withdrawn", "the source %s is not active", inactive[0]).With("source", inactive[0])
}
