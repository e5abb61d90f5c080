package scheme

import "argmap/internal/argmap"

// FillingOf gives what a map knows of an inference, with values that somebody gave: the texts of the
// first claim in each slot and of the conclusion. It looks at the inference's own links only.
func FillingOf(v argmap.View, inference argmap.ID, values map[string]string) Filling {
	f := Filling{Variables: values, Slots: map[string]string{}}
	for l := range v.LinksTo(inference) {
		if l.Role == argmap.RolePremiseOf && l.Slot != "" && l.Slot != ConclusionSlot {
			f.fill(l.Slot, argmap.ElementIn(v, l.From))
		}
	}
	for l := range v.LinksFrom(inference) {
		if l.Role == argmap.RoleConcludes {
			f.fill(ConclusionSlot, argmap.ElementIn(v, l.To))
		}
	}
	return f
}

// fill keeps the first claim of a slot.
func (f Filling) fill(slot string, e *argmap.Element) {
	if e == nil || e.Kind != argmap.KindClaim || f.Slots[slot] != "" {
		return
	}
	f.Slots[slot] = e.Text
}

// Asking gives the questions about an inference that instantiate a critical question, in the order of
// their links, however its name is written in them.
func (s *Set) Asking(v argmap.View, inference argmap.ID, q *CriticalQuestion) []argmap.ID {
	var ids []argmap.ID
	for l := range v.LinksTo(inference) {
		e := argmap.ElementIn(v, l.From)
		if l.Role != argmap.RoleAsksAbout || e == nil || e.Question == nil || e.Question.Critical == "" {
			continue
		}
		if e.Question.Critical == q.Ref() {
			ids = append(ids, e.ID)
			continue
		}
		if _, named, err := s.Question(e.Question.Critical); err == nil && named == q {
			ids = append(ids, e.ID)
		}
	}
	return ids
}
