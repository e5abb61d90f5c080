package neo4jstore

import (
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// effect is what change sets do to the rows of a map, taken together: for every record its state in
// the end, and before.
type effect struct {
	m     argmap.ID
	items map[argmap.Ref]*item
	// needs are the ends that no change set up to then had set, so that they must be there already.
	needs map[need]bool
}

// item is what becomes of one record.
type item struct {
	ref argmap.Ref
	// before is what is taken to be in the graph; nil when nothing is, or when that is not known.
	before argmap.Record
	// known tells that before was read from the graph.
	known bool
	// after is what shall be there; nil for nothing. It was set by this revision.
	after    argmap.Record
	revision argmap.Revision
	// anew tells that the record is removed and made again, so that what hung on it goes.
	anew bool
}

// need is an end by its id and label; the map is empty for sources and paragraphs, the state where any will do.
type need struct {
	id    argmap.ID
	label string
	m     argmap.ID
	state argmap.SourceState
}

func newEffect(m argmap.ID) *effect {
	return &effect{m: m, items: map[argmap.Ref]*item{}, needs: map[need]bool{}}
}

// add brings in a change set, operation by operation, and then looks for the ends of what it set.
func (f *effect) add(set argmap.ChangeSet) error {
	for _, op := range set.Operations {
		if err := f.operate(op, set.Revision); err != nil {
			return err
		}
	}
	for _, op := range set.Operations {
		if it := f.items[op.Ref]; it.after != nil {
			if err := f.require(it.after); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *effect) operate(op argmap.Operation, rev argmap.Revision) error {
	it := f.items[op.Ref]
	if it == nil {
		it = &item{ref: op.Ref, before: op.Before}
		f.items[op.Ref] = it
	}
	if c, ok := op.After.(*argmap.Citation); ok && len(c.Segments) == 0 {
		return fault.New(fault.Invalid, "citation.no_segment", "citation %s has no segment", c.ID)
	}
	if op.After == nil && op.Ref.Type != argmap.TypeProperties {
		f.cascade(op.Ref)
		it.anew = true
	}
	it.after, it.revision = op.After, rev
	return nil
}

// cascade takes away what was set before and hangs on an element that is removed.
func (f *effect) cascade(ref argmap.Ref) {
	if ref.Type != argmap.TypeElement && ref.Type != argmap.TypeVoice {
		return
	}
	for _, it := range f.items {
		if it.after != nil && hangsOn(it.after, ref.ID) {
			it.after = nil
		}
	}
}

// hangsOn reports whether a record is a relationship at the node.
func hangsOn(r argmap.Record, id argmap.ID) bool {
	switch r := r.(type) {
	case *argmap.Link:
		return r.From == id || r.To == id
	case *argmap.Commitment:
		return r.Claim == id || r.Voice == id
	case *argmap.Citation:
		return r.Element == id
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Element, *argmap.Leftover:
	}
	return false
}

// require notes the ends of a record that must be in the graph, or refuses when one was removed.
func (f *effect) require(r argmap.Record) error {
	for _, n := range ends(f.m, r) {
		it := f.items[argmap.Ref{Type: typeOfLabel(n.label), ID: n.id}]
		switch {
		case it == nil:
			f.needs[n] = true
		case it.after == nil:
			return missingEnd(r.Ref(), n.id)
		}
	}
	return nil
}

func missingEnd(ref argmap.Ref, end argmap.ID) error {
	return fault.New(fault.Invalid, "record.end_missing", "%s names %s, which is not there", ref, end)
}

// ends lists what a record stands on.
func ends(m argmap.ID, r argmap.Record) []need {
	within := func(id argmap.ID, label string) need { return need{id: id, label: label, m: m} }
	switch r := r.(type) {
	case *argmap.Link:
		return []need{within(r.From, labelElement), within(r.To, labelElement)}
	case *argmap.Commitment:
		out := []need{within(r.Voice, labelVoice), within(r.Claim, labelElement)}
		if r.ReportedBy != "" {
			out = append(out, within(r.ReportedBy, labelVoice))
		}
		return out
	case *argmap.Citation:
		out := []need{within(r.Element, labelElement), {id: r.Source, label: labelSource}}
		for _, s := range r.Segments {
			out = append(out, need{id: s.Paragraph, label: labelParagraph})
		}
		return out
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Element, *argmap.Leftover:
	}
	return nil
}

// sorted gives the items in the order of their ids.
func (f *effect) sorted() []*item {
	out := make([]*item, 0, len(f.items))
	for _, it := range f.items {
		out = append(out, it)
	}
	slices.SortFunc(out, func(a, b *item) int { return strings.Compare(string(a.ref.ID), string(b.ref.ID)) })
	return out
}

// unsure gives the records that are removed though nobody said what they are.
func (f *effect) unsure() []argmap.ID {
	var out []argmap.ID
	for ref, it := range f.items {
		if it.anew && it.before == nil && !it.known {
			out = append(out, ref.ID)
		}
	}
	return out
}

// unique refuses two new records of one id.
func (f *effect) unique() error {
	seen := make(map[argmap.ID]bool, len(f.items))
	for ref, it := range f.items {
		if it.after == nil || it.before != nil {
			continue
		}
		if seen[ref.ID] || ref.Type != argmap.TypeProperties && ref.ID == f.m {
			return idTaken(ref.ID)
		}
		seen[ref.ID] = true
	}
	return nil
}

func idTaken(id argmap.ID) error {
	return fault.New(fault.Invalid, "id.taken", "id %s names something else", id)
}
