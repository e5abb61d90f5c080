package httpapi

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Documents are GraphQL documents that whoever runs the server trusts, by the ids that clients send
// for them.
type Documents map[string]string

// idSHA begins an id that is the hash of its document, as the GraphQL over HTTP group writes it.
const idSHA = "sha256:"

// LoadDocuments reads documents from a file, or from all files of a directory that end in .json:
// each is one JSON object from id to text. All of them must be valid by the schema, and an id that
// begins with sha256: must be the hash of its text.
func LoadDocuments(path string, schema *ast.Schema) (Documents, error) {
	files, err := documentFiles(path)
	if err != nil {
		return nil, err
	}
	all := Documents{}
	for _, file := range files {
		if err := all.load(file, schema); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s holds no documents", path)
	}
	return all, nil
}

func documentFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, err
	}
	files, err := filepath.Glob(filepath.Join(path, "*.json"))
	slices.Sort(files)
	return files, err
}

func (d Documents) load(file string, schema *ast.Schema) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var found map[string]string
	if err := json.Unmarshal(raw, &found); err != nil {
		return fmt.Errorf("it is not one JSON object from id to document: %w", err)
	}
	for _, id := range slices.Sorted(maps.Keys(found)) {
		if err := d.add(id, found[id], schema); err != nil {
			return fmt.Errorf("document %q: %w", id, err)
		}
	}
	return nil
}

func (d Documents) add(id, text string, schema *ast.Schema) error {
	if hash, ok := strings.CutPrefix(id, idSHA); ok && hash != sumOf(text) {
		return fmt.Errorf("the id is not the hash of the text, which is %s", sumOf(text))
	}
	if other, ok := d[id]; ok && other != text {
		return fmt.Errorf("another file has another text for it")
	}
	if _, err := gqlparser.LoadQueryWithRules(schema, text, nil); len(err) > 0 {
		return err
	}
	if id == "" {
		return fmt.Errorf("the id is empty")
	}
	d[id] = text
	return nil
}
