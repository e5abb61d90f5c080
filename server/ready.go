package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// readyCommand asks a server that runs here; container engines call it, where there is no other
// program to do so.
type readyCommand struct {
	Addr string `env:"ARGMAP_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address that the server listens on."`
}

// askWithin bounds the question.
const askWithin = 5 * time.Second

// Run fails unless the server says that it is ready.
func (c *readyCommand) Run(s *session) error {
	if err := checkAddress(c.Addr); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(s.ctx, askWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, here(c.Addr)+"/readyz", http.NoBody)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("no server answers: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the server is not ready: it answers %s", res.Status)
	}
	_, err = fmt.Fprintln(s.stdout, "ready")
	return err
}

// here is the base address, at this machine, of a server that listens on addr.
func here(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err == nil && host == "" {
		host = "0.0.0.0"
	}
	tcp, err := net.ResolveTCPAddr("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return "http://" + addr
	}
	return reachable(tcp)
}
