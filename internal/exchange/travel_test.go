package exchange_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/formats"
	"argmap/internal/exchange"
)

// TestEveryFormatTravels takes every example of every format through a store. What comes out says what
// went in, and in its own format it is written byte for byte as what was read is written at once.
func TestEveryFormatTravels(t *testing.T) {
	onStores(t, func(t *testing.T, h *house) {
		x := exchange.NewInterchange(h.store, h.ledger, nil, exchange.Options{NewID: h.id, Clock: noon})
		for _, f := range formats.All() {
			files, err := filepath.Glob("../../examples/" + f.Name + "/*")
			h.ok(err)
			for _, name := range files {
				if got, err := formats.Recognise(read(t, name)); err == nil && got.Name == f.Name {
					t.Run(f.Name+"/"+filepath.Base(name), func(t *testing.T) { travel(t, h, x, f, name) })
				}
			}
		}
	})
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func travel(t *testing.T, h *house, x *exchange.Interchange, f codec.Format, name string) {
	t.Helper()
	file := func() exchange.File {
		return exchange.File{Name: filepath.Base(name), Body: bytes.NewReader(read(t, name)), Beside: func(other string) (io.ReadCloser, error) {
			return os.Open(filepath.Join(filepath.Dir(name), other))
		}}
	}
	// Each file has an actor of its own, so that no text is recognised which another file calls otherwise.
	who := exchange.Who{Actor: argmap.Actor(name)}
	docs, _, err := x.Decode(h.ctx, file(), who.Actor)
	if err != nil {
		t.Fatal(err)
	}
	maps, _, err := x.Import(h.ctx, file(), who)
	if err != nil || len(maps) != len(docs) {
		t.Fatalf("got %d maps of %d (%v)", len(maps), len(docs), err)
	}
	for i, d := range docs {
		d.Sources = slices.DeleteFunc(d.Sources, func(s codec.Source) bool { return !cites(d, s.ID) }) // they stay behind in the store
		back, err := x.Document(h.ctx, maps[i].Map, 0)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(codectest.Canonical(d), codectest.Canonical(back)); diff != "" {
			t.Errorf("other content (-file +store):\n%s", diff)
		}
		if f.Encode == nil || f.Name == "argmap" {
			continue
		}
		if diff := cmp.Diff(codectest.Encode(t, f, d), codectest.Encode(t, f, back)); diff != "" {
			t.Errorf("other bytes (-file +store):\n%.3000s", diff)
		}
		if diff := cmp.Diff(lossesOf(f, d), lossesOf(f, back)); diff != "" {
			t.Errorf("other losses (-file +store):\n%s", diff)
		}
	}
}

func cites(d *codec.Document, source argmap.ID) bool {
	return slices.ContainsFunc(d.Records, func(r argmap.Record) bool {
		c, ok := r.(*argmap.Citation)
		return ok && c.Source == source
	})
}

// lossesOf gives what is lost, and how much of it.
func lossesOf(f codec.Format, d *codec.Document) map[string]int {
	lost := map[string]int{}
	for _, l := range f.Losses(d) {
		lost[strings.Join([]string{l.What, l.Why}, ": ")] += len(l.Records)
	}
	return lost
}
