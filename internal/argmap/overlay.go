package argmap

import "iter"

// overlay shows a view as it would be after some operations. It costs what the operations touch.
type overlay struct {
	base View
	// changed holds the new record of every reference touched; nil for one that is removed.
	changed map[Ref]Record
	from    map[ID][]*Link
	to      map[ID][]*Link
	cites   map[ID][]*Citation
	toClaim map[ID][]*Commitment
	ofVoice map[ID][]*Commitment
	inRow   map[ID][]*Element
}

func overlaid(base View, ops []Operation) *overlay {
	o := &overlay{
		base: base, changed: make(map[Ref]Record, len(ops)),
		from: map[ID][]*Link{}, to: map[ID][]*Link{}, cites: map[ID][]*Citation{},
		toClaim: map[ID][]*Commitment{}, ofVoice: map[ID][]*Commitment{}, inRow: map[ID][]*Element{},
	}
	for _, op := range ops {
		o.changed[op.Ref] = op.After
		o.index(op.After)
	}
	return o
}

func (o *overlay) index(r Record) {
	switch r := r.(type) {
	case *Link:
		o.from[r.From] = append(o.from[r.From], r)
		o.to[r.To] = append(o.to[r.To], r)
	case *Citation:
		o.cites[r.Element] = append(o.cites[r.Element], r)
	case *Commitment:
		o.toClaim[r.Claim] = append(o.toClaim[r.Claim], r)
		o.ofVoice[r.Voice] = append(o.ofVoice[r.Voice], r)
		if r.ReportedBy != "" && r.ReportedBy != r.Voice {
			o.ofVoice[r.ReportedBy] = append(o.ofVoice[r.ReportedBy], r)
		}
	case *Element:
		if r.Question != nil && r.Question.Row != "" {
			o.inRow[r.Question.Row] = append(o.inRow[r.Question.Row], r)
		}
	case *Properties, *Voice, *Row, *Leftover, nil:
	}
}

func (o *overlay) Map() ID            { return o.base.Map() }
func (o *overlay) Revision() Revision { return o.base.Revision() + 1 }

func (o *overlay) Entry(ref Ref) (Entry, bool) {
	if r, touched := o.changed[ref]; touched {
		return Entry{r, o.Revision()}, r != nil
	}
	return o.base.Entry(ref)
}

func (o *overlay) LinksFrom(id ID) iter.Seq[*Link] {
	return merged(o, o.base.LinksFrom(id), o.from[id], CompareLinks)
}

func (o *overlay) LinksTo(id ID) iter.Seq[*Link] {
	return merged(o, o.base.LinksTo(id), o.to[id], CompareLinks)
}

func (o *overlay) CitationsOf(id ID) iter.Seq[*Citation] {
	return merged(o, o.base.CitationsOf(id), o.cites[id], byID)
}

func (o *overlay) CommitmentsTo(id ID) iter.Seq[*Commitment] {
	return merged(o, o.base.CommitmentsTo(id), o.toClaim[id], byID)
}

func (o *overlay) CommitmentsOf(id ID) iter.Seq[*Commitment] {
	return merged(o, o.base.CommitmentsOf(id), o.ofVoice[id], byID)
}

func (o *overlay) QuestionsIn(id ID) iter.Seq[*Element] {
	return merged(o, o.base.QuestionsIn(id), o.inRow[id], CompareInRow)
}

// merged gives what the base has and the operations left alone, with what they set, in order.
func merged[T Record](o *overlay, base iter.Seq[T], set []T, compare func(a, b T) int) iter.Seq[T] {
	var all []T
	for r := range base {
		if _, touched := o.changed[r.Ref()]; !touched {
			all = append(all, r)
		}
	}
	return sorted(append(all, set...), compare)
}
