package bipolar_test

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/fault"
	"argmap/internal/semantics"
	"argmap/internal/semantics/bipolar"
	"argmap/internal/semantics/dung"
)

// extensions asks the package for all extensions, as sets of arguments in ascending order.
func extensions(t rapid.TB, f bipolar.Framework, r bipolar.Reading, sem dung.Semantics) []uint {
	t.Helper()
	m, err := f.Read(r, sem)
	if err != nil {
		t.Fatalf("%s, %s: %v", r, sem, err)
	}
	sets := []uint{}
	for e, err := range dung.New(m).All(context.Background(), sem) {
		if err != nil {
			t.Fatalf("%s, %s: %v", r, sem, err)
		}
		set := uint(0)
		for a, label := range e[:f.Arguments] {
			if label == semantics.In {
				set |= 1 << a
			}
		}
		sets = append(sets, set)
	}
	slices.Sort(sets)
	return sets
}

func TestReadingsFollowTheirDefinitions(t *testing.T) {
	t.Parallel()
	for reading, define := range map[bipolar.Reading]func(theory) map[string][]uint{
		bipolar.AttacksOnly: theory.dung,
		bipolar.Deductive:   func(th theory) map[string][]uint { return th.closed().dung() },
		bipolar.Necessary:   theory.necessary,
		bipolar.Evidential:  theory.evidential,
	} {
		t.Run(reading.String(), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				th := drawn(t, 6)
				for code, want := range define(th) {
					sem, err := dung.Parse(code)
					if err != nil {
						t.Fatal(err)
					}
					slices.Sort(want)
					if got := extensions(t, th.framework(), reading, sem); !slices.Equal(got, want) {
						t.Fatalf("%s: got %b, want %b", code, got, want)
					}
				}
			})
		})
	}
}

// What the deductive reading makes for every semantics is what that semantics makes of the closure.
func TestDeductiveIsTheClosure(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		th := drawn(t, 9)
		for _, sem := range dung.All() {
			got := extensions(t, th.framework(), bipolar.Deductive, sem)
			want := extensions(t, th.closed().framework(), bipolar.AttacksOnly, sem)
			if !slices.Equal(got, want) {
				t.Fatalf("%s: got %b, want %b", sem, got, want)
			}
		}
	})
}

// Without supports all readings are one.
func TestReadingsAgreeWithoutSupports(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		th := drawn(t, 8)
		th.supports, th.asserted = nil, 1<<th.n-1
		for _, sem := range dung.All() {
			want := extensions(t, th.framework(), bipolar.AttacksOnly, sem)
			for _, r := range bipolar.All() {
				if got := extensions(t, th.framework(), r, sem); !slices.Equal(got, want) {
					t.Fatalf("%s, %s: got %b, want %b", r, sem, got, want)
				}
			}
		}
	})
}

// A support from a to b means something else in each reading; a third argument attacks a, then b.
func TestOneSupport(t *testing.T) {
	t.Parallel()
	support := []bipolar.Edge{{From: 0, To: 1}}
	for _, c := range []struct {
		name     string
		reading  bipolar.Reading
		victim   int32
		asserted []bool
		want     uint
	}{
		{"the reason falls", bipolar.Deductive, 0, nil, 0b110},
		{"the conclusion falls", bipolar.Deductive, 1, nil, 0b100},
		{"what is needed falls", bipolar.Necessary, 0, nil, 0b100},
		{"what needs falls", bipolar.Necessary, 1, nil, 0b101},
		{"evidence falls", bipolar.Evidential, 0, []bool{true, false, true}, 0b100},
		{"evidence falls that nothing needs", bipolar.Evidential, 0, nil, 0b110},
		{"an attacker without evidence", bipolar.Evidential, 0, []bool{true, false, false}, 0b011},
		{"supports mean nothing", bipolar.AttacksOnly, 0, nil, 0b110},
	} {
		f := bipolar.Framework{Arguments: 3, Attacks: []bipolar.Edge{{From: 2, To: c.victim}}, Supports: support, Asserted: c.asserted}
		if got := extensions(t, f, c.reading, dung.Grounded); !slices.Equal(got, []uint{c.want}) {
			t.Errorf("%s: got %b, want %b", c.name, got, c.want)
		}
	}
}

// chain is a row of supports, whose last argument is attacked by one more.
func chain(length int32) bipolar.Framework {
	f := bipolar.Framework{Arguments: int(length) + 1, Attacks: []bipolar.Edge{{From: length, To: length - 1}}}
	for a := range length - 1 {
		f.Supports = append(f.Supports, bipolar.Edge{From: a, To: a + 1})
	}
	return f
}

func TestLongChains(t *testing.T) {
	t.Parallel()
	const length = 100_000
	for r, want := range map[bipolar.Reading]int{
		bipolar.AttacksOnly: length, bipolar.Deductive: 1, bipolar.Necessary: length, bipolar.Evidential: length,
	} {
		m, err := chain(length).Read(r, dung.Preferred)
		if err != nil {
			t.Fatal(err)
		}
		a, err := dung.New(m).One(t.Context(), dung.Preferred)
		if err != nil || a.Outcome != dung.Exact {
			t.Fatalf("%s: %v, %v", r, a.Outcome, err)
		}
		in := 0
		for _, label := range a.Extension[:length+1] {
			if label == semantics.In {
				in++
			}
		}
		if in != want {
			t.Errorf("%s: got %d accepted, want %d", r, in, want)
		}
	}
}

// Chains of support on both sides of an attack make attacks between all of one and all of the other.
func TestTooManyAttacks(t *testing.T) {
	t.Parallel()
	const side = 2_001
	f := bipolar.Framework{Arguments: 2 * side, Attacks: []bipolar.Edge{{From: side - 1, To: 2*side - 1}}}
	for a := range int32(2*side - 1) {
		if a != side-1 {
			f.Supports = append(f.Supports, bipolar.Edge{From: a, To: a + 1})
		}
	}
	for _, sem := range dung.All() {
		_, err := f.Read(bipolar.Deductive, sem)
		want := map[dung.Semantics]bool{dung.SemiStable: true, dung.Stage: true, dung.Eager: true, dung.CF2: true}[sem]
		if got := fault.Of(err) == fault.Exhausted; got != want {
			t.Errorf("%s: got the error %v, want EXHAUSTED: %t", sem, err, want)
		}
	}
	f.Attacks = nil
	for a := range int32(3_000) { // here the targets of one argument are too many
		f.Attacks = append(f.Attacks, bipolar.Edge{From: a, To: 2*side - 1})
	}
	if _, err := f.Read(bipolar.Deductive, dung.Stage); fault.Of(err) != fault.Exhausted {
		t.Errorf("got the error %v, want EXHAUSTED", err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	edge := []bipolar.Edge{{From: 0, To: 2}}
	for name, c := range map[string]struct {
		f     bipolar.Framework
		r     bipolar.Reading
		sem   dung.Semantics
		field string
	}{
		"an attack on nothing":  {bipolar.Framework{Arguments: 2, Attacks: edge}, bipolar.Deductive, dung.Grounded, "attacks"},
		"a support of nothing":  {bipolar.Framework{Arguments: 2, Supports: edge}, bipolar.Necessary, dung.Grounded, "supports"},
		"a negative end":        {bipolar.Framework{Arguments: 2, Attacks: []bipolar.Edge{{From: -1}}}, bipolar.AttacksOnly, dung.Grounded, "attacks"},
		"too few marks":         {bipolar.Framework{Arguments: 2, Asserted: []bool{true}}, bipolar.Evidential, dung.Grounded, "asserted"},
		"no reading":            {bipolar.Framework{}, 0, dung.Grounded, ""},
		"no semantics":          {bipolar.Framework{}, bipolar.Deductive, 0, ""},
		"a reading beyond them": {bipolar.Framework{}, 5, dung.Grounded, ""},
	} {
		_, err := c.f.Read(c.r, c.sem)
		f, ok := err.(*fault.Error) //nolint:errorlint // the error itself
		if !ok || f.Code != fault.Invalid || f.Field != c.field {
			t.Errorf("%s: got %v, want INVALID at %q", name, err, c.field)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for _, r := range bipolar.All() {
		if got, err := bipolar.Parse(r.String()); got != r || err != nil {
			t.Errorf("%s: got %s, %v", r, got, err)
		}
	}
	if _, err := bipolar.Parse("abstract"); fault.Of(err) != fault.Invalid {
		t.Errorf("got the error %v, want INVALID", err)
	}
	if bipolar.Reading(9).String() != "?" {
		t.Error("a number beyond the readings has a name")
	}
}
