package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// shot is one request, and what must come of it.
type shot struct {
	method, target string // the target is the path with the query
	header         http.Header
	body           []byte
	status, size   int    // size is that of the answer, which every time is the same; 0 where it is not
	holds          []byte // what stands in the answer, where its size does not tell
	wire           []byte // the request as it is sent, once it is known to whom
}

// check looks at an answer in the time that there is under load.
func (s *shot) check(status int, body []byte) error {
	switch {
	case status != s.status:
		return fmt.Errorf("status %d and not %d: %.300s", status, s.status, body)
	case s.size > 0 && len(body) != s.size:
		return fmt.Errorf("an answer of %d bytes and not of %d: %.300s", len(body), s.size, body)
	case s.holds != nil && !bytes.Contains(body, s.holds):
		return fmt.Errorf("the answer lacks %q: %.300s", s.holds, body)
	}
	return nil
}

// raw is the request as bytes. The generator has them ready, as it shares its machine with whom it asks.
func (s *shot) raw(host string) []byte {
	if s.wire != nil {
		return s.wire
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\n", s.method, s.target, host)
	_ = s.header.Write(&b)
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(s.body))
	b.Write(s.body)
	return b.Bytes()
}

// way is one way to ask for something: whom, and by which requests.
type way struct {
	name string
	at   *process
	// next gives the n-th request.
	next func(n int) *shot
	// sent counts the requests, and done the answers.
	sent, done atomic.Int64
	client     *http.Client
	cells      []cell
	paces      []pace
}

// over makes a way of requests that are sent in turns.
func over(name string, at *process, shots []*shot) *way {
	for _, s := range shots {
		s.wire = s.raw(at.host())
	}
	return &way{name: name, at: at, next: func(n int) *shot { return shots[n*7919%len(shots)] }}
}

func (p *process) host() string {
	u, err := url.Parse(p.url)
	if err != nil {
		return p.url
	}
	return u.Host
}

// cell is what a closed loop gave.
type cell struct {
	answers int
	took    time.Duration
	used    usage
}

func (c cell) rate() float64 { return float64(c.answers) / c.took.Seconds() }

// loop lets clients, each with one connection, ask again as soon as they have their answer.
func (b *bench) loop(w *way, clients int, span time.Duration) (cell, error) {
	before, err := b.usage(w.at)
	if err != nil {
		return cell{}, err
	}
	counts, errs := make([]int, clients), make([]error, clients+1)
	var wait sync.WaitGroup
	began := time.Now()
	for i := range clients {
		wait.Go(func() { counts[i], errs[i] = w.ask(b.ctx, began.Add(span)) })
	}
	wait.Wait()
	c := cell{took: time.Since(began)}
	for _, n := range counts {
		c.answers += n
	}
	after, err := b.usage(w.at)
	c.used, errs[clients] = after.minus(before), err
	return c, errors.Join(errs...)
}

// mostWait bounds how long an answer may take.
const mostWait = 30 * time.Second

// ask is one client.
func (w *way) ask(ctx context.Context, until time.Time) (answers int, err error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", w.at.host())
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if err := conn.SetDeadline(until.Add(mostWait)); err != nil {
		return 0, err
	}
	in, body := bufio.NewReaderSize(conn, 64<<10), bytes.Buffer{}
	for ; time.Now().Before(until); answers++ {
		if err := w.once(conn, in, &body); err != nil {
			return answers, err
		}
	}
	return answers, nil
}

// once sends the next request and looks at its answer.
func (w *way) once(conn net.Conn, in *bufio.Reader, body *bytes.Buffer) error {
	s := w.next(int(w.sent.Add(1)))
	if _, err := conn.Write(s.raw(w.at.host())); err != nil {
		return err
	}
	status, err := answer(in, body)
	if err == nil {
		err = s.check(status, body.Bytes())
	}
	if err != nil {
		return fmt.Errorf("%s: %w", w.name, err)
	}
	w.done.Add(1)
	return nil
}

// answer reads one answer to its end.
func answer(in *bufio.Reader, body *bytes.Buffer) (status int, err error) {
	res, err := http.ReadResponse(in, nil)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	body.Reset()
	_, err = body.ReadFrom(res.Body)
	return res.StatusCode, err
}

// fetch sends one request and gives the answer and its header.
func (w *way) fetch(ctx context.Context, s *shot) ([]byte, http.Header, error) {
	base := "http://" + w.at.host()
	req, err := http.NewRequestWithContext(ctx, s.method, base+s.target, bytes.NewReader(s.body))
	if err != nil {
		return nil, nil, err
	}
	req.Header = s.header.Clone()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(res.Body); err != nil {
		return nil, nil, err
	}
	if res.StatusCode != http.StatusOK || bytes.Contains(body.Bytes(), []byte(`"errors"`)) {
		return nil, nil, fmt.Errorf("%s: status %d: %.500s", w.name, res.StatusCode, body.Bytes())
	}
	return body.Bytes(), res.Header, nil
}

// median asks so many times over one connection, one after the other, and gives the median of the times.
func (w *way) median(ctx context.Context, times int) (time.Duration, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", w.at.host())
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(mostWait)); err != nil {
		return 0, err
	}
	in, body := bufio.NewReaderSize(conn, 64<<10), bytes.Buffer{}
	took := make([]time.Duration, times)
	for i := range took {
		began := time.Now()
		if err := w.once(conn, in, &body); err != nil {
			return 0, err
		}
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return took[times/2], nil
}
