package carneades

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
	balances "argmap/internal/semantics/carneades"
)

// Weigh says for each of some inferences how it weighs by what the map keeps of its file: the weighing, with its
// constant, rank or criteria; the rest of the arguments is left empty. A scheme that the file does not
// declare, and that is none of Carneades' own, is linked. What the file says and no argument can have, such as
// a weight of 7, is INVALID.
func Weigh(p *argmap.Properties, inferences []*argmap.Element) ([]balances.Argument, error) {
	sections := readKept(p).sections
	t := &theory{schemes: declared(sections["argument_schemes"]), functions: declared(sections["weighing_functions"]), known: map[string]*weighing{}}
	all, ranked := make([]balances.Argument, len(inferences)), map[string][]placed{}
	for i, e := range inferences {
		w, err := t.of(e.Scheme)
		if err != nil {
			return nil, err
		}
		all[i] = w.argument
		if w.order != nil {
			ranked[w.by] = append(ranked[w.by], placed{i, w.place(e)})
		}
	}
	for _, group := range ranked {
		rank(group, all)
	}
	return all, nil
}

// theory is what a file says of weights.
type theory struct {
	schemes, functions map[string]*yaml.Node
	known              map[string]*weighing
}

// weighing is how a scheme weighs.
type weighing struct {
	argument balances.Argument
	// order are the properties by which arguments are preferred, and by names them; meta are those of the scheme.
	order []property
	by    string
	meta  *yaml.Node
}

// of gives how the arguments of a scheme weigh.
func (t *theory) of(scheme string) (*weighing, error) {
	if w, ok := t.known[scheme]; ok {
		return w, nil
	}
	w := &weighing{}
	s, ok := t.schemes[scheme]
	if !ok {
		w.argument.Weighing = own[strings.ToLower(scheme)]
	} else {
		w.meta = get(s, "meta")
		if err := t.read(w, get(s, "weight"), scheme); err != nil {
			return nil, err
		}
	}
	t.known[scheme] = w
	return w, nil
}

// own are the weighings that go by a name without being declared; linked is that of all others.
var own = map[string]balances.Weighing{
	"linked": balances.Linked, convergent: balances.Convergent, "cumulative": balances.Cumulative,
	"factorized": balances.Factorized, "factorised": balances.Factorized,
}

// read reads a weight: a name, or a mapping with a constant, criteria or a preference.
func (t *theory) read(w *weighing, n *yaml.Node, scheme string) error {
	for range len(t.functions) + 1 { // a name may stand for another, in a circle too
		if n == nil || n.Kind != yaml.ScalarNode || isNull(n) {
			break
		}
		name := strings.ToLower(n.Value)
		f, ok := t.functions[name]
		if !ok {
			f, ok = t.functions[n.Value]
		}
		if ok {
			n = f
			continue
		}
		if w.argument.Weighing, ok = own[name]; !ok {
			return unweighable("the scheme %q weighs by %q, which nobody declares; there are linked, convergent, cumulative and factorized", clip(scheme), clip(n.Value))
		}
		return nil
	}
	switch {
	case isNull(n):
		return nil
	case get(n, "constant") != nil:
		return w.constant(get(n, "constant"), scheme)
	case get(n, "criteria") != nil:
		return w.criteria(get(n, "criteria"), scheme)
	case get(n, "preference") != nil:
		w.argument.Weighing, w.order, w.by = balances.Preference, propertiesOf(get(n, "preference")), string(toJSON(n))
		return nil
	}
	return unweighable("the weight of the scheme %q should be a name, or have a constant, criteria or a preference", clip(scheme))
}

func (w *weighing) constant(n *yaml.Node, scheme string) error {
	w.argument.Weighing = balances.Constant
	x, err := number(n, 1, "the scheme %q has a constant weight", scheme)
	w.argument.Constant = x
	return err
}

// maxFactor bounds the importance of a criterion.
const maxFactor = 1_000_000

func (w *weighing) criteria(n *yaml.Node, scheme string) error {
	c := &balances.Criteria{}
	for _, role := range premisesOf(get(n, "hard")) {
		c.Hard = append(c.Hard, clean(nameOf(role.node)))
	}
	for _, s := range pairs(get(n, "soft")) {
		one := balances.Criterion{Role: clean(s.key.Value), Values: map[string]float64{}}
		var err error
		if f := get(s.value, "factor"); f != nil {
			if one.Factor, err = number(f, maxFactor, "a criterion of the scheme %q has a factor", scheme); err != nil {
				return err
			}
		}
		for _, v := range pairs(get(s.value, "values")) {
			if one.Values[clean(v.key.Value)], err = number(v.value, 1, "a value is worth something to the scheme %q", scheme); err != nil {
				return err
			}
		}
		c.Soft = append(c.Soft, one)
	}
	w.argument.Weighing, w.argument.Criteria = balances.ByCriteria, c
	return nil
}

// number reads a number from 0 to a limit.
func number(n *yaml.Node, most float64, what, scheme string) (float64, error) {
	x := -1.0
	if err := n.Decode(&x); err != nil || !(x >= 0 && x <= most) { // so written that NaN fails
		return 0, unweighable(what+" of %s; it must be a number from 0 to %g", clip(scheme), clip(nameOf(n)), most)
	}
	return x, nil
}

func unweighable(format string, args ...any) error {
	return fault.New(fault.Invalid, "carneades.weight", format, args...)
}

// declared gives the entries of a section by their names: a mapping, or a list of mappings with an "id".
func declared(section verbatim.Value) map[string]*yaml.Node {
	all := map[string]*yaml.Node{}
	if k := section.Kind(); k != verbatim.Object && k != verbatim.Array {
		return all
	}
	n := toYAML(section)
	for _, p := range pairs(n) {
		all[p.key.Value] = p.value
	}
	if n.Kind == yaml.SequenceNode {
		for _, s := range n.Content {
			if id := get(s, "id"); id != nil {
				all[id.Value] = s
			}
		}
	}
	return all
}

// property is one by which arguments are preferred to others.
type property struct {
	name string
	// falling: the smaller, the better.
	falling bool
	// values, where there are any, are the ones there are, from the weakest on.
	values map[string]int
}

func propertiesOf(n *yaml.Node) []property {
	list := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		list = n.Content
	}
	all := []property{}
	for _, x := range list {
		p := property{name: scalar(x, "property"), falling: !strings.EqualFold(scalar(x, "order"), "ascending")}
		if order := get(x, "order"); order != nil && order.Kind == yaml.SequenceNode {
			p.values = map[string]int{}
			for i, v := range order.Content {
				p.values[strings.ToLower(v.Value)] = i
			}
		}
		all = append(all, p)
	}
	return all
}

// placed is an argument, by its number, with what its place depends on: an entry for each property.
type placed struct {
	number int
	at     []standing
}

// standing is what a property does for an argument: the sort of its value, and the value. What it does
// not have, or what is not listed, is worth least.
type standing struct {
	sort    int
	number  float64
	text    string
	falling bool
}

func (s standing) compare(o standing) int {
	c := cmp.Or(cmp.Compare(s.number, o.number), strings.Compare(s.text, o.text))
	if s.falling {
		c = -c
	}
	return cmp.Or(cmp.Compare(s.sort, o.sort), c)
}

// place reads the properties of an argument, from itself or else from its scheme.
func (w *weighing) place(e *argmap.Element) []standing {
	var meta *yaml.Node
	if v, ok := rawMember(e, "meta"); ok {
		meta = toYAML(v)
	}
	at := make([]standing, len(w.order))
	for i, p := range w.order {
		n := get(meta, p.name)
		if n == nil {
			n = get(w.meta, p.name)
		}
		if n != nil && n.Kind == yaml.ScalarNode && !isNull(n) {
			at[i] = p.standing(n)
		}
	}
	return at
}

func (p property) standing(n *yaml.Node) standing {
	if p.values != nil {
		i, listed := p.values[strings.ToLower(n.Value)]
		if !listed {
			return standing{}
		}
		return standing{sort: 1, number: float64(i)}
	}
	x := 0.0
	if err := n.Decode(&x); err == nil && !math.IsNaN(x) {
		return standing{sort: 1, number: x, falling: p.falling}
	}
	return standing{sort: 2, text: n.Value, falling: p.falling}
}

// rank gives arguments their ranks, from 1: the same to those that stand alike.
func rank(group []placed, all []balances.Argument) {
	slices.SortStableFunc(group, func(a, b placed) int { return compare(a.at, b.at) })
	for i, x := range group {
		switch {
		case i == 0:
			all[x.number].Rank = 1
		case compare(group[i-1].at, x.at) == 0:
			all[x.number].Rank = all[group[i-1].number].Rank
		default:
			all[x.number].Rank = all[group[i-1].number].Rank + 1
		}
	}
}

func compare(a, b []standing) int {
	for i := range a {
		if c := a[i].compare(b[i]); c != 0 {
			return c
		}
	}
	return 0
}
