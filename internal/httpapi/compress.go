package httpapi

import (
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// leastCompressed is how long an answer must be to be worth the work of both sides.
const leastCompressed = 1 << 10

// gzipSuffix marks the entity tag of what was compressed: other bytes, another tag.
const gzipSuffix = "-gzip"

// gzipWriters are used again: a fresh one costs hundreds of kilobytes. Speed counts here more than
// the last tenth of the size.
var gzipWriters = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // the level is a valid one
	return w
}}

// compressed sends long answers by gzip to clients that like it no less than the plain ones. No
// answer mixes a secret with words of another origin: the token never stands in one, and a request
// without it, or of a page that may not come in, is refused. So their lengths betray nothing.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if r.Method == http.MethodHead || r.Header.Get("Upgrade") != "" || !likesGzip(r.Header.Values("Accept-Encoding")) {
			next.ServeHTTP(w, r)
			return
		}
		c := &compressor{ResponseWriter: w}
		next.ServeHTTP(c, r)
		c.close() // not after a panic: what is held back then is no answer
	})
}

// likesGzip reads Accept-Encoding: gzip must be named, or meant by *, and be no worse than identity.
func likesGzip(accept []string) bool {
	const unnamed = -1.0
	gz, identity, rest := unnamed, unnamed, unnamed
	for item := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		coding, params, _ := strings.Cut(item, ";")
		q := weight(params)
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			gz = q
		case "identity":
			identity = q
		case "*":
			rest = q
		}
	}
	if gz == unnamed {
		gz = rest
	}
	return gz > 0 && gz >= identity
}

// weight reads a parameter q; 1 when there is none, 0 when it is no number.
func weight(params string) float64 {
	name, value, _ := strings.Cut(strings.TrimSpace(params), "=")
	if name == "" {
		return 1
	}
	q, err := strconv.ParseFloat(value, 64)
	if err != nil || !strings.EqualFold(name, "q") {
		return 0
	}
	return q
}

// compressor decides with the first bytes of an answer whether it is compressed. An answer that comes
// in pieces is held back until it is long enough, or flushed. It is unwrapped by
// http.ResponseController, for what is no plain answer.
type compressor struct {
	http.ResponseWriter
	status  int
	held    []byte
	decided bool
	gz      *gzip.Writer
}

// WriteHeader notes the status; it is sent when it is decided how.
func (c *compressor) WriteHeader(status int) {
	if status < http.StatusOK {
		c.ResponseWriter.WriteHeader(status)
		return
	}
	if c.status != 0 {
		return
	}
	c.status = status
	if !c.compressible() {
		_ = c.decide(false) // nothing is held back yet
	}
}

// Write sends, compresses or holds back.
func (c *compressor) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.WriteHeader(http.StatusOK)
	}
	switch {
	case c.gz != nil:
		return c.gz.Write(b)
	case c.decided:
		return c.ResponseWriter.Write(b) //nolint:gosec // what a handler answers, in the type that it set
	case len(c.held)+len(b) <= leastCompressed:
		c.held = append(c.held, b...)
		return len(b), nil
	}
	if err := c.decide(true); err != nil {
		return 0, err
	}
	return c.gz.Write(b)
}

// compressible tells by the headers whether an answer may be compressed.
func (c *compressor) compressible() bool {
	h := c.Header()
	if c.status == http.StatusNoContent || c.status == http.StatusNotModified || c.status == http.StatusPartialContent {
		return false
	}
	if n, err := strconv.Atoi(h.Get("Content-Length")); err == nil && n <= leastCompressed {
		return false
	}
	media, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	switch media = strings.TrimSpace(media); media {
	case mediaJSON, mediaGraphQL, "text/javascript", "application/javascript", "image/svg+xml":
	default:
		if !strings.HasPrefix(media, "text/") || media == "text/event-stream" {
			return false
		}
	}
	return h.Get("Content-Encoding") == "" && h.Get("Content-Range") == ""
}

// decide sends the status, and what was held back.
func (c *compressor) decide(compress bool) error {
	c.decided = true
	if compress {
		h := c.Header()
		h.Del("Content-Length")
		h.Del("Accept-Ranges")
		h.Set("Content-Encoding", "gzip")
		if tag, strong := strings.CutSuffix(h.Get("ETag"), `"`); strong {
			h.Set("ETag", tag+gzipSuffix+`"`)
		}
		c.gz, _ = gzipWriters.Get().(*gzip.Writer)
		c.gz.Reset(c.ResponseWriter)
	}
	c.ResponseWriter.WriteHeader(c.status)
	held := c.held
	c.held = nil
	if len(held) == 0 {
		return nil
	}
	_, err := c.Write(held)
	return err
}

// FlushError sends at once what was held back.
func (c *compressor) FlushError() error {
	if c.status == 0 {
		c.WriteHeader(http.StatusOK)
	}
	if !c.decided {
		if err := c.decide(false); err != nil {
			return err
		}
	}
	if c.gz != nil {
		if err := c.gz.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(c.ResponseWriter).Flush()
}

// Unwrap gives the writer beneath.
func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// close ends the answer. What cannot be sent any more is of no use to anybody.
func (c *compressor) close() {
	if c.status != 0 && !c.decided {
		_ = c.decide(false)
	}
	if c.gz == nil {
		return
	}
	_ = c.gz.Close()
	c.gz.Reset(io.Discard)
	gzipWriters.Put(c.gz)
	c.gz = nil
}
