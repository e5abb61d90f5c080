package storetest

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// appender is the signature of Append.
type appender = func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error)

// appending makes a mutant of another Append.
func appending(wrong string, bend func(s store.Store) appender) mutant {
	return mutant{wrong, func(s store.Store) *bent { return &bent{Store: s, append: bend(s)} }}
}

// changing makes a mutant that appends other operations than it was told.
func changing(wrong string, change func(op argmap.Operation) (argmap.Operation, bool)) mutant {
	return appending(wrong, func(s store.Store) appender {
		return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
			return s.Append(ctx, m, expected, changed(sets, change), active)
		}
	})
}

// changed gives copies of the change sets with other operations.
func changed(sets []argmap.ChangeSet, change func(op argmap.Operation) (argmap.Operation, bool)) []argmap.ChangeSet {
	out := slices.Clone(sets)
	for i := range out {
		out[i].Operations = nil
		for _, op := range sets[i].Operations {
			if op, keep := change(op); keep {
				out[i].Operations = append(out[i].Operations, op)
			}
		}
	}
	return out
}

// onFault makes a mutant that appends something else when an append fails for a reason.
func onFault(wrong, reason string, instead func(sets []argmap.ChangeSet) []argmap.ChangeSet) mutant {
	return appending(wrong, func(s store.Store) appender {
		return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
			got, err := s.Append(ctx, m, expected, sets, active)
			if fault.Reason(err) != reason {
				return got, err
			}
			return s.Append(ctx, m, expected, instead(sets), active)
		}
	})
}

// halfDone makes a mutant that keeps something of an append that fails.
func halfDone(wrong string, half func(sets []argmap.ChangeSet) []argmap.ChangeSet) mutant {
	return appending(wrong, func(s store.Store) appender {
		return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
			got, err := s.Append(ctx, m, expected, sets, active)
			if fault.Reason(err) == "record.end_missing" {
				_, _ = s.Append(ctx, m, expected, half(sets), active)
			}
			return got, err
		}
	})
}

func withoutJoins(op argmap.Operation) (argmap.Operation, bool) {
	return op, op.Ref.Type == argmap.TypeElement || op.Ref.Type == argmap.TypeProperties || op.Ref.Type == argmap.TypeVoice
}

func writeMutants() []mutant {
	return []mutant{
		changing("drops the links of one role", func(op argmap.Operation) (argmap.Operation, bool) {
			l, ok := op.After.(*argmap.Link)
			return op, !ok || l.Role != argmap.RoleAgainst
		}),
		changing("turns a link to itself around into nothing", func(op argmap.Operation) (argmap.Operation, bool) {
			l, ok := op.After.(*argmap.Link)
			return op, !ok || l.From != l.To
		}),
		changing("composes ids to NFC", func(op argmap.Operation) (argmap.Operation, bool) {
			e, ok := op.After.(*argmap.Element)
			if ok {
				c := *e
				c.ID = argmap.ID(strings.ReplaceAll(string(c.ID), "e\u0301", "\u00e9"))
				op = argmap.Set(&c)
			}
			return op, true
		}),
		changing("keeps no leftovers", func(op argmap.Operation) (argmap.Operation, bool) { return op, op.Ref.Type != argmap.TypeLeftover }),
		halfDone("keeps the first of several sets when a later one fails", func(sets []argmap.ChangeSet) []argmap.ChangeSet { return sets[:1] }),
		halfDone("keeps the records of a set whose link fails", func(sets []argmap.ChangeSet) []argmap.ChangeSet {
			return changed(sets, withoutJoins)
		}),
		onFault("takes a link whose end is missing, and drops it", "record.end_missing", func(sets []argmap.ChangeSet) []argmap.ChangeSet {
			return changed(sets, withoutJoins)
		}),
		onFault("takes an id that is taken", "id.taken", func(sets []argmap.ChangeSet) []argmap.ChangeSet {
			return changed(sets, func(op argmap.Operation) (argmap.Operation, bool) { return op, op.Ref.Type == argmap.TypeProperties })
		}),
		onFault("takes a write that is taken", "write.taken", func(sets []argmap.ChangeSet) []argmap.ChangeSet {
			out := slices.Clone(sets)
			for i := range out {
				out[i].WriteID, out[i].Key = newID(), ""
			}
			return out
		}),
		onFault("takes a gap in the revisions", "append.revision", func(sets []argmap.ChangeSet) []argmap.ChangeSet {
			out := slices.Clone(sets)
			for i := range out {
				out[i].Revision = 2 + argmap.Revision(i)
			}
			return out
		}),
		onFault("makes a map without properties first", "append.properties", func(sets []argmap.ChangeSet) []argmap.ChangeSet {
			out := slices.Clone(sets)
			out[0].Operations = []argmap.Operation{argmap.Set(properties(sets[0].Map))}
			return out
		}),
		appending("says done though the head has moved", func(s store.Store) appender {
			return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
				got, err := s.Append(ctx, m, expected, sets, active)
				got.Done = err == nil
				return got, err
			}
		}),
		appending("answers with the head of before", func(s store.Store) appender {
			return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
				got, err := s.Append(ctx, m, expected, sets, active)
				if got.Done {
					got.Head.Revision = expected
				}
				return got, err
			}
		}),
		appending("appends though the head has moved", lostUpdate),
		appending("forgets to look whether a source is active", func(s store.Store) appender {
			return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, _ []argmap.ID) (store.Appended, error) {
				return s.Append(ctx, m, expected, sets, nil)
			}
		}),
		appending("looks at the first source only", func(s store.Store) appender {
			return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
				return s.Append(ctx, m, expected, sets, active[:min(1, len(active))])
			}
		}),
		appending("remembers that a source was active", remembersActive),
		appending("looks at the sources of a map that is there only", func(s store.Store) appender {
			return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
				if expected == 0 {
					active = nil
				}
				return s.Append(ctx, m, expected, sets, active)
			}
		}),
		{"forgets write ids", func(s store.Store) *bent {
			return &bent{Store: s, findWrite: func(ctx context.Context, ref store.WriteRef) (store.Outcome, bool, error) {
				ref.WriteID = ""
				return s.FindWrite(ctx, ref)
			}}
		}},
		{"forgets client keys", func(s store.Store) *bent {
			return &bent{Store: s, findWrite: func(ctx context.Context, ref store.WriteRef) (store.Outcome, bool, error) {
				ref.Key = ""
				return s.FindWrite(ctx, ref)
			}}
		}},
		{"merges a record's old text into its new value", mergesText},
		{"compares first and sets later", checksThenActs},
	}
}

// lostUpdate numbers the sets anew when the head has moved.
func lostUpdate(s store.Store) appender {
	return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
		got, err := s.Append(ctx, m, expected, sets, active)
		if err != nil || got.Done || got.Head.State != store.Active {
			return got, err
		}
		sets = slices.Clone(sets)
		for i := range sets {
			sets[i].Revision = got.Head.Revision + 1 + argmap.Revision(i)
		}
		return s.Append(ctx, m, got.Head.Revision, sets, active)
	}
}

// remembersActive looks at each source once.
func remembersActive(s store.Store) appender {
	var known sync.Map
	return func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
		unknown := slices.DeleteFunc(slices.Clone(active), func(id argmap.ID) bool { _, ok := known.Load(id); return ok })
		got, err := s.Append(ctx, m, expected, sets, unknown)
		for _, id := range active {
			if err == nil && got.Done {
				known.Store(id, true)
			}
		}
		return got, err
	}
}

func mergesText(s store.Store) *bent {
	texts := map[argmap.ID]string{}
	b := &bent{Store: s}
	b.append = func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
		return s.Append(ctx, m, expected, changed(sets, func(op argmap.Operation) (argmap.Operation, bool) {
			p, ok := op.After.(*argmap.Voice)
			if ok && p.Name == "" {
				c := *p
				c.Name = texts[p.ID]
				op.After = &c
			} else if ok {
				texts[p.ID] = p.Name
			}
			return op, true
		}), active)
	}
	return b
}

// checksThenActs looks at the head, waits for a rival that does the same, and then appends whatever the head is.
func checksThenActs(s store.Store) *bent {
	meet := make(chan struct{})
	renumber := lostUpdate(s)
	return &bent{Store: s, append: func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
		heads, err := s.Heads(ctx, []argmap.ID{m})
		if err != nil {
			return store.Appended{}, err
		}
		if expected > 0 || len(heads) > 0 {
			return s.Append(ctx, m, expected, sets, active)
		}
		select {
		case meet <- struct{}{}:
		case <-meet:
		case <-time.After(time.Millisecond):
		}
		return renumber(ctx, m, expected, sets, active)
	}}
}
