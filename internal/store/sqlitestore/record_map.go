package sqlitestore

import (
	"argmap/internal/argmap"
	"argmap/internal/fulltext"
)

const putProperties = `INSERT INTO properties (map, revision, title, title_key, description, language, owner,
  created, copied_from, copied_revision, format, ext_space, ext_id, raw)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
ON CONFLICT (map) DO UPDATE SET revision = excluded.revision, title = excluded.title,
  title_key = excluded.title_key, description = excluded.description, language = excluded.language,
  owner = excluded.owner, created = excluded.created, copied_from = excluded.copied_from,
  copied_revision = excluded.copied_revision, format = excluded.format, ext_space = excluded.ext_space,
  ext_id = excluded.ext_id, raw = excluded.raw`

func (t *transaction) putProperties(m int64, p *argmap.Properties, at argmap.Revision) error {
	err := t.do(putProperties, m, at, p.Title, fulltext.SortKey(p.Title), p.Description, p.Language, p.Owner,
		micros(p.Created), p.CopiedFrom, p.CopiedRevision, p.Format, p.External.Namespace, p.External.ID, string(p.Raw))
	if err != nil {
		return err
	}
	return t.do(putCatalogue, m, propertiesDocument(p.Title, p.Description))
}

func propertiesDocument(title, description string) string {
	return fulltext.Document(title + "\n" + description)
}

const propertyColumns = `p.revision, p.title, p.description, p.language, p.owner, p.created, p.copied_from,
  p.copied_revision, p.format, p.ext_space, p.ext_id, p.raw`

const selectProperties = `SELECT m.id, ` + propertyColumns + ` FROM properties AS p JOIN maps AS m ON m.n = p.map WHERE p.map = ?1`

// propertiesReader gives the places for m.id and propertyColumns, and what makes an entry of them.
func propertiesReader() ([]any, func() argmap.Entry) {
	var p argmap.Properties
	var at argmap.Revision
	var created int64
	var raw string
	dest := []any{
		&p.ID, &at, &p.Title, &p.Description, &p.Language, &p.Owner, &created, &p.CopiedFrom,
		&p.CopiedRevision, &p.Format, &p.External.Namespace, &p.External.ID, &raw,
	}
	return dest, func() argmap.Entry {
		c := p
		c.Created, c.Raw = fromMicros(created), rawOf(raw)
		return argmap.Entry{Record: &c, Revision: at}
	}
}
