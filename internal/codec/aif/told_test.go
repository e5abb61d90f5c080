package aif

import (
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/codec/codectest"
)

// TestLossesAreTold draws maps made by hand: what is not read back was told before.
func TestLossesAreTold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := codectest.Draw(rt)
		losses := Format().Losses(d)
		back := decode(t, encode(t, shuffled(d, rapid.Uint64().Draw(rt, "seed"))))
		codectest.Told(rt, d, losses, back)
	})
}

// TestWildLossesAreTold draws maps against the rules.
func TestWildLossesAreTold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := codectest.Wild(rt)
		losses := Format().Losses(d)
		codectest.Told(rt, d, losses, decode(t, encode(t, d)))
	})
}
