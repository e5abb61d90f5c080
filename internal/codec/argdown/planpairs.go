package argdown

import (
	"encoding/json"

	"argmap/internal/argmap"
)

// pairs finds the two rebuttals that an earlier reading made of one contradiction or contrary.
func (p *plan) pairs() {
	first := map[joint]*argmap.Element{}
	for _, e := range p.Elements {
		raw := p.rebuttalRaw(e)
		if raw.Relation != contradicts && (raw.Relation != contrary || !p.strict) {
			continue
		}
		from, to := p.premises(e)[0].ID, p.target(e).ID
		role := argmap.Role(raw.Relation)
		other := first[joint{role, to, from}]
		if raw.Back && other != nil && p.symmetric[other.ID] == "" {
			p.back[e.ID], p.symmetric[other.ID], p.symmetric[e.ID] = true, raw.Relation, raw.Relation
		} else if !raw.Back {
			first[joint{role, from, to}] = e
		}
	}
}

func (p *plan) rebuttalRaw(e *argmap.Element) rawRelation {
	var raw rawRelation
	if e.Kind == argmap.KindRebuttal && p.form[e.ID] == plainForm && len(e.Raw) > 0 && p.target(e).Kind == argmap.KindClaim {
		_ = json.Unmarshal(e.Raw, &raw)
	}
	return raw
}

// sketches finds the claims that were arguments and can be written so again: those that are no premise
// or conclusion of what is written as an argument itself.
func (p *plan) sketches() {
	for id, raw := range p.claims {
		if raw.Argument {
			p.form[id] = sketchForm
		}
	}
	for _, e := range p.Elements {
		if p.form[e.ID] != structuredForm {
			continue
		}
		for _, c := range append(p.premises(e), p.target(e)) {
			if p.form[c.ID] == sketchForm {
				p.form[c.ID] = statementForm
			}
		}
	}
	for _, e := range p.Elements {
		if p.symmetric[e.ID] == "" {
			continue
		}
		for _, c := range []*argmap.Element{p.premises(e)[0], p.target(e)} {
			if p.form[c.ID] == sketchForm {
				p.form[c.ID] = statementForm
			}
		}
	}
}
