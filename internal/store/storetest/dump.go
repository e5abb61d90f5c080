package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// dumpPage is how many rows Dump asks for at once.
const dumpPage = 200

// Dump writes what a store holds as canonical text: two stores that were told the same give the same
// bytes. It holds maps (head, rows, log and checkpoints; not those being imported), sources (bytes and
// paragraphs) and citations by paragraph. With ids it writes only the maps and sources that they name.
func Dump(ctx context.Context, s store.Store, only ...argmap.ID) (string, error) {
	d := dumper{ctx: ctx, s: s}
	maps, sources, err := d.scope(only)
	if err != nil {
		return "", err
	}
	for _, m := range maps {
		if err := d.mapText(m); err != nil {
			return "", fmt.Errorf("dump map %s: %w", m, err)
		}
	}
	for _, src := range sources {
		if err := d.sourceText(src); err != nil {
			return "", fmt.Errorf("dump source %s: %w", src.ID, err)
		}
	}
	return d.out.String(), nil
}

// dumper writes one dump.
type dumper struct {
	ctx context.Context
	s   store.Store
	out strings.Builder
}

func (d *dumper) line(format string, args ...any) { fmt.Fprintf(&d.out, format+"\n", args...) }

// scope gives the maps and sources to write, by id.
func (d *dumper) scope(only []argmap.ID) ([]argmap.ID, []*argmap.Source, error) {
	if len(only) > 0 {
		ids := slices.Compact(slices.Sorted(slices.Values(only)))
		maps, err := d.published(ids)
		if err != nil {
			return nil, nil, err
		}
		sources, err := d.s.Sources(d.ctx, ids)
		return maps, sources, err
	}
	maps, err := d.s.MapIDs(d.ctx)
	if err != nil {
		return nil, nil, err
	}
	sources, err := d.allSources()
	return maps, sources, err
}

// published gives those ids that name a map which is not being imported.
func (d *dumper) published(ids []argmap.ID) ([]argmap.ID, error) {
	heads, err := d.s.Heads(d.ctx, ids)
	var maps []argmap.ID
	for _, h := range heads {
		if h.State != store.Importing {
			maps = append(maps, h.Map)
		}
	}
	return maps, err
}

func (d *dumper) allSources() ([]*argmap.Source, error) {
	var all []*argmap.Source
	p := store.Page{Limit: dumpPage}
	for {
		rows, err := d.s.ListSources(d.ctx, store.SourceFilter{Withdrawn: true}, p)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			all = append(all, r.Source)
		}
		if len(rows) < dumpPage {
			slices.SortFunc(all, func(a, b *argmap.Source) int { return strings.Compare(string(a.ID), string(b.ID)) })
			return all, nil
		}
		p.From = &rows[len(rows)-1].Key
	}
}

// mapText writes one map.
func (d *dumper) mapText(m argmap.ID) error {
	heads, err := d.s.Heads(d.ctx, []argmap.ID{m})
	if err != nil || len(heads) == 0 {
		return err
	}
	h := heads[0]
	d.line("map %q %s revision %d epoch %d", h.Map, h.State, h.Revision, h.Epoch)
	err = d.s.Load(d.ctx, m, func(e argmap.Entry) error {
		d.line("  row %s", entryLine(e))
		return nil
	})
	if err != nil && fault.Of(err) != fault.NotFound && fault.Of(err) != fault.Unavailable {
		return err
	}
	err = d.s.Tail(d.ctx, m, 0, 0, func(c argmap.ChangeSet) error {
		d.line("  set %s", setLine(c))
		return nil
	})
	if err == nil {
		err = d.questions(m)
	}
	if err != nil || h.State == store.Deleted {
		return err
	}
	return d.checkpoints(m, h.Revision)
}

// questions writes what is kept of a map's open questions.
func (d *dumper) questions(m argmap.ID) error {
	p := store.Page{Limit: dumpPage}
	for {
		rows, err := d.s.ListQuestions(d.ctx, store.QuestionFilter{Map: m}, p)
		if err != nil {
			return err
		}
		for _, r := range rows {
			r.Key.Value, r.Head.Access = "", 0
			d.line("  open %s", jsonLine(r))
		}
		if len(rows) < dumpPage {
			return nil
		}
		p.From = &rows[len(rows)-1].Key
	}
}

// checkpoints writes a map's checkpoints, the newest first.
func (d *dumper) checkpoints(m argmap.ID, atMost argmap.Revision) error {
	for atMost > 0 {
		c, ok, err := d.s.NearestCheckpoint(d.ctx, m, atMost)
		if err != nil || !ok {
			return err
		}
		if c.Revision > atMost {
			return fmt.Errorf("got checkpoint %d, want one at or below %d", c.Revision, atMost)
		}
		d.line("  checkpoint %d epoch %d %q", c.Revision, c.Epoch, c.Chunks)
		atMost = c.Revision - 1
	}
	return nil
}

// sourceText writes one source.
func (d *dumper) sourceText(src *argmap.Source) error {
	d.line("source %s", jsonLine(src))
	raw, err := d.s.SourceBytes(d.ctx, src.ID)
	if err != nil {
		return err
	}
	d.line("  bytes %q", raw)
	for after := 0; ; {
		ps, err := d.s.SourceParagraphs(d.ctx, src.ID, after, dumpPage)
		if err != nil {
			return err
		}
		for _, p := range ps {
			d.line("  paragraph %s", jsonLine(p))
			if err := d.citations(p.ID); err != nil {
				return err
			}
			after = p.Ordinal
		}
		if len(ps) < dumpPage {
			return nil
		}
	}
}

// citations writes what cites a paragraph.
func (d *dumper) citations(paragraph argmap.ID) error {
	p := store.Page{Limit: dumpPage}
	for {
		rows, err := d.s.CitationsOf(d.ctx, paragraph, p)
		if err != nil {
			return err
		}
		for _, c := range rows {
			d.line("    cited by %q in map %q for %q", c.Citation, c.Map, c.Element)
		}
		if len(rows) < dumpPage {
			return nil
		}
		p.From = &rows[len(rows)-1].Key
	}
}

// setLine writes a change set as JSON; no operations and an empty list of them are the same.
func setLine(c argmap.ChangeSet) string {
	if len(c.Operations) == 0 {
		c.Operations = nil
	}
	return jsonLine(c)
}

// jsonLine writes a value as JSON, or says why that failed.
func jsonLine(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "unwritable: " + err.Error()
	}
	return string(b)
}
