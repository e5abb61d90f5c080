package snapshot

// Steps tells how many links and elements were looked at for the tree.
func (t Tree) Steps() int { return t.steps }

// Outline computes what only a walk through the whole map tells.
func Outline(s *Snapshot) { s.outline() }

// Steps tells how many links were looked at for the subgraph.
func (g Subgraph) Steps() int { return g.steps }

// Anew gives the same snapshot as if nothing had been asked of it but perhaps its outline.
func Anew(s *Snapshot) *Snapshot {
	fresh := &Snapshot{layout: s.layout}
	if o := s.outlined.known(); o != nil {
		fresh.outlined.once.Do(func() { fresh.outlined.value.Store(o) })
	}
	return fresh
}

// BytesOfTrees tells how much memory the trees that the snapshot keeps take, and may take.
func BytesOfTrees(s *Snapshot) (taken, most int64) {
	s.drawn.get(s.keptTrees).Drop(func(_ sketch, t Tree) bool { taken += t.room() * bytesOfRow; return false })
	return taken, s.roomForTrees() * bytesOfRow
}
