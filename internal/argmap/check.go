package argmap

import (
	"fmt"

	"argmap/internal/fault"
)

// Mode says whose hand a change set comes from.
type Mode int

// The modes.
const (
	// Authoring refuses every new breach of a well-formedness rule.
	Authoring Mode = iota
	// Importing keeps them; Defects tells them.
	Importing
	// Restoring is Authoring for a change set that takes an earlier one back: what it brings back comes
	// as it was, with the defects that it had and the sources that it cited.
	Restoring
)

// Check validates operations against a map's head. It gives them back complete: with the values
// before, without those that change nothing, in the order given. texts must know every paragraph
// that a new or changed citation names; it may be nil when there is none.
//
// The first breach is an INVALID error whose reason is the rule's id, whose field is the record's
// field at fault, and whose details hold "operation" (its index in ops) where one is to blame.
// More operations than MaxOperations are EXHAUSTED. The cost grows with what the operations touch.
func Check(head View, texts Texts, ops []Operation, mode Mode) ([]Operation, error) {
	if len(ops) > MaxOperations {
		return nil, fault.New(fault.Exhausted, string(RuleCount),
			"the change set has %d operations; at most %d are allowed, larger imports are staged", len(ops), MaxOperations).At("operations")
	}
	effective := make([]Operation, 0, len(ops))
	index := make([]int, 0, len(ops))
	seen := make(map[Ref]bool, len(ops))
	for i, op := range ops {
		if seen[op.Ref] {
			return nil, breach(RuleOnce, i, "id", "the change set names %s twice", op.Ref)
		}
		seen[op.Ref] = true
		if e, ok := head.Entry(op.Ref); ok {
			op.Before = e.Record
		} else {
			op.Before = nil
		}
		if !Equal(op.Before, op.After) {
			effective, index = append(effective, op), append(index, i)
		}
	}
	c := check{head: head, after: overlaid(head, effective), texts: texts, mode: mode}
	for i, op := range effective {
		if err := c.structural(op, index[i]); err != nil {
			return nil, err
		}
	}
	if err := c.properties(); err != nil {
		return nil, err
	}
	if mode != Importing {
		if err := c.wellFormed(effective, index); err != nil {
			return nil, err
		}
	}
	return effective, nil
}

type check struct {
	head  View
	after *overlay
	texts Texts
	mode  Mode
}

func breach(rule RuleID, operation int, field, format string, args ...any) *fault.Error {
	return fault.InvalidField(field, string(rule), format, args...).With("operation", operation)
}

func (c *check) properties() error {
	if PropertiesIn(c.after) == nil {
		return fault.InvalidField("properties", string(RuleProperties), "the map would have no properties; its first change set sets them and none removes them")
	}
	return nil
}

func (c *check) structural(op Operation, i int) error {
	if op.After == nil {
		return c.removal(op, i)
	}
	if err := fields(op.After); err != nil {
		return err.With("operation", i)
	}
	if op.After.Ref() != op.Ref {
		return breach(RuleFields, i, "id", "the operation is called %s and sets %s", op.Ref, op.After.Ref())
	}
	if op.Before != nil {
		if err := fixed(op.Before, op.After); err != nil {
			return err.With("operation", i)
		}
	}
	if err := c.ends(op.After); err != nil {
		return err.With("operation", i)
	}
	if citation, ok := op.After.(*Citation); ok {
		before, _ := op.Before.(*Citation)
		return c.citation(citation, before, i)
	}
	return nil
}

// fixed refuses what would turn a record into another thing.
func fixed(before, after Record) *fault.Error {
	switch b := before.(type) {
	case *Element:
		if a := after.(*Element); a.Kind != b.Kind {
			return fault.InvalidField("kind", string(RuleFixed), "the %s %s cannot become %s %s; remove it and add the other", name(b.Kind), b.ID, article(a.Kind), name(a.Kind))
		}
	case *Link:
		if a := after.(*Link); a.Role != b.Role || a.From != b.From || a.To != b.To {
			return fault.InvalidField("role", string(RuleFixed), "the link %s cannot change its role or ends; remove it and add another", b.ID)
		}
	case *Citation:
		if a := after.(*Citation); a.Element != b.Element {
			return fault.InvalidField("element", string(RuleFixed), "the citation %s cannot move to another element; remove it and add another", b.ID)
		}
	case *Commitment:
		if a := after.(*Commitment); a.Voice != b.Voice || a.Claim != b.Claim {
			return fault.InvalidField("voice", string(RuleFixed), "the commitment %s cannot change its voice or claim; remove it and add another", b.ID)
		}
	case *Properties, *Voice, *Row, *Leftover:
	}
	return nil
}

// ends checks that all that a record names is there, and that a link fits its role.
func (c *check) ends(r Record) *fault.Error {
	switch r := r.(type) {
	case *Properties:
		if r.ID != c.head.Map() {
			return fault.InvalidField("id", string(RuleProperties), "the properties are those of map %s, not of %s", r.ID, c.head.Map())
		}
	case *Element:
		return c.elementEnds(r)
	case *Commitment:
		return c.commitmentEnds(r)
	case *Link:
		return c.linkEnds(r)
	case *Citation:
		if ElementIn(c.after, r.Element) == nil {
			return missing("element", "element", r.Element)
		}
	case *Voice, *Row, *Leftover:
	}
	return nil
}

func (c *check) elementEnds(e *Element) *fault.Error {
	if err := c.voice("speaker", e.Speaker, true); err != nil {
		return err
	}
	if e.Question == nil || e.Question.Row == "" {
		return nil
	}
	if _, ok := c.after.Entry(Ref{TypeRow, e.Question.Row}); !ok {
		return missing("row", "row", e.Question.Row)
	}
	return nil
}

func (c *check) commitmentEnds(k *Commitment) *fault.Error {
	if err := c.voice("voice", k.Voice, false); err != nil {
		return err
	}
	if err := c.voice("reportedBy", k.ReportedBy, true); err != nil {
		return err
	}
	e := ElementIn(c.after, k.Claim)
	if e == nil {
		return missing("claim", "claim", k.Claim)
	}
	if e.Kind != KindClaim {
		return fault.InvalidField("claim", string(RuleJoin), "a voice is committed to claims; %s is %s %s", k.Claim, article(e.Kind), name(e.Kind))
	}
	return nil
}

func (c *check) linkEnds(l *Link) *fault.Error {
	from, to := ElementIn(c.after, l.From), ElementIn(c.after, l.To)
	if from == nil {
		return missing("from", "element", l.From)
	}
	if to == nil {
		return missing("to", "element", l.To)
	}
	join, _ := JoinOf(l.Role)
	if !join.Fits(from.Kind, to.Kind) {
		return fault.InvalidField("role", string(RuleJoin), "%s does not lead from %s %s to %s %s; it leads from %s to %s",
			l.Role, article(from.Kind), name(from.Kind), article(to.Kind), name(to.Kind), names(join.From), names(join.To))
	}
	return nil
}

func names(ks []Kind) string {
	s := ""
	for i, k := range ks {
		switch {
		case i == 0:
		case i == len(ks)-1:
			s += " or "
		default:
			s += ", "
		}
		s += name(k)
	}
	return s
}

func missing(field, what string, id ID) *fault.Error {
	return fault.InvalidField(field, string(RuleEnds), "there is no %s %q in this map", what, id)
}

func (c *check) voice(field string, id ID, optional bool) *fault.Error {
	if id == "" && optional {
		return nil
	}
	if _, ok := c.after.Entry(Ref{TypeVoice, id}); !ok {
		return missing(field, "voice", id)
	}
	return nil
}

// removal refuses to leave behind what names the removed record.
func (c *check) removal(op Operation, i int) error {
	left := ""
	switch op.Ref.Type {
	case TypeProperties:
		return breach(RuleProperties, i, "id", "a map's properties cannot be removed; delete the map")
	case TypeElement:
		left = c.hangers(op.Ref.ID)
	case TypeVoice:
		for k := range c.after.CommitmentsOf(op.Ref.ID) {
			left = k.Ref().String()
		}
	case TypeRow:
		for q := range c.after.QuestionsIn(op.Ref.ID) {
			left = q.Ref().String()
		}
	case TypeCommitment, TypeLink, TypeCitation, TypeLeftover:
	}
	if left != "" {
		return breach(RuleDangling, i, "id", "%s cannot go while %s stays", op.Ref, left)
	}
	return nil
}

func (c *check) hangers(id ID) string {
	for l := range c.after.LinksFrom(id) {
		return l.Ref().String()
	}
	for l := range c.after.LinksTo(id) {
		return l.Ref().String()
	}
	for k := range c.after.CitationsOf(id) {
		return k.Ref().String()
	}
	for k := range c.after.CommitmentsTo(id) {
		return k.Ref().String()
	}
	return ""
}

func (c *check) citation(k, before *Citation, i int) error {
	for n, s := range k.Segments {
		at := fmt.Sprintf("segments[%d]", n)
		if stood(before, k, n) {
			continue // checked when it came in; its source may have been withdrawn since
		}
		if err := c.segment(k, s, at); err != nil {
			return err.With("operation", i)
		}
	}
	return nil
}

func (c *check) segment(k *Citation, s Segment, at string) *fault.Error {
	var p *Paragraph
	citable := false
	if c.texts != nil {
		p, citable = c.texts.Paragraph(s.Paragraph)
	}
	switch {
	case p == nil:
		return fault.InvalidField(at+".paragraph", string(RuleParagraph), "there is no paragraph %q", s.Paragraph)
	case p.Source != k.Source:
		return fault.InvalidField(at+".paragraph", string(RuleParagraph), "the paragraph is one of source %s, the citation's source is %s", p.Source, k.Source)
	case !citable && c.mode == Authoring:
		return fault.InvalidField(at+".paragraph", string(RuleParagraph), "the source %s is withdrawn and is not cited anew", p.Source)
	}
	err := CheckQuote(p.Text, s, at)
	if err != nil && err.Reason == string(RuleWords) && c.mode != Authoring && s.Redacted() {
		return nil // a map that is brought in or back keeps its redactions
	}
	return err
}

// CheckQuote checks a segment's offsets and words against its paragraph's text; field is where the
// segment stands in the input. It gives nil when they agree.
func CheckQuote(text string, s Segment, field string) *fault.Error {
	words, length, ok := slice(text, s.Start, s.End)
	switch {
	case !ok:
		return fault.InvalidField(field, string(RuleRange), "the segment [%d, %d) does not lie in its paragraph, which has %d code points", s.Start, s.End, length)
	case words != s.Exact:
		return fault.InvalidField(field+".exact", string(RuleWords), "the paragraph has %q at [%d, %d), not %q", clip(words), s.Start, s.End, clip(s.Exact))
	}
	return nil
}

// slice gives the code points [start, end) of a text, and the text's length in code points.
func slice(text string, start, end int) (words string, length int, ok bool) {
	from, to := -1, -1
	for at := range text {
		if length == start {
			from = at
		}
		if length == end {
			to = at
		}
		length++
	}
	if length == end {
		to = len(text)
	}
	if start < 0 || start >= end || from < 0 || to < 0 {
		return "", length, false
	}
	return text[from:to], length, true
}

func clip(s string) string {
	const most = 80
	n := 0
	for at := range s {
		if n == most {
			return s[:at] + "…"
		}
		n++
	}
	return s
}
