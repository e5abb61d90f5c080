package main

import (
	_ "embed"
	"fmt"
	"strings"
	"time"
)

// notes are written by hand: why a target is missed, and what was tried.
//
//go:embed notes.md
var notes string

// target is the most that a ratio may be.
const target = 1.5

// document is docs/performance.md.
func (b *bench) document() string {
	var d strings.Builder
	d.WriteString("# Performance\n\n<!-- Written by \"make bench\"; the last section comes from bench/notes.md. -->\n\n")
	d.WriteString("What the service costs above the database that it stands on. All that matters here are ratios: each is\n" +
		"taken against a floor, which does the least that must be done, or against a peer that does the same, in the\n" +
		"same run and in turns, round by round. A ratio is the median over the rounds, with its quartiles.\n\n")
	fmt.Fprintf(&d, "Measured on %s:\n\n", b.began.UTC().Format("2 January 2006, 15:04 MST"))
	for _, line := range b.machine() {
		fmt.Fprintf(&d, "- %s\n", line)
	}
	d.WriteString("- program, clients and database share this machine\n")
	b.commitTable(&d)
	b.loadTable(&d)
	b.readTable(&d)
	b.peerTable(&d)
	b.floorTable(&d)
	b.rowsTable(&d)
	b.memoryTable(&d)
	b.importTables(&d)
	b.argdownTable(&d)
	b.evaluation.tables(&d)
	fmt.Fprintf(&d, "\n%s\nThe run took %v.\n", notes, time.Since(b.began).Round(time.Second))
	return d.String()
}

func verdict(s spread) string { return pick(s.median <= target, "met", "**missed**") }

func (s spread) String() string { return fmt.Sprintf("%.2f (%.2f–%.2f)", s.median, s.low, s.high) }

func (b *bench) commitTable(d *strings.Builder) {
	fmt.Fprintf(d, `
## Commits

One rebuttal is six records, as authoring makes them: a claim, who holds it, where it was said, the
rebuttal and its two links. The other change set has 1,000 mixed operations.

- *Commit* is the whole way through the ledger: queue, validation at the head, log, rows, the next
  snapshot, and the checkpoints that fall due, which are waited for. *Acknowledged* is without that
  last wait.
- *Append* is the store alone. On one map its clients overtake each other and try again, which is what
  the queue is for.
- The *floor* starts from the same records in memory and writes the same rows, search words and indexes
  included, without the log: on Neo4j one auto-commit statement made for the purpose, on SQLite
  prepared inserts in one transaction, flushed like ours. On one map it takes the same lock.

After each case all maps are read back and compared with what was given. Every case has %d rounds; the
rates are medians of change sets a second.

Target: a commit takes at most %.1f times the floor.

| store | what | commit / floor | | acknowledged / floor | append / floor | commits/s | floor/s |
|---|---|---|---|---|---|---:|---:|
`, b.rounds, target)
	for _, r := range b.commits {
		fmt.Fprintf(d, "| %s | %s | %s | %s | %s | %s | %.1f | %.1f |\n", r.store, r.k, r.ledger, verdict(r.ledger), r.acknowledged, r.append, r.ledgerRate, r.floorRate)
	}
}

func (b *bench) loadTable(d *strings.Builder) {
	fmt.Fprintf(d, `
## Cold load

A map as people draw them, of which a hundred elements are 54 claims, 35 inferences, ten rebuttals and
a question, with all their links, commitments and citations. *Load* is a ledger that has never seen the
map, up to the snapshot; *stream* is the store's share in it. The *floor* is the bare driver reading
what the same rows hold, into a few variables.

Target: a load takes at most %.1f times the floor. The bytes are those of the heap, after a collection.

| store | elements | rows | load / floor | | stream / floor | load | floor | bytes an element |
|---|---:|---:|---|---|---|---:|---:|---:|
`, target)
	for _, r := range b.loads {
		fmt.Fprintf(d, "| %s | %d | %d | %s | %s | %s | %.2f s | %.2f s | %d |\n", r.store, r.elements, r.rows,
			r.ledger, verdict(r.ledger), r.stream, r.ledgerS, r.bareS, r.bytes/int64(r.elements))
	}
}

func (b *bench) readTable(d *strings.Builder) {
	d.WriteString(`
## Warm reads over HTTP

One claim of the large map, another each time, with its rebuttals, their premises, its questions, and
the paragraphs that all of them cite: one GraphQL query of the LATEST kind, so that each proves at the
store that it shows the head. The whole edge answers, its log lines included, to clients on the same
machine that keep their connections.

| store | connections | p50 | p99 | reads/s | bytes an answer |
|---|---:|---:|---:|---:|---:|
`)
	for _, r := range b.reads {
		fmt.Fprintf(d, "| %s | %d | %v | %v | %.0f | %d |\n", r.store, r.connections, r.p50, r.p99, r.rate, r.bytes)
	}
}
