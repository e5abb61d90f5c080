package sqlitestore

import (
	"math"
	"slices"
	"strconv"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// column is what a list is sorted by: an expression, and whether its greatest value comes first. Ties
// are broken by the id, ascending.
type column struct {
	value, id string
	down      bool
}

// sort gives the end of a statement that sorts by the column and pages through it: ?1 says whether a
// place is given, ?2 and ?3 are its value and id, ?4 is the limit. Backward, the order is reversed.
func (c column) sort(backward bool) string {
	after, order := ">", "ASC"
	if c.down != backward {
		after, order = "<", "DESC"
	}
	afterID, orderID := ">", "ASC"
	if backward {
		afterID, orderID = "<", "DESC"
	}
	return ` AND (?1 = 0 OR ` + c.value + ` ` + after + ` ?2 OR ` + c.value + ` = ?2 AND ` + c.id + ` ` + afterID + ` ?3)
ORDER BY ` + c.value + ` ` + order + `, ` + c.id + ` ` + orderID + ` LIMIT ?4`
}

// place gives the arguments ?1 to ?4 of a page; parse reads a key's value.
func place(p store.Page, parse func(string) (any, error)) ([]any, error) {
	if p.Limit < 1 {
		return nil, fault.InvalidField("limit", "page.limit", "a page has at least one row")
	}
	if p.From == nil {
		return []any{0, nil, nil, p.Limit}, nil
	}
	value, err := parse(p.From.Value)
	if err != nil {
		return nil, fault.InvalidField("from", "page.key", "this is no place in the list").Because(err)
	}
	return []any{1, value, p.From.ID, p.Limit}, nil
}

func parseTime(v string) (any, error) { return strconv.ParseInt(v, 10, 64) }

func parseText(v string) (any, error) { return v, nil }

func parseScore(v string) (any, error) { return strconv.ParseFloat(v, 64) }

func timeKey(t time.Time, id argmap.ID) store.Key {
	return store.Key{Value: strconv.FormatInt(micros(t), 10), ID: id}
}

// inOrder gives a page's rows in list order.
func inOrder[T any](rows []T, p store.Page) []T {
	if p.Backward {
		slices.Reverse(rows)
	}
	return rows
}

// span gives the bounds of a time filter: from <= t < until; a zero time is no bound.
func span(since, until time.Time) (from, to int64) {
	from, to = math.MinInt64, math.MaxInt64
	if !since.IsZero() {
		from = micros(since)
	}
	if !until.IsZero() {
		to = micros(until)
	}
	return from, to
}
