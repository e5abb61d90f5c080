package scheme

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Template is a sentence in which variables stand in braces: "{expert} says {claim}".
type Template string

// piece is a literal, or a variable where name is set.
type piece struct{ literal, name string }

// pieces cuts a template; the error says what is wrong with a brace.
func (t Template) pieces() ([]piece, error) {
	var ps []piece
	rest := string(t)
	for rest != "" {
		i := strings.IndexAny(rest, "{}")
		if i < 0 {
			return append(ps, piece{literal: rest}), nil
		}
		if i > 0 {
			ps = append(ps, piece{literal: rest[:i]})
		}
		end := strings.IndexByte(rest, '}')
		if rest[i] == '}' || end < 0 {
			return nil, fmt.Errorf("the brace before %q has no partner; a variable is written {name}", clip(rest[i+1:]))
		}
		if name := rest[i+1 : end]; !isID(name) {
			return nil, fmt.Errorf("{%s} is no variable; a variable is written {name}, in lower case", clip(name))
		}
		ps, rest = append(ps, piece{name: rest[i+1 : end]}), rest[end+1:]
	}
	return ps, nil
}

// Variables lists the variables of a template, each once, in the order of the sentence.
func (t Template) Variables() []string {
	var names []string
	seen := map[string]bool{}
	ps, _ := t.pieces()
	for _, p := range ps {
		if p.name != "" && !seen[p.name] {
			seen[p.name] = true
			names = append(names, p.name)
		}
	}
	return names
}

// fill writes the sentence, with a capital letter at its start. Values are not templates: braces in
// them stay as they are.
func (t Template) fill(value func(name string) string) string {
	var b strings.Builder
	ps, _ := t.pieces()
	for _, p := range ps {
		if p.name == "" {
			b.WriteString(p.literal)
		} else {
			b.WriteString(value(p.name))
		}
	}
	s := b.String()
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// alone gives the one variable of which the sentence consists, or "".
func (t Template) alone() string {
	if ps, err := t.pieces(); err == nil && len(ps) == 1 {
		return ps[0].name
	}
	return ""
}

// read finds the variables of a sentence that follows the template word for word; nil where it does
// not. Each variable takes as little as it can.
func (t Template) read(sentence string) map[string]string {
	ps, err := t.pieces()
	if err != nil {
		return nil
	}
	rest := strings.TrimSuffix(sentence, ".")
	found := map[string]string{}
	for i, p := range ps {
		if p.name == "" {
			if len(rest) < len(p.literal) || !strings.EqualFold(rest[:len(p.literal)], p.literal) {
				return nil
			}
			rest = rest[len(p.literal):]
			continue
		}
		end := len(rest)
		if i+1 < len(ps) {
			end = strings.Index(rest, ps[i+1].literal) // 0 where a variable follows at once
		}
		if end <= 0 {
			return nil
		}
		if was, twice := found[p.name]; twice && was != rest[:end] {
			return nil
		}
		found[p.name], rest = rest[:end], rest[end:]
	}
	if strings.TrimSpace(rest) != "" {
		return nil
	}
	return found
}

// isID reports whether s is lower-case words of letters and digits, joined by hyphens, the first
// starting with a letter.
func isID(s string) bool {
	if s == "" || len(s) > maxName || s[0] < 'a' || s[0] > 'z' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) < 0
}

// clip shortens what an error repeats.
func clip(s string) string { return shorten(s, 80) }

// shorten gives a text on one line, cut after so many code points.
func shorten(s string, most int) string {
	s = strings.ToValidUTF8(s[:min(len(s), 8*most)], "")
	s = strings.Join(strings.Fields(s), " ")
	n := 0
	for at := range s {
		if n == most {
			return s[:at] + "…"
		}
		n++
	}
	return s
}
