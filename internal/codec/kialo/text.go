package kialo

import (
	"regexp"
	"slices"
	"strings"
)

// The words of a claim are held as they are meant; in a file brackets that make no link are escaped
// (plain layout), and a line that would be read as something else has a backslash before it.

var (
	// reserved begins the words of a claim that would be read as a reference or a label.
	reserved = regexp.MustCompile(`^()(\\*)(-> See |(?:Pro|Con|Thesis|Question):)`)
	// numbered begins a further line that would be read as a claim, or in the indented layout any line
	// that would be read as a claim or as the head of the sources.
	numbered         = regexp.MustCompile(`^()(\\*)((?:[0-9]+\.)+(?: |$))`)
	numberedIndented = regexp.MustCompile(`^( *)(\\*)((?:[0-9]+\.)+ (?:Pro|Con|Thesis|Question):|Sources:)`)
	// link is one in Markdown.
	link = regexp.MustCompile(`\[[^\[\]\n]*\]\([^()\n]*\)`)
)

var (
	escaper   = strings.NewReplacer("(", `\(`, ")", `\)`, "[", `\[`, "]", `\]`)
	unescaper = strings.NewReplacer(`\(`, "(", `\)`, ")", `\[`, "[", `\]`, "]")
)

// written gives the lines that say a text in a layout.
func written(text string, indented bool) []string {
	if !indented {
		text = escaped(text)
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = guarded(lines[i], i == 0, indented)
	}
	return lines
}

// safe tells whether a line of a claim is read as such wherever the claim stands.
func safe(line string, first, indented bool) bool {
	bare := line
	switch {
	case indented:
		bare = unguarded(numberedIndented, bare)
	case !first:
		bare = unguarded(numbered, bare)
	}
	if first {
		bare = unguarded(reserved, bare)
	}
	return bare != line || guarded(line, first, indented) == line
}

func guarded(line string, first, indented bool) string {
	if first {
		line = reserved.ReplaceAllString(line, `$1\$2$3`)
	}
	switch {
	case indented:
		line = numberedIndented.ReplaceAllString(line, `$1\$2$3`)
	case !first:
		line = numbered.ReplaceAllString(line, `$1\$2$3`)
	}
	return line
}

// read gives the text that lines say: the other way round.
func read(lines []string, indented bool) string {
	meant := trimmed(slices.Clone(lines))
	for i, line := range meant {
		switch {
		case indented:
			line = unguarded(numberedIndented, line)
		case i > 0:
			line = unguarded(numbered, line)
		}
		if i == 0 {
			line = unguarded(reserved, line)
		}
		meant[i] = line
	}
	text := strings.Join(meant, "\n")
	if !indented {
		text = unescaper.Replace(text)
	}
	return text
}

func unguarded(pattern *regexp.Regexp, line string) string {
	if m := pattern.FindStringSubmatchIndex(line); len(m) > 5 && m[4] < m[5] {
		return line[:m[4]] + line[m[4]+1:]
	}
	return line
}

// escaped puts a backslash before every bracket but those that make a link.
func escaped(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range link.FindAllStringIndex(text, -1) {
		if m[0] > 0 && text[m[0]-1] == '\\' || strings.Contains(text[m[0]:m[1]], `\`) {
			continue // a backslash before a bracket means that bracket
		}
		words, to, _ := strings.Cut(text[m[0]+1:m[1]-1], "](")
		b.WriteString(escaper.Replace(text[at:m[0]]) + "[" + escaper.Replace(words) + "](" + escaper.Replace(to) + ")")
		at = m[1]
	}
	b.WriteString(escaper.Replace(text[at:]))
	return b.String()
}
