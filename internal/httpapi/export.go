package httpapi

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/rs/zerolog"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/exchange"
	"argmap/internal/fault"
)

// exportAsked is what is asked of an export.
type exportAsked struct {
	format   string
	revision argmap.Revision
	// strict refuses what the format cannot hold; losses only tells of it.
	strict, losses bool
}

// told is the answer to who only asks what would be lost.
type told struct {
	Map      argmap.ID       `json:"map"`
	Revision argmap.Revision `json:"revision"`
	Format   string          `json:"format"`
	Losses   []codec.Loss    `json:"losses"`
}

// exportMap gives a map as a file of a format; as a zip of files where the format has several.
func (s *server) exportMap(w http.ResponseWriter, r *http.Request) {
	asked, err := readAsked(r.URL.Query())
	if err != nil {
		fail(w, r, err)
		return
	}
	e, err := s.Maps.Export(r.Context(), argmap.ID(r.PathValue("id")), asked.revision, asked.format)
	if err != nil {
		fail(w, r, err)
		return
	}
	tag := s.exportTag(r, e)
	if tag.unchanged(w, r) {
		return
	}
	if asked.losses {
		s.tellLosses(w, r, e)
		return
	}
	if asked.strict {
		err = e.Refuse(r.Context())
	}
	var files exportFiles
	if err == nil {
		files, err = weigh(r.Context(), e)
	}
	if err != nil {
		fail(w, r, err)
		return
	}
	if !tag.none() {
		tag.set(w.Header(), "")
	}
	s.send(w, r, e, files)
}

func readAsked(q url.Values) (asked exportAsked, err error) {
	asked.format = argmapjson.Name
	for name, values := range q {
		if len(values) > 1 {
			return asked, fault.InvalidField(name, "export.field", "%q is given %d times", name, len(values))
		}
		switch v := values[0]; name {
		case "format":
			asked.format = v
		case "revision":
			n, err := strconv.ParseInt(v, 10, 64)
			if err != nil || n < 1 {
				return asked, fault.InvalidField(name, "export.field", "a revision is a whole number from 1, not %q", v)
			}
			asked.revision = argmap.Revision(n)
		case "strict":
			asked.strict, err = truth(name, v)
		case "losses":
			asked.losses, err = truth(name, v)
		default:
			err = fault.InvalidField(name, "export.field", "%q says nothing of an export; there are format, revision, strict and losses", name)
		}
		if err != nil {
			return asked, err
		}
	}
	return asked, nil
}

func truth(name, v string) (bool, error) {
	is, err := strconv.ParseBool(v)
	if err != nil {
		return false, fault.InvalidField(name, "export.field", "%s is true or false, not %q", name, v)
	}
	return is, nil
}

// exportTag stands for the map's state and all else that the answer depends on. Our own format holds
// the history, which may grow while it is read: it has none.
func (s *server) exportTag(r *http.Request, e *exchange.Export) entityTag {
	if e.Format.Name == argmapjson.Name {
		return entityTag{}
	}
	text := fmt.Sprintf("%x\n%q\n%q\n%d\n%d\n%q\n", s.program, s.Actor, e.Map, e.Revision, e.Epoch, r.URL.Query().Encode())
	sum := sha256.Sum256([]byte(text))
	return entityTag{opaque: base64.RawURLEncoding.EncodeToString(sum[:])}
}

func (s *server) tellLosses(w http.ResponseWriter, r *http.Request, e *exchange.Export) {
	losses, err := e.Losses(r.Context())
	if err != nil {
		fail(w, r, err)
		return
	}
	if losses == nil {
		losses = []codec.Loss{}
	}
	writeJSON(w, http.StatusOK, told{e.Map, e.Revision, e.Format.Name, losses})
}

// exportFiles are the names of the files that an export comes to, and how long the only one is.
type exportFiles struct {
	names []string
	bytes int64
}

// Write counts what is written.
func (f *exportFiles) Write(b []byte) (int, error) {
	f.bytes += int64(len(b))
	return len(b), nil
}

// weigh writes an export into nothing. It costs the work twice and no memory; what cannot be written is
// then known while the status can still say so, and so is whether there are several files.
func weigh(ctx context.Context, e *exchange.Export) (exportFiles, error) {
	var f exportFiles
	if e.Format.Name == argmapjson.Name {
		return exportFiles{names: []string{mainName(e)}, bytes: -1}, nil
	}
	err := e.Write(ctx, codec.Output{Name: string(e.Map), Create: func(name string) (io.Writer, error) {
		f.names = append(f.names, name)
		return &f, nil
	}})
	return f, err
}

func mainName(e *exchange.Export) string { return string(e.Map) + e.Format.Extensions[0] }

// send streams an export. When it breaks off the connection does, so that nobody takes it for whole.
func (s *server) send(w http.ResponseWriter, r *http.Request, e *exchange.Export, files exportFiles) {
	h := w.Header()
	name, media := mainName(e), e.Format.MediaType
	out := codec.Output{Name: string(e.Map), Create: func(string) (io.Writer, error) { return w, nil }}
	var packed *zip.Writer
	if len(files.names) > 1 {
		name, media = string(e.Map)+".zip", "application/zip"
		packed = zip.NewWriter(w)
		out.Create = packed.Create
	} else if len(files.names) == 1 {
		name = files.names[0]
		if files.bytes >= 0 {
			h.Set("Content-Length", strconv.FormatInt(files.bytes, 10))
		}
	}
	if strings.HasPrefix(media, "text/") && !strings.Contains(media, "charset") {
		media += "; charset=utf-8"
	}
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Argmap-Revision", strconv.FormatInt(int64(e.Revision), 10))
	if r.Method == http.MethodHead {
		return
	}
	err := e.Write(r.Context(), out)
	if err == nil && packed != nil {
		err = packed.Close()
	}
	if err != nil {
		zerolog.Ctx(r.Context()).Error().Err(err).Str("requestId", graph.RequestID(r.Context())).Msg("an export broke off")
		panic(http.ErrAbortHandler)
	}
}
