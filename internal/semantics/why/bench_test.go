package why_test

import (
	"context"
	"testing"

	"argmap/internal/semantics"
	"argmap/internal/semantics/families"
	"argmap/internal/semantics/why"
)

// BenchmarkExplain asks of the root, on which most of a map bears.
func BenchmarkExplain(b *testing.B) {
	for _, c := range []struct {
		name string
		m    *semantics.Map
	}{
		{"chain", families.Chain(long + 1)},
		{"star", families.Star(long + 1)},
		{"map", families.Claims(long, 1)},
		{"circle", circle()},
	} {
		l := semantics.Grounded(c.m)
		topic := int32(0)
		if c.name == "chain" {
			topic = long
		}
		for _, what := range []struct {
			name string
			ask  func() error
		}{
			{"explain", func() error {
				_, err := why.Explain(context.Background(), c.m, l, topic, unbounded)
				return err
			}},
			{"flips of 10", func() error {
				_, err := why.FindFlips(context.Background(), c.m, l, topic, why.Options{Budget: 10})
				return err
			}},
			{"defence with 10", func() error {
				_, err := why.FindDefence(context.Background(), c.m, l, topic, why.Options{Budget: 10})
				return err
			}},
		} {
			if what.ask() != nil {
				continue
			}
			b.Run(c.name+"/"+what.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := what.ask(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
