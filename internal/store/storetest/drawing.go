package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"argmap/internal/argmap"
)

// newID gives a random id.
func newID() argmap.ID { return argmap.ID(uuid.NewString()) }

// newWord gives a word that no other text has, of letters only so that every tokeniser keeps it whole.
func newWord() string {
	digits := strings.ReplaceAll(uuid.NewString(), "-", "")
	return "w" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return 'g' + r - '0'
		}
		return r
	}, digits)
}

// newActor gives an actor that nothing else has.
func newActor() argmap.Actor { return argmap.Actor(newID()) }

// noon is the time that fixtures start from; it needs all six digits of the microsecond.
func noon() time.Time { return time.Date(2026, 2, 3, 12, 0, 0, 123456000, time.UTC) }

func properties(id argmap.ID) *argmap.Properties {
	return &argmap.Properties{ID: id, Title: "A map", Owner: argmap.Local, Created: noon()}
}

func element(k argmap.Kind, text string) *argmap.Element {
	return &argmap.Element{ID: newID(), Kind: k, Text: text, Author: argmap.Local, Created: noon()}
}

func claim(text string) *argmap.Element { return element(argmap.KindClaim, text) }

func inference() *argmap.Element { return element(argmap.KindInference, "") }

func rebuttal() *argmap.Element {
	e := element(argmap.KindRebuttal, "")
	e.Attack = argmap.Rebut
	return e
}

func question(text string) *argmap.Element {
	e := element(argmap.KindQuestion, text)
	e.Question = &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}
	return e
}

func locution(text string) *argmap.Element { return element(argmap.KindLocution, text) }

func link(r argmap.Role, from, to *argmap.Element) *argmap.Link {
	return &argmap.Link{ID: newID(), Role: r, From: from.ID, To: to.ID}
}

func voice(name string) *argmap.Voice {
	return &argmap.Voice{ID: newID(), Kind: argmap.VoiceReported, Name: name}
}

func commitment(v *argmap.Voice, c *argmap.Element) *argmap.Commitment {
	return &argmap.Commitment{ID: newID(), Voice: v.ID, Claim: c.ID, Act: argmap.Asserts}
}

func row(antecedent string) *argmap.Row { return &argmap.Row{ID: newID(), Antecedent: antecedent} }

func leftover(raw string) *argmap.Leftover {
	return &argmap.Leftover{ID: newID(), What: "edge", Why: "an end is missing", Raw: json.RawMessage(raw)}
}

// text is a source with its bytes and paragraphs.
type text struct {
	source     *argmap.Source
	raw        []byte
	paragraphs []*argmap.Paragraph
}

// newText makes a source of these paragraphs, divided by empty lines.
func newText(paragraphs ...string) *text {
	raw := []byte(strings.Join(paragraphs, "\n\n"))
	sum := sha256.Sum256(raw)
	t := &text{raw: raw, source: &argmap.Source{
		ID: newID(), Revision: 1, State: argmap.SourceActive, Title: "A text", MediaType: "text/plain",
		SHA256: hex.EncodeToString(sum[:]), Size: int64(len(raw)), CodePoints: utf8.RuneCount(raw),
		Paragraphs: len(paragraphs), Owner: argmap.Local, Created: noon(),
	}}
	start := 0
	for i, p := range paragraphs {
		end := start + utf8.RuneCountInString(p)
		t.paragraphs = append(t.paragraphs, &argmap.Paragraph{
			ID: newID(), Source: t.source.ID, Kind: argmap.Prose, Ordinal: i + 1, Start: start, End: end, Text: p,
		})
		start = end + 2
	}
	return t
}

// cite links an element to the first code point of each of these paragraphs of the text, from 0.
func (t *text) cite(e *argmap.Element, paragraphs ...int) *argmap.Citation {
	c := &argmap.Citation{
		ID: newID(), Element: e.ID, Source: t.source.ID, Role: argmap.Words, Explicitness: argmap.Explicit,
	}
	for _, i := range paragraphs {
		first := string([]rune(t.paragraphs[i].Text)[:1])
		c.Segments = append(c.Segments, argmap.Segment{Paragraph: t.paragraphs[i].ID, Start: 0, End: 1, Exact: first})
	}
	return c
}

// put keeps the text in the store.
func (w *world) put(t *text) *text {
	w.Helper()
	w.ok(w.s.PutSource(w.ctx, t.source, t.raw, t.paragraphs))
	return t
}

// dispute is the fixture map, without its properties:
//
//	 voice ──COMMITS──▶ thesis ◀──CONCLUDES── support ◀──PREMISE_OF── reason ═══cites═══▶ text[0], text[1]
//	                      ▲  ▲                   ▲
//	                ATTACKS  ASKS_ABOUT          │ AGAINST
//	                      │  │                   │
//	objection ─PREMISE_OF─▶ attack ──────────────┘
//	                         asked (in row, about the thesis) ◀──ANSWERS── reply
type dispute struct {
	text                                      *text
	voice                                     *argmap.Voice
	thesis, support, reason, objection, asked *argmap.Element
	attack, reply                             *argmap.Element
	row                                       *argmap.Row
	commitment                                *argmap.Commitment
	concludes, premise, against, attacks      *argmap.Link
	counter, about, answers                   *argmap.Link
	citation                                  *argmap.Citation
}

// newDispute draws the fixture over a text of at least two paragraphs.
func newDispute(t *text) *dispute {
	d := &dispute{
		text: t, voice: voice("some critics"), row: row("an intervention"),
		thesis: claim("The defence of suffering people is no assault on sovereignty."), support: inference(),
		reason: claim("States exist for their people."), objection: claim("Force seldom protects."),
		attack: rebuttal(), asked: question("Under whose auspices?"), reply: claim("Under those of the United Nations."),
	}
	d.asked.Question.Row, d.asked.Question.Ordinal = d.row.ID, 1
	d.commitment = commitment(d.voice, d.thesis)
	d.concludes = link(argmap.RoleConcludes, d.support, d.thesis)
	d.premise = link(argmap.RolePremiseOf, d.reason, d.support)
	d.counter = link(argmap.RolePremiseOf, d.objection, d.attack)
	d.attacks = link(argmap.RoleAttacks, d.attack, d.thesis)
	d.against = link(argmap.RoleAgainst, d.attack, d.support)
	d.about = link(argmap.RoleAsksAbout, d.asked, d.thesis)
	d.answers = link(argmap.RoleAnswers, d.reply, d.asked)
	d.citation = t.cite(d.reason, 0, 1)
	return d
}

// records lists the fixture in an order in which no record names one that comes later.
func (d *dispute) records() []argmap.Record {
	return []argmap.Record{
		d.voice, d.thesis, d.support, d.reason, d.objection, d.attack, d.asked, d.reply, d.row, d.commitment,
		d.concludes, d.premise, d.counter, d.attacks, d.against, d.about, d.answers, d.citation,
	}
}
