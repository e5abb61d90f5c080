package codec

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/paragraph"
)

// Builder makes a document record by record. What it gives back may be filled in further until Done.
type Builder struct {
	doc     Document
	opt     Options
	created time.Time
	voice   *argmap.Voice
	indexes map[argmap.ID]*anchor.Index
	found   FindingList
}

// Build begins a document: a new map of a format, under a title that is cut to a sensible length and,
// where it is empty, made of the file's name.
func Build(format, title string, f File, o Options) *Builder {
	created := o.Now.UTC().Truncate(time.Microsecond)
	return &Builder{opt: o, created: created, indexes: map[argmap.ID]*anchor.Index{}, doc: Document{
		Properties: &argmap.Properties{
			ID: o.NewID(), Title: titleOf(title, f.Name, format), Owner: o.Actor, Created: created, Format: format,
		},
	}}
}

// maxTitle is the longest title that is made of a file's words, in code points.
const maxTitle = 200

func titleOf(title, name, format string) string {
	for _, t := range []string{title, name, format} {
		t = strings.Join(strings.Fields(strings.ToValidUTF8(t, "\uFFFD")), " ")
		t = strings.Map(printable, t)
		if t == "" {
			continue
		}
		if utf8.RuneCountInString(t) > maxTitle {
			t = strings.TrimSpace(string([]rune(t)[:maxTitle-1])) + "…"
		}
		return t
	}
	return format
}

func printable(r rune) rune {
	if r < 0x20 || r >= 0x7f && r < 0xa0 {
		return -1
	}
	return r
}

// Properties are the map's, to be filled in.
func (b *Builder) Properties() *argmap.Properties { return b.doc.Properties }

// Add puts a record into the document.
func (b *Builder) Add(r argmap.Record) { b.doc.Records = append(b.doc.Records, r) }

// NewID makes an id.
func (b *Builder) NewID() argmap.ID { return b.opt.NewID() }

// Element adds an element of a kind, with an id, an author and a time.
func (b *Builder) Element(kind argmap.Kind, text string) *argmap.Element {
	e := &argmap.Element{ID: b.opt.NewID(), Kind: kind, Text: text, Author: b.opt.Actor, Created: b.created}
	b.Add(e)
	return e
}

// Link adds a link.
func (b *Builder) Link(role argmap.Role, from, to argmap.ID) *argmap.Link {
	l := &argmap.Link{ID: b.opt.NewID(), Role: role, From: from, To: to}
	b.Add(l)
	return l
}

// Claim adds a claim to which no voice is committed.
func (b *Builder) Claim(text string) *argmap.Element { return b.Element(argmap.KindClaim, text) }

// Inference adds an inference from premises, which stand or fall together, to a conclusion.
func (b *Builder) Inference(conclusion argmap.ID, premises ...argmap.ID) *argmap.Element {
	e := b.Element(argmap.KindInference, "")
	b.premises(e.ID, premises)
	b.Link(argmap.RoleConcludes, e.ID, conclusion)
	return e
}

// Rebuttal adds a rebuttal from premises, which stand or fall together, to a target. It is an UNDERCUT
// where the target is a relation, else a REBUT.
func (b *Builder) Rebuttal(target *argmap.Element, premises ...argmap.ID) *argmap.Element {
	e := b.Element(argmap.KindRebuttal, "")
	e.Attack = argmap.Rebut
	if target.Kind.Relation() {
		e.Attack = argmap.Undercut
	}
	b.premises(e.ID, premises)
	b.Link(argmap.RoleAttacks, e.ID, target.ID)
	return e
}

func (b *Builder) premises(relation argmap.ID, premises []argmap.ID) {
	for i, p := range premises {
		b.Link(argmap.RolePremiseOf, p, relation).Ordinal = i
	}
}

// Voice adds a voice.
func (b *Builder) Voice(kind argmap.VoiceKind, name string) *argmap.Voice {
	v := &argmap.Voice{ID: b.opt.NewID(), Kind: kind, Name: name}
	b.Add(v)
	return v
}

// Speaker gives the one voice of a file that tells no voices apart, the AUTHOR; it is made when first
// asked for.
func (b *Builder) Speaker() *argmap.Voice {
	if b.voice == nil {
		b.voice = b.Voice(argmap.VoiceAuthor, "author")
	}
	return b.voice
}

// Commit adds a voice's act towards a claim.
func (b *Builder) Commit(voice argmap.ID, act argmap.Act, claim argmap.ID) *argmap.Commitment {
	c := &argmap.Commitment{ID: b.opt.NewID(), Voice: voice, Act: act, Claim: claim}
	b.Add(c)
	return c
}

// Source adds a text that came with the map, from its bytes. What is not text is INVALID, as in package
// paragraph.
func (b *Builder) Source(title string, raw []byte, mediaType string) (Source, error) {
	text, err := paragraph.Text(raw)
	if err != nil {
		return Source{}, err
	}
	sum := sha256.Sum256(raw)
	cut := paragraph.Cut(text, mediaType)
	s := Source{Text: text, Source: &argmap.Source{
		ID: b.opt.NewID(), Revision: 1, State: argmap.SourceActive, Title: titleOf(title, b.doc.Properties.Title, "text"),
		MediaType: mediaType, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(raw)),
		CodePoints: utf8.RuneCountInString(text), Paragraphs: len(cut), Owner: b.opt.Actor, Created: b.created,
	}}
	if string(raw) != text {
		s.Raw = raw
	}
	for i := range cut {
		cut[i].ID, cut[i].Source = b.opt.NewID(), s.ID
		s.Paragraphs = append(s.Paragraphs, &cut[i])
	}
	b.doc.Sources = append(b.doc.Sources, s)
	return s, nil
}

// around is how many code points before and after a quote are kept with it.
const around = 32

// Cite adds a citation of a stretch of a source's text, in code points, half-open, as explicit words.
// Where it crosses paragraphs it has a segment in each; white space between paragraphs is left out.
// A stretch that holds no paragraph's text is INVALID "citation.nothing"; one across more paragraphs
// than a citation may have segments is cited as Quote does, and the first is given back.
func (b *Builder) Cite(element argmap.ID, s Source, start, end int) (*argmap.Citation, error) {
	cited := b.Quote(element, s, anchor.Span{Start: start, End: end})
	if len(cited) == 0 {
		return nil, fault.New(fault.Invalid, "citation.nothing",
			"the code points %d to %d of the text, which has %d, hold no words", start, end, s.CodePoints)
	}
	return cited[0], nil
}

// Quote adds one citation of several stretches of a source's text, in the order given, as Cite does for
// one; more than MaxSegments become as many citations as it takes. None is added where no stretch holds
// a paragraph's text.
func (b *Builder) Quote(element argmap.ID, s Source, spans ...anchor.Span) []*argmap.Citation {
	var segments []argmap.Segment
	for _, span := range spans {
		segments = append(segments, b.segments(s, span.Start, span.End)...)
	}
	var cited []*argmap.Citation
	for some := range slices.Chunk(segments, argmap.MaxSegments) {
		c := &argmap.Citation{
			ID: b.opt.NewID(), Element: element, Source: s.ID, Role: argmap.Words, Explicitness: argmap.Explicit, Segments: some,
		}
		b.Add(c)
		cited = append(cited, c)
	}
	return cited
}

func (b *Builder) segments(s Source, start, end int) []argmap.Segment {
	first, _ := slices.BinarySearchFunc(s.Paragraphs, start, func(p *argmap.Paragraph, at int) int {
		if p.End <= at {
			return -1
		}
		return 1
	})
	var found []argmap.Segment
	for _, p := range s.Paragraphs[first:] {
		if p.Start >= end {
			break
		}
		x := b.index(p)
		from, to := max(start, p.Start)-p.Start, min(end, p.End)-p.Start
		exact, ok := x.Slice(from, to)
		if !ok || strings.TrimSpace(exact) == "" {
			continue
		}
		prefix, suffix := x.Context(from, to, around)
		found = append(found, argmap.Segment{Paragraph: p.ID, Start: from, End: to, Exact: exact, Prefix: prefix, Suffix: suffix})
	}
	return found
}

func (b *Builder) index(p *argmap.Paragraph) *anchor.Index {
	x := b.indexes[p.ID]
	if x == nil {
		x = anchor.NewIndex(p.Text)
		b.indexes[p.ID] = x
	}
	return x
}

// Find notes something about the file. Of each rule the first MaxFindings are listed; the rest are counted.
func (b *Builder) Find(f Finding) { b.found.Add(f) }

// Enough reports whether a finding of a rule would only be counted, and counts it then, as that of
// FindingList does.
func (b *Builder) Enough(rule argmap.RuleID) bool { return b.found.Enough(rule) }

// Found gives the list that Find notes in, for what reads the file before it makes records.
func (b *Builder) Found() *FindingList { return &b.found }

// Done gives the document.
func (b *Builder) Done() *Document {
	b.doc.Findings = b.found.Findings()
	return &b.doc
}
