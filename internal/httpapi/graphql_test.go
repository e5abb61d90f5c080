package httpapi

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestGraphQLOverHTTP holds the transport to the specification, case by case.
func TestGraphQLOverHTTP(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	const typename = `{"query":"{ __typename }"}`
	for _, c := range []struct {
		name, method, path, media, accept, body string
		status                                  int
		has, lacks                              string
	}{
		{"a query", "POST", "", mediaJSON, "", typename, 200, `"data":{"__typename":"Query"}`, "errors"},
		{"the newer media type", "POST", "", mediaJSON, mediaGraphQL, typename, 200, `"data"`, ""},
		{"the better liked media type", "POST", "", mediaJSON, mediaGraphQL + ";q=0.1, */*", `{"query":"{"}`, 200, `"errors"`, `"data"`},
		{"no media type that we have", "POST", "", mediaJSON, "text/plain", typename, 406, "http.not_acceptable", ""},
		{"a query by GET", "GET", "?query=" + url.QueryEscape("{ __typename }"), "", "", "", 200, `"Query"`, ""},
		{"a mutation by GET", "GET", "?query=" + url.QueryEscape(`mutation { createMap(input: {title: "x"}) { revision } }`), "", "", "", 405, "http.method", `"data"`},
		{"GET without a query", "GET", "", "", "", "", 400, "http.query", ""},
		{"another method", "PUT", "", mediaJSON, "", typename, 405, "http.method", ""},
		{"a form", "POST", "", "application/x-www-form-urlencoded", "", "query=x", 415, "http.media_type", ""},
		{"plain text", "POST", "", "text/plain", "", typename, 415, "http.media_type", ""},
		{"no media type", "POST", "", "", "", typename, 415, "http.media_type", ""},
		{"another charset", "POST", "", mediaJSON + "; charset=latin1", "", typename, 415, "http.media_type", ""},
		{"no JSON, and the body is not repeated", "POST", "", mediaJSON, "", "hunter2", 400, "http.body", "hunter2"},
		{"a list of requests", "POST", "", mediaJSON, "", "[" + typename + "]", 400, "http.body", ""},
		{"null", "POST", "", mediaJSON, "", "null", 400, "http.body", ""},
		{"no query", "POST", "", mediaJSON, "", "{}", 400, `"field":"query"`, ""},
		{"a query that is no text", "POST", "", mediaJSON, "", `{"query":1}`, 400, `"field":"query"`, ""},
		{"variables that are no object", "POST", "", mediaJSON, "", `{"query":"{ __typename }","variables":[1]}`, 400, `"field":"variables"`, ""},
		{"variables by GET that are no object", "GET", "?query=%7B__typename%7D&variables=x", "", "", "", 400, `"field":"variables"`, ""},
		{"null for what may be left out", "POST", "", mediaJSON, "", `{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}`, 200, `"data"`, ""},
		{"a document that does not parse", "POST", "", mediaJSON, "", `{"query":"{"}`, 200, "graphql.parse", `"data"`},
		{"the same for the newer media type", "POST", "", mediaJSON, mediaGraphQL, `{"query":"{"}`, 400, "graphql.parse", `"data"`},
		{"an unknown field", "POST", "", mediaJSON, mediaGraphQL, `{"query":"{ nothing }"}`, 400, "graphql.validation", `"data"`},
		{"an unknown operation", "POST", "", mediaJSON, mediaGraphQL, `{"query":"query A { __typename }","operationName":"B"}`, 400, "errors", `"data"`},
		{"a body that is too long", "POST", "", mediaJSON, "", `{"query":"` + strings.Repeat("#", 4<<20) + `"}`, 413, `"reason":"http.body_size"`, `"data"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			headers := []string{"Content-Type", c.media, "Accept", c.accept}
			g := e.do(c.method, pathGraphQL+c.path, strings.NewReader(c.body), headers...)
			if g.status != c.status || !strings.Contains(g.body, c.has) || c.lacks != "" && strings.Contains(g.body, c.lacks) {
				t.Errorf("got %d %s, want %d with %q and without %q", g.status, g.body, c.status, c.has, c.lacks)
			}
			if g.status == http.StatusMethodNotAllowed && !strings.Contains(g.header.Get("Allow"), "POST") {
				t.Errorf("Allow is %q", g.header.Get("Allow"))
			}
		})
	}
}

// TestErrorsAreCapped bounds what a small query can make the server say.
func TestErrorsAreCapped(t *testing.T) {
	t.Parallel()
	g := newEdge(t, nil).query("{ maps { nodes { " + strings.Repeat("nothing ", 90) + "} } }")
	if n := strings.Count(g.body, `"message"`); n != 21 || !strings.Contains(g.body, "and 70 more errors") {
		t.Errorf("the answer has %d errors, want 20 and one that counts the rest: %s", n, g.body)
	}
}

// TestLimitsHaveAStatus refuses what is beyond a limit with 400 whatever the client takes, and a body of
// too many values before it is decoded.
func TestLimitsHaveAStatus(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	for _, body := range []string{
		`{"query":"{ ` + strings.Repeat("__typename ", 3000) + `}"}`,
		`{"query":"{ __typename }","variables":{"v":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}}`,
		`{"query":"{ __typename }","variables":{"v":[` + strings.Repeat("[],", 200_000) + `0]}}`,
	} {
		g := e.do("POST", pathGraphQL, strings.NewReader(body), "Content-Type", mediaJSON)
		if !strings.Contains(g.body, `"reason":"limit.`) || g.status != http.StatusBadRequest {
			t.Errorf("got %d %s, want 400 and a limit", g.status, g.body)
		}
	}
}

// TestAHiddenSchemaIsServedNowhere looks where a schema is to be found.
func TestAHiddenSchemaIsServedNowhere(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Limits.NoIntrospection = true })
	if g := e.do("GET", pathSchema, nil); g.status != http.StatusNotFound || strings.Contains(g.body, "type Query") {
		t.Errorf("the schema as a text: got %d %s", g.status, g.body)
	}
	if g := e.query("{ __schema { types { name } } }"); g.status != http.StatusBadRequest || strings.Contains(g.body, "Claim") {
		t.Errorf("introspection: got %d %s", g.status, g.body)
	}
}

// TestTooManyRequestsAreToldToComeBack leaves no place to work nor to wait.
func TestTooManyRequestsAreToldToComeBack(t *testing.T) {
	t.Parallel()
	q := newTurns(0, 0)
	r := httptest.NewRequest(http.MethodPost, pathGraphQL, strings.NewReader(`{"query":"{ __typename }"}`))
	r.Header.Set("Content-Type", mediaJSON)
	w := httptest.NewRecorder()
	transport{bodyLimit: 1 << 20, turns: q}.Do(w, r, nil)
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "limit.busy") {
		t.Errorf("got %d %v %s, want 503 with Retry-After", w.Code, w.Header(), w.Body)
	}
}

// TestDeadline ends a request that takes too long with UNAVAILABLE, and says when to try again.
func TestDeadline(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Deadline = time.Nanosecond })
	g := e.query("{ maps(first: 1) { edges { cursor } } }")
	if !strings.Contains(g.body, "UNAVAILABLE") || g.header.Get("Retry-After") == "" {
		t.Errorf("got %d %s, want UNAVAILABLE", g.status, g.body)
	}
}

// TestReady says why not, without the inside of the store, and ends with draining.
func TestReady(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	if g := e.do("GET", pathReady, nil); g.status != 200 || g.body != "{\"status\":\"ready\",\"store\":\"sqlite\"}\n" {
		t.Errorf("got %d %s", g.status, g.body)
	}
	e.handler.Drain()
	if g := e.do("GET", pathReady, nil); g.status != 503 || g.failure(t).Reason != "service.closing" {
		t.Errorf("while draining: got %d %s", g.status, g.body)
	}
	if g := e.query("{ __typename }"); g.status != 200 {
		t.Errorf("while draining a query gives %d, want 200", g.status)
	}
	e = newEdge(t, func(o *Options) { o.Ready = func(context.Context) error { return errors.New("secret") } })
	if g := e.do("GET", pathReady, nil); g.status != 503 || strings.Contains(g.body, "secret") || g.header.Get("Retry-After") == "" {
		t.Errorf("with a broken store: got %d %s", g.status, g.body)
	}
}

// TestLog has one line for each request, with its operation and code, and nothing that users said.
func TestLog(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	e.query(`mutation Add { createMap(input: {title: "hunter2"}) { revision } }`, headerRequestID, "abc-1")
	e.query(`query Look { map(id: "hunter2") { id } nodes(ids: []) { id } }`)
	if e.do("GET", "/readyz", nil, headerRequestID, "bad id\t").header.Get(headerRequestID) == "" {
		t.Error("an answer has no request id")
	}
	e.Close()
	log := e.log.String()
	for _, want := range []string{`"op_name":"Add"`, `"op_type":"mutation"`, `"op_name":"Look"`, `"request_id":"abc-1"`, `"path":"/readyz"`, `"status":200`, `"bytes":`, `"duration":`} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %s:\n%s", want, log)
		}
	}
	if strings.Contains(log, "hunter2") || strings.Contains(log, "bad id") {
		t.Errorf("the log repeats what a user said:\n%s", log)
	}
	if n := strings.Count(log, `"message":"request"`); n != 3 {
		t.Errorf("the log has %d lines of requests, want 3:\n%s", n, log)
	}
}

// TestPanic is answered with INTERNAL, and logged with its stack.
func TestPanic(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Ready = func(context.Context) error { panic("secret") } })
	g := e.do("GET", pathReady, nil)
	if f := g.failure(t); g.status != 500 || f.Code != "INTERNAL" || strings.Contains(g.body, "secret") || f.RequestID == "" {
		t.Errorf("got %d %s", g.status, g.body)
	}
	e.Close()
	if log := e.log.String(); !strings.Contains(log, "panic: secret") || !strings.Contains(log, "graphql_test.go") {
		t.Errorf("the log lacks the panic or its stack:\n%s", log)
	}
}

// TestUnknownPaths answers in the one form of errors, also for a wrong method.
func TestUnknownPaths(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/nothing", 404},
		{"GET", "/graphiql/nothing", 404},
		{"GET", "/graphiql/", 404},
		{"GET", "/graphiql/index.html", 404},
		{"GET", pathSources, 405},
		{"POST", pathLive, 405},
		{"DELETE", "/", 405},
	} {
		g := e.do(c.method, c.path, nil)
		if g.status != c.status || g.failure(t).RequestID == "" {
			t.Errorf("%s %s gives %d %s, want %d", c.method, c.path, g.status, g.body, c.status)
		}
	}
}
