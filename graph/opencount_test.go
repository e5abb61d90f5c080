package graph_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/ledger"
)

// countedMap is a map of a list with how many questions are open in it.
type countedMap struct {
	ID                string
	Title             string
	OpenQuestionCount *int
}

func (w *world) counted(list string) map[string]*int {
	w.Helper()
	counts := map[string]*int{}
	for _, m := range read[[]countedMap](w, "{ "+list+" { nodes { id title openQuestionCount } } }", "maps.nodes") {
		counts[m.Title] = m.OpenQuestionCount
	}
	return counts
}

// TestOpenQuestionsOfAListOfMapsAreCountedAtOnce counts what a list reads, with and without the counts.
func TestOpenQuestionsOfAListOfMapsAreCountedAtOnce(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	for i := range 4 {
		w.asking(fmt.Sprint("Asks ", i), i, lib.First)
	}
	w.index()
	w.asking("Not looked at", 1, lib.First)
	w.ledger = ledger.New(w.store, ledger.Options{NewID: func() argmap.ID { return "new" }})
	w.Cleanup(func() { _ = w.ledger.Close(context.Background()) })
	w.config.Ledger = w.ledger
	w.serve(graph.Limits{})
	calls := w.store.during(func() {
		counts := w.counted("maps(first: 50)")
		for i := range 4 {
			if n := counts[fmt.Sprint("Asks ", i)]; n == nil || *n != i {
				t.Errorf("map %d has %v open questions", i, n)
			}
		}
		if n, listed := counts["Not looked at"]; n != nil || !listed {
			t.Errorf("of a map that is in no index the count is %v", n)
		}
	})
	if want := []string{"CountOpen", "ListMaps"}; !slices.Equal(calls, want) {
		t.Errorf("a list with counts reads %v, want %v", calls, want)
	}
	calls = w.store.during(func() { w.must("{ maps(first: 50) { nodes { id } } }", nil, "") })
	if want := []string{"ListMaps"}; !slices.Equal(calls, want) {
		t.Errorf("a list without counts reads %v, want %v", calls, want)
	}
	calls = w.store.during(func() {
		w.must(`{ openQuestions(text: "why", first: 5) { nodes { map { openQuestionCount } } } }`, nil, "openQuestions.nodes.4.map.openQuestionCount")
	})
	if want := []string{"CountOpen", "ListQuestions"}; !slices.Equal(calls, want) {
		t.Errorf("questions with the counts of their maps read %v, want %v", calls, want)
	}
}

// TestTheCountOfAMapIsThatOfItsList compares the count of a map, and of a list of maps, with the list of its questions.
func TestTheCountOfAMapIsThatOfItsList(t *testing.T) {
	w := newWorld(t)
	w.examples()
	w.contested()
	w.index()
	listed := map[string]*int{}
	for _, m := range read[[]countedMap](w, "{ maps { nodes { id openQuestionCount } } }", "maps.nodes") {
		listed[m.ID] = m.OpenQuestionCount
	}
	if len(listed) != 3 {
		t.Fatalf("there are %d maps", len(listed))
	}
	for id, n := range listed {
		one := read[struct {
			OpenQuestionCount int
			OpenQuestions     struct{ TotalCount int }
			Contested         struct{ TotalCount int }
		}](w, fmt.Sprintf("{ map(id: %q) { openQuestionCount openQuestions { totalCount } contested: openQuestions(contested: true) { totalCount } } }", id), "map")
		want := one.OpenQuestions.TotalCount
		if one.OpenQuestionCount != want || n == nil || *n != want {
			t.Errorf("map %s has %d open questions; it counts %d, the list %v", id, want, one.OpenQuestionCount, n)
		}
		if one.Contested.TotalCount == want && id != string(speechMap) && id != string(debateMap) {
			t.Error("nothing is contested: the case is not tried")
		}
	}
}

// contested makes a map with an open question and one whose two answers exclude each other.
func (w *world) contested() {
	w.Helper()
	m := w.id(`mutation { createMap(input: {title: "Contested"}) { map { id } } }`, nil, "createMap.map.id")
	w.must(`mutation($m: ID!) { applyChanges(input: {map: $m, operations: [
		{addClaim: {ref: "yes", text: "Yes."}}, {addClaim: {ref: "no", text: "No."}},
		{raiseQuestion: {text: "Why?"}}, {raiseQuestion: {ref: "q", text: "Is it so?", answerMode: EXCLUSIVE}},
		{answerQuestion: {question: "q", claim: "yes"}}, {answerQuestion: {question: "q", claim: "no"}}
	]}) { revision } }`, vars{"m": m}, "")
}

// TestACountHasAPrice asks for more counts than rows may be read.
func TestACountHasAPrice(t *testing.T) {
	w := newWorld(t)
	w.fill()
	w.serve(graph.Limits{Cost: 60})
	w.must("{ maps(first: 60) { nodes { id } } }", nil, "")
	a := w.ask("{ maps(first: 60) { nodes { openQuestionCount } } }", nil)
	if len(a.Errors) != 1 || a.Errors[0].Extensions["reason"] != "limit.cost" {
		t.Errorf("sixty counts beside sixty maps give %+v", a.Errors)
	}
}
