package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/library"
	"argmap/internal/paragraph"
	"argmap/internal/store"
)

// DefaultLimit is the largest source in bytes, unless Options say otherwise.
const DefaultLimit = 20 << 20

// Options are what a Service needs beside its store.
type Options struct {
	// Limit is the largest source in bytes; 0 means DefaultLimit.
	Limit int64
	// NewID makes ids, and Clock tells the time; both are required.
	NewID func() argmap.ID
	Clock func() time.Time
	// Library keeps the texts; all that bring texts into one store share one. Nil makes one.
	Library *library.Library
}

// Service brings texts in and withdraws them.
type Service struct {
	library *library.Library
	opt     Options
}

// New gives a Service over a store.
func New(s store.Store, o Options) *Service {
	if o.Limit == 0 {
		o.Limit = DefaultLimit
	}
	if o.Library == nil {
		o.Library = library.New(s)
	}
	return &Service{library: o.Library, opt: o}
}

// Limit is the largest source in bytes.
func (s *Service) Limit() int64 { return s.opt.Limit }

// Input is a text to bring in.
type Input struct {
	Actor     argmap.Actor
	Body      io.Reader
	Title     string
	Creator   string
	Date      string
	Publisher string
	Language  string
	Rights    string
	URI       string
	// MediaType is that of plain text or Markdown, perhaps with parameters; empty means plain text.
	MediaType string
	// TornStart and TornEnd say that the text begins or ends in mid-text.
	TornStart, TornEnd bool
}

// Result is a source that was brought in, or recognised.
type Result struct {
	Source *argmap.Source
	// Existing: the same bytes were there already, in a source that the actor owns and that is not
	// withdrawn; nothing was added.
	Existing bool
}

// Import reads a text to its end, and keeps it. What is not a text, or has no title, is INVALID; more
// bytes than the limit are EXHAUSTED "source.too_large". Nothing is kept of a text that is refused.
func (s *Service) Import(ctx context.Context, in Input) (res Result, err error) {
	source, err := s.describe(in)
	if err != nil {
		return Result{}, err
	}
	raw, err := s.read(in.Body)
	if err != nil {
		return Result{}, err
	}
	text, err := paragraph.Text(raw)
	if err != nil {
		return Result{}, err
	}
	defer fault.Wrap(&err, "ingest: import %q", in.Title)
	sum := sha256.Sum256(raw)
	source.SHA256, source.Size = hex.EncodeToString(sum[:]), int64(len(raw))
	source.CodePoints = utf8.RuneCountInString(text)

	// The same bytes sent twice at once are recognised.
	release := s.library.Hold(source.SHA256)
	defer release()
	known, err := s.library.Known(ctx, in.Actor, source.SHA256)
	if err != nil {
		return Result{}, err
	}
	if len(known) > 0 {
		return Result{Source: known[0], Existing: true}, nil
	}
	paragraphs := s.paragraphs(source, text, in)
	if err := s.library.Put(ctx, source, raw, paragraphs); err != nil {
		return Result{}, err
	}
	return Result{Source: source}, nil
}

func (s *Service) describe(in Input) (*argmap.Source, error) {
	media, _, _ := strings.Cut(in.MediaType, ";")
	media = strings.ToLower(strings.TrimSpace(media))
	if media == "" {
		media = paragraph.PlainText
	}
	if media != paragraph.PlainText && media != paragraph.Markdown {
		return nil, fault.InvalidField("mediaType", "source.media_type", "%q cannot be read; %s and %s can", in.MediaType, paragraph.PlainText, paragraph.Markdown)
	}
	if strings.TrimSpace(in.Title) == "" {
		return nil, fault.InvalidField("title", "source.title", "a source needs a title")
	}
	fields := []struct{ name, value string }{
		{"title", in.Title},
		{"creator", in.Creator},
		{"date", in.Date},
		{"publisher", in.Publisher},
		{"language", in.Language},
		{"rights", in.Rights},
		{"uri", in.URI},
	}
	for _, f := range fields {
		if err := metadata(f.name, f.value); err != nil {
			return nil, err
		}
	}
	return &argmap.Source{
		ID: s.opt.NewID(), Revision: 1, State: argmap.SourceActive, MediaType: media,
		Title: in.Title, Creator: in.Creator, Date: in.Date, Publisher: in.Publisher,
		Language: in.Language, Rights: in.Rights, URI: in.URI,
		Owner: in.Actor, Created: s.opt.Clock().UTC().Truncate(time.Microsecond),
	}, nil
}

// maxMetadata bounds one field of metadata, in bytes.
const maxMetadata = 4096

func metadata(field, v string) error {
	switch {
	case len(v) > maxMetadata:
		return fault.New(fault.Exhausted, "source.metadata", "the %s has %d bytes; at most %d are kept", field, len(v), maxMetadata).At(field)
	case !utf8.ValidString(v):
		return fault.InvalidField(field, "source.metadata", "the %s is not UTF-8", field)
	case strings.ContainsFunc(v, func(r rune) bool { return r < 0x20 || (r >= 0x7f && r < 0xa0) }):
		return fault.InvalidField(field, "source.metadata", "the %s has control characters", field)
	default:
		return nil
	}
}

func (s *Service) read(body io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(body, s.opt.Limit+1))
	var known *fault.Error
	switch {
	case errors.As(err, &known):
		return nil, known
	case err != nil:
		return nil, fault.New(fault.Cancelled, "source.cut_off", "the text broke off before its end; nothing was kept").At("text").Because(err)
	case int64(len(raw)) > s.opt.Limit:
		return nil, fault.New(fault.Exhausted, "source.too_large", "the text is larger than %d bytes; split it, or raise the limit", s.opt.Limit).At("text")
	}
	return raw, nil
}

func (s *Service) paragraphs(source *argmap.Source, text string, in Input) []*argmap.Paragraph {
	cut := paragraph.Cut(text, source.MediaType)
	ps := make([]*argmap.Paragraph, len(cut))
	for i := range cut {
		cut[i].ID, cut[i].Source = s.opt.NewID(), source.ID
		ps[i] = &cut[i]
	}
	if len(ps) > 0 {
		ps[0].TornStart, ps[len(ps)-1].TornEnd = in.TornStart, in.TornEnd
	}
	source.Paragraphs = len(ps)
	return ps
}

// Withdraw marks a source withdrawn. since is the revision of its record that the caller saw, or 0;
// a later change is a CONFLICT. Withdrawing twice changes nothing. Only the owner may: for others
// the source is NOT_FOUND.
func (s *Service) Withdraw(ctx context.Context, actor argmap.Actor, id argmap.ID, since argmap.Revision) (_ *argmap.Source, err error) {
	defer fault.Wrap(&err, "ingest: withdraw %s", id)
	return s.library.Withdraw(ctx, actor, id, since)
}
