package argmap

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"argmap/internal/fault"
)

const mapID ID = "m"

func noon() time.Time { return time.Date(2026, 2, 3, 12, 0, 0, 123456000, time.UTC) }

func props() *Properties {
	return &Properties{ID: mapID, Title: "A map", Owner: Local, Created: noon()}
}

func claim(id ID) *Element {
	return &Element{ID: id, Kind: KindClaim, Text: "text of " + string(id), Created: noon()}
}
func inference(id ID) *Element { return &Element{ID: id, Kind: KindInference, Created: noon()} }
func rebuttal(id ID, a AttackKind) *Element {
	return &Element{ID: id, Kind: KindRebuttal, Attack: a, Created: noon()}
}

func ask(id ID) *Element {
	return &Element{ID: id, Kind: KindQuestion, Text: "why?", Created: noon(), Question: &Inquiry{Form: FormWH, Force: Pure}}
}

// test is a critical question.
func test(id ID, b Burden, effect Effect) *Element {
	e := ask(id)
	e.Question.Critical, e.Question.Burden, e.Question.Effect = "scheme/question", b, effect
	return e
}

// critical asks the critical question n about i, or about a slot of it.
func critical(b Burden, effect Effect, slot string) []Operation {
	return sets(test("n", b, effect), with(link("n", RoleAsksAbout, "i"), func(l *Link) { l.Slot = slot }))
}

func inRow(id, row ID, ordinal int) *Element {
	e := ask(id)
	e.Question.Row, e.Question.Ordinal = row, ordinal
	return e
}
func of(id ID, k Kind) *Element { return &Element{ID: id, Kind: k, Created: noon()} }
func voice(id ID) *Voice        { return &Voice{ID: id, Kind: VoiceAuthor, Name: string(id)} }
func commitment(id, voice, claim ID) *Commitment {
	return &Commitment{ID: id, Voice: voice, Claim: claim, Act: Asserts}
}

// link makes a link that is called after what it joins.
func link(from ID, r Role, to ID) *Link {
	return &Link{ID: ID(fmt.Sprintf("%s-%s-%s", from, r, to)), Role: r, From: from, To: to}
}

const paragraphText = "Kaf\u00e9 \U0001F468\u200D\U0001F469 und Tee"

// library is the texts that tests cite.
type library struct{}

func (library) Paragraph(id ID) (*Paragraph, bool) {
	switch id {
	case "p":
		return &Paragraph{ID: "p", Source: "s", Text: paragraphText}, true
	case "old":
		return &Paragraph{ID: "old", Source: "withdrawn", Text: paragraphText}, false
	default:
		return nil, false
	}
}

func citation(id, element ID) *Citation {
	return &Citation{ID: id, Element: element, Source: "s", Role: Words, Explicitness: Explicit, Segments: []Segment{{Paragraph: "p", Start: 0, End: 4, Exact: "Kaf\u00e9"}}}
}

// world is a sound map with a little of everything, at revision 1: b and c infer a (i), d rebuts a
// (r), undermines b as a premise of i (u) and undercuts i (w); questions q1 and q2 stand in a row; t
// is a critical question about i, which d fails.
func world() *State {
	s := NewState(mapID)
	s.Apply(ChangeSet{Revision: 1, Operations: sets(
		props(), voice("v"), voice("reporter"), &Row{ID: "row"},
		claim("a"), claim("b"), claim("c"), claim("d"), inference("i"),
		rebuttal("r", Rebut), rebuttal("u", Undermine), rebuttal("w", Undercut), inRow("q1", "row", 1), inRow("q2", "row", 2),
		&Element{ID: "loc", Kind: KindLocution, Text: "said", Speaker: "v"}, &Element{ID: "loc2", Kind: KindLocution, Text: "replied"},
		of("ill", KindIllocution), of("tr", KindTransition), of("re", KindRephrase), of("pref", KindPreference),
		commitment("k", "v", "a"), &Commitment{ID: "k2", Voice: "v", Claim: "b", Act: Denies, ReportedBy: "reporter"},
		link("b", RolePremiseOf, "i"), link("c", RolePremiseOf, "i"), link("i", RoleConcludes, "a"),
		link("d", RolePremiseOf, "r"), link("r", RoleAttacks, "a"),
		link("d", RolePremiseOf, "u"), link("u", RoleAttacks, "b"), link("u", RoleAgainst, "i"),
		link("d", RolePremiseOf, "w"), link("w", RoleAttacks, "i"),
		link("a", RoleRaises, "q1"), link("q1", RoleAsksAbout, "i"), link("q1", RoleCarries, "b"), link("c", RoleAnswers, "q1"),
		test("t", BurdenException, EffectInference), link("t", RoleAsksAbout, "i"),
		with(link("d", RoleAnswers, "t"), func(l *Link) { l.Bearing = Fails }),
		link("loc", RolePerforms, "ill"), link("ill", RoleHasContent, "a"), link("loc", RoleStarts, "tr"), link("tr", RoleEndsIn, "loc2"),
		link("a", RoleRephrases, "re"), link("re", RoleRephraseOf, "b"), link("a", RolePreferredIn, "pref"), link("pref", RolePreferredTo, "b"),
		citation("cit", "a"), &Leftover{ID: "left", What: "edge", Raw: []byte(`{}`)},
	)})
	return s
}

func sets(rs ...Record) []Operation {
	ops := make([]Operation, len(rs))
	for i, r := range rs {
		ops[i] = Set(r)
	}
	return ops
}

func removes(rs ...Record) []Operation {
	ops := make([]Operation, len(rs))
	for i, r := range rs {
		ops[i] = Remove(r.Ref())
	}
	return ops
}

func join(lists ...[]Operation) []Operation { return slices.Concat(lists...) }

// with is the value of a record after a change of a copy of it.
func with[T any](r *T, change func(*T)) *T {
	c := *r
	change(&c)
	return &c
}

func dumpOf(s *State) string {
	var b strings.Builder
	for _, e := range s.Entries() {
		text, err := EncodeRecord(e.Record)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "%s %s\n", e.Record.Ref(), text)
	}
	return b.String()
}

func faultOf(t *testing.T, err error) *fault.Error {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) {
		t.Fatalf("got %v; want a fault", err)
	}
	return f
}

// defectsOf lists every defect of a view's elements, as "rule element".
func defectsOf(v View, ids []ID) []string {
	var out []string
	for _, id := range ids {
		for _, d := range Defects(v, id) {
			out = append(out, string(d.Rule)+" "+string(id))
		}
	}
	return out
}

func elementsOf(s *State) []ID {
	var ids []ID
	for _, e := range s.Entries() {
		if el, ok := e.Record.(*Element); ok {
			ids = append(ids, el.ID)
		}
	}
	return ids
}

func TestTheWorldIsSound(t *testing.T) {
	s := world()
	if ds := defectsOf(s, elementsOf(s)); len(ds) != 0 {
		t.Errorf("defects: %v", ds)
	}
	var all []Operation
	for _, e := range s.Entries() {
		all = append(all, Set(e.Record))
	}
	if _, err := Check(NewState(mapID), library{}, all, Authoring); err != nil {
		t.Errorf("the world cannot be made in one change set: %v", err)
	}
}
