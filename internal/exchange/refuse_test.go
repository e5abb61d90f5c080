package exchange_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
)

// file is the export of a small map that others are made from by one change.
func file(t testing.TB) (string, argmap.ID) {
	t.Helper()
	h := settled(t, sqlite(t), "a")
	src := h.put("Under whose auspices?", "By what criteria?")
	e, other := h.claim("first words"), h.claim("another")
	m := h.make(e, other, h.cite(e, src.paragraphs[0]))
	again := *e
	again.Text = "second words"
	h.commit(m, &again)
	h.ok(h.try(ledger.Proposal{Map: m, Import: true}, argmap.Set(h.link(argmap.RoleForeign, e, other))))
	return h.export(m), m
}

// stagedFile is the export of a map that began as a large import.
func stagedFile(t testing.TB) (string, argmap.ID) {
	t.Helper()
	h := settled(t, sqlite(t), "a")
	e := h.claim("first words")
	m := h.stage(append(h.many(3), e)...)
	return h.export(m), m
}

// deletedFile is the backup of a map that was deleted.
func deletedFile(t testing.TB) (string, argmap.ID) {
	t.Helper()
	h := settled(t, sqlite(t), "a")
	m := h.make(h.claim("first words"))
	h.commit(m, h.claim("more"))
	h.delete(m)
	return h.backup(), m
}

// swap replaces the first match of a pattern, which must be there.
func swap(pattern, by string) func(t testing.TB, s string) string {
	return func(t testing.TB, s string) string {
		t.Helper()
		at := regexp.MustCompile(pattern).FindStringSubmatchIndex(s)
		if at == nil {
			t.Fatalf("there is no %q in\n%s", pattern, s)
		}
		return s[:at[0]] + string(regexp.MustCompile(pattern).ExpandString(nil, by, s, at)) + s[at[1]:]
	}
}

// recounted writes the end line anew.
func recounted(t testing.TB, s string) string {
	t.Helper()
	n := func(what string) int { return strings.Count(s, "\n{\""+what+"\":") }
	end := fmt.Sprintf(`{"end":{"sources":%d,"maps":%d,"changeSets":%d,"operations":%d}}`, n("source"), n("map"), n("changeSet"), n("operation"))
	return swap(`\{"end":.*\}`, end)(t, s)
}

func TestRestoreRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		of     func(testing.TB) (string, argmap.ID)
		change func(testing.TB, string) string
		code   fault.Code
		reason string
	}{
		{"a file that was cut off", file, swap(`\{"end".*\n`, ""), fault.Invalid, "argmap_json.cut_off"},
		{"counts that are wrong", file, swap(`"operations":6`, `"operations":5`), fault.Invalid, "argmap_json.count"},
		{"a paragraph without its source", file, swap(`\{"source".*\n`, ""), fault.Invalid, "argmap_json.order"},
		{"a change set without its map", file, swap(`\{"map":.*\n`, ""), fault.Invalid, "argmap_json.order"},
		{"a change set of another map", file, swap(`("changeSet":\{"map":")`, "${1}x"), fault.Invalid, "argmap_json.order"},
		{"an operation without its change set", file, swap(`\{"changeSet":.*\n`, ""), fault.Invalid, "argmap_json.order"},
		{"a record of a map that was not staged", stagedFile, swap(`,"staged":true`, ""), fault.Invalid, "argmap_json.order"},
		{"a map without change sets", file, swap(`(?s)(\{"map":[^\n]*\n).*(\{"end")`, "${1}${2}"), fault.Invalid, "argmap_json.revision"},
		{"a revision that is left out", file, swap(`(?s)\{"changeSet":\{"map":"[^"]*","revision":2.*(\{"changeSet":\{"map":"[^"]*","revision":3)`, "${1}"), fault.Invalid, "argmap_json.revision"},
		{"a head that the log does not reach", file, swap(`"state":"ACTIVE","revision":3`, `"state":"ACTIVE","revision":4`), fault.Invalid, "argmap_json.revision"},
		{"a log that begins in the middle", file, swap(`"revision":1,"writeId"`, `"revision":0,"writeId"`), fault.Invalid, "argmap_json.revision"},
		{"a value before that history does not give", file, swap(`("before":.*)first words`, "${1}other words"), fault.Invalid, "argmap_json.before"},
		{"a value before where there was none", file, swap(`("type":"link".*?)"after":(.*)\}\}`, `${1}"before":${2},"after":${2}}}`), fault.Invalid, "argmap_json.before"},
		{"a citation whose words differ", file, swap(`"exact":"nde"`, `"exact":"and"`), fault.Invalid, string(argmap.RuleWords)},
		{"a citation that lies beyond its paragraph", file, swap(`"end":4,"exact"`, `"end":400,"exact"`), fault.Invalid, string(argmap.RuleRange)},
		{"a citation of a paragraph that is not there", file, swap(`("segments":\[\{"paragraph":")`, "${1}x"), fault.Invalid, string(argmap.RuleParagraph)},
		{"a link into nothing", file, swap(`("from":")`, "${1}x"), fault.Invalid, string(argmap.RuleEnds)},
		{"a first change set without properties", file, swap(`\{"operation":\{"type":"properties".*\n`, ""), fault.Invalid, string(argmap.RuleProperties)},
		{"a record under another name", file, swap(`("operation":\{"type":"element","id":")`, "${1}x"), fault.Invalid, string(argmap.RuleFields)},
		{"a write id that stands twice", file, swap(`(?s)("revision":1,"writeId":")([^"]*)(.*"revision":2,"writeId":")[^"]*`, "${1}${2}${3}${2}"), fault.Invalid, "argmap_json.write"},
		{"a time that is not in UTC", file, swap(`("revision":1,"writeId".*"time":"[^"]*)Z"`, `${1}+02:00"`), fault.Invalid, "argmap_json.time"},
		{"a time that is finer than a microsecond", file, swap(`("type":"element".*"created":"[^"]*)Z"`, `${1}789Z"`), fault.Invalid, "argmap_json.time"},
		{"a staged step with operations", stagedFile, swap(`(\{"changeSet".*\n)`, "${1}"+`{"operation":{"type":"element","id":"x"}}`+"\n"), fault.Invalid, "argmap_json.staged"},
		{"a staged step without records", stagedFile, swap(`(?s)\{"record".*(\{"end")`, "${1}"), fault.Invalid, "argmap_json.staged"},
		{"a staged step that is not the first", file, swap(`(?s)(\{"changeSet":\{"map":"[^"]*","revision":3[^\n]*)("operations"[^\n]*\n)[^\n]*\n`, `${1}"staged":true,${2}`), fault.Invalid, "argmap_json.staged"},
		{"staged records that do not begin with the properties", stagedFile, swap(`(\{"record":\{"type":"properties".*\n)(.*\n)`, "${2}${1}"), fault.Invalid, "argmap_json.staged"},
		{"a staged link into nothing", stagedFile, swap(`("from":")`, "${1}x"), fault.Invalid, string(argmap.RuleEnds)},
		{"a staged record that stands twice", stagedFile, swap(`(\{"record":\{"type":"element".*\n)`, "${1}${1}"), fault.Invalid, string(argmap.RuleOnce)},
		{"a deletion with operations", deletedFile, swap(`(\{"end")`, `{"operation":{"type":"element","id":"x"}}`+"\n${1}"), fault.Invalid, "argmap_json.deletion"},
		{"a source with other bytes than its hash", file, swap(`("text":")U`, "${1}O"), fault.Invalid, "source.text"},
		{"a source of another length", file, swap(`"codePoints":40`, `"codePoints":41`), fault.Invalid, "source.text"},
		{"a source without one of its paragraphs", file, swap(`\{"paragraph".*\n`, ""), fault.Invalid, "source.paragraphs"},
		{"a paragraph with other words than the text", file, swap(`("paragraph".*"text":")U`, "${1}O"), fault.Invalid, "source.paragraphs"},
		{"paragraphs that overlap", file, swap(`("ordinal":2,"start":)23(,"end":40,"text":")`, "${1}20${2}?\\n\\n"), fault.Invalid, "source.paragraphs"},
		{"a source in no state", file, swap(`("source".*"state":")ACTIVE`, "${1}READ"), fault.Invalid, "source.record"},
	} {
		t.Run(c.name, func(t *testing.T) {
			whole, m := c.of(t)
			changed := c.change(t, whole)
			if !strings.HasPrefix(c.reason, "argmap_json.c") {
				changed = recounted(t, changed)
			}
			h := settled(t, sqlite(t), "b")
			h.refuses(changed, c.code, c.reason)
			h.untouched(m)
			h.restore(whole)
		})
	}
}

// untouched demands that nothing of a map was written.
func (h *house) untouched(m argmap.ID) {
	h.Helper()
	heads, err := h.store.Heads(h.ctx, []argmap.ID{m})
	h.ok(err)
	if len(heads) > 0 {
		h.Errorf("got the head %+v of a map that was refused, want nothing of it", heads[0])
	}
}

func TestRestoreTellsConflicts(t *testing.T) {
	same := func(_ testing.TB, s string) string { return s }
	for _, c := range []struct {
		name   string
		of     func(testing.TB) (string, argmap.ID)
		before func(h *house, file string, m argmap.ID)
		change func(testing.TB, string) string
		reason string
	}{
		{"a step that says something else", file, restored, swap(`("message":"|"actor":")local`, "${1}other"), "map.exists"},
		{"a value that is another", file, restored, swap(`("type":"link".*"role":"FOREIGN")`, `${1},"ordinal":2`), "map.exists"},
		{"staged records that are others", stagedFile, restored, swap(`first words`, "other words"), "map.exists"},
		{"a map that went on", file, func(h *house, file string, m argmap.ID) {
			restored(h, file, m)
			h.commit(m, h.claim("later"))
		}, same, "map.exists"},
		{"a map that was deleted", file, func(h *house, file string, m argmap.ID) {
			restored(h, file, m)
			h.delete(m)
		}, same, "map.exists"},
		{"a deletion that was none", deletedFile, restored, swap(`"DELETED"`, `"ACTIVE"`), "map.exists"},
		{"a map that is being imported", file, func(h *house, _ string, m argmap.ID) {
			h.ok(h.store.BeginImport(h.ctx, m, properties(m), noon()))
		}, same, "map.exists"},
		{"an id of a record that names another", file, func(h *house, file string, _ argmap.ID) {
			e := h.claim("taken")
			e.ID = argmap.ID(regexp.MustCompile(`"type":"element","id":"([^"]*)"`).FindStringSubmatch(file)[1])
			h.make(e)
		}, same, "id.taken"},
		{"an id of a map that names a record", stagedFile, func(h *house, _ string, m argmap.ID) {
			e := h.claim("taken")
			e.ID = m
			h.make(e)
		}, same, "id.taken"},
		{"a source with other bytes", file, func(h *house, file string, _ argmap.ID) {
			h.letter = "a" // the same ids
			h.put("Another text.", "By what criteria?")
		}, same, "source.exists"},
		{"a source with another record", file, restored, swap(`("source".*"title":")A`, "${1}No"), "source.exists"},
		{"a source with other paragraphs", file, restored, swap(`("paragraph":\{"id":")`, "${1}x"), "source.exists"},
	} {
		t.Run(c.name, func(t *testing.T) {
			whole, m := c.of(t)
			h := settled(t, sqlite(t), "b")
			c.before(h, whole, m)
			before := maps(h.backup())
			said := h.refuses(c.change(t, whole), fault.Conflict, c.reason)
			if !regexp.MustCompile(`[ab]-0`).MatchString(said) {
				t.Errorf("got %q, want the name of what differs", said)
			}
			sameText(t, "maps afterwards", maps(h.backup()), before)
		})
	}
}

// maps leaves out the sources of a backup, which come in before a map is refused, and the counts.
func maps(backup string) string {
	return regexp.MustCompile(`(?m)^\{"(source|paragraph|end)":.*\n`).ReplaceAllString(backup, "")
}

func restored(h *house, file string, _ argmap.ID) { h.restore(file) }

func TestRestoreCarriesSourcesOn(t *testing.T) {
	from := settled(t, sqlite(t), "a")
	src := from.put("Under whose auspices?")
	old := from.backup()
	from.withdraw(src)
	to := settled(t, sqlite(t), "b")
	to.restore(old)
	to.restore(from.backup())
	sameText(t, "backup", to.backup(), from.backup())
	if rep := to.restore(old); rep.Known != 1 {
		t.Errorf("got %+v, want the source known", rep)
	}
	sameText(t, "backup after an older one", to.backup(), from.backup())
}

func TestErrorsNameTheLine(t *testing.T) {
	whole, _ := file(t)
	lines := strings.SplitAfter(whole, "\n")
	for n := range len(lines) - 1 {
		broken := strings.Join(lines[:n], "") + "{\n" + strings.Join(lines[n:], "")
		said := settled(t, sqlite(t), "b").refuses(broken, fault.Invalid, "argmap_json.syntax")
		if want := fmt.Sprintf("line %d, column 2: ", n+1); !strings.Contains(said, want) {
			t.Errorf("got %q, want %q", said, want)
		}
	}
}
