// Package ingest is the use-case that brings texts in: it checks the bytes, keeps them as they came,
// and cuts their text into paragraphs.
//
// The kept text is the bytes as UTF-8, without a byte order mark, with every line end (CR LF, or CR
// alone) as one LF, and with no Unicode normalisation. All offsets count in it. In Markdown they count
// in the source as written, marks included.
package ingest
