package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/ingest"
	"argmap/internal/ledger"
	"argmap/internal/paragraph"
	"argmap/internal/store"
)

// The trees of the forest: each claim but the leaves has three below it, of which the middle one
// attacks it, down to four levels.
const (
	forestBranch = 3
	forestDepth  = 4
)

// What a claim is to the one above it.
const (
	thesis   = "THESIS"
	support  = "SUPPORT"
	rebuttal = "REBUTTAL"
)

// fact is all that an answer can say of a claim of the forest; every server must say the same.
type fact struct {
	ID, Text, Kind, Parent   string
	Paragraph, Source, Words string
	Ordinal                  int
}

// forest is what both servers are given: trees of claims, each with a paragraph that it cites. The
// service has them in one map, relations as elements of their own; the peer has them as nodes that
// stand to each other directly.
type forest struct {
	m, voice, source argmap.ID
	claims           []fact
	children         map[string][]int
	roots            []int
}

// plant gives the forest over paragraphs that are there, one for each claim.
func plant(trees int, paragraphs []*argmap.Paragraph) *forest {
	f := &forest{m: newID(), voice: newID(), source: paragraphs[0].Source, children: map[string][]int{}}
	for range trees {
		f.roots = append(f.roots, len(f.claims))
		f.grow("", thesis, 0, paragraphs)
	}
	return f
}

func (f *forest) grow(parent, kind string, level int, paragraphs []*argmap.Paragraph) {
	n := len(f.claims)
	p := paragraphs[n]
	c := fact{
		ID: string(newID()), Kind: kind, Parent: parent,
		Text:      fmt.Sprintf("Claim %d: whoever may decide by what criteria help is given decides for the others.", n),
		Paragraph: string(p.ID), Source: string(p.Source), Ordinal: p.Ordinal, Words: p.Text,
	}
	f.claims = append(f.claims, c)
	f.children[parent] = append(f.children[parent], n)
	for i := range forestBranch {
		if level < forestDepth {
			f.grow(c.ID, pick(i%2 == 1, rebuttal, support), level+1, paragraphs)
		}
	}
}

// tree gives the facts of a claim and so many levels below it.
func (f *forest) tree(root, levels int) []fact {
	top := f.claims[root]
	top.Parent = ""
	out := []fact{top}
	var below func(id string, levels int)
	below = func(id string, levels int) {
		if levels == 0 {
			return
		}
		for _, n := range f.children[id] {
			out = append(out, f.claims[n])
			below(f.claims[n].ID, levels-1)
		}
	}
	below(top.ID, levels)
	return out
}

// treeSize is how many claims a whole tree has: 1 + 3 + 9 + 27 + 81.
func treeSize() int {
	n, level := 0, 1
	for range forestDepth + 1 {
		n, level = n+level, level*forestBranch
	}
	return n
}

// records gives the forest as the service keeps it.
func (f *forest) records() []argmap.Record {
	d := &draft{m: f.m, voice: f.voice}
	out := []argmap.Record{
		&argmap.Voice{ID: f.voice, Kind: argmap.VoiceParticipant, Name: "local", Actor: argmap.Local},
	}
	for _, c := range f.claims {
		id := argmap.ID(c.ID)
		out = append(out, &argmap.Element{ID: id, Kind: argmap.KindClaim, Text: c.Text, Author: argmap.Local, Created: now()}, d.commitment(id), c.citation())
		if c.Kind == thesis {
			continue
		}
		r := &argmap.Element{ID: newID(), Kind: argmap.KindInference, Author: argmap.Local, Created: now()}
		role := argmap.RoleConcludes
		if c.Kind == rebuttal {
			r.Kind, r.Attack, role = argmap.KindRebuttal, argmap.Rebut, argmap.RoleAttacks
		}
		out = append(out, r, d.link(argmap.RolePremiseOf, id, r.ID, 1), d.link(role, r.ID, argmap.ID(c.Parent), 0))
	}
	return out
}

func (c fact) citation() *argmap.Citation {
	const start, end, around = 40, 90, 32
	return &argmap.Citation{
		ID: newID(), Element: argmap.ID(c.ID), Source: argmap.ID(c.Source), Role: argmap.Words, Explicitness: argmap.Explicit,
		Segments: []argmap.Segment{{
			Paragraph: argmap.ID(c.Paragraph), Start: start, End: end,
			Exact: c.Words[start:end], Prefix: c.Words[start-around : start], Suffix: c.Words[end : end+around],
		}},
	}
}

// forestText is prose of so many paragraphs of about 240 characters, ASCII.
func forestText(paragraphs int) string {
	var b strings.Builder
	for i := range paragraphs {
		fmt.Fprintf(&b, "Speaker %d rose and said that advocating the defence of suffering people was no assault on the sovereignty of states, "+
			"and that nobody had yet answered by what criteria, under whose auspices and using what tools it was to be done (page %d).\n\n", i, i/7)
	}
	return b.String()
}

// forestParagraphs brings a text with a paragraph for each claim into the service's store.
func forestParagraphs(ctx context.Context, s store.Store, trees int) ([]*argmap.Paragraph, error) {
	in := ingest.New(s, ingest.Options{NewID: newID, Clock: now})
	res, err := in.Import(ctx, ingest.Input{
		Actor: argmap.Local, Body: strings.NewReader(forestText(trees * treeSize())), Title: "Speeches " + string(newID()), MediaType: paragraph.PlainText,
	})
	if err != nil {
		return nil, err
	}
	var paragraphs []*argmap.Paragraph
	for more := true; more; {
		some, err := s.SourceParagraphs(ctx, res.Source.ID, len(paragraphs), 1000)
		if err != nil {
			return nil, err
		}
		paragraphs, more = append(paragraphs, some...), len(some) > 0
	}
	if len(paragraphs) != trees*treeSize() {
		return nil, fmt.Errorf("the text was cut into %d paragraphs", len(paragraphs))
	}
	return paragraphs, nil
}

// write brings the map into the service's store.
func (f *forest) write(ctx context.Context, s store.Store) error {
	l := ledger.New(s, ledger.Options{NewID: newID})
	properties := &argmap.Properties{ID: f.m, Title: "A forest", Owner: argmap.Local, Created: now()}
	_, err := l.Import(ctx, ledger.Proposal{Actor: argmap.Local}, properties, each(f.records()))
	return errors.Join(err, l.Close(ctx))
}
