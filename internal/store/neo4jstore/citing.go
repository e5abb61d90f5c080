package neo4jstore

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const citingText = `
MATCH (p:Record {id: $p.paragraph})<-[r:CITES]-(e) USING INDEX SEEK p:Record(id)
WITH DISTINCT r.map AS key, r.id AS id, e.id AS element
MATCH (m:Map {id: key}) WHERE m.state = 'ACTIVE'
`

// CitationsOf implements store.Store.
func (s *Store) CitationsOf(ctx context.Context, paragraph argmap.ID, page store.Page) (out []store.Citing, err error) {
	defer fault.Wrap(&err, "neo4jstore: citations of paragraph %s", paragraph)
	p := params{"paragraph": string(paragraph)}
	value, err := fromText(page)
	if err := into(p, page, value, err); err != nil {
		return nil, err
	}
	text := citingText + sorting{}.clause(page.Backward) + "RETURN key, id, element"
	rows, err := s.run(ctx, statement{name: "citing", text: text}, p)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		m := r.Values[0].(string)
		out = append(out, store.Citing{
			Paragraph: paragraph, Map: argmap.ID(m), Citation: argmap.ID(r.Values[1].(string)),
			Element: argmap.ID(r.Values[2].(string)), Key: keyOf(m, r.Values[1]),
		})
	}
	return inListOrder(out, page), nil
}
