package codectest

import (
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Wild gives a document that a store would take, with elements of every kind joined in any way that the
// table of roles allows, more often against the rules of maps than not: repeated links and names of an
// import, slots, relations between relations. Draw gives maps that are more like those of people.
func Wild(t *rapid.T) *codec.Document {
	d := &wild{T: t, Builder: codec.Build("wild", "A map", codec.File{}, Options())}
	p := d.Properties()
	p.Title = "A map " + d.text("title")
	if d.maybe("described") {
		p.Description, p.Language = d.text("description"), "en"
	}
	d.voices()
	d.elements()
	d.links()
	d.commitments()
	d.citations()
	if d.maybe("leftover") {
		d.Add(&argmap.Leftover{ID: d.NewID(), What: "edge", Why: "its end is missing", Raw: []byte(`{"a":[1.0,null]}`)})
	}
	return d.Done()
}

type wild struct {
	*rapid.T
	*codec.Builder
	voice []*argmap.Voice
	rows  []*argmap.Row
	all   []*argmap.Element
}

// traps are texts that are read as something else where a writer does not quote them.
var traps = []string{
	"null", "1e3", "true", "- a", "a: b", "# c", "'", `"`, `\`, "{x}", "[y]", "&z", "*w", "¬p", "%v", "a\nb", " a ", "a\n",
	"\ta", "<b>&amp;", "👩‍👩‍👧", "é", "~", "0x1f", "2001-01-01", "p(a, b)", "q( X )", "line\n\n  indented\n", "",
}

func (d *wild) maybe(what string) bool { return rapid.Bool().Draw(d.T, what) }

func (d *wild) text(what string) string {
	if d.maybe(what + " is a trap") {
		return rapid.SampledFrom(traps).Draw(d.T, what)
	}
	return rapid.StringMatching(`[a-zA-Zäß]{1,6}( [a-z]{1,5}){0,3}[.?]?`).Draw(d.T, what)
}

func (d *wild) voices() {
	for range rapid.IntRange(0, 3).Draw(d.T, "voices") {
		kind := rapid.SampledFrom([]argmap.VoiceKind{argmap.VoiceAuthor, argmap.VoiceReported, argmap.VoiceParticipant}).Draw(d.T, "kind")
		v := d.Voice(kind, "somebody "+d.text("name"))
		if d.maybe("described") {
			v.Description = d.text("description")
		}
		d.voice = append(d.voice, v)
	}
	if d.maybe("speaker") {
		d.voice = append(d.voice, d.Speaker())
	}
	if d.maybe("row") {
		r := &argmap.Row{ID: d.NewID(), Antecedent: d.text("antecedent")}
		d.Add(r)
		d.rows = append(d.rows, r)
	}
}

func (d *wild) elements() {
	claims := rapid.IntRange(0, 5).Draw(d.T, "claims")
	for i := range claims + rapid.IntRange(0, 6).Draw(d.T, "others") {
		kind := argmap.KindClaim
		if i >= claims {
			kind = rapid.SampledFrom(argmap.Kinds()).Draw(d.T, "kind")
		}
		d.element(kind)
	}
}

func (d *wild) element(kind argmap.Kind) {
	text := d.text("text")
	if kind.Relation() && !d.maybe("note") {
		text = ""
	}
	e := d.Element(kind, text)
	d.all = append(d.all, e)
	if d.maybe("imported") {
		e.External = argmap.External{Namespace: "elsewhere", ID: rapid.SampledFrom([]string{"a1", "5", "p(x)", "b c", "¬p"}).Draw(d.T, "external")}
	}
	switch kind {
	case argmap.KindClaim:
		e.Basis = rapid.SampledFrom([]argmap.Basis{"", "", "", argmap.Given, argmap.Argued}).Draw(d.T, "basis")
	case argmap.KindInference, argmap.KindRebuttal, argmap.KindPreference:
		e.Scheme = rapid.SampledFrom([]string{"", "", "Expert Opinion", "expert-opinion", "convergent", "linked", "some scheme"}).Draw(d.T, "scheme")
	case argmap.KindQuestion:
		e.Question = d.inquiry()
	case argmap.KindLocution:
		if len(d.voice) > 0 && d.maybe("spoken") {
			e.Speaker = rapid.SampledFrom(d.voice).Draw(d.T, "speaker").ID
		}
	case argmap.KindRephrase, argmap.KindIllocution, argmap.KindTransition, argmap.KindForeign:
		e.Act = rapid.SampledFrom([]string{"", "Asserting", "Restating"}).Draw(d.T, "act")
	}
	if kind == argmap.KindRebuttal {
		e.Attack = rapid.SampledFrom([]argmap.AttackKind{argmap.Rebut, argmap.Rebut, argmap.Undermine, argmap.Undercut}).Draw(d.T, "attack")
	}
	if rapid.IntRange(0, 9).Draw(d.T, "machine") == 0 {
		e.Machine = "a program"
	}
}

func (d *wild) inquiry() *argmap.Inquiry {
	q := &argmap.Inquiry{
		Form:  rapid.SampledFrom([]argmap.QuestionForm{argmap.FormWH, argmap.FormPolar, argmap.FormAlternative}).Draw(d.T, "form"),
		Force: rapid.SampledFrom([]argmap.QuestionForce{argmap.Pure, argmap.Rhetorical}).Draw(d.T, "force"),
	}
	if d.maybe("exclusive") {
		q.Answers = argmap.Exclusive
		q.Standard = rapid.SampledFrom([]argmap.ProofStandard{"", argmap.Preponderance, argmap.ClearAndConvincing, argmap.BeyondReasonableDoubt}).Draw(d.T, "standard")
	}
	if len(d.rows) > 0 && d.maybe("in a row") {
		q.Row, q.Ordinal = d.rows[0].ID, rapid.IntRange(1, 3).Draw(d.T, "ordinal")
	}
	if d.maybe("noted") {
		q.Resolved, q.Note = d.text("resolved"), d.text("note")
	}
	q.Withdrawn = rapid.IntRange(0, 5).Draw(d.T, "withdrawn") == 0
	return q
}

func (d *wild) links() {
	for range rapid.IntRange(0, 14).Draw(d.T, "links") {
		j := rapid.SampledFrom(argmap.Joins()).Draw(d.T, "role")
		if rapid.Bool().Draw(d.T, "usual") { // half of them are what most maps are made of
			j = argmap.Joins()[rapid.IntRange(0, 2).Draw(d.T, "usual role")]
		}
		from, to := d.of(j.From), d.of(j.To)
		if from == nil || to == nil {
			continue
		}
		l := d.Link(j.Role, from.ID, to.ID)
		l.Ordinal = rapid.IntRange(0, 2).Draw(d.T, "ordinal")
		switch j.Role {
		default:
		case argmap.RolePremiseOf, argmap.RoleAsksAbout:
			l.Slot = rapid.SampledFrom([]string{"", "", "major", "1", "the role"}).Draw(d.T, "slot")
		case argmap.RoleAnswers:
			l.Partial = d.maybe("partial")
		}
	}
}

func (d *wild) of(kinds []argmap.Kind) *argmap.Element {
	var fit []*argmap.Element
	for _, e := range d.all {
		for _, k := range kinds {
			if e.Kind == k {
				fit = append(fit, e)
			}
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return rapid.SampledFrom(fit).Draw(d.T, "end")
}

func (d *wild) commitments() {
	for _, e := range d.all {
		if e.Kind != argmap.KindClaim || len(d.voice) == 0 || !d.maybe("committed") {
			continue
		}
		act := rapid.SampledFrom([]argmap.Act{argmap.Asserts, argmap.Asserts, argmap.Asserts, argmap.Concedes, argmap.Denies, argmap.Supposes}).Draw(d.T, "act")
		c := d.Commit(rapid.SampledFrom(d.voice).Draw(d.T, "voice").ID, act, e.ID)
		if rapid.IntRange(0, 4).Draw(d.T, "reported") == 0 {
			c.ReportedBy = rapid.SampledFrom(d.voice).Draw(d.T, "reporter").ID
		}
	}
}

func (d *wild) citations() {
	if !d.maybe("cited") {
		return
	}
	s, err := d.Source("The text", []byte("Ein 👍 erster Absatz.\n\nThe second: \"quoted\" <b>.\n"), "text/plain")
	if err != nil {
		d.Fatalf("the text of the drawn source: %v", err)
	}
	for _, e := range d.all {
		if !d.maybe("cites") {
			continue
		}
		start := rapid.IntRange(0, s.CodePoints-1).Draw(d.T, "start")
		c, err := d.Cite(e.ID, s, start, rapid.IntRange(start+1, s.CodePoints).Draw(d.T, "end"))
		if err != nil {
			continue // white space only
		}
		c.Role = rapid.SampledFrom([]argmap.CitationRole{argmap.Words, argmap.Words, argmap.Cue}).Draw(d.T, "role")
		c.Explicitness = rapid.SampledFrom([]argmap.Explicitness{argmap.Explicit, argmap.Explicit, argmap.Implicit}).Draw(d.T, "explicitness")
	}
}
