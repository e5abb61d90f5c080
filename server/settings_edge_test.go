package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEdgeSettings refuses what cannot be meant, and names the setting at fault.
func TestEdgeSettings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.json"), filepath.Join(dir, "bad.json")
	for path, text := range map[string]string{good: `{"a": "{ __typename }"}`, bad: `{"a": "{ nothing }"}`} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		e     edgeSettings
		token bool
		want  string
	}{
		{edgeSettings{}, false, ""},
		{edgeSettings{CORSOrigins: "https://maps.example"}, false, ""},
		{edgeSettings{CORSOrigins: "*"}, true, ""},
		{edgeSettings{CORSOrigins: "*"}, false, "ARGMAP_CORS_ORIGINS"},
		{edgeSettings{CORSOrigins: "maps.example"}, true, "ARGMAP_CORS_ORIGINS"},
		{edgeSettings{Documents: good, DocumentsOnly: true}, false, ""},
		{edgeSettings{Documents: bad}, false, "ARGMAP_DOCUMENTS (--documents): " + bad},
		{edgeSettings{Documents: filepath.Join(dir, "none")}, false, "ARGMAP_DOCUMENTS (--documents)"},
		{edgeSettings{DocumentsOnly: true}, false, "ARGMAP_DOCUMENTS_ONLY"},
	} {
		_, err := c.e.options(c.token)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%+v gives %v, want %q", c.e, err, c.want)
		}
	}
}

// TestEdgeSwitches turns the switches the right way.
func TestEdgeSwitches(t *testing.T) {
	t.Parallel()
	off, err := (&edgeSettings{}).options(false)
	if err != nil || !off.Limits.NoIntrospection || !off.Limits.NoSuggestions {
		t.Errorf("with everything off: %+v, %v", off.Limits, err)
	}
	on, err := (&edgeSettings{Introspection: true, Suggestions: true}).options(false)
	if err != nil || on.Limits.NoIntrospection || on.Limits.NoSuggestions || on.DocumentsOnly || len(on.Origins) != 0 {
		t.Errorf("with the defaults: %+v, %v", on, err)
	}
}
