package storetest

import (
	"context"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// PutQuestions implements store.Store.
func (m *Model) PutQuestions(ctx context.Context, q store.Questions) (bool, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	mm := m.maps[q.Map]
	if mm == nil || mm.head.State != store.Active {
		return false, nil
	}
	if k := mm.questions; k != nil && (k.Epoch > q.Epoch || k.Epoch == q.Epoch && k.Revision > q.Revision) {
		return false, nil
	}
	q.Open = slices.Clone(q.Open)
	mm.questions = &q
	return true, nil
}

// ListQuestions implements store.Store.
func (m *Model) ListQuestions(ctx context.Context, f store.QuestionFilter, p store.Page) ([]store.QuestionRow, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return pageOf(m.listQuestions(f), p, func(r store.QuestionRow) store.Key { return r.Key }, ascending), nil
}

// CountQuestions implements store.Store.
func (m *Model) CountQuestions(ctx context.Context, f store.QuestionFilter) (int, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	return len(m.listQuestions(f)), nil
}

// CountOpen implements store.Store.
func (m *Model) CountOpen(ctx context.Context, maps []argmap.ID) (map[argmap.ID]int, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	counts := map[argmap.ID]int{}
	for _, id := range maps {
		mm := m.maps[id]
		if mm == nil || mm.head.State != store.Active || mm.questions == nil {
			continue
		}
		counts[id] = 0
		for _, o := range mm.questions.Open {
			if o.Status == argmap.Open {
				counts[id]++
			}
		}
	}
	return counts, nil
}

func (m *Model) listQuestions(f store.QuestionFilter) []store.QuestionRow {
	var rows []store.QuestionRow
	for id, mm := range m.maps {
		if mm.head.State == store.Active && mm.questions != nil && (f.Map == "" || f.Map == id) {
			rows = append(rows, mm.listQuestions(f)...)
		}
	}
	return rows
}

func (mm *modelMap) listQuestions(f store.QuestionFilter) []store.QuestionRow {
	props, in := recordsOf[*argmap.Properties](mm)[0], mm.cited()
	var rows []store.QuestionRow
	for _, o := range mm.questions.Open {
		e, live := mm.rows[argmap.Ref{Type: argmap.TypeElement, ID: o.ID}].Record.(*argmap.Element)
		if !live || e.Kind != argmap.KindQuestion || f.Status != "" && f.Status != o.Status {
			continue
		}
		asked, bears := in.citations[o.ID], in.bySubjects(o.ID)
		if mm.words(e, f.Words) && (f.Source == "" || inSource(slices.Concat(asked, bears), f.Source)) {
			rows = append(rows, store.QuestionRow{
				OpenQuestion: o, Head: mm.head, Properties: props, Revision: mm.questions.Revision, Question: e,
				Key: store.Key{Value: o.Rank(), ID: o.ID}, AskedIn: paragraphsOf(asked), BearsOn: paragraphsOf(bears),
			})
		}
	}
	return rows
}

// words reports whether the words stand in a question or in its resolved form.
func (mm *modelMap) words(e *argmap.Element, words string) bool {
	if e.Question == nil {
		return found(words, e.Text)
	}
	return found(words, e.Text, e.Question.Resolved)
}

// cited is what the questions of a map cite and ask about, read once for all of them.
type cited struct {
	// citations are those of an element, by id.
	citations map[argmap.ID][]*argmap.Citation
	// subjects are what a question asks about, in the order of the links.
	subjects map[argmap.ID][]argmap.ID
}

func (mm *modelMap) cited() cited {
	in := cited{map[argmap.ID][]*argmap.Citation{}, map[argmap.ID][]argmap.ID{}}
	for _, c := range recordsOf[*argmap.Citation](mm) {
		in.citations[c.Element] = append(in.citations[c.Element], c)
	}
	links := recordsOf[*argmap.Link](mm)
	slices.SortStableFunc(links, func(a, b *argmap.Link) int { return a.Ordinal - b.Ordinal })
	for _, l := range links {
		if l.Role == argmap.RoleAsksAbout {
			in.subjects[l.From] = append(in.subjects[l.From], l.To)
		}
	}
	return in
}

// bySubjects gives the citations of what a question asks about.
func (in cited) bySubjects(question argmap.ID) []*argmap.Citation {
	var cs []*argmap.Citation
	for _, subject := range in.subjects[question] {
		cs = append(cs, in.citations[subject]...)
	}
	return cs
}

func inSource(cs []*argmap.Citation, source argmap.ID) bool {
	return slices.ContainsFunc(cs, func(c *argmap.Citation) bool { return c.Source == source })
}

// paragraphsOf gives the paragraphs of citations, each once.
func paragraphsOf(cs []*argmap.Citation) []argmap.ID {
	var ids []argmap.ID
	for _, c := range cs {
		for _, s := range c.Segments {
			if !slices.Contains(ids, s.Paragraph) {
				ids = append(ids, s.Paragraph)
			}
		}
	}
	return ids
}

// StaleQuestions implements store.Store.
func (m *Model) StaleQuestions(ctx context.Context, after argmap.ID, limit int) ([]argmap.ID, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var ids []argmap.ID
	for id, mm := range m.maps {
		k := mm.questions
		kept := k != nil && k.Revision == mm.head.Revision && k.Epoch == mm.head.Epoch
		if mm.head.State == store.Active && !kept && strings.Compare(string(id), string(after)) > 0 {
			ids = append(ids, id)
		}
	}
	ids = sortedIDs(ids)
	return ids[:min(len(ids), max(0, limit))], nil
}
