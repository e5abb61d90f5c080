package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/graph"
	"argmap/internal/fault"
)

// The media types of a GraphQL answer.
const (
	mediaJSON    = "application/json"
	mediaGraphQL = "application/graphql-response+json"
)

// answerMedia chooses the media type that the client likes best; of two that it likes alike, the
// one that it names first. It is false when the client takes neither.
func answerMedia(accept []string) (string, bool) { return chosenMedia(accept, offered) }

func chosenMedia(accept []string, offered func(media string) string) (string, bool) {
	header := strings.Join(accept, ",")
	if strings.TrimSpace(header) == "" {
		return mediaJSON, true
	}
	best, quality := "", 0.0
	for item := range strings.SplitSeq(header, ",") {
		media, params, err := mime.ParseMediaType(item)
		if err != nil {
			continue
		}
		offer := offered(media)
		if q := qualityOf(params); offer != "" && q > quality && utf8Charset(params) {
			best, quality = offer, q
		}
	}
	return best, best != ""
}

func offered(media string) string {
	switch media {
	case mediaJSON, "application/*", "*/*":
		return mediaJSON
	case mediaGraphQL:
		return mediaGraphQL
	}
	return ""
}

func qualityOf(params map[string]string) float64 {
	text, ok := params["q"]
	if !ok {
		return 1
	}
	q, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0
	}
	return q
}

func utf8Charset(params map[string]string) bool {
	charset, ok := params["charset"]
	return !ok || strings.EqualFold(charset, "utf-8")
}

// read takes the parameters of a request from its body or its address.
func (t transport) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, error) {
	switch r.Method {
	case http.MethodPost:
		return t.readBody(w, r)
	case http.MethodGet:
		return readAddress(r.URL.Query())
	}
	w.Header().Set("Allow", "GET, POST")
	return nil, fault.New(fault.Invalid, "http.method", "GraphQL requests are sent by POST, queries also by GET")
}

func (t transport) readBody(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != mediaJSON || !utf8Charset(params) {
		return nil, fault.New(fault.Invalid, "http.media_type", "a GraphQL request is sent as %s in UTF-8", mediaJSON)
	}
	body, err := t.body(w, r)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil || fields == nil {
		return nil, fault.New(fault.Invalid, "http.body", "the body is not one JSON object with the field \"query\"")
	}
	return paramsOf(t.limits, fields, r.Header)
}

// paramsOf reads the parameters of a request from the fields of its JSON object.
func paramsOf(limits graph.Limits, fields map[string]json.RawMessage, headers http.Header) (*graphql.RawParams, error) {
	if err := limits.Written(fields["query"]); err != nil {
		return nil, err
	}
	p, documentID := &graphql.RawParams{Headers: headers}, ""
	for _, f := range []struct {
		name string
		to   any
	}{
		{"query", &p.Query},
		{"operationName", &p.OperationName},
		{"variables", &p.Variables},
		{"extensions", &p.Extensions},
		{parameterDocumentID, &documentID},
	} {
		if err := decode(fields[f.name], f.name, f.to); err != nil {
			return nil, err
		}
	}
	withDocumentID(p, documentID)
	return p, queryGiven(p)
}

// unread says why a body could not be read to its end.
func unread(err error) error {
	if tooLong, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.New(fault.Exhausted, "http.body_size", "the body is longer than %d bytes", tooLong.Limit)
	}
	return fault.New(fault.Cancelled, "http.body", "the body broke off before its end").Because(err)
}

// decode reads one parameter; null is as if it were not there. Numbers keep their digits.
func decode(raw json.RawMessage, name string, to any) error {
	if len(raw) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(to); err != nil {
		want := "an object"
		if _, text := to.(*string); text {
			want = "a string"
		}
		return fault.InvalidField(name, "http.body", "%q must be %s", name, want)
	}
	return nil
}

func readAddress(q url.Values) (*graphql.RawParams, error) {
	// What is remembered of a document must not hold on to the whole address.
	p := &graphql.RawParams{Query: strings.Clone(q.Get("query")), OperationName: q.Get("operationName")}
	for name, to := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		text := q.Get(name)
		if text != "" && !json.Valid([]byte(text)) {
			return nil, fault.InvalidField(name, "http.body", "%q must be an object in JSON", name)
		}
		if err := decode(json.RawMessage(text), name, to); err != nil {
			return nil, err
		}
	}
	withDocumentID(p, q.Get(parameterDocumentID))
	return p, queryGiven(p)
}

// whole is an answer. Data is nil, and has no key, when nothing was executed.
type whole struct {
	Errors     gqlerror.List    `json:"errors,omitempty"`
	Data       *json.RawMessage `json:"data,omitempty"`
	Extensions map[string]any   `json:"extensions,omitempty"`
}

func answer(w http.ResponseWriter, r *http.Request, media string, status int, a whole) {
	for _, e := range a.Errors {
		f := faultOf(e)
		lineOf(r.Context()).note(f)
		retryLater(w, f)
	}
	parts, err := a.parts()
	if err != nil {
		status, parts = http.StatusInternalServerError, [][]byte{[]byte(`{"errors":[{"message":"internal error","extensions":{"code":"INTERNAL","reason":"internal"}}]}`)}
	}
	length := 0
	for _, p := range parts {
		length += len(p)
	}
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(length))
	w.WriteHeader(status)
	for _, p := range parts {
		_, _ = w.Write(p) //nolint:gosec // JSON, in the type that says so, which no browser takes for a page
	}
}

// parts gives the answer as JSON, in pieces. The data are JSON already, and may be long: they go out as
// they are, where encoding/json would read and copy them once more.
func (a whole) parts() ([][]byte, error) {
	if a.Data == nil {
		body, err := json.Marshal(a)
		return [][]byte{body}, err
	}
	data, extensions := *a.Data, a.Extensions
	if len(data) == 0 {
		data = json.RawMessage("null")
	}
	head, err := json.Marshal(whole{Errors: a.Errors})
	if err != nil {
		return nil, err
	}
	head = head[:len(head)-1]
	if len(a.Errors) > 0 {
		head = append(head, ',')
	}
	head, tail := append(head, `"data":`...), []byte{'}'}
	if len(extensions) > 0 {
		text, err := json.Marshal(extensions)
		if err != nil {
			return nil, err
		}
		tail = append(append([]byte(`,"extensions":`), text...), '}')
	}
	return [][]byte{head, data, tail}, nil
}

// faultOf reads back what PresentError wrote.
func faultOf(e *gqlerror.Error) *fault.Error {
	code, reason := fmt.Sprint(e.Extensions["code"]), fmt.Sprint(e.Extensions["reason"])
	f := fault.New(fault.Code(code), reason, "%s", e.Message)
	if after, ok := e.Extensions["retryAfter"]; ok {
		f = f.With("retryAfter", after)
	}
	return f
}
