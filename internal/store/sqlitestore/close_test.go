package sqlitestore_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// Readers and writers that are under way or waiting when the store closes end; none hangs.
func TestCloseUnderLoad(t *testing.T) {
	s := open(t)
	d := newDrafter()
	d.append(t, s, d.set(d.properties(), d.claim(), d.claim()))
	var wg sync.WaitGroup
	until := func(call func() error) {
		wg.Go(func() {
			for {
				if err := call(); err != nil {
					if fault.Reason(err) != "store.closed" {
						t.Errorf("got %v, want store.closed", err)
					}
					return
				}
			}
		})
	}
	for range 8 {
		until(func() error { _, err := s.PutSetting(t.Context(), "a", "1", false); return err })
		until(func() error { return s.Load(t.Context(), d.id, func(argmap.Entry) error { return nil }) })
		until(func() error { _, err := s.Heads(t.Context(), []argmap.ID{d.id}); return err })
	}
	time.Sleep(30 * time.Millisecond)
	if err := s.Close(t.Context()); err != nil {
		t.Error(err)
	}
	wg.Wait()
}

func TestLoadMayAskTheStoreFromWithin(t *testing.T) {
	s := open(t)
	d := newDrafter()
	d.append(t, s, d.set(d.properties(), d.claim()))
	stop := errors.New("stop")
	err := s.Load(t.Context(), d.id, func(argmap.Entry) error {
		if _, err := s.Heads(t.Context(), []argmap.ID{d.id}); err != nil {
			return err
		}
		d.append(t, s, d.set(d.claim()))
		return stop
	})
	if !errors.Is(err, stop) {
		t.Errorf("got %v, want the error of yield", err)
	}
}
