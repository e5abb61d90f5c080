package doctest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// query is a GraphQL block, with the JSON block that comes next as its answer, if one does.
type query struct {
	block
	answer string
}

func (d document) queries() []query {
	var qs []query
	for i, b := range d.blocks {
		if b.lang != "graphql" {
			continue
		}
		q := query{block: b}
		if i+1 < len(d.blocks) && d.blocks[i+1].lang == "json" {
			q.answer = d.blocks[i+1].text
		}
		qs = append(qs, q)
	}
	return qs
}

// TestQueries asks every query of the documents, those of one document in their order on one service,
// and compares the answers.
func TestQueries(t *testing.T) {
	t.Parallel()
	found, answered := 0, 0
	for _, d := range documents(t) {
		qs := d.queries()
		if len(qs) == 0 {
			continue
		}
		base := serve(t)
		for _, q := range qs {
			found++
			if q.answer != "" {
				answered++
			}
			t.Run(fmt.Sprintf("%s:%d", d.name, q.line), func(t *testing.T) { q.check(t, base) })
		}
	}
	if found == 0 || answered == 0 {
		t.Errorf("found %d queries, %d with an answer, want one at least", found, answered)
	}
}

// check asks a query and compares the answer; one without an answer must only succeed.
func (q query) check(t *testing.T, base string) {
	t.Helper()
	got := ask(t, base, q.text)
	if q.answer == "" {
		if got["errors"] != nil {
			t.Errorf("got %v, want no errors", got["errors"])
		}
		return
	}
	if diff := cmp.Diff(decoded(t, q.answer), got); diff != "" {
		t.Errorf("the answer is another one (-document +service):\n%s", diff)
	}
}

// TestParse shows what a document is taken apart into.
func TestParse(t *testing.T) {
	t.Parallel()
	d := parse("# A, b\n\n```graphql\n{ a }\n```\n\nwhich says\n\n```json\n{}\n```\n\n```graphql\n{ b }\n```\n")
	got := d.queries()
	want := []query{{block{3, "graphql", "{ a }\n"}, "{}\n"}, {block{13, "graphql", "{ b }\n"}, ""}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(query{}, block{})); diff != "" {
		t.Errorf("got other queries (-want +got):\n%s", diff)
	}
	if !d.headings()["a-b"] {
		t.Errorf("got the headings %v, want a-b", d.headings())
	}
}
