package brat

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// relations makes the inferences, rebuttals and links of relations.
func (d *decoder) relations(lines []line) {
	for _, l := range lines {
		if l.Text[0] != 'R' {
			continue
		}
		x, ok := pairOf(l.Text)
		from, to := d.nodes[x.from], d.nodes[x.to]
		switch {
		case !ok:
			d.aside(l, "relation", ruleSyntax, `it is no "R1<tab>supports Arg1:T4 Arg2:T3"`)
		case from == nil || to == nil:
			d.aside(l, "relation", ruleEnd, "one of "+clipped(x.from)+" and "+clipped(x.to)+" is no annotation of the text in the file")
		case !marked(from) || !marked(to):
			d.aside(l, "relation", ruleEnd, "brat's relations join annotations of the text, not other relations; an undercut cannot be said")
		default:
			d.relation(l, x, from, to)
		}
	}
}

func (d *decoder) relation(l line, x pair, from, to *argmap.Element) {
	k := kept{At: l.At, Type: x.kind, Line: l.Text}
	kind, relates := relations[label(x.kind)]
	claims := from.Kind == argmap.KindClaim && to.Kind == argmap.KindClaim
	if relates && claims {
		e := d.relate(kind, from, to)
		e.External = external(x.id)
		d.raws[e] = &k
		if d.nodes[x.id] == nil {
			d.nodes[x.id] = e // attributes and notes may be about it
		}
		return
	}
	role, links := roles[label(x.kind)]
	if join, _ := argmap.JoinOf(role); !links || !join.Fits(from.Kind, to.Kind) {
		role = argmap.RoleForeign
		d.unknown(l, x.kind, "it becomes links that mean nothing here")
	}
	link := d.Link(role, from.ID, to.ID)
	link.External, link.Raw = external(x.id), d.keep(k, "")
}

func (d *decoder) relate(kind argmap.Kind, from, to *argmap.Element) *argmap.Element {
	if kind == argmap.KindRebuttal {
		return d.Rebuttal(to, from.ID)
	}
	return d.Inference(to.ID, from.ID)
}

// stance makes the relations of a claim that is for or against what the essay is for: every major claim.
func (d *decoder) stance(l line, x remark, e *argmap.Element) bool {
	kind, ok := map[string]argmap.Kind{"for": argmap.KindInference, "against": argmap.KindRebuttal}[label(x.value)]
	if !ok || len(d.majors) == 0 || len(d.majors) > maxMajors {
		d.find(l, e, ruleStance, codec.Warning, "the stance %q is For or Against a MajorClaim, of which the file has %d; it is kept as it is", clipped(x.value), len(d.majors))
		return false
	}
	for _, major := range d.majors {
		r := d.relate(kind, e, major)
		r.External = external(x.id)
		d.raws[r] = &kept{At: l.At, Type: x.kind, Line: l.Text}
	}
	return true
}

// maxMajors is how many major claims a stance may be about; an essay has two or three.
const maxMajors = 20
