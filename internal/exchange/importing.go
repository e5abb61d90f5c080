package exchange

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/ledger"
)

// proposal is that of the file's map of a number, from 0.
func (x *Interchange) proposal(got *contents, who Who, number int) ledger.Proposal {
	p := ledger.Proposal{Actor: who.Actor, Message: who.Message}
	if p.Message == "" {
		p.Message = strings.TrimSpace(fmt.Sprintf("imported from %s %s", got.format.Name, printable(got.file.Name)))
	}
	if who.Key != "" {
		p.Key, p.InputHash = who.Key, got.hash()
		if number > 0 {
			p.Key = fmt.Sprintf("%s#%d", who.Key, number+1)
		}
	}
	return p
}

// printable gives a file's name as a message may have it.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
}

// bring makes the maps of a file that the actor has not imported before under its key, all or none. The
// caller holds their texts.
func (x *Interchange) bring(ctx context.Context, got *contents, docs []*codec.Document, who Who) (_ []Imported, err error) {
	done := make([]Imported, len(docs))
	var left []int
	for i, d := range docs {
		r, before, err := x.ledger.Imported(ctx, x.proposal(got, who, i))
		if err != nil {
			return nil, err
		}
		if before {
			done[i] = imported(d, r, len(d.Sources))
		} else {
			left = append(left, i)
		}
	}
	if len(left) == 0 {
		return done, nil
	}
	name := docs[left[0]].Properties.ID
	defer func() {
		if err != nil || done[left[0]].Repeated {
			dropImport(ctx, x.store, name)
		}
	}()
	texts := newPlaced(name, who.Actor)
	arrivals := make([]ledger.Arrival, len(left))
	recognised := make([]int, len(left))
	for n, i := range left {
		if recognised[n], err = x.place(ctx, docs[i], texts); err != nil {
			return nil, err
		}
		arrivals[n] = ledger.Arrival{Proposal: x.proposal(got, who, i), Properties: docs[i].Properties, Records: recordsOf(docs[i])}
		arrivals[n].Texts = texts.paragraphs
	}
	receipts, err := x.ledger.ImportAll(ctx, arrivals)
	if err != nil {
		return nil, err
	}
	for n, i := range left {
		done[i] = imported(docs[i], receipts[n], recognised[n])
	}
	return done, nil
}

// imported tells what came of a document.
func imported(d *codec.Document, r ledger.Receipt, recognised int) Imported {
	one := Imported{
		Map: r.Map, Revision: r.Revision, Title: d.Properties.Title, Counts: CountsOf(d),
		Recognised: recognised, Repeated: r.Repeated, Findings: orNone(d.Check()),
	}
	if one.Repeated {
		for i := range one.Findings {
			one.Findings[i].Element = ""
		}
	}
	return one
}

func recordsOf(d *codec.Document) iter.Seq2[argmap.Record, error] {
	return func(yield func(argmap.Record, error) bool) {
		for _, r := range d.Records {
			if !yield(r, nil) {
				return
			}
		}
	}
}
