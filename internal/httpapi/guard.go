package httpapi

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"argmap/internal/explorer"
	"argmap/internal/fault"
)

// guarded lets in who may come in. With a token, that is who brings it. Without one the service is a
// tool of the person at this machine, and what must stay out are the web pages that this person
// looks at: they are known by the name that they call the server by, and by their origin.
func (s *server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var err error
		switch {
		case s.Token == "":
			err = s.local(r)
		case !open(r) && !bringsTokenLater(r):
			err = s.authenticate(r)
		}
		if err == nil {
			next.ServeHTTP(w, r)
			return
		}
		if fault.Of(err) == fault.Unauthenticated {
			w.Header().Set("WWW-Authenticate", `Bearer realm="argmap"`)
		}
		fail(w, r, err)
	})
}

// open tells what needs no token: health, and the pages, which hold nothing of the store.
func open(r *http.Request) bool {
	path := r.URL.Path
	return path == pathLive || path == pathReady || path == "/" || strings.HasPrefix(path, explorer.Prefix) || strings.HasPrefix(path, pathPage) || wantsPage(r)
}

// authenticate takes the token from the header.
func (s *server) authenticate(r *http.Request) error {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return fault.New(fault.Unauthenticated, "auth.missing", "this server asks for a token: send it as \"Authorization: Bearer …\"")
	}
	if !s.rightToken(token) {
		return fault.New(fault.Unauthenticated, "auth.token", "the token is not the one of this server")
	}
	return nil
}

// rightToken compares the token in a time that tells nothing of it.
func (o Options) rightToken(token string) bool {
	got, want := sha256.Sum256([]byte(strings.TrimSpace(token))), sha256.Sum256([]byte(o.Token))
	return subtle.ConstantTimeCompare(got[:], want[:]) == 1
}

// local refuses what a web page of another origin may have sent: a name that was made to point here
// has the wrong Host, and a page elsewhere has another Origin or says so in Sec-Fetch-Site. A page
// whose origin was named in the settings may come in.
func (s *server) local(r *http.Request) error {
	if !loopbackHost(r) {
		return fault.New(fault.Forbidden, "auth.host", "without a token this server answers to localhost, 127.0.0.1 and [::1] with its own port, and not to the host %q", shorten(r.Host))
	}
	origin := r.Header.Get("Origin")
	if s.Origins.allow(origin) {
		return nil
	}
	if origin != "" && !sameOrigin(origin, r.Host) {
		return fault.New(fault.Forbidden, "auth.origin", "without a token this server answers its own page only, and not %q", shorten(origin))
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return nil
	}
	if r.Method == http.MethodGet && r.URL.Path == "/" && r.Header.Get("Sec-Fetch-Mode") == "navigate" {
		return nil // a link to the page
	}
	return fault.New(fault.Forbidden, "auth.origin", "without a token this server answers its own page only, and not other sites")
}

// loopbackHost reports whether the request calls the server by a name that only this machine gives,
// and by the port on which it came.
func loopbackHost(r *http.Request) bool {
	host, port := splitHost(r.Host)
	if addr, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		if _, own, err := net.SplitHostPort(addr.String()); err != nil || port != own {
			return false
		}
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip == netip.IPv6Loopback() || ip == netip.AddrFrom4([4]byte{127, 0, 0, 1}))
}

// splitHost gives the host without brackets, and the port, 80 if there is none.
func splitHost(hostport string) (host, port string) {
	host, port, err := net.SplitHostPort(hostport)
	if err != nil {
		return strings.Trim(hostport, "[]"), "80"
	}
	return host, port
}

func sameOrigin(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, host)
}
