package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
)

// openList is a list of open questions as a client reads it.
type openList struct {
	Nodes      []openNode
	TotalCount int
}

type openNode struct {
	Question  struct{ ID, Text, Status string }
	Status    string
	Weight    int
	CouldFlip *bool
	AskedIn   []struct{ Ordinal int }
	BearsOn   []struct{ Ordinal int }
}

const openFields = `{ nodes { question { id text status } status weight couldFlip askedIn { ordinal } bearsOn { ordinal } } totalCount }`

func (w *world) open(arguments string) openList {
	w.Helper()
	return read[openList](w, `{ openQuestions(`+arguments+`) `+openFields+` }`, "openQuestions")
}

// TestWhatTheSpeechAsksAndNobodyAnswers finds the questions of the example across its maps, each back
// to its paragraph.
func TestWhatTheSpeechAsksAndNobodyAnswers(t *testing.T) {
	w := newWorld(t)
	w.examples()
	source := w.id(`query($m: ID!) { map(id: $m) { sources(first: 1) { nodes { id } } } }`, vars{"m": speechMap}, "map.sources.nodes.0.id")
	one := w.open(fmt.Sprintf("map: %q, first: 200", speechMap))
	if one.TotalCount == 0 {
		t.Fatal("nothing is open")
	}
	last := one.Nodes[0].Weight
	for _, n := range one.Nodes {
		if n.Question.Status != "OPEN" || n.Status != "OPEN" || n.Weight > last {
			t.Errorf("%+v stands here", n)
		}
		if len(n.AskedIn) == 0 {
			t.Errorf("nobody knows where %q is asked", n.Question.Text)
		}
		last = n.Weight
	}
	w.must(`mutation($m: ID!) { copyMap(input: {map: $m}) { revision } }`, vars{"m": speechMap}, "")
	w.index()
	both := w.open(fmt.Sprintf("source: %q, first: 200", source))
	debate := w.open(fmt.Sprintf("map: %q, source: %q, first: 200", debateMap, source))
	if both.TotalCount != 2*one.TotalCount+debate.TotalCount {
		t.Errorf("the source has %d open questions; the speech has %d, its copy too, the debate %d", both.TotalCount, one.TotalCount, debate.TotalCount)
	}
	words := w.open(fmt.Sprintf("map: %q, text: \"auspices\"", speechMap))
	if words.TotalCount != 1 || words.Nodes[0].Question.Text != "Under whose auspices?" {
		t.Errorf("by words: %+v", words)
	}
	if none := w.open(fmt.Sprintf("map: %q, source: \"nowhere\"", speechMap)); none.TotalCount != 0 {
		t.Errorf("of no source: %+v", none)
	}
}

func TestOpenQuestionsThatCannotBeAskedFor(t *testing.T) {
	w := newWorld(t)
	w.fill()
	for arguments, want := range map[string]struct {
		code          fault.Code
		reason, field string
	}{
		`first: -1`:                   {fault.Invalid, "page.negative", "first"},
		`first: 201`:                  {fault.Exhausted, "page.size", "first"},
		`first: 1, last: 1`:           {fault.Invalid, "page.both", "last"},
		`after: "nobody"`:             {fault.Invalid, "cursor.malformed", "after"},
		`text: "+"`:                   {fault.Invalid, "search.empty", "text"},
		`map: "nowhere"`:              {fault.NotFound, "map.not_found", "map"},
		`map: "map", text: "+"`:       {fault.Invalid, "search.empty", "text"},
		`map: "map", after: "nobody"`: {fault.Invalid, "cursor.malformed", "after"},
	} {
		query := "{ openQuestions(" + arguments + ") { totalCount } }"
		a := w.ask(query, nil)
		if len(a.Errors) != 1 {
			t.Errorf("%s gives %v", query, a.Errors)
			continue
		}
		if e := a.Errors[0].Extensions; e["code"] != string(want.code) || e["reason"] != want.reason || e["field"] != want.field {
			t.Errorf("%s gives %v", query, e)
		}
	}
}

// TestAnAnswerThatWouldFlipIsTold follows a critical question from being raised to being failed.
func TestAnAnswerThatWouldFlipIsTold(t *testing.T) {
	w := newWorld(t)
	m := w.id(`mutation { createMap(input: {title: "A map"}) { map { id } } }`, nil, "createMap.map.id")
	ids := w.must(`mutation($m: ID!) { applyChanges(input: {map: $m, operations: [
		{addClaim: {ref: "c", text: "Aid works."}}, {addClaim: {ref: "p", text: "Dr Ito asserts that aid works"}},
		{addInference: {ref: "i", conclusion: "c", scheme: "expert opinion", premises: [{claim: "p", slot: "assertion"}]}},
		{raiseQuestion: {ref: "plain", text: "Really?", asksAbout: [{element: "i"}]}},
		{raiseCriticalQuestion: {ref: "q", inference: "i", question: "trust", force: CHALLENGING}}
	]}) { ids { id } } }`, vars{"m": m}, "applyChanges.ids").([]any)
	q, i := ids[4].(map[string]any)["id"], ids[2].(map[string]any)["id"]
	before := w.open(fmt.Sprintf("map: %q", m))
	if n := before.Nodes[0]; before.TotalCount != 2 || n.Question.ID != q || n.Weight != 1 || n.CouldFlip == nil || !*n.CouldFlip {
		t.Errorf("before: %+v", before)
	}
	if n := before.Nodes[1]; n.Weight != 1 || n.CouldFlip == nil || *n.CouldFlip {
		t.Errorf("the question that tests nothing is %+v", n)
	}
	label := func() any {
		return w.must(`query($m: ID!, $i: ID!) { map(id: $m) { element(id: $i) { ... on Inference { label } } } }`, vars{"m": m, "i": i}, "map.element.label")
	}
	if label() != "IN" {
		t.Errorf("the step is %v before", label())
	}
	w.must(`mutation($m: ID!, $q: ID!) { answerQuestion(input: {map: $m, answer: {question: $q, new: {text: "Dr Ito is paid for it"}, bearing: FAILS}}) { rebuttal { id } } }`,
		vars{"m": m, "q": q}, "answerQuestion.rebuttal.id")
	if label() != "OUT" {
		t.Errorf("the step is %v after an answer that it fails by", label())
	}
}

// index brings the index of open questions up to date.
func (w *world) index() {
	w.Helper()
	if _, err := w.ledger.MendQuestions(w.Context()); err != nil {
		w.Fatal(err)
	}
}

// asking makes a map in which n questions are asked about a claim, the first cites the source.
func (w *world) asking(title string, n int, paragraph argmap.ID) (m string, questions []string) {
	w.Helper()
	m = w.id(`mutation($t: String!) { createMap(input: {title: $t}) { map { id } } }`, vars{"t": title}, "createMap.map.id")
	c := w.id(`mutation($m: ID!) { addClaim(input: {map: $m, claim: {text: "It is so."}}) { claim { id } } }`, vars{"m": m}, "addClaim.claim.id")
	for i := range n {
		q := w.id(`mutation($m: ID!, $t: String!, $c: ID!) { raiseQuestion(input: {map: $m, question: {text: $t, asksAbout: [{element: $c}]}}) { question { id } } }`,
			vars{"m": m, "t": fmt.Sprintf("Why %d?", i), "c": c}, "raiseQuestion.question.id")
		questions = append(questions, q)
		if i == 0 {
			w.must(`mutation($m: ID!, $q: ID!, $p: ID!) { cite(input: {map: $m, element: $q, citation: {segments: [{paragraph: $p, start: 0, end: 3}]}}) { citation { id } } }`,
				vars{"m": m, "q": q, "p": paragraph}, "")
		}
	}
	return m, questions
}

// acrossMaps is a page across maps as a client reads it who draws a list and no map.
type acrossMaps struct {
	Nodes []struct {
		Map                struct{ ID, Title string }
		Text, ResolvedText string
		Weight, Revision   int
		AskedIn            []struct{ Ordinal int }
	}
	PageInfo struct {
		HasNextPage bool
		EndCursor   string
	}
	TotalCount int
}

const acrossFields = `{ nodes { map { id title } text resolvedText weight revision askedIn { ordinal } bearsOn { ordinal } } pageInfo { hasNextPage endCursor } totalCount }`

// TestAPageAcrossMapsLoadsNoMap counts what a page of twenty questions from as many maps reads.
func TestAPageAcrossMapsLoadsNoMap(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	for i := range 21 {
		w.asking(fmt.Sprint("Map ", i), 1, lib.First)
	}
	w.index()
	w.ledger = ledger.New(w.store, ledger.Options{NewID: func() argmap.ID { return "new" }})
	w.Cleanup(func() { _ = w.ledger.Close(context.Background()) })
	w.config.Ledger = w.ledger
	w.serve(graph.Limits{})
	calls := w.store.during(func() {
		got := read[acrossMaps](w, `{ openQuestions(text: "why", first: 20) `+acrossFields+` }`, "openQuestions")
		if len(got.Nodes) != 20 || got.TotalCount != 21 || !got.PageInfo.HasNextPage || len(got.Nodes[0].AskedIn) != 1 || got.Nodes[0].Text != "Why 0?" {
			t.Errorf("got %+v", got)
		}
	})
	if want := []string{"CountQuestions", "ListQuestions", "Paragraphs"}; !slices.Equal(calls, want) {
		t.Errorf("a page reads %v, want %v", calls, want)
	}
	calls = w.store.during(func() {
		w.must(`{ openQuestions(text: "why", first: 2) { nodes { question { id raisedBy { id } } } } }`, nil, "openQuestions.nodes.1.question.id")
	})
	if loads := strings.Count(strings.Join(calls, " "), "Load"); loads != 2 {
		t.Errorf("two questions of two maps read %v", calls)
	}
}

// TestOpenQuestionsAcrossMapsSayWhatTheyHoldFor lets the index lag behind, and the maps change under it.
func TestOpenQuestionsAcrossMapsSayWhatTheyHoldFor(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	m, questions := w.asking("Before", 2, lib.First)
	gone, _ := w.asking("Gone", 1, lib.First)
	w.index()
	list := func() acrossMaps {
		return read[acrossMaps](w, `{ openQuestions(text: "why") `+acrossFields+` }`, "openQuestions")
	}
	before := list()
	at := before.Nodes[0].Revision
	if before.TotalCount != 3 {
		t.Fatalf("before: %+v", before)
	}
	w.must(`mutation($m: ID!) { deleteMap(input: {map: $m}) { revision } }`, vars{"m": gone}, "")
	w.must(`mutation($m: ID!) { updateMap(input: {map: $m, title: "After"}) { revision } }`, vars{"m": m}, "")
	w.must(`mutation($m: ID!, $q: ID!) { deleteElement(input: {map: $m, ids: [$q]}) { revision } }`, vars{"m": m, "q": questions[0]}, "")
	behind := list()
	if behind.TotalCount != 1 || behind.Nodes[0].Revision != at || behind.Nodes[0].Map.Title != "After" {
		t.Errorf("behind: %+v, want one question of revision %d in the map as it is called now", behind, at)
	}
	w.must(`{ openQuestions(text: "why") { nodes { question { id status } } } }`, nil, "openQuestions.nodes.0.question.id")
	w.must(`mutation($m: ID!, $q: ID!) { answerQuestion(input: {map: $m, answer: {question: $q, new: {text: "Because."}}}) { revision } }`,
		vars{"m": m, "q": questions[1]}, "")
	if still := read[openList](w, `{ openQuestions(text: "why") `+openFields+` }`, "openQuestions"); still.Nodes[0].Question.Status != "OPEN" {
		t.Errorf("the question is not shown at the revision of its row: %+v", still)
	}
	w.index()
	if after := list(); after.TotalCount != 0 {
		t.Errorf("after: %+v", after)
	}
}

// TestCursorsAcrossMapsHoldWhileMapsChange pages while others ask, answer and delete: what stays is seen once.
func TestCursorsAcrossMapsHoldWhileMapsChange(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	stays := map[string]bool{}
	for i := range 6 {
		_, questions := w.asking(fmt.Sprint("Stays ", i), 2, lib.First)
		stays[questions[0]], stays[questions[1]] = true, true
	}
	goes, _ := w.asking("Goes", 3, lib.First)
	w.index()
	seen := map[string]int{}
	for cursor, more := any(nil), true; more; {
		page := w.must(`query($c: Cursor) { openQuestions(text: "why", first: 3, after: $c) { nodes { question { id } } pageInfo { hasNextPage endCursor } } }`,
			vars{"c": cursor}, "openQuestions").(map[string]any)
		for _, n := range page["nodes"].([]any) {
			seen[n.(map[string]any)["question"].(map[string]any)["id"].(string)]++
		}
		info := page["pageInfo"].(map[string]any)
		cursor, more = info["endCursor"], info["hasNextPage"].(bool)
		if goes != "" {
			w.must(`mutation($m: ID!) { deleteMap(input: {map: $m}) { revision } }`, vars{"m": goes}, "")
			goes = ""
		}
		if len(seen) < 9 {
			w.asking("Comes", 1, lib.First)
		}
		w.index()
	}
	for id := range stays {
		if seen[id] != 1 {
			t.Errorf("%s was seen %d times", id, seen[id])
		}
	}
}

// TestOpenQuestionsOfOneMapAndOfAllAgree compares the index with the maps.
func TestOpenQuestionsOfOneMapAndOfAllAgree(t *testing.T) {
	w := newWorld(t)
	w.examples()
	w.index()
	all := w.open("first: 200, contested: true").Nodes
	var one []openNode
	for _, m := range []argmap.ID{speechMap, debateMap} {
		one = append(one, w.open(fmt.Sprintf("map: %q, first: 200, contested: true", m)).Nodes...)
	}
	if !slices.IsSortedFunc(all, func(a, b openNode) int { return b.Weight - a.Weight }) {
		t.Error("the list is not by weight")
	}
	byID := func(a, b openNode) int { return strings.Compare(a.Question.ID, b.Question.ID) }
	slices.SortFunc(all, byID)
	slices.SortFunc(one, byID)
	if diff := cmp.Diff(one, all); diff != "" || len(all) == 0 {
		t.Errorf("the index says + and the maps say -\n%s", diff)
	}
}

// read gives the value at a path of an answer as a type.
func read[T any](w *world, query, path string) T {
	w.Helper()
	var v T
	text, err := json.Marshal(w.must(query, nil, path))
	if err == nil {
		err = json.Unmarshal(text, &v)
	}
	if err != nil {
		w.Fatal(err)
	}
	return v
}
