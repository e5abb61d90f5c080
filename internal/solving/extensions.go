package solving

import (
	"context"
	"errors"
	"slices"
	"strings"

	"argmap/internal/fault"
	"argmap/internal/semantics"
	"argmap/internal/semantics/dung"
)

// Bounds of a list of extensions.
const (
	// DefaultExtensions is how many are listed where a question has no limit of its own, and
	// MaxExtensions the highest limit.
	DefaultExtensions = 100_000
	MaxExtensions     = 1_000_000
	// MaxMembers bounds the members of all listed extensions together.
	MaxMembers = 5_000_000
)

// question asks for extensions of a map whose first nodes have names.
type question struct {
	*request
	roster *roster
	sem    dung.Semantics
	m      *semantics.Map
}

// semantics reads the code of an extension-based semantics.
func (q *request) semantics() (dung.Semantics, error) {
	sem, err := dung.Parse(strings.ToUpper(q.Semantics))
	if err != nil {
		return 0, missing("semantics", q.Semantics, "GR, CO, PR, ST, SST, STG, ID, EA or CF2")
	}
	return sem, nil
}

// answer does the task, or the usual one where the question names none.
func (q question) answer(ctx context.Context, usual string) (*answer, error) {
	task := strings.ToUpper(q.Task)
	if task == "" {
		task = usual
	}
	switch task {
	case "EE":
		return q.extensions(ctx)
	case "ACC":
		return q.acceptance(ctx)
	case "LAB":
		return q.labels(ctx)
	default:
		return nil, errUnsupported
	}
}

// extensions lists them, each in the order of the arguments, and all by their first difference. Where
// there are more than the limit, those are listed that were found first.
func (q question) extensions(ctx context.Context) (*answer, error) {
	limit := DefaultExtensions
	if q.Limit != nil {
		if limit = *q.Limit; limit < 1 || limit > MaxExtensions {
			return nil, fault.InvalidField("limit", "solve.limit", "got %d, want 1 to %d", limit, MaxExtensions)
		}
	}
	found := sets{roster: q.roster}
	a := &answer{}
	members := 0
	for e, err := range dung.New(q.m).All(ctx, q.sem) {
		if errors.Is(err, dung.ErrUnknown) {
			return unknown(), nil
		}
		if err != nil {
			return nil, err
		}
		if a.More = len(found.members) == limit || members > MaxMembers; a.More {
			break
		}
		in := accepted(e[:len(q.roster.names)])
		members += len(in)
		found.members = append(found.members, in)
	}
	slices.SortFunc(found.members, slices.Compare)
	a.Extensions = found
	return a, nil
}

func accepted(labels []semantics.Label) []int32 {
	return slices.Clip(dung.Extension(labels).In())
}

// acceptance lists what some and what all extensions accept.
func (q question) acceptance(ctx context.Context) (*answer, error) {
	a, err := dung.New(q.m).Acceptance(ctx, q.sem)
	if err != nil {
		return nil, err
	}
	if a.Outcome == dung.Unknown {
		return unknown(), nil
	}
	return &answer{Credulous: q.marked(a.Credulous), Skeptical: q.marked(a.Sceptical)}, nil
}

func (q question) marked(marks []bool) list {
	l := list{roster: q.roster}
	for n := range q.roster.names {
		if marks[n] {
			l.members = append(l.members, int32(n))
		}
	}
	return l
}

// labels gives the labels under one extension: the only one under GR, ID and EA.
func (q question) labels(ctx context.Context) (*answer, error) {
	one, err := dung.New(q.m).One(ctx, q.sem)
	switch {
	case err != nil:
		return nil, err
	case one.Outcome == dung.Unknown:
		return unknown(), nil
	case one.Outcome == dung.NoExtension:
		return &answer{Labels: nothing{}, Outcome: one.Outcome.String()}, nil
	}
	return &answer{Labels: record{q.roster, func(i int) []byte { return labelText(one.Extension[i]) }}}, nil
}

func labelText(l semantics.Label) []byte {
	switch {
	case l == semantics.In:
		return []byte(`"IN"`)
	case l.Out():
		return []byte(`"OUT"`)
	default:
		return []byte(`"UNDEC"`)
	}
}
