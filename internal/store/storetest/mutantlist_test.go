package storetest

import (
	"context"
	"slices"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// listing makes a mutant of another ListMaps.
func listingMaps(wrong string, list func(ctx context.Context, s store.Store, f store.MapFilter, p store.Page) ([]store.MapRow, error)) mutant {
	return mutant{wrong, func(s store.Store) *bent {
		return &bent{Store: s, listMaps: func(ctx context.Context, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
			return list(ctx, s, f, p)
		}}
	}}
}

// filtering makes a mutant whose lists and counts of maps use another filter.
func filtering(wrong string, change func(f *store.MapFilter)) mutant {
	return mutant{wrong, func(s store.Store) *bent {
		return &bent{
			Store: s,
			listMaps: func(ctx context.Context, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
				change(&f)
				return s.ListMaps(ctx, f, p)
			},
			countMaps: func(ctx context.Context, f store.MapFilter) (int, error) {
				change(&f)
				return s.CountMaps(ctx, f)
			},
		}
	}}
}

// searching makes a mutant that searches for something else.
func searching(wrong string, change func(f *store.SearchFilter)) mutant {
	return mutant{wrong, func(s store.Store) *bent {
		return &bent{Store: s, search: func(ctx context.Context, f store.SearchFilter, p store.Page) ([]store.Hit, error) {
			change(&f)
			return s.Search(ctx, f, p)
		}}
	}}
}

func listMutants() []mutant {
	return []mutant{
		listingMaps("repeats the row at a page's border", func(ctx context.Context, s store.Store, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
			if p.From == nil || p.Backward {
				return s.ListMaps(ctx, f, p)
			}
			all, err := s.ListMaps(ctx, f, store.Page{Limit: 1000})
			at := slices.IndexFunc(all, func(r store.MapRow) bool { return r.Key == *p.From })
			if at < 0 {
				return s.ListMaps(ctx, f, p)
			}
			return all[at:min(len(all), at+p.Limit)], err
		}),
		listingMaps("gives backward pages backwards", func(ctx context.Context, s store.Store, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
			rows, err := s.ListMaps(ctx, f, p)
			if p.Backward {
				slices.Reverse(rows)
			}
			return rows, err
		}),
		listingMaps("gives the first page for the last", func(ctx context.Context, s store.Store, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
			p.Backward = p.Backward && p.From != nil
			return s.ListMaps(ctx, f, p)
		}),
		listingMaps("loses the rows that tie with the border", func(ctx context.Context, s store.Store, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
			rows, err := s.ListMaps(ctx, f, p)
			return slices.DeleteFunc(rows, func(r store.MapRow) bool { return p.From != nil && r.Key.Value == p.From.Value }), err
		}),
		listingMaps("breaks ties descending", func(ctx context.Context, s store.Store, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
			rows, err := s.ListMaps(ctx, f, p)
			slices.SortStableFunc(rows, func(a, b store.MapRow) int {
				if a.Key.Value == b.Key.Value {
					return -strings.Compare(string(a.Key.ID), string(b.Key.ID))
				}
				return 0
			})
			return rows, err
		}),
		listingMaps("gives one row more than the limit", func(ctx context.Context, s store.Store, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
			p.Limit++
			return s.ListMaps(ctx, f, p)
		}),
		filtering("ignores the words of a list", func(f *store.MapFilter) { f.Words = "" }),
		filtering("ignores the source of a list", func(f *store.MapFilter) { f.Source = "" }),
		filtering("counts the end of a span in", func(f *store.MapFilter) {
			if !f.Until.IsZero() {
				f.Until = f.Until.Add(time.Microsecond)
			}
		}),
		filtering("sorts by the latest change whatever is asked", func(f *store.MapFilter) { f.Order = store.ByUpdated }),
		{"counts the rows of a page", func(s store.Store) *bent {
			return &bent{Store: s, countMaps: func(ctx context.Context, f store.MapFilter) (int, error) {
				n, err := s.CountMaps(ctx, f)
				return min(n, 3), err
			}}
		}},
		{"lists withdrawn sources", func(s store.Store) *bent {
			return &bent{Store: s, listSources: func(ctx context.Context, f store.SourceFilter, p store.Page) ([]store.SourceRow, error) {
				f.Withdrawn = true
				return s.ListSources(ctx, f, p)
			}}
		}},
		{"joins the words of a search by or", func(s store.Store) *bent {
			return &bent{Store: s, search: func(ctx context.Context, f store.SearchFilter, p store.Page) ([]store.Hit, error) {
				var all []store.Hit
				for i, word := range strings.Fields(f.Words) {
					f.Words = word
					hits, err := s.Search(ctx, f, p)
					if err != nil && i == 0 {
						return nil, err
					}
					all = append(all, hits...)
				}
				if f.Words == "" || strings.TrimSpace(f.Words) == "" {
					return s.Search(ctx, f, p)
				}
				return all, nil
			}}
		}},
		searching("takes every word for a prefix", func(f *store.SearchFilter) {
			if f.Words != "" {
				f.Words += "*"
			}
		}),
		searching("takes no word for a prefix", func(f *store.SearchFilter) { f.Words = strings.ReplaceAll(f.Words, "*", "") }),
		searching("searches locutions unasked", func(f *store.SearchFilter) {
			if f.Kinds == nil {
				f.Kinds = argmap.Kinds()
			}
		}),
		searching("searches all maps when asked for one", func(f *store.SearchFilter) { f.Map = "" }),
		searching("searches everywhere when told nowhere", func(f *store.SearchFilter) { f.Elements = f.Elements || !f.Paragraphs }),
		{"finds the worst first", func(s store.Store) *bent {
			return &bent{Store: s, search: func(ctx context.Context, f store.SearchFilter, p store.Page) ([]store.Hit, error) {
				hits, err := s.Search(ctx, f, p)
				slices.Reverse(hits)
				return hits, err
			}}
		}},
		{"gives a citation once for each segment", func(s store.Store) *bent {
			return &bent{Store: s, citationsOf: func(ctx context.Context, paragraph argmap.ID, p store.Page) ([]store.Citing, error) {
				rows, err := s.CitationsOf(ctx, paragraph, p)
				var twice []store.Citing
				for _, r := range rows {
					_ = s.Load(ctx, r.Map, func(e argmap.Entry) error {
						if c, ok := e.Record.(*argmap.Citation); ok && c.ID == r.Citation {
							for _, seg := range c.Segments {
								if seg.Paragraph == paragraph {
									twice = append(twice, r)
								}
							}
						}
						return nil
					})
				}
				return twice, err
			}}
		}},
	}
}
