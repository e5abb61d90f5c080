package httpapi

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"argmap/graph"
)

const typename = "{ __typename }"

// get sends a GraphQL request by GET; params are pairs of name and value.
func (e *edge) get(params []string, headers ...string) got {
	e.t.Helper()
	q := url.Values{}
	for i := 0; i < len(params); i += 2 {
		q.Set(params[i], params[i+1])
	}
	return e.do(http.MethodGet, pathGraphQL+"?"+q.Encode(), nil, headers...)
}

// post sends a GraphQL request that may hold anything.
func (e *edge) post(body string, headers ...string) got {
	e.t.Helper()
	return e.do(http.MethodPost, pathGraphQL, strings.NewReader(body), append([]string{"Content-Type", mediaJSON}, headers...)...)
}

// byHash is the extension that names a text.
func byHash(text string) string {
	return fmt.Sprintf(`{"persistedQuery":{"version":1,"sha256Hash":%q}}`, sumOf(text))
}

// says holds an answer against a status and a part of its body.
func (g got) says(t testing.TB, what string, status int, part string) {
	t.Helper()
	if g.status != status || !strings.Contains(g.body, part) {
		t.Errorf("%s gives %d %s, want %d with %s", what, g.status, g.body, status, part)
	}
}

// TestAutomaticPersistedQueries goes through Apollo's protocol: the hash alone, both, the hash again.
func TestAutomaticPersistedQueries(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	hash := byHash(typename)
	missing := `"message":"PersistedQueryNotFound"`
	g := e.get([]string{"extensions", hash})
	g.says(t, "an unknown hash by GET", 200, missing)
	g.says(t, "an unknown hash by GET", 200, `"reason":"PERSISTED_QUERY_NOT_FOUND"`)
	e.post(`{"extensions":`+hash+`}`, "Accept", mediaGraphQL).says(t, "an unknown hash for the newer media type", 400, missing)
	e.post(`{"query":"{ nothing }","extensions":`+byHash("{ nothing }")+`}`).says(t, "an invalid text", 200, "graphql.validation")
	e.post(`{"extensions":`+byHash("{ nothing }")+`}`).says(t, "the hash of an invalid text", 200, missing)
	e.post(`{"query":"`+typename+`","extensions":`+hash+`}`).says(t, "text and hash", 200, `"Query"`)
	e.post(`{"extensions":`+hash+`}`).says(t, "a known hash", 200, `"Query"`)
	e.get([]string{"extensions", hash}).says(t, "a known hash by GET", 200, `"Query"`)
	e.get([]string{"extensions", hash}, "Accept", "text/html, */*").says(t, "a known hash from a browser's address bar", 200, `"Query"`)

	for name, extension := range map[string]string{
		"the hash of another text": byHash("{ other }"),
		"another version":          strings.Replace(hash, `"version":1`, `"version":2`, 1),
		"no version":               strings.Replace(hash, `"version":1,`, "", 1),
		"a short hash":             `{"persistedQuery":{"version":1,"sha256Hash":"ab"}}`,
		"a hash that is none":      `{"persistedQuery":{"version":1,"sha256Hash":"` + strings.Repeat("z", 64) + `"}}`,
		"no object":                `{"persistedQuery":"x"}`,
	} {
		e.post(`{"query":"`+typename+`","extensions":`+extension+`}`, "Accept", mediaGraphQL).says(t, name, 400, `"code":"INVALID"`)
	}
	e.post(`{"query":"`+typename+`","extensions":{"persistedQuery":null}}`).says(t, "null for no hash", 200, `"Query"`)
}

// TestKeptDocumentsAreBounded keeps neither long texts nor more than so much.
func TestKeptDocumentsAreBounded(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	long := typename + strings.Repeat(" ", keptLen)
	send := func(text string) {
		e.post(`{"query":"`+text+`","extensions":`+byHash(text)+`}`).says(t, "a text", 200, "Query")
	}
	send(long)
	e.post(`{"extensions":`+byHash(long)+`}`).says(t, "a long text", 200, "NotFound")
	send(typename)
	for i := range keptBytes / keptLen {
		text := fmt.Sprintf("{ a%d: __typename }", i)
		send(text + strings.Repeat(" ", keptLen-len(text)))
	}
	e.post(`{"extensions":`+byHash(typename)+`}`).says(t, "the text sent longest ago", 200, "NotFound")
}

// TestTrustedDocuments takes documents by id, beside texts or alone.
func TestTrustedDocuments(t *testing.T) {
	t.Parallel()
	docs := Documents{"a": typename, "add": `mutation { createMap(input: {title: "x"}) { revision } }`, "two": "query A { __typename } query B { b: __typename }"}
	open := newEdge(t, func(o *Options) { o.Documents = docs })
	only := newEdge(t, func(o *Options) { o.Documents, o.DocumentsOnly = docs, true })
	for _, e := range []*edge{open, only} {
		e.post(`{"documentId":"a"}`).says(t, "an id", 200, `"Query"`)
		e.get([]string{"documentId", "a"}).says(t, "an id by GET", 200, `"Query"`)
		e.get([]string{"documentId", "a"}, "Accept", "text/html, */*").says(t, "an id from a browser's address bar", 200, `"Query"`)
		e.post(`{"documentId":"two","operationName":"B"}`).says(t, "one of two operations", 200, `{"b":"Query"}`)
		e.get([]string{"documentId", "add"}).says(t, "a mutation by GET", 405, "http.method")
		e.post(`{"documentId":"b"}`, "Accept", mediaGraphQL).says(t, "an unknown id", 400, "document.unknown")
		e.post(`{"documentId":1}`).says(t, "an id that is no text", 400, `"field":"documentId"`)
		e.post(`{"extensions":{"documentId":1}}`, "Accept", mediaGraphQL).says(t, "the same among the extensions", 400, `"field":"documentId"`)
		e.post(`{"documentId":""}`).says(t, "an empty id", 400, "http.query")
		e.post(`{"documentId":null}`).says(t, "null", 400, "http.query")
		e.post(`{"documentId":"a","query":"{ __typename }"}`, "Accept", mediaGraphQL).says(t, "an id and a text", 400, "document.both")
		e.post(`{"documentId":"a","extensions":`+byHash(typename)+`}`, "Accept", mediaGraphQL).says(t, "an id and a hash", 400, "document.both")
	}
	open.query(typename).says(t, "a text", 200, `"Query"`)
	for _, media := range []string{mediaJSON, mediaGraphQL} {
		only.query(typename, "Accept", media).says(t, "a text", 403, "document.untrusted")
		only.query("{", "Accept", media).says(t, "a text that does not parse", 403, "document.untrusted")
		only.query("{ __schema { types { name } } }", "Accept", media).says(t, "introspection", 403, "document.untrusted")
		only.get([]string{"query", typename}, "Accept", media).says(t, "a text by GET", 403, "document.untrusted")
		only.post(`{"extensions":`+byHash(typename)+`}`, "Accept", media).says(t, "a hash", 403, "document.untrusted")
		only.post(`{"query":"`+typename+`","extensions":`+byHash(typename)+`}`, "Accept", media).says(t, "text and hash", 403, "document.untrusted")
	}
}

// TestTrustedDocumentsLive holds sockets and event streams to the same rule.
func TestTrustedDocumentsLive(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Documents, o.DocumentsOnly = Documents{"a": typename}, true })
	for body, want := range map[string]string{
		`{"documentId":"a"}`:                `"Query"`,
		`{"query":"{ __typename }"}`:        "document.untrusted",
		`{"extensions":` + byHash("") + `}`: "document.untrusted",
	} {
		e.post(body, "Accept", mediaEvents).says(t, body+" on an event stream", 200, want)
		p := e.talking()
		p.say(`{"type":"subscribe","id":"a","payload":` + body + `}`)
		p.hearOf(want)
	}
}

// TestLoadDocuments reads files and directories, and refuses what clients could never use.
func TestLoadDocuments(t *testing.T) {
	t.Parallel()
	dir, schema := t.TempDir(), graph.NewExecutableSchema(graph.Config{}).Schema()
	write := func(name string, docs any) string {
		text, err := json.Marshal(docs)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	hashed := idSHA + sumOf(typename)
	write("good/a.json", Documents{"a": typename})
	write("good/b.json", Documents{"a": typename, hashed: typename})
	write("good/notes.txt", "none of this")
	docs, err := LoadDocuments(filepath.Join(dir, "good"), schema)
	if err != nil || len(docs) != 2 || docs["a"] != typename || docs[hashed] != typename {
		t.Errorf("a directory gives %v, %v", docs, err)
	}
	write("rivals/a.json", Documents{"a": typename})
	write("rivals/b.json", Documents{"a": "{ b: __typename }"})
	write("empty/notes.txt", "nothing")
	for path, want := range map[string]string{
		write("list.json", []string{typename}):                      "not one JSON object",
		write("number.json", map[string]int{"a": 1}):                "not one JSON object",
		write("hash.json", Documents{idSHA + sumOf("x"): typename}): "not the hash of the text, which is " + sumOf(typename),
		write("unknown.json", Documents{"a": "{ nothing }"}):        `document "a"`,
		write("broken.json", Documents{"a": "{"}):                   `document "a"`,
		write("nameless.json", Documents{"": typename}):             "the id is empty",
		write("none.json", Documents{}):                             "holds no documents",
		filepath.Join(dir, "rivals"):                                "another text",
		filepath.Join(dir, "empty"):                                 "holds no documents",
		filepath.Join(dir, "missing.json"):                          "missing.json",
	} {
		if _, err := LoadDocuments(path, schema); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v, want %q", filepath.Base(path), err, want)
		}
	}
}
