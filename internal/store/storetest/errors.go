package storetest

import (
	"errors"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

const lawErrors = "Every error that leaves a store is a *fault.Error"

func errorLaws() []law {
	return []law{
		{lawErrors, errorsAreFaults, shared},
		{lawErrors + " — with a code of the closed list and a message that holds no statement", errorsAreCoded, shared},
	}
}

// failures gives one error of each sort that a store is known to make.
func (w *world) failures() []error {
	w.Helper()
	t := w.put(newText("one"))
	e := claim("taken")
	c := w.draw(e)
	again := claim("again")
	again.ID = t.source.ID
	_, endMissing := c.try(sets(link(argmap.RoleForeign, claim("a"), claim("b")))...)
	_, idTaken := c.try(sets(again)...)
	set := c.next()
	set.WriteID = c.sets[0].WriteID
	_, writeTaken := w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{set}, nil)
	_, noBytes := w.s.SourceBytes(w.ctx, newID())
	return []error{
		endMissing, idTaken, writeTaken, noBytes,
		w.s.Load(w.ctx, newID(), func(argmap.Entry) error { return nil }),
		w.s.Tail(w.ctx, newID(), 0, 0, func(argmap.ChangeSet) error { return nil }),
		w.s.PutCheckpoint(w.ctx, c.checkpoint(1, 9, "x")),
		w.s.BeginImport(w.ctx, c.id, c.props, noon()),
		w.s.Stage(w.ctx, c.id, noon(), []argmap.Record{claim("x")}),
		w.s.Publish(w.ctx, []argmap.ChangeSet{c.next()}),
		w.s.BringSource(w.ctx, newID(), noon(), t.source, t.raw, t.paragraphs),
		w.s.PutSource(w.ctx, t.source, t.raw, t.paragraphs),
	}
}

func errorsAreFaults(w *world) {
	for i, err := range w.failures() {
		if _, ok := errors.AsType[*fault.Error](err); !ok {
			w.Errorf("failure %d: got %T %v, want a *fault.Error", i, err, err)
		}
	}
}

func errorsAreCoded(w *world) {
	allowed := []fault.Code{fault.Invalid, fault.NotFound, fault.Conflict}
	for i, err := range w.failures() {
		f, ok := errors.AsType[*fault.Error](err)
		if !ok || !slices.Contains(allowed, f.Code) || f.Message == "" {
			w.Errorf("failure %d: got %v, want INVALID, NOT_FOUND or CONFLICT and a message", i, err)
		}
	}
}
