package authoring_test

import (
	"errors"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
)

func TestCitationsFindTheirWords(t *testing.T) {
	by := func(paragraph string, start, end int, unit authoring.OffsetUnit) authoring.SegmentInput {
		s := authoring.SegmentInput{Paragraph: argmap.ID(paragraph), Start: &start, Unit: unit}
		if end >= 0 {
			s.End = &end
		}
		return s
	}
	with := func(s authoring.SegmentInput, exact, prefix, suffix string) authoring.SegmentInput {
		if exact != "" {
			s.Exact = &exact
		}
		if prefix != "" {
			s.Prefix = &prefix
		}
		if suffix != "" {
			s.Suffix = &suffix
		}
		return s
	}
	// "Le café 👨‍👩‍👧 ouvre.": é is two code points; the family is 5 code points, 8 UTF-16 units, 18 bytes.
	const family = "\U0001F468\u200D\U0001F469\u200D\U0001F467"
	cases := []struct {
		name           string
		in             authoring.SegmentInput
		start, end     int
		exact          string
		reason, field  string
		prefix, suffix string
	}{
		{name: "words", in: words("s1p1", "criteria"), start: 30, end: 38, exact: "criteria", prefix: "Under whose auspices? By what ", suffix: "? By what means?"},
		{name: "words not there", in: words("s1p1", "Criteria"), reason: string(argmap.RuleWords), field: ".exact"},
		{name: "no words", in: words("s1p1", ""), reason: string(argmap.RuleWords), field: ".exact"},
		{name: "words twice", in: words("s1p1", "By what"), reason: "citation.ambiguous", field: ".exact"},
		{name: "told apart before", in: with(words("s1p1", "By what"), "", "auspices? ", ""), start: 22, end: 29, exact: "By what"},
		{name: "told apart after", in: with(words("s1p1", "By what"), "", "", " means"), start: 40, end: 47, exact: "By what"},
		{name: "context nowhere", in: with(words("s1p1", "By what"), "", "zzz", ""), reason: string(argmap.RuleWords), field: ".exact"},
		{name: "context of both", in: with(words("s1p1", "By what"), "", "? ", ""), reason: "citation.ambiguous", field: ".exact"},
		{name: "nothing", in: authoring.SegmentInput{Paragraph: "s1p1"}, reason: "citation.empty"},
		{name: "code points", in: by("s1p2", 9, 14, authoring.UnitCodePoint), start: 9, end: 14, exact: family, prefix: "Le cafe\u0301 ", suffix: " ouvre."},
		{name: "default unit", in: by("s1p2", 9, 14, ""), start: 9, end: 14, exact: family},
		{name: "UTF-16", in: by("s1p2", 18, 23, authoring.UnitUTF16), start: 15, end: 20, exact: "ouvre"},
		{name: "bytes", in: by("s1p2", 29, 34, authoring.UnitByte), start: 15, end: 20, exact: "ouvre"},
		{name: "unknown unit", in: by("s1p2", 0, 1, "X"), reason: string(argmap.RuleFields), field: ".start"},
		{name: "inside a surrogate pair", in: by("s1p2", 10, 17, authoring.UnitUTF16), reason: string(argmap.RuleRange), field: ".start"},
		{name: "inside a rune", in: by("s1p2", 0, 8, authoring.UnitByte), reason: string(argmap.RuleRange), field: ".end"},
		{name: "beyond the end", in: by("s1p2", 0, 22, ""), reason: string(argmap.RuleRange), field: ".end"},
		{name: "before the start", in: by("s1p2", -1, 2, ""), reason: string(argmap.RuleRange), field: ".start"},
		{name: "empty", in: by("s1p2", 3, 3, ""), reason: string(argmap.RuleRange)},
		{name: "backward", in: by("s1p2", 5, 3, ""), reason: string(argmap.RuleRange)},
		{name: "ends in a cluster", in: by("s1p2", 3, 7, ""), reason: "citation.cluster", field: ".end"},
		{name: "begins in a cluster", in: by("s1p2", 11, 14, ""), reason: "citation.cluster", field: ".start"},
		{name: "words in a cluster", in: words("s1p2", "cafe"), reason: "citation.cluster", field: ".exact"},
		{name: "words in no cluster", in: words("s1p2", "cafe\u0301"), start: 3, end: 8, exact: "cafe\u0301"},
		{name: "start and words", in: with(by("s1p2", 18, -1, authoring.UnitUTF16), "ouvre", "", ""), start: 15, end: 20, exact: "ouvre"},
		{name: "start and words beyond", in: with(by("s1p2", 20, -1, ""), "ouvre", "", ""), reason: string(argmap.RuleRange)},
		{name: "start alone", in: by("s1p2", 3, -1, ""), reason: "citation.offsets", field: ".end"},
		{name: "end alone", in: authoring.SegmentInput{Paragraph: "s1p1", End: new(3), Exact: new("Und")}, reason: "citation.offsets", field: ".start"},
		{name: "both agree", in: with(by("s1p1", 40, 47, ""), "By what", "? ", " means?"), start: 40, end: 47, exact: "By what"},
		{name: "both disagree", in: with(by("s1p1", 39, 46, ""), "By what", "", ""), reason: string(argmap.RuleWords), field: ".exact"},
		{name: "prefix disagrees", in: with(by("s1p1", 40, 47, ""), "", "auspices? ", ""), reason: string(argmap.RuleWords), field: ".prefix"},
		{name: "suffix disagrees", in: with(by("s1p1", 40, 47, ""), "", "", " criteria"), reason: string(argmap.RuleWords), field: ".suffix"},
	}
	k := newKit(t)
	c := k.must(t, claim("", "a"))
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			r, err := k.s.Cite(k.ctx, k.write(), c.ID(), authoring.CitationInput{Segments: []authoring.SegmentInput{test.in}})
			if test.reason != "" {
				wantFault(t, err, fault.Invalid, test.reason, "input.citation.segments[0]"+test.field)
				if f, ok := errors.AsType[*fault.Error](err); ok && test.reason == "citation.ambiguous" && f.Details["count"] != 2 {
					t.Errorf("count is %v", f.Details["count"])
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got := record[*argmap.Citation](t, r.Snapshot, argmap.TypeCitation, r.ID())
			s := got.Segments[0]
			if s.Start != test.start || s.End != test.end || s.Exact != test.exact || got.Source != "s1" || got.Role != argmap.Words || got.Explicitness != argmap.Explicit {
				t.Errorf("the citation is %+v", got)
			}
			if test.prefix != "" && (s.Prefix != test.prefix || s.Suffix != test.suffix) {
				t.Errorf("around it stand %q and %q", s.Prefix, s.Suffix)
			}
		})
	}
}

func TestAWithdrawnSourceIsCitedNoMore(t *testing.T) {
	k := newKit(t)
	c := k.must(t, claim("a", "a"), cite("a", words("s1p1", "criteria")))
	sources, err := k.store.Sources(k.ctx, []argmap.ID{"s1"})
	if err != nil {
		t.Fatal(err)
	}
	gone := *sources[0]
	gone.State, gone.Revision = argmap.SourceWithdrawn, 2
	if ok, err := k.store.UpdateSource(k.ctx, &gone, 1); !ok || err != nil {
		t.Fatal(ok, err)
	}
	_, err = k.apply(cite(string(c.IDs[0]), words("s1p1", "means")))
	wantFault(t, err, fault.Invalid, string(argmap.RuleParagraph), "input.operations[0].cite.citation.segments[0].paragraph")
	if _, err = k.s.CopyMap(k.ctx, k.write(), authoring.CopyMapInput{}); err != nil {
		t.Errorf("a map that cites a withdrawn source cannot be copied: %v", err)
	}
}
