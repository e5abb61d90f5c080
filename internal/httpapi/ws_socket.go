package httpapi

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"

	"argmap/graph"
)

// socket is one connection that speaks graphql-transport-ws. One goroutine waits for it; every operation
// runs on one of its own, and writes for itself when it holds the one slot. So nothing is queued:
// while the socket is full its operations wait, and ask for no further events.
type socket struct {
	*streams
	conn  *websocket.Conn
	quiet *quietConn
	start time.Time
	exec  graphql.GraphExecutor
	// ctx ends with the socket, and its cause is a closeError.
	ctx context.Context //nolint:containedctx // lives as long as the socket
	end context.CancelCauseFunc
	// slot holds one token, which who writes has taken.
	slot chan struct{}
	// hung is closed when the connection is.
	hung chan struct{}
	// admitted: the token came with the header, or none is needed.
	admitted bool
	// heard: a message came since the last ping.
	heard atomic.Bool
	// pulse calls check.
	pulse *time.Timer

	mu sync.Mutex
	// introduced and acknowledged are the two halves of the beginning.
	introduced, acknowledged bool
	running                  []*running
	working                  int
	left                     bool
	workers                  sync.WaitGroup
	served                   int
}

func newSocket(ctx context.Context, s *streams, conn *websocket.Conn, quiet *quietConn, exec graphql.GraphExecutor) *socket {
	k := &socket{streams: s, conn: conn, quiet: quiet, exec: exec, start: s.Clock(), slot: make(chan struct{}, 1), hung: make(chan struct{})}
	k.ctx, k.end = context.WithCancelCause(ctx)
	k.heard.Store(true)
	return k
}

// open prepares the socket for live, which has a small stack.
func (k *socket) open() {
	k.pulse = time.AfterFunc(time.Hour, k.check)
	k.pulse.Reset(k.Live.InitWait)
	context.AfterFunc(k.ctx, k.hangUp)
	if k.conn.Subprotocol() != subprotocol {
		k.end(errSubprotocol)
	}
}

// live waits for messages until one of them, or the lack of any, ends the socket. Whatever they ask
// for is done on goroutines that go with it, so that waiting takes no more memory than it must.
func (k *socket) live() {
	for k.ctx.Err() == nil {
		why := k.quiet.wait()
		if why == nil {
			why = k.message()
		}
		if why != nil {
			k.end(broken(why))
		}
	}
	k.close()
}

// close waits until nothing of the socket is left.
func (k *socket) close() {
	<-k.hung
	k.leaveNobody()
	k.pulse.Stop()
	k.log()
	k.streams.leave()
}

// leaveNobody waits for whoever still works for the socket, and lets nobody begin.
func (k *socket) leaveNobody() {
	k.mu.Lock()
	k.left = true
	k.mu.Unlock()
	k.workers.Wait()
}

// begin counts somebody who works for the socket, until workers.Done; false when it is too late.
func (k *socket) begin() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.left {
		k.workers.Add(1)
	}
	return !k.left
}

// message reads one message and does what it asks for.
func (k *socket) message() error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				logPanic(k.ctx, p)
				done <- errInternal
			}
		}()
		kind, text, err := k.conn.Read(context.Background()) // the connection ends with hangUp
		if err == nil {
			k.heard.Store(true)
			err = k.handle(kind, text)
		}
		done <- err
	}()
	return <-done
}

// broken gives the reason to close a socket for an error: its own, or that the client closed or is
// gone, or breaks the rules of sockets.
func broken(err error) error {
	if why, ok := errors.AsType[closeError](err); ok {
		return why
	}
	if websocket.CloseStatus(err) != -1 || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) {
		return errGone
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return errGone
	}
	return errMalformed
}

// hangUp closes the connection when nobody writes any more, and tells the client why.
func (k *socket) hangUp() {
	defer close(k.hung)
	k.slot <- struct{}{} // for good; who writes has a deadline
	why := closingOf(k.ctx)
	if why == errGone {
		_ = k.conn.CloseNow()
		return
	}
	_ = k.conn.Close(why.code, why.reason) // the client may be gone before it
}

// check looks after the socket now and then: that it introduces itself, and then that it is alive.
func (k *socket) check() {
	if !k.begin() {
		return
	}
	defer k.workers.Done()
	k.mu.Lock()
	introduced := k.introduced
	k.mu.Unlock()
	if !introduced {
		k.end(errInitTimeout)
		return
	}
	k.keepAlive()
	k.pulse.Reset(k.Live.Ping)
}

// keepAlive asks for a sign of life, and ends a socket that gave none since the last time.
func (k *socket) keepAlive() {
	if !k.heard.Swap(false) {
		k.end(errSilent)
		return
	}
	select {
	case k.slot <- struct{}{}:
		k.write(pingMessage)
		<-k.slot
	default: // somebody is writing: that says as much
		k.heard.Store(true)
	}
}

// take waits for the slot; it is false when the socket ends before. An operation that ends with its
// socket must not tell of it: the client hears the reason for closing, and nothing after it.
func (k *socket) take() bool {
	select {
	case k.slot <- struct{}{}:
	case <-k.ctx.Done():
		return false
	}
	if k.ctx.Err() != nil {
		<-k.slot
		return false
	}
	return true
}

// write sends a message; the caller holds the slot. A client that does not take it in time is told
// why it is sent away as soon as the message is through, and cut off if it never gets there.
func (k *socket) write(text []byte) bool {
	late := time.AfterFunc(k.Live.WriteWait, func() { k.end(errSlow) })
	defer late.Stop()
	_ = k.quiet.SetWriteDeadline(deadline(k.Live.WriteWait * 3 / 2)) // a context would be kept by the connection
	if err := k.conn.Write(context.Background(), websocket.MessageText, text); err != nil {
		k.end(errGone)
		_ = k.quiet.Close() // nothing gets through any more
		return false
	}
	_ = k.quiet.SetWriteDeadline(time.Time{}) // whoever closes has a time of his own
	return true
}

// send writes a message that belongs to no operation.
func (k *socket) send(text []byte) {
	if k.take() {
		k.write(text)
		<-k.slot
	}
}

// log writes one line when the socket is closed.
func (k *socket) log() {
	why := closingOf(k.ctx)
	k.Log.Info().Int("close_code", int(why.code)).Str("close_reason", why.reason).Int("operations", k.served).
		Dur("duration", k.Clock().Sub(k.start)).Str("request_id", graph.RequestID(k.ctx)).Msg("socket closed")
}
