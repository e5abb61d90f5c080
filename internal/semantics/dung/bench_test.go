package dung

import (
	"testing"

	"argmap/internal/semantics"
	"argmap/internal/semantics/families"
)

const large = 100_000

// BenchmarkGrounded is the part that every answer has in common.
func BenchmarkGrounded(b *testing.B) {
	for _, f := range families.All() {
		m := f.Make(large, 1)
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				semantics.GroundedLabels(m)
			}
		})
	}
}

// BenchmarkOne finds one extension, from the map on.
func BenchmarkOne(b *testing.B) {
	for _, f := range families.All() {
		m := f.Make(large, 1)
		for _, sem := range []Semantics{Preferred, Stable, Ideal, SemiStable, CF2} {
			if f.Name == "scc" && sem == SemiStable {
				continue // one island without a stable extension: minutes
			}
			b.Run(f.Name+"/"+sem.String(), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if a, err := New(m).One(b.Context(), sem); a.Outcome == Unknown && err == nil {
						b.Fatal("unknown")
					}
				}
			})
		}
	}
}

// BenchmarkAcceptance decides one undecided node, from the map on.
func BenchmarkAcceptance(b *testing.B) {
	for _, f := range families.All() {
		m := f.Make(large, 1)
		node := int32(0)
		for n, l := range semantics.Grounded(m).Labels {
			if l == semantics.Undecided {
				node = int32(n)
			}
		}
		for _, sem := range []Semantics{Complete, Preferred, Stable} {
			b.Run(f.Name+"/DC-"+sem.String(), func(b *testing.B) {
				for b.Loop() {
					_, _ = New(m).Credulous(b.Context(), sem, node)
				}
			})
			b.Run(f.Name+"/DS-"+sem.String(), func(b *testing.B) {
				for b.Loop() {
					_, _ = New(m).Sceptical(b.Context(), sem, node)
				}
			})
		}
	}
}
