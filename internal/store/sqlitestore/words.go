package sqlitestore

import (
	"errors"

	"argmap/internal/fault"
	"argmap/internal/fulltext"
)

// match gives the FTS5 query for a user's words; INVALID when there is nothing to search for.
func match(words string) (string, error) {
	q, err := fulltext.Parse(words)
	switch {
	case errors.Is(err, fulltext.ErrEmpty):
		return "", fault.InvalidField("words", "search.empty", "there is no word to search for").Because(err)
	case err != nil:
		return "", fault.InvalidField("words", "search.too_long", "these are too many words to search for").Because(err)
	}
	return q.FTS5(), nil
}

// filterWords is match for a filter, in which no words at all select everything.
func filterWords(words string) (string, error) {
	if words == "" {
		return "", nil
	}
	return match(words)
}
