// Package ingest is the use-case that brings texts in: it checks the bytes, keeps them as they came,
// and cuts their text into paragraphs.
package ingest
