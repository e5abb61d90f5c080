package sqlitestore

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// A statement about a few elements must not read the whole map, whether it or a foreign key looks.
func TestPlansUseIndexes(t *testing.T) {
	s, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "argmap.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(t.Context()) }()
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		removeElements:       {"elements USING PRIMARY KEY (map=? AND id=?)", "links_from", "links_to", "citations_element", "commitments_claim"},
		removeLinksFrom:      {"links_from"},
		removeLinksTo:        {"links_to"},
		removeCitationsOf:    {"citations_element", "segments USING PRIMARY KEY (map=? AND citation=?)"},
		removeCommitmentsTo:  {"commitments_claim"},
		removeLinks:          {"links USING PRIMARY KEY (map=? AND id=?)"},
		missingElements:      {"e USING PRIMARY KEY (map=? AND id=?)"},
		selectLinks:          {"links USING PRIMARY KEY (map=?)"},
		selectElements:       {"e USING PRIMARY KEY (map=?)"},
		selectCitations:      {"c USING PRIMARY KEY (map=?)", "g USING PRIMARY KEY (map=? AND citation=?)"},
		dropSearch:           {"search VIRTUAL TABLE INDEX 0:=", "ids USING COVERING INDEX"},
		locate:               {"i USING INDEX sqlite_autoindex_ids_1 (id=?)"},
		selectParagraphs:     {"p USING INDEX sqlite_autoindex_paragraphs_1 (id=?)"},
		citationsOf + anyEnd: {"segments_paragraph (paragraph=?)"},
		selectQuestions + inAllMaps + byRank.sort(false): {"SCAN q USING INDEX open_questions_rank\n", "e USING PRIMARY KEY (map=? AND id=?)"},
		selectQuestions + inOneMap + byRank.sort(true):   {"q USING PRIMARY KEY (map=?)", "e USING PRIMARY KEY (map=? AND id=?)"},
		countOpen:         {"i USING INTEGER PRIMARY KEY (rowid=?)", "q USING PRIMARY KEY (map=?)"},
		missingSources:    {"s USING INDEX sqlite_autoindex_sources_1 (id=?)"},
		missingParagraphs: {"p USING INDEX sqlite_autoindex_paragraphs_1 (id=?)", "s USING INTEGER PRIMARY KEY (rowid=?)"},
		showSources:       {"sources USING INDEX sources_import (import=?)"},
		dropMaps:          {"maps USING COVERING INDEX maps_import (import=?)"},
		dropSources:       {"sources USING COVERING INDEX sources_import (import=?)"},
		idleImports:       {"maps USING INDEX maps_import", "sources USING INDEX sources_import"},
		condemnedMaps:     {"maps USING INDEX maps_import (import=?)"},
		condemnedSources:  {"sources USING INDEX sources_import (import=?)"},
		selectByHash:      {"s USING INDEX sources_sha256 (sha256=?)"},
		removeParagraphs:  {"paragraphs USING COVERING INDEX sqlite_autoindex_paragraphs_2 (source=?)"},
		dropClosed:        {"open_questions USING PRIMARY KEY (map=?)"},
	} {
		plan := explain(t, s, text)
		if strings.Contains(text, inAllMaps) && strings.Contains(plan, "TEMP B-TREE FOR ORDER BY") {
			t.Errorf("the plan of\n%s\nsorts what an index gives in order:\n%s", text, plan)
		}
		for _, part := range want {
			if !strings.Contains(plan, part) {
				t.Errorf("the plan of\n%s\nlacks %q:\n%s", text, part, plan)
			}
		}
	}
}

// anyEnd sorts and pages as a list of citations does.
const anyEnd = ` AND (?1 = 0 OR m.id > ?2 OR m.id = ?2 AND c.id > ?3) ORDER BY m.id, c.id LIMIT ?4`

func explain(t *testing.T, s *Store, text string) string {
	t.Helper()
	rows, err := s.reads.db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, make([]any, parameters(text))...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	plan, err := collect(rows, func(r *sql.Rows) (line string, err error) {
		var id, parent, unused int
		return line, r.Scan(&id, &parent, &unused, &line)
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, "\n")
}

// parameters is how many parameters a text has: the greatest of ?1 to ?9.
func parameters(text string) int {
	for n := 9; n > 0; n-- {
		if strings.Contains(text, "?"+string(rune('0'+n))) {
			return n
		}
	}
	return 0
}
