package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/graph/direct"
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
	fields, err := membersOf(body)
	if err != nil || fields == nil {
		return nil, fault.New(fault.Invalid, "http.body", "the body is not one JSON object with the field \"query\"")
	}
	return paramsOf(fields, r.Header)
}

// membersOf reads a JSON object. Numbers keep their digits.
func membersOf(body []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var fields map[string]any
	if err := d.Decode(&fields); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more follows the object")
	}
	return fields, nil
}

// paramsOf reads the parameters of a request from its fields.
func paramsOf(fields map[string]any, headers http.Header) (*graphql.RawParams, error) {
	p, documentID := &graphql.RawParams{Headers: headers}, ""
	for _, err := range []error{
		parameter(fields, "query", "a string", &p.Query),
		parameter(fields, "operationName", "a string", &p.OperationName),
		parameter(fields, "variables", "an object", &p.Variables),
		parameter(fields, "extensions", "an object", &p.Extensions),
		parameter(fields, parameterDocumentID, "a string", &documentID),
	} {
		if err != nil {
			return nil, err
		}
	}
	withDocumentID(p, documentID)
	return p, queryGiven(p)
}

// parameter reads one field; null is as if it were not there.
func parameter[T any](fields map[string]any, name, want string, to *T) error {
	value, ok := fields[name]
	if !ok || value == nil {
		return nil
	}
	if *to, ok = value.(T); !ok {
		return fault.InvalidField(name, "http.body", "%q must be %s", name, want)
	}
	return nil
}

// unread says why a body could not be read to its end.
func unread(err error) error {
	if tooLong, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.New(fault.Exhausted, "http.body_size", "the body is longer than %d bytes", tooLong.Limit)
	}
	return fault.New(fault.Cancelled, "http.body", "the body broke off before its end").Because(err)
}

func readAddress(q url.Values) (*graphql.RawParams, error) {
	// What is remembered of a document must not hold on to the whole address.
	p := &graphql.RawParams{Query: strings.Clone(q.Get("query")), OperationName: q.Get("operationName")}
	for name, to := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		text := q.Get(name)
		if text == "" {
			continue
		}
		var err error
		if *to, err = membersOf([]byte(text)); err != nil {
			return nil, fault.InvalidField(name, "http.body", "%q must be an object in JSON", name)
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
	// values are what was left out of the data.
	values *direct.Answer
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
	pieces := [][]byte{data}
	if a.values != nil && len(*a.Data) > 0 {
		pieces = a.values.Pieces(data)
	}
	if len(pieces) == 1 {
		return [][]byte{head, data, tail}, nil
	}
	last := len(pieces) - 1
	pieces[0], pieces[last] = append(head, pieces[0]...), append(slices.Clip(pieces[last]), tail...)
	return pieces, nil
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
