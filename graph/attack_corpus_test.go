package graph_test

import (
	"fmt"
	"strings"
)

// attack is a request that wants much work for few bytes.
type attack struct {
	name   string
	query  string
	vars   map[string]any
	reason string
}

// refusedBeforeParsing are the attacks that the limiter itself refuses.
func refusedBeforeParsing() []attack {
	return []attack{
		{"a chain of 30 fragments, each spread twice", doubling(30, "...F%[1]d ...F%[1]d", "id"), nil, "limit.fields"},
		{"a chain of 30 fragments that double below fields", doubling(30, "conclusions { ...F%[1]d } premises { ...F%[1]d }", "id"), nil, "limit.depth"},
		{"8,000 repeated fields", inMap(strings.Repeat("title ", 8000)), nil, "limit.tokens"},
		{"990 repeated fields", inMap(strings.Repeat("title ", 990)), nil, "limit.checks"},
		{"repeated fields in 45 fragments that reach each other", crowd(45, 12), nil, "limit.checks"},
		{"20,000 directives", "{ __typename " + strings.Repeat("@a ", 20_000) + "}", nil, "limit.directives"},
		{"5,000 aliases", "{ " + numberedText(5000, "a%d: __typename ") + "}", nil, "limit.aliases"},
		{"fields at the top through a fragment", "{ ...F } fragment F on Query { " + numberedFields(400) + "}", nil, "limit.root_fields"},
		{"a fragment within itself", "{ ...F } fragment F on Query { ...F }", nil, "limit.cycle"},
		{"a ring of fragments that nobody spreads", "{ __typename } " + ring(40), nil, "limit.cycle"},
		{"10,000 nested lists", `{ maps(filter: ` + nest("[", "]", 10_000) + `) { totalCount } }`, nil, "limit.values"},
		{"10,000 nested objects", `{ maps(filter: ` + strings.Repeat("{a:", 10_000) + "1" + strings.Repeat("}", 10_000) + `) { totalCount } }`, nil, "limit.values"},
		{"a default of 10,000 nested lists", `query($v: [Int] = ` + nest("[", "]", 10_000) + `) { __typename }`, nil, "limit.values"},
		{"a type of 10,000 nested lists", `query($v: ` + strings.Repeat("[", 10_000) + "Int" + strings.Repeat("]", 10_000) + `) { __typename }`, nil, "limit.values"},
		{"10,000 nested fields", strings.Repeat("{ a ", 10_000) + strings.Repeat("}", 10_000), nil, "limit.tokens"},
		{"500 nested fields", strings.Repeat("{ a ", 500) + "{ b }" + strings.Repeat("}", 500), nil, "limit.depth"},
		{"an introspection bomb", "{ __schema { types " + strings.Repeat("{ fields { type ", 60) + "{ name }" + strings.Repeat("} }", 60) + " } }", nil, "limit.introspection"},
		{"a wide introspection bomb", "{ __schema { ...F0 } }" + chain("__Type", 20, "fields { type { ...F%[1]d } } interfaces { ...F%[1]d }", "name"), nil, "limit.introspection"},
		{"a block string of 4 MB", `{ search(words: """` + strings.Repeat("\n  \"\" ", 700_000) + `""") { nodes { __typename } } }`, nil, "limit.bytes"},
		{"a string of 4 MB of escapes", `{ search(words: "` + strings.Repeat(`\u0041`, 700_000) + `") { nodes { __typename } } }`, nil, "limit.bytes"},
		{"4 MB of comments", "{ __typename }" + strings.Repeat("#\n", 2_000_000), nil, "limit.bytes"},
		{"40,000 comments", "{ __typename }" + strings.Repeat("#\n", 40_000), nil, "limit.tokens"},
		{"600 fragments that nobody spreads", "{ __typename } " + numberedText(300, "fragment F%d on Query { a } "), nil, "limit.tokens"},
		{"200 fragments that nobody spreads", "{ __typename } " + numberedText(200, "fragment F%d on Query{a} "), nil, "limit.fragments"},
		{"300 operations", numberedText(300, "query Q%d { a } "), nil, "limit.operations"},
		{"1,000 variables with defaults", "query(" + numberedText(1000, "$v%d: Int = 1 ") + ") { __typename }", nil, "limit.tokens"},
		{"a list of 30,000 numbers", "{ nodes(ids: [" + strings.Repeat("1 ", 30_000) + "]) { id } }", nil, "limit.tokens"},
		{"pages within pages of the store", `{ maps(first: 100) { nodes { history(first: 100) { nodes { revision } } } } }`, nil, "limit.cost"},
		{"pages as long as variables say", `query($n: Int) { maps(first: $n) { nodes { history(first: $n) { nodes { revision } } } } }`, vars{"n": 200}, "limit.cost"},
		{"pages doubled by fragments", `{ maps(first: 3) { nodes { ...F0 } } }` + chain("ArgumentMap", 11, "...F%[1]d ... on ArgumentMap { ...F%[1]d }", "history(first: 1) { nodes { revision } }"), nil, "limit.fields"},
		{"10,000 nested lists in variables", "query($v: JSON) { __typename }", vars{"v": nestedValue(9000)}, "limit.variable_depth"},
		{"200,000 values in variables", "query($v: JSON) { __typename }", vars{"v": make([]int, 200_000)}, "limit.variable_values"},
		{"4 MB of text in a variable", "query($v: JSON) { __typename }", vars{"v": strings.Repeat("x", 4<<20)}, "limit.variable_bytes"},
	}
}

// refusedByValidation are documents within the limits that are wrong in many places; what counts is
// that finding it out stays cheap.
func refusedByValidation() []attack {
	const reason = "graphql.validation"
	return []attack{
		{"600 unknown fields", inMap(numberedText(600, "field%d ")), nil, reason},
		{"500 unknown fields with long names", inMap(numberedText(500, strings.Repeat("revisionTitle", 10)+"%d ")), nil, reason},
		{"20 unknown directives", "{ __typename " + strings.Repeat("@a ", 20) + "}", nil, reason},
		{"300 unknown arguments", `{ map(id: "x" ` + numberedText(400, "arg%d: 1 ") + `) { id } }`, nil, reason},
		{"300 unknown variables", "query(" + numberedText(300, "$v%d: Nothing ") + ") { __typename }", nil, reason},
		{"differing arguments for one name", inMap(numberedText(150, "claims(first: %d) { totalCount } ")), nil, reason},
		{"40 unknown fields from 20 operations", numberedText(20, "query Q%d { ...F } ") + "fragment F on Query { " + numberedFields(9) + "}", nil, reason},
		{"11 fragments that spread one of 400 unknown fields", hub(11, numberedText(400, "field%d ")), nil, reason},
		{"45 fragments of unknown fields, each in the next", `{ map(id: "x") { ...F0 } }` + chain("ArgumentMap", 45, numberedText(8, "field%d ")+"...F%[1]d", "id"), nil, reason},
	}
}

// worstThatPass are documents that come near several limits at once.
func worstThatPass() []attack {
	return []attack{
		{name: "48 fragments that spread one of 20 fields", query: hub(48, strings.Repeat("id title ", 10))},
		{name: "48 fragments that spread one of 90 fields", query: hub(48, numberedText(9, "n%d: title elements { nodes { id text author created citations { start end exact } } } "))},
		{name: "240 repeated fields", query: inMap(strings.Repeat("title ", 240))},
		{name: "a tree of fields, each twice, six levels deep", query: inMap("claims { nodes { " + twice(6) + " } }")},
		{name: "20 operations of one fragment", query: numberedText(20, "query Q%d { map(id: 1) { ...F } } ") + "fragment F on ArgumentMap { " + strings.Repeat("id title owner ", 12) + "}"},
	}
}

// hub is a query with so many fragments, all of which spread the last.
func hub(n int, fields string) string {
	return `{ map(id: "x") { ` + numberedText(n, "...F%d ") + `} } ` +
		numberedText(n, "fragment F%d on ArgumentMap { ...Hub } ") + "fragment Hub on ArgumentMap { " + fields + "}"
}

func twice(levels int) string {
	if levels == 0 {
		return "id"
	}
	return strings.Repeat("questions { "+twice(levels-1)+" } ", 2)
}

// doubling is a query of the claims of a map with a chain of so many fragments.
func doubling(levels int, spread, end string) string {
	return `{ map(id: "x") { claims { nodes { ...F0 } } } }` + chain("Claim", levels, spread, end)
}

// chain is a row of fragments, each with a text that may name the next by %[1]d; the last has the end.
func chain(on string, levels int, text, end string) string {
	var b strings.Builder
	for i := range levels {
		fmt.Fprintf(&b, " fragment F%d on %s { %s }", i, on, strings.ReplaceAll(text, "%[1]d", fmt.Sprint(i+1)))
	}
	fmt.Fprintf(&b, " fragment F%d on %s { %s }", levels, on, end)
	return b.String()
}

// ring is a row of fragments of which the last spreads the first.
func ring(n int) string {
	return chain("Query", n, "...F%[1]d", "...F0")
}

// crowd is a row of fragments, each with a set that holds one field so many times.
func crowd(fragments, times int) string {
	return `{ map(id: "x") { ...F0 } }` + chain("ArgumentMap", fragments, "...F%[1]d ... on ArgumentMap { "+strings.Repeat("id ", times)+"}", "id")
}

func inMap(fields string) string { return `{ map(id: "x") { ` + fields + `} }` }

func numberedText(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func numberedFields(n int) string { return numberedText(n, "field%d ") }

func nest(open, shut string, n int) string { return strings.Repeat(open, n) + strings.Repeat(shut, n) }

func nestedValue(n int) any {
	var v any = []any{}
	for range n {
		v = []any{v}
	}
	return v
}
