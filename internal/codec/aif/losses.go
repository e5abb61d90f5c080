package aif

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// Losses tells what a file of the family would not hold: the file is written and read back, and each
// record compared with what became of it.
func Losses(d *codec.Document, dialect Dialect) []codec.Loss {
	w := newWriting(d, dialect)
	file := w.file()
	root, err := verbatim.Parse(file)
	var r *Reading
	if err == nil {
		r, err = readOne(context.Background(), root, codec.File{}, d.ReadingBack(), dialect)
	}
	if err != nil {
		return []codec.Loss{{What: "all", Why: err.Error(), Records: []argmap.ID{d.Properties.ID}}}
	}
	c := comparison{w: w, r: r, before: w.G, after: codec.NewGraph(r.B.Done()), became: map[argmap.ID]argmap.ID{}, lost: map[string][]argmap.ID{}}
	c.pair()
	c.compare(d)
	return c.losses()
}

type comparison struct {
	w             *Writing
	r             *Reading
	before, after *codec.Graph
	// became gives what was read back of an element or voice.
	became map[argmap.ID]argmap.ID
	lost   map[string][]argmap.ID
}

// pair finds what was read back of each element and voice, by its place in the file.
func (c *comparison) pair() {
	nodes := make(map[int]*node, len(c.r.nodes))
	for _, n := range c.r.nodes {
		nodes[n.at] = n
	}
	for _, e := range c.before.Elements {
		if ya := c.w.asked[e.ID]; ya != nil {
			if n := nodes[ya.at]; n != nil && n.question != nil {
				c.became[e.ID] = n.question.ID
			}
		} else if l := c.w.nodes[e.ID]; l != nil && nodes[l.at] != nil {
			c.became[e.ID] = nodes[l.at].element.ID
		}
	}
	for _, v := range c.before.Voices {
		if back := c.voice(v); back != nil {
			c.became[v.ID] = back.ID
		}
	}
}

func (c *comparison) voice(v *argmap.Voice) *argmap.Voice {
	if l := c.w.voices[v.ID]; l != nil {
		return c.r.people.at[l.at]
	}
	if id, ok := word(c.w.persons[v.ID]); ok {
		return c.r.people.byID[id]
	}
	if i := slices.IndexFunc(c.after.Voices, author); author(v) && i >= 0 {
		return c.after.Voices[i]
	}
	return nil
}

func (c *comparison) lose(what string, r argmap.Record) {
	c.lost[what] = append(c.lost[what], r.Ref().ID)
}

func (c *comparison) compare(d *codec.Document) {
	p := d.Properties
	if c.w.lay == nil || c.w.lay.title != p.Title || p.Description != "" || p.Language != "" {
		c.lose("titles", p)
	}
	if c.w.lay == nil && len(p.Raw) > 0 {
		c.lose("kept raw", p)
	}
	has := c.said()
	for _, r := range d.Records {
		switch r := r.(type) {
		case *argmap.Element:
			c.element(r)
		case *argmap.Voice:
			c.voiceOf(r)
		case *argmap.Row:
			c.lose("rows", r)
		case *argmap.Link, *argmap.Commitment, *argmap.Citation, *argmap.Leftover:
			line := c.line(c.before, r, c.became)
			if has[line]--; line == "" || has[line] < 0 {
				c.lose(sort(r), r)
			}
		case *argmap.Properties:
		}
	}
	c.uncommitted()
}

// said counts the lines of what was read back.
func (c *comparison) said() map[string]int {
	has := map[string]int{}
	for _, r := range c.after.Document.Records {
		if line := c.line(c.after, r, nil); line != "" {
			has[line]++
		}
	}
	return has
}

// line says a record by what it joins; empty when an end of it did not come back.
func (c *comparison) line(g *codec.Graph, r argmap.Record, became map[argmap.ID]argmap.ID) string {
	whole := true
	now := func(id argmap.ID) argmap.ID {
		if became == nil || id == "" {
			return id
		}
		whole = whole && became[id] != ""
		return became[id]
	}
	s := ""
	switch r := r.(type) {
	case *argmap.Link:
		s = fmt.Sprintf("%s %s %s %q %t %s", r.Role, now(r.From), now(r.To), r.Slot, r.Partial, r.Bearing)
	case *argmap.Commitment:
		s = fmt.Sprintf("%s %s %s %s", now(r.Voice), r.Act, now(r.Claim), now(r.ReportedBy))
	case *argmap.Citation:
		s = fmt.Sprintf("%s %s %s", now(r.Element), r.Role, r.Explicitness)
		for _, x := range r.Segments {
			if p, _ := g.Paragraph(x.Paragraph); p != nil {
				s += fmt.Sprintf(" %d-%d %q", p.Start+x.Start, p.Start+x.End, x.Exact)
			}
		}
	case *argmap.Leftover:
		s = fmt.Sprintf("%q %s", r.What, c.w.living(r))
	case *argmap.Element, *argmap.Voice, *argmap.Row, *argmap.Properties:
		return ""
	}
	if !whole {
		return ""
	}
	return s
}

// sort names the sort of loss that a record falls under.
func sort(r argmap.Record) string {
	switch r := r.(type) {
	case *argmap.Link:
		return "links " + string(r.Role)
	case *argmap.Commitment:
		return "commitments"
	case *argmap.Citation:
		return "citations"
	case *argmap.Leftover, *argmap.Element, *argmap.Voice, *argmap.Row, *argmap.Properties:
	}
	return "leftovers"
}

func (c *comparison) element(e *argmap.Element) {
	back := c.after.Element(c.became[e.ID])
	if back == nil {
		c.lose("elements", e)
		return
	}
	if e.Basis != "" {
		c.lose("bases", e)
	}
	if e.Machine != "" {
		c.lose("machines", e)
	}
	if e.Kind == argmap.KindRebuttal && (c.w.lay == nil || len(e.Raw) == 0) && len(c.before.Ends(e.ID, argmap.RolePremiseOf, true)) > 1 {
		c.lose("linked", e)
	}
	if e.Attack != back.Attack {
		c.lose("attacks", e)
	}
	if e.Kind != back.Kind || e.Text != back.Text || e.Scheme != back.Scheme || e.Act != back.Act || c.spoke(e, back) {
		c.lose("fields", e)
	}
	if e.Question != nil && back.Question != nil && *e.Question != *back.Question {
		c.lose("questions", e)
	}
	if len(e.Raw) > 0 && c.w.lay == nil {
		c.lose("kept raw", e)
	}
}

func (c *comparison) spoke(e, back *argmap.Element) bool {
	return c.became[e.Speaker] != back.Speaker || e.Speaker != "" && back.Speaker == ""
}

func (c *comparison) voiceOf(v *argmap.Voice) {
	back := c.after.Voice(c.became[v.ID])
	if back == nil || back.Kind != v.Kind || back.Name != v.Name || back.Description != v.Description || back.Actor != v.Actor {
		c.lose("voices", v)
	}
}

// uncommitted finds the claims that nobody holds and that a reader takes to be held.
func (c *comparison) uncommitted() {
	held := map[argmap.ID]bool{}
	for _, k := range c.after.Commitments {
		held[k.Claim] = held[k.Claim] || k.Act.Commits()
	}
	for _, e := range c.before.Elements {
		committed := e.Kind != argmap.KindClaim
		for k := range c.before.CommitmentsTo(e.ID) {
			committed = committed || k.Act.Commits()
		}
		if !committed && held[c.became[e.ID]] {
			c.lose("nobody", e)
		}
	}
}

// sorts are what may be lost, and why, in the order in which it is told.
var sorts = []struct{ key, what, why string }{
	{"all", "everything", "the file could not be read back"},
	{"titles", "title, description and language of the map", "the format has no place for them; a title is made of the file's name"},
	{"elements", "elements that an import kept raw", "only the format that they came from can say what they are"},
	{"fields", "texts, schemes or speakers", "the format keeps one label for a relation, and takes its default names as none"},
	{"questions", "what only questions have", "the format keeps a question's words and force: its form is told by the words again"},
	{"attacks", "undermining", "the format does not say in which inference a claim is attacked; the attack comes back as a rebuttal of the claim"},
	{"linked", "that premises of a rebuttal stand or fall together", "a CA node has one source; it is written with all of them, and read back so here, but other readers may take each for an attack of its own"},
	{"bases", "bases of claims", "the format does not say what a claim rests on; it is derived again"},
	{"machines", "programs that proposed an element", "the format has no place for them"},
	{"voices", "kinds and descriptions of voices", "the format keeps a participant's name; a voice that says nothing and is the author's is made again only where it is needed"},
	{"nobody", "that nobody holds a claim", "a reader takes a claim that no illocution is about as asserted by the author"},
	{"rows", "rows of questions", "the format has no groups of questions"},
	{"commitments", "commitments", "the format says them by illocutions, and one of the two voices or the claim cannot be written"},
	{"citations", "citations", "the format keeps no source, or marks other stretches of one text only"},
	{"leftovers", "what an import kept beside the map", "it belongs to the format that it came from"},
	{"kept raw", "what an import kept raw with a record", "it belongs to the format that it came from"},
}

func (c *comparison) losses() []codec.Loss {
	var found []codec.Loss
	for _, s := range sorts {
		if ids := c.lost[s.key]; len(ids) > 0 {
			found = append(found, codec.Loss{What: s.what, Why: s.why, Records: ids})
		}
	}
	for _, role := range argmap.Roles() {
		if ids := c.lost["links "+string(role)]; len(ids) > 0 {
			found = append(found, codec.Loss{What: "links " + string(role), Why: linkWhy(role), Records: ids})
		}
	}
	return found
}

func linkWhy(role argmap.Role) string {
	switch role { //nolint:exhaustive // the others are edges
	case argmap.RoleAgainst:
		return "the format does not say in which inference a claim is attacked"
	case argmap.RoleRaises:
		return "the format does not say what gives rise to a question, but by whom it is asked"
	case argmap.RoleAsksAbout, argmap.RoleCarries:
		return "a questioning illocution has its content: a pure or challenging one asks about it, another carries it"
	case argmap.RoleAnswers:
		return "an answer is a rephrase of what a pure question asks; it is not partial and bears on no burden, and somebody holds it"
	}
	return strings.ToLower(string(role)) + " links lead to or from what cannot be written, or come back in the role that their ends suggest"
}

// living gives a piece of the import record without what it says of nodes that were deleted since. Of a
// member around the graph it gives the name: what is in it is brought up to date.
func (w *Writing) living(l *argmap.Leftover) string {
	m, missing, ok := memberOf(piece{l.Ordinal, l.Raw})
	switch {
	case w.lay == nil || !ok:
		return string(l.Raw)
	case l.What == whatOuter:
		return m.name
	case l.What != whatMember:
		return string(l.Raw)
	}
	if w.there == nil {
		w.there = w.current()
	}
	return m.name + " " + string(alive(m.raw, w.there, missing))
}
