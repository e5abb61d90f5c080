package storetest

import (
	"argmap/internal/argmap"
)

func rebuildLaws() []law { return nil }

// breakRebuild makes a rebuild of the map fail, so that the map stays Rebuilding.
func (w *world) breakRebuild(c *chart) {
	w.Helper()
	stray := link(argmap.RoleForeign, claim("a"), claim("b"))
	_, err := w.s.Rebuild(w.ctx, c.id, c.rev, append(c.entries(), argmap.Entry{Record: stray, Revision: 1}))
	if err == nil {
		w.Fatalf("got no error from a rebuild with a stray link, want one")
	}
}
