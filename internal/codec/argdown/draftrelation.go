package argdown

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// relation makes the records of a relation between things that are there.
func (d *drafter) relation(r *relation) {
	raw := rawRelation{}
	for _, at := range r.places {
		if w := d.where(at); w != "" && len(raw.Places) < 100 {
			raw.Places = append(raw.Places, w)
		}
	}
	at := 0
	if len(r.places) > 0 {
		at = r.places[0]
	}
	if c, is := r.from.(*class); is && d.dissolved[c] != nil {
		d.madeRelation(d.steps[d.dissolved[c]], r, c)
		return
	}
	from, to := d.end(r.from), d.end(r.to)
	if from == nil || to == nil || from.Kind != argmap.KindClaim {
		d.Find(codec.Finding{Rule: ruleQuestion, Severity: codec.Warning, Where: d.where(at), Message: "the relation has an end that supports and attacks nothing; it is left out"})
		return
	}
	if r.sort == supports || r.sort == entails {
		d.relate(d.Inference(to.ID, from.ID), raw, r.sort, supports, at)
		return
	}
	usual := attacks
	if to.Kind.Relation() {
		usual = undercuts
	}
	d.relate(d.Rebuttal(to, from.ID), raw, r.sort, usual, at)
	if (r.sort == contrary || r.sort == contradicts) && to.Kind == argmap.KindClaim && from != to {
		raw.Back = true
		d.relate(d.Rebuttal(from, to.ID), raw, r.sort, usual, at)
	}
}

func (d *drafter) relate(e *argmap.Element, raw rawRelation, sort, usual string, at int) {
	raw.Made = d.next()
	if sort != usual {
		raw.Relation = sort
	}
	e.Raw = d.pack(raw, at)
}

// end gives the element that stands for an end of a relation.
func (d *drafter) end(t thing) *argmap.Element {
	switch t := t.(type) {
	case *class:
		return d.claims[t]
	case *argument:
		if e := d.gists[t]; e != nil {
			return e
		}
		return d.steps[t.last()]
	case *inference:
		return d.steps[t]
	}
	return nil
}
