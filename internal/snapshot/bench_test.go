package snapshot_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// large gives the records of a map of n elements as people draw them: claims, inferences and
// rebuttals in turn, a question now and then; each claim has a commitment, most have a citation. As
// after a load, no two records share their ids' memory.
func large(tb testing.TB, n int) []argmap.Entry {
	tb.Helper()
	var entries []argmap.Entry
	add := func(r argmap.Record) {
		b, err := argmap.EncodeRecord(r)
		if err != nil {
			tb.Fatal(err)
		}
		if r, err = argmap.DecodeRecord(r.Ref().Type, b); err != nil {
			tb.Fatal(err)
		}
		entries = append(entries, argmap.Entry{Record: r, Revision: 1})
	}
	id := func(prefix string, i int) argmap.ID {
		return argmap.ID(fmt.Sprintf("%s0000000-0000-7000-8000-%012d", prefix, i))
	}
	links := 0
	join := func(role argmap.Role, from, to argmap.ID) {
		links++
		add(&argmap.Link{ID: id("5", links), Role: role, From: from, To: to})
	}
	add(&argmap.Properties{ID: theMap, Title: "a large map", Owner: "somebody", Created: epochStart})
	add(&argmap.Voice{ID: id("1", 0), Kind: argmap.VoiceAuthor, Name: "the author"})
	claim := func(i int) {
		add(&argmap.Element{ID: id("0", i), Kind: argmap.KindClaim, Text: fmt.Sprintf("The defence of suffering people is not an assault on the sovereignty of states, say number %d.", i), Author: "somebody", Created: epochStart.Add(time.Duration(i) * time.Millisecond)})
		add(&argmap.Commitment{ID: id("3", i), Voice: id("1", 0), Claim: id("0", i), Act: argmap.Asserts})
		if i%4 < 3 {
			add(&argmap.Citation{ID: id("4", i), Element: id("0", i), Source: id("7", 0), Role: argmap.Words, Explicitness: argmap.Explicit, Segments: []argmap.Segment{{
				Paragraph: id("8", i%2000), Start: 10, End: 60, Exact: "advocating the defence of suffering people is not an", Prefix: "has been said that ", Suffix: " assault on the sove",
			}}})
		}
	}
	claim(0)
	for i := 1; i+1 < n; i += 2 {
		claim(i)
		parent := 0
		if i > 2 {
			parent = (i * 7919 % i) &^ 1
			parent = max(0, parent-1)
			if parent%2 == 0 && parent > 0 {
				parent--
			}
		}
		e := &argmap.Element{ID: id("0", i+1), Kind: argmap.KindInference, Author: "somebody", Created: epochStart.Add(time.Duration(i+1) * time.Millisecond)}
		role := argmap.RoleConcludes
		if i%3 == 0 {
			e.Kind, e.Attack, role = argmap.KindRebuttal, argmap.Rebut, argmap.RoleAttacks
		}
		add(e)
		join(argmap.RolePremiseOf, id("0", i), id("0", i+1))
		join(role, id("0", i+1), id("0", parent))
	}
	return entries
}

func build(tb testing.TB, entries []argmap.Entry) *snapshot.Snapshot {
	tb.Helper()
	b := snapshot.NewBuilder(theMap)
	for _, e := range entries {
		b.Add(e)
	}
	s, err := b.Snapshot(1, 0)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// heap gives the bytes in use after a collection.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestBytesAreWithinAQuarterOfTheHeap(t *testing.T) {
	for _, n := range []int{1_000, 30_000} {
		before := heap()
		s := func() *snapshot.Snapshot { return build(t, large(t, n)) }()
		for range 2 {
			real := heap() - before
			if got := s.Bytes(); got < real*3/4 || got > real*5/4 {
				t.Errorf("%d elements: Bytes says %d, the heap has %d", n, got, real)
			} else {
				t.Logf("%d elements: Bytes says %d, the heap has %d: %d an element", n, got, real, real/int64(n))
			}
			s.Verdict("nothing")
			s.Roots()
			s.Element(s.Elements().At(1).ID()).(snapshot.Claim).Label()
		}
		runtime.KeepAlive(s)
	}
}

// elementBytes is what a large map may take for each of its elements, with all that hangs on it.
const elementBytes = 800

func TestALargeMapIsSmall(t *testing.T) {
	const n = 30_000
	before := heap()
	s := func() *snapshot.Snapshot { return build(t, large(t, n)) }()
	if got := (heap() - before) / n; got > elementBytes {
		t.Errorf("an element takes %d bytes, want at most %d", got, elementBytes)
	}
	runtime.KeepAlive(s)
}

// rebuttal is one rebuttal with a premise of its own.
func rebuttal(s *snapshot.Snapshot, i int) argmap.ChangeSet {
	name := func(what string) argmap.ID { return argmap.ID(fmt.Sprintf("%s-%d-%d", what, s.Revision(), i)) }
	target := s.Elements().At(i * 7919 % s.Elements().Len()).ID()
	now := epochStart.Add(time.Hour)
	return argmap.ChangeSet{Map: theMap, Revision: s.Revision() + 1, Operations: []argmap.Operation{
		argmap.Set(&argmap.Element{ID: name("claim"), Kind: argmap.KindClaim, Text: "No.", Created: now}),
		argmap.Set(&argmap.Element{ID: name("rebuttal"), Kind: argmap.KindRebuttal, Attack: argmap.Rebut, Created: now}),
		argmap.Set(&argmap.Link{ID: name("premise"), Role: argmap.RolePremiseOf, From: name("claim"), To: name("rebuttal")}),
		argmap.Set(&argmap.Link{ID: name("attack"), Role: argmap.RoleAttacks, From: name("rebuttal"), To: target}),
	}}
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		entries := large(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				build(b, entries)
			}
		})
	}
}

func BenchmarkApplyOneRebuttal(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		if n > 100_000 && testing.Short() {
			continue
		}
		s := build(b, large(b, n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				next, err := s.Apply(rebuttal(s, i))
				if err != nil {
					b.Fatal(err)
				}
				s = next
			}
		})
	}
}

func BenchmarkLabels(b *testing.B) {
	s := build(b, large(b, 100_000))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		next, err := s.Apply(rebuttal(s, i))
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		next.Verdict(next.Elements().At(0).ID())
	}
}

func BenchmarkEntry(b *testing.B) {
	s := build(b, large(b, 100_000))
	ids := []argmap.ID{}
	for e := range s.Elements().All() {
		ids = append(ids, e.ID())
	}
	b.Run("entry", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			s.Entry(argmap.Ref{Type: argmap.TypeElement, ID: ids[i*7919%len(ids)]})
		}
	})
	b.Run("links", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			for range s.LinksTo(ids[i*7919%len(ids)]) {
			}
		}
	})
	b.Run("premises", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if r, ok := s.Element(ids[i*7919%len(ids)]).(snapshot.Inference); ok {
				r.Premises()
			}
		}
	})
}

func BenchmarkCheckpoint(b *testing.B) {
	s := build(b, large(b, 100_000))
	chunks, err := snapshot.Encode(s)
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, c := range chunks {
		size += len(c)
	}
	b.Run("encode", func(b *testing.B) {
		b.ReportMetric(float64(size), "bytes")
		b.ReportMetric(float64(len(chunks)), "chunks")
		for b.Loop() {
			if _, err := snapshot.Encode(s); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			if _, err := snapshot.Decode(slices.Clone(chunks)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
