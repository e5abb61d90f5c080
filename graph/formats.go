package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/ledger"
)

// maxTold is how many findings, or records of a loss, one list tells.
const maxTold = 1_000

// formatsIn answers Query.formats.
func (r *Resolver) formatsIn(ctx context.Context, w window) (*model.Connection[model.InterchangeFormat], error) {
	var ids []argmap.ID
	byID := map[argmap.ID]codec.Format{}
	for _, f := range r.Interchange.Formats() {
		ids = append(ids, argmap.ID(f.Name))
		byID[argmap.ID(f.Name)] = f
	}
	slices.Sort(ids)
	c, err := page(ctx, listing[model.InterchangeFormat]{
		list:    listOf("formats"),
		from:    inMemory(ids, func(_ context.Context, id argmap.ID) (model.InterchangeFormat, error) { return formatOf(byID[id]), nil }),
		compare: compareIDs,
		count:   func(context.Context) (int, error) { return len(ids), nil },
	}, w)
	return &c, err
}

func formatOf(f codec.Format) model.InterchangeFormat {
	out := model.InterchangeFormat{
		Name: f.Name, Title: f.Title, MediaType: f.MediaType, Extensions: f.Extensions,
		Read: f.Decode != nil, Written: f.Encode != nil, Rules: []model.FormatRule{},
	}
	for _, rule := range f.Rules {
		out.Rules = append(out.Rules, model.FormatRule{ID: string(rule.ID), Severity: model.Severity(rule.Severity), Meaning: rule.Meaning})
	}
	return out
}

// exporting is what is asked of an export.
type exporting struct {
	format   string
	revision argmap.Revision
	strict   bool
}

// exportMap answers Query.exportMap.
func (r *Resolver) exportMap(ctx context.Context, m argmap.ID, asked exporting) (*model.MapExport, error) {
	e, err := r.Interchange.Export(ctx, m, asked.revision, asked.format)
	if err == nil && asked.strict {
		err = e.Refuse(ctx)
	}
	if err != nil {
		return nil, err
	}
	path := "/maps/" + url.PathEscape(string(m)) + "/export?format=" + url.QueryEscape(asked.format)
	if asked.revision != 0 {
		path += fmt.Sprintf("&revision=%d", asked.revision)
	}
	return &model.MapExport{Export: e, Map: m, Revision: e.Revision, Format: e.Format.Name, Path: path}, nil
}

// lossesOf answers MapExport.losses.
func lossesOf(ctx context.Context, e *model.MapExport) ([]model.Loss, error) {
	losses, err := e.Export.Losses(ctx)
	out := make([]model.Loss, len(losses))
	for i, l := range losses {
		out[i] = model.Loss{What: l.What, Why: l.Why, Count: l.Count(), Records: orNone(headOf(l.Records))}
	}
	return out, err
}

func headOf[T any](list []T) []T { return list[:min(len(list), maxTold)] }

func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// maxContent is how much of an export an answer holds, in bytes.
const maxContent = 1 << 20

// errLarge ends the writing of an export that is too large for an answer.
var errLarge = errors.New("the export is too large for an answer")

// inline takes the files of an export as long as they are small together.
type inline struct {
	room  int
	names []string
	files []*bytes.Buffer
}

func (in *inline) create(name string) (io.Writer, error) {
	in.names, in.files = append(in.names, name), append(in.files, &bytes.Buffer{})
	return in, nil
}

// Write adds to the last file.
func (in *inline) Write(b []byte) (int, error) {
	if in.room -= len(b); in.room < 0 {
		return 0, errLarge
	}
	return in.files[len(in.files)-1].Write(b)
}

// filesOf answers MapExport.files.
func filesOf(ctx context.Context, e *model.MapExport) ([]model.MapFile, error) {
	in := &inline{room: maxContent}
	err := e.Export.Write(ctx, codec.Output{Name: string(e.Map), Create: in.create})
	if in.room < 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := make([]model.MapFile, len(in.files))
	for i, b := range in.files {
		if !utf8.Valid(b.Bytes()) {
			return nil, nil
		}
		out[i] = model.MapFile{Name: in.names[i], Content: b.String()}
	}
	return out, nil
}

// fileInput reads a file from an input.
func fileInput(in model.MapFileInput) exchange.File {
	return exchange.File{
		Name: value(in.Name), Format: value(in.Format), Body: strings.NewReader(in.Content),
		Beside: func(name string) (io.ReadCloser, error) {
			for _, b := range in.Beside {
				if b.Name == name {
					return io.NopCloser(strings.NewReader(b.Content)), nil
				}
			}
			return nil, fmt.Errorf("%q: %w", name, fs.ErrNotExist)
		},
	}
}

// inFile puts the field of an error below the input of the file.
func inFile(err error, path string) error {
	if f, ok := asFault(err); ok && (f.Field == "content" || f.Field == "format") {
		return f.At(path + "." + f.Field)
	}
	return err
}

// validateFile answers Query.validateFile. Elements of a file have no ids outside the answer.
func (r *Resolver) validateFile(ctx context.Context, in model.MapFileInput) (*model.CheckedFile, error) {
	maps, format, err := r.Interchange.Validate(ctx, fileInput(in))
	if err != nil {
		return nil, inFile(err, "file")
	}
	out := &model.CheckedFile{Format: format.Name, Maps: make([]model.CheckedMap, len(maps))}
	for i, m := range maps {
		for n := range m.Findings {
			m.Findings[n].Element = ""
		}
		out.Maps[i] = checkedMap(m)
	}
	return out, nil
}

func checkedMap(m exchange.Checked) model.CheckedMap {
	return model.CheckedMap{Title: m.Title, Counts: countsOf(m.Counts), Findings: findingsOf(m.Findings), FindingCount: codec.CountFindings(m.Findings)}
}

func countsOf(n exchange.Counts) *model.MapCounts { return new(model.MapCounts(n)) }

func findingsOf(found []codec.Finding) []model.Finding {
	out := make([]model.Finding, 0, min(len(found), maxTold))
	for _, f := range headOf(found) {
		out = append(out, model.Finding{
			Rule: string(f.Rule), Severity: model.Severity(f.Severity), Where: unlessEmpty(f.Where),
			Element: nonZero(&f.Element), External: unlessEmpty(f.External), Message: f.Message,
		})
	}
	return out
}

// importMap answers Mutation.importMap.
func (r *Resolver) importMap(ctx context.Context, in model.ImportMapInput) (*model.ImportMapPayload, error) {
	who := exchange.Who{Actor: r.Actor(ctx), Key: value(in.Key), Message: value(in.Message)}
	maps, format, err := r.Interchange.Import(ctx, fileInput(*in.File), who)
	if err != nil {
		return nil, inFile(err, "input.file")
	}
	out := &model.ImportMapPayload{Format: format, Maps: make([]model.ImportedMap, len(maps))}
	for i, m := range maps {
		made, err := r.imported(ctx, m)
		if err != nil {
			return nil, err
		}
		out.Maps[i] = model.ImportedMap{
			Map: made, Revision: m.Revision, Counts: countsOf(m.Counts), Recognised: m.Recognised, Repeated: m.Repeated,
			Findings: findingsOf(m.Findings), FindingCount: codec.CountFindings(m.Findings),
		}
	}
	return out, nil
}

// imported gives a map that came in; nil when it came before and was deleted since.
func (r *Resolver) imported(ctx context.Context, m exchange.Imported) (*model.Map, error) {
	s, err := r.Ledger.At(ctx, m.Map, ledger.Read{AtLeast: m.Revision})
	switch {
	case m.Repeated && fault.Of(err) == fault.NotFound:
		return nil, nil //nolint:nilnil // it is gone
	case err != nil:
		return nil, err
	}
	return written(ctx, ledger.Receipt{Map: m.Map, Revision: m.Revision, Snapshot: s}, nil)
}
