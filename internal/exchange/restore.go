package exchange

import (
	"context"
	"io"

	"argmap/internal/argmap"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// Restore brings in what Export or Backup wrote, with the same ids, revisions, times and actors. A map
// is checked in every step of its history before any of it is written. A source or map that is there
// already is left alone where it says the same; a map that is there with a shorter history of the
// same steps is carried on, so a restore that broke off may simply be run again. What differs is a
// CONFLICT that names it, and nothing of it is changed.
//
// The file is read one source or map at a time: each is held in memory as a whole, with its history.
func (s *Service) Restore(ctx context.Context, r io.Reader) (rep Restored, err error) {
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
	report     *Restored
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

func outOfPlace(what string) error { return invalid("argmap_json.order", "%s", what) }

func invalid(reason, format string, args ...any) error {
	return fault.New(fault.Invalid, reason, format, args...)
}

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

func (in *reader) putMap() error {
	if err := in.check(); err != nil {
		return err
	}
	head, there, err := in.there()
	if err != nil {
		return err
	}
	rest := in.sets[there:]
	one := RestoredMap{Map: in.head.ID, Revision: in.head.Revision, Title: in.title(), Known: len(rest) == 0}
	if one.Known {
		in.report.Known++
		in.report.Brought = append(in.report.Brought, one)
		return nil
	}
	if err := in.free(); err != nil {
		return err
	}
	in.report.Maps++
	if there == 0 && in.sets[0].Staged {
		if err := in.publish(head.State == store.Importing); err != nil {
			return err
		}
		rest = rest[1:]
	}
	if err := in.appendAll(rest); err != nil {
		return err
	}
	in.report.Brought = append(in.report.Brought, one)
	return nil
}

// title is what the map is called in the end.
func (in *reader) title() string {
	title := ""
	for r := range in.records() {
		if p, ok := r.(*argmap.Properties); ok {
			title = p.Title
		}
	}
	return title
}

// appendAll writes the steps in batches that fit one transaction.
func (in *reader) appendAll(sets []argmap.ChangeSet) error {
	var last *argmap.ChangeSet
	if in.head.State == argmapjson.Deleted && len(sets) > 0 {
		last, sets = &sets[len(sets)-1], sets[:len(sets)-1]
	}
	for len(sets) > 0 {
		n, ops := 0, 0
		for n < len(sets) && (n == 0 || ops+len(sets[n].Operations) <= argmap.MaxOperations) {
			ops += len(sets[n].Operations)
			n++
		}
		done, err := in.service.store.Append(in.ctx, in.head.ID, sets[0].Revision-1, sets[:n], nil)
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
	done, err := in.service.store.DeleteMap(in.ctx, last.Revision-1, *last)
	if err == nil && !done.Done {
		err = moved(in.head.ID)
	}
	if err == nil {
		in.report.ChangeSets++
	}
	return err
}

func moved(m argmap.ID) error {
	return fault.New(fault.Conflict, "map.moved", "somebody else changed map %s while it was being restored; run the restore again", m)
}
