package neo4jstore

import (
	"fmt"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// sorting is how a list is sorted: by an expression named key and then by one named id, ascending.
type sorting struct {
	// descending tells that the greatest key comes first; ids ascend all the same.
	descending bool
}

// clause gives the part of a statement that cuts a page out of rows with key and id. It is one of
// four texts; $p.from tells whether there is a row to begin from, which $p.key and $p.id name.
func (o sorting) clause(backward bool) string {
	beyond, order, idBeyond, idOrder := ">", "ASC", ">", "ASC"
	if o.descending != backward {
		beyond, order = "<", "DESC"
	}
	if backward {
		idBeyond, idOrder = "<", "DESC"
	}
	return fmt.Sprintf(`
WITH * WHERE NOT $p.from OR key %s $p.key OR (key = $p.key AND id %s $p.id)
ORDER BY key %s, id %s LIMIT $p.limit
`, beyond, idBeyond, order, idOrder)
}

// into adds a page's parameters; key is the value of From as the statement compares it.
func into(p params, page store.Page, key any, err error) error {
	if page.Limit < 1 {
		return fault.New(fault.Invalid, "page.limit", "a page has at least one row")
	}
	p["from"], p["key"], p["id"], p["limit"] = page.From != nil, key, "", int64(page.Limit)
	if page.From == nil {
		return nil
	}
	p["id"] = string(page.From.ID)
	if err != nil {
		return fault.New(fault.Invalid, "page.key", "the list has no place %q", page.From.Value).Because(err)
	}
	return nil
}

// timeKey writes a time as a sort value.
func timeKey(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// fromTime reads the sort value of a page that is sorted by time.
func fromTime(page store.Page) (any, error) {
	if page.From == nil {
		return datetime(time.Time{}), nil
	}
	t, err := time.Parse(time.RFC3339Nano, page.From.Value)
	return datetime(t), err
}

// fromText reads the sort value of a page that is sorted by text.
func fromText(page store.Page) (any, error) {
	if page.From == nil {
		return "", nil
	}
	return page.From.Value, nil
}

// inListOrder turns the rows of a page round that was read backwards.
func inListOrder[T any](rows []T, page store.Page) []T {
	if page.Backward {
		slices.Reverse(rows)
	}
	return rows
}

// bound gives a time as a parameter; nil when it binds nothing.
func bound(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return datetime(t)
}

// optional gives a text as a parameter; nil when it is empty and selects everything.
func optional[T ~string](v T) any {
	if v == "" {
		return nil
	}
	return string(v)
}

func keyOf(value string, id any) store.Key {
	return store.Key{Value: value, ID: argmap.ID(id.(string))}
}
