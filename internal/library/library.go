// Package library keeps texts that came in, and recognises those that are there already. It is what
// use-cases share that bring texts in.
package library

import (
	"context"
	"slices"
	"sync"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// MaxBytes is the largest text that can be kept: beyond it a line of a backup could not be read.
const MaxBytes = 50 << 20

// Store is what a library needs of a store; every store.Store is one.
type Store interface {
	// PutSource keeps a source with its bytes and paragraphs.
	PutSource(ctx context.Context, s *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) error
	// UpdateSource replaces a source's own record.
	UpdateSource(ctx context.Context, s *argmap.Source, expected argmap.Revision) (bool, error)
	// Sources gives sources; unknown ids are left out.
	Sources(ctx context.Context, ids []argmap.ID) ([]*argmap.Source, error)
	// SourcesByHash gives the sources whose bytes have this SHA-256.
	SourcesByHash(ctx context.Context, sha256 string) ([]*argmap.Source, error)
}

var _ Store = store.Store(nil)

// Library keeps texts in a store. All of a process that bring texts into one store must share one
// Library, else the same bytes that come twice at once may be kept twice.
type Library struct {
	store Store
	mu    sync.Mutex
	held  map[string]*hold
}

// hold is a hash whose text somebody is bringing in.
type hold struct {
	mu sync.Mutex
	// wanted counts who has it and who waits for it.
	wanted int
}

// New gives a Library over a store.
func New(s Store) *Library { return &Library{store: s, held: map[string]*hold{}} }

// Hold waits until nobody else brings in texts of these hashes, and keeps others waiting until release
// is called. Who looks for a text and then writes it must hold it meanwhile.
func (l *Library) Hold(hashes ...string) (release func()) {
	hashes = slices.Clone(hashes)
	slices.Sort(hashes) // two who want the same two do not wait for each other
	hashes = slices.Compact(hashes)
	for _, h := range hashes {
		l.want(h).mu.Lock()
	}
	return func() {
		for _, h := range hashes {
			l.leave(h)
		}
	}
}

func (l *Library) want(hash string) *hold {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.held[hash]
	if h == nil {
		h = &hold{}
		l.held[hash] = h
	}
	h.wanted++
	return h
}

func (l *Library) leave(hash string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.held[hash]
	h.mu.Unlock()
	if h.wanted--; h.wanted == 0 {
		delete(l.held, hash)
	}
}

// Known gives the texts with these bytes that the actor owns and that are not withdrawn, by id.
func (l *Library) Known(ctx context.Context, owner argmap.Actor, sha256 string) ([]*argmap.Source, error) {
	same, err := l.store.SourcesByHash(ctx, sha256)
	return slices.DeleteFunc(same, func(s *argmap.Source) bool {
		return s.Owner != owner || s.State != argmap.SourceActive
	}), err
}

// Put keeps a text.
func (l *Library) Put(ctx context.Context, s *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) error {
	return l.store.PutSource(ctx, s, raw, paragraphs)
}

// Withdraw marks a text withdrawn, and gives its record. since is the revision of the record that the
// caller saw, or 0; a later change is a CONFLICT. Withdrawing twice changes nothing. Only the owner
// may: for others the text is NOT_FOUND.
func (l *Library) Withdraw(ctx context.Context, actor argmap.Actor, id argmap.ID, since argmap.Revision) (*argmap.Source, error) {
	for {
		found, err := l.store.Sources(ctx, []argmap.ID{id})
		if err != nil {
			return nil, err
		}
		if len(found) == 0 || found[0].Owner != actor {
			return nil, fault.New(fault.NotFound, "source.unknown", "there is no source %q", id).At("source")
		}
		was := found[0]
		if since != 0 && was.Revision > since {
			return nil, fault.New(fault.Conflict, "source.changed", "the source was changed in revision %d, after revision %d that you saw", was.Revision, since).
				At("since").With("theirs", was).With("since", since).With("revision", was.Revision)
		}
		if was.State == argmap.SourceWithdrawn {
			return was, nil
		}
		now := *was
		now.State, now.Revision = argmap.SourceWithdrawn, was.Revision+1
		done, err := l.store.UpdateSource(ctx, &now, was.Revision)
		if err != nil || done {
			return &now, err
		}
	}
}
