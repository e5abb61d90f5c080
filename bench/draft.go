package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/google/uuid"

	"argmap/internal/argmap"
)

// newID makes ids as the server does: they sort by time, which is what the indexes live on.
func newID() argmap.ID { return argmap.ID(uuid.Must(uuid.NewV7()).String()) }

// now is the time as records carry it.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// speech is what the claims cite: plain prose, ASCII, so that bytes are code points.
func speech(paragraphs int) string {
	const sentence = "It has been said that advocating the defence of suffering people is an assault on the sovereignty of states, " +
		"and that whoever decides by what criteria it is done decides for all others; speaker %d has an answer to that. "
	var b strings.Builder
	for i := range paragraphs {
		for range 3 {
			fmt.Fprintf(&b, sentence, i)
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// draft makes the records of one map, each with a new id.
type draft struct {
	m, voice argmap.ID
	cited    []*argmap.Paragraph
	n        int
	// claims may be the target of what comes next; dice choose.
	claims []argmap.ID
	dice   *rand.Rand
}

func newDraft(cited []*argmap.Paragraph) *draft {
	return &draft{m: newID(), voice: newID(), cited: cited, dice: rand.New(rand.NewPCG(1, 2))} //nolint:gosec // the same draws in every run
}

// first gives what a map begins with: its properties, a voice, and claims to attack.
func (d *draft) first(claims int) []argmap.Record {
	out := []argmap.Record{
		&argmap.Properties{ID: d.m, Title: "Bench", Owner: argmap.Local, Created: now()},
		&argmap.Voice{ID: d.voice, Kind: argmap.VoiceParticipant, Name: "local", Actor: argmap.Local},
	}
	for range claims {
		c := d.claim()
		out = append(out, c, d.commitment(c.ID))
		d.claims = append(d.claims, c.ID)
	}
	return out
}

func (d *draft) claim() *argmap.Element {
	d.n++
	text := fmt.Sprintf("Claim %d says that advocating the defence of suffering people is no assault on the sovereignty of states, "+
		"whatever criteria number %d others would set.", d.n, d.n%977)
	return &argmap.Element{ID: newID(), Kind: argmap.KindClaim, Text: text, Author: argmap.Local, Created: now()}
}

func (d *draft) commitment(claim argmap.ID) *argmap.Commitment {
	return &argmap.Commitment{ID: newID(), Voice: d.voice, Claim: claim, Act: argmap.Asserts}
}

// citation quotes fifty code points, with the 32 on either side that authoring keeps.
func (d *draft) citation(element argmap.ID) *argmap.Citation {
	p := d.cited[d.n%len(d.cited)]
	start := 40 + d.n%100
	end := start + 50
	return &argmap.Citation{
		ID: newID(), Element: element, Source: p.Source, Role: argmap.Words, Explicitness: argmap.Explicit,
		Segments: []argmap.Segment{{
			Paragraph: p.ID, Start: start, End: end,
			Exact: p.Text[start:end], Prefix: p.Text[start-32 : start], Suffix: p.Text[end : end+32],
		}},
	}
}

func (d *draft) link(role argmap.Role, from, to argmap.ID, ordinal int) *argmap.Link {
	return &argmap.Link{ID: newID(), Role: role, From: from, To: to, Ordinal: ordinal}
}

// target gives a claim that is there already.
func (d *draft) target() argmap.ID { return d.claims[d.dice.IntN(len(d.claims))] }

// relation is a relation of a kind from a new claim to a target, as authoring makes it: the claim,
// who holds it, where it was said, the relation, and its two links.
func (d *draft) relation(kind argmap.Kind, target argmap.ID) (records []argmap.Record, claim *argmap.Element) {
	claim = d.claim()
	r := &argmap.Element{ID: newID(), Kind: kind, Author: argmap.Local, Created: now()}
	role := argmap.RoleConcludes
	if kind == argmap.KindRebuttal {
		r.Attack, role = argmap.Rebut, argmap.RoleAttacks
	}
	return []argmap.Record{
		claim, d.commitment(claim.ID), d.citation(claim.ID), r,
		d.link(argmap.RolePremiseOf, claim.ID, r.ID, 1), d.link(role, r.ID, target, 0),
	}, claim
}

// rebuttal is one rebuttal of a claim that is there.
func (d *draft) rebuttal() []argmap.Record {
	records, _ := d.relation(argmap.KindRebuttal, d.target())
	return records
}

// thousand is a change set of 1,000 mixed operations: inferences and now and then a rebuttal, each
// from a new claim to one that is there or came just before.
func (d *draft) thousand() []argmap.Record {
	out := make([]argmap.Record, 0, 1000)
	target := d.target()
	for i := range 166 {
		records, claim := d.relation(pick(i%4 == 3, argmap.KindRebuttal, argmap.KindInference), target)
		out = append(out, records...)
		target = pick(i%8 == 7, d.target(), claim.ID)
	}
	for range 2 {
		c := d.claim()
		out = append(out, c, d.commitment(c.ID))
	}
	return out
}

func operations(records []argmap.Record) []argmap.Operation {
	ops := make([]argmap.Operation, len(records))
	for i, r := range records {
		ops[i] = argmap.Set(r)
	}
	return ops
}
