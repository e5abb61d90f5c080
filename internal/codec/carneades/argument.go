package carneades

import (
	"bytes"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

const convergent = "convergent"

// premise is a premise of an argument, by name, and the role that it plays.
type premise struct {
	slot string
	node *yaml.Node
}

// premisesOf reads the premises of an argument: a list of names, or a mapping from roles to names.
func premisesOf(n *yaml.Node) []premise {
	if isNull(n) {
		return nil
	}
	var found []premise
	switch n.Kind {
	case yaml.MappingNode:
		for _, p := range pairs(n) {
			found = append(found, premise{p.key.Value, p.value})
		}
	case yaml.SequenceNode:
		for _, c := range n.Content {
			found = append(found, premise{"", c})
		}
	default:
		found = []premise{{"", n}}
	}
	return found
}

// premisesJSON writes premises as a file has them, in the simplest way.
func premisesJSON(slots, names []string) []byte {
	var o object
	var list bytes.Buffer
	for i, name := range names {
		if slots[i] != "" {
			o.set(fileName(slots[i]), verbatim.Quote(name))
			continue
		}
		list.WriteByte(',')
		list.Write(verbatim.Quote(name))
	}
	if o.raw() != nil {
		return o.raw()
	}
	if list.Len() == 0 {
		return []byte("[]")
	}
	return append(append([]byte{'['}, list.Bytes()[1:]...), ']')
}

// arguments reads the inferences, with their undercutters.
func (r *reader) arguments(root *yaml.Node) error {
	for _, p := range r.section(root, "arguments") {
		if p.value.Kind != yaml.MappingNode {
			r.find(p.value, ruleShape, codec.Error, nil, "the argument %q should be a mapping with premises and a conclusion; it is kept aside", clip(p.key.Value))
			r.leftover("arguments", "it is no mapping", p)
			continue
		}
		if err := r.argument(p); err != nil {
			return err
		}
	}
	return nil
}

// word gives a member that is a text, or nil.
func word(n *yaml.Node, key string) *yaml.Node {
	v := get(n, key)
	if isNull(v) || v.Kind != yaml.ScalarNode || v.Value == "" {
		return nil
	}
	return v
}

func (r *reader) argument(p pair) error {
	scheme, conclusion, undercutter := word(p.value, "scheme"), word(p.value, "conclusion"), word(p.value, "undercutter")
	var rest object
	var skip []string
	for name, n := range map[string]*yaml.Node{"scheme": scheme, "conclusion": conclusion, "undercutter": undercutter} {
		if n != nil && n.ShortTag() == "!!str" {
			skip = append(skip, name)
		}
	}
	r.rest(&rest, p.value, append(skip, "premises")...)
	premises, claims := r.premises(p, &rest)
	a := written{p: p, premises: premises, claims: claims, conclusion: conclusion, undercutter: undercutter}
	if scheme != nil {
		var err error
		if a.scheme, _, err = kept(scheme); err != nil {
			return err
		}
	}
	if a.scheme != convergent || len(claims) < 2 {
		a.rest = rest
		r.inference(a)
		return nil
	}
	r.find(p.key, ruleConvergent, codec.Info, nil, "the %d premises of the convergent argument %q count each alone; it is read as so many inferences", len(claims), clip(p.key.Value))
	raw := rest.raw()
	for i := range claims {
		part := a
		part.premises, part.claims = premises[i:i+1], claims[i:i+1]
		part.rest = object{}
		part.rest.b.Write(bytes.TrimSuffix(raw, []byte("}")))
		part.rest.set("$part", fmt.Appendf(nil, "[%d,%d]", i+1, len(claims)))
		r.inference(part)
	}
	return nil
}

// premises gives each premise of an argument once, with its claim. Where the file says more, that is kept.
func (r *reader) premises(p pair, rest *object) ([]premise, []*argmap.Element) {
	n := get(p.value, "premises")
	var premises []premise
	var claims []*argmap.Element
	var slots, names []string
	seen := map[argmap.ID]bool{}
	for _, x := range premisesOf(n) {
		e := r.claim(x.node)
		if seen[e.ID] {
			r.find(x.node, rulePremise, codec.Warning, e, "%q is a premise of the argument %q again; it counts once", clip(nameOf(x.node)), clip(p.key.Value))
			continue
		}
		seen[e.ID] = true
		x.slot = clean(x.slot)
		premises, claims = append(premises, x), append(claims, e)
		slots, names = append(slots, x.slot), append(names, e.External.ID)
	}
	if n != nil && (len(names) == 0 || !bytes.Equal(premisesJSON(slots, names), toJSON(n))) {
		rest.set("$premises", toJSON(n))
	}
	return premises, claims
}

// written is an argument as it is written, or one of the parts of a convergent one.
type written struct {
	p                       pair
	scheme                  string
	premises                []premise
	claims                  []*argmap.Element
	conclusion, undercutter *yaml.Node
	rest                    object
}

func (r *reader) inference(a written) {
	id := a.p.key.Value
	e := r.Element(argmap.KindInference, "")
	e.External, e.Scheme = external(clean(id)), a.scheme
	e.Raw = r.keep(&a.rest, a.p.value, e)
	for i, c := range a.claims {
		l := r.Link(argmap.RolePremiseOf, c.ID, e.ID)
		l.Slot, l.Ordinal = a.premises[i].slot, i
	}
	if len(a.claims) == 0 {
		r.grant(a.p.key, e)
	}
	if a.conclusion != nil {
		c := r.claim(a.conclusion)
		r.concluded[c.ID] = true
		r.Link(argmap.RoleConcludes, e.ID, c.ID)
	}
	if r.weighed[a.scheme] || strings.EqualFold(a.scheme, "factorised") {
		r.find(a.p.key, ruleWeighed, codec.Info, e, "the scheme %q weighs the argument %q; the map reading wants all its premises and weighs nothing", clip(a.scheme), clip(id))
	}
	if a.undercutter != nil {
		r.Rebuttal(e, r.claim(a.undercutter).ID).External = external("")
	}
}

// granted says that an argument needs no premise. The claim stands where the file has none.
func granted(id string) string {
	return fmt.Sprintf("The argument %s needs no premise.", clip(clean(id)))
}

// grant gives an argument without premises one that nobody doubts, so that it is applicable as long as
// it is not undercut.
func (r *reader) grant(key *yaml.Node, inference *argmap.Element) {
	c := r.Claim(granted(key.Value))
	c.External, c.Machine, c.Raw = external(""), machine, []byte(`{"$granted":true}`)
	r.Link(argmap.RolePremiseOf, c.ID, inference.ID)
	r.commit(c)
	r.find(key, ruleNoPremise, codec.Info, inference, "the argument %q has no premises; a claim that is granted stands in for them", clip(key.Value))
}

// machine is who made what the file does not have.
const machine = "argmap"

// clean gives a name as a map can hold it.
func clean(s string) string {
	if len(s) > argmap.MaxTextBytes/2 {
		s = strings.ToValidUTF8(s[:argmap.MaxTextBytes/2], "")
	}
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}
