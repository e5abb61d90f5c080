package carneades

import (
	"encoding/json"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

// theory looks into the sections that say how formulas are worded and what schemes weigh.
func (r *reader) theory(root *yaml.Node) {
	for _, p := range pairs(get(root, "language")) {
		if p.value.Kind == yaml.ScalarNode {
			r.language[p.key.Value] = p.value.Value
		}
	}
	schemes := get(root, "argument_schemes")
	for _, p := range pairs(schemes) {
		r.scheme(p.key, p.value)
	}
	if schemes != nil && schemes.Kind == yaml.SequenceNode {
		for _, s := range schemes.Content {
			if id := get(s, "id"); id != nil {
				r.scheme(id, s)
			}
		}
	}
}

func (r *reader) scheme(id, s *yaml.Node) {
	if weight := get(s, "weight"); !isNull(weight) && weight.Value != "linked" {
		r.weighed[id.Value] = true
	}
	if get(s, "conclusions") != nil && !r.derives {
		r.derives = true
		r.find(id, ruleDerivations, codec.Info, nil, "the scheme %q and others would derive arguments from assumptions; the schemes are kept, and nothing is derived", clip(id.Value))
	}
}

// keepSections puts into the map's Raw what is no record. Where that is too much, comments are left out,
// and then the list of assumptions, which the commitments say too, but for its order.
func (r *reader) keepSections(root *yaml.Node, notes []byte) error {
	p := r.Properties()
	p.Raw = r.sections(root, notes, "")
	if len(p.Raw) > argmap.MaxTextBytes && notes != nil {
		r.find(root, ruleMuch, codec.Warning, nil, "the comments of the file take %d bytes; they are not kept", len(notes))
		p.Raw = r.sections(root, nil, "")
	}
	if len(p.Raw) > argmap.MaxTextBytes && get(root, "assumptions") != nil {
		r.find(root, ruleMuch, codec.Warning, nil, "the list of assumptions is long; its order is not kept")
		p.Raw = r.sections(root, nil, "assumptions")
	}
	if len(p.Raw) > argmap.MaxTextBytes {
		return fault.New(fault.Invalid, "carneades.long",
			"the sections of the file that are no statements, arguments or issues take %d bytes; at most %d can be kept", len(p.Raw), argmap.MaxTextBytes).
			AtPlace(root.Line, root.Column)
	}
	return nil
}

// sections writes what is kept of the file, but for one section.
func (r *reader) sections(root *yaml.Node, notes []byte, but string) json.RawMessage {
	var o, sections object
	var order []byte
	all := map[string]*yaml.Node{}
	for _, s := range pairs(root) {
		all[s.key.Value] = s.value
	}
	for _, s := range pairs(root) {
		name := s.key.Value
		value := all[name]
		if value == nil {
			continue // said before
		}
		delete(all, name)
		order = append(append(order, ','), verbatim.Quote(name)...)
		read := name == but || name == "statements" || name == "arguments" || name == "issues"
		if !read || value.Kind != yaml.MappingNode && name != but {
			sections.set(fileName(name), toJSON(value))
		}
	}
	if order != nil {
		o.set("order", append(append([]byte{'['}, order[1:]...), ']'))
		o.set("sections", sections.whole())
	}
	o.set("title", verbatim.Quote(r.Properties().Title))
	if notes != nil {
		o.set("comments", notes)
	}
	return o.raw()
}
