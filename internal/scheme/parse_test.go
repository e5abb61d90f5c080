package scheme_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"argmap/internal/fault"
	"argmap/internal/scheme"
)

// good is a file that says everything a file can say. The tests below spoil it, a line at a time.
const good = `source: our handbook
family: planning
schemes:
  - id: bus-factor
    name: Argument from the bus factor
    aliases: [lone maintainer, one head]
    aifdb: ["9001"]
    variables: {person: the maintainer, system: the system}
    premises:
      - {id: alone, says: "only {person} knows {system}"}
      - {id: matters, kind: assumption, says: "{system} matters"}
    conclusion: "somebody else should learn {system}"
    questions:
      - {id: alone, asks: "Does nobody but {person} know {system}?", attacks: alone, burden: premise}
      - {id: matters, asks: "Does {system} matter?", attacks: matters, burden: assumption}
      - {id: retired, asks: "Is {system} to be retired?", attacks: inference, burden: exception, conflicts: [Sunset]}
  - {id: plain, name: Plain, source: nobody, premises: [{id: p, says: so}], conclusion: thus, questions: [{id: q, asks: "So?", attacks: p, burden: premise}]}
ambiguous:
  - {name: lone, of: [bus-factor, plain]}
none:
  - {because: it is a joke, names: [Because I say so]}
`

func TestParse(t *testing.T) {
	s, err := scheme.Parse(strings.NewReader(good))
	if err != nil {
		t.Fatal(err)
	}
	sc, err := s.Find("OneHead")
	if err != nil || sc.ID != "bus-factor" || sc.Source != "our handbook" || sc.Family != "planning" {
		t.Errorf("%+v, %v", sc, err)
	}
	if plain, err := s.Find("plain"); err != nil || plain.Source != "nobody" {
		t.Errorf("%+v, %v", plain, err)
	}
	if _, q, err := s.Question("sunset"); err != nil || q.Ref() != "bus-factor/retired" {
		t.Errorf("%v", err)
	}
}

// TestBadFiles spoils one line of the good file and reads the error, to the word.
func TestBadFiles(t *testing.T) {
	for _, c := range []struct{ old, spoilt, field, reason, message string }{
		{"family: planning", "famly: planning", "famly", "scheme.field", `line 2, column 1: "famly" is no field here; the fields are source, family, schemes, ambiguous, none`},
		{"source: our handbook\n", "", "schemes[0].source", "scheme.field", "line 3, column 5: source is missing"},
		{"source: our handbook", "source: [x]", "source", "scheme.field", "line 1, column 9: there should be a text here"},
		{"source: our handbook", "source:", "source", "scheme.field", "line 1, column 8: there should be a text here, without space around it"},
		{"source: our handbook", `source: "a\nb"`, "source", "scheme.field", "line 1, column 9: the text has a line break or another control character; write it on one line"},
		{"source: our handbook", "source: " + strings.Repeat("x", 1001), "source", "scheme.field", "line 1, column 9: the text has 1001 bytes; at most 1000 are allowed"},
		{"source: our handbook", "source: &x our handbook", "source", "scheme.syntax", "line 1, column 9: anchors and aliases of YAML are not allowed; write the value out"},
		{"family: planning", "family: *x", "", "scheme.syntax", "line 2, column 9: this is not YAML: unknown anchor 'x' referenced"},
		{"source: our handbook", "source: !!binary aGk=", "source", "scheme.syntax", "line 1, column 9: tags of YAML are not allowed; leave !!binary out"},
		{"family: planning", "source: again", "source", "scheme.twice", `line 2, column 1: "source" is given twice; it was given on line 1`},
		{"id: bus-factor", "id: Bus Factor", "schemes[0].id", "scheme.id", `line 4, column 9: "Bus Factor" is no id; an id is lower-case words joined by hyphens, such as expert-opinion`},
		{"id: bus-factor", "id: plain", "id", "scheme.twice", `line 17, column 10: there is a scheme "plain" already: Argument from the bus factor`},
		{"    name: Argument from the bus factor\n", "", "schemes[0].name", "scheme.field", "line 4, column 5: name is missing"},
		{"one head]", "Argument from Plain]", "name", "scheme.twice", `line 17, column 10: "plain" is spelled like "Argument from Plain", a name of the scheme bus-factor; one name means one scheme, or is listed as ambiguous`},
		{"one head]", "lone maintainer]", "schemes[0].aliases[1]", "scheme.twice", `line 6, column 32: "lone maintainer" is given twice`},
		{"one head]", `"42"]`, "name", "scheme.name", `line 6, column 32: "42" has no letters; a name is found by its letters`},
		{"aliases: [lone maintainer, one head]", "aliases: lone maintainer", "schemes[0].aliases", "scheme.field", "line 6, column 14: there should be a list here"},
		{"{person: the maintainer", "{Person: the maintainer", "schemes[0].variables", "scheme.variable", `line 8, column 17: "Person" is no name of a variable; it is written in lower case`},
		{"person: the maintainer", "person: {a: b}", "schemes[0].variables.person", "scheme.field", "line 8, column 25: there should be a text here"},
		{`"{system} matters"`, `"{sistem} matters"`, "schemes[0].premises[1].says", "scheme.variable", `line 11, column 47: {sistem} is no variable of the scheme bus-factor; it has person, system`},
		{`"{system} matters"`, `"{system matters"`, "schemes[0].premises[1].says", "scheme.variable", `line 11, column 47: the brace before "system matters" has no partner; a variable is written {name}`},
		{`"{system} matters"`, `"{The System} matters"`, "schemes[0].premises[1].says", "scheme.variable", `line 11, column 47: {The System} is no variable; a variable is written {name}, in lower case`},
		{"says: so", `says: "{x}"`, "schemes[1].premises[0].says", "scheme.variable", "line 17, column 71: {x} is no variable of the scheme plain; it has none, and lists them under variables"},
		{`learn {system}"`, `learn {sys}"`, "schemes[0].conclusion", "scheme.variable", `line 12, column 17: {sys} is no variable of the scheme bus-factor; it has person, system`},
		{"kind: assumption", "kind: hunch", "schemes[0].premises[1].kind", "scheme.field", `line 11, column 29: "hunch" is no kind of premise; it is premise or assumption`},
		{"{id: matters, kind", "{id: alone, kind", "schemes[0].premises[1].id", "scheme.twice", `line 11, column 14: the scheme bus-factor has two premises "alone"`},
		{"{id: alone, says", "{id: inference, says", "schemes[0].premises[0].id", "scheme.id", "line 10, column 14: a premise cannot be called inference; questions attack the inference by that name"},
		{"premises: [{id: p, says: so}]", "premises: []", "schemes[1].premises", "scheme.field", "line 17, column 56: premises is missing"},
		{"{id: p, says: so}", "so", "schemes[1].premises[0]", "scheme.field", "line 17, column 57: there should be a mapping here"},
		{"attacks: alone, ", "", "schemes[0].questions[0].attacks", "scheme.field", "line 14, column 9: attacks is missing"},
		{"attacks: alone, ", "attacks: along, ", "schemes[0].questions[0].attacks", "scheme.effect", `line 14, column 79: "along" is nothing that a question of bus-factor can attack; it can attack inference, conclusion, alone, matters`},
		{"attacks: alone, burden: premise", "attacks: alone, burden: exception", "schemes[0].questions[0].burden", "scheme.effect", `line 14, column 94: "exception" is no burden of a question that attacks alone; it is premise`},
		{"burden: exception", "burden: premise", "schemes[0].questions[2].burden", "scheme.effect", `line 16, column 87: "premise" is no burden of a question that attacks inference; it is assumption or exception`},
		{"burden: exception", "burden: Exception", "schemes[0].questions[2].burden", "scheme.effect", `line 16, column 87: "Exception" is no burden of a question that attacks inference; it is assumption or exception`},
		{"burden: assumption", "burden: premise", "schemes[0].questions[1].burden", "scheme.effect", `line 15, column 80: "premise" is no burden of a question that attacks matters; it is assumption`},
		{"attacks: inference, burden: exception", "attacks: conclusion, burden: assumption", "schemes[0].questions[2].burden", "scheme.effect", `line 16, column 88: "assumption" is no burden of a question that attacks conclusion; it is exception`},
		{", burden: assumption}", "}", "schemes[0].questions[1].burden", "scheme.field", "line 15, column 9: burden is missing"},
		{"{id: matters, asks", "{id: alone, asks", "schemes[0].questions[1].id", "scheme.twice", `line 15, column 14: the scheme bus-factor has two questions "alone"`},
		{"of: [bus-factor, plain]", "of: [plain]", "ambiguous[0].of", "scheme.field", "line 19, column 22: a name that means one scheme is an alias of it; name two schemes at least"},
		{"of: [bus-factor, plain]", "of: [bus-factor, plane]", "ambiguous", "scheme.unknown", `line 19, column 5: "lone" is said to mean "plane", which is no scheme's id`},
		{"name: lone,", "name: Plain,", "name", "scheme.twice", `line 19, column 5: "Plain" is spelled like "plain", a name of the scheme plain; one name means one scheme, or is listed as ambiguous`},
		{"names: [Because I say so]", "names: [Plain]", "name", "scheme.twice", `line 21, column 37: "Plain" is spelled like "plain", a name of the scheme plain; one name means one scheme, or is listed as ambiguous`},
		{"    conclusion:", "   conclusion:", "", "scheme.syntax", "line 12, column 4: this is not YAML: did not find expected '-' indicator"},
		{"none:\n", "---\n", "", "scheme.syntax", "line 20, column 1: a second document begins; a file is one document"},
	} {
		t.Run(c.spoilt, func(t *testing.T) {
			if strings.Count(good, c.old) != 1 {
				t.Fatalf("%q occurs %d times", c.old, strings.Count(good, c.old))
			}
			_, err := scheme.Parse(strings.NewReader(strings.Replace(good, c.old, c.spoilt, 1)))
			wantError(t, err, fault.Invalid, c.reason, c.message)
			wantPlace(t, err, c.field)
		})
	}
}

// wantPlace holds the error's field, and its details to its message.
func wantPlace(t *testing.T, err error, field string) {
	t.Helper()
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return
	}
	if place := fmt.Sprintf("line %v, column %v: ", f.Details["line"], f.Details["column"]); !strings.HasPrefix(f.Message, place) || f.Field != field {
		t.Errorf("field %q, details %v: %s; want field %q", f.Field, f.Details, f.Message, field)
	}
}

func TestBadBytes(t *testing.T) {
	for _, c := range []struct{ name, text, message string }{
		{"empty", "", "line 1, column 1: the file is empty; it should list schemes"},
		{"only a comment", "# nothing\n", "line 1, column 1: the file is empty; it should list schemes"},
		{"nothing in it", "{}", "line 1, column 1: schemes is missing"},
		{"a list", "- a", "line 1, column 1: there should be a mapping here"},
		{"not UTF-8", "family: é\nsource: \xff\n", "line 2, column 9: the file is not UTF-8 here"},
		{"a merge key", "<<: {a: b}", `line 1, column 1: "<<" is no field here; the fields are source, family, schemes, ambiguous, none`},
		{"a list as key", "? [a]\n: b", "line 1, column 3: there should be a key here"},
		{"an alias of itself", "schemes: &x [*x]", "line 1, column 10: anchors and aliases of YAML are not allowed; write the value out"},
		{"too deep", "schemes: " + strings.Repeat("[", 5000), "line 1, column 22: this is not YAML: exceeded max depth of 12"},
		{"a bomb", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", `line 1, column 1: "a" is no field here; the fields are source, family, schemes, ambiguous, none`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := scheme.Parse(strings.NewReader(c.text))
			if err == nil || fault.Of(err) != fault.Invalid {
				t.Fatalf("got %v", err)
			}
			if f, _ := errors.AsType[*fault.Error](err); f.Message != c.message {
				t.Errorf("got  %s\nwant %s", f.Message, c.message)
			}
		})
	}
}

func TestParseIsBounded(t *testing.T) {
	_, err := scheme.Parse(strings.NewReader("# " + strings.Repeat("x", scheme.MaxFile)))
	if fault.Of(err) != fault.Exhausted || fault.Reason(err) != "scheme.size" {
		t.Errorf("got %v", err)
	}
	broken := errors.New("broken pipe")
	if _, err := scheme.Parse(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestWith(t *testing.T) {
	mine, err := scheme.Parse(strings.NewReader(good))
	if err != nil {
		t.Fatal(err)
	}
	both, err := scheme.Standard().With(mine)
	if err != nil {
		t.Fatal(err)
	}
	if len(both.All()) != len(scheme.Standard().All())+2 {
		t.Errorf("%d schemes", len(both.All()))
	}
	for _, name := range []string{"bus factor", "ExpertOpinion", "expert-opinion"} {
		if _, err := both.Find(name); err != nil {
			t.Error(err)
		}
	}
	for name, reason := range map[string]string{"lone": "scheme.ambiguous", "slippery slope": "scheme.ambiguous", "because I say so": "scheme.none", "Default Inference": "scheme.none"} {
		if _, err := both.Find(name); fault.Reason(err) != reason {
			t.Errorf("%s: %v", name, err)
		}
	}
	joke, err := scheme.Parse(strings.NewReader("none: [{because: it is a joke, names: [Default Inference]}]"))
	if err != nil {
		t.Fatal(err)
	}
	if both, err = both.With(joke); err != nil {
		t.Fatal(err)
	}
	if _, err := both.Find("Default Inference"); err == nil || strings.Contains(err.Error(), "joke") {
		t.Errorf("the first reason does not stay: %v", err)
	}
	if _, err := scheme.Standard().Find("bus factor"); err == nil {
		t.Error("With changed the standard set")
	}
}

func TestWithConflicts(t *testing.T) {
	for _, c := range []struct{ old, mine, message string }{
		{"id: bus-factor", "id: expert-opinion", `line 4, column 9: there is a scheme "expert-opinion" already: Argument from expert opinion`},
		{"one head]", "ExpertOpinion]", `line 6, column 32: "ExpertOpinion" is spelled like "expert-opinion", a name of the scheme expert-opinion; one name means one scheme, or is listed as ambiguous`},
		{"one head]", "Authority]", `line 6, column 32: "Authority" is spelled like "Authority", a name that may mean several schemes; one name means one scheme, or is listed as ambiguous`},
		{"name: lone", "name: analogy", `line 19, column 5: "analogy" is spelled like "analogy", a name of the scheme analogy; one name means one scheme, or is listed as ambiguous`},
		{"Because I say so", "Analogy", `line 21, column 37: "Analogy" is spelled like "analogy", a name of the scheme analogy; one name means one scheme, or is listed as ambiguous`},
		{"one head]", "Default Inference]", ""},
	} {
		mine, err := scheme.Parse(strings.NewReader(strings.Replace(strings.Replace(good, c.old, c.mine, 1), "[bus-factor, plain]", "["+idIn(c.mine)+", plain]", 1)))
		if err != nil {
			t.Fatal(err)
		}
		both, err := scheme.Standard().With(mine)
		if c.message != "" {
			wantError(t, err, fault.Invalid, "scheme.twice", c.message)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if sc, err := both.Find("Default Inference"); err != nil || sc.ID != "bus-factor" {
			t.Errorf("what meant no scheme got no meaning: %v", err)
		}
	}
}

// idIn gives the id that a spoilt line gives the first scheme.
func idIn(line string) string {
	if id, ok := strings.CutPrefix(line, "id: "); ok {
		return id
	}
	return "bus-factor"
}

func FuzzParse(f *testing.F) {
	f.Add(good)
	names, err := filepath.Glob("standard/*.yaml")
	if err != nil || len(names) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, seed := range []string{"", "schemes: [{}]", "schemes: &a [*a]", "? {a: b}\n: c", "schemes:\n  - id: !!str x", "\xff", "none: [{because: x, names: [a, an, the]}]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := scheme.Parse(strings.NewReader(text))
		if err != nil {
			if code := fault.Of(err); code != fault.Invalid && code != fault.Exhausted {
				t.Fatal(err)
			}
			return
		}
		var out strings.Builder
		if err := s.Write(&out); err != nil {
			t.Fatal(err)
		}
		again, err := scheme.Parse(strings.NewReader(out.String()))
		if err != nil {
			t.Fatalf("what was written is not read: %v\n%s", err, out.String())
		}
		for i, sc := range s.All() {
			if again.All()[i].ID != sc.ID {
				t.Fatalf("%s came back as %s", sc.ID, again.All()[i].ID)
			}
			if found, err := s.Find(sc.Name); err != nil || found != sc {
				t.Fatalf("%q is not found: %v", sc.Name, err)
			}
			for _, q := range sc.Questions {
				sc.Ask(q, scheme.Filling{Slots: map[string]string{q.Slot: text}})
			}
		}
	})
}
