package carneades

import (
	"bytes"
	"encoding/json"
	"strings"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// standards are the proof standards as files write them; no standard is the first.
var standards = []struct {
	code string
	is   argmap.ProofStandard
}{
	{"PE", argmap.Preponderance}, {"CCE", argmap.ClearAndConvincing}, {"BRD", argmap.BeyondReasonableDoubt},
}

// standardOf reads a standard; none for what is no standard.
func standardOf(n *yaml.Node) (argmap.ProofStandard, bool) {
	if isNull(n) || n.Value == "" {
		return argmap.Preponderance, true
	}
	for _, s := range standards {
		if n.Value == s.code || n.Value == strings.ToLower(s.code) {
			return s.is, true
		}
	}
	return "", false
}

// issues reads the questions.
func (r *reader) issues(root *yaml.Node) error {
	for _, p := range r.section(root, "issues") {
		if p.value.Kind != yaml.MappingNode {
			r.find(p.value, ruleShape, codec.Error, nil, "the issue %q should be a mapping with positions; it is kept aside", clip(p.key.Value))
			r.leftover("issues", "it is no mapping", p)
			continue
		}
		if err := r.issue(p); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) issue(p pair) error {
	q := r.Element(argmap.KindQuestion, "")
	q.External = external(clean(p.key.Value))
	standard, ok := standardOf(get(p.value, "standard"))
	if !ok {
		r.find(get(p.value, "standard"), ruleStandard, codec.Error, q, "the standard should be PE, CCE or BRD; the issue has none now, so that its positions attack each other")
	}
	q.Question = &argmap.Inquiry{Form: argmap.FormAlternative, Force: argmap.Pure, Answers: argmap.Exclusive, Standard: standard}
	var rest object
	r.rest(&rest, p.value, "positions")
	r.positions(q, p, &rest)
	q.Raw = r.keep(&rest, p.value, q)
	title := get(get(p.value, "meta"), "title")
	if title == nil || title.Kind != yaml.ScalarNode || isNull(title) {
		return nil // worded by its positions, below
	}
	var err error
	q.Text, _, err = kept(title)
	return err
}

// positions links the positions of an issue as its answers.
func (r *reader) positions(q *argmap.Element, p pair, rest *object) {
	n := get(p.value, "positions")
	var texts, slots, names []string
	seen := map[argmap.ID]bool{}
	for _, x := range premisesOf(n) { // written like premises
		e := r.claim(x.node)
		if seen[e.ID] || r.position[e.ID] {
			r.find(x.node, rulePosition, codec.Error, e, "%q is a position already; Carneades wants each in one issue, once", clip(nameOf(x.node)))
		}
		if seen[e.ID] {
			continue
		}
		seen[e.ID], r.position[e.ID] = true, true
		l := r.Link(argmap.RoleAnswers, e.ID, q.ID)
		l.Ordinal, l.External = len(names), external("")
		texts, slots, names = append(texts, e.Text), append(slots, ""), append(names, e.External.ID)
	}
	q.Text = asked(texts)
	if n != nil && !bytes.Equal(premisesJSON(slots, names), toJSON(n)) {
		rest.set("$positions", toJSON(n))
	}
}

// asked words an issue, which has no words in a file, by its positions.
func asked(positions []string) string {
	var b strings.Builder
	b.WriteString("Which of these is so")
	for i, p := range positions {
		b.WriteString([]string{": ", "; or: "}[min(i, 1)])
		b.WriteString(clip(strings.Join(strings.Fields(p), " ")))
	}
	b.WriteByte('?')
	return clean(b.String())
}

// comments gives the comments of a file with the places that they belong to; nil when there are none.
func comments(document *yaml.Node) []byte {
	c := commentary{}
	c.note(document, "file")
	c.value(document.Content[0])
	if c.found == nil {
		return nil
	}
	b, err := json.Marshal(c.found)
	if err != nil {
		return nil // never: they are strings
	}
	return b
}

// comment is what stands before, beside and behind a key or value, which is reached by keys from the root.
type comment struct {
	At   []string `json:"at,omitempty"`
	On   string   `json:"on"`
	Head string   `json:"head,omitempty"`
	Line string   `json:"line,omitempty"`
	Foot string   `json:"foot,omitempty"`
}

type commentary struct {
	at    []string
	found []comment
}

func (c *commentary) note(n *yaml.Node, on string) {
	if n.HeadComment != "" || n.LineComment != "" || n.FootComment != "" {
		c.found = append(c.found, comment{append([]string(nil), c.at...), on, n.HeadComment, n.LineComment, n.FootComment})
	}
}

func (c *commentary) value(n *yaml.Node) {
	c.note(n, "value")
	for _, p := range pairs(n) {
		c.at = append(c.at, p.key.Value)
		c.note(p.key, "key")
		c.value(p.value)
		c.at = c.at[:len(c.at)-1]
	}
	if n.Kind == yaml.SequenceNode {
		for _, x := range n.Content {
			c.at = append(c.at, "["+x.Value+"]")
			c.value(x)
			c.at = c.at[:len(c.at)-1]
		}
	}
}
