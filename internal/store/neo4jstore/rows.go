package neo4jstore

import (
	"maps"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// job is one run of writeText or createText.
type job struct {
	// make tells that the map is new; from is the state that it must be in, or that it gets when new.
	make bool
	from store.MapState
	// rebuild is the token of the rebuilding that the job belongs to; empty for none.
	rebuild string
	// expected is the revision that the map must be at.
	expected argmap.Revision
	// head is what is set on the map's node, beside what the effect says of its properties.
	head properties
	// log are the change sets to append.
	log []argmap.ChangeSet
	// active are the sources that must be active.
	active []argmap.ID
	*effect
}

// shows names the import whose sources the job shows: a new map does so that is for all to see.
func (j *job) shows() any {
	if j.make && j.from == store.Active {
		return string(j.m)
	}
	return nil
}

// lists are the parameters of writeRows, by name.
type lists map[string][]any

func (l lists) add(name string, v any) { l[name] = append(l[name], v) }

// params sorts the items out by what the statement does with them.
func (j *job) params() (params, error) {
	log, err := encodeSets(j.log)
	if err != nil {
		return nil, err
	}
	l := emptyLists()
	needs := j.needed()
	head := properties{}
	maps.Copy(head, j.head)
	var made, cited []argmap.ID
	for _, it := range j.sorted() {
		if p, ok := it.after.(*argmap.Properties); ok {
			maps.Copy(head, encodeMap(p, it.revision))
			continue
		}
		if it.before == nil && it.after != nil {
			made = append(made, it.ref.ID)
		}
		cited = append(cited, paragraphsOf(it.before, it.after)...)
		j.place(it, l, needs)
	}
	if j.make {
		made = append(made, j.m)
	}
	p := params{
		"map": string(j.m), "import": j.shows(), "lock": fresh(), "expected": int64(j.expected), "state": string(j.from), "rebuild": j.rebuild,
		"needs": needList(needs), "needed": int64(len(needs)), "ranges": ranges(made),
		"head": map[string]any(head), "log": log, "paragraphs": toLock(cited),
	}
	for name, list := range l {
		p[name] = list
	}
	return p, nil
}

// needed gives the ends that must be there, and the sources that must be active, each once.
func (j *job) needed() map[need]bool {
	needs := maps.Clone(j.needs)
	for _, id := range j.active {
		delete(needs, need{id: id, label: labelSource})
		needs[need{id: id, label: labelSource, state: argmap.SourceActive}] = true
	}
	return needs
}

// place puts an item into the lists; a node that is changed in place must be there.
func (j *job) place(it *item, l lists, needs map[need]bool) {
	label := labelOf(it.ref.Type)
	switch {
	case it.ref.Type == argmap.TypeProperties:
	case label == "":
		j.placeEdges(it, l)
	case it.after != nil && it.before != nil && !it.anew:
		needs[need{id: it.ref.ID, label: label, m: j.m}] = true
		node := map[string]any(encodeNode(j.m, it.after, it.revision))
		l.add("changed", node)
		if kindOf(it.before) != kindOf(it.after) {
			l.add("rekinded", node)
		}
	default:
		if it.before != nil {
			l.add("goneNodes", string(it.ref.ID))
		}
		if it.after != nil {
			label := newLabel(it.after)
			l.add("new"+paramName(label), encodeNode(j.m, it.after, it.revision).apart(usual(label)))
		}
	}
}

func (j *job) placeEdges(it *item, l lists) {
	if it.before != nil {
		for _, e := range encodeEdges(j.m, it.before, 0) {
			l.add("goneEdges", params{"id": string(it.ref.ID), "from": string(e.from), "to": string(e.to)})
		}
	}
	if it.after != nil {
		for _, e := range encodeEdges(j.m, it.after, it.revision) {
			e.holds["from"], e.holds["to"] = string(e.from), string(e.to)
			l.add("new"+paramName(e.kind), map[string]any(e.holds))
		}
	}
}

// emptyLists gives every list that writeRows names.
func emptyLists() lists {
	l := lists{"goneEdges": {}, "goneNodes": {}, "changed": {}, "rekinded": {}}
	for _, label := range newNodeLabels() {
		l["new"+paramName(label)] = []any{}
	}
	for _, t := range edgeTypes() {
		l["new"+paramName(t)] = []any{}
	}
	return l
}

func kindOf(r argmap.Record) argmap.Kind {
	if e, ok := r.(*argmap.Element); ok {
		return e.Kind
	}
	return ""
}

func newLabel(r argmap.Record) string {
	label := labelOf(r.Ref().Type)
	if k := kindOf(r); k != "" {
		return label + ":" + kindLabel(k)
	}
	return label
}

func paragraphsOf(records ...argmap.Record) []argmap.ID {
	var out []argmap.ID
	for _, r := range records {
		if c, ok := r.(*argmap.Citation); ok {
			for _, s := range c.Segments {
				out = append(out, s.Paragraph)
			}
		}
	}
	return out
}

// toLock gives the paragraphs to lock, in order; a single one needs no order.
func toLock(cited []argmap.ID) []string {
	slices.Sort(cited)
	cited = slices.Compact(cited)
	if len(cited) < 2 {
		return []string{}
	}
	return strs(cited)
}

func needList(needs map[need]bool) []any {
	sorted := slices.SortedFunc(maps.Keys(needs), func(a, b need) int { return strings.Compare(string(a.id), string(b.id)) })
	out := make([]any, len(sorted))
	for i, n := range sorted {
		out[i] = params{"id": string(n.id), "label": n.label, "map": string(n.m), "state": string(n.state)}
	}
	return out
}
