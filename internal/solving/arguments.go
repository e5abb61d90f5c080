package solving

import (
	"encoding/json"

	"argmap/internal/fault"
)

// argument is one as it stands in a question: a name, or an object with more.
type argument struct {
	ID     json.RawMessage `json:"id"`
	Weight *float64        `json:"weight"`
}

// arguments reads the arguments, and gives their weights, nil where one has none.
func (q *request) arguments() (*roster, []*float64, error) {
	r := &roster{}
	var weights []*float64
	for i, raw := range q.Arguments {
		a := argument{ID: raw}
		if raw[0] == '{' {
			a = argument{}
			if err := json.Unmarshal(raw, &a); err != nil {
				return nil, nil, malformed(at("arguments", i), raw, `a name or {"id", "weight"}`)
			}
		}
		name, err := nameOf(at("arguments", i), a.ID)
		if err != nil {
			return nil, nil, err
		}
		if err := r.add(at("arguments", i), name); err != nil {
			return nil, nil, err
		}
		weights = append(weights, a.Weight)
	}
	return r, weights, nil
}

func malformed(field string, raw []byte, want string) error {
	return fault.InvalidField(field, "solve.form", "got %s, want %s", excerpt(raw), want)
}

// edge is an attack or a support.
type edge struct {
	from, to int32
	// weight is 1 where none was given.
	weight float64
}

// edges reads attacks or supports. Only some kinds of questions give them weights.
func (q *request) edges(field string, raws []json.RawMessage, r *roster, weighted bool) ([]edge, error) {
	edges := make([]edge, len(raws))
	for i, raw := range raws {
		from, to, weight, ok := ends(raw)
		if !ok || weight != nil && !weighted {
			want := `a pair like ["a","b"]`
			if weighted {
				want += ` or ["a","b",0.5]`
			}
			return nil, malformed(at(field, i), raw, want)
		}
		e := edge{weight: 1}
		var err error
		if e.from, err = r.find(at(field, i), "argument", from); err != nil {
			return nil, err
		}
		if e.to, err = r.find(at(field, i), "argument", to); err != nil {
			return nil, err
		}
		if weight != nil {
			if e.weight, err = share(at(field, i), *weight); err != nil {
				return nil, err
			}
		}
		edges[i] = e
	}
	return edges, nil
}

// ends takes a pair apart: a list, or an object with the members from and to.
func ends(raw json.RawMessage) (from, to json.RawMessage, weight *float64, ok bool) {
	if raw[0] == '{' {
		var o struct {
			From, To json.RawMessage
			Weight   *float64
		}
		err := json.Unmarshal(raw, &o)
		return o.From, o.To, o.Weight, err == nil && o.From != nil && o.To != nil
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		return nil, nil, nil, false
	}
	switch len(parts) {
	case 2:
		return parts[0], parts[1], nil, true
	case 3:
		err := json.Unmarshal(parts[2], &weight)
		return parts[0], parts[1], weight, err == nil && weight != nil
	default:
		return nil, nil, nil, false
	}
}

// share checks a weight.
func share(field string, weight float64) (float64, error) {
	if !(weight >= 0 && weight <= 1) {
		return 0, fault.InvalidField(field, "solve.weight", "got the weight %v, want 0 to 1", weight)
	}
	return weight, nil
}
