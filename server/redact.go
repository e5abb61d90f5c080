package main

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// redactCommand makes words unreadable.
type redactCommand struct {
	Map     argmap.ID         `arg:"" help:"Id of the map."`
	Record  []argmap.ID       `required:"" placeholder:"ID" help:"Id of a record whose words go, in every revision: an element, citation, voice, row, commitment or link; the map's own id for its title."`
	Message []argmap.Revision `placeholder:"REVISION" help:"Revision whose message goes too."`
	Reason  string            `required:"" help:"Why; this is kept in the log, unless the map is deleted."`
}

// Run redacts.
func (c *redactCommand) Run(s *session) error {
	return s.withLedger(func(st store.Store, l *ledger.Ledger) error {
		refs, err := c.refs(s, st)
		if err != nil {
			return err
		}
		done, err := l.Redact(s.ctx, ledger.Redaction{
			Map: c.Map, Actor: argmap.Local, Reason: c.Reason, Refs: refs, Messages: c.Message,
		})
		if err == nil {
			s.sayf("redacted %d records of map %s, now at revision %d\n", len(refs), c.Map, done.Revision)
			if done.Snapshot == nil {
				s.notef("the map is deleted and its log has ended: the reason is kept nowhere\n")
			}
			s.notef("backups and exports that were written before still hold the words\n")
		}
		return err
	})
}

// imported names the records that a large import brought, which stand in the first checkpoint only.
func imported(s *session, st store.Store, m argmap.ID, add func(argmap.Ref)) error {
	first, ok, err := st.NearestCheckpoint(s.ctx, m, 1)
	if err != nil || !ok {
		return err
	}
	snap, err := snapshot.Decode(first.Chunks)
	if err != nil {
		return err
	}
	for e := range snap.Entries() {
		add(e.Record.Ref())
	}
	return nil
}

// refs finds what the ids name, live or removed long ago.
func (c *redactCommand) refs(s *session, st store.Store) ([]argmap.Ref, error) {
	found := map[argmap.ID][]argmap.Ref{}
	add := func(r argmap.Ref) {
		if slices.Contains(c.Record, r.ID) && !slices.Contains(found[r.ID], r) {
			found[r.ID] = append(found[r.ID], r)
		}
	}
	err := st.Tail(s.ctx, c.Map, 0, 0, func(set argmap.ChangeSet) error {
		for _, op := range set.Operations {
			add(op.Ref)
		}
		if set.Staged {
			return imported(s, st, c.Map, add)
		}
		return nil
	})
	var refs []argmap.Ref
	for _, id := range c.Record {
		if len(found[id]) == 0 && err == nil {
			err = fault.New(fault.NotFound, "record.unknown", "map %s never had a record %q", c.Map, id).At("record")
		}
		refs = append(refs, found[id]...)
	}
	return refs, err
}
