package exchange

import (
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// texts are the paragraphs that a map's citations name.
type texts map[argmap.ID]*argmap.Paragraph

// Paragraph gives a paragraph; what history cited may be cited again.
func (t texts) Paragraph(id argmap.ID) (*argmap.Paragraph, bool) { return t[id], t[id] != nil }

// check replays the gathered log and holds every step to the structural rules.
func (in *reader) check() error {
	if err := in.fetchTexts(); err != nil {
		return err
	}
	head, err := snapshot.NewBuilder(in.head.ID).Snapshot(0, 0)
	if err != nil {
		return err
	}
	for i, set := range in.sets {
		if set.Revision != argmap.Revision(i+1) {
			return fault.New(fault.Invalid, "argmap_json.revision", "change set %d of map %s has revision %d", i+1, in.head.ID, set.Revision)
		}
		if head, err = in.step(head, set); err != nil {
			return err
		}
	}
	return nil
}

func (in *reader) step(head *snapshot.Snapshot, set argmap.ChangeSet) (*snapshot.Snapshot, error) {
	if set.Staged {
		return stagedSnapshot(set, in.staged)
	}
	last := in.head.State == string(store.Deleted) && set.Revision == in.head.Revision
	if len(set.Operations) > 0 && !last {
		ops, err := argmap.Check(head, in.texts, set.Operations, argmap.Importing)
		if err != nil {
			return nil, err
		}
		if err := sameBefore(set, ops); err != nil {
			return nil, err
		}
	}
	return head.Apply(set)
}

// sameBefore holds the values before, as the file has them, to what the replay found.
func sameBefore(set argmap.ChangeSet, checked []argmap.Operation) error {
	found := map[argmap.Ref]argmap.Record{}
	for _, op := range checked {
		found[op.Ref] = op.Before
	}
	for _, op := range set.Operations {
		if before, ok := found[op.Ref]; ok && !argmap.Equal(before, op.Before) {
			return fault.New(fault.Invalid, "argmap_json.before", "revision %d of map %s has a value before %s that the revisions before do not give", set.Revision, set.Map, op.Ref)
		}
	}
	return nil
}

// fetchTexts brings every paragraph that the map's citations name, in a few statements.
func (in *reader) fetchTexts() error {
	want := map[argmap.ID]bool{}
	var ids []argmap.ID
	add := func(r argmap.Record) {
		c, ok := r.(*argmap.Citation)
		if !ok {
			return
		}
		for _, s := range c.Segments {
			if !want[s.Paragraph] {
				want[s.Paragraph] = true
				ids = append(ids, s.Paragraph)
			}
		}
	}
	for _, set := range in.sets {
		for _, op := range set.Operations {
			add(op.After)
		}
	}
	for _, r := range in.staged {
		add(r)
	}
	clear(in.texts)
	for chunk := range chunks(ids, 1000) {
		ps, err := in.service.store.Paragraphs(in.ctx, chunk)
		if err != nil {
			return err
		}
		for _, p := range ps {
			in.texts[p.ID] = p
		}
	}
	return nil
}
