package outline

import (
	"bufio"
	"fmt"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// deepest is how deep the outline goes. What lies deeper stands by itself and is referred to.
const deepest = 12

type writer struct {
	*bufio.Writer
	g *codec.Graph
	// names are "C1", "S1" and "Q1", of claims, steps and questions; done are those that have their line.
	names map[argmap.ID]string
	done  map[argmap.ID]bool
	notes []string
}

func newWriter(to *bufio.Writer, g *codec.Graph) *writer {
	w := &writer{Writer: to, g: g, names: map[argmap.ID]string{}, done: map[argmap.ID]bool{}}
	letters, counts := map[argmap.Kind]string{argmap.KindClaim: "C", argmap.KindInference: "S", argmap.KindRebuttal: "S", argmap.KindQuestion: "Q"}, map[string]int{}
	for _, e := range g.Elements {
		if letter := letters[e.Kind]; letter != "" {
			counts[letter]++
			w.names[e.ID] = fmt.Sprint(letter, counts[letter])
		}
	}
	return w
}

func (w *writer) say(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }

func (w *writer) line(depth int, format string, args ...any) {
	w.say("%s- %s\n", strings.Repeat("  ", depth), fmt.Sprintf(format, args...))
}

func (w *writer) document() {
	p := w.g.Document.Properties
	w.say("# %s\n", inline(p.Title))
	if p.Description != "" {
		w.say("\n%s\n", inline(p.Description))
	}
	if p.Language != "" {
		w.say("\nLanguage: %s\n", inline(p.Language))
	}
	w.claims()
	w.section("Questions", argmap.KindQuestion, func(e *argmap.Element) { w.question(e, 0) })
	if len(w.g.Voices) > 0 {
		w.say("\n## Voices\n\n")
		for _, v := range w.g.Voices {
			w.line(0, "%s (%s)%s", inline(v.Name), strings.ToLower(string(v.Kind)), after(": ", inline(v.Description)))
		}
	}
	w.say("\n")
	for i, note := range w.notes {
		w.say("[^%d]: %s\n", i+1, note)
	}
}

// claims writes what leads to nothing first, with all below it, and then what was not reached so.
func (w *writer) claims() {
	w.say("\n## Claims\n\n")
	for _, again := range []bool{false, true} {
		for _, e := range w.g.Elements {
			if e.Kind == argmap.KindClaim && !w.done[e.ID] && (again || len(w.g.Ends(e.ID, argmap.RolePremiseOf, false)) == 0) {
				w.claim(e, "", 0)
			}
		}
	}
	w.section("Steps that lead to no claim", argmap.KindInference, func(e *argmap.Element) { w.step(e, 0) })
	w.section("Attacks that lead to no claim", argmap.KindRebuttal, func(e *argmap.Element) { w.step(e, 0) })
}

// section writes the elements of a kind that have no line yet.
func (w *writer) section(title string, kind argmap.Kind, write func(*argmap.Element)) {
	first := true
	for _, e := range w.g.Elements {
		if e.Kind != kind || w.done[e.ID] {
			continue
		}
		if first {
			w.say("\n## %s\n\n", title)
			first = false
		}
		write(e)
	}
}

// again writes a reference where an element has its line already, or would lie too deep.
func (w *writer) again(e *argmap.Element, lead string, depth int) bool {
	if !w.done[e.ID] && depth <= deepest {
		w.done[e.ID] = true
		return false
	}
	w.line(depth, "%ssee **%s**", lead, w.names[e.ID])
	return true
}

func (w *writer) claim(e *argmap.Element, lead string, depth int) {
	if w.again(e, lead, depth) {
		return
	}
	about := w.held(e)
	if e.Basis != "" {
		about = append(about, strings.ToLower(string(e.Basis)))
	}
	w.line(depth, "%s**%s** %s%s%s", lead, w.names[e.ID], inline(e.Text), w.cited(e), w.remarks(e, about))
	w.below(e, depth+1)
}

// held says who stands how to a claim.
func (w *writer) held(e *argmap.Element) []string {
	var held []string
	for _, c := range w.g.Commitments {
		if c.Claim != e.ID {
			continue
		}
		s := strings.ToLower(string(c.Act)) + ": " + inline(w.g.Voice(c.Voice).Name)
		if c.ReportedBy != "" {
			s += ", as " + inline(w.g.Voice(c.ReportedBy).Name) + " reports"
		}
		held = append(held, s)
	}
	return held
}

func (w *writer) remarks(e *argmap.Element, about []string) string {
	if e.Machine != "" {
		about = append(about, "proposed by "+inline(e.Machine))
	}
	if len(about) == 0 {
		return ""
	}
	return " (" + strings.Join(about, "; ") + ")"
}

// below writes what supports, attacks and asks about an element.
func (w *writer) below(e *argmap.Element, depth int) {
	for l := range w.g.LinksTo(e.ID) {
		switch from := w.g.Element(l.From); l.Role {
		case argmap.RoleConcludes, argmap.RoleAttacks:
			w.step(from, depth)
		case argmap.RoleAsksAbout:
			w.question(from, depth)
		default:
		}
	}
}

// words say what a step does.
func (w *writer) words(e *argmap.Element) string {
	switch {
	case e.Kind == argmap.KindInference && len(w.g.Ends(e.ID, argmap.RolePremiseOf, true)) > 1:
		return "supported, only by all of these together"
	case e.Kind == argmap.KindInference:
		return "supported by"
	case e.Attack == argmap.Undercut:
		return "the step is broken by"
	case e.Attack == argmap.Undermine:
		return "denied as a reason by"
	default:
		return "denied by"
	}
}

func (w *writer) step(e *argmap.Element, depth int) {
	if w.again(e, "", depth) {
		return
	}
	var about []string
	if e.Scheme != "" {
		about = append(about, "scheme: "+inline(e.Scheme))
	}
	for _, inference := range w.g.Ends(e.ID, argmap.RoleAgainst, false) {
		about = append(about, "as a reason of "+w.names[inference.ID])
	}
	w.line(depth, "**%s** %s%s%s%s:", w.names[e.ID], w.words(e), w.cited(e), w.remarks(e, about), after(": ", inline(e.Text)))
	for l := range w.g.LinksTo(e.ID) {
		if l.Role == argmap.RolePremiseOf {
			w.claim(w.g.Element(l.From), after("", inline(l.Slot), ": "), depth+1)
		}
	}
	w.below(e, depth+1)
}

func (w *writer) question(e *argmap.Element, depth int) {
	if w.again(e, "asks: ", depth) {
		return
	}
	w.line(depth, "asks: **%s** %s%s%s", w.names[e.ID], inline(e.Text), w.cited(e), w.remarks(e, w.asked(e)))
	for l := range w.g.LinksTo(e.ID) {
		if l.Role == argmap.RoleAnswers {
			lead := "answered by: "
			if l.Partial {
				lead = "answered in part by: "
			}
			w.claim(w.g.Element(l.From), after("", strings.ToLower(string(l.Bearing)), " the test; ")+lead, depth+1)
		}
	}
	w.below(e, depth+1)
}

// asked says what a question is, and where it stands before anything is evaluated.
func (w *writer) asked(e *argmap.Element) []string {
	q, answers := e.Question, len(w.g.Ends(e.ID, argmap.RoleAnswers, true))
	var about []string
	switch {
	case q.Withdrawn:
		about = append(about, "withdrawn")
	case answers > 0:
		about = append(about, fmt.Sprintf("%d answers given", answers))
	case q.Force == argmap.Rhetorical:
		about = append(about, "no answer expected")
	default:
		about = append(about, "no answer yet")
	}
	about = append(about, strings.ToLower(string(q.Form)), strings.ToLower(string(q.Force)))
	if entry, ok := w.g.Entry(argmap.Ref{Type: argmap.TypeRow, ID: q.Row}); ok {
		about = append(about, fmt.Sprintf("%d in a row on %s", q.Ordinal, inline(entry.Record.(*argmap.Row).Antecedent)))
	}
	for _, x := range []string{after("meant: ", inline(q.Resolved)), after("note: ", inline(q.Note)), after("critical question: ", inline(q.Critical))} {
		if x != "" {
			about = append(about, x)
		}
	}
	for l := range w.g.LinksTo(e.ID) {
		if l.Role == argmap.RoleRaises && w.names[l.From] != "" {
			about = append(about, "raised by "+w.names[l.From])
		}
	}
	for l := range w.g.LinksFrom(e.ID) {
		switch {
		case l.Role == argmap.RoleCarries:
			about = append(about, "carries "+w.names[l.To])
		case l.Role == argmap.RoleAsksAbout && w.names[l.To] != "":
			about = append(about, "about "+after("", inline(l.Slot), " of ")+w.names[l.To])
		}
	}
	return about
}

// cited gives the marks of an element's footnotes.
func (w *writer) cited(e *argmap.Element) string {
	marks := ""
	for c := range w.g.CitationsOf(e.ID) {
		var quotes []string
		paragraph := 0
		for _, s := range c.Segments {
			quotes = append(quotes, "“"+inline(s.Exact)+"”")
			if p, ok := w.g.Paragraph(s.Paragraph); ok && paragraph == 0 {
				paragraph = p.Ordinal
			}
		}
		source, _ := w.g.Source(c.Source)
		note := fmt.Sprintf("%s %s, paragraph %d (%s, %s)", strings.Join(quotes, " … "), inline(source.Title), paragraph, strings.ToLower(string(c.Role)), strings.ToLower(string(c.Explicitness)))
		w.notes = append(w.notes, note)
		marks += fmt.Sprintf("[^%d]", len(w.notes))
	}
	return marks
}

// after gives a text with what stands around it, nothing for none.
func after(before, text string, behind ...string) string {
	if text == "" {
		return ""
	}
	return before + text + strings.Join(behind, "")
}
