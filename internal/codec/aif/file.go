package aif

import (
	"cmp"
	"encoding/json"
	"slices"

	"argmap/internal/codec/verbatim"
)

// file gives the whole file.
func (w *Writing) file() []byte {
	graph := w.graph()
	if w.dialect.Member == "" {
		return append(objectOf(graph), '\n')
	}
	var outer []Member
	place := NoPlace
	if w.lay != nil {
		outer = w.memberList(whatOuter, nil)
		if w.lay.graph >= 0 {
			place = w.lay.graph
		}
	}
	if place == NoPlace {
		outer = append([]Member{{w.dialect.Member, NoPlace, objectOf(graph)}}, outer...)
	} else {
		outer = append(outer, Member{w.dialect.Member, place, objectOf(graph)})
	}
	if w.dialect.Outer != nil {
		outer = w.dialect.Outer(w, outer)
	}
	return append(objectOf(outer), '\n')
}

// graph gives the members of the graph: the lists, and what the import kept beside them.
func (w *Writing) graph() []Member {
	var found []Member
	if len(w.pieces[whatMember]) > 0 {
		found = w.memberList(whatMember, w.current())
	}
	for _, list := range []string{listNodes, listEdges, listLocutions, listParticipants} {
		place, had := NoPlace, false
		if w.lay != nil {
			if p, ok := w.lay.places[list]; ok {
				place, had = p, true
			}
		}
		always := w.lay == nil && slices.Contains(w.dialect.Empty, list)
		if !had && !always && len(w.lists[list]) == 0 {
			continue
		}
		found = replaced(found, Member{list, place, w.list(list)})
	}
	for _, list := range w.dialect.Empty {
		if w.lay == nil && !slices.ContainsFunc(found, func(m Member) bool { return m.Name == list }) {
			found = append(found, Member{list, NoPlace, []byte("[]")})
		}
	}
	return found
}

// replaced puts a list in the place of a member of its name that is null, else among the others.
func replaced(members []Member, m Member) []Member {
	for i, other := range members {
		if other.Name == m.Name && string(other.Raw) == "null" && m.Place == NoPlace {
			members[i].Raw = m.Raw
			return members
		}
	}
	return append(members, m)
}

// objectOf writes members in the order of their places.
func objectOf(all []Member) []byte {
	slices.SortStableFunc(all, func(a, b Member) int { return cmp.Compare(a.Place, b.Place) })
	members := make([]member, 0, len(all))
	for _, m := range all {
		members = append(members, member{m.Name, m.Raw})
	}
	return object(make([]byte, 0, room(members)+1), members)
}

// list writes a list, one entry on a line, and notes where each entry came to stand.
func (w *Writing) list(name string) []byte {
	lines := w.lists[name]
	slices.SortStableFunc(lines, func(a, b *line) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) })
	n := 3
	for _, l := range lines {
		n += room(l.members) + len(l.raw) + 2
	}
	b := append(make([]byte, 0, n), '[')
	for i, l := range lines {
		l.at = i
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '\n')
		if l.raw != nil {
			b = append(b, l.raw...)
		} else {
			b = object(b, l.members)
		}
	}
	if len(lines) > 0 {
		b = append(b, '\n')
	}
	return append(b, ']')
}

// current gives the ids that nodes have now.
func (w *Writing) current() map[string]bool {
	there := map[string]bool{}
	for _, l := range w.lists[listNodes] {
		if text, ok := word(last(l.members, "nodeID")); ok {
			there[text] = true
		}
	}
	return there
}

// memberList gives the members that the import kept. With the ids of the nodes that are there, entries of
// lists that are about a node which was deleted since are left out.
func (w *Writing) memberList(what string, there map[string]bool) []Member {
	var found []Member
	for _, p := range w.pieces[what] {
		m, missing, ok := memberOf(p)
		if !ok {
			continue
		}
		if there != nil {
			m.raw = alive(m.raw, there, missing)
		}
		found = append(found, Member{m.name, p.at, m.raw})
	}
	return found
}

// alive leaves out the objects of a list whose nodeID names a node that is gone.
func alive(raw json.RawMessage, there map[string]bool, missing []string) json.RawMessage {
	v, err := verbatim.Parse(raw)
	if err != nil || v.Kind() != verbatim.Array {
		return raw
	}
	b := []byte{'['}
	gone := false
	for _, e := range v.Elements() {
		id, _ := e.Get("nodeID")
		if text, ok := word(id.Raw()); ok && !there[text] && !slices.Contains(missing, text) {
			gone = true
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(b, e.Raw()...)
	}
	if !gone {
		return raw
	}
	return append(b, ']')
}
