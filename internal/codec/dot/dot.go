// Package dot writes maps as graphs of Graphviz, to be drawn by its programs. They are not read.
// docs/formats/dot.md tells what is drawn how.
package dot

import (
	"bufio"
	"context"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/picture"
)

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: "dot", Title: "Graphviz (DOT)", MediaType: "text/vnd.graphviz", Extensions: []string{".dot", ".gv"},
		Losses: losses, Encode: encode,
	}
}

func losses(d *codec.Document) []codec.Loss { return picture.Losses(d, "Graphviz", false) }

// The widths at which words are wrapped.
const (
	wide   = 18 * picture.Em
	narrow = 10 * picture.Em
)

func encode(ctx context.Context, d *codec.Document, out codec.Output) error {
	to, err := out.Create(out.Name + ".dot")
	if err != nil {
		return err
	}
	w := &writer{bufio.NewWriter(to)}
	p := picture.Of(codec.NewGraph(d))
	w.say("digraph {\n  graph [charset=\"UTF-8\", rankdir=BT, labelloc=t, label=", label(picture.Wrap(p.Title, 3*wide)), "];\n")
	w.say("  node [fontname=\"Helvetica\", fontsize=11, shape=box];\n  edge [fontname=\"Helvetica\", fontsize=9];\n")
	for i, n := range p.Nodes {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w.node(n)
	}
	for _, x := range p.Edges {
		w.edge(x)
	}
	w.say("}\n")
	return w.Flush()
}

// writer writes a graph. Errors stay in the buffer until Flush gives them.
type writer struct{ *bufio.Writer }

func (w *writer) say(parts ...string) {
	for _, s := range parts {
		_, _ = w.WriteString(s)
	}
}

func (w *writer) node(n picture.Node) {
	width, look := wide, ""
	switch n.Shape {
	case picture.Rounded:
		look = `, style=rounded, peripheries=2`
	case picture.Step:
		width, look = narrow, `, shape=ellipse, margin="0.02,0.02", fontsize=9`
	case picture.Box:
	}
	if n.Line == picture.Dashed {
		look += ", style=dashed"
	}
	w.say("  ", name("", n.Element.ID), " [id=", name("element-", n.Element.ID), ", kind=", string(n.Element.Kind), ", label=", label(n.Lines(width)), look, "];\n")
}

// styles and heads are Graphviz's words for lines and their ends.
var (
	styles = map[picture.Line]string{picture.Solid: "solid", picture.Dashed: "dashed", picture.Dotted: "dotted"}
	heads  = map[picture.Head]string{picture.Plain: "none", picture.Arrow: "normal", picture.Cross: "tee"}
)

func (w *writer) edge(x picture.Edge) {
	w.say("  ", name("", x.Link.From), " -> ", name("", x.Link.To), " [id=", name("link-", x.Link.ID), ", role=", string(x.Link.Role), ", style=", styles[x.Line], ", arrowhead=", heads[x.Head])
	if x.Label != "" {
		w.say(", label=", label(picture.Wrap(x.Label, narrow)))
	}
	// What does not point has no say in the layers.
	if j, ok := argmap.JoinOf(x.Link.Role); !ok || !j.Points {
		w.say(", constraint=false")
	}
	w.say("];\n")
}

// safe writes marks in ids by their numbers: Graphviz keeps names that begin with a percent sign for itself,
// and none of its escapes lets a name end in a backslash.
var safe = strings.NewReplacer("~", "~7E", "%", "~25", `"`, "~22", `\`, "~5C", "&", "~26", "<", "~3C", ">", "~3E")

// name quotes an id, with what stands before it.
func name(before string, id argmap.ID) string { return `"` + before + safe.Replace(string(id)) + `"` }

// escape keeps Graphviz from reading marks in texts: escapes such as \N, and entities of HTML.
var escape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;")

// label quotes lines.
func label(lines []string) string {
	escaped := make([]string, 0, len(lines))
	for _, s := range lines {
		escaped = append(escaped, escape.Replace(s))
	}
	return `"` + strings.Join(escaped, `\n`) + `"`
}
