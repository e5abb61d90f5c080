// Package store is the port between the service and a database. Two stores stand behind it, Neo4j
// and SQLite; each sentence in the comments of Store is a law, and storetest holds both to it.
//
// Stores are small and dumb: set-based operations, no traversal, no rules of argument beyond the
// structural ones (both ends of a link exist and lie in one map), no raw query. Every error that
// leaves a store is a *fault.Error. Texts are kept as they came, in any valid UTF-8 but NUL.
package store

import (
	"context"
	"time"

	"argmap/internal/argmap"
)

// MapState is where a map is in its life.
type MapState string

// The states of a map.
const (
	// Active: the map may be read and written.
	Active MapState = "ACTIVE"
	// Importing: the map is being filled, and is seen by nobody until its import is published.
	Importing MapState = "IMPORTING"
	// Rebuilding: the graph of the map is being made anew from its log; reads must wait.
	Rebuilding MapState = "REBUILDING"
	// Deleted: the map's rows are gone or going; its log stays.
	Deleted MapState = "DELETED"
)

// Head is where a map's log ends.
type Head struct {
	Map      argmap.ID
	State    MapState
	Revision argmap.Revision
	Epoch    argmap.Epoch
	// Access changes whenever it changes who may read the map.
	Access int64
}

// Appended says what became of an Append.
type Appended struct {
	// Head is the map's head after the call.
	Head Head
	// Done reports whether the change sets were appended. When false, the head was not the expected
	// one and nothing was changed.
	Done bool
}

// WriteRef names a write: by its write id, or by an actor and that actor's client key.
type WriteRef struct {
	WriteID argmap.ID
	Actor   argmap.Actor
	Key     string
}

// Outcome is what a write came to.
type Outcome struct {
	Map       argmap.ID
	Revision  argmap.Revision
	WriteID   argmap.ID
	InputHash string
}

// Checkpoint is the state of a map at one revision, in opaque chunks of at most 1 MiB each.
type Checkpoint struct {
	Map      argmap.ID
	Revision argmap.Revision
	Epoch    argmap.Epoch
	Chunks   [][]byte
}

// Redaction rewrites what a map's log, checkpoints and rows say, and keeps every number.
type Redaction struct {
	Map argmap.ID
	// Expected is the head that the redaction was computed at.
	Expected argmap.Revision
	// Sets are the change sets whose payloads change, with their revisions.
	Sets []argmap.ChangeSet
	// Records are the live records whose values change; their revisions stay. A Deleted map has none.
	Records []argmap.Record
	// Checkpoints replace those of the same revision; every other checkpoint of the map is dropped.
	Checkpoints []Checkpoint
}

// Location is where an id was found.
type Location struct {
	ID argmap.ID
	// What is "map", "source", "paragraph" or the type of a record.
	What string
	// Head is the head of the map that the id names or lies in; zero for sources and paragraphs.
	Head Head
	// Source is the source that the id names or lies in; empty for maps and records.
	Source argmap.ID
}

// What a Location may say beside the record types.
const (
	WhatMap       = "map"
	WhatSource    = "source"
	WhatParagraph = "paragraph"
)

// Key is a place in a sorted list: the sort value and the id of a row.
type Key struct {
	Value string
	ID    argmap.ID
}

// Page asks for a part of a sorted list.
type Page struct {
	// Limit is how many rows are wanted, at least 1.
	Limit int
	// From is the row next to which the page begins, not itself part of it; nil begins at the list's edge.
	From *Key
	// Backward asks for the rows before From, or the list's last ones. Rows come in list order all the same.
	Backward bool
}

// MapOrder is how a list of maps is sorted.
type MapOrder string

// The orders of maps. Ties are broken by id, ascending.
const (
	// ByUpdated puts the latest change first.
	ByUpdated MapOrder = "UPDATED"
	// ByCreated puts the newest map first.
	ByCreated MapOrder = "CREATED"
	// ByTitle sorts by the title's sort key (fulltext.SortKey), A first.
	ByTitle MapOrder = "TITLE"
)

// MapFilter selects maps. Zero fields select everything.
type MapFilter struct {
	// Words must all stand in the title or description; see fulltext.Parse.
	Words string
	Owner argmap.Actor
	// Source selects the maps of which some live citation lies in the source.
	Source argmap.ID
	// Since and Until bound the time of the latest change: Since <= t < Until.
	Since, Until time.Time
	Order        MapOrder
}

// MapRow is a map in a list.
type MapRow struct {
	Head       Head
	Properties *argmap.Properties
	// Updated is the time of the latest change set.
	Updated time.Time
	Key     Key
}

// SourceFilter selects sources. Withdrawn ones are left out unless asked for.
type SourceFilter struct {
	// Words must all stand in the title or creator.
	Words     string
	Owner     argmap.Actor
	Withdrawn bool
	// Since and Until bound the time of creation: Since <= t < Until.
	Since, Until time.Time
}

// SourceRow is a source in a list, newest first.
type SourceRow struct {
	Source *argmap.Source
	Key    Key
}

// SearchFilter says what to search. Every word must match; a word that ends in * matches by prefix.
type SearchFilter struct {
	// Words is what the user typed: words, never query syntax.
	Words string
	// Kinds limits the elements to these kinds; only claims, questions and locutions have words.
	// Nil means claims and questions.
	Kinds []argmap.Kind
	// Elements and Paragraphs say where to look; at least one must be set.
	Elements, Paragraphs bool
	// Map limits elements to one map, Source paragraphs to one source.
	Map    argmap.ID
	Source argmap.ID
}

// Hit is one result of a search, best first; the ranking is the store's own, ties are broken by id.
type Hit struct {
	// What is "element" or "paragraph".
	What string
	ID   argmap.ID
	// Kind is set for elements; Map too. Source is set for paragraphs.
	Kind   argmap.Kind
	Map    argmap.ID
	Source argmap.ID
	Score  float64
	Key    Key
}

// Citing is one live citation of a paragraph, in the order of map and citation id.
type Citing struct {
	Paragraph argmap.ID
	Map       argmap.ID
	Citation  argmap.ID
	Element   argmap.ID
	Key       Key
}

// Migration is one step of a store's schema.
type Migration struct {
	Number   int
	Name     string
	Checksum string
	// Applied is when the step was taken; zero when it was not yet.
	Applied time.Time
}

// Info names a store for logs, health and headers.
type Info struct {
	// Kind is "neo4j" or "sqlite".
	Kind    string
	Version string
	// Address is where it is, without credentials.
	Address string
}

// Finding is one broken invariant of a stored database.
type Finding struct {
	// Rule names the invariant ("STORE-…").
	Rule string
	Map  argmap.ID
	ID   argmap.ID
	What string
}

// Store is the port. Its methods may be called from many goroutines at once. A cancelled context
// ends a wait; it never leaves a write half done.
type Store interface {
	// Heads gives the heads of the maps that exist, deleted and importing ones included, in the order
	// asked, in one statement; an id that names no map is left out, a repeated one is given once.
	Heads(ctx context.Context, maps []argmap.ID) ([]Head, error)

	// Append adds change sets to a map's log and applies their operations to its rows, all or nothing,
	// in one compare-and-set statement. The sets must carry the revisions Expected+1, Expected+2, …
	// Expected 0 makes the map; its first operation must set the properties. It then shows the sources that
	// the import of this name has brought, in which the change sets may end. When the head is not expected, or the map is not Active, nothing changes and Done is false. A link, commitment or
	// citation whose ends are missing is INVALID "record.end_missing", and nothing changes. When a source
	// among active is not Active, it is INVALID "source.withdrawn" with the detail "source", and nothing
	// changes; a withdrawal that runs beside the call may come before or after it. A write id,
	// or an (actor, key), that is already taken is CONFLICT "write.taken", and nothing changes. An id
	// that a new record shares with one of another map, source or paragraph is INVALID "id.taken".
	// Operations are absolute: removing what is not there and setting what is already so are not errors.
	// Removing an element takes its links, citations and commitments from the rows with it, whether or
	// not the change set names them (it always does when it comes from the ledger).
	Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (Appended, error)

	// FindWrite gives the outcome of a write that was appended; false when there was none.
	FindWrite(ctx context.Context, ref WriteRef) (Outcome, bool, error)

	// Load streams every live record of a map with the revision that last set it: types in the order of
	// argmap.RecordTypes, records of one type in the order of their ids. It need not be consistent beside
	// a writer. It ends with yield's error if yield gives one. A map that is missing, deleted or
	// importing is NOT_FOUND; one that is rebuilding is UNAVAILABLE.
	Load(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error

	// Tail streams the change sets of a map with after < revision <= upTo in order; upTo 0 means all. The
	// log of a deleted map can still be read. A map that never was is NOT_FOUND.
	Tail(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error

	// PutCheckpoint keeps a checkpoint, replacing one of the same revision. When the map's epoch is not
	// the checkpoint's, it is CONFLICT "map.epoch" and nothing changes.
	PutCheckpoint(ctx context.Context, c Checkpoint) error

	// NearestCheckpoint gives the map's checkpoint of the highest revision not above atMost; false if none.
	NearestCheckpoint(ctx context.Context, m argmap.ID, atMost argmap.Revision) (Checkpoint, bool, error)

	// Locate finds what ids name, in one statement, in the order asked; unknown ids and those in
	// importing maps are left out, those in deleted maps too.
	Locate(ctx context.Context, ids []argmap.ID) ([]Location, error)

	// BringSource keeps a source like PutSource, for the import of this name, and notes the time as a sign of
	// life. An import is named by the id of the first map that it makes. Until the import is published, or its
	// map made by Append, the source is there for nobody else: no list, count, search or look-up by id or
	// hash gives it, it cannot be updated, and what anybody else cites of it is missing. Its ids are taken.
	// Who keeps a source of the same bytes meanwhile has one of his own, which the import does not touch.
	BringSource(ctx context.Context, name argmap.ID, at time.Time, s *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) error
	// BeginImport makes an Importing map of this import with these properties. It is CONFLICT "map.exists" if
	// the id is taken.
	BeginImport(ctx context.Context, name argmap.ID, p *argmap.Properties, at time.Time) error
	// Stage adds records (at most argmap.MaxOperations) to an Importing map and notes the time as a sign of life.
	// They may end in the sources that the map's import has brought.
	Stage(ctx context.Context, m argmap.ID, at time.Time, records []argmap.Record) error
	// Publish makes Importing maps of one import, named by the first, Active at revision 1, each with its change
	// set, which is marked staged and has no operations, and shows the sources that the import has brought, all
	// or nothing; each map's checkpoint of revision 1 must be there already, else INVALID "import.no_checkpoint".
	// A map of another import is refused. Write ids and keys are held as by Append.
	Publish(ctx context.Context, sets []argmap.ChangeSet) error
	// DropImport removes what an import has brought and not published, maps and sources with all that is theirs,
	// and frees their ids. An import that has nothing is no error. Of a call and a publication, or an Append,
	// that run side by side one finds all that the import brought, and the other nothing.
	DropImport(ctx context.Context, name argmap.ID) error
	// SweepImports drops the imports of which no map and no source showed a sign of life since the time, and
	// gives their names.
	SweepImports(ctx context.Context, idleSince time.Time) ([]argmap.ID, error)

	// DeleteMap appends a change set without operations that ends the log, and makes the map Deleted, so
	// that no list, search or load shows it from then on; Done is as in Append. The rows are then removed
	// in pieces; calling it again with the head as expected removes what is left.
	DeleteMap(ctx context.Context, expected argmap.Revision, set argmap.ChangeSet) (Appended, error)

	// Redact applies a redaction and raises the map's epoch by one, all or nothing; Done is as in Append,
	// but that a Deleted map can be redacted too. A record that is not live is INVALID "record.not_live",
	// as all are in a Deleted map, and nothing changes.
	Redact(ctx context.Context, r Redaction) (Appended, error)

	// Rebuild replaces the map's rows by these entries, keeping revision and epoch. The map is Rebuilding
	// meanwhile, and stays so if the call fails, until a later Rebuild succeeds; Done is as in Append.
	Rebuild(ctx context.Context, m argmap.ID, expected argmap.Revision, entries []argmap.Entry) (Appended, error)

	// ListMaps gives a page of the Active maps that pass the filter.
	ListMaps(ctx context.Context, f MapFilter, p Page) ([]MapRow, error)
	// CountMaps gives how many there are in all.
	CountMaps(ctx context.Context, f MapFilter) (int, error)

	// PutQuestions keeps the open questions of a map in place of those that were kept of it. When the map is
	// not Active, or what is kept of it is of a later epoch, or of the same epoch and a later revision, nothing
	// changes and it is false.
	PutQuestions(ctx context.Context, q Questions) (bool, error)
	// ListQuestions gives a page of what is kept of Active maps and passes the filter, by rank and id, ascending.
	// A question that is no longer in its map is left out.
	ListQuestions(ctx context.Context, f QuestionFilter, p Page) ([]QuestionRow, error)
	// CountQuestions gives how many questions there are in all.
	CountQuestions(ctx context.Context, f QuestionFilter) (int, error)
	// CountOpen gives for each of these maps how many of the questions that are kept of it are OPEN, in one
	// statement; maps of which none were ever put, and those that are not Active, are left out.
	CountOpen(ctx context.Context, maps []argmap.ID) (map[argmap.ID]int, error)
	// StaleQuestions gives at most limit Active maps with ids above after, in order, whose questions are not
	// kept for the head's revision and epoch.
	StaleQuestions(ctx context.Context, after argmap.ID, limit int) ([]argmap.ID, error)

	// PutSource keeps a source with its bytes as they came and its paragraphs, all or nothing. An id that
	// is taken is INVALID "id.taken".
	PutSource(ctx context.Context, s *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) error
	// UpdateSource replaces a source's own record if its revision is expected; false when it is not.
	UpdateSource(ctx context.Context, s *argmap.Source, expected argmap.Revision) (bool, error)
	// Sources gives the sources with these ids, in the order asked; unknown ids are left out.
	Sources(ctx context.Context, ids []argmap.ID) ([]*argmap.Source, error)
	// SourcesByHash gives the sources whose bytes have this SHA-256, in the order of their ids.
	SourcesByHash(ctx context.Context, sha256 string) ([]*argmap.Source, error)
	// SourceBytes gives the bytes of a source as they came; NOT_FOUND if there is no such source.
	SourceBytes(ctx context.Context, id argmap.ID) ([]byte, error)
	// Paragraphs gives the paragraphs with these ids, in the order asked; unknown ids are left out.
	Paragraphs(ctx context.Context, ids []argmap.ID) ([]*argmap.Paragraph, error)
	// SourceParagraphs gives at most limit paragraphs of a source with ordinals above after, in order.
	SourceParagraphs(ctx context.Context, source argmap.ID, after, limit int) ([]*argmap.Paragraph, error)
	// ListSources gives a page of the sources that pass the filter, newest first.
	ListSources(ctx context.Context, f SourceFilter, p Page) ([]SourceRow, error)
	// CountSources gives how many there are in all.
	CountSources(ctx context.Context, f SourceFilter) (int, error)
	// CitationsOf gives a page of the live citations of a paragraph in Active maps, each once.
	CitationsOf(ctx context.Context, paragraph argmap.ID, p Page) ([]Citing, error)

	// Search gives a page of the hits. Both stores find the same set; the ranking may differ.
	// Words without a single token are INVALID "search.empty".
	Search(ctx context.Context, f SearchFilter, p Page) ([]Hit, error)

	// Setting gives a setting of the database; false when it was never set.
	Setting(ctx context.Context, name string) (string, bool, error)
	// PutSetting sets it, or, when onlyNew, sets it only if it was never set; it tells whether it did.
	PutSetting(ctx context.Context, name, value string, onlyNew bool) (bool, error)

	// Migrations lists the schema's steps in order, applied or not. An applied step whose text has changed
	// since, or one that this program does not know, is INVALID "schema.changed" or "schema.newer".
	Migrations(ctx context.Context) ([]Migration, error)
	// Migrate takes the missing steps in order, under a lock against a second starter, and gives those it took.
	Migrate(ctx context.Context) ([]Migration, error)
	// Ready reports whether the store can be reached and its schema is current; UNAVAILABLE says why not.
	Ready(ctx context.Context) error
	// Check looks at the store's own invariants and yields what is broken.
	Check(ctx context.Context, yield func(Finding) error) error
	// MapIDs lists every map that has a log, deleted ones included and importing ones not, by id.
	MapIDs(ctx context.Context) ([]argmap.ID, error)
	// Info names the store.
	Info() Info
	// Close lets go of the store's resources; calls after it are UNAVAILABLE "store.closed".
	Close(ctx context.Context) error
}
