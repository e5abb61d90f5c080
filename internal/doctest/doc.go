// Package doctest holds the documents to what they say: its tests run their queries and commands,
// follow their links, and compare their tables with the code. It has nothing else.
package doctest
