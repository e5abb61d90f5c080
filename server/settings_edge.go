package main

import (
	"argmap/graph"
	"argmap/internal/httpapi"
)

// edgeSettings say what clients may ask for, and from where.
type edgeSettings struct {
	Introspection bool   `env:"ARGMAP_INTROSPECTION" default:"true" negatable:"" help:"Show the schema to clients. Off, no error names what the client did not name, and /schema.graphqls is gone."`
	Suggestions   bool   `env:"ARGMAP_SUGGESTIONS" default:"true" negatable:"" help:"Name what is like an unknown field in errors."`
	CORSOrigins   string `name:"cors-origins" env:"ARGMAP_CORS_ORIGINS" placeholder:"ORIGINS" help:"Web pages that may call this server from a browser, by exact origins with commas between them; * for all, with a token only."`
	Documents     string `env:"ARGMAP_DOCUMENTS" placeholder:"PATH" help:"Trusted documents, which clients name by documentId: a JSON file from id to text, or a directory of such files."`
	DocumentsOnly bool   `env:"ARGMAP_DOCUMENTS_ONLY" help:"Run trusted documents only, and refuse every other text."`
}

// options reads what the settings name, for a server that asks for a token or does not.
func (e *edgeSettings) options(token bool) (httpapi.Options, error) {
	o := httpapi.Options{
		Limits:        graph.Limits{NoIntrospection: !e.Introspection, NoSuggestions: !e.Suggestions},
		DocumentsOnly: e.DocumentsOnly,
	}
	var err error
	if o.Origins, err = httpapi.ParseOrigins(e.CORSOrigins); err != nil {
		return o, usagef("ARGMAP_CORS_ORIGINS (--cors-origins): %w", err)
	}
	if o.Origins.Any() && !token {
		return o, usagef("ARGMAP_CORS_ORIGINS (--cors-origins) is *, which would open this machine's maps to every web page; name the origins, or set ARGMAP_TOKEN or ARGMAP_TOKEN_FILE (--token-file)")
	}
	if e.Documents == "" {
		if e.DocumentsOnly {
			return o, usagef("ARGMAP_DOCUMENTS_ONLY (--documents-only) is set, but ARGMAP_DOCUMENTS (--documents) names no documents")
		}
		return o, nil
	}
	if o.Documents, err = httpapi.LoadDocuments(e.Documents, graph.NewExecutableSchema(graph.Config{}).Schema()); err != nil {
		return o, usagef("ARGMAP_DOCUMENTS (--documents): %w", err)
	}
	return o, nil
}
