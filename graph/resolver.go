// Package graph is the GraphQL edge: requests in, calls of the ledger and the use-cases out.
//
// Resolvers are thin. What belongs to a map is read from one snapshot; every answer remembers what
// it has read, so that a tree of whatever depth costs the same few calls. Errors carry the codes of
// the fault package; nothing else is shown of them.
package graph

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"argmap/graph/generated"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/evaluation"
	"argmap/internal/exchange"
	"argmap/internal/ingest"
	"argmap/internal/ledger"
	"argmap/internal/scheme"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Ledger is what the edge reads of maps; *ledger.Ledger is one.
type Ledger interface {
	// At gives a map as it is, or as it was.
	At(ctx context.Context, m argmap.ID, r ledger.Read) (*snapshot.Snapshot, error)
	// Head gives the head of a map that can be read.
	Head(ctx context.Context, m argmap.ID) (store.Head, error)
	// Watch follows a map from what was seen of it on.
	Watch(ctx context.Context, m argmap.ID, since ledger.Seen) iter.Seq2[ledger.Event, error]
	// Changes gives a part of a map's history.
	Changes(ctx context.Context, m argmap.ID, s ledger.Span) ([]argmap.ChangeSet, error)
	// Change gives one change set.
	Change(ctx context.Context, m argmap.ID, r argmap.Revision) (argmap.ChangeSet, error)
	// Quote gives a paragraph if it is in memory, for as long as it stays there; else nil.
	Quote(id argmap.ID) *snapshot.Quote
	// Paragraphs gives paragraphs; unknown ids are left out.
	Paragraphs(ctx context.Context, ids []argmap.ID) ([]*argmap.Paragraph, error)
}

// Store is what the edge reads across maps; every store.Store is one.
type Store interface {
	// Locate finds what ids name.
	Locate(ctx context.Context, ids []argmap.ID) ([]store.Location, error)
	// ListMaps and CountMaps list maps.
	ListMaps(ctx context.Context, f store.MapFilter, p store.Page) ([]store.MapRow, error)
	CountMaps(ctx context.Context, f store.MapFilter) (int, error)
	// ListSources and CountSources list sources.
	ListSources(ctx context.Context, f store.SourceFilter, p store.Page) ([]store.SourceRow, error)
	CountSources(ctx context.Context, f store.SourceFilter) (int, error)
	// Sources gives sources; unknown ids are left out.
	Sources(ctx context.Context, ids []argmap.ID) ([]*argmap.Source, error)
	// SourceBytes gives a source as it came.
	SourceBytes(ctx context.Context, id argmap.ID) ([]byte, error)
	// SourceParagraphs gives a source's paragraphs.
	SourceParagraphs(ctx context.Context, source argmap.ID, after, limit int) ([]*argmap.Paragraph, error)
	// CitationsOf lists what cites a paragraph.
	CitationsOf(ctx context.Context, paragraph argmap.ID, p store.Page) ([]store.Citing, error)
	// ListQuestions and CountQuestions list what is open.
	ListQuestions(ctx context.Context, f store.QuestionFilter, p store.Page) ([]store.QuestionRow, error)
	CountQuestions(ctx context.Context, f store.QuestionFilter) (int, error)
	// CountOpen counts what is open in some maps.
	CountOpen(ctx context.Context, maps []argmap.ID) (map[argmap.ID]int, error)
	// Search finds elements and paragraphs.
	Search(ctx context.Context, f store.SearchFilter, p store.Page) ([]store.Hit, error)
}

// Sources brings texts in and withdraws them; *ingest.Service is one.
type Sources interface {
	// Import reads a text to its end, and keeps it.
	Import(ctx context.Context, in ingest.Input) (ingest.Result, error)
	// Withdraw marks a source withdrawn.
	Withdraw(ctx context.Context, actor argmap.Actor, id argmap.ID, since argmap.Revision) (*argmap.Source, error)
}

// Config is what the edge needs. All fields are required.
type Config struct {
	Ledger    Ledger
	Store     Store
	Authoring *authoring.Service
	Sources   Sources
	// Interchange brings maps of interchange formats in and out.
	Interchange *exchange.Interchange
	// Schemes gives the argumentation schemes that are known; it is asked when they are.
	Schemes func() *scheme.Set
	// Evaluation says what can be accepted of maps.
	Evaluator *evaluation.Service
	// Actor gives who makes the request.
	Actor func(context.Context) argmap.Actor
}

// Resolver answers the fields that the views of the domain do not answer themselves.
type Resolver struct {
	Config

	feeds     *feeds
	standings *standings
}

// NewExecutableSchema gives the schema with its resolvers.
func NewExecutableSchema(c Config) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{c, newFeeds(), newStandings()}})
}

// Server is what Guard needs of a server; *handler.Server and *executor.Executor are such.
type Server interface {
	// SetErrorPresenter says how errors are shown.
	SetErrorPresenter(f graphql.ErrorPresenterFunc)
	// SetRecoverFunc says what becomes of panics.
	SetRecoverFunc(f graphql.RecoverFunc)
	// SetParserTokenLimit bounds the tokens of a query.
	SetParserTokenLimit(limit int)
	// SetQueryCache says where parsed documents are kept.
	SetQueryCache(cache graphql.Cache[*ast.QueryDocument])
	// SetDisableSuggestion leaves out of some errors the names that are like an unknown one.
	SetDisableSuggestion(off bool)
	// Use adds an extension.
	Use(extension graphql.HandlerExtension)
}

// Guard makes a server of NewExecutableSchema's work as the edge promises: it presents errors,
// recovers from panics, keeps the limits, remembers documents within a bound, shows the schema or hides it, and reads nothing twice within
// one answer. Extensions that put a document into the parameters of a request must be used before.
func Guard(s Server, l Limits) { guard(s, newLimiter(l.withDefaults())) }

func guard(s Server, l *limiter) {
	s.SetErrorPresenter(l.present)
	s.SetRecoverFunc(RecoverPanic)
	s.SetParserTokenLimit(l.Tokens)
	s.SetQueryCache(newParsed())
	s.SetDisableSuggestion(l.NoSuggestions || l.NoIntrospection)
	setRules(s, l.rules)
	s.Use(l)
	if !l.NoIntrospection {
		s.Use(extension.Introspection{})
	}
	s.Use(memory{})
}

// setRules gives a server its rules of validation, by the name that it has for this.
func setRules(s Server, f func() *rules.Rules) {
	switch s := s.(type) {
	case interface{ SetValidationRulesFn(f func() *rules.Rules) }:
		s.SetValidationRulesFn(f)
	case interface{ SetDefaultRulesFn(f func() *rules.Rules) }:
		s.SetDefaultRulesFn(f)
	}
}

// SDL gives the whole schema as one text, as it is served at /schema.graphqls.
func SDL() string {
	var b strings.Builder
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchema(schema)
	return b.String()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
