package snapshot

import (
	"crypto/sha256"
	"encoding/base64"
	"sync"

	"argmap/internal/argmap"
)

// OccurrenceID names the place of the row: it is made from the ids of the elements on the way to it
// from the top, and so is the same for the same way at every revision.
func (r *TreeRow) OccurrenceID() string { return r.names.of(r.index).text() }

// Link gives what draws the row under its parent; nil at the top.
func (r *TreeRow) Link() *argmap.Link {
	if r.link == none {
		return nil
	}
	return r.names.s.links.at(r.link)
}

// ParentRow gives Parent, or nil at the top.
func (r *TreeRow) ParentRow() *int { return rowNumber(&r.Parent) }

// ReferenceRow gives Reference, or nil where there is none.
func (r *TreeRow) ReferenceRow() *int { return rowNumber(&r.Reference) }

func rowNumber(n *int) *int {
	if *n < 0 {
		return nil
	}
	return n
}

// RoleBelow gives Role, or nil at the top.
func (r *TreeRow) RoleBelow() *TreeRole {
	if r.Role == "" {
		return nil
	}
	return &r.Role
}

// names are those of the rows of one answer, all of which are made when the first is asked for: many
// never ask.
type names struct {
	once sync.Once
	s    *Snapshot
	// rows begin with the row numbered first; above holds, by index, the name of the row above where
	// that stands in an earlier answer.
	rows  []TreeRow
	first int
	above map[int32]occurrence
	all   []occurrence
}

func (n *names) of(index int32) occurrence {
	n.once.Do(n.make)
	return n.all[index]
}

// make goes through the rows in order, in which each stands after the one that it hangs under.
func (n *names) make() {
	n.all = make([]occurrence, len(n.rows))
	for i := range n.rows {
		row := &n.rows[i]
		above := n.above[int32(i)]
		if row.Parent >= n.first {
			above = n.all[row.Parent-n.first]
		}
		_, slot := row.Element.place()
		n.all[i] = above.under(n.s, slot)
	}
}

// occurrence is the name of a place in a tree: a hash of the name of the place above and the element's
// id, so that it says the whole way and costs no more than one step of it (a Merkle chain). Twelve
// bytes make two equal ones among a million as unlikely as 1 in 10^16.
type occurrence [12]byte

// under gives the name of an element's place below this one.
func (o occurrence) under(s *Snapshot, slot int32) occurrence {
	var room [64]byte
	sum := sha256.Sum256(append(append(room[:0], o[:]...), s.elements.id(slot)...))
	return occurrence(sum[:len(o)])
}

func (o occurrence) text() string { return base64.RawURLEncoding.EncodeToString(o[:]) }
