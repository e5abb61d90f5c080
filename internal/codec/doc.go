// Package codec says what an interchange format is: how its files are recognised, read into a Document
// and written from one, and how what was broken in a file, or cannot be said in a format, is told.
//
// Each format is a package of its own below this one with one Format; package formats lists them.
package codec
