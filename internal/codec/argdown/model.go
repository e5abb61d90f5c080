package argdown

import (
	"encoding/json"
	"fmt"

	"argmap/internal/codec"
)

// The names of relations, as the JSON export has them.
const (
	supports    = "support"
	attacks     = "attack"
	entails     = "entails"
	contrary    = "contrary"
	contradicts = "contradictory"
	undercuts   = "undercut"
)

// member is one place where a statement or an argument stands.
type member struct {
	// text is what it says, without tags at its end; full is text as @argdown/core has it.
	text, full string
	// markup is the text as it is written; empty where the export does not tell.
	markup string
	tags   []string
	data   *fields
	// reference: only the title stands there.
	reference bool
	section   *section
	// from and to are the bytes of the words, at where it begins; -1 where the export does not tell.
	from, to, at int
}

// cast are the places of one statement or argument, with the tags of them all.
type cast struct {
	members []*member
	tags    []string
	tagged  map[string]bool
}

func (c *cast) add(m *member) {
	c.members = append(c.members, m)
	for _, t := range m.tags {
		if !c.tagged[t] {
			if c.tagged == nil {
				c.tagged = map[string]bool{}
			}
			c.tagged[t], c.tags = true, append(c.tags, t)
		}
	}
}

// canonical gives the place whose text stands for all: the last that is marked as canonical, else the
// last that is no reference; nil when all are references.
func (c *cast) canonical() *member {
	var last *member
	for i := len(c.members) - 1; i >= 0; i-- {
		m := c.members[i]
		if m.reference {
			continue
		}
		if m.data.lookup("isCanonical") == "true" {
			return m
		}
		if last == nil {
			last = m
		}
	}
	return last
}

// class is an equivalence class: all places that state the same.
type class struct {
	title    string
	untitled bool
	cast
	// argued: it stands in a premise-conclusion structure.
	argued bool
	raw    json.RawMessage
}

// argument is an argument: what is said of it, and its premise-conclusion structure if there is one.
type argument struct {
	title    string
	untitled bool
	cast
	lines   []*pcsLine
	section *section
	raw     json.RawMessage
}

// pcsLine is a numbered statement. Its inference is set when it is a conclusion.
type pcsLine struct {
	class     *class
	member    *member
	inference *inference
}

// inference is a step of an argument.
type inference struct {
	argument *argument
	// index is that of its conclusion among the argument's lines, from 0.
	index int
	rules []string
	data  *fields
	at    int
	raw   json.RawMessage
}

// member of a relation: *class, *argument or *inference.
type thing any

// relation joins two things. One that is written several times is one relation.
type relation struct {
	sort     string
	from, to thing
	// places are the bytes of its signs.
	places []int
}

// section is a heading with what follows it.
type section struct {
	number, level int
	// title is without tags at its end, full with them.
	title, full string
	markup      string
	tags        []string
	data        *fields
	at          int
	raw         json.RawMessage
}

// model is what a file says, as @argdown/core understands it.
type model struct {
	front     *fields
	strict    bool
	classes   []*class
	arguments []*argument
	relations []*relation
	sections  []*section
	found     *codec.FindingList

	byTitle    map[string]*class
	argByTitle map[string]*argument
	untitled   int
}

func newModel(found *codec.FindingList) *model {
	return &model{found: found, byTitle: map[string]*class{}, argByTitle: map[string]*argument{}}
}

func (m *model) class(title string) *class {
	c := m.byTitle[title]
	if c == nil {
		c = &class{title: title}
		m.byTitle[title], m.classes = c, append(m.classes, c)
	}
	return c
}

func (m *model) argument(title string) *argument {
	a := m.argByTitle[title]
	if a == nil {
		a = &argument{title: title}
		m.argByTitle[title], m.arguments = a, append(m.arguments, a)
	}
	return a
}

// number makes a title for what has none.
func (m *model) number() string {
	m.untitled++
	return fmt.Sprintf("Untitled %d", m.untitled)
}
