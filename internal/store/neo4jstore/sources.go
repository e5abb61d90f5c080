package neo4jstore

import (
	"context"
	"maps"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/fulltext"
)

// bytesPiece is how many bytes of a source one node holds.
const bytesPiece = 1 << 20

func putSourceText() string {
	return "WITH 1 AS one\n" + checkNew() + `
CREATE (s:Record:Source) SET s = $p.source
FOREACH (x IN $p.bytes | CREATE (b:SourceBytes) SET b = x)
WITH s
CALL (s) {
  UNWIND $p.paragraphs AS x
  CREATE (s)-[:HAS_PARAGRAPH]->(p:Record:Paragraph) SET p = x
}
RETURN s.id`
}

// PutSource implements store.Store.
func (s *Store) PutSource(ctx context.Context, src *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) (err error) {
	defer fault.Wrap(&err, "neo4jstore: put source %s", src.ID)
	return s.putSource(ctx, src, raw, paragraphs, nil)
}

// putSource keeps a source with more properties than it has by itself.
func (s *Store) putSource(ctx context.Context, src *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph, more properties) error {
	ids := []argmap.ID{src.ID}
	for _, p := range paragraphs {
		ids = append(ids, p.ID)
	}
	if repeated := firstRepeated(ids); repeated != "" {
		return idTaken(repeated)
	}
	token := fresh()
	source := encodeSource(src)
	source["writer"] = token
	maps.Copy(source, more)
	rows, err := s.run(ctx, s.text.putSource, params{
		"source": map[string]any(source), "paragraphs": encodeParagraphs(paragraphs),
		"bytes": encodeBytes(src.ID, raw), "ranges": ranges(slices.Clone(ids)),
	})
	if err != nil && !violated(err) || len(rows) > 0 {
		return err
	}
	if mine, err := s.writtenBy(ctx, src.ID, token); err != nil || mine {
		return err
	}
	return s.whichTaken(ctx, ids)
}

func firstRepeated(ids []argmap.ID) argmap.ID {
	seen := map[argmap.ID]bool{}
	for _, id := range ids {
		if seen[id] {
			return id
		}
		seen[id] = true
	}
	return ""
}

const sourceWriterText = `MATCH (s:Source {id: $p.id}) RETURN s.writer`

// writtenBy reports whether a source was put by this very call, whose answer was lost.
func (s *Store) writtenBy(ctx context.Context, id argmap.ID, token int64) (bool, error) {
	rows, err := s.run(ctx, statement{name: "source.writer", text: sourceWriterText}, params{"id": string(id)})
	return err == nil && len(rows) > 0 && rows[0].Values[0] == token, err
}

func (s *Store) whichTaken(ctx context.Context, ids []argmap.ID) error {
	taken, err := s.resolve(ctx, slices.Clone(ids))
	if err != nil {
		return err
	}
	if len(taken) == 0 {
		return fault.New(fault.Unavailable, "id.contended", "somebody took an id and gave it back")
	}
	return idTaken(taken[0].ref.ID)
}

func encodeSource(s *argmap.Source) properties {
	p := properties{"id": string(s.ID), "revision": int64(s.Revision), "state": string(s.State)}
	p.text("title", s.Title)
	p.text("creator", s.Creator)
	p.text("date", s.Date)
	p.text("publisher", s.Publisher)
	p.text("language", s.Language)
	p.text("rights", s.Rights)
	p.text("uri", s.URI)
	p.text("mediaType", s.MediaType)
	p.text("sha256", s.SHA256)
	p["size"], p["codePoints"], p["paragraphs"] = s.Size, int64(s.CodePoints), int64(s.Paragraphs)
	p.text("owner", string(s.Owner))
	p["created"] = datetime(s.Created)
	p.text("tokens", fulltext.Document(s.Title+" "+s.Creator))
	return p
}

func decodeSource(h held) *argmap.Source {
	return &argmap.Source{
		ID: h.id("id"), Revision: h.revision(), State: argmap.SourceState(h.text("state")),
		Title: h.text("title"), Creator: h.text("creator"), Date: h.text("date"), Publisher: h.text("publisher"),
		Language: h.text("language"), Rights: h.text("rights"), URI: h.text("uri"), MediaType: h.text("mediaType"),
		SHA256: h.text("sha256"), Size: int64(h.number("size")), CodePoints: h.number("codePoints"),
		Paragraphs: h.number("paragraphs"), Owner: argmap.Actor(h.text("owner")), Created: h.time("created"),
	}
}

func encodeParagraphs(paragraphs []*argmap.Paragraph) []any {
	out := make([]any, len(paragraphs))
	for i, g := range paragraphs {
		p := properties{
			"id": string(g.ID), "source": string(g.Source), "ordinal": int64(g.Ordinal),
			"start": int64(g.Start), "end": int64(g.End),
		}
		p.text("kind", string(g.Kind))
		p.text("text", g.Text)
		p.flag("tornStart", g.TornStart)
		p.flag("tornEnd", g.TornEnd)
		p.text("tokens", fulltext.Document(g.Text))
		out[i] = map[string]any(p)
	}
	return out
}

func decodeParagraph(h held) *argmap.Paragraph {
	return &argmap.Paragraph{
		ID: h.id("id"), Source: h.id("source"), Kind: argmap.ParagraphKind(h.text("kind")), Ordinal: h.number("ordinal"),
		Start: h.number("start"), End: h.number("end"), Text: h.text("text"),
		TornStart: h.flag("tornStart"), TornEnd: h.flag("tornEnd"),
	}
}

func encodeBytes(source argmap.ID, raw []byte) []any {
	out := []any{}
	for piece := range slices.Chunk(raw, bytesPiece) {
		out = append(out, params{"source": string(source), "ordinal": int64(len(out)), "bytes": piece})
	}
	return out
}

const updateSourceText = `
MATCH (s:Source {id: $p.id})
SET s.lock = $p.lock
WITH s WHERE s.revision = $p.expected AND s.import IS NULL
SET s = $p.source
RETURN s.id`

// UpdateSource implements store.Store.
func (s *Store) UpdateSource(ctx context.Context, src *argmap.Source, expected argmap.Revision) (done bool, err error) {
	defer fault.Wrap(&err, "neo4jstore: update source %s", src.ID)
	token := fresh()
	source := encodeSource(src)
	source["writer"] = token
	rows, err := s.run(ctx, statement{name: "source.update", text: updateSourceText, write: true}, params{
		"id": string(src.ID), "lock": token, "expected": int64(expected), "source": map[string]any(source),
	})
	if err != nil || len(rows) > 0 {
		return err == nil, err
	}
	return s.writtenBy(ctx, src.ID, token)
}

const sourcesText = `
UNWIND $p.ids AS id
MATCH (s:Source {id: id}) USING INDEX SEEK s:Source(id) WHERE s.import IS NULL
RETURN properties(s)`

// Sources implements store.Store.
func (s *Store) Sources(ctx context.Context, ids []argmap.ID) (out []*argmap.Source, err error) {
	defer fault.Wrap(&err, "neo4jstore: sources")
	rows, err := s.run(ctx, statement{name: "sources", text: sourcesText}, params{"ids": strs(unrepeated(ids))})
	if err != nil {
		return nil, err
	}
	at := map[argmap.ID]*argmap.Source{}
	for _, r := range rows {
		src := decodeSource(asMap(r.Values[0]))
		at[src.ID] = src
	}
	return inOrder(ids, at), nil
}

const sourcesByHashText = `MATCH (s:Source {sha256: $p.sha256}) WHERE s.import IS NULL RETURN properties(s) ORDER BY s.id`

// SourcesByHash implements store.Store.
func (s *Store) SourcesByHash(ctx context.Context, sha256 string) (out []*argmap.Source, err error) {
	defer fault.Wrap(&err, "neo4jstore: sources by hash")
	rows, err := s.run(ctx, statement{name: "sources.hash", text: sourcesByHashText}, params{"sha256": sha256})
	for _, r := range rows {
		out = append(out, decodeSource(asMap(r.Values[0])))
	}
	return out, err
}

const sourceBytesText = `
MATCH (s:Source {id: $p.id}) WHERE s.import IS NULL
OPTIONAL MATCH (b:SourceBytes) WHERE b.source = $p.id AND b.ordinal >= 0
RETURN b.bytes ORDER BY b.ordinal`

// SourceBytes implements store.Store.
func (s *Store) SourceBytes(ctx context.Context, id argmap.ID) (raw []byte, err error) {
	defer fault.Wrap(&err, "neo4jstore: bytes of source %s", id)
	rows, err := s.run(ctx, statement{name: "source.bytes", text: sourceBytesText, long: true}, params{"id": string(id)})
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.NotFound, "source.not_found", "there is no source %s", id)
	}
	raw = []byte{}
	for _, r := range rows {
		piece, _ := r.Values[0].([]byte)
		raw = append(raw, piece...)
	}
	return raw, nil
}

const paragraphsText = `
UNWIND $p.ids AS id
MATCH (p:Record {id: id}) USING INDEX SEEK p:Record(id)
WHERE p:Paragraph
MATCH (s:Source {id: p.source}) USING INDEX SEEK s:Source(id) WHERE s.import IS NULL
RETURN properties(p)`

// Paragraphs implements store.Store.
func (s *Store) Paragraphs(ctx context.Context, ids []argmap.ID) (out []*argmap.Paragraph, err error) {
	defer fault.Wrap(&err, "neo4jstore: paragraphs")
	rows, err := s.run(ctx, statement{name: "paragraphs", text: paragraphsText}, params{"ids": strs(unrepeated(ids))})
	if err != nil {
		return nil, err
	}
	at := map[argmap.ID]*argmap.Paragraph{}
	for _, r := range rows {
		p := decodeParagraph(asMap(r.Values[0]))
		at[p.ID] = p
	}
	return inOrder(ids, at), nil
}

const sourceParagraphsText = `
MATCH (p:Paragraph) WHERE p.source = $p.source AND p.ordinal > $p.after
WITH p ORDER BY p.source, p.ordinal LIMIT $p.limit
MATCH (s:Source {id: p.source}) USING INDEX SEEK s:Source(id) WHERE s.import IS NULL
RETURN properties(p)`

// SourceParagraphs implements store.Store.
func (s *Store) SourceParagraphs(ctx context.Context, source argmap.ID, after, limit int) (out []*argmap.Paragraph, err error) {
	defer fault.Wrap(&err, "neo4jstore: paragraphs of source %s", source)
	rows, err := s.run(ctx, statement{name: "source.paragraphs", text: sourceParagraphsText},
		params{"source": string(source), "after": int64(after), "limit": int64(max(0, limit))})
	for _, r := range rows {
		out = append(out, decodeParagraph(asMap(r.Values[0])))
	}
	return out, err
}
