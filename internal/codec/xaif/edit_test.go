package xaif

import (
	"slices"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
)

// without gives a document without an element and what hangs on it.
func without(d *codec.Document, id argmap.ID) *codec.Document {
	other := *d
	other.Records = slices.DeleteFunc(slices.Clone(d.Records), func(r argmap.Record) bool {
		switch r := r.(type) {
		case *argmap.Element:
			return r.ID == id
		case *argmap.Link:
			return r.From == id || r.To == id
		case *argmap.Commitment:
			return r.Claim == id
		case *argmap.Citation:
			return r.Element == id
		case *argmap.Leftover, *argmap.Properties, *argmap.Row, *argmap.Voice:
		}
		return false
	})
	return &other
}

func byText(t *testing.T, d *codec.Document, text string) *argmap.Element {
	t.Helper()
	for _, r := range d.Records {
		if e, ok := r.(*argmap.Element); ok && e.Text == text {
			return e
		}
	}
	t.Fatalf("no element says %q", text)
	return nil
}

// TestDeletedNode takes a node's span out of the text, and leaves the words and the other spans.
func TestDeletedNode(t *testing.T) {
	d := decode(t, read(t, "canteen.json"))
	less := without(d, byText(t, d, "a day without meat costs less").ID)
	file := string(encode(t, less))
	if strings.Contains(file, `id=\"3\"`) || strings.Count(file, `class=\"highlighted\"`) != 2 {
		t.Errorf("the spans are wrong:\n%s", file)
	}
	back := decode(t, []byte(file))
	if back.Sources[0].Text != d.Sources[0].Text {
		t.Errorf("the text became %q", back.Sources[0].Text)
	}
	if !strings.Contains(file, `"propositionClassifier":{`) || !strings.Contains(file, `"OVA":[]`) {
		t.Errorf("what stands beside is gone:\n%s", file)
	}
}

// TestDrawnHere writes an issue with a position and an argument, each with its words in a text.
func TestDrawnHere(t *testing.T) {
	b := codec.Build("drawn", "The canteen", codec.File{}, codectest.Options())
	text := "Who <pays> & how? (&lt;)\n\nThe parents' association\nwould pay."
	s, err := b.Source("The canteen", []byte(text), "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	who := b.Element(argmap.KindQuestion, "Who pays?")
	who.Question = &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}
	parents, why := b.Claim("The parents' association would pay."), b.Claim("It has offered to.")
	b.Link(argmap.RoleAnswers, parents.ID, who.ID)
	b.Inference(parents.ID, why.ID)
	b.Commit(b.Speaker().ID, argmap.Asserts, parents.ID)
	b.Commit(b.Speaker().ID, argmap.Asserts, why.ID)
	for e, at := range map[argmap.ID][2]int{who.ID: {0, 10}, parents.ID: {26, 61}, why.ID: {4, 43}} {
		if _, err := b.Cite(e, s, at[0], at[1]); err != nil {
			t.Fatal(err)
		}
	}
	d := b.Done()
	file := encode(t, d)
	for _, want := range []string{`"issues":["4"]`, `"positions":["1"]`, `"arguments":["2"]`, `"Position On"`} {
		if !strings.Contains(string(file), want) {
			t.Errorf("%s is not in\n%s", want, file)
		}
	}
	back := decode(t, file)
	if back.Sources[0].Text != text {
		t.Errorf("the text came back as %q", back.Sources[0].Text)
	}
	lost := Format().Losses(d)
	if len(lost) != 2 || !strings.HasPrefix(lost[0].What, "title") || lost[1].What != "citations" || len(lost[1].Records) != 1 {
		t.Errorf("lost are %+v; want the title and one of two citations that cross", lost)
	}
	codectest.Told(t, d, lost, back)
	if found := back.Check(); len(found) > 0 {
		t.Errorf("what is written breaks rules: %+v", found)
	}
}

// TestIssueAdded adds a question with an answer to a file of IBIS, and takes a position away.
func TestIssueAdded(t *testing.T) {
	d := decode(t, read(t, "ibis.json"))
	d = without(d, byText(t, d, "Everybody brings lunch").ID)
	d.Records = append(d.Records,
		&argmap.Element{ID: "q", Kind: argmap.KindQuestion, Text: "Who pays?", Question: &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}},
		&argmap.Element{ID: "a", Kind: argmap.KindClaim, Text: "Nobody"},
		&argmap.Link{ID: "l", Role: argmap.RoleAnswers, From: "a", To: "q"})
	file := string(encode(t, d))
	for _, want := range []string{`"issues":["iss1","2"]`, `"positions":["pos1","1"]`} {
		if !strings.Contains(file, want) {
			t.Errorf("%s is not in\n%s", want, file)
		}
	}
}

func TestMarkup(t *testing.T) {
	for text, want := range map[string]string{
		"a < b & c":                          "a < b & c",
		"a &amp; b":                          "a &amp; b",
		"<br>a &amp; b &lt;c>":               "\na & b <c>",
		"<div>x</div>y":                      "x\ny",
		"a<br><p>b":                          "a\nb",
		"<span id=\"1\">in</span> out":       "in out",
		"<spanner> <SPAN ID='2'>in</SPAN>":   "<spanner> in",
		"\ufeffa\r\nb\rc":                    "a\nb\nc",
		"&#13;<br>" + strings.Repeat("<", 9): "\n\n<<<<<<<<<",
	} {
		if got := parse(text).plain; got != want {
			t.Errorf("%q is %q; want %q", text, got, want)
		}
	}
	if got := parse("one<p>two</p>three").plain; got != "one\ntwo\nthree" {
		t.Errorf("paragraphs: %q", got)
	}
	m := parse(`a<span id="x y">b<span id='1'>c</span></span><span data-id="3" id=4>d</span></span><span id="5">`)
	if len(m.spans) != 3 || m.spans[0] != (span{"x y", 1, 3}) || m.spans[1] != (span{"1", 2, 3}) || m.spans[2] != (span{"4", 3, 4}) {
		t.Errorf("spans: %+v", m.spans)
	}
	if len(m.problems) != 1 {
		t.Errorf("problems: %v", m.problems)
	}
}

// TestCitedByHand gives a claim a citation of the text that came with it: the text has one more span.
func TestCitedByHand(t *testing.T) {
	d := decode(t, read(t, "canteen.json"))
	claim := byText(t, d, "a day without meat costs the canteen less")
	p := d.Sources[0].Paragraphs[0]
	d.Records = append(d.Records, &argmap.Citation{
		ID: "by-hand", Element: claim.ID, Source: d.Sources[0].ID, Role: argmap.Words, Explicitness: argmap.Explicit,
		Segments: []argmap.Segment{{Paragraph: p.ID, Start: 0, End: 3, Exact: "Ann"}},
	})
	file := string(encode(t, d))
	if !strings.Contains(file, `<span class=\"highlighted\" id=\"5\">Ann</span>`) || strings.Count(file, `class=\"highlighted\"`) != 4 {
		t.Errorf("the spans are wrong:\n%s", file)
	}
	if losses := Format().Losses(d); len(losses) > 0 {
		t.Errorf("it would lose %+v", losses)
	}
}

// TestBrokenText reads what can be read: a span that OVA names, and a text that no source can be.
func TestBrokenText(t *testing.T) {
	g := codec.NewGraph(decode(t, read(t, "broken.json")))
	words := map[string]string{}
	for _, c := range g.Citations {
		words[g.Element(c.Element).Text] += c.Segments[0].Exact
	}
	if len(words) != 2 || words["less meat"] != "less meat" || words["the canteen serves less meat"] != "never" {
		t.Errorf("cited is %q", words)
	}
	file := []byte(`{"AIF":{"nodes":[{"nodeID":1,"type":"I","text":"a"}],"edges":[]},"text":"<span id=\"1\">a\u0001</span>"}`)
	d := decode(t, file)
	if len(d.Sources) > 0 || len(d.Findings) != 1 || d.Findings[0].Rule != RuleText {
		t.Errorf("found is %+v", d.Findings)
	}
	if back := encode(t, d); !slices.Equal(tokens(t, back), tokens(t, file)) {
		t.Errorf("it came back as %s", back)
	}
}
