package argdown

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"argmap/internal/argmap"
)

// longest is how long a title made of a text is, in code points.
const longest = 48

// name gives a title to whatever is named: the one that it had in an Argdown file, else the first words
// of its text, each title once. What is written once and named nowhere has none.
func (p *plan) name() {
	statements, arguments, again := map[string]bool{}, map[string]bool{}, map[string]int{}
	taken := func(e *argmap.Element) map[string]bool {
		if p.isArgument(e) {
			return arguments
		}
		return statements
	}
	for _, e := range p.Elements {
		if title, ok := p.given(e); ok && !taken(e)[title] {
			taken(e)[title], p.titles[e.ID] = true, title
		}
	}
	for _, e := range p.Elements {
		if p.titles[e.ID] != "" || !p.needsTitle(e) {
			continue
		}
		used := taken(e)
		base := p.base(e)
		title := base
		for used[title] || p.form[e.ID] == structuredForm && statements[title] {
			again[base]++
			title = base + " " + strconv.Itoa(again[base]+1)
		}
		used[title], p.titles[e.ID] = true, title
		if p.form[e.ID] == structuredForm {
			statements[title] = true // a conclusion of its own may need it
		}
	}
}

func (p *plan) isArgument(e *argmap.Element) bool {
	return p.form[e.ID] == structuredForm || p.form[e.ID] == sketchForm
}

// given is the title that an element had in its file, if it can be written so.
func (p *plan) given(e *argmap.Element) (string, bool) {
	id := e.External.ID
	if e.External.Namespace != namespace || len(id) < 3 || p.form[e.ID] == lostForm || p.form[e.ID] == plainForm {
		return "", false
	}
	title := id[1 : len(id)-1]
	if p.isArgument(e) {
		return title, goodTitle(title, ">")
	}
	return title, goodTitle(title, "]")
}

// goodTitle reports whether a title can be written between its brackets, behind a sign or at a line's
// beginning, and is not one that is made for what has none.
func goodTitle(title, closed string) bool {
	first, _ := utf8.DecodeRuneInString(title)
	return title != "" && !strings.ContainsAny(title, closed+"\n\r\u2028\u2029") && !strings.ContainsRune("-+_!<", first) &&
		title == strings.ToValidUTF8(flat(title), "\uFFFD") && !untitledPattern.MatchString(title)
}

// needsTitle reports whether an element is named anywhere but where it is written.
func (p *plan) needsTitle(e *argmap.Element) bool {
	switch p.form[e.ID] {
	case structuredForm, sketchForm:
		return true
	case statementForm:
		return p.uses[e.ID] > 1 || p.uses[e.ID] == 1 && len(p.below[e.ID]) > 0 || trim(flat(e.Text)) == ""
	case questionForm:
		return p.uses[e.ID] > 0 || trim(flat(e.Text)) == ""
	case lostForm, plainForm:
	}
	return false
}

// base makes a title of an element's words.
func (p *plan) base(e *argmap.Element) string {
	switch e.Kind {
	case argmap.KindInference:
		return "For " + p.subject(e)
	case argmap.KindRebuttal:
		return "Against " + p.subject(e)
	default:
		return short(e.Text, "Without words")
	}
}

// subject says in a few words what a relation is about: a claim, or the step to one.
func (p *plan) subject(e *argmap.Element) string {
	words := ""
	for range 4 {
		e = p.target(e)
		if !e.Kind.Relation() {
			return words + short(e.Text, "a claim")
		}
		words = "the step to "
	}
	return "a step"
}

// short gives the first words of a text that make a title, or another one when there are none.
func short(text, other string) string {
	keep := func(r rune) rune {
		switch {
		case strings.ContainsRune("[]<>{}\\#*_@|`\"", r) || unicode.IsControl(r) || !unicode.IsPrint(r) && r != ' ':
			return ' '
		}
		return r
	}
	words := strings.Fields(strings.Map(keep, flat(text)))
	title := ""
	for _, w := range words {
		if title != "" && utf8.RuneCountInString(title)+utf8.RuneCountInString(w) >= longest {
			title += "…"
			break
		}
		title = strings.TrimSpace(title + " " + w)
	}
	title = strings.TrimLeftFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	title = strings.TrimRight(title, ".,;:!? ")
	if r := []rune(title); len(r) > 2*longest {
		title = string(r[:longest]) + "…"
	}
	if title == "" || strings.HasPrefix(title, "Untitled") {
		return other
	}
	return title
}
