package storetest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// TestEverySentenceOfThePortHasALaw reads the comments of the port's methods: each sentence, or each half
// of one that a semicolon parts, stands in the name of some law.
func TestEverySentenceOfThePortHasALaw(t *testing.T) {
	var names strings.Builder
	for _, a := range aspects() {
		for _, l := range a.laws {
			names.WriteString(l.name + "\n")
		}
	}
	for _, s := range portSentences(t) {
		if !strings.Contains(names.String(), s) && s != untried {
			t.Errorf("got no law for %q", s)
		}
	}
}

// untried is the one sentence that a suite above the port cannot try: it takes a schema of another day,
// which only the tests of each store can make.
const untried = `An applied step whose text has changed since, or one that this program does not know, is INVALID "schema.changed" or "schema.newer"`

// portSentences gives the sentences of the comments of store.Store and its methods.
func portSentences(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../store.go")
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "store.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var sentences []string
	ast.Inspect(file, func(n ast.Node) bool {
		if ts, ok := n.(*ast.TypeSpec); ok {
			port, ok := ts.Type.(*ast.InterfaceType)
			if !ok {
				return false
			}
			for _, m := range port.Methods.List {
				sentences = append(sentences, split(m.Doc.Text())...)
			}
			return false
		}
		return true
	})
	if len(sentences) < 40 {
		t.Fatalf("got %d sentences, want those of the whole port", len(sentences))
	}
	return sentences
}

// split parts a comment at the ends of its sentences.
func split(comment string) []string {
	var out []string
	flat := strings.ReplaceAll(strings.Join(strings.Fields(comment), " "), "… ", "…. ")
	for _, s := range strings.Split(flat+" ", ". ") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
