package anchor_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/anchor"
)

const (
	claim  = "🤔🤔 e\u0301 claim" // the text of the three units
	family = "👨\u200d👩\u200d👧"  // five code points, one cluster
)

func TestClaimInThreeUnits(t *testing.T) {
	x := anchor.NewIndex(claim)
	at := map[anchor.Unit]int{anchor.CodePoint: 6, anchor.UTF16: 8, anchor.Byte: 13}
	for from, offset := range at {
		for to, want := range at {
			if got, ok := x.Convert(offset, from, to); !ok || got != want {
				t.Errorf("Convert(%d, %d, %d) = %d, %v, want %d", offset, from, to, got, ok, want)
			}
		}
	}
	want := []anchor.Span{{Start: 6, End: 11}}
	if diff := gocmp.Diff(want, anchor.Find(claim, "claim", "", "")); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
	if got, ok := anchor.Slice(claim, 6, 11); !ok || got != "claim" {
		t.Errorf("Slice = %q, %v", got, ok)
	}
}

func TestSlice(t *testing.T) {
	for _, c := range []struct {
		name, text string
		start, end int
		want       string
		ok         bool
	}{
		{"empty text", "", 0, 0, "", true},
		{"nothing", "abc", 1, 1, "", true},
		{"all", "abc", 0, 3, "abc", true},
		{"at the end", "é", 1, 1, "", true},
		{"right to left", "שלום עולם", 5, 9, "עולם", true},
		{"emoji", "a🤔b", 1, 2, "🤔", true},
		{"CR of CRLF", "a\r\nb", 1, 2, "\r", true},
		{"not UTF-8", "a\xff\xfeb", 1, 3, "\xff\xfe", true},
		{"before the start", "abc", -1, 2, "", false},
		{"backwards", "abc", 2, 1, "", false},
		{"beyond the end", "aéb", 1, 4, "", false},
		{"start beyond the end", "éé", 3, 3, "", false},
		{"far beyond", "abc", 1, int(^uint(0) >> 1), "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := anchor.Slice(c.text, c.start, c.end); got != c.want || ok != c.ok {
				t.Errorf("Slice = %q, %v, want %q, %v", got, ok, c.want, c.ok)
			}
			if got, ok := anchor.NewIndex(c.text).Slice(c.start, c.end); got != c.want || ok != c.ok {
				t.Errorf("Index.Slice = %q, %v, want %q, %v", got, ok, c.want, c.ok)
			}
		})
	}
}

func TestConvertRefuses(t *testing.T) {
	x, ascii := anchor.NewIndex("a🤔"), anchor.NewIndex("abc")
	for _, c := range []struct {
		name     string
		index    *anchor.Index
		offset   int
		from, to anchor.Unit
	}{
		{"negative", x, -1, anchor.CodePoint, anchor.Byte},
		{"beyond", x, 3, anchor.CodePoint, anchor.Byte},
		{"within a surrogate pair", x, 2, anchor.UTF16, anchor.CodePoint},
		{"within a pair, same unit", x, 2, anchor.UTF16, anchor.UTF16},
		{"within a code point", x, 3, anchor.Byte, anchor.CodePoint},
		{"unknown unit", x, 0, 7, anchor.Byte},
		{"into an unknown unit", ascii, 0, anchor.Byte, 3},
		{"beyond ASCII", ascii, 4, anchor.UTF16, anchor.Byte},
	} {
		if got, ok := c.index.Convert(c.offset, c.from, c.to); ok || got != 0 {
			t.Errorf("%s: %d, %v", c.name, got, ok)
		}
	}
	if _, ok := x.ConvertSpan(anchor.Span{Start: 2, End: 1}, anchor.CodePoint, anchor.Byte); ok {
		t.Error("a backward span converts")
	}
	if x.Len(anchor.UTF16) != 3 || x.Len(anchor.Byte) != 5 || x.Len(anchor.CodePoint) != 2 || x.Len(9) != 0 {
		t.Error("Len is wrong")
	}
}

func TestSplitsCluster(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []int
	}{
		{"empty", "", nil},
		{"ASCII", "abc", nil},
		{"CRLF", "a\r\nb\n\r", []int{2}},
		{"decomposed", "e\u0301e", []int{1}},
		{"family", family + "a", []int{1, 2, 3, 4}},
		{"flags", "🇫🇷🇩🇪", []int{1, 3}},
		{"skin tone", "👍🏽", []int{1}},
		{"Devanagari conjunct", "क्षि", []int{1, 2, 3}},
		{"Hebrew points", "שָׁלום", []int{1, 2}},
		{"Hangul jamo", "\u1112\u1161\u11ab", []int{1, 2}},
	} {
		x := anchor.NewIndex(c.text)
		var got []int
		for i := -1; i <= utf8.RuneCountInString(c.text)+1; i++ {
			if x.SplitsCluster(i) {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, text, exact, prefix, suffix string
		want                              []anchor.Span
	}{
		{"empty text", "", "a", "", "", nil},
		{"empty quote", "abc", "", "", "", nil},
		{"not UTF-8", "a\xffb", "\xff", "", "", nil},
		{"absent", "abc", "d", "", "", nil},
		{"a border within a border", "aabaaabaaab", "aabaaab", "", "", []anchor.Span{{Start: 0, End: 7}, {Start: 4, End: 11}}},
		{"overlapping", "ababa", "aba", "", "", []anchor.Span{{Start: 0, End: 3}, {Start: 2, End: 5}}},
		{"by prefix", "x a, y a", "a", "y ", "", []anchor.Span{{Start: 7, End: 8}, {Start: 2, End: 3}}},
		{"by suffix", "a x, a y", "a", "", " y", []anchor.Span{{Start: 5, End: 6}, {Start: 0, End: 1}}},
		{"longer context wins", "é1q2 é1q3 1q3", "q", "é1", "3", []anchor.Span{{Start: 7, End: 8}, {Start: 2, End: 3}, {Start: 11, End: 12}}},
		{"equals stand in order", "q q q", "q", "", "", []anchor.Span{{Start: 0, End: 1}, {Start: 2, End: 3}, {Start: 4, End: 5}}},
		{"right to left", "שלום עולם שלום", "שלום", "עולם ", "", []anchor.Span{{Start: 10, End: 14}, {Start: 0, End: 4}}},
		{"in a family", family, "👩", "", "", []anchor.Span{{Start: 2, End: 3}}},
		{"no normalisation", "e\u0301", "é", "", "", nil},
		{"across CRLF", "a\r\nb", "a\r\nb", "", "", []anchor.Span{{Start: 0, End: 4}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := gocmp.Diff(c.want, anchor.Find(c.text, c.exact, c.prefix, c.suffix)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestFindIsLinear: half a million overlapping places of a quote as long as
// that took hours by a loop of strings.Index.
func TestFindIsLinear(t *testing.T) {
	start, n := time.Now(), 1<<19
	spans := anchor.Find(strings.Repeat("a", 2*n), strings.Repeat("a", n), "b", "b")
	if len(spans) != n+1 {
		t.Errorf("%d places, want %d", len(spans), n+1)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestContext(t *testing.T) {
	for _, c := range []struct {
		name, text     string
		start, end, n  int
		prefix, suffix string
	}{
		{"plain", "one two three", 4, 7, 3, "ne ", " th"},
		{"all there is", "one two three", 4, 7, 99, "one ", " three"},
		{"greatest n", "abc", 1, 2, int(^uint(0) >> 1), "a", "c"},
		{"decomposed before", "ae\u0301 x", 4, 5, 2, " ", ""},
		{"decomposed after", "x e\u0301", 0, 1, 2, "", " "},
		{"family does not fit", family + "x" + family, 5, 6, 4, "", ""},
		{"family fits", family + "x" + family, 5, 6, 5, family, family},
		{"CRLF", "a\r\nxy\r\nb", 3, 5, 1, "", ""},
		{"range within a cluster", "e\u0301", 1, 1, 5, "e", "\u0301"},
		{"none", "abc", 1, 2, 0, "", ""},
		{"negative", "abc", 1, 2, -1, "", ""},
		{"outside", "abc", 2, 4, 2, "", ""},
		{"backwards", "abc", 2, 1, 2, "", ""},
		{"empty", "", 0, 0, 2, "", ""},
	} {
		if prefix, suffix := anchor.Context(c.text, c.start, c.end, c.n); prefix != c.prefix || suffix != c.suffix {
			t.Errorf("%s: %q, %q, want %q, %q", c.name, prefix, suffix, c.prefix, c.suffix)
		}
	}
}

func TestLaws(t *testing.T) {
	letter := rapid.OneOf(
		rapid.SampledFrom([]rune("ab \r\né\u0301🤔👨👩\u200d🇫🇷אبक्ष日\ufffd")), rapid.Rune())
	few := rapid.SampledFrom([]rune("ab🤔\u0301"))
	// rapid prefers short slices: without a least length no text would reach
	// beyond the first mark of an Index.
	texts := rapid.OneOf(rapid.SliceOfN(letter, 0, 20), rapid.SliceOfN(letter, 150, 300), rapid.SliceOfN(few, 10, 40))
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		start := rapid.IntRange(0, len(text)).Draw(t, "start")
		end := rapid.IntRange(start, min(len(text), start+10)).Draw(t, "end")
		n := rapid.IntRange(-1, 40).Draw(t, "n")
		checkLaws(t, string(text), start, end, n)
		checkLaws(t, string(text), len(text)-start, len(text)-end, n) // backwards
		checkLaws(t, string(text), start-1, end+len(text)+1, n)       // beyond
	})
}

// TestFindOverlapping draws from two letters, so that quotes overlap themselves
// in every way.
func TestFindOverlapping(t *testing.T) {
	letters := rapid.SampledFrom([]rune("ab"))
	rapid.Check(t, func(t *rapid.T) {
		exact := rapid.SliceOfN(letters, 5, 12).Draw(t, "exact")
		text := slices.Concat(exact[:len(exact)-1], exact, rapid.SliceOfN(letters, 0, 12).Draw(t, "between"), exact, exact[1:])
		got := anchor.Find(string(text), string(exact), "", "")
		if want := modelFind(text, exact, nil, nil); !slices.Equal(got, want) {
			t.Fatalf("Find = %v, want %v", got, want)
		}
	})
}

// TestLawsFarIntoTheText goes over many marks of an Index at every offset.
func TestLawsFarIntoTheText(t *testing.T) {
	for _, unit := range []string{claim, family, "क्षि ", "日本語", "e\u0301\r\n", strings.Repeat("a", 63) + "🤔"} {
		text := strings.Repeat(unit, 1+400/utf8.RuneCountInString(unit))
		for start := 0; start < 400; start += 7 {
			checkLaws(t, text, start, start+start%5, start%40)
		}
	}
}

func FuzzLaws(f *testing.F) {
	f.Add(claim, 6, 11, 3)
	f.Add(family+"\r\n"+family, 5, 7, 4)
	f.Add("a\xff\xe6\x97\u0301b", 1, 3, 2)
	f.Add("ababab", 0, 2, 2)
	f.Fuzz(func(t *testing.T, text string, start, end, n int) {
		if len(text) > 2000 {
			return // the model takes time by the square of the length
		}
		if !utf8.ValidString(text) {
			checkWithoutModel(t, text, start, end, n)
			return
		}
		checkLaws(t, text, start, end, n)
	})
}

// fataler is what testing.T and rapid.T have in common here.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkLaws compares everything with a model on []rune.
func checkLaws(t fataler, text string, start, end, n int) {
	t.Helper()
	runes, x := []rune(text), anchor.NewIndex(text)
	checkConversions(t, x, runes)
	inText := 0 <= start && start <= end && end <= len(runes)
	got, ok := anchor.Slice(text, start, end)
	fromIndex, indexOK := x.Slice(start, end)
	if ok != inText || indexOK != inText || got != fromIndex {
		t.Fatalf("Slice = %q, %v; of the Index %q, %v; want %v", got, ok, fromIndex, indexOK, inText)
	}
	prefix, suffix := x.Context(start, end, n)
	if !inText {
		if prefix+suffix != "" {
			t.Fatalf("Context outside the text: %q, %q", prefix, suffix)
		}
		return
	}
	if got != string(runes[start:end]) {
		t.Fatalf("Slice = %q, want %q", got, string(runes[start:end]))
	}
	wantPrefix, wantSuffix := modelContext(runes, start, end, n)
	if prefix != wantPrefix || suffix != wantSuffix {
		t.Fatalf("Context = %q, %q, want %q, %q", prefix, suffix, wantPrefix, wantSuffix)
	}
	spans := anchor.Find(text, got, prefix, suffix)
	if want := modelFind(runes, runes[start:end], []rune(prefix), []rune(suffix)); !slices.Equal(spans, want) {
		t.Fatalf("Find = %v, want %v", spans, want)
	}
}

// checkConversions takes every offset through every pair of units.
func checkConversions(t fataler, x *anchor.Index, runes []rune) {
	t.Helper()
	inside := modelInside(runes)
	places := map[anchor.Unit]map[int]int{anchor.CodePoint: {}, anchor.UTF16: {}, anchor.Byte: {}}
	counts := make([][3]int, 0, len(runes)+1)
	count := [3]int{}
	for i := 0; ; i++ {
		for unit := range places {
			places[unit][count[unit]] = i
		}
		counts = append(counts, count)
		if x.SplitsCluster(i) != inside[i] {
			t.Fatalf("SplitsCluster(%d) = %v", i, !inside[i])
		}
		if i == len(runes) {
			break
		}
		count[anchor.CodePoint]++
		count[anchor.UTF16] += utf16.RuneLen(runes[i])
		count[anchor.Byte] += utf8.RuneLen(runes[i])
	}
	for from, at := range places {
		if x.Len(from) != count[from] {
			t.Fatalf("Len(%d) = %d, want %d", from, x.Len(from), count[from])
		}
		for offset := -1; offset <= count[from]+1; offset++ {
			i, exists := at[offset]
			for to := range places {
				got, ok := x.Convert(offset, from, to)
				if ok != exists || ok && got != counts[i][to] {
					t.Fatalf("Convert(%d, %d, %d) = %d, %v, want %v", offset, from, to, got, ok, exists)
				}
			}
		}
	}
}

// modelInside are the offsets inside clusters, by the clusters one at a time.
func modelInside(runes []rune) map[int]bool {
	inside, at := map[int]bool{}, 0
	for c := graphemes.FromString(string(runes)); c.Next(); {
		for i := range []rune(c.Value()) {
			inside[at+i] = i > 0
		}
		at += len([]rune(c.Value()))
	}
	return inside
}

func modelContext(runes []rune, start, end, n int) (prefix, suffix string) {
	inside := modelInside(runes)
	for i := start; i >= 0 && start-i <= n; i-- {
		if !inside[i] {
			prefix = string(runes[i:start])
		}
	}
	for i := end; i <= len(runes) && i-end <= n; i++ {
		if !inside[i] {
			suffix = string(runes[end:i])
		}
	}
	return prefix, suffix
}

func modelFind(text, exact, prefix, suffix []rune) []anchor.Span {
	if len(exact) == 0 {
		return nil
	}
	var spans []anchor.Span
	for i := 0; i+len(exact) <= len(text); i++ {
		if slices.Equal(text[i:i+len(exact)], exact) {
			spans = append(spans, anchor.Span{Start: i, End: i + len(exact)})
		}
	}
	common := func(s anchor.Span) int {
		n := 0
		for i := 1; i <= len(prefix) && i <= s.Start && prefix[len(prefix)-i] == text[s.Start-i]; i++ {
			n++
		}
		for i := 0; i < len(suffix) && s.End+i < len(text) && suffix[i] == text[s.End+i]; i++ {
			n++
		}
		return n
	}
	slices.SortStableFunc(spans, func(a, b anchor.Span) int { return cmp.Compare(common(b), common(a)) })
	return spans
}

// checkWithoutModel checks on broken UTF-8 what []rune cannot tell: no panic,
// and that all agree with one another.
func checkWithoutModel(t fataler, text string, start, end, n int) {
	t.Helper()
	x := anchor.NewIndex(text)
	got, ok := anchor.Slice(text, start, end)
	if fromIndex, indexOK := x.Slice(start, end); got != fromIndex || ok != indexOK {
		t.Fatalf("Slice = %q, %v; of the Index %q, %v", got, ok, fromIndex, indexOK)
	}
	if x.Len(anchor.CodePoint) != utf8.RuneCountInString(text) || x.SplitsCluster(x.Len(anchor.CodePoint)) {
		t.Fatalf("the end is miscounted")
	}
	prefix, suffix := x.Context(start, end, n)
	for _, s := range anchor.Find(text, got, prefix, suffix) {
		if quote, ok := x.Slice(s.Start, s.End); !ok || quote != got {
			t.Fatalf("Find: %v is %q, want %q", s, quote, got)
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"ASCII", "By what criteria, recognizing what standards? "},
		{"French", "À l’égard des êtres humains, une obligation. "},
		{"Hindi", "मानव सुरक्षा राज्य की संप्रभुता पर हमला नहीं है। "},
	} {
		text := strings.Repeat(c.text, 2000)
		b.Run(c.name+"/New", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				anchor.NewIndex(text)
			}
		})
		b.Run(c.name+"/Convert", func(b *testing.B) {
			x := anchor.NewIndex(text)
			for b.Loop() {
				x.Convert(54321, anchor.CodePoint, anchor.UTF16)
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("By what criteria, recognizing what standards? ", 2000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		anchor.Find(text, "what standards", "recognizing ", "?")
	}
}
