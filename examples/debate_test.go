package examples_test

import (
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// TestTheDebateShowsWhatTheSpeechDoesNot looks for each thing that the second example is there for.
func TestTheDebateShowsWhatTheSpeechDoesNot(t *testing.T) {
	t.Parallel()
	ex := load(t, debate)
	var kinds []argmap.AttackKind
	for _, r := range rebuttals(ex) {
		kinds = append(kinds, r.Kind())
	}
	var statuses []argmap.QuestionStatus
	for _, q := range questions(ex) {
		statuses = append(statuses, q.Status())
	}
	for _, c := range []struct {
		what  string
		shown bool
	}{
		{"an attack on a claim", slices.Contains(kinds, argmap.Rebut)},
		{"an attack on a reason", slices.Contains(kinds, argmap.Undermine)},
		{"an attack on a step", slices.Contains(kinds, argmap.Undercut)},
		{"an undercut of an undercut", slices.ContainsFunc(rebuttals(ex), undercutsUndercut)},
		{"an inference with linked premises", slices.ContainsFunc(inferences(ex), linked)},
		{"a claim that is premise of two relations", slices.ContainsFunc(claims(ex), shared)},
		{"a cycle that leaves both claims undecided", slices.ContainsFunc(rebuttals(ex), answeredInKind)},
		{"an answered question", slices.Contains(statuses, argmap.Answered)},
		{"a contested question", slices.Contains(statuses, argmap.Contested)},
		{"an open question", slices.Contains(statuses, argmap.Open)},
		{"an answer in part", slices.ContainsFunc(questions(ex), answeredInPart)},
	} {
		if !c.shown {
			t.Errorf("the debate does not show %s", c.what)
		}
	}
}

func undercutsUndercut(r snapshot.Rebuttal) bool {
	target, ok := r.Target().(snapshot.Rebuttal)
	return ok && r.Kind() == argmap.Undercut && target.Kind() == argmap.Undercut
}

func linked(i snapshot.Inference) bool { return len(i.Premises()) > 1 }

func shared(c snapshot.Claim) bool { return len(c.PremiseOf())+len(c.Rebuts()) > 1 }

// answeredInKind reports whether two claims rebut each other and neither is decided.
func answeredInKind(r snapshot.Rebuttal) bool {
	target, ok := r.Target().(snapshot.Claim)
	if !ok || !undecided(target) {
		return false
	}
	return slices.ContainsFunc(r.Premises(), func(p snapshot.Claim) bool {
		return undecided(p) && slices.ContainsFunc(target.Rebuts(), func(back snapshot.Rebuttal) bool {
			return back.Target().ID() == p.ID()
		})
	})
}

func undecided(c snapshot.Claim) bool {
	l := c.Label()
	return l != nil && *l == argmap.LabelUndecided
}

func answeredInPart(q snapshot.Question) bool { return q.Standing().Partial > 0 }

// TestTheDebateIsLabelled follows the labels through the debate's attacks.
func TestTheDebateIsLabelled(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for _, c := range claims(load(t, debate)) {
		got[c.Text()] = show(c.Label())
	}
	for text, want := range map[string]argmap.Label{
		"A state that abuses its own population forfeits the protection that sovereignty gives.":                                   argmap.LabelOut,
		"Other states may intervene in a state that abuses its own population, even without the approval of the Security Council.": argmap.LabelOut,
		"An independent inquiry can judge the case before anybody steps in.":                                                       argmap.LabelIn,
		"An intervention should take place under the auspices of a regional organisation.":                                         argmap.LabelIn,
		"Intervention without approval weakens the rules between states.":                                                          argmap.LabelUndecided,
		"Intervention against mass abuse strengthens the rules between states.":                                                    argmap.LabelUndecided,
	} {
		if got[text] != string(want) {
			t.Errorf("%q: got %q, want %s", text, got[text], want)
		}
	}
}
