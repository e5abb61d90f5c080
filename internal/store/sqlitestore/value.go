package sqlitestore

import (
	"encoding/json"
	"time"

	"argmap/internal/argmap"
)

// micros is how a time is stored: microseconds since 1970.
func micros(t time.Time) int64 { return t.UnixMicro() }

func fromMicros(v int64) time.Time { return time.UnixMicro(v).UTC() }

// rawOf reads a raw column; the empty text is no raw at all.
func rawOf(s string) json.RawMessage {
	if s == "" {
		return nil
	}
	return json.RawMessage(s)
}

// list gives values as the JSON array that a statement unfolds with json_each.
func list[T ~string](values []T) (string, error) {
	if values == nil {
		return "[]", nil
	}
	b, err := json.Marshal(values)
	return string(b), err
}

// askedOnce is the ids of a JSON array ?1, each once, with the place that it was asked at.
const askedOnce = `(SELECT value AS id, min(key) AS place FROM json_each(?1) GROUP BY value) AS asked`

func idsOf(values []string) []argmap.ID {
	out := make([]argmap.ID, len(values))
	for i, v := range values {
		out[i] = argmap.ID(v)
	}
	return out
}
