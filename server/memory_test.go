package main

import (
	"math"
	"runtime"
	"slices"
	"testing"
)

func TestSoftLimit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want int64
		ok   bool
	}{
		{"536870912\n", 429496728, true},
		{"max\n", 0, false},
		{"", 0, false},
		{"0\n", 0, false},
		{"-1\n", 0, false},
		{"9223372036854775807", math.MaxInt64 / 5 * 4, true},
	} {
		if got, ok := softLimit(c.text); got != c.want || ok != c.ok {
			t.Errorf("softLimit(%q) = %d, %t, want %d, %t", c.text, got, ok, c.want, c.ok)
		}
	}
}

// TestRest gives memory back once each time that work has ended, and never during it.
func TestRest(t *testing.T) {
	t.Parallel()
	const little, much = restBytes - 1, restBytes
	var r rest
	var allocated uint64
	var got []bool
	for _, more := range []uint64{much, much, little, little, 0, much, little, much} {
		allocated += more
		got = append(got, r.begins(allocated))
	}
	if want := []bool{false, false, true, false, false, false, true, false}; !slices.Equal(got, want) {
		t.Errorf("rest began at %v, want %v", got, want)
	}
}

// TestBusyPercent gives small heaps three times their size, and large ones no more than a fixed room.
func TestBusyPercent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		live uint64
		want int
	}{
		{0, 100}, {16<<20 - 1, 100}, {16 << 20, 300}, {64 << 20, 300}, {96 << 20, 200}, {192 << 20, 100}, {1 << 40, 100},
	} {
		if got := busyPercent(c.live); got != c.want {
			t.Errorf("with %d bytes alive the percentage is %d, want %d", c.live, got, c.want)
		}
	}
}

// TestMemoryInUse counts what is allocated, and what is alive after a collection.
func TestMemoryInUse(t *testing.T) {
	runtime.GC()
	before := memoryInUse()
	kept = make([]byte, 8<<20)
	runtime.GC()
	after := memoryInUse()
	if more := after.allocated - before.allocated; more < uint64(len(kept)) {
		t.Errorf("after %d bytes were allocated, there are %d more", len(kept), more)
	}
	if after.live < before.live+uint64(len(kept))/2 {
		t.Errorf("%d bytes were alive, and with %d more %d are", before.live, len(kept), after.live)
	}
}

var kept []byte
