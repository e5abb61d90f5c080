package codec

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// Lawful gives the first reason why a store would refuse the document, by the structural rules of maps:
// a record that is there twice, an end that is not there, a quote that its paragraph does not hold.
// It is nil when there is none. Arguments that are not well formed are no such reason; see Check.
func (d *Document) Lawful() error {
	ops := make([]argmap.Operation, 0, len(d.Records)+1)
	ops = append(ops, argmap.Set(d.Properties))
	for _, r := range d.Records {
		ops = append(ops, argmap.Set(r))
	}
	sortForCheck(ops)
	texts, state := NewGraph(d), argmap.NewState(d.Properties.ID)
	for piece := range slices.Chunk(ops, argmap.MaxOperations) {
		for _, op := range piece {
			if _, twice := state.Entry(op.Ref); twice {
				return fault.InvalidField("id", string(argmap.RuleOnce), "the document names %s twice", op.Ref)
			}
		}
		if _, err := argmap.Check(state, texts, piece, argmap.Importing); err != nil {
			return err
		}
		for _, op := range piece {
			state.Put(argmap.Entry{Record: op.After, Revision: 1})
		}
	}
	return nil
}

// sortForCheck brings what is named before what names it, so that a piece needs nothing of the next:
// rows before elements too, as a question that names its row is refused without it.
func sortForCheck(ops []argmap.Operation) {
	order := []argmap.RecordType{
		argmap.TypeProperties, argmap.TypeVoice, argmap.TypeRow, argmap.TypeElement,
		argmap.TypeCommitment, argmap.TypeLink, argmap.TypeCitation, argmap.TypeLeftover,
	}
	slices.SortStableFunc(ops, func(a, b argmap.Operation) int {
		return slices.Index(order, a.Ref.Type) - slices.Index(order, b.Ref.Type)
	})
}
