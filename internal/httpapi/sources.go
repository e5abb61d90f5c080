package httpapi

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ingest"
	"argmap/internal/paragraph"
)

// received is the answer to an upload.
type received struct {
	ID         argmap.ID       `json:"id"`
	Revision   argmap.Revision `json:"revision"`
	Existing   bool            `json:"existing"`
	Paragraphs int             `json:"paragraphs"`
}

// upload takes a text: as the body, with what is known of it in the address, or as a form.
func (s *server) upload(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > s.Sources.Limit()+formOverhead {
		fail(w, r, s.tooLarge())
		return
	}
	select {
	case s.uploads <- struct{}{}:
		defer func() { <-s.uploads }()
	case <-r.Context().Done():
		fail(w, r, fault.New(fault.Unavailable, "source.busy", "too many texts are on their way in; try again in a moment"))
		return
	}
	in, err := s.input(w, r)
	if err != nil {
		fail(w, r, err)
		return
	}
	in.Actor = s.Actor
	res, err := s.Sources.Import(r.Context(), in)
	if err != nil {
		fail(w, r, err)
		return
	}
	status := http.StatusCreated
	if res.Existing {
		status = http.StatusOK
	}
	writeJSON(w, status, received{res.Source.ID, res.Source.Revision, res.Existing, res.Source.Paragraphs})
}

func (s *server) tooLarge() error {
	return fault.New(fault.Exhausted, "source.too_large", "the text is larger than %d bytes; split it, or raise the limit", s.Sources.Limit()).At("text")
}

func (s *server) input(w http.ResponseWriter, r *http.Request) (ingest.Input, error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		media = ""
	}
	switch media {
	case paragraph.PlainText, paragraph.Markdown:
		if !utf8Charset(params) {
			return ingest.Input{}, fault.New(fault.Invalid, "source.media_type", "the text is said to be %s; save it as UTF-8 and send it again", params["charset"])
		}
		in := ingest.Input{Body: r.Body, MediaType: media}
		return in, describe(&in, r.URL.Query())
	case "multipart/form-data":
		return s.form(w, r)
	}
	return ingest.Input{}, fault.New(fault.Invalid, "source.media_type", "a text is sent as %s, %s or multipart/form-data", paragraph.PlainText, paragraph.Markdown)
}

// describe fills in what is known of the text. A name that means nothing is refused, so that a
// misspelt one is not lost.
func describe(in *ingest.Input, known url.Values) error {
	fields := map[string]*string{
		"title": &in.Title, "creator": &in.Creator, "date": &in.Date, "publisher": &in.Publisher,
		"language": &in.Language, "rights": &in.Rights, "uri": &in.URI,
	}
	for name, values := range known {
		to, ok := fields[name]
		switch {
		case name == "fragment":
			if err := torn(in, values); err != nil {
				return err
			}
		case !ok:
			return fault.InvalidField(name, "source.field", "%q is no field of a text; there are title, creator, date, publisher, language, rights, uri and fragment", name)
		case len(values) > 1:
			return fault.InvalidField(name, "source.field", "%q is given %d times", name, len(values))
		default:
			*to = values[0]
		}
	}
	return nil
}

// torn reads which ends of the text lie in mid-text: START, END or both.
func torn(in *ingest.Input, values []string) error {
	for end := range strings.SplitSeq(strings.Join(values, ","), ",") {
		switch strings.ToUpper(strings.TrimSpace(end)) {
		case "":
		case "START":
			in.TornStart = true
		case "END":
			in.TornEnd = true
		default:
			return fault.InvalidField("fragment", "source.fragment", "%q is no end of a text; it is START, END or START,END", end)
		}
	}
	return nil
}

// Bounds of a form: of what is beside the text, and of one field.
const (
	formOverhead = 64 << 10
	maxField     = 8 << 10
)

// form reads a form with one file. The fields may stand before or after it, so the file is held in
// memory, as it is in the end anyway.
func (s *server) form(w http.ResponseWriter, r *http.Request) (ingest.Input, error) {
	r.Body = http.MaxBytesReader(w, r.Body, s.Sources.Limit()+formOverhead)
	parts, err := r.MultipartReader()
	if err != nil {
		return ingest.Input{}, fault.New(fault.Invalid, "source.form", "the form cannot be read: %v", err)
	}
	var in ingest.Input
	known := url.Values{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = s.part(part, &in, known)
		}
		if err != nil {
			return in, s.badForm(err)
		}
	}
	if in.Body == nil {
		return in, fault.InvalidField("file", "source.form", "the form has no field \"file\" with the text")
	}
	return in, describe(&in, known)
}

func (s *server) part(p *multipart.Part, in *ingest.Input, known url.Values) error {
	if p.FormName() == "file" {
		return s.file(p, in)
	}
	value, err := io.ReadAll(io.LimitReader(p, maxField+1))
	switch {
	case err != nil:
		return err
	case len(value) > maxField:
		return fault.New(fault.Exhausted, "source.metadata", "the field has more than %d bytes", maxField).At(p.FormName())
	case !utf8.ValidString(p.FormName()):
		return fault.New(fault.Invalid, "source.form", "a field's name is not UTF-8")
	}
	known.Add(p.FormName(), string(value))
	return nil
}

func (s *server) file(p *multipart.Part, in *ingest.Input) error {
	if in.Body != nil {
		return fault.InvalidField("file", "source.form", "the form has two files; send one text at a time")
	}
	text, err := io.ReadAll(io.LimitReader(p, s.Sources.Limit()+1))
	if err != nil {
		return err
	}
	if int64(len(text)) > s.Sources.Limit() {
		return s.tooLarge()
	}
	in.Body, in.MediaType = bytes.NewReader(text), mediaOfFile(p)
	return nil
}

// mediaOfFile is what the form says the file is. Browsers know no Markdown: its name tells.
func mediaOfFile(p *multipart.Part) string {
	media := p.Header.Get("Content-Type")
	name := strings.ToLower(p.FileName())
	if strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".markdown") {
		return paragraph.Markdown
	}
	if media == "" || strings.HasPrefix(media, "application/octet-stream") {
		return paragraph.PlainText
	}
	return media
}

// badForm tells what was wrong with a form.
func (s *server) badForm(err error) error {
	var known *fault.Error
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &tooLong):
		return s.tooLarge()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fault.New(fault.Cancelled, "source.cut_off", "the form broke off before its end; nothing was kept").At("text").Because(err)
	}
	return fault.New(fault.Invalid, "source.form", "the form cannot be read: %v", err)
}
