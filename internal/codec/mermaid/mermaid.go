// Package mermaid writes maps as flowcharts of Mermaid, which many sites draw in Markdown. They are not read.
// docs/formats/mermaid.md tells what is drawn how.
package mermaid

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/picture"
)

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: "mermaid", Title: "Mermaid flowchart", MediaType: "text/vnd.mermaid", Extensions: []string{".mmd", ".mermaid"},
		Losses: losses, Encode: encode,
	}
}

// losses tells of a language too: a description is held.
func losses(d *codec.Document) []codec.Loss {
	return picture.Losses(d, "Mermaid", d.Properties.Language == "")
}

// The widths at which words are wrapped, and the one at which Mermaid would wrap them again, in pixels: it
// writes letters of 16, and lines are broken here.
const (
	wide     = 18 * picture.Em
	narrow   = 10 * picture.Em
	wrapping = 400
)

func encode(ctx context.Context, d *codec.Document, out codec.Output) error {
	to, err := out.Create(out.Name + ".mmd")
	if err != nil {
		return err
	}
	w := &writer{bufio.NewWriter(to), make(map[argmap.ID]string, len(d.Records))}
	p := picture.Of(codec.NewGraph(d))
	w.say("---\ntitle: \"", strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(p.Title), "\"\n")
	w.say(fmt.Sprintf("config:\n  flowchart:\n    wrappingWidth: %d\n---\nflowchart BT\n", wrapping))
	w.say("  accTitle: ", escape(p.Title), "\n  accDescr: ", escape(picture.Describe(d)), "\n")
	for i, n := range p.Nodes {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w.names[n.Element.ID] = fmt.Sprintf("n%d", i+1)
		w.node(n)
	}
	for _, x := range p.Edges {
		w.edge(x)
	}
	return w.Flush()
}

// writer writes a flowchart. Errors stay in the buffer until Flush gives them.
type writer struct {
	*bufio.Writer
	// names are those of the nodes: ids may hold what Mermaid reads as marks.
	names map[argmap.ID]string
}

func (w *writer) say(parts ...string) {
	for _, s := range parts {
		_, _ = w.WriteString(s)
	}
}

func (w *writer) node(n picture.Node) {
	open, closing, width := "[", "]", wide
	switch n.Shape {
	case picture.Rounded:
		open, closing = "([", "])"
	case picture.Step:
		open, closing, width = "{{", "}}", narrow
	case picture.Box:
	}
	id := w.names[n.Element.ID]
	w.say("  ", id, open, label(n.Lines(width)), closing, "\n")
	if n.Line == picture.Dashed {
		w.say("  style ", id, " stroke-dasharray: 5 4\n")
	}
}

// arrows are the lines with their ends. Mermaid has one broken line.
var arrows = map[picture.Line]map[picture.Head]string{
	picture.Solid:  {picture.Plain: "---", picture.Arrow: "-->", picture.Cross: "--x"},
	picture.Dashed: {picture.Plain: "-.-", picture.Arrow: "-.->", picture.Cross: "-.-x"},
	picture.Dotted: {picture.Plain: "-.-", picture.Arrow: "-.->", picture.Cross: "-.-x"},
}

func (w *writer) edge(x picture.Edge) {
	w.say("  ", w.names[x.Link.From], " ", arrows[x.Line][x.Head])
	if x.Label != "" {
		w.say("|", label(picture.Wrap(x.Label, narrow)), "|")
	}
	w.say(" ", w.names[x.Link.To], "\n")
}

// label quotes lines.
func label(lines []string) string {
	escaped := make([]string, 0, len(lines))
	for _, s := range lines {
		escaped = append(escaped, escape(s))
	}
	return `"` + strings.Join(escaped, "<br/>") + `"`
}

// apart puts a word joiner, which nobody sees, into what Mermaid makes icons, formulas, line ends and entities of after
// it has read the entities that are written here.
var apart = strings.NewReplacer(":fa-", ":\u2060fa-", "$$", "$\u2060$\u2060", `\n`, "\\\u2060n", "ﬂ°", "ﬂ\u2060°", "¶ß", "¶\u2060ß")

// escape writes everything but letters, digits and the plainest marks as entities in Mermaid's own way,
// because what begins a quote, a tag, a list, a link, an icon, a formula or a comment differs between
// its versions. A colon must never stand before an entity: Mermaid takes "style: #…;" for its own.
func escape(s string) string {
	var b strings.Builder
	for _, r := range apart.Replace(s) {
		if r < 0x80 && !plain(r) {
			fmt.Fprintf(&b, "#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func plain(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(" ,'?", r)
}
