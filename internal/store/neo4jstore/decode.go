package neo4jstore

import (
	"encoding/json"
	"time"

	"argmap/internal/argmap"
)

// held is what a node or relationship holds, as the driver gives it.
type held map[string]any

func (h held) text(name string) string    { s, _ := h[name].(string); return s }
func (h held) number(name string) int     { n, _ := h[name].(int64); return int(n) }
func (h held) flag(name string) bool      { b, _ := h[name].(bool); return b }
func (h held) id(name string) argmap.ID   { return argmap.ID(h.text(name)) }
func (h held) time(name string) time.Time { return toTime(h[name]) }

func (h held) revision() argmap.Revision { return argmap.Revision(h.number("revision")) }

func (h held) external() argmap.External {
	return argmap.External{Namespace: h.text("externalNamespace"), ID: h.text("externalId")}
}

func (h held) raw() json.RawMessage {
	if s := h.text("raw"); s != "" {
		return json.RawMessage(s)
	}
	return nil
}

// toTime reads a DATETIME as a time in UTC; anything else is the zero time.
func toTime(v any) time.Time {
	t, ok := v.(time.Time)
	if !ok {
		return time.Time{}
	}
	return t.UTC()
}

// decodeNode reads the record of a node.
func decodeNode(t argmap.RecordType, h held) argmap.Entry {
	switch t {
	case argmap.TypeElement:
		return argmap.Entry{Record: decodeElement(h), Revision: h.revision()}
	case argmap.TypeVoice:
		return argmap.Entry{Revision: h.revision(), Record: &argmap.Voice{
			ID: h.id("id"), Kind: argmap.VoiceKind(h.text("kind")), Name: h.text("name"), Description: h.text("description"),
			Actor: argmap.Actor(h.text("actor")), External: h.external(), Raw: h.raw(),
		}}
	case argmap.TypeRow:
		return argmap.Entry{Revision: h.revision(), Record: &argmap.Row{
			ID: h.id("id"), Antecedent: h.text("antecedent"), External: h.external(), Raw: h.raw(),
		}}
	case argmap.TypeLeftover:
		return argmap.Entry{Revision: h.revision(), Record: &argmap.Leftover{
			ID: h.id("id"), What: h.text("what"), Why: h.text("why"), Ordinal: h.number("ordinal"),
			External: h.external(), Raw: h.raw(),
		}}
	case argmap.TypeProperties:
		return argmap.Entry{Record: decodeMap(h), Revision: argmap.Revision(h.number("propertiesRevision"))}
	case argmap.TypeCommitment, argmap.TypeLink, argmap.TypeCitation: // relationships: see decodeEdge
	}
	return argmap.Entry{}
}

// decodeElement goes over what is there, as most properties of an element are not.
func decodeElement(h held) *argmap.Element {
	e := new(argmap.Element)
	if _, asked := h["form"]; asked {
		e.Question = decodeInquiry(h)
	}
	for name, v := range h {
		s, _ := v.(string)
		switch name {
		case "id":
			e.ID = argmap.ID(s)
		case "kind":
			e.Kind = argmap.Kind(s)
		case "text":
			e.Text = s
		case "author":
			e.Author = argmap.Actor(s)
		case "created":
			e.Created = toTime(v)
		case "basis":
			e.Basis = argmap.Basis(s)
		case "scheme":
			e.Scheme = s
		case "attack":
			e.Attack = argmap.AttackKind(s)
		case "act":
			e.Act = s
		case "speaker":
			e.Speaker = argmap.ID(s)
		case "machine":
			e.Machine = s
		case "externalNamespace":
			e.External.Namespace = s
		case "externalId":
			e.External.ID = s
		case "raw":
			e.Raw = json.RawMessage(s)
		}
	}
	return e
}

func decodeInquiry(h held) *argmap.Inquiry {
	return &argmap.Inquiry{
		Resolved: h.text("resolved"), Note: h.text("note"),
		Form: argmap.QuestionForm(h.text("form")), Force: argmap.QuestionForce(h.text("force")),
		Elliptical: h.flag("elliptical"), Embedded: h.flag("embedded"),
		Row: h.id("row"), Ordinal: h.number("ordinal"), Withdrawn: h.flag("withdrawn"),
		Answers: argmap.AnswerMode(h.text("answers")), Critical: h.text("critical"),
		Burden: argmap.Burden(h.text("burden")), Effect: argmap.Effect(h.text("effect")),
		Standard: argmap.ProofStandard(h.text("standard")),
	}
}

func decodeMap(h held) *argmap.Properties {
	return &argmap.Properties{
		ID: h.id("id"), Title: h.text("title"), Description: h.text("description"), Language: h.text("language"),
		Owner: argmap.Actor(h.text("owner")), Created: h.time("created"),
		CopiedFrom: h.id("copiedFrom"), CopiedRevision: argmap.Revision(h.number("copiedRevision")),
		Format: h.text("format"), External: h.external(), Raw: h.raw(),
	}
}

// decodeEdge reads the record of a relationship; of a citation, one segment.
func decodeEdge(kind string, from, to argmap.ID, h held) argmap.Entry {
	switch kind {
	case typeCommits:
		return argmap.Entry{Revision: h.revision(), Record: &argmap.Commitment{
			ID: h.id("id"), Voice: from, Claim: to, Act: argmap.Act(h.text("act")), ReportedBy: h.id("reportedBy"),
			External: h.external(), Raw: h.raw(),
		}}
	case typeCites:
		return argmap.Entry{Revision: h.revision(), Record: &argmap.Citation{
			ID: h.id("id"), Element: from, Source: h.id("source"), Role: argmap.CitationRole(h.text("role")),
			Explicitness: argmap.Explicitness(h.text("explicitness")), External: h.external(), Raw: h.raw(),
			Segments: []argmap.Segment{{
				Paragraph: to, Start: h.number("start"), End: h.number("end"),
				Exact: h.text("exact"), Prefix: h.text("prefix"), Suffix: h.text("suffix"),
			}},
		}}
	}
	return argmap.Entry{Revision: h.revision(), Record: &argmap.Link{
		ID: h.id("id"), Role: argmap.Role(kind), From: from, To: to, Slot: h.text("slot"), Partial: h.flag("partial"),
		Bearing: argmap.Bearing(h.text("bearing")),
		Ordinal: h.number("ordinal"), External: h.external(), Raw: h.raw(),
	}}
}

// segmentOf is one relationship of a citation with its place among the citation's segments.
type segmentOf struct {
	place int
	entry argmap.Entry
}

// joinSegments makes one citation of its segments, which may come in any order.
func joinSegments(parts []segmentOf) argmap.Entry {
	whole := make([]argmap.Segment, len(parts))
	var out argmap.Entry
	for _, p := range parts {
		c := p.entry.Record.(*argmap.Citation)
		if p.place >= 0 && p.place < len(whole) {
			whole[p.place] = c.Segments[0]
		}
		if p.place == 0 || out.Record == nil {
			out = p.entry
		}
	}
	out.Record.(*argmap.Citation).Segments = whole
	return out
}
