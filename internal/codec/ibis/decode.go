package ibis

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/schemegraph"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

type reader struct {
	*schemegraph.Reader

	entries []*entry
}

// entry is one of the list, with the element that it became.
type entry struct {
	// sort is its type, in lower case.
	sort    string
	value   verbatim.Value
	element *argmap.Element
	// rest is what else it says.
	rest schemegraph.Object
}

func decode(ctx context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	root, err := verbatim.Parse(codec.NewSample(f.Data).Data)
	if err != nil {
		return nil, err
	}
	list := root
	if root.Kind() == verbatim.Object {
		list = member(root, name)
	}
	if list.Kind() != verbatim.Array {
		return nil, fault.New(fault.Invalid, "ibis.shape", `the file should be an object {"ibis": [...]} with a list of issues, positions and arguments`).AtPath(root.Path())
	}
	r := &reader{Reader: schemegraph.NewReader(codec.Build(name, "", f, o), name)}
	for i, v := range list.Elements() {
		r.entry(i, v)
	}
	for _, e := range r.entries {
		if err := ctx.Err(); err != nil {
			return nil, fault.New(fault.Cancelled, "ibis.cancelled", "reading stopped: %v", err)
		}
		r.joins(e)
		e.element.Raw = r.Kept(e.rest.Raw(), e.value, ruleSize, e.element.ID, e.element.External.ID)
	}
	var about schemegraph.Object
	about.Rest(root, name)
	p := r.Properties()
	p.Raw = r.Kept(about.Raw(), root, ruleSize, "", "")
	return []*codec.Document{r.Done()}, nil
}

// member gives a member, or null where there is none.
func member(v verbatim.Value, name string) verbatim.Value {
	m, _ := v.Get(name)
	return m
}

// entry makes an element of one entry, and locutions of the words that it was drawn from.
func (r *reader) entry(ordinal int, v verbatim.Value) {
	if v.Kind() != verbatim.Object {
		r.Aside("entry", "it is no object", "", ordinal, v)
		r.Tell(v, ruleShape, codec.Error, nil, "an entry should be an object with an id, a type and a text")
		return
	}
	id, named := member(v, "id").Word()
	e := &entry{value: v, sort: sortOf(v, id)}
	text, exact := schemegraph.Text(member(v, "text"))
	switch e.sort {
	case "issue":
		e.element = r.Element(argmap.KindQuestion, text)
		e.element.Question = &argmap.Inquiry{Form: codec.FormOf(text), Force: argmap.Pure}
	case "position", "argument":
		e.element = r.Claim(text)
		r.Commit(r.Speaker().ID, argmap.Asserts, e.element.ID)
	default:
		e.element = r.Element(argmap.KindForeign, text)
		e.element.Act = schemegraph.Clean(e.sort)
	}
	if !named {
		r.Tell(v, ruleID, codec.Error, e.element, "an entry should have an id; nothing can name this one")
	} else if !r.Named(id, e.element, false) {
		r.Tell(v, ruleID, codec.Error, e.element, "another entry has the id %q already; it is the one that others name", schemegraph.Clip(id))
	}
	r.typed(e)
	if !exact || text == "" {
		r.Tell(v, ruleText, codec.Warning, e.element, "an entry should have a text that can be kept as it is")
	}
	e.rest.Rest(v, known(e, exact)...)
	r.origins(e)
	r.entries = append(r.entries, e)
}

// known are the members of an entry that records say, but for those that could not be read.
func known(e *entry, exact bool) []string {
	all := []string{"id", "orig", "parent", "pro", "con"}
	if exact {
		all = append(all, "text")
	}
	if said, _ := member(e.value, "type").Text(); said == e.sort {
		all = append(all, "type")
	}
	return all
}

// sortOf tells what an entry is: by its type, else by its id, which older files make of the sort and a
// number, else by what it names.
func sortOf(v verbatim.Value, id string) string {
	if t := member(v, "type"); t.Kind() == verbatim.String {
		word, _ := t.Text()
		return strings.ToLower(strings.TrimSpace(word))
	}
	letters := strings.TrimRight(strings.ToLower(id), "0123456789_-.")
	for _, s := range []string{"issue", "position", "argument"} {
		if len(letters) >= 3 && strings.HasPrefix(s, letters) {
			return s
		}
	}
	switch {
	case has(v, "pro") || has(v, "con"):
		return "argument"
	case member(v, "parent").Kind() == verbatim.Array && !member(v, "parent").Empty():
		return "position"
	}
	return "issue"
}

func (r *reader) typed(e *entry) {
	switch {
	case e.element.Kind == argmap.KindForeign:
		r.Tell(e.value, ruleType, codec.Warning, e.element, "the type %q should be issue, position or argument", schemegraph.Clip(e.sort))
	case member(e.value, "type").Kind() != verbatim.String:
		r.Tell(e.value, ruleType, codec.Warning, e.element, "an entry should have a type; this one is taken for an %s", e.sort)
	}
}

// illocution is the force of what the words do, of which the file says nothing.
const illocution = "Default Illocuting"

// origins makes a locution of each stretch of the text that the entry was drawn from, as the programs do
// that make xAIF of such a file.
func (r *reader) origins(e *entry) {
	for i, said := range r.texts(e, "orig") {
		l := r.Element(argmap.KindLocution, said)
		act := r.Element(argmap.KindIllocution, "")
		act.Act = illocution
		if e.element.External.ID != "" {
			l.External = argmap.External{Namespace: name, ID: fmt.Sprintf("l_%d_%s", i, e.element.External.ID)}
			act.External = argmap.External{Namespace: name, ID: fmt.Sprintf("ya_%d_%s", i, e.element.External.ID)}
		}
		r.Link(argmap.RolePerforms, l.ID, act.ID)
		role := argmap.RoleHasContent
		if e.element.Kind == argmap.KindForeign {
			role = argmap.RoleForeign
		}
		r.Link(role, act.ID, e.element.ID)
	}
}

// texts gives the texts of a member, which is a list of them, or one in older files. What is neither is
// kept with the element.
func (r *reader) texts(e *entry, name string) []string {
	v, ok := e.value.Get(name)
	if !ok || v.Kind() == verbatim.Null {
		return nil
	}
	list := v.Elements()
	if v.Kind() != verbatim.Array {
		list = []verbatim.Value{v}
	}
	var found []string
	for _, one := range list {
		text, exact := schemegraph.Text(one)
		if word, ok := one.Word(); !exact && ok && one.Kind() == verbatim.Number {
			text, exact = word, true
		}
		if !exact {
			r.Tell(one, ruleShape, codec.Error, e.element, "%s should be a text, or a list of texts", name)
			if !e.rest.Has(name) {
				e.rest.Set(name, v.Raw())
			}
			continue
		}
		found = append(found, text)
	}
	return found
}

// joins makes the links of an entry: a position answers its issue, an argument supports or attacks what it
// is pro or con.
func (r *reader) joins(e *entry) {
	argues := 0
	for _, way := range []string{"pro", "con"} {
		for _, target := range r.named(e, way) {
			argues++
			r.argues(e, target, way == "pro")
		}
	}
	if e.sort == "argument" && argues == 0 {
		r.Tell(e.value, ruleArgues, codec.Warning, e.element, "an argument should be pro or con something")
	}
	for _, parent := range r.named(e, "parent") {
		switch {
		case e.element.Kind == argmap.KindClaim && parent.Kind == argmap.KindQuestion:
			r.Link(argmap.RoleAnswers, e.element.ID, parent.ID)
		case e.element.Kind == argmap.KindQuestion && parent.Kind == argmap.KindQuestion:
			r.Link(argmap.RoleAsksAbout, e.element.ID, parent.ID)
		default:
			r.Link(argmap.RoleForeign, e.element.ID, parent.ID)
			r.Tell(e.value, ruleParent, codec.Warning, e.element, "the parent %q of a position should be an issue", schemegraph.Clip(parent.External.ID))
		}
	}
}

func (r *reader) argues(e *entry, target *argmap.Element, pro bool) {
	kind, role := argmap.KindInference, argmap.RoleConcludes
	if !pro {
		kind, role = argmap.KindRebuttal, argmap.RoleAttacks
	}
	step := r.Element(kind, "")
	if !pro {
		step.Attack = argmap.Rebut
	}
	from, to := argmap.RolePremiseOf, role
	if e.element.Kind != argmap.KindClaim {
		from = argmap.RoleForeign
	}
	if target.Kind != argmap.KindClaim {
		to = argmap.RoleForeign
	}
	if from == argmap.RoleForeign || to == argmap.RoleForeign {
		r.Tell(e.value, ruleArgues, codec.Warning, e.element, "%q should be a position or an argument, for or against which an argument speaks", schemegraph.Clip(cmp.Or(target.External.ID, string(target.Kind))))
	}
	r.Link(from, e.element.ID, step.ID)
	r.Link(to, step.ID, target.ID)
}

// named gives the elements that a member names. Those that are not there are found, and the name is kept
// with the element.
func (r *reader) named(e *entry, name string) []*argmap.Element {
	var found []*argmap.Element
	for _, id := range r.texts(e, name) {
		if target := r.Node(id); target != nil {
			found = append(found, target)
			continue
		}
		r.Tell(e.value, ruleEnd, codec.Error, e.element, "%s names %q, which no entry has as its id", name, schemegraph.Clip(id))
		if !e.rest.Has(name) {
			e.rest.Set(name, member(e.value, name).Raw())
		}
	}
	return found
}
