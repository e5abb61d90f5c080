// Package picture says what a drawing of a map shows, whoever draws it: a node for every element, relations
// included, so that an attack on a step ends on the step, and an edge for every link. What tells a support
// from an attack is a sign, a word and the sort of line, never a colour alone.
package picture

import (
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Shape is the outline of a node.
type Shape int

// The shapes.
const (
	// Box: a claim, or any other element that no shape of its own fits.
	Box Shape = iota
	// Rounded: a question.
	Rounded
	// Step: a relation; it is smaller than the others.
	Step
)

// Line is how an edge or the outline of a node is drawn.
type Line int

// The lines.
const (
	Solid Line = iota
	Dashed
	Dotted
)

// Head is the end of an edge.
type Head int

// The heads.
const (
	Plain Head = iota
	Arrow
	Cross
)

// Node is one element.
type Node struct {
	Element *argmap.Element
	Shape   Shape
	// Line is Dashed for an attack.
	Line Line
	// Words are what the node says, a paragraph each, the first never empty; on one line each, without
	// control characters.
	Words []string
}

// Edge is one link, in its direction.
type Edge struct {
	Link *argmap.Link
	Line Line
	Head Head
	// Label says what the link is where its ends do not; empty else. It is on one line.
	Label string
}

// Picture is what is drawn of a map, in the document's order.
type Picture struct {
	Title string
	Nodes []Node
	Edges []Edge
}

// Of gives the picture of a document.
func Of(g *codec.Graph) Picture {
	p := Picture{Title: Clean(g.Document.Properties.Title)}
	for _, e := range g.Elements {
		p.Nodes = append(p.Nodes, nodeOf(g, e))
	}
	for _, l := range g.Links {
		p.Edges = append(p.Edges, edgeOf(g, l))
	}
	return p
}

func nodeOf(g *codec.Graph, e *argmap.Element) Node {
	n := Node{Element: e}
	switch {
	case e.Kind == argmap.KindQuestion:
		n.Shape = Rounded
	case e.Kind.Relation():
		n.Shape = Step
	}
	if e.Kind == argmap.KindRebuttal {
		n.Line = Dashed
	}
	for _, s := range []string{heading(g, e), e.Text, inBrackets(e.Scheme), inBrackets(e.Act)} {
		if s = Clean(s); s != "" {
			n.Words = append(n.Words, s)
		}
	}
	if q := e.Question; q != nil {
		n.Words = append(n.Words, asked(e, q)...)
	}
	if len(n.Words) == 0 {
		n.Words = []string{"(no words)"}
	}
	return n
}

// asked gives what is said below the words of a question.
func asked(e *argmap.Element, q *argmap.Inquiry) []string {
	var words []string
	if s := Clean(q.Resolved); s != "" && s != Clean(e.Text) {
		words = append(words, inBrackets(s))
	}
	if q.Withdrawn {
		words = append(words, "(withdrawn)")
	}
	return words
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// heading says what an element is where its shape and words do not.
func heading(g *codec.Graph, e *argmap.Element) string {
	switch e.Kind {
	case argmap.KindInference:
		for _, to := range g.Ends(e.ID, argmap.RoleConcludes, false) {
			if to.Kind.Relation() {
				return "+ backs the step"
			}
		}
		return "+ supports"
	case argmap.KindRebuttal:
		return attacks(e.Attack)
	case argmap.KindQuestion:
		return "?"
	case argmap.KindRephrase:
		return "= rephrases"
	case argmap.KindPreference:
		return "> is preferred"
	case argmap.KindLocution:
		return "says:"
	case argmap.KindIllocution:
		return "act of speech"
	case argmap.KindTransition:
		return "replies"
	case argmap.KindForeign:
		return "foreign:"
	case argmap.KindClaim:
	}
	return ""
}

func attacks(kind argmap.AttackKind) string {
	switch kind {
	case argmap.Undercut:
		return "× breaks the step"
	case argmap.Undermine:
		return "× denies a reason"
	case argmap.Rebut:
	}
	return "× denies"
}

// says are the words on the edges of each role.
var says = map[argmap.Role]string{
	argmap.RoleAgainst: "as a reason here", argmap.RoleRaises: "raises", argmap.RoleAsksAbout: "asks about", argmap.RoleCarries: "presupposes",
	argmap.RoleAnswers: "answers", argmap.RoleRephrases: "new wording", argmap.RoleRephraseOf: "old wording",
	argmap.RolePreferredIn: "preferred", argmap.RolePreferredTo: "put behind", argmap.RolePerforms: "performs",
	argmap.RoleHasContent: "is about", argmap.RoleStarts: "starts", argmap.RoleEndsIn: "ends in", argmap.RoleForeign: "foreign",
}

func edgeOf(g *codec.Graph, l *argmap.Link) Edge {
	x := Edge{Link: l, Line: Dotted, Head: Arrow}
	switch l.Role {
	case argmap.RolePremiseOf:
		x.Line, x.Head = Solid, Plain
		if g.Element(l.To).Kind == argmap.KindRebuttal {
			x.Line = Dashed
		}
	case argmap.RoleConcludes, argmap.RoleAnswers:
		x.Line = Solid
	case argmap.RoleAttacks:
		x.Line, x.Head = Dashed, Cross
	default:
	}
	x.Label = label(l)
	return x
}

func label(l *argmap.Link) string {
	s := says[l.Role]
	if l.Partial {
		s += " in part"
	}
	switch l.Bearing {
	case argmap.Meets:
		s += ", meets the test"
	case argmap.Fails:
		s += ", fails the test"
	case argmap.Neutral:
	}
	if slot := Clean(l.Slot); slot != "" {
		s += " (" + slot + ")"
	}
	return strings.TrimSpace(s)
}
