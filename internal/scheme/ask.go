package scheme

import (
	"maps"

	"argmap/internal/argmap"
)

// MaxFill is how many code points of a claim or value a question repeats.
const MaxFill = 200

// Filling is what is known of a step that follows a scheme.
type Filling struct {
	// Variables holds the values that somebody gave, by the variable's name.
	Variables map[string]string
	// Slots holds the texts of the claims that fill slots, by the slot's id; the text of the claim
	// that the step concludes stands under ConclusionSlot.
	Slots map[string]string
}

// Asked is a critical question put to one step.
type Asked struct {
	// Text is the question, without braces.
	Text string
	// About is the claim that the question attacks, where it attacks one and its text is known.
	About string
}

// Ask puts a question of the scheme to a step. A variable is filled by its given value; else by the
// claim of a slot that consists of it, in quotation marks; else by what a claim says in its place,
// when the claim follows the words of its slot and no other says otherwise; else by the variable's words.
func (s *Scheme) Ask(q *CriticalQuestion, f Filling) Asked {
	values := s.values(f)
	text := q.Asks.fill(func(name string) string { return shorten(values[name], MaxFill) })
	about := ""
	switch q.Attacks {
	case argmap.EffectPremise:
		about = f.Slots[q.Slot]
	case argmap.EffectConclusion:
		about = f.Slots[ConclusionSlot]
	case argmap.EffectInference:
	}
	return Asked{Text: text, About: shorten(about, MaxFill)}
}

// values gives every variable a value, the surest last.
func (s *Scheme) values(f Filling) map[string]string {
	values := make(map[string]string, len(s.Variables))
	for _, v := range s.Variables {
		values[v.Name] = v.Words
	}
	places := append([]Slot{{ID: ConclusionSlot, Says: s.Conclusion}}, s.Premises...)
	maps.Copy(values, read(places, f.Slots))
	for _, p := range places {
		if claim := f.Slots[p.ID]; claim != "" && p.Says.alone() != "" {
			values[p.Says.alone()] = "“" + unstop(shorten(claim, MaxFill-2)) + "”"
		}
	}
	for name, value := range f.Variables {
		if _, known := values[name]; known && value != "" {
			values[name] = value
		}
	}
	return values
}

// read gives the values of variables on which the claims that follow their slots' words agree.
func read(places []Slot, claims map[string]string) map[string]string {
	values := map[string]string{}
	disputed := map[string]bool{}
	for _, p := range places {
		for name, value := range p.Says.read(shorten(claims[p.ID], MaxFill)) {
			if was, known := values[name]; known && was != value {
				disputed[name] = true
			}
			values[name] = value
		}
	}
	maps.DeleteFunc(values, func(name, _ string) bool { return disputed[name] })
	return values
}

// unstop takes off the full stop of a sentence that is quoted inside another.
func unstop(s string) string {
	if len(s) > 1 && s[len(s)-1] == '.' {
		return s[:len(s)-1]
	}
	return s
}
