package codectest

import (
	"cmp"
	"context"
	"io"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/fault"
)

// countdown is a context that ends when it is asked for the given time, from 1; 0 is never. It counts how
// often it is asked.
type countdown struct {
	context.Context //nolint:containedctx // it is one
	ends, asked     int
}

func (c *countdown) Err() error {
	if c.asked++; c.ends > 0 && c.asked >= c.ends {
		return context.Canceled
	}
	return nil
}

// Stops holds a format to looking at its context often while it writes a large document and reads it again,
// and to stop with CANCELLED, soon, whenever it has ended; so too when it tells the losses.
func Stops(t TB, f codec.Format, d *codec.Document) {
	t.Helper()
	if f.Encode == nil {
		return
	}
	stops(t, f.Name+": tell", 0, func(ctx context.Context) error {
		_, err := f.Tell(ctx, d)
		return err
	})
	stops(t, f.Name+": write", len(d.Records), func(ctx context.Context) error {
		return f.Write(ctx, d, codec.Output{Name: "map", Create: func(string) (io.Writer, error) { return io.Discard, nil }})
	})
	if f.Decode == nil {
		return
	}
	main, files := "", map[string]*strings.Builder{}
	err := f.Encode(context.Background(), d, codec.Output{Name: "map", Create: func(name string) (io.Writer, error) {
		main = cmp.Or(main, name)
		files[name] = &strings.Builder{}
		return files[name], nil
	}})
	if err != nil {
		t.Fatalf("%s: write: %v", f.Name, err)
	}
	beside := map[string]string{}
	for name, text := range files {
		beside[name] = text.String()
	}
	StopsReading(t, f, File(main, []byte(beside[main]), beside))
}

// StopsReading is the part of Stops that is about reading.
func StopsReading(t TB, f codec.Format, file codec.File) {
	t.Helper()
	records := 0
	docs, err := f.Read(context.Background(), file, Options())
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	for _, d := range docs {
		records += len(d.Records)
	}
	stops(t, f.Name+": read", records, func(ctx context.Context) error {
		_, err := f.Read(ctx, file, Options())
		return err
	})
}

// Looks counts how often a format looks at its context while it reads a file.
func Looks(t TB, f codec.Format, file codec.File) int {
	t.Helper()
	c := &countdown{Context: context.Background()}
	if _, err := f.Read(c, file, Options()); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return c.asked
}

// stops runs work undisturbed, which must look at its context at least once for 500 records, and then under
// contexts that end at the first look, the last, and some between.
func stops(t TB, what string, records int, work func(context.Context) error) {
	t.Helper()
	free := &countdown{Context: context.Background()}
	if err := work(free); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if free.asked < 1+records/500 {
		t.Fatalf("%s looks at its context %d times for %d records", what, free.asked, records)
	}
	for _, n := range []int{1, 2, free.asked / 3, free.asked / 2, free.asked - 1, free.asked} {
		if n < 1 || n > free.asked {
			continue
		}
		c := &countdown{Context: context.Background(), ends: n}
		if err := work(c); fault.Of(err) != fault.Cancelled {
			t.Fatalf("%s: a context that ends at look %d of %d gives %v, not CANCELLED", what, n, free.asked, err)
		}
		if late := c.asked - n; late > 8 {
			t.Fatalf("%s goes on for %d looks after its context has ended", what, late)
		}
	}
}
