package graph_test

import (
	"strings"
	"testing"

	"argmap/internal/argmap"
)

// What flipped is told with the edits that did it, and with nothing else.
func TestAFlipNamesItsEdits(t *testing.T) {
	w := newWorld(t)
	w.must(`mutation { createMap(input: {title: "A map"}) { map { id } } }`, nil, "")
	m := w.must(`{ maps(first: 1) { nodes { id } } }`, nil, "maps.nodes").([]any)[0].(map[string]any)["id"].(string)
	add := func(text string) string {
		return w.must(`mutation($m: ID!, $t: String!) { addClaim(input: {map: $m, claim: {text: $t}}) { claim { id } } }`, vars{"m": m, "t": text}, "addClaim.claim.id").(string)
	}
	thesis, doubt, other := add("A thesis"), add("A doubt"), add("Another claim")
	since := w.must(`query($m: ID!) { map(id: $m) { revision } }`, vars{"m": m}, "map.revision")
	rebuttal := w.must(`mutation($m: ID!, $d: ID!, $t: ID!) { addRebuttal(input: {map: $m, rebuttal: {premises: [{claim: $d}], target: $t}}) { rebuttal { id } } }`,
		vars{"m": m, "d": doubt, "t": thesis}, "addRebuttal.rebuttal.id").(string)
	w.must(`mutation($m: ID!, $c: ID!) { updateElement(input: {map: $m, element: {id: $c, text: "Another claim, reworded"}}) { revision } }`, vars{"m": m, "c": other}, "")
	changes := w.must(`query($m: ID!, $r: Revision!) { map(id: $m) { evaluationChanged(since: $r) {
		outcome changes { element { id } before after tested edits { type id removed } } } } }`, vars{"m": m, "r": since}, "map.evaluationChanged.changes").([]any)
	if len(changes) != 1 {
		t.Fatalf("%d changes: %v", len(changes), changes)
	}
	c := changes[0].(map[string]any)
	if c["element"].(map[string]any)["id"] != thesis || c["before"] != "IN" || c["after"] != "OUT" || c["tested"] != true {
		t.Errorf("the change is %v", c)
	}
	kinds := map[string]int{}
	for _, e := range c["edits"].([]any) {
		edit := e.(map[string]any)
		kinds[edit["type"].(string)]++
		if edit["type"] == string(argmap.TypeElement) && edit["id"] != rebuttal {
			t.Errorf("the edit %v has no part in it", edit)
		}
	}
	if kinds["element"] != 1 || kinds["link"] != 2 || len(kinds) != 2 {
		t.Errorf("the edits are %v", kinds)
	}
}

func TestEvaluationsAreRefusedWithReasons(t *testing.T) {
	w := newWorld(t)
	w.fill()
	for query, reason := range map[string]string{
		`evaluation(reading: {voices: []}) { in }`:                                                        "walk.empty",
		`evaluation(reading: {voices: ["nobody"]}) { in }`:                                                "voice.unknown",
		`evaluation { labels(first: 0) { element { id } } }`:                                              "walk.too_small",
		`evaluation { labels(skip: -1) { element { id } } }`:                                              "evaluation.page",
		`evaluation { extensions(first: 101) { more } }`:                                                  "evaluation.page",
		`evaluationChanged(since: 2) { outcome }`:                                                         "revision.range",
		`evaluation(semantics: CF2, reading: {support: DEDUCTIVE}) { in }`:                                "evaluation.deductive",
		`whatIf(semantics: STAGE, reading: {support: DEDUCTIVE}) { outcome }`:                             "evaluation.deductive",
		`whatIf(without: ["nothing"]) { outcome }`:                                                        "element.unknown",
		`whatIf(with: {claims: [{key: "aid", text: "x"}]}) { outcome }`:                                   "evaluation.key",
		`whatIf(with: {inferences: [{premises: ["aid"], conclusion: "nothing"}]}) { outcome }`:            string(argmap.RuleEnds),
		`claims(first: 1) { nodes { strength(base: 2) { value } } }`:                                      "evaluation.base",
		`whatIf(with: {rebuttals: [{premises: ["aid"], target: "un", against: "denial"}]}) { outcome }`:   string(argmap.RuleJoin),
		`whatIf(with: {rebuttals: [{premises: ["aid"], target: "aid", against: "backing"}]}) { outcome }`: string(argmap.RuleRebAgainst),
	} {
		a := w.ask(`{ map(id: "map") { `+query+` } }`, nil)
		if len(a.Errors) == 0 || a.Errors[0].Extensions["reason"] != reason {
			t.Errorf("%s: %+v, want %s", query, a.Errors, reason)
		}
	}
}

// The label of an element is that of its default acceptance.
func TestAcceptanceAgreesWithTheLabel(t *testing.T) {
	w := newWorld(t)
	w.fill()
	seen := 0
	for _, n := range w.must(`{ map(id: "map") { elements(first: 200) { nodes { id
		... on Claim { label acceptance { label } }
		... on Inference { label acceptance { label } }
		... on Rebuttal { label acceptance { label } } } } } }`, nil, "map.elements.nodes").([]any) {
		e := n.(map[string]any)
		if _, labelled := e["acceptance"]; !labelled {
			continue
		}
		seen++
		a, _ := e["acceptance"].(map[string]any)
		if e["label"] != a["label"] || strings.TrimSpace(e["id"].(string)) == "" {
			t.Errorf("%v", e)
		}
	}
	if seen < 5 {
		t.Errorf("only %d elements were looked at", seen)
	}
}
