package aif

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/verbatim"
)

// tokens gives what a JSON text says, one line a token: the order of members and entries, repeated
// members, numbers as they are spelt, and halves of surrogate pairs count; white space and escapes do not.
func tokens(t testing.TB, data []byte) []string {
	t.Helper()
	v, err := verbatim.Parse(trimBOM(data))
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return walk(v, nil)
}

func walk(v verbatim.Value, found []string) []string {
	switch v.Kind() {
	case verbatim.Object:
		found = append(found, "{")
		for _, m := range v.Members() {
			found = walk(m.Value, append(found, fmt.Sprintf("%q:", m.Name)))
		}
		return append(found, "}")
	case verbatim.Array:
		found = append(found, "[")
		for _, e := range v.Elements() {
			found = walk(e, found)
		}
		return append(found, "]")
	case verbatim.String:
		if !v.Exact() {
			return append(found, string(v.Raw()))
		}
		text, _ := v.Text()
		return append(found, fmt.Sprintf("%q", text))
	case verbatim.Null, verbatim.Bool, verbatim.Number:
	}
	return append(found, string(v.Raw()))
}

// shuffled gives a document as a store would: records in another order.
func shuffled(d *codec.Document, seed uint64) *codec.Document {
	other := *d
	other.Records = append(other.Records[:0:0], d.Records...)
	r := rand.New(rand.NewPCG(seed, 1))
	r.Shuffle(len(other.Records), func(i, j int) { other.Records[i], other.Records[j] = other.Records[j], other.Records[i] })
	return &other
}

func decode(t testing.TB, data []byte) *codec.Document {
	t.Helper()
	return codectest.Decode(t, Format(), codectest.File("test.json", data, nil))[0]
}

func encode(t testing.TB, d *codec.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	out := codec.Output{Name: "map", Create: func(string) (io.Writer, error) { b.Reset(); return &b, nil }}
	if err := Format().Encode(context.Background(), d, out); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
