package scheme

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"argmap/internal/fault"
)

// file is what a file declares.
type file struct {
	schemes []declared
	// names are the spellings that mean several schemes, or none.
	names []spelling
}

// declared is a scheme with its spellings, its id first.
type declared struct {
	scheme    *Scheme
	spellings []spelling
}

// decoder walks the nodes of a file. After the first error it gives empty values; err holds the error.
type decoder struct{ err *fault.Error }

func (d *decoder) fail(n *yaml.Node, field, reason, format string, args ...any) {
	if d.err == nil {
		d.err = at(n).invalid(field, reason, format, args...)
	}
}

// object is a mapping, with its path in the file.
type object struct {
	node *yaml.Node
	path string
	keys map[string]*yaml.Node
}

// object reads a mapping that has no other keys than those known.
func (d *decoder) object(n *yaml.Node, path string, known ...string) object {
	o := object{node: n, path: path, keys: map[string]*yaml.Node{}}
	for _, p := range d.pairs(n, path) {
		key := p[0]
		if !slices.Contains(known, key.Value) {
			d.fail(key, below(path, clip(key.Value)), "scheme.field", "%q is no field here; the fields are %s", clip(key.Value), strings.Join(known, ", "))
		}
		o.keys[key.Value] = p[1]
	}
	return o
}

// pairs gives the keys and values of a mapping in the order of the file, each key once.
func (d *decoder) pairs(n *yaml.Node, path string) [][2]*yaml.Node {
	if !d.plain(n, path, yaml.MappingNode, "a mapping") {
		return nil
	}
	var list [][2]*yaml.Node
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		d.plain(key, path, yaml.ScalarNode, "a key")
		if line := seen[key.Value]; line > 0 {
			d.fail(key, below(path, clip(key.Value)), "scheme.twice", "%q is given twice; it was given on line %d", clip(key.Value), line)
		}
		seen[key.Value] = key.Line
		list = append(list, [2]*yaml.Node{key, n.Content[i+1]})
	}
	return list
}

// plain reports whether a node is of the kind, with no alias, anchor or tag of its own.
func (d *decoder) plain(n *yaml.Node, path string, kind yaml.Kind, what string) bool {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.fail(n, path, "scheme.syntax", "anchors and aliases of YAML are not allowed; write the value out")
	case n.Kind != kind:
		d.fail(n, path, "scheme.field", "there should be %s here", what)
	case n.Style&yaml.TaggedStyle != 0:
		d.fail(n, path, "scheme.syntax", "tags of YAML are not allowed; leave %s out", clip(n.Tag))
	}
	return d.err == nil
}

func below(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// list gives the items of a list with the path of each; none where the key is missing.
func (d *decoder) list(o object, key string) []item {
	n := o.keys[key]
	if n == nil || !d.plain(n, below(o.path, key), yaml.SequenceNode, "a list") {
		return nil
	}
	var list []item
	for i, c := range n.Content {
		list = append(list, item{c, below(o.path, key) + "[" + strconv.Itoa(i) + "]"})
	}
	return list
}

// some is list, and wants an item at least.
func (d *decoder) some(o object, key string) []item {
	if list := d.list(o, key); len(list) > 0 {
		return list
	}
	d.missing(o, key)
	return nil
}

type item struct {
	node *yaml.Node
	path string
}

func (d *decoder) missing(o object, key string) {
	n := o.node
	if v := o.keys[key]; v != nil {
		n = v
	}
	d.fail(n, below(o.path, key), "scheme.field", "%s is missing", key)
}

// text reads a field that must be there.
func (d *decoder) text(o object, key string) string {
	if o.keys[key] == nil {
		d.missing(o, key)
		return ""
	}
	return d.value(item{o.keys[key], below(o.path, key)}, maxText)
}

// textOr reads a field that may be missing.
func (d *decoder) textOr(o object, key, otherwise string) string {
	if o.keys[key] == nil {
		return otherwise
	}
	return d.text(o, key)
}

// value reads one line of text.
func (d *decoder) value(it item, most int) string {
	if !d.plain(it.node, it.path, yaml.ScalarNode, "a text") {
		return ""
	}
	s := it.node.Value
	switch {
	case strings.TrimSpace(s) != s || s == "":
		d.fail(it.node, it.path, "scheme.field", "there should be a text here, without space around it")
	case len(s) > most:
		d.fail(it.node, it.path, "scheme.field", "the text has %d bytes; at most %d are allowed", len(s), most)
	case strings.IndexFunc(s, unicode.IsControl) >= 0:
		d.fail(it.node, it.path, "scheme.field", "the text has a line break or another control character; write it on one line")
	}
	return s
}

// texts reads a list of names, each given once.
func (d *decoder) texts(list []item) []string {
	var names []string
	for _, it := range list {
		name := d.value(it, maxName)
		if d.err == nil && slices.Contains(names, name) {
			d.fail(it.node, it.path, "scheme.twice", "%q is given twice", clip(name))
		}
		names = append(names, name)
	}
	return names
}

// id reads an id.
func (d *decoder) id(o object) string {
	id := d.text(o, "id")
	if d.err == nil && !isID(id) {
		d.fail(o.keys["id"], below(o.path, "id"), "scheme.id", "%q is no id; an id is lower-case words joined by hyphens, such as expert-opinion", clip(id))
	}
	return id
}
