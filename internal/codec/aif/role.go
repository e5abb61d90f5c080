package aif

import "argmap/internal/argmap"

// leaving is the role of an edge from an element of a kind, and entering that of an edge to one, where
// they fit: what an edge comes from says what it is, else what it leads to.
var (
	leaving = map[argmap.Kind][]argmap.Role{
		argmap.KindInference:  {argmap.RoleConcludes},
		argmap.KindRebuttal:   {argmap.RoleAttacks},
		argmap.KindRephrase:   {argmap.RoleRephraseOf},
		argmap.KindPreference: {argmap.RolePreferredTo},
		argmap.KindIllocution: {argmap.RoleHasContent},
		argmap.KindTransition: {argmap.RoleEndsIn},
	}
	entering = []argmap.Role{
		argmap.RolePremiseOf, argmap.RoleRephrases, argmap.RolePreferredIn, argmap.RolePerforms, argmap.RoleStarts,
	}
	roles = allRoles()
)

type pair struct{ from, to argmap.Kind }

func allRoles() map[pair]argmap.Role {
	found := map[pair]argmap.Role{}
	for _, from := range argmap.Kinds() {
		for _, to := range argmap.Kinds() {
			found[pair{from, to}] = roleOf(from, to)
		}
	}
	return found
}

// roleOf gives the role of an edge between nodes that became elements of two kinds; FOREIGN when none fits.
func roleOf(from, to argmap.Kind) argmap.Role {
	for _, role := range append(leaving[from], entering...) {
		if join, _ := argmap.JoinOf(role); join.Fits(from, to) {
			return role
		}
	}
	return argmap.RoleForeign
}

// drawn reports whether links of a role are edges of a file. The others follow from its illocutions, or
// are nothing that AIF can say.
func drawn(role argmap.Role) bool {
	switch role {
	case argmap.RoleAgainst, argmap.RoleRaises, argmap.RoleAsksAbout, argmap.RoleCarries, argmap.RoleAnswers:
		return false
	default:
		return true
	}
}
