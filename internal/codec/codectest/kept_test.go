package codectest

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// failing tells that a check failed.
type failing struct{ said string }

func (*failing) Helper() {}

func (f *failing) Fatalf(format string, args ...any) {
	f.said = fmt.Sprintf(format, args...)
	panic(f)
}

func fails(check func(TB)) (said string) {
	f := &failing{}
	defer func() {
		if r := recover(); r != nil && r != any(f) {
			panic(r)
		}
		said = f.said
	}()
	check(f)
	return ""
}

// TestKept draws wild maps: a store takes them; they are kept as they are; and a map with one record
// taken away is neither a loss of the whole one, unless that is told, nor the other way round.
func TestKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := Wild(rt)
		Lawful(rt, d)
		name := func(id argmap.ID) string { return string(id) }
		same := func(*codec.Graph) func(argmap.ID) string { return name }
		if said := fails(func(tb TB) { Kept(tb, d, d, nil, name, same) }); said != "" {
			rt.Fatalf("a map is not kept in itself: %s", said)
		}
		at := slices.IndexFunc(d.Records, func(r argmap.Record) bool { return r.Ref().Type == argmap.TypeLink })
		if at < 0 {
			return
		}
		less := *d
		less.Records = slices.Delete(slices.Clone(d.Records), at, at+1)
		if fails(func(tb TB) { Kept(tb, d, &less, nil, name, same) }) == "" {
			rt.Fatal("a link is gone, and nobody notices")
		}
		told := []codec.Loss{{What: "links", Why: "they are gone", Records: []argmap.ID{d.Records[at].Ref().ID}}}
		if said := fails(func(tb TB) { Kept(tb, d, &less, told, name, same) }); said != "" {
			rt.Fatalf("the loss was told: %s", said)
		}
		l := d.Records[at].(*argmap.Link)
		alone := !slices.ContainsFunc(less.Records, func(r argmap.Record) bool {
			o, ok := r.(*argmap.Link)
			return ok && o.From == l.From && o.To == l.To
		})
		if alone && fails(func(tb TB) { Kept(tb, &less, d, nil, name, same) }) == "" {
			rt.Fatal("a link came from nowhere, and nobody notices")
		}
	})
}
