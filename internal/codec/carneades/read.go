package carneades

import (
	"context"
	"encoding/json"
	"fmt"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

type reader struct {
	*codec.Builder

	// claims finds statements by their names in the file, same by their names without spaces.
	claims    map[string]*argmap.Element
	same      map[string]*argmap.Element
	language  map[string]string
	assumed   map[argmap.ID]bool
	concluded map[argmap.ID]bool
	// position holds the claims that are positions of an issue.
	position map[argmap.ID]bool
	weighed  map[string]bool
	derives  bool
	// leftovers counts the pieces of each sort that no record holds.
	leftovers map[string]int
}

func decode(ctx context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	document, err := tree(ctx, f.Data)
	if err != nil {
		return nil, err
	}
	root := document.Content[0]
	if isNull(root) {
		root = mapping()
	}
	if root.Kind != yaml.MappingNode {
		return nil, wrong(root, "carneades.shape", "the file should be a mapping with sections such as statements and arguments")
	}
	r := &reader{
		claims: map[string]*argmap.Element{}, same: map[string]*argmap.Element{}, language: map[string]string{},
		assumed: map[argmap.ID]bool{}, concluded: map[argmap.ID]bool{}, position: map[argmap.ID]bool{},
		weighed: map[string]bool{"cumulative": true, "factorized": true}, leftovers: map[string]int{},
	}
	if err := r.properties(root, f, o); err != nil {
		return nil, err
	}
	r.theory(root)
	for _, read := range []func(*yaml.Node) error{r.statements, r.arguments, r.issues, r.assumptions} {
		if err := read(root); err != nil {
			return nil, err
		}
	}
	r.pin()
	r.once("the file", pairs(root))
	if err := r.keepSections(root, comments(document)); err != nil {
		return nil, err
	}
	return []*codec.Document{r.Done()}, nil
}

func (r *reader) find(n *yaml.Node, rule argmap.RuleID, severity codec.Severity, e *argmap.Element, format string, args ...any) {
	if r.Enough(rule) {
		return
	}
	f := codec.Finding{Rule: rule, Severity: severity, Where: where(n), Message: fmt.Sprintf(format, args...)}
	if e != nil {
		f.Element, f.External = e.ID, e.External.ID
	}
	r.Find(f)
}

// properties begins the map. Its title, description and language are those of "meta", where they are
// texts.
func (r *reader) properties(root *yaml.Node, f codec.File, o codec.Options) error {
	meta := get(root, "meta")
	field := func(name string) (string, error) {
		n := get(meta, name)
		if n == nil || n.Kind != yaml.ScalarNode || isNull(n) {
			return "", nil
		}
		s, _, err := kept(n)
		return s, err
	}
	title, err := field("title")
	if err != nil {
		return err
	}
	r.Builder = codec.Build(name, title, f, o)
	p := r.Properties()
	if p.Description, err = field("description"); err != nil {
		return err
	}
	p.Language, err = field("language")
	return err
}

// section gives a section's pairs, each key once; it must be a mapping.
func (r *reader) section(root *yaml.Node, name string) []pair {
	n := get(root, name)
	if !isNull(n) && n.Kind != yaml.MappingNode {
		r.find(n, ruleShape, codec.Error, nil, "%s should be a mapping from names; it is kept, and not read", name)
	}
	return r.once(name, pairs(n))
}

// once leaves out the earlier ones of repeated keys, and keeps them as leftovers.
func (r *reader) once(what string, all []pair) []pair {
	last := map[string]int{}
	for i, p := range all {
		last[p.key.Value] = i
	}
	if len(last) == len(all) {
		return all
	}
	kept := make([]pair, 0, len(last))
	for i, p := range all {
		if last[p.key.Value] == i {
			kept = append(kept, p)
			continue
		}
		r.find(p.key, ruleKeyTwice, codec.Error, nil, "%q is a key of %s again on line %d; the last one counts, this one is kept aside", clip(p.key.Value), what, all[last[p.key.Value]].key.Line)
		r.leftover(what, "its key is repeated", p)
	}
	return kept
}

func (r *reader) leftover(what, why string, p pair) {
	var o object
	o.set(fileName(p.key.Value), toJSON(p.value))
	r.Aside(what, why, r.leftovers[what], external(clean(p.key.Value)), o.raw())
	r.leftovers[what]++
}

// keep gives what an element keeps of a value.
func (r *reader) keep(o *object, n *yaml.Node, e *argmap.Element) json.RawMessage {
	return r.Keep(o.raw(), codec.Finding{Rule: ruleSize, Where: where(n), Element: e.ID, External: e.External.ID})
}

// statements reads the claims.
func (r *reader) statements(root *yaml.Node) error {
	for _, p := range r.section(root, "statements") {
		e := r.Claim("")
		r.named(p.key.Value, e)
		if err := r.statement(e, p); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) named(id string, e *argmap.Element) {
	e.External = external(clean(id))
	r.claims[id] = e
	if n := normal(id); r.same[n] == nil {
		r.same[n] = e
	}
}

func (r *reader) statement(e *argmap.Element, p pair) error {
	var rest object
	text := p.value
	switch p.value.Kind {
	default:
	case yaml.MappingNode:
		text = get(p.value, "text")
		r.assume(e, p.value)
		rest.set("$form", []byte(`"object"`))
		r.rest(&rest, p.value, "text")
	case yaml.SequenceNode:
		r.find(p.value, ruleShape, codec.Error, e, "the statement %q should be a text, or a mapping with a text", clip(p.key.Value))
		rest.set("$text", toJSON(p.value))
		text = nil
	}
	exact := false
	if text != nil && text.Kind == yaml.ScalarNode && !isNull(text) {
		var err error
		if e.Text, exact, err = kept(text); err != nil {
			return err
		}
	}
	if !exact {
		r.find(p.value, ruleText, codec.Warning, e, "the statement %q should have a text; numbers and the like need quotation marks", clip(p.key.Value))
		if text != nil {
			rest.set("$text", toJSON(text))
		}
	}
	e.Raw = r.keep(&rest, p.value, e)
	return nil
}

// assume reads the member "assumed" of a statement.
func (r *reader) assume(e *argmap.Element, n *yaml.Node) {
	a := get(n, "assumed")
	if a == nil {
		return
	}
	yes, ok := truth(a)
	if !ok {
		r.find(a, ruleShape, codec.Error, e, "assumed should be true or false")
	}
	if yes {
		r.commit(e)
	}
}

func truth(n *yaml.Node) (yes, ok bool) {
	switch n.ShortTag() {
	case "!!bool":
		return n.Value != "false" && n.Value != "False" && n.Value != "FALSE", true
	case "!!int":
		return n.Value != "0", true
	}
	return false, false
}

func (r *reader) commit(e *argmap.Element) {
	if !r.assumed[e.ID] {
		r.assumed[e.ID] = true
		r.Commit(r.Speaker().ID, argmap.Asserts, e.ID).External = external("")
	}
}

// rest adds the members of a mapping but for some.
func (r *reader) rest(o *object, n *yaml.Node, skip ...string) {
	for _, p := range r.once("a mapping", pairs(n)) {
		known := false
		for _, s := range skip {
			known = known || p.key.Value == s
		}
		if !known {
			o.set(fileName(p.key.Value), toJSON(p.value))
		}
	}
}

// claim gives the claim that a name stands for. One that is not declared is made, without a voice.
func (r *reader) claim(n *yaml.Node) *argmap.Element {
	id := nameOf(n)
	if e := r.claims[id]; e != nil {
		return e
	}
	if e := r.same[normal(id)]; e != nil {
		return e
	}
	r.find(n, ruleUndeclared, codec.Error, nil, "there is no statement %q; declare it under statements", clip(id))
	return r.undeclared(id)
}

// undeclared makes a claim of a formula that is named and not declared.
func (r *reader) undeclared(id string) *argmap.Element {
	e := r.Claim(clean(say(r.language, id)))
	e.Raw = json.RawMessage(`{"$undeclared":true}`)
	r.named(id, e)
	return e
}

// nameOf gives the name that a value is: a scalar as it is written, anything else as JSON.
func nameOf(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode {
		return n.Value
	}
	return string(toJSON(n))
}

// assumptions reads what is assumed: declared statements, and formulas of the language.
func (r *reader) assumptions(root *yaml.Node) error {
	n := get(root, "assumptions")
	if isNull(n) {
		return nil
	}
	list := n.Content
	switch n.Kind {
	default:
	case yaml.ScalarNode:
		list = []*yaml.Node{n}
	case yaml.MappingNode:
		r.find(n, ruleShape, codec.Error, nil, "assumptions should be a list; it is kept, and not read")
		list = nil
	}
	for _, a := range list {
		id := nameOf(a)
		switch {
		case r.claims[id] != nil:
			r.commit(r.claims[id])
		case r.same[normal(id)] != nil:
			r.commit(r.same[normal(id)])
		case r.derives || len(r.language) > 0:
			r.commit(r.undeclared(id))
		default:
			r.commit(r.claim(a))
		}
	}
	return nil
}

// pin keeps what is assumed given where an argument concludes it, as it stays IN in Carneades.
func (r *reader) pin() {
	for _, e := range r.claims {
		if r.assumed[e.ID] && r.concluded[e.ID] {
			e.Basis = argmap.Given
		}
	}
}

const clipped = 60

// clip shortens a name for a message.
func clip(s string) string {
	if r := []rune(s); len(r) > clipped {
		return string(r[:clipped]) + "…"
	}
	return s
}
