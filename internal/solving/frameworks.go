package solving

import (
	"context"
	"strings"

	"argmap/internal/semantics"
	"argmap/internal/semantics/bipolar"
)

// af answers a question about arguments and attacks.
func af(ctx context.Context, q *request) (*answer, error) {
	sem, err := q.semantics()
	if err != nil {
		return nil, err
	}
	r, _, err := q.arguments()
	if err != nil {
		return nil, err
	}
	attacks, err := q.edges("attacks", q.Attacks, r, false)
	if err != nil {
		return nil, err
	}
	b := semantics.NewBuilder(len(r.names))
	for _, a := range attacks {
		b.Attack(a.from, a.to)
	}
	return question{q, r, sem, b.Map()}.answer(ctx, "EE")
}

// baf answers a question about arguments, attacks and supports, by a reading.
func baf(ctx context.Context, q *request) (*answer, error) {
	reading, err := q.reading()
	if err != nil {
		return nil, err
	}
	sem, err := q.semantics()
	if err != nil {
		return nil, err
	}
	r, f, err := q.bipolar()
	if err != nil {
		return nil, err
	}
	m, err := f.Read(reading, sem)
	if err != nil {
		return nil, err
	}
	return question{q, r, sem, m}.answer(ctx, "EE")
}

func (q *request) reading() (bipolar.Reading, error) {
	reading, err := bipolar.Parse(strings.ToLower(q.Reading))
	if err != nil {
		return 0, missing("reading", q.Reading, "deductive, necessary, evidential or attacks")
	}
	return reading, nil
}

func (q *request) bipolar() (*roster, bipolar.Framework, error) {
	var f bipolar.Framework
	r, _, err := q.arguments()
	if err != nil {
		return nil, f, err
	}
	attacks, err := q.edges("attacks", q.Attacks, r, false)
	if err != nil {
		return nil, f, err
	}
	supports, err := q.edges("supports", q.Supports, r, false)
	if err != nil {
		return nil, f, err
	}
	f = bipolar.Framework{Arguments: len(r.names), Attacks: paired(attacks), Supports: paired(supports)}
	if q.Asserted != nil {
		f.Asserted = make([]bool, f.Arguments)
	}
	for i, raw := range q.Asserted {
		n, err := r.find(at("asserted", i), "argument", raw)
		if err != nil {
			return nil, f, err
		}
		f.Asserted[n] = true
	}
	return r, f, nil
}

func paired(edges []edge) []bipolar.Edge {
	pairs := make([]bipolar.Edge, len(edges))
	for i, e := range edges {
		pairs[i] = bipolar.Edge{From: e.from, To: e.to}
	}
	return pairs
}
