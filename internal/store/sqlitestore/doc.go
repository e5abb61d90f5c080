// Package sqlitestore is the embedded store: store.Store over one SQLite file, in pure Go.
//
// # Connections
//
// One connection writes, and every write is one BEGIN IMMEDIATE transaction on it; four others read
// and cannot write (query_only). The file is in WAL mode, so readers never wait for the writer nor the
// writer for readers. Commits are synchronous (FULL): what was acknowledged survives a power cut.
//
// One process at a time should have the file open for writing. Two are safe, since SQLite locks the
// file, but each waits at most Options.BusyTimeout for the other and then answers UNAVAILABLE
// "store.busy". The file must lie on a local disk: WAL does not work over a network.
//
// # Tables
//
// Table ids holds every id in the database once, whatever it names; its integer n is the row number
// of maps, sources and paragraphs, the home of their parts, and the rowid of the full-text rows. Each
// record type has a table of typed columns keyed (map, id); an absent text is the empty text, a time
// is an integer of microseconds since 1970 in UTC, raw is JSON text as it came. Table log holds each
// change set as the JSON of argmap.ChangeSet. Tables search (elements and paragraphs) and catalogue
// (maps and sources) are FTS5 indexes over fulltext.Document.
//
// # Keys of pages
//
// Key.Value is, for lists by time, the time in decimal microseconds since 1970; for maps by title the
// folded title; for citations the map's id; for hits of a search the exact bm25 score in Go's
// shortest decimal form, lower is better. Scores change with what is indexed, so a page of hits that
// was begun before a write may repeat or miss a hit after it.
package sqlitestore
