package kialo

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

// see is what stands in place of a claim that stands elsewhere too.
var see = regexp.MustCompile(`^-> See ((?:[0-9]+\.)*[0-9]+)\.?[ \t]*$`)

// kept is what a record of an export holds beyond its fields.
type kept struct {
	// Text is a claim's text as the file writes it, where it is not as we would.
	Text string `json:"text,omitempty"`
	// See is the number that a reference names and that no claim has.
	See string `json:"see,omitempty"`
	// Layout of a map is "indented" or nothing; Title is the whole title, and Shown what was made of it.
	Layout string `json:"layout,omitempty"`
	Title  string `json:"title,omitempty"`
	Shown  string `json:"shown,omitempty"`
}

// keptIn reads what an import kept; anything else is nothing.
func keptIn(x argmap.External, raw json.RawMessage) (k kept) {
	if x.Namespace == name && len(raw) > 0 && json.Unmarshal(raw, &k) != nil {
		return kept{}
	}
	return k
}

func external(number string) argmap.External { return argmap.External{Namespace: name, ID: number} }

func decode(_ context.Context, in codec.File, o codec.Options) ([]*codec.Document, error) {
	data := bytes.TrimPrefix(in.Data, []byte("\xef\xbb\xbf"))
	if err := codec.Readable(name, data); err != nil {
		return nil, err
	}
	f, err := cut(string(data))
	if err != nil {
		return nil, err
	}
	if len(f.entries) == 0 {
		return nil, fault.New(fault.Invalid, "kialo.empty",
			`no line begins a claim; an export has a line "Discussion Title: …", then claims such as "1. …" and "1.1. Pro: …"`).AtPlace(1, 0)
	}
	for _, e := range f.entries {
		if size := len(strings.Join(e.lines, "\n")); size > argmap.MaxTextBytes {
			return nil, fault.New(fault.Exhausted, "kialo.long", "the claim %s has %d bytes; at most %d are read", shown(e.number), size, argmap.MaxTextBytes).AtPlace(e.line, 0)
		}
	}
	d := &decoder{Builder: codec.Build(name, strings.TrimSuffix(f.title, "\r"), in, o), file: f}
	d.document()
	return []*codec.Document{d.Done()}, nil
}

type decoder struct {
	*codec.Builder
	file *file
	// nodes are the elements of the claims by number, the first where a number is given twice; nil is a
	// reference into nothing. refs are the references that were not followed yet.
	nodes map[string]*argmap.Element
	refs  map[string]string
	// made are the elements by their place in the file; nil for a reference.
	made []*argmap.Element
	// above has the last element so far of each number.
	above map[string]*argmap.Element
}

func (d *decoder) document() {
	d.properties()
	d.nodes, d.refs, d.above = map[string]*argmap.Element{}, map[string]string{}, map[string]*argmap.Element{}
	asked := d.questions()
	for _, e := range d.file.entries {
		d.made = append(d.made, d.node(e, asked[e]))
	}
	for i, e := range d.file.entries {
		d.place(i, e)
	}
	d.leftovers()
	for _, f := range d.file.findings {
		if n := d.nodes[f.External]; n != nil {
			f.Element = n.ID
		}
		d.Find(f)
	}
}

func (d *decoder) properties() {
	p, k := d.Properties(), kept{}
	p.External = external("")
	if d.file.indented {
		k.Layout = "indented"
	}
	if t := strings.TrimSuffix(d.file.title, "\r"); t != p.Title && d.file.titled && len(t) < argmap.MaxTextBytes/8 {
		k.Title, k.Shown = t, p.Title
	}
	if k != (kept{}) {
		p.Raw = d.Keep(verbatim.Of(k), codec.Finding{Rule: ruleSize, Where: "line 1"})
	}
	if !d.file.titled {
		d.Find(codec.Finding{Rule: ruleTitle, Severity: codec.Warning, Where: "line 1", Message: `the file has no title; it begins with a line "Discussion Title: …"`})
	}
}

// questions are the theses that are not stated but asked: those that say so, and those whose words end
// in a question mark and that have claims below which are neither pro nor con.
func (d *decoder) questions() map[*entry]bool {
	asked, open := map[*entry]bool{}, map[string]bool{}
	for _, e := range d.file.entries {
		if up, _ := parent(e.number); e.label == "" {
			open[up] = true
		}
	}
	for _, e := range d.file.entries {
		up, _ := parent(e.number)
		marked := !d.file.indented && e.label == "" && open[e.number] && strings.HasSuffix(d.text(e), "?")
		if up == "" && (e.label == "Question" || marked) {
			asked[e] = true
		}
	}
	return asked
}

func (d *decoder) text(e *entry) string { return read(e.lines, d.file.indented) }

// node makes the claim or question of an entry, or notes a reference and gives nil.
func (d *decoder) node(e *entry, asked bool) *argmap.Element {
	_, again := d.seen(e.number)
	if again {
		d.find(e, ruleTwice, codec.Error, nil, "the number %s is given twice; references to it mean the first", shown(e.number))
	}
	text := d.text(e)
	if m := see.FindStringSubmatch(strings.Join(e.lines, "\n")); m != nil {
		if !again {
			d.refs[e.number] = m[1] + "."
		}
		return nil
	}
	kind := argmap.KindClaim
	if asked {
		kind = argmap.KindQuestion
	}
	n := d.Element(kind, text)
	n.External = external(e.number)
	if asked {
		n.Question = &argmap.Inquiry{Form: codec.FormOf(text), Force: argmap.Pure}
	} else {
		d.Commit(d.Speaker().ID, argmap.Asserts, n.ID)
	}
	if w := strings.Join(e.lines, "\n"); w != strings.Join(written(text, d.file.indented), "\n") && read(strings.Split(w, "\n"), d.file.indented) == text {
		n.Raw = d.Keep(verbatim.Of(kept{Text: w}), d.about(e, ruleSize, n))
	}
	if !again {
		d.nodes[e.number] = n
	}
	return n
}

func (d *decoder) seen(number string) (*argmap.Element, bool) {
	_, ref := d.refs[number]
	n, claim := d.nodes[number]
	return n, ref || claim
}

// follow gives the claim that a number means, over references to references; nil when there is none.
func (d *decoder) follow(number string) *argmap.Element {
	var passed []string
	for {
		if n, known := d.nodes[number]; known || d.refs[number] == "" {
			for _, p := range passed {
				d.nodes[p] = n
			}
			return n
		}
		passed = append(passed, number)
		next := d.refs[number]
		delete(d.refs, number) // a ring of references ends where it began
		number = next
	}
}

// place joins the claim of an entry to the claim above it.
func (d *decoder) place(i int, e *entry) {
	n, number := d.made[i], ""
	if n == nil {
		number = see.FindStringSubmatch(strings.Join(e.lines, "\n"))[1] + "."
		if n = d.follow(number); n != nil && n.Kind != argmap.KindClaim {
			n = nil
		}
	}
	d.above[e.number] = n
	up, _ := parent(e.number)
	above := d.above[up]
	if above == nil {
		above = d.follow(up)
	}
	switch {
	case e.label == "Pro" || e.label == "Con":
		d.relation(e, n, above, number)
	case up == "" && number != "":
		d.find(e, ruleRoot, codec.Warning, n, "the reference to %s stands below nothing; it is kept aside", shown(number))
		d.leave("reference", "it stands below no claim", i, strings.Join(e.lines, "\n"))
	case up == "":
	case n != nil && above != nil && above.Kind == argmap.KindQuestion:
		d.Link(argmap.RoleAnswers, n.ID, above.ID).External = external(e.number)
	default:
		d.find(e, ruleStance, codec.Warning, n, "claim %s says neither Pro nor Con; it is joined to nothing", shown(e.number))
	}
}

func (d *decoder) relation(e *entry, premise, target *argmap.Element, number string) {
	kind, role, attack := argmap.KindInference, argmap.RoleConcludes, argmap.AttackKind("")
	if e.label == "Con" {
		kind, role, attack = argmap.KindRebuttal, argmap.RoleAttacks, argmap.Rebut
	}
	r := d.Element(kind, "")
	r.Attack, r.External = attack, external(e.number)
	if premise != nil {
		d.Link(argmap.RolePremiseOf, premise.ID, r.ID)
	} else {
		r.Raw = d.Keep(verbatim.Of(kept{See: number}), d.about(e, ruleSize, r))
		d.find(e, ruleSee, codec.Error, r, "there is no claim %s to see", shown(number))
	}
	if target != nil && target.Kind == argmap.KindClaim {
		d.Link(role, r.ID, target.ID)
		return
	}
	up, _ := parent(e.number)
	d.find(e, ruleParent, codec.Error, r, "there is no claim %q above %s", shown(up), shown(e.number))
}
