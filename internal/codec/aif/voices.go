package aif

import (
	"encoding/json"
	"strconv"
	"strings"

	"argmap/internal/argmap"
)

// people are those who speak in a file.
type people struct {
	byID   map[string]*argmap.Voice // by the text of their id
	at     map[int]*argmap.Voice    // by their place among the participants
	saying []saying
}

// saying is an entry of the locutions that names a person.
type saying struct {
	n      *node
	person json.RawMessage
}

// participant makes a voice of an entry of the participants.
func (r *Reading) participant(i int, whole json.RawMessage) {
	if whole[0] != '{' {
		r.find(RuleEntry, r.place(listParticipants, i), nil, "this is no object; it is kept and not read")
		r.leave(whatParticipant, "it is no object", i, whole)
		return
	}
	r.buffer = membersOf(whole, r.buffer[:0])
	id := last(r.buffer, "participantID")
	voice := r.B.Voice(argmap.VoiceParticipant, fullName(r.buffer))
	if strings.TrimSpace(voice.Name) == "" {
		voice.Name = unnamed(id, i)
	}
	voice.External = r.external(id)
	r.people.at[i] = voice
	voice.Raw = append(strconv.AppendInt([]byte{'['}, int64(i), 10), ',')
	voice.Raw = r.lay.shapes.fold(voice.Raw, whole, r.buffer, voiceFields(voice), never)
	if voice.Raw = append(voice.Raw, ']'); len(voice.Raw) > maxRaw {
		r.leave(whatLarge+whatParticipant, "its voice has no room for it", i, whole)
		voice.Raw = append(strconv.AppendInt([]byte{'['}, int64(i), 10), ",null]"...)
	}
	if text, ok := word(id); ok && r.people.byID[text] == nil {
		r.people.byID[text] = voice
	}
}

func voiceFields(v *argmap.Voice) fields {
	return func(name string) (string, bool) { return v.External.ID, name == "participantID" }
}

func unnamed(id []byte, i int) string {
	if text, ok := word(id); ok {
		return "person " + cut(text, 80)
	}
	return "participant " + strconv.Itoa(i+1)
}

// fullName joins the names of a participant.
func fullName(members []member) string {
	first, _ := shown(last(members, "firstname"))
	sur, _ := shown(last(members, "surname"))
	switch {
	case sur == "":
		return first
	case first == "":
		return sur
	}
	return cut(first+" "+sur, argmap.MaxTextBytes)
}

// parted gives the two names that fullName joins.
func parted(name string) (first, sur string) {
	i := strings.LastIndexByte(name, ' ')
	if i <= 0 || i == len(name)-1 {
		return name, ""
	}
	return name[:i], name[i+1:]
}

// maxSaid is how many bytes of entries of locutions an element keeps.
const maxSaid = 200 << 10

// locution reads an entry of the locutions, which is kept with the node that it is about.
func (r *Reading) locution(i int, whole json.RawMessage) {
	where := r.place(listLocutions, i)
	if whole[0] != '{' {
		r.find(RuleEntry, where, nil, "this is no object; it is kept and not read")
		r.leave(whatLocution, "it is no object", i, whole)
		return
	}
	r.buffer = membersOf(whole, r.buffer[:0])
	n := r.named(last(r.buffer, "nodeID"))
	if n == nil {
		r.find(RuleLocution, where, nil, "nodeID names no node of the file: %s", cut(string(last(r.buffer, "nodeID")), 80))
		r.leave(whatLocution, "its node is missing", i, whole)
		return
	}
	if n.element.Kind != argmap.KindLocution {
		r.find(RuleLocution, where, n, "the entry is about a node of type %q; only L nodes are said", cut(n.typ, 80))
	}
	r.time(where, n, last(r.buffer, "timestamp"))
	raw := strconv.AppendInt([]byte{'['}, int64(i), 10)
	raw = append(r.lay.shapes.fold(append(raw, ','), whole, r.buffer, saidFields(n.element), never), ']')
	if n.saidAll += len(raw); n.saidAll > maxSaid {
		n.saidAll -= len(raw)
		r.find(RuleSize, where, n, "the node has more entries than its element has room for; this one is kept in the import record")
		r.leave(whatLocution, "its element has no room for it", i, whole)
		return
	}
	n.said = append(n.said, raw)
	if person := last(r.buffer, "personID"); person != nil {
		r.people.saying = append(r.people.saying, saying{n, person})
	}
}

func saidFields(e *argmap.Element) fields {
	return func(name string) (string, bool) { return e.External.ID, name == "nodeID" }
}

// voices gives each locution the voice of the first entry that names a person.
func (r *Reading) voices() {
	for _, s := range r.people.saying {
		e := s.n.element
		text, ok := word(s.person)
		if e.Kind != argmap.KindLocution || e.Speaker != "" || !ok {
			continue
		}
		v := r.people.byID[text]
		if v == nil {
			v = r.person(s, text)
			r.people.byID[text] = v
		}
		e.Speaker = v.ID
	}
}

// person makes the voice of a person who is known by an id only. AIFdb writes the name into the text of
// what is said.
func (r *Reading) person(s saying, id string) *argmap.Voice {
	name := spokenBy(s.n.element.Text)
	if name == "" {
		name = "person " + cut(id, 80)
	}
	v := r.B.Voice(argmap.VoiceParticipant, name)
	v.External = r.external(s.person)
	if len(s.person) <= maxRaw {
		v.Raw = object(nil, []member{{"person", s.person}})
	}
	return v
}

// spokenBy gives the name before " : " in the text of a locution; empty when there is none.
func spokenBy(text string) string {
	const longest = 80
	name, _, ok := strings.Cut(text, " : ")
	if !ok || len(name) > longest || strings.TrimSpace(name) == "" {
		return ""
	}
	return name
}
