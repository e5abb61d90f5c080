package codec_test

import (
	"context"
	"fmt"
	"io"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/fault"
)

// TestFindingsAreCounted: of a rule the first are listed, and the last finding says how many more there are.
func TestFindingsAreCounted(t *testing.T) {
	b := codec.Build("x", "A map", codec.File{}, codectest.Options())
	const all = codec.MaxFindings + 12_345
	for n := range all {
		b.Find(codec.Finding{Rule: "X-MANY", Severity: codec.Error, Where: fmt.Sprint(n)})
		if n%1000 == 0 {
			b.Find(codec.Finding{Rule: "X-FEW", Severity: codec.Info})
			b.Done() // what is summed halfway is summed again
		}
	}
	if !b.Enough("X-MANY") || b.Enough("X-FEW") {
		t.Error("what is enough is not told, or too early")
	}
	found := b.Done().Findings
	last := found[len(found)-1]
	if last.Rule != "X-MANY" || last.Severity != codec.Error || last.More != 12_346 || last.Message != "and 12346 more of these" {
		t.Errorf("the last finding is %+v", last)
	}
	few := 0
	for _, f := range found {
		if f.Rule == "X-FEW" {
			few++
		}
	}
	if few != 14 || len(found) != codec.MaxFindings+few+1 || codec.CountFindings(found) != all+1+few {
		t.Errorf("%d of %d findings are of the rule that is rarely broken, and %d are counted", few, len(found), codec.CountFindings(found))
	}
}

// TestBrokenRulesOfMapsAreCounted is the same for Check.
func TestBrokenRulesOfMapsAreCounted(t *testing.T) {
	b := codec.Build("x", "A map", codec.File{}, codectest.Options())
	for range 3000 {
		b.Element(argmap.KindInference, "")
	}
	d := b.Done()
	if found := d.Check(); codec.CountFindings(found)%3000 != 0 || len(found) > 2*(codec.MaxFindings+1) {
		t.Errorf("3000 inferences without ends have %d findings, %d listed", codec.CountFindings(found), len(found))
	}
}

// many is a format that makes and loses as many records as it is asked for.
func many(n int) codec.Format {
	return codec.Format{
		Decode: func(_ context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
			b := codec.Build("many", "", f, o)
			for range n {
				b.Claim("")
			}
			return []*codec.Document{b.Done()}, nil
		},
		Losses: func(*codec.Document) []codec.Loss {
			return []codec.Loss{{What: "claims", Why: "why not", Records: make([]argmap.ID, n)}, {What: "few", Why: "why not", Records: make([]argmap.ID, 1)}}
		},
		Encode: func(_ context.Context, _ *codec.Document, o codec.Output) error {
			w, err := o.Create("a")
			for range n {
				if err == nil {
					_, err = w.Write([]byte("a"))
				}
			}
			return err
		},
	}
}

func TestRecordsAndLossesAreBounded(t *testing.T) {
	id := codec.Options{NewID: func() argmap.ID { return "id" }}
	if docs, err := many(codec.MaxRecords-1).Read(t.Context(), codec.File{}, id); err != nil || len(docs[0].Records) != codec.MaxRecords-1 {
		t.Errorf("as many records as are allowed: %v", err)
	}
	if _, err := many(codec.MaxRecords).Read(t.Context(), codec.File{}, id); fault.Of(err) != fault.Exhausted || fault.Reason(err) != "format.records" {
		t.Errorf("one too many: %v", err)
	}
	d := codec.Build("x", "A map", codec.File{}, id).Done()
	losses, err := many(codec.MaxLost+5).Tell(t.Context(), d)
	if err != nil || len(losses) != 2 || len(losses[0].Records) != codec.MaxLost || losses[0].More != 5 || losses[0].Count() != codec.MaxLost+5 || losses[1].Count() != 1 {
		t.Errorf("got %d losses, the first of %d records and %d more (%v)", len(losses), len(losses[0].Records), losses[0].More, err)
	}
}

// TestWhyWorkStopped: past a deadline the caller may try again, else nobody waits; other faults stay.
func TestWhyWorkStopped(t *testing.T) {
	past, end := context.WithTimeout(t.Context(), 0)
	defer end()
	gone, leave := context.WithCancel(t.Context())
	leave()
	d := codec.Build("x", "A map", codec.File{}, codectest.Options()).Done()
	out := codec.Output{Create: func(string) (io.Writer, error) { return io.Discard, nil }}
	for _, c := range []struct {
		ctx  context.Context //nolint:containedctx // a case
		want fault.Code
	}{{past, fault.Unavailable}, {gone, fault.Cancelled}, {t.Context(), ""}} {
		_, reading := many(1000).Read(c.ctx, codec.File{}, codectest.Options())
		_, telling := many(1).Tell(c.ctx, d)
		writing := many(1).Write(c.ctx, d, out)
		for _, err := range []error{reading, telling, writing} {
			if fault.Of(err) != c.want {
				t.Errorf("got %v, want %q", err, c.want)
			}
		}
	}
	stays := codec.Format{Decode: func(context.Context, codec.File, codec.Options) ([]*codec.Document, error) { panic("mine") }}
	defer func() {
		if p := recover(); p != "mine" {
			t.Errorf("a panic of the codec's own became %v", p)
		}
	}()
	_, _ = stays.Read(t.Context(), codec.File{}, codectest.Options())
}
