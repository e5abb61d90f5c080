package exchange_test

import (
	"slices"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// drawer makes maps by random steps, such as authors, importers and officers take.
type drawer struct {
	*house
	rt    *rapid.T
	texts []text
	maps  []argmap.ID
}

// draw fills a house with sources and maps.
func draw(rt *rapid.T, h *house) {
	d := &drawer{house: h, rt: rt}
	for range rapid.IntRange(1, 3).Draw(rt, "texts") {
		d.texts = append(d.texts, h.put("A text: "+d.words(), "more of it "+d.words()))
	}
	for range rapid.IntRange(1, 3).Draw(rt, "maps") {
		d.maps = append(d.maps, h.make(h.claim(d.words())))
	}
	for range rapid.IntRange(0, 15).Draw(rt, "steps") {
		d.step(rapid.SampledFrom(d.maps).Draw(rt, "map"))
	}
	for i := range d.texts {
		if rapid.Bool().Draw(rt, "withdrawn") {
			h.withdraw(d.texts[i])
		}
	}
	for _, m := range d.maps {
		if rapid.IntRange(0, 3).Draw(rt, "deleted") == 0 {
			h.delete(m)
		}
	}
}

func (d *drawer) words() string {
	return rapid.SampledFrom([]string{
		"plain", "<b>&amp;</b>", "e\u0301", "\U0001f9d1\u200d\U0001f680", "\u2028", "\"quoted\" \\", "tab\tand\nline", "日本語", "\ufeff", "{\"a\":1}",
	}).Draw(d.rt, "words") + " and so on"
}

func (d *drawer) step(m argmap.ID) {
	s := d.at(m)
	claims := elements(s, argmap.KindClaim)
	one := func() *argmap.Element { return rapid.SampledFrom(claims).Draw(d.rt, "claim") }
	switch what := rapid.IntRange(0, 9).Draw(d.rt, "what"); {
	case what <= 1 || len(claims) == 0:
		d.commit(m, d.claim(d.words()), d.claim(d.words()))
	case what == 2:
		i := &argmap.Element{ID: d.id(), Kind: argmap.KindInference, Author: argmap.Local, Created: noon(), Raw: []byte(`{"z":1.0,"a":"\ud800"}`)}
		why := d.claim(d.words())
		d.commit(m, why, i, d.link(argmap.RolePremiseOf, why, i), d.link(argmap.RoleConcludes, i, one()))
	case what == 3:
		p := rapid.SampledFrom(d.texts).Draw(d.rt, "text").paragraphs[rapid.IntRange(0, 1).Draw(d.rt, "paragraph")]
		d.commit(m, d.cite(one(), p))
	case what == 4:
		v := &argmap.Voice{ID: d.id(), Kind: argmap.VoiceReported, Name: d.words()}
		d.commit(m, v, &argmap.Commitment{ID: d.id(), Voice: v.ID, Claim: one().ID, Act: argmap.Denies})
	case what == 5:
		e := *one()
		e.Text = d.words()
		d.commit(m, &e)
	case what == 6:
		gone, err := argmap.Deletion(s, []argmap.ID{one().ID})
		d.ok(err)
		d.ok(d.try(ledger.Proposal{Map: m}, gone.Operations...))
	case what == 7:
		d.undo(m, s)
	case what == 8:
		d.redact(m, s)
	default:
		d.flaw(m, one())
	}
}

// flaw imports what an author may not write: a rebuttal without a premise.
func (d *drawer) flaw(m argmap.ID, target *argmap.Element) {
	r := &argmap.Element{ID: d.id(), Kind: argmap.KindRebuttal, Attack: argmap.Rebut, Author: argmap.Local, Created: noon()}
	d.ok(d.try(ledger.Proposal{Map: m, Import: true}, argmap.Set(r), argmap.Set(d.link(argmap.RoleAttacks, r, target))))
}

// undo takes a change set back, if nothing stands in its way.
func (d *drawer) undo(m argmap.ID, s *snapshot.Snapshot) {
	set, err := d.ledger.Change(d.ctx, m, argmap.Revision(rapid.Int64Range(1, int64(s.Revision())).Draw(d.rt, "revision")))
	d.ok(err)
	ops, err := argmap.Undo(s, set)
	if err == nil {
		_ = d.try(ledger.Proposal{Map: m, Undoes: set.Revision, Message: "undone"}, ops...)
	}
}

// redact redacts one record that is there, or was.
func (d *drawer) redact(m argmap.ID, s *snapshot.Snapshot) {
	var refs []argmap.Ref
	d.ok(d.store.Tail(d.ctx, m, 0, 0, func(set argmap.ChangeSet) error {
		for _, op := range set.Operations {
			refs = append(refs, op.Ref)
		}
		return nil
	}))
	if len(refs) == 0 {
		return
	}
	citations := slices.DeleteFunc(slices.Clone(refs), func(r argmap.Ref) bool { return r.Type != argmap.TypeCitation })
	if len(citations) > 0 && rapid.Bool().Draw(d.rt, "citation") {
		refs = citations
	}
	_, err := d.ledger.Redact(d.ctx, ledger.Redaction{
		Map: m, Actor: "officer", Reason: "asked", Refs: []argmap.Ref{rapid.SampledFrom(refs).Draw(d.rt, "ref")},
		Messages: []argmap.Revision{s.Revision()},
	})
	d.ok(err)
}

func elements(s *snapshot.Snapshot, kind argmap.Kind) []*argmap.Element {
	var found []*argmap.Element
	for e := range s.Entries() {
		if el, ok := e.Record.(*argmap.Element); ok && el.Kind == kind {
			found = append(found, el)
		}
	}
	return found
}
