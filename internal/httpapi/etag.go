package httpapi

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"argmap/graph"
	"argmap/internal/argmap"
)

// Versions tells which maps an operation reads; *graph.Versions does.
type Versions interface {
	// Of gives the maps that a query reads, proven by their heads, and a context in which it is
	// answered from these; false when its answer depends on anything else.
	Of(ctx context.Context, op *graphql.OperationContext) (context.Context, []graph.Version, bool)
}

// tagger gives answers to GET their entity tags, and answers 304 to whoever brings the tag of the
// answer that he would get.
//
// Only what is read from maps alone has a tag, for only that is known to be unchanged without being
// answered: the heads of the maps are proven first, and the tag stands for them together with all
// else that the answer depends on. An answer to POST has no tag, and If-None-Match is not looked at
// there: for other methods than GET it means that something must not be changed.
type tagger struct {
	versions Versions
	// server is what the answers of this program with this schema have in common.
	server [sha256.Size]byte
	actor  argmap.Actor
}

func newTagger(o Options) *tagger {
	program := o.Version
	if program == "" || strings.Contains(program, "dev") || strings.Contains(program, "dirty") || program == "unknown" {
		program += rand.Text() // two such programs may answer differently
	}
	return &tagger{o.Versions, sha256.Sum256([]byte(program + "\x00" + o.SDL)), o.Actor}
}

// subject is all that an answer depends on.
type subject struct {
	Server    [sha256.Size]byte
	Media     string
	Actor     argmap.Actor
	Document  string
	Operation string
	Variables map[string]any
	Maps      []graph.Version
}

// tag gives the entity tag that the answer will have if nothing goes wrong, without its quotes, and
// the context in which it must be made; empty when it has none.
func (t *tagger) tag(r *http.Request, op *graphql.OperationContext, media string) (context.Context, string) {
	if t.versions == nil || r.Method != http.MethodGet {
		return r.Context(), ""
	}
	ctx, maps, ok := t.versions.Of(r.Context(), op)
	if !ok {
		return ctx, ""
	}
	text, err := json.Marshal(subject{t.server, media, t.actor, op.RawQuery, op.OperationName, op.Variables, maps})
	if err != nil {
		return ctx, ""
	}
	sum := sha256.Sum256(text)
	return ctx, base64.RawURLEncoding.EncodeToString(sum[:])
}

// unchanged answers 304 if the client has the answer already. It is told the tag of what it has: what
// was compressed has one of its own. A * matches nothing: whether there would be an answer without
// errors is not known before it is made.
func unchanged(w http.ResponseWriter, r *http.Request, tag string) bool {
	if tag == "" {
		return false
	}
	for item := range strings.SplitSeq(strings.Join(r.Header.Values("If-None-Match"), ","), ",") {
		switch has := strings.TrimPrefix(strings.TrimSpace(item), "W/"); has {
		case quoted(tag), quoted(tag + gzipSuffix):
			setTag(w.Header(), has)
			w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}

func quoted(tag string) string { return `"` + tag + `"` }

// setTag lets the one who asked keep the answer, and ask each time whether it still holds.
func setTag(h http.Header, tag string) {
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache, private")
	h.Add("Vary", "Authorization")
}
