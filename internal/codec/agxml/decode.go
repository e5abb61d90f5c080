package agxml

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
	"argmap/internal/paragraph"
)

func decode(ctx context.Context, in codec.File, o codec.Options) ([]*codec.Document, error) {
	g, err := parse(ctx, in.Data)
	if err != nil {
		return nil, err
	}
	d := &decoder{
		Builder: codec.Build(name, value(g.attrs, "id"), in, o), graph: g, size: len(in.Data),
		byID: map[string]*node{}, segs: map[string][]*node{}, elements: map[*node]*argmap.Element{},
	}
	if err := d.document(ctx, in); err != nil {
		return nil, err
	}
	return []*codec.Document{d.Done()}, nil
}

type decoder struct {
	*codec.Builder
	graph *graph
	byID  map[string]*node
	// segs are the seg edges by what they lead to.
	segs map[string][]*node
	// elements are the claims and relations of adus and edges.
	elements            map[*node]*argmap.Element
	proponent, opponent *argmap.Voice
	units               []placed
	// said counts the bytes of all claims, size those of the file.
	said, size int
}

// placed is a unit of text whose words are to be found, and the claim that they say.
type placed struct {
	node  *node
	claim argmap.ID
}

func (d *decoder) document(ctx context.Context, in codec.File) error {
	d.index()
	for _, n := range d.graph.nodes {
		if n.name == "adu" {
			if err := d.claim(n); err != nil {
				return err
			}
		}
	}
	d.relations()
	if err := ctx.Err(); err != nil {
		return err
	}
	p := d.Properties()
	p.External = external(value(d.graph.attrs, "id"))
	p.Raw = d.Keep(verbatim.Of(kept{At: 1, Prolog: d.graph.prolog, Epilog: d.graph.epilog, Attributes: others(d.graph.attrs, "id")}), codec.Finding{Rule: ruleSize})
	d.text(in)
	d.central()
	d.leaveRest()
	return nil
}

// index finds nodes by id, the first where several have one.
func (d *decoder) index() {
	for _, n := range d.graph.nodes {
		switch n.name {
		case "edu", "joint", "adu", "edge":
		default:
			continue
		}
		if n.nested || n.name != "edu" && strings.TrimSpace(n.text) != "" {
			d.find(n, ruleElement, codec.Warning, "the %s holds what belongs into no %s; only its words are read, and that is kept aside", n.name, n.name)
			d.leave(n, insideOf, "nothing stands in a "+n.name+" but the words of a unit")
		}
		id := n.get("id")
		switch _, twice := d.byID[id]; {
		case id == "":
			d.find(n, ruleID, codec.Error, "the %s has no id", n.name)
		case twice:
			d.find(n, ruleID, codec.Error, "the id %q is given twice; edges mean the first", id)
		default:
			d.byID[id] = n
		}
		if n.name == "edge" && n.get("type") == "seg" {
			d.segs[n.get("trg")] = append(d.segs[n.get("trg")], n)
		}
	}
}

// claim makes the claim of an adu, and what it is said by.
func (d *decoder) claim(n *node) error {
	id := n.get("id")
	var units []unit
	if d.byID[id] == n {
		units = d.unitsOf(id, map[string]bool{})
	}
	text := wordsOf(units)
	if len(text) > argmap.MaxTextBytes {
		return fault.New(fault.Exhausted, "agxml.long", "the units of adu %q have %d bytes; at most %d are read", id, len(text), argmap.MaxTextBytes).AtPlace(n.line, 0)
	}
	if d.said += len(text); d.said > 4*d.size+1<<20 {
		return fault.New(fault.Exhausted, "agxml.shared", "units are shared by so many adus that the claims are longer than the file").AtPlace(n.line, 0)
	}
	e := d.Element(argmap.KindClaim, text)
	n.used = true
	d.elements[n] = e
	if e.External = external(id); len(units) == 0 {
		d.find(n, ruleSeg, codec.Error, "the adu %q has no unit of text; a seg edge leads to it from an edu or joint", id)
	}
	for i := range d.units {
		if d.units[i].claim == "" {
			d.units[i].claim = e.ID
		}
	}
	e.Raw = d.keep(n, kept{At: n.at, Type: n.get("type"), Attributes: others(n.attrs, "id", "type"), Units: units})
	d.commit(n, e)
	return nil
}

// unitsOf gives the units that seg edges lead from to an adu or joint, in their order.
func (d *decoder) unitsOf(id string, above map[string]bool) []unit {
	var units []unit
	for _, s := range d.segs[id] {
		n := d.byID[s.get("src")]
		if n == nil || s.used || n.name != "edu" && (n.name != "joint" || above[n.get("id")] || len(above) > maxDepth) {
			continue
		}
		s.used, n.used = true, true
		u := unit{ID: n.get("id"), At: n.at, Text: n.text, Attributes: others(n.attrs, "id"), Edge: edge{s.get("id"), s.at, others(s.attrs, "id", "src", "trg", "type")}}
		if n.name == "joint" {
			above[u.ID] = true
			u.Joined, u.Joint, u.Text = true, d.unitsOf(u.ID, above), ""
		} else {
			d.units = append(d.units, placed{node: n})
		}
		units = append(units, u)
	}
	return units
}

// wordsOf joins the words of units.
func wordsOf(units []unit) string {
	var words []string
	for _, u := range units {
		if u.Joined {
			words = append(words, wordsOf(u.Joint))
		} else {
			words = append(words, u.Text)
		}
	}
	return strings.Join(words, " ")
}

// commit says who holds the claim of an adu: the author, as the proponent, or an opponent whom the author
// reports.
func (d *decoder) commit(n *node, e *argmap.Element) {
	kind := n.get("type")
	if kind != "pro" && kind != "opp" {
		d.find(n, ruleType, codec.Error, "the adu is %q; it is pro or opp, and nobody is taken to hold it", kind)
		return
	}
	if d.proponent == nil {
		d.proponent = d.Voice(argmap.VoiceAuthor, proponent)
	}
	if kind == "pro" {
		d.Commit(d.proponent.ID, argmap.Asserts, e.ID)
		return
	}
	if d.opponent == nil {
		d.opponent = d.Voice(argmap.VoiceReported, opponent)
	}
	d.Commit(d.opponent.ID, argmap.Asserts, e.ID).ReportedBy = d.proponent.ID
}

// The names of the two voices.
const (
	proponent = "proponent"
	opponent  = "opponent"
)

// text brings the text beside the file in, and cites it.
func (d *decoder) text(in codec.File) {
	if in.Beside == nil || in.Name == "" {
		return
	}
	beside := strings.TrimSuffix(in.Name, filepath.Ext(in.Name)) + ".txt"
	data, err := in.Beside(beside)
	if err != nil {
		return
	}
	s, err := d.Source(d.Properties().Title, data, paragraph.PlainText)
	if err != nil {
		d.Find(codec.Finding{Rule: ruleWords, Severity: codec.Warning, Message: fmt.Sprintf("%s lies beside and cannot be read: %v", beside, err)})
		return
	}
	d.cite(s)
}

func (d *decoder) cite(s codec.Source) {
	l := newLocator(s.Text)
	var last *node
	var span anchor.Span
	var order, ok bool
	for _, u := range inOrder(d.units) {
		if implicit(u.node.attrs) {
			continue
		}
		if u.node != last { // one unit may be said by several claims
			span, order, ok = l.find(u.node.text)
			switch last = u.node; {
			case !ok:
				d.find(u.node, ruleWords, codec.Warning, "the words of unit %q do not stand in the text beside", u.node.get("id"))
			case !order:
				d.find(u.node, ruleOrder, codec.Warning, "the words of unit %q stand before those of the unit before it", u.node.get("id"))
			}
		}
		if !ok {
			continue
		}
		for _, c := range d.Quote(u.claim, s, span) {
			c.External = external(u.node.get("id"))
		}
	}
}

// implicit tells whether a unit was put into words by the annotator.
func implicit(attrs []attribute) bool {
	switch strings.ToLower(value(attrs, "implicit")) {
	case "", "no", "false", "0":
		return false
	default:
		return true
	}
}

func (d *decoder) central() {
	g := codec.NewGraph(d.Done())
	roots := 0
	for _, e := range g.Elements {
		if e.Kind == argmap.KindClaim && len(g.Ends(e.ID, argmap.RolePremiseOf, false)) == 0 {
			roots++
		}
	}
	if roots != 1 {
		d.Find(codec.Finding{Rule: ruleCentral, Severity: codec.Warning, Message: fmt.Sprintf("%d adus lead to nothing; one does, the central claim", roots)})
	}
}

// leaveRest keeps what nothing else holds.
func (d *decoder) leaveRest() {
	for _, n := range d.graph.nodes {
		switch {
		case n.used:
		case n.name == "edu" || n.name == "joint":
			d.find(n, ruleUnused, codec.Info, "the %s %q belongs to no adu; it is kept aside", n.name, n.get("id"))
			d.leave(n, n.name, "it belongs to no adu")
		case n.name == "edge":
			d.find(n, ruleEnd, codec.Error, "the edge %q of type %q does not lead from and to what fits it (from %q to %q); it is kept aside", n.get("id"), n.get("type"), n.get("src"), n.get("trg"))
			d.leave(n, "edge", "an end of it is missing or does not fit")
		case n.name == "comment":
			d.leave(n, "comment", "it is about nothing in particular")
		default:
			d.find(n, ruleElement, codec.Warning, "here is a %s; an arggraph has edu, joint, adu and edge", n.name)
			d.leave(n, "element", "no "+n.name+" is known")
		}
	}
}

// leave keeps a node aside as it is written.
func (d *decoder) leave(n *node, what, why string) {
	d.Add(&argmap.Leftover{ID: d.NewID(), What: what, Why: why, Ordinal: n.at, External: external(n.get("id")), Raw: verbatim.Quote(n.verbatim)})
}

func (d *decoder) find(n *node, rule argmap.RuleID, s codec.Severity, format string, args ...any) {
	if d.Enough(rule) {
		return
	}
	f := d.about(n, rule)
	f.Severity, f.Message = s, fmt.Sprintf(format, args...)
	d.Find(f)
}

func (d *decoder) about(n *node, rule argmap.RuleID) codec.Finding {
	f := codec.Finding{Rule: rule, Where: fmt.Sprintf("line %d", n.line), External: n.get("id")}
	if e := d.elements[n]; e != nil {
		f.Element = e.ID
	}
	return f
}

// keep gives what a record keeps of a node.
func (d *decoder) keep(n *node, k kept) json.RawMessage {
	return d.Keep(verbatim.Of(k), d.about(n, ruleSize))
}

// insideOf is the sort of a leftover that repeats what was read of it.
const insideOf = "the inside of an element"
