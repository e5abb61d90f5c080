// Package svg draws maps by itself, as pictures that any browser shows and any printer prints: no script, no
// picture or letters from elsewhere, and nothing that is told by colour only. They are not read.
// docs/formats/svg.md tells what is drawn how.
package svg

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/codec/picture"
)

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: "svg", Title: "Picture (SVG)", MediaType: "image/svg+xml", Extensions: []string{".svg"},
		Losses: losses, Encode: encode,
	}
}

func losses(d *codec.Document) []codec.Loss { return picture.Losses(d, "the picture", true) }

func encode(ctx context.Context, d *codec.Document, out codec.Output) error {
	to, err := out.Create(out.Name + ".svg")
	if err != nil {
		return err
	}
	l := layOut(codec.NewGraph(d))
	w := &writer{bufio.NewWriter(to), l}
	w.head(d)
	for i, x := range l.lines {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w.edge(x)
	}
	for _, p := range l.places {
		w.node(p)
	}
	w.sayf("</svg>\n")
	return w.Flush()
}

// writer writes a picture. Errors stay in the buffer until Flush gives them.
type writer struct {
	*bufio.Writer
	*layout
}

func (w *writer) sayf(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }

// escaped makes a text fit to stand in XML, between tags or quotes.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}

const defs = `<defs>
<marker id="argmap-arrow" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="9" markerHeight="9" orient="auto"><path d="M0 0 L10 5 L0 10 z" fill="#222"/></marker>
<marker id="argmap-cross" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="11" markerHeight="11" orient="auto"><path d="M1 1 L9 9 M9 1 L1 9" stroke="#222" stroke-width="2" fill="none"/></marker>
</defs>
`

func (w *writer) head(d *codec.Document) {
	language := ""
	if s := d.Properties.Language; s != "" {
		language = ` xml:lang="` + escaped(s) + `"`
	}
	w.sayf(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="argmap-title argmap-desc"%s width="%d" height="%d" viewBox="0 0 %d %d" font-family="Helvetica, Arial, sans-serif" fill="#111">`+"\n",
		language, w.width, w.height, w.width, w.height)
	w.sayf("<title id=\"argmap-title\">%s</title>\n<desc id=\"argmap-desc\">%s</desc>\n", escaped(w.Title), escaped(picture.Describe(d)))
	w.sayf("%s<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", defs, w.width, w.height)
	w.sayf("<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"bold\">%s</text>\n", margin, margin+letter, letter+4, escaped(w.Title))
}

func (w *writer) node(p *place) {
	w.sayf(`<g id="%s"><title>%s</title>`, escaped("element-"+string(p.Element.ID)), escaped(strings.Join(p.Words, " ")))
	radius, look, size, lead := 2, `fill="#fff" stroke="#222" stroke-width="1.5"`, letter, leading
	switch p.Shape {
	case picture.Rounded:
		radius, look = 18, `fill="#fff" stroke="#222" stroke-width="2.5"`
	case picture.Step:
		radius, look, size, lead = min(p.height/2, 2*padding), `fill="#eee" stroke="#222"`, small, tight
	case picture.Box:
	}
	w.sayf(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d" %s%s/>`, p.x, p.y, p.width, p.height, radius, look, dashes[p.Line])
	anchor, x := "", p.x+padding
	if p.Shape == picture.Step {
		anchor, x = ` text-anchor="middle"`, p.x+p.width/2
	}
	w.text(p.lines, x, p.y+padding+size, size, lead, anchor)
	w.sayf("</g>\n")
}

// dashes are the lines' patterns.
var dashes = map[picture.Line]string{picture.Solid: "", picture.Dashed: ` stroke-dasharray="7 4"`, picture.Dotted: ` stroke-dasharray="2 4"`}

// heads are the lines' ends.
var heads = map[picture.Head]string{
	picture.Plain: "", picture.Arrow: ` marker-end="url(#argmap-arrow)"`, picture.Cross: ` marker-end="url(#argmap-cross)"`,
}

func (w *writer) text(lines []string, x, y, size, lead int, more string) {
	w.sayf(`<text font-size="%d"%s>`, size, more)
	for i, s := range lines {
		w.sayf(`<tspan x="%d" y="%d">%s</tspan>`, x, y+i*lead, escaped(s))
	}
	w.sayf("</text>")
}

// edge draws a link as a curve from one card's side to the other's.
func (w *writer) edge(x *line) {
	w.sayf(`<g id="%s"><path d="M%d %d C%d %d %d %d %d %d" fill="none" stroke="#222"%s%s/>`,
		escaped("link-"+string(x.Link.ID)), x.x1, x.y1, x.c1, x.y1, x.c2, x.y2, x.x2, x.y2, dashes[x.Line], heads[x.Head])
	if len(x.words) > 0 {
		at, anchor := x.x1-aside, "end"
		if x.c1 > x.x1 {
			at, anchor = x.x1+aside, "start"
		}
		w.text(x.words, at, x.top+small, small, tight, ` text-anchor="`+anchor+`" stroke="#fff" stroke-width="3" paint-order="stroke"`)
	}
	w.sayf("</g>\n")
}
