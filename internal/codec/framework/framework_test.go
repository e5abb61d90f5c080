package framework

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/iccma"
	"argmap/internal/semantics"
	"argmap/internal/snapshot"
)

// formats lists the three with the readers that solvers have.
var formats = []struct {
	format codec.Format
	reader iccma.Format
}{{TGF(), iccma.TGF}, {APX(), iccma.APX}, {ICCMA(), iccma.AF}}

func drawn(t *rapid.T) *codec.Document {
	return rapid.SampledFrom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild, dense}).
		Draw(t, "sort")(t)
}

// dense gives a small map of many attacks and preferences, with a claim that breaks a rule now and then.
func dense(t *rapid.T) *codec.Document {
	b := codec.Build("dense", "A map", codec.File{}, codectest.Options())
	var claims []argmap.ID
	for range 4 {
		claims = append(claims, b.Claim(rapid.SampledFrom([]string{"so", "so", "so", "so", ""}).Draw(t, "text")).ID)
	}
	of := func(ids []argmap.ID) argmap.ID { return rapid.SampledFrom(ids).Draw(t, "end") }
	all := slices.Clone(claims)
	for range rapid.IntRange(0, 8).Draw(t, "relations") {
		if rapid.IntRange(0, 3).Draw(t, "inference") == 0 {
			all = append(all, b.Inference(of(claims), of(claims)).ID)
			continue
		}
		all = append(all, b.Rebuttal(codec.NewGraph(b.Done()).Element(of(all)), of(claims)).ID)
	}
	for range rapid.IntRange(0, 4).Draw(t, "preferences") {
		preference, preferred := b.Element(argmap.KindPreference, ""), of(all)
		b.Link(argmap.RolePreferredIn, preferred, preference.ID)
		b.Link(argmap.RolePreferredTo, preference.ID, of(claims))
		all = append(all, preference.ID)
	}
	for range rapid.IntRange(0, 3).Draw(t, "attacks on them") {
		b.Rebuttal(codec.NewGraph(b.Done()).Element(of(all)), of(claims))
	}
	return b.Done()
}

// read gives a written framework and the ids of its arguments, from what stands beside their names.
func read(t codectest.TB, text string, as iccma.Format) (*iccma.Framework, []argmap.ID) {
	t.Helper()
	f, err := iccma.Read(strings.NewReader(text), as)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var ids []argmap.ID
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		kind := slices.IndexFunc(words[:min(len(words), 3)], func(w string) bool { return argmap.Kind(w).Valid() })
		if kind > 0 {
			ids = append(ids, argmap.ID(words[kind+1]))
		}
	}
	if len(ids) != f.Arguments {
		t.Fatalf("%d arguments have ids, of %d:\n%s", len(ids), f.Arguments, text)
	}
	return f, ids
}

// labels gives the grounded labels of a written framework, by the elements' ids.
func labels(f *iccma.Framework, ids []argmap.ID) map[argmap.ID]semantics.Label {
	b := semantics.NewBuilder(f.Arguments)
	for _, a := range f.Attacks {
		b.Attack(a.From, a.To)
	}
	found := map[argmap.ID]semantics.Label{}
	for i, l := range semantics.GroundedLabels(b.Map()) {
		found[ids[i]] = l
	}
	return found
}

// TestLabelsAreThoseOfTheAttacksOnlyReading: what a map's own evaluation by attacks alone accepts, rejects
// and leaves open is so in what is written too. What is left out is OUT there, or takes no part.
func TestLabelsAreThoseOfTheAttacksOnlyReading(t *testing.T) {
	compared, out, open := 0, 0, 0
	compare := func(t *rapid.T) {
		d := drawn(t)
		s, nodes, want := evaluated(t, d)
		for _, x := range formats {
			f, ids := read(t, codectest.Encode(t, x.format, d)["map"+x.format.Extensions[0]], x.reader)
			got := labels(f, ids)
			for _, e := range s.Elements {
				node, takesPart := nodes.Node(e.ID)
				label, written := got[e.ID]
				switch {
				case written && !takesPart:
					t.Fatalf("%s: %s is an argument and takes no part", x.format.Name, e.ID)
				case !written && takesPart && !want[node].Out():
					t.Fatalf("%s: %s is no argument and its label is %d", x.format.Name, e.ID, want[node])
				case written && (label == semantics.In) != (want[node] == semantics.In), written && label.Out() != want[node].Out():
					t.Fatalf("%s: %s has the label %d, written %d", x.format.Name, e.ID, want[node], label)
				case written:
					compared++
					if label.Out() {
						out++
					} else if label == semantics.Undecided {
						open++
					}
				}
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		for range 5 { // enough maps for the counts below, of a short run too
			compare(t)
		}
	})
	if compared < 1000 || out < 30 || open < 5 {
		t.Errorf("only %d labels were compared, %d OUT, %d open", compared, out, open)
	}
}

func evaluated(t *rapid.T, d *codec.Document) (*codec.Graph, *snapshot.Framework, []semantics.Label) {
	b := snapshot.NewBuilder(d.Properties.ID)
	for _, r := range append([]argmap.Record{d.Properties}, d.Records...) {
		b.Add(argmap.Entry{Record: r, Revision: 1})
	}
	s, err := b.Snapshot(1, 1)
	if err != nil {
		t.Fatalf("%v", err)
	}
	f, err := s.Framework(snapshot.Reading{Support: snapshot.AttacksOnly, Issues: snapshot.Ignore})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return codec.NewGraph(d), f, semantics.Grounded(f.Map).Labels
}

// TestEveryRecordIsWrittenOrTold: what no loss names is an argument with nothing but its words, or an
// attack between two arguments.
func TestEveryRecordIsWrittenOrTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		known, told := map[argmap.ID]bool{d.Properties.ID: true}, map[argmap.ID]bool{}
		for _, r := range d.Records {
			known[r.Ref().ID] = true
		}
		for _, l := range TGF().Losses(d) {
			for _, id := range l.Records {
				told[id] = true
				if !known[id] || l.What == "" || l.Why == "" {
					t.Fatalf("a loss says nothing: %+v", l)
				}
			}
		}
		text := codectest.Encode(t, TGF(), d)["map.tgf"]
		f, ids := read(t, text, iccma.TGF)
		for _, r := range append([]argmap.Record{d.Properties}, d.Records...) {
			if told[r.Ref().ID] {
				continue
			}
			switch r := r.(type) {
			case *argmap.Element:
				want := strings.TrimSuffix(" "+string(r.Kind)+" "+string(r.ID)+" "+r.Text, " ") + "\n"
				if !strings.Contains(text, want) || r.Scheme+string(r.Basis)+string(r.Attack)+r.Machine != "" {
					t.Fatalf("%+v is neither written nor told:\n%s", r, text)
				}
			case *argmap.Link:
				a := iccma.Attack{From: int32(slices.Index(ids, r.From)), To: int32(slices.Index(ids, r.To))}
				if r.Role != argmap.RoleAttacks || !slices.Contains(f.Attacks, a) {
					t.Fatalf("%+v is neither written nor told:\n%s", r, text)
				}
			default:
				t.Fatalf("%s is neither written nor told", r.Ref())
			}
		}
	})
}

// TestFrameworkOfAMap shows what is an argument and what attacks what.
func TestFrameworkOfAMap(t *testing.T) {
	b := codec.Build("x", "A canteen", codec.File{}, codectest.Options())
	open, late := b.Claim("It should open\n at eleven"), b.Claim("Lessons end late")
	b.Inference(open.ID, late.ID)
	early := b.Claim("They end early")
	b.Rebuttal(late, early.ID)
	over := b.Element(argmap.KindPreference, "")
	b.Link(argmap.RolePreferredIn, late.ID, over.ID)
	b.Link(argmap.RolePreferredTo, over.ID, early.ID)
	empty := b.Claim("")
	b.Inference(open.ID, empty.ID)
	d := b.Done()
	for _, c := range []struct {
		format codec.Format
		want   string
	}{
		{TGF(), "1 CLAIM id-2 It should open at eleven\n2 CLAIM id-3 Lessons end late\n3 INFERENCE id-4\n4 CLAIM id-7 They end early\n5 REBUTTAL id-8\n6 PREFERENCE id-11\n#\n5 2\n5 3\n6 5\n"},
		{APX(), "% CLAIM id-2 It should open at eleven\narg(a1).\n% CLAIM id-3 Lessons end late\narg(a2).\n% INFERENCE id-4\narg(a3).\n% CLAIM id-7 They end early\narg(a4).\n% REBUTTAL id-8\narg(a5).\n% PREFERENCE id-11\narg(a6).\natt(a5,a2).\natt(a5,a3).\natt(a6,a5).\n"},
		{ICCMA(), "p af 6\n# 1 CLAIM id-2 It should open at eleven\n# 2 CLAIM id-3 Lessons end late\n# 3 INFERENCE id-4\n# 4 CLAIM id-7 They end early\n# 5 REBUTTAL id-8\n# 6 PREFERENCE id-11\n5 2\n5 3\n6 5\n"},
	} {
		if got := codectest.Encode(t, c.format, d)["map"+c.format.Extensions[0]]; got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.format.Name, got, c.want)
		}
	}
}
