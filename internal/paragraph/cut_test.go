package paragraph

import (
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, raw, text, reason string
	}{
		{"keeps the text as it is", "a\n\nb", "a\n\nb", ""},
		{"leaves a byte order mark out", "\xef\xbb\xbfa", "a", ""},
		{"makes every line end one line feed", "a\r\nb\rc\n", "a\nb\nc\n", ""},
		{"normalises nothing", "e\u0301 \u00e9", "e\u0301 \u00e9", ""},
		{"keeps emoji and right-to-left text", "👩‍👩‍👧 שלום مرحبا", "👩‍👩‍👧 שלום مرحبا", ""},
		{"refuses nothing at all", "", "", "source.empty"},
		{"refuses a mark and white space", "\xef\xbb\xbf \r\n\t", "", "source.empty"},
		{"refuses what is not UTF-8", "ab\xffc", "", "source.not_utf8"},
		{"refuses a surrogate in UTF-8", "\xed\xa0\x80", "", "source.not_utf8"},
		{"names UTF-16", "\xff\xfea\x00", "", "source.not_utf8"},
		{"refuses NUL", "a\x00b", "", "source.binary"},
		{"refuses the head of a picture", "\x1f\x05", "", "source.binary"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Text([]byte(c.raw))
			if got != c.text || fault.Reason(err) != c.reason {
				t.Errorf("Text(%q) = %q, %v; want %q and reason %q", c.raw, got, err, c.text, c.reason)
			}
		})
	}
}

func TestTextNamesTheByte(t *testing.T) {
	_, err := Text([]byte("\xef\xbb\xbfab\xff"))
	if err == nil || !strings.Contains(err.Error(), "byte 5 (0xff)") {
		t.Errorf("Text gives %v; it must name byte 5", err)
	}
}

// drawn shows paragraphs as "KIND text" lines.
func drawn(ps []argmap.Paragraph) []string {
	var out []string
	for _, p := range ps {
		out = append(out, string(p.Kind)+" "+p.Text)
	}
	return out
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		name, media, text string
		want              []string
	}{
		{"parts at blank lines", PlainText, "a b\nc\n \t\n\n d\n", []string{"PROSE a b\nc", "PROSE d"}},
		{"knows a no-break space as blank", PlainText, "a\n\u00a0\nb", []string{"PROSE a", "PROSE b"}},
		{"reads no marks in plain text", PlainText, "# a\n\n> b", []string{"PROSE # a", "PROSE > b"}},
		{
			"knows the blocks of Markdown", Markdown, "# Title\n\nOne\ntwo\n\n> said\n\n- item one\n- item two\n\n```go\n  x := 1\n```\n\nUnder\n=====\n",
			[]string{"HEADING Title", "PROSE One\ntwo", "QUOTE said", "LIST_ITEM item one", "LIST_ITEM item two", "CODE   x := 1", "HEADING Under"},
		},
		{"leaves front matter out", Markdown, "---\ntitle: x\n---\n\nText", []string{"PROSE Text"}},
		{"counts offsets as written", Markdown, "a *b* [c](d)", []string{"PROSE a *b* [c](d)"}},
		{"keeps a table whole", Markdown, "| a | b |\n|---|---|\n| 1 | 2 |\n\nafter", []string{"TABLE a | b |\n|---|---|\n| 1 | 2", "PROSE after"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Cut(c.text, c.media)
			if diff := cmp.Diff(c.want, drawn(got)); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
			lawful(t, c.text, got)
		})
	}
}

func TestCutTheSeedSpeech(t *testing.T) {
	raw, err := os.ReadFile("../../examples/human-security/human-security.txt")
	if err != nil {
		t.Fatal(err)
	}
	text, err := Text(raw)
	if err != nil {
		t.Fatal(err)
	}
	ps := Cut(text, PlainText)
	lawful(t, text, ps)
	if len(ps) != 6 || !strings.HasPrefix(ps[3].Text, "Contrary to some criticism") {
		t.Errorf("got %d paragraphs, the fourth %.40q; want 6, the fourth on criticism", len(ps), ps[3].Text)
	}
}

func TestCutALongParagraph(t *testing.T) {
	word := strings.Repeat("é", 99) + " "
	for _, c := range []struct {
		name, text string
		pieces     int
	}{
		{"of exactly the limit stays whole", strings.Repeat("é", MaxParagraph), 1},
		{"one longer is cut", strings.Repeat("é", MaxParagraph+1), 2},
		{"of words is cut at white space", strings.Repeat(word, 500), 3},
		{"of one endless cluster is still cut into clusters", strings.Repeat("e\u0301", MaxParagraph), 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			ps := Cut(c.text, PlainText)
			lawful(t, c.text, ps)
			if len(ps) != c.pieces {
				t.Errorf("got %d pieces, want %d", len(ps), c.pieces)
			}
			for _, p := range ps {
				if strings.HasPrefix(p.Text, "\u0301") {
					t.Error("a cluster was cut in two")
				}
			}
		})
	}
}

// lawful checks what holds of every cut: ordinals from 1, offsets that give the text, order without
// overlap, no white space around, no paragraph too long.
func lawful(t interface{ Errorf(string, ...any) }, text string, ps []argmap.Paragraph) {
	points := []rune(text)
	last := 0
	for i, p := range ps {
		if p.Ordinal != i+1 || p.Start < last || p.End <= p.Start || p.End > len(points) {
			t.Errorf("paragraph %d has ordinal %d and stands at [%d, %d) after %d", i, p.Ordinal, p.Start, p.End, last)
			return
		}
		if got := string(points[p.Start:p.End]); got != p.Text {
			t.Errorf("paragraph %d is %q, the text there %q", i, p.Text, got)
		}
		if p.Kind != argmap.Code && strings.TrimSpace(p.Text) != p.Text || utf8.RuneCountInString(p.Text) > MaxParagraph {
			t.Errorf("paragraph %d is not trimmed or too long: %q", i, p.Text)
		}
		last = p.End
	}
}

func TestCutLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOf(rapid.SampledFrom([]string{
			"", " ", "\t", "word", "two words", "# head", "> quote", "- item", "  - nested", "```", "    code", "| a |", "|---|",
			"e\u0301", "👩‍👩‍👧", "שלום", "---", "<b>", "\u00a0", "1. one", "[a]: b", "\f",
		})).Draw(t, "lines")
		text := strings.Join(lines, "\n")
		ps := Cut(text, PlainText)
		lawful(t, text, ps)
		lawful(t, text, Cut(text, Markdown))
		if got, want := letters(text), letters(strings.Join(drawnText(ps), "")); got != want {
			t.Errorf("plain text lost words: %q became %q", got, want)
		}
	})
}

func drawnText(ps []argmap.Paragraph) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Text)
	}
	return out
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func FuzzCut(f *testing.F) {
	f.Add([]byte("a\n\nb"))
	f.Add([]byte("# h\n\n- a\n  > b\n\n|a|\n|-|\n|b|"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, err := Text(raw)
		if err != nil {
			return
		}
		lawful(t, text, Cut(text, PlainText))
		lawful(t, text, Cut(text, Markdown))
	})
}
