package aif

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"testing"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
)

// corpus gives a file of the shape of AIFdb's exports of debates: per statement a locution, its illocution
// and what it says, and for every other one a transition, its illocution and an inference.
func corpus(statements int) []byte {
	var nodes, edges, said []string
	node := func(text, typ, scheme string) int {
		id := 100000 + len(nodes)
		more := ""
		if scheme != "" {
			more = fmt.Sprintf(`,"scheme":%q,"schemeID":"74"`, scheme)
		}
		nodes = append(nodes, fmt.Sprintf(`{"nodeID":"%d","text":%q,"type":%q,"timestamp":"2026-01-12 09:%02d:%02d"%s}`, id, text, typ, id/60%60, id%60, more))
		return id
	}
	edge := func(from, to int) {
		edges = append(edges, fmt.Sprintf(`{"edgeID":"%d","fromID":"%d","toID":"%d","formEdgeID":null}`, 200000+len(edges), from, to))
	}
	claim, locution := 0, 0
	for i := range statements {
		text := fmt.Sprintf("statement number %d says something about the canteen and what it should serve", i)
		c, l, ya := node(text, "I", ""), node(fmt.Sprintf("Ann : %s, I think", text), "L", ""), node("Asserting", "YA", "Asserting")
		edge(l, ya)
		edge(ya, c)
		said = append(said, fmt.Sprintf(`{"nodeID":"%d","personID":"%d","timestamp":"2026-01-12 09:30:00","start":null,"end":null,"source":null}`, l, 400+i%5))
		if i%2 == 1 {
			ta, arguing, ra := node("Default Transition", "TA", "Default Transition"), node("Arguing", "YA", "Arguing"), node("Default Inference", "RA", "Default Inference")
			edge(locution, ta)
			edge(ta, l)
			edge(ta, arguing)
			edge(arguing, ra)
			edge(c, ra)
			edge(ra, claim)
		}
		claim, locution = c, l
	}
	join := func(list []string) []byte {
		var b bytes.Buffer
		for i, e := range list {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(e)
		}
		return b.Bytes()
	}
	return fmt.Appendf(nil, `{"nodes":[%s],"edges":[%s],"locutions":[%s]}`, join(nodes), join(edges), join(said))
}

// BenchmarkThereAndBack reads and writes a file, once as a map and once as Go's generic values.
func BenchmarkThereAndBack(b *testing.B) {
	data := corpus(2000)
	b.Run("aif", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			docs, err := Format().Decode(context.Background(), codec.File{Name: "a.json", Data: data}, codectest.Options())
			if err != nil {
				b.Fatal(err)
			}
			out := codec.Output{Name: "a", Create: func(string) (io.Writer, error) { return io.Discard, nil }}
			if err := Format().Encode(context.Background(), docs[0], out); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			var v map[string]any
			if err := json.Unmarshal(data, &v); err != nil {
				b.Fatal(err)
			}
			if _, err := json.Marshal(v); err != nil {
				b.Fatal(err)
			}
		}
	})
}
