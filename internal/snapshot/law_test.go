package snapshot_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

func TestOlderSnapshotsNeverChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWriter()
		s, err := snapshot.NewBuilder(theMap).Snapshot(0, 0)
		if err != nil {
			t.Fatal(err)
		}
		var readers sync.WaitGroup
		faults := make(chan string, 100)
		for range rapid.IntRange(2, 10).Draw(t, "sets") {
			if s, err = s.Apply(w.changeSet(t)); err != nil {
				t.Fatal(err)
			}
			// The reader goes on while newer revisions are made from what it reads.
			old, want := s, w.state.Clone()
			readers.Go(func() {
				for range 3 {
					if d := differ(old, want); d != "" {
						faults <- d
						return
					}
					for e := range old.Elements().All() {
						old.Verdict(e.ID())
					}
				}
			})
		}
		readers.Wait()
		close(faults)
		for d := range faults {
			t.Fatal(d)
		}
	})
}

func TestTwoFuturesOfOneSnapshotDoNotMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWriter()
		b := snapshot.NewBuilder(theMap)
		for range rapid.IntRange(1, 4).Draw(t, "sets") {
			b.Replay(w.changeSet(t))
		}
		s, err := b.Snapshot(w.state.Revision(), 0)
		if err != nil {
			t.Fatal(err)
		}
		other := &writer{state: w.state.Clone(), next: 1000}
		left, errLeft := s.Apply(w.changeSet(t))
		right, errRight := s.Apply(other.changeSet(t))
		if errLeft != nil || errRight != nil {
			t.Fatal(errLeft, errRight)
		}
		b.Add(argmap.Entry{Record: &argmap.Element{ID: "later", Kind: argmap.KindClaim}, Revision: 1})
		if d := differ(left, w.state) + differ(right, other.state); d != "" {
			t.Fatal(d)
		}
	})
}

func TestABuilderRefusesWhatStillNamesTheMissing(t *testing.T) {
	claim := &argmap.Element{ID: "c", Kind: argmap.KindClaim, Text: "a claim"}
	for name, r := range map[string]argmap.Record{
		"link":       &argmap.Link{ID: "l", Role: argmap.RolePremiseOf, From: "c", To: "missing"},
		"citation":   &argmap.Citation{ID: "l", Element: "missing"},
		"commitment": &argmap.Commitment{ID: "l", Voice: "missing", Claim: "c"},
	} {
		t.Run(name, func(t *testing.T) {
			b := snapshot.NewBuilder(theMap)
			b.Add(argmap.Entry{Record: r, Revision: 1})
			b.Add(argmap.Entry{Record: claim, Revision: 1})
			if _, err := b.Snapshot(1, 0); fault.Reason(err) != "snapshot.dangling" || fault.Of(err) != fault.Internal {
				t.Errorf("got %v", err)
			}
			b.Add(argmap.Entry{Record: &argmap.Voice{ID: "missing"}, Revision: 2})
			b.Add(argmap.Entry{Record: &argmap.Element{ID: "missing", Kind: argmap.KindInference}, Revision: 2})
			if _, err := b.Snapshot(2, 0); err != nil {
				t.Errorf("once it is there: %v", err)
			}
		})
	}
}

func TestApplyRefusesWhatDoesNotFollow(t *testing.T) {
	b := snapshot.NewBuilder(theMap)
	b.Add(argmap.Entry{Record: &argmap.Element{ID: "c", Kind: argmap.KindClaim, Text: "a claim"}, Revision: 1})
	b.Add(argmap.Entry{Record: &argmap.Voice{ID: "v"}, Revision: 1})
	b.Add(argmap.Entry{Record: &argmap.Commitment{ID: "k", Voice: "v", Claim: "c"}, Revision: 1})
	s, err := b.Snapshot(4, 0)
	if err != nil {
		t.Fatal(err)
	}
	for reason, set := range map[string]argmap.ChangeSet{
		"snapshot.map":      {Map: "another", Revision: 5},
		"snapshot.revision": {Map: theMap, Revision: 6},
		"snapshot.staged":   {Map: theMap, Revision: 5, Staged: true},
		"snapshot.dangling": {Map: theMap, Revision: 5, Operations: []argmap.Operation{argmap.Remove(argmap.Ref{Type: argmap.TypeVoice, ID: "v"})}},
	} {
		if _, err := s.Apply(set); fault.Reason(err) != reason {
			t.Errorf("got %v, want %s", err, reason)
		}
	}
	if _, err := s.Apply(argmap.ChangeSet{Map: theMap, Revision: 5}); err != nil {
		t.Errorf("after refusals: %v", err)
	}
}

func TestListsAreOldestFirstAndFoundByKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWriter()
		s, err := snapshot.NewBuilder(theMap).Snapshot(0, 0)
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 10).Draw(t, "sets") {
			if s, err = s.Apply(w.changeSet(t)); err != nil {
				t.Fatal(err)
			}
		}
		want := pick[*argmap.Element](w)
		slices.SortFunc(want, func(a, b *argmap.Element) int {
			if c := a.Created.Compare(b.Created); c != 0 {
				return c
			}
			return strings.Compare(string(a.ID), string(b.ID))
		})
		listed(t, s.Elements(), want)
		listed(t, s.Roots(), filter(want, func(e *argmap.Element) bool {
			for l := range w.state.LinksFrom(e.ID) {
				if j, _ := argmap.JoinOf(l.Role); j.Points {
					return false
				}
			}
			return true
		}))
		for _, k := range argmap.Kinds() {
			listed(t, s.OfKind(k), filter(want, func(e *argmap.Element) bool { return e.Kind == k }))
		}
	})
}

// TestAFilteredListIsTheListOfWhatPasses reads it in any order: by rank, by key, its length, from both
// ends, with another filter between.
func TestAFilteredListIsTheListOfWhatPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWriter()
		s, err := snapshot.NewBuilder(theMap).Snapshot(0, 0)
		for range rapid.IntRange(1, 6).Draw(t, "sets") {
			if err == nil {
				s, err = s.Apply(w.changeSet(t))
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		looks := map[argmap.ID]int{}
		attacked := func(e snapshot.Element) bool { looks[e.ID()]++; return len(e.Rebuttals()) > 0 || e.Root() }
		var want []snapshot.Element
		for e := range s.Elements().All() {
			if attacked(e) {
				want = append(want, e)
			}
		}
		clear(looks)
		for range rapid.IntRange(1, 12).Draw(t, "reads") {
			l := s.Elements().Where("attacked", attacked)
			rank := rapid.IntRange(0, len(want)).Draw(t, "rank")
			switch rapid.IntRange(0, 3).Draw(t, "read") {
			case 0:
				if l.Len() != len(want) {
					t.Fatalf("%d elements pass, want %d", l.Len(), len(want))
				}
			case 1:
				if e, ok := l.At(rank); ok != (rank < len(want)) || ok && e.ID() != want[rank].ID() {
					t.Fatalf("at %d is %v, %t", rank, e, ok)
				}
			case 2:
				if rank < len(want) && l.Rank(want[rank].Created(), want[rank].ID()) != rank {
					t.Fatalf("%s has another rank than %d", want[rank].ID(), rank)
				}
			case 3:
				if n := s.Elements().Where("none", func(snapshot.Element) bool { return false }).Len(); n != 0 {
					t.Fatalf("%d elements pass a filter that none passes", n)
				}
			}
		}
		for id, n := range looks {
			if n > 1 {
				t.Fatalf("%s was looked at %d times", id, n)
			}
		}
	})
}

// TestTheLatestFiltersAreKept forgets the oldest ones, and answers the same when they come back.
func TestTheLatestFiltersAreKept(t *testing.T) {
	s := speech(t)
	looks := 0
	pass := func(snapshot.Element) bool { looks++; return true }
	for range 2 {
		for i := range 20 {
			if n := s.Elements().Where(strconv.Itoa(i), pass).Len(); n != s.Elements().Len() {
				t.Fatalf("%d of %d elements pass", n, s.Elements().Len())
			}
		}
		s.Elements().Where("19", pass).Len()
	}
	if want := 40 * s.Elements().Len(); looks != want {
		t.Errorf("%d looks, want %d: 20 lists are more than are kept, and the last one is", looks, want)
	}
}

func filter[T any](from []T, keep func(T) bool) []T {
	var kept []T
	for _, v := range from {
		if keep(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

func listed(t *rapid.T, l snapshot.List, want []*argmap.Element) {
	var got []*argmap.Element
	for e := range l.All() {
		got = append(got, e.Record())
	}
	if !slices.Equal(got, want) || l.Len() != len(want) {
		t.Fatalf("%d elements, want %d", len(got), len(want))
	}
	for rank, e := range want {
		if l.Rank(e.Created, e.ID) != rank || l.At(rank).ID() != e.ID {
			t.Fatalf("%s is at %d, want %d", e.ID, l.Rank(e.Created, e.ID), rank)
		}
	}
}

func TestALongListKeepsItsOrderThroughManyChanges(t *testing.T) {
	w := &writer{state: argmap.NewState(theMap)}
	s, err := snapshot.NewBuilder(theMap).Snapshot(0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for revision := argmap.Revision(1); revision <= 40; revision++ {
		set := argmap.ChangeSet{Map: theMap, Revision: revision}
		for i := range 300 {
			n := (int(revision)*7919 + i*104729) % 5000
			ref := argmap.Ref{Type: argmap.TypeElement, ID: argmap.ID(fmt.Sprintf("e%04d", n))}
			if i%3 == 0 {
				set.Operations = append(set.Operations, argmap.Remove(ref))
				continue
			}
			set.Operations = append(set.Operations, argmap.Set(&argmap.Element{
				ID: ref.ID, Kind: argmap.Kinds()[n%2], Created: epochStart.AddDate(0, 0, n*31%7+i%2),
			}))
		}
		w.state.Apply(set)
		if s, err = s.Apply(set); err != nil {
			t.Fatal(err)
		}
		want := pick[*argmap.Element](w)
		if s.Elements().Len() != len(want) || s.Count(argmap.KindClaim)+s.Count(argmap.KindInference) != len(want) {
			t.Fatalf("revision %d: %d elements, want %d", revision, s.Elements().Len(), len(want))
		}
		var last *argmap.Element
		for e := range s.Elements().All() {
			r := e.Record()
			if last != nil && (last.Created.After(r.Created) || last.Created.Equal(r.Created) && last.ID >= r.ID) {
				t.Fatalf("revision %d: %s before %s", revision, last.ID, r.ID)
			}
			last = r
		}
	}
}

func TestNamesAreFoundByTypeAndName(t *testing.T) {
	name := argmap.External{Namespace: "aifdb", ID: "7"}
	b := snapshot.NewBuilder(theMap)
	b.Add(argmap.Entry{Record: &argmap.Element{ID: "b", Kind: argmap.KindClaim, External: name}, Revision: 1})
	b.Add(argmap.Entry{Record: &argmap.Element{ID: "a", Kind: argmap.KindClaim, External: name}, Revision: 1})
	b.Add(argmap.Entry{Record: &argmap.Voice{ID: "v", External: name}, Revision: 1})
	s, err := b.Snapshot(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := []argmap.Ref{{Type: argmap.TypeElement, ID: "a"}, {Type: argmap.TypeElement, ID: "b"}}
	if got := s.Named(argmap.TypeElement, name); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if got := s.Named(argmap.TypeVoice, name); len(got) != 1 || got[0].ID != "v" {
		t.Errorf("got %v", got)
	}
	if got := s.Named(argmap.TypeRow, name); got != nil {
		t.Errorf("got %v", got)
	}
	if x := s.Voice("v").External(); x == nil || *x != name || s.Element("c") != nil || s.Row("r") != nil {
		t.Errorf("got %v", x)
	}
}

func TestABrokenCheckpointIsRefused(t *testing.T) {
	b := snapshot.NewBuilder(theMap)
	noise := uint32(1)
	for i := range 40 {
		text := make([]rune, 20_000)
		for j := range text {
			noise = noise*1664525 + 1013904223
			text[j] = rune(0x4e00 + noise>>8%20_000)
		}
		b.Add(argmap.Entry{Record: &argmap.Element{ID: argmap.ID(fmt.Sprint("e", i)), Kind: argmap.KindClaim, Text: string(text)}, Revision: 1})
	}
	s, err := b.Snapshot(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	chunks, err := snapshot.Encode(s)
	if err != nil || len(chunks) < 2 {
		t.Fatalf("%d chunks, %v", len(chunks), err)
	}
	for i, c := range chunks {
		if len(c) > snapshot.MaxChunk {
			t.Errorf("chunk %d has %d bytes", i, len(c))
		}
	}
	swapped := slices.Clone(chunks)
	slices.Reverse(swapped)
	flipped := slices.Clone(chunks)
	flipped[1] = slices.Clone(flipped[1])
	flipped[1][len(flipped[1])/2] ^= 1
	for name, bad := range map[string][][]byte{
		"none": nil, "the last is missing": chunks[:len(chunks)-1], "the first is missing": chunks[1:],
		"out of order": swapped, "a bit is wrong": flipped,
	} {
		if _, err := snapshot.Decode(bad); fault.Of(err) != fault.Internal || fault.Reason(err) != "snapshot.checkpoint" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if back, err := snapshot.Decode(chunks); err != nil || back.Elements().Len() != 40 {
		t.Errorf("the whole: %v", err)
	}
}
