package exchange

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/fault"
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

// bring makes one map. The caller holds its texts.
func (x *Interchange) bring(ctx context.Context, d *codec.Document, p ledger.Proposal) (Imported, error) {
	texts, err := x.place(ctx, d, p.Actor)
	var receipt ledger.Receipt
	if err == nil {
		receipt, err = x.ledger.Import(ctx, p, d.Properties, recordsOf(d))
	}
	if err != nil && fault.Reason(err) != "write.outcome_unknown" || receipt.Repeated {
		x.withdraw(ctx, p.Actor, texts.brought)
	}
	if err != nil {
		return Imported{}, err
	}
	one := Imported{
		Map: receipt.Map, Revision: receipt.Revision, Title: d.Properties.Title, Counts: CountsOf(d),
		Recognised: texts.recognised, Repeated: receipt.Repeated, Findings: orNone(d.Check()), brought: texts.brought,
	}
	if one.Repeated {
		for i := range one.Findings {
			one.Findings[i].Element = ""
		}
	}
	return one, nil
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

// cleanUp bounds what is done after a failure, whose own context may have ended.
const cleanUp = 10 * time.Second

// takeBack deletes the maps that a file brought before one of its maps failed, and withdraws the texts
// that came with them. Under a key they stay.
func (x *Interchange) takeBack(ctx context.Context, done []Imported, who Who) {
	if who.Key != "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanUp)
	defer cancel()
	for _, one := range done {
		_, _ = x.ledger.DeleteMap(ctx, ledger.Proposal{
			Map: one.Map, Actor: who.Actor, Message: cmp.Or(who.Message, "imported in part; taken back"),
		})
		if !one.Repeated {
			x.withdraw(ctx, who.Actor, one.brought)
		}
	}
}

// withdraw takes texts out of sight that a failed import brought.
func (x *Interchange) withdraw(ctx context.Context, actor argmap.Actor, brought []argmap.ID) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanUp)
	defer cancel()
	for _, id := range brought {
		_, _ = x.library.Withdraw(ctx, actor, id, 0)
	}
}
