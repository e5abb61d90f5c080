package storetest

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// loading makes a mutant that loads other entries than there are.
func loading(wrong string, change func(es []argmap.Entry) []argmap.Entry) mutant {
	return mutant{wrong, func(s store.Store) *bent {
		return &bent{Store: s, load: func(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error {
			var es []argmap.Entry
			err := s.Load(ctx, m, func(e argmap.Entry) error {
				es = append(es, e)
				return nil
			})
			return each(change(es), err, yield)
		}}
	}}
}

// loadingElements makes a mutant that loads other elements than there are.
func loadingElements(wrong string, change func(e *argmap.Element)) mutant {
	return loading(wrong, func(es []argmap.Entry) []argmap.Entry {
		for i, entry := range es {
			if e, ok := entry.Record.(*argmap.Element); ok {
				c := *e
				change(&c)
				es[i].Record = &c
			}
		}
		return es
	})
}

// tailing makes a mutant that reads the log between other bounds.
func tailing(wrong string, bounds func(after, upTo argmap.Revision) (argmap.Revision, argmap.Revision)) mutant {
	return mutant{wrong, func(s store.Store) *bent {
		return &bent{Store: s, tail: func(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error {
			after, upTo = bounds(after, upTo)
			return s.Tail(ctx, m, after, upTo, yield)
		}}
	}}
}

func readMutants() []mutant {
	return []mutant{
		loading("forgets the order of ids in Load", func(es []argmap.Entry) []argmap.Entry {
			slices.SortStableFunc(es, func(a, b argmap.Entry) int {
				if x, y := a.Record.Ref(), b.Record.Ref(); x.Type == y.Type {
					return -strings.Compare(string(x.ID), string(y.ID))
				}
				return 0
			})
			return es
		}),
		loading("orders ids by UTF-16 in Load", func(es []argmap.Entry) []argmap.Entry {
			slices.SortStableFunc(es, func(a, b argmap.Entry) int {
				if a.Record.Ref().Type != b.Record.Ref().Type {
					return 0
				}
				x, y := string(a.Record.Ref().ID), string(b.Record.Ref().ID)
				if strings.Contains(x, "\U0001f600") && strings.Contains(y, "\uff01") {
					return -1
				}
				return 0
			})
			return es
		}),
		loading("forgets the order of types in Load", func(es []argmap.Entry) []argmap.Entry {
			slices.Reverse(es)
			return es
		}),
		loading("loads every record at the head's revision", func(es []argmap.Entry) []argmap.Entry {
			var last argmap.Revision
			for _, e := range es {
				last = max(last, e.Revision)
			}
			for i := range es {
				es[i].Revision = last
			}
			return es
		}),
		loading("loads no more than a thousand records", func(es []argmap.Entry) []argmap.Entry { return es[:min(len(es), 1000)] }),
		loading("puts the segments of a citation in another order", func(es []argmap.Entry) []argmap.Entry {
			for i, entry := range es {
				if c, ok := entry.Record.(*argmap.Citation); ok {
					cc := *c
					cc.Segments = slices.SortedStableFunc(slices.Values(c.Segments), func(a, b argmap.Segment) int {
						return strings.Compare(string(a.Paragraph), string(b.Paragraph))
					})
					es[i].Record = &cc
				}
			}
			return es
		}),
		loadingElements("reads raw numbers as floats", func(e *argmap.Element) {
			e.Raw = bytes.ReplaceAll(e.Raw, []byte("9007199254740993"), []byte("9007199254740992"))
		}),
		loadingElements("cuts times to seconds", func(e *argmap.Element) { e.Created = e.Created.Truncate(time.Second) }),
		loadingElements("trims texts", func(e *argmap.Element) { e.Text = strings.TrimSpace(e.Text) }),
		loadingElements("composes texts to NFC", func(e *argmap.Element) { e.Text = strings.ReplaceAll(e.Text, "e\u0301", "\u00e9") }),
		loadingElements("drops control characters", func(e *argmap.Element) { e.Text = strings.ReplaceAll(e.Text, "\x01", "") }),
		loadingElements("takes an empty inquiry for none", func(e *argmap.Element) {
			if e.Question != nil && *e.Question == (argmap.Inquiry{}) {
				e.Question = nil
			}
		}),
		{"loads nothing of a map that is not there", func(s store.Store) *bent {
			return &bent{Store: s, load: func(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error {
				err := s.Load(ctx, m, yield)
				if fault.Of(err) == fault.NotFound {
					return nil
				}
				return err
			}}
		}},
		tailing("begins the tail one too early", func(a, u argmap.Revision) (argmap.Revision, argmap.Revision) { return a - 1, u }),
		tailing("begins the tail one too late", func(a, u argmap.Revision) (argmap.Revision, argmap.Revision) { return a + 1, u }),
		tailing("ends the tail one too early", func(a, u argmap.Revision) (argmap.Revision, argmap.Revision) { return a, max(0, u-1) }),
		{"swallows the error of yield", func(s store.Store) *bent {
			return &bent{Store: s, tail: func(ctx context.Context, m argmap.ID, a, u argmap.Revision, yield func(argmap.ChangeSet) error) error {
				var stopped error
				err := s.Tail(ctx, m, a, u, func(c argmap.ChangeSet) error {
					stopped = yield(c)
					return stopped
				})
				if stopped == nil {
					return err
				}
				return nil
			}}
		}},
		{"gives heads in an order of its own", func(s store.Store) *bent {
			return &bent{Store: s, heads: func(ctx context.Context, ids []argmap.ID) ([]store.Head, error) {
				return s.Heads(ctx, sortedIDs(slices.Clone(ids)))
			}}
		}},
		{"gives the head of an id asked twice twice", func(s store.Store) *bent {
			return &bent{Store: s, heads: func(ctx context.Context, ids []argmap.ID) ([]store.Head, error) {
				var all []store.Head
				for _, id := range ids {
					h, err := s.Heads(ctx, []argmap.ID{id})
					if err != nil {
						return nil, err
					}
					all = append(all, h...)
				}
				return all, nil
			}}
		}},
		{"ignores the case of ids", func(s store.Store) *bent {
			return &bent{Store: s, locate: func(ctx context.Context, ids []argmap.ID) ([]store.Location, error) {
				lower := slices.Clone(ids)
				for i := range lower {
					lower[i] = argmap.ID(strings.ToLower(string(ids[i])))
				}
				return s.Locate(ctx, lower)
			}}
		}},
		{"ignores the space behind an id", func(s store.Store) *bent {
			return &bent{Store: s, heads: func(ctx context.Context, ids []argmap.ID) ([]store.Head, error) {
				trimmed := slices.Clone(ids)
				for i := range trimmed {
					trimmed[i] = argmap.ID(strings.TrimRight(string(ids[i]), " "))
				}
				return s.Heads(ctx, trimmed)
			}}
		}},
		{"never raises the epoch", func(s store.Store) *bent {
			return &bent{Store: s, heads: func(ctx context.Context, ids []argmap.ID) ([]store.Head, error) {
				heads, err := s.Heads(ctx, ids)
				for i := range heads {
					heads[i].Epoch = 0
				}
				return heads, err
			}}
		}},
	}
}
