package snapshot_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// rest counts what a walk along the links that point reaches from some elements, these left out.
func rest(state *argmap.State, from []argmap.ID) int {
	met := map[argmap.ID]bool{}
	var walk func(id argmap.ID)
	walk = func(id argmap.ID) {
		if met[id] {
			return
		}
		met[id] = true
		for l := range state.LinksFrom(id) {
			if j, _ := argmap.JoinOf(l.Role); j.Points {
				walk(l.To)
			}
		}
	}
	for _, id := range from {
		walk(id)
	}
	for _, id := range from {
		delete(met, id)
	}
	return len(met)
}

func TestOpenQuestionsAreThoseOfTheirStatusByTheirWeight(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		state, _ := someMap(t)
		elements := pick[*argmap.Element](&writer{state: state})
		for i, q := range elements {
			if q.Kind == argmap.KindQuestion {
				for n := range rapid.IntRange(0, 2).Draw(t, "subjects") {
					l := &argmap.Link{ID: name("about", 10*i+n), Role: argmap.RoleAsksAbout, From: q.ID, To: draw(t, "subject", elements).ID}
					state.Put(argmap.Entry{Record: l, Revision: 1})
				}
			}
		}
		s := snapshotOf(t, state)
		open := s.OpenQuestions()
		var want []argmap.ID
		for q := range s.OfKind(argmap.KindQuestion).All() {
			if status := q.(snapshot.Question).Status(); status == argmap.Open || status == argmap.Contested {
				want = append(want, q.ID())
			}
		}
		var got []argmap.ID
		for _, o := range open {
			got = append(got, o.Question.ID())
			var about []argmap.ID
			for _, subject := range o.Question.AsksAbout() {
				about = append(about, subject.Element.ID())
			}
			if w := rest(state, about); o.Weight != w || o.Status != o.Question.Status() {
				t.Fatalf("%s about %v has weight %d and status %s, want %d and %s", o.Question.ID(), about, o.Weight, o.Status, w, o.Question.Status())
			}
			found += min(o.Weight, 1)
		}
		if !slices.IsSortedFunc(open, func(a, b snapshot.OpenQuestion) int {
			return cmp.Or(b.Weight-a.Weight, cmp.Compare(urgency(b), urgency(a)), cmp.Compare(a.Question.ID(), b.Question.ID()))
		}) {
			t.Fatalf("the order is %v", open)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("open are %v, want %v", got, want)
		}
	})
	t.Logf("%d questions had a weight", found)
}

func urgency(o snapshot.OpenQuestion) int {
	return map[[2]bool]int{{true, true}: 2, {false, false}: 1, {false, true}: 0}[[2]bool{o.Flips, o.Known}]
}

// TestManyQuestionsAreWeighedAtOnce has more sets than one walk follows, on a chain with a ring in it.
func TestManyQuestionsAreWeighedAtOnce(t *testing.T) {
	state := argmap.NewState(theMap)
	put := func(r argmap.Record) { state.Put(argmap.Entry{Record: r, Revision: 1}) }
	join := func(role argmap.Role, from, to argmap.ID) {
		put(&argmap.Link{ID: from + " " + to, Role: role, From: from, To: to})
	}
	const long = 150
	for i := range long {
		put(&argmap.Element{ID: name("c", i), Kind: argmap.KindClaim, Text: "c"})
		put(&argmap.Element{ID: name("i", i), Kind: argmap.KindInference})
		put(&argmap.Element{ID: name("q", i), Kind: argmap.KindQuestion, Text: "?", Question: &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}})
		join(argmap.RoleAsksAbout, name("q", i), name("c", i))
		join(argmap.RolePremiseOf, name("c", i), name("i", i))
	}
	for i := range long - 1 {
		join(argmap.RoleConcludes, name("i", i), name("c", i+1))
	}
	join(argmap.RoleConcludes, name("i", 20), name("c", 10)) // the ring: c10 … i20, 22 elements
	join(argmap.RoleAsksAbout, name("q", 3), name("c", 5))
	s := snapshotOf(t, state)
	for _, o := range s.OpenQuestions() {
		var i int
		if _, err := fmt.Sscanf(string(o.Question.ID()), "q%d", &i); err != nil {
			t.Fatal(err)
		}
		want := 2*(long-i) - 1 // all above it, but c itself
		switch {
		case i == 3:
			want-- // it asks about two
		case i > 10 && i <= 20:
			want = 2*(long-10) - 1 // the whole ring rests on each of it
		}
		if o.Weight != want {
			t.Errorf("%s weighs %d, want %d", o.Question.ID(), o.Weight, want)
		}
	}
	if n := len(s.OpenQuestions()); n != long {
		t.Errorf("%d are open", n)
	}
}

func name(prefix string, i int) argmap.ID { return argmap.ID(fmt.Sprintf("%s%03d", prefix, i)) }

// questioned draws a debate with more questions about what is sound in it.
func questioned(t *rapid.T) *argmap.State {
	d := &drawn{T: t, state: debate(t), links: 1000}
	sound := map[argmap.Kind][]argmap.ID{}
	for _, e := range pick[*argmap.Element](&writer{state: d.state}) {
		if len(argmap.Defects(d.state, e.ID)) == 0 {
			sound[e.Kind] = append(sound[e.Kind], e.ID)
		}
	}
	if len(sound[argmap.KindClaim]) > 0 {
		for _, id := range named("x", 4) {
			d.question(id, sound[argmap.KindClaim], sound[argmap.KindInference])
		}
	}
	return d.state
}

// answered gives a map with an accepted answer to a question, and what else that makes.
func answered(t *rapid.T, state *argmap.State, q snapshot.Question, b argmap.Bearing) *snapshot.Snapshot {
	s := state.Clone()
	put := func(r argmap.Record) { s.Put(argmap.Entry{Record: r, Revision: 1}) }
	put(&argmap.Element{ID: "so", Kind: argmap.KindClaim, Text: "so", Basis: argmap.Given})
	put(&argmap.Commitment{ID: "so", Voice: "v", Claim: "so", Act: argmap.Asserts})
	put(&argmap.Link{ID: "so answers", Role: argmap.RoleAnswers, From: "so", To: q.ID(), Bearing: b})
	if b == argmap.Fails {
		inference := q.AsksAbout()[0].Element.(snapshot.Inference)
		target := snapshot.Element(inference)
		switch *q.Effect() {
		case argmap.EffectPremise:
			for l := range state.LinksTo(inference.ID()) {
				if l.Role == argmap.RolePremiseOf && l.Slot == *q.AsksAbout()[0].Slot {
					target = q.Snapshot().Element(l.From)
					break
				}
			}
		case argmap.EffectConclusion:
			if c := inference.Conclusion(); c != nil {
				target = c
			}
		case argmap.EffectInference:
		}
		against := *q.Effect() == argmap.EffectPremise && target.ID() != inference.ID()
		put(&argmap.Element{ID: "no", Kind: argmap.KindRebuttal, Attack: argmap.AttackFor(target.ElementKind(), against)})
		put(&argmap.Link{ID: "no 1", Role: argmap.RolePremiseOf, From: "so", To: "no"})
		put(&argmap.Link{ID: "no 2", Role: argmap.RoleAttacks, From: "no", To: target.ID()})
		if against {
			put(&argmap.Link{ID: "no 3", Role: argmap.RoleAgainst, From: "no", To: inference.ID()})
		}
	}
	return snapshotOf(t, s)
}

func otherLabels(a, b *snapshot.Snapshot) bool {
	for e := range a.Elements().All() {
		x, _ := a.Verdict(e.ID())
		y, _ := b.Verdict(e.ID())
		if x.Label != y.Label {
			return true
		}
	}
	return false
}

// TestAQuestionFlipsWhatAnAnswerWouldFlip tries each answer out over the whole map.
func TestAQuestionFlipsWhatAnAnswerWouldFlip(t *testing.T) {
	seen, rivals := map[bool]int{}, map[bool]int{}
	rapid.Check(t, func(t *rapid.T) {
		state := questioned(t)
		s := snapshotOf(t, state)
		for _, o := range s.OpenQuestions() {
			want := false
			bearings := []argmap.Bearing{""}
			if o.Question.Burden() != nil && len(o.Question.Defects()) == 0 {
				bearings = []argmap.Bearing{argmap.Meets, argmap.Fails}
			}
			for _, b := range bearings {
				want = want || otherLabels(s, answered(t, state, o.Question, b))
				rivals[want && o.Question.AnswerMode() == argmap.Exclusive]++
			}
			if !o.Known || o.Flips != want {
				t.Fatalf("%s (%+v) flips: %v, known: %v; want %v", o.Question.ID(), o.Question.Record().Question, o.Flips, o.Known, want)
			}
			seen[want]++
		}
	})
	t.Logf("flips: %v, of these exclusive: %v", seen, rivals)
}

// TestWhatIsNotTriedIsNotKnown has more pressed questions than are tried out.
func TestWhatIsNotTriedIsNotKnown(t *testing.T) {
	state := argmap.NewState(theMap)
	put := func(r argmap.Record) { state.Put(argmap.Entry{Record: r, Revision: 1}) }
	put(&argmap.Element{ID: "nobody's", Kind: argmap.KindClaim, Text: "a"})
	put(&argmap.Element{ID: "c", Kind: argmap.KindClaim, Text: "c"})
	put(&argmap.Element{ID: "i", Kind: argmap.KindInference})
	put(&argmap.Link{ID: "1", Role: argmap.RolePremiseOf, From: "nobody's", To: "i"})
	put(&argmap.Link{ID: "2", Role: argmap.RoleConcludes, From: "i", To: "c"})
	for n := range 70 {
		q := &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Challenging, Critical: "s/q", Burden: argmap.BurdenAssumption, Effect: argmap.EffectInference}
		put(&argmap.Element{ID: name("q", n), Kind: argmap.KindQuestion, Text: "?", Question: q})
		put(&argmap.Link{ID: name("a", n), Role: argmap.RoleAsksAbout, From: name("q", n), To: "i"})
	}
	known := 0
	for i, o := range snapshotOf(t, state).OpenQuestions() {
		if o.Flips || o.Weight != 1 {
			t.Errorf("%+v", o)
		}
		if o.Known {
			known++
		} else if i >= 6 {
			t.Errorf("%s stands behind what is known not to flip", o.Question.ID())
		}
	}
	if known != 64 {
		t.Errorf("%d are known", known)
	}
}
