package argdown

import (
	"slices"
	"strconv"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
)

// front writes the front matter: what was kept of the file's own, with the map's title and whatever
// statements cannot say.
func (w *writer) front() {
	p := w.Document.Properties
	w.WriteString("===\ntitle: " + scalar(p.Title) + "\n")
	if p.Description != "" {
		w.WriteString("description: " + scalar(p.Description) + "\n")
	}
	if p.Language != "" {
		w.WriteString("language: " + quote(p.Language) + "\n")
	}
	if kept := dataValue(w.plan.front.Front); kept.json != nil && kept.value.Kind() == verbatim.Object {
		for _, m := range kept.value.Members() {
			if !slices.Contains(ownFront, m.Name) {
				w.WriteString(name(m.Name) + ": " + flow(m.Value) + "\n")
			}
		}
	}
	if voices := w.listed(); len(voices) > 0 {
		w.WriteString("voices:\n")
		for _, v := range voices {
			w.WriteString("  - {name: " + quote(v.Name) + ", kind: " + strings.ToLower(string(v.Kind)))
			if v.Description != "" {
				w.WriteString(", description: " + quote(v.Description))
			}
			w.WriteString("}\n")
		}
	}
	if len(w.Rows) > 0 {
		w.WriteString("rows:\n")
		for _, r := range w.Rows {
			w.WriteString("  - " + scalar(r.Antecedent) + "\n")
		}
	}
	w.WriteString("===\n\n")
}

// own gives the members of data that tell what words and relations do not.
func (w *writer) own(e *argmap.Element) []string {
	var own []string
	add := func(name, value string) {
		if value != "" {
			own = append(own, name+": "+value)
		}
	}
	if e.Kind == argmap.KindQuestion {
		own = w.inquiry(e)
	} else {
		asks := strings.HasSuffix(trim(flat(e.Text)), "?") || slices.Contains(w.claims[e.ID].Tags, "question")
		if asks && !w.argued(e.ID) {
			add("kind", "claim")
		}
		add("basis", strings.ToLower(string(e.Basis)))
		add("commitments", w.commitments(e.ID))
	}
	if e.Machine != "" {
		add("machine", quote(e.Machine))
	}
	return own
}

// inquiry gives the data of a question.
func (w *writer) inquiry(e *argmap.Element) []string {
	q := e.Question
	own := []string{"kind: question", "form: " + strings.ToLower(string(q.Form)), "illocution: " + strings.ToLower(string(q.Force))}
	word := func(name, value string) {
		if value != "" {
			own = append(own, name+": "+strings.ToLower(value))
		}
	}
	text := func(name, value string) {
		if value != "" {
			own = append(own, name+": "+quote(value))
		}
	}
	flag := func(name string, set bool) {
		if set {
			own = append(own, name+": true")
		}
	}
	for _, role := range []struct {
		name string
		role argmap.Role
	}{{"asksAbout", argmap.RoleAsksAbout}, {"raisedBy", argmap.RoleRaises}, {"carries", argmap.RoleCarries}, {"answeredBy", argmap.RoleAnswers}} {
		if list := w.links(e, role.role); list != "" {
			own = append(own, role.name+": "+list)
		}
	}
	text("resolved", q.Resolved)
	text("note", q.Note)
	flag("elliptical", q.Elliptical)
	flag("embedded", q.Embedded)
	flag("withdrawn", q.Withdrawn)
	if n := w.rows[q.Row]; n > 0 {
		own = append(own, "row: "+strconv.Itoa(n), "ordinal: "+strconv.Itoa(q.Ordinal))
	}
	word("answers", string(q.Answers))
	word("standard", string(q.Standard))
	text("critical", q.Critical)
	word("burden", string(q.Burden))
	word("effect", string(q.Effect))
	return own
}

// links writes what a question's links of a role lead to, by title.
func (w *writer) links(q *argmap.Element, role argmap.Role) string {
	var all []string
	seen := map[argmap.ID]bool{}
	for _, links := range [][]*argmap.Link{slices.Collect(w.LinksFrom(q.ID)), slices.Collect(w.LinksTo(q.ID))} {
		for _, l := range links {
			question, named := w.asked(l)
			if l.Role != role || question != q.ID || seen[named] {
				continue
			}
			seen[named] = true
			title := quote(w.titleOf(w.Element(named)))
			details := ""
			if l.Slot != "" {
				details += ", slot: " + quote(l.Slot)
			}
			if l.Partial {
				details += ", partial: true"
			}
			if l.Bearing != "" {
				details += ", bearing: " + strings.ToLower(string(l.Bearing))
			}
			if details != "" {
				title = "{title: " + title + details + "}"
			}
			all = append(all, title)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// titleOf writes an element's title with its brackets.
func (p *plan) titleOf(e *argmap.Element) string {
	if p.isArgument(e) {
		return "<" + p.titles[e.ID] + ">"
	}
	return "[" + p.titles[e.ID] + "]"
}
