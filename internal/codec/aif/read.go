package aif

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

// Reading is a file while it is read.
type Reading struct {
	// B is the document that is made.
	B *codec.Builder

	dialect Dialect
	space   string
	path    string
	lay     *layout
	nodes   []*node
	strings map[string]*node // by ids that are strings, the first of each
	numbers map[string]*node // by ids that are numbers, as they are written
	issues  map[string]bool
	edges   []*edge
	people  people
	buffer  []member
	// mixed counts the ids that are strings and those that are numbers.
	mixed [2]int
}

// node is a node that became an element.
type node struct {
	at      int
	typ     string
	element *argmap.Element
	fold    []byte
	said    [][]byte
	saidAll int
	issue   bool
	in, out []*edge
	// question is the one that was made of an illocution.
	question *argmap.Element
}

// edge is an edge that became a link.
type edge struct {
	at       int
	link     *argmap.Link
	from, to *node
}

// Read reads a file of the family: a map, or a list of such, as corpora are kept, each a map of its own.
// What is no JSON object and no list of some, or has no object where the graph is to be, is INVALID
// "aif.layout".
func Read(ctx context.Context, f codec.File, o codec.Options, d Dialect) ([]*codec.Document, error) {
	root, err := verbatim.Parse(trimBOM(f.Data))
	if err != nil {
		return nil, err
	}
	if root.Kind() == verbatim.Array {
		return readList(ctx, root, f, o, d)
	}
	r, err := readOne(ctx, root, f, o, d)
	if err != nil {
		return nil, err
	}
	return []*codec.Document{r.B.Done()}, nil
}

func readOne(ctx context.Context, root verbatim.Value, f codec.File, o codec.Options, d Dialect) (*Reading, error) {
	r := &Reading{
		B: codec.Build(d.Format, "", f, o), dialect: d, space: spaceOf(d, f.Name), lay: newLayout(), path: root.Path(),
		strings: map[string]*node{}, numbers: map[string]*node{}, issues: map[string]bool{},
	}
	r.lay.title = r.B.Properties().Title
	r.B.Properties().External.Namespace = r.space
	graph, err := r.outer(root)
	if err != nil {
		return nil, err
	}
	if d.Read != nil {
		for _, id := range d.Read(root) {
			if text, ok := word(id.Raw()); ok {
				r.issues[text] = true
			}
		}
	}
	r.graph(graph)
	if err := ctx.Err(); err != nil {
		return nil, fault.New(fault.Cancelled, "aif.cancelled", "reading stopped: %v", err)
	}
	r.voices()
	r.conform()
	if d.Finish != nil {
		if err := d.Finish(r, root); err != nil {
			return nil, err
		}
	}
	r.dialogue()
	return r, r.finish()
}

func trimBOM(data []byte) []byte {
	const bom = "\xef\xbb\xbf"
	if len(data) >= len(bom) && string(data[:len(bom)]) == bom {
		return data[len(bom):]
	}
	return data
}

// outer finds the graph, and keeps what stands around it.
func (r *Reading) outer(root verbatim.Value) (verbatim.Value, error) {
	if root.Kind() != verbatim.Object {
		return root, fault.New(fault.Invalid, "aif.layout", "the file holds no object; an %s file is an object %s, or a list of such", r.dialect.Format, r.dialect.example()).AtPath("$")
	}
	if r.dialect.Member == "" {
		return root, nil
	}
	members := root.Members()
	for i, m := range members {
		if m.Name == r.dialect.Member {
			r.lay.graph = i
		}
	}
	if r.lay.graph < 0 || members[r.lay.graph].Value.Kind() != verbatim.Object {
		return root, fault.New(fault.Invalid, "aif.layout", "there is no such object; an %s file is an object %s", r.dialect.Format, r.dialect.example()).AtPath("$." + r.dialect.Member)
	}
	for i, m := range members {
		if i != r.lay.graph {
			r.member(whatOuter, "it stands beside the graph", i, m, nil)
		}
	}
	r.twice(r.path, members)
	r.path = members[r.lay.graph].Value.Path()
	return members[r.lay.graph].Value, nil
}

func (d Dialect) example() string {
	graph := `{"nodes": [...], "edges": [...]}`
	if d.Member == "" {
		return graph
	}
	return `{"` + d.Member + `": ` + graph + `}`
}

func (r *Reading) member(what, why string, at int, m verbatim.Member, missing []string) {
	raw := object(nil, []member{{m.Name, m.Value.Raw()}})
	if len(missing) > 0 {
		var ids []byte
		for i, id := range missing {
			if i > 0 {
				ids = append(ids, ',')
			}
			ids = quote(ids, id)
		}
		raw = slices.Concat([]byte{'['}, raw, []byte(",["), ids, []byte("]]"))
	}
	r.leave(what, why, at, raw)
}

// twice finds the members that an object says more than once.
func (r *Reading) twice(path string, members []verbatim.Member) {
	seen := make(map[string]bool, len(members))
	for _, m := range members {
		if seen[m.Name] {
			r.find(RuleMemberTwice, place{path, "", -1, ""}, nil, "the member %q is there twice; the last one counts", cut(m.Name, 80))
		}
		seen[m.Name] = true
	}
}

// graph reads the lists, and keeps the other members of the graph.
func (r *Reading) graph(graph verbatim.Value) {
	lists := map[string]verbatim.Value{}
	members := graph.Members()
	r.twice(r.path, members)
	for i, m := range members {
		switch m.Name {
		case listNodes, listEdges, listLocutions, listParticipants:
			r.lay.places[m.Name] = i
			lists[m.Name] = m.Value
		}
	}
	r.lists(lists)
	each(lists[listNodes], r.node)
	if r.mixed[0] > 0 && r.mixed[1] > 0 {
		r.find(RuleIDMixed, r.place(listNodes, -1), nil, "%d ids are strings and %d numbers; make them all of one sort", r.mixed[0], r.mixed[1])
	}
	r.people.byID, r.people.at = map[string]*argmap.Voice{}, map[int]*argmap.Voice{}
	each(lists[listParticipants], r.participant)
	each(lists[listLocutions], r.locution)
	each(lists[listEdges], r.edge)
	for i, m := range members {
		if at, ok := r.lay.places[m.Name]; !ok || at != i {
			r.member(whatMember, "it is no list that is read", i, m, r.unknown(m.Value))
		}
	}
}

// lists looks at the four lists. What is no list is kept like any other member.
func (r *Reading) lists(lists map[string]verbatim.Value) {
	for _, name := range []string{listNodes, listEdges, listLocutions, listParticipants} {
		v, there := lists[name]
		switch {
		case !there && (name == listNodes || name == listEdges):
			r.find(RuleList, r.place("", -1), nil, "there are no %s; write an empty list", name)
		case !there, v.Kind() == verbatim.Array:
		case v.Kind() == verbatim.Null:
			r.find(RuleListNull, r.place(name, -1), nil, "the list is null; write an empty list")
			delete(r.lay.places, name)
		default:
			r.find(RuleList, r.place(name, -1), nil, "this is no list; its content is kept and not read")
			delete(r.lay.places, name)
		}
	}
}

// each goes through the entries of a list.
func each(list verbatim.Value, entry func(int, json.RawMessage)) {
	i := 0
	for raw := range verbatim.Items(list.Raw()) {
		entry(i, raw)
		i++
	}
}

// finish writes what the properties keep, and what the elements do.
func (r *Reading) finish() error {
	for _, n := range r.nodes {
		n.element.Raw = n.raw()
	}
	raw, err := r.lay.raw()
	r.B.Properties().Raw = raw
	return err
}

// raw is [place, what fold gave], with {"said": [entries of locutions]} behind it if there are any.
func (n *node) raw() json.RawMessage {
	b := make([]byte, 0, 12+len(n.fold)+n.saidAll)
	b = strconv.AppendInt(append(b, '['), int64(n.at), 10)
	if len(n.fold) > 0 {
		b = append(append(b, ','), n.fold...)
	}
	if len(n.said) > 0 {
		b = append(b, `,{"said":[`...)
		for i, s := range n.said {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, s...)
		}
		b = append(b, "]}"...)
	}
	return append(b, ']')
}
