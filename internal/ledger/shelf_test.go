package ledger

import (
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

func TestShelf(t *testing.T) {
	at := func(r argmap.Revision, e argmap.Epoch) *snapshot.Snapshot {
		s, err := snapshot.NewBuilder("m").Snapshot(r, e)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, c := range []struct {
		name        string
		first, then *snapshot.Snapshot
		want        int
	}{
		{"a later revision replaces an earlier one", at(1, 0), at(2, 0), 1},
		{"an earlier revision that comes late does not", at(2, 0), at(1, 0), 0},
		{"a later epoch replaces an earlier one, whatever the revision", at(3, 0), at(2, 1), 1},
		{"an earlier epoch that comes late does not", at(2, 1), at(3, 0), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShelf(1<<20, time.Now)
			for _, snap := range []*snapshot.Snapshot{c.first, c.then} {
				if err := s.put(snap); err != nil {
					t.Fatal(err)
				}
			}
			if want := []*snapshot.Snapshot{c.first, c.then}[c.want]; s.get("m") != want {
				t.Errorf("kept revision %d, epoch %d", s.get("m").Revision(), s.get("m").Epoch())
			}
		})
	}
}
