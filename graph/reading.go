package graph

import (
	"context"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// maxBudget is how many rows, or nodes and edges, one answer may draw. Two whole maps of 10,000
// elements fit into Limits.Rows beside what is asked of their elements.
const maxBudget = 20_000

// treeOf answers ArgumentMap.tree.
func treeOf(ctx context.Context, m *model.Map, o snapshot.TreeOptions) (*model.Tree, error) {
	if err := within("budget", o.Budget, maxBudget); err != nil {
		return nil, err
	}
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	t, err := s.Tree(o)
	if err != nil {
		return nil, err
	}
	return &model.Tree{Revision: s.Revision(), First: t.First, Rows: t.Rows, Cut: t.Next != "", Next: nonZero(&t.Next)}, nil
}

func treeFilter(f *model.TreeFilter) snapshot.TreeFilter {
	if f == nil {
		return snapshot.TreeFilter{}
	}
	return snapshot.TreeFilter{
		OpenQuestions: f.OpenQuestions, Attacked: f.Attacked, Author: argmap.Actor(value(f.Author)), Paragraph: value(f.Paragraph), Label: value(f.Label),
	}
}

// subgraphOf answers ArgumentMap.subgraph. In the snapshot an empty list means all; from a client it
// is more likely a selection that happens to be empty, so it is refused.
func subgraphOf(ctx context.Context, m *model.Map, o snapshot.SubgraphOptions) (*model.Subgraph, error) {
	if err := within("budget", o.Budget, maxBudget); err != nil {
		return nil, err
	}
	if err := given("around", len(o.Around), o.Around != nil); err != nil {
		return nil, err
	}
	if err := given("roles", len(o.Roles), o.Roles != nil); err != nil {
		return nil, err
	}
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	g, err := s.Subgraph(o)
	if err != nil {
		return nil, err
	}
	return &model.Subgraph{Revision: s.Revision(), Nodes: g.Nodes, Edges: g.Edges, Cut: g.Next != "", Next: nonZero(&g.Next)}, nil
}

// pathsOf answers ArgumentMap.paths.
func pathsOf(ctx context.Context, m *model.Map, o snapshot.PathOptions) (*model.PathSet, error) {
	if err := within("maxLength", o.MaxLength, snapshot.MaxLength); err != nil {
		return nil, err
	}
	if err := within("limit", o.Limit, snapshot.MaxPaths); err != nil {
		return nil, err
	}
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.Paths(o)
	if err != nil {
		return nil, err
	}
	out := model.PathSet{Revision: s.Revision(), Paths: make([]model.Path, len(p.Paths)), Next: nonZero(&p.Next), Exhausted: p.Exhausted}
	for i, path := range p.Paths {
		out.Paths[i] = model.Path{Elements: path.Elements, Steps: stepsOf(path.Steps)}
	}
	out.Cut = p.Exhausted || p.Next != ""
	return &out, nil
}

func stepsOf(steps []snapshot.PathStep) []model.PathStep {
	out := make([]model.PathStep, len(steps))
	for i, step := range steps {
		out[i] = model.PathStep{Link: step.Link.ID, Role: step.Link.Role, Along: step.Along, TreeRole: nonZero(&step.Role)}
	}
	return out
}

// wayUp answers ArgumentMap.pathToRoot.
func wayUp(ctx context.Context, m *model.Map, id argmap.ID) ([]model.StepUp, error) {
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.PathToRoot(id)
	if err != nil {
		return nil, err
	}
	out := make([]model.StepUp, len(p.Elements))
	for i, e := range p.Elements {
		out[i].Element = e
		if i < len(p.Steps) {
			out[i].Role, out[i].Link = nonZero(&p.Steps[i].Role), &p.Steps[i].Link.ID
		}
	}
	return out, nil
}

// within checks a size that must be 1 at least.
func within(field string, n, most int) error {
	switch {
	case n < 1:
		return fault.InvalidField(field, "walk.too_small", "the %s is %d; it must be 1 at least", field, n)
	case n > most:
		return fault.New(fault.Exhausted, "walk.too_large", "the %s is %d; at most %d is allowed", field, n, most).At(field)
	}
	return nil
}

// given refuses a list that is there and empty.
func given(field string, n int, there bool) error {
	if there && n == 0 {
		return fault.InvalidField(field, "walk.empty", "%s is an empty list; leave it out to have all", field)
	}
	return nil
}

// nonZero gives nil for a zero value.
func nonZero[T comparable](v *T) *T {
	var zero T
	if *v == zero {
		return nil
	}
	return v
}
