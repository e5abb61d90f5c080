package snapshot_test

import (
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// Situations that the Carneades system ships as examples with labels, drawn anew as maps of ours. An
// assumption is a claim that somebody holds; its arguments without premises get one that is held.
func TestSituationsOfCarneades(t *testing.T) {
	for name, c := range map[string]struct {
		draw func(m *sketch)
		want string
	}{
		"linked and convergent": {func(m *sketch) {
			m.claims("ann", "q r")
			m.unheld("p s t")
			m.infer("a1p", "p", "t")
			m.infer("a1s", "s", "t")
			m.infer("a2", "q r", "p")
		}, "IN q r p t OUT s"},
		"reinstatement by a second argument": {func(m *sketch) {
			m.claims("ann", "q r s")
			m.unheld("p np")
			m.infer("a1", "q", "p")
			m.infer("a2", "r", "np")
			m.infer("a3", "r s", "p")
			m.dispute("i1", argmap.Preponderance, "p np")
		}, "IN q r s p OUT np"},
		"reinstatement of an abstract framework": {func(m *sketch) {
			m.claims("ann", "ga gb gc")
			m.unheld("p ua ub uc")
			m.infer("a", "ga", "p")
			m.infer("b", "gb", "ua")
			m.infer("c", "gc", "ub")
			m.attack("xa", "ua", "a", "")
			m.attack("xb", "ub", "b", "")
			m.attack("xc", "uc", "c", "")
		}, "IN p ub OUT ua uc"},
		// Carneades leaves p and np undecided here; in the map reading a ring of support holds nothing up.
		"an undercut argument is unsupported": {func(m *sketch) {
			m.unheld("p np q")
			m.claims("ann", "un")
			m.infer("a1", "p", "q")
			m.attack("x", "un", "a1", "")
			m.infer("a2", "p", "np")
			m.infer("a3", "np", "p")
			m.dispute("i1", argmap.Preponderance, "p np")
		}, "IN un OUT q p np"},
		"jogging": {func(m *sketch) {
			m.claims("ann", "rain hot")
			m.unheld("nrain nhot jog njog")
			m.infer("a1", "rain nhot", "njog")
			m.infer("a2", "hot nrain", "njog")
			m.infer("a3", "rain hot", "jog")
			m.dispute("i1", argmap.Preponderance, "jog njog")
			m.dispute("i2", argmap.Preponderance, "rain nrain")
			m.dispute("i3", argmap.Preponderance, "hot nhot")
		}, "IN rain hot jog OUT njog nhot nrain"},
		"beyond reasonable doubt, nobody doubts": {func(m *sketch) {
			m.claims("ann", "a b")
			m.unheld("c")
			m.infer("i", "b", "a")
			m.dispute("q", argmap.BeyondReasonableDoubt, "a c")
		}, "IN a OUT c"},
		"a bare assertion is not clear and convincing": {func(m *sketch) {
			m.claims("ann", "a")
			m.unheld("c")
			m.dispute("q", argmap.ClearAndConvincing, "a c")
		}, "OUT a c"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newSketch()
			c.draw(m)
			expect(t, m.labels(t, snapshot.Reading{}), c.want)
		})
	}
}
