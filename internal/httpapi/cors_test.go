package httpapi

import (
	"net/http"
	"strings"
	"testing"
)

// TestParseOrigins takes exact origins only.
func TestParseOrigins(t *testing.T) {
	t.Parallel()
	for list, want := range map[string]int{
		"": 0, " , ": 0, "https://a.example": 1, "https://a.example,http://localhost:5173": 2, "https://a.example http://[::1]:80": 2, "*": 1,
	} {
		if o, err := ParseOrigins(list); err != nil || len(o) != want || o.Any() != (list == "*") {
			t.Errorf("%q gives %v, %v; want %d origins", list, o, err, want)
		}
	}
	for _, list := range []string{
		"a.example", "https://a.example/", "https://a.example/path", "https://A.example", "ftp://a.example", "https://",
		"https://*.example", "*,https://a.example", "null", "https://u@a.example", "https://a.example?q", "https://a.example#f",
	} {
		if o, err := ParseOrigins(list); err == nil {
			t.Errorf("%q gives %v, want an error", list, o)
		}
	}
}

// corsOf gives the headers by which an answer speaks to pages of other origins.
func corsOf(h http.Header) string {
	var found []string
	for name := range h {
		if strings.HasPrefix(name, "Access-Control-") {
			found = append(found, name)
		}
	}
	return strings.Join(found, " ")
}

const friend, stranger = "https://maps.example", "https://evil.example"

func preflightOf(origin string) []string {
	return []string{"Origin", origin, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization, content-type"}
}

// TestNoCORS says nothing to other origins until one is named.
func TestNoCORS(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Options){
		"without a token": nil,
		"with a token":    func(o *Options) { o.Token = secret },
	} {
		e := newEdge(t, change)
		for what, g := range map[string]got{
			"a preflight": e.do("OPTIONS", pathGraphQL, nil, preflightOf(friend)...),
			"a query":     e.query(typename, "Origin", friend, "Authorization", "Bearer "+secret),
			"its own":     e.query(typename, "Origin", e.URL, "Authorization", "Bearer "+secret),
		} {
			if cors := corsOf(g.header); cors != "" {
				t.Errorf("%s: %s has %s", name, what, cors)
			}
			if what == "a preflight" && g.status < 400 {
				t.Errorf("%s: a preflight gives %d", name, g.status)
			}
		}
	}
}

// TestCORS lets named origins in, and no other.
func TestCORS(t *testing.T) {
	t.Parallel()
	with := func(token string) *edge {
		return newEdge(t, func(o *Options) { o.Origins, o.Token = Origins{friend, "http://localhost:5173"}, token })
	}
	for name, e := range map[string]*edge{"without a token": with(""), "with a token": with(secret)} {
		g := e.do("OPTIONS", pathGraphQL, nil, preflightOf(friend)...)
		for header, want := range map[string]string{
			"Access-Control-Allow-Origin": friend, "Access-Control-Allow-Methods": "POST", "Access-Control-Allow-Headers": "Authorization",
			"Access-Control-Max-Age": "600", "Access-Control-Allow-Credentials": "",
		} {
			if got := g.header.Get(header); g.status != 204 || !strings.Contains(got, want) || want == "" && got != "" {
				t.Errorf("%s: a preflight gives %d with %s: %s", name, g.status, header, got)
			}
		}
		if g := e.do("OPTIONS", pathGraphQL, nil, preflightOf(stranger)...); g.status < 400 || corsOf(g.header) != "" {
			t.Errorf("%s: a stranger's preflight gives %d with %s", name, g.status, corsOf(g.header))
		}
		bearer := []string{"Authorization", "Bearer " + secret, "Sec-Fetch-Site", "cross-site"}
		g = e.query(typename, append(bearer, "Origin", friend)...)
		if g.status != 200 || g.header.Get("Access-Control-Allow-Origin") != friend || !strings.Contains(g.header.Get("Access-Control-Expose-Headers"), "ETag") {
			t.Errorf("%s: the page gets %d %v", name, g.status, g.header)
		}
		if g = e.query(typename, append(bearer, "Origin", stranger)...); corsOf(g.header) != "" {
			t.Errorf("%s: a stranger gets %s", name, corsOf(g.header))
		}
		for _, g := range []got{g, e.query(typename, bearer...)} {
			if !strings.Contains(strings.Join(g.header.Values("Vary"), ","), "Origin") {
				t.Errorf("%s: Vary is %q", name, g.header.Values("Vary"))
			}
		}
	}
	e := with(secret)
	if g := e.query(typename, "Origin", friend); g.status != 401 || g.header.Get("Access-Control-Allow-Origin") != friend {
		t.Errorf("the page without the token gets %d %v, want a 401 that it can read", g.status, g.header)
	}
	e = with("")
	for what, headers := range map[string][]string{
		"a stranger":                         {"Origin", stranger},
		"a name that ends like a friend's":   {"Origin", "https://evil-maps.example"},
		"a name that begins like a friend's": {"Origin", friend + ".evil.example"},
		"a friend by another scheme":         {"Origin", "http://maps.example"},
		"a page without a name":              {"Origin", "null"},
		"a friend through a rebound name":    {"Origin", friend, "Host", "evil.example"},
		"a form of a page that says nothing": {"Sec-Fetch-Site", "cross-site"},
	} {
		if g := e.query(typename, headers...); g.status != 403 {
			t.Errorf("%s gets %d, want 403", what, g.status)
		}
	}
}

// TestCORSForAll lets every page in that knows the token, and never with a browser's credentials.
func TestCORSForAll(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Origins, o.Token = Origins{anyOrigin}, secret })
	for _, g := range []got{
		e.do("OPTIONS", pathGraphQL, nil, preflightOf(stranger)...), e.query(typename, "Origin", stranger, "Authorization", "Bearer "+secret),
	} {
		if g.status >= 300 || g.header.Get("Access-Control-Allow-Origin") != "*" || g.header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("got %d %v", g.status, g.header)
		}
	}
	if g := e.query(typename, "Origin", stranger, "Cookie", "token="+secret); g.status != 401 {
		t.Errorf("a cookie gets %d, want 401", g.status)
	}
}

// TestForgedRequests sends what a browser sends for a page without asking the server first.
func TestForgedRequests(t *testing.T) {
	t.Parallel()
	const add = `mutation { createMap(input: {title: "forged"}) { revision } }`
	body := `{"query":"mutation { createMap(input: {title: \"forged\"}) { revision } }"}`
	for name, change := range map[string]func(*Options){
		"without a token": nil,
		"with a token":    func(o *Options) { o.Token = secret },
		"to a named page": func(o *Options) { o.Origins = Origins{friend} },
	} {
		e := newEdge(t, change)
		bearer := "Bearer " + secret // even if a browser could be made to send it
		for _, media := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""} {
			g := e.do("POST", pathGraphQL, strings.NewReader(body), "Content-Type", media, "Authorization", bearer)
			g.says(t, name+": a body of the type "+media, 415, "http.media_type")
		}
		e.get([]string{"query", add}, "Authorization", bearer).says(t, name+": a mutation by GET", 405, "http.method")
		if g := e.do("HEAD", pathGraphQL+"?query="+escape(add), nil, "Authorization", bearer); g.status != 405 {
			t.Errorf("%s: a mutation by HEAD gives %d", name, g.status)
		}
		if g := e.query("{ maps { totalCount } }", "Authorization", bearer); !strings.Contains(g.body, `"totalCount":0`) {
			t.Errorf("%s: a map was made: %s", name, g.body)
		}
	}
}

// TestHiddenSchema shows no schema, neither asked for nor by errors, when it is hidden.
func TestHiddenSchema(t *testing.T) {
	t.Parallel()
	hidden := newEdge(t, func(o *Options) { o.Limits.NoIntrospection = true })
	quiet := newEdge(t, func(o *Options) { o.Limits.NoSuggestions = true })
	shown := newEdge(t, nil)
	const asks, near = "{ __schema { queryType { name } } }", "{ mapz { id } }"
	shown.query(asks).says(t, "introspection", 200, `"queryType"`)
	quiet.query(asks).says(t, "introspection without suggestions", 200, `"queryType"`)
	shown.query(near).says(t, "a near miss", 200, "Did you mean")
	for name, e := range map[string]*edge{"hidden": hidden, "quiet": quiet} {
		if g := e.query(near); strings.Contains(g.body, "Did you mean") || strings.Contains(g.body, "maps") {
			t.Errorf("%s: a near miss gives %s", name, g.body)
		}
	}
	if g := hidden.query(asks); strings.Contains(g.body, "Query\"") || !strings.Contains(g.body, "errors") {
		t.Errorf("hidden: introspection gives %s", g.body)
	}
	for e, status := range map[*edge]int{hidden: 404, quiet: 200, shown: 200} {
		if g := e.do("GET", pathSchema, nil); g.status != status || (status == 404) == strings.Contains(g.body, "ArgumentMap") {
			t.Errorf("the schema's text: got %d, want %d", g.status, status)
		}
	}
}
