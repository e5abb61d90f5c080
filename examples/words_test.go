package examples_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// TestTheSpeechStaysTorn looks at the marks of the excerpt's two ends.
func TestTheSpeechStaysTorn(t *testing.T) {
	t.Parallel()
	ps := load(t, speech).paragraphs
	if len(ps) == 0 {
		t.Fatal("got no paragraphs")
	}
	for i, p := range ps {
		if start, end := i == 0, i == len(ps)-1; p.TornStart != start || p.TornEnd != end {
			t.Errorf("paragraph %d: got torn at its start %t, at its end %t, want %t, %t", p.Ordinal, p.TornStart, p.TornEnd, start, end)
		}
	}
}

// TestEverythingIsCitedWordForWord compares every segment with its paragraph.
func TestEverythingIsCitedWordForWord(t *testing.T) {
	t.Parallel()
	ex := load(t, speech)
	text := map[argmap.ID]string{}
	for _, p := range ex.paragraphs {
		text[p.ID] = p.Text
	}
	for e := range ex.Elements().All() {
		if len(e.Citations()) == 0 {
			t.Errorf("%s %q is not cited", e.ElementKind(), e.Text())
		}
		for _, c := range e.Citations() {
			for _, s := range c.Record().Segments {
				if got, ok := anchor.Slice(text[s.Paragraph], s.Start, s.End); !ok || got != s.Exact {
					t.Errorf("%q: got %q at [%d, %d), want %q", e.Text(), got, s.Start, s.End, s.Exact)
				}
			}
		}
	}
}

// TestNothingThatIsSaidIsMissing lists the words of the speech that no citation covers.
func TestNothingThatIsSaidIsMissing(t *testing.T) {
	t.Parallel()
	ex := load(t, speech)
	want := map[int][]string{
		1: {"people on the ground"}, // the end of a sentence that is not there
		2: {"and"},
		3: {"and", "and", "and", "Furthermore"},
		4: {"and"},
		5: {"or", "and", "Nevertheless"},
	}
	for _, p := range ex.paragraphs {
		if got := uncovered(ex, p); !slices.Equal(got, want[p.Ordinal]) {
			t.Errorf("paragraph %d: got %q uncovered, want %q", p.Ordinal, got, want[p.Ordinal])
		}
	}
}

// uncovered gives the stretches of a paragraph that nothing cites, without punctuation alone.
func uncovered(ex example, p *argmap.Paragraph) []string {
	text := []rune(p.Text)
	for c := range ex.CitationsIn(p.ID) {
		for _, s := range c.Segments {
			if s.Paragraph == p.ID {
				for i := s.Start; i < s.End; i++ {
					text[i] = 0
				}
			}
		}
	}
	var found []string
	for _, stretch := range strings.FieldsFunc(string(text), func(r rune) bool { return r == 0 }) {
		if words := strings.TrimFunc(stretch, notLetter); words != "" {
			found = append(found, words)
		}
	}
	return found
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// TestExplicitClaimsAreInTheWords is the rule of the brackets: without them, a claim that is said in
// so many words is made of these words in their order, and keeps each of their hedges.
func TestExplicitClaimsAreInTheWords(t *testing.T) {
	t.Parallel()
	for _, c := range claims(load(t, speech)) {
		said := explicitWords(c)
		if said == "" {
			continue
		}
		if alien := notMadeOf(c.Text(), said); alien != "" {
			t.Errorf("%q: %q is not in %q", c.Text(), alien, said)
		}
		for _, hedge := range []string{"may", "often", "would", "some", "should", "always", "very"} {
			if n, kept := count(said, hedge), count(c.Text(), hedge); n > kept {
				t.Errorf("%q does not keep the %q of %q", c.Text(), hedge, said)
			}
		}
	}
}

// explicitWords joins the words that say a claim explicitly.
func explicitWords(c snapshot.Claim) string {
	var said []string
	for _, k := range c.Citations() {
		if k.Role() != argmap.Words || k.Explicitness() != argmap.Explicit {
			continue
		}
		for _, s := range k.Record().Segments {
			said = append(said, s.Exact)
		}
	}
	return strings.Join(said, " ")
}

var (
	inWord   = regexp.MustCompile(`(\p{L})\[[^\]]*\]`)
	brackets = regexp.MustCompile(`\[[^\]]*\]`)
)

// notMadeOf gives the first word of a claim that is not found in what was said, after the words before
// it. A bracket at or in a word stands for any letters.
func notMadeOf(claim, said string) string {
	rest := tokens(said)
	for _, word := range tokens(brackets.ReplaceAllString(inWord.ReplaceAllString(claim, "$1*"), " ")) {
		at := slices.IndexFunc(rest, func(s string) bool { return fits(word, s) })
		if at < 0 {
			return word
		}
		rest = rest[at+1:]
	}
	return ""
}

func fits(word, said string) bool {
	before, after, mended := strings.Cut(word, "*")
	return word == said || mended && strings.HasPrefix(said, before) && strings.HasSuffix(said, after)
}

// tokens gives the words of a text in lower case.
func tokens(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return notLetter(r) && !strings.ContainsRune("*%'’-", r) })
}

func count(text, word string) int {
	n := 0
	for _, w := range tokens(text) {
		if w == word {
			n++
		}
	}
	return n
}

// TestTheRuleOfBrackets shows that the rule can fail.
func TestTheRuleOfBrackets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, claim, said, alien string }{
		{"the same words", "The Ottawa process may be a model.", "the Ottawa process may be a model", ""},
		{"a resolved pronoun", "[The Ottawa process] involved the public.", "it involved the public", ""},
		{"a mended slip", "A doctor's intervention to sa[v]e a life.", "a doctor's intervention to safe a life", ""},
		{"an ending", "[It] culminat[ed] in the signing.", "culminating in the signing", ""},
		{"a gap", "Prevention […] is a problem.", "prevention of abuse is a problem", ""},
		{"a word of our own", "The Ottawa process is a model.", "the Ottawa process may be a model", "is"},
		{"another order", "The model is a process.", "the process is a model", "is"},
		{"another word mended", "To sa[v]e a life.", "to lose a life", "sa*e"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := notMadeOf(c.claim, c.said); got != c.alien {
				t.Errorf("got %q, want %q", got, c.alien)
			}
		})
	}
}
