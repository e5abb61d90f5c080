package evaluation_test

import (
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/carneades"
	"argmap/internal/evaluation"
	"argmap/internal/fault"
	"argmap/internal/semantics/dung"
	"argmap/internal/snapshot"
)

var balances = evaluation.Request{Reading: snapshot.Reading{Support: snapshot.Balances}}

// graphs are files of Carneades, by their names: the examples, and those in the folder CARNEADES_FILES.
func graphs(t testing.TB) map[string][]byte {
	all := map[string][]byte{}
	for _, folder := range []string{"../../examples/carneades", os.Getenv("CARNEADES_FILES")} {
		paths, err := filepath.Glob(filepath.Join(folder, "*.yml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if all[filepath.Base(path)], err = os.ReadFile(path); err != nil {
				t.Fatal(err)
			}
		}
		if folder == "" {
			break
		}
	}
	return all
}

// imported gives the map that a file of Carneades is.
func imported(t testing.TB, data []byte) *snapshot.Snapshot {
	n := 0
	docs, err := carneades.Format().Decode(t.Context(), codec.File{Name: "graph.yml", Data: data}, codec.Options{
		NewID: func() argmap.ID { n++; return argmap.ID("id" + strconv.Itoa(n)) }, Now: time.Unix(0, 0), Actor: argmap.Local,
	})
	if err != nil {
		t.Fatal(err)
	}
	b := snapshot.NewBuilder(docs[0].Properties.ID)
	b.Add(argmap.Entry{Record: docs[0].Properties, Revision: 1})
	for _, r := range docs[0].Records {
		b.Add(argmap.Entry{Record: r, Revision: 1})
	}
	snap, err := b.Snapshot(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func claimsOf(s *snapshot.Snapshot) iter.Seq[*argmap.Element] {
	return func(yield func(*argmap.Element) bool) {
		for e := range s.Elements().All() {
			if e.ElementKind() == argmap.KindClaim && !yield(e.Record()) {
				return
			}
		}
	}
}

// balanced evaluates a map in the reading BALANCES, and gives the labels by the names in its file.
func balanced(t testing.TB, s *snapshot.Snapshot) (*evaluation.Labels, map[string]string) {
	l, err := service().Evaluate(t.Context(), s, balances)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for e, a := range l.All() {
		if x := e.Record().External.ID; x != "" {
			names[x] = strings.TrimSpace(string(*a.Label) + " " + string(a.Reason))
		}
	}
	return l, names
}

func TestExpectedLabelsOfFiles(t *testing.T) {
	files, all := 0, 0
	for name, data := range graphs(t) {
		s := imported(t, data)
		l, _ := balanced(t, s)
		expected := carneades.Expected(s.Properties(), claimsOf(s))
		for _, x := range expected {
			if x.Claim == nil {
				t.Errorf("%s: there is no statement %q", name, x.Name)
				continue
			}
			if a, ok := l.Of(x.Claim.ID); !ok || *a.Label != x.Label {
				t.Errorf("%s: %s is %v, want %s", name, x.Name, a.Label, x.Label)
			}
		}
		if len(expected) > 0 {
			files, all = files+1, all+len(expected)
		}
	}
	t.Logf("%d labels of %d files", all, files)
	if files < 11 || all < 75 {
		t.Errorf("only %d labels of %d files were compared", all, files)
	}
}

func TestWhatABalanceSays(t *testing.T) {
	l, names := balanced(t, imported(t, graphs(t)["witnesses.yml"]))
	for name, want := range map[string]string{
		"fire": "IN", "¬fire": "OUT DEFEATED", "ferry": "OUT UNSUPPORTED", "a4": "IN", "a9": "OUT UNSUPPORTED", "nobody": "OUT UNSUPPORTED",
	} {
		if names[name] != want {
			t.Errorf("%s is %s, want %s", name, names[name], want)
		}
	}
	rules := map[string]string{}
	for _, d := range l.Decisions() {
		winner := "nobody"
		if d.Winner != nil {
			winner = d.Winner.Record().External.ID
		}
		for _, p := range d.Positions {
			winner += " " + strconv.FormatFloat(p.Strength, 'g', -1, 64)
		}
		rules[d.Question.Record().External.ID] = string(d.Standard) + ": " + d.Rule + ": " + winner
	}
	want := map[string]string{
		"on_time":   "CLEAR_AND_CONVINCING: s > o + 0.5: nobody 0.9 0.4",
		"origin":    "BEYOND_REASONABLE_DOUBT: s > o + 0.5 and o < 0.3: fire 0.9 0.2",
		"signature": "BEYOND_REASONABLE_DOUBT: s > o + 0.5 and o < 0.3: nobody 0.9 0.4",
		"sight":     "PREPONDERANCE: s > o: seen 0.4 0.2",
	}
	if !maps.Equal(rules, want) {
		t.Errorf("%v, want %v", rules, want)
	}
	_, names = balanced(t, imported(t, graphs(t)["circles.yml"]))
	if names["a6"] != "OUT DEFEATED" || names["a4"] != "UNDECIDED" || names["a7"] != "UNDECIDED" || names["a1"] != "IN" {
		t.Errorf("%v", names)
	}
	_, names = balanced(t, imported(t, graphs(t)["canteen.yml"]))
	if names["a3"] != "OUT DEFEATED" || names["a1"] != "IN" {
		t.Errorf("%v", names)
	}
}

func TestBalancesIgnoreIssuesAndHearVoices(t *testing.T) {
	s := imported(t, graphs(t)["witnesses.yml"])
	r := balances
	r.Reading.Issues = snapshot.Ignore
	l, err := service().Evaluate(t.Context(), s, r)
	if err != nil || len(l.Decisions()) != 0 {
		t.Fatalf("%v, %v", l.Decisions(), err)
	}
	in, out, _ := l.Counts()
	r = balances
	r.Reading.Voices = []argmap.ID{"nobody"}
	if _, err := service().Evaluate(t.Context(), s, r); fault.Of(err) != fault.NotFound {
		t.Errorf("%v", err)
	}
	weighed, _ := balanced(t, s)
	if more, less, _ := weighed.Counts(); in <= more || out >= less {
		t.Errorf("without issues %d are IN and %d OUT, with them %d and %d", in, out, more, less)
	}
}

// TestWhereBalancesAreRefused: they give labels, and only the grounded ones.
func TestWhereBalancesAreRefused(t *testing.T) {
	s := imported(t, graphs(t)["witnesses.yml"])
	r := balances
	r.Semantics = dung.Preferred
	_, byPreferred := service().Evaluate(t.Context(), s, r)
	_, strengths := service().Strengths(t.Context(), s, evaluation.StrengthRequest{Reading: balances.Reading})
	_, why := service().Explain(t.Context(), s, s.Elements().At(0).ID(), balances.Reading, 10)
	for _, err := range []error{byPreferred, strengths, why} {
		if fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), "BALANCES") {
			t.Errorf("%v", err)
		}
	}
}

func TestWeightsThatAreNone(t *testing.T) {
	for _, weight := range []string{
		"constant: 7", "constant: -0.1", "constant: .nan", "constant: much", "criteria: {soft: {a: {factor: -1}}}", "criteria: {soft: {a: {factor: .inf}}}",
		"criteria: {soft: {a: {factor: 1, values: {x: 2}}}}", "other: 1",
	} {
		text := "statements: {p: P, q: Q}\nargument_schemes: {s: {weight: {" + weight + "}}, unused: {weight: {constant: 9}}}\n" +
			"arguments: {a: {scheme: s, premises: [q], conclusion: p}}\nassumptions: [q]\n"
		if _, err := service().Evaluate(t.Context(), imported(t, []byte(text)), balances); fault.Reason(err) != "carneades.weight" {
			t.Errorf("%s: %v", weight, err)
		}
	}
	text := "statements: {p: P, q: Q}\nargument_schemes: {s: {weight: one}}\nweighing_functions: {one: two, two: one}\n" +
		"arguments: {a: {scheme: s, premises: [q], conclusion: p}}\nassumptions: [q]\n"
	if _, err := service().Evaluate(t.Context(), imported(t, []byte(text)), balances); fault.Reason(err) != "carneades.weight" {
		t.Errorf("names in a circle: %v", err)
	}
}

// TestOneExtensionOfBalances: it accepts what is IN; whatever is done to a map, nothing else is said than its labels.
func TestOneExtensionOfBalances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, s, _ := dispute(t)
		l, err := service().Evaluate(t.Context(), s, balances)
		if err != nil {
			t.Fatal(err)
		}
		var in []argmap.ID
		for e, a := range l.All() {
			if a.Label == nil || *a.Credulous != (*a.Label == argmap.LabelIn) || *a.Sceptical != *a.Credulous {
				t.Fatalf("%s: %+v", e.ID(), a)
			}
			if *a.Label == argmap.LabelIn {
				in = append(in, e.ID())
			}
			if e.ElementKind() == argmap.KindPreference {
				t.Fatalf("%s takes part", e.ID())
			}
		}
		p, err := service().Extensions(t.Context(), s, balances, 5, -1)
		if err != nil || p.Outcome != evaluation.Exact || len(p.Extensions) != 1 || p.More || !slices.Equal(named(p.Extensions[0].In), in) {
			t.Fatalf("%+v, %v; want %v", p, err, in)
		}
		n, err := service().Count(t.Context(), s, balances)
		if err != nil || n.N != 1 {
			t.Fatalf("%+v, %v", n, err)
		}
		d, err := service().WhatIf(t.Context(), s, evaluation.Supposition{}, balances)
		if err != nil || len(d.Flips) != 0 {
			t.Fatalf("%+v, %v", d, err)
		}
	})
}

// TestWhatMovesABalance: without the undercut of the undercutter, the argument of the canteen falls.
func TestWhatMovesABalance(t *testing.T) {
	s := imported(t, graphs(t)["canteen.yml"])
	without := func(name string) *evaluation.Diff {
		for e := range s.Elements().All() {
			if e.Record().External.ID == name {
				d, err := service().WhatIf(t.Context(), s, evaluation.Supposition{Without: []argmap.ID{e.ID()}}, balances)
				if err != nil {
					t.Fatal(err)
				}
				return d
			}
		}
		t.Fatalf("there is no %s", name)
		return nil
	}
	flips := map[string]string{}
	for _, f := range without("rebuilt").Flips {
		if f.Before.Label != nil && f.After.Label != nil {
			flips[f.Element.Record().External.ID] = string(*f.Before.Label) + " " + string(*f.After.Label)
		}
	}
	if flips["cook"] != "IN OUT" || flips["a3"] != "OUT IN" || flips["¬app(a1)"] != "OUT IN" {
		t.Errorf("%v", flips)
	}
}

// TestWhichEditMovesABalance: an assumption is given up, and its words are changed.
func TestWhichEditMovesABalance(t *testing.T) {
	before := imported(t, graphs(t)["witnesses.yml"])
	var log snapshot.Element
	for e := range before.Elements().All() {
		if e.Record().External.ID == "log" {
			log = e
		}
	}
	held := log.(snapshot.Claim).Commitments()[0].Record()
	words := *log.Record()
	words.Text = "The log of the harbour says so."
	operations, err := argmap.Check(before, nil, []argmap.Operation{
		argmap.Set(&words), argmap.Remove(argmap.Ref{Type: argmap.TypeCommitment, ID: held.ID}),
	}, argmap.Authoring)
	if err != nil {
		t.Fatal(err)
	}
	set := argmap.ChangeSet{Map: before.Map(), Revision: 2, Operations: operations}
	after, err := before.Apply(set)
	if err != nil {
		t.Fatal(err)
	}
	c, err := service().Changed(t.Context(), before, after, []argmap.ChangeSet{set}, balances)
	if err != nil || c.Outcome != evaluation.Exact {
		t.Fatalf("%+v, %v", c, err)
	}
	flipped := map[string]string{}
	for _, x := range c.Changes {
		flipped[x.Element.Record().External.ID] = string(*x.After.Label)
		if !x.Tested || len(x.Edits) != 1 || x.Edits[0].Ref.Type != argmap.TypeCommitment {
			t.Errorf("%s by %+v", x.Element.ID(), x.Edits)
		}
	}
	// The argument of the log weighs what it weighs: its weight is a constant.
	if want := map[string]string{"log": "OUT"}; !maps.Equal(flipped, want) {
		t.Errorf("%v, want %v", flipped, want)
	}
}
