package snapshot

import "argmap/internal/argmap"

// ends are what a walk needs to know of a link: the slots of the elements that it joins, and its role.
type ends struct {
	from, to int32
	role     role
}

// role is the place of a role in argmap.Joins.
type role uint8

// everyKind is the place, after those of the kinds, of the ranking of all elements.
const everyKind = 10

// kindIndex gives the place of a kind in argmap.Kinds.
func kindIndex(k argmap.Kind) int {
	switch k {
	case argmap.KindClaim:
		return 0
	case argmap.KindInference:
		return 1
	case argmap.KindRebuttal:
		return 2
	case argmap.KindQuestion:
		return 3
	case argmap.KindRephrase:
		return 4
	case argmap.KindPreference:
		return 5
	case argmap.KindLocution:
		return 6
	case argmap.KindIllocution:
		return 7
	case argmap.KindTransition:
		return 8
	case argmap.KindForeign:
		return 9
	}
	return everyKind
}

// The roles of argmap.Joins, in its order.
const (
	premiseOf role = iota
	concludes
	attacks
	against
	raises
	asksAbout
	carries
	answers
	rephrases
	rephraseOf
	preferredIn
	preferredTo
	performs
	hasContent
	starts
	endsIn
	foreign
)

// roleIndex gives the place of a role in argmap.Joins.
func roleIndex(r argmap.Role) role {
	switch r {
	case argmap.RolePremiseOf:
		return premiseOf
	case argmap.RoleConcludes:
		return concludes
	case argmap.RoleAttacks:
		return attacks
	case argmap.RoleAgainst:
		return against
	case argmap.RoleRaises:
		return raises
	case argmap.RoleAsksAbout:
		return asksAbout
	case argmap.RoleCarries:
		return carries
	case argmap.RoleAnswers:
		return answers
	case argmap.RoleRephrases:
		return rephrases
	case argmap.RoleRephraseOf:
		return rephraseOf
	case argmap.RolePreferredIn:
		return preferredIn
	case argmap.RolePreferredTo:
		return preferredTo
	case argmap.RolePerforms:
		return performs
	case argmap.RoleHasContent:
		return hasContent
	case argmap.RoleStarts:
		return starts
	case argmap.RoleEndsIn:
		return endsIn
	case argmap.RoleForeign:
		return foreign
	}
	return foreign
}
