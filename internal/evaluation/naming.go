package evaluation

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"argmap/internal/snapshot"
)

// The bounds of sentences: how many code points of a text are quoted, and how many of several things are
// named.
const (
	maxQuoted = 80
	maxNamed  = 3
)

// quote gives a text in quotation marks, on one line, shortened at the end of a word.
func quote(text string) string { return "“" + shorten(plain(text)) + "”" }

// plain gives a text on one line and without what could change the letters around it: control
// characters, and those that turn the direction of writing. A full stop at the end is left out.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "..") {
		text = strings.TrimSuffix(text, ".")
	}
	return text
}

// shorten cuts a text of more than maxQuoted code points at the end of a word, and says so by an ellipsis.
// A word that is longer than that itself is cut in its middle.
func shorten(text string) string {
	if utf8.RuneCountInString(text) <= maxQuoted {
		return text
	}
	var kept strings.Builder
	room := maxQuoted - 1
	for w := words.FromString(text); w.Next(); {
		word := []rune(w.Value())
		if len(word) > room {
			if kept.Len() == 0 {
				kept.WriteString(string(word[:room]))
			}
			break
		}
		kept.WriteString(w.Value())
		room -= len(word)
	}
	return strings.TrimRight(kept.String(), " ,;:–—-") + "…"
}

// listed joins the names of some things, and counts those beyond the first maxNamed.
func listed[T any](things []T, name func(T) string) string {
	n, rest := len(things), ""
	if n > maxNamed+1 {
		n, rest = maxNamed, fmt.Sprintf(" and %d others", len(things)-maxNamed)
	}
	names := make([]string, n)
	for i, thing := range things[:n] {
		names[i] = name(thing)
	}
	if rest == "" && n > 1 {
		n, rest = n-1, " and "+names[n-1]
	}
	return strings.Join(names[:n], ", ") + rest
}

// nameOf names an element in a sentence, by its own words, or by those of the claims that it joins.
func nameOf(e snapshot.Element) string {
	switch e := e.(type) {
	case snapshot.Claim:
		return "the claim " + said(e)
	case snapshot.Inference:
		return "the inference " + from(e.Premises()) + " to " + brief(e.Conclusion())
	case snapshot.Rebuttal:
		return "the rebuttal " + from(e.Premises()) + " against " + brief(e.Target())
	case snapshot.Preference:
		return "the preference of " + briefly(e.Preferred()) + " over " + briefly(e.Over())
	case snapshot.Question:
		return "the question " + quote(e.ResolvedText())
	default:
		return "the " + strings.ToLower(string(e.ElementKind()))
	}
}

// nearby names an element beside the one that it bears on.
func nearby(e snapshot.Element) string {
	switch e := e.(type) {
	case snapshot.Inference:
		return "the inference " + from(e.Premises())
	case snapshot.Rebuttal:
		return "the rebuttal " + from(e.Premises())
	default:
		return nameOf(e)
	}
}

// said quotes a claim.
func said(c snapshot.Claim) string {
	if plain(c.Text()) == "" {
		return "without words"
	}
	return quote(c.Text())
}

// premisesOf gives the premises of a link.
func premisesOf(e snapshot.Element) []snapshot.Claim {
	switch e := e.(type) {
	case snapshot.Inference:
		return e.Premises()
	case snapshot.Rebuttal:
		return e.Premises()
	default:
		return nil
	}
}

func from(premises []snapshot.Claim) string {
	if len(premises) == 0 {
		return "without premises"
	}
	return "from " + listed(premises, func(c snapshot.Claim) string { return brief(c) })
}

// brief names what a relation points at. It looks no further than to the claims that join it.
func brief(e snapshot.Element) string {
	switch e := e.(type) {
	case nil:
		return "nothing"
	case snapshot.Claim:
		if plain(e.Text()) == "" {
			return "a claim without words"
		}
		return said(e)
	case snapshot.Inference:
		return "the inference " + from(e.Premises())
	case snapshot.Rebuttal:
		return "the rebuttal " + from(e.Premises())
	default:
		return "a " + strings.ToLower(string(e.ElementKind()))
	}
}

func briefly(es []snapshot.Element) string {
	if len(es) == 0 {
		return "nothing"
	}
	return listed(es, brief)
}

// sentence begins with a capital and ends with a full stop.
func sentence(text string) string {
	first := []rune(text)[:1]
	return strings.ToUpper(string(first)) + text[len(string(first)):] + "."
}
