package aif

import (
	"encoding/json"
	"fmt"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

func spaceOf(d Dialect, file string) string {
	base := strings.TrimSuffix(strings.ToValidUTF8(file, ""), ".json")
	base = strings.Map(func(c rune) rune {
		if c < 0x20 || c >= 0x7f && c < 0xa0 {
			return -1
		}
		return c
	}, base)
	if base == "" {
		return d.Format
	}
	return d.Format + ":" + cut(base, 200)
}

func (r *Reading) find(rule argmap.RuleID, where place, n *node, format string, args ...any) {
	if r.B.Enough(rule) {
		return
	}
	f := codec.Finding{Rule: rule, Severity: severities[rule], Where: where.String(), Message: fmt.Sprintf(format, args...)}
	if n != nil {
		f.Element, f.External = n.element.ID, cut(n.element.External.ID, 200)
	}
	r.B.Find(f)
}

// Find notes something that a dialect's own rule says.
func (r *Reading) Find(f codec.Finding) { r.B.Find(f) }

// node reads one entry of the nodes.
func (r *Reading) node(i int, raw json.RawMessage) {
	if raw[0] != '{' {
		r.find(RuleEntry, r.place(listNodes, i), nil, "this is no object; it is kept and not read")
		r.leave(whatNode, "it is no object", i, raw)
		return
	}
	r.buffer = membersOf(raw, r.buffer[:0])
	id := last(r.buffer, "nodeID")
	issue := r.issue(id)
	f := factsOf(r.buffer, issue)
	e := r.B.Element(f.kind, f.text)
	e.External = r.external(id)
	switch f.kind {
	case argmap.KindInference, argmap.KindRebuttal, argmap.KindPreference:
		e.Scheme = f.name
	case argmap.KindRephrase, argmap.KindTransition, argmap.KindIllocution, argmap.KindForeign:
		e.Act = f.name
	case argmap.KindQuestion:
		e.Question = &argmap.Inquiry{Form: codec.FormOf(f.text), Force: argmap.Pure}
	case argmap.KindClaim, argmap.KindLocution:
	}
	if f.kind == argmap.KindRebuttal {
		e.Attack = argmap.Rebut // until its targets are known
	}
	n := &node{at: i, element: e, issue: issue}
	n.typ = typed(last(r.buffer, "type"))
	n.fold = r.lay.shapes.fold(nil, raw, r.buffer, nodeFields(e), constantNode(e))
	if len(n.fold) > maxRaw {
		r.find(RuleSize, r.place(listNodes, i), n, "the node has %d bytes beside its fields; they are kept in the import record", len(n.fold))
		r.leave(whatLarge+whatNode, "its element has no room for it", i, raw)
		n.fold = []byte("null")
	}
	r.nodes = append(r.nodes, n)
	r.register(n, id)
	r.lookAtNode(n)
}

func (r *Reading) issue(id []byte) bool {
	if len(r.issues) == 0 {
		return false
	}
	text, ok := word(id)
	return ok && r.issues[text]
}

// register makes a node known by its id.
func (r *Reading) register(n *node, id []byte) {
	text, ok := n.element.External.ID, true
	if !says(id, text) {
		text, ok = word(id)
	}
	where := r.place(listNodes, n.at)
	if !ok {
		r.find(RuleNodeID, where, n, "the node has no id that edges could name; give it a string or a number")
		return
	}
	if isNumber(id) {
		r.mixed[1]++
	} else {
		r.mixed[0]++
	}
	known := r.strings
	if isNumber(id) {
		known = r.numbers
	}
	if known[text] != nil {
		r.find(RuleIDTwice, where, n, "another node has the id %q, too; edges are taken to lead to the first", cut(text, 80))
		return
	}
	known[text] = n
}

func (r *Reading) lookAtNode(n *node) {
	where := r.place(listNodes, n.at)
	text := last(r.buffer, "text")
	shows, whole := shown(text)
	switch {
	case kinds[n.typ] == "":
		r.find(RuleType, where, n, "there is no type %q; there are I, L, RA, CA, MA, PA, TA and YA", cut(n.typ, 80))
	case (n.typ == "I" || n.typ == "L") && shows == "":
		r.find(RuleText, where, n, "the %s node has no text", n.typ)
	}
	if len(text) > 0 && text[0] == '"' && !whole {
		r.find(RuleWhole, where.of("text"), n, "the text is not whole: it has half of a surrogate pair or NUL, or more than %d bytes", argmap.MaxTextBytes)
	}
	r.time(where, n, last(r.buffer, "timestamp"))
}

func (r *Reading) time(where place, n *node, raw []byte) {
	if len(raw) == 0 || isNull(raw) {
		return
	}
	if raw[0] != '"' || !isTime(raw[1:len(raw)-1]) {
		r.find(RuleTime, where.of("timestamp"), n, "%s is no time as AIFdb writes it; write YYYY-MM-DD HH:MM:SS", cut(string(raw), 80))
	}
}

// isTime reports whether a text has the digits and marks of "2026-01-02 03:04:05", with a fraction or not.
func isTime(s []byte) bool {
	const form = "dddd-dd-dd dd:dd:dd"
	if len(s) < len(form) {
		return false
	}
	for i, c := range s {
		switch {
		case i < len(form) && form[i] != 'd' && c != form[i]:
			return false
		case i < len(form) && form[i] == 'd' && (c < '0' || c > '9'):
			return false
		case i == len(form) && c != '.', i > len(form) && (c < '0' || c > '9'):
			return false
		}
	}
	return true
}

// edge reads one entry of the edges.
func (r *Reading) edge(i int, raw json.RawMessage) {
	where := r.place(listEdges, i)
	if raw[0] != '{' {
		r.find(RuleEntry, where, nil, "this is no object; it is kept and not read")
		r.leave(whatEdge, "it is no object", i, raw)
		return
	}
	r.buffer = membersOf(raw, r.buffer[:0])
	from, to := last(r.buffer, "fromID"), last(r.buffer, "toID")
	e := &edge{at: i, from: r.named(from), to: r.named(to)}
	if e.from == nil || e.to == nil {
		end, id := "fromID", from
		if e.from != nil {
			end, id = "toID", to
		}
		r.find(RuleDangling, where, nil, "%s names no node of the file: %s; the edge is kept in the import record", end, cut(string(id), 80))
		r.leave(whatEdge, "an end of it is missing", i, raw)
		return
	}
	r.link(e, raw)
	e.from.out, e.to.in = append(e.from.out, e), append(e.to.in, e)
	r.edges = append(r.edges, e)
}

func (r *Reading) link(e *edge, whole json.RawMessage) {
	from, to := e.from.element, e.to.element
	l := r.B.Link(roles[pair{from.Kind, to.Kind}], from.ID, to.ID)
	l.Ordinal = e.at
	l.External = r.external(last(r.buffer, "edgeID"))
	if l.Role == argmap.RolePremiseOf {
		l.Slot = slotNamed(r.buffer)
	}
	f := edgeFields(l.External.ID, from.External.ID, to.External.ID)
	e.link = l
	l.Raw = r.lay.shapes.fold([]byte{'['}, whole, r.buffer, f, never)
	if l.Raw = append(l.Raw, ']'); len(l.Raw) > maxRaw {
		r.find(RuleSize, r.place(listEdges, e.at), nil, "the edge has %d bytes beside its fields; they are kept in the import record", len(l.Raw))
		r.leave(whatLarge+whatEdge, "its link has no room for it", e.at, whole)
		l.Raw = []byte("[null]")
	}
}
