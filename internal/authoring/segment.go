package authoring

import (
	"strings"
	"unicode/utf8"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// segment finds a stretch of a paragraph, and tells the paragraph's source.
func (t *texts) segment(at string, in *SegmentInput) (argmap.Segment, argmap.ID, error) {
	p := t.passage(in.Paragraph)
	if p == nil {
		return argmap.Segment{}, "", invalid(join(at, "paragraph"), string(argmap.RuleParagraph), "there is no paragraph %q", in.Paragraph)
	}
	span, err := p.find(at, in)
	if err != nil {
		return argmap.Segment{}, "", err
	}
	if err := p.agrees(at, in, span); err != nil {
		return argmap.Segment{}, "", err
	}
	return p.quote(span), p.Source, nil
}

// quote is a segment with its words and those around it.
func (p *passage) quote(s anchor.Span) argmap.Segment {
	exact, _ := p.index.Slice(s.Start, s.End)
	prefix, suffix := p.index.Context(s.Start, s.End, contextLength)
	return argmap.Segment{Paragraph: p.ID, Start: s.Start, End: s.End, Exact: exact, Prefix: prefix, Suffix: suffix}
}

// find gives the span in code points that an input means.
func (p *passage) find(at string, in *SegmentInput) (anchor.Span, error) {
	switch {
	case in.Start == nil && in.End == nil && in.Exact == nil:
		return anchor.Span{}, invalid(at, "citation.empty", "a segment needs offsets, or the exact words, or both")
	case in.Start == nil && in.End == nil:
		return p.byWords(at, in)
	case in.Start == nil:
		return anchor.Span{}, invalid(join(at, "start"), "citation.offsets", "the segment has an end and no start")
	case in.End == nil && in.Exact == nil:
		return anchor.Span{}, invalid(join(at, "end"), "citation.offsets", "the segment has a start, but neither an end nor exact words")
	}
	return p.byOffsets(at, in)
}

// byOffsets finds a segment by its offsets, which must not cut what a reader sees as one character.
func (p *passage) byOffsets(at string, in *SegmentInput) (anchor.Span, error) {
	start, err := p.offset(join(at, "start"), *in.Start, in.Unit)
	if err != nil {
		return anchor.Span{}, err
	}
	end := start + utf8.RuneCountInString(value(in.Exact))
	if in.End != nil {
		if end, err = p.offset(join(at, "end"), *in.End, in.Unit); err != nil {
			return anchor.Span{}, err
		}
	}
	length := p.index.Len(anchor.CodePoint)
	if start >= end || end > length {
		return anchor.Span{}, invalid(at, string(argmap.RuleRange), "the segment [%d, %d) does not lie in its paragraph, which has %d code points", start, end, length)
	}
	return anchor.Span{Start: start, End: end}, nil
}

// offset counts an offset in code points.
func (p *passage) offset(at string, offset int, in OffsetUnit) (int, error) {
	unit, ok := unitOf(in)
	if !ok {
		return 0, invalid(at, string(argmap.RuleFields), "%q is no unit of offsets; there are CODE_POINT UTF16 BYTE", in)
	}
	point, ok := p.index.Convert(offset, unit, anchor.CodePoint)
	if !ok {
		return 0, invalid(at, string(argmap.RuleRange), "the offset %d is none of the paragraph, which is %d long in the unit %s, or lies within a character", offset, p.index.Len(unit), in)
	}
	return point, nil
}

func unitOf(in OffsetUnit) (anchor.Unit, bool) {
	switch in {
	case "", UnitCodePoint:
		return anchor.CodePoint, true
	case UnitUTF16:
		return anchor.UTF16, true
	case UnitByte:
		return anchor.Byte, true
	}
	return 0, false
}

// byWords finds a segment by its words, told from others like it by what stands around them.
func (p *passage) byWords(at string, in *SegmentInput) (anchor.Span, error) {
	places := p.places(in)
	switch len(places) {
	case 1:
		return places[0], nil
	case 0:
		return anchor.Span{}, p.notFound(at, in)
	}
	return anchor.Span{}, fault.InvalidField(join(at, "exact"), "citation.ambiguous",
		"the words stand at %d places of the paragraph; give a prefix or suffix that tells them apart, or the offsets", len(places)).
		With("count", len(places))
}

// places lists where the words stand whole, with prefix and suffix around them.
func (p *passage) places(in *SegmentInput) []anchor.Span {
	var fit []anchor.Span
	for _, s := range anchor.Find(p.Text, *in.Exact, value(in.Prefix), value(in.Suffix)) {
		if !p.cuts(s) && p.stands(s, in) {
			fit = append(fit, s)
		}
	}
	return fit
}

func (p *passage) cuts(s anchor.Span) bool {
	return p.index.SplitsCluster(s.Start) || p.index.SplitsCluster(s.End)
}

// stands reports whether prefix and suffix stand around a span.
func (p *passage) stands(s anchor.Span, in *SegmentInput) bool {
	before, _ := p.index.Slice(0, s.Start)
	after, _ := p.index.Slice(s.End, p.index.Len(anchor.CodePoint))
	return strings.HasSuffix(before, value(in.Prefix)) && strings.HasPrefix(after, value(in.Suffix))
}

func (p *passage) notFound(at string, in *SegmentInput) error {
	all := anchor.Find(p.Text, *in.Exact, "", "")
	switch {
	case *in.Exact == "":
		return invalid(join(at, "exact"), string(argmap.RuleWords), "the exact words are empty")
	case len(all) == 0:
		return invalid(join(at, "exact"), string(argmap.RuleWords), "the paragraph does not have these words; they must be its own, to the letter")
	case len(all) == 1 && p.cuts(all[0]):
		return invalid(join(at, "exact"), "citation.cluster", "the words begin or end within a character that is made of several code points")
	}
	return invalid(join(at, "exact"), string(argmap.RuleWords), "the paragraph has these words %d times, but never with this prefix and suffix around whole characters", len(all))
}

// agrees refuses a span that cuts a grapheme cluster, or that is not what the input quotes.
func (p *passage) agrees(at string, in *SegmentInput, s anchor.Span) error {
	switch {
	case p.index.SplitsCluster(s.Start):
		return invalid(join(at, "start"), "citation.cluster", "the segment begins within a character that is made of several code points")
	case p.index.SplitsCluster(s.End):
		return invalid(join(at, "end"), "citation.cluster", "the segment ends within a character that is made of several code points")
	}
	if in.Exact != nil {
		if err := argmap.CheckQuote(p.Text, argmap.Segment{Start: s.Start, End: s.End, Exact: *in.Exact}, at); err != nil {
			return err
		}
	}
	before, after := in.beside()
	if !p.stands(s, before) {
		return invalid(join(at, "prefix"), string(argmap.RuleWords), "the prefix does not stand before the segment")
	}
	if !p.stands(s, after) {
		return invalid(join(at, "suffix"), string(argmap.RuleWords), "the suffix does not stand after the segment")
	}
	return nil
}

// beside gives what the input says of the text on either side alone.
func (in *SegmentInput) beside() (before, after *SegmentInput) {
	return &SegmentInput{Prefix: in.Prefix}, &SegmentInput{Suffix: in.Suffix}
}
