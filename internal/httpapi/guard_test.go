package httpapi

import (
	"strings"
	"testing"
)

const secret = "0123456789abcdef0123456789abcdef"

// TestToken lets in who brings it, under whatever name the server was called.
func TestToken(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Token = secret })
	for _, c := range []struct {
		path, authorization string
		status              int
	}{
		{pathVersion, "Bearer " + secret, 200},
		{pathVersion, "bearer  " + secret, 200},
		{pathVersion, "", 401},
		{pathVersion, "Bearer", 401},
		{pathVersion, "Bearer " + secret + "x", 401},
		{pathVersion, "Bearer " + secret[1:], 401},
		{pathVersion, "Basic " + secret, 401},
		{pathVersion, secret, 401},
		{pathSchema, "", 401},
		{pathGraphQL, "", 401},
		{"/nothing", "", 401},
		{pathSources, "", 401},
		{pathLive, "", 200},
		{pathReady, "", 200},
		{"/", "", 200},
		{pathPage + "page.js", "", 200},
	} {
		g := e.do("GET", c.path, nil, "Authorization", c.authorization, "Host", "maps.example", "Origin", "http://elsewhere.example")
		if g.status != c.status {
			t.Errorf("%s with %q gives %d, want %d", c.path, c.authorization, g.status, c.status)
		}
		if g.status == 401 && (g.header.Get("WWW-Authenticate") == "" || strings.Contains(g.body, secret)) {
			t.Errorf("%s: %v %s", c.path, g.header, g.body)
		}
	}
}

// TestLocal keeps web pages out of a server without a token.
func TestLocal(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	host := strings.TrimPrefix(e.URL, "http://")
	_, port := splitHost(host)
	for _, c := range []struct {
		name, host, origin, site string
		status                   int
	}{
		{"a program", host, "", "", 200},
		{"by name", "localhost:" + port, "", "", 200},
		{"by name in capitals", "LOCALHOST:" + port, "", "", 200},
		{"by the longer address", "[::1]:" + port, "", "", 200},
		{"its own page", host, e.URL, "same-origin", 200},
		{"a rebound name", "evil.example:" + port, "", "", 403},
		{"a rebound name of its own origin", "evil.example:" + port, "http://evil.example:" + port, "same-origin", 403},
		{"a name that ends like ours", "evil.localhost:" + port, "", "", 403},
		{"a name that begins like ours", "127.0.0.1.evil.example:" + port, "", "", 403},
		{"another port", "localhost:1", "", "", 403},
		{"no port", "localhost", "", "", 403},
		{"another origin", host, "https://evil.example", "cross-site", 403},
		{"another port's origin", host, "http://127.0.0.1:1", "same-site", 403},
		{"the other loopback name's origin", host, "http://localhost:" + port, "", 403},
		{"an origin without a name", host, "null", "", 403},
		{"another site without an origin", host, "", "cross-site", 403},
		{"another port without an origin", host, "", "same-site", 403},
		{"the address bar", host, "", "none", 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			headers := []string{"Host", c.host}
			for name, value := range map[string]string{"Origin": c.origin, "Sec-Fetch-Site": c.site} {
				if value != "" {
					headers = append(headers, name, value)
				}
			}
			if g := e.do("GET", pathVersion, nil, headers...); g.status != c.status {
				t.Errorf("got %d %s, want %d", g.status, g.body, c.status)
			}
			if g := e.query("{ __typename }", headers...); g.status != c.status {
				t.Errorf("GraphQL: got %d %s, want %d", g.status, g.body, c.status)
			}
		})
	}
}

// TestPagesAreSelfContained holds the pages to their policy: nothing inline, nothing from elsewhere.
func TestPagesAreSelfContained(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	selfContained(t, e.do("GET", "/", nil), `<script type="module" crossorigin src="/explorer/`)
	selfContained(t, e.do("GET", pathGraphQL, nil, "Accept", "text/html"), `<script src="/graphiql/`)
}

func selfContained(t *testing.T, g got, script string) {
	t.Helper()
	for _, bad := range []string{"<style", " style=", "http://", "https://", " onload=", "javascript:"} {
		if strings.Contains(g.body, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if strings.Count(g.body, "<script") != 1 || strings.Count(g.body, script) != 1 {
		t.Errorf("the page has a script of its own:\n%s", g.body)
	}
	if policy := g.header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("the policy is %q", policy)
	}
}
