package argdown

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// losses tells what encode leaves out or changes.
func losses(d *codec.Document) []codec.Loss {
	from := original(d)
	if from.same {
		return nil
	}
	l := &teller{plan: newPlan(d), seen: map[joint]bool{}}
	for _, r := range d.Records {
		l.record(r)
	}
	return append(l.Losses(), writtenAnew(from.text, d.Properties.ID)...)
}

// writtenAnew tells what a file loses that a map no longer says, and which is therefore not given back:
// they are no records, so the map stands for them all, and what is counted more are the comments.
func writtenAnew(text string, all argmap.ID) []codec.Loss {
	if text == "" {
		return nil
	}
	layout := codec.Loss{What: "layout", Why: "the map was changed since its file was read, so the file is written anew, in another order, with other line ends, empty lines and marks", Records: []argmap.ID{all}}
	n := commentsIn(text)
	if n == 0 {
		return []codec.Loss{layout}
	}
	comments := codec.Loss{What: "comments", Why: "the map was changed since its file was read, so the file is written anew; a map has no comments", Records: []argmap.ID{all}, More: n - 1}
	return []codec.Loss{comments, layout}
}

// commentsIn counts the comments of a file, those within data and front matter by lines.
func commentsIn(text string) int {
	file, err := lex([]byte(text))
	if err != nil {
		return 0
	}
	n := file.comments
	for _, t := range file.tokens {
		switch written := text[t.from:t.to]; t.kind { //nolint:exhaustive // no others are YAML
		case frontMatter:
			n += yamlComments(trimEquals(written))
		case data:
			n += yamlComments(yamlOf(written))
		}
	}
	return n
}

// teller gathers losses.
type teller struct {
	*plan
	codec.LossList
	seen map[joint]bool
}

func (l *teller) record(r argmap.Record) {
	id := r.Ref().ID
	switch r := r.(type) {
	case *argmap.Element:
		l.element(r)
	case *argmap.Link:
		switch {
		case l.written(r):
		case r.Role == argmap.RoleForeign || l.form[r.From] != lostForm && l.form[r.To] != lostForm && !l.seen[joint{r.Role, r.From, r.To}]:
			l.NoPlace(r, "Argdown")
		default:
			l.Add("links of what is left out", "they lead to or from something that is not written, or say twice the same", id)
		}
	case *argmap.Citation:
		l.Add("citations", "Argdown does not cite; when it is read, its own places are cited", id)
	case *argmap.Leftover:
		if !l.headed[id] {
			l.Add("leftovers of an import", "they are of another format, or could not be read", id)
		}
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Commitment:
	}
}

func (l *teller) element(e *argmap.Element) {
	switch {
	case l.form[e.ID] != lostForm:
		if l.changed(e) {
			l.Add("words that a statement cannot hold", "a statement stands in one paragraph, without white space around it, and has words: line ends become spaces, and what has no words gets a title", e.ID)
		}
	case e.Kind == argmap.KindInference || e.Kind == argmap.KindRebuttal:
		l.Add("relations that are not whole", "what is written has premises and exactly one conclusion or target, which is written too", e.ID)
	default:
		l.NoPlace(e, "Argdown")
	}
	if e.External.ID != "" && e.External.Namespace != namespace {
		l.Add("names in other formats", "Argdown names by titles only", e.ID)
	}
}

// changed reports whether an element's words come back otherwise.
func (l *teller) changed(e *argmap.Element) bool {
	if e.Kind == argmap.KindClaim || e.Kind == argmap.KindQuestion {
		if raw := l.claims[e.ID]; raw.Undefined && l.titles[e.ID] == e.Text {
			return false
		}
		return !survives(e.Text)
	}
	return e.Text != "" && !survives(e.Text) || e.Scheme != "" && !ruleSurvives(e.Scheme)
}

// written reports whether a link is told by what is written, and told for the first time.
func (l *teller) written(k *argmap.Link) bool {
	j := joint{k.Role, k.From, k.To}
	if l.seen[j] {
		return false
	}
	switch k.Role {
	case argmap.RolePremiseOf:
		l.seen[j] = l.form[k.To] != lostForm
	case argmap.RoleConcludes, argmap.RoleAttacks:
		l.seen[j] = l.form[k.From] != lostForm
	case argmap.RoleAgainst:
		e := l.Element(k.From)
		l.seen[j] = l.form[k.From] == structuredForm && e.Attack == argmap.Undermine && l.form[k.To] == structuredForm
	default:
		question, _ := l.asked(k)
		l.seen[j] = question != ""
	}
	return l.seen[j]
}
