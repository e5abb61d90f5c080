package graph_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"argmap/graph"
)

// walks are the requests that together select every field of every type.
func walks(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/walk/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatal("no requests to walk by", err)
	}
	walks := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		walks[strings.TrimSuffix(filepath.Base(file), ".graphql")] = string(text)
	}
	return walks
}

func TestTheWalkOverTheWholeSchema(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	w.index()
	v := vars{
		"map": lib.Map, "source": lib.Source, "paragraph": lib.First, "words": "aid*", "one": lib.Map, "scheme": "Argument from Expert Opinion",
		"ids": []string{"speaker", "critics", "holds", "reported", "quote", "cue", "row", "nobody", "l-1"},
	}
	all := walks(t)
	unscored := regexp.MustCompile(`"(cursor|startCursor|endCursor|score)": [^,\n]+`)
	strengths := regexp.MustCompile(`("(?:value|strength|amount|residual)": -?\d\.\d{6})\d+`)
	for _, name := range []string{"elements", "map", "parts", "sources", "search", "schemes", "questions", "evaluation", "explanation", "formats"} {
		t.Run(name, func(t *testing.T) {
			a := w.ask(all[name], v)
			text := indented(t, a)
			if name == "search" {
				text = unscored.ReplaceAll(text, []byte(`"$1": "-"`)) // the last digit is the processor's own
			}
			text = strengths.ReplaceAll(text, []byte("$1")) // so are those of strengths
			golden(t, "walk/"+name+".golden.json", text)
		})
	}
}

func TestTheWalkOverEveryMutation(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	v := vars{"map": lib.Map, "source": lib.Source, "paragraph": lib.First, "revision": 2}
	doc := gqlparser.MustLoadQueryWithRules(graph.NewExecutableSchema(w.config).Schema(), walks(t)["write"], rules.NewDefaultRules())
	answers := map[string]answer{}
	for _, name := range []string{
		"AddClaim", "AddInference", "AddRebuttal", "RaiseQuestion", "AnswerQuestion", "RaiseCriticalQuestion", "Fail", "Cite", "Undo", "UpdateElement", "ApplyChanges", "RestoreMap",
		"DeleteElement", "CreateMap", "UpdateMap", "CopyMap", "ImportSource", "ImportMap", "WithdrawSource", "DeleteMap",
	} {
		if doc.Operations.ForName(name) == nil {
			t.Fatalf("there is no mutation %s", name)
		}
		answers[name] = w.askFor(name, walks(t)["write"], v)
	}
	golden(t, "walk/write.golden.json", indented(t, answers))
}

func indented(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

// TestEveryFieldIsWalked fails when a field of the schema is selected by no request of the walk.
func TestEveryFieldIsWalked(t *testing.T) {
	schema := graph.NewExecutableSchema(graph.Config{}).Schema()
	selected := map[string]bool{}
	for name, text := range walks(t) {
		doc, err := gqlparser.LoadQueryWithRules(schema, text, rules.NewDefaultRules())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, op := range doc.Operations {
			mark(op.SelectionSet, selected)
		}
		for _, f := range doc.Fragments {
			mark(f.SelectionSet, selected)
		}
	}
	for name, def := range schema.Types {
		if def.BuiltIn || (def.Kind != ast.Object && def.Kind != ast.Interface) {
			continue
		}
		for _, f := range def.Fields {
			if !strings.HasPrefix(f.Name, "__") && !selected[name+"."+f.Name] {
				t.Errorf("no request of testdata/walk selects %s.%s", name, f.Name)
			}
		}
	}
}

func mark(set ast.SelectionSet, selected map[string]bool) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			selected[s.ObjectDefinition.Name+"."+s.Name] = true
			mark(s.SelectionSet, selected)
		case *ast.InlineFragment:
			mark(s.SelectionSet, selected)
		case *ast.FragmentSpread:
		}
	}
}

func TestTheSchemaIsAsItWas(t *testing.T) {
	golden(t, "schema.golden.graphqls", []byte(graph.SDL()))
	if _, err := gqlparser.LoadSchema(&ast.Source{Name: "joined", Input: graph.SDL()}); err != nil {
		t.Errorf("the joined schema cannot be read back: %v", err)
	}
}

// TestEverythingIsDescribed fails when a type, field, argument or value says nothing of itself.
func TestEverythingIsDescribed(t *testing.T) {
	undescribed := func(what, description string) {
		if strings.TrimSpace(description) == "" {
			t.Errorf("%s has no description", what)
		}
	}
	for name, def := range graph.NewExecutableSchema(graph.Config{}).Schema().Types {
		if def.BuiltIn {
			continue
		}
		undescribed(name, def.Description)
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			undescribed(name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				undescribed(name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
		for _, v := range def.EnumValues {
			undescribed(name+"."+v.Name, v.Description)
		}
	}
}
