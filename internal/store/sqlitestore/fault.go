package sqlitestore

import (
	"context"
	"errors"

	"argmap/internal/fault"
)

// The primary result codes of SQLite that a caller can do something about.
const (
	codeBusy       = 5
	codeLocked     = 6
	codeNoMemory   = 7
	codeReadOnly   = 8
	codeInOut      = 10
	codeCorrupt    = 11
	codeFull       = 13
	codeCantOpen   = 14
	codeProtocol   = 15
	codeTooBig     = 18
	codeConstraint = 19
	codeNotADB     = 26
)

// yielded marks an error of the caller's own yield, which leaves the store as it came.
type yielded struct{ err error }

func (y yielded) Error() string { return y.err.Error() }

// guard turns whatever a public method ends with into what leaves the store; defer it once at the top.
func (s *Store) guard(ctx context.Context, err *error, doing string) {
	if *err == nil {
		return
	}
	if y, ok := errors.AsType[yielded](*err); ok {
		*err = y.err
		return
	}
	*err = s.classify(ctx, *err)
	fault.Wrap(err, "sqlite store: %s", doing)
}

// classify makes a *fault.Error of any error, by its type and result code and never by its text. That
// the store is closed or the caller gone goes before whatever else was wrong.
func (s *Store) classify(ctx context.Context, err error) error {
	if s.closed.Load() {
		return errClosed().Because(err)
	}
	if gone := ended(ctx, err); gone != nil {
		return gone
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	if code, ok := resultCode(err); ok {
		return s.byCode(code, err)
	}
	return fault.New(fault.Internal, "store.failed", "the database could not do this").Because(err)
}

// ended gives the fault of a context that ended the call, or nil.
func ended(ctx context.Context, err error) error {
	switch why := errors.Join(ctx.Err(), err); {
	case errors.Is(why, context.Canceled):
		return fault.New(fault.Cancelled, "store.cancelled", "the caller went away").Because(err)
	case errors.Is(why, context.DeadlineExceeded):
		return fault.New(fault.Unavailable, "store.timeout", "the database did not answer in time").Because(err)
	}
	return nil
}

func (s *Store) byCode(code int, err error) error {
	switch code & 0xff {
	case codeBusy, codeLocked, codeProtocol:
		return fault.New(fault.Unavailable, "store.busy",
			"another process is writing to the database; try again").Because(err)
	case codeFull, codeNoMemory:
		return fault.New(fault.Exhausted, "store.full",
			"the disk or memory of the database is full; nothing was changed").Because(err)
	case codeTooBig:
		return fault.New(fault.Exhausted, "store.too_big", "a value is too big for the database").Because(err)
	case codeReadOnly:
		return fault.New(fault.Invalid, "store.read_only", "the database is open for reading only").Because(err)
	case codeCorrupt, codeNotADB:
		return fault.New(fault.Internal, "store.corrupt",
			"the file %s is damaged or is no SQLite database; restore it from a backup or name another file",
			s.Info().Address).Because(err)
	case codeCantOpen, codeInOut:
		return fault.New(fault.Unavailable, "store.unreachable",
			"the file %s cannot be opened, read or written; check that its directory exists and may be written",
			s.Info().Address).Because(err)
	case codeConstraint:
		return fault.New(fault.Internal, "store.constraint",
			"the database refused what would break one of its own rules; nothing was changed").Because(err)
	}
	return fault.New(fault.Internal, "store.failed", "the database could not do this").Because(err)
}

func errClosed() *fault.Error {
	return fault.New(fault.Unavailable, "store.closed", "the store is closed")
}

func errNoMap(id any) *fault.Error {
	return fault.New(fault.NotFound, "map.not_found", "there is no map %v", id)
}
