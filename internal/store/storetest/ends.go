package storetest

import (
	"argmap/internal/argmap"
	"argmap/internal/fault"
)

const lawEnds = "A link, commitment or citation whose ends are missing is INVALID \"record.end_missing\", and nothing changes"

func endLaws() []law {
	return []law{
		{lawEnds, missingEnds, shared},
		{lawEnds + " — an end in another map is missing", foreignEnds, shared},
		{lawEnds + " — so is one of another type", wrongTypeEnds, shared},
		{lawEnds + " — so is one removed by the same change set", endsRemoved, shared},
		{lawEnds + " — a record that is changed must find its new ends", changedEnds, shared},
		{lawEnds + " — ends may come in the same change set, in any order", endsTogether, shared},
	}
}

func (w *world) refused(c *chart, records ...argmap.Record) {
	w.Helper()
	for _, r := range records {
		_, err := c.try(sets(claim("fine"), r)...)
		w.fails(err, fault.Invalid, "record.end_missing")
	}
}

func missingEnds(w *world) {
	c, d := w.drawDispute()
	none, nobody := claim("none"), voice("nobody")
	reported := commitment(d.voice, d.thesis)
	reported.ReportedBy = nobody.ID
	unsourced := newText("unsourced")
	oneOf := d.text.cite(d.thesis, 0)
	oneOf.Segments = append(oneOf.Segments, unsourced.cite(d.thesis, 0).Segments...)
	w.untouched(c.id, func() {
		w.refused(c,
			link(argmap.RoleConcludes, none, d.thesis), link(argmap.RoleConcludes, d.support, none),
			commitment(nobody, d.thesis), commitment(d.voice, none), reported,
			d.text.cite(none, 0), unsourced.cite(d.thesis, 0), oneOf,
		)
	})
}

func foreignEnds(w *world) {
	c, d := w.drawDispute()
	_, other := w.drawDispute()
	w.untouched(c.id, func() {
		w.refused(c,
			link(argmap.RoleConcludes, d.support, other.thesis), link(argmap.RoleConcludes, other.support, d.thesis),
			commitment(other.voice, d.thesis), commitment(d.voice, other.thesis), d.text.cite(other.thesis, 0),
		)
	})
}

func wrongTypeEnds(w *world) {
	c, d := w.drawDispute()
	toVoice := link(argmap.RoleForeign, d.thesis, d.thesis)
	toVoice.To = d.voice.ID
	byClaim := commitment(d.voice, d.thesis)
	byClaim.Voice = d.thesis.ID
	ofSource := d.text.cite(d.thesis, 0)
	ofSource.Segments[0].Paragraph = d.text.source.ID
	w.untouched(c.id, func() { w.refused(c, toVoice, byClaim, ofSource) })
}

func endsRemoved(w *world) {
	c, d := w.drawDispute()
	w.untouched(c.id, func() {
		again := link(argmap.RoleForeign, d.thesis, d.objection)
		_, err := c.try(append(removes(d.objection), sets(again)...)...)
		w.fails(err, fault.Invalid, "record.end_missing")
	})
}

func changedEnds(w *world) {
	c, d := w.drawDispute()
	moved := *d.premise
	moved.To = newID()
	w.untouched(c.id, func() { w.refused(c, &moved) })
}

func endsTogether(w *world) {
	c := w.newChart()
	d := newDispute(w.put(newText("one", "two")))
	records := d.records()
	ops := sets(c.props)
	for i := range records {
		ops = append(ops, argmap.Set(records[len(records)-1-i]))
	}
	c.commit(ops...)
	c.holds()
}
