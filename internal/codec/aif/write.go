package aif

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

// Writing is a document while it is written.
type Writing struct {
	// G is the document.
	G *codec.Graph

	dialect Dialect
	lay     *layout
	pieces  map[string][]piece
	nodes   map[argmap.ID]*line
	links   map[argmap.ID]*line
	voices  map[argmap.ID]*line
	// speaking are the voices that locutions name.
	speaking map[argmap.ID]bool
	// asked are the illocutions of questions that are no nodes of their own; their entry in nodes is then
	// what they ask, if it is a claim.
	asked     map[argmap.ID]*line
	persons   map[argmap.ID]json.RawMessage
	lists     map[string][]*line
	nodeIDs   ids
	edgeIDs   ids
	personIDs ids
	// spoken are the claims that illocutions other than analyses are about.
	spoken map[argmap.ID]bool
	// issues are the questions that were drawn here and are written as issues, in their order.
	issues []argmap.ID
	parts  []json.RawMessage
	// byKey and byWord are the elements by the ids of their nodes, as a reader takes them.
	byKey, byWord map[string]argmap.ID
	// there are the ids of the nodes that are written, once somebody asked for them.
	there map[string]bool
}

// line is one entry of a list.
type line struct {
	at      int
	members []member
	// raw is what is written in place of members where it is set.
	raw json.RawMessage
	// fresh: it was not in the file that the map came from.
	fresh bool
}

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

// Write writes a document as a file of the family.
func Write(ctx context.Context, d *codec.Document, out codec.Output, dialect Dialect) error {
	w := newWriting(d, dialect)
	if err := ctx.Err(); err != nil {
		return fault.New(fault.Cancelled, "aif.cancelled", "writing stopped: %v", err)
	}
	file, err := out.Create(out.Name + ".json")
	if err != nil {
		return err
	}
	_, err = file.Write(w.file())
	return err
}

func newWriting(d *codec.Document, dialect Dialect) *Writing {
	w := &Writing{
		G: codec.NewGraph(d), dialect: dialect, lay: layoutOf(d.Properties),
		nodes: map[argmap.ID]*line{}, links: map[argmap.ID]*line{}, voices: map[argmap.ID]*line{}, asked: map[argmap.ID]*line{}, speaking: map[argmap.ID]bool{},
		persons: map[argmap.ID]json.RawMessage{}, lists: map[string][]*line{}, spoken: map[argmap.ID]bool{},
	}
	if w.lay != nil {
		w.pieces = pieces(w.G.Leftovers)
	}
	for list, what := range map[string]string{listNodes: whatNode, listEdges: whatEdge, listLocutions: whatLocution, listParticipants: whatParticipant} {
		for _, p := range w.pieces[what] {
			w.lists[list] = append(w.lists[list], &line{at: p.at, raw: p.raw})
		}
	}
	w.keptNodes()
	w.keptEdges()
	w.keptVoices()
	w.number()
	w.newNodes()
	w.newEdges()
	w.newVoices()
	w.questions()
	w.commitments()
	w.answers()
	w.said()
	return w
}

// chronological gives the elements in the order in which they were made.
func (w *Writing) chronological() []*argmap.Element {
	all := slices.Clone(w.G.Elements)
	slices.SortFunc(all, func(a, b *argmap.Element) int {
		return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// byID gives records in the order of their ids, which is the same whatever order the document has.
func byID[R argmap.Record](all []R) []R {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b R) int { return cmp.Compare(a.Ref().ID, b.Ref().ID) })
	return sorted
}

func (w *Writing) add(list string, l *line) *line {
	w.lists[list] = append(w.lists[list], l)
	return l
}

// keptNodes writes the elements that the file brought, in their places.
func (w *Writing) keptNodes() {
	if w.lay == nil {
		return
	}
	for _, e := range byID(w.G.Elements) {
		at, members, ok := w.unfold(e.Raw, whatNode, nodeFields(e))
		if !ok {
			continue
		}
		members = put(members, wanted(e), e.Kind == argmap.KindQuestion)
		w.nodes[e.ID] = w.add(listNodes, &line{at: at, members: members})
	}
}

// unfold gives the place and the members that a Raw of the form [place, fold] keeps.
func (w *Writing) unfold(raw json.RawMessage, what string, field fields) (at int, members []member, ok bool) {
	if w.lay == nil {
		return 0, nil, false
	}
	w.parts = partsOf(raw, w.parts[:0])
	if len(w.parts) < 2 {
		return 0, nil, false
	}
	at, err := strconv.Atoi(string(w.parts[0]))
	if err != nil {
		return 0, nil, false
	}
	members, ok = w.members(w.parts[1:], what, at, field)
	return at, members, ok
}

func (w *Writing) members(parts []json.RawMessage, what string, at int, field fields) ([]member, bool) {
	if len(parts) == 0 {
		return nil, false
	}
	if !isNull(parts[0]) {
		return w.lay.shapes.unfold(parts, field)
	}
	for _, p := range w.pieces[whatLarge+what] {
		if p.at == at && json.Valid(p.raw) {
			return membersOf(bytes.TrimSpace(p.raw), nil), true
		}
	}
	return nil, false
}

// keptEdges writes the links that the file brought; the ordinal of each is its place.
func (w *Writing) keptEdges() {
	if w.lay == nil {
		return
	}
	for _, l := range byID(w.G.Links) {
		if w.nodes[l.From] == nil || w.nodes[l.To] == nil {
			continue
		}
		w.parts = partsOf(l.Raw, w.parts[:0])
		f := edgeFields(l.External.ID, w.G.Element(l.From).External.ID, w.G.Element(l.To).External.ID)
		members, ok := w.members(w.parts, whatEdge, l.Ordinal, f)
		if !ok {
			continue
		}
		if l.Role == argmap.RolePremiseOf && slotNamed(members) != l.Slot {
			members = set(members, "formEdgeID", slotRaw(l.Slot))
		}
		w.links[l.ID] = w.add(listEdges, &line{at: l.Ordinal, members: members})
	}
}

func slotRaw(slot string) json.RawMessage {
	if slot == "" {
		return json.RawMessage("null")
	}
	return quoted(slot)
}

// keptVoices writes the participants that the file brought, and notes how it spelt the ids of persons.
func (w *Writing) keptVoices() {
	for _, v := range byID(w.G.Voices) {
		if at, members, ok := w.unfold(v.Raw, whatParticipant, voiceFields(v)); ok {
			if name := fullName(members); name != v.Name && !(isBlank(name) && v.Name == unnamed(last(members, "participantID"), at)) {
				members = renamed(members, v.Name)
			}
			w.voices[v.ID] = w.add(listParticipants, &line{at: at, members: members})
			w.persons[v.ID] = last(members, "participantID")
			continue
		}
		if w.lay == nil {
			continue
		}
		if raw, err := verbatim.Parse(v.Raw); err == nil {
			if person, ok := raw.Get("person"); ok {
				w.persons[v.ID] = person.Raw()
			}
		}
	}
}

func isBlank(s string) bool { return len(bytes.TrimSpace([]byte(s))) == 0 }

func renamed(members []member, name string) []member {
	first, sur := parted(name)
	return set(set(members, "firstname", quoted(first)), "surname", quoted(sur))
}

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
	slices.SortStableFunc(lines, func(a, b *line) int { return cmp.Compare(a.at, b.at) })
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
