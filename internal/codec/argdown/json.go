package argdown

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

// importer makes a model of an export.
type importer struct {
	*model
	lines    map[string]map[int]*inference
	sections map[string]*section
	lost     []lost
}

// lost is a part of an export that nothing could be made of, or that no map has.
type lost struct {
	what, why string
	value     verbatim.Value
}

// decodeJSON reads an export. It has no text, so nothing is cited; lines and columns are kept raw.
func decodeJSON(_ context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	root, err := verbatim.Parse(bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf")))
	if err != nil {
		return nil, err
	}
	b := codec.Build("argdown-json", "", f, o)
	x := &importer{model: newModel(b.Found()), lines: map[string]map[int]*inference{}, sections: map[string]*section{}}
	if err := x.read(root); err != nil {
		return nil, err
	}
	d := newDrafter(b, x.model)
	for _, l := range x.lost {
		d.leftover(l.what, l.why, l.value.Keep())
	}
	return d.finish()
}

func (x *importer) read(root verbatim.Value) error {
	parts := map[string]verbatim.Value{}
	for _, m := range root.Members() {
		switch m.Name {
		case "statements", "arguments", "relations", "sections", "tags", "map":
			parts[m.Name] = m.Value
		default:
			x.lost = append(x.lost, lost{"member " + m.Name, "the export has no such member", m.Value})
		}
	}
	for name, kind := range map[string]verbatim.Kind{"statements": verbatim.Object, "arguments": verbatim.Object, "relations": verbatim.Array} {
		if parts[name].Kind() != kind {
			return fault.New(fault.Invalid, "argdown.export", `an Argdown export has the objects "statements" and "arguments" and the array "relations"`).AtPath("$." + name)
		}
	}
	x.headings(parts["sections"])
	for _, m := range parts["statements"].Members() {
		x.statement(m.Name, m.Value)
	}
	for _, m := range parts["arguments"].Members() {
		x.argumentOf(m.Name, m.Value)
	}
	for _, v := range parts["relations"].Elements() {
		x.relation(v)
	}
	x.drawing(parts["map"], parts["tags"])
	return nil
}

func (x *importer) wrong(v verbatim.Value, format string, args ...any) {
	if !x.found.Enough(ruleExport) {
		x.found.Add(codec.Finding{Rule: ruleExport, Severity: codec.Error, Where: v.Path(), Message: fmt.Sprintf(format, args...)})
	}
}

// headings reads sections with those inside them, in the order in which they stand in the file. They are
// nested no deeper than JSON may be.
func (x *importer) headings(list verbatim.Value) {
	for _, v := range list.Elements() {
		s := &section{number: len(x.model.sections) + 1, title: text0(v, "title"), tags: textsOf(v, "tags"), data: dataOf(v), level: number0(v, "level")}
		s.raw = members(v.Members(), []string{"title", "level", "tags", "data", "children"})
		x.model.sections = append(x.model.sections, s)
		x.sections[text0(v, "id")] = s
		inner, _ := v.Get("children")
		x.headings(inner)
	}
}

var untitledPattern = regexp.MustCompile(`^Untitled \d+$`)

func (x *importer) statement(title string, v verbatim.Value) {
	if v.Kind() != verbatim.Object {
		x.wrong(v, "a statement is an object")
		x.lost = append(x.lost, lost{"statement", "it is no object", v})
		return
	}
	c := x.class(title)
	c.untitled = untitledPattern.MatchString(title)
	x.members(&c.cast, v)
	c.raw = members(v.Members(), []string{"relations", "type", "title"})
}

// members reads the places of a statement or an argument; one that has none gets one, for its title.
func (x *importer) members(c *cast, v verbatim.Value) {
	list, _ := v.Get("members")
	for _, m := range list.Elements() {
		c.add(x.member(m))
	}
	if len(c.members) == 0 {
		c.add(&member{reference: true, from: -1, data: dataOf(v)})
	}
}

func (x *importer) member(v verbatim.Value) *member {
	m := &member{full: text0(v, "text"), tags: textsOf(v, "tags"), data: dataOf(v), from: -1, section: x.sections[text0(v, "section")]}
	reference, _ := v.Get("isReference")
	m.reference = reference.Kind() == verbatim.Bool && string(reference.Raw()) == "true"
	m.text = withoutTags(m.full, m.tags)
	return m
}

// withoutTags leaves tags out at the end of a text.
func withoutTags(text string, tags []string) string {
	set := map[string]bool{}
	for _, t := range tags {
		set["#"+t], set["#("+t+")"] = true, true
	}
	for text = trim(text); ; {
		at := strings.LastIndexByte(text, '#')
		if at < 0 || !set[text[at:]] {
			return text
		}
		text = trim(text[:at])
	}
}

func (x *importer) argumentOf(title string, v verbatim.Value) {
	if v.Kind() != verbatim.Object {
		x.wrong(v, "an argument is an object")
		x.lost = append(x.lost, lost{"argument", "it is no object", v})
		return
	}
	a := x.argument(title)
	a.untitled = untitledPattern.MatchString(title)
	a.section = x.sections[text0(v, "section")]
	x.members(&a.cast, v)
	a.raw = members(v.Members(), []string{"relations", "type", "title", "pcs"})
	pcs, _ := v.Get("pcs")
	x.lines[title] = map[int]*inference{}
	for i, s := range pcs.Elements() {
		x.line(a, i, s)
	}
}

func (x *importer) line(a *argument, i int, v verbatim.Value) {
	title := text0(v, "title")
	c := x.byTitle[title]
	if c == nil {
		x.wrong(v, "the statement %q is not among the statements", title)
		c = x.class(title)
		c.add(x.member(v))
	}
	c.argued = true
	l := &pcsLine{class: c, member: x.member(v)}
	if in, ok := v.Get("inference"); ok && in.Kind() == verbatim.Object {
		l.inference = &inference{argument: a, index: len(a.lines), rules: textsOf(in, "inferenceRules"), data: dataOf(in), raw: members(in.Members(), []string{"relations"})}
		x.lines[a.title][i] = l.inference
	}
	a.lines = append(a.lines, l)
}

func (x *importer) relation(v verbatim.Value) {
	from, to := x.thing(v, "from"), x.thing(v, "to")
	sort := text0(v, "relationType")
	switch sort {
	case supports, attacks, entails, contrary, contradicts, undercuts:
	default:
		x.wrong(v, "%q is no type of relation; there are support, attack, entails, contrary, contradictory and undercut", sort)
		from = nil
	}
	if from == nil || to == nil {
		x.lost = append(x.lost, lost{"relation", "its type or one of its ends is not there", v})
		return
	}
	x.relations = append(x.relations, &relation{sort: sort, from: from, to: to})
}

// thing finds an end of a relation.
func (x *importer) thing(v verbatim.Value, end string) thing {
	title := text0(v, end)
	switch text0(v, end+"Type") {
	case "equivalence-class":
		if c := x.byTitle[title]; c != nil {
			return c
		}
	case "argument":
		if a := x.argByTitle[title]; a != nil {
			return a
		}
	case "inference":
		if in := x.lines[title][number0(v, "conclusionIndex")]; in != nil {
			return in
		}
	}
	x.wrong(v, "the %q end of the relation, %q, is not there", end, title)
	return nil
}

// drawing keeps the nodes and edges of the export's own map, and the colours of its tags.
func (x *importer) drawing(drawn, tags verbatim.Value) {
	for _, part := range []string{"nodes", "edges"} {
		list, _ := drawn.Get(part)
		for _, v := range list.Elements() {
			x.lost = append(x.lost, lost{"map " + strings.TrimSuffix(part, "s"), "a drawing of the map is made anew", v})
		}
	}
	for _, m := range tags.Members() {
		x.lost = append(x.lost, lost{"tag", "a map has no colours of tags", m.Value})
	}
}

func dataOf(v verbatim.Value) *fields {
	data, ok := v.Get("data")
	if !ok || data.Kind() == verbatim.Null {
		return nil
	}
	return &fields{json: data.Keep(), value: data}
}

func textsOf(v verbatim.Value, name string) []string {
	list, _ := v.Get(name)
	var all []string
	for _, t := range list.Elements() {
		if s, ok := t.Text(); ok {
			all = append(all, s)
		}
	}
	return all
}

func number0(v verbatim.Value, name string) int {
	x, _ := v.Get(name)
	word, _ := x.Word()
	n, _ := strconv.Atoi(word)
	return n
}
