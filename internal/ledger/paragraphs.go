package ledger

import (
	"cmp"
	"context"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/lru"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// paragraphOverhead is about what a paragraph takes in memory beside its text, in bytes.
const paragraphOverhead = 300

// paragraphs keeps texts that never change, so nothing that is kept grows stale. What goes is let go
// wherever it is remembered, which keeps to the budget.
type paragraphs struct {
	store store.Store
	kept  *lru.Cache[argmap.ID, *snapshot.Quote]
}

func newParagraphs(s store.Store, budget int64) *paragraphs {
	size := func(_ argmap.ID, q *snapshot.Quote) int64 { return int64(len(q.Text().Text)) + paragraphOverhead }
	return &paragraphs{store: s, kept: lru.New(budget, size).WhenGone((*snapshot.Quote).LetGo)}
}

// Quote gives a paragraph if it is in memory, for as long as it stays there; else nil.
func (l *Ledger) Quote(id argmap.ID) *snapshot.Quote {
	q, _ := l.texts.kept.Get(id)
	return q
}

// Paragraphs gives the paragraphs with these ids, in the order asked; unknown ids are left out. The
// store is asked once, for those that are not in memory.
func (l *Ledger) Paragraphs(ctx context.Context, ids []argmap.ID) ([]*argmap.Paragraph, error) {
	found, err := l.texts.fetch(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]*argmap.Paragraph, 0, len(ids))
	for _, id := range ids {
		if p := found[id]; p != nil {
			out = append(out, p)
		}
	}
	return out, nil
}

func (c *paragraphs) fetch(ctx context.Context, ids []argmap.ID) (map[argmap.ID]*argmap.Paragraph, error) {
	found := make(map[argmap.ID]*argmap.Paragraph, len(ids))
	var missing []argmap.ID
	for _, id := range ids {
		if _, twice := found[id]; twice {
			continue
		}
		q, _ := c.kept.Get(id)
		p := q.Text()
		if p == nil {
			missing = append(missing, id)
		}
		found[id] = p
	}
	if len(missing) == 0 {
		return found, nil
	}
	read, err := c.store.Paragraphs(ctx, missing)
	for _, p := range read {
		found[p.ID] = p
		c.kept.Put(p.ID, snapshot.NewQuote(p), nil)
	}
	return found, err
}

// quoted are the texts that the citations of some operations quote; it implements argmap.Texts.
type quoted struct {
	paragraphs map[argmap.ID]*argmap.Paragraph
	brought    map[argmap.ID]*argmap.Paragraph
	withdrawn  []argmap.ID
}

// Paragraph gives a paragraph, and whether its source may be cited anew as far as is known: the append
// looks again.
func (q quoted) Paragraph(id argmap.ID) (*argmap.Paragraph, bool) {
	p := cmp.Or(q.brought[id], q.paragraphs[id])
	return p, p != nil && !slices.Contains(q.withdrawn, p.Source)
}

// quotedBy reads the paragraphs that the operations cite, through memory, in one call for those that are
// missing there, and not at all for those that an import has brought, which are at hand. Some sources are
// known to be withdrawn.
func (c *paragraphs) quotedBy(ctx context.Context, ops []argmap.Operation, brought map[argmap.ID]*argmap.Paragraph, withdrawn []argmap.ID) (argmap.Texts, error) {
	var ids []argmap.ID
	for _, op := range ops {
		if k, ok := op.After.(*argmap.Citation); ok {
			for _, s := range k.Segments {
				if brought[s.Paragraph] == nil {
					ids = append(ids, s.Paragraph)
				}
			}
		}
	}
	q := quoted{brought: brought, withdrawn: withdrawn}
	if len(ids) == 0 {
		return q, nil
	}
	var err error
	q.paragraphs, err = c.fetch(ctx, ids)
	return q, err
}
