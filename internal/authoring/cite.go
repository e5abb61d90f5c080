package authoring

import (
	"cmp"
	"context"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
)

// contextLength is how many code points of the text around a quote are kept on either side.
const contextLength = 32

// passage is a paragraph with the index of its text.
type passage struct {
	*argmap.Paragraph
	index *anchor.Index
}

// texts are the paragraphs that a command cites.
type texts struct {
	paragraphs map[argmap.ID]*passage
}

// passage gives a paragraph; its text is indexed when it is first asked for.
func (t *texts) passage(id argmap.ID) *passage {
	p := t.paragraphs[id]
	if p != nil && p.index == nil {
		p.index = anchor.NewIndex(p.Text)
	}
	return p
}

func (s *Service) textsOf(ctx context.Context, steps []step) (*texts, error) {
	var ids []argmap.ID
	for _, st := range steps {
		for _, q := range st.quotes {
			for _, segment := range q.Segments {
				ids = append(ids, segment.Paragraph)
			}
		}
	}
	t := &texts{map[argmap.ID]*passage{}}
	if len(ids) == 0 {
		return t, nil
	}
	found, err := s.ledger.Paragraphs(ctx, ids)
	for _, p := range found {
		t.paragraphs[p.ID] = &passage{Paragraph: p}
	}
	return t, err
}

func quotesOf(in []CitationInput) []*CitationInput {
	quotes := make([]*CitationInput, len(in))
	for i := range in {
		quotes[i] = &in[i]
	}
	return quotes
}

func premiseQuotes(in []PremiseInput) []*CitationInput {
	var quotes []*CitationInput
	for _, p := range in {
		if p.New != nil {
			quotes = append(quotes, quotesOf(p.New.Citations)...)
		}
	}
	return quotes
}

func citeStep(at string, in *ElementCitationInput) step {
	return step{at: at, quotes: []*CitationInput{&in.Citation}, run: func(c *compiler, at string) (argmap.ID, error) {
		e, err := c.element(in.Element, join(at, "element"))
		if err != nil {
			return "", err
		}
		return c.cite(e.ID, join(at, "citation"), &in.Citation)
	}}
}

func (c *compiler) citeAll(element argmap.ID, at string, in []CitationInput) error {
	for i := range in {
		if _, err := c.cite(element, index(join(at, "citations"), i), &in[i]); err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) cite(element argmap.ID, at string, in *CitationInput) (argmap.ID, error) {
	k := &argmap.Citation{
		ID: c.ids.id(at), Element: element,
		Role: cmp.Or(in.Role, argmap.Words), Explicitness: cmp.Or(in.Explicitness, argmap.Explicit),
	}
	if n := len(in.Segments); n < 1 || n > argmap.MaxSegments {
		return "", invalid(join(at, "segments"), string(argmap.RuleFields), "the citation has %d segments; it needs 1 to %d", n, argmap.MaxSegments)
	}
	for i := range in.Segments {
		here := index(join(at, "segments"), i)
		segment, source, err := c.texts.segment(here, &in.Segments[i])
		if err != nil {
			return "", err
		}
		k.Source = cmp.Or(k.Source, source)
		k.Segments = append(k.Segments, segment)
	}
	c.set(k, origin{at: at})
	return k.ID, nil
}
