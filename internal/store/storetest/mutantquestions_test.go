package storetest

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// puttingQuestions makes a mutant of another PutQuestions.
func puttingQuestions(wrong string, put func(ctx context.Context, s store.Store, q store.Questions) (bool, error)) mutant {
	return mutant{wrong, func(s store.Store) *bent {
		return &bent{Store: s, putQuestions: func(ctx context.Context, q store.Questions) (bool, error) { return put(ctx, s, q) }}
	}}
}

// asking makes a mutant whose lists and counts of questions use another filter.
func asking(wrong string, change func(f *store.QuestionFilter)) mutant {
	return mutant{wrong, func(s store.Store) *bent {
		return &bent{
			Store: s,
			questions: func(ctx context.Context, f store.QuestionFilter, p store.Page) ([]store.QuestionRow, error) {
				change(&f)
				return s.ListQuestions(ctx, f, p)
			},
			countOpen: func(ctx context.Context, f store.QuestionFilter) (int, error) {
				change(&f)
				return s.CountQuestions(ctx, f)
			},
		}
	}}
}

// seeingQuestions makes a mutant that gives other rows than there are.
func seeingQuestions(wrong string, change func(rows []store.QuestionRow) []store.QuestionRow) mutant {
	return mutant{wrong, func(s store.Store) *bent {
		return &bent{Store: s, questions: func(ctx context.Context, f store.QuestionFilter, p store.Page) ([]store.QuestionRow, error) {
			rows, err := s.ListQuestions(ctx, f, p)
			return change(rows), err
		}}
	}}
}

// eachQuestion makes a mutant that changes every row.
func eachQuestion(wrong string, change func(r *store.QuestionRow)) mutant {
	return seeingQuestions(wrong, func(rows []store.QuestionRow) []store.QuestionRow {
		for i := range rows {
			change(&rows[i])
		}
		return rows
	})
}

// countingOpen makes a mutant whose counts of maps are others.
func countingOpen(wrong string, change func(ctx context.Context, s store.Store, maps []argmap.ID, n map[argmap.ID]int)) mutant {
	return mutant{wrong, func(s store.Store) *bent {
		return &bent{Store: s, openIn: func(ctx context.Context, maps []argmap.ID) (map[argmap.ID]int, error) {
			n, err := s.CountOpen(ctx, maps)
			if err == nil {
				change(ctx, s, maps, n)
			}
			return n, err
		}}
	}}
}

// kept gives what a store keeps of a map's questions.
func kept(ctx context.Context, s store.Store, m argmap.ID) (q store.Questions) {
	rows, _ := s.ListQuestions(ctx, store.QuestionFilter{Map: m}, store.Page{Limit: 5000})
	for _, r := range rows {
		q.Map, q.Revision, q.Open = r.Head.Map, r.Revision, append(q.Open, r.OpenQuestion)
	}
	return q
}

func questionMutants() []mutant {
	return []mutant{
		puttingQuestions("adds open questions to those that were kept", func(ctx context.Context, s store.Store, q store.Questions) (bool, error) {
			for _, o := range kept(ctx, s, q.Map).Open {
				if !slices.ContainsFunc(q.Open, func(n store.OpenQuestion) bool { return n.ID == o.ID }) {
					q.Open = append(slices.Clip(q.Open), o)
				}
			}
			return s.PutQuestions(ctx, q)
		}),
		puttingQuestions("keeps the old row of a question that is kept already", func(ctx context.Context, s store.Store, q store.Questions) (bool, error) {
			q.Open = slices.Clone(q.Open)
			for _, o := range kept(ctx, s, q.Map).Open {
				for i, n := range q.Open {
					if n.ID == o.ID {
						q.Open[i] = o
					}
				}
			}
			return s.PutQuestions(ctx, q)
		}),
		puttingQuestions("lets the last put win", func(ctx context.Context, s store.Store, q store.Questions) (bool, error) {
			done, err := s.PutQuestions(ctx, q)
			if k := kept(ctx, s, q.Map); !done && err == nil && k.Map != "" {
				q.Epoch = 1 << 30
				return s.PutQuestions(ctx, q)
			}
			return done, err
		}),
		puttingQuestions("forgets the epoch", func(ctx context.Context, s store.Store, q store.Questions) (bool, error) {
			q.Epoch = 0
			return s.PutQuestions(ctx, q)
		}),
		puttingQuestions("puts no revision twice", func(ctx context.Context, s store.Store, q store.Questions) (bool, error) {
			if k := kept(ctx, s, q.Map); k.Map != "" && k.Revision == q.Revision {
				return false, nil
			}
			return s.PutQuestions(ctx, q)
		}),
		puttingQuestions("says that it did what came too late", func(ctx context.Context, s store.Store, q store.Questions) (bool, error) {
			_, err := s.PutQuestions(ctx, q)
			return true, err
		}),
		puttingQuestions("puts no more than a thousand", func(ctx context.Context, s store.Store, q store.Questions) (bool, error) {
			q.Open = q.Open[:min(len(q.Open), 1000)]
			return s.PutQuestions(ctx, q)
		}),
		puttingQuestions("takes what is not known for a no", func(ctx context.Context, s store.Store, q store.Questions) (bool, error) {
			q.Open = slices.Clone(q.Open)
			for i := range q.Open {
				if q.Open[i].Flips == nil {
					q.Open[i].Flips = new(false)
				}
			}
			return s.PutQuestions(ctx, q)
		}),
		asking("ignores the source of questions", func(f *store.QuestionFilter) { f.Source = "" }),
		asking("ignores the map of questions", func(f *store.QuestionFilter) { f.Map = "" }),
		asking("ignores the words of questions", func(f *store.QuestionFilter) { f.Words = "" }),
		asking("ignores the status of questions", func(f *store.QuestionFilter) { f.Status = "" }),
		asking("takes every word of a question for a prefix", func(f *store.QuestionFilter) {
			if f.Words != "" {
				f.Words += "*"
			}
		}),
		seeingQuestions("gives the lightest question first", func(rows []store.QuestionRow) []store.QuestionRow {
			slices.SortStableFunc(rows, func(a, b store.QuestionRow) int { return a.Weight - b.Weight })
			return rows
		}),
		seeingQuestions("lists by weight alone", func(rows []store.QuestionRow) []store.QuestionRow {
			slices.SortStableFunc(rows, func(a, b store.QuestionRow) int {
				if a.Weight != b.Weight {
					return b.Weight - a.Weight
				}
				return strings.Compare(string(a.ID), string(b.ID))
			})
			return rows
		}),
		seeingQuestions("compares weights as texts", func(rows []store.QuestionRow) []store.QuestionRow {
			slices.SortStableFunc(rows, func(a, b store.QuestionRow) int {
				return strings.Compare(strconv.Itoa(b.Weight), strconv.Itoa(a.Weight))
			})
			return rows
		}),
		eachQuestion("cuts the paragraphs to the first", func(r *store.QuestionRow) { r.AskedIn = r.AskedIn[:min(1, len(r.AskedIn))] }),
		eachQuestion("sorts what a question bears on", func(r *store.QuestionRow) { sortedIDs(r.BearsOn) }),
		eachQuestion("repeats a paragraph", func(r *store.QuestionRow) { r.AskedIn = append(r.AskedIn, r.AskedIn...) }),
		{"says the head's revision whatever it keeps", func(s store.Store) *bent {
			return &bent{Store: s, questions: func(ctx context.Context, f store.QuestionFilter, p store.Page) ([]store.QuestionRow, error) {
				rows, err := s.ListQuestions(ctx, f, p)
				for i, r := range rows {
					if heads, err := s.Heads(ctx, []argmap.ID{r.Head.Map}); err == nil {
						rows[i].Revision = heads[0].Revision
					}
				}
				return rows, err
			}}
		}},
		eachQuestion("says the revision that is kept for the head's", func(r *store.QuestionRow) { r.Head.Revision = r.Revision }),
		{"counts the questions of a page", func(s store.Store) *bent {
			return &bent{Store: s, countOpen: func(ctx context.Context, f store.QuestionFilter) (int, error) {
				n, err := s.CountQuestions(ctx, f)
				return min(n, 3), err
			}}
		}},
		countingOpen("counts contested questions as open ones", func(ctx context.Context, s store.Store, _ []argmap.ID, n map[argmap.ID]int) {
			for m := range n {
				n[m] = len(kept(ctx, s, m).Open)
			}
		}),
		countingOpen("gives no count to a map in which nothing is open", func(_ context.Context, _ store.Store, _ []argmap.ID, n map[argmap.ID]int) {
			maps.DeleteFunc(n, func(_ argmap.ID, open int) bool { return open == 0 })
		}),
		countingOpen("takes a map that nobody looked at for one without questions", func(_ context.Context, _ store.Store, maps []argmap.ID, n map[argmap.ID]int) {
			for _, m := range maps {
				n[m] += 0
			}
		}),
		{"takes a map without questions for stale", func(s store.Store) *bent {
			return &bent{Store: s, stale: func(ctx context.Context, after argmap.ID, limit int) ([]argmap.ID, error) {
				ids, err := s.StaleQuestions(ctx, after, limit)
				all, _ := s.MapIDs(ctx)
				for _, id := range all {
					if id > after && !slices.Contains(ids, id) && len(kept(ctx, s, id).Open) == 0 && len(ids) < limit {
						ids = append(ids, id)
					}
				}
				return sortedIDs(ids), err
			}}
		}},
		{"begins with the id that stale maps are to follow", func(s store.Store) *bent {
			return &bent{Store: s, stale: func(ctx context.Context, after argmap.ID, limit int) ([]argmap.ID, error) {
				ids, err := s.StaleQuestions(ctx, "", 1000)
				ids = slices.DeleteFunc(ids, func(id argmap.ID) bool { return id < after })
				return ids[:min(limit, len(ids))], err
			}}
		}},
		{"finds a map stale by its revision alone", func(s store.Store) *bent {
			return &bent{Store: s, stale: func(ctx context.Context, after argmap.ID, limit int) ([]argmap.ID, error) {
				ids, err := s.StaleQuestions(ctx, after, limit)
				heads, _ := s.Heads(ctx, ids)
				return slices.DeleteFunc(ids, func(id argmap.ID) bool {
					return slices.ContainsFunc(heads, func(h store.Head) bool { return h.Map == id && h.Epoch > 0 })
				}), err
			}}
		}},
	}
}
