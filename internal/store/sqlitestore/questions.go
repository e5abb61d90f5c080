package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const selectIndex = `SELECT revision, epoch FROM question_index WHERE map = ?1`

const putIndex = `INSERT INTO question_index (map, revision, epoch) VALUES (?1, ?2, ?3)
ON CONFLICT (map) DO UPDATE SET revision = excluded.revision, epoch = excluded.epoch`

const dropClosed = `DELETE FROM open_questions
WHERE map = ?1 AND question NOT IN (SELECT value ->> 'question' FROM json_each(?2))`

// putOpen writes no row that is as it should be.
const putOpen = `INSERT INTO open_questions (map, question, rank, status, weight, flips)
SELECT ?1, value ->> 'question', value ->> 'rank', value ->> 'status', value ->> 'weight', value ->> 'flips'
FROM json_each(?2) WHERE true
ON CONFLICT (map, question) DO UPDATE
SET rank = excluded.rank, status = excluded.status, weight = excluded.weight, flips = excluded.flips
WHERE rank <> excluded.rank OR status <> excluded.status OR weight <> excluded.weight OR flips IS NOT excluded.flips`

// PutQuestions keeps the open questions of a map in place of those that were kept of it.
func (s *Store) PutQuestions(ctx context.Context, q store.Questions) (done bool, err error) {
	defer s.guard(ctx, &err, "put the open questions of a map")
	rows, err := openRows(q.Open)
	if err != nil {
		return false, err
	}
	err = s.write(ctx, func(t *transaction) error {
		m, found, err := t.mapRow(q.Map)
		if err != nil || !found || m.State != store.Active {
			return err
		}
		later, err := t.laterQuestions(m.n, q)
		if err != nil || later {
			return err
		}
		done = true
		if err := t.do(putIndex, m.n, q.Revision, q.Epoch); err != nil {
			return err
		}
		if err := t.do(dropClosed, m.n, rows); err != nil {
			return err
		}
		return t.do(putOpen, m.n, rows)
	})
	return done && err == nil, err
}

// laterQuestions reports whether what is kept of a map is later than what is to be put.
func (t *transaction) laterQuestions(m int64, q store.Questions) (bool, error) {
	var revision argmap.Revision
	var epoch argmap.Epoch
	found, err := t.one([]any{&revision, &epoch}, selectIndex, m)
	return found && (epoch > q.Epoch || epoch == q.Epoch && revision > q.Revision), err
}

// openRow is an open question as the statements read it.
type openRow struct {
	Question argmap.ID             `json:"question"`
	Rank     string                `json:"rank"`
	Status   argmap.QuestionStatus `json:"status"`
	Weight   int                   `json:"weight"`
	Flips    *bool                 `json:"flips"`
}

func openRows(open []store.OpenQuestion) (string, error) {
	rows := make([]openRow, len(open))
	for i, o := range open {
		rows[i] = openRow{o.ID, o.Rank(), o.Status, o.Weight, o.Flips}
	}
	b, err := json.Marshal(rows)
	return string(b), err
}

const dropQuestions = `DELETE FROM question_index WHERE map = ?1`

// fromQuestions begins with what is kept, which is in order already; the planner would begin with all
// elements.
const fromQuestions = ` FROM open_questions AS q
CROSS JOIN question_index AS i ON i.map = q.map
CROSS JOIN maps AS m ON m.n = q.map
CROSS JOIN properties AS p ON p.map = q.map
CROSS JOIN elements AS e ON e.map = q.map AND e.id = q.question
WHERE m.state = 'ACTIVE' AND e.kind = 'QUESTION'
  AND (?5 = '' OR q.question IN (SELECT x.id FROM search JOIN ids AS x ON x.n = search.rowid WHERE search MATCH ?5))
  AND (?7 = '' OR EXISTS (SELECT 1 FROM citations AS c WHERE c.map = q.map AND c.element = q.question AND c.source = ?7)
    OR EXISTS (SELECT 1 FROM links AS l CROSS JOIN citations AS c ON c.map = l.map AND c.element = l.to_id AND c.source = ?7
      WHERE l.map = q.map AND l.from_id = q.question AND l.role = 'ASKS_ABOUT'))
  AND (?8 = '' OR q.status = ?8)`

// The end of fromQuestions, for all maps and for one.
const (
	inAllMaps = ` AND ?6 = ''`
	inOneMap  = ` AND q.map = (SELECT n FROM maps WHERE id = ?6)`
)

func inMaps(f store.QuestionFilter) string {
	if f.Map == "" {
		return inAllMaps
	}
	return inOneMap
}

const selectQuestions = `SELECT ` + headColumns + `, i.revision, q.status, q.weight, q.flips, q.rank,
  (SELECT json_group_array(g.paragraph ORDER BY c.id, g.ordinal) FROM citations AS c
   CROSS JOIN segments AS g ON g.map = c.map AND g.citation = c.id WHERE c.map = q.map AND c.element = q.question),
  (SELECT json_group_array(g.paragraph ORDER BY l.ordinal, l.id, c.id, g.ordinal) FROM links AS l
   CROSS JOIN citations AS c ON c.map = l.map AND c.element = l.to_id
   CROSS JOIN segments AS g ON g.map = c.map AND g.citation = c.id
   WHERE l.map = q.map AND l.from_id = q.question AND l.role = 'ASKS_ABOUT'), m.id, ` + propertyColumns + `, ` + elementColumns + fromQuestions

// countQuestions keeps the numbers of selectQuestions' parameters; ?1 to ?4 are not used.
const countQuestions = `SELECT count(*)` + fromQuestions + ` AND ?1 IS NULL AND ?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL`

// byRank sorts a list of questions.
var byRank = column{"q.rank", "q.question", false}

// questionArgs gives the arguments ?5 to ?8.
func questionArgs(f store.QuestionFilter) ([]any, error) {
	words, err := filterWords(f.Words)
	return []any{words, f.Map, f.Source, f.Status}, err
}

// ListQuestions gives a page of what is kept of Active maps and passes the filter, by rank and id.
func (s *Store) ListQuestions(ctx context.Context, f store.QuestionFilter, p store.Page) (list []store.QuestionRow, err error) {
	defer s.guard(ctx, &err, "list open questions")
	args, err := place(p, parseText)
	if err != nil {
		return nil, err
	}
	more, err := questionArgs(f)
	if err != nil {
		return nil, err
	}
	rows, err := s.query(ctx, selectQuestions+inMaps(f)+byRank.sort(p.Backward), append(args, more...)...)
	if err != nil {
		return nil, err
	}
	list, err = collect(rows, scanQuestion)
	return inOrder(list, p), err
}

func scanQuestion(r *sql.Rows) (row store.QuestionRow, err error) {
	var rank, asked, bears string
	home, properties := propertiesReader()
	words, element := elementReader()
	hangs := []any{&row.Revision, &row.Status, &row.Weight, &row.Flips, &rank, &asked, &bears}
	if err := r.Scan(slices.Concat(headInto(&row.Head), hangs, home, words)...); err != nil {
		return row, err
	}
	row.Properties, row.Question = properties().Record.(*argmap.Properties), element().Record.(*argmap.Element)
	row.ID = row.Question.ID
	row.Key = store.Key{Value: rank, ID: row.ID}
	if row.AskedIn, err = eachOnce(asked); err != nil {
		return row, err
	}
	row.BearsOn, err = eachOnce(bears)
	return row, err
}

// eachOnce reads a JSON array of ids and leaves out those that came before.
func eachOnce(array string) ([]argmap.ID, error) {
	var all, once []argmap.ID
	if err := json.Unmarshal([]byte(array), &all); err != nil {
		return nil, fault.New(fault.Internal, "store.row", "the database gave no list of ids").Because(err)
	}
	met := make(map[argmap.ID]bool, len(all))
	for _, id := range all {
		if !met[id] {
			met[id] = true
			once = append(once, id)
		}
	}
	return once, nil
}

// CountQuestions gives how many questions there are in all.
func (s *Store) CountQuestions(ctx context.Context, f store.QuestionFilter) (n int, err error) {
	defer s.guard(ctx, &err, "count open questions")
	args, err := questionArgs(f)
	if err != nil {
		return 0, err
	}
	_, err = s.one(ctx, []any{&n}, countQuestions+inMaps(f), append([]any{nil, nil, nil, nil}, args...)...)
	return n, err
}

const countOpen = `SELECT m.id, (SELECT count(*) FROM open_questions AS q WHERE q.map = m.n AND q.status = 'OPEN')
FROM ` + askedOnce + `
CROSS JOIN maps AS m ON m.id = asked.id
CROSS JOIN question_index AS i ON i.map = m.n
WHERE m.state = 'ACTIVE'`

// CountOpen gives how many of the questions that are kept of some Active maps are OPEN.
func (s *Store) CountOpen(ctx context.Context, maps []argmap.ID) (counts map[argmap.ID]int, err error) {
	defer s.guard(ctx, &err, "count the open questions of maps")
	asked, err := list(maps)
	if err != nil {
		return nil, err
	}
	rows, err := s.query(ctx, countOpen, asked)
	if err != nil {
		return nil, err
	}
	counts = map[argmap.ID]int{}
	_, err = collect(rows, func(r *sql.Rows) (id argmap.ID, err error) {
		var n int
		err = r.Scan(&id, &n)
		counts[id] = n
		return id, err
	})
	return counts, err
}

const staleQuestions = `SELECT m.id FROM maps AS m LEFT JOIN question_index AS i ON i.map = m.n
WHERE m.state = 'ACTIVE' AND m.id > ?1 AND (i.map IS NULL OR i.revision <> m.revision OR i.epoch <> m.epoch)
ORDER BY m.id LIMIT ?2`

// StaleQuestions gives Active maps whose questions are not kept for the head's revision and epoch.
func (s *Store) StaleQuestions(ctx context.Context, after argmap.ID, limit int) (ids []argmap.ID, err error) {
	defer s.guard(ctx, &err, "find stale questions")
	rows, err := s.query(ctx, staleQuestions, after, max(0, limit))
	if err != nil {
		return nil, err
	}
	return collect(rows, func(r *sql.Rows) (id argmap.ID, err error) { return id, r.Scan(&id) })
}
