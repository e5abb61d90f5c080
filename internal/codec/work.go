package codec

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// Read reads the maps of a file, as Decode does, and ends early when the context has: CANCELLED, or
// UNAVAILABLE past a deadline. A file of more than MaxRecords is EXHAUSTED. The context is looked at again and again as records are made, so that a
// decoder need not.
func (f Format) Read(ctx context.Context, file File, o Options) (docs []*Document, err error) {
	defer stopped(&err)
	w := &work{ctx: ctx}
	w.look()
	next := o.NewID
	made := 0
	o.NewID = func() argmap.ID {
		if made++; made > MaxRecords {
			panic(gone{fault.New(fault.Exhausted, "format.records", "the file makes more than %d elements, links and other records; split it", MaxRecords)})
		}
		w.step()
		return next()
	}
	docs, err = f.Decode(ctx, file, o)
	return docs, w.because(err)
}

// Tell gives the losses of a document, as Losses does, of each sort MaxLost records and how many more there are. It ends early as Read does: the context is looked
// at as the graph is asked.
func (f Format) Tell(ctx context.Context, d *Document) (losses []Loss, err error) {
	defer stopped(&err)
	losses = f.Losses(d.within(ctx))
	for i, l := range losses {
		if n := len(l.Records); n > MaxLost {
			losses[i].Records, losses[i].More = slices.Clone(l.Records[:MaxLost]), n-MaxLost
		}
	}
	return losses, nil
}

// MaxRecords is how many ids the maps of a file may take, those of paragraphs included: what is made of a byte may be
// hundreds of times as long.
const MaxRecords = 1_000_000

// MaxLost is how many records of one sort of loss Tell lists.
const MaxLost = 10_000

// Write writes a document, as Encode does, and ends early as Read does: the context is looked at as the
// graph is asked, and with everything that is written.
func (f Format) Write(ctx context.Context, d *Document, out Output) (err error) {
	defer stopped(&err)
	d = d.within(ctx)
	create := out.Create
	out.Create = func(name string) (io.Writer, error) {
		to, err := create(name)
		return stoppable{d.work, to}, err
	}
	return d.work.because(f.Encode(ctx, d, out))
}

// stride is how many steps a codec takes between two looks at the context. A step is a new record, or a
// question to the graph: well below a microsecond.
const stride = 256

// work is what a codec does for somebody who may go away. Hundreds of loops in the codecs of some two
// dozen formats would each have to look whether he has; instead the few functions that all of them call take a step each,
// and a step that finds him gone unwinds the codec by a panic, which ends in Read, Tell or Write.
type work struct {
	ctx   context.Context //nolint:containedctx // it is the work's own, and lasts as long
	steps int
}

// gone is what a step panics with.
type gone struct{ err error }

// step is a little work; nil is work that nobody can stop.
func (w *work) step() {
	if w == nil {
		return
	}
	if w.steps++; w.steps%stride == 0 {
		w.look()
	}
}

func (w *work) look() {
	if err := w.ctx.Err(); err != nil {
		panic(gone{err})
	}
}

// because gives the fault of a context that has ended, in place of what failed for it.
func (w *work) because(err error) error {
	if err == nil {
		return nil
	}
	if ended := w.ctx.Err(); ended != nil {
		return stop(ended)
	}
	return err
}

// stopped gives the fault of work that was stopped.
func stopped(err *error) {
	switch p := recover().(type) { //nolint:revive // it is deferred
	case nil:
	case gone:
		*err = stop(p.err)
	default:
		panic(p)
	}
}

func stop(ended error) *fault.Error {
	if known, ok := errors.AsType[*fault.Error](ended); ok {
		return known
	}
	if errors.Is(ended, context.DeadlineExceeded) {
		return fault.New(fault.Unavailable, "format.deadline", "the time ended before the file was done; send a smaller file, or try again").Because(ended)
	}
	return fault.New(fault.Cancelled, "format.cancelled", "nobody waits for the file any more; it was left").Because(ended)
}

// within gives the document for work that ends with a context.
func (d *Document) within(ctx context.Context) *Document {
	w := &work{ctx: ctx}
	w.look()
	c := *d
	c.work = w
	return &c
}

// stoppable is a writer that fails once the context has ended.
type stoppable struct {
	work *work
	to   io.Writer
}

func (s stoppable) Write(b []byte) (int, error) {
	if err := s.work.ctx.Err(); err != nil {
		return 0, err
	}
	return s.to.Write(b)
}

// ReadingBack gives options for reading what was written of a document, to see what became of it: ids
// that count from "back-1". It belongs to the work on the document.
func (d *Document) ReadingBack() Options {
	n := 0
	return Options{Now: d.Properties.Created, Actor: d.Properties.Owner, NewID: func() argmap.ID {
		d.work.step()
		n++
		return argmap.ID("back-" + strconv.Itoa(n))
	}}
}

// Reader gives a file's bytes to a library that reads them; it fails once the context has ended.
func Reader(ctx context.Context, data []byte) io.Reader { return &reader{ctx, bytes.NewReader(data)} }

type reader struct {
	ctx context.Context //nolint:containedctx // as that of work
	in  *bytes.Reader
}

func (r *reader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.in.Read(b)
}
