package snapshot

// Steps tells how many links and elements were looked at for the tree.
func (t Tree) Steps() int { return t.steps }

// Outline computes what only a walk through the whole map tells.
func Outline(s *Snapshot) { s.outline() }

// Steps tells how many links were looked at for the subgraph.
func (g Subgraph) Steps() int { return g.steps }
