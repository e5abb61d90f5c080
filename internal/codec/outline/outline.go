// Package outline writes a map as an outline in Markdown, to be read by people: claims with what supports
// and denies them below, questions with where they stand, citations as footnotes. It is not read back.
// docs/formats/outline.md tells what is where.
package outline

import (
	"bufio"
	"context"
	"strings"
	"unicode"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Format gives the format.
func Format() codec.Format {
	return codec.Format{
		Name: "outline", Title: "Outline (Markdown)", MediaType: "text/markdown", Extensions: []string{".md"},
		Losses: losses, Encode: encode,
	}
}

func encode(ctx context.Context, d *codec.Document, out codec.Output) error {
	to, err := out.Create(out.Name + ".md")
	if err != nil {
		return err
	}
	w := newWriter(bufio.NewWriter(to), codec.NewGraph(d))
	if err := ctx.Err(); err != nil {
		return err
	}
	w.document()
	return w.Flush() // tells the first error of all
}

// format is how the format is called in reasons.
const format = "the outline"

func losses(d *codec.Document) []codec.Loss {
	g, l := codec.NewGraph(d), &codec.LossList{}
	rows := map[argmap.ID]bool{}
	for _, e := range g.Elements {
		if e.Question != nil {
			rows[e.Question.Row] = true
		}
	}
	for _, r := range d.Records {
		switch r := r.(type) {
		case *argmap.Element:
			if !told(r) {
				l.NoPlace(r, format)
			} else if inline(r.Text) != escaped(r.Text) {
				l.Add("white space and control characters of texts", "a text is one line", r.ID)
			}
		case *argmap.Link:
			if !linked(g, r) {
				l.NoPlace(r, format)
			}
		case *argmap.Citation:
			if !told(g.Element(r.Element)) {
				l.NoPlace(r, format)
			}
		case *argmap.Row:
			if !rows[r.ID] {
				l.NoPlace(r, format)
			}
		case *argmap.Leftover:
			l.NoPlace(r, format)
		case *argmap.Voice, *argmap.Commitment, *argmap.Properties:
		}
	}
	return l.Losses()
}

// told tells whether an element has a line of its own.
func told(e *argmap.Element) bool {
	switch e.Kind {
	case argmap.KindClaim, argmap.KindInference, argmap.KindRebuttal, argmap.KindQuestion:
		return true
	default:
		return false
	}
}

func linked(g *codec.Graph, l *argmap.Link) bool {
	switch l.Role {
	case argmap.RolePremiseOf, argmap.RoleConcludes, argmap.RoleAttacks, argmap.RoleAgainst, argmap.RoleAsksAbout, argmap.RoleAnswers, argmap.RoleRaises, argmap.RoleCarries:
		return told(g.Element(l.From)) && told(g.Element(l.To))
	default:
		return false
	}
}

// inline gives a text as one line of Markdown that says just that.
func inline(s string) string {
	return escaped(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " "))
}

// escaped puts a backslash before what Markdown would read as a mark.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>#|~&!+-.)(=:@", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
