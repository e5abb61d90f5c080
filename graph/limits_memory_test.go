package graph_test

import (
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"

	"argmap/graph"
	"argmap/graph/generated"
)

// dense are documents each of which is made of one thing, and as much of it as the limits let pass.
func dense() map[string]string {
	many := func(n int, part string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(part, "#", strconv.Itoa(i)))
		}
		return b.String()
	}
	return map[string]string{
		"fields":     "{maps{nodes{" + many(150, "id title description language revision ") + "}}}",
		"deep":       "{maps{nodes{claims{nodes{" + strings.Repeat("rebuttals{premises{", 9) + "id" + strings.Repeat("}}", 9) + "}}}}}",
		"arguments":  "{maps(" + "first:1){nodes{" + many(150, "claims(first:1){__typename}") + "}}}",
		"values":     `{nodes(ids:[` + many(1900, `"" `) + `]){id}}`,
		"objects":    `mutation{applyChanges(input:{map:"",operations:[` + many(150, `{addClaim:{text:""}}`) + "]}){revision}}",
		"comments":   "{maps{nodes{" + strings.Repeat("id#\n#\n#\n#\n", 300) + "}}}",
		"fragments":  "{maps{nodes{" + many(50, "...F# ") + "}}}" + many(50, "fragment F# on ArgumentMap{id}"),
		"spreads":    "{maps{nodes{" + many(900, "...F ") + "}}}fragment F on ArgumentMap{id}",
		"inline":     "{maps{nodes{" + many(300, "...{id}") + "}}}",
		"directives": "{maps{nodes{" + many(20, "id @include(if:true) ") + "}}}",
		"variables":  "query(" + many(250, "$v#:ID! ") + "){nodes(ids:[" + many(250, "$v# ") + "]){id}}",
		"defaults":   "query(" + many(200, `$v#:ID!="" `) + "){nodes(ids:[" + many(200, "$v# ") + "]){id}}",
		"operations": many(20, "query Q#{maps{nodes{id}}}"),
		"bills":      "{" + many(10, "maps{nodes{"+strings.Repeat("history{nodes{revision}}", 12)+"}}") + "}",
		"small":      "{__typename}",
		"text":       "{__typename}" + strings.Repeat(" ", 15_000),
	}
}

// TestWeight holds what the caches take documents for against what these take indeed: never less, and
// for those that are made of fields not much more.
func TestWeight(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for name, text := range dense() {
		parsed, passed := graph.Weigh(schema, text)
		gotParsed := held(func(text string) any {
			doc, err := gqlparser.LoadQueryWithRules(schema, text, nil)
			if len(err) > 0 {
				t.Fatal(name, err)
			}
			return doc
		}, text)
		gotPassed := held(func(text string) any { return graph.Verdict(schema, text) }, text)
		t.Logf("%-10s parsed %7d, taken for %7d; passed %7d, taken for %7d", name, gotParsed, parsed, gotPassed, passed)
		if gotParsed > parsed || gotPassed > passed {
			t.Errorf("%s: %d bytes parsed and %d passed, taken for %d and %d", name, gotParsed, gotPassed, parsed, passed)
		}
		if name == "fields" && parsed > 2*gotParsed {
			t.Errorf("%s: %d bytes parsed are taken for %d", name, gotParsed, parsed)
		}
	}
}

// held gives how much memory stays in use for what is made of one text, on average of a few.
func held(make func(text string) any, text string) int64 {
	const few = 16
	kept := map[string]any{}
	before := inUse()
	for i := range few {
		own := text + strings.Repeat(" ", i)
		kept[own] = make(own)
	}
	after := inUse()
	runtime.KeepAlive(kept)
	return (after - before) / few
}

func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
