package ledger

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// Proposal is a change that somebody wants to make to a map.
type Proposal struct {
	Map argmap.ID
	// Since is the revision that the author saw: a change to what was changed after it is a CONFLICT.
	// 0 means the head.
	Since argmap.Revision
	Actor argmap.Actor
	// Key is the client's own key for the write, unique per actor; empty for none. InputHash is the
	// hash of the input that came with it.
	Key       string
	InputHash string
	Message   string
	// Undoes is the revision that the change takes back; 0 for none.
	Undoes argmap.Revision
	// Restores is the revision that the change goes back to; 0 for none.
	Restores argmap.Revision
	// Import keeps breaches of the well-formedness rules, to be marked as defects.
	Import bool
	// Texts are the paragraphs of the sources that the map's import has brought: nobody else sees them yet.
	Texts map[argmap.ID]*argmap.Paragraph
	// Create makes the map; it is CONFLICT "map.exists" when there is one already.
	Create bool
	// Build gives the operations at the head, which is never nil; it is at revision 0 for a map that is
	// created. It is pure, runs again at each new head, and may run on any goroutine. Its error
	// refuses the proposal.
	Build func(head *snapshot.Snapshot) ([]argmap.Operation, error)
}

// Receipt says what became of a proposal.
type Receipt struct {
	Map argmap.ID
	// Revision is the one that the proposal made, or the head when there was nothing to change.
	Revision argmap.Revision
	// WriteID names the write; empty when there was nothing to change.
	WriteID argmap.ID
	// Repeated reports that the write had been made before, under the same key.
	Repeated bool
	// Snapshot shows the map at Revision or later. It is nil only when the map could not be read
	// after a write that is safely made.
	Snapshot *snapshot.Snapshot
}

// ticket is a proposal in the queue, and what became of it so far.
type ticket struct {
	Proposal
	writeID argmap.ID
	// done is closed when the ticket is settled.
	done    chan struct{}
	receipt Receipt
	err     error

	// withdrawn are the sources that the store refused to cite.
	withdrawn []argmap.ID

	// What the present round made of it; all are zero when there is nothing to change.
	set     *argmap.ChangeSet
	cited   []argmap.ID // anew, so that the append must find them active
	verdict error
	// at is the snapshot with the ticket's change set, or the one that it changes nothing in.
	at *snapshot.Snapshot
}

func newTicket(p Proposal, writeID argmap.ID) *ticket {
	return &ticket{Proposal: p, writeID: writeID, done: make(chan struct{})}
}

// settle ends the ticket; the first call counts.
func (t *ticket) settle(r Receipt, err error) {
	select {
	case <-t.done:
		return
	default:
	}
	t.receipt, t.err = r, err
	close(t.done)
}

func (t *ticket) settled() bool {
	select {
	case <-t.done:
		return true
	default:
		return false
	}
}

// changeSet makes the change set that the ticket would append after head.
func (t *ticket) changeSet(l *Ledger, head *snapshot.Snapshot, ops []argmap.Operation) argmap.ChangeSet {
	return argmap.ChangeSet{
		Map: t.Map, Revision: head.Revision() + 1, WriteID: t.writeID, Key: t.Key, InputHash: t.InputHash,
		Actor: t.Actor, Time: l.now(), Message: t.Message, Undoes: t.Undoes, Operations: propertiesFirst(ops),
	}
}

// propertiesFirst moves the operation on the map's properties to the front, as the first change
// set of a log has it.
func propertiesFirst(ops []argmap.Operation) []argmap.Operation {
	isProperties := func(op argmap.Operation) bool { return op.Ref.Type == argmap.TypeProperties }
	i := slices.IndexFunc(ops, isProperties)
	if i <= 0 {
		return ops
	}
	return append([]argmap.Operation{ops[i]}, slices.Delete(slices.Clone(ops), i, i+1)...)
}

// mode says whose hand the change comes from.
func (p Proposal) mode() argmap.Mode {
	switch {
	case p.Import:
		return argmap.Importing
	case p.Undoes > 0, p.Restores > 0:
		return argmap.Restoring
	}
	return argmap.Authoring
}

func (p Proposal) check() error {
	switch {
	case p.Map == "":
		return fault.InvalidField("map", "map.id", "a change needs the id of its map")
	case p.Actor == "":
		return fault.InvalidField("actor", "write.actor", "a change needs the actor who makes it")
	case p.Build == nil:
		return fault.New(fault.Internal, "write.build", "the proposal builds nothing")
	}
	return nil
}
