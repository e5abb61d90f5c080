package authoring

import "argmap/internal/argmap"

// past holds what a command that was carried out before took from schemes, which may have changed since.
type past struct {
	// asked are the critical questions that it raised, in their order, and slots what each asked about.
	asked []*argmap.Element
	slots map[argmap.ID]string
}

func pastOf(ops []argmap.Operation) *past {
	p := &past{slots: map[argmap.ID]string{}}
	for _, op := range ops {
		if op.Before != nil {
			continue
		}
		if e, ok := op.After.(*argmap.Element); ok && e.Question != nil && e.Question.Burden != "" {
			p.asked = append(p.asked, e)
		}
		if l, ok := op.After.(*argmap.Link); ok && l.Role == argmap.RoleAsksAbout {
			p.slots[l.From] = l.Slot
		}
	}
	return p
}

// question gives the next critical question that was raised, and the slot that it asks about; nil when
// there is none left.
func (p *past) question() (*argmap.Element, string) {
	if len(p.asked) == 0 {
		return nil, ""
	}
	q := p.asked[0]
	p.asked = p.asked[1:]
	return q, p.slots[q.ID]
}
