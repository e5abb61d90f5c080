package neo4jstore

import (
	"context"
	"testing"
	"time"

	"argmap/internal/fault"
)

// TestDrainWaitsForCallsThatNobodyHears holds a call back whose caller has left.
func TestDrainWaitsForCallsThatNobodyHears(t *testing.T) {
	var u underway
	caller, leave := context.WithCancel(t.Context())
	running, goOn, ended := make(chan struct{}), make(chan struct{}), false
	left := make(chan error, 1)
	go func() {
		_, err := detached(caller, &u, time.Minute, func(context.Context) (int, error) {
			close(running)
			<-goOn
			ended = true
			return 0, nil
		})
		left <- err
	}()
	<-running
	leave()
	if err := <-left; fault.Reason(err) != "store.context" {
		t.Errorf("who leaves is told %v, want store.context", err)
	}
	if !u.close() || u.close() {
		t.Error("not the first who closes, and nobody else, is told so")
	}
	if _, err := detached(t.Context(), &u, time.Minute, func(context.Context) (int, error) { return 0, nil }); fault.Reason(err) != "store.closed" {
		t.Errorf("a call after the end: %v, want store.closed", err)
	}
	close(goOn)
	u.drain(t.Context())
	if !ended {
		t.Error("a call was under way after the store had waited for it")
	}
}

// TestDrainEndsWithItsContext does not wait for ever.
func TestDrainEndsWithItsContext(t *testing.T) {
	var u underway
	if err := u.begin(); err != nil {
		t.Fatal(err)
	}
	defer u.calls.Done()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	u.close()
	u.drain(ctx)
}
