package brat

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// plan is a map laid out as annotations of a text.
type plan struct {
	g *codec.Graph
	// source is the text that is annotated, if there is one; text is what is written: the source, and
	// below it what cites no words of it.
	source *codec.Source
	index  *anchor.Index
	reader *reader
	text   strings.Builder
	points int
	// quoted are the citations that annotations are made of, added the elements whose words are below.
	quoted map[argmap.ID]*argmap.Citation
	added  map[argmap.ID]bool
	// placed are the relations that can be written, by their target.
	placed map[argmap.ID]argmap.ID
	types  map[argmap.ID]string
	ids    map[argmap.ID]string
	taken  map[string]bool
	// reserved are the ids that records came with, which no new one gets.
	reserved map[string]bool
	next     map[string]int
	lines    []line
}

func lay(d *codec.Document) *plan {
	p := &plan{
		g: codec.NewGraph(d), quoted: map[argmap.ID]*argmap.Citation{}, added: map[argmap.ID]bool{}, placed: map[argmap.ID]argmap.ID{},
		types: map[argmap.ID]string{}, ids: map[argmap.ID]string{}, taken: map[string]bool{}, reserved: map[string]bool{}, next: map[string]int{},
	}
	p.chooseSource()
	p.place()
	p.name()
	p.classify()
	for _, e := range p.g.Elements {
		if marked(e) {
			p.mark(e)
		}
	}
	p.pairs()
	p.links()
	p.rest()
	slices.SortStableFunc(p.lines, func(a, b line) int {
		if a.At == 0 || b.At == 0 {
			return cmp.Compare(min(1, b.At), min(1, a.At))
		}
		return cmp.Compare(a.At, b.At)
	})
	return p
}

// marked tells whether an element is written as an annotation of the text.
func marked(e *argmap.Element) bool {
	return e != nil && (e.Kind == argmap.KindClaim || e.Kind == argmap.KindQuestion)
}

func (p *plan) add(at int, text string) { p.lines = append(p.lines, line{at, text}) }

// chooseSource takes the first text whose words a claim or question cites, else the first, and the
// citations of it that can be annotations: the first of each element.
func (p *plan) chooseSource() {
	sources := p.g.Document.Sources
	for i := range sources {
		for _, c := range p.g.Citations {
			if p.source == nil && c.Source == sources[i].ID && quotable(c) && marked(p.g.Element(c.Element)) {
				p.source = &sources[i]
			}
		}
	}
	if p.source == nil && len(sources) > 0 {
		p.source = &sources[0]
	}
	if p.source == nil {
		return
	}
	for _, c := range p.g.Citations {
		if c.Source == p.source.ID && quotable(c) && p.quoted[c.Element] == nil && marked(p.g.Element(c.Element)) {
			p.quoted[c.Element] = c
		}
	}
	p.index = anchor.NewIndex(p.source.Text)
	p.text.WriteString(p.source.Text)
	p.points = utf8.RuneCountInString(p.source.Text)
}

func quotable(c *argmap.Citation) bool {
	return c.Role == argmap.Words && c.Explicitness == argmap.Explicit
}

// place finds the relations that can be written: premises for or against one claim.
func (p *plan) place() {
	for _, e := range p.g.Elements {
		if e.Kind != argmap.KindInference && e.Kind != argmap.KindRebuttal {
			continue
		}
		to := append(p.g.Ends(e.ID, argmap.RoleConcludes, false), p.g.Ends(e.ID, argmap.RoleAttacks, false)...)
		if len(to) > 0 && to[0].Kind == argmap.KindClaim && len(p.premises(e)) > 0 {
			p.placed[e.ID] = to[0].ID
		}
	}
}

func (p *plan) premises(relation *argmap.Element) []*argmap.Element {
	return p.g.Ends(relation.ID, argmap.RolePremiseOf, true)
}

// name gives ids to annotations: those that they came with, where no other has them, else new ones.
func (p *plan) name() {
	for _, l := range p.g.Leftovers {
		if text := textOfLine(l); text != "" {
			id, _, _ := strings.Cut(text, "\t")
			p.taken[id] = true
		}
	}
	for _, l := range p.g.Links {
		p.reserved[l.External.ID] = true
	}
	for _, e := range p.g.Elements {
		p.reserved[e.External.ID] = true
		for _, l := range keptIn(e.External, e.Raw).More {
			id, _, _ := strings.Cut(l.Text, "\t")
			p.taken[id] = true
		}
	}
	for _, e := range p.g.Elements {
		if marked(e) && p.take(e.External, 'T') {
			p.ids[e.ID] = e.External.ID
		}
	}
	for _, e := range p.g.Elements {
		if marked(e) && p.ids[e.ID] == "" {
			p.ids[e.ID] = p.fresh("T")
		}
	}
}

// take takes the id that something came with, if it is of a kind and free.
func (p *plan) take(x argmap.External, kind byte) bool {
	if x.Namespace != name || x.ID == "" || x.ID[0] != kind || p.taken[x.ID] || strings.ContainsAny(x.ID, " \t\r\n:") {
		return false
	}
	p.taken[x.ID] = true
	return true
}

func (p *plan) fresh(kind string) string {
	for {
		p.next[kind]++
		if id := kind + strconv.Itoa(p.next[kind]); !p.taken[id] && !p.reserved[id] {
			p.taken[id] = true
			return id
		}
	}
}

// mark writes a claim or question: the words that it cites, else its own below the text.
func (p *plan) mark(e *argmap.Element) {
	k := keptIn(e.External, e.Raw)
	x := mark{id: p.ids[e.ID], kind: p.types[e.ID]}
	before, was := markOf(k.Line)
	switch c := p.quoted[e.ID]; {
	case c != nil:
		x.spans = p.spans(c)
		x.words = wordsAt(p.index, x.spans)
	case was && before.words == e.Text && before.id == x.id && p.wrong(before):
		x.spans, x.words = before.spans, before.words // it was wrong, and is told again
	default:
		x.spans, x.words = p.append(e.Text)
		p.added[e.ID] = true
	}
	p.add(k.At, x.String())
	if e.Text != x.words {
		p.note(k.At, x.id, e.Text)
	}
}

// wrong tells whether an annotation has other words than the text where it stands.
func (p *plan) wrong(x mark) bool {
	if p.source == nil {
		return true
	}
	if p.reader == nil {
		p.reader = &reader{p.index, counts[0].offsets(p.source.Text)}
	}
	return !p.reader.says(x)
}

// note writes the text of an element that has other words than the text at its place.
func (p *plan) note(at int, id, text string) {
	p.add(at, p.fresh("#")+"\t"+ownText+" "+id+"\t"+string(quoted(text)))
}

// spans gives the places of a citation in the whole text. Segments of two paragraphs with nothing but
// white space between them are one place: so they are read.
func (p *plan) spans(c *argmap.Citation) []anchor.Span {
	var spans []anchor.Span
	last := argmap.ID("")
	for _, s := range c.Segments {
		at, _ := p.g.Paragraph(s.Paragraph)
		span := anchor.Span{Start: at.Start + s.Start, End: at.Start + s.End}
		if n := len(spans) - 1; n >= 0 && last != s.Paragraph && spans[n].End <= span.Start {
			if gap, _ := p.index.Slice(spans[n].End, span.Start); strings.TrimSpace(gap) == "" {
				spans[n].End, last = span.End, s.Paragraph
				continue
			}
		}
		spans, last = append(spans, span), s.Paragraph
	}
	return spans
}

// append puts words below the text, as a paragraph that stands there as it is.
func (p *plan) append(text string) ([]anchor.Span, string) {
	words := strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\f':
			return ' '
		case r < 0x20 || r == '\ufeff':
			return utf8.RuneError
		}
		return r
	}, text))
	if words == "" {
		words = "…"
	}
	if p.points > 0 {
		p.text.WriteString("\n\n")
		p.points += 2
	}
	span := anchor.Span{Start: p.points, End: p.points + utf8.RuneCountInString(words)}
	p.text.WriteString(words)
	p.points = span.End
	return []anchor.Span{span}, words
}
