package scheme

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
)

// file reads what a file declares.
func (d *decoder) file(n *yaml.Node) *file {
	o := d.object(n, "", "source", "family", "schemes", "ambiguous", "none")
	f := &file{}
	if o.keys["schemes"] == nil && o.keys["ambiguous"] == nil && o.keys["none"] == nil {
		d.missing(o, "schemes")
	}
	defaults := Scheme{Source: d.textOr(o, "source", ""), Family: d.textOr(o, "family", "")}
	for _, it := range d.list(o, "schemes") {
		f.schemes = append(f.schemes, d.scheme(it, defaults))
	}
	for _, it := range d.list(o, "ambiguous") {
		m := d.object(it.node, it.path, "name", "of")
		f.names = append(f.names, spelling{written: d.text(m, "name"), of: d.several(m), at: at(it.node)})
	}
	for _, it := range d.list(o, "none") {
		m := d.object(it.node, it.path, "because", "names")
		because := d.text(m, "because")
		for _, name := range d.some(m, "names") {
			f.names = append(f.names, spelling{written: d.value(name, maxName), because: because, at: at(name.node)})
		}
	}
	return f
}

func (d *decoder) several(m object) []string {
	of := d.texts(d.some(m, "of"))
	if d.err == nil && len(of) < 2 {
		d.fail(m.keys["of"], below(m.path, "of"), "scheme.field", "a name that means one scheme is an alias of it; name two schemes at least")
	}
	return of
}

func (d *decoder) scheme(it item, defaults Scheme) declared {
	o := d.object(it.node, it.path, "id", "name", "aliases", "aifdb", "family", "source", "variables", "premises", "conclusion", "questions")
	s := &Scheme{
		ID: d.id(o), Name: d.text(o, "name"), Aliases: d.texts(d.list(o, "aliases")), AIFdb: d.texts(d.list(o, "aifdb")),
		Family: d.textOr(o, "family", defaults.Family), Source: d.textOr(o, "source", defaults.Source),
	}
	if s.Family == "" {
		d.missing(o, "family")
	}
	if s.Source == "" {
		d.missing(o, "source")
	}
	s.Variables = d.variables(o)
	s.Conclusion = d.template(o, "conclusion", s)
	for _, it := range d.some(o, "premises") {
		s.Premises = append(s.Premises, d.slot(it, s))
	}
	for _, it := range d.some(o, "questions") {
		s.Questions = append(s.Questions, d.question(it, s))
	}
	return declared{scheme: s, spellings: d.spellings(o, s)}
}

// spellings gives the names of a scheme with their places.
func (d *decoder) spellings(o object, s *Scheme) []spelling {
	if d.err != nil {
		return nil
	}
	of := []string{s.ID}
	list := []spelling{{written: s.ID, of: of, at: at(o.keys["id"])}, {written: s.Name, of: of, at: at(o.keys["name"])}}
	for i, it := range d.list(o, "aliases") {
		list = append(list, spelling{written: s.Aliases[i], of: of, at: at(it.node)})
	}
	return list
}

func (d *decoder) variables(o object) []Variable {
	n := o.keys["variables"]
	if n == nil {
		return nil
	}
	var list []Variable
	path := below(o.path, "variables")
	for _, p := range d.pairs(n, path) {
		name := p[0].Value
		if !isID(name) {
			d.fail(p[0], path, "scheme.variable", "%q is no name of a variable; it is written in lower case", clip(name))
		}
		list = append(list, Variable{Name: name, Words: d.value(item{p[1], below(path, clip(name))}, maxName)})
	}
	return list
}

// template reads a sentence whose variables are all variables of the scheme.
func (d *decoder) template(o object, key string, s *Scheme) Template {
	t := Template(d.text(o, key))
	if d.err != nil {
		return t
	}
	n, path := o.keys[key], below(o.path, key)
	if _, err := t.pieces(); err != nil {
		d.fail(n, path, "scheme.variable", "%v", err)
		return t
	}
	for _, name := range t.Variables() {
		if !slices.ContainsFunc(s.Variables, func(v Variable) bool { return v.Name == name }) {
			d.fail(n, path, "scheme.variable", "{%s} is no variable of the scheme %s; it has %s", name, s.ID, s.variableNames())
		}
	}
	return t
}

func (s *Scheme) variableNames() string {
	if len(s.Variables) == 0 {
		return "none, and lists them under variables"
	}
	var names []string
	for _, v := range s.Variables {
		names = append(names, v.Name)
	}
	return strings.Join(names, ", ")
}

func (d *decoder) slot(it item, s *Scheme) Slot {
	o := d.object(it.node, it.path, "id", "kind", "says")
	slot := Slot{ID: d.id(o), Kind: Ordinary, Says: d.template(o, "says", s)}
	if d.err != nil {
		return slot
	}
	switch kind := d.textOr(o, "kind", "premise"); kind {
	case "premise":
	case "assumption":
		slot.Kind = Assumption
	default:
		d.fail(o.keys["kind"], below(o.path, "kind"), "scheme.field", "%q is no kind of premise; it is premise or assumption", clip(kind))
	}
	if _, twice := s.Slot(slot.ID); twice {
		d.fail(o.keys["id"], below(o.path, "id"), "scheme.twice", "the scheme %s has two premises %q", s.ID, slot.ID)
	}
	if slot.ID == ConclusionSlot || slot.ID == "inference" {
		d.fail(o.keys["id"], below(o.path, "id"), "scheme.id", "a premise cannot be called %s; questions attack the %s by that name", slot.ID, slot.ID)
	}
	return slot
}

func (d *decoder) question(it item, s *Scheme) *CriticalQuestion {
	o := d.object(it.node, it.path, "id", "asks", "attacks", "burden", "conflicts")
	q := &CriticalQuestion{Scheme: s.ID, ID: d.id(o), Asks: d.template(o, "asks", s), Conflicts: d.texts(d.list(o, "conflicts"))}
	attacks, burden := d.text(o, "attacks"), d.text(o, "burden")
	if d.err != nil {
		return q
	}
	if slices.ContainsFunc(s.Questions, func(other *CriticalQuestion) bool { return other.ID == q.ID }) {
		d.fail(o.keys["id"], below(o.path, "id"), "scheme.twice", "the scheme %s has two questions %q", s.ID, q.ID)
	}
	fitting := d.effect(o, s, q, attacks)
	q.Burden = argmap.Burden(strings.ToUpper(burden))
	if d.err == nil && (strings.ToLower(burden) != burden || !slices.Contains(fitting, q.Burden)) {
		d.fail(o.keys["burden"], below(o.path, "burden"), "scheme.effect", "%q is no burden of a question that attacks %s; it is %s", clip(burden), attacks, lower(fitting))
	}
	return q
}

// effect sets what a question attacks, and gives the burdens that fit it.
func (d *decoder) effect(o object, s *Scheme, q *CriticalQuestion, attacks string) []argmap.Burden {
	slot, isSlot := s.Slot(attacks)
	switch {
	case attacks == "inference":
		q.Attacks = argmap.EffectInference
		return []argmap.Burden{argmap.BurdenAssumption, argmap.BurdenException}
	case attacks == ConclusionSlot:
		q.Attacks = argmap.EffectConclusion
		return []argmap.Burden{argmap.BurdenException}
	case isSlot && slot.Kind == Assumption:
		q.Attacks, q.Slot = argmap.EffectPremise, attacks
		return []argmap.Burden{argmap.BurdenAssumption}
	case isSlot:
		q.Attacks, q.Slot = argmap.EffectPremise, attacks
		return []argmap.Burden{argmap.BurdenPremise}
	}
	can := []string{"inference", ConclusionSlot}
	for _, p := range s.Premises {
		can = append(can, p.ID)
	}
	d.fail(o.keys["attacks"], below(o.path, "attacks"), "scheme.effect", "%q is nothing that a question of %s can attack; it can attack %s", clip(attacks), s.ID, strings.Join(can, ", "))
	return nil
}

func lower(bs []argmap.Burden) string {
	var list []string
	for _, b := range bs {
		list = append(list, strings.ToLower(string(b)))
	}
	return strings.Join(list, " or ")
}
