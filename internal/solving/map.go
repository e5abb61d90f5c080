package solving

import (
	"context"
	"encoding/json"
	"strings"

	"argmap/internal/fault"
	"argmap/internal/semantics"
)

// claim and link are the elements of a map as they stand in a question.
type claim struct {
	ID       json.RawMessage `json:"id"`
	Asserted *bool           `json:"asserted"`
}

type link struct {
	ID       json.RawMessage   `json:"id"`
	Kind     string            `json:"kind"`
	Premises []json.RawMessage `json:"premises"`
	Target   json.RawMessage   `json:"target"`
}

// The kinds of links.
const (
	support = "support"
	attack  = "attack"
)

// mapping builds a framework from claims and links, by the map reading. Its nodes are the claims, then
// the links.
type mapping struct {
	roster *roster
	claims int32
	links  []link
	// argued holds, for each claim that is not asserted, its supports.
	argued map[int32][]int32
	b      *semantics.Builder
}

// argumentMap answers a question about claims and links.
func argumentMap(ctx context.Context, q *request) (*answer, error) {
	sem, err := q.semantics()
	if err != nil {
		return nil, err
	}
	m := mapping{roster: &roster{}, argued: map[int32][]int32{}}
	for i, raw := range q.Claims {
		if err := m.declareClaim(at("claims", i), raw); err != nil {
			return nil, err
		}
	}
	m.claims = int32(len(q.Claims))
	for i, raw := range q.Links {
		if err := m.declareLink(at("links", i), raw); err != nil {
			return nil, err
		}
	}
	m.b = semantics.NewBuilder(len(m.roster.names))
	for i, l := range m.links {
		if err := m.join(at("links", i), m.claims+int32(i), l); err != nil {
			return nil, err
		}
	}
	for n := range m.claims {
		if supports, argued := m.argued[n]; argued {
			m.b.NeedOne(n, supports...)
		}
	}
	return question{q, m.roster, sem, m.b.Map()}.answer(ctx, "LAB")
}

func (m *mapping) declareClaim(field string, raw json.RawMessage) error {
	c := claim{ID: raw}
	if raw[0] == '{' {
		c = claim{}
		if err := json.Unmarshal(raw, &c); err != nil {
			return malformed(field, raw, `a name or {"id", "asserted": true or false}`)
		}
	}
	name, err := nameOf(field, c.ID)
	if err != nil {
		return err
	}
	if c.Asserted != nil && !*c.Asserted {
		m.argued[int32(len(m.roster.names))] = nil
	}
	return m.roster.add(field, name)
}

func (m *mapping) declareLink(field string, raw json.RawMessage) error {
	var l link
	if err := json.Unmarshal(raw, &l); err != nil || raw[0] != '{' {
		return malformed(field, raw, `{"id", "kind", "premises", "target"}`)
	}
	l.Kind = strings.ToLower(l.Kind)
	if l.Kind != support && l.Kind != attack {
		return fault.InvalidField(field+".kind", "solve.link", "got %q, want %s or %s", l.Kind, support, attack)
	}
	name, err := nameOf(field+".id", l.ID)
	if err != nil {
		return err
	}
	m.links = append(m.links, l)
	return m.roster.add(field, name)
}

// join gives a link its premises and its target. A support of a link is backing, which counts where the
// link bears a burden, and here none does; nor has an asserted claim any use for support.
func (m *mapping) join(field string, node int32, l link) error {
	for i, raw := range l.Premises {
		where := at(field+".premises", i)
		premise, err := m.roster.find(where, "claim", raw)
		if err != nil {
			return err
		}
		if premise >= m.claims {
			return fault.InvalidField(where, "solve.premise", "%q is a link; a premise is a claim", m.roster.names[premise])
		}
		m.b.NeedOne(node, premise)
	}
	target, err := m.roster.find(field+".target", "claim or link", l.Target)
	if err != nil {
		return err
	}
	if l.Kind == attack {
		m.b.Attack(node, target)
		return nil
	}
	if supports, argued := m.argued[target]; argued {
		m.argued[target] = append(supports, node)
	}
	return nil
}
