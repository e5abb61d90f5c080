package doctest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/argmap"
)

// TestRules compares docs/rules.md with the rules.
func TestRules(t *testing.T) {
	t.Parallel()
	d := readDocument(t, "docs/rules.md")
	for heading, tier := range map[string]argmap.Tier{"Structural": argmap.Structural, "Well-formedness": argmap.WellFormedness} {
		var want [][]string
		for _, r := range argmap.Rules() {
			if r.Tier == tier {
				want = append(want, []string{"`" + string(r.ID) + "`", r.Says, r.Because})
			}
		}
		if diff := cmp.Diff(want, d.table(heading)); diff != "" {
			t.Errorf("docs/rules.md, %s, is another table (-argmap.Rules +document):\n%s", heading, diff)
		}
	}
}

// TestRoles compares the roles in docs/glossary.md with the table of joins.
func TestRoles(t *testing.T) {
	t.Parallel()
	var want [][]string
	for _, j := range argmap.Joins() {
		want = append(want, []string{string(j.Role), kinds(j.From), kinds(j.To), j.Meaning})
	}
	if diff := cmp.Diff(want, readDocument(t, "docs/glossary.md").table("Roles")); diff != "" {
		t.Errorf("docs/glossary.md, Roles, is another table (-argmap.Joins +document):\n%s", diff)
	}
}

// kinds names kinds as the glossary does.
func kinds(ks []argmap.Kind) string {
	if len(ks) == len(argmap.Kinds()) {
		return "any"
	}
	var names []string
	for _, k := range ks {
		names = append(names, strings.ToLower(string(k)))
	}
	return strings.Join(names, ", ")
}

// TestEveryKindIsInTheGlossary looks for the domain's words among those that the glossary explains.
func TestEveryKindIsInTheGlossary(t *testing.T) {
	t.Parallel()
	explained := map[string]bool{}
	for _, row := range readDocument(t, "docs/glossary.md").table("Glossary") {
		for word := range strings.SplitSeq(row[0], ", ") {
			explained[strings.ToUpper(word)] = true
		}
	}
	for _, k := range argmap.Kinds() {
		if !explained[string(k)] {
			t.Errorf("docs/glossary.md does not explain %s", k)
		}
	}
}
