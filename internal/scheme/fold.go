package scheme

import (
	"strings"
	"unicode"
)

// leads are the words with which names of schemes start without saying more, and tails those with
// which they end, run together as fold does it, the longer ones first.
var (
	leads = []string{
		"argumentationschemefor", "argumentationscheme", "argumentschemefor", "argumentscheme", "schemefor",
		"argumentsfrom", "argumentfrom", "argumentsby", "argumentby", "argumentto", "argumentof",
		"inferencefrom", "reasoningfrom", "appealto", "from",
	}
	tails = []string{"argumentationscheme", "argumentscheme", "scheme", "arguments", "argument", "inference"}
)

// british rewrites American spellings, in words that are run together.
var british = strings.NewReplacer("ization", "isation", "izing", "ising", "yzing", "ysing", "avior", "aviour", "avor", "avour", "judgment", "judgement")

// fold gives what two spellings of one name have in common: their letters in lower case, without
// articles, without words such as "argument from" before and "scheme" after, in British spelling,
// in the singular.
func fold(name string) string {
	var b strings.Builder
	for _, w := range words(name) {
		if w != "a" && w != "an" && w != "the" {
			b.WriteString(w)
		}
	}
	s := british.Replace(b.String())
	s = trim(trim(s, leads, strings.TrimPrefix), leads, strings.TrimPrefix) // "scheme for" "argument from"
	s = trim(s, tails, strings.TrimSuffix)
	if len(s) > 3 && strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss") {
		s = s[:len(s)-1]
	}
	return s
}

// trim takes one of the affixes away, unless nothing would be left.
func trim(s string, affixes []string, cut func(s, affix string) string) string {
	for _, a := range affixes {
		if rest := cut(s, a); rest != s && rest != "" {
			return rest
		}
	}
	return s
}

// words cuts a name at all that is no letter, and within CamelCase, and puts it in lower case. Marks
// such as accents written apart are left out.
func words(name string) []string {
	var list []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			list = append(list, strings.ToLower(string(word)))
		}
		word = word[:0]
	}
	rs := []rune(name)
	for i, r := range rs {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case !unicode.IsLetter(r):
			end()
			continue
		case unicode.IsUpper(r) && i > 0 && (unicode.IsLower(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1])):
			end()
		}
		word = append(word, r)
	}
	end()
	return list
}
