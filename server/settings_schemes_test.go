package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSchemeSettings joins users' own schemes with the standard ones, and says what is wrong where.
func TestSchemeSettings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const own = `source: our handbook
family: planning
schemes:
  - id: %ID%
    name: Argument from the bus factor of %ID%
    variables: {person: the maintainer}
    premises: [{id: alone, says: "only {person} knows it"}]
    conclusion: "somebody else should learn it"
    questions:
      - {id: alone, asks: "Does nobody but {person} know it?", attacks: alone, burden: premise}
`
	files := map[string]string{
		"one": strings.ReplaceAll(own, "%ID%", "bus-factor"), "two": strings.ReplaceAll(own, "%ID%", "lorry-factor"),
		"standard": strings.ReplaceAll(own, "%ID%", "expert-opinion"), "burden": strings.Replace(own, "burden: premise", "burden: nobody", 1), "torn": "schemes: [",
	}
	path := func(name string) string { return filepath.Join(dir, name+".yaml") }
	for name, text := range files {
		if err := os.WriteFile(path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		files []string
		want  []string // of the error; none for no error
	}{
		{nil, nil},
		{[]string{path("one"), path("two")}, nil},
		{[]string{path("none")}, []string{"ARGMAP_SCHEMES (--schemes)", path("none"), "no such file"}},
		{[]string{path("one"), path("torn")}, []string{path("torn"), "line 2"}},
		{[]string{path("burden")}, []string{path("burden"), "line 4"}},
		{[]string{path("standard")}, []string{path("standard"), "expert-opinion"}},
		{[]string{path("one"), path("one")}, []string{path("one"), "bus-factor"}},
	} {
		set, err := (&schemeSettings{Schemes: c.files}).set()
		if (err == nil) != (c.want == nil) {
			t.Errorf("%v gives %v", c.files, err)
			continue
		}
		for _, part := range c.want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%v gives %q, which does not say %q", c.files, err, part)
			}
		}
		if c.want != nil {
			continue
		}
		for _, id := range append([]string{"expert-opinion"}, []string{"bus-factor", "lorry-factor"}[:len(c.files)]...) {
			if _, err := set().Find(id); err != nil {
				t.Errorf("with %v: %v", c.files, err)
			}
		}
	}
}
