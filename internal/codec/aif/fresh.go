package aif

import (
	"encoding/json"
	"slices"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
)

// ids makes ids that a file does not have yet: numbers above all of those that it has.
type ids struct {
	next    int
	numbers bool
}

// above looks at ids in use.
func (n *ids) above(raws ...json.RawMessage) {
	for _, raw := range raws {
		text, ok := word(raw)
		if v, err := strconv.ParseInt(text, 10, 52); ok && err == nil && int(v) >= n.next {
			n.next = int(v) + 1
		}
	}
}

// fresh makes the next id.
func (n *ids) fresh() json.RawMessage {
	text := strconv.Itoa(n.next)
	n.next++
	if n.numbers {
		return json.RawMessage(text)
	}
	return quoted(text)
}

// number looks at all ids in use, those that lead nowhere included, so that no new one is among them.
func (w *Writing) number() {
	w.nodeIDs = begin(w.lists[listNodes], "nodeID")
	w.edgeIDs = begin(w.lists[listEdges], "edgeID")
	w.personIDs = begin(w.lists[listParticipants], "participantID")
	for _, l := range w.lists[listEdges] {
		w.nodeIDs.above(l.value("fromID"), l.value("toID"))
	}
	for _, l := range w.lists[listLocutions] {
		w.nodeIDs.above(l.value("nodeID"))
		w.personIDs.above(l.value("personID"))
	}
	for _, id := range w.persons {
		w.personIDs.above(id)
	}
	for _, p := range w.pieces[whatMember] {
		_, missing, _ := memberOf(p)
		for _, id := range missing {
			w.nodeIDs.above(quoted(id))
		}
	}
}

// begin counts on from the ids of a list. New ones are numbers when all that the list has are.
func begin(list []*line, name string) ids {
	n := ids{next: 1}
	first := true
	for _, l := range list {
		raw := l.value(name)
		if _, ok := word(raw); ok {
			n.numbers = isNumber(raw) && (first || n.numbers)
			first = false
		}
		n.above(raw)
	}
	return n
}

// value gives a member of an entry, in whichever form it stands.
func (l *line) value(name string) json.RawMessage {
	if l.raw == nil {
		return last(l.members, name)
	}
	v, err := verbatim.Parse(l.raw)
	if err != nil {
		return nil
	}
	m, ok := v.Get(name)
	if !ok {
		return nil
	}
	return m.Raw()
}

// newNodes writes the elements that were drawn here, but for questions.
func (w *Writing) newNodes() {
	for _, e := range w.chronological() {
		if w.nodes[e.ID] == nil && typeOf(e.Kind) != "" {
			w.nodes[e.ID] = w.newNode(typeOf(e.Kind), wanted(e), e)
		}
	}
}

// newNode writes a node of a type; e says when it was made.
func (w *Writing) newNode(typ string, f facts, e *argmap.Element) *line {
	members := []member{{"nodeID", w.nodeIDs.fresh()}, {"text", quoted(f.text)}, {"type", quoted(typ)}}
	if !e.Created.IsZero() {
		members = append(members, member{"timestamp", quoted(e.Created.UTC().Format("2006-01-02 15:04:05"))})
	}
	if typ != "I" && typ != "L" {
		members = relabel(members, typ, f)
	}
	return w.add(listNodes, &line{at: NoPlace, members: members, fresh: true})
}

// newEdges writes the links that were drawn here and are edges of AIF.
func (w *Writing) newEdges() {
	links := slices.Clone(w.G.Links)
	slices.SortFunc(links, argmap.CompareLinks)
	for _, l := range links {
		if w.links[l.ID] == nil && drawn(l.Role) && !isMade(l.Raw) {
			w.links[l.ID] = w.join(w.nodes[l.From], w.nodes[l.To], l.Slot)
		}
	}
}

// join writes an edge between two nodes; nil when one of them is not written.
func (w *Writing) join(from, to *line, slot string) *line {
	if from == nil || to == nil {
		return nil
	}
	return w.add(listEdges, &line{at: NoPlace, members: []member{
		{"edgeID", w.edgeIDs.fresh()}, {"fromID", w.id(from)}, {"toID", w.id(to)}, {"formEdgeID", slotRaw(slot)},
	}})
}

// id gives the id of a node. One that came without gets its first now that something leads to it.
func (w *Writing) id(l *line) json.RawMessage {
	raw := last(l.members, "nodeID")
	if _, ok := word(raw); !ok {
		raw = w.nodeIDs.fresh()
		l.members = set(l.members, "nodeID", raw)
	}
	return raw
}

// newVoices writes the voices that were made here as participants, but for the author of a file that
// tells no voices apart.
func (w *Writing) newVoices() {
	for _, e := range w.G.Elements {
		if e.Speaker != "" {
			w.speaking[e.Speaker] = true
		}
	}
	for _, v := range byID(w.G.Voices) {
		if w.voices[v.ID] != nil || w.persons[v.ID] != nil || w.silent(v) {
			continue
		}
		w.persons[v.ID] = w.personIDs.fresh()
		w.voices[v.ID] = w.add(listParticipants, &line{at: NoPlace, members: renamed([]member{{"participantID", w.persons[v.ID]}}, v.Name)})
	}
}

// silent reports whether a voice is the author's who says nothing by a locution of his own.
func (w *Writing) silent(v *argmap.Voice) bool { return author(v) && !w.speaking[v.ID] }

// author reports whether a voice is the one that reading makes where a file names nobody.
func author(v *argmap.Voice) bool {
	return v != nil && v.Kind == argmap.VoiceAuthor && v.Name == "author" && v.Description == "" && v.Actor == ""
}
