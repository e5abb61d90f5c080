package exchange

import (
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/snapshot"
)

// texts are the paragraphs that a map's citations name.
type texts map[argmap.ID]*argmap.Paragraph

// Paragraph gives a paragraph; what history cited may be cited again.
func (t texts) Paragraph(id argmap.ID) (*argmap.Paragraph, bool) { return t[id], t[id] != nil }

// check replays the gathered log and holds every step to the structural rules.
func (in *reader) check() error {
	m := in.head.ID
	if len(in.sets) == 0 || in.sets[len(in.sets)-1].Revision != in.head.Revision {
		return invalid("argmap_json.revision", "map %s is said to be at revision %d and has %d change sets", m, in.head.Revision, len(in.sets))
	}
	if err := in.checkForm(); err != nil {
		return err
	}
	if err := in.fetchTexts(); err != nil {
		return err
	}
	head, err := snapshot.NewBuilder(m).Snapshot(0, 0)
	if err != nil {
		return err
	}
	for _, set := range in.sets {
		if head, err = in.step(head, set); err != nil {
			return err
		}
	}
	return nil
}

// checkForm holds the change sets to what a log looks like: numbered, each with a write id and key of
// its own, staged at the beginning only, and a deletion at the end only.
func (in *reader) checkForm() error {
	for r := range in.records() {
		if !timely(r) {
			return invalid("argmap_json.time", "%s of map %s has a time that is not in UTC to the microsecond", r.Ref(), in.head.ID)
		}
	}
	writes := map[[2]string]bool{}
	for i, set := range in.sets {
		m, r := in.head.ID, argmap.Revision(i+1)
		byID, byKey := [2]string{"", string(set.WriteID)}, [2]string{string(set.Actor) + "\x00", set.Key}
		switch {
		case set.Revision != r:
			return invalid("argmap_json.revision", "change set %d of map %s has revision %d", r, m, set.Revision)
		case set.WriteID == "" || writes[byID] || set.Key != "" && writes[byKey]:
			return invalid("argmap_json.write", "the write id or key of revision %d of map %s is missing or not its own", r, m)
		case !exact(set.Time):
			return invalid("argmap_json.time", "the time of revision %d of map %s is not in UTC to the microsecond", r, m)
		case set.Staged && (r > 1 || len(set.Operations) > 0 || len(in.staged) == 0):
			return invalid("argmap_json.staged", "revision %d of map %s is staged; only the first may be, with records and without operations", r, m)
		case in.deletes(set) && (r == 1 || len(set.Operations) > 0):
			return invalid("argmap_json.deletion", "the last revision of map %s is its deletion, which has no operations", m)
		}
		writes[byID], writes[byKey] = true, true
	}
	return nil
}

// timely reports whether a record's time is one that every store keeps as it is.
func timely(r argmap.Record) bool {
	switch r := r.(type) {
	case *argmap.Properties:
		return exact(r.Created)
	case *argmap.Element:
		return exact(r.Created)
	case *argmap.Voice, *argmap.Row, *argmap.Commitment, *argmap.Link, *argmap.Citation, *argmap.Leftover:
	}
	return true
}

func exact(t time.Time) bool {
	return t.Location() == time.UTC && t.Equal(t.Truncate(time.Microsecond))
}

// deletes reports whether a change set is the deletion that ends the map's log.
func (in *reader) deletes(set argmap.ChangeSet) bool {
	return in.head.State == argmapjson.Deleted && set.Revision == in.head.Revision
}

// step checks one change set and gives the state after it.
func (in *reader) step(head *snapshot.Snapshot, set argmap.ChangeSet) (*snapshot.Snapshot, error) {
	if set.Staged {
		return in.first(set)
	}
	if in.deletes(set) || len(set.Operations) == 0 && set.Revision > 1 {
		return head.Apply(set)
	}
	if _, err := argmap.Check(head, in.texts, set.Operations, argmap.Importing); err != nil {
		return nil, err
	}
	for _, op := range set.Operations {
		if before, _ := head.Entry(op.Ref); !argmap.Equal(before.Record, op.Before) {
			return nil, invalid("argmap_json.before", "revision %d of map %s has a value before %s that the revisions before do not give", set.Revision, set.Map, op.Ref)
		}
	}
	return head.Apply(set)
}

// first checks the records of a staged import, piece by piece on what the ones before make. Rows go
// before elements, as a question that names its row is refused without it.
func (in *reader) first(set argmap.ChangeSet) (*snapshot.Snapshot, error) {
	if in.staged[0].Ref() != (argmap.Ref{Type: argmap.TypeProperties, ID: in.head.ID}) {
		return nil, invalid("argmap_json.staged", "the records of map %s do not begin with its properties", in.head.ID)
	}
	order := []argmap.RecordType{argmap.TypeProperties, argmap.TypeVoice, argmap.TypeRow}
	order = append(order, argmap.RecordTypes()...)
	records := slices.Clone(in.staged)
	slices.SortStableFunc(records, func(a, b argmap.Record) int {
		return slices.Index(order, a.Ref().Type) - slices.Index(order, b.Ref().Type)
	})
	state := argmap.NewState(in.head.ID)
	for piece := range slices.Chunk(records, argmap.MaxOperations) {
		if err := in.firstPiece(state, piece); err != nil {
			return nil, err
		}
	}
	return stagedSnapshot(set, in.staged)
}

func (in *reader) firstPiece(state *argmap.State, piece []argmap.Record) error {
	ops := make([]argmap.Operation, len(piece))
	for i, r := range piece {
		if _, twice := state.Entry(r.Ref()); twice {
			return invalid(string(argmap.RuleOnce), "the import of map %s names %s twice", in.head.ID, r.Ref())
		}
		ops[i] = argmap.Set(r)
	}
	if _, err := argmap.Check(state, in.texts, ops, argmap.Importing); err != nil {
		return err
	}
	for _, r := range piece {
		state.Put(argmap.Entry{Record: r, Revision: 1})
	}
	return nil
}

// fetchTexts brings every paragraph that the map's citations name, in a few statements.
func (in *reader) fetchTexts() error {
	clear(in.texts)
	for chunk := range slices.Chunk(in.cited(), 1000) {
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

// cited lists the paragraphs that the map's citations name, each once.
func (in *reader) cited() []argmap.ID {
	want := map[argmap.ID]bool{}
	var ids []argmap.ID
	for r := range in.records() {
		c, ok := r.(*argmap.Citation)
		if !ok {
			continue
		}
		for _, s := range c.Segments {
			if !want[s.Paragraph] {
				want[s.Paragraph] = true
				ids = append(ids, s.Paragraph)
			}
		}
	}
	return ids
}
