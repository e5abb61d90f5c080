package snapshot_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
	"argmap/internal/semantics/bipolar"
	"argmap/internal/semantics/dung"
	"argmap/internal/snapshot"
)

// Where every link has one premise and none is attacked, a map is a bipolar framework of its claims, and the
// readings of that name are those of package bipolar, under every semantics that both know.
func TestReadingsOfSingleSupportsAreBipolar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, f := newSketch(), bipolar.Framework{Arguments: rapid.IntRange(1, 5).Draw(t, "claims")}
		claim := func(n int32) string { return fmt.Sprint("c", n) }
		one := rapid.Int32Range(0, int32(f.Arguments-1))
		for n := range int32(f.Arguments) {
			f.Asserted = append(f.Asserted, rapid.Bool().Draw(t, "asserted"))
			if m.unheld(claim(n)); f.Asserted[n] {
				m.claims("ann", claim(n))
			}
		}
		for i := range rapid.IntRange(0, 7).Draw(t, "links") {
			e := bipolar.Edge{From: one.Draw(t, "from"), To: one.Draw(t, "to")}
			if rapid.Bool().Draw(t, "supports") {
				f.Supports = append(f.Supports, e)
				m.infer(fmt.Sprint("i", i), claim(e.From), claim(e.To))
			} else {
				f.Attacks = append(f.Attacks, e)
				m.attack(fmt.Sprint("r", i), claim(e.From), claim(e.To), "")
			}
		}
		s := snapshotOf(t, m.state)
		for support, reading := range map[snapshot.SupportReading]bipolar.Reading{
			snapshot.Deductive: bipolar.Deductive, snapshot.Necessary: bipolar.Necessary, snapshot.Evidential: bipolar.Evidential,
		} {
			read := frameworkOf(t, s, snapshot.Reading{Support: support})
			for _, sem := range []dung.Semantics{dung.Grounded, dung.Complete, dung.Preferred, dung.Stable, dung.Ideal} {
				whole, err := f.Read(reading, sem)
				if err != nil {
					t.Fatal(err)
				}
				node := func(n int32) int32 { at, _ := read.Node(argmap.ID(claim(n))); return at }
				got, want := accepted(t, read.Map, sem, f.Arguments, node), accepted(t, whole, sem, f.Arguments, func(n int32) int32 { return n })
				if !slices.Equal(got, want) {
					t.Fatalf("%s %s: claims %v, want %v; %+v", support, sem, got, want, f)
				}
			}
		}
	})
}

// accepted lists what each extension makes of some nodes.
func accepted(t *rapid.T, m *semantics.Map, sem dung.Semantics, n int, node func(int32) int32) []string {
	var all []string
	for e, err := range dung.New(m).All(context.Background(), sem) {
		if err != nil {
			t.Fatal(err)
		}
		var labels []string
		for i := range int32(n) {
			labels = append(labels, string(snapshot.VerdictOf(e[node(i)]).Label))
		}
		all = append(all, fmt.Sprint(labels))
	}
	slices.Sort(all)
	return all
}

// Who accepts an inference accepts what it concludes, in every complete extension of the deductive reading;
// what inferences conclude needs them all in the necessary one.
func TestExtensionsKeepWhatTheirReadingPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReading(t)
		r.Issues = snapshot.Ignore // a standard of proof may leave all answers unmet
		s := snapshotOf(t, debate(t))
		for _, r.Support = range []snapshot.SupportReading{snapshot.Deductive, snapshot.Necessary} {
			f := frameworkOf(t, s, r)
			tried := 0
			for e, err := range dung.New(f.Map).All(context.Background(), dung.Complete) {
				if tried++; err != nil || tried > 50 {
					break
				}
				for node, element := range f.Elements() {
					i, is := element.(snapshot.Inference)
					if !is {
						continue
					}
					for _, c := range i.Conclusions() {
						to, takesPart := f.Node(c.ID())
						if !takesPart {
							continue
						}
						if _, claim := c.(snapshot.Claim); claim && r.Support == snapshot.Deductive && e[node] == semantics.In && e[to] != semantics.In {
							t.Fatalf("%s is accepted, and %s is not, which it concludes", i.ID(), c.ID())
						}
						if r.Support == snapshot.Necessary && e[to] == semantics.In && e[node] != semantics.In {
							t.Fatalf("%s is accepted without %s", c.ID(), i.ID())
						}
					}
				}
			}
		}
	})
}

// Of two linked premises whose conclusion is refuted one is wrong, and which is left open.
func TestLinkedPremisesOfARefutedConclusion(t *testing.T) {
	m := newSketch()
	m.claims("ann", "a b c d e")
	m.infer("i", "a b", "c")
	m.attack("r", "d", "c", "")
	deductive := snapshot.Reading{Support: snapshot.Deductive}
	expect(t, m.labels(t, deductive), "IN d r OUT c UNDECIDED a b i")
	m.attack("x", "e", "b", "")
	expect(t, m.labels(t, deductive), "IN a d e r x OUT b c i")
	m.attack("y", "e", "i", "")
	expect(t, m.labels(t, deductive), "IN a d e r x y OUT b c i")
	m.attack("z", "d", "x", "")
	expect(t, m.labels(t, deductive), "IN a b d e r y z OUT c i x")
	expect(t, m.labels(t, snapshot.Reading{Support: snapshot.Necessary}), "IN a b d e r y z OUT c i x")
}

// An inference with a premise that takes no part can never be in force: what refutes its conclusion refutes
// no other premise.
func TestNothingFollowsFromAPremiseThatTakesNoPart(t *testing.T) {
	m := newSketch()
	m.claims("ann", "a c d")
	m.put(&argmap.Element{ID: "b", Kind: argmap.KindClaim, Text: "a control\u0085character"})
	m.infer("i", "a b", "c")
	m.attack("r", "d", "c", "")
	expect(t, m.labels(t, snapshot.Reading{Support: snapshot.Deductive}), "IN a d r OUT c i")
}

func TestReadingsDifferInWhatAClaimNeeds(t *testing.T) {
	m := newSketch()
	m.claims("ann", "a b c d")
	m.unheld("u")
	m.infer("i", "a", "c")
	m.infer("j", "b", "c")
	m.attack("r", "d", "b", "")
	m.infer("k", "u", "d")
	for support, want := range map[snapshot.SupportReading]string{
		snapshot.MapReading:  "IN a b c i j OUT d k r u",
		snapshot.AttacksOnly: "IN a c d i k r u OUT b j",
		snapshot.Deductive:   "IN a c d i k r u OUT b j",
		snapshot.Necessary:   "IN a d i k r u OUT b c j",
		snapshot.Evidential:  "IN a c d i r OUT b j k u",
	} {
		t.Run(string(support), func(t *testing.T) { expect(t, m.labels(t, snapshot.Reading{Support: support}), want) })
	}
}
