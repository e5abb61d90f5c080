package formats_test

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/formats"
)

// hostile are files of one small thing again and again that is dearer to hold than to write: how they begin,
// the thing, with its number for "%d", and how they end.
var hostile = []struct{ format, begin, thing, end string }{
	{"argdown", "", "- -\n", ""},
	{"argdown", "", "\\\n", ""},
	{"argdown", "", "**a\n\n", ""},
	{"argdown", "", "[a\n](\n", ""},
	{"argdown", "", "# a {b}\n\n", ""},
	{"argdown", "", "a {b: *c}\n\n", ""},
	{"argdown", "", "{\n", ""},
	{"argdown", "a {a: [", "1,", "1]}"},
	{"argdown", "a {a: [", "{},", "1]}"},
	{"argdown", "a {", "%d: 1, ", "a: 1}"},
	{"argdown", "===\na:\n", "- 1\n", "===\n\na"},
	{"argdown", "[a]\n", "  _> [a]\n", ""},
	{"argdown", "[a]\n", "  + \n", ""},
	{"argdown", "a ", "*a ", ""},
	{"argdown", "", "\ta\n", ""},
	{"argdown-json", `{"statements":{"a":{"members":[`, `{},`, `{}]}},"arguments":{},"relations":[]}`},
	{"argdown-json", `{"statements":{},"arguments":{"a":{"pcs":[`, `{},`, `{}]}},"relations":[]}`},
	{"argdown-json", `{"statements":{},"arguments":{},"relations":[`, `{},`, `{}]}`},
	{"argdown-json", `{"statements":{},"arguments":{},"relations":[],"sections":[`, `{},`, `1]}`},
	{"aif", `{"edges":[],"nodes":[`, `{},`, `{}]}`},
	{"aif", `{"nodes":[],"edges":[`, `1,`, `1]}`},
	{"aif", `{"nodes":[],"edges":[],"a":[`, `[],`, `[]]}`},
	{"xaif", `{"AIF":{"nodes":[],"edges":[]},"text":"`, `<span>`, `"}`},
	{"xaif", `{"AIF":{"nodes":[],"edges":[]},"text":"`, `&amp;`, `"}`},
	{"ibis", `{"ibis":[`, `1,`, `1]}`},
	{"sadface", `{"nodes":[],"edges":[],"resources":[`, `{},`, `{}]}`},
	{"sadface", `{"nodes":[],"edges":[]`, `,"":0`, `}`},
	{"arguebuf", `{"nodes":{},"edges":{}`, `,"":0`, `}`},
	{"carneades", "statements: {}\ntests: [", "1,", "]\n"},
	{"carneades", "statements: {}\ntests: [", "[],", "]\n"},
	{"carneades", "statements: {a: b}\narguments: {c: {conclusion: a, premises: [", "a,", "a]}}\n"},
	{"carneades", "statements: {}\na: &a 1\nb: [", "*a,", "1]"},
	{"brat", "T1\tC 0 1\ta\n", "A%d\tN T1\n", ""},
	{"brat", "", "T1\tC " + strings.Repeat("0 1;", 20_000) + "0 1\ta\n", ""},
	{"agxml", "<arggraph><edu ", "a='' ", "/></arggraph>"},
	{"agxml", "<arggraph>", "a<a/>", "</arggraph>"},
	{"kialo", "Discussion Title: a\n1. a\n", "\n", "a"},
	{"kialo", "Discussion Title: a\n1. a\n", "9.\n", "a"},
}

// again writes such a file of some length.
func again(begin, thing, end string, size int) []byte {
	var b strings.Builder
	b.WriteString(begin)
	for n := 0; b.Len() < size; n++ {
		b.WriteString(strings.ReplaceAll(thing, "%d", strconv.Itoa(n)))
	}
	b.WriteString(end)
	return []byte(b.String())
}

// TestMemoryIsBounded holds every reader to what docs/formats.md says of memory, and what tells losses or writes
// what was read: a hundred bytes for each of the file's, and 1 KiB for each record and for each mark of YAML.
// What is only held for a moment is bounded too: so nothing takes time by the square of the file's length.
func TestMemoryIsBounded(t *testing.T) {
	if underRace {
		t.Skip("the race detector takes memory of its own")
	}
	const size, apart = 256 << 10, 8 << 20
	for _, c := range hostile {
		f, err := formats.Named(c.format)
		if err != nil {
			t.Fatal(err)
		}
		data := again(c.begin, c.thing, c.end, size)
		made, values := 0, 0
		if c.format == "carneades" {
			values = codec.YAMLMarks(data)
		}
		opt := codectest.Options()
		next := opt.NewID
		opt.NewID = func() argmap.ID { made++; return next() }
		var docs []*codec.Document
		within := func(what string, do func()) {
			live, total := memory(do)
			if most := uint64(100*len(data) + 1024*(made+values) + apart); live > most {
				t.Errorf("%s: %s a file of %q held %d bytes for each of its own, and made %d records", c.format, what, c.begin+c.thing, live/size, made)
			}
			if most := uint64(4096*len(data) + apart); total > most {
				t.Errorf("%s: %s a file of %q took %d bytes in all for each of its own", c.format, what, c.begin+c.thing, total/size)
			}
		}
		within("reading", func() {
			docs, err = f.Read(t.Context(), codectest.File("a.x", data, map[string]string{"a.txt": "a b"}), opt)
		})
		for _, d := range docs {
			if f.Encode == nil || made > 10_000 {
				continue // what is held is of the records then
			}
			within("telling what is lost of", func() { _, err = f.Tell(t.Context(), d) })
			within("writing", func() {
				err = f.Write(t.Context(), d, codec.Output{Name: "a", Create: func(string) (io.Writer, error) { return io.Discard, nil }})
			})
			if err != nil {
				t.Errorf("%s: a file of %q is not written: %v", c.format, c.begin+c.thing, err)
			}
		}
	}
}

// cycle is what is found dead at the end of each collection.
type cycle struct{ _ [64]*byte }

// memory gives the most that was alive at the end of a collection while something was done, beyond what was alive
// before, and all that was taken for it. Collections are made often enough to come near the true peak.
func memory(do func()) (live, total uint64) {
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var most atomic.Uint64
	var done atomic.Bool
	alive := func() uint64 {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	var look func(*cycle)
	look = func(c *cycle) {
		if now := alive(); !done.Load() {
			most.Store(max(most.Load(), now))
			runtime.SetFinalizer(c, look)
		}
	}
	runtime.SetFinalizer(new(cycle), look)
	do()
	done.Store(true)
	runtime.ReadMemStats(&after)
	runtime.GC()
	most.Store(max(most.Load(), alive())) // what is kept, however late the last cycle is looked at
	return most.Load() - min(before.HeapAlloc, most.Load()), after.TotalAlloc - before.TotalAlloc
}

// TestMemoryIsMeasured: what is held is seen, and so is what is only taken.
func TestMemoryIsMeasured(t *testing.T) {
	var held [][]byte
	live, _ := memory(func() {
		for range 64 {
			held = append(held, make([]byte, 1<<20))
		}
	})
	if live < 60<<20 || live > 80<<20 {
		t.Errorf("64 MiB that are held count as %d", live)
	}
	runtime.KeepAlive(held)
	live, total := memory(func() {
		for n := range 64 {
			held[n] = nil
			_ = fmt.Sprint(len(make([]byte, 1<<20+n)))
		}
	})
	if live > 16<<20 || total < 64<<20 {
		t.Errorf("64 MiB that are only taken count as %d held, %d taken", live, total)
	}
}
