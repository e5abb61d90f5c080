package snapshot_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// drawn is a map while it is drawn.
type drawn struct {
	*rapid.T

	state *argmap.State
	links int
}

func (d *drawn) put(r argmap.Record) { d.state.Put(argmap.Entry{Record: r, Revision: 1}) }

func (d *drawn) join(role argmap.Role, from, to argmap.ID) *argmap.Link {
	d.links++
	l := &argmap.Link{ID: argmap.ID(fmt.Sprint("l", d.links)), Role: role, From: from, To: to}
	d.put(l)
	return l
}

// debate draws a map of claims, inferences, rebuttals, preferences and questions, some of them defective.
func debate(t *rapid.T) *argmap.State {
	d := &drawn{T: t, state: argmap.NewState(theMap)}
	for _, v := range []argmap.ID{"v", "w"} {
		d.put(&argmap.Voice{ID: v, Kind: argmap.VoiceAuthor, Name: "who speaks"})
	}
	claims := named("c", rapid.IntRange(1, 6).Draw(t, "claims"))
	relations := named("r", rapid.IntRange(0, 7).Draw(t, "relations"))
	for _, id := range claims {
		d.claim(id)
	}
	for _, id := range relations {
		d.relation(id, claims, relations)
	}
	for _, id := range named("p", rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3}).Draw(t, "preferences")) {
		d.preference(id, claims, relations)
	}
	for _, id := range named("q", rapid.SampledFrom([]int{0, 1, 2, 3}).Draw(t, "questions")) {
		d.question(id, claims, relations)
	}
	return d.state
}

func named(prefix string, n int) []argmap.ID {
	ids := make([]argmap.ID, n)
	for i := range ids {
		ids[i] = argmap.ID(fmt.Sprint(prefix, i))
	}
	return ids
}

func (d *drawn) claim(id argmap.ID) {
	d.put(&argmap.Element{
		ID: id, Kind: argmap.KindClaim, Text: draw(d.T, "text", []string{"text", "text", "text", "text", "text\u0085", "“«text»”", ""}),
		Basis: draw(d.T, "basis", []argmap.Basis{"", "", argmap.Given, argmap.Argued}),
	})
	if act := draw(d.T, "act", []argmap.Act{argmap.Asserts, argmap.Asserts, argmap.Concedes, argmap.Denies, argmap.Supposes, ""}); act != "" {
		d.put(&argmap.Commitment{ID: "k" + id, Voice: draw(d.T, "voice", []argmap.ID{"v", "w"}), Claim: id, Act: act})
	}
}

func (d *drawn) relation(id argmap.ID, claims, relations []argmap.ID) {
	e := &argmap.Element{ID: id, Kind: draw(d.T, "kind", []argmap.Kind{argmap.KindInference, argmap.KindInference, argmap.KindRebuttal, argmap.KindRebuttal})}
	role := argmap.RoleConcludes
	if e.Kind == argmap.KindRebuttal {
		e.Attack, role = argmap.Rebut, argmap.RoleAttacks
	}
	for range draw(d.T, "premises", []int{1, 1, 1, 2, 2, 0}) {
		d.join(argmap.RolePremiseOf, draw(d.T, "premise", claims), id).Slot = draw(d.T, "slot", []string{"", "s", "t"})
	}
	for range draw(d.T, "ends", []int{1, 1, 1, 1, 1, 2, 0}) {
		if rapid.IntRange(0, 3).Draw(d.T, "on a relation") > 0 {
			d.join(role, id, draw(d.T, "end", claims))
			continue
		}
		e.Attack = map[bool]argmap.AttackKind{true: argmap.Undercut}[e.Kind == argmap.KindRebuttal]
		d.join(role, id, draw(d.T, "end", relations))
	}
	d.put(e)
}

func (d *drawn) preference(id argmap.ID, claims, relations []argmap.ID) {
	d.put(&argmap.Element{ID: id, Kind: argmap.KindPreference})
	// A link said twice would be a defect of the claim.
	first := rapid.SliceOfNDistinct(rapid.SampledFrom(slices.Concat(claims, relations)), 0, 2, rapid.ID).Draw(d.T, "first")
	for _, one := range first {
		d.join(argmap.RolePreferredIn, one, id)
	}
	d.join(argmap.RolePreferredTo, id, draw(d.T, "put behind", claims))
	if rapid.IntRange(0, 3).Draw(d.T, "attacked") == 0 {
		d.put(&argmap.Element{ID: "x" + id, Kind: argmap.KindRebuttal, Attack: argmap.Undercut})
		d.join(argmap.RolePremiseOf, draw(d.T, "premise", claims), "x"+id)
		d.join(argmap.RoleAttacks, "x"+id, id)
	}
}

func (d *drawn) question(id argmap.ID, claims, relations []argmap.ID) {
	q := &argmap.Inquiry{
		Form: argmap.FormWH, Force: draw(d.T, "force", []argmap.QuestionForce{argmap.Pure, argmap.Challenging}),
		Answers:   draw(d.T, "answers", []argmap.AnswerMode{"", argmap.Exclusive, argmap.Exclusive}),
		Standard:  draw(d.T, "standard", []argmap.ProofStandard{"", "", "", argmap.Preponderance, argmap.BeyondReasonableDoubt}),
		Withdrawn: rapid.IntRange(0, 5).Draw(d.T, "withdrawn") == 0,
	}
	d.put(&argmap.Element{ID: id, Kind: argmap.KindQuestion, Text: draw(d.T, "text", []string{"who?", "who?", "who?", ""}), Question: q})
	if len(relations) > 0 && rapid.IntRange(0, 3).Draw(d.T, "critical") > 0 {
		d.burden(id, q, relations)
	}
	for _, claim := range rapid.SliceOfNDistinct(rapid.SampledFrom(claims), 0, 4, rapid.ID).Draw(d.T, "answers") {
		l := d.join(argmap.RoleAnswers, claim, id)
		l.Partial = rapid.IntRange(0, 3).Draw(d.T, "partial") == 0
		if q.Burden != "" {
			l.Bearing = draw(d.T, "bearing", []argmap.Bearing{"", argmap.Meets, argmap.Meets, argmap.Fails})
		}
	}
}

// burden makes a question a critical one.
func (d *drawn) burden(id argmap.ID, q *argmap.Inquiry, relations []argmap.ID) {
	q.Critical, q.Force = "a scheme/a question", draw(d.T, "force", []argmap.QuestionForce{argmap.Pure, argmap.Challenging, argmap.Challenging})
	q.Burden = draw(d.T, "burden", []argmap.Burden{argmap.BurdenPremise, argmap.BurdenPremise, argmap.BurdenAssumption, argmap.BurdenException})
	q.Effect = draw(d.T, "effect", q.Burden.Effects())
	about := d.join(argmap.RoleAsksAbout, id, draw(d.T, "about", relations))
	if q.Effect == argmap.EffectPremise {
		about.Slot = draw(d.T, "asked", []string{"s", "s", "t"})
	}
}

// anyReading draws a reading.
func anyReading(t *rapid.T) snapshot.Reading {
	ways := []snapshot.Weighing{"", snapshot.Weigh, snapshot.Ignore}
	return snapshot.Reading{
		Support: draw(t, "support", []snapshot.SupportReading{"", "", snapshot.MapReading, snapshot.AttacksOnly, snapshot.Deductive, snapshot.Necessary, snapshot.Evidential}),
		Voices:  draw(t, "voices", [][]argmap.ID{nil, nil, {"v"}, {"w", "v", "w"}}),
		Rebuts:  draw(t, "rebuts", []snapshot.RebutMode{"", snapshot.Directed, snapshot.Mutual}),

		Questions: draw(t, "questions", ways), Issues: draw(t, "issues", ways), Preferences: draw(t, "preferences", ways),
	}
}

// snapshotOf gives a state as a snapshot.
func snapshotOf(t interface{ Fatal(args ...any) }, state *argmap.State) *snapshot.Snapshot {
	b := snapshot.NewBuilder(theMap)
	for _, e := range state.Entries() {
		b.Add(e)
	}
	s, err := b.Snapshot(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func frameworkOf(t interface{ Fatal(args ...any) }, s *snapshot.Snapshot, r snapshot.Reading) *snapshot.Framework {
	f, err := s.Framework(r)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestVerdictsAreThoseOfTheMapReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state := debate(t)
		s := snapshotOf(t, state)
		r := readByWords(state, snapshot.Reading{}, frameworkOf(t, s, snapshot.Reading{}).Decisions())
		r.run()
		for e := range s.Elements().All() {
			v, ok := s.Verdict(e.ID())
			if ok != (r.part(e.ID()) != nil) {
				t.Fatalf("%s takes part: %v", e.ID(), ok)
			}
			if c, is := e.(snapshot.Claim); is && (c.Basis() == argmap.Given) != r.given(e.Record()) {
				t.Fatalf("%s is %s", e.ID(), c.Basis())
			}
			if !ok {
				continue
			}
			if want := r.label(string(e.ID())); v.Label != want || (v.Reason != "") != (want == argmap.LabelOut) || (v.Round > 0) != (want != argmap.LabelUndecided) {
				t.Fatalf("%s: %+v, want %s", e.ID(), v, want)
			}
		}
	})
}
