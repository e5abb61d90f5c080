package codectest

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Draw gives a map with everything that a map may hold: all kinds of elements and links, well-formed or
// not, cycles, voices, rows, citations in two texts, leftovers; and texts that formats stumble over. Any
// part may be missing. A store would take it.
func Draw(t *rapid.T) *codec.Document {
	d := &drawing{t: t, b: codec.Build("drawn", d1(t, "title", titles), codec.File{}, Options())}
	d.properties()
	d.claims()
	if d.chance("voices") {
		d.voices()
	}
	d.relations()
	if d.chance("questions") {
		d.questions()
	}
	if d.chance("dialogue") {
		d.dialogue()
	}
	if d.chance("strange") {
		d.strange()
	}
	if d.chance("texts") {
		d.citations()
	}
	return d.b.Done()
}

// words are texts that formats stumble over.
var words = []string{
	"People come first", "1. first\n2. second", "2. a number", "1.1. Pro: a line of a list", "-> See 1.1.", "Pro: and contra", "a (b) [c](http://d)", `a \( b \\ c \`,
	"two\nlines", "a\n\nblank line", " spaces around ", "tab\there", "quote \" and ' here", "<b>&amp;]]></b>", "carriage\rreturn", "ends in a line\n", "",
	"Ärger 👩‍👩‍👧", "\x01control", "# heading", "- item", "[a]: b", "<c>: d", "@[e] #tag {f}", "{{g}}", "===", "|pipe|", "---\n+ x", "comma, semicolon; colon: dot.",
	"\ufeffmark", "\u2028separator", "null", "true", "1e5", "~", "e\u0301",
}

var titles = []string{"A map", "Whose security?", "Title: with <marks> & (more)"}

func d1[T any](t *rapid.T, what string, from []T) T { return rapid.SampledFrom(from).Draw(t, what) }

type drawing struct {
	t    *rapid.T
	b    *codec.Builder
	all  []*argmap.Element
	used map[string]int
	who  []*argmap.Voice
}

func (d *drawing) chance(what string) bool { return rapid.Bool().Draw(d.t, what) }

func (d *drawing) count(what string, most int) int { return rapid.IntRange(0, most).Draw(d.t, what) }

// text gives words, told apart by a number more often than not.
func (d *drawing) text() string {
	s := d1(d.t, "words", words)
	if d.used == nil {
		d.used = map[string]int{}
	}
	if d.used[s]++; d.used[s] > 1 && !d.chance("repeated") {
		s += fmt.Sprintf(" (%d)", d.used[s])
	}
	return s
}

// of gives an element of one of the kinds, nil when there is none.
func (d *drawing) of(kinds ...argmap.Kind) *argmap.Element {
	var some []*argmap.Element
	for _, e := range d.all {
		if slices.Contains(kinds, e.Kind) {
			some = append(some, e)
		}
	}
	if len(some) == 0 {
		return nil
	}
	return d1(d.t, "element", some)
}

func (d *drawing) add(e *argmap.Element) *argmap.Element {
	d.all = append(d.all, e)
	return e
}

func (d *drawing) properties() {
	if d.chance("described") {
		d.b.Properties().Description, d.b.Properties().Language = "What it is about", "en"
	}
}

func (d *drawing) claims() {
	for range 1 + d.count("claims", 6) {
		c := d.add(d.b.Claim(d.text()))
		if d.chance("asserted") {
			d.b.Commit(d.b.Speaker().ID, argmap.Asserts, c.ID)
		}
		if d.count("pinned", 5) == 0 {
			c.Basis = d1(d.t, "basis", []argmap.Basis{argmap.Given, argmap.Argued})
		}
		if d.count("proposed", 8) == 0 {
			c.Machine = "a program"
		}
	}
}

func (d *drawing) voices() {
	for i, kind := range []argmap.VoiceKind{argmap.VoiceAuthor, argmap.VoiceReported, argmap.VoiceParticipant} {
		v := d.b.Voice(kind, fmt.Sprintf("voice %d", i))
		if d.chance("told of") {
			v.Description = "Who it is"
		}
		d.who = append(d.who, v)
	}
	acts := []argmap.Act{argmap.Asserts, argmap.Concedes, argmap.Denies, argmap.Supposes}
	for range d.count("commitments", 5) {
		c := d.b.Commit(d1(d.t, "voice", d.who).ID, d1(d.t, "act", acts), d.of(argmap.KindClaim).ID)
		if d.chance("reported") {
			c.ReportedBy = d1(d.t, "voice", d.who).ID
		}
	}
}

var attackable = []argmap.Kind{argmap.KindClaim, argmap.KindInference, argmap.KindRebuttal}

func (d *drawing) relations() {
	for range d.count("relations", 8) {
		var premises []argmap.ID
		for range 1 + d.count("linked", 2) {
			if p := d.of(argmap.KindClaim).ID; !slices.Contains(premises, p) {
				premises = append(premises, p)
			}
		}
		var r *argmap.Element
		switch target := d.of(attackable...); d.count("attacks", 2) {
		case 0:
			r = d.b.Inference(target.ID, premises...)
		case 1:
			r = d.b.Rebuttal(target, premises...)
		case 2:
			r = d.undermining(premises)
		}
		if d.count("named", 4) == 0 {
			r.Scheme = d1(d.t, "scheme", []string{"expert-opinion", "example", "Argument from (x)"})
		}
		if d.count("noted", 6) == 0 {
			r.Text = "a note"
		}
		d.add(r)
	}
}

// undermining attacks a premise of an inference as such, or a claim where there is none.
func (d *drawing) undermining(premises []argmap.ID) *argmap.Element {
	g := codec.NewGraph(d.b.Done())
	inference := d.of(argmap.KindInference)
	if inference == nil || len(g.Ends(inference.ID, argmap.RolePremiseOf, true)) == 0 {
		return d.b.Rebuttal(d.of(argmap.KindClaim), premises...)
	}
	r := d.b.Rebuttal(d1(d.t, "premise", g.Ends(inference.ID, argmap.RolePremiseOf, true)), premises...)
	r.Attack = argmap.Undermine
	d.b.Link(argmap.RoleAgainst, r.ID, inference.ID)
	return r
}

func (d *drawing) questions() {
	row := &argmap.Row{ID: d.b.NewID(), Antecedent: "an intervention"}
	d.b.Add(row)
	for i := range 1 + d.count("questions", 3) {
		q := d.add(d.b.Element(argmap.KindQuestion, d1(d.t, "asked", []string{"Under whose auspices?", "Is it (really) so?", "By whom\nand how?", "Tell me why."})))
		q.Question = &argmap.Inquiry{Form: d1(d.t, "form", []argmap.QuestionForm{argmap.FormWH, argmap.FormPolar}), Force: d1(d.t, "force", []argmap.QuestionForce{argmap.Pure, argmap.Rhetorical})}
		if d.chance("in a row") {
			q.Question.Row, q.Question.Ordinal, q.Question.Elliptical, q.Question.Resolved = row.ID, i+1, true, "Under whose auspices would it take place?"
		}
		d.b.Link(argmap.RoleAsksAbout, q.ID, d.of(argmap.KindClaim, argmap.KindInference, argmap.KindRebuttal).ID)
		if d.chance("raised") {
			d.b.Link(argmap.RoleRaises, d.of(argmap.KindClaim).ID, q.ID)
		}
		if d.chance("carries") {
			d.b.Link(argmap.RoleCarries, q.ID, d.of(argmap.KindClaim).ID)
		}
		if d.chance("answered") {
			d.b.Link(argmap.RoleAnswers, d.of(argmap.KindClaim).ID, q.ID).Partial = d.chance("partial")
		}
	}
}

func (d *drawing) dialogue() {
	said := d.add(d.b.Element(argmap.KindLocution, d.text()))
	if len(d.who) > 0 {
		said.Speaker = d1(d.t, "speaker", d.who).ID
	}
	reply := d.add(d.b.Element(argmap.KindLocution, d.text()))
	act := d.add(d.b.Element(argmap.KindIllocution, ""))
	act.Act = "Asserting"
	d.b.Link(argmap.RolePerforms, said.ID, act.ID)
	d.b.Link(argmap.RoleHasContent, act.ID, d.of(argmap.KindClaim).ID)
	next := d.add(d.b.Element(argmap.KindTransition, ""))
	d.b.Link(argmap.RoleStarts, said.ID, next.ID)
	d.b.Link(argmap.RoleEndsIn, next.ID, reply.ID)
	again := d.add(d.b.Element(argmap.KindRephrase, ""))
	d.b.Link(argmap.RoleRephrases, d.of(argmap.KindClaim).ID, again.ID)
	d.b.Link(argmap.RoleRephraseOf, again.ID, d.of(argmap.KindClaim).ID)
	over := d.add(d.b.Element(argmap.KindPreference, ""))
	d.b.Link(argmap.RolePreferredIn, d.of(attackable...).ID, over.ID)
	d.b.Link(argmap.RolePreferredTo, over.ID, d.of(attackable...).ID)
}

// strange adds what only an import brings.
func (d *drawing) strange() {
	f := d.add(d.b.Element(argmap.KindForeign, "what is this"))
	f.Raw = []byte(`{"x":1}`)
	d.b.Link(argmap.RoleForeign, f.ID, d.of(argmap.KindClaim).ID)
	d.add(d.b.Element(argmap.KindInference, ""))
	two := d.add(d.b.Inference(d.of(argmap.KindClaim).ID, d.of(argmap.KindClaim).ID))
	if other := d.of(argmap.KindClaim).ID; other != codec.NewGraph(d.b.Done()).Ends(two.ID, argmap.RoleConcludes, false)[0].ID {
		d.b.Link(argmap.RoleConcludes, two.ID, other)
	}
	d.add(d.b.Rebuttal(d.of(attackable...)))
	d.b.Add(&argmap.Leftover{ID: d.b.NewID(), What: "edge", Why: "its end is missing", Raw: []byte(`{"fromID":"9"}`)})
}

func (d *drawing) citations() {
	var sources []codec.Source
	for _, raw := range []string{"People come first. That is the whole point.\n\nUnder whose auspices?\nBy whom and how?\n", "\ufeffÄrger 👩‍👩‍👧 here.\r\n\r\nAnd more.\r\n"} {
		s, err := d.b.Source("a text", []byte(raw), "text/plain")
		if err != nil {
			d.t.Fatalf("the text is no text: %v", err)
		}
		sources = append(sources, s)
	}
	for range d.count("citations", 5) {
		s := d1(d.t, "source", sources)
		start := rapid.IntRange(0, s.CodePoints-1).Draw(d.t, "start")
		c, err := d.b.Cite(d1(d.t, "cites", d.all).ID, s, start, rapid.IntRange(start+1, s.CodePoints).Draw(d.t, "end"))
		if err != nil {
			continue // white space between paragraphs
		}
		c.Role = d1(d.t, "role", []argmap.CitationRole{argmap.Words, argmap.Words, argmap.Cue})
		c.Explicitness = d1(d.t, "explicitness", []argmap.Explicitness{argmap.Explicit, argmap.Explicit, argmap.Implicit})
	}
}
