package storetest

import (
	"bytes"
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawPutCheckpoint = "PutCheckpoint keeps a checkpoint, replacing one of the same revision"
	lawEpoch         = "When the map's epoch is not the checkpoint's, it is CONFLICT \"map.epoch\" and nothing changes"
	lawNearest       = "NearestCheckpoint gives the map's checkpoint of the highest revision not above atMost; false if none"
)

func checkpointLaws() []law {
	return []law{
		{lawPutCheckpoint, keepsCheckpoint, shared},
		{lawPutCheckpoint + " — with fewer chunks than before", replacesCheckpoint, shared},
		{lawEpoch, oldEpoch, shared},
		{lawNearest, nearest, shared},
	}
}

// checkpoint makes a checkpoint of c at a revision with these chunks.
func (c *chart) checkpoint(rev argmap.Revision, epoch argmap.Epoch, chunks ...string) store.Checkpoint {
	cp := store.Checkpoint{Map: c.id, Revision: rev, Epoch: epoch}
	for _, chunk := range chunks {
		cp.Chunks = append(cp.Chunks, []byte(chunk))
	}
	return cp
}

// nearest gives the map's checkpoint at or below a revision, or the zero one.
func (w *world) nearest(m argmap.ID, atMost argmap.Revision) store.Checkpoint {
	w.Helper()
	got, ok, err := w.s.NearestCheckpoint(w.ctx, m, atMost)
	w.ok(err)
	if !ok {
		return store.Checkpoint{}
	}
	return got
}

func keepsCheckpoint(w *world) {
	c := w.draw()
	var all []byte
	for b := range 256 {
		all = append(all, byte(b))
	}
	mebibyte := bytes.Repeat(all, 1<<20/256)
	want := store.Checkpoint{Map: c.id, Revision: 1, Chunks: [][]byte{mebibyte, all, []byte("z"), []byte("a"), mebibyte[7:]}}
	w.ok(w.s.PutCheckpoint(w.ctx, want))
	w.same("checkpoint", w.nearest(c.id, 1), want)
}

func replacesCheckpoint(w *world) {
	c := w.draw()
	w.ok(w.s.PutCheckpoint(w.ctx, c.checkpoint(1, 0, "a", "b", "c")))
	want := c.checkpoint(1, 0, "d", "e")
	w.ok(w.s.PutCheckpoint(w.ctx, want))
	w.same("checkpoint", w.nearest(c.id, 1), want)
}

func oldEpoch(w *world) {
	c := w.draw()
	c.redact(store.Redaction{})
	fine := c.checkpoint(1, 1, "new")
	w.ok(w.s.PutCheckpoint(w.ctx, fine))
	for _, epoch := range []argmap.Epoch{0, 2} {
		w.fails(w.s.PutCheckpoint(w.ctx, c.checkpoint(1, epoch, "other")), fault.Conflict, "map.epoch")
	}
	w.same("checkpoint", w.nearest(c.id, 1), fine)
}

func nearest(w *world) {
	c, other := w.draw(), w.draw()
	for range 12 {
		c.commit()
	}
	w.same("before any", w.nearest(c.id, 99), store.Checkpoint{})
	w.ok(w.s.PutCheckpoint(w.ctx, other.checkpoint(1, 0, "other")))
	for _, rev := range []argmap.Revision{9, 2, 11} {
		w.ok(w.s.PutCheckpoint(w.ctx, c.checkpoint(rev, 0, fmt.Sprint(rev))))
	}
	for atMost, want := range map[argmap.Revision]argmap.Revision{2: 2, 3: 2, 8: 2, 9: 9, 10: 9, 11: 11, 99: 11} {
		w.same("checkpoint", w.nearest(c.id, atMost), c.checkpoint(want, 0, fmt.Sprint(want)))
	}
	w.same("below all", w.nearest(c.id, 1), store.Checkpoint{})
	w.same("of no map", w.nearest(newID(), 9), store.Checkpoint{})
}
