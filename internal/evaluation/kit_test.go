package evaluation_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

const theMap = argmap.ID("map")

// tester is what both *testing.T and *rapid.T can do.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// sketch is a map while it is drawn.
type sketch struct {
	state *argmap.State
	links int
}

func newSketch() *sketch {
	m := &sketch{state: argmap.NewState(theMap)}
	m.put(&argmap.Properties{ID: theMap, Title: "a map"})
	m.put(&argmap.Voice{ID: "ann", Kind: argmap.VoiceAuthor, Name: "ann"})
	return m
}

func (m *sketch) put(r argmap.Record) { m.state.Put(argmap.Entry{Record: r, Revision: 1}) }

func (m *sketch) join(role argmap.Role, from, to argmap.ID) *argmap.Link {
	m.links++
	l := &argmap.Link{ID: argmap.ID(fmt.Sprint("l", m.links)), Role: role, From: from, To: to}
	m.put(l)
	return l
}

func (m *sketch) claims(ids string) {
	for id := range strings.FieldsSeq(ids) {
		m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindClaim, Text: id})
		m.put(&argmap.Commitment{ID: argmap.ID("k" + id), Voice: "ann", Claim: argmap.ID(id), Act: argmap.Asserts})
	}
}

func (m *sketch) infer(id, premises, conclusion string) {
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindInference})
	for p := range strings.FieldsSeq(premises) {
		m.join(argmap.RolePremiseOf, argmap.ID(p), argmap.ID(id))
	}
	m.join(argmap.RoleConcludes, argmap.ID(id), argmap.ID(conclusion))
}

func (m *sketch) attack(id, premises, target string) {
	kind := argmap.AttackFor(argmap.ElementIn(m.state, argmap.ID(target)).Kind, false)
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindRebuttal, Attack: kind})
	for p := range strings.FieldsSeq(premises) {
		m.join(argmap.RolePremiseOf, argmap.ID(p), argmap.ID(id))
	}
	m.join(argmap.RoleAttacks, argmap.ID(id), argmap.ID(target))
}

func (m *sketch) dispute(id string, answers string) {
	q := &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure, Answers: argmap.Exclusive}
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindQuestion, Text: id, Question: q})
	for a := range strings.FieldsSeq(answers) {
		m.join(argmap.RoleAnswers, argmap.ID(a), argmap.ID(id))
	}
}

// snapshot gives the map at a revision.
func (m *sketch) snapshot(t tester, revision argmap.Revision) *snapshot.Snapshot {
	t.Helper()
	b := snapshot.NewBuilder(theMap)
	for _, e := range m.state.Entries() {
		b.Add(e)
	}
	s, err := b.Snapshot(revision, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// debate draws a well-formed map.
func debate(t *rapid.T) *sketch {
	m := newSketch()
	claims := names("c", rapid.IntRange(1, 6).Draw(t, "claims"))
	m.claims(strings.Join(claims, " "))
	var relations []string
	for _, id := range names("r", rapid.IntRange(0, 8).Draw(t, "relations")) {
		m.relate(t, id, claims, relations)
		relations = append(relations, id)
	}
	if rapid.IntRange(0, 3).Draw(t, "issue") == 0 {
		m.dispute("q", strings.Join(rapid.SliceOfNDistinct(rapid.SampledFrom(claims), 0, 3, rapid.ID).Draw(t, "answers"), " "))
	}
	return m
}

// relate draws an inference or a rebuttal.
func (m *sketch) relate(t *rapid.T, id string, claims, relations []string) {
	premises := strings.Join(rapid.SliceOfNDistinct(rapid.SampledFrom(claims), 1, 2, rapid.ID).Draw(t, "premises"), " ")
	ends := claims
	if len(relations) > 0 && rapid.IntRange(0, 3).Draw(t, "on a relation") == 0 {
		ends = relations
	}
	end := rapid.SampledFrom(ends).Draw(t, "end")
	if rapid.IntRange(0, 2).Draw(t, "kind") == 0 {
		m.infer(id, premises, end)
	} else {
		m.attack(id, premises, end)
	}
}

func names(prefix string, n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprint(prefix, i)
	}
	return ids
}
