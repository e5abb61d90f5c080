package codectest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Canonical gives a document's content in sorted lines without ids, names where it was imported from or
// times: two documents that say the same have the same lines. Elements, voices and rows are told apart
// by what they say and by what they are joined to, a few steps around.
func Canonical(d *codec.Document) []string {
	c := &canon{g: codec.NewGraph(d), names: map[argmap.ID]string{}}
	c.name()
	lines := []string{fmt.Sprintf("map %q %q %q", d.Properties.Title, d.Properties.Description, d.Properties.Language)}
	for _, r := range d.Records {
		if line := c.line(r); line != "" {
			lines = append(lines, line)
		}
	}
	for _, s := range d.Sources {
		lines = append(lines, fmt.Sprintf("source %q %q %q", s.Title, s.MediaType, s.Text))
	}
	slices.Sort(lines)
	return lines
}

type canon struct {
	g     *codec.Graph
	names map[argmap.ID]string
}

// rounds is how many steps around an element tell it from others.
const rounds = 3

func (c *canon) name() {
	for _, v := range c.g.Voices {
		c.names[v.ID] = fmt.Sprintf("%s %q", v.Kind, v.Name)
	}
	for _, r := range c.g.Rows {
		c.names[r.ID] = fmt.Sprintf("row %q", r.Antecedent)
	}
	for _, e := range c.g.Elements {
		c.names[e.ID] = c.self(e)
	}
	for range rounds {
		next := map[argmap.ID]string{}
		for _, e := range c.g.Elements {
			next[e.ID] = c.around(e)
		}
		maps.Copy(c.names, next)
	}
}

func (c *canon) self(e *argmap.Element) string {
	s := fmt.Sprintf("%s %q %s %s %s %s %s %s", e.Kind, e.Text, e.Basis, e.Scheme, e.Attack, e.Act, c.names[e.Speaker], e.Machine)
	if q := e.Question; q != nil {
		s += fmt.Sprintf(" %q %q %s %s %t %t %s %d %t %s %s %s %s %s", q.Resolved, q.Note, q.Form, q.Force, q.Elliptical, q.Embedded,
			c.names[q.Row], q.Ordinal, q.Withdrawn, q.Answers, q.Standard, q.Critical, q.Burden, q.Effect)
	}
	return s
}

// around names an element by itself and a digest of what its links lead to.
func (c *canon) around(e *argmap.Element) string {
	var near []string
	for l := range c.g.LinksFrom(e.ID) {
		near = append(near, fmt.Sprintf("%s>%s", l.Role, digest(c.names[l.To])))
	}
	for l := range c.g.LinksTo(e.ID) {
		near = append(near, fmt.Sprintf("%s<%s", l.Role, digest(c.names[l.From])))
	}
	slices.Sort(near)
	return c.self(e) + " [" + strings.Join(near, " ") + "]"
}

func digest(s string) string {
	h := uint64(14695981039346656037)
	for _, b := range []byte(s) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return fmt.Sprintf("%x", h)
}

func (c *canon) line(r argmap.Record) string {
	switch r := r.(type) {
	case *argmap.Element:
		return "element " + c.names[r.ID]
	case *argmap.Voice:
		return "voice " + c.names[r.ID] + fmt.Sprintf(" %q", r.Description)
	case *argmap.Row:
		return c.names[r.ID]
	case *argmap.Link:
		return fmt.Sprintf("link %s %q %t %s from %s to %s", r.Role, r.Slot, r.Partial, r.Bearing, c.names[r.From], c.names[r.To])
	case *argmap.Commitment:
		return fmt.Sprintf("%s %s %s by %s", c.names[r.Voice], r.Act, c.names[r.Claim], c.names[r.ReportedBy])
	case *argmap.Citation:
		line := fmt.Sprintf("citation of %s %s %s", c.names[r.Element], r.Role, r.Explicitness)
		for _, s := range r.Segments {
			p, _ := c.g.Paragraph(s.Paragraph)
			line += fmt.Sprintf(" %d:%d-%d %q", p.Ordinal, s.Start, s.End, s.Exact)
		}
		return line
	case *argmap.Leftover:
		return fmt.Sprintf("leftover %q %d %s", r.What, r.Ordinal, r.Raw)
	case *argmap.Properties:
	}
	return ""
}
