package main

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/paragraph"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// rules holds every record of a map to the structural rules, as if it were set just now, and lists
// the defects of its elements.
func (r *report) rules(id argmap.ID) error {
	snap, err := r.ledger.At(r.ctx, id, ledger.Read{})
	if err != nil {
		return err
	}
	quoted, err := r.quoted(snap)
	if err != nil {
		return err
	}
	for e := range snap.Entries() {
		_, err := argmap.Check(without{snap, e.Record.Ref()}, quoted, []argmap.Operation{argmap.Set(e.Record)}, argmap.Importing)
		if err != nil && !redacted(e.Record) && e.Record.Ref().Type != argmap.TypeProperties {
			r.bad(fault.Reason(err), "map %s, %s: %s", id, e.Record.Ref(), explain(err))
		}
		if element, ok := e.Record.(*argmap.Element); ok {
			r.defectsOf(snap, element.ID)
		}
	}
	return nil
}

func (r *report) defectsOf(snap *snapshot.Snapshot, element argmap.ID) {
	for _, d := range argmap.Defects(snap, element) {
		r.defects++
		r.sayf("defect %s: map %s, element %s: %s\n", d.Rule, snap.Map(), d.Element, d.Message)
	}
}

// without is a map as it would be if one record were not there.
type without struct {
	argmap.View
	ref argmap.Ref
}

// Entry hides the record.
func (w without) Entry(ref argmap.Ref) (argmap.Entry, bool) {
	if ref == w.ref {
		return argmap.Entry{}, false
	}
	return w.View.Entry(ref)
}

// redacted reports whether a citation has lost its words on purpose, so that they are no longer
// those of the text.
func redacted(r argmap.Record) bool {
	c, ok := r.(*argmap.Citation)
	if !ok {
		return false
	}
	for _, s := range c.Segments {
		if strings.Trim(s.Exact, "█") == "" && s.Exact != "" {
			return true
		}
	}
	return false
}

// paragraphs are those that a map's citations name; what is cited already may be cited again.
type paragraphs map[argmap.ID]*argmap.Paragraph

// Paragraph gives one.
func (p paragraphs) Paragraph(id argmap.ID) (*argmap.Paragraph, bool) { return p[id], p[id] != nil }

func (r *report) quoted(snap *snapshot.Snapshot) (paragraphs, error) {
	var ids []argmap.ID
	for e := range snap.Entries() {
		if c, ok := e.Record.(*argmap.Citation); ok {
			for _, s := range c.Segments {
				ids = append(ids, s.Paragraph)
			}
		}
	}
	found, err := r.ledger.Paragraphs(r.ctx, ids)
	out := paragraphs{}
	for _, p := range found {
		out[p.ID] = p
	}
	return out, err
}

// sourcesAtOnce and paragraphsAtOnce are how many are read in one statement.
const (
	sourcesAtOnce    = 100
	paragraphsAtOnce = 1000
)

// sources holds every text to its hash, and every paragraph to the text.
func (r *report) sources() error {
	page := store.Page{Limit: sourcesAtOnce}
	for {
		rows, err := r.store.ListSources(r.ctx, store.SourceFilter{Withdrawn: true}, page)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			r.sourceCount++
			if err := r.oneSource(row.Source); err != nil {
				return err
			}
		}
		page.From = &rows[len(rows)-1].Key
	}
}

func (r *report) oneSource(src *argmap.Source) error {
	raw, err := r.store.SourceBytes(r.ctx, src.ID)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != src.SHA256 {
		r.bad("SOURCE-HASH", "source %s: its bytes are not those that were brought in", src.ID)
		return nil
	}
	text, err := paragraph.Text(raw)
	if err != nil {
		r.bad("SOURCE-TEXT", "source %s: %s", src.ID, explain(err))
		return nil
	}
	return r.paragraphsOf(src, []rune(text))
}

func (r *report) paragraphsOf(src *argmap.Source, text []rune) error {
	seen := 0
	for {
		some, err := r.store.SourceParagraphs(r.ctx, src.ID, seen, paragraphsAtOnce)
		if err != nil {
			return err
		}
		for _, p := range some {
			seen++
			if p.Ordinal != seen || p.Start < 0 || p.End > len(text) || p.Start >= p.End || string(text[p.Start:p.End]) != p.Text {
				r.bad("SOURCE-PARAGRAPH", "source %s, paragraph %s: it is not what stands at [%d, %d) of the text", src.ID, p.ID, p.Start, p.End)
				return nil
			}
		}
		if len(some) < paragraphsAtOnce {
			break
		}
	}
	if seen != src.Paragraphs {
		r.bad("SOURCE-PARAGRAPH", "source %s: it says that it has %d paragraphs, and has %d", src.ID, src.Paragraphs, seen)
	}
	return nil
}
