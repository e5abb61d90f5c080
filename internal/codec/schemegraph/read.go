package schemegraph

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// Role gives the role of a link that an edge between elements of two kinds is: FOREIGN where none fits.
// Where several do, it is the one that the scheme with the edge plays as the acting one.
func Role(from, to argmap.Kind) argmap.Role {
	for _, r := range []argmap.Role{
		argmap.RoleConcludes, argmap.RoleAttacks, argmap.RoleRephraseOf, argmap.RolePreferredTo,
		argmap.RolePremiseOf, argmap.RoleRephrases, argmap.RolePreferredIn,
	} {
		if j, _ := argmap.JoinOf(r); j.Fits(from, to) {
			return r
		}
	}
	return argmap.RoleForeign
}

// Reader makes a document of the nodes and edges of a file.
type Reader struct {
	*codec.Builder

	// Namespace is that of the names in the file.
	Namespace string
	nodes     map[string]*argmap.Element
	ordinals  map[place]int
	joined    map[joint]bool
	targets   map[argmap.ID]*argmap.Element
	rebuttals []*argmap.Element
	sought    int
}

type place struct {
	role    argmap.Role
	element argmap.ID
}

type joint struct {
	role     argmap.Role
	from, to argmap.ID
}

// NewReader begins a document.
func NewReader(b *codec.Builder, namespace string) *Reader {
	return &Reader{
		Builder: b, Namespace: namespace, nodes: map[string]*argmap.Element{}, ordinals: map[place]int{}, joined: map[joint]bool{},
		targets: map[argmap.ID]*argmap.Element{},
	}
}

// Named says that a node of the file is an element. It reports whether the name was free; else edges
// join the earlier element, or with last this one.
func (r *Reader) Named(id string, e *argmap.Element, last bool) (free bool) {
	e.External = argmap.External{Namespace: r.Namespace, ID: Clean(id)}
	if e.Kind == argmap.KindRebuttal {
		e.Attack = argmap.Rebut
		r.rebuttals = append(r.rebuttals, e)
	}
	_, taken := r.nodes[id]
	if !taken || last {
		r.nodes[id] = e
	}
	return !taken
}

// Node gives the element of a name, or nil.
func (r *Reader) Node(id string) *argmap.Element { return r.nodes[id] }

// Join makes the link that an edge is; nil when two elements are joined so already, since a link that is
// there twice is a defect of the claim that it starts from.
func (r *Reader) Join(id string, from, to *argmap.Element) *argmap.Link {
	role := Role(from.Kind, to.Kind)
	if r.joined[joint{role, from.ID, to.ID}] {
		return nil
	}
	r.joined[joint{role, from.ID, to.ID}] = true
	l := r.Link(role, from.ID, to.ID)
	l.External = argmap.External{Namespace: r.Namespace, ID: Clean(id)}
	at := place{role, to.ID}
	if from.Kind.Relation() {
		at.element = from.ID
	}
	l.Ordinal = r.ordinals[at]
	r.ordinals[at]++
	if role == argmap.RoleAttacks && r.targets[from.ID] == nil {
		r.targets[from.ID] = to
	}
	return l
}

// Settle gives each rebuttal its kind of attack, once all edges are there.
func (r *Reader) Settle() {
	for _, e := range r.rebuttals {
		if t := r.targets[e.ID]; t != nil {
			e.Attack = argmap.AttackFor(t.Kind, false)
		}
	}
}

// Aside keeps a piece that no record can hold: the one of a number among the pieces of its sort.
func (r *Reader) Aside(what, why, id string, ordinal int, v verbatim.Value) {
	r.Builder.Aside(what, why, ordinal, argmap.External{Namespace: r.Namespace, ID: Clean(id)}, v.Raw())
}

// Tell notes a finding at a value of the file.
func (r *Reader) Tell(v verbatim.Value, rule argmap.RuleID, s codec.Severity, e *argmap.Element, format string, args ...any) {
	if r.Enough(rule) {
		return
	}
	f := codec.Finding{Rule: rule, Severity: s, Where: v.Path(), Message: fmt.Sprintf(format, args...)}
	if e != nil {
		f.Element, f.External = e.ID, e.External.ID
	}
	r.Find(f)
}

// Kept gives what a record, by its id and its name in the file, keeps of a value; a finding of the rule tells
// of what is too long for it.
func (r *Reader) Kept(raw json.RawMessage, v verbatim.Value, rule argmap.RuleID, element argmap.ID, id string) json.RawMessage {
	if len(raw) <= argmap.MaxTextBytes {
		return raw // and the path costs nothing
	}
	return r.Keep(raw, codec.Finding{Rule: rule, Where: v.Path(), Element: element, External: id})
}

// Text gives a string as a map can hold it, and whether that is all of it. What is no string has none.
func Text(v verbatim.Value) (text string, exact bool) {
	s, ok := v.Text()
	if !ok {
		return "", false
	}
	c := Clean(s)
	return c, c == s && v.Exact()
}

// Clean gives a text as a map can hold it: without NUL, and no longer than it may be.
func Clean(s string) string {
	if len(s) > argmap.MaxTextBytes/2 {
		s = strings.ToValidUTF8(s[:argmap.MaxTextBytes/2], "")
	}
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}

// Clip shortens a name for a message.
func Clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return cmp.Or(s, "(none)")
}
