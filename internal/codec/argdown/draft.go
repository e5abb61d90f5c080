package argdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// next counts the elements that are made.
func (d *drafter) next() int {
	d.made++
	return d.made
}

// statement makes a claim, or a question.
func (d *drafter) statement(c *class, related bool) {
	m := c.canonical()
	said, at := c.title, c.members[0].at
	undefined := m == nil || m.text == ""
	if !undefined {
		said, at = m.text, m.at
	} else if !c.untitled {
		d.Find(codec.Finding{Rule: ruleUndefined, Severity: codec.Warning, Where: d.where(at), External: "[" + c.title + "]", Message: "the title is given no words anywhere; it stands for them"})
	}
	var e *argmap.Element
	if d.asks(c, said, related, at) {
		e = d.Element(argmap.KindQuestion, said)
		d.inquire(e, c, said, at)
	} else {
		e = d.Claim(said)
		e.Basis = basisOf(c.lookup("basis"))
		d.commit(e, &c.cast, at)
	}
	raw := d.castRaw(&c.cast, m)
	raw.Made, raw.Undefined, raw.Export = d.next(), undefined, c.raw
	d.place(e, &c.cast, raw, at)
	if !c.untitled {
		d.name(e, "["+c.title+"]", at)
	}
	d.claims[c] = e
}

// gist makes the claim that stands for an argument of which no steps are told.
func (d *drafter) gist(a *argument) *argmap.Element {
	m := a.canonical()
	said, at := a.title, 0
	if len(a.members) > 0 {
		at = a.members[0].at
	}
	undefined := m == nil || m.text == ""
	if !undefined {
		said, at = m.text, m.at
	} else {
		d.Find(codec.Finding{Rule: ruleUndefined, Severity: codec.Warning, Where: d.where(at), External: "<" + a.title + ">", Message: "the argument is given no words anywhere; its title stands for them"})
	}
	e := d.Claim(said)
	e.Basis = basisOf(a.lookup("basis"))
	d.commit(e, &a.cast, at)
	raw := d.castRaw(&a.cast, m)
	raw.Made, raw.Argument, raw.Undefined, raw.Export = d.next(), true, undefined, a.raw
	d.place(e, &a.cast, raw, at)
	d.name(e, "<"+a.title+">", at)
	return e
}

func basisOf(word string) argmap.Basis {
	if b := argmap.Basis(strings.ToUpper(word)); b == argmap.Given || b == argmap.Argued {
		return b
	}
	return ""
}

// name gives an element its name in the file.
func (d *drafter) name(e *argmap.Element, title string, at int) {
	if !d.long(at, len(title)) {
		e.External = argmap.External{Namespace: namespace, ID: title}
	}
	d.titled[title] = e
}

// place keeps what the map has no field for, and cites where the element stands.
func (d *drafter) place(e *argmap.Element, c *cast, raw rawClaim, at int) {
	if d.long(at, len(e.Text)) {
		e.Text = ""
	}
	e.Machine = c.lookup("machine")
	e.Raw = d.pack(raw, at)
	for _, m := range c.members {
		d.cite(e, m)
	}
}

func (d *drafter) castRaw(c *cast, canonical *member) rawClaim {
	raw := rawClaim{Tags: c.tags, Data: c.merged(ownClaim), Written: c.unreads()}
	for _, m := range c.members {
		if m == canonical {
			if m.markup != m.text {
				raw.Markup = m.markup
			}
			if m.section != nil {
				raw.Section = m.section.number
			}
		} else if m.text != "" && !m.reference {
			raw.Others = append(raw.Others, m.text)
		}
	}
	if canonical == nil && len(c.members) > 0 && c.members[0].section != nil {
		raw.Section = c.members[0].section.number
	}
	return raw
}

// argument makes the inferences of an argument, or its gist.
func (d *drafter) argument(a *argument) {
	last := a.last()
	if last == nil {
		if len(a.members) > 0 || len(a.lines) == 0 { // else its premises are all that the file tells
			d.gists[a] = d.gist(a)
		}
		return
	}
	step := 0
	for i, l := range a.lines {
		if l.inference == nil {
			continue
		}
		step++
		e := d.step(a, l, i)
		raw := rawRelation{Made: d.next(), Of: a.title, Step: step, Given: l.inference.data.kept(ownStep)}
		if a.untitled {
			raw.Of = ""
		}
		if s := l.inference.data.unread(); s != "" {
			raw.Written = append(raw.Written, s)
		}
		if len(l.inference.rules) > 1 {
			raw.Rules = l.inference.rules
		}
		d.steps[l.inference] = e
		if l.inference == last {
			d.whole(a, e, &raw)
		}
		e.Raw = d.pack(raw, l.inference.at)
	}
}

// last is the inference that leads to the argument's conclusion; nil when it has none.
func (a *argument) last() *inference {
	for i := len(a.lines) - 1; i >= 0; i-- {
		if a.lines[i].inference != nil {
			return a.lines[i].inference
		}
	}
	return nil
}

// whole puts what is said of an argument on its last step.
func (d *drafter) whole(a *argument, e *argmap.Element, raw *rawRelation) {
	m := a.canonical()
	if m != nil && m.text != "" && !d.long(m.at, len(m.text)) {
		e.Text = m.text
	}
	if !a.untitled {
		d.name(e, "<"+a.title+">", a.last().at)
	}
	said := d.castRaw(&a.cast, m)
	raw.Tags, raw.Data, raw.Markup, raw.Others, raw.Section, raw.Export = said.Tags, said.Data, said.Markup, said.Others, said.Section, a.raw
	raw.Written = append(raw.Written, said.Written...)
	e.Machine = a.lookup("machine")
	for _, m := range a.members {
		d.cite(e, m)
	}
}

// step makes one inference, with what it uses and concludes; or the rebuttal that it stands for.
func (d *drafter) step(a *argument, l *pcsLine, index int) *argmap.Element {
	kind := argmap.KindInference
	made := d.dissolved[l.class] == l.inference
	if made && l.member.data.lookup("kind") == "rebuttal" {
		kind = argmap.KindRebuttal
	}
	e := d.Element(kind, "")
	if rule := strings.Join(l.inference.rules, ", "); !d.long(l.inference.at, len(rule)) {
		e.Scheme = rule
	}
	linked := map[argmap.ID]bool{}
	for _, i := range d.uses(a, l, index) {
		p := a.lines[i]
		claim := d.claims[p.class]
		if claim == nil || linked[claim.ID] {
			continue
		}
		linked[claim.ID] = true
		link := d.Link(argmap.RolePremiseOf, claim.ID, e.ID)
		link.Ordinal, link.Slot = len(linked)-1, p.member.data.lookup("slot")
	}
	if !made {
		d.Link(argmap.RoleConcludes, e.ID, d.claims[l.class].ID)
	}
	return e
}

// uses gives the lines that an inference builds on: those that its data name, else all from the
// conclusion before it on.
func (d *drafter) uses(a *argument, l *pcsLine, index int) []int {
	for _, f := range []*fields{l.inference.data, l.member.data} {
		for _, name := range []string{"uses", "from"} {
			v, ok := f.get(name)
			if !ok || v.Kind() != verbatim.Array {
				continue
			}
			if used, ok := numbers(v, index); ok {
				return used
			}
			d.Find(codec.Finding{
				Rule: ruleUses, Severity: codec.Warning, Where: d.where(l.inference.at), External: "<" + a.title + ">",
				Message: fmt.Sprintf("the inference uses %s; what it can use is 1 to %d, the statements above it, so all from the conclusion before are taken", v.Raw(), index),
			})
		}
	}
	var used []int
	for i := index - 1; i >= 0; i-- {
		used = append(used, i)
		if a.lines[i].inference != nil {
			break
		}
	}
	slices.Reverse(used)
	return used
}

func numbers(v verbatim.Value, index int) ([]int, bool) {
	var used []int
	for _, x := range v.Elements() {
		word, _ := x.Word()
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || n > index {
			return nil, false
		}
		used = append(used, n-1)
	}
	return used, len(used) > 0
}
