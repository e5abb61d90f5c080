package storetest

import (
	"fmt"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// Bench measures a store: what one author does, a full change set, a load, and point operations.
func Bench(b *testing.B, h Harness) {
	w := &world{TB: b, h: h, ctx: b.Context(), s: h.Open(b)}
	b.Run("append a rebuttal", func(b *testing.B) { w.of(b).benchRebuttal(b) })
	b.Run("append 1000 operations", func(b *testing.B) { w.of(b).benchThousand(b) })
	for _, n := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprintf("load %d elements", n), func(b *testing.B) { w.of(b).benchLoad(b, n) })
	}
	b.Run("head", func(b *testing.B) { w.of(b).benchHead(b) })
	b.Run("locate", func(b *testing.B) { w.of(b).benchLocate(b) })
	b.Run("find a write", func(b *testing.B) { w.of(b).benchFindWrite(b) })
	b.Run("list 20 maps", func(b *testing.B) { w.of(b).benchList(b) })
	for _, n := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprintf("put %d open questions, of which one changed", n), func(b *testing.B) { w.of(b).benchPut(b, n) })
	}
	b.Run("list 20 open questions", func(b *testing.B) { w.of(b).benchOpen(b) })
	b.Run("search", func(b *testing.B) { w.of(b).benchSearch(b) })
}

// of gives the same store to a benchmark below.
func (w *world) of(b *testing.B) *world { return &world{TB: b, h: w.h, ctx: b.Context(), s: w.s} }

func (w *world) benchRebuttal(b *testing.B) {
	c, d := w.drawDispute()
	for b.Loop() {
		premise, attack := claim("Force seldom protects."), rebuttal()
		c.commit(sets(premise, attack, link(argmap.RolePremiseOf, premise, attack), link(argmap.RoleAttacks, attack, d.thesis), d.text.cite(attack, 2))...)
	}
}

// many gives n claims, each with a link to the first.
func many(n int) []argmap.Record {
	hub := claim("What all of the others bear on, in a dozen words or so.")
	records := []argmap.Record{hub}
	for i := range n - 1 {
		e := claim(fmt.Sprintf("Claim %d, of about as many words as claims have.", i))
		records = append(records, e, link(argmap.RoleForeign, e, hub))
	}
	return records
}

func (w *world) benchThousand(b *testing.B) {
	c := w.draw()
	for b.Loop() {
		c.commit(sets(many(501)[:1000]...)...)
	}
}

func (w *world) benchLoad(b *testing.B, n int) {
	c := w.draw()
	records := many(n)
	for len(records) > 0 {
		part := min(len(records), argmap.MaxOperations)
		c.commit(sets(records[:part]...)...)
		records = records[part:]
	}
	for b.Loop() {
		seen := 0
		w.ok(w.s.Load(w.ctx, c.id, func(argmap.Entry) error {
			seen++
			return nil
		}))
		w.same("records", seen, 2*n)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "elements/s")
}

func (w *world) benchHead(b *testing.B) {
	c := w.draw()
	for b.Loop() {
		w.head(c.id)
	}
}

func (w *world) benchLocate(b *testing.B) {
	_, d := w.drawDispute()
	for b.Loop() {
		w.same("located", len(w.locate(d.thesis.ID, d.premise.ID, d.citation.ID)), 3)
	}
}

func (w *world) benchFindWrite(b *testing.B) {
	c := w.draw()
	for b.Loop() {
		_, ok := w.outcome(store.WriteRef{WriteID: c.sets[0].WriteID})
		w.same("found", ok, true)
	}
}

func (w *world) benchList(b *testing.B) {
	owner := newActor()
	for i := range 40 {
		w.owned(owner, "listed", noon(), noon().Add(time.Duration(i)*time.Second))
	}
	for b.Loop() {
		rows, err := w.s.ListMaps(w.ctx, store.MapFilter{Owner: owner}, store.Page{Limit: 20})
		w.ok(err)
		w.same("rows", len(rows), 20)
	}
}

func (w *world) benchSearch(b *testing.B) {
	word := newWord()
	w.draw(append(many(1000), claim("One that has "+word))...)
	for b.Loop() {
		w.same("hits", len(w.hits(store.SearchFilter{Words: word + " has", Elements: true})), 1)
	}
}

// asked makes a map with n questions, and gives what is kept of them.
func (w *world) asked(n int, word string) (*chart, []store.OpenQuestion) {
	c, open := w.draw(), []store.OpenQuestion{}
	for len(open) < n {
		var records []argmap.Record
		for range min(n-len(open), argmap.MaxOperations) {
			q := question("Under whose auspices, and " + word + "?")
			records, open = append(records, q), append(open, waiting(q, len(open)%50, new(false)))
		}
		c.commit(sets(records...)...)
	}
	return c, open
}

func (w *world) benchPut(b *testing.B, n int) {
	c, open := w.asked(n, "why")
	c.putQuestions(open...)
	for b.Loop() {
		open[0].Weight = 100 - open[0].Weight
		c.putQuestions(open...)
	}
}

// benchOpen lists among the 11,100 questions that benchPut left, and 900 of 30 more maps.
func (w *world) benchOpen(b *testing.B) {
	for range 30 {
		c, open := w.asked(30, "when")
		c.putQuestions(open...)
	}
	for b.Loop() {
		rows, err := w.s.ListQuestions(w.ctx, store.QuestionFilter{}, store.Page{Limit: 20})
		w.ok(err)
		w.same("rows", len(rows), 20)
	}
}
