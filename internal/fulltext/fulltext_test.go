package fulltext_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"argmap/internal/fulltext"
)

func TestTokens(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"only signs", " ?! — ++ \t\n", ""},
		{"sentence", "By what criteria? Recognizing what standards?", "by what criteria recognizing what standards"},
		{"accents", "Crème brûlée, naïve Ångström, Kraków", "creme brulee naive angstrom krakow"},
		{"decomposed accents", norm.NFD.String("Crème Ångström"), "creme angstrom"},
		{"letters with a stroke", "Øre Łódź Đorđe Æsir œuvre Þór Ħal Ŧ", "ore lodz dorde aesir oeuvre thor hal t"},
		{"Turkish i", "İstanbul ISPARTA ısparta kırmızı KIRMIZI", "istanbul isparta isparta kirmizi kirmizi"},
		{"sharp s", "Straße STRASSE STRAẞE", "strasse strasse strasse"},
		{"ligatures", "eﬀicient ﬁnd ŉ ǆ", "efficient find n dz"},
		{"full width", "ＦＵＬＬ　ｗｉｄｔｈ １２", "full width 12"},
		{"Greek", "Ἀλήθεια ΛΌΓΟΣ λόγος ᾳ ᾼ", "αληθεια λογοσ λογοσ α α"},
		{"Cyrillic", "Ёлка МОЙ їжак", "елка мои іжак"},
		{"apostrophes", "state's state’s stateʼs don't l'homme", "state s state s state s don t l homme"},
		{"hyphens", "e-mail well‑being co\u00adoperate", "e mail well being cooperate"},
		{"signs of languages", "C++ C# .NET", "c c net"},
		{"underscore", "snake_case 1_000", "snake case 1 000"},
		{"addresses", "me@example.com http://a.org/x?y=1", "me example com http a org x y 1"},
		{"numbers", "3.14 1,000 1’000 1948 v1.2.3 2019-2020 10:30 5. ²", "3.14 1,000 1'000 1948 v1.2.3 2019 2020 10 30 5 2"},
		{"digits of other scripts", "١٩٤٨ १९४८ ๑๙๔๘", "1948 1948 1948"},
		{"emoji", "yes👍🏽 🤔🤔 👨‍👩‍👧 1️⃣", "yes 👍 🤔 🤔 👨 👩 👧 1"},
		{"Hebrew", "שָׁלוֹם צה״ל צה\"ל", "שלום צה ל צה ל"},
		{"Arabic", "مُحَمَّد أحمد آية مـــد سؤال", "محمد احمد اية مد سؤال"},
		{"bidi controls", "\u200fשלום\u200e \u202babc\u202c", "שלום abc"},
		{"Persian joiner", "می\u200cخواهم", "میخواهم"},
		{"Devanagari keeps its marks", "हिन्दी क्षत्रिय", "हिन्दी क्षत्रिय"},
		{"Tamil keeps its marks", "தமிழ்", "தமிழ்"},
		{"Japanese", "日本語テスト", "日本 本語 語テ テス スト ト"},
		{"Chinese with stop", "人权。国家", "人权 权 国家 家"},
		{"one ideograph", "日", "日"},
		{"half-width kana", "ｶﾞｽ", "ガス ス"},
		{"prolonged sound", "スーパー", "スー ーパ パー ー"},
		{"middle dot", "ジョン・スミス", "ジョ ョン ン スミ ミス ス"},
		{"Han and Latin", "AI時代2024年", "ai 時代 代 2024 年"},
		{"line break ends a run", "日本\n語", "日本 本 語"},
		{"Korean", "인권을 위해", "인권 권을 을 위해 해"},
		{"Korean decomposed", norm.NFD.String("인권"), "인권 권"},
		{"Thai", "ภาษาไทย", "ภา าษ ษา าไ ไท ทย ย"},
		{"Thai marks", "ที่นี่", "ที่นี่ นี่"},
		{"zero-width space", "ภา\u200bษา foo\u200bbar", "ภา าษ ษา า foo bar"},
		{"Cherokee", "Ꮳꮃꭹ ᏣᎳᎩ", "ᏣᎳᎩ ᏣᎳᎩ"},
		{"iota subscript on another script", "ष\u0345", "ष"},
		{"supplementary ideographs", "𠮷野", "𠮷野 野"},
		{"not UTF-8", "ab\xffcd \xe6\x97", "ab cd"},
		{"mark on nothing", "\u0301a \u0e35", "a"},
		{"NUL", "a\x00b", "a b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := strings.Fields(c.want)
			if diff := cmp.Diff(want, append([]string{}, fulltext.Tokens(c.text)...)); diff != "" {
				t.Errorf("Tokens(%q) (-want +got):\n%s", c.text, diff)
			}
		})
	}
}

func TestLongTokensAreCut(t *testing.T) {
	for _, c := range []struct{ name, word, want string }{
		{"as long as may be", strings.Repeat("a", 64), strings.Repeat("a", 64)},
		{"one more", strings.Repeat("a", 65), strings.Repeat("a", 64)},
		{"escaped", strings.Repeat("я", 60), strings.Repeat("я", 51)},
		{"mixed", strings.Repeat("a", 50) + strings.Repeat("я", 50), strings.Repeat("a", 50) + strings.Repeat("я", 14)},
		{"at a decimal point", strings.Repeat("1", 63) + ".5", strings.Repeat("1", 63)},
		{"marks", "ก" + strings.Repeat("\u0e35", 90), "ก" + strings.Repeat("\u0e35", 50)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fulltext.Tokens(c.word); len(got) != 1 || got[0] != c.want {
				t.Errorf("Tokens = %q, want %q", got, c.want)
			}
			q, err := fulltext.Parse(c.word)
			if err != nil || !q.Matches(fulltext.Document(c.word)) {
				t.Errorf("the word does not find itself: %v, %v", q, err)
			}
		})
	}
}

func TestDocument(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Whose auspices?", "whose auspices"},
		{"quiz 2000, 1976", "quiz 2000 197z6"},
		{"3.14", "37001a14"},
		{"日", "70k4l"},
	} {
		if got := fulltext.Document(c.text); got != c.want {
			t.Errorf("Document(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestParse(t *testing.T) {
	term := func(token string) fulltext.Term { return fulltext.Term{Token: token} }
	prefix := func(token string) fulltext.Term { return fulltext.Term{Token: token, Prefix: true} }
	for _, c := range []struct {
		words string
		want  []fulltext.Term
	}{
		{"Human  rights", []fulltext.Term{term("human"), term("rights")}},
		{"rights RIGHTS Ríghts", []fulltext.Term{term("rights")}},
		{"right* right", []fulltext.Term{prefix("right"), term("right")}},
		{"e-mai**", []fulltext.Term{term("e"), prefix("mai")}},
		{"foo*bar * ** C++*", []fulltext.Term{term("foo"), term("bar"), prefix("c")}},
		{"ſtra＊", []fulltext.Term{prefix("stra")}},
		{`x AND (title:"y") NEAR/2 -z ^w`, []fulltext.Term{
			term("x"), term("and"), term("title"), term("y"), term("near"), term("2"), term("z"), term("w"),
		}},
		{"日", []fulltext.Term{prefix("日")}},
		{"日本", []fulltext.Term{term("日本")}},
		{"日本語", []fulltext.Term{term("日本"), term("本語")}},
		{"日本語*", []fulltext.Term{term("日本"), prefix("本語")}},
		{"第3条", []fulltext.Term{prefix("第"), term("3"), prefix("条")}},
	} {
		q, err := fulltext.Parse(c.words)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.words, err)
		}
		if diff := cmp.Diff(c.want, q.Terms); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", c.words, diff)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, words := range []string{"", " ", "*", "++ -- \"\"", "\xff", "\u0301"} {
		if q, err := fulltext.Parse(words); !errors.Is(err, fulltext.ErrEmpty) || q.Terms != nil {
			t.Errorf("Parse(%q) = %v, %v, want ErrEmpty", words, q, err)
		}
	}
	long := strings.Builder{}
	for i := range fulltext.MaxTerms + 2 {
		long.WriteRune(rune('一' + i))
	}
	runes := []rune(long.String())
	if q, err := fulltext.Parse(string(runes[:fulltext.MaxTerms+1])); err != nil || len(q.Terms) != fulltext.MaxTerms {
		t.Errorf("%d pairs: %v", fulltext.MaxTerms, err)
	}
	if _, err := fulltext.Parse(string(runes)); !errors.Is(err, fulltext.ErrTooLong) {
		t.Errorf("%d pairs: %v, want ErrTooLong", fulltext.MaxTerms+1, err)
	}
	if _, err := fulltext.Parse(strings.Repeat("again ", 1000)); err != nil {
		t.Errorf("a repeated word: %v", err)
	}
}

func TestRender(t *testing.T) {
	q := fulltext.Query{Terms: []fulltext.Term{{Token: "and"}, {Token: "7日", Prefix: true}, {Token: `"*`}, {}}}
	if want, got := `"and" AND "7z70k4l"* AND "7000y70016"`, q.FTS5(); got != want {
		t.Errorf("FTS5() = %s, want %s", got, want)
	}
	if want, got := "+and +7z70k4l* +7000y70016", q.Lucene(); got != want {
		t.Errorf("Lucene() = %s, want %s", got, want)
	}
	if none := (fulltext.Query{}); none.FTS5() != "" || none.Lucene() != "" || none.Matches("a") {
		t.Error("a query without terms renders or matches something")
	}
}

// finds are pairs of words and texts, and whether one finds the other. The
// tests of the renderers use them as well.
func finds() []findCase {
	return []findCase{
		{"cafe", "Le café", true},
		{"CAFÉ", "le cafe", true},
		{"state", "the state's defence", true},
		{"states", "the state's defence", false},
		{"e-mail", "an e‑mail", true},
		{"mail", "an e-mail", true},
		{"email", "an e-mail", false},
		{"C++", "in C++ or Go", true},
		{"3.14", "pi is 3.14", true},
		{"3", "pi is 3.14", false},
		{"3.1*", "pi is 3.14", true},
		{"7*", "70 percent", true},
		{"7*", "日本 3 γ", false},
		{"sove*", "sovereignty", true},
		{"sove", "sovereignty", false},
		{"λογ*", "ὁ Λόγος", true},
		{"нев*", "Нева", true},
		{"हिन*", "हिन्दी", true},
		{"human rights", "rights of a human", true},
		{"human wrongs", "rights of a human", false},
		{"x AND", "x and y", true},
		{"日", "日本語テスト", true},
		{"語", "日本語", true},
		{"ト", "日本語テスト", true},
		{"国", "日本語", false},
		{"日本", "日本語テスト", true},
		{"本語テ", "日本語テスト", true},
		{"日語", "日本語テスト", false},
		{"日本", "日 本", false},
		{"テスト", "ﾃｽﾄ", true},
		{"인권", "인권을", true},
		{"ไทย", "ภาษาไทย", true},
		{"ท", "ที่", true},
		{"🤔", "really 🤔?", true},
		{"👍", "👍🏽", true},
		{"שלום", "שָׁלוֹם", true},
		{"1948", "سنة ١٩٤٨", true},
		{"the to a not", "not a word to the wise", true},
		{strings.Repeat("я", 60), strings.Repeat("я", 80), true},
		{strings.Repeat("日", 3), strings.Repeat("日", 2), true},
	}
}

type findCase struct {
	words, text string
	found       bool
}

func TestMatches(t *testing.T) {
	for _, c := range finds() {
		q, err := fulltext.Parse(c.words)
		if err != nil {
			t.Fatalf("Parse(%q): %v", c.words, err)
		}
		if got := q.Matches(fulltext.Document(c.text)); got != c.found {
			t.Errorf("%q finds %q: %v, want %v", c.words, c.text, got, c.found)
		}
	}
}

// TestEveryCodePoint holds the laws for each code point that folding may touch,
// between letters, where a table would miss the one that matters; and for every
// fiftieth of the others.
func TestEveryCodePoint(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		c := string(r)
		touched := norm.NFKD.String(c) != c || unicode.SimpleFold(r) != r || unicode.In(r, unicode.M, unicode.Cf, unicode.Nd)
		if unicode.Is(unicode.Hangul, r) || !touched && r%50 != 0 {
			continue
		}
		text := c + " a" + c + "b 1" + c + "2 क" + c + " 日" + c + "本"
		if fault := tokenLawBroken(text, fulltext.Tokens(text)); fault != "" {
			t.Fatalf("%U: %s", r, fault)
		}
	}
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if fault := lawBroken(drawText(t)); fault != "" {
			t.Fatal(fault)
		}
	})
}

func FuzzLaws(f *testing.F) {
	for _, c := range finds() {
		f.Add(c.text)
		f.Add(c.words)
	}
	f.Add("\xff\xe6\x97*")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return // the check takes time by the square of the length
		}
		if fault := lawBroken(text); fault != "" {
			t.Fatal(fault)
		}
	})
}

// drawText prefers the characters that rules speak of, and texts of some length,
// which rapid by itself draws seldom.
func drawText(t *rapid.T) string {
	special := rapid.SampledFrom([]rune("aA7éßİıσς'’-._,1٣ 　*ＡﬁñйІאָבأُक्षิกทीภ日本語テーｶﾞ인\u1100\u1161👍🏽🇫🇷\u200b\u200c\u200d\u00ad\u0301\u0323\u0345\u0327\u034f½²㌔𠮷\n"))
	letter := rapid.OneOf(special, special, special, rapid.Rune())
	return string(rapid.OneOf(rapid.SliceOfN(letter, 0, 8), rapid.SliceOfN(letter, 12, 60)).Draw(t, "text"))
}

// lawBroken says which law text breaks, "" if none.
func lawBroken(text string) string {
	tokens, document := fulltext.Tokens(text), fulltext.Document(text)
	for _, broken := range []string{
		tokenLawBroken(text, tokens),
		documentLawBroken(tokens, document),
		queryLawBroken(text, document),
	} {
		if broken != "" {
			return broken
		}
	}
	return ""
}

// tokenLawBroken checks that folding what is folded changes nothing, and that
// the normal form of a text does not matter.
func tokenLawBroken(text string, tokens []string) string {
	for _, token := range tokens {
		if again := fulltext.Tokens(token); len(again) == 0 || again[0] != token {
			return "token " + token + " is not its own first token, but " + strings.Join(again, " ")
		}
	}
	if !hasShortClusters(text) {
		return ""
	}
	for _, form := range []norm.Form{norm.NFC, norm.NFD} {
		if !slices.Equal(tokens, fulltext.Tokens(form.String(text))) {
			return "other tokens in another normal form"
		}
	}
	return ""
}

// documentLawBroken checks that a document is the encodings of exactly the
// tokens, in what every engine takes for words.
func documentLawBroken(tokens []string, document string) string {
	words := strings.Fields(document)
	if !slices.Equal(words, encodeAll(tokens)) || strings.Join(words, " ") != document {
		return "Document is not the tokens encoded"
	}
	if strings.Trim(document, "abcdefghijklmnopqrstuvwxyz0123456789 ") != "" {
		return "Document has other characters: " + document
	}
	for _, word := range words {
		if len(word) > 255 {
			return "word longer than Lucene takes: " + word
		}
	}
	return ""
}

// queryLawBroken checks that the words of a text find it, as they are and as
// prefixes, together and each alone.
func queryLawBroken(text, document string) string {
	for _, words := range append(strings.Fields(text), text) {
		for _, words := range []string{words, words + "*"} {
			q, err := fulltext.Parse(words)
			switch {
			case errors.Is(err, fulltext.ErrTooLong):
			case errors.Is(err, fulltext.ErrEmpty):
				if fulltext.Document(words) != "" {
					return "ErrEmpty for words with tokens: " + words
				}
			case err != nil:
				return err.Error()
			case !q.Matches(document):
				return words + " does not find its own text: " + q.FTS5()
			}
		}
	}
	return ""
}

// encodeAll encodes tokens by way of the public functions: as a rendered query
// of the one token.
func encodeAll(tokens []string) []string {
	var words []string
	for _, token := range tokens {
		q := fulltext.Query{Terms: []fulltext.Term{{Token: token}}}
		words = append(words, strings.TrimPrefix(q.Lucene(), "+"))
	}
	return words
}

// hasShortClusters is false for text with more than 30 marks in a row, and for
// text that is not UTF-8: x/text cuts the first by the Stream-Safe Text Format
// (UAX 15, 13), after which the order of the marks is not canonical any more.
func hasShortClusters(text string) bool {
	marks := 0
	for _, r := range norm.NFKD.String(text) {
		if norm.NFKD.PropertiesString(string(r)).CCC() == 0 && r != '\u034f' {
			marks = 0
		} else if marks++; marks > 25 {
			return false
		}
	}
	return strings.ToValidUTF8(text, "") == text
}

func BenchmarkDocument(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"English", "Are we not then entitled to ask under whose auspices, by what criteria, recognizing what standards? "},
		{"French", "L’état n’est-il pas tenu, à l’égard des êtres humains, d’une obligation supérieure? "},
		{"Japanese", "人間の安全保障は国家の主権に対する攻撃ではない。"},
		{"Hindi", "मानव सुरक्षा राज्य की संप्रभुता पर हमला नहीं है। "},
	} {
		b.Run(c.name, func(b *testing.B) {
			text := strings.Repeat(c.text, 20)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				fulltext.Document(text)
			}
		})
	}
}
