package graph

import (
	"errors"
	"slices"
	"strings"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/fulltext"
	"argmap/internal/snapshot"
)

// filter says whether an element belongs to a list; nil lets all pass.
type filter func(snapshot.Element) bool

// passing gives the filter of an input: every condition that is given must hold.
func passing(f *model.ElementFilter) (filter, error) {
	if f == nil {
		return nil, nil //nolint:nilnil // no filter lets all pass
	}
	var all []filter
	add := func(given bool, one filter) {
		if given {
			all = append(all, one)
		}
	}
	if f.Text != nil {
		words, err := wordsIn(*f.Text)
		if err != nil {
			return nil, err
		}
		add(words != nil, words)
	}
	add(f.Kinds != nil, func(e snapshot.Element) bool { return slices.Contains(f.Kinds, e.ElementKind()) })
	add(f.Status != nil, func(e snapshot.Element) bool { return hasStatus(e, f.Status) })
	add(f.Label != nil, func(e snapshot.Element) bool { return hasLabel(e, f.Label) })
	add(f.Paragraph != nil, func(e snapshot.Element) bool { return citesParagraph(e, *f.Paragraph) })
	add(f.Source != nil, func(e snapshot.Element) bool { return citesSource(e, *f.Source) })
	add(f.Author != nil, func(e snapshot.Element) bool { return string(e.Author()) == *f.Author })
	add(f.Voice != nil, func(e snapshot.Element) bool { return hasVoice(e, *f.Voice) })
	add(f.Since != nil, func(e snapshot.Element) bool { return !e.Created().Before(*f.Since) })
	add(f.Until != nil, func(e snapshot.Element) bool { return e.Created().Before(*f.Until) })
	add(f.Attacked != nil, func(e snapshot.Element) bool { return (len(e.Rebuttals()) > 0) == *f.Attacked })
	add(f.Root != nil, func(e snapshot.Element) bool { return e.Root() == *f.Root })
	add(f.Defect != nil, func(e snapshot.Element) bool { return (len(e.Defects()) > 0) == *f.Defect })
	if len(all) == 0 {
		return nil, nil //nolint:nilnil // no filter lets all pass
	}
	return func(e snapshot.Element) bool {
		return !slices.ContainsFunc(all, func(one filter) bool { return !one(e) })
	}, nil
}

// wordsIn finds elements as a search does: all words, the last letters of one left open by *.
func wordsIn(text string) (filter, error) {
	q, err := query(text)
	if err != nil || len(q.Terms) == 0 {
		return nil, err
	}
	return func(e snapshot.Element) bool {
		words := e.Text()
		if question, ok := e.(snapshot.Question); ok {
			words += "\n" + question.ResolvedText()
		}
		return q.Matches(fulltext.Document(words))
	}, nil
}

// query reads the words of a filter. An empty text asks for nothing; one without a word is INVALID.
func query(text string) (fulltext.Query, error) {
	if strings.TrimSpace(text) == "" {
		return fulltext.Query{}, nil
	}
	q, err := fulltext.Parse(text)
	switch {
	case errors.Is(err, fulltext.ErrTooLong):
		return q, fault.New(fault.Exhausted, "search.too_long", "there are more than %d words to search for", fulltext.MaxTerms).At("filter.text")
	case err != nil:
		return q, fault.InvalidField("filter.text", "search.empty", "there is no word to search for in %q", text)
	}
	return q, nil
}

func hasStatus(e snapshot.Element, statuses []argmap.QuestionStatus) bool {
	q, ok := e.(snapshot.Question)
	return ok && slices.Contains(statuses, q.Status())
}

func hasLabel(e snapshot.Element, labels []argmap.Label) bool {
	labelled, ok := e.(interface{ Label() *argmap.Label })
	if !ok {
		return false
	}
	label := labelled.Label()
	return label != nil && slices.Contains(labels, *label)
}

func citesParagraph(e snapshot.Element, id argmap.ID) bool {
	in := func(s argmap.Segment) bool { return s.Paragraph == id }
	return slices.ContainsFunc(e.Citations(), func(c snapshot.Citation) bool {
		return slices.ContainsFunc(c.Record().Segments, in)
	})
}

func citesSource(e snapshot.Element, id argmap.ID) bool {
	return slices.ContainsFunc(e.Citations(), func(c snapshot.Citation) bool { return c.Record().Source == id })
}

func hasVoice(e snapshot.Element, id argmap.ID) bool {
	c, ok := e.(snapshot.Claim)
	return ok && slices.ContainsFunc(c.Commitments(), func(k snapshot.Commitment) bool { return k.Record().Voice == id })
}
