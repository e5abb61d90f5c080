package storetest

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// wrapping makes a mutant of a store whose other methods are replaced by embedding.
func wrapping(wrong string, wrap func(s store.Store) store.Store) mutant {
	return mutant{wrong, func(s store.Store) *bent { return &bent{Store: wrap(s)} }}
}

type deaf struct{ store.Store }

func (d deaf) Close(context.Context) error { return nil }

type careless struct{ store.Store }

func (c careless) PutSetting(ctx context.Context, name, value string, _ bool) (bool, error) {
	return c.Store.PutSetting(ctx, name, value, false)
}

type hasty struct{ store.Store }

func (h hasty) Publish(ctx context.Context, sets []argmap.ChangeSet) error {
	err := h.Store.Publish(ctx, sets)
	if fault.Reason(err) == "import.no_checkpoint" {
		for _, set := range sets {
			_ = h.PutCheckpoint(ctx, store.Checkpoint{Map: set.Map, Revision: 1})
		}
		return h.Store.Publish(ctx, sets)
	}
	return err
}

type sweeper struct{ store.Store }

func (s sweeper) SweepImports(ctx context.Context, _ time.Time) ([]argmap.ID, error) {
	return s.Store.SweepImports(ctx, noon().AddDate(90, 0, 0))
}

type lifeless struct{ store.Store }

func (l lifeless) Stage(ctx context.Context, m argmap.ID, _ time.Time, rs []argmap.Record) error {
	return l.Store.Stage(ctx, m, time.Time{}.Add(time.Hour), rs)
}

type patient struct{ store.Store }

func (p patient) PutSource(ctx context.Context, s *argmap.Source, raw []byte, ps []*argmap.Paragraph) error {
	return p.Store.PutSource(context.WithoutCancel(ctx), s, raw, ps)
}

type mender struct{ store.Store }

func (m mender) Rebuild(ctx context.Context, id argmap.ID, expected argmap.Revision, es []argmap.Entry) (store.Appended, error) {
	var before []argmap.Entry
	_ = m.Load(ctx, id, func(e argmap.Entry) error {
		before = append(before, e)
		return nil
	})
	got, err := m.Store.Rebuild(ctx, id, expected, es)
	if err != nil {
		_, _ = m.Store.Rebuild(ctx, id, expected, before)
	}
	return got, err
}

type textual struct{ store.Store }

func (t textual) SourceBytes(ctx context.Context, id argmap.ID) ([]byte, error) {
	raw, err := t.Store.SourceBytes(ctx, id)
	return bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), err
}

type plain struct{ store.Store }

func (p plain) BeginImport(ctx context.Context, name argmap.ID, props *argmap.Properties, at time.Time) error {
	if err := p.Store.BeginImport(ctx, name, props, at); err != nil {
		return errors.New("constraint failed: maps.id") //nolint:err113 // the wrong itself
	}
	return nil
}

type open struct{ store.Store }

func (o open) MapIDs(ctx context.Context) ([]argmap.ID, error) {
	m := o.Store.(*Model)
	m.mu.Lock()
	defer m.mu.Unlock()
	var ids []argmap.ID
	for id := range m.maps {
		ids = append(ids, id)
	}
	return sortedIDs(ids), nil
}

// forgetful deletes a map and lets search still show it.
type forgetful struct {
	store.Store
	kept *[]argmap.Entry
}

func (f forgetful) DeleteMap(ctx context.Context, expected argmap.Revision, set argmap.ChangeSet) (store.Appended, error) {
	_ = f.Load(ctx, set.Map, func(e argmap.Entry) error {
		*f.kept = append(*f.kept, e)
		return nil
	})
	return f.Store.DeleteMap(ctx, expected, set)
}

func (f forgetful) Search(ctx context.Context, sf store.SearchFilter, p store.Page) ([]store.Hit, error) {
	hits, err := f.Store.Search(ctx, sf, p)
	for _, entry := range *f.kept {
		if e, ok := entry.Record.(*argmap.Element); ok && found(sf.Words, e.Text) && err == nil {
			hits = append(hits, store.Hit{What: "element", ID: e.ID, Kind: e.Kind})
		}
	}
	return hits, err
}

// eager lets Locate show what is being imported.
type eager struct {
	store.Store
	staged map[argmap.ID]bool
}

func (e eager) Stage(ctx context.Context, m argmap.ID, at time.Time, rs []argmap.Record) error {
	for _, r := range rs {
		e.staged[r.Ref().ID] = true
	}
	return e.Store.Stage(ctx, m, at, rs)
}

func (e eager) Locate(ctx context.Context, ids []argmap.ID) ([]store.Location, error) {
	found, err := e.Store.Locate(ctx, ids)
	for _, id := range ids {
		if e.staged[id] && len(found) == 0 {
			found = append(found, store.Location{ID: id, What: "element"})
		}
	}
	return found, err
}

// secretive leaves a checkpoint behind when a map is redacted.
func secretive(s store.Store) *bent {
	old := map[argmap.ID]store.Checkpoint{}
	return &bent{
		Store: s,
		redact: func(ctx context.Context, r store.Redaction) (store.Appended, error) {
			if c, ok, _ := s.NearestCheckpoint(ctx, r.Map, r.Expected); ok {
				old[r.Map] = c
			}
			return s.Redact(ctx, r)
		},
		nearest: func(ctx context.Context, m argmap.ID, atMost argmap.Revision) (store.Checkpoint, bool, error) {
			if c, ok := old[m]; ok && c.Revision <= atMost {
				return c, true, nil
			}
			return s.NearestCheckpoint(ctx, m, atMost)
		},
	}
}

// clinging keeps the citations of elements that are gone.
func clinging(s store.Store) *bent {
	kept := map[argmap.ID][]store.Citing{}
	return &bent{
		Store: s,
		append: func(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
			for _, set := range sets {
				for _, op := range set.Operations {
					if c, ok := op.After.(*argmap.Citation); ok {
						kept[c.Segments[0].Paragraph] = append(kept[c.Segments[0].Paragraph], store.Citing{Map: m, Citation: c.ID})
					}
				}
			}
			return s.Append(ctx, m, expected, sets, active)
		},
		citationsOf: func(ctx context.Context, paragraph argmap.ID, p store.Page) ([]store.Citing, error) {
			rows, err := s.CitationsOf(ctx, paragraph, p)
			if len(rows) == 0 {
				rows = kept[paragraph]
			}
			return rows, err
		},
	}
}

func lifeMutants() []mutant {
	return []mutant{
		wrapping("works after Close", func(s store.Store) store.Store { return deaf{s} }),
		wrapping("ignores onlyNew", func(s store.Store) store.Store { return careless{s} }),
		wrapping("publishes without a checkpoint", func(s store.Store) store.Store { return hasty{s} }),
		wrapping("sweeps imports that are alive", func(s store.Store) store.Store { return sweeper{s} }),
		wrapping("notes no sign of life", func(s store.Store) store.Store { return lifeless{s} }),
		wrapping("ignores a cancelled context", func(s store.Store) store.Store { return patient{s} }),
		wrapping("is active after a rebuild that failed", func(s store.Store) store.Store { return mender{s} }),
		wrapping("writes line ends its own way", func(s store.Store) store.Store { return textual{s} }),
		wrapping("lets the driver's errors out", func(s store.Store) store.Store { return plain{s} }),
		wrapping("lists importing maps among the ids", func(s store.Store) store.Store { return open{s} }),
		wrapping("searches deleted maps", func(s store.Store) store.Store { return forgetful{s, new([]argmap.Entry)} }),
		wrapping("locates what is being imported", func(s store.Store) store.Store { return eager{s, map[argmap.ID]bool{}} }),
		{"leaves a checkpoint when redacting", secretive},
		{"redacts no deleted map", func(s store.Store) *bent {
			return &bent{Store: s, redact: func(ctx context.Context, r store.Redaction) (store.Appended, error) {
				heads, err := s.Heads(ctx, []argmap.ID{r.Map})
				if err == nil && len(heads) > 0 && heads[0].State == store.Deleted {
					return store.Appended{Head: heads[0]}, nil
				}
				return s.Redact(ctx, r)
			}}
		}},
		{"leaves out what is not live when redacting", func(s store.Store) *bent {
			return &bent{Store: s, redact: func(ctx context.Context, r store.Redaction) (store.Appended, error) {
				out, err := s.Redact(ctx, r)
				if fault.Reason(err) == "record.not_live" {
					r.Records = nil
					return s.Redact(ctx, r)
				}
				return out, err
			}}
		}},
		{"keeps the citations of a removed element", clinging},
		{"keeps a checkpoint of another epoch", func(s store.Store) *bent {
			return &bent{Store: s, putCheck: func(ctx context.Context, c store.Checkpoint) error {
				heads, err := s.Heads(ctx, []argmap.ID{c.Map})
				if err == nil && len(heads) > 0 {
					c.Epoch = heads[0].Epoch
				}
				return s.PutCheckpoint(ctx, c)
			}}
		}},
		{"appends to the chunks of the checkpoint that it replaces", func(s store.Store) *bent {
			return &bent{Store: s, putCheck: func(ctx context.Context, c store.Checkpoint) error {
				old, ok, _ := s.NearestCheckpoint(ctx, c.Map, c.Revision)
				if ok && old.Revision == c.Revision && len(old.Chunks) > len(c.Chunks) {
					c.Chunks = append(slices.Clip(c.Chunks), old.Chunks[len(c.Chunks):]...)
				}
				return s.PutCheckpoint(ctx, c)
			}}
		}},
		{"gives the checkpoint one above what was asked", func(s store.Store) *bent {
			return &bent{Store: s, nearest: func(ctx context.Context, m argmap.ID, atMost argmap.Revision) (store.Checkpoint, bool, error) {
				return s.NearestCheckpoint(ctx, m, atMost+1)
			}}
		}},
		{"updates a source whatever its revision", func(s store.Store) *bent {
			return &bent{Store: s, updateSource: func(ctx context.Context, src *argmap.Source, expected argmap.Revision) (bool, error) {
				now, err := s.Sources(ctx, []argmap.ID{src.ID})
				if err == nil && len(now) == 1 {
					expected = now[0].Revision
				}
				return s.UpdateSource(ctx, src, expected)
			}}
		}},
	}
}
