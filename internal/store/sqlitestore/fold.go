package sqlitestore

import (
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// sortKey is the form of a title that lists sort by.
func sortKey(title string) string { return norm.NFKC.String(cases.Fold().String(title)) }
