//go:build unix

package graph_test

import (
	"syscall"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"argmap/graph"
)

// BenchmarkAttacks tells how much of the processor, and of memory, each attack takes until it is
// refused, and each legal query until it is ready to run.
func BenchmarkAttacks(b *testing.B) {
	for _, a := range append(refusedBeforeParsing(), refusedByValidation()...) {
		b.Run(a.name, func(b *testing.B) {
			benchmarkRequest(b, &graphql.RawParams{Query: a.query, Variables: numbered(b, a.vars)})
		})
	}
	for name, query := range legal(b) {
		b.Run("legal: "+name, func(b *testing.B) { benchmarkRequest(b, &graphql.RawParams{Query: query}) })
	}
}

func benchmarkRequest(b *testing.B, params *graphql.RawParams) {
	exec := executor.New(graph.NewExecutableSchema(graph.Config{}))
	graph.Guard(exec, graph.Limits{})
	b.ReportAllocs()
	b.ResetTimer()
	begun := processorTime(b)
	for range b.N {
		ctx := graphql.StartOperationTrace(b.Context())
		if op, errs := exec.CreateOperationContext(ctx, params); errs != nil {
			exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
		}
	}
	b.ReportMetric(float64((processorTime(b)-begun).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// processorTime is what the process has used of the processor, the collector included.
func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
