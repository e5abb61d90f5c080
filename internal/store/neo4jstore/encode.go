package neo4jstore

import (
	"encoding/json"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fulltext"
)

// properties are those of a node or relationship; what is zero is left out.
type properties map[string]any

// newProperties gives what every record has, with room for what most have beside.
func newProperties(m, id argmap.ID, r argmap.Revision) properties {
	p := make(properties, 12)
	p["id"], p["map"], p["revision"] = string(id), string(m), int64(r)
	return p
}

func (p properties) text(name, value string) {
	if value != "" {
		p[name] = value
	}
}

func (p properties) number(name string, value int) {
	if value != 0 {
		p[name] = int64(value)
	}
}

func (p properties) flag(name string, value bool) {
	if value {
		p[name] = true
	}
}

func (p properties) time(name string, t time.Time) {
	if !t.IsZero() {
		p[name] = datetime(t)
	}
}

func (p properties) origin(e argmap.External, raw json.RawMessage) {
	p.text("externalNamespace", e.Namespace)
	p.text("externalId", e.ID)
	if len(raw) > 0 {
		p["raw"] = string(raw)
	}
}

// apart puts all but the named properties into one of its own, "more".
func (p properties) apart(names []string) map[string]any {
	out := make(map[string]any, len(names)+1)
	for _, name := range names {
		if v, ok := p[name]; ok {
			out[name] = v
			delete(p, name)
		}
	}
	out["more"] = map[string]any(p)
	return out
}

// datetime gives t as the driver writes a DATETIME with offset Z: by a zone that is named so.
func datetime(t time.Time) time.Time { return t.In(time.FixedZone("Offset", 0)) }

// encodeNode gives the properties of a record that is a node.
func encodeNode(m argmap.ID, r argmap.Record, rev argmap.Revision) properties {
	p := newProperties(m, r.Ref().ID, rev)
	switch r := r.(type) {
	case *argmap.Element:
		encodeElement(p, r)
	case *argmap.Voice:
		p.text("kind", string(r.Kind))
		p.text("name", r.Name)
		p.text("description", r.Description)
		p.text("actor", string(r.Actor))
		p.origin(r.External, r.Raw)
	case *argmap.Row:
		p.text("antecedent", r.Antecedent)
		p.origin(r.External, r.Raw)
	case *argmap.Leftover:
		p.text("what", r.What)
		p.text("why", r.Why)
		p.number("ordinal", r.Ordinal)
		p.origin(r.External, r.Raw)
	case *argmap.Properties, *argmap.Commitment, *argmap.Link, *argmap.Citation: // no nodes of their own
	}
	return p
}

func encodeElement(p properties, e *argmap.Element) {
	p["kind"] = string(e.Kind)
	p.text("text", e.Text)
	p.text("author", string(e.Author))
	p.time("created", e.Created)
	p.text("basis", string(e.Basis))
	p.text("scheme", e.Scheme)
	p.text("attack", string(e.Attack))
	p.text("act", e.Act)
	p.text("speaker", string(e.Speaker))
	p.text("machine", e.Machine)
	p.origin(e.External, e.Raw)
	p.text("tokens", tokensOf(e))
	if e.Question != nil {
		encodeInquiry(p, e.Question)
	}
}

// encodeInquiry always writes the form, even an empty one: by it decodeElement knows a question.
func encodeInquiry(p properties, q *argmap.Inquiry) {
	p["form"] = string(q.Form)
	p.text("force", string(q.Force))
	p.text("resolved", q.Resolved)
	p.text("note", q.Note)
	p.flag("elliptical", q.Elliptical)
	p.flag("embedded", q.Embedded)
	p.text("row", string(q.Row))
	p.number("ordinal", q.Ordinal)
	p.flag("withdrawn", q.Withdrawn)
	p.text("answers", string(q.Answers))
	p.text("critical", q.Critical)
	p.text("burden", string(q.Burden))
	p.text("effect", string(q.Effect))
	p.text("standard", string(q.Standard))
}

// tokensOf gives the words by which a search finds an element; only some kinds have any.
func tokensOf(e *argmap.Element) string {
	switch e.Kind {
	case argmap.KindClaim, argmap.KindLocution:
		return fulltext.Document(e.Text)
	case argmap.KindQuestion:
		if e.Question == nil {
			return fulltext.Document(e.Text)
		}
		return fulltext.Document(e.Text + " " + e.Question.Resolved)
	default:
		return ""
	}
}

// encodeMap gives the properties of a map's node that hold argmap.Properties. All are there, those
// that are zero as nil, so that setting them takes away what the map said before.
func encodeMap(m *argmap.Properties, rev argmap.Revision) properties {
	p := properties{
		"title": m.Title, "titleKey": fulltext.SortKey(m.Title), "propertiesRevision": int64(rev),
		"description": nil, "language": nil, "owner": nil, "created": nil, "copiedFrom": nil, "copiedRevision": nil,
		"format": nil, "externalNamespace": nil, "externalId": nil, "raw": nil, "tokens": nil,
	}
	p.text("description", m.Description)
	p.text("language", m.Language)
	p.text("owner", string(m.Owner))
	p.time("created", m.Created)
	p.text("copiedFrom", string(m.CopiedFrom))
	p.number("copiedRevision", int(m.CopiedRevision))
	p.text("format", m.Format)
	p.origin(m.External, m.Raw)
	p.text("tokens", fulltext.Document(m.Title+" "+m.Description))
	return p
}

// edge is a relationship to be written: its type, its ends and what it holds.
type edge struct {
	kind     string
	from, to argmap.ID
	holds    properties
}

// Types of relationships that are no links.
const (
	typeCommits = "COMMITS"
	typeCites   = "CITES"
)

// encodeEdges gives the relationships of a record that is not a node: one, or one a segment.
func encodeEdges(m argmap.ID, r argmap.Record, rev argmap.Revision) []edge {
	switch r := r.(type) {
	case *argmap.Link:
		p := newProperties(m, r.ID, rev)
		p.text("slot", r.Slot)
		p.flag("partial", r.Partial)
		p.text("bearing", string(r.Bearing))
		p.number("ordinal", r.Ordinal)
		p.origin(r.External, r.Raw)
		return []edge{{string(r.Role), r.From, r.To, p}}
	case *argmap.Commitment:
		p := newProperties(m, r.ID, rev)
		p.text("act", string(r.Act))
		p.text("reportedBy", string(r.ReportedBy))
		p.origin(r.External, r.Raw)
		return []edge{{typeCommits, r.Voice, r.Claim, p}}
	case *argmap.Citation:
		return encodeSegments(m, r, rev)
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Element, *argmap.Leftover: // nodes
	}
	return nil
}

// encodeSegments writes what a citation says as a whole on each segment, but raw on the first only.
func encodeSegments(m argmap.ID, c *argmap.Citation, rev argmap.Revision) []edge {
	out := make([]edge, len(c.Segments))
	for i, s := range c.Segments {
		p := newProperties(m, c.ID, rev)
		p["segment"], p["segments"] = int64(i), int64(len(c.Segments))
		p["source"] = string(c.Source)
		p.text("role", string(c.Role))
		p.text("explicitness", string(c.Explicitness))
		p["start"], p["end"] = int64(s.Start), int64(s.End)
		p.text("exact", s.Exact)
		p.text("prefix", s.Prefix)
		p.text("suffix", s.Suffix)
		if i == 0 {
			p.origin(c.External, c.Raw)
		}
		out[i] = edge{typeCites, c.Element, s.Paragraph, p}
	}
	return out
}
