package graph_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

// maxStatements is how many statements a resolver may have: read the input, make one call, shape
// the answer.
const maxStatements = 6

func TestResolversAreThin(t *testing.T) {
	files, err := filepath.Glob("*.resolvers.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no resolvers to look at", err)
	}
	for _, name := range files {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				for _, fat := range fatOf(set, f) {
					t.Error(fat)
				}
			}
		}
	}
}

// fatOf lists what is too much in a resolver.
func fatOf(set *token.FileSet, f *ast.FuncDecl) []string {
	var fat []string
	statements := 0
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.GoStmt, *ast.SelectStmt:
			fat = append(fat, set.Position(n.Pos()).String()+": "+f.Name.Name+" loops, waits or starts a goroutine; write a helper beside")
		case *ast.BlockStmt:
		case ast.Stmt:
			statements++
		}
		return true
	})
	if statements > maxStatements {
		fat = append(fat, set.Position(f.Pos()).String()+": "+f.Name.Name+" has too many statements; write a helper beside")
	}
	return fat
}

func TestAFatResolverIsSeen(t *testing.T) {
	const fat = `package p
func f() { for range 3 { } }
func g() { a(); b(); c(); d(); e(); f(); g() }`
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "p.go", fat, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		if len(fatOf(set, d.(*ast.FuncDecl))) != 1 {
			t.Errorf("%s passes as thin", d.(*ast.FuncDecl).Name.Name)
		}
	}
}
