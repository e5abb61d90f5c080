package codectest

import (
	"encoding/json"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Held holds a format to losing nothing of a file in which more belongs to one record than the record can
// keep: the file is read, all of a text is found in some record, or in the parts of a leftover, the rule is
// found broken, and what is written in the format again is told of as it is.
func Held(t TB, f codec.Format, file codec.File, text string, rule argmap.RuleID) {
	t.Helper()
	docs := Decode(t, f, file)
	var kept strings.Builder
	var aside []argmap.ID
	for _, r := range docs[0].Records {
		raw := rawOf(r)
		if len(raw) > argmap.MaxTextBytes {
			t.Fatalf("%s: %s keeps %d bytes", f.Name, r.Ref(), len(raw))
		}
		var part []json.RawMessage
		var words string
		if l, is := r.(*argmap.Leftover); is && strings.HasPrefix(l.What, codec.PartOf) {
			if json.Unmarshal(raw, &part) != nil || len(part) != 3 || json.Unmarshal(part[2], &words) != nil {
				t.Fatalf("%s: %s is no part: %.100s", f.Name, r.Ref(), raw)
			}
			aside, raw = append(aside, l.ID), json.RawMessage(words)
		}
		kept.Write(raw)
	}
	if len(aside) == 0 || !strings.Contains(kept.String(), text) {
		t.Fatalf("%s: of what is too long for a record, the %d leftovers and all records hold not all", f.Name, len(aside))
	}
	if !strings.Contains(rulesFound(docs[0]), string(rule)+" ") {
		t.Fatalf("%s: nothing tells of what is too long: %s", f.Name, rulesFound(docs[0]))
	}
	if f.Encode == nil {
		return
	}
	Encode(t, f, docs[0])
	lost := map[argmap.ID]bool{}
	for _, l := range f.Losses(docs[0]) {
		for _, id := range l.Records {
			lost[id] = true
		}
	}
	for _, id := range aside {
		if !lost[id] {
			t.Fatalf("%s: the leftover %s is not written, and no loss names it", f.Name, id)
		}
	}
}

func rulesFound(d *codec.Document) string {
	var b strings.Builder
	for _, f := range d.Findings {
		b.WriteString(string(f.Rule) + " ")
	}
	return b.String()
}

func rawOf(r argmap.Record) json.RawMessage {
	switch r := r.(type) {
	case *argmap.Properties:
		return r.Raw
	case *argmap.Voice:
		return r.Raw
	case *argmap.Row:
		return r.Raw
	case *argmap.Element:
		return r.Raw
	case *argmap.Link:
		return r.Raw
	case *argmap.Commitment:
		return r.Raw
	case *argmap.Citation:
		return r.Raw
	case *argmap.Leftover:
		return r.Raw
	}
	return nil
}
