package doctest

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	link     = regexp.MustCompile(`\[[^\]]*\]\(([^)\s]+)\)`)
	codeSpan = regexp.MustCompile("`[^`\n]+`")
)

// TestLinks follows every relative link to its file, and to its heading.
func TestLinks(t *testing.T) {
	t.Parallel()
	found := 0
	for _, d := range documents(t) {
		for _, m := range link.FindAllStringSubmatch(codeSpan.ReplaceAllString(d.prose, ""), -1) {
			if strings.Contains(m[1], ":") {
				continue // to somewhere else
			}
			found++
			d.follow(t, m[1])
		}
	}
	if found == 0 {
		t.Error("found no links")
	}
}

func (d document) follow(t *testing.T, to string) {
	t.Helper()
	file, anchor, _ := strings.Cut(to, "#")
	name := d.name
	if file != "" {
		name = path.Join(path.Dir(d.name), file)
	}
	if _, err := os.Stat(filepath.Join(root, name)); err != nil {
		t.Errorf("%s: the link %s leads nowhere: %v", d.name, to, err)
		return
	}
	if anchor != "" && !readDocument(t, name).headings()[anchor] {
		t.Errorf("%s: %s has no heading #%s", d.name, name, anchor)
	}
}
