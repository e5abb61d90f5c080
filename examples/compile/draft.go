package main

import (
	"fmt"
	"time"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
)

// draft turns a sheet into change sets, one for each part of the sheet.
type draft struct {
	sheet      *sheet
	paragraphs []*argmap.Paragraph
	state      *argmap.State
	ops        []argmap.Operation
	sets       []argmap.ChangeSet
	made       int
}

// Paragraph gives the paragraphs that the sheet's citations name.
func (d *draft) Paragraph(want argmap.ID) (*argmap.Paragraph, bool) {
	for _, p := range d.paragraphs {
		if p.ID == want {
			return p, true
		}
	}
	return nil, false
}

func (d *draft) changeSets() ([]argmap.ChangeSet, error) {
	for _, part := range []struct {
		message string
		add     func() error
	}{
		{"Name the map and those who speak", d.begin},
		{"Map the claims", d.claims},
		{"Map the inferences", d.inferences},
		{"Map the rebuttals", d.rebuttals},
		{"Map the questions", d.questions},
	} {
		if err := part.add(); err != nil {
			return nil, err
		}
		if err := d.commit(part.message); err != nil {
			return nil, fmt.Errorf("%s: %w", part.message, err)
		}
	}
	return d.sets, nil
}

// commit holds the gathered operations to every rule, as those of an author.
func (d *draft) commit(message string) error {
	ops, err := argmap.Check(d.state, d, d.ops, argmap.Authoring)
	if err != nil {
		return err
	}
	set := argmap.ChangeSet{
		Map: d.state.Map(), Revision: d.state.Revision() + 1, WriteID: d.id("write", message),
		Actor: argmap.Local, Time: d.now(), Message: message, Operations: ops,
	}
	d.state.Apply(set)
	d.sets, d.ops = append(d.sets, set), nil
	return nil
}

func (d *draft) id(names ...string) argmap.ID {
	return id(append([]string{d.sheet.Map.Ref}, names...)...)
}

// now goes on by a microsecond at each call, so that lists come in the order of the sheet.
func (d *draft) now() time.Time {
	d.made++
	return epoch().Add(time.Duration(d.made) * time.Microsecond)
}

func (d *draft) set(r argmap.Record) { d.ops = append(d.ops, argmap.Set(r)) }

func (d *draft) begin() error {
	m := d.sheet.Map
	d.set(&argmap.Properties{ID: d.state.Map(), Title: m.Title, Description: m.Description, Language: m.Language, Owner: argmap.Local, Created: epoch()})
	for _, v := range d.sheet.Voices {
		d.set(&argmap.Voice{ID: d.id(v.Ref), Kind: v.Kind, Name: v.Name, Description: v.Description})
	}
	return nil
}

func (d *draft) element(ref string, e argmap.Element, cites []citeSheet) error {
	e.ID, e.Author, e.Created = d.id(ref), argmap.Local, d.now()
	d.set(&e)
	for i, c := range cites {
		if err := d.cite(ref, i, c); err != nil {
			return fmt.Errorf("%s: %w", ref, err)
		}
	}
	return nil
}

func (d *draft) cite(ref string, n int, c citeSheet) error {
	k := &argmap.Citation{
		ID: d.id(ref, "citation", fmt.Sprint(n)), Element: d.id(ref), Source: d.paragraphs[0].Source,
		Role: c.role, Explicitness: c.how,
	}
	for _, at := range c.segments {
		s, err := d.segment(at)
		if err != nil {
			return err
		}
		k.Segments = append(k.Segments, s)
	}
	d.set(k)
	return nil
}

// contextPoints is how many code points of prefix and suffix a segment keeps.
const contextPoints = 32

func (d *draft) segment(at place) (argmap.Segment, error) {
	if at.paragraph < 1 || at.paragraph > len(d.paragraphs) {
		return argmap.Segment{}, fmt.Errorf("there is no paragraph %d", at.paragraph)
	}
	p := d.paragraphs[at.paragraph-1]
	found := anchor.Find(p.Text, at.words, "", "")
	if len(found) != 1 {
		return argmap.Segment{}, fmt.Errorf("%q stands %d times in paragraph %d", at.words, len(found), at.paragraph)
	}
	prefix, suffix := anchor.Context(p.Text, found[0].Start, found[0].End, contextPoints)
	return argmap.Segment{Paragraph: p.ID, Start: found[0].Start, End: found[0].End, Exact: at.words, Prefix: prefix, Suffix: suffix}, nil
}

func (d *draft) link(role argmap.Role, from, to string, l argmap.Link) {
	l.ID, l.Role, l.From, l.To = d.id(string(role), from, to), role, d.id(from), d.id(to)
	d.set(&l)
}

func (d *draft) links(role argmap.Role, from []string, to string) {
	for i, f := range from {
		d.link(role, f, to, argmap.Link{Ordinal: i})
	}
}

func (d *draft) claims() error {
	for _, c := range d.sheet.Claims {
		if err := d.element(c.Ref, argmap.Element{Kind: argmap.KindClaim, Text: c.Text}, c.Cite); err != nil {
			return err
		}
		if c.Voices == nil {
			d.set(&argmap.Commitment{ID: d.id(c.Ref, "commitment"), Voice: d.id(d.sheet.Voices[0].Ref), Claim: d.id(c.Ref), Act: argmap.Asserts})
		}
		for _, v := range c.Voices {
			k := &argmap.Commitment{ID: d.id(c.Ref, "commitment", v.Voice), Voice: d.id(v.Voice), Claim: d.id(c.Ref), Act: v.Act}
			if v.ReportedBy != "" {
				k.ReportedBy = d.id(v.ReportedBy)
			}
			d.set(k)
		}
	}
	return nil
}

func (d *draft) inferences() error {
	for _, r := range d.sheet.Inferences {
		if err := d.element(r.Ref, argmap.Element{Kind: argmap.KindInference, Text: r.Text, Scheme: r.Scheme}, r.Cite); err != nil {
			return err
		}
		d.links(argmap.RolePremiseOf, r.From, r.Ref)
		d.link(argmap.RoleConcludes, r.Ref, r.To, argmap.Link{})
	}
	return nil
}

func (d *draft) rebuttals() error {
	kinds := map[string]argmap.Kind{}
	for _, c := range d.sheet.Claims {
		kinds[c.Ref] = argmap.KindClaim
	}
	for _, r := range d.sheet.Inferences {
		kinds[r.Ref] = argmap.KindInference
	}
	for _, r := range d.sheet.Rebuttals {
		kinds[r.Ref] = argmap.KindRebuttal
	}
	for _, r := range d.sheet.Rebuttals {
		attack := argmap.AttackFor(kinds[r.Target], r.Against != "")
		if err := d.element(r.Ref, argmap.Element{Kind: argmap.KindRebuttal, Text: r.Text, Scheme: r.Scheme, Attack: attack}, r.Cite); err != nil {
			return err
		}
		d.links(argmap.RolePremiseOf, r.From, r.Ref)
		d.link(argmap.RoleAttacks, r.Ref, r.Target, argmap.Link{})
		if r.Against != "" {
			d.link(argmap.RoleAgainst, r.Ref, r.Against, argmap.Link{})
		}
	}
	return nil
}

func (d *draft) questions() error {
	for _, r := range d.sheet.Rows {
		d.set(&argmap.Row{ID: d.id(r.Ref), Antecedent: r.Antecedent})
	}
	for _, q := range d.sheet.Questions {
		if err := d.element(q.Ref, argmap.Element{Kind: argmap.KindQuestion, Text: q.Text, Question: d.inquiry(q)}, q.Cite); err != nil {
			return err
		}
		d.links(argmap.RoleRaises, q.RaisedBy, q.Ref)
		for i, about := range q.About {
			d.link(argmap.RoleAsksAbout, q.Ref, about, argmap.Link{Ordinal: i})
		}
		for i, c := range q.Carries {
			d.link(argmap.RoleCarries, q.Ref, c, argmap.Link{Ordinal: i})
		}
		for i, a := range q.Answers {
			d.link(argmap.RoleAnswers, a.Claim, q.Ref, argmap.Link{Ordinal: i, Partial: a.Partial})
		}
	}
	return nil
}

func (d *draft) inquiry(q questionSheet) *argmap.Inquiry {
	i := &argmap.Inquiry{
		Resolved: q.Resolved, Note: q.Note, Form: q.Form, Force: q.Force, Answers: q.Mode,
		Elliptical: q.Elliptical, Embedded: q.Embedded, Ordinal: q.Ordinal,
	}
	if q.Row != "" {
		i.Row = d.id(q.Row)
	}
	return i
}
