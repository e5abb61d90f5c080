package neo4jstore

import (
	"context"
	"fmt"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// Sizes of the pages of a load: of the first statement, which reads every label and type at once and
// so a small map in one trip, and of those after it.
const (
	firstPage = 500
	nextPage  = 5000
)

// nodeLabels lists the labels of the records that are nodes of their own.
func nodeLabels() []string { return []string{labelVoice, labelElement, labelRow, labelLeftover} }

func loadText() string {
	var b strings.Builder
	b.WriteString("MATCH (m:Map {id: $p.map}) RETURN 'Map' AS what, m.state AS from, null AS to, properties(m) AS holds\n")
	for _, l := range nodeLabels() {
		b.WriteString("UNION ALL " + nodePage(l))
	}
	for _, t := range edgeTypes() {
		b.WriteString("UNION ALL " + edgePage(t))
	}
	return b.String()
}

func loadMoreTexts() map[string]statement {
	out := map[string]statement{}
	for _, l := range nodeLabels() {
		out[l] = statement{name: "load." + l, text: nodePage(l)}
	}
	for _, t := range edgeTypes() {
		out[t] = statement{name: "load." + t, text: edgePage(t)}
	}
	return out
}

func nodePage(label string) string {
	return fmt.Sprintf(`MATCH (n:%s) WHERE n.map = $p.map AND n.id > $p.after
WITH n ORDER BY n.map, n.id LIMIT $p.limit
RETURN '%s' AS what, null AS from, null AS to, properties(n) AS holds
`, label, label)
}

func edgePage(kind string) string {
	return fmt.Sprintf(`MATCH (a)-[r:%s]->(b) WHERE r.map = $p.map AND r.id > $p.after
WITH a, r, b ORDER BY r.map, r.id LIMIT $p.limit
RETURN '%s' AS what, a.id AS from, b.id AS to, properties(r) AS holds
`, kind, kind)
}

// Load implements store.Store. It reads in pages by id, each a transaction of its own, so that neither
// a slow reader nor a large map holds one open; links of all roles are merged by id on the way.
func (s *Store) Load(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error {
	l := &loader{s: s, ctx: ctx, m: m, streams: map[string]*stream{}}
	properties, err := l.begin()
	if err != nil {
		return err
	}
	if err := yield(properties); err != nil {
		return err
	}
	for _, t := range argmap.RecordTypes() {
		if err := l.yieldAll(t, yield); err != nil {
			return err
		}
	}
	return nil
}

// loader reads one map.
type loader struct {
	s       *Store
	ctx     context.Context //nolint:containedctx // a loader lives as long as one call
	m       argmap.ID
	streams map[string]*stream
}

// stream is what was read of one label or type and not yielded yet.
type stream struct {
	what    string
	entries []argmap.Entry
	// after is the last id read; more tells that there may be others behind it.
	after string
	more  bool
	limit int
}

// begin sends the first statement and gives the map's properties.
func (l *loader) begin() (argmap.Entry, error) {
	rows, err := l.s.run(l.ctx, l.s.text.load, params{"map": string(l.m), "after": "", "limit": firstPage})
	if err != nil {
		return argmap.Entry{}, err
	}
	if len(rows) == 0 || rows[0].Values[0] != labelMap {
		return argmap.Entry{}, noMap(l.m)
	}
	if err := readable(l.m, store.MapState(rows[0].Values[1].(string))); err != nil {
		return argmap.Entry{}, err
	}
	parts := map[string][]row{}
	for _, r := range rows[1:] {
		what := r.Values[0].(string)
		parts[what] = append(parts[what], r)
	}
	for _, what := range append(nodeLabels(), edgeTypes()...) {
		st := &stream{what: what, limit: firstPage}
		st.take(parts[what])
		l.streams[what] = st
	}
	return decodeNode(argmap.TypeProperties, asMap(rows[0].Values[3])), nil
}

// readable refuses maps that cannot be loaded.
func readable(m argmap.ID, state store.MapState) error {
	switch state {
	case store.Active:
		return nil
	case store.Rebuilding:
		return fault.New(fault.Unavailable, "map.rebuilding", "map %s is being rebuilt", m)
	case store.Importing, store.Deleted:
	}
	return noMap(m)
}

// take decodes a page.
func (st *stream) take(rows []row) {
	st.more = len(rows) == st.limit
	if st.what == typeCites {
		st.takeSegments(rows)
		return
	}
	t := typeOfLabel(st.what)
	st.entries = make([]argmap.Entry, len(rows))
	for i, r := range rows {
		if t != "" {
			st.entries[i] = decodeNode(t, asMap(r.Values[3]))
		} else {
			st.entries[i] = decodeEdge(st.what, argmap.ID(r.Values[1].(string)), argmap.ID(r.Values[2].(string)), asMap(r.Values[3]))
		}
	}
	if n := len(rows); n > 0 {
		st.after = string(st.entries[n-1].Record.Ref().ID)
	}
}

// takeSegments joins segments of one citation. The last citation of a full page may lack some, so it
// is left to the next page, which is made larger when a single citation fills one.
func (st *stream) takeSegments(rows []row) {
	var groups [][]segmentOf
	last := argmap.ID("")
	for i, r := range rows {
		h := held(asMap(r.Values[3]))
		e := decodeEdge(st.what, argmap.ID(r.Values[1].(string)), argmap.ID(r.Values[2].(string)), h)
		if id := e.Record.Ref().ID; i == 0 || id != last {
			groups, last = append(groups, nil), id
		}
		g := &groups[len(groups)-1]
		*g = append(*g, segmentOf{h.number("segment"), e})
	}
	if st.more && len(groups) > 0 {
		groups = groups[:len(groups)-1]
	}
	if st.more && len(groups) == 0 {
		st.limit *= 4
	}
	st.entries = nil
	for _, g := range groups {
		st.entries = append(st.entries, joinSegments(g))
		st.after = string(g[0].entry.Record.Ref().ID)
	}
}

// fill reads the next page when nothing is left of the one before.
func (l *loader) fill(st *stream) error {
	for len(st.entries) == 0 && st.more {
		st.limit = max(st.limit, nextPage)
		rows, err := l.s.run(l.ctx, l.s.text.loadMore[st.what],
			params{"map": string(l.m), "after": st.after, "limit": int64(st.limit)})
		if err != nil {
			return err
		}
		st.take(rows)
	}
	return nil
}

// yieldAll yields the records of a type, merged by id from the streams that hold it.
func (l *loader) yieldAll(t argmap.RecordType, yield func(argmap.Entry) error) error {
	var streams []*stream
	for what, st := range l.streams {
		if typeOfLabel(what) == t || typeOfLabel(what) == "" && typeOfEdge(what) == t {
			streams = append(streams, st)
		}
	}
	for {
		next, err := l.least(streams)
		if err != nil || next == nil {
			return err
		}
		e := next.entries[0]
		next.entries = next.entries[1:]
		if err := yield(e); err != nil {
			return err
		}
	}
}

// least gives the stream with the least id; nil when all are at their end.
func (l *loader) least(streams []*stream) (*stream, error) {
	var best *stream
	var id argmap.ID
	for _, st := range streams {
		if len(st.entries) == 0 {
			if err := l.fill(st); err != nil {
				return nil, err
			}
		}
		if len(st.entries) == 0 {
			continue
		}
		if head := st.entries[0].Record.Ref().ID; best == nil || head < id {
			best, id = st, head
		}
	}
	return best, nil
}
