package aif

import (
	"cmp"
	"encoding/json"
	"slices"

	"argmap/internal/argmap"
)

// NodeID gives the id of the node that an element is written as, as it is written; nil when it is no node of
// its own, or one without an id. Fresh says that the node was drawn here.
func (w *Writing) NodeID(element argmap.ID) (id json.RawMessage, fresh bool) {
	l := w.nodes[element]
	if l == nil || w.asked[element] != nil {
		return nil, false
	}
	id = last(l.members, "nodeID")
	if _, ok := word(id); !ok {
		return nil, false
	}
	return id, l.fresh
}

// Element gives the element whose node a reader takes an id to name; empty when there is none. It is known
// once the lists were written.
func (w *Writing) Element(id json.RawMessage) argmap.ID {
	if w.byKey == nil {
		w.byKey, w.byWord = map[string]argmap.ID{}, map[string]argmap.ID{}
		w.index()
	}
	if e, ok := w.byKey[key(id)]; ok {
		return e
	}
	text, _ := word(id)
	return w.byWord[text]
}

// index knows each id by the first node that has it.
func (w *Writing) index() {
	all := slices.Clone(w.G.Elements)
	all = slices.DeleteFunc(all, func(e *argmap.Element) bool { id, _ := w.NodeID(e.ID); return id == nil })
	slices.SortFunc(all, func(a, b *argmap.Element) int { return cmp.Compare(w.nodes[a.ID].at, w.nodes[b.ID].at) })
	for _, e := range all {
		id, _ := w.NodeID(e.ID)
		text, _ := word(id)
		if _, ok := w.byKey[key(id)]; !ok {
			w.byKey[key(id)] = e.ID
		}
		if _, ok := w.byWord[text]; !ok {
			w.byWord[text] = e.ID
		}
	}
}

// Fresh reports whether the map came from no file that has its graph in a member.
func (w *Writing) Fresh() bool { return w.lay == nil || w.lay.graph < 0 }

// Kept gives what the import record holds of a sort, in its order.
func (w *Writing) Kept(what string) []json.RawMessage {
	var found []json.RawMessage
	for _, p := range w.pieces[what] {
		found = append(found, p.raw)
	}
	return found
}
