package httpapi

import (
	"context"
	"crypto/sha256"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/rs/zerolog"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/exchange"
	"argmap/internal/explorer"
	"argmap/internal/ingest"
)

// The paths of the routes.
const (
	pathGraphQL = "/graphql"
	pathSources = "/sources"
	pathMaps    = "/maps"
	pathSchema  = "/schema.graphqls"
	pathLive    = "/livez"
	pathReady   = "/readyz"
	pathVersion = "/version"
	pathPage    = "/graphiql/"
)

// Sources brings texts in; *ingest.Service is one.
type Sources interface {
	// Import reads a text to its end, and keeps it.
	Import(ctx context.Context, in ingest.Input) (ingest.Result, error)
	// Limit is the largest source in bytes.
	Limit() int64
}

// Maps brings maps of interchange formats in and out; *exchange.Interchange is one.
type Maps interface {
	// Import brings the maps of a file in, and gives the name of its format.
	Import(ctx context.Context, f exchange.File, who exchange.Who) ([]exchange.Imported, string, error)
	// Validate lists the rules that the maps of a file break.
	Validate(ctx context.Context, f exchange.File) ([]exchange.Checked, codec.Format, error)
	// Export begins to write a map.
	Export(ctx context.Context, m argmap.ID, revision argmap.Revision, format string) (*exchange.Export, error)
	// Limit is the largest file in bytes.
	Limit() int64
}

// Options are what the edge needs.
type Options struct {
	// Schema answers GraphQL; see graph.NewExecutableSchema. Limits bound one request of it.
	Schema graphql.ExecutableSchema
	Limits graph.Limits
	// Documents are those that clients name by "documentId"; DocumentsOnly refuses all others.
	Documents     Documents
	DocumentsOnly bool
	// Versions tells which maps an answer depends on; without it no answer has an entity tag.
	Versions Versions
	// SDL is the schema's text; it is not served where Limits.NoIntrospection hides the schema.
	SDL string
	// Origins are pages of other origins that may call the server.
	Origins Origins
	// Sources takes uploads.
	Sources Sources
	// Maps takes files of maps, and gives them.
	Maps Maps
	// Ready says why the store cannot be used now, or nil; StoreKind names the store.
	Ready     func(context.Context) error
	StoreKind string
	// Version is the program's.
	Version string
	// Token lets in who brings it. Empty means that everybody at this machine may come in, and no web
	// page of another origin; the server must then listen on a loopback address only.
	Token string
	// Actor is who makes all requests.
	Actor argmap.Actor
	// Log takes one line for each request. Clock tells the time and NewID makes request ids.
	Log   zerolog.Logger
	Clock func() time.Time
	NewID func() string
	// BodyLimit bounds a GraphQL request in bytes; default 4 MiB.
	BodyLimit int64
	// Deadline bounds a request, UploadDeadline one that brings a text; defaults 30 s and 5 min.
	Deadline, UploadDeadline time.Duration
	// Uploads is how many texts may be on their way in at once; default 4.
	Uploads int
	// Working is how many GraphQL requests are answered at once, and Waiting how many more may wait for
	// their turn; those beyond are told to come back; defaults 64 and 256.
	Working, Waiting int
	// Live bounds sockets and event streams.
	Live LiveLimits
}

func (o Options) withDefaults() Options {
	setDefault(&o.BodyLimit, 4<<20)
	setDefault(&o.Deadline, 30*time.Second)
	setDefault(&o.UploadDeadline, 5*time.Minute)
	setDefault(&o.Uploads, 4)
	setDefault(&o.Working, 64)
	setDefault(&o.Waiting, 256)
	o.Live = o.Live.withDefaults()
	return o
}

func setDefault[T int | int64 | time.Duration](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

// Handler is the HTTP edge.
type Handler struct {
	http.Handler
	draining *atomic.Bool
	streams  *streams
}

// Drain makes /readyz say that the server is going away; it answers everything else as before.
func (h *Handler) Drain() { h.draining.Store(true) }

// Close ends the sockets and event streams, and refuses new ones: their clients come back to whoever
// answers next. It waits until all are gone, or until ctx ends.
func (h *Handler) Close(ctx context.Context) error { return h.streams.close(ctx) }

// server holds what the routes share.
type server struct {
	Options
	draining atomic.Bool
	uploads  chan struct{}
	// program is what the answers of this program have in common.
	program [sha256.Size]byte
}

// New gives the HTTP edge.
func New(o Options) *Handler {
	s := &server{Options: o.withDefaults()}
	s.program = newTagger(s.Options).server
	s.uploads = make(chan struct{}, s.Uploads)
	routes := http.NewServeMux()
	admission := newTurns(s.Working, s.Waiting)
	live := newStreams(s.Options, admission)
	graphQL := newGraphQL(s.Options, admission, live)
	routes.Handle(pathGraphQL, lasting(graphQL, within(s.Deadline, s.pageOr(graphQL))))
	routes.Handle("POST "+pathSources, within(s.UploadDeadline, http.HandlerFunc(s.upload)))
	routes.Handle("POST "+pathMaps, within(s.UploadDeadline, http.HandlerFunc(s.importMaps)))
	routes.Handle("POST "+pathMaps+"/validate", within(s.UploadDeadline, http.HandlerFunc(s.validateMaps)))
	routes.Handle("GET "+pathMaps+"/{id}/export", within(s.UploadDeadline, http.HandlerFunc(s.exportMap)))
	routes.Handle("/", within(s.Deadline, s.small()))
	return &Handler{s.withRequestID(s.logged(recovered(s.withHeaders(compressed(s.withCORS(s.guarded(routes))))))), &s.draining, live}
}

// small are the routes that take no body.
func (s *server) small() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /{$}", explorer.Page)
	routes.Handle("GET "+explorer.Prefix, explorer.Files(http.HandlerFunc(unknown)))
	routes.Handle("GET "+pathPage, pageFiles())
	routes.HandleFunc("GET "+pathSchema, s.schema)
	routes.HandleFunc("GET "+pathLive, live)
	routes.HandleFunc("GET "+pathReady, s.ready)
	routes.HandleFunc("GET "+pathVersion, s.version)
	routes.HandleFunc("/", unknown)
	return routes
}
