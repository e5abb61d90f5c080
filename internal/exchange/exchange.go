// Package exchange is the use-case that takes maps and sources out of a store and brings them in:
// export, backup and restore, in argmap's own format.
package exchange

import (
	"context"
	"io"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Service exports from a store and restores into it.
type Service struct {
	store store.Store
	clock func() time.Time
}

// New gives a Service over a store; the clock dates the staging of large maps.
func New(s store.Store, clock func() time.Time) *Service { return &Service{s, clock} }

// Report counts what was written or brought in.
type Report struct {
	Sources, Maps, ChangeSets, Operations int
	// Known counts the sources and maps that were there already, the same in every step.
	Known int
}

// Restored are what Restore brought in.
type Restored struct {
	Report
	// Brought are the maps of the file, in its order, those that were known already included.
	Brought []RestoredMap
}

// RestoredMap is a map that a file holds.
type RestoredMap struct {
	Map      argmap.ID
	Revision argmap.Revision
	Title    string
	// Known: it was there already, the same in every step.
	Known bool
}

// Export writes one map with its whole history, and the sources that it cites, now or in its history.
// It is consistent: what is written is the log up to one head. NOT_FOUND if there is no such map;
// CONFLICT "map.redacted" when the map was redacted meanwhile, and what was written is to be thrown away.
func (s *Service) Export(ctx context.Context, m argmap.ID, w io.Writer) (rep Report, err error) {
	defer fault.Wrap(&err, "exchange: export %s", m)
	head, err := s.head(ctx, m)
	if err != nil {
		return rep, err
	}
	if head.State == store.Deleted {
		return rep, unknownMap(m)
	}
	cited := map[argmap.ID]bool{}
	var order []argmap.ID
	err = s.log(ctx, head, func(set argmap.ChangeSet, staged []argmap.Record) error {
		for _, id := range sourcesOf(set, staged) {
			if !cited[id] {
				cited[id] = true
				order = append(order, id)
			}
		}
		return nil
	})
	if err != nil {
		return rep, err
	}
	out, err := argmapjson.NewEncoder(w)
	if err != nil {
		return rep, err
	}
	if err := s.putSources(ctx, out, order, &rep); err != nil {
		return rep, err
	}
	if err := s.putMap(ctx, out, head, &rep); err != nil {
		return rep, err
	}
	return rep, out.Close()
}

// Backup writes every source and every map that has a log, deleted ones included. Each map is the log
// up to a head that it had when the backup began, and whatever it cites is among the sources; others
// may write meanwhile. CONFLICT is as for Export. A large import's records are held in memory, else
// what is held is a source or a piece of a log.
func (s *Service) Backup(ctx context.Context, w io.Writer) (rep Report, err error) {
	defer fault.Wrap(&err, "exchange: backup")
	out, err := argmapjson.NewEncoder(w)
	if err != nil {
		return rep, err
	}
	// The heads come first. A citation is appended after its source was kept, or in the moment in which its
	// import shows both, and no source that was seen ever goes away or changes its place in the list: whatever the maps cite up to these heads is in the list.
	heads, err := s.heads(ctx)
	if err != nil {
		return rep, err
	}
	if err := s.allSources(ctx, out, &rep); err != nil {
		return rep, err
	}
	for _, h := range heads {
		if h.State == store.Importing {
			continue
		}
		if err := s.putMap(ctx, out, h, &rep); err != nil {
			return rep, err
		}
	}
	return rep, out.Close()
}

// heads gives the heads of all maps that have a log.
func (s *Service) heads(ctx context.Context) ([]store.Head, error) {
	ids, err := s.store.MapIDs(ctx)
	if err != nil {
		return nil, err
	}
	var heads []store.Head
	for chunk := range slices.Chunk(ids, 500) {
		some, err := s.store.Heads(ctx, chunk)
		if err != nil {
			return nil, err
		}
		heads = append(heads, some...)
	}
	return heads, nil
}

func (s *Service) allSources(ctx context.Context, out *argmapjson.Encoder, rep *Report) error {
	page := store.Page{Limit: 200}
	for {
		rows, err := s.store.ListSources(ctx, store.SourceFilter{Withdrawn: true}, page)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			if err := s.putSource(ctx, out, r.Source, rep); err != nil {
				return err
			}
		}
		page.From = &rows[len(rows)-1].Key
	}
}

func (s *Service) putSources(ctx context.Context, out *argmapjson.Encoder, ids []argmap.ID, rep *Report) error {
	for chunk := range slices.Chunk(ids, 200) {
		sources, err := s.store.Sources(ctx, chunk)
		if err != nil {
			return err
		}
		for _, src := range sources {
			if err := s.putSource(ctx, out, src, rep); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) putSource(ctx context.Context, out *argmapjson.Encoder, src *argmap.Source, rep *Report) error {
	raw, err := s.store.SourceBytes(ctx, src.ID)
	if err != nil {
		return err
	}
	paragraphs, err := s.paragraphs(ctx, src.ID)
	if err != nil {
		return err
	}
	rep.Sources++
	return out.Source(src, raw, paragraphs)
}

func (s *Service) paragraphs(ctx context.Context, source argmap.ID) ([]*argmap.Paragraph, error) {
	var all []*argmap.Paragraph
	for {
		after := 0
		if len(all) > 0 {
			after = all[len(all)-1].Ordinal
		}
		some, err := s.store.SourceParagraphs(ctx, source, after, 1000)
		if err != nil || len(some) == 0 {
			return all, err
		}
		all = append(all, some...)
	}
}

func (s *Service) putMap(ctx context.Context, out *argmapjson.Encoder, head store.Head, rep *Report) error {
	state := argmapjson.Active
	if head.State == store.Deleted {
		state = argmapjson.Deleted
	}
	if err := out.Map(argmapjson.Map{ID: head.Map, State: state, Revision: head.Revision}); err != nil {
		return err
	}
	if err := s.putLog(ctx, out, head, rep); err != nil {
		return err
	}
	rep.Maps++
	return s.unredacted(ctx, head)
}

func (s *Service) putLog(ctx context.Context, out *argmapjson.Encoder, head store.Head, rep *Report) error {
	return s.log(ctx, head, func(set argmap.ChangeSet, staged []argmap.Record) error {
		rep.ChangeSets++
		rep.Operations += len(set.Operations)
		if err := out.ChangeSet(set); err != nil {
			return err
		}
		for _, r := range staged {
			if err := out.Record(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// unredacted refuses a log that was read, up to a head, while a redaction rewrote it: one half would
// hold what the other does not.
func (s *Service) unredacted(ctx context.Context, head store.Head) error {
	now, err := s.store.Heads(ctx, []argmap.ID{head.Map})
	if err == nil && (len(now) == 0 || now[0].Epoch != head.Epoch) {
		err = fault.New(fault.Conflict, "map.redacted", "map %s was redacted while it was being read; throw away what was written and begin again", head.Map)
	}
	return err
}

// log gives a map's change sets up to a head, the staged one with the records that it brought.
func (s *Service) log(ctx context.Context, head store.Head, yield func(argmap.ChangeSet, []argmap.Record) error) error {
	return s.store.Tail(ctx, head.Map, 0, head.Revision, func(set argmap.ChangeSet) error {
		if !set.Staged {
			return yield(set, nil)
		}
		records, err := s.staged(ctx, set)
		if err != nil {
			return err
		}
		return yield(set, records)
	})
}

func (s *Service) staged(ctx context.Context, set argmap.ChangeSet) ([]argmap.Record, error) {
	c, ok, err := s.store.NearestCheckpoint(ctx, set.Map, set.Revision)
	if err != nil {
		return nil, err
	}
	if !ok || c.Revision != set.Revision {
		return nil, fault.New(fault.Internal, "checkpoint.missing", "the checkpoint of revision %d of map %s is missing", set.Revision, set.Map)
	}
	snap, err := snapshot.Decode(c.Chunks)
	if err != nil {
		return nil, err
	}
	var records []argmap.Record
	for e := range snap.Entries() {
		records = append(records, e.Record)
	}
	return records, nil
}

func (s *Service) head(ctx context.Context, m argmap.ID) (store.Head, error) {
	heads, err := s.store.Heads(ctx, []argmap.ID{m})
	if err != nil {
		return store.Head{}, err
	}
	if len(heads) == 0 || heads[0].State == store.Importing {
		return store.Head{}, unknownMap(m)
	}
	return heads[0], nil
}

func unknownMap(m argmap.ID) error {
	return fault.New(fault.NotFound, "map.not_found", "there is no map %q", m).At("map")
}

// sourcesOf lists the sources that a step's citations name, in order, perhaps repeatedly.
func sourcesOf(set argmap.ChangeSet, staged []argmap.Record) []argmap.ID {
	var ids []argmap.ID
	add := func(r argmap.Record) {
		if c, ok := r.(*argmap.Citation); ok {
			ids = append(ids, c.Source)
		}
	}
	for _, op := range set.Operations {
		add(op.Before)
		add(op.After)
	}
	for _, r := range staged {
		add(r)
	}
	return ids
}
