package graph_test

import (
	"encoding/json"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/ingest"
	"argmap/internal/ledger"
)

// The text of the fixture. The cat counts as one code point, two UTF-16 units and four bytes.
const speech = "🐱 Aid is no assault. Who decides?\n\nCritics call it an assault, because it overrides states.\n"

// library holds one map that has something in every field of the schema, and the source it cites.
type library struct {
	Map, Source, First, Second argmap.ID
}

// fill brings the fixture in: the source as a user would, the map as an import would, for an import
// alone may bring every kind of element and every defect.
func (w *world) fill() library {
	w.Helper()
	res, err := w.config.Sources.Import(w.Context(), ingest.Input{
		Actor: argmap.Local, Body: strings.NewReader(speech), Title: "A speech", Creator: "A speaker", Date: "1999",
		Publisher: "A paper", Language: "en", Rights: "public domain", URI: "https://example.org/speech", TornStart: true, TornEnd: true,
	})
	if err != nil {
		w.Fatal(err)
	}
	ps, err := w.store.SourceParagraphs(w.Context(), res.Source.ID, 0, 10)
	if err != nil || len(ps) != 2 {
		w.Fatal(len(ps), err)
	}
	lib := library{Map: "map", Source: res.Source.ID, First: ps[0].ID, Second: ps[1].ID}
	properties := &argmap.Properties{
		ID: lib.Map, Title: "On aid", Description: "A map of a speech", Language: "en", Owner: argmap.Local,
		Created: birth(0), CopiedFrom: "elsewhere", CopiedRevision: 7,
	}
	records := func(yield func(argmap.Record, error) bool) {
		for _, r := range lib.records(ps) {
			if !yield(r, nil) {
				return
			}
		}
	}
	p := ledger.Proposal{Actor: argmap.Local, Message: "brought in"}
	if _, err := w.ledger.Import(w.Context(), p, properties, records); err != nil {
		w.Fatal(err)
	}
	return lib
}

func birth(n int) time.Time {
	return time.Date(2026, 1, 1, 0, 0, n, 123456000, time.UTC)
}

func (l library) records(ps []*argmap.Paragraph) []argmap.Record {
	n := 0
	element := func(id argmap.ID, kind argmap.Kind, text string) *argmap.Element {
		n++
		return &argmap.Element{ID: id, Kind: kind, Text: text, Author: argmap.Local, Created: birth(n)}
	}
	link := func(id argmap.ID, role argmap.Role, from, to argmap.ID) *argmap.Link {
		return &argmap.Link{ID: id, Role: role, From: from, To: to}
	}
	aid := element("aid", argmap.KindClaim, "Aid is no assault on states")
	aid.External, aid.Raw = argmap.External{Namespace: "aifdb:1", ID: "42"}, json.RawMessage(`{"score":1.50,"tags":["<a>"]}`)
	assault := element("assault", argmap.KindClaim, "Aid is an assault on states")
	overrides := element("overrides", argmap.KindClaim, "Aid overrides states")
	un := element("un", argmap.KindClaim, "The United Nations decide")
	because := element("because", argmap.KindInference, "the critics' step")
	because.Scheme = "cause to effect"
	backing := element("backing", argmap.KindInference, "")
	denial := element("denial", argmap.KindRebuttal, "")
	denial.Attack, denial.Scheme = argmap.Rebut, "denial"
	cut := element("cut", argmap.KindRebuttal, "")
	cut.Attack = argmap.Undercut
	dig := element("dig", argmap.KindRebuttal, "")
	dig.Attack = argmap.Undermine
	shield := element("shield", argmap.KindInference, "")
	who := element("who", argmap.KindQuestion, "Who decides?")
	who.Question = &argmap.Inquiry{
		Resolved: "Who decides about aid?", Note: "or: who should?", Form: argmap.FormWH, Force: argmap.Challenging,
		Elliptical: true, Embedded: true, Row: "row", Ordinal: 1, Answers: argmap.Exclusive, Standard: argmap.Preponderance,
		Critical: "cause-to-effect/cause", Burden: argmap.BurdenPremise, Effect: argmap.EffectPremise,
	}
	really := element("really", argmap.KindQuestion, "Really?")
	really.Question = &argmap.Inquiry{Form: argmap.FormPolar, Force: argmap.Rhetorical}
	again := element("again", argmap.KindRephrase, "")
	again.Act = "Default Rephrasing"
	rather := element("rather", argmap.KindPreference, "")
	rather.Scheme = "last link"
	said := element("said", argmap.KindLocution, "Speaker: who decides?")
	said.Speaker = "speaker"
	replied := element("replied", argmap.KindLocution, "Critic: the United Nations")
	act := element("act", argmap.KindIllocution, "")
	act.Act = "Asserting"
	turn := element("turn", argmap.KindTransition, "")
	turn.Act = "Default Transition"
	odd := element("odd", argmap.KindForeign, "?")
	odd.Act = "Strange"
	broken := element("broken", argmap.KindInference, "")
	name := argmap.External{Namespace: "aifdb:1", ID: "7"}
	answer := link("l-answers", argmap.RoleAnswers, un.ID, who.ID)
	answer.Partial, answer.Bearing = true, argmap.Fails
	about := link("l-about", argmap.RoleAsksAbout, who.ID, because.ID)
	about.Slot = "cause"
	caused := link("l-1", argmap.RolePremiseOf, overrides.ID, because.ID)
	caused.Slot = "cause"
	return []argmap.Record{
		&argmap.Voice{ID: "speaker", Kind: argmap.VoiceAuthor, Name: "A speaker", Description: "who gave the speech", External: name},
		&argmap.Voice{ID: "critics", Kind: argmap.VoiceReported, Name: "several critics"},
		&argmap.Row{ID: "row", Antecedent: "about aid"},
		aid, assault, overrides, un, because, backing, denial, cut, dig, shield, who, really, again, rather, said, replied, act, turn, odd, broken,
		&argmap.Commitment{ID: "holds", Voice: "speaker", Claim: aid.ID, Act: argmap.Asserts},
		&argmap.Commitment{ID: "reported", Voice: "critics", Claim: assault.ID, Act: argmap.Asserts, ReportedBy: "speaker"},
		&argmap.Commitment{ID: "granted", Voice: "critics", Claim: overrides.ID, Act: argmap.Concedes},
		&argmap.Commitment{ID: "supposed", Voice: "speaker", Claim: un.ID, Act: argmap.Supposes},
		caused, link("l-2", argmap.RoleConcludes, because.ID, assault.ID),
		link("l-3", argmap.RolePremiseOf, un.ID, backing.ID), link("l-4", argmap.RoleConcludes, backing.ID, because.ID),
		link("l-5", argmap.RolePremiseOf, assault.ID, denial.ID), link("l-6", argmap.RoleAttacks, denial.ID, aid.ID),
		link("l-7", argmap.RolePremiseOf, aid.ID, cut.ID), link("l-8", argmap.RoleAttacks, cut.ID, because.ID),
		link("l-9", argmap.RolePremiseOf, aid.ID, dig.ID), link("l-10", argmap.RoleAttacks, dig.ID, overrides.ID),
		link("l-11", argmap.RoleAgainst, dig.ID, because.ID),
		link("l-12", argmap.RolePremiseOf, un.ID, shield.ID), link("l-13", argmap.RoleConcludes, shield.ID, denial.ID),
		link("l-14", argmap.RoleRaises, aid.ID, who.ID), about, answer,
		link("l-15", argmap.RoleCarries, who.ID, un.ID), link("l-16", argmap.RoleAsksAbout, really.ID, who.ID),
		link("l-17", argmap.RoleRephrases, un.ID, again.ID), link("l-18", argmap.RoleRephraseOf, again.ID, aid.ID),
		link("l-19", argmap.RolePreferredIn, aid.ID, rather.ID), link("l-20", argmap.RolePreferredTo, rather.ID, assault.ID),
		link("l-21", argmap.RolePerforms, said.ID, act.ID), link("l-22", argmap.RoleHasContent, act.ID, who.ID),
		link("l-23", argmap.RoleStarts, said.ID, turn.ID), link("l-24", argmap.RoleEndsIn, turn.ID, replied.ID),
		&argmap.Citation{
			ID: "quote", Element: aid.ID, Source: l.Source, Role: argmap.Words, Explicitness: argmap.Explicit,
			Segments: []argmap.Segment{
				segment(ps[0], "Aid is no assault", "🐱 ", ". Who"), segment(ps[1], "overrides states", "it ", "."),
			},
		},
		&argmap.Citation{
			ID: "cue", Element: who.ID, Source: l.Source, Role: argmap.Cue, Explicitness: argmap.Implicit,
			Segments: []argmap.Segment{segment(ps[0], "Who decides?", "", "")},
		},
	}
}

// segment quotes words of a paragraph.
func segment(p *argmap.Paragraph, exact, prefix, suffix string) argmap.Segment {
	before, _, _ := strings.Cut(p.Text, exact)
	start := len([]rune(before))
	return argmap.Segment{Paragraph: p.ID, Start: start, End: start + len([]rune(exact)), Exact: exact, Prefix: prefix, Suffix: suffix}
}
