package httpapi

import (
	"bufio"
	"net"
	"net/http"
	"sync"
)

// What is kept for each idle socket; net/http's own buffers have 4 KiB each. A message that is longer
// than the buffer for writing takes one more write.
const (
	readBuffer  = 64
	writeBuffer = 64
	// leastBuffer is the smallest that bufio has.
	leastBuffer = 16
)

// quietConn is a connection of a socket that can be waited for: on a small stack, as thousands of
// goroutines have it that do nothing else, and without the locks of who reads messages.
type quietConn struct {
	net.Conn

	mu sync.Mutex
	// early is what was read and not handed on yet; mostly a part of room.
	early []byte
	room  [readBuffer]byte
}

// wait returns when there is something to read, or with the error that comes instead.
func (c *quietConn) wait() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.fill()
}

// fill sees to it that something is there.
func (c *quietConn) fill() error {
	if len(c.early) > 0 {
		return nil
	}
	n, err := c.Conn.Read(c.room[:])
	c.early = c.room[:n]
	if n > 0 {
		return nil
	}
	return err
}

// Read hands on what is there. A reader with the least buffer gets one byte at a time, and so none of
// the message after the one that it reads: what is left must lie where wait sees it.
func (c *quietConn) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case len(p) == 0:
		return 0, nil
	case len(p) > leastBuffer && len(c.early) == 0:
		return c.Conn.Read(p)
	case len(p) <= leastBuffer:
		p = p[:1]
	}
	if err := c.fill(); err != nil {
		return 0, err
	}
	n := copy(p, c.early)
	c.early = c.early[n:]
	return n, nil
}

// taking hands a connection over as a quiet one, with buffers of a size for thousands of idle ones.
type taking struct {
	http.ResponseWriter
	conn *quietConn
}

// Hijack takes the connection. What has already been read of it is kept.
func (t *taking) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(t.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	early, err := rw.Peek(rw.Reader.Buffered())
	if err != nil {
		return nil, nil, err
	}
	t.conn = &quietConn{Conn: conn, early: append([]byte(nil), early...)}
	return t.conn, bufio.NewReadWriter(bufio.NewReaderSize(t.conn, leastBuffer), bufio.NewWriterSize(conn, writeBuffer)), nil
}
