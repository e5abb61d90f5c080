package neo4jstore

import (
	"fmt"
	"strings"

	"argmap/internal/argmap"
)

// texts are the statements whose text follows from argmap's tables of roles and kinds. They are
// written once, when the store is opened, and never depend on data.
type texts struct {
	// create and write put rows into a map that is new, or there already.
	create, write statement
	// resolve finds what ids name, with all it holds.
	resolve statement
	// locate finds what ids name.
	locate statement
	// load begins a load; loadMore goes on with one label or type.
	load     statement
	loadMore map[string]statement
	// putSource makes a source with its paragraphs.
	putSource statement
	// check looks at the relationships of each type.
	checkEdges []statement
}

// planOnce keeps the server from planning a large statement anew when the database has grown: that
// takes a second in the middle of somebody's call, and the plan, all index seeks, would be the same.
const planOnce = "CYPHER replan=skip\n"

func newTexts() texts {
	return texts{
		create:     statement{name: "append.create", text: planOnce + createText(), write: true},
		write:      statement{name: "append", text: planOnce + writeText(), write: true},
		resolve:    statement{name: "resolve", text: planOnce + resolveText()},
		locate:     statement{name: "locate", text: planOnce + locateText()},
		load:       statement{name: "load", text: planOnce + loadText()},
		loadMore:   loadMoreTexts(),
		putSource:  statement{name: "source.put", text: planOnce + putSourceText(), write: true, long: true},
		checkEdges: checkEdgeStatements(),
	}
}

// lockHead locks the map and goes on only if it is as expected. The fresh value is what makes the
// reads after it see the last committed state.
const lockHead = `
MATCH (m:Map {id: $p.map})
SET m.lock = $p.lock
WITH m, m.import AS import WHERE m.revision = $p.expected AND m.state = $p.state AND coalesce(m.rebuild, '') = $p.rebuild
`

// makeHead makes the map. It stands behind the checks, as what a statement made stays even when it
// gives no row.
const makeHead = `
CREATE (m:Record:Map {id: $p.map, state: $p.state, revision: 0, epoch: 0, access: 0, lock: $p.lock})
`

// lockBrought locks the sources that the import of a new map has brought, so that nobody drops them meanwhile.
const lockBrought = `
WITH $p.import AS import
CALL (import) {
  MATCH (s:Source) USING INDEX s:Source(import) WHERE s.import = import
  SET s.lock = $p.lock
  RETURN count(s) AS brought
}
`

// showBrought makes them like any other.
const showBrought = `
CALL (import) {
  MATCH (s:Source) USING INDEX s:Source(import) WHERE s.import = import
  SET s.import = null, s.alive = null, s.lock = null
  RETURN count(s) AS shown
}
`

// seenByImport selects a source s that is for all to see, or for the map's import.
const seenByImport = `(s.import IS NULL OR s.import = import)`

// checkNeeds goes on only if all ends are there for the map, and active where they must be.
const checkNeeds = `
CALL (import) {
  UNWIND $p.needs AS x
  MATCH (n:Record {id: x.id}) USING INDEX SEEK n:Record(id)
  WHERE coalesce(n.map, '') = x.map AND x.label IN labels(n) AND (x.state = '' OR n.state = x.state) AND ` + seenEnd + `
  RETURN count(n) AS found
}
WITH * WHERE found = $p.needed
`

// seenEnd selects an end n that is no source and no paragraph, or of a source that the map may cite.
const seenEnd = `(NOT x.label IN ['Source', 'Paragraph']
  OR EXISTS { MATCH (s:Source {id: coalesce(n.source, n.id)}) USING INDEX SEEK s:Source(id) WHERE ` + seenByImport + ` })`

// writeText writes the log and the rows of a map that is there.
func writeText() string { return lockHead + checkNeeds + checkNew() + writeRows() }

// createText writes the log and the rows of a new map.
func createText() string {
	return lockBrought + checkNeeds + checkNew() + makeHead + "WITH *" + showBrought + "WITH m" + writeRows()
}

// checkNew goes on only if no new id names anything. Ids that were made one after the other lie
// close together, so a seek over a short range answers for many of them (see ranges). The planner
// would rather seek every single id; toString keeps it from that.
func checkNew() string {
	var b strings.Builder
	b.WriteString("CALL () {\n  UNWIND $p.ranges AS g\n  CALL (g) {\n")
	b.WriteString("    MATCH (n:Record) WHERE n.id >= g.low AND n.id <= g.high AND toString(n.id) IN g.ids RETURN 1 AS hit LIMIT 1\n")
	for _, t := range edgeTypes() {
		fmt.Fprintf(&b, "    UNION ALL MATCH ()-[r:%s]->() WHERE r.id >= g.low AND r.id <= g.high AND toString(r.id) IN g.ids RETURN 1 AS hit LIMIT 1\n", t)
	}
	b.WriteString("  }\n  RETURN count(*) AS taken\n}\nWITH * WHERE taken = 0\n")
	return b.String()
}

// Nodes that lists of ids name are sought with a hint (USING INDEX SEEK): over a database that has just been
// filled and not counted yet the planner expects few records, and would read all of them for each id.

// writeRows appends the log, takes away what goes and writes what comes. Paragraphs that change
// hands are locked first and in order: two maps that cite one source would deadlock otherwise.
func writeRows() string {
	var b strings.Builder
	b.WriteString(`
SET m += $p.head
` + createLog() + `
WITH m
CALL () {
  UNWIND $p.paragraphs AS id
  MATCH (p:Record {id: id}) USING INDEX SEEK p:Record(id)
  REMOVE p.lock
}
CALL () {
  UNWIND $p.goneEdges AS x
  MATCH (a:Record {id: x.from}) USING INDEX SEEK a:Record(id)
  MATCH (b:Record {id: x.to}) USING INDEX SEEK b:Record(id)
  MATCH (a)-[r]->(b) WHERE r.id = x.id
  DELETE r
}
CALL () {
  UNWIND $p.goneNodes AS id
  MATCH (n:Record {id: id}) USING INDEX SEEK n:Record(id) WHERE n.map = $p.map
  DETACH DELETE n
}
CALL () {
  UNWIND $p.changed AS x
  MATCH (n:Record {id: x.id}) USING INDEX SEEK n:Record(id) WHERE n.map = $p.map
  SET n = x
}
CALL () {
  UNWIND $p.rekinded AS x
  MATCH (n:Record {id: x.id}) USING INDEX SEEK n:Record(id) WHERE n.map = $p.map
`)
	writeRelabel(&b)
	for _, l := range newNodeLabels() {
		fmt.Fprintf(&b, "FOREACH (x IN $p.new%s | CREATE (n:Record:%s {%s}) SET n += x.more)\n", paramName(l), l, literal("x", usual(l)))
	}
	b.WriteString("WITH m\n")
	for _, t := range edgeTypes() {
		fmt.Fprintf(&b, `CALL () {
  UNWIND $p.new%s AS x
  MATCH (a:Record {id: x.from}) USING INDEX SEEK a:Record(id)
  MATCH (b:Record {id: x.to}) USING INDEX SEEK b:Record(id)
  CREATE (a)-[:%s {%s}]->(b)
}
`, paramName(t), t, literal("x", edgeProperties(t)))
	}
	b.WriteString("RETURN m.epoch AS epoch, m.access AS access\n")
	return b.String()
}

func writeRelabel(b *strings.Builder) {
	var all strings.Builder
	for _, k := range argmap.Kinds() {
		all.WriteString(":" + kindLabel(k))
	}
	fmt.Fprintf(b, "  REMOVE n%s\n", all.String())
	for _, k := range argmap.Kinds() {
		fmt.Fprintf(b, "  FOREACH (one IN CASE x.kind WHEN '%s' THEN [1] ELSE [] END | SET n:%s)\n", k, kindLabel(k))
	}
	b.WriteString("}\n")
}

// createLog appends the change sets.
func createLog() string {
	return "FOREACH (x IN $p.log | CREATE (:ChangeSet {" + literal("x", setProperties()) + "}))"
}

// newNodeLabels lists the labels of nodes that writeRows makes, elements by kind.
func newNodeLabels() []string {
	var out []string
	for _, k := range argmap.Kinds() {
		out = append(out, labelElement+":"+kindLabel(k))
	}
	return append(out, labelVoice, labelRow, labelLeftover)
}

// literal gives the properties of a map by name. A literal tells the planner which properties are
// written; SET n = x might write any, and costs a pass over all rows before each branch.
func literal(from string, names []string) string {
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = name + ": " + from + "." + name
	}
	return strings.Join(parts, ", ")
}

// paramName makes a parameter's name of a label or type.
func paramName(label string) string {
	return strings.ReplaceAll(strings.ReplaceAll(label, ":", ""), "_", "")
}

// resolveText finds what ids name: its label or type, its ends and what it holds.
func resolveText() string {
	return foundText("null", "properties(n)", "properties(r)")
}

// locateText finds what ids name, and in which map or source.
func locateText() string {
	return "CALL () {\n" + foundText("coalesce(n.map, n.source)", "null", "null") + "}\n" + `
OPTIONAL MATCH (s:Source {id: CASE WHEN 'Source' IN labels THEN id WHEN 'Paragraph' IN labels THEN home END})
WITH * WHERE s.import IS NULL
OPTIONAL MATCH (m:Map {id: CASE WHEN 'Map' IN labels THEN id ELSE home END})
RETURN id, labels, type, home, m.state AS state, m.revision AS revision, m.epoch AS epoch, m.access AS access`
}

func foundText(nodeHome, nodeHolds, edgeHolds string) string {
	edgeHome := "null"
	if nodeHome != "null" {
		edgeHome = "r.map"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `UNWIND $p.ids AS id
CALL (id) {
  MATCH (n:Record {id: id}) USING INDEX SEEK n:Record(id)
  RETURN labels(n) AS labels, null AS type, null AS from, null AS to, %s AS home, %s AS holds
`, nodeHome, nodeHolds)
	for _, t := range edgeTypes() {
		fmt.Fprintf(&b, `  UNION ALL MATCH (a)-[r:%s {id: id}]->(b)
  RETURN [] AS labels, '%s' AS type, a.id AS from, b.id AS to, %s AS home, %s AS holds
`, t, t, edgeHome, edgeHolds)
	}
	b.WriteString("}\nRETURN id, labels, type, from, to, home, holds\n")
	return b.String()
}
