package graph_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"argmap/internal/fault"
)

// openList is a list of open questions as a client reads it.
type openList struct {
	Nodes []struct {
		Question  struct{ ID, Text, Status string }
		Status    string
		Weight    int
		CouldFlip *bool
		AskedIn   []struct{ Ordinal int }
		BearsOn   []struct{ Ordinal int }
	}
	TotalCount int
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
		"":                            {fault.Invalid, "questions.where", "map"},
		`text: "aid"`:                 {fault.Invalid, "questions.where", "map"},
		`map: "nowhere"`:              {fault.NotFound, "map.not_found", "map"},
		`map: "map", text: "+"`:       {fault.Invalid, "search.empty", "text"},
		`map: "map", after: "nobody"`: {fault.Invalid, "cursor.malformed", "after"},
	} {
		query := "{ openQuestions { totalCount } }"
		if arguments != "" {
			query = "{ openQuestions(" + arguments + ") { totalCount } }"
		}
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
