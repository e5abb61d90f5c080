package examples_test

import (
	"slices"
	"strings"
	"testing"

	"argmap/examples"
	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// TestTheSpeechIsMappedInFull counts what the speech's map must hold at least.
func TestTheSpeechIsMappedInFull(t *testing.T) {
	t.Parallel()
	ex := load(t, speech)
	reported := 0
	for _, v := range ex.Voices() {
		if v.Kind() == argmap.VoiceReported {
			reported++
		}
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"claims", len(claims(ex)), 40},
		{"inferences", len(inferences(ex)), 15},
		{"rebuttals", len(rebuttals(ex)), 4},
		{"reported voices", reported, 3},
	} {
		if c.got < c.want {
			t.Errorf("got %d %s, want %d at least", c.got, c.what, c.want)
		}
	}
}

// TestEveryQuestionIsThere compares the questions with the question marks of the speech.
func TestEveryQuestionIsThere(t *testing.T) {
	t.Parallel()
	ex := load(t, speech)
	text, err := examples.Speech()
	if err != nil {
		t.Fatal(err)
	}
	const asked = 6
	if n := strings.Count(string(text), "?"); n != asked {
		t.Fatalf("got %d question marks in the speech, want %d", n, asked)
	}
	if n := len(questions(ex)); n != asked {
		t.Errorf("got %d questions, want %d", n, asked)
	}
	for _, q := range questions(ex) {
		if n := strings.Count(string(text), q.Text()); n != 1 || !strings.HasSuffix(q.Text(), "?") {
			t.Errorf("%q: found %d times in the speech, want a question that stands there once", q.Text(), n)
		}
		if q.Status() != argmap.Open {
			t.Errorf("%q: got %s, want %s", q.Text(), q.Status(), argmap.Open)
		}
	}
}

// TestTheFourShortQuestionsStandInOneRow looks at those after "poses serious questions".
func TestTheFourShortQuestionsStandInOneRow(t *testing.T) {
	t.Parallel()
	ex := load(t, speech)
	want := []string{"Under whose auspices?", "By what criteria?", "Recognizing what standards?", "Using what tools?"}
	var got []string
	var rows []argmap.ID
	for _, q := range questions(ex) {
		if !q.Elliptical() {
			continue
		}
		got, rows = append(got, q.Text()), append(rows, q.Row().ID())
		if ordinal := q.Record().Question.Ordinal; ordinal != len(got) {
			t.Errorf("%q: got the ordinal %d, want %d", q.Text(), ordinal, len(got))
		}
		if open, _, _ := strings.Cut(q.ResolvedText(), " ["); open != strings.TrimSuffix(q.Text(), "?") {
			t.Errorf("%q: resolved as %q, which does not begin with its words", q.Text(), q.ResolvedText())
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(slices.Compact(rows)) != 1 {
		t.Errorf("got the rows %v, want one", rows)
	}
}

// TestRowsShareWordsOfTheSpeech holds what a row shares to words that were said.
func TestRowsShareWordsOfTheSpeech(t *testing.T) {
	t.Parallel()
	ex := load(t, speech)
	for _, q := range questions(ex) {
		if shared := q.Row().Antecedent(); !slices.ContainsFunc(ex.paragraphs, func(p *argmap.Paragraph) bool { return strings.Contains(p.Text, shared) }) {
			t.Errorf("%q: the row's antecedent %q is not in the speech", q.Text(), shared)
		}
	}
}

// TestTheAnswersHold looks at what the rebuttals come to: what the speech answers stands, what it
// rebuts falls.
func TestTheAnswersHold(t *testing.T) {
	t.Parallel()
	for _, r := range rebuttals(load(t, speech)) {
		for _, p := range r.Premises() {
			if l := p.Label(); l == nil || *l != argmap.LabelIn {
				t.Errorf("%q: got %v, want IN", p.Text(), show(l))
			}
		}
		target, ok := r.Target().(snapshot.Claim)
		if !ok {
			t.Errorf("got a rebuttal of %T, want of a claim", r.Target())
			continue
		}
		if l := target.Label(); l == nil || *l != argmap.LabelOut {
			t.Errorf("%q: got %v, want OUT", target.Text(), show(l))
		}
		if !heldByReported(target) {
			t.Errorf("%q is rebutted, and no reported voice holds it", target.Text())
		}
	}
}

func show(l *argmap.Label) string {
	if l == nil {
		return "no label"
	}
	return string(*l)
}

func heldByReported(c snapshot.Claim) bool {
	return slices.ContainsFunc(c.Commitments(), func(k snapshot.Commitment) bool {
		return k.Voice().Kind() == argmap.VoiceReported && k.Act().Commits()
	})
}

// TestReportedPartiesSayNoMore holds the claims of the reported to what the speech says of them: it is
// the speaker who reports, and what he only alludes to is marked.
func TestReportedPartiesSayNoMore(t *testing.T) {
	t.Parallel()
	for _, c := range claims(load(t, speech)) {
		if !heldByReported(c) {
			continue
		}
		for _, k := range c.Commitments() {
			if k.Voice().Kind() == argmap.VoiceReported && (k.ReportedBy() == nil || k.ReportedBy().Kind() != argmap.VoiceAuthor) {
				t.Errorf("%q: the commitment of %q is not one that the speaker reports", c.Text(), k.Voice().Name())
			}
		}
		marked := slices.ContainsFunc(c.Citations(), func(k snapshot.Citation) bool {
			return k.Explicitness() == argmap.Reconstructed || k.Role() == argmap.Words
		})
		if !marked {
			t.Errorf("%q is neither RECONSTRUCTED nor reported in words", c.Text())
		}
	}
}

// TestAClaimIsAssertedOrSupposedBySomebody finds claims that nobody stands to.
func TestAClaimIsAssertedOrSupposedBySomebody(t *testing.T) {
	t.Parallel()
	for _, name := range examples.Maps() {
		for _, c := range claims(load(t, name)) {
			if len(c.Commitments()) == 0 {
				t.Errorf("%s: nobody stands to %q", name, c.Text())
			}
		}
	}
}
