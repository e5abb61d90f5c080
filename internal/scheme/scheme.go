package scheme

import "argmap/internal/argmap"

// Scheme is a pattern of reasoning. It must not be changed once it is in a set.
type Scheme struct {
	// ID is stable: lower-case words joined by hyphens.
	ID string
	// Name is what readers see, and Aliases other spellings of it.
	Name    string
	Aliases []string
	// AIFdb lists the ids that the scheme has in AIFdb, the first being the one to write.
	AIFdb []string
	// Family groups schemes for a menu, and Source cites where the scheme is described.
	Family, Source string
	Variables      []Variable
	Premises       []Slot
	Conclusion     Template
	Questions      []*CriticalQuestion
}

// Variable is what a scheme leaves open.
type Variable struct {
	// Name is written in braces in the templates.
	Name string
	// Words stand in for it while its value is not known.
	Words string
}

// Slot is a place for a premise.
type Slot struct {
	ID   string
	Kind SlotKind
	Says Template
}

// SlotKind says whether a premise is stated or taken for granted.
type SlotKind string

// The kinds of slots.
const (
	// Ordinary premises are stated.
	Ordinary SlotKind = "PREMISE"
	// Assumption premises are taken for granted until somebody asks.
	Assumption SlotKind = "ASSUMPTION"
)

// ConclusionSlot is the id by which a [Filling] names the conclusion; no premise has it.
const ConclusionSlot = "conclusion"

// Slot gives the premise slot of the id; false where the scheme has none.
func (s *Scheme) Slot(id string) (Slot, bool) {
	for _, slot := range s.Premises {
		if slot.ID == id {
			return slot, true
		}
	}
	return Slot{}, false
}

// CriticalQuestion is one of the questions that a step by the scheme must stand up to.
type CriticalQuestion struct {
	// Scheme and ID name it together; see Ref.
	Scheme, ID string
	Asks       Template
	// Attacks says what is attacked when the answer fails; Slot which premise, where it is one.
	Attacks argmap.Effect
	Slot    string
	Burden  argmap.Burden
	// Conflicts lists the names by which AIFdb calls a conflict that raises the question.
	Conflicts []string
}

// Ref names the question in full, as argmap.Inquiry.Critical holds it: "expert-opinion/field".
func (q *CriticalQuestion) Ref() string { return q.Scheme + "/" + q.ID }
