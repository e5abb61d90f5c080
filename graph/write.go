package graph

import (
	"cmp"
	"context"
	"strings"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
	"argmap/internal/ingest"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// write gives what every change says besides the change itself.
func (r *Resolver) write(ctx context.Context, m argmap.ID, since *argmap.Revision, key, message *string) authoring.Write {
	return authoring.Write{Map: m, Since: value(since), Actor: r.Actor(ctx), Key: value(key), Message: value(message)}
}

// written gives the map after a write. What is read in the rest of the answer shows the write.
func written(ctx context.Context, receipt ledger.Receipt, err error) (*model.Map, error) {
	if err != nil {
		return nil, err
	}
	if receipt.Snapshot == nil {
		return nil, fault.New(fault.Unavailable, "write.unread", "the change is made, as revision %d; the map cannot be read now", receipt.Revision).
			With("revision", receipt.Revision).With("writeId", string(receipt.WriteID))
	}
	requestOf(ctx).maps.set(reading{id: receipt.Map}, receipt.Snapshot)
	m := model.MapAt(receipt.Snapshot)
	return &m, nil
}

// made gives the map after a write and the element that it made or changed.
func made[E snapshot.Element](ctx context.Context, res authoring.Result, err error) (*E, *model.Map, error) {
	m, err := written(ctx, res.Receipt, err)
	if err != nil {
		return nil, nil, err
	}
	e, ok := res.Snapshot.Element(res.ID()).(E)
	if !ok {
		return nil, nil, goneSince(res)
	}
	return &e, m, nil
}

// goneSince says that what a write made is not there any more: somebody was faster, or the write is
// an old one that was sent again.
func goneSince(res authoring.Result) error {
	return fault.New(fault.NotFound, "write.gone", "the change was made, as revision %d, and what it made was deleted since", res.Revision).
		With("revision", res.Revision)
}

// answered gives the answer that a write made.
func answered(ctx context.Context, res authoring.Result, err error) (*snapshot.Answer, *model.Map, error) {
	m, err := written(ctx, res.Receipt, err)
	if err != nil {
		return nil, nil, err
	}
	entry, ok := res.Snapshot.Entry(argmap.Ref{Type: argmap.TypeLink, ID: res.ID()})
	if !ok {
		return nil, nil, goneSince(res)
	}
	l := entry.Record.(*argmap.Link)
	q, isQuestion := res.Snapshot.Element(l.To).(snapshot.Question)
	c, isClaim := res.Snapshot.Element(l.From).(snapshot.Claim)
	if !isQuestion || !isClaim {
		return nil, nil, goneSince(res)
	}
	return &snapshot.Answer{Question: q, Claim: c, Partial: l.Partial, Bearing: cmp.Or(l.Bearing, argmap.Neutral)}, m, nil
}

// cited gives the citation that a write made.
func cited(ctx context.Context, res authoring.Result, err error) (*snapshot.Citation, *model.Map, error) {
	m, err := written(ctx, res.Receipt, err)
	if err != nil {
		return nil, nil, err
	}
	c := res.Snapshot.Citation(res.ID())
	if c == nil {
		return nil, nil, goneSince(res)
	}
	return c, m, nil
}

// undone gives the map after a revision was taken back, and the change set that does it.
func (r *Resolver) undone(ctx context.Context, receipt ledger.Receipt, err error) (*model.ChangeSet, *model.Map, error) {
	m, err := written(ctx, receipt, err)
	if err != nil {
		return nil, nil, err
	}
	set, err := r.Ledger.Change(ctx, receipt.Map, receipt.Revision)
	return &model.ChangeSet{Set: set}, m, err
}

// refs gives the ids of a client's refs.
func refs(named []authoring.NamedID) []model.RefID {
	ids := make([]model.RefID, len(named))
	for i, n := range named {
		ids[i] = model.RefID{Ref: n.Ref, ID: n.ID}
	}
	return ids
}

// source reads a source from an input.
func (r *Resolver) sourceInput(ctx context.Context, in model.ImportSourceInput) ingest.Input {
	out := ingest.Input{
		Actor: r.Actor(ctx), Body: strings.NewReader(in.Text), Title: in.Title, MediaType: in.MediaType,
		Creator: value(in.Creator), Date: value(in.Date), Publisher: value(in.Publisher),
		Language: value(in.Language), Rights: value(in.Rights), URI: value(in.URI),
	}
	for _, end := range in.Fragment {
		switch end {
		case model.FragmentEndStart:
			out.TornStart = true
		case model.FragmentEndEnd:
			out.TornEnd = true
		}
	}
	return out
}

// placed puts the field of an error below the input that it belongs to.
func placed(err error) error {
	f, ok := asFault(err)
	if !ok || f.Field == "" || strings.HasPrefix(f.Field, "input") {
		return err
	}
	return f.At("input." + f.Field)
}

// previewOf answers ArgumentMap.deletePreview, at the revision that is shown.
func previewOf(ctx context.Context, m *model.Map, ids []argmap.ID) (*model.DeletePreview, error) {
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	impact, err := argmap.Deletion(s, ids)
	if err != nil {
		return nil, err
	}
	return &model.DeletePreview{Asked: elements(s, impact.Asked), Follows: elements(s, impact.Follows), Marked: elements(s, impact.Marked), Records: len(impact.Operations)}, nil
}

func elements(s *snapshot.Snapshot, records []*argmap.Element) []snapshot.Element {
	views := make([]snapshot.Element, len(records))
	for i, e := range records {
		views[i] = s.Element(e.ID)
	}
	return views
}
