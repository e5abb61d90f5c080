package kialo

import (
	"bufio"
	"context"
	"encoding/json"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

func encode(ctx context.Context, d *codec.Document, out codec.Output) error {
	to, err := out.Create(out.Name + ".txt")
	if err != nil {
		return err
	}
	w := &writer{Writer: bufio.NewWriter(to), tree: layOut(codec.NewGraph(d), isIndented(d))}
	w.head(d)
	for i, p := range w.places {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w.place(p)
	}
	w.tail()
	return w.Flush()
}

func isIndented(d *codec.Document) bool {
	return keptIn(d.Properties.External, d.Properties.Raw).Layout == "indented"
}

// writer writes a tree. Errors stay in the buffer until Flush gives them.
type writer struct {
	*bufio.Writer
	*tree
}

func (w *writer) say(parts ...string) {
	for _, s := range parts {
		_, _ = w.WriteString(s)
	}
}

func (w *writer) head(d *codec.Document) {
	before := pieces(w.g, "text before the claims")
	title := "Discussion Title: "
	if w.indented {
		title = "Discussion Name:\n"
	}
	w.say(title, titleOf(d), "\n\n")
	if before != "" {
		w.say(before, "\n\n")
	}
}

// titleOf gives the title as the file had it, unless it was changed here.
func titleOf(d *codec.Document) string {
	if k := keptIn(d.Properties.External, d.Properties.Raw); k.Title != "" && k.Shown == d.Properties.Title && !strings.Contains(k.Title, "\n") {
		return k.Title
	}
	return strings.Join(strings.Fields(d.Properties.Title), " ")
}

// pieces joins what an import kept aside of one sort.
func pieces(g *codec.Graph, what string) string {
	var text strings.Builder
	for _, l := range g.Leftovers {
		var s string
		if l.What == what && l.External.Namespace == name && json.Unmarshal(l.Raw, &s) == nil {
			text.WriteString(s)
		}
	}
	return text.String()
}

func (w *writer) place(p place) {
	label, lines := w.label(p), w.lines(p)
	if !w.indented {
		if label != "" {
			label += ": "
		}
		w.say(p.number, " ", label, strings.Join(lines, "\n"), "\n")
		return
	}
	indent := strings.Repeat("  ", strings.Count(p.number, ".")-1)
	w.say(indent, p.number, " ", label, ":\n")
	for _, line := range lines {
		if line != "" {
			w.say(indent, line)
		}
		w.say("\n")
	}
	w.say("\n")
}

func (w *writer) label(p place) string {
	switch {
	case p.relation != nil && p.relation.Kind == argmap.KindRebuttal:
		return "Con"
	case p.relation != nil:
		return "Pro"
	case !w.indented:
		return ""
	case p.node.Kind == argmap.KindQuestion:
		return "Question"
	default:
		return "Thesis"
	}
}

func (w *writer) lines(p place) []string {
	switch {
	case p.node == nil:
		return []string{"-> See " + nowhere}
	case p.reference:
		return []string{"-> See " + w.number[p.node.ID]}
	}
	return linesOf(p.node, w.indented)
}

// linesOf gives the words of a claim as its file wrote them, if they still say its text and cannot be
// misread anywhere else.
func linesOf(e *argmap.Element, indented bool) []string {
	lines := written(e.Text, indented)
	k := keptIn(e.External, e.Raw)
	if k.Text == "" {
		return lines
	}
	as := strings.Split(k.Text, "\n")
	for i, line := range as {
		if !safe(line, i == 0, indented) {
			return lines
		}
	}
	if read(as, indented) != e.Text {
		return lines
	}
	return as
}

func (w *writer) tail() {
	if sources := pieces(w.g, "sources"); sources != "" {
		w.say(sources)
	}
}
