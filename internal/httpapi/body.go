package httpapi

import (
	"bytes"
	"io"
	"net/http"
)

// body reads a request to its end, into memory that is made once where the length is known. What says
// that it is too long is refused unread.
func (t transport) body(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.ContentLength > t.bodyLimit {
		return nil, unread(&http.MaxBytesError{Limit: t.bodyLimit})
	}
	var b bytes.Buffer
	if r.ContentLength > 0 {
		b.Grow(int(r.ContentLength) + bytes.MinRead)
	}
	if _, err := io.Copy(&b, http.MaxBytesReader(w, r.Body, t.bodyLimit)); err != nil {
		return nil, unread(err)
	}
	return b.Bytes(), t.limits.Body(b.Bytes())
}
