package carneades

import (
	"context"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// origin is what the map's Raw keeps of its file.
type origin struct {
	title    string
	order    []string
	sections map[string]verbatim.Value
	comments verbatim.Value
}

func readKept(p *argmap.Properties) origin {
	k := origin{sections: map[string]verbatim.Value{}}
	if p.Format != name {
		return k
	}
	raw := parsed(p.Raw)
	if t, ok := raw.Get("title"); ok {
		k.title, _ = t.Text()
	}
	order, _ := raw.Get("order")
	seen := map[string]bool{}
	for _, s := range order.Elements() {
		if name, ok := s.Text(); ok && !seen[name] {
			seen[name] = true
			k.order = append(k.order, name)
		}
	}
	sections, _ := raw.Get("sections")
	for _, m := range sections.Members() {
		k.sections[strings.TrimPrefix(m.Name, reserved)] = m.Value
	}
	k.comments, _ = raw.Get("comments")
	return k
}

func encode(_ context.Context, d *codec.Document, out codec.Output) error {
	p := newPlan(d)
	root := p.root()
	document := &yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{root}}
	p.raw.annotate(document)
	w, err := out.Create(out.Name + ".yml")
	if err != nil {
		return err
	}
	dumper, err := yaml.NewDumper(w, yaml.WithIndent(2), yaml.WithLineWidth(-1))
	if err != nil {
		return err
	}
	if err := dumper.Dump(document); err != nil {
		return err
	}
	return dumper.Close()
}

// usual is the order of the sections that a file does not have yet.
var usual = []string{"meta", "language", "statements", "issues", "argument_schemes", "arguments", "assumptions"}

func (p *plan) root() *yaml.Node {
	made := map[string]*yaml.Node{
		"meta": p.meta(), "statements": p.statementNodes(), "issues": p.issueNodes(), "arguments": p.argumentNodes(),
		"assumptions": p.assumptionNodes(), "argument_schemes": p.schemeNodes(),
	}
	root := mapping()
	for _, s := range slices.Concat(p.raw.order, usual) {
		_, again := made[s]
		if n := made[s]; n != nil {
			put(root, s, n)
		} else if raw, ok := p.raw.sections[s]; ok {
			put(root, s, toYAML(raw))
		} else if again && slices.Contains(p.raw.order, s) && !has(root, s) {
			put(root, s, mapping())
		}
		delete(made, s)
		delete(p.raw.sections, s)
	}
	return root
}

func has(n *yaml.Node, key string) bool { return get(n, key) != nil }

// set gives a mapping a member, or takes it away when the value is nil.
func set(n *yaml.Node, key string, value *yaml.Node) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			if value == nil {
				n.Content = slices.Delete(n.Content, i, i+2)
			} else {
				n.Content[i+1] = value
			}
			return
		}
	}
	if value != nil {
		put(n, key, value)
	}
}

// meta gives the section with the map's title, description and language; nil where it is as it was.
func (p *plan) meta() *yaml.Node {
	d := p.g.Document.Properties
	raw, had := p.raw.sections["meta"]
	n := mapping()
	if had && raw.Kind() == verbatim.Object {
		n = toYAML(raw)
	}
	changed := false
	for _, f := range []struct{ key, is, was string }{
		{"title", d.Title, p.raw.title}, {"description", d.Description, scalar(n, "description")}, {"language", d.Language, scalar(n, "language")},
	} {
		switch {
		case f.is == f.was:
		case f.is == "":
			set(n, f.key, nil)
			changed = true
		default:
			set(n, f.key, text(f.is))
			changed = true
		}
	}
	if !changed {
		return nil
	}
	return n
}

// scalar gives a member's text as decode reads it.
func scalar(n *yaml.Node, key string) string {
	v := get(n, key)
	if v == nil || v.Kind != yaml.ScalarNode || isNull(v) {
		return ""
	}
	s, _, err := kept(v)
	if err != nil {
		return ""
	}
	return s
}

// members puts back what was kept of an element.
func members(n *yaml.Node, e *argmap.Element) {
	if !ours(e.External) {
		return
	}
	for _, m := range parsed(e.Raw).Members() {
		if !strings.HasPrefix(m.Name, reserved) || strings.HasPrefix(m.Name, reserved+reserved) {
			put(n, strings.TrimPrefix(m.Name, reserved), toYAML(m.Value))
		}
	}
}

func (p *plan) statementNodes() *yaml.Node {
	n := mapping()
	for _, e := range p.g.Elements {
		if e.Kind != argmap.KindClaim || p.granted[e.ID] || p.undeclared(e) {
			continue
		}
		put(n, p.names[e.ID], p.statementNode(e))
	}
	p.aside(n, "statements")
	return orNil(n)
}

func orNil(n *yaml.Node) *yaml.Node {
	if len(n.Content) == 0 {
		return nil
	}
	return n
}

// aside puts pieces back that no record could hold.
func (p *plan) aside(n *yaml.Node, section string) {
	for _, l := range p.g.Leftovers {
		if p.said[l.ID] && l.What == section {
			m := parsed(l.Raw).Members()[0]
			put(n, strings.TrimPrefix(m.Name, reserved), toYAML(m.Value))
		}
	}
}

// undeclared reports whether a claim is a formula that is only named, and says still what that says.
func (p *plan) undeclared(e *argmap.Element) bool {
	_, is := rawMember(e, "$undeclared")
	return is && (p.mentioned[e.ID] || p.assumed(e)) && e.Text == clean(say(p.language, p.names[e.ID]))
}

func (p *plan) statementNode(e *argmap.Element) *yaml.Node {
	words := text(e.Text)
	if v, ok := rawMember(e, "$text"); ok {
		old := toYAML(v)
		if scalar(&yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{text("text"), old}}, "text") == e.Text {
			words = old
		}
	}
	n := mapping()
	members(n, e)
	if says := get(n, "assumed"); says != nil && !p.assumed(e) {
		if yes, _ := truth(says); yes {
			set(n, "assumed", nil)
		}
	}
	_, form := rawMember(e, "$form")
	if len(n.Content) == 0 && !form {
		return words
	}
	if _, none := rawMember(e, "$text"); form && !none && e.Text == "" {
		return n
	}
	n.Content = append([]*yaml.Node{text("text"), words}, n.Content...)
	return n
}

func (p *plan) issueNodes() *yaml.Node {
	n := mapping()
	for _, q := range p.issues {
		put(n, p.names[q.ID], p.issueNode(q))
	}
	p.aside(n, "issues")
	return orNil(n)
}

func (p *plan) issueNode(q *argmap.Element) *yaml.Node {
	var texts, slots, names []string
	for _, l := range p.positions(q) {
		e := p.g.Element(l.From)
		texts, slots, names = append(texts, e.Text), append(slots, ""), append(names, p.names[e.ID])
	}
	n := mapping()
	if positions := p.again(q, "$positions", slots, names); positions != nil {
		put(n, "positions", positions)
	}
	members(n, q)
	meta := get(n, "meta")
	if meta == nil || meta.Kind != yaml.MappingNode {
		meta = mapping()
	}
	switch {
	case scalar(meta, "title") == q.Text && has(meta, "title"):
	case q.Text == asked(texts) && !has(meta, "title"):
	case q.Text == asked(texts):
		set(meta, "title", nil)
		set(n, "meta", orNil(meta))
	default:
		set(meta, "title", text(q.Text))
		set(n, "meta", meta)
	}
	if is, _ := standardOf(get(n, "standard")); is != q.Question.Standard {
		set(n, "standard", nil)
		for _, s := range standards {
			if s.is == q.Question.Standard && s.is != argmap.Preponderance {
				put(n, "standard", text(s.code))
			}
		}
	}
	return n
}

// again gives names as a file had them, where that says the same, else in the simplest way.
func (p *plan) again(e *argmap.Element, member string, slots, names []string) *yaml.Node {
	simple := premisesJSON(slots, names)
	v, ok := rawMember(e, member)
	if !ok {
		return toYAML(parsed(simple))
	}
	old := toYAML(v)
	var oldSlots, oldNames []string
	seen := map[string]bool{}
	for _, x := range premisesOf(old) {
		if id := p.statement(nameOf(x.node)); !seen[id] {
			seen[id] = true
			slot := clean(x.slot)
			if member == "$positions" {
				slot = ""
			}
			oldSlots, oldNames = append(oldSlots, slot), append(oldNames, id)
		}
	}
	if slices.Equal(oldSlots, slots) && slices.Equal(oldNames, names) {
		return old
	}
	return toYAML(parsed(simple))
}

// statement gives the name under which a statement is written that a file calls so.
func (p *plan) statement(id string) string {
	e := p.byFile[clean(id)]
	if e == nil {
		e = p.byForm[normal(clean(id))]
	}
	if e == nil {
		return ""
	}
	return p.names[e.ID]
}
