package ledger

import (
	"encoding/json"
	"strings"

	"argmap/internal/argmap"
)

const redactedText = "[redacted]"

// Redacted gives a record as it reads after a redaction: its own words and names are replaced, what
// an import brought along goes, and everything that the shape of the map hangs on stays. A quote
// keeps its length and loses its words and surroundings.
func Redacted(r argmap.Record) argmap.Record {
	switch r := r.(type) {
	case *argmap.Properties:
		c := *r
		c.Title, c.Description, c.External, c.Raw = hide(r.Title), hide(r.Description), argmap.External{}, nil
		return &c
	case *argmap.Voice:
		c := *r
		c.Name, c.Description, c.External, c.Raw = hide(r.Name), hide(r.Description), argmap.External{}, nil
		return &c
	case *argmap.Row:
		c := *r
		c.Antecedent, c.External, c.Raw = hide(r.Antecedent), argmap.External{}, nil
		return &c
	case *argmap.Element:
		return redactedElement(r)
	case *argmap.Commitment:
		c := *r
		c.External, c.Raw = argmap.External{}, nil
		return &c
	case *argmap.Link:
		c := *r
		c.External, c.Raw = argmap.External{}, nil
		return &c
	case *argmap.Citation:
		return redactedCitation(r)
	case *argmap.Leftover:
		c := *r
		c.External, c.Raw = argmap.External{}, json.RawMessage(`"`+redactedText+`"`)
		return &c
	}
	return r
}

func redactedElement(e *argmap.Element) argmap.Record {
	c := *e
	c.Text, c.External, c.Raw = hide(e.Text), argmap.External{}, nil
	if e.Question != nil {
		q := *e.Question
		q.Resolved, q.Note = hide(q.Resolved), hide(q.Note)
		c.Question = &q
	}
	return &c
}

func redactedCitation(k *argmap.Citation) argmap.Record {
	c := *k
	c.External, c.Raw = argmap.External{}, nil
	c.Segments = make([]argmap.Segment, len(k.Segments))
	for i, s := range k.Segments {
		s.Exact, s.Prefix, s.Suffix = strings.Repeat(argmap.RedactedRune, max(s.End-s.Start, 1)), "", ""
		c.Segments[i] = s
	}
	return &c
}

func hide(s string) string {
	if s == "" {
		return ""
	}
	return redactedText
}
