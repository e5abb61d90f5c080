// Package neo4jstore is the store over Neo4j 5.26 (Community suffices).
//
// # Graph
//
// Everything that has an id and is a node carries the label Record, whose id is unique; the second
// label says what it is: Map, Element (with a third for its kind: Claim, Inference, …), Voice, Row,
// Leftover, Source, Paragraph. Links, commitments and citations are relationships with an id:
//
//	(:Element)-[:PREMISE_OF {id, slot, …}]->(:Element)      one type for each role of argmap.Joins
//	(:Voice)-[:COMMITS {id, act, reportedBy}]->(:Element)
//	(:Element)-[:CITES {id, segment, exact, …}]->(:Paragraph)<-[:HAS_PARAGRAPH]-(:Source)
//
// A citation is one relationship a segment. Nodes and relationships of a map carry its id as the
// property map, and the revision that last set them; an index over (map, id) for every label and
// type gives them in the order of Load. A property whose value is zero is left out. Times are
// DATETIME in UTC: they keep the microsecond and cost nothing measurable beside integers.
//
// The log is (:ChangeSet {map, revision, payload, …}), with (:Checkpoint) and (:CheckpointChunk).
//
// # Writing
//
// All rows are written by one statement text (see writeText). It first writes a fresh value to the
// property lock of the map's node and only then reads the revision: a self-assignment, or a WHERE
// without the write, loses writes. It is given the operations sorted out by what they do to the
// graph, trusting Operation.Before; what it trusts it checks, and when something is otherwise it
// changes nothing and says nothing. Then diagnose finds out why, and either reports it or corrects
// what was trusted and tries again.
//
// Types of relationships are never data: one branch for each role stands in the text, because
// CREATE (a)-[:$(row.type)]->(b) gives every row the first row's type in older servers.
package neo4jstore
