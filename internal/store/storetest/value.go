package storetest

import (
	"encoding/json"
	"strings"
	"time"

	"argmap/internal/argmap"
)

// valueLaws say that what comes out is what went in.
func valueLaws() []law {
	return []law{
		{"Texts are kept as they came, in any valid UTF-8 but NUL", anyText, shared},
		{"Texts are kept as they came, in any valid UTF-8 but NUL — a megabyte of it", longText, shared},
		{"No field of a record is lost", everyField, shared},
		{"No field of a record is lost — empty ones stay empty", emptyFields, shared},
		{"No field of a change set is lost", everySetField, shared},
		{"Raw is verbatim JSON — numbers keep their digits, keys their order and repetition", verbatimRaw, shared},
		{"Raw is verbatim JSON — nil and empty are the same", nilRaw, shared},
		{"Times are in UTC to the microsecond", microseconds, shared},
		{"Segments keep their reading order", segmentOrder, shared},
		{"The links of every role are kept, two of one role between the same ends too", everyRole, shared},
		{"Elements of every kind are kept", everyKind, shared},
		{"Cycles and self-attack are legal", cycles, shared},
	}
}

// hardTexts are texts that stores have been seen to change.
func hardTexts() []string {
	return []string{
		"e\u0301 is not \u00e9", "\U0001f9d1\u200d\U0001f680 and \U0001d4d0", "\u202eright to left\u202c", "\ufeffwith a mark",
		" spaces at both ends ", "tab\tand\r\nline\nends\r", "\"quotes\" 'and' \\backslashes\\ and `ticks`", "$1 {x} [y] %s ?",
		"<b>&amp;</b>", "\u2028 and \u2029", "\x01\x1f\x7f\u0085", "\ufffd\ufffe\uffff\U0010ffff", "日本語テスト", "null", "NaN", "'; DROP TABLE x; --",
	}
}

func anyText(w *world) {
	var records []argmap.Record
	for _, t := range hardTexts() {
		e, v, l := claim(t), voice(t), leftover(`{}`)
		e.Scheme, e.External = t, argmap.External{Namespace: t, ID: t}
		l.Why, v.Description = t, t
		records = append(records, e, v, l)
	}
	w.draw(records...).holds()
}

func longText(w *world) {
	w.draw(claim(strings.Repeat("långe \U0001f600 ", 1<<20/11))).holds()
}

// fullRecords gives a record of each type in which every field is set.
func fullRecords(w *world, id argmap.ID) []argmap.Record {
	ext := argmap.External{Namespace: "aifdb:nodeset10", ID: "42"}
	raw := json.RawMessage(`{"nodeID":"42"}`)
	v := &argmap.Voice{
		ID: newID(), Kind: argmap.VoiceParticipant, Name: "Ann", Description: "a critic", Actor: newActor(), External: ext, Raw: raw,
	}
	r := &argmap.Row{ID: newID(), Antecedent: "an intervention", External: ext, Raw: raw}
	t := w.put(newText("Words.", "More words."))
	q := &argmap.Element{
		ID: newID(), Kind: argmap.KindQuestion, Text: "By what criteria?", Author: newActor(), Created: noon(), Basis: argmap.Given,
		Scheme: "analogy", Attack: argmap.Undercut, Act: "Asserting", Speaker: v.ID, Machine: "a program", External: ext, Raw: raw,
		Question: &argmap.Inquiry{
			Resolved: "By what criteria would it be judged?", Note: "or: decided", Form: argmap.FormAlternative, Force: argmap.Rhetorical,
			Elliptical: true, Embedded: true, Row: r.ID, Ordinal: 7, Withdrawn: true, Answers: argmap.Exclusive, Critical: "cq1",
			Standard: argmap.ClearAndConvincing, Burden: argmap.BurdenException, Effect: argmap.EffectConclusion,
		},
	}
	c := claim("Criteria exist.")
	l := link(argmap.RoleAnswers, c, q)
	l.Slot, l.Partial, l.Bearing, l.Ordinal, l.External, l.Raw = "slot", true, argmap.Fails, 3, ext, raw
	cite := t.cite(c, 0, 1)
	cite.Role, cite.Explicitness, cite.External, cite.Raw = argmap.Antecedent, argmap.Reconstructed, ext, raw
	cite.Segments[0].Prefix, cite.Segments[1].Suffix = "before", "after"
	return []argmap.Record{
		&argmap.Properties{
			ID: id, Title: "Title", Description: "Text", Language: "en", Owner: newActor(), Created: noon(), CopiedFrom: newID(),
			CopiedRevision: 9, Format: "aif", External: ext, Raw: raw,
		},
		v, q, c, r, l, cite,
		&argmap.Commitment{ID: newID(), Voice: v.ID, Claim: c.ID, Act: argmap.Concedes, ReportedBy: v.ID, External: ext, Raw: raw},
		&argmap.Leftover{ID: newID(), What: "node", Why: "no kind fits", Ordinal: 5, External: ext, Raw: raw},
	}
}

func everyField(w *world) {
	c := w.newChart()
	c.commit(sets(fullRecords(w, c.id)...)...)
	c.holds()
	c.holdsThoroughly()
}

func emptyFields(w *world) {
	e := &argmap.Element{ID: newID(), Kind: argmap.KindClaim, Created: noon()}
	q := &argmap.Element{ID: newID(), Kind: argmap.KindQuestion, Created: noon(), Question: &argmap.Inquiry{}}
	c := w.newChart()
	c.props = &argmap.Properties{ID: c.id, Created: noon()}
	c.start(e, q, &argmap.Voice{ID: newID()}, &argmap.Row{ID: newID()}, leftover(`""`))
	c.holds()
	c.holdsThoroughly()
}

func everySetField(w *world) {
	c := w.draw()
	set := c.next()
	set.Actor, set.Key, set.InputHash, set.Message, set.Undoes = newActor(), string(newID()), "abc", "why\nso", 1
	before, after := claim("before"), claim("after")
	after.ID = before.ID
	set.Operations = []argmap.Operation{
		{Ref: before.Ref(), Before: before, After: after},
		{Ref: argmap.Ref{Type: argmap.TypeVoice, ID: newID()}, Before: voice("gone")},
	}
	c.append(set)
	c.holds()
}

func verbatimRaw(w *world) {
	raw := `{"z":9007199254740993,"a":1.0,"e":1e400,"n":-0,"a":2,"s":"\u00e9\/é \ud800","t":true,"x":null,"l":[1.10,[],{}]}`
	e := claim("raw")
	e.Raw = json.RawMessage(raw)
	w.draw(e, leftover(raw), leftover(`9007199254740993`), leftover(`null`), leftover(`"text"`)).holds()
}

func nilRaw(w *world) {
	e, f := claim("nil"), claim("empty")
	f.Raw = json.RawMessage{}
	w.draw(e, f).holds()
}

func microseconds(w *world) {
	e := claim("timed")
	e.Created = time.Date(2026, 2, 3, 4, 5, 6, 999999000, time.UTC)
	old := claim("old")
	old.Created = time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC)
	c := w.draw(e, old)
	set := c.next()
	set.Time = e.Created
	c.append(set)
	c.holds()
	c.holdsThoroughly()
}

func segmentOrder(w *world) {
	t := w.put(newText("one", "two", "three"))
	e := claim("cited")
	c := t.cite(e, 2, 0, 1, 0)
	w.draw(e, c).holds()
}

func everyRole(w *world) {
	a, b := claim("from"), claim("to")
	records := []argmap.Record{a, b}
	for _, r := range argmap.Roles() {
		records = append(records, link(r, a, b), link(r, a, b), link(r, b, a))
	}
	w.draw(records...).holds()
}

func everyKind(w *world) {
	var records []argmap.Record
	for _, k := range argmap.Kinds() {
		records = append(records, element(k, "of kind "+string(k)))
	}
	w.draw(records...).holds()
}

func cycles(w *world) {
	a, b := rebuttal(), rebuttal()
	w.draw(a, b, link(argmap.RoleAttacks, a, a), link(argmap.RoleAttacks, a, b), link(argmap.RoleAttacks, b, a)).holds()
}
