// Package anchor holds positions in a text and finds quotes again. It is pure:
// it knows strings and numbers, no store and no source.
//
// The unit of argmap is the code point: offsets count from 0, ranges are
// half-open. Others count otherwise (the DOM and Java in UTF-16 units, Go in
// bytes), so an [Index] converts between the three for one text.
//
// Texts should be valid UTF-8. No function panics on others: a byte that
// belongs to no code point counts as one code point and one UTF-16 unit, as in
// Go's range over a string. No text is normalised here: é as one code point and
// é as two are different texts and different quotes.
package anchor
