package carneades

import (
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// claims notes which claims are said as they are.
func (p *plan) claims() {
	for _, e := range p.g.Elements {
		if e.Kind != argmap.KindClaim || p.granted[e.ID] {
			continue
		}
		basis := argmap.Basis("")
		if p.assumed(e) && p.concluded[e.ID] {
			basis = argmap.Given
		}
		p.said[e.ID] = e.Basis == basis && e.Machine == ""
	}
}

// questions makes issues of the questions whose answers exclude each other.
func (p *plan) questions() {
	for _, q := range p.g.Elements {
		if q.Kind != argmap.KindQuestion || q.Question.Answers != argmap.Exclusive || q.Question.Withdrawn || q.Question.Burden != "" {
			continue
		}
		p.issues = append(p.issues, q)
		plain := argmap.Inquiry{Form: argmap.FormAlternative, Force: argmap.Pure, Answers: argmap.Exclusive, Standard: q.Question.Standard}
		p.said[q.ID] = *q.Question == plain && (plain.Standard != "" || p.noStandard(q)) && q.Machine == ""
		for _, l := range p.positions(q) {
			p.said[l.ID] = true
			p.mentioned[l.From] = true
			if p.issueOf[l.From] == "" {
				p.issueOf[l.From] = q.ID
			}
		}
	}
}

// noStandard reports whether the file says a standard that is none.
func (p *plan) noStandard(q *argmap.Element) bool {
	v, ok := rawMember(q, "standard")
	if !ok {
		return false
	}
	_, known := standardOf(toYAML(v))
	return !known
}

// positions gives the links of the claims that answer an issue in full, each claim once. A claim that
// is a position of an earlier issue is none, unless the file had it so.
func (p *plan) positions(q *argmap.Element) []*argmap.Link {
	var found []*argmap.Link
	seen := map[argmap.ID]bool{}
	for l := range p.g.LinksTo(q.ID) {
		if l.Role == argmap.RoleAnswers && !l.Partial && l.Bearing == "" && !seen[l.From] && (ours(l.External) || p.issueOf[l.From] == "" || p.issueOf[l.From] == q.ID) {
			found = append(found, l)
			seen[l.From] = true
		}
	}
	return found
}

// commitments notes what assumptions say: that the one voice of the file, its author, asserts them.
func (p *plan) commitments() {
	done := map[argmap.ID]bool{}
	for _, c := range p.g.Commitments {
		v := p.g.Voice(c.Voice)
		plain := v.Kind == argmap.VoiceAuthor && v.Name == "author" && v.Description == "" && c.ReportedBy == ""
		if plain && c.Act == argmap.Asserts && !done[c.Claim] && p.assumed(p.g.Element(c.Claim)) {
			p.said[c.ID], p.said[v.ID], done[c.Claim] = true, true, true
		}
	}
	first := true
	for _, v := range p.g.Voices { // one voice is read back, whatever it is called in the map
		p.said[v.ID] = p.said[v.ID] && first
		first = first && !p.said[v.ID]
	}
}

// pieces notes which leftovers can be put back: those in the place of an argument or issue, whose key
// nothing else has.
func (p *plan) pieces() {
	taken := map[string]bool{}
	for _, a := range p.arguments {
		taken["arguments "+a.name] = true
	}
	for _, q := range p.issues {
		taken["issues "+p.names[q.ID]] = true
	}
	for _, l := range p.g.Leftovers {
		members := parsed(l.Raw).Members()
		if !ours(l.External) || l.What != "arguments" && l.What != "issues" || len(members) != 1 || members[0].Value.Kind() == verbatim.Object {
			continue
		}
		if key := l.What + " " + strings.TrimPrefix(members[0].Name, reserved); !taken[key] {
			taken[key], p.said[l.ID] = true, true
		}
	}
}

// properties notes whether the map's title will be read as it is.
func (p *plan) properties() {
	d := p.g.Document.Properties
	read := codec.Build(name, d.Title, codec.File{}, codec.Options{NewID: func() argmap.ID { return "" }}).Properties()
	p.said[d.ID] = read.Title == d.Title
}

// sorts are the kinds of losses, in the order in which they are told.
var sorts = []struct{ what, why string }{
	{"titles with line breaks or control characters", "a title is one line"},
	{"voices", "a file has one voice, which assumes statements"},
	{"rows", "a file has no questions but issues, which are in no order"},
	{"claims, arguments and issues with more to them", "they are written; a pinned basis, notes, the program that proposed them, and what only questions have are left out"},
	{"attacks", "a file has one undercutter for each argument, a single statement; other attacks are left out"},
	{"inferences", "an argument concludes a statement and has premises; those that back a relation are left out"},
	{"questions", "only questions whose answers exclude each other are issues; others are left out"},
	{"restatements, preferences, the dialogue and foreign elements", "a file has nothing like them"},
	{"links", "what they join, or their slot, cannot be said; a position is one of one issue"},
	{"commitments", "what is assumed is not said by anybody; denied, supposed and argued claims are not assumed"},
	{"citations", "a file names no passages"},
	{"pieces of an import", "they belong to another format, or repeat a key"},
}

func losses(d *codec.Document) []codec.Loss {
	p := newPlan(d)
	lost, written := make([][]argmap.ID, len(sorts)), p.written()
	add := func(r argmap.Record, id argmap.ID) {
		if !p.said[id] {
			i := sortOfRecord(r, written)
			lost[i] = append(lost[i], id)
		}
	}
	add(d.Properties, d.Properties.ID)
	for _, r := range d.Records {
		add(r, r.Ref().ID)
	}
	var all []codec.Loss
	for i, ids := range lost {
		if ids != nil {
			all = append(all, codec.Loss{What: sorts[i].what, Why: sorts[i].why, Records: ids})
		}
	}
	return all
}

// written gives the elements that are arguments and issues of the file.
func (p *plan) written() map[*argmap.Element]bool {
	all := map[*argmap.Element]bool{}
	for _, a := range p.arguments {
		for _, e := range a.parts {
			all[e] = true
		}
	}
	for _, q := range p.issues {
		all[q] = true
	}
	return all
}

// sortOfRecord gives the kind of loss that a record is.
func sortOfRecord(r argmap.Record, written map[*argmap.Element]bool) int {
	switch r := r.(type) {
	case *argmap.Properties:
		return 0
	case *argmap.Voice:
		return 1
	case *argmap.Row:
		return 2
	case *argmap.Element:
		return sortOf(r, written)
	case *argmap.Link:
		return 8
	case *argmap.Commitment:
		return 9
	case *argmap.Citation:
		return 10
	case *argmap.Leftover:
	}
	return 11
}

func sortOf(e *argmap.Element, written map[*argmap.Element]bool) int {
	switch e.Kind {
	case argmap.KindClaim:
		return 3
	case argmap.KindRebuttal:
		return 4
	case argmap.KindInference:
		if written[e] {
			return 3
		}
		return 5
	case argmap.KindQuestion:
		if written[e] {
			return 3
		}
		return 6
	case argmap.KindRephrase, argmap.KindPreference, argmap.KindLocution, argmap.KindIllocution, argmap.KindTransition, argmap.KindForeign:
	}
	return 7
}
