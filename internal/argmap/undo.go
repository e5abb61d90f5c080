package argmap

import "argmap/internal/fault"

// Conflicts gives the CONFLICT error of operations that change what was changed after the revision
// their author saw; nil when there is none. What is only added conflicts with nothing. The error's
// details hold "record", "yours" (the author's value), "theirs" (the value now), "since" and
// "revision" (that of the value now); a removed value is null.
func Conflicts(head View, since Revision, ops []Operation) error {
	for i, op := range ops {
		e, there := head.Entry(op.Ref)
		if there && e.Revision > since && !Equal(e.Record, op.After) {
			return conflict(op, e, since, i)
		}
	}
	return nil
}

func conflict(op Operation, now Entry, since Revision, i int) error {
	return fault.New(fault.Conflict, "record.changed",
		"%s was changed in revision %d, after revision %d that you saw; look at both versions and send the change again with the new revision",
		op.Ref, now.Revision, since).
		With("record", op.Ref.String()).With("operation", i).
		With("yours", op.After).With("theirs", now.Record).
		With("since", since).With("revision", now.Revision)
}

// Undo gives the operations that take a change set back at the head. Where a record was changed
// again since, it is a CONFLICT that names both versions and the revision; nothing is taken back
// halfway. A change set without operations is INVALID.
func Undo(head View, set ChangeSet) ([]Operation, error) {
	if set.Staged {
		return nil, fault.InvalidField("revision", "undo.import", "revision %d is the import that made the map; delete the map instead", set.Revision)
	}
	ops := make([]Operation, 0, len(set.Operations))
	for i := len(set.Operations) - 1; i >= 0; i-- {
		op := set.Operations[i]
		if op.Ref.Type == TypeProperties && op.Before == nil {
			return nil, fault.InvalidField("revision", "undo.first", "revision %d made the map; delete the map instead", set.Revision)
		}
		now, there := head.Entry(op.Ref)
		if (there && now.Revision > set.Revision && !Equal(now.Record, op.After)) || (!there && op.After != nil) {
			return nil, undoConflict(op, now, set.Revision)
		}
		ops = append(ops, Operation{Ref: op.Ref, Before: op.After, After: op.Before})
	}
	return ops, nil
}

func undoConflict(op Operation, now Entry, r Revision) error {
	what := "removed"
	if now.Record != nil {
		what = "changed again"
	}
	return fault.New(fault.Conflict, "undo.changed", "revision %d cannot be taken back: %s was %s since", r, op.Ref, what).
		At("revision").With("record", op.Ref.String()).
		With("yours", op.Before).With("theirs", now.Record).With("since", r).With("revision", now.Revision)
}
