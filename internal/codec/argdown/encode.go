package argdown

import (
	"context"
	"fmt"
	"io"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// encode writes a map as a person would: under each claim, indented, what stands for and against it; what
// one line cannot say as an argument with numbered premises. A map that still says what the Argdown file
// said from which it was read is written as that file.
func encode(_ context.Context, d *codec.Document, o codec.Output) error {
	out, err := o.Create(o.Name + ".argdown")
	if err != nil {
		return fmt.Errorf("begin the file: %w", err)
	}
	from := original(d)
	text := from.text
	if !from.same {
		text = newWriter(newPlan(d)).document()
	}
	if _, err := io.WriteString(out, text); err != nil {
		return fmt.Errorf("write the file: %w", err)
	}
	return nil
}

// inline is how deep relations are written within each other; what lies deeper has a paragraph of its own.
const inline = 8

type writer struct {
	*plan
	strings.Builder
	written map[argmap.ID]bool
	// queue are structured relations that wait for their paragraph.
	queue []*argmap.Element
}

func newWriter(p *plan) *writer { return &writer{plan: p, written: map[argmap.ID]bool{}} }

func (w *writer) document() string {
	w.front()
	for n := 0; n <= len(w.heads); n++ {
		if n > 0 {
			w.heading(w.heads[n-1])
		}
		w.section(n)
	}
	if len(w.written) == 0 && len(w.heads) == 0 {
		w.WriteString("# " + escaped(w.Document.Properties.Title, false) + "\n")
	}
	return strings.TrimRight(w.String(), "\n") + "\n"
}

func (w *writer) heading(s rawSection) {
	words := escaped(s.Title, false)
	if back, ok := readBack(s.Markup); ok && back == s.Title && !strings.Contains(s.Markup, "\n") {
		words = s.Markup
	}
	w.WriteString(strings.Repeat("#", s.Level) + " " + words + tagged(s.Tags, words) + braces(dataValue(s.Data), nil) + "\n\n")
}

// section writes what stands under a heading; under the last one, or without any, all that is left.
func (w *writer) section(n int) {
	here := func(e *argmap.Element) bool { return n == len(w.heads) || w.claims[e.ID].Section == n }
	for _, pass := range []func(*argmap.Element) bool{w.root, w.standsAlone, func(*argmap.Element) bool { return n == len(w.heads) }} {
		for _, e := range w.Elements {
			if e.Kind == argmap.KindClaim && !w.written[e.ID] && pass(e) && here(e) {
				w.paragraph(e)
			}
		}
	}
	for _, e := range w.Elements {
		if n == len(w.heads) && w.form[e.ID] == structuredForm && !w.written[e.ID] {
			w.queue = append(w.queue, e)
			w.drain()
		}
	}
	for _, q := range w.asking {
		if !w.written[q.ID] && here(q) {
			w.place(q, "", "")
			w.WriteString("\n\n")
		}
	}
}

// root reports whether a claim is a premise of nothing that is written.
func (w *writer) root(e *argmap.Element) bool {
	for l := range w.LinksFrom(e.ID) {
		if l.Role == argmap.RolePremiseOf && w.form[l.To] != lostForm && !w.back[l.To] {
			return false
		}
	}
	return true
}

// standsAlone reports whether a claim can be written where nothing leads to it: it has a title, by which
// others name it.
func (w *writer) standsAlone(e *argmap.Element) bool { return w.titles[e.ID] != "" }

// paragraph writes a claim with all that stands below it, then the arguments about these.
func (w *writer) paragraph(e *argmap.Element) {
	w.place(e, "", "")
	w.WriteByte('\n')
	w.relations(e, 1)
	w.WriteByte('\n')
	w.drain()
}

// drain writes the structured relations that wait, and those about them.
func (w *writer) drain() {
	for len(w.queue) > 0 {
		e := w.queue[0]
		w.queue = w.queue[1:]
		if !w.written[e.ID] {
			w.structured(e)
		}
	}
}

// place writes a statement, a question or a gist: its words where it stands for the first time, else its
// title. extra are members of data for this place only.
func (w *writer) place(e *argmap.Element, before, extra string) {
	open, closed := "[", "]"
	if w.isArgument(e) {
		open, closed = "<", ">"
	}
	title := w.titles[e.ID]
	w.WriteString(before)
	raw := w.claims[e.ID]
	words := w.words(e, before == "" && title == "")
	if w.written[e.ID] {
		w.WriteString(open + title + closed)
		if extra != "" {
			w.WriteString(" {" + extra + "}")
		}
		return
	}
	w.written[e.ID] = true
	w.queue = append(w.queue, w.about[e.ID]...)
	switch {
	case title != "" && (words == "" || raw.Undefined && e.Text == title):
		w.WriteString(open + title + closed)
		words = ""
	case title != "":
		w.WriteString(open + title + closed + ": " + words)
	default:
		w.WriteString(words)
	}
	tags := raw.Tags
	if e.Kind == argmap.KindQuestion {
		tags = append([]string{"question"}, without(tags, "question")...)
	}
	w.WriteString(tagged(tags, words) + braces(dataValue(raw.Data), append(w.own(e), extra)))
}

func without(all []string, one string) []string {
	var rest []string
	for _, s := range all {
		if s != one {
			rest = append(rest, s)
		}
	}
	return rest
}

// words gives an element's text, as it was written in its file where it still says the same.
func (w *writer) words(e *argmap.Element, start bool) string {
	if m := w.claims[e.ID].Markup; m != "" && !start && !strings.Contains(m, "/") && !strings.Contains(m, "<!") {
		m = strings.Join(strings.Fields(m), " ")
		if back, ok := readBack(m); ok && back == e.Text {
			return m
		}
	}
	return escaped(e.Text, start)
}

// tagged writes those tags that do not stand in the words.
func tagged(tags []string, words string) string {
	s := ""
	for _, t := range tags {
		short, long := "#"+t, "#("+t+")"
		if strings.Contains(words+" ", short+" ") || strings.Contains(words, long) {
			continue
		}
		l, err := lex([]byte(short))
		switch {
		case err == nil && len(l.tokens) == 2 && l.tokens[0].kind == tag && int(l.tokens[0].to) == len(short):
			s += " " + short
		case t != "" && !strings.ContainsAny(t, ")\r\n") && flat(t) == t:
			s += " " + long
		}
	}
	return s
}

// braces writes data: what was kept, and members of our own; empty when there are none.
func braces(kept *fields, own []string) string {
	var all []string
	if kept.json != nil {
		for _, m := range kept.value.Members() {
			all = append(all, name(m.Name)+": "+flow(m.Value))
		}
	}
	for _, s := range own {
		if s != "" {
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return " {" + strings.Join(all, ", ") + "}"
}

// relations writes what stands below an element.
func (w *writer) relations(e *argmap.Element, depth int) {
	for _, r := range w.below[e.ID] {
		w.written[r.ID] = true
		from := w.premises(r)[0]
		first := !w.written[from.ID] && (depth < inline || len(w.below[from.ID]) == 0)
		lead := strings.Repeat("  ", depth) + w.signOf(r, e) + " "
		if !first && !w.written[from.ID] {
			w.WriteString(lead + w.titleOf(from) + "\n")
			continue
		}
		w.place(from, lead, "")
		w.WriteByte('\n')
		if first {
			w.relations(from, depth+1)
		}
	}
}

// signOf is the sign of a plain relation that is written below what it is about.
func (w *writer) signOf(r, about *argmap.Element) string {
	switch {
	case r.Kind == argmap.KindInference:
		return "+"
	case w.symmetric[r.ID] == contradicts:
		return "><"
	case about.Kind.Relation(), w.form[about.ID] == sketchForm && w.rebuttalRaw(r).Relation == undercuts:
		return "_"
	default:
		return "-"
	}
}
