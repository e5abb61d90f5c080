package ledger_test

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/store/sqlitestore"
)

func benchKit(b *testing.B, change ...func(*ledger.Options)) (*kit, *spy) {
	b.Helper()
	ctx := context.Background()
	s, err := sqlitestore.Open(ctx, sqlitestore.Options{Path: filepath.Join(b.TempDir(), "argmap.db")})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close(ctx) })
	if _, err := s.Migrate(ctx); err != nil {
		b.Fatal(err)
	}
	counted := &spy{Store: s}
	k := start(b, open(b, counted, change...))
	k.commit(claimsOf(1000)...)
	return k, counted
}

// BenchmarkLatest reads the head's snapshot by many at once, and tells how many share a look-up.
func BenchmarkLatest(b *testing.B) {
	for _, readers := range []int{2, 8, 64} {
		b.Run(fmt.Sprintf("readers=%d", readers), func(b *testing.B) {
			k, s := benchKit(b)
			s.asked = nil
			before := s.heads.Load()
			b.SetParallelism(max(1, readers/runtime.GOMAXPROCS(0)))
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					k.at(ledger.Read{})
				}
			})
			b.ReportMetric(float64(b.N)/float64(s.heads.Load()-before), "reads/look-up")
		})
	}
}

// BenchmarkCommit writes to one map by many at once, and tells how many change sets share an append.
func BenchmarkCommit(b *testing.B) {
	for _, writers := range []int{2, 8, 64} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) { benchCommit(b, writers) })
		b.Run(fmt.Sprintf("writers=%d,questions kept", writers), func(b *testing.B) { benchCommit(b, writers, keeping) })
	}
}

func benchCommit(b *testing.B, writers int, change ...func(*ledger.Options)) {
	b.Helper()
	k, s := benchKit(b, change...)
	var n atomic.Int64
	sets, appends := s.sets.Load(), s.appends.Load()
	b.SetParallelism(max(1, writers/runtime.GOMAXPROCS(0)))
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := k.try(argmap.Set(claim(argmap.ID(fmt.Sprintf("%s-%d", k.m, n.Add(1)%500)), newText()))); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(s.sets.Load()-sets)/float64(s.appends.Load()-appends), "sets/append")
}
