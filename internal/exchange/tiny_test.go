package exchange_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/formats"
	"argmap/internal/exchange"
	"argmap/internal/fault"
)

// tiny is a format of the tests: claims, of which each but the first supports the first, perhaps found
// in a text that is in the file or beside it.
type tiny struct {
	Tiny []tinyMap `json:"tiny"`
}

type tinyMap struct {
	Title  string   `json:"title"`
	Claims []string `json:"claims"`
	Text   string   `json:"text,omitempty"`
	Beside string   `json:"beside,omitempty"`
	// Torn leaves a link without an end, which no map can hold.
	Torn bool `json:"torn,omitempty"`
	// Panic makes the decoder panic.
	Panic bool `json:"panic,omitempty"`
}

func tinyFormats() formats.Set {
	written := tinyFormat()
	written.Name, written.Recognise, written.Decode = "written", nil, nil
	read := tinyFormat()
	read.Name, read.Recognise, read.Encode, read.Losses = "read", func(codec.Sample) codec.Likelihood { return codec.No }, nil, nil
	return append(formats.Set{tinyFormat(), read, written}, formats.All()...)
}

func tinyFormat() codec.Format {
	return codec.Format{
		Name: "tiny", Title: "Tiny", MediaType: "application/json", Extensions: []string{".tiny", ".txt"},
		Recognise: func(s codec.Sample) codec.Likelihood {
			if strings.Contains(string(s.Head(20)), `{"tiny"`) {
				return codec.Surely
			}
			return codec.No
		},
		Decode: decodeTiny, Losses: lossesOfTiny, Encode: encodeTiny,
	}
}

func decodeTiny(_ context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	var file tiny
	if err := json.Unmarshal(f.Data, &file); err != nil {
		return nil, fault.New(fault.Invalid, "tiny.syntax", "line 1, column 1: %v", err)
	}
	var docs []*codec.Document
	for _, m := range file.Tiny {
		if m.Panic {
			panic("tiny")
		}
		d, err := m.document(f, o)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	return docs, nil
}

func (m tinyMap) document(f codec.File, o codec.Options) (*codec.Document, error) {
	b := codec.Build("tiny", m.Title, f, o)
	text := []byte(m.Text)
	if m.Beside != "" {
		var err error
		if text, err = f.Beside(m.Beside); err != nil {
			return nil, err
		}
	}
	var s codec.Source
	if len(text) > 0 {
		var err error
		if s, err = b.Source(m.Title, text, "text/plain"); err != nil {
			return nil, err
		}
	}
	var first *argmap.Element
	for i, words := range m.Claims {
		c := b.Claim(words)
		c.External, c.Raw = argmap.External{Namespace: "tiny", ID: fmt.Sprint(i)}, json.RawMessage(`{"z":1.0,"a":1e400}`)
		b.Commit(b.Speaker().ID, argmap.Asserts, c.ID)
		if at := strings.Index(s.Text, words); at >= 0 && s.Source != nil {
			if _, err := b.Cite(c.ID, s, at, at+len(words)); err != nil {
				return nil, err
			}
		}
		if first == nil {
			first = c
			continue
		}
		b.Inference(first.ID, c.ID)
	}
	if m.Torn {
		b.Link(argmap.RolePremiseOf, first.ID, "nowhere")
	}
	if len(m.Claims) == 1 {
		b.Element(argmap.KindRebuttal, "").Attack = argmap.Rebut // a defect: it attacks nothing
	}
	return b.Done(), nil
}

func lossesOfTiny(d *codec.Document) []codec.Loss {
	var ids []argmap.ID
	for _, r := range d.Records {
		if e, ok := r.(*argmap.Element); ok && e.Kind == argmap.KindQuestion {
			ids = append(ids, e.ID)
		}
	}
	if ids == nil {
		return nil
	}
	return []codec.Loss{{What: "questions", Why: "tiny has none", Records: ids}}
}

func encodeTiny(_ context.Context, d *codec.Document, o codec.Output) error {
	m := tinyMap{Title: d.Properties.Title}
	for _, r := range d.Records {
		if e, ok := r.(*argmap.Element); ok && e.Kind == argmap.KindClaim {
			m.Claims = append(m.Claims, e.Text)
		}
	}
	for _, s := range d.Sources {
		m.Text = s.Text
	}
	w, err := o.Create(o.Name + ".tiny")
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(tiny{[]tinyMap{m}})
}

// fileOf is a file of the format.
func fileOf(maps ...tinyMap) exchange.File {
	data, err := json.Marshal(tiny{maps})
	if err != nil {
		panic(err)
	}
	return exchange.File{Name: "a.tiny", Body: strings.NewReader(string(data))}
}

// besides gives files by name.
func besides(files map[string]string) func(string) (io.ReadCloser, error) {
	return func(name string) (io.ReadCloser, error) {
		if s, ok := files[name]; ok {
			return io.NopCloser(strings.NewReader(s)), nil
		}
		return nil, fs.ErrNotExist
	}
}

// collected are files that were written.
type collected map[string]*strings.Builder

func (c collected) output(name string) codec.Output {
	return codec.Output{Name: name, Create: func(name string) (io.Writer, error) {
		c[name] = &strings.Builder{}
		return c[name], nil
	}}
}
