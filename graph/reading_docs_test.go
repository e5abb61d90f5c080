package graph_test

import (
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"argmap/graph"
)

// TestTheDocumentedLimits compares the table of docs/api.md with the limits: each of them is there,
// with its number.
func TestTheDocumentedLimits(t *testing.T) {
	text, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `limit\\.([a-z_]+)` \\| ([0-9,]+) \\|").FindAllStringSubmatch(string(text), -1) {
		documented[strings.ReplaceAll(row[1], "_", "")] = strings.ReplaceAll(row[2], ",", "")
	}
	limits := reflect.ValueOf(graph.Limits{}.WithDefaults())
	for field, value := range limits.Fields() {
		if field.Type.Kind() != reflect.Int {
			continue
		}
		name := strings.ToLower(field.Name)
		if field.Name == "ValueDepth" {
			name = "values" // as the error's reason says
		}
		if want := strconv.FormatInt(value.Int(), 10); documented[name] != want {
			t.Errorf("docs/api.md says %q of %s, want %s", documented[name], field.Name, want)
		}
		delete(documented, name)
	}
	if len(documented) > 0 {
		t.Errorf("docs/api.md has limits that are none: %v", documented)
	}
}
