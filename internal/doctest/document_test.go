package doctest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// root is the checkout, seen from here.
const root = "../.."

// document is one Markdown file.
type document struct {
	name   string // from the root
	blocks []block
	prose  string // all that stands outside of blocks
}

// block is one fenced block.
type block struct {
	line int // of its fence
	lang string
	text string
}

// documents gives every document of ours. A pattern that finds nothing is a failure.
func documents(t *testing.T) []document {
	t.Helper()
	var ds []document
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/adr/*.md", "examples/*.md", "examples/clients/*.md"} {
		names, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: found %d documents, error %v", pattern, len(names), err)
		}
		for _, name := range names {
			ds = append(ds, readDocument(t, strings.TrimPrefix(filepath.ToSlash(name), root+"/")))
		}
	}
	return ds
}

func readDocument(t *testing.T, name string) document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	d := parse(string(text))
	d.name = name
	return d
}

// parse takes the fenced blocks out of a text. A fence of ours stands alone at the start of its line.
func parse(text string) document {
	var d document
	var inside bool
	for i, line := range strings.Split(text, "\n") {
		lang, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && !inside:
			d.blocks = append(d.blocks, block{line: i + 1, lang: lang})
		case !fence && inside:
			d.blocks[len(d.blocks)-1].text += line + "\n"
		case !fence:
			d.prose += line
		}
		inside = inside != fence
		d.prose += "\n"
	}
	return d
}

// table gives the cells of the tables under a heading, without their head and rule.
func (d document) table(heading string) [][]string {
	var rows [][]string
	under, head := false, false
	for line := range strings.Lines(d.prose) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "#"):
			under = strings.TrimLeft(line, "# ") == heading
		case !under || !strings.HasPrefix(line, "|"):
			head = false
		case strings.HasPrefix(line, "| ---"):
			head = true
		case head:
			rows = append(rows, cells(line))
		}
	}
	return rows
}

func cells(line string) []string {
	cs := strings.Split(strings.Trim(line, "|"), "|")
	for i := range cs {
		cs[i] = strings.TrimSpace(cs[i])
	}
	return cs
}

// headings gives the anchors of a document's headings, as GitHub makes them.
func (d document) headings() map[string]bool {
	anchors := map[string]bool{}
	for _, m := range headingLine.FindAllStringSubmatch(d.prose, -1) {
		words := notInAnchors.ReplaceAllString(strings.ToLower(strings.TrimSpace(m[1])), "")
		anchors[strings.ReplaceAll(words, " ", "-")] = true
	}
	return anchors
}

var (
	headingLine  = regexp.MustCompile(`(?m)^#+ (.*)$`)
	notInAnchors = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)
