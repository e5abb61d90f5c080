package exchange

import (
	"bytes"
	"context"
	"io"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Restore brings in what Export or Backup wrote, with the same ids, revisions, times and actors. A map
// is checked in every step of its history before any of it is written. A source or map that is there
// already is left alone where it says the same; a map that is there with a shorter history of the
// same steps is carried on, so a restore that broke off may simply be run again. What differs is a
// CONFLICT that names it, and nothing of it is changed.
func (s *Service) Restore(ctx context.Context, r io.Reader) (rep Report, err error) {
	in := reader{service: s, ctx: ctx, report: &rep, texts: texts{}}
	err = argmapjson.Decode(r, in.line)
	if err == nil {
		err = in.flush()
	}
	return rep, err
}

// reader gathers the lines of one source or map at a time.
type reader struct {
	service    *Service
	ctx        context.Context //nolint:containedctx // lives as long as one call of Restore
	report     *Report
	texts      texts
	source     *argmap.Source
	raw        []byte
	paragraphs []*argmap.Paragraph
	head       *argmapjson.Map
	sets       []argmap.ChangeSet
	staged     []argmap.Record
}

func (in *reader) line(l argmapjson.Line) error {
	switch {
	case l.Source != nil:
		if err := in.flush(); err != nil {
			return err
		}
		in.source, in.raw = l.Source, []byte(*l.Text)
	case l.Paragraph != nil:
		if in.source == nil {
			return outOfPlace("a paragraph stands without its source")
		}
		in.paragraphs = append(in.paragraphs, l.Paragraph)
	case l.Map != nil:
		if err := in.flush(); err != nil {
			return err
		}
		in.head = l.Map
	case l.ChangeSet != nil:
		if in.head == nil || l.ChangeSet.Map != in.head.ID {
			return outOfPlace("a change set stands without its map")
		}
		in.sets = append(in.sets, *l.ChangeSet)
	case l.Operation != nil:
		if len(in.sets) == 0 {
			return outOfPlace("an operation stands without its change set")
		}
		last := &in.sets[len(in.sets)-1]
		last.Operations = append(last.Operations, *l.Operation)
	case l.Record != nil:
		if len(in.sets) != 1 || !in.sets[0].Staged {
			return outOfPlace("a record stands without its staged change set")
		}
		in.staged = append(in.staged, l.Record.Value)
	}
	return nil
}

func outOfPlace(what string) error { return fault.New(fault.Invalid, "argmap_json.order", "%s", what) }

// flush writes what was gathered.
func (in *reader) flush() error {
	defer func() {
		in.source, in.raw, in.paragraphs = nil, nil, nil
		in.head, in.sets, in.staged = nil, nil, nil
	}()
	if in.source != nil {
		return in.putSource()
	}
	if in.head != nil {
		return in.putMap()
	}
	return nil
}

func (in *reader) putSource() error {
	known, err := in.service.store.Sources(in.ctx, []argmap.ID{in.source.ID})
	if err != nil {
		return err
	}
	if len(known) == 0 {
		if err := in.checkSource(); err != nil {
			return err
		}
		in.report.Sources++
		return in.service.store.PutSource(in.ctx, in.source, in.raw, in.paragraphs)
	}
	if known[0].SHA256 != in.source.SHA256 {
		return fault.New(fault.Conflict, "source.exists", "source %s is there already with other bytes", in.source.ID)
	}
	in.report.Known++
	if known[0].Revision >= in.source.Revision {
		return nil
	}
	_, err = in.service.store.UpdateSource(in.ctx, in.source, known[0].Revision)
	return err
}

// checkSource refuses a source that does not hang together.
func (in *reader) checkSource() error {
	if len(in.paragraphs) != in.source.Paragraphs {
		return fault.New(fault.Invalid, "source.paragraphs", "source %s says that it has %d paragraphs; the file has %d", in.source.ID, in.source.Paragraphs, len(in.paragraphs))
	}
	text := strings.ReplaceAll(string(bytes.TrimPrefix(in.raw, []byte("\xef\xbb\xbf"))), "\r\n", "\n")
	points := []rune(strings.ReplaceAll(text, "\r", "\n"))
	for i, p := range in.paragraphs {
		if p.Source != in.source.ID || p.Ordinal != i+1 || p.Start < 0 || p.End > len(points) || p.Start >= p.End || string(points[p.Start:p.End]) != p.Text {
			return fault.New(fault.Invalid, "source.paragraphs", "paragraph %d of source %s is not what stands at [%d, %d) of its text", i+1, in.source.ID, p.Start, p.End)
		}
	}
	return nil
}

func (in *reader) putMap() error {
	m := in.head.ID
	if len(in.sets) == 0 || in.sets[len(in.sets)-1].Revision != in.head.Revision {
		return fault.New(fault.Invalid, "argmap_json.revision", "map %s is said to be at revision %d and has %d change sets", m, in.head.Revision, len(in.sets))
	}
	if err := in.check(); err != nil {
		return err
	}
	there, err := in.there()
	if err != nil {
		return err
	}
	rest := in.sets[there:]
	if len(rest) == 0 {
		in.report.Known++
		return nil
	}
	in.report.Maps++
	if there == 0 && in.sets[0].Staged {
		if err := in.publish(); err != nil {
			return err
		}
		rest = rest[1:]
	}
	return in.appendAll(rest)
}

// there gives how many of the map's change sets the store has already.
func (in *reader) there() (int, error) {
	heads, err := in.service.store.Heads(in.ctx, []argmap.ID{in.head.ID})
	if err != nil || len(heads) == 0 {
		return 0, err
	}
	n := 0
	err = in.service.store.Tail(in.ctx, in.head.ID, 0, 0, func(set argmap.ChangeSet) error {
		if n >= len(in.sets) || set.WriteID != in.sets[n].WriteID || set.Revision != in.sets[n].Revision {
			return fault.New(fault.Conflict, "map.exists", "map %s is there already, and its revision %d is another than the file's", in.head.ID, set.Revision)
		}
		n++
		return nil
	})
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, "map.exists", "map %s is being imported", in.head.ID)
	}
	return n, err
}

func (in *reader) publish() error {
	set, first := in.sets[0], in.staged
	if len(first) == 0 {
		return fault.New(fault.Invalid, "argmap_json.order", "the staged change set of map %s has no records", in.head.ID)
	}
	properties, ok := first[0].(*argmap.Properties)
	if !ok {
		return fault.New(fault.Invalid, "argmap_json.order", "the records of map %s do not begin with its properties", in.head.ID)
	}
	st, now := in.service.store, in.service.clock()
	if err := st.BeginImport(in.ctx, properties, now); err != nil {
		return err
	}
	for rest := first[1:]; len(rest) > 0; {
		n := min(len(rest), argmap.MaxOperations)
		if err := st.Stage(in.ctx, in.head.ID, in.service.clock(), rest[:n]); err != nil {
			return err
		}
		rest = rest[n:]
	}
	snap, err := stagedSnapshot(set, first)
	if err != nil {
		return err
	}
	chunks, err := snapshot.Encode(snap)
	if err != nil {
		return err
	}
	if err := st.PutCheckpoint(in.ctx, store.Checkpoint{Map: in.head.ID, Revision: set.Revision, Chunks: chunks}); err != nil {
		return err
	}
	in.report.ChangeSets++
	return st.Publish(in.ctx, set)
}

func stagedSnapshot(set argmap.ChangeSet, records []argmap.Record) (*snapshot.Snapshot, error) {
	b := snapshot.NewBuilder(set.Map)
	for _, r := range records {
		b.Add(argmap.Entry{Record: r, Revision: set.Revision})
	}
	return b.Snapshot(set.Revision, 0)
}

// appendAll writes the steps in batches that fit one transaction.
func (in *reader) appendAll(sets []argmap.ChangeSet) error {
	var last *argmap.ChangeSet
	if in.head.State == string(store.Deleted) && len(sets) > 0 {
		last, sets = &sets[len(sets)-1], sets[:len(sets)-1]
	}
	for len(sets) > 0 {
		n, ops := 0, 0
		for n < len(sets) && (n == 0 || ops+len(sets[n].Operations) <= argmap.MaxOperations) {
			ops += len(sets[n].Operations)
			n++
		}
		done, err := in.service.store.Append(in.ctx, in.head.ID, sets[0].Revision-1, sets[:n])
		if err != nil {
			return err
		}
		if !done.Done {
			return moved(in.head.ID)
		}
		in.report.ChangeSets += n
		in.report.Operations += ops
		sets = sets[n:]
	}
	if last == nil {
		return nil
	}
	in.report.ChangeSets++
	done, err := in.service.store.DeleteMap(in.ctx, last.Revision-1, *last)
	if err == nil && !done.Done {
		err = moved(in.head.ID)
	}
	return err
}

func moved(m argmap.ID) error {
	return fault.New(fault.Conflict, "map.moved", "somebody else changed map %s while it was being restored; run the restore again", m)
}
