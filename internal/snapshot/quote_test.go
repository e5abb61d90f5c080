package snapshot_test

import (
	"sync"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// quoting is a map with so many citations.
func quoting(t *testing.T, n int) *snapshot.Snapshot {
	t.Helper()
	b := snapshot.NewBuilder("m")
	add := func(r argmap.Record) { b.Add(argmap.Entry{Record: r, Revision: 1}) }
	add(&argmap.Properties{ID: "m"})
	add(&argmap.Element{ID: "c", Kind: argmap.KindClaim})
	for i := range n {
		add(&argmap.Citation{ID: cited(i), Element: "c", Source: "s", Segments: []argmap.Segment{{Paragraph: "p", End: 1}}})
	}
	s, err := b.Snapshot(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func cited(i int) argmap.ID {
	return argmap.ID([]byte{'q', byte('a' + i/676), byte('a' + i/26%26), byte('a' + i%26)})
}

func TestQuotesAreRememberedOfEachCitation(t *testing.T) {
	const n = 1000
	s := quoting(t, n)
	before := s.Bytes()
	var all sync.WaitGroup
	for w := range 2 {
		all.Go(func() {
			for i := w; i < n; i += 2 {
				c := s.Citation(cited(i))
				if c.Quote().Text() != nil {
					t.Errorf("citation %d has a quote before any was remembered", i)
				}
				c.Remember(snapshot.NewQuote(&argmap.Paragraph{ID: cited(i)}))
			}
		})
	}
	all.Wait()
	for i := range n {
		if p := s.Citation(cited(i)).Quote().Text(); p == nil || p.ID != cited(i) {
			t.Fatalf("citation %d has the quote %v", i, p)
		}
	}
	if more := s.Bytes() - before; more < 8*n || more > 16*n {
		t.Errorf("%d quotes are counted as %d bytes", n, more)
	}
}

func TestAQuoteThatWasLetGoIsGoneEverywhere(t *testing.T) {
	s := quoting(t, 2)
	q := snapshot.NewQuote(&argmap.Paragraph{ID: "p"})
	s.Citation(cited(0)).Remember(q)
	s.Citation(cited(1)).Remember(q)
	q.LetGo()
	for i := range 2 {
		if p := s.Citation(cited(i)).Quote().Text(); p != nil {
			t.Errorf("citation %d still has %v", i, p)
		}
	}
}

func TestTheNextSnapshotRemembersNoQuotes(t *testing.T) {
	s := quoting(t, 1)
	s.Citation(cited(0)).Remember(snapshot.NewQuote(&argmap.Paragraph{ID: "p"}))
	moved := &argmap.Citation{ID: cited(0), Element: "c", Source: "s", Segments: []argmap.Segment{{Paragraph: "other", End: 1}}}
	next, err := s.Apply(argmap.ChangeSet{Map: "m", Revision: 2, Operations: []argmap.Operation{argmap.Set(moved)}})
	if err != nil {
		t.Fatal(err)
	}
	if p := next.Citation(cited(0)).Quote().Text(); p != nil {
		t.Errorf("the citation of another paragraph has the quote %v", p)
	}
}
