package snapshot_test

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

const theMap = argmap.ID("map")

var epochStart = time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)

// writer draws change sets that keep the structural rules.
type writer struct {
	state *argmap.State
	next  int
}

func newWriter() *writer { return &writer{state: argmap.NewState(theMap)} }

func (w *writer) id(prefix string) argmap.ID {
	w.next++
	// Ids do not sort in the order of making.
	return argmap.ID(fmt.Sprintf("%s%02x-%d", prefix, w.next*37%256, w.next))
}

func pick[R argmap.Record](w *writer) []R {
	var out []R
	for _, e := range w.state.Entries() {
		if r, ok := e.Record.(R); ok {
			out = append(out, r)
		}
	}
	return out
}

// changeSet draws a change set, carries it out on the writer's state and gives it.
func (w *writer) changeSet(t *rapid.T) argmap.ChangeSet {
	set := argmap.ChangeSet{Map: theMap, Revision: w.state.Revision() + 1}
	do := func(ops ...argmap.Operation) {
		for _, op := range ops {
			set.Operations = append(set.Operations, op)
			w.state.Apply(argmap.ChangeSet{Map: theMap, Revision: set.Revision, Operations: []argmap.Operation{op}})
		}
	}
	if set.Revision == 1 {
		do(argmap.Set(&argmap.Properties{ID: theMap, Title: "a map", Created: epochStart}))
	}
	for range rapid.IntRange(1, 8).Draw(t, "operations") {
		do(w.operations(t)...)
	}
	return set
}

func (w *writer) operations(t *rapid.T) []argmap.Operation {
	elements := pick[*argmap.Element](w)
	voices := pick[*argmap.Voice](w)
	rows := pick[*argmap.Row](w)
	switch what := rapid.IntRange(0, 13).Draw(t, "what"); {
	case what <= 3 || len(elements) == 0:
		return one(argmap.Set(w.element(t, w.id("e"), rows)))
	case what == 4:
		old := draw(t, "element", elements)
		return one(argmap.Set(w.element(t, old.ID, rows)))
	case what == 5:
		return one(argmap.Set(&argmap.Voice{ID: w.id("v"), Kind: argmap.VoiceAuthor, Name: "who"}))
	case what == 6:
		return one(argmap.Set(&argmap.Row{ID: w.id("r"), Antecedent: "what they share"}))
	case what == 7 && len(voices) > 0:
		return one(argmap.Set(&argmap.Commitment{
			ID: w.id("k"), Voice: draw(t, "voice", voices).ID, Claim: draw(t, "claim", elements).ID,
			Act:        rapid.SampledFrom([]argmap.Act{argmap.Asserts, argmap.Denies}).Draw(t, "act"),
			ReportedBy: draw(t, "reporter", voices).ID,
		}))
	case what == 8:
		return one(argmap.Set(w.citation(t, w.id("c"), elements)))
	case what == 9:
		return one(argmap.Remove(w.any(t)))
	case what == 10:
		return one(argmap.Set(&argmap.Leftover{ID: w.id("x"), What: "edge", Why: "no end", Raw: []byte(`{"a":1}`)}))
	case what == 11:
		if links := pick[*argmap.Link](w); len(links) > 0 {
			l := *draw(t, "link", links)
			l.Ordinal = rapid.IntRange(0, 3).Draw(t, "ordinal")
			return one(argmap.Set(&l))
		}
	}
	return one(argmap.Set(&argmap.Link{
		ID: w.id("l"), Role: rapid.SampledFrom(argmap.Roles()).Draw(t, "role"),
		From: draw(t, "from", elements).ID, To: draw(t, "to", elements).ID,
		Ordinal: rapid.IntRange(0, 3).Draw(t, "ordinal"),
	}))
}

// any names some record that may go without leaving anything behind that names it.
func (w *writer) any(t *rapid.T) argmap.Ref {
	var refs []argmap.Ref
	for _, e := range w.state.Entries() {
		ref := e.Record.Ref()
		switch {
		case ref.Type == argmap.TypeProperties:
		case ref.Type == argmap.TypeVoice && !none(w.state.CommitmentsOf(ref.ID)):
		case ref.Type == argmap.TypeRow && !none(w.state.QuestionsIn(ref.ID)):
		default:
			refs = append(refs, ref)
		}
	}
	if len(refs) == 0 {
		return argmap.Ref{Type: argmap.TypeLink, ID: "nothing"}
	}
	return draw(t, "removed", refs)
}

func (w *writer) element(t *rapid.T, id argmap.ID, rows []*argmap.Row) *argmap.Element {
	e := &argmap.Element{
		ID: id, Kind: rapid.SampledFrom(argmap.Kinds()).Draw(t, "kind"), Text: string(id) + " says",
		Author: "somebody", Created: epochStart.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "created")) * time.Second),
	}
	switch e.Kind {
	case argmap.KindQuestion:
		e.Question = &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}
		if len(rows) > 0 {
			e.Question.Row = draw(t, "row", rows).ID
			e.Question.Ordinal = rapid.IntRange(1, 4).Draw(t, "ordinal")
		}
	case argmap.KindRebuttal:
		e.Attack = argmap.Rebut
	default:
	}
	return e
}

func (w *writer) citation(t *rapid.T, id argmap.ID, elements []*argmap.Element) *argmap.Citation {
	c := &argmap.Citation{ID: id, Element: draw(t, "cited", elements).ID, Source: "source", Role: argmap.Words, Explicitness: argmap.Explicit}
	for range rapid.IntRange(1, 3).Draw(t, "segments") {
		start := rapid.IntRange(0, 5).Draw(t, "start")
		c.Segments = append(c.Segments, argmap.Segment{
			Paragraph: argmap.ID(fmt.Sprint("p", rapid.IntRange(1, 4).Draw(t, "paragraph"))),
			Start:     start, End: start + 3, Exact: "abc",
		})
	}
	return c
}

func one(op argmap.Operation) []argmap.Operation { return []argmap.Operation{op} }

func draw[T any](t *rapid.T, label string, from []T) T { return rapid.SampledFrom(from).Draw(t, label) }

func none[T any](seq iter.Seq[T]) bool {
	for range seq {
		return false
	}
	return true
}

// differ compares a snapshot with the reference on everything that a View shows.
func differ(s *snapshot.Snapshot, want *argmap.State) string {
	if s.Map() != want.Map() || s.Revision() != want.Revision() {
		return fmt.Sprintf("map %s revision %d, want %s %d", s.Map(), s.Revision(), want.Map(), want.Revision())
	}
	if d := gocmp.Diff(want.Entries(), slices.Collect(s.Entries())); d != "" {
		return "entries: " + d
	}
	ids := []argmap.ID{"nothing"}
	paragraphs := map[argmap.ID][]*argmap.Citation{}
	for _, e := range want.Entries() {
		got, ok := s.Entry(e.Record.Ref())
		if !ok || got.Revision != e.Revision || !argmap.Equal(got.Record, e.Record) {
			return fmt.Sprintf("entry %s: %v %v", e.Record.Ref(), got, ok)
		}
		ids = append(ids, e.Record.Ref().ID)
		if c, ok := e.Record.(*argmap.Citation); ok {
			for _, seg := range c.Segments {
				if !slices.Contains(paragraphs[seg.Paragraph], c) {
					paragraphs[seg.Paragraph] = append(paragraphs[seg.Paragraph], c)
				}
			}
		}
	}
	for _, id := range ids {
		if d := cmp.Or(
			same("links from", id, want.LinksFrom, s.LinksFrom),
			same("links to", id, want.LinksTo, s.LinksTo),
			same("citations of", id, want.CitationsOf, s.CitationsOf),
			same("commitments to", id, want.CommitmentsTo, s.CommitmentsTo),
			same("commitments of", id, want.CommitmentsOf, s.CommitmentsOf),
			same("questions in", id, want.QuestionsIn, s.QuestionsIn),
		); d != "" {
			return d
		}
	}
	for i := range 5 {
		id := argmap.ID(fmt.Sprint("p", i))
		if got := slices.Collect(s.CitationsIn(id)); len(got) != len(paragraphs[id]) {
			return fmt.Sprintf("citations in %s: %d, want %d", id, len(got), len(paragraphs[id]))
		}
	}
	return ""
}

func same[T any](what string, id argmap.ID, want, got func(argmap.ID) iter.Seq[T]) string {
	if d := gocmp.Diff(slices.Collect(want(id)), slices.Collect(got(id))); d != "" {
		return fmt.Sprintf("%s %q: %s", what, id, d)
	}
	return ""
}

func TestApplyShowsWhatTheStateShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWriter()
		s, err := snapshot.NewBuilder(theMap).Snapshot(0, 7)
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 12).Draw(t, "sets") {
			if s, err = s.Apply(w.changeSet(t)); err != nil {
				t.Fatal(err)
			}
			if d := differ(s, w.state); d != "" {
				t.Fatal(d)
			}
		}
		if s.Epoch() != 7 {
			t.Fatal("the epoch changed")
		}
	})
}

func TestApplyEqualsALoadOfTheSameStateInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWriter()
		for range rapid.IntRange(1, 12).Draw(t, "sets") {
			w.changeSet(t)
		}
		b := snapshot.NewBuilder(theMap)
		for _, e := range rapid.Permutation(w.state.Entries()).Draw(t, "order") {
			b.Add(e)
		}
		s, err := b.Snapshot(w.state.Revision(), 0)
		if err != nil {
			t.Fatal(err)
		}
		if d := differ(s, w.state); d != "" {
			t.Fatal(d)
		}
	})
}

func TestATornLoadIsMendedByReplay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWriter()
		var sets []argmap.ChangeSet
		states := []*argmap.State{w.state.Clone()}
		for range rapid.IntRange(2, 12).Draw(t, "sets") {
			sets = append(sets, w.changeSet(t))
			states = append(states, w.state.Clone())
		}
		// Every record is read at some moment between the first head and the last.
		first := rapid.IntRange(0, len(sets)).Draw(t, "first head")
		b := snapshot.NewBuilder(theMap)
		seen := map[argmap.Ref]bool{}
		for _, s := range states[first:] {
			for _, e := range s.Entries() {
				ref := e.Record.Ref()
				if seen[ref] {
					continue
				}
				seen[ref] = true
				at := rapid.IntRange(first, len(sets)).Draw(t, "read at")
				if e, ok := states[at].Entry(ref); ok {
					b.Add(e)
				}
			}
		}
		for _, set := range sets[first:] {
			b.Replay(set)
		}
		s, err := b.Snapshot(w.state.Revision(), 0)
		if err != nil {
			t.Fatal(err)
		}
		if d := differ(s, w.state); d != "" {
			t.Fatal(d)
		}
	})
}

func TestACheckpointGivesTheSnapshotBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWriter()
		b := snapshot.NewBuilder(theMap)
		for range rapid.IntRange(0, 8).Draw(t, "sets") {
			b.Replay(w.changeSet(t))
		}
		s, err := b.Snapshot(w.state.Revision(), 3)
		if err != nil {
			t.Fatal(err)
		}
		chunks, err := snapshot.Encode(s)
		if err != nil {
			t.Fatal(err)
		}
		back, err := snapshot.Decode(chunks)
		if err != nil {
			t.Fatal(err)
		}
		if d := differ(back, w.state); d != "" || back.Epoch() != 3 {
			t.Fatal(d, back.Epoch())
		}
	})
}
