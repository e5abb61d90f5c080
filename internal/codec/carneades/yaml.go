package carneades

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

const (
	// maxDepth is how deep lists and mappings may nest.
	maxDepth = 100
	// maxAliased is how many nodes aliases may repeat, all together.
	maxAliased = 100_000
	// maxMarks is how many marks a file may have behind which a value may begin.
	maxMarks = 1_000_000
)

func wrong(n *yaml.Node, reason, format string, args ...any) error {
	return fault.New(fault.Invalid, reason, format, args...).AtPlace(n.Line, n.Column)
}

func where(n *yaml.Node) string { return fmt.Sprintf("line %d, column %d", n.Line, n.Column) }

// tree gives the root of the one document of a file, with every alias and merge key written out. An
// empty file is an empty mapping.
func tree(ctx context.Context, data []byte) (*yaml.Node, error) {
	if at := verbatim.NotUTF8(data); at >= 0 {
		return nil, fault.New(fault.Invalid, "carneades.syntax", "the file is not UTF-8 here").AtByte(data, at)
	}
	if n := codec.YAMLMarks(data); n > maxMarks {
		return nil, fault.New(fault.Exhausted, "carneades.values", "the file has %d line ends, commas, colons, hyphens and brackets, behind which values may begin; at most %d are read, so split it", n, maxMarks)
	}
	limits := loaderlimits.New(loaderlimits.DepthValue(maxDepth), loaderlimits.AliasNone())
	loader, err := yaml.NewLoader(codec.Reader(ctx, data), yaml.WithPlugin(limits), yaml.WithUniqueKeys(false))
	if err != nil {
		return nil, fault.New(fault.Internal, "carneades.loader", "the file could not be read").Because(err)
	}
	var root, second yaml.Node
	if err := loader.Load(&root); errors.Is(err, io.EOF) {
		return &yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{mapping()}}, nil
	} else if err != nil {
		return nil, syntax(err)
	}
	if err := loader.Load(&second); err == nil {
		return nil, wrong(&second, "carneades.syntax", "a second document begins; a file is one document")
	} else if !errors.Is(err, io.EOF) {
		return nil, syntax(err)
	}
	e := expansion{active: map[*yaml.Node]bool{}}
	return e.expand(&root)
}

func syntax(err error) error {
	line, column, says := 1, 1, err.Error()
	if e, ok := errors.AsType[*yaml.LoadError](err); ok {
		says = e.Message
		if e.Mark.Line > 0 {
			line, column = e.Mark.Line, e.Mark.Column
		}
	}
	return fault.New(fault.Invalid, "carneades.syntax", "this is not YAML: %s", says).AtPlace(line, column)
}

// expansion copies a tree without its aliases.
type expansion struct {
	active  map[*yaml.Node]bool
	within  int // aliases that are being written out
	aliased int
}

func (e *expansion) expand(n *yaml.Node) (*yaml.Node, error) {
	if n.Kind == yaml.AliasNode {
		if e.active[n.Alias] {
			return nil, wrong(n, "carneades.alias", "the alias *%s stands within what it repeats", n.Value)
		}
		e.within++
		defer func() { e.within-- }()
		return e.expand(n.Alias)
	}
	if e.within > 0 {
		if e.aliased++; e.aliased > maxAliased {
			return nil, fault.New(fault.Exhausted, "carneades.alias", "the aliases of the file repeat more than %d values", maxAliased).AtPlace(n.Line, n.Column)
		}
	}
	e.active[n] = true
	defer delete(e.active, n)
	c := *n
	c.Anchor, c.Content = "", make([]*yaml.Node, 0, len(n.Content))
	for i, child := range n.Content {
		x, err := e.expand(child)
		if err != nil {
			return nil, err
		}
		if n.Kind == yaml.MappingNode && i%2 == 0 && x.Kind != yaml.ScalarNode {
			return nil, wrong(x, "carneades.key", "a key should be a text, not a list or mapping")
		}
		c.Content = append(c.Content, x)
	}
	if n.Kind == yaml.MappingNode {
		c.Content = merged(c.Content)
	}
	return &c, nil
}

// merged writes the merge keys ("<<") of a mapping out: what they bring stands behind, and gives way to
// what the mapping says itself.
func merged(content []*yaml.Node) []*yaml.Node {
	var own, brought []*yaml.Node
	for i := 0; i+1 < len(content); i += 2 {
		if k, v := content[i], content[i+1]; k.ShortTag() == "!!merge" && v.Kind != yaml.ScalarNode {
			brought = append(brought, sources(v)...)
		} else {
			own = append(own, k, v)
		}
	}
	if brought == nil {
		return content
	}
	has := map[string]bool{}
	for i := 0; i < len(own); i += 2 {
		has[own[i].Value] = true
	}
	for i := 0; i+1 < len(brought); i += 2 {
		if !has[brought[i].Value] {
			has[brought[i].Value] = true
			own = append(own, brought[i], brought[i+1])
		}
	}
	return own
}

func sources(v *yaml.Node) []*yaml.Node {
	if v.Kind == yaml.MappingNode {
		return v.Content
	}
	var all []*yaml.Node
	for _, m := range v.Content {
		if m.Kind == yaml.MappingNode {
			all = append(all, m.Content...)
		}
	}
	return all
}

// pair is a key with its value.
type pair struct{ key, value *yaml.Node }

func pairs(n *yaml.Node) []pair {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	found := make([]pair, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		found = append(found, pair{n.Content[i], n.Content[i+1]})
	}
	return found
}

// get gives the last value of a key, as readers of YAML that allow repeated keys do; or nil.
func get(n *yaml.Node, key string) *yaml.Node {
	var found *yaml.Node
	for _, p := range pairs(n) {
		if p.key.Value == key {
			found = p.value
		}
	}
	return found
}

func isNull(n *yaml.Node) bool {
	return n == nil || n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null"
}

// kept gives a text as a map can hold it, and whether that is all of it.
func kept(n *yaml.Node) (string, bool, error) {
	s := n.Value
	if len(s) > argmap.MaxTextBytes {
		return "", false, wrong(n, "carneades.long", "the text has %d bytes; at most %d are kept", len(s), argmap.MaxTextBytes)
	}
	clean := bytes.ReplaceAll([]byte(s), []byte{0}, []byte("\uFFFD"))
	if len(clean) > argmap.MaxTextBytes {
		return "", false, wrong(n, "carneades.long", "the text has too many NUL characters")
	}
	return string(clean), string(clean) == s && n.ShortTag() == "!!str", nil
}
