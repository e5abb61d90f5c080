package main

import (
	"math"
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

// TestAllocatedBytes counts what is allocated.
func TestAllocatedBytes(t *testing.T) {
	before := allocatedBytes()
	kept = make([]byte, restBytes)
	if more := allocatedBytes() - before; more < restBytes {
		t.Errorf("after %d bytes were allocated, there are %d more", restBytes, more)
	}
}

var kept []byte
