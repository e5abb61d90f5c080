package snapshot

import (
	"sync/atomic"

	"argmap/internal/argmap"
)

// Quote is the text of a paragraph for as long as whoever made it keeps it. It may be used by many
// goroutines at once.
type Quote struct {
	text atomic.Pointer[argmap.Paragraph]
}

// NewQuote gives a quote of a paragraph.
func NewQuote(p *argmap.Paragraph) *Quote {
	q := new(Quote)
	q.text.Store(p)
	return q
}

// Text gives the paragraph, or nil when it was let go. A nil quote has none.
func (q *Quote) Text() *argmap.Paragraph {
	if q == nil {
		return nil
	}
	return q.text.Load()
}

// LetGo lets go of the paragraph, wherever the quote is remembered.
func (q *Quote) LetGo() { q.text.Store(nil) }

// Quote gives what Remember was told of the citation; nil when it was told nothing.
func (c Citation) Quote() *Quote {
	pieces := c.s.quotes.get(c.s.quotePieces)
	piece := pieces[c.slot/quotePiece].Load()
	if piece == nil {
		return nil
	}
	return piece[c.slot%quotePiece].Load()
}

// Remember notes the quote of the paragraph of the citation's first segment, so that it need not be looked
// up by its id again: texts never change, and neither does the snapshot.
func (c Citation) Remember(q *Quote) {
	place := &c.s.quotes.get(c.s.quotePieces)[c.slot/quotePiece]
	if place.Load() == nil && place.CompareAndSwap(nil, new(quotes)) {
		c.s.derived.Add(quotePiece * 8)
	}
	place.Load()[c.slot%quotePiece].Store(q)
}

// quotes are remembered in pieces for so many citations, made when they are needed: who reads a part of a
// large map takes room for that part.
const quotePiece = 256

type quotes [quotePiece]atomic.Pointer[Quote]

func (s *Snapshot) quotePieces() []atomic.Pointer[quotes] {
	return make([]atomic.Pointer[quotes], (s.citations.rows.length+quotePiece-1)/quotePiece)
}
