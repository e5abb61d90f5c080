package neo4jstore

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// putQuestionsText locks what is kept of the map, and not the map itself: commits need not wait. It looks
// at the map's state without a lock all the same, because DeleteMap leaves an index behind that no
// put is later than (see dropQuestionsText).
const putQuestionsText = `
MATCH (m:Map {id: $p.map}) WHERE m.state = 'ACTIVE'
MERGE (i:QuestionIndex {map: $p.map})
SET i.lock = $p.lock
WITH i WHERE i.revision IS NULL OR i.epoch < $p.epoch OR (i.epoch = $p.epoch AND i.revision <= $p.revision)
SET i.revision = $p.revision, i.epoch = $p.epoch
WITH i
CALL () {
  MATCH (q:OpenQuestion) WHERE q.map = $p.map AND q.question > '' AND NOT q.question IN $p.ids
  DELETE q
}
CALL () {
  UNWIND $p.open AS x
  MERGE (q:OpenQuestion {map: $p.map, question: x.question})
  SET q = x
}
RETURN i.map`

// PutQuestions implements store.Store. It may be run twice: the second time finds what it has put.
func (s *Store) PutQuestions(ctx context.Context, q store.Questions) (done bool, err error) {
	defer fault.Wrap(&err, "neo4jstore: put questions of map %s", q.Map)
	ids, open := make([]string, len(q.Open)), make([]any, len(q.Open))
	for i, o := range q.Open {
		ids[i], open[i] = string(o.ID), encodeOpen(q.Map, o)
	}
	rows, err := s.run(ctx, statement{name: "questions.put", text: planOnce + putQuestionsText, write: true, long: len(open) > 1000}, params{
		"map": string(q.Map), "lock": fresh(), "revision": int64(q.Revision), "epoch": int64(q.Epoch), "ids": ids, "open": open,
	})
	return len(rows) > 0, err
}

func encodeOpen(m argmap.ID, o store.OpenQuestion) map[string]any {
	p := map[string]any{
		"map": string(m), "question": string(o.ID), "rank": o.Rank() + string(o.ID), "status": string(o.Status), "weight": int64(o.Weight),
	}
	if o.Flips != nil {
		p["flips"] = *o.Flips
	}
	return p
}

// dropQuestionsText forgets what is open in a map that is gone. The index that it leaves is of the
// revision that ended the map, so that a put that is under way comes too late.
const dropQuestionsText = `
MERGE (i:QuestionIndex {map: $p.map})
SET i.lock = $p.lock, i.revision = $p.revision, i.epoch = $p.epoch
WITH i
MATCH (q:OpenQuestion) WHERE q.map = $p.map AND q.question > ''
DELETE q`

func (s *Store) dropQuestions(ctx context.Context, h store.Head) error {
	_, err := s.run(ctx, statement{name: "questions.drop", text: dropQuestionsText, write: true, long: true},
		params{"map": string(h.Map), "lock": fresh(), "revision": int64(h.Revision), "epoch": int64(h.Epoch)})
	return err
}

// Where a list of open questions begins. By rank it ends as soon as the page is full.
const (
	questionsAll     = "MATCH (q:OpenQuestion) WHERE " + questionsBetween
	questionsIn      = "MATCH (q:OpenQuestion) WHERE q.map = $p.map AND q.question > '' AND " + questionsBetween
	questionsBetween = "q.rank > $p.low AND q.rank < $p.high\n"
	// The words of a question are found whether it is open or not.
	questionsByWords = `
CALL db.index.fulltext.queryNodes('element_tokens', $p.words) YIELD node
WHERE node.kind = 'QUESTION'
MATCH (q:OpenQuestion {map: node.map, question: node.id}) WHERE ` + questionsBetween + `
`
	questionsBySource = `
CALL () {
  MATCH (:Source {id: $p.source})-[:HAS_PARAGRAPH]->()<-[:CITES]-(cited:Element)
  RETURN cited AS node
  UNION
  MATCH (:Source {id: $p.source})-[:HAS_PARAGRAPH]->()<-[:CITES]-()<-[:ASKS_ABOUT]-(asking:Element)
  RETURN asking AS node
}
MATCH (q:OpenQuestion {map: node.map, question: node.id}) WHERE ` + questionsBetween + `
`
	questionsLive = `
MATCH (m:Map {id: q.map}) WHERE m.state = 'ACTIVE'
MATCH (i:QuestionIndex {map: q.map})
MATCH (e:Record {id: q.question}) USING INDEX SEEK e:Record(id)
WHERE e:Question AND e.map = q.map AND ($p.status IS NULL OR q.status = $p.status) AND ($p.map IS NULL OR q.map = $p.map)
`
	questionsCiting = `  AND (EXISTS { MATCH (e)-[c:CITES]->() WHERE c.source = $p.source }
    OR EXISTS { MATCH (e)-[:ASKS_ABOUT]->()-[c:CITES]->() WHERE c.source = $p.source })
`
	questionRow = `
RETURN q.rank, properties(m), properties(e), i.revision, q.status, q.weight, q.flips,
  COLLECT { MATCH (e)-[c:CITES]->(p) RETURN p.id ORDER BY c.id, c.segment },
  COLLECT { MATCH (e)-[l:ASKS_ABOUT]->()-[c:CITES]->(p) RETURN p.id ORDER BY coalesce(l.ordinal, 0), l.id, c.id, c.segment }
`
)

// questionsText gives the statement of a list of open questions up to its page; there are six.
func questionsText(f store.QuestionFilter, words bool) string {
	text := questionsLive
	if f.Source != "" && (words || f.Map != "") {
		text += questionsCiting
	}
	switch {
	case words:
		return questionsByWords + text
	case f.Map != "":
		return questionsIn + text
	case f.Source != "":
		return questionsBySource + text
	}
	return questionsAll + text
}

// questionsPage cuts a page out of a list of open questions. The rank ends in the question's id, so that it is
// a place by itself, and a list that begins by rank needs no sorting.
func questionsPage(backward bool) string {
	order := "ASC"
	if backward {
		order = "DESC"
	}
	return "WITH q, i, e, m ORDER BY q.rank " + order + " LIMIT $p.limit\n"
}

// afterRanks comes after every rank, which are digits and an id.
const afterRanks = ":"

// ListQuestions implements store.Store.
func (s *Store) ListQuestions(ctx context.Context, f store.QuestionFilter, page store.Page) (out []store.QuestionRow, err error) {
	defer fault.Wrap(&err, "neo4jstore: list questions")
	p, words, err := questionParams(f)
	if err == nil {
		err = into(p, page, "", nil)
	}
	if err != nil {
		return nil, err
	}
	p["low"], p["high"] = "", afterRanks
	if from := page.From; from != nil && page.Backward {
		p["high"] = from.Value + string(from.ID)
	} else if from != nil {
		p["low"] = from.Value + string(from.ID)
	}
	rows, err := s.run(ctx, statement{name: "questions.list", text: questionsText(f, words) + questionsPage(page.Backward) + questionRow}, p)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		out = append(out, decodeQuestionRow(r))
	}
	return inListOrder(out, page), nil
}

func questionParams(f store.QuestionFilter) (p params, words bool, err error) {
	lucene, err := listWords(f.Words)
	return params{
		"words": lucene, "map": optional(f.Map), "source": optional(f.Source), "status": optional(f.Status), "low": "", "high": afterRanks,
	}, lucene != "", err
}

func decodeQuestionRow(r row) store.QuestionRow {
	m := held(asMap(r.Values[1]))
	q := store.QuestionRow{
		Head: decodeHead(m), Properties: decodeMap(m), Question: decodeElement(asMap(r.Values[2])), Revision: argmap.Revision(r.Values[3].(int64)),
	}
	q.ID, q.Status, q.Weight = q.Question.ID, argmap.QuestionStatus(r.Values[4].(string)), int(r.Values[5].(int64))
	if flips, known := r.Values[6].(bool); known {
		q.Flips = &flips
	}
	q.AskedIn, q.BearsOn = eachOnce(r.Values[7].([]any)), eachOnce(r.Values[8].([]any))
	rank := r.Values[0].(string)
	q.Key = store.Key{Value: rank[:len(rank)-len(q.ID)], ID: q.ID}
	return q
}

// eachOnce leaves out the ids that came before.
func eachOnce(ids []any) []argmap.ID {
	var once []argmap.ID
	met := make(map[any]bool, len(ids))
	for _, id := range ids {
		if s, ok := id.(string); ok && !met[id] {
			met[id] = true
			once = append(once, argmap.ID(s))
		}
	}
	return once
}

// CountQuestions implements store.Store.
func (s *Store) CountQuestions(ctx context.Context, f store.QuestionFilter) (n int, err error) {
	defer fault.Wrap(&err, "neo4jstore: count questions")
	p, words, err := questionParams(f)
	if err != nil {
		return 0, err
	}
	return s.count(ctx, statement{name: "questions.count", text: questionsText(f, words) + "RETURN count(q)"}, p)
}

const countOpenText = `
UNWIND $p.ids AS id
MATCH (m:Map {id: id}) USING INDEX SEEK m:Map(id) WHERE m.state = 'ACTIVE'
MATCH (i:QuestionIndex {map: id}) USING INDEX SEEK i:QuestionIndex(map)
RETURN id, COUNT { MATCH (q:OpenQuestion) WHERE q.map = id AND q.question > '' AND q.status = 'OPEN' }`

// CountOpen implements store.Store.
func (s *Store) CountOpen(ctx context.Context, maps []argmap.ID) (counts map[argmap.ID]int, err error) {
	defer fault.Wrap(&err, "neo4jstore: count the open questions of maps")
	counts = map[argmap.ID]int{}
	if len(maps) == 0 {
		return counts, s.open(ctx)
	}
	rows, err := s.run(ctx, statement{name: "questions.open", text: countOpenText}, params{"ids": strs(unrepeated(maps))})
	for _, r := range rows {
		counts[argmap.ID(r.Values[0].(string))] = int(r.Values[1].(int64))
	}
	return counts, err
}

const staleQuestionsText = `
MATCH (m:Map) WHERE m.id > $p.after AND m.state = 'ACTIVE'
OPTIONAL MATCH (i:QuestionIndex {map: m.id})
WITH m, i WHERE i IS NULL OR i.revision <> m.revision OR i.epoch <> m.epoch
RETURN m.id AS id ORDER BY m.id LIMIT $p.limit`

// StaleQuestions implements store.Store.
func (s *Store) StaleQuestions(ctx context.Context, after argmap.ID, limit int) (ids []argmap.ID, err error) {
	defer fault.Wrap(&err, "neo4jstore: stale questions")
	rows, err := s.run(ctx, statement{name: "questions.stale", text: staleQuestionsText, long: true},
		params{"after": string(after), "limit": int64(max(0, limit))})
	for _, r := range rows {
		ids = append(ids, argmap.ID(r.Values[0].(string)))
	}
	return ids, err
}
