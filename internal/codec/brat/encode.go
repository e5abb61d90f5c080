package brat

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

func encode(ctx context.Context, d *codec.Document, out codec.Output) error {
	p := lay(d)
	if err := ctx.Err(); err != nil {
		return err
	}
	to, err := out.Create(out.Name + ".ann")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(to)
	for _, l := range p.lines {
		_, _ = w.WriteString(l.Text + "\n") // Flush tells the first error
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if to, err = out.Create(out.Name + ".txt"); err != nil {
		return err
	}
	_, err = io.WriteString(to, p.text.String())
	return err
}

func quoted(text string) []byte { return verbatim.Quote(text) }

// pairs writes the relations: as the stance of a claim that is for or against all major claims, else one
// by one.
func (p *plan) pairs() {
	majors := map[argmap.ID]bool{}
	for id, t := range p.types {
		if label(t) == majorClaim {
			majors[id] = true
		}
	}
	sides, said := p.sides(majors), map[side]map[argmap.ID]bool{}
	for _, e := range p.g.Elements {
		target, ok := p.placed[e.ID]
		if !ok {
			continue
		}
		for i, premise := range p.premises(e) {
			s := side{premise.ID, e.Kind}
			stands := majors[target] && byStance(e) && len(sides[s]) == len(majors) && len(majors) <= maxMajors && !said[s][target]
			switch {
			case stands && said[s] == nil:
				p.stance(e, premise)
				said[s] = map[argmap.ID]bool{target: true}
			case stands:
				said[s][target] = true
			default:
				p.pair(e, premise, target, i == 0)
			}
		}
	}
}

func (p *plan) stance(e, premise *argmap.Element) {
	k, id, way := keptIn(e.External, e.Raw), e.External.ID, "For"
	if e.Kind == argmap.KindRebuttal {
		way = "Against"
	}
	text := "Stance " + p.ids[premise.ID] + " " + way
	if !p.take(e.External, 'A') {
		id = p.fresh("A")
	}
	if x, ok := remarkOf(k.Line); ok && x.id == id && x.of == p.ids[premise.ID] && label(x.value) == label(way) {
		p.add(k.At, k.Line)
		return
	}
	p.add(k.At, id+"\t"+text)
}

func (p *plan) pair(e, premise *argmap.Element, target argmap.ID, first bool) {
	k := keptIn(e.External, e.Raw)
	x := pair{kind: "supports", from: p.ids[premise.ID], to: p.ids[target]}
	if e.Kind == argmap.KindRebuttal {
		x.kind = "attacks"
	}
	if relations[label(k.Type)] == e.Kind && !strings.ContainsAny(k.Type, " \t\r\n") {
		x.kind = k.Type
	}
	if x.id = e.External.ID; !first || !p.take(e.External, 'R') {
		x.id = p.fresh("R")
	}
	if first {
		p.ids[e.ID] = x.id
	}
	p.write(k, x)
	if e.Text != "" && first {
		p.note(k.At, x.id, e.Text)
	}
}

// write writes a relation as it was, where it still says the same.
func (p *plan) write(k kept, x pair) {
	if was, ok := pairOf(k.Line); ok && was == x {
		p.add(k.At, k.Line)
		return
	}
	p.add(k.At, x.String())
}

// linked are the names under which links are written.
var linked = map[argmap.Role]string{
	argmap.RoleAnswers: "answers", argmap.RoleAsksAbout: "asks_about", argmap.RoleRaises: "raises", argmap.RoleCarries: "carries", argmap.RoleForeign: "related",
}

// says tells whether a link can be written: both its ends are annotations of the text.
func (p *plan) says(l *argmap.Link) bool {
	return linked[l.Role] != "" && marked(p.g.Element(l.From)) && marked(p.g.Element(l.To))
}

func (p *plan) links() {
	for _, l := range p.g.Links {
		if !p.says(l) {
			continue
		}
		k := keptIn(l.External, l.Raw)
		x := pair{id: l.External.ID, kind: linked[l.Role], from: p.ids[l.From], to: p.ids[l.To]}
		if !p.take(l.External, 'R') {
			x.id = p.fresh("R")
		}
		role, links := roles[label(k.Type)]
		_, relates := relations[label(k.Type)]
		if k.Type != "" && !strings.ContainsAny(k.Type, " \t\r\n") && (links && role == l.Role || l.Role == argmap.RoleForeign && (!links && !relates || p.strange(l, k.Type))) {
			x.kind = k.Type
		}
		p.write(k, x)
	}
}

// strange tells whether a type that is known cannot mean what it means between the ends of a link.
func (p *plan) strange(l *argmap.Link, kind string) bool {
	from, to := p.g.Element(l.From).Kind, p.g.Element(l.To).Kind
	if _, relates := relations[label(kind)]; relates {
		return from != argmap.KindClaim || to != argmap.KindClaim
	}
	join, ok := argmap.JoinOf(roles[label(kind)])
	return !ok || !join.Fits(from, to)
}

// rest writes what was said of annotations, and what was kept aside.
func (p *plan) rest() {
	for _, e := range p.g.Elements {
		if p.ids[e.ID] == "" || p.ids[e.ID] != e.External.ID {
			continue
		}
		for _, l := range keptIn(e.External, e.Raw).More {
			if !strings.ContainsAny(l.Text, "\r\n") {
				p.add(l.At, l.Text)
			}
		}
	}
	for _, l := range p.g.Leftovers {
		if text := textOfLine(l); text != "" {
			p.add(l.Ordinal, text)
		}
	}
}

// textOfLine gives a line that was kept aside, if it is one.
func textOfLine(l *argmap.Leftover) string {
	var s string
	if l.External.Namespace != name || json.Unmarshal(l.Raw, &s) != nil || strings.ContainsAny(s, "\r\n") {
		return ""
	}
	return s
}
