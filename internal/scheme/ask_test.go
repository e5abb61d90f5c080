package scheme_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"argmap/internal/scheme"
)

func TestAsk(t *testing.T) {
	claims := map[string]string{"expertise": "Dr Kim is an expert in virology.", "conclusion": "The vaccine is safe."}
	for _, c := range []struct {
		name, question string
		fill           scheme.Filling
		want           scheme.Asked
	}{
		{
			"nothing is known", "expert-opinion/expertise",
			scheme.Filling{},
			scheme.Asked{Text: "Is the person cited really an expert in the field, and how far does that knowledge go?"},
		},
		{
			"a claim follows the words of its slot", "expert-opinion/expertise",
			scheme.Filling{Slots: claims},
			scheme.Asked{Text: "Is Dr Kim really an expert in virology, and how far does that knowledge go?", About: "Dr Kim is an expert in virology."},
		},
		{
			"a slot that is one variable is quoted", "expert-opinion/consistency",
			scheme.Filling{Slots: claims},
			scheme.Asked{Text: "Do other experts in virology disagree with “The vaccine is safe”?", About: "The vaccine is safe."},
		},
		{
			"a given value goes before what was read", "expert-opinion/field",
			scheme.Filling{Slots: claims, Variables: map[string]string{"field": "immunology", "claim": "this", "nobody": "asked"}},
			scheme.Asked{Text: "Does this fall within immunology, or within another?"},
		},
		{
			"a claim in other words fills nothing", "expert-opinion/expertise",
			scheme.Filling{Slots: map[string]string{"expertise": "Virology is what Dr Kim teaches."}},
			scheme.Asked{Text: "Is the person cited really an expert in the field, and how far does that knowledge go?", About: "Virology is what Dr Kim teaches."},
		},
		{
			"values are not templates", "analogy/other",
			scheme.Filling{Variables: map[string]string{"feature": "{other}", "other": "a\n  \"{case}\""}},
			scheme.Asked{Text: `Does {other} hold of a "{case}"?`},
		},
		{
			"claims that disagree fill nothing", "inconsistent-commitment/first",
			scheme.Filling{Slots: map[string]string{"first": "Ann is committed to peace", "second": "Bob is committed to war"}},
			scheme.Asked{Text: "What shows that the person is committed to peace?", About: "Ann is committed to peace"},
		},
		{
			"the text starts with a capital", "popular-opinion/doubt",
			scheme.Filling{Variables: map[string]string{"group": "élus"}},
			scheme.Asked{Text: "Is there a good reason to doubt the claim although élus accept it?"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			sc, q, err := scheme.Standard().Question(c.question)
			if err != nil {
				t.Fatal(err)
			}
			if got := sc.Ask(q, c.fill); got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// TestAskReadsWhatItWrites: a slot's sentence, filled with plain words, gives the words back.
func TestAskReadsWhatItWrites(t *testing.T) {
	word := rapid.StringMatching(`[QXZ][a-z]{1,8}`)
	rapid.Check(t, func(t *rapid.T) {
		sc := rapid.SampledFrom(scheme.Standard().All()).Draw(t, "scheme")
		values := map[string]string{}
		for _, v := range sc.Variables {
			values[v.Name] = word.Draw(t, v.Name)
		}
		given := scheme.Filling{Variables: values}
		slots := map[string]string{}
		for _, p := range sc.Premises {
			if len(p.Says.Variables()) > 0 {
				slots[p.ID] = sc.Ask(&scheme.CriticalQuestion{Asks: p.Says}, given).Text
			}
		}
		for _, p := range sc.Premises {
			want := slots[p.ID]
			if got := sc.Ask(&scheme.CriticalQuestion{Asks: p.Says}, scheme.Filling{Slots: slots}).Text; want != "" && got != want {
				t.Errorf("%s: got %q, want %q", sc.ID, got, want)
			}
		}
	})
}

// TestAskIsBounded: whatever fills a question, it stays short and valid.
func TestAskIsBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := rapid.SampledFrom(scheme.Standard().All()).Draw(t, "scheme")
		q := rapid.SampledFrom(sc.Questions).Draw(t, "question")
		long := strings.Repeat(rapid.SampledFrom([]string{"é", "\xff", "word ", "{claim}", "\x00"}).Draw(t, "text"), rapid.IntRange(0, 3000).Draw(t, "times"))
		fill := scheme.Filling{Slots: map[string]string{scheme.ConclusionSlot: long}, Variables: map[string]string{}}
		for _, p := range sc.Premises {
			fill.Slots[p.ID] = long
		}
		if rapid.Bool().Draw(t, "given") {
			for _, v := range sc.Variables {
				fill.Variables[v.Name] = long
			}
		}
		got := sc.Ask(q, fill)
		most := len(q.Asks) + (len(q.Asks.Variables())+2)*(scheme.MaxFill+2)
		if n := utf8.RuneCountInString(got.Text); n > most || utf8.RuneCountInString(got.About) > scheme.MaxFill+1 || !utf8.ValidString(got.Text+got.About) {
			t.Errorf("%d code points of at most %d: %q", n, most, got)
		}
	})
}
