package httpapi

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"argmap/internal/exchange"
	"argmap/internal/fault"
)

// brought is the answer to a file of maps.
type brought struct {
	Format string              `json:"format"`
	Maps   []exchange.Imported `json:"maps"`
}

// judged is the answer to a file that is only looked at.
type judged struct {
	Format string             `json:"format"`
	Maps   []exchange.Checked `json:"maps"`
}

// importMaps takes a file of maps: as the body, with what is known of it in the address, or as a form.
func (s *server) importMaps(w http.ResponseWriter, r *http.Request) {
	f, who, err := s.mapFile(w, r)
	if err != nil {
		fail(w, r, err)
		return
	}
	maps, format, err := s.Maps.Import(r.Context(), f, who)
	if err != nil {
		fail(w, r, err)
		return
	}
	status := http.StatusOK
	for i := range maps {
		if !maps[i].Repeated {
			status = http.StatusCreated
		}
	}
	writeJSON(w, status, brought{format, maps})
}

// validateMaps looks at a file of maps, and keeps nothing.
func (s *server) validateMaps(w http.ResponseWriter, r *http.Request) {
	f, _, err := s.mapFile(w, r)
	if err != nil {
		fail(w, r, err)
		return
	}
	maps, format, err := s.Maps.Validate(r.Context(), f)
	if err != nil {
		fail(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, judged{format.Name, maps})
}

// mapFile reads a request with a file. All of it is in memory before its turn comes, so that nobody who
// sends slowly keeps others waiting.
func (s *server) mapFile(w http.ResponseWriter, r *http.Request) (exchange.File, exchange.Who, error) {
	none := exchange.Who{}
	if r.ContentLength > s.Maps.Limit()+formOverhead {
		return exchange.File{}, none, s.mapTooLarge()
	}
	select {
	case s.uploads <- struct{}{}:
		defer func() { <-s.uploads }()
	case <-r.Context().Done():
		return exchange.File{}, none, fault.New(fault.Unavailable, "file.busy", "too many files are on their way in; try again in a moment")
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	known := r.URL.Query()
	got := &mapForm{known: known, beside: map[string][]byte{}}
	switch {
	case err == nil && media == "multipart/form-data":
		err = s.readMapForm(w, r, got)
	case err == nil && media == "application/x-www-form-urlencoded":
		err = fault.New(fault.Invalid, "http.media_type", "a map is sent as the body in its own media type, or as multipart/form-data; "+
			"this came as the fields of a web form, as curl sends it unless told otherwise: curl -H 'Content-Type: application/json' --data-binary @FILE, or -F file=@FILE")
	default:
		got.main, err = io.ReadAll(http.MaxBytesReader(w, r.Body, s.Maps.Limit()))
	}
	if err != nil {
		return exchange.File{}, none, s.badMap(err)
	}
	return s.described(got)
}

// mapForm is what a request holds.
type mapForm struct {
	known  url.Values
	name   string
	main   []byte
	beside map[string][]byte
}

// described reads what is said of the file. A name that means nothing is refused, so that a misspelt
// one is not lost.
func (s *server) described(got *mapForm) (exchange.File, exchange.Who, error) {
	f := exchange.File{Name: got.name, Body: bytes.NewReader(got.main), Beside: func(name string) (io.ReadCloser, error) {
		if data, ok := got.beside[name]; ok {
			return io.NopCloser(bytes.NewReader(data)), nil
		}
		return nil, fmt.Errorf("%q: %w", name, fs.ErrNotExist)
	}}
	who := exchange.Who{Actor: s.Actor}
	fields := map[string]*string{"name": &f.Name, "format": &f.Format, "key": &who.Key, "message": &who.Message}
	for name, values := range got.known {
		switch to, ok := fields[name]; {
		case !ok:
			return f, who, fault.InvalidField(name, "file.field", "%q says nothing of a file; there are name, format, key and message", name)
		case len(values) > 1:
			return f, who, fault.InvalidField(name, "file.field", "%q is given %d times", name, len(values))
		case len(values[0]) > maxField || !utf8.ValidString(values[0]):
			return f, who, fault.InvalidField(name, "file.field", "%q is longer than %d bytes, or not UTF-8", name, maxField)
		default:
			*to = values[0]
		}
	}
	f.Name = f.Name[strings.LastIndexAny(f.Name, `/\`)+1:]
	return f, who, nil
}

// readMapForm reads a form: the map is the file "file", and what lies beside it are files "beside".
func (s *server) readMapForm(w http.ResponseWriter, r *http.Request, got *mapForm) error {
	r.Body = http.MaxBytesReader(w, r.Body, s.Maps.Limit()+formOverhead)
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = got.part(part)
		}
		if err != nil {
			return err
		}
	}
	if got.main == nil {
		return fault.InvalidField("file", "file.form", "the form has no file \"file\" with the map")
	}
	return nil
}

// maxBeside is how many files may come with a map.
const maxBeside = 16

func (got *mapForm) part(p *multipart.Part) error {
	data, err := io.ReadAll(p)
	if err != nil {
		return err
	}
	switch p.FormName() {
	case "file":
		if got.main != nil {
			return fault.InvalidField("file", "file.form", "the form has two maps; send one at a time, and what lies beside it as \"beside\"")
		}
		got.main, got.name = append([]byte{}, data...), p.FileName()
	case "beside":
		if got.beside[p.FileName()] = data; len(got.beside) > maxBeside {
			return fault.InvalidField("beside", "file.form", "the form has more than %d files beside the map", maxBeside)
		}
	default:
		if len(data) > maxField || !utf8.ValidString(p.FormName()) {
			return fault.InvalidField("", "file.form", "a field is longer than %d bytes, or its name is not UTF-8", maxField)
		}
		got.known.Add(p.FormName(), string(data))
	}
	return nil
}

func (s *server) mapTooLarge() error {
	return fault.New(fault.Exhausted, "file.too_large", "the file, with those beside it, is larger than %d bytes; split it, or raise the limit", s.Maps.Limit()).At("file")
}

// badMap tells what was wrong with a request.
func (s *server) badMap(err error) error {
	var known *fault.Error
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &tooLong):
		return s.mapTooLarge()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fault.New(fault.Cancelled, "file.cut_off", "the file broke off before its end; nothing was kept").At("file").Because(err)
	}
	return fault.New(fault.Invalid, "file.form", "the form cannot be read: %v", err)
}
