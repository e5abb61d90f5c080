package exchange_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"argmap/examples"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// onStores runs a test on both stores.
func onStores(t *testing.T, test func(*testing.T, *house)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, settled(t, sqlite(t), "i")) })
	t.Run("neo4j", func(t *testing.T) { test(t, settled(t, neo4j(t), "i")) })
}

func (h *house) interchange() *exchange.Interchange { return h.interchangeOver(h.ledger) }

func (h *house) interchangeOver(l exchange.Ledger) *exchange.Interchange {
	return exchange.NewInterchange(h.store, l, nil, exchange.Options{NewID: h.id, Clock: noon, Formats: tinyFormats(), Limit: 1 << 20})
}

var somebody = exchange.Who{Actor: argmap.Local}

// canteen is a map about a text.
func canteen() tinyMap {
	return tinyMap{
		Title:  "The canteen",
		Claims: []string{"The canteen should cook", "Cooked food is warm"},
		Text:   "The canteen should cook.\r\n\r\nCooked food is warm.",
	}
}

func (h *house) imports(x *exchange.Interchange, f exchange.File, w exchange.Who) exchange.Imported {
	h.Helper()
	got, format, err := x.Import(h.ctx, f, w)
	h.ok(err)
	if len(got) != 1 || format == "" {
		h.Fatalf("got %d maps of the format %q, want one", len(got), format)
	}
	return got[0]
}

func (h *house) sources(f store.SourceFilter) int {
	h.Helper()
	n, err := h.store.CountSources(h.ctx, f)
	h.ok(err)
	return n
}

func (h *house) maps() int {
	h.Helper()
	n, err := h.store.CountMaps(h.ctx, store.MapFilter{})
	h.ok(err)
	return n
}

// TestImportedMapsComeOutAsTheyWere holds what the store gives back to what the file says.
func TestImportedMapsComeOutAsTheyWere(t *testing.T) {
	onStores(t, func(t *testing.T, h *house) {
		x := h.interchange()
		docs, _, err := x.Decode(h.ctx, fileOf(canteen()), argmap.Local)
		h.ok(err)
		one := h.imports(x, fileOf(canteen()), somebody)
		want := exchange.Counts{Elements: 3, Links: 2, Voices: 1, Commitments: 2, Citations: 2, Sources: 1}
		if one.Counts != want || one.Revision != 1 || one.Title != "The canteen" || one.Repeated || one.Recognised != 0 {
			t.Errorf("got %+v, want %+v", one, want)
		}
		back, err := x.Document(h.ctx, one.Map, 0)
		h.ok(err)
		codectest.Lawful(t, back)
		if diff := gocmp.Diff(codectest.Canonical(docs[0]), codectest.Canonical(back)); diff != "" {
			t.Error(diff)
		}
		for _, r := range back.Records {
			if e, ok := r.(*argmap.Element); ok && e.Kind == argmap.KindClaim && (e.External.Namespace != "tiny" || string(e.Raw) != `{"z":1.0,"a":1e400}`) {
				t.Errorf("%s has the name %+v and the rest %s", e.ID, e.External, e.Raw)
			}
		}
		if string(back.Sources[0].Bytes()) != canteen().Text {
			t.Errorf("the text has become %q", back.Sources[0].Bytes())
		}
		h.sound(one.Map)
	})
}

// TestExamplesTravel takes every example through a store by way of our own format.
func TestExamplesTravel(t *testing.T) {
	onStores(t, func(t *testing.T, h *house) {
		x := h.interchange()
		for _, name := range examples.Maps() {
			data, err := examples.Read(name)
			h.ok(err)
			file := func() exchange.File { return exchange.File{Name: name, Body: strings.NewReader(string(data))} }
			docs, _, err := x.Decode(h.ctx, file(), argmap.Local)
			h.ok(err)
			one := h.imports(x, file(), somebody)
			back, err := x.Document(h.ctx, one.Map, 0)
			h.ok(err)
			if diff := gocmp.Diff(codectest.Canonical(docs[0]), codectest.Canonical(back)); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
			h.sound(one.Map)
		}
	})
}

// TestTextsAreRecognised imports a map of the same text again and again.
func TestTextsAreRecognised(t *testing.T) {
	onStores(t, func(t *testing.T, h *house) {
		x := h.interchange()
		first := h.imports(x, fileOf(canteen()), somebody)
		again := h.imports(x, fileOf(canteen()), somebody)
		if again.Recognised != 1 || again.Map == first.Map || h.sources(store.SourceFilter{Withdrawn: true}) != 1 {
			t.Errorf("got %+v and %d sources", again, h.sources(store.SourceFilter{Withdrawn: true}))
		}
		a, err := x.Document(h.ctx, first.Map, 0)
		h.ok(err)
		b, err := x.Document(h.ctx, again.Map, 0)
		h.ok(err)
		if a.Sources[0].ID != b.Sources[0].ID {
			t.Error("the second map cites a text of its own")
		}
		codectest.Lawful(t, b)
		if other := h.imports(x, fileOf(canteen()), exchange.Who{Actor: "another"}); other.Recognised != 0 {
			t.Error("a text of somebody else is recognised")
		}
		h.sound(first.Map, again.Map)
	})
}

// broken imports only some of the maps of a file, and fails then.
type broken struct {
	*ledger.Ledger
	some int
	err  error
}

func (b *broken) ImportAll(ctx context.Context, arrivals []ledger.Arrival) ([]ledger.Receipt, error) {
	_, err := b.Ledger.ImportAll(ctx, arrivals[:b.some])
	return nil, cmp.Or(err, b.err)
}

// TestARefusedImportLeavesNothing brings files that are refused.
func TestARefusedImportLeavesNothing(t *testing.T) {
	onStores(t, func(t *testing.T, h *house) {
		torn := canteen()
		torn.Torn = true
		for name, f := range map[string]exchange.File{
			"a torn map":         fileOf(torn),
			"a torn second map":  fileOf(canteen(), torn),
			"a decoder's panic":  fileOf(canteen(), tinyMap{Panic: true}),
			"no map":             fileOf(),
			"nothing known":      {Body: strings.NewReader("What is this?")},
			"a file that is cut": {Body: strings.NewReader(`{"tiny":[`)},
		} {
			if _, _, err := h.interchange().Import(h.ctx, f, somebody); err == nil {
				t.Errorf("%s is imported", name)
			}
		}
		if h.maps() != 0 || h.sources(store.SourceFilter{Withdrawn: true}) != 0 {
			t.Errorf("there are %d maps and %d sources", h.maps(), h.sources(store.SourceFilter{Withdrawn: true}))
		}
	})
}

// TestAnUnknownOutcomeKeepsWhatWasMade: a map that was made all the same keeps its texts.
func TestAnUnknownOutcomeKeepsWhatWasMade(t *testing.T) {
	h := settled(t, sqlite(t), "i")
	unknown := fault.New(fault.Unavailable, "write.outcome_unknown", "unknown")
	for made := range 2 {
		_, _, err := h.interchangeOver(&broken{h.ledger, made, unknown}).Import(h.ctx, fileOf(canteen()), somebody)
		if fault.Reason(err) != "write.outcome_unknown" || h.maps() != made || h.sources(store.SourceFilter{}) != made {
			t.Errorf("got %v, %d maps and %d sources, want %d", err, h.maps(), h.sources(store.SourceFilter{}), made)
		}
	}
}

// TestAKeyImportsOnce sends a file again and again, at once, and after it failed half-way.
func TestAKeyImportsOnce(t *testing.T) {
	onStores(t, func(t *testing.T, h *house) {
		who := exchange.Who{Actor: argmap.Local, Key: "k"}
		second := canteen()
		second.Title = "The second"
		down := errors.New("the store is down")
		_, _, err := h.interchangeOver(&broken{h.ledger, 1, down}).Import(h.ctx, fileOf(canteen(), second), who)
		if !errors.Is(err, down) || h.maps() != 1 {
			t.Fatalf("got %v and %d maps", err, h.maps())
		}
		x := h.interchange()
		got, _, err := x.Import(h.ctx, fileOf(canteen(), second), who)
		h.ok(err)
		if h.maps() != 2 || !got[0].Repeated || got[1].Repeated {
			t.Errorf("there are %d maps, got %+v", h.maps(), got)
		}
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				again, _, err := x.Import(h.ctx, fileOf(canteen(), second), who)
				if err != nil || again[0].Map != got[0].Map || again[1].Map != got[1].Map {
					t.Errorf("got %+v, %v", again, err)
				}
			})
		}
		all.Wait()
		if h.maps() != 2 || h.sources(store.SourceFilter{Withdrawn: true}) != 1 {
			t.Errorf("there are %d maps and %d sources", h.maps(), h.sources(store.SourceFilter{Withdrawn: true}))
		}
		if _, _, err := x.Import(h.ctx, fileOf(second), who); fault.Reason(err) != "write.key_reused" {
			t.Errorf("another file under the key: %v", err)
		}
	})
}

// TestALargeImportIsStaged imports more records than one change set may have.
func TestALargeImportIsStaged(t *testing.T) {
	h := settled(t, sqlite(t), "i")
	large := canteen()
	for i := range 4000 {
		large.Claims = append(large.Claims, fmt.Sprintf("because of %d", i))
	}
	x := h.interchange()
	one := h.imports(x, fileOf(large), somebody)
	set, err := h.ledger.Change(h.ctx, one.Map, 1)
	h.ok(err)
	if !set.Staged || set.Message != "imported from tiny a.tiny" {
		t.Errorf("the change set is %+v", set)
	}
	back, err := x.Document(h.ctx, one.Map, 1)
	h.ok(err)
	if got := exchange.CountsOf(back); got != one.Counts || got.Elements != 8003 {
		t.Errorf("got %+v, want %+v", got, one.Counts)
	}
}

// TestFilesAreBounded refuses what is too large, packed, or not to be read.
func TestFilesAreBounded(t *testing.T) {
	x := exchange.NewConverter(exchange.Options{NewID: func() argmap.ID { return "i" }, Clock: noon, Formats: tinyFormats(), Limit: 200})
	file := func(data string) exchange.File { return exchange.File{Body: strings.NewReader(data)} }
	companions := map[string]string{"text": strings.Repeat("x", 100), "large": strings.Repeat("x", 201)}
	with := func(name string) exchange.File {
		f := fileOf(tinyMap{Title: "t", Beside: name})
		f.Beside = besides(companions)
		return f
	}
	named := func(f exchange.File, format string) exchange.File { f.Format = format; return f }
	for name, c := range map[string]struct {
		file   exchange.File
		reason string
	}{
		"a large file":         {file(strings.Repeat("x", 201)), "file.too_large"},
		"a large companion":    {with("large"), "file.too_large"},
		"a companion outside":  {with("../text"), ""},
		"an unknown companion": {with("other"), ""},
		"zip":                  {file("PK\x03\x04 and so on"), "file.packed"},
		"gzip":                 {file("\x1f\x8b and so on"), "file.packed"},
		"no known format":      {file("words"), "format.unrecognised"},
		"an unknown format":    {named(file("words"), "papyrus"), "format.unknown"},
		"a written format":     {named(file("words"), "written"), "format.written_only"},
		"a format it is not":   {named(file("words"), "tiny"), "tiny.syntax"},
		"a panic":              {fileOf(tinyMap{Panic: true}), "format.panic"},
		"no map":               {fileOf(), "file.no_map"},
	} {
		_, _, err := x.Decode(t.Context(), c.file, argmap.Local)
		if err == nil || fault.Reason(err) != c.reason {
			t.Errorf("%s: %v, want %s", name, err, c.reason)
		}
	}
	if _, f, err := x.Decode(t.Context(), with("text"), argmap.Local); err != nil || f.Name != "tiny" {
		t.Errorf("a companion in bounds: %v", err)
	}
}

// TestPiecesAreBounded refuses small files of very many tiny things before anything is made of them.
func TestPiecesAreBounded(t *testing.T) {
	x := exchange.NewConverter(exchange.Options{NewID: func() argmap.ID { return "i" }, Clock: noon, Formats: tinyFormats()})
	for _, piece := range []string{"{}", "<a>", "\n"} {
		for n, reason := range map[int]string{1_000_000: "format.unrecognised", 1_000_001: "file.too_many_pieces"} {
			_, _, err := x.Decode(t.Context(), exchange.File{Body: strings.NewReader(strings.Repeat(piece, n))}, argmap.Local)
			if fault.Reason(err) != reason {
				t.Errorf("%d times %q: %v, want %s", n, piece, err, reason)
			}
		}
	}
}

// TestLossesAreToldBefore exports a map that a format cannot hold.
func TestLossesAreToldBefore(t *testing.T) {
	h := settled(t, sqlite(t), "i")
	x := h.interchange()
	q := &argmap.Element{ID: h.id(), Kind: argmap.KindQuestion, Text: "Why?", Created: noon(), Question: &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}}
	m := h.make(h.claim("It is so."), q)
	e, err := x.Export(h.ctx, m, 0, "tiny")
	h.ok(err)
	losses, err := e.Losses(h.ctx)
	h.ok(err)
	want := []codec.Loss{{What: "questions", Why: "tiny has none", Records: []argmap.ID{q.ID}}}
	if diff := gocmp.Diff(want, losses); diff != "" {
		t.Error(diff)
	}
	if err := e.Refuse(h.ctx); fault.Reason(err) != "export.losses" || !strings.Contains(err.Error(), "1 questions") {
		t.Errorf("strictly: %v", err)
	}
	files := collected{}
	h.ok(e.Write(h.ctx, files.output("m")))
	if got := files["m.tiny"].String(); !strings.Contains(got, "It is so.") {
		t.Errorf("wrote %q", got)
	}
	d, err := x.Document(h.ctx, m, 0)
	h.ok(err)
	none := collected{}
	if _, err := x.Encode(h.ctx, d, "tiny", true, none.output("m")); fault.Reason(err) != "export.losses" || len(none) != 0 {
		t.Errorf("strictly: %v, and %d files", err, len(none))
	}
	if _, err := x.Export(h.ctx, m, 0, "read"); fault.Reason(err) != "format.read_only" {
		t.Errorf("a format that is only read: %v", err)
	}
	if _, err := x.Export(h.ctx, m, 1, "argmap"); fault.Reason(err) != "export.revision" {
		t.Errorf("history at a revision: %v", err)
	}
	own, err := x.Export(h.ctx, m, 0, "argmap")
	h.ok(err)
	h.ok(own.Refuse(h.ctx))
	h.ok(own.Write(h.ctx, files.output("m")))
	sameText(t, "the history", files["m.jsonl"].String(), h.export(m))
}

// TestValidate lists what a map breaks, in the file and in the store alike.
func TestValidate(t *testing.T) {
	h := settled(t, sqlite(t), "i")
	x := h.interchange()
	lone := tinyMap{Title: "t", Claims: []string{"alone"}}
	found, format, err := x.Validate(h.ctx, fileOf(lone, canteen()))
	h.ok(err)
	if format.Name != "tiny" || len(found) != 2 || !found[0].Broken() || found[1].Broken() || len(found[1].Findings) != 0 {
		t.Errorf("got %+v", found)
	}
	one := h.imports(x, fileOf(lone), somebody)
	stored, err := x.ValidateMap(h.ctx, one.Map, 0)
	h.ok(err)
	if stored.Map != one.Map || len(stored.Findings) == 0 || len(stored.Findings) != len(found[0].Findings) || stored.Counts != one.Counts {
		t.Errorf("got %+v of the map, want what the file breaks: %+v", stored, found[0])
	}
	for i, f := range stored.Findings {
		if f.Rule != found[0].Findings[i].Rule || f.Element != one.Findings[i].Element {
			t.Errorf("got %+v, want %+v", f, one.Findings[i])
		}
	}
}

// counting counts the calls that Document makes.
type counting struct {
	store.Store
	calls []string
}

func (c *counting) Sources(ctx context.Context, ids []argmap.ID) ([]*argmap.Source, error) {
	c.calls = append(c.calls, "Sources")
	return c.Store.Sources(ctx, ids)
}

func (c *counting) SourceBytes(ctx context.Context, id argmap.ID) ([]byte, error) {
	c.calls = append(c.calls, "SourceBytes")
	return c.Store.SourceBytes(ctx, id)
}

func (c *counting) SourceParagraphs(ctx context.Context, id argmap.ID, after, limit int) ([]*argmap.Paragraph, error) {
	c.calls = append(c.calls, "SourceParagraphs")
	return c.Store.SourceParagraphs(ctx, id, after, limit)
}

// TestADocumentCostsFewCalls counts them for a text of many paragraphs and claims.
func TestADocumentCostsFewCalls(t *testing.T) {
	c := &counting{Store: sqlite(t)}
	h := settled(t, c, "i")
	m := canteen()
	for i := range 1500 {
		m.Claims = append(m.Claims, fmt.Sprintf("Claim %d.", i))
		m.Text += fmt.Sprintf("\n\nClaim %d.", i)
	}
	x := h.interchange()
	one := h.imports(x, fileOf(m), somebody)
	c.calls = nil
	d, err := x.Document(h.ctx, one.Map, 0)
	h.ok(err)
	if got := strings.Join(c.calls, " "); got != "Sources SourceBytes SourceParagraphs" || len(d.Sources[0].Paragraphs) != 1502 {
		t.Errorf("asked for %s and got %d paragraphs", got, len(d.Sources[0].Paragraphs))
	}
}
