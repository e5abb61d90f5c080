package storetest

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// someIDs draws ids of all sorts, also unknown ones, none twice.
func (d *duel) someIDs() []argmap.ID {
	pool := append([]argmap.ID{"", newID()}, d.maps...)
	for _, t := range d.texts {
		pool = append(pool, t.source.ID, t.paragraphs[0].ID)
	}
	for _, m := range d.maps {
		if mm := d.model.maps[m]; mm != nil {
			for _, e := range mm.sorted() {
				pool = append(pool, e.Record.Ref().ID)
			}
		}
	}
	picked := rapid.SliceOfN(rapid.SampledFrom(pool), 0, 8).Draw(d.T, "ids")
	var ids []argmap.ID
	for _, id := range picked {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (d *duel) heads() {
	ids := d.someIDs()
	d.all("Heads", false, func(s store.Store) (any, error) {
		heads, err := s.Heads(d.ctx, ids)
		for i := range heads {
			heads[i].Access = 0
		}
		return slices.Concat(heads), err
	})
}

func (d *duel) locate() {
	ids := d.someIDs()
	d.all("Locate", false, func(s store.Store) (any, error) {
		found, err := s.Locate(d.ctx, ids)
		for i := range found {
			found[i].Head.Access = 0
		}
		return slices.Concat(found), err
	})
}

func (d *duel) findWrite() {
	if len(d.writes) == 0 {
		d.Skip("no write yet")
	}
	w := rapid.SampledFrom(d.writes).Draw(d.T, "write")
	for _, ref := range []store.WriteRef{{WriteID: w.WriteID}, {Actor: w.Actor, Key: w.Key}} {
		d.all("FindWrite", false, func(s store.Store) (any, error) {
			o, ok, err := s.FindWrite(d.ctx, ref)
			return []any{o, ok}, err
		})
	}
}

func (d *duel) tail() {
	m := d.someMap()
	after := argmap.Revision(rapid.IntRange(0, 6).Draw(d.T, "after"))
	upTo := argmap.Revision(rapid.IntRange(0, 6).Draw(d.T, "up to"))
	if mm := d.model.maps[m]; mm != nil && mm.head.State == store.Importing {
		d.Skip("the port leaves the log of an importing map open")
	}
	d.all("Tail", false, func(s store.Store) (any, error) {
		var lines []string
		err := s.Tail(d.ctx, m, after, upTo, func(c argmap.ChangeSet) error {
			lines = append(lines, setLine(c))
			return nil
		})
		return lines, err
	})
}

func (d *duel) nearest() {
	mm := d.activeMap()
	atMost := argmap.Revision(rapid.IntRange(0, 6).Draw(d.T, "at most"))
	d.all("NearestCheckpoint", false, func(s store.Store) (any, error) {
		c, ok, err := s.NearestCheckpoint(d.ctx, mm.head.Map, atMost)
		return []any{c, ok}, err
	})
}

// walk collects a list page by page, forwards or back, by the store's own keys.
func walk[T any](limit int, backward bool, page func(p store.Page) ([]T, error), key func(T) store.Key) ([]T, error) {
	var all []T
	p := store.Page{Limit: limit, Backward: backward}
	for range 200 {
		rows, err := page(p)
		if err != nil || len(rows) == 0 {
			return all, err
		}
		next := key(rows[len(rows)-1])
		if backward {
			next = key(rows[0])
			all = append(slices.Clone(rows), all...)
		} else {
			all = append(all, rows...)
		}
		p.From = &next
	}
	return all, nil
}

// walking draws how a list is walked.
func (d *duel) walking() (limit int, backward bool) {
	return rapid.IntRange(1, 4).Draw(d.T, "limit"), rapid.Bool().Draw(d.T, "backward")
}

func (d *duel) listMaps() {
	orders := []store.MapOrder{store.ByUpdated, store.ByCreated, store.ByTitle}
	f := store.MapFilter{Owner: d.owner, Order: rapid.SampledFrom(orders).Draw(d.T, "order")}
	f.Words = rapid.SampledFrom([]string{"", d.word, "peace", "pea* " + d.word, "war"}).Draw(d.T, "words")
	if len(d.texts) > 0 && rapid.Bool().Draw(d.T, "of a source") {
		f.Source = rapid.SampledFrom(d.texts).Draw(d.T, "source").source.ID
	}
	if rapid.Bool().Draw(d.T, "between") {
		f.Since, f.Until = noon().AddDate(0, 0, 1), noon().AddDate(0, 0, 4)
	}
	limit, backward := d.walking()
	d.all("ListMaps", false, func(s store.Store) (any, error) {
		rows, err := walk(limit, backward, func(p store.Page) ([]store.MapRow, error) { return s.ListMaps(d.ctx, f, p) },
			func(r store.MapRow) store.Key { return r.Key })
		for i := range rows {
			rows[i].Key.Value, rows[i].Head.Access = "", 0
		}
		return rows, err
	})
	d.all("CountMaps", false, func(s store.Store) (any, error) { return s.CountMaps(d.ctx, f) })
}

func (d *duel) listSources() {
	f := store.SourceFilter{Owner: d.owner, Withdrawn: rapid.Bool().Draw(d.T, "withdrawn")}
	f.Words = rapid.SampledFrom([]string{"", d.word, "peace"}).Draw(d.T, "words")
	limit, backward := d.walking()
	d.all("ListSources", false, func(s store.Store) (any, error) {
		rows, err := walk(limit, backward, func(p store.Page) ([]store.SourceRow, error) { return s.ListSources(d.ctx, f, p) },
			func(r store.SourceRow) store.Key { return r.Key })
		for i := range rows {
			rows[i].Key.Value = ""
		}
		return rows, err
	})
	d.all("CountSources", false, func(s store.Store) (any, error) { return s.CountSources(d.ctx, f) })
}

func (d *duel) search() {
	words := []string{"", "peace", "PEACE", "pea*", "été", "ete", "日本", "本語", "s", "ss", "long", "AND", "\U0001f680", "nothing"}
	f := store.SearchFilter{Words: d.word + " " + rapid.SampledFrom(words).Draw(d.T, "words"), Elements: true}
	f.Paragraphs = rapid.Bool().Draw(d.T, "paragraphs")
	f.Kinds = rapid.SampledFrom([][]argmap.Kind{nil, argmap.Kinds(), {argmap.KindLocution}}).Draw(d.T, "kinds")
	if len(d.maps) > 0 && rapid.Bool().Draw(d.T, "in a map") {
		f.Map = d.someMap()
	}
	limit, backward := d.walking()
	d.all("Search", false, func(s store.Store) (any, error) {
		hits, err := walk(limit, backward, func(p store.Page) ([]store.Hit, error) { return s.Search(d.ctx, f, p) },
			func(h store.Hit) store.Key { return h.Key })
		for i := range hits {
			hits[i].Score, hits[i].Key.Value = 0, ""
		}
		slices.SortFunc(hits, func(a, b store.Hit) int { return strings.Compare(string(a.ID), string(b.ID)) })
		return hits, err
	})
}

func (d *duel) citations() {
	if len(d.texts) == 0 {
		d.Skip("no source yet")
	}
	p := rapid.SampledFrom(d.texts).Draw(d.T, "text").paragraphs[0].ID
	limit, backward := d.walking()
	d.all("CitationsOf", false, func(s store.Store) (any, error) {
		rows, err := walk(limit, backward, func(pg store.Page) ([]store.Citing, error) { return s.CitationsOf(d.ctx, p, pg) },
			func(c store.Citing) store.Key { return c.Key })
		for i := range rows {
			rows[i].Key.Value = ""
		}
		return rows, err
	})
}

func (d *duel) setting() {
	name := d.stem + rapid.SampledFrom([]string{"", "a", "A"}).Draw(d.T, "name")
	onlyNew := rapid.Bool().Draw(d.T, "only new")
	value := d.text()
	d.all("PutSetting", false, func(s store.Store) (any, error) { return s.PutSetting(d.ctx, name, value, onlyNew) })
	d.all("Setting", false, func(s store.Store) (any, error) {
		v, ok, err := s.Setting(d.ctx, name)
		return []any{v, ok}, err
	})
}

func (d *duel) listQuestions() {
	var f store.QuestionFilter
	f.Words = d.word + " " + rapid.SampledFrom([]string{"", "peace", "pea*", "war"}).Draw(d.T, "words")
	f.Status = rapid.SampledFrom([]argmap.QuestionStatus{"", "", argmap.Open}).Draw(d.T, "status")
	if len(d.texts) > 0 && rapid.Bool().Draw(d.T, "of a source") {
		f.Source = rapid.SampledFrom(d.texts).Draw(d.T, "source").source.ID
	}
	if len(d.maps) > 0 && rapid.Bool().Draw(d.T, "in a map") {
		f.Map = d.someMap()
	}
	if f.Map != "" || f.Source != "" {
		f.Words = rapid.SampledFrom([]string{"", f.Words}).Draw(d.T, "worded")
	}
	limit, backward := d.walking()
	d.all("ListQuestions", false, func(s store.Store) (any, error) {
		rows, err := walk(limit, backward, func(p store.Page) ([]store.QuestionRow, error) { return s.ListQuestions(d.ctx, f, p) },
			func(r store.QuestionRow) store.Key { return r.Key })
		for i := range rows {
			rows[i].Key.Value, rows[i].Head.Access = "", 0
		}
		return rows, err
	})
	d.all("CountQuestions", false, func(s store.Store) (any, error) { return s.CountQuestions(d.ctx, f) })
	maps := d.someIDs()
	d.all("CountOpen", false, func(s store.Store) (any, error) { return s.CountOpen(d.ctx, maps) })
}

// staleQuestions asks for the maps of this duel alone, whose ids have its stem.
func (d *duel) staleQuestions() {
	after := argmap.ID(d.stem) + rapid.SampledFrom([]argmap.ID{"", "-003"}).Draw(d.T, "after")
	d.all("StaleQuestions", false, func(s store.Store) (any, error) {
		ids, err := s.StaleQuestions(d.ctx, after, 100_000)
		own := []argmap.ID{}
		for _, id := range ids {
			if strings.HasPrefix(string(id), d.stem) {
				own = append(own, id)
			}
		}
		return own, err
	})
}
