package carneades

import (
	"strconv"
	"strings"
	"unicode"
)

// normal gives a formula without the white space that says nothing: p( a ,b) and p(a,b) are the same.
func normal(formula string) string {
	if !strings.ContainsFunc(formula, unicode.IsSpace) {
		return formula
	}
	var b strings.Builder
	space := false
	quote := rune(0)
	last := '('
	for _, r := range strings.TrimSpace(formula) {
		switch {
		case quote == 0 && unicode.IsSpace(r):
			space = true
			continue
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		}
		if space && !strings.ContainsRune("(),¬", last) && !strings.ContainsRune("(),", r) {
			b.WriteByte(' ')
		}
		space, last = false, r
		b.WriteRune(r)
	}
	return b.String()
}

// arguments parts a formula such as p(a,f(b,c)) into its predicate and arguments; false when it is none.
func arguments(formula string) (predicate string, args []string, ok bool) {
	open := strings.IndexByte(formula, '(')
	if open < 0 {
		return formula, nil, formula != ""
	}
	if open == 0 || !strings.HasSuffix(formula, ")") {
		return "", nil, false
	}
	depth, from := 0, open+1
	for i := open; i < len(formula); i++ {
		switch formula[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 1 && formula[i] == ',' || depth == 0 {
			args = append(args, strings.TrimSpace(formula[from:i]))
			from = i + 1
		}
		if depth == 0 && i != len(formula)-1 {
			return "", nil, false
		}
	}
	return formula[:open], args, depth == 0
}

// say gives a formula in the words of a language, whose keys are "predicate/arity" and whose values have
// a %s or %v for each argument; the formula itself where the language has none.
func say(language map[string]string, formula string) string {
	predicate, args, ok := arguments(normal(formula))
	if !ok {
		return formula
	}
	words, ok := language[predicate+"/"+strconv.Itoa(len(args))]
	parts := strings.Split(strings.ReplaceAll(words, "%v", "%s"), "%s")
	if !ok || len(parts) != len(args)+1 {
		return formula
	}
	var b strings.Builder
	for i, p := range parts {
		b.WriteString(strings.ReplaceAll(p, "%%", "%"))
		if i < len(args) {
			b.WriteString(args[i])
		}
	}
	return b.String()
}
