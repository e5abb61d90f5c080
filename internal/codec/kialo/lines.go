package kialo

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/fault"
)

// entry is one claim, or reference to one, as the file has it.
type entry struct {
	// number is "1.2."; label is Pro, Con, Thesis, Question or nothing.
	number, label string
	lines         []string
	line          int
	indent        int
}

// file is an export cut into its parts.
type file struct {
	title    string
	titled   bool
	indented bool
	before   []string
	entries  []*entry
	sources  []string
	findings []codec.Finding
}

var title = regexp.MustCompile(`^\s*Discussion (?:Title: ?|Name:[ \t]*(?:\r?\n)?)`)

// MaxClaims is how many claims a file may have.
const MaxClaims = 200_000

// maxListed is how many lines of lists are told.
const maxListed = 100

// cut reads a text line by line. A line begins a claim when it begins with a number that fits; else it
// goes on with the claim before it. More than MaxClaims are EXHAUSTED "kialo.claims".
func cut(text string) (*file, error) {
	f := &file{}
	if m := title.FindString(text); m != "" {
		f.titled, f.indented = true, strings.Contains(m, "Name:")
		f.title, _, _ = strings.Cut(text[len(m):], "\n")
	}
	c := cutter{file: f, children: map[string]int{"": 0}}
	skip := 0
	if f.titled {
		skip = 1 + strings.Count(title.FindString(text), "\n")
	}
	i := -1
	for line := range strings.SplitSeq(text, "\n") {
		i++
		if i >= skip {
			c.next(i+1, line)
		}
		if len(f.entries) > MaxClaims {
			return nil, fault.New(fault.Exhausted, "kialo.claims", "the file has more than %d claims", MaxClaims).AtPlace(i+1, 0)
		}
	}
	for _, e := range f.entries {
		e.lines = trimmed(e.lines)
	}
	return f, nil
}

// trimmed leaves out carriage returns before line ends, and empty lines at the end.
func trimmed(lines []string) []string {
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

type cutter struct {
	*file
	last *entry
	// children counts those of a number, by the highest; "" has the theses.
	children map[string]int
	// list is the number of the last line of the present claim that is an item of a list in its text.
	list int
	// line is the number of the present line.
	line int
}

func (c *cutter) next(n int, line string) {
	c.line = n
	if c.sources != nil || c.indented && strings.TrimRight(line, "\r ") == "Sources:" {
		c.sources = append(c.sources, strings.TrimSuffix(line, "\r"))
		return
	}
	if e := c.begins(line); e != nil {
		e.line = n
		c.begin(e)
		return
	}
	switch {
	case c.last != nil:
		c.last.lines = append(c.last.lines, unindented(line, c.last.indent))
	case len(c.before) > 0 || strings.TrimSpace(line) != "":
		c.before = append(c.before, strings.TrimSuffix(line, "\r"))
	}
}

func unindented(line string, indent int) string {
	for indent > 0 && strings.HasPrefix(line, " ") {
		line, indent = line[1:], indent-1
	}
	return line
}

func (c *cutter) begin(e *entry) {
	c.last, c.list = e, 0
	c.entries = append(c.entries, e)
	up, n := parent(e.number)
	c.children[up] = max(c.children[up], n)
	if _, there := c.children[e.number]; !there {
		c.children[e.number] = 0
	}
}

// begins gives the claim that a line begins, or nil.
func (c *cutter) begins(line string) *entry {
	bare := strings.TrimLeft(line, " ")
	number, rest, ok := numberOf(strings.TrimSuffix(bare, "\r"))
	if !ok || !c.indented && len(bare) < len(line) {
		return nil
	}
	e := &entry{number: number}
	label, words, labelled := labelOf(rest)
	if c.indented {
		if e.label, e.indent = label, len(line)-len(bare); !labelled {
			return nil
		}
		if words != "" {
			e.lines = []string{words}
		}
		return e
	}
	up, n := parent(number)
	if up != "" && (label == "Pro" || label == "Con") && labelled {
		e.label, e.lines = label, []string{words}
		return e
	}
	e.lines = []string{rest}
	if c.fits(up, n) {
		return e
	}
	c.listed(up, n, line)
	return nil
}

// fits tells whether a number without Pro or Con is that of the next thesis, or of the next claim
// below one.
func (c *cutter) fits(up string, n int) bool {
	_, known := c.children[up]
	switch {
	case c.last == nil:
		return true
	case up == "" && c.list > 0 && n == c.list+1:
		return false // the list in the claim's text goes on
	default:
		return known && n == c.children[up]+1
	}
}

func (c *cutter) listed(up string, n int, line string) {
	if up == "" {
		c.list = n
	}
	if len(c.findings) >= maxListed {
		return
	}
	c.findings = append(c.findings, codec.Finding{
		Rule: ruleList, Severity: codec.Info, Where: fmt.Sprintf("line %d", c.line), External: c.last.number,
		Message: fmt.Sprintf("the line %q is read as text of claim %s, as its number is not that of the next claim", shown(line), c.last.number),
	})
}

func shown(line string) string {
	const most = 60
	if r := []rune(line); len(r) > most {
		return string(r[:most]) + "…"
	}
	return line
}

// numberOf parts "1.2. words" into number and words.
func numberOf(line string) (number, rest string, ok bool) {
	at := 0
	for at < len(line) {
		digits := at
		for digits < len(line) && line[digits] >= '0' && line[digits] <= '9' {
			digits++
		}
		if digits == at || digits == len(line) || line[digits] != '.' {
			break
		}
		at = digits + 1
	}
	if at == 0 || at < len(line) && line[at] != ' ' {
		return "", "", false
	}
	return line[:at], strings.TrimPrefix(line[at:], " "), true
}

// labelOf parts "Pro: words" into label and words.
func labelOf(rest string) (label, words string, ok bool) {
	for _, label := range []string{"Pro", "Con", "Thesis", "Question"} {
		if words, ok := strings.CutPrefix(rest, label+":"); ok {
			return label, strings.TrimPrefix(words, " "), true
		}
	}
	return "", rest, false
}

// parent parts "1.2." into "1." and 2; a number that is beyond all counting is 0.
func parent(number string) (up string, n int) {
	bare := strings.TrimSuffix(number, ".")
	at := strings.LastIndexByte(bare, '.') + 1
	n, err := strconv.Atoi(bare[at:])
	if err != nil {
		n = 0
	}
	return bare[:at], n
}
