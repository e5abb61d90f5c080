package storetest

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	// differentialChecks is how many random sequences Differential tries unless -rapid.checks says otherwise.
	differentialChecks = 12
	// dumpEvery is after how many commands the dumps are compared.
	dumpEvery = 6
)

// Differential gives the same random commands to a Model and to all the stores, side by side, and
// demands the same answers, errors and dumps from all. The stores may hold other data. What fails is
// shrunk by rapid; its flags set the number and length of the sequences and repeat a failure.
func Differential(t *testing.T, stores map[string]store.Store) {
	lowerDefault(t, "rapid.checks", fmt.Sprint(differentialChecks))
	lowerDefault(t, "rapid.nofailfile", "true")
	rapid.Check(t, func(rt *rapid.T) {
		d := newDuel(rt, t.Context(), stores)
		rt.Repeat(d.commands())
		d.sameDumps()
	})
}

// lowerDefault sets a flag for one test, unless it was set by hand.
func lowerDefault(t *testing.T, name, value string) {
	f := flag.Lookup(name)
	before := f.Value.String()
	if before != f.DefValue {
		return
	}
	if err := flag.Set(name, value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = flag.Set(name, before) })
}

// duel is one sequence of commands, given to all stores. Its ids, owner and words are its own.
type duel struct {
	*rapid.T
	ctx    context.Context //nolint:containedctx // a duel lives as long as one check
	model  *Model
	stores map[string]store.Store
	names  []string
	stem   string
	word   string
	owner  argmap.Actor
	count  int
	steps  int
	// maps and texts are all ids that were ever used for one, writes all change sets that were tried.
	maps   []argmap.ID
	texts  []*text
	writes []argmap.ChangeSet
}

func newDuel(t *rapid.T, ctx context.Context, stores map[string]store.Store) *duel { //nolint:revive // rapid's T comes first
	return &duel{
		T: t, ctx: ctx, model: NewModel(), stores: stores, names: slices.Sorted(maps.Keys(stores)),
		stem: string(newID()), word: newWord(), owner: newActor(),
	}
}

// commands lists what may happen, by name; the one without a name is run after each.
func (d *duel) commands() map[string]func(*rapid.T) {
	all := map[string]func(){
		"create": d.create, "append": d.append, "append more": d.append, "append again": d.append, "cancelled append": d.appendCancelled,
		"delete": d.deleteMap, "redact": d.redact, "rebuild": d.rebuild, "checkpoint": d.checkpoint,
		"begin import": d.beginImport, "stage": d.stage, "publish": d.publish, "put source": d.putSource, "bring source": d.bringSource, "drop import": d.dropImport, "sweep imports": d.sweepImports, "update source": d.updateSource,
		"heads": d.heads, "locate": d.locate, "find write": d.findWrite, "tail": d.tail, "nearest": d.nearest,
		"list maps": d.listMaps, "list sources": d.listSources, "search": d.search, "citations": d.citations, "setting": d.setting,
		"put questions": d.putQuestions, "list questions": d.listQuestions, "stale questions": d.staleQuestions,
	}
	actions := map[string]func(*rapid.T){"": func(*rapid.T) { d.step() }}
	for name, do := range all {
		actions[name] = func(t *rapid.T) {
			d.T = t
			do()
		}
	}
	return actions
}

// step compares the dumps now and then.
func (d *duel) step() {
	if d.steps++; d.steps%dumpEvery == 0 {
		d.sameDumps()
	}
}

// all runs f on the model and on every store and demands the same answer. Where the port leaves the
// code of an error open, loose demands only that all fail.
func (d *duel) all(what string, loose bool, f func(s store.Store) (any, error)) {
	d.Helper()
	want := answer(loose, f, d.model)
	for _, name := range d.names {
		if got := answer(loose, f, d.stores[name]); got != want {
			d.Fatalf("%s: %s and the model part\ngot  %.2000s\nwant %.2000s\n%.4000s", what, name, got, want, cmp.Diff(want, got))
		}
	}
}

// answer writes what a store answers.
func answer(loose bool, f func(s store.Store) (any, error), s store.Store) string {
	got, err := f(s)
	switch {
	case err == nil:
		return jsonLine(got)
	case loose:
		return "an error"
	case slices.Contains(portReasons(), fault.Reason(err)):
		return string(fault.Of(err)) + " " + fault.Reason(err)
	}
	return string(fault.Of(err))
}

// portReasons lists the reasons that the port names.
func portReasons() []string {
	return []string{
		"record.end_missing", "record.not_live", "write.taken", "id.taken", "map.epoch", "map.exists", "import.no_checkpoint", "search.empty", "store.closed",
	}
}

// sameDumps demands that all stores hold the same.
func (d *duel) sameDumps() {
	d.Helper()
	only := slices.Clone(d.maps)
	for _, t := range d.texts {
		only = append(only, t.source.ID)
	}
	if len(only) == 0 {
		return
	}
	want, err := Dump(d.ctx, d.model, only...)
	if err != nil {
		d.Fatalf("dump of the model: %v", err)
	}
	for _, name := range d.names {
		got, err := Dump(d.ctx, d.stores[name], only...)
		if err != nil {
			d.Fatalf("dump of %s: %v", name, err)
		}
		if got != want {
			d.Fatalf("dump of %s: got +, want -\n%.8000s", name, cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
		}
	}
}

// id makes a new id, at times one that looks like the last.
func (d *duel) id() argmap.ID {
	d.count++
	suffix := rapid.SampledFrom([]string{"", "", "", "é", "e\u0301", "É", "E", "e", " ", "\U0001f600", "\uff01"}).Draw(d.T, "suffix")
	return argmap.ID(fmt.Sprintf("%s-%03d%s", d.stem, d.count-d.count%2, suffix+strings.Repeat("x", d.count%2)))
}

// text draws a text that has the duel's word in it.
func (d *duel) text() string {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{
		"", "peace", "Peace", "e\u0301t\u00e9", "\U0001f9d1\u200d\U0001f680", "日本語", "state's", "\x01", " ", "\n", "\"AND\"", "pea*", "ß",
		strings.Repeat("long ", 3000),
	}), 0, 4).Draw(d.T, "words")
	return strings.Join(append(words, d.word), " ")
}

// someMap draws the id of a map, mostly of one that is there.
func (d *duel) someMap() argmap.ID {
	if len(d.maps) == 0 {
		d.Skip("no map yet")
	}
	return rapid.SampledFrom(d.maps).Draw(d.T, "map")
}

// activeMap draws a map that may be written.
func (d *duel) activeMap() *modelMap {
	var active []argmap.ID
	for _, id := range d.maps {
		if mm := d.model.maps[id]; mm != nil && mm.head.State == store.Active {
			active = append(active, id)
		}
	}
	if len(active) == 0 {
		d.Skip("no active map")
	}
	return d.model.maps[rapid.SampledFrom(active).Draw(d.T, "map")]
}

// set makes a change set, n after a head, that is noted among the writes.
func (d *duel) set(m argmap.ID, head argmap.Revision, n int, ops ...argmap.Operation) argmap.ChangeSet {
	set := argmap.ChangeSet{
		Map: m, Revision: head + argmap.Revision(n), WriteID: newID(), Actor: d.owner, Message: d.text(),
		Time: noon().AddDate(0, 0, rapid.IntRange(0, 5).Draw(d.T, "day")), Operations: ops,
	}
	if rapid.IntRange(0, 3).Draw(d.T, "keyed") == 0 {
		set.Key, set.InputHash = string(newID()), "hash"
	}
	d.writes = append(d.writes, set)
	return set
}
