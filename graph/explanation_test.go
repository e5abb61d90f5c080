package graph_test

import (
	"strings"
	"testing"
)

// One evaluation answers a request, however many fields ask.
func TestAnEvaluationIsSharedByAllFields(t *testing.T) {
	w := newWorld(t)
	w.fill()
	const one = `why(reading: {support: NECESSARY}) { label flips(tries: 3) { tried } defence { minimal } questions { more } }
		acceptance(reading: {support: NECESSARY}) { label } influences(reading: {support: NECESSARY}) { count } strength(reading: {support: NECESSARY}) { value }`
	ask := func(fields string) int64 {
		t.Helper()
		before := w.config.Evaluator.Worked()
		w.must(`{ map(id: "map") { elements(first: 200) { nodes { ... on Claim { `+fields+` } ... on Inference { `+fields+` } } } } }`, nil, "map.elements.nodes")
		return w.config.Evaluator.Worked() - before
	}
	// The framework, its labels and its strengths.
	if n := ask(one); n != 3 {
		t.Errorf("%d pieces of work for many fields", n)
	}
	if n := ask(one + strings.ReplaceAll(strings.ReplaceAll(" "+one, " why", " again: why"), "strength(", "more: strength(")); n != 0 {
		t.Errorf("%d pieces of work for what was asked before", n)
	}
}

func TestExplanationsAreRefusedWithReasons(t *testing.T) {
	w := newWorld(t)
	w.fill()
	for query, reason := range map[string]string{
		`why(steps: 0) { text }`:                              "evaluation.too_small",
		`why(steps: -5) { text }`:                             "evaluation.too_small",
		`why(steps: 1001) { text }`:                           "evaluation.too_large",
		`why(reading: {voices: ["nobody"]}) { text }`:         "voice.unknown",
		`why(reading: {voices: []}) { text }`:                 "walk.empty",
		`why { flips(tries: 0) { all } }`:                     "evaluation.too_small",
		`why { defence(tries: 1001) { minimal } }`:            "evaluation.too_large",
		`why { questions(first: 101) { more } }`:              "evaluation.too_large",
		`influences(first: -1) { count }`:                     "evaluation.too_small",
		`influences(base: 2) { count }`:                       "evaluation.base",
		`influences(reading: {voices: ["nobody"]}) { count }`: "voice.unknown",
	} {
		a := w.ask(`{ map(id: "map") { element(id: "aid") { ... on Claim { `+query+` } } } }`, nil)
		if len(a.Errors) == 0 || a.Errors[0].Extensions["reason"] != reason {
			t.Errorf("%s: %+v, want %s", query, a.Errors, reason)
		}
	}
}

// What takes no part has nothing to explain.
func TestWhatTakesNoPartIsNotExplained(t *testing.T) {
	w := newWorld(t)
	w.fill()
	if got := w.must(`{ map(id: "map") { element(id: "broken") { ... on Inference { why { text } influences { count } } } } }`, nil, "map.element").(map[string]any); got["why"] != nil || got["influences"] != nil {
		t.Errorf("got %v", got)
	}
}
