package paragraph

import (
	"regexp"
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	gtext "github.com/yuin/goldmark/text"

	"argmap/internal/argmap"
)

// frontMatter is the block of metadata that many programs put before the text.
var frontMatter = regexp.MustCompile(`\A---[ \t]*\n(?s:.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\z)`)

// markdown gives the blocks of text in the order of the source. Front matter is none of them.
func markdown(text string) []stretch {
	skip := len(frontMatter.FindString(text))
	body := []byte(text[skip:])
	doc := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(gtext.NewReader(body))
	var found []stretch
	add := func(n ast.Node) ast.WalkStatus {
		if s, ok := block(n); ok {
			found = append(found, stretch{s.kind, s.start + skip, s.end + skip})
			return ast.WalkSkipChildren
		}
		return ast.WalkContinue
	}
	// The walker's only errors are those of this function, and it has none.
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		return add(n), nil
	})
	slices.SortStableFunc(found, func(a, b stretch) int { return a.start - b.start })
	return found
}

// block gives the stretch of a node that holds text itself.
func block(n ast.Node) (stretch, bool) {
	var kind argmap.ParagraphKind
	switch n.(type) {
	case *ast.Heading:
		kind = argmap.Heading
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		kind = argmap.Code
	case *ast.Paragraph, *ast.TextBlock:
		kind = within(n)
	case *east.Table:
		return table(n)
	default:
		return stretch{}, false
	}
	lines := n.Lines()
	if lines == nil || lines.Len() == 0 {
		return stretch{}, false
	}
	return stretch{kind, lines.At(0).Start, lines.At(lines.Len() - 1).Stop}, true
}

// within says what a paragraph is by the nearest list or quotation around it.
func within(n ast.Node) argmap.ParagraphKind {
	for p := n.Parent(); p != nil; p = p.Parent() {
		switch p.(type) {
		case *ast.ListItem:
			return argmap.ListItem
		case *ast.Blockquote:
			return argmap.Quote
		}
	}
	return argmap.Prose
}

// table takes in everything between a table's first and last cell.
func table(n ast.Node) (stretch, bool) {
	start, end := -1, -1
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && c.Type() == ast.TypeBlock && c.Lines() != nil {
			for i := range c.Lines().Len() {
				s := c.Lines().At(i)
				if start < 0 || s.Start < start {
					start = s.Start
				}
				end = max(end, s.Stop)
			}
		}
		return ast.WalkContinue, nil
	})
	return stretch{argmap.Table, start, end}, start >= 0
}
