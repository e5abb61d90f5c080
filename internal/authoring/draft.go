package authoring

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// draft is the head with the operations so far carried out. It costs what they touch.
type draft struct {
	head *snapshot.Snapshot
	// values holds the value of every record touched, nil when it is removed, and order their names by
	// first touch.
	values map[argmap.Ref]argmap.Record
	order  []argmap.Ref
	// from names the input that last set or removed a record.
	from map[argmap.Ref]origin
	// The records that were set, by what they hang on; those that changed again since stay listed.
	linksFrom, linksTo map[argmap.ID][]*argmap.Link
	citations          map[argmap.ID][]*argmap.Citation
	toClaim, ofVoice   map[argmap.ID][]*argmap.Commitment
	inRow              map[argmap.ID][]*argmap.Element
}

func newDraft(h *snapshot.Snapshot) *draft {
	return &draft{
		head: h, values: map[argmap.Ref]argmap.Record{}, from: map[argmap.Ref]origin{},
		linksFrom: map[argmap.ID][]*argmap.Link{}, linksTo: map[argmap.ID][]*argmap.Link{},
		citations: map[argmap.ID][]*argmap.Citation{},
		toClaim:   map[argmap.ID][]*argmap.Commitment{}, ofVoice: map[argmap.ID][]*argmap.Commitment{},
		inRow: map[argmap.ID][]*argmap.Element{},
	}
}

func (d *draft) set(r argmap.Record, o origin) {
	d.touch(r.Ref(), r, o)
	d.index(r)
}

func (d *draft) remove(ref argmap.Ref, o origin) { d.touch(ref, nil, o) }

func (d *draft) touch(ref argmap.Ref, r argmap.Record, o origin) {
	if _, before := d.values[ref]; !before {
		d.order = append(d.order, ref)
	}
	d.values[ref], d.from[ref] = r, o
}

func (d *draft) index(r argmap.Record) {
	switch r := r.(type) {
	case *argmap.Link:
		d.linksFrom[r.From] = append(d.linksFrom[r.From], r)
		d.linksTo[r.To] = append(d.linksTo[r.To], r)
	case *argmap.Citation:
		d.citations[r.Element] = append(d.citations[r.Element], r)
	case *argmap.Commitment:
		d.toClaim[r.Claim] = append(d.toClaim[r.Claim], r)
		d.ofVoice[r.Voice] = append(d.ofVoice[r.Voice], r)
		if r.ReportedBy != "" && r.ReportedBy != r.Voice {
			d.ofVoice[r.ReportedBy] = append(d.ofVoice[r.ReportedBy], r)
		}
	case *argmap.Element:
		if r.Question != nil && r.Question.Row != "" {
			d.inRow[r.Question.Row] = append(d.inRow[r.Question.Row], r)
		}
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Leftover:
	}
}

// operations gives what the draft changes in the head, and for each operation the input it is from.
// What was added and removed again is not there.
func (d *draft) operations() ([]argmap.Operation, []origin) {
	var ops []argmap.Operation
	var from []origin
	for _, ref := range d.order {
		before, there := d.head.Entry(ref)
		after := d.values[ref]
		if !there && after == nil {
			continue
		}
		ops = append(ops, argmap.Operation{Ref: ref, Before: before.Record, After: after})
		from = append(from, d.from[ref])
	}
	return ops, from
}

// removed gives the elements of the head that the draft removes, in the order in which they fell.
func (d *draft) removed() []argmap.ID {
	var ids []argmap.ID
	for _, ref := range d.order {
		if _, there := d.head.Entry(ref); there && ref.Type == argmap.TypeElement && d.values[ref] == nil {
			ids = append(ids, ref.ID)
		}
	}
	return ids
}

// voiceOf gives the participant's voice of an actor in the head; the first by id if there are several.
func (d *draft) voiceOf(actor argmap.Actor) (argmap.ID, bool) {
	for _, v := range d.head.Voices() {
		if r := v.Record(); r.Actor == actor && r.Kind == argmap.VoiceParticipant && d.has(r.Ref()) {
			return r.ID, true
		}
	}
	return "", false
}

// speaks gives a locution that a voice speaks, if there is one; authoring adds none.
func (d *draft) speaks(voice argmap.ID) (*argmap.Element, bool) {
	for e := range d.head.OfKind(argmap.KindLocution).All() {
		if r := e.Record(); r.Speaker == voice && d.has(r.Ref()) {
			return r, true
		}
	}
	return nil, false
}

func (d *draft) has(ref argmap.Ref) bool {
	_, ok := d.Entry(ref)
	return ok
}

// Map gives the map's id.
func (d *draft) Map() argmap.ID { return d.head.Map() }

// Revision gives the revision that the draft would make.
func (d *draft) Revision() argmap.Revision { return d.head.Revision() + 1 }

// Entry gives a record as it now is.
func (d *draft) Entry(ref argmap.Ref) (argmap.Entry, bool) {
	if r, touched := d.values[ref]; touched {
		return argmap.Entry{Record: r, Revision: d.Revision()}, r != nil
	}
	return d.head.Entry(ref)
}

// LinksFrom gives the links that start at an element.
func (d *draft) LinksFrom(id argmap.ID) iter.Seq[*argmap.Link] {
	return merged(d, d.head.LinksFrom(id), d.linksFrom[id], argmap.CompareLinks)
}

// LinksTo gives the links that end at an element.
func (d *draft) LinksTo(id argmap.ID) iter.Seq[*argmap.Link] {
	return merged(d, d.head.LinksTo(id), d.linksTo[id], argmap.CompareLinks)
}

// CitationsOf gives an element's citations.
func (d *draft) CitationsOf(id argmap.ID) iter.Seq[*argmap.Citation] {
	return merged(d, d.head.CitationsOf(id), d.citations[id], byID)
}

// CommitmentsTo gives the commitments to a claim.
func (d *draft) CommitmentsTo(id argmap.ID) iter.Seq[*argmap.Commitment] {
	return merged(d, d.head.CommitmentsTo(id), d.toClaim[id], byID)
}

// CommitmentsOf gives the commitments in which a voice acts or reports.
func (d *draft) CommitmentsOf(id argmap.ID) iter.Seq[*argmap.Commitment] {
	return merged(d, d.head.CommitmentsOf(id), d.ofVoice[id], byID)
}

// QuestionsIn gives the questions of a row.
func (d *draft) QuestionsIn(id argmap.ID) iter.Seq[*argmap.Element] {
	return merged(d, d.head.QuestionsIn(id), d.inRow[id], argmap.CompareInRow)
}

func byID[T argmap.Record](a, b T) int { return cmp.Compare(a.Ref().ID, b.Ref().ID) }

// merged gives what the head has and the draft left alone, with what the draft set and still holds.
func merged[T argmap.Record](d *draft, base iter.Seq[T], set []T, compare func(a, b T) int) iter.Seq[T] {
	all := map[argmap.Ref]T{}
	for r := range base {
		if _, touched := d.values[r.Ref()]; !touched {
			all[r.Ref()] = r
		}
	}
	for _, r := range set {
		if d.values[r.Ref()] == argmap.Record(r) {
			all[r.Ref()] = r
		}
	}
	return slices.Values(slices.SortedFunc(maps.Values(all), compare))
}
