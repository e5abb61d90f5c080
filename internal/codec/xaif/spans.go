package xaif

import (
	"fmt"
	"slices"
	"strings"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/aif"
	"argmap/internal/codec/verbatim"
)

// mark is a stretch of the text with the id of the node that says it.
type mark struct {
	id         string
	start, end int
}

// spansOf gives a span for each citation of the source that one span can say.
func spansOf(w *aif.Writing, s page) []mark {
	if s.Source.Source == nil {
		return nil // nothing is cited
	}
	var found []mark
	for _, c := range w.G.Citations {
		id, _ := w.NodeID(c.Element)
		if c.Source != s.ID || id == nil || c.Role != argmap.Words || c.Explicitness != argmap.Explicit {
			continue
		}
		all := segments(w, c)
		whole := mark{word(id), all[0].start, all[len(all)-1].end}
		if slices.Equal(s.stretches(whole), all) {
			found = append(found, whole)
		}
	}
	slices.SortFunc(found, func(a, b mark) int {
		if a.start != b.start {
			return a.start - b.start
		}
		if a.end != b.end {
			return b.end - a.end
		}
		return strings.Compare(a.id, b.id)
	})
	return nested(found)
}

// nested leaves out the spans that begin in another and end behind it, which no markup can say.
func nested(marks []mark) []mark {
	var open, kept []mark
	for _, m := range marks {
		for len(open) > 0 && open[len(open)-1].end <= m.start {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && open[len(open)-1].end < m.end {
			continue
		}
		open, kept = append(open, m), append(kept, m)
	}
	return kept
}

// stretch is one segment of a citation, in code points of the whole text.
type stretch struct{ start, end int }

func segments(w *aif.Writing, c *argmap.Citation) []stretch {
	found := make([]stretch, 0, len(c.Segments))
	for _, x := range c.Segments {
		p, _ := w.G.Paragraph(x.Paragraph)
		if p == nil {
			return []stretch{{-1, -1}}
		}
		found = append(found, stretch{p.Start + x.Start, p.Start + x.End})
	}
	return found
}

// page is a source whose paragraphs are looked into by code points.
type page struct {
	codec.Source
	indexes map[argmap.ID]*anchor.Index
}

// stretches gives the segments that a span becomes when it is read.
func (s page) stretches(m mark) []stretch {
	first, _ := slices.BinarySearchFunc(s.Paragraphs, m.start, func(p *argmap.Paragraph, at int) int {
		if p.End <= at {
			return -1
		}
		return 1
	})
	var found []stretch
	for _, p := range s.Paragraphs[first:] {
		from, to := max(m.start, p.Start), min(m.end, p.End)
		if from >= to {
			break
		}
		if !s.blank(p, from-p.Start, to-p.Start) {
			found = append(found, stretch{from, to})
		}
	}
	return found
}

// blank reports whether a paragraph has only white space between two code points.
func (s page) blank(p *argmap.Paragraph, from, to int) bool {
	x := s.indexes[p.ID]
	if x == nil {
		x = anchor.NewIndex(p.Text)
		s.indexes[p.ID] = x
	}
	words, ok := x.Slice(from, to)
	return !ok || strings.TrimSpace(words) == ""
}

// unmarked is what the import record calls the ids of spans that are of no node: a list of them.
const unmarked = "ids of spans without node"

// same reports whether the citations of a source are the spans that its markup has.
func same(w *aif.Writing, s page, m marked) bool {
	has, ok := marksOf(w, s, m)
	if !ok {
		return false
	}
	for _, c := range w.G.Citations {
		if c.Source != s.ID {
			continue
		}
		key := fmt.Sprint(c.Element, segments(w, c))
		if has[key]--; has[key] < 0 || c.Role != argmap.Words || c.Explicitness != argmap.Explicit {
			return false
		}
	}
	for _, left := range has {
		if left > 0 {
			return false
		}
	}
	return true
}

// marksOf gives the citations that spans become when they are read; false when a span is of a node that
// was deleted.
func marksOf(w *aif.Writing, s page, m marked) (map[string]int, bool) {
	never := map[string]bool{}
	for _, list := range w.Kept(unmarked) {
		for id := range verbatim.Items(list) {
			never[verbatim.Name(id)] = true
		}
	}
	has := map[string]int{}
	for _, sp := range m.spans {
		if never[sp.id] {
			continue
		}
		e := written(w, sp.id)
		if e == "" {
			return nil, false
		}
		for some := range slices.Chunk(s.stretches(mark{start: sp.start, end: sp.end}), argmap.MaxSegments) {
			has[fmt.Sprint(e, some)]++
		}
	}
	return has, true
}

// written gives the element whose node a span names.
func written(w *aif.Writing, id string) argmap.ID {
	if e := w.Element(verbatim.Quote(id)); e != "" {
		return e
	}
	if rest, ok := strings.CutPrefix(id, "node"); ok && rest != "" {
		return w.Element(verbatim.Quote(rest))
	}
	return ""
}
