package argmap

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"argmap/internal/fault"
)

// fields checks what can be seen of a record without its map: ids, texts and values.
func fields(r Record) *fault.Error {
	if err := ident("id", r.Ref().ID, false); err != nil {
		return err
	}
	switch r := r.(type) {
	case *Properties:
		return first(
			notEmpty("title", r.Title), text("title", r.Title), text("description", r.Description),
			text("language", r.Language), text("owner", string(r.Owner)), ident("copiedFrom", r.CopiedFrom, true),
			text("format", r.Format), external(r.External), raw(r.Raw))
	case *Voice:
		return first(
			oneOf("kind", r.Kind, VoiceAuthor, VoiceReported, VoiceParticipant), notEmpty("name", r.Name),
			text("name", r.Name), text("description", r.Description), text("actor", string(r.Actor)), external(r.External), raw(r.Raw))
	case *Row:
		return first(text("antecedent", r.Antecedent), external(r.External), raw(r.Raw))
	case *Element:
		return elementFields(r)
	case *Commitment:
		return first(
			oneOf("act", r.Act, Asserts, Concedes, Denies, Supposes), external(r.External), raw(r.Raw))
	case *Link:
		return linkFields(r)
	case *Citation:
		return citationFields(r)
	case *Leftover:
		return first(notEmpty("what", r.What), text("what", r.What), text("why", r.Why), external(r.External), raw(r.Raw))
	}
	return nil
}

func elementFields(e *Element) *fault.Error {
	if !e.Kind.Valid() {
		return unknown("kind", string(e.Kind), Kinds())
	}
	return first(
		text("text", e.Text), text("author", string(e.Author)),
		only("basis", e.Basis != "", e.Kind == KindClaim, e.Kind), oneOf("basis", e.Basis, "", Given, Argued),
		only("scheme", e.Scheme != "", e.Kind == KindInference || e.Kind == KindRebuttal || e.Kind == KindPreference, e.Kind), text("scheme", e.Scheme),
		only("attack", e.Attack != "", e.Kind == KindRebuttal, e.Kind), needs("attack", e.Attack != "", e.Kind == KindRebuttal, e.Kind),
		oneOf("attack", e.Attack, "", Rebut, Undermine, Undercut),
		only("question", e.Question != nil, e.Kind == KindQuestion, e.Kind), needs("question", e.Question != nil, e.Kind == KindQuestion, e.Kind),
		inquiry(e.Question),
		only("act", e.Act != "", e.Kind == KindIllocution || e.Kind == KindRephrase || e.Kind == KindTransition || e.Kind == KindForeign, e.Kind), text("act", e.Act),
		only("speaker", e.Speaker != "", e.Kind == KindLocution, e.Kind), ident("speaker", e.Speaker, true),
		text("machine", e.Machine), external(e.External), raw(e.Raw))
}

func inquiry(q *Inquiry) *fault.Error {
	if q == nil {
		return nil
	}
	err := first(
		text("resolved", q.Resolved), text("note", q.Note),
		oneOf("form", q.Form, FormWH, FormPolar, FormAlternative),
		oneOf("force", q.Force, Pure, Assertive, Rhetorical, Challenging),
		oneOf("answers", q.Answers, "", Compatible, Exclusive),
		oneOf("standard", q.Standard, "", Preponderance, ClearAndConvincing, BeyondReasonableDoubt),
		oneOf("burden", q.Burden, "", BurdenPremise, BurdenAssumption, BurdenException),
		oneOf("effect", q.Effect, "", EffectPremise, EffectInference, EffectConclusion),
		ident("row", q.Row, true), text("critical", q.Critical))
	if err == nil && q.Row == "" && q.Ordinal != 0 {
		return fault.InvalidField("ordinal", string(RuleFields), "the question has an ordinal and stands in no row")
	}
	if err == nil && q.Standard != "" && q.Answers != Exclusive {
		return fault.InvalidField("standard", string(RuleFields), "a proof standard decides between answers that exclude each other; these are %s", Compatible)
	}
	return err
}

func linkFields(l *Link) *fault.Error {
	if _, ok := JoinOf(l.Role); !ok {
		return unknown("role", string(l.Role), Roles())
	}
	if l.Partial && l.Role != RoleAnswers {
		return fault.InvalidField("partial", string(RuleFields), "only an answer can be partial; this is a %s link", l.Role)
	}
	if l.Bearing != "" && l.Role != RoleAnswers {
		return fault.InvalidField("bearing", string(RuleFields), "only an answer has a bearing; this is a %s link", l.Role)
	}
	if l.Slot != "" && l.Role != RolePremiseOf && l.Role != RoleAsksAbout && l.Role != RoleForeign {
		return fault.InvalidField("slot", string(RuleFields), "only a premise or what is asked about has a slot; this is a %s link", l.Role)
	}
	return first(text("slot", l.Slot), oneOf("bearing", l.Bearing, "", Meets, Fails), external(l.External), raw(l.Raw))
}

func citationFields(c *Citation) *fault.Error {
	if n := len(c.Segments); n < 1 || n > MaxSegments {
		return fault.InvalidField("segments", string(RuleFields), "the citation has %d segments; it needs 1 to %d", n, MaxSegments)
	}
	for _, s := range c.Segments {
		if err := first(ident("segments.paragraph", s.Paragraph, false), text("segments.exact", s.Exact),
			text("segments.prefix", s.Prefix), text("segments.suffix", s.Suffix)); err != nil {
			return err
		}
	}
	return first(
		ident("source", c.Source, false),
		oneOf("role", c.Role, Words, Cue, Antecedent, BasisWords),
		oneOf("explicitness", c.Explicitness, Explicit, Implicit, Reconstructed),
		external(c.External), raw(c.Raw))
}

func first(errs ...*fault.Error) *fault.Error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func notEmpty(field, s string) *fault.Error {
	if strings.TrimSpace(s) == "" {
		return fault.InvalidField(field, string(RuleFields), "the %s is empty", field)
	}
	return nil
}

// text checks what both stores must be able to keep.
func text(field, s string) *fault.Error {
	switch {
	case len(s) > MaxTextBytes:
		return fault.InvalidField(field, string(RuleText), "the text has %d bytes; at most %d are kept", len(s), MaxTextBytes)
	case !utf8.ValidString(s):
		return fault.InvalidField(field, string(RuleText), "the text is not UTF-8")
	case strings.IndexByte(s, 0) >= 0:
		return fault.InvalidField(field, string(RuleText), "the text has a NUL character, which not every store can keep")
	}
	return nil
}

func ident(field string, id ID, optional bool) *fault.Error {
	if id == "" && optional {
		return nil
	}
	if len(id) == 0 || len(id) > MaxIDBytes || !utf8.ValidString(string(id)) {
		return fault.InvalidField(field, string(RuleIdent), "an id has 1 to %d bytes of UTF-8; this one has %d bytes", MaxIDBytes, len(id))
	}
	for _, r := range string(id) {
		if r < 0x20 || (r >= 0x7f && r < 0xa0) {
			return fault.InvalidField(field, string(RuleIdent), "the id has the control character U+%04X", r)
		}
	}
	return nil
}

func external(x External) *fault.Error {
	return first(text("external.namespace", x.Namespace), text("external.id", x.ID))
}

func raw(b json.RawMessage) *fault.Error {
	if len(b) > 0 && !json.Valid(b) {
		return fault.InvalidField("raw", string(RuleFields), "what an import keeps raw must be JSON")
	}
	return text("raw", string(b))
}

func only(field string, set, allowed bool, k Kind) *fault.Error {
	if set && !allowed {
		return fault.InvalidField(field, string(RuleFields), "%s %s has no %s", article(k), name(k), field)
	}
	return nil
}

func needs(field string, set, needed bool, k Kind) *fault.Error {
	if needed && !set {
		return fault.InvalidField(field, string(RuleFields), "%s %s needs its %s", article(k), name(k), field)
	}
	return nil
}

func oneOf[T ~string](field string, v T, allowed ...T) *fault.Error {
	if slices.Contains(allowed, v) {
		return nil
	}
	return unknown(field, string(v), allowed)
}

func unknown[T ~string](field, v string, allowed []T) *fault.Error {
	list := ""
	for _, a := range allowed {
		if a != "" {
			list += " " + string(a)
		}
	}
	return fault.InvalidField(field, string(RuleFields), "%q is no %s; there are:%s", v, field, list)
}
