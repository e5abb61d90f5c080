package exchange

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/formats"
	"argmap/internal/fault"
)

// Options are what reading and writing files needs.
type Options struct {
	// NewID makes ids, and Clock tells the time; both are required.
	NewID func() argmap.ID
	Clock func() time.Time
	// Limit is the largest file in bytes, those beside it included; 0 means DefaultLimit.
	Limit int64
	// Formats are those that there are; nil means all.
	Formats formats.Set
}

// Converter reads and writes files of interchange formats; it needs no store.
type Converter struct {
	opt Options
	// turns are those of files that are worked on: what is made of one takes many times its size.
	turns chan struct{}
}

// atOnce is how many files are worked on at once; others wait, read but not decoded.
const atOnce = 2

// NewConverter gives a Converter.
func NewConverter(o Options) *Converter {
	if o.Limit == 0 {
		o.Limit = DefaultLimit
	}
	if o.Formats == nil {
		o.Formats = formats.All()
	}
	return &Converter{o, make(chan struct{}, atOnce)}
}

// turn waits until a file may be worked on.
func (c *Converter) turn(ctx context.Context) (done func(), err error) {
	select {
	case c.turns <- struct{}{}:
		return func() { <-c.turns }, nil
	case <-ctx.Done():
		return nil, fault.New(fault.Unavailable, "file.busy", "too many files are worked on; try again in a moment")
	}
}

// Limit is the largest file in bytes.
func (c *Converter) Limit() int64 { return c.opt.Limit }

// Formats are those that are read or written, by name.
func (c *Converter) Formats() formats.Set { return c.opt.Formats }

func (c *Converter) readable() []string {
	var names []string
	for _, f := range c.opt.Formats {
		if f.Decode != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

// target gives a format to write.
func (c *Converter) target(name string) (codec.Format, error) {
	f, err := c.opt.Formats.Named(name)
	if err == nil && f.Encode == nil {
		err = fault.InvalidField("format", "format.read_only", "%s is only read, not written", name)
	}
	return f, err
}

// Decode reads the maps of a file, and gives its format. What cannot be read is INVALID; a file that
// is too large is EXHAUSTED "file.too_large".
func (c *Converter) Decode(ctx context.Context, f File, actor argmap.Actor) ([]*codec.Document, codec.Format, error) {
	got, err := c.read(f)
	if err != nil {
		return nil, codec.Format{}, err
	}
	done, err := c.turn(ctx)
	if err != nil {
		return nil, got.format, err
	}
	defer done()
	docs, err := c.decode(ctx, got, c.options(actor))
	return docs, got.format, err
}

func (c *Converter) options(actor argmap.Actor) codec.Options {
	return codec.Options{NewID: c.opt.NewID, Now: c.opt.Clock(), Actor: actor}
}

// Losses tells what writing a document in a format would leave out or change.
func (c *Converter) Losses(ctx context.Context, d *codec.Document, format string) ([]codec.Loss, error) {
	f, err := c.target(format)
	if err != nil {
		return nil, err
	}
	return tell(ctx, f, d)
}

// Encode writes a document in a format. When strict, a document that the format cannot hold whole is
// INVALID "export.losses", with the losses as details, and nothing is written.
func (c *Converter) Encode(ctx context.Context, d *codec.Document, format string, strict bool, out codec.Output) ([]codec.Loss, error) {
	f, err := c.target(format)
	if err != nil {
		return nil, err
	}
	losses, err := tell(ctx, f, d)
	if err != nil {
		return nil, err
	}
	if strict {
		if err := refuse(f, losses); err != nil {
			return losses, err
		}
	}
	return losses, write(ctx, f, d, out)
}

// refuse says what a format cannot hold.
func refuse(f codec.Format, losses []codec.Loss) error {
	if len(losses) == 0 {
		return nil
	}
	first := losses[0]
	return fault.InvalidField("format", "export.losses", "%s cannot hold all of the map: it would lose %d %s%s; nothing was written",
		f.Name, first.Count(), first.What, andMore(len(losses)-1)).With("losses", losses)
}

func andMore(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", and %d sorts of things more", n)
}

func write(ctx context.Context, f codec.Format, d *codec.Document, out codec.Output) (err error) {
	defer broken(&err, "the map could not be written as %s", f)
	return f.Write(ctx, d, out)
}

func tell(ctx context.Context, f codec.Format, d *codec.Document) (losses []codec.Loss, err error) {
	defer broken(&err, "nobody can tell what %s would lose", f)
	return f.Tell(ctx, d)
}

// broken makes a fault of a panic: a codec that is broken must not end the work on all other files.
func broken(err *error, what string, f codec.Format) {
	if p := recover(); p != nil { //nolint:revive // it is deferred
		*err = fault.New(fault.Internal, "format.panic", what, f.Name).Because(fmt.Errorf("%v\n%s", p, debug.Stack()))
	}
}

// Counts say how much a map holds.
type Counts struct {
	Elements    int `json:"elements"`
	Links       int `json:"links"`
	Voices      int `json:"voices"`
	Commitments int `json:"commitments"`
	Rows        int `json:"rows"`
	Citations   int `json:"citations"`
	// Leftovers are pieces of an import that nothing else holds.
	Leftovers int `json:"leftovers"`
	Sources   int `json:"sources"`
}

// CountsOf counts a document.
func CountsOf(d *codec.Document) Counts {
	n := Counts{Sources: len(d.Sources)}
	for _, r := range d.Records {
		switch r.(type) {
		case *argmap.Element:
			n.Elements++
		case *argmap.Link:
			n.Links++
		case *argmap.Voice:
			n.Voices++
		case *argmap.Commitment:
			n.Commitments++
		case *argmap.Row:
			n.Rows++
		case *argmap.Citation:
			n.Citations++
		case *argmap.Leftover:
			n.Leftovers++
		case *argmap.Properties:
		}
	}
	return n
}

// Checked is what was found in one map.
type Checked struct {
	// Map is the map's id in the store; empty for a map of a file.
	Map      argmap.ID       `json:"map,omitempty"`
	Title    string          `json:"title"`
	Counts   Counts          `json:"counts"`
	Findings []codec.Finding `json:"findings"`
}

// Broken reports whether a rule is broken that makes something take no part in evaluation.
func (c Checked) Broken() bool {
	return slices.ContainsFunc(c.Findings, func(f codec.Finding) bool { return f.Severity == codec.Error })
}

// Validate reads the maps of a file, and lists which rules of its format and of maps they break, in the
// order of the file. What cannot be read is an error, as for Decode. No store is needed, and the ids of
// elements mean nothing outside the answer.
func (c *Converter) Validate(ctx context.Context, f File) ([]Checked, codec.Format, error) {
	docs, format, err := c.Decode(ctx, f, argmap.Local)
	if err != nil {
		return nil, format, err
	}
	found := make([]Checked, 0, len(docs))
	for _, d := range docs {
		found = append(found, checked(d))
	}
	return found, format, nil
}

func checked(d *codec.Document) Checked {
	return Checked{Title: d.Properties.Title, Counts: CountsOf(d), Findings: orNone(d.Check())}
}

func orNone(found []codec.Finding) []codec.Finding {
	if found == nil {
		return []codec.Finding{}
	}
	return found
}
