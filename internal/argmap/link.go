package argmap

import (
	"encoding/json"
	"slices"
)

// Role is the type of a link. Its name is the relationship type in Neo4j.
type Role string

// The roles, in the direction From -> To.
const (
	RolePremiseOf   Role = "PREMISE_OF"
	RoleConcludes   Role = "CONCLUDES"
	RoleAttacks     Role = "ATTACKS"
	RoleAgainst     Role = "AGAINST"
	RoleRaises      Role = "RAISES"
	RoleAsksAbout   Role = "ASKS_ABOUT"
	RoleCarries     Role = "CARRIES"
	RoleAnswers     Role = "ANSWERS"
	RoleRephrases   Role = "REPHRASES"
	RoleRephraseOf  Role = "REPHRASE_OF"
	RolePreferredIn Role = "PREFERRED_IN"
	RolePreferredTo Role = "PREFERRED_TO"
	RolePerforms    Role = "PERFORMS"
	RoleHasContent  Role = "HAS_CONTENT"
	RoleStarts      Role = "STARTS"
	RoleEndsIn      Role = "ENDS_IN"
	RoleForeign     Role = "FOREIGN"
)

// Link is one typed edge between two elements of one map. It must not be changed after it was put
// into a change set or a state.
type Link struct {
	ID   ID   `json:"id"`
	Role Role `json:"role"`
	From ID   `json:"from"`
	To   ID   `json:"to"`
	// Slot is the scheme's slot that a premise fills, or the open slot that a question asks about.
	Slot string `json:"slot,omitempty"`
	// Partial: the answer meets only a part of the question.
	Partial bool `json:"partial,omitempty"`
	// Bearing is what the answer does to the burden that the question puts on somebody; empty means
	// Neutral.
	Bearing Bearing `json:"bearing,omitempty"`
	// Ordinal orders the links of one role at one element; equal ordinals are ordered by id.
	Ordinal  int             `json:"ordinal,omitempty"`
	External External        `json:"external,omitzero"`
	Raw      json.RawMessage `json:"raw,omitempty"`
}

// Bearing is what an answer says to a critical question: whether the argument stands the test.
type Bearing string

// The bearings.
const (
	// Meets: the argument stands the test; accepted, the answer discharges the burden.
	Meets Bearing = "MEETS"
	// Fails: the argument does not stand the test.
	Fails Bearing = "FAILS"
	// Neutral: the answer decides nothing about the argument. It is shown where a link has no bearing,
	// and never stored.
	Neutral Bearing = "NEUTRAL"
)

// Join says which kinds a role may join, and what the link means.
type Join struct {
	Role     Role
	From, To []Kind
	// Meaning is one sentence for the docs.
	Meaning string
	// Points reports whether the role makes its From point at its To. An element from which no
	// such link goes out is a root.
	Points bool
}

// Joins is the one table of which kinds a role may join. Stores, codecs, validator and docs read it.
func Joins() []Join { return slices.Clone(joins) }

// joins is made once: a large change set looks into it for each of its links.
var joins = allJoins()

func allJoins() []Join {
	claim := []Kind{KindClaim}
	attackable := []Kind{KindClaim, KindInference, KindRebuttal, KindRephrase, KindPreference}
	restated := []Kind{KindClaim, KindInference, KindRebuttal, KindLocution, KindQuestion, KindRephrase}
	askable := []Kind{KindClaim, KindInference, KindRebuttal, KindQuestion, KindRephrase, KindPreference, KindLocution, KindIllocution, KindTransition}
	return []Join{
		{RolePremiseOf, claim, []Kind{KindInference, KindRebuttal}, "the claim is one of the premises, which stand or fall together", true},
		{RoleConcludes, []Kind{KindInference}, []Kind{KindClaim, KindInference, KindRebuttal}, "the inference supports the claim, or backs the relation", true},
		{RoleAttacks, []Kind{KindRebuttal}, attackable, "the rebuttal attacks the element", true},
		{RoleAgainst, []Kind{KindRebuttal}, []Kind{KindInference}, "the rebuttal attacks its target as a premise of the inference", false},
		{RoleRaises, []Kind{KindClaim, KindInference, KindRebuttal, KindQuestion, KindLocution, KindIllocution}, []Kind{KindQuestion}, "the element gives rise to the question", false},
		{RoleAsksAbout, []Kind{KindQuestion}, askable, "the question is about the element, or about an open slot of it", true},
		{RoleCarries, []Kind{KindQuestion}, claim, "the question asserts or presupposes the claim", false},
		{RoleAnswers, claim, []Kind{KindQuestion}, "the claim answers the question, in full or in part", true},
		{RoleRephrases, restated, []Kind{KindRephrase}, "the element is the new wording", true},
		{RoleRephraseOf, []Kind{KindRephrase}, restated, "the element is what was reworded", true},
		{RolePreferredIn, attackable, []Kind{KindPreference}, "the element is the preferred one", true},
		{RolePreferredTo, []Kind{KindPreference}, attackable, "the element is the one put behind", true},
		{RolePerforms, []Kind{KindLocution, KindTransition}, []Kind{KindIllocution}, "the illocution is done by the locution or reply", true},
		{RoleHasContent, []Kind{KindIllocution}, []Kind{KindClaim, KindInference, KindRebuttal, KindRephrase, KindPreference, KindQuestion, KindLocution, KindIllocution}, "the illocution is about the element", true},
		{RoleStarts, []Kind{KindLocution}, []Kind{KindTransition}, "the reply starts at the locution", true},
		{RoleEndsIn, []Kind{KindTransition}, []Kind{KindLocution}, "the reply ends in the locution", true},
		{RoleForeign, Kinds(), Kinds(), "an imported edge that no other role fits", false},
	}
}

// JoinOf gives the row of Joins for a role; false when there is no such role.
func JoinOf(r Role) (Join, bool) {
	for _, j := range joins {
		if j.Role == r {
			return j, true
		}
	}
	return Join{}, false
}

// Roles lists every role in the order of Joins.
func Roles() []Role {
	var rs []Role
	for _, j := range joins {
		rs = append(rs, j.Role)
	}
	return rs
}

// Fits reports whether the role may lead from an element of kind from to one of kind to.
func (j Join) Fits(from, to Kind) bool {
	return slices.Contains(j.From, from) && slices.Contains(j.To, to)
}
