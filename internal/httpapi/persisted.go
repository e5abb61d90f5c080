package httpapi

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/internal/fault"
	"argmap/internal/lru"
)

// parameterDocumentID stands in for the query of a request. All transports hand it on among the
// extensions of the request, where this file looks for it.
const parameterDocumentID = "documentId"

// extensionPersisted is where Apollo's protocol of automatic persisted queries puts its hash.
const extensionPersisted = "persistedQuery"

// What is kept, in bytes, of documents that clients have sent together with their hash. A longer one
// runs, and has to be sent again the next time.
const (
	keptBytes = 1 << 20
	keptLen   = 16 << 10
	// keptEntry is what an entry takes beside its text.
	keptEntry = 400
)

// persisted puts the text of a document into a request that names it: by the id of a trusted
// document, or by the hash of one that a client has sent before. It stands before the limits, which
// look at the text.
type persisted struct {
	trusted Documents
	// only refuses every text but those of trusted documents.
	only bool
	kept *lru.Cache[string, string]
}

func newPersisted(o Options) *persisted {
	size := func(_, text string) int64 { return int64(len(text)) + keptEntry }
	return &persisted{o.Documents, o.DocumentsOnly, lru.New(keptBytes, size)}
}

// ExtensionName names the extension.
func (*persisted) ExtensionName() string { return "PersistedDocuments" }

// Validate takes every schema: LoadDocuments has held the trusted documents to it.
func (*persisted) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters puts the document into the request.
func (p *persisted) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	text, err := p.document(params)
	if err != nil {
		return gqlerror.Wrap(err)
	}
	params.Query = text
	return nil
}

// document gives the text that a request asks to run.
func (p *persisted) document(params *graphql.RawParams) (string, error) {
	if id, ok := params.Extensions[parameterDocumentID]; ok {
		return p.byID(id, params)
	}
	if p.only {
		return "", fault.New(fault.Forbidden, "document.untrusted", "this server runs the documents that it was started with, and no others: send a \"documentId\"")
	}
	hash, err := hashOf(params)
	if err != nil || hash == "" {
		return params.Query, err
	}
	if params.Query == "" {
		return p.byHash(hash)
	}
	if hash != sumOf(params.Query) {
		return "", fault.InvalidField("extensions.persistedQuery.sha256Hash", "document.hash", "the hash is not the SHA-256 of the query")
	}
	return params.Query, nil
}

// byID gives a trusted document.
func (p *persisted) byID(id any, params *graphql.RawParams) (string, error) {
	name, ok := id.(string)
	switch {
	case !ok:
		return "", fault.InvalidField(parameterDocumentID, "http.body", "%q must be a string", parameterDocumentID)
	case params.Query != "" || params.Extensions[extensionPersisted] != nil:
		return "", fault.InvalidField(parameterDocumentID, "document.both", "a \"documentId\" stands in for the query; both are given")
	}
	text, ok := p.trusted[name]
	if !ok {
		return "", fault.New(fault.NotFound, "document.unknown", "there is no document by this id").At(parameterDocumentID)
	}
	return text, nil
}

// byHash gives a document that was sent before. The error's message and reason are what Apollo's
// protocol calls it: clients look for the one or the other, and send the text.
func (p *persisted) byHash(hash string) (string, error) {
	if text, ok := p.kept.Get(hash); ok {
		return text, nil
	}
	return "", fault.New(fault.NotFound, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
}

// MutateOperationContext keeps a document that came with its hash, now that it is known to be valid.
func (p *persisted) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	hash, err := hashOf(&graphql.RawParams{Extensions: op.Extensions})
	if err != nil || hash == "" || len(op.RawQuery) > keptLen {
		return nil //nolint:nilerr // MutateOperationParameters has refused it
	}
	if _, ok := p.kept.Get(hash); !ok {
		p.kept.Put(hash, strings.Clone(op.RawQuery), nil)
	}
	return nil
}

// hashOf gives the hash that a request names its document by; empty when it does not.
func hashOf(params *graphql.RawParams) (string, error) {
	given, ok := params.Extensions[extensionPersisted]
	if !ok || given == nil {
		return "", nil
	}
	field := "extensions." + extensionPersisted
	fields, ok := given.(map[string]any)
	if !ok {
		return "", fault.InvalidField(field, "document.persisted", "%q must be an object", extensionPersisted)
	}
	if fmt.Sprint(fields["version"]) != "1" {
		return "", fault.InvalidField(field+".version", "document.persisted", "the version of persisted queries must be 1")
	}
	hash, _ := fields["sha256Hash"].(string)
	if b, err := hex.DecodeString(hash); err != nil || len(b) != sha256.Size {
		return "", fault.InvalidField(field+".sha256Hash", "document.persisted", "the hash must be a SHA-256 in hexadecimal digits")
	}
	return strings.ToLower(hash), nil
}

// sumOf gives the SHA-256 of a text in hexadecimal digits.
func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// withDocumentID puts the id of a trusted document, if there is one, where all transports look for it.
func withDocumentID(p *graphql.RawParams, id string) {
	if id == "" {
		return
	}
	if p.Extensions == nil {
		p.Extensions = map[string]any{}
	}
	p.Extensions[parameterDocumentID] = id
}

// queryGiven refuses a request that neither holds a document nor names one.
func queryGiven(p *graphql.RawParams) error {
	if p.Query == "" && p.Extensions[parameterDocumentID] == nil && p.Extensions[extensionPersisted] == nil {
		return fault.InvalidField("query", "http.query", "\"query\" is missing or empty, and no \"documentId\" is given")
	}
	return nil
}
