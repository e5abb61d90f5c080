package carneades

import (
	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
)

func (p *plan) argumentNodes() *yaml.Node {
	n := mapping()
	for _, a := range p.arguments {
		put(n, a.name, p.argumentNode(a))
	}
	p.aside(n, "arguments")
	return orNil(n)
}

func (p *plan) argumentNode(a *argument) *yaml.Node {
	n := mapping()
	rest := mapping()
	members(rest, a.parts[0])
	field := func(key, value string) {
		if value != "" && !has(rest, key) {
			put(n, key, text(value))
		}
	}
	field("scheme", a.scheme)
	names := make([]string, 0, len(a.premises))
	for _, c := range a.premises {
		names = append(names, p.names[c.ID])
	}
	if p.granted[a.premises[0].ID] {
		if v, ok := rawMember(a.parts[0], "$premises"); ok {
			put(n, "premises", toYAML(v))
		}
	} else {
		put(n, "premises", p.again(a.parts[0], "$premises", a.slots, names))
	}
	if a.conclusion != nil {
		p.overrule(rest, "conclusion", p.names[a.conclusion.ID])
		field("conclusion", p.names[a.conclusion.ID])
	}
	if a.undercutter != nil {
		p.overrule(rest, "undercutter", p.names[a.undercutter.ID])
		field("undercutter", p.names[a.undercutter.ID])
	}
	if has(rest, "scheme") && scalar(rest, "scheme") != a.scheme {
		set(rest, "scheme", nil)
		field("scheme", a.scheme)
	}
	n.Content = append(n.Content, rest.Content...)
	return n
}

// overrule takes a member away that names another statement than the map does.
func (p *plan) overrule(rest *yaml.Node, key, name string) {
	if v := get(rest, key); v != nil && p.statement(nameOf(v)) != name {
		set(rest, key, nil)
	}
}

// basic are the schemes that Carneades has itself.
var basic = []string{"", "linked", convergent, "cumulative", "factorized"}

// schemeNodes gives the section of schemes with those added that arguments name and nobody declares; nil
// where none is.
func (p *plan) schemeNodes() *yaml.Node {
	raw, had := p.raw.sections["argument_schemes"]
	n := mapping()
	if had && (raw.Kind() == verbatim.Object || raw.Kind() == verbatim.Array) {
		n = toYAML(raw)
	}
	declared := map[string]bool{}
	for _, s := range basic {
		declared[s] = true
	}
	for _, x := range pairs(n) {
		declared[x.key.Value] = true
	}
	if n.Kind == yaml.SequenceNode {
		for _, s := range n.Content {
			declared[scalar(s, "id")] = true
		}
	}
	changed := false
	for _, a := range p.arguments {
		if declared[a.scheme] || ours(a.parts[0].External) {
			continue
		}
		declared[a.scheme], changed = true, true
		if n.Kind == yaml.SequenceNode {
			s := mapping()
			put(s, "id", text(a.scheme))
			n.Content = append(n.Content, s)
		} else {
			put(n, a.scheme, mapping())
		}
	}
	if !changed {
		return nil
	}
	return n
}

// assumptionNodes gives the list of what is assumed: in the order of the file that the map came from,
// then in the map's. It is nil where the file says so already.
func (p *plan) assumptionNodes() *yaml.Node {
	assumed := map[string]bool{}
	for _, e := range p.g.Elements {
		if e.Kind == argmap.KindClaim && !p.granted[e.ID] && p.assumed(e) {
			assumed[p.names[e.ID]] = true
		}
	}
	list, changed := p.stillAssumed(assumed)
	for _, e := range p.g.Elements {
		id := p.names[e.ID]
		if e.Kind == argmap.KindClaim && assumed[id] && !saysSo(e) {
			list.Content, changed = append(list.Content, text(id)), true
		}
	}
	if !changed {
		return nil
	}
	return shortly(list)
}

// saysSo reports whether a statement says itself that it is assumed.
func saysSo(e *argmap.Element) bool {
	v, ok := rawMember(e, "assumed")
	if !ok {
		return false
	}
	yes, _ := truth(toYAML(v))
	return yes
}

// stillAssumed gives what the file assumed and is assumed yet, and takes it from the set; and whether
// something of the list is gone.
func (p *plan) stillAssumed(assumed map[string]bool) (list *yaml.Node, changed bool) {
	list = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	raw, had := p.raw.sections["assumptions"]
	if !had || raw.Kind() == verbatim.Null || raw.Kind() == verbatim.Object {
		return list, false
	}
	old := toYAML(raw)
	items := old.Content
	if old.Kind == yaml.ScalarNode {
		items = []*yaml.Node{old}
	}
	still := map[string]bool{}
	for _, x := range items {
		id := p.statement(nameOf(x))
		if !assumed[id] && !still[id] {
			changed = true
			continue
		}
		delete(assumed, id)
		still[id] = true
		list.Content = append(list.Content, x)
	}
	return list, changed
}

// annotate puts the comments of the file that the map came from where they stood.
func (k origin) annotate(document *yaml.Node) {
	at := map[string]*yaml.Node{}
	gather(at, "", document.Content[0])
	for _, c := range k.comments.Elements() {
		on, _ := c.Get("on")
		kind, _ := on.Text()
		place := ""
		keys, _ := c.Get("at")
		for _, key := range keys.Elements() {
			s, _ := key.Text()
			place += "\x00" + s
		}
		n := at[kind+place]
		if kind == "file" {
			n = document
		}
		if n == nil {
			continue
		}
		for field, to := range map[string]*string{"head": &n.HeadComment, "line": &n.LineComment, "foot": &n.FootComment} {
			if v, ok := c.Get(field); ok {
				*to, _ = v.Text()
			}
		}
	}
}

func gather(at map[string]*yaml.Node, place string, n *yaml.Node) {
	at["value"+place] = n
	for _, p := range pairs(n) {
		at["key"+place+"\x00"+p.key.Value] = p.key
		gather(at, place+"\x00"+p.key.Value, p.value)
	}
	if n.Kind == yaml.SequenceNode {
		for _, x := range n.Content {
			gather(at, place+"\x00["+x.Value+"]", x)
		}
	}
}
