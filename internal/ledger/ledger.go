package ledger

import (
	"context"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/lru"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Options say how a Ledger works. Zero fields take the defaults; NewID has none.
type Options struct {
	// Clock tells the time; the default is time.Now.
	Clock func() time.Time
	// NewID makes an id that is new everywhere.
	NewID func() argmap.ID
	// CacheBytes bounds the latest snapshots in memory, and so the size of a map; default 256 MiB.
	CacheBytes int64
	// ParagraphBytes bounds the paragraphs in memory; default 32 MiB.
	ParagraphBytes int64
	// QueueBound is how many proposals may wait for one map; default 1,024.
	QueueBound int
	// LookupInterval is how often the heads of watched maps are read; default 100 ms.
	LookupInterval time.Duration
	// LookupTimeout bounds one look-up of heads; default 10 s.
	LookupTimeout time.Duration
	// OutcomeWait bounds the search for the outcome of a write whose connection was lost; default 10 s.
	OutcomeWait time.Duration
	// CheckpointEvery is how many operations lie between two checkpoints at least; default 1,000.
	CheckpointEvery int
	// WatchTail is how many revisions a watcher may be behind before it is told to begin anew; default 1,000.
	WatchTail int
	// ImportIdle is how long an unfinished import may be silent before Sweep removes it; default 1 h.
	ImportIdle time.Duration
	// KeepQuestions makes the ledger keep the index of open questions: behind its own commits, never in
	// their way. Without it the index stays as it is (see MendQuestions).
	KeepQuestions bool
	// OnError hears of errors that no caller waits for, such as those of a checkpoint. It may be nil.
	OnError func(error)
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = time.Now //nolint:forbidigo // the documented default of a clock that was not given
	}
	if o.OnError == nil {
		o.OnError = func(error) {}
	}
	setDefault(&o.CacheBytes, 256<<20)
	setDefault(&o.ParagraphBytes, 32<<20)
	setDefault(&o.QueueBound, 1024)
	setDefault(&o.LookupInterval, 100*time.Millisecond)
	setDefault(&o.LookupTimeout, 10*time.Second)
	setDefault(&o.OutcomeWait, 10*time.Second)
	setDefault(&o.CheckpointEvery, 1000)
	setDefault(&o.WatchTail, 1000)
	setDefault(&o.ImportIdle, time.Hour)
	return o
}

func setDefault[T int | int64 | time.Duration](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

// Ledger commits to the maps of one store, and reads and follows them. Its methods may be called
// from many goroutines at once. Several ledgers, in one process or in many, may share a store.
type Ledger struct {
	store  store.Store
	o      Options
	crew   *crew
	heads  *lookups
	shelf  *shelf
	loads  *flights[argmap.ID, *snapshot.Snapshot]
	past   *lru.Cache[place, *snapshot.Snapshot]
	dives  *flights[place, *snapshot.Snapshot]
	tails  *flights[stretch, Event]
	steps  *lru.Cache[stretch, Event]
	texts  *paragraphs
	queues *queues
	hub    *hub
	marks  *marks
	agenda *agenda
}

// New makes a ledger over a store, which stays the caller's to close, after the ledger.
func New(s store.Store, o Options) *Ledger {
	o = o.withDefaults()
	c := newCrew()
	l := &Ledger{store: s, o: o, crew: c}
	l.heads = &lookups{crew: c, timeout: o.LookupTimeout, read: s.Heads}
	l.shelf = newShelf(o.CacheBytes, o.Clock)
	l.loads = newFlights[argmap.ID, *snapshot.Snapshot](c)
	l.past = lru.New(o.CacheBytes/4, func(_ place, s *snapshot.Snapshot) int64 { return s.Bytes() })
	l.dives = newFlights[place, *snapshot.Snapshot](c)
	l.tails = newFlights[stretch, Event](c)
	l.steps = lru.New(stepsBudget, func(_ stretch, e Event) int64 { return int64(1 + len(e.Changed)) })
	l.texts = newParagraphs(s, o.ParagraphBytes)
	l.queues = &queues{bound: o.QueueBound, byMap: map[argmap.ID][]*ticket{}}
	l.hub = &hub{crew: c, interval: o.LookupInterval, read: s.Heads, onError: o.OnError, topics: map[argmap.ID]*topic{}}
	l.marks = newMarks()
	if o.KeepQuestions {
		l.agenda = l.newAgenda()
	}
	return l
}

func (l *Ledger) newAgenda() *agenda {
	return &agenda{
		crew: l.crew, index: l.indexQuestions, onError: l.o.OnError, bound: agendaBound, waiting: map[argmap.ID]argmap.Revision{},
		mend: func(ctx context.Context) error {
			_, err := l.MendQuestions(ctx)
			return err
		},
	}
}

// moved tells everybody who follows a map that this ledger moved its head.
func (l *Ledger) moved(head store.Head) {
	l.hub.note(head)
	l.agenda.note(head)
}

// Close refuses new work, ends the watches, and waits until all that was begun is done. When ctx
// ends first, what is left is broken off: a write then in the store's hands is all or nothing, and
// its caller is told that its outcome is unknown.
func (l *Ledger) Close(ctx context.Context) error { return l.crew.close(ctx) }

// now is the time as change sets carry it.
func (l *Ledger) now() time.Time { return l.o.Clock().UTC().Truncate(time.Microsecond) }

func closing() error {
	return fault.New(fault.Unavailable, "service.closing", "the service is shutting down; try again in a moment").With("retryAfter", 1)
}

func unknownMap(m argmap.ID) error {
	return fault.New(fault.NotFound, "map.not_found", "there is no map %q", m).At("map")
}

// contended is what a writer is told whose every try was overtaken.
func contended() error {
	return fault.New(fault.Unavailable, "write.contended", "others change this map too fast for the change to get through; try again in a moment").At("map").With("retryAfter", 1)
}

// moving is what a reader is told who never met the map at rest.
func moving() error {
	return fault.New(fault.Unavailable, "map.moving", "the map changes faster than it can be read; try again in a moment").At("map").With("retryAfter", 1)
}
