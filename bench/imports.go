package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/aif"
	"argmap/internal/exchange"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// The corpus of the import case, and the one file of the codec case.
const (
	corpusFiles  = 1000
	corpusNeo4j  = 160 // a thousand take minutes there
	fileNodes    = 100
	codecNodes   = 20_000
	codecRounds  = 7
	warmingFiles = 20
)

// The targets: how much more an element may take in the last quarter of a corpus than in the first, and
// how much longer a file may take than JSON that nobody looks into.
const (
	targetFlat  = 1.5
	targetCodec = 3.0
)

// importResult is what came of a corpus.
type importResult struct {
	store           string
	files, elements int
	// first and last are the times of an element in the first and the last quarter.
	first, last time.Duration
	rate        float64 // elements a second
}

func (r importResult) ratio() float64 { return float64(r.last) / float64(r.first) }

// codecResult is AIF read and written, beside JSON.
type codecResult struct {
	nodes, bytes int
	ratio        spread
	ours, json   spread
}

// aifFile writes a file as annotators' tools do: of a hundred nodes 60 claims, 30 inferences and ten
// conflicts, each with two edges.
func aifFile(number, nodes int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"nodes":[`)
	for i := range nodes {
		kind, words := "I", fmt.Sprintf("What claim %d of text %d says is said by nobody else.", i, number)
		switch {
		case i%10 >= 9:
			kind, words = "CA", "Default Conflict"
		case i%10 >= 6:
			kind, words = "RA", "Default Inference"
		}
		_, _ = fmt.Fprintf(&b, `%s{"nodeID":"%d_%d","text":%q,"type":%q,"timestamp":"2020-05-05 10:00:00"}`, comma(i), number, i, words, kind)
	}
	b.WriteString(`],"edges":[`)
	edges := 0
	for i := range nodes {
		if i%10 < 6 {
			continue
		}
		for _, end := range [][2]int{{i, i - i%10}, {i - 5, i}} {
			_, _ = fmt.Fprintf(&b, `%s{"edgeID":"e%d_%d","fromID":"%d_%d","toID":"%d_%d","formEdgeID":null}`, comma(edges), number, edges, number, end[0], number, end[1])
			edges++
		}
	}
	b.WriteString(`],"locutions":[]}`)
	return b.Bytes()
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

// importPart imports a corpus, file by file.
func (b *bench) importPart(e engine) error {
	s, err := e.open(b.ctx, "import")
	if err != nil {
		return err
	}
	b.note(s)
	l := ledger.New(s, ledger.Options{NewID: newID})
	err = b.corpus(e, s, exchange.NewInterchange(s, l, nil, exchange.Options{NewID: newID, Clock: now}))
	return errors.Join(err, l.Close(b.ctx), s.Close(b.ctx))
}

func (b *bench) corpus(e engine, s store.Store, x *exchange.Interchange) error {
	files := pick(b.quick, 40, pick(e.name() == "neo4j", corpusNeo4j, corpusFiles))
	before, err := s.CountMaps(b.ctx, store.MapFilter{})
	if err != nil {
		return err
	}
	took, elements := make([]time.Duration, files), 0
	for i := range files + warmingFiles {
		text := aifFile(i, fileNodes)
		began := time.Now()
		maps, _, err := x.Import(b.ctx, exchange.File{Name: fmt.Sprintf("%d.json", i), Body: bytes.NewReader(text)}, exchange.Who{Actor: argmap.Local})
		if err != nil {
			return err
		}
		if len(maps) != 1 || maps[0].Counts.Elements != fileNodes || len(maps[0].Findings) > 0 {
			return fmt.Errorf("file %d came to %+v", i, maps)
		}
		if i >= warmingFiles { // the first ones make the plans
			took[i-warmingFiles] = time.Since(began)
			elements += maps[0].Counts.Elements
		}
	}
	after, err := s.CountMaps(b.ctx, store.MapFilter{})
	if err == nil && after-before != files+warmingFiles {
		err = fmt.Errorf("there are %d maps more, want %d", after-before, files+warmingFiles)
	}
	r := importResult{
		store: e.name(), files: files, elements: elements, rate: float64(elements) / sum(took).Seconds(),
		first: sum(took[:files/4]) / time.Duration(files/4*fileNodes), last: sum(took[files-files/4:]) / time.Duration(files/4*fileNodes),
	}
	b.imports = append(b.imports, r)
	b.say("%-6s %d files of %d nodes: %v an element first, %v last, ratio %.2f", r.store, files, fileNodes, r.first, r.last, r.ratio())
	return err
}

func sum(ds []time.Duration) (all time.Duration) {
	for _, d := range ds {
		all += d
	}
	return all
}

// codecPart reads and writes one file of AIF, in turns with JSON that is read into whatever it is and
// written again.
func (b *bench) codecPart() error {
	if !b.wants("import/codec") {
		return nil
	}
	nodes := pick(b.quick, 200, codecNodes)
	text := aifFile(1, nodes)
	var ours, plain []time.Duration
	for range pick(b.quick, 2, codecRounds) {
		began := time.Now()
		if err := throughAIF(b.ctx, text); err != nil {
			return err
		}
		ours = append(ours, time.Since(began))
		began = time.Now()
		var v any
		if err := json.Unmarshal(text, &v); err != nil {
			return err
		}
		if _, err := json.Marshal(v); err != nil {
			return err
		}
		plain = append(plain, time.Since(began))
	}
	b.codec = &codecResult{nodes: nodes, bytes: len(text), ratio: ratios(ours, plain), ours: seconds(ours), json: seconds(plain)}
	b.say("AIF of %d nodes read and written: %s times JSON", nodes, b.codec.ratio)
	return nil
}

func throughAIF(ctx context.Context, text []byte) error {
	f := aif.Format()
	docs, err := f.Decode(ctx, codec.File{Data: text}, codec.Options{NewID: newID, Now: now(), Actor: argmap.Local})
	if err != nil {
		return err
	}
	return f.Encode(ctx, docs[0], codec.Output{Name: "out", Create: func(string) (io.Writer, error) { return io.Discard, nil }})
}

// importTables write what the import cases came to.
func (b *bench) importTables(d *strings.Builder) {
	if len(b.imports) > 0 {
		fmt.Fprintf(d, `
## Imports

A corpus of AIF files of %d nodes each, brought in one after the other: recognised, read, validated and
committed as one change set each. *First* and *last* are the time of one element in the first and the last
quarter of the corpus.

Target: the last takes at most %.1f times the first.

| store | files | elements | first | last | last / first | | elements/s |
|---|---:|---:|---:|---:|---:|---|---:|
`, fileNodes, targetFlat)
		for _, r := range b.imports {
			fmt.Fprintf(d, "| %s | %d | %d | %v | %v | %.2f | %s | %.0f |\n", r.store, r.files, r.elements,
				r.first.Round(time.Microsecond), r.last.Round(time.Microsecond), r.ratio(), pick(r.ratio() <= targetFlat, "met", "**missed**"), r.rate)
		}
	}
	if c := b.codec; c != nil {
		fmt.Fprintf(d, `
## Reading and writing AIF

One file of %d nodes, %d bytes: *AIF* makes a map of it and writes it again, *JSON* is encoding/json, which
reads it into whatever it is and writes that.

Target: at most %.1f times JSON.

| AIF / JSON | | AIF | JSON |
|---|---|---:|---:|
| %s | %s | %.3f s | %.3f s |
`, c.nodes, c.bytes, targetCodec, c.ratio, pick(c.ratio.median <= targetCodec, "met", "**missed**"), c.ours.median, c.json.median)
	}
}
