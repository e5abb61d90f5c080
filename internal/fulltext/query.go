package fulltext

import (
	"errors"
	"slices"
	"strings"
)

// MaxTerms is the greatest number of terms in a query that [Parse] makes: well
// below what either engine refuses.
const MaxTerms = 128

// ErrEmpty is the error of [Parse] for words without a single token, such as
// "" or "++". Such a query is no request for everything.
var ErrEmpty = errors.New("fulltext: nothing to search for")

// ErrTooLong is the error of [Parse] for words with more than [MaxTerms] terms.
var ErrTooLong = errors.New("fulltext: too many words to search for")

// A Query asks for the texts in which all terms are found, in any order and
// anywhere. One made by [Parse] has at least one term and no term twice.
type Query struct {
	Terms []Term
}

// A Term is found in a text that has its token or, as a prefix, a token that
// begins with it.
type Term struct {
	Token  string // as from Tokens, not encoded
	Prefix bool
}

// Parse makes a query of what a user typed: words, never query syntax.
// Quotes, AND, parentheses, colons and the like mean nothing.
//
// One sign has a meaning: one or more asterisks (ASCII or full width) at the end
// of a word, directly before space or the end, ask for words that begin so. A
// prefix works in every script, by code points after folding. Where such a word
// is several tokens, only the last is a prefix: "e-mai*" is e and mai*.
//
// Words of scripts without spaces are asked for by their pairs: 日本語 is 日本
// and 本語, wherever they stand in a run. A single letter of such a script is a
// prefix even without an asterisk, because every pair begins with one: 本 finds
// 日本語, and 語 does too.
//
// The error is [ErrEmpty] or [ErrTooLong], bare.
func Parse(words string) (Query, error) {
	var q Query
	for _, word := range strings.Fields(words) {
		q.add(terms(word))
		if len(q.Terms) > MaxTerms {
			return Query{}, ErrTooLong
		}
	}
	if len(q.Terms) == 0 {
		return Query{}, ErrEmpty
	}
	return q, nil
}

// add appends the terms that q does not have yet.
func (q *Query) add(terms []Term) {
	for _, t := range terms {
		if !slices.Contains(q.Terms, t) {
			q.Terms = append(q.Terms, t)
		}
		if len(q.Terms) > MaxTerms {
			return // enough to refuse it; comparing on would cost the square
		}
	}
}

// terms returns what one typed word asks for.
func terms(word string) []Term {
	var terms []Term
	stem := strings.TrimRight(word, "*＊")
	s := splitter{
		onWord: func(word string) { terms = append(terms, Term{Token: cut(word)}) },
		onRun:  func(units []string) { terms = appendRun(terms, units) },
	}
	s.split(stem)
	if len(terms) > 0 && len(stem) < len(word) {
		terms[len(terms)-1].Prefix = true
	}
	return terms
}

func appendRun(terms []Term, units []string) []Term {
	if len(units) == 1 {
		return append(terms, Term{Token: cut(units[0]), Prefix: true})
	}
	for _, pair := range appendPairs(nil, units) {
		terms = append(terms, Term{Token: pair})
	}
	return terms
}

// FTS5 renders q as a full-text query of SQLite's FTS5, to be passed as the
// right side of MATCH. Whatever its terms hold, the text has no syntax but
// quoted words of a-z and 0-9, AND and *. It is "" for a query without terms.
func (q Query) FTS5() string {
	return q.render(" AND ", func(word string, prefix bool) string {
		if prefix {
			return `"` + word + `"*`
		}
		return `"` + word + `"`
	})
}

// Lucene renders q for Lucene's classic query parser, which Neo4j's full-text
// procedures use. Whatever its terms hold, the text has no syntax but words of
// a-z and 0-9, a + before each and * behind a prefix. It is "" for a query
// without terms.
func (q Query) Lucene() string {
	return q.render(" ", func(word string, prefix bool) string {
		if prefix {
			return "+" + word + "*"
		}
		return "+" + word
	})
}

// render joins the encoded terms; an empty token, which Parse never makes, is
// left out because an engine may refuse it.
func (q Query) render(separator string, term func(word string, prefix bool) string) string {
	parts := make([]string, 0, len(q.Terms))
	for _, t := range q.Terms {
		if t.Token != "" {
			parts = append(parts, term(encode(t.Token), t.Prefix))
		}
	}
	return strings.Join(parts, separator)
}

// Matches says what a query means: whether it finds a document, as [Document]
// made it. Stores are tested against it.
func (q Query) Matches(document string) bool {
	words := strings.Fields(document)
	for _, t := range q.Terms {
		if !slices.ContainsFunc(words, t.finder()) {
			return false
		}
	}
	return len(q.Terms) > 0
}

// finder tells of an encoded word whether t finds it.
func (t Term) finder() func(word string) bool {
	sought := encode(t.Token)
	if t.Prefix {
		return func(word string) bool { return strings.HasPrefix(word, sought) }
	}
	return func(word string) bool { return word == sought }
}
