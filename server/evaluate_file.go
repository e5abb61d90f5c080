package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"unicode"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
	"argmap/internal/store/sqlitestore"
)

// file gives the file that is meant; nil where it is a map of the store.
func (c *evaluateCommand) file() (*found, error) {
	if _, err := formatNamed(c.From); err != nil {
		return nil, err
	}
	info, err := os.Stat(c.Map)
	switch {
	case c.Map == stdinName:
		return &found{path: stdinName, rel: stdinName, named: true}, nil
	case err == nil && info.IsDir():
		return nil, usagef("%s is a folder; name one file of it", c.Map)
	case err == nil:
		return &found{path: c.Map, rel: c.Map, named: true}, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	case c.From != "" || c.Only != "":
		return nil, usagef("--from and --map are about files, and there is no file %s", c.Map)
	}
	return nil, nil //nolint:nilnil // no file is no mistake
}

// ofFile does the work to each map of a file that is meant.
func (c *evaluateCommand) ofFile(s *session, f found, work func(*subject) error) error {
	read := corpus{session: s, format: c.From, companions: map[string]bool{}}
	return read.opened(f, func(file exchange.File) error {
		body := bufio.NewReaderSize(file.Body, peeked)
		file.Body = body
		own, err := inOwnFormat(body, c.From)
		if err != nil {
			return inFile(f.path, err)
		}
		if own {
			return s.inMemory(f.path, body, func(all []*subject) error { return c.each(f.path, all, work) })
		}
		all, err := s.decoded(f.path, file)
		if err != nil {
			return inFile(f.path, err)
		}
		return c.each(f.path, all, work)
	})
}

// inOwnFormat tells by its head whether a file is in argmap's own format, which brings ids and revisions.
func inOwnFormat(body *bufio.Reader, from string) (bool, error) {
	head, err := body.Peek(peeked)
	if err != nil && err != io.EOF {
		return false, err
	}
	return from == argmapjson.Name || from == "" && argmapjson.Format().Recognise(codec.Sample{Data: head}) == codec.Surely, nil
}

// each does the work to the map that is asked for, or to every one.
func (c *evaluateCommand) each(name string, all []*subject, work func(*subject) error) error {
	meant, err := chosen(all, c.Only)
	if err == nil && len(meant) > 1 && len(c.Why) > 0 {
		err = usagef("it holds %s; say by --map which of them --why is about", listOf(all))
	}
	if err != nil {
		return inFile(name, err)
	}
	for _, sub := range meant {
		if err := work(sub); err != nil {
			return err
		}
	}
	return nil
}

// chosen gives the subject of a number from 1, an id or a title; all of them when there is no name.
func chosen(all []*subject, name string) ([]*subject, error) {
	if name == "" {
		return all, nil
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(all) {
		return all[n-1 : n], nil
	}
	for i, sub := range all {
		if sub.title() == name || !sub.foreign && string(sub.snap.Map()) == name {
			return all[i : i+1], nil
		}
	}
	return nil, fault.New(fault.NotFound, "map.not_found", "it holds no map %q; there are %s", name, listOf(all))
}

// maxListed is how many maps of a file a message names.
const maxListed = 10

func listOf(all []*subject) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d maps", len(all))
	for i, sub := range all[:min(len(all), maxListed)] {
		fmt.Fprintf(&b, "%s%d %q", []string{": ", ", "}[min(i, 1)], i+1, sub.title())
	}
	if len(all) > maxListed {
		b.WriteString(" …")
	}
	return b.String()
}

// decoded reads a file of an interchange format. What it breaks is counted beside the answer.
func (s *session) decoded(name string, file exchange.File) ([]*subject, error) {
	options, made := s.interchange(), 0
	options.NewID = func() argmap.ID { // so that the same file gives the same names, in its order
		made++
		return argmap.ID(fmt.Sprintf("%08d", made))
	}
	docs, format, err := exchange.NewConverter(options).Decode(s.ctx, file, argmap.Local)
	if err != nil {
		return nil, err
	}
	all, broken := make([]*subject, len(docs)), map[codec.Severity]int{}
	for i, d := range docs {
		snap, err := snapshotOf(d)
		if err != nil {
			return nil, err
		}
		all[i] = newSubject(snap)
		all[i].call()
		for _, f := range d.Check() {
			broken[f.Severity]++
		}
	}
	if e, w := broken[codec.Error], broken[codec.Warning]; e+w > 0 {
		s.notef("%s, read as %s: findings: %d errors, %d warnings; validate lists them, and what an error names takes no part\n", name, format.Name, e, w)
	}
	return all, nil
}

// snapshotOf gives a document as the map that an import would make of it.
func snapshotOf(d *codec.Document) (*snapshot.Snapshot, error) {
	if err := d.Lawful(); err != nil {
		return nil, err
	}
	b := snapshot.NewBuilder(d.Properties.ID)
	b.Add(argmap.Entry{Record: d.Properties, Revision: 1})
	for _, r := range d.Records {
		b.Add(argmap.Entry{Record: r, Revision: 1})
	}
	return b.Snapshot(1, 1)
}

// inMemory reads a file in argmap's own format, with the history of its maps.
func (s *session) inMemory(name string, file io.Reader, work func([]*subject) error) error {
	st, err := sqlitestore.Open(s.ctx, sqlitestore.Options{Path: sqlitestore.Memory, Now: s.clock})
	if err != nil {
		return err
	}
	all, l, err := s.restored(st, file)
	if err != nil {
		err = inFile(name, err)
	} else {
		err = work(all)
	}
	return errors.Join(err, l.Close(s.ctx), closeStore(s.ctx, st))
}

func (s *session) restored(st store.Store, file io.Reader) ([]*subject, *ledger.Ledger, error) {
	l := s.ledger(st, nil)
	if _, err := st.Migrate(s.ctx); err != nil {
		return nil, l, err
	}
	brought, err := exchange.New(st, s.clock).Restore(s.ctx, file)
	if err != nil {
		return nil, l, err
	}
	var all []*subject
	for _, m := range brought.Brought {
		snap, err := l.At(s.ctx, m.Map, ledger.Read{})
		if fault.Of(err) == fault.NotFound {
			continue // it was deleted
		}
		if err != nil {
			return nil, l, err
		}
		all = append(all, newSubject(snap))
	}
	if len(all) == 0 {
		return nil, l, fault.New(fault.Invalid, "file.no_map", "the file holds no map")
	}
	return all, l, nil
}

// subject is a map that is evaluated.
type subject struct {
	snap *snapshot.Snapshot
	// foreign: it is of a file in another format than argmap's own. Its elements then go by the names that
	// the file has for them, known by id, and id by known.
	foreign bool
	known   map[argmap.ID]string
	id      map[string]argmap.ID
}

func newSubject(snap *snapshot.Snapshot) *subject { return &subject{snap: snap} }

// call names the elements as their file does, each differently; one that has no name there by its number.
func (x *subject) call() {
	x.foreign, x.known, x.id = true, map[argmap.ID]string{}, map[string]argmap.ID{}
	times := map[string]int{}
	for e := range x.snap.Elements().All() {
		was := cmp.Or(e.Record().External.ID, "#"+strings.TrimLeft(string(e.ID()), "0"))
		name := was
		for x.id[name] != "" {
			times[was]++
			name = fmt.Sprintf("%s#%d", was, times[was]+1)
		}
		x.known[e.ID()], x.id[name] = name, e.ID()
	}
}

// name is what an element goes by.
func (x *subject) name(e snapshot.Element) string {
	if name, ok := x.known[e.ID()]; ok {
		return name
	}
	return string(e.ID())
}

func (x *subject) names(es []snapshot.Element) []string {
	names := make([]string, len(es))
	for i, e := range es {
		names[i] = x.name(e)
	}
	return names
}

// find gives the id of an element by its name; what is no name is an id.
func (x *subject) find(name argmap.ID) argmap.ID {
	if id, ok := x.id[string(name)]; ok {
		return id
	}
	return name
}

// voices gives the ids of voices, which may go by what their file calls them.
func (x *subject) voices(names []argmap.ID) []argmap.ID {
	var ids []argmap.ID
	for _, name := range names {
		id := name
		for _, v := range x.snap.Voices() {
			if x.foreign && (v.Record().External.ID == string(name) || v.Name() == string(name)) {
				id = v.ID()
			}
		}
		ids = append(ids, id)
	}
	return ids
}

func (x *subject) title() string { return x.snap.Properties().Title }

// of says what an answer is about. A map of a file in another format has neither id nor revision.
type of struct {
	Map      argmap.ID       `json:"map,omitempty"`
	Revision argmap.Revision `json:"revision,omitempty"`
	Title    string          `json:"title"`
}

func (x *subject) of() of {
	if x.foreign {
		return of{Title: x.title()}
	}
	return of{x.snap.Map(), x.snap.Revision(), x.title()}
}

// String heads an answer.
func (o of) String() string {
	if o.Map == "" {
		return fmt.Sprintf("map %q", o.Title)
	}
	return fmt.Sprintf("map %s at revision %d", o.Map, o.Revision)
}

// oneLine brings a text on one line, without what would steer a terminal.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)), " ")
}
