package argdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// escaped writes a text so that reading gives it back, as far as a statement can hold it: line ends
// become spaces, and control characters that no text file has become U+FFFD.
func escaped(s string, start bool) string {
	var b strings.Builder
	s = trim(flat(s))
	before := rune(0)
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		if sign(r, before, rest) || start && i == 0 && lineSign(r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// flat makes one line of a text.
func flat(s string) string {
	s = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\f' {
			return '\uFFFD'
		}
		return r
	}, s)
}

// sign reports whether a character would mean something where it stands.
func sign(r, before rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '\\', '[', '<', '{', '}', '*', '_', '#':
		return true
	case '/':
		return next == '/' || next == '*'
	case '=':
		return next == '=' || before == '='
	case ' ', '\t':
		return before == ' ' || before == '\t' // behind a sign only one is kept
	case '.', ':':
		at := strings.IndexRune(rest, r)
		if at < 0 {
			return false
		}
		_, known := shortcodes[rest[:at]]
		return known
	}
	return false
}

// lineSign reports whether a character may mean something where a line begins.
func lineSign(r rune) bool {
	return strings.ContainsRune("+->'(=", r) || r >= '0' && r <= '9'
}

// readBack gives what a text written as content says when it is read.
func readBack(written string) (string, bool) {
	p, err := parse([]byte("[t]: "+written+"\n"), new(codec.FindingList))
	if err != nil || p.found.Findings() != nil || len(p.blocks) != 1 || len(p.blocks[0].nodes) != 1 {
		return "", false
	}
	n := p.blocks[0].nodes[0]
	if n.data >= 0 || len(n.relations) > 0 || p.withoutTags(n.content) != n.content && p.tokens[n.content.to-1].kind == tag {
		return "", false
	}
	return trim(p.say(n.content)), true
}

// survives reports whether a text comes back as it was.
func survives(s string) bool {
	back, ok := readBack(escaped(s, false))
	return ok && back == s && s != ""
}

// rule writes the name of an inference's rule; what cannot be in one line becomes a space.
func rule(s string) string {
	s = trim(flat(s))
	var b strings.Builder
	before := rune(0)
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		if r == ',' || r == '-' && (before == '-' || strings.HasPrefix(rest, "-")) || sign(r, before, rest) && !strings.ContainsRune("[*_#", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// ruleSurvives reports whether the name of a rule comes back as it was.
func ruleSurvives(s string) bool {
	p, err := parse([]byte("(1) a\n-- "+rule(s)+" --\n(2) b\n"), new(codec.FindingList))
	if err != nil || p.found.Findings() != nil || len(p.blocks) != 1 || len(p.blocks[0].pcs) != 2 {
		return false
	}
	step := p.blocks[0].pcs[1].step
	return step != nil && len(step.rules) == 1 && trim(p.say(span{step.rules[0], step.rules[0] + 1})) == s
}

// quote writes a text for YAML within data: in double quotes, braces and whatever does not print escaped.
func quote(s string) string {
	var b bytes.Buffer
	for _, r := range string(verbatim.Quote(strings.ToValidUTF8(s, "\uFFFD"))) {
		if r == '{' || r == '}' || r == '=' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r >= 0xfffe && r <= 0xffff {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

var plainly = regexp.MustCompile(`^[A-Z][\pL\pN ,.?!'()-]*[\pL\pN.?!')]$`)

// scalar writes a text on a line of its own: as it is where YAML takes it so, else in quotes.
func scalar(s string) string {
	if plainly.MatchString(s) && !strings.Contains(s, "  ") {
		switch strings.ToLower(s) {
		case "true", "false", "null", "yes", "no", "on", "off":
		default:
			return s
		}
	}
	return quote(s)
}

// flow writes a JSON value as YAML within data: names plain where that is safe, texts in quotes.
func flow(v verbatim.Value) string {
	switch v.Kind() {
	case verbatim.String:
		s, _ := v.Text()
		return quote(s)
	case verbatim.Array:
		var all []string
		for _, x := range v.Elements() {
			all = append(all, flow(x))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case verbatim.Object:
		var all []string
		for _, m := range v.Members() {
			all = append(all, name(m.Name)+": "+flow(m.Value))
		}
		return "{" + strings.Join(all, ", ") + "}"
	case verbatim.Null, verbatim.Bool, verbatim.Number:
	}
	return string(v.Raw())
}

// name writes the name of a member.
func name(s string) string {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return quote(s)
		}
	}
	switch strings.ToLower(s) {
	case "", "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return quote(s)
	}
	return s
}
