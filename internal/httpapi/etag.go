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
	Of(ctx context.Context, op *graphql.OperationContext) (context.Context, graph.Reads, bool)
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

// entityTag stands for an answer. It is weak if the answer may tell more of the same maps later on, as
// counts that were not known: equal tags then mean the same, and not the same bytes.
type entityTag struct {
	opaque string
	weak   bool
}

func (e entityTag) none() bool { return e.opaque == "" }

// text gives the tag as a header has it.
func (e entityTag) text(suffix string) string {
	text := `"` + e.opaque + suffix + `"`
	if e.weak {
		return weakTag + text
	}
	return text
}

// weakTag begins a weak entity tag.
const weakTag = "W/"

// tag gives the entity tag that the answer will have if nothing goes wrong, and the context in which
// it must be made.
func (t *tagger) tag(r *http.Request, op *graphql.OperationContext, media string) (context.Context, entityTag) {
	if t.versions == nil || r.Method != http.MethodGet {
		return r.Context(), entityTag{}
	}
	ctx, reads, ok := t.versions.Of(r.Context(), op)
	if !ok {
		return ctx, entityTag{}
	}
	text, err := json.Marshal(subject{t.server, media, t.actor, op.RawQuery, op.OperationName, op.Variables, reads.Maps})
	if err != nil {
		return ctx, entityTag{}
	}
	sum := sha256.Sum256(text)
	return ctx, entityTag{base64.RawURLEncoding.EncodeToString(sum[:]), reads.Growing}
}

// unchanged answers 304 if the client has the answer already. It is told the tag of what it has: what
// was compressed has one of its own. A * matches nothing: whether there would be an answer without
// errors is not known before it is made.
func (e entityTag) unchanged(w http.ResponseWriter, r *http.Request) bool {
	if e.none() {
		return false
	}
	for item := range strings.SplitSeq(strings.Join(r.Header.Values("If-None-Match"), ","), ",") {
		has := strings.TrimPrefix(strings.TrimSpace(item), weakTag)
		for _, suffix := range []string{"", gzipSuffix} {
			if has == `"`+e.opaque+suffix+`"` {
				e.set(w.Header(), suffix)
				w.WriteHeader(http.StatusNotModified)
				return true
			}
		}
	}
	return false
}

// set lets the one who asked keep the answer, and ask each time whether it still holds.
func (e entityTag) set(h http.Header, suffix string) {
	h.Set("ETag", e.text(suffix))
	h.Set("Cache-Control", "no-cache, private")
	h.Add("Vary", "Authorization")
}
