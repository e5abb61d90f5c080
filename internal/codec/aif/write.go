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
	inTime  []*argmap.Element
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
	// from is the record that the entry was of in the file.
	from argmap.ID
	// raw is what is written in place of members where it is set.
	raw json.RawMessage
	// fresh: it was not in the file that the map came from.
	fresh bool
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
	for _, of := range [][2]string{{listNodes, whatNode}, {listEdges, whatEdge}, {listLocutions, whatLocution}, {listParticipants, whatParticipant}} {
		for _, p := range w.pieces[of[1]] {
			w.add(of[0], &line{at: p.at, raw: p.raw})
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
	if w.inTime != nil {
		return w.inTime
	}
	all := slices.Clone(w.G.Elements)
	slices.SortFunc(all, func(a, b *argmap.Element) int {
		return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
	})
	w.inTime = all
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
	for _, e := range w.G.Elements {
		at, members, ok := w.unfold(e.Raw, whatNode, nodeFields(e))
		if !ok {
			continue
		}
		members = put(members, wanted(e), e.Kind == argmap.KindQuestion)
		w.nodes[e.ID] = w.add(listNodes, &line{at: at, members: members, from: e.ID})
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
	for _, l := range w.G.Links {
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
		w.links[l.ID] = w.add(listEdges, &line{at: l.Ordinal, members: members, from: l.ID})
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
