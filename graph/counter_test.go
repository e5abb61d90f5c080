package graph_test

import (
	"context"
	"slices"
	"sync"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// counter is a store that notes which of its methods are called.
type counter struct {
	store.Store

	mu    sync.Mutex
	calls []string
	fail  error
}

// note counts a call; when the store is to fail, it does.
func (c *counter) note(call string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls = append(c.calls, call)
	return c.fail
}

// failWith makes every call fail from now on; nil mends the store.
func (c *counter) failWith(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fail = err
}

// during gives the calls made while f runs, sorted.
func (c *counter) during(f func()) []string {
	c.mu.Lock()
	c.calls = nil
	c.mu.Unlock()
	f()
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(slices.Values(c.calls))
}

func (c *counter) Heads(ctx context.Context, maps []argmap.ID) ([]store.Head, error) {
	if err := c.note("Heads"); err != nil {
		return nil, err
	}
	return c.Store.Heads(ctx, maps)
}

func (c *counter) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	if err := c.note("Append"); err != nil {
		return store.Appended{}, err
	}
	return c.Store.Append(ctx, m, expected, sets, active)
}

func (c *counter) FindWrite(ctx context.Context, ref store.WriteRef) (store.Outcome, bool, error) {
	if err := c.note("FindWrite"); err != nil {
		return store.Outcome{}, false, err
	}
	return c.Store.FindWrite(ctx, ref)
}

func (c *counter) Load(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error {
	if err := c.note("Load"); err != nil {
		return err
	}
	return c.Store.Load(ctx, m, yield)
}

func (c *counter) Tail(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error {
	if err := c.note("Tail"); err != nil {
		return err
	}
	return c.Store.Tail(ctx, m, after, upTo, yield)
}

func (c *counter) Locate(ctx context.Context, ids []argmap.ID) ([]store.Location, error) {
	if err := c.note("Locate"); err != nil {
		return nil, err
	}
	return c.Store.Locate(ctx, ids)
}

func (c *counter) ListMaps(ctx context.Context, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
	if err := c.note("ListMaps"); err != nil {
		return nil, err
	}
	return c.Store.ListMaps(ctx, f, p)
}

func (c *counter) CountMaps(ctx context.Context, f store.MapFilter) (int, error) {
	if err := c.note("CountMaps"); err != nil {
		return 0, err
	}
	return c.Store.CountMaps(ctx, f)
}

func (c *counter) Sources(ctx context.Context, ids []argmap.ID) ([]*argmap.Source, error) {
	if err := c.note("Sources"); err != nil {
		return nil, err
	}
	return c.Store.Sources(ctx, ids)
}

func (c *counter) SourceBytes(ctx context.Context, id argmap.ID) ([]byte, error) {
	if err := c.note("SourceBytes"); err != nil {
		return nil, err
	}
	return c.Store.SourceBytes(ctx, id)
}

func (c *counter) Paragraphs(ctx context.Context, ids []argmap.ID) ([]*argmap.Paragraph, error) {
	if err := c.note("Paragraphs"); err != nil {
		return nil, err
	}
	return c.Store.Paragraphs(ctx, ids)
}

func (c *counter) SourceParagraphs(ctx context.Context, source argmap.ID, after, limit int) ([]*argmap.Paragraph, error) {
	if err := c.note("SourceParagraphs"); err != nil {
		return nil, err
	}
	return c.Store.SourceParagraphs(ctx, source, after, limit)
}

func (c *counter) ListSources(ctx context.Context, f store.SourceFilter, p store.Page) ([]store.SourceRow, error) {
	if err := c.note("ListSources"); err != nil {
		return nil, err
	}
	return c.Store.ListSources(ctx, f, p)
}

func (c *counter) CountSources(ctx context.Context, f store.SourceFilter) (int, error) {
	if err := c.note("CountSources"); err != nil {
		return 0, err
	}
	return c.Store.CountSources(ctx, f)
}

func (c *counter) CitationsOf(ctx context.Context, paragraph argmap.ID, p store.Page) ([]store.Citing, error) {
	if err := c.note("CitationsOf"); err != nil {
		return nil, err
	}
	return c.Store.CitationsOf(ctx, paragraph, p)
}

func (c *counter) Search(ctx context.Context, f store.SearchFilter, p store.Page) ([]store.Hit, error) {
	if err := c.note("Search"); err != nil {
		return nil, err
	}
	return c.Store.Search(ctx, f, p)
}

func (c *counter) ListQuestions(ctx context.Context, f store.QuestionFilter, p store.Page) ([]store.QuestionRow, error) {
	if err := c.note("ListQuestions"); err != nil {
		return nil, err
	}
	return c.Store.ListQuestions(ctx, f, p)
}

func (c *counter) CountQuestions(ctx context.Context, f store.QuestionFilter) (int, error) {
	if err := c.note("CountQuestions"); err != nil {
		return 0, err
	}
	return c.Store.CountQuestions(ctx, f)
}

func (c *counter) CountOpen(ctx context.Context, maps []argmap.ID) (map[argmap.ID]int, error) {
	if err := c.note("CountOpen"); err != nil {
		return nil, err
	}
	return c.Store.CountOpen(ctx, maps)
}
