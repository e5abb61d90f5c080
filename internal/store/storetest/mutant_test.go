package storetest

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// mutant is a Model with one small wrong, which some law must notice.
type mutant struct {
	wrong string
	bend  func(s store.Store) *bent
}

// TestEveryMutantBreaksALaw shows that the suite has teeth: it fails on every store that is slightly wrong.
func TestEveryMutantBreaksALaw(t *testing.T) {
	for _, m := range slices.Concat(writeMutants(), readMutants(), listMutants(), questionMutants(), lifeMutants(), importMutants()) {
		t.Run(m.wrong, func(t *testing.T) {
			t.Parallel()
			broken := brokenLaws(t, m.harness())
			if len(broken) == 0 {
				t.Fatal("got no broken law, want at least one")
			}
			t.Logf("%d laws broken, the first: %s", len(broken), broken[0])
		})
	}
}

// TestAnUnbentMutantBreaksNoLaw shows that what the mutants break is broken by their wrongs alone.
func TestAnUnbentMutantBreaksNoLaw(t *testing.T) {
	m := mutant{"nothing", func(s store.Store) *bent { return &bent{Store: s} }}
	if broken := brokenLaws(t, m.harness()); len(broken) > 0 {
		t.Fatalf("got broken laws %q, want none", broken)
	}
}

func (m mutant) harness() Harness {
	open := func(model *Model) store.Store {
		b := m.bend(model)
		b.model = model
		return b
	}
	return Harness{
		Open:           func(testing.TB) store.Store { return open(NewModel()) },
		OpenUnmigrated: func(testing.TB) store.Store { return open(NewUnmigratedModel()) },
		Reopen:         func(_ testing.TB, s store.Store) store.Store { return open(s.(*bent).model.Reopen()) },
		Concurrent:     true,
	}
}

// brokenLaws gives the names of the laws that a store breaks, each tried on a store of its own; only
// the first one, unless the test is verbose.
func brokenLaws(tb testing.TB, h Harness) []string {
	tb.Helper()
	var broken []string
	for _, a := range aspects() {
		for _, l := range a.laws {
			if why := l.broken(tb, h); why != "" {
				broken = append(broken, a.name+": "+l.name+"\n"+why)
				if !testing.Verbose() {
					return broken
				}
			}
		}
	}
	return broken
}

// broken runs a law apart and gives what it complained of.
func (l law) broken(tb testing.TB, h Harness) string {
	r := &recorder{TB: tb}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil {
				r.Errorf("panic: %v", p)
			}
		}()
		l.check(l.world(r, h))
	}()
	<-done
	return r.complaint
}

// recorder is a test that keeps its failure to itself.
type recorder struct {
	testing.TB
	mu        sync.Mutex
	complaint string
}

func (r *recorder) Helper()        {}
func (r *recorder) Cleanup(func()) {}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.complaint == "" {
		r.complaint = fmt.Sprintf(format, args...)
	}
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

// bent is a store some of whose methods are replaced.
type bent struct {
	store.Store
	model        *Model
	append       appender
	heads        func(ctx context.Context, ids []argmap.ID) ([]store.Head, error)
	load         func(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error
	tail         func(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error
	findWrite    func(ctx context.Context, ref store.WriteRef) (store.Outcome, bool, error)
	locate       func(ctx context.Context, ids []argmap.ID) ([]store.Location, error)
	nearest      func(ctx context.Context, m argmap.ID, atMost argmap.Revision) (store.Checkpoint, bool, error)
	putCheck     func(ctx context.Context, c store.Checkpoint) error
	redact       func(ctx context.Context, r store.Redaction) (store.Appended, error)
	listMaps     func(ctx context.Context, f store.MapFilter, p store.Page) ([]store.MapRow, error)
	countMaps    func(ctx context.Context, f store.MapFilter) (int, error)
	listSources  func(ctx context.Context, f store.SourceFilter, p store.Page) ([]store.SourceRow, error)
	search       func(ctx context.Context, f store.SearchFilter, p store.Page) ([]store.Hit, error)
	citationsOf  func(ctx context.Context, paragraph argmap.ID, p store.Page) ([]store.Citing, error)
	putQuestions func(ctx context.Context, q store.Questions) (bool, error)
	questions    func(ctx context.Context, f store.QuestionFilter, p store.Page) ([]store.QuestionRow, error)
	countOpen    func(ctx context.Context, f store.QuestionFilter) (int, error)
	openIn       func(ctx context.Context, maps []argmap.ID) (map[argmap.ID]int, error)
	stale        func(ctx context.Context, after argmap.ID, limit int) ([]argmap.ID, error)
	updateSource func(ctx context.Context, s *argmap.Source, expected argmap.Revision) (bool, error)
}

func or[F any](own F, is bool, inner F) F {
	if is {
		return own
	}
	return inner
}

func (b *bent) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	return or(b.append, b.append != nil, b.Store.Append)(ctx, m, expected, sets, active)
}

func (b *bent) Heads(ctx context.Context, ids []argmap.ID) ([]store.Head, error) {
	return or(b.heads, b.heads != nil, b.Store.Heads)(ctx, ids)
}

func (b *bent) Load(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error {
	return or(b.load, b.load != nil, b.Store.Load)(ctx, m, yield)
}

func (b *bent) Tail(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error {
	return or(b.tail, b.tail != nil, b.Store.Tail)(ctx, m, after, upTo, yield)
}

func (b *bent) FindWrite(ctx context.Context, ref store.WriteRef) (store.Outcome, bool, error) {
	return or(b.findWrite, b.findWrite != nil, b.Store.FindWrite)(ctx, ref)
}

func (b *bent) Locate(ctx context.Context, ids []argmap.ID) ([]store.Location, error) {
	return or(b.locate, b.locate != nil, b.Store.Locate)(ctx, ids)
}

func (b *bent) NearestCheckpoint(ctx context.Context, m argmap.ID, atMost argmap.Revision) (store.Checkpoint, bool, error) {
	return or(b.nearest, b.nearest != nil, b.Store.NearestCheckpoint)(ctx, m, atMost)
}

func (b *bent) PutCheckpoint(ctx context.Context, c store.Checkpoint) error {
	return or(b.putCheck, b.putCheck != nil, b.Store.PutCheckpoint)(ctx, c)
}

func (b *bent) Redact(ctx context.Context, r store.Redaction) (store.Appended, error) {
	return or(b.redact, b.redact != nil, b.Store.Redact)(ctx, r)
}

func (b *bent) ListMaps(ctx context.Context, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
	return or(b.listMaps, b.listMaps != nil, b.Store.ListMaps)(ctx, f, p)
}

func (b *bent) CountMaps(ctx context.Context, f store.MapFilter) (int, error) {
	return or(b.countMaps, b.countMaps != nil, b.Store.CountMaps)(ctx, f)
}

func (b *bent) ListSources(ctx context.Context, f store.SourceFilter, p store.Page) ([]store.SourceRow, error) {
	return or(b.listSources, b.listSources != nil, b.Store.ListSources)(ctx, f, p)
}

func (b *bent) Search(ctx context.Context, f store.SearchFilter, p store.Page) ([]store.Hit, error) {
	return or(b.search, b.search != nil, b.Store.Search)(ctx, f, p)
}

func (b *bent) CitationsOf(ctx context.Context, paragraph argmap.ID, p store.Page) ([]store.Citing, error) {
	return or(b.citationsOf, b.citationsOf != nil, b.Store.CitationsOf)(ctx, paragraph, p)
}

func (b *bent) UpdateSource(ctx context.Context, s *argmap.Source, expected argmap.Revision) (bool, error) {
	return or(b.updateSource, b.updateSource != nil, b.Store.UpdateSource)(ctx, s, expected)
}

func (b *bent) PutQuestions(ctx context.Context, q store.Questions) (bool, error) {
	return or(b.putQuestions, b.putQuestions != nil, b.Store.PutQuestions)(ctx, q)
}

func (b *bent) ListQuestions(ctx context.Context, f store.QuestionFilter, p store.Page) ([]store.QuestionRow, error) {
	return or(b.questions, b.questions != nil, b.Store.ListQuestions)(ctx, f, p)
}

func (b *bent) CountQuestions(ctx context.Context, f store.QuestionFilter) (int, error) {
	return or(b.countOpen, b.countOpen != nil, b.Store.CountQuestions)(ctx, f)
}

func (b *bent) CountOpen(ctx context.Context, maps []argmap.ID) (map[argmap.ID]int, error) {
	return or(b.openIn, b.openIn != nil, b.Store.CountOpen)(ctx, maps)
}

func (b *bent) StaleQuestions(ctx context.Context, after argmap.ID, limit int) ([]argmap.ID, error) {
	return or(b.stale, b.stale != nil, b.Store.StaleQuestions)(ctx, after, limit)
}
