package neo4jstore

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/neo4jtest"
	"argmap/internal/store"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// TestEveryTypeHasItsIndexes holds the migrations to argmap's table of roles.
func TestEveryTypeHasItsIndexes(t *testing.T) {
	known, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, k := range known {
		all.WriteString(strings.Join(k.statements, "\n"))
	}
	for _, kind := range edgeTypes() {
		id := "FOR ()-[r:" + kind + "]-() REQUIRE r.id IS UNIQUE"
		if kind == typeCites {
			id = "FOR ()-[r:" + kind + "]-() ON (r.id)"
		}
		for _, want := range []string{id, "FOR ()-[r:" + kind + "]-() ON (r.map, r.id)"} {
			if !strings.Contains(all.String(), want) {
				t.Errorf("no migration says %q", want)
			}
		}
	}
}

// TestPlansSeek demands that no statement of a request looks through a whole label, type or index,
// whether it is planned over an empty database, as after the first start, or over one that has just
// been filled. Its server never counts what its indexes hold, so that it stays in that state.
func TestPlansSeek(t *testing.T) {
	neo4jtest.Shared(t) // skips where there can be no server
	server, err := neo4jtest.Start(t.Context(), neo4jtest.Options{
		Settings: map[string]string{"db.index_sampling.background_enabled": "false"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Stop() })
	ctx := context.Background()
	s, err := Open(ctx, Options{URI: server.URI, Username: server.Username, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if _, err := s.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	plansSeek(t, s, "without data")
	putLongSource(t, s)
	plansSeek(t, s, "with a long source")
}

func plansSeek(t *testing.T, s *Store, state string) {
	t.Helper()
	for name, text := range seekers(s) {
		for _, o := range explain(t, s, text) {
			switch {
			case strings.HasSuffix(o, "Scan"):
				t.Errorf("%s has %s on a database %s", name, o, state)
			case strings.Contains(o, "Sort") || strings.Contains(o, "Top"):
				if strings.HasPrefix(name, "load") || name == "tail" || name == "source.paragraphs" || strings.Contains(o, "Top") && (name == "questions.all" || name == "questions.back") {
					t.Errorf("%s has %s on a database %s, where an index gives the order", name, o, state)
				}
			}
		}
	}
}

// putLongSource puts so many paragraphs at once that reading all of them for each id would show.
func putLongSource(t *testing.T, s *Store) {
	t.Helper()
	src := &argmap.Source{ID: "long", Revision: 1, State: argmap.SourceActive, Title: "Long", Paragraphs: 12_000}
	paragraphs := make([]*argmap.Paragraph, src.Paragraphs)
	for i := range paragraphs {
		id := argmap.ID(fmt.Sprintf("paragraph-%05d", i)) // close together, as ids made at once are
		paragraphs[i] = &argmap.Paragraph{ID: id, Source: src.ID, Kind: argmap.Prose, Ordinal: i + 1, End: 5, Text: "prose"}
	}
	if err := s.PutSource(t.Context(), src, []byte("prose"), paragraphs); err != nil {
		t.Fatal(err)
	}
}

func seekers(s *Store) map[string]string {
	out := map[string]string{
		"append": s.text.write.text, "create": s.text.create.text, "resolve": s.text.resolve.text, "locate": s.text.locate.text,
		"load": s.text.load.text, "source.put": s.text.putSource.text,
		"heads": headsText, "tail": tailText, "write": findByWriteText, "key": findByKeyText, "needs": needsText,
		"checkpoint.put": putCheckpointText, "checkpoint.nearest": nearestCheckpointText, "publish": publishText,
		"import.condemn": condemnText, "import.condemned.maps": condemnedMapsText, "import.condemned.sources": condemnedSourcesText,
		"import.idle": idleImportsText, "source.purge": removeParagraphsText, "bytes.purge": removeBytesText, "checkpoints.purge": removeCheckpointsText,
		"delete": deleteMapText, "setting": settingText, "setting.put": putSettingText,
		"source.update": updateSourceText, "sources": sourcesText, "redact": redactSetsText, "hash": sourcesByHashText, "bytes": sourceBytesText,
		"paragraphs": paragraphsText, "source.paragraphs": sourceParagraphsText,
		"citing":        citingText + sorting{}.clause(false) + "RETURN key, id, element",
		"search":        searchText(store.SearchFilter{Elements: true, Paragraphs: true}) + sorting{descending: true}.clause(false) + searchRow,
		"questions.put": putQuestionsText, "questions.drop": dropQuestionsText,
		"questions.open":   countOpenText,
		"questions.all":    questionsText(store.QuestionFilter{}, false) + questionsPage(false) + questionRow,
		"questions.back":   questionsText(store.QuestionFilter{}, false) + questionsPage(true) + questionRow,
		"questions.words":  questionsText(store.QuestionFilter{Source: "x"}, true) + questionsPage(false) + questionRow,
		"questions.map":    questionsText(store.QuestionFilter{Map: "x", Source: "x"}, false) + questionsPage(false) + questionRow,
		"questions.source": questionsText(store.QuestionFilter{Source: "x"}, false) + questionsPage(false) + questionRow,
		"citingMap":        mapsText(store.MapFilter{Source: "x"}, true) + "RETURN count(m)",
	}
	for name, st := range s.text.loadMore {
		out["load."+name] = st.text
	}
	for _, l := range nodeLabels() {
		out["purge."+l] = purgeText(l)
	}
	return out
}

// explain gives the operators of a plan that is made now, whatever was planned before. They are read from the drawing of the plan: the driver's own
// tree repeats one child of each operator in place of the others.
func explain(t *testing.T, s *Store, text string) []string {
	t.Helper()
	ctx := context.Background()
	session := s.session(ctx, true)
	defer session.Close(ctx)
	result, err := session.Run(ctx, "CYPHER replan=force EXPLAIN "+strings.TrimPrefix(text, planOnce), wrap(nil))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		t.Fatal(err)
	}
	drawing, _ := summary.Plan().Arguments()["string-representation"].(string)
	var operators []string
	for _, m := range regexp.MustCompile(`(?m)^\|[ |]*\+([A-Za-z]+)`).FindAllStringSubmatch(drawing, -1) {
		operators = append(operators, m[1])
	}
	if len(operators) < 2 {
		t.Fatalf("no plan in %q", drawing)
	}
	return operators
}

func TestOlder(t *testing.T) {
	for _, c := range []struct {
		version string
		older   bool
	}{
		{"5.26.0", true},
		{"5.26.29", true},
		{"5.26.30", false},
		{"5.26.31", false},
		{"5.27.0", false},
		{"2025.01.0", false},
		{"4.4.48", true},
		{"5.26", true},
		{"5.26.30-drop2", false},
		{"", true},
	} {
		if got := older(c.version, Oldest); got != c.older {
			t.Errorf("older(%q): %v, want %v", c.version, got, c.older)
		}
	}
}

func TestRangesHoldEveryIDOnce(t *testing.T) {
	ids := []argmap.ID{
		"019a3c5e-7b1a-7000-8000-000000000002", "019a3c5e-7b1a-7000-8000-000000000001", "b", "a", "a",
		"019a3c5e-7b1a-7000-8000-000000000001", "119a3c5e-7b1a-7000-8000-000000000001",
	}
	var got []string
	out := ranges(ids)
	for _, r := range out {
		got = append(got, r.(params)["ids"].([]string)...)
	}
	want := []string{
		"019a3c5e-7b1a-7000-8000-000000000001", "019a3c5e-7b1a-7000-8000-000000000002",
		"119a3c5e-7b1a-7000-8000-000000000001", "a", "b",
	}
	if len(out) != 4 || !slices.Equal(got, want) {
		t.Errorf("got %d ranges with %v, want 4 with %v", len(out), got, want)
	}
}
