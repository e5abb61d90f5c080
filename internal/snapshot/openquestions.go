package snapshot

import (
	"cmp"
	"slices"

	"argmap/internal/argmap"
)

// OpenQuestion is a question that waits for an answer, and what hangs on it.
type OpenQuestion struct {
	Question Question
	// Status is OPEN or CONTESTED.
	Status argmap.QuestionStatus
	// Weight counts the elements that rest on what the question asks about.
	Weight int
	// Flips: an accepted answer can change a label. Known is false where that was not worked out.
	Flips, Known bool
}

// OpenQuestions gives the questions that are OPEN or CONTESTED, by what hangs on them: the heaviest
// first, then those by which a label can change, then by id. A question that asks about nothing has no
// weight. The list is made when it is first asked for; the caller must not write to it.
func (s *Snapshot) OpenQuestions() []OpenQuestion { return s.opened.get(s.findOpen) }

func (s *Snapshot) findOpen() []OpenQuestion {
	var open []OpenQuestion
	var subjects [][]int32
	for slot := range s.kinds[kindIndex(argmap.KindQuestion)].all() {
		q := Question{node{s, slot}}
		if status := q.Status(); status == argmap.Open || status == argmap.Contested {
			open = append(open, OpenQuestion{Question: q, Status: status})
			subjects = append(subjects, slices.Collect(q.far(asksAbout, true)))
		}
	}
	for i, weight := range s.dependents(subjects) {
		open[i].Weight = weight
	}
	slices.SortFunc(open, ranked)
	t := s.trials()
	for i := range open {
		open[i].Flips, open[i].Known = open[i].Question.flips(t)
	}
	slices.SortFunc(open, ranked)
	s.derived.Add(int64(cap(open)) * bytesOfOpen)
	return open
}

// bytesOfOpen is the memory that one takes.
const bytesOfOpen = 56

// ranked puts the greater weight first, then what changes a label.
func ranked(a, b OpenQuestion) int {
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(b.Urgency(), a.Urgency()), cmp.Compare(a.Question.ID(), b.Question.ID()))
}

// CouldFlip says whether an accepted answer can change a label; nil where that was not worked out.
func (o OpenQuestion) CouldFlip() *bool {
	if !o.Known {
		return nil
	}
	return &o.Flips
}

// Revision gives the revision for which this holds.
func (o OpenQuestion) Revision() argmap.Revision { return o.Question.s.revision }

// Urgency ranks what is known of flips: 2 for yes, 1 for perhaps, 0 for no.
func (o OpenQuestion) Urgency() int {
	switch {
	case o.Flips:
		return 2
	case !o.Known:
		return 1
	}
	return 0
}

// AskedIn gives the paragraphs that the question cites, in the order of its citations, each once.
func (o OpenQuestion) AskedIn() []argmap.ID { return paragraphsOf([]Element{o.Question}) }

// BearsOn gives the paragraphs that what the question asks about cites, each once.
func (o OpenQuestion) BearsOn() []argmap.ID {
	var about []Element
	for _, subject := range o.Question.AsksAbout() {
		about = append(about, subject.Element)
	}
	return paragraphsOf(about)
}

// Cites reports whether the question, or what it asks about, cites a source.
func (o OpenQuestion) Cites(source argmap.ID) bool {
	if o.Question.citesSource(source) {
		return true
	}
	for about := range o.Question.far(asksAbout, true) {
		if (node{o.Question.s, about}).citesSource(source) {
			return true
		}
	}
	return false
}

func (n node) citesSource(source argmap.ID) bool {
	return slices.ContainsFunc(n.s.lists[cites].of(n.slot), func(c int32) bool { return n.s.citations.at(c).Source == source })
}

func paragraphsOf(elements []Element) []argmap.ID {
	var ids []argmap.ID
	met := map[argmap.ID]bool{}
	for _, e := range elements {
		for _, c := range e.Citations() {
			for _, s := range c.Record().Segments {
				if !met[s.Paragraph] {
					met[s.Paragraph] = true
					ids = append(ids, s.Paragraph)
				}
			}
		}
	}
	return ids
}
