package argdown

import (
	"strconv"
	"strings"

	"argmap/internal/argmap"
)

// structured writes a relation as an argument.
func (w *writer) structured(e *argmap.Element) {
	w.written[e.ID] = true
	w.queue = append(w.queue, w.about[e.ID]...)
	w.WriteString("<" + w.titles[e.ID] + ">")
	if words := escaped(e.Text, false); words != "" {
		w.WriteString(": " + words)
	}
	if e.Machine != "" {
		w.WriteString(" {machine: " + quote(e.Machine) + "}")
	}
	w.WriteByte('\n')
	w.relations(e, 1)
	w.WriteByte('\n')
	n := 0
	linked := map[argmap.ID]bool{}
	for l := range w.LinksTo(e.ID) {
		if l.Role != argmap.RolePremiseOf || linked[l.From] {
			continue
		}
		linked[l.From] = true
		n++
		w.premise(l, "("+strconv.Itoa(n)+") ")
	}
	w.WriteString(ruled(e.Scheme))
	w.conclusion(e, "("+strconv.Itoa(n+1)+") ")
	w.WriteByte('\n')
}

func ruled(scheme string) string {
	if s := rule(scheme); s != "" {
		return "-- " + s + " --\n"
	}
	return "----\n"
}

// premise writes a numbered premise. One with relations of its own is only named here.
func (w *writer) premise(l *argmap.Link, number string) {
	extra := ""
	if l.Slot != "" {
		extra = "slot: " + quote(l.Slot)
	}
	w.named(w.Element(l.From), number, extra)
	w.WriteByte('\n')
}

// named writes an element where it has no relations below it.
func (w *writer) named(e *argmap.Element, before, extra string) {
	if !w.written[e.ID] && len(w.below[e.ID]) > 0 {
		w.WriteString(before + w.titleOf(e))
		if extra != "" {
			w.WriteString(" {" + extra + "}")
		}
		return
	}
	w.place(e, before, extra)
}

// conclusion writes what a structured relation leads to: the claim that an inference concludes, else a
// statement that stands for the rebuttal or the backing, and below it what that is about.
func (w *writer) conclusion(e *argmap.Element, number string) {
	t := w.target(e)
	if e.Kind == argmap.KindInference && t.Kind == argmap.KindClaim {
		w.named(t, number, "")
		w.WriteByte('\n')
		return
	}
	own, words, sign := []string{"kind: backing"}, "This holds: ", "+>"
	if e.Kind == argmap.KindRebuttal {
		own, words, sign = w.against(e), "Against this: ", "->"
		if t.Kind.Relation() {
			sign = "_>"
		}
	}
	words += escaped(w.subject(e), false)
	w.WriteString(number + "[" + w.titles[e.ID] + "]: " + words + " {" + strings.Join(own, ", ") + "}\n  " + sign + " ")
	if t.Kind.Relation() {
		w.WriteString("<" + w.titles[t.ID] + ">\n")
		return
	}
	w.named(t, "", "")
	w.WriteByte('\n')
}

// against gives the data of the statement that stands for a rebuttal.
func (w *writer) against(e *argmap.Element) []string {
	own := []string{"kind: rebuttal"}
	if e.Attack != argmap.AttackFor(w.target(e).Kind, false) {
		own = append(own, "attack: "+strings.ToLower(string(e.Attack)))
	}
	if e.Attack != argmap.Undermine {
		return own
	}
	var titles []string
	for _, in := range w.Ends(e.ID, argmap.RoleAgainst, false) {
		if w.form[in.ID] == structuredForm {
			titles = append(titles, quote("<"+w.titles[in.ID]+">"))
		}
	}
	if len(titles) > 0 {
		own = append(own, "against: ["+strings.Join(titles, ", ")+"]")
	}
	return own
}
