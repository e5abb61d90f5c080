// Package layers holds the import rules of this module, as a test. It reads
// the files itself instead of asking the go command: the test cache sees the
// files that a test opens, so a broken rule is never answered from the cache.
package layers

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// TestImports holds every file of the module to the table.
func TestImports(t *testing.T) {
	seen, broken := check(t, os.DirFS("../.."))
	for _, line := range broken {
		t.Error(line)
	}
	for _, room := range slices.Sorted(maps.Keys(mayImport)) {
		if seen[room] == 0 && !slices.Contains(planned, room) {
			t.Errorf("%s: listed in mayImport, but has no files", room)
		}
	}
}

// TestTable finds misspelt rooms, which would allow or excuse nothing.
func TestTable(t *testing.T) {
	named := slices.Clone(planned)
	for room, allowed := range testsMayImport {
		named = append(append(named, room), allowed...)
	}
	for _, allowed := range mayImport {
		named = append(named, allowed...)
	}
	for _, room := range named {
		if _, listed := mayImport[room]; !listed && room != anything {
			t.Errorf("%s: named in a table, but not a room of mayImport", room)
		}
	}
}

// TestRules shows that each rule can fail.
func TestRules(t *testing.T) {
	file := func(imports ...string) *fstest.MapFile {
		src := "package p\n"
		for _, imp := range imports {
			src += fmt.Sprintf("import %q\n", imp)
		}
		return &fstest.MapFile{Data: []byte(src)}
	}
	for _, c := range []struct {
		name, path, imp string
		broken          int
	}{
		{"down is allowed", "internal/ledger/a.go", "argmap/internal/store", 0},
		{"up is not", "internal/store/a.go", "argmap/internal/ledger", 1},
		{"no use-case imports another", "internal/ingest/a.go", "argmap/internal/authoring", 1},
		{"the edge does not see the store", "internal/httpapi/a.go", "argmap/internal/store", 1},
		{"the server may import anything", "server/a.go", "argmap/internal/store/neo4jstore", 0},
		{"a test may import more", "graph/a_test.go", "argmap/internal/store/sqlitestore", 0},
		{"which code may not", "graph/a.go", "argmap/internal/store/sqlitestore", 1},
		{"a test may import its own room", "internal/fault/a_test.go", "argmap/internal/fault", 0},
		{"a test may import the examples", "internal/fault/a_test.go", "argmap/examples", 0},
		{"an outside module is none of ours", "internal/fault/a.go", "example.org/fault", 0},
		{"a new room needs an entry", "internal/utils/a.go", "strings", 1},
		{"a nested module has its own rules", "tools/sub/a.go", "argmap/internal/ledger", 0},
		{"installed packages are not ours", "web/node_modules/x/a.go", "strings", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, broken := check(t, fstest.MapFS{
				"go.mod":       {},
				"tools/go.mod": {},
				c.path:         file(c.imp),
			})
			if len(broken) != c.broken {
				t.Errorf("got %d broken rules, want %d: %q", len(broken), c.broken, broken)
			}
		})
	}
}

// check counts the files of each room, and tells which imports break a rule.
func check(t *testing.T, root fs.FS) (seen map[string]int, broken []string) {
	t.Helper()
	seen = map[string]int{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && foreign(root, name):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		seen[path.Dir(name)]++
		imports, err := parseImports(root, name)
		broken = append(broken, breaches(name, imports)...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return seen, broken
}

// foreign reports whether a folder holds no code of this module: hidden ones,
// test data, installed packages, and modules of their own.
func foreign(root fs.FS, dir string) bool {
	base := path.Base(dir)
	if dir == "." {
		return false
	}
	if base == "testdata" || base == "node_modules" || base[0] == '.' || base[0] == '_' {
		return true
	}
	_, err := fs.Stat(root, path.Join(dir, "go.mod"))
	return err == nil
}

// parseImports gives the import paths of one file.
func parseImports(root fs.FS, name string) ([]string, error) {
	src, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var imports []string
	for _, spec := range file.Imports {
		imp, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		imports = append(imports, imp)
	}
	return imports, nil
}

// breaches tells which imports of one file its room does not allow.
func breaches(name string, imports []string) []string {
	room := path.Dir(name)
	allowed, listed := mayImport[room]
	if !listed {
		return []string{fmt.Sprintf("%s: room %q has no entry in mayImport", name, room)}
	}
	if strings.HasSuffix(name, "_test.go") {
		allowed = slices.Concat(allowed, testsMayImport[room], []string{room, "examples"})
	}
	var broken []string
	for _, imp := range imports {
		to, ours := strings.CutPrefix(imp, module)
		if ours && !slices.Contains(allowed, to) && !slices.Contains(allowed, anything) {
			broken = append(broken, fmt.Sprintf("%s must not import %s", name, to))
		}
	}
	return broken
}

// join makes one list of two, and leaves both as they were.
func join(list []string, more ...string) []string {
	return slices.Concat(list, more)
}
