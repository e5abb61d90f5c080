package main

import (
	"context"
	"errors"
	"fmt"
	stdlog "log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"argmap/internal/httpapi"
	"argmap/internal/ledger"
	"argmap/internal/scheme"
	"argmap/internal/store"
)

// serveCommand serves.
type serveCommand struct {
	Addr         string        `env:"ARGMAP_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen on. Port 0 takes a free one. An address that other machines reach needs a token."`
	Token        string        `env:"ARGMAP_TOKEN" placeholder:"SECRET" help:"Token that requests must bring, at least 32 bytes. Better set as a variable or a file."`
	TokenFile    string        `env:"ARGMAP_TOKEN_FILE" placeholder:"FILE" help:"File that holds the token. Without the file, a fresh token is written to it."`
	Migrate      bool          `env:"ARGMAP_MIGRATE" help:"Take missing steps of the schema at the start, on Neo4j too. The embedded store always does."`
	Example      *bool         `env:"ARGMAP_EXAMPLE" negatable:"" help:"Load the example maps once; by default an empty embedded store gets them on its first start."`
	MaxSource    size          `env:"ARGMAP_MAX_SOURCE" default:"20MB" placeholder:"SIZE" help:"Size of the largest text that can be brought in."`
	DrainWait    time.Duration `env:"ARGMAP_DRAIN_WAIT" default:"0s" help:"How long to answer as before, but for /readyz, once told to stop; for load balancers."`
	ShutdownWait time.Duration `env:"ARGMAP_SHUTDOWN_WAIT" default:"30s" help:"How long requests under way may take once the server stops."`

	schemeSettings
	edgeSettings
	limitSettings
}

// Timeouts of a connection that no request has a say in.
const (
	readHeader = 10 * time.Second
	idle       = 2 * time.Minute
	maxHeader  = 64 << 10
)

// Run serves until it is told to stop.
func (c *serveCommand) Run(s *session) error {
	if err := c.check(); err != nil {
		return err
	}
	log := s.logger()
	limitMemory(log)
	token, err := c.token(log)
	if err != nil {
		return err
	}
	if token == "" && !loopback(c.Addr) {
		return usagef("ARGMAP_ADDR (--addr) is %s, which other machines can reach; set ARGMAP_TOKEN or ARGMAP_TOKEN_FILE (--token-file), or listen on 127.0.0.1", c.Addr)
	}
	options, err := c.options(token != "")
	if err != nil {
		return err
	}
	if err := c.apply(&options); err != nil {
		return err
	}
	schemes, err := c.set()
	if err != nil {
		return err
	}
	listener, err := c.listen(s.ctx, token)
	if err != nil {
		return err
	}
	defer listener.Close()
	st, err := s.open(true)
	if err != nil {
		return err
	}
	err = c.serve(s, &house{store: st, listener: listener, token: token, options: options, schemes: schemes, log: log})
	return errors.Join(err, closeStore(s.ctx, st))
}

func (c *serveCommand) check() error {
	if err := checkAddress(c.Addr); err != nil {
		return err
	}
	for _, d := range []struct {
		name  string
		value time.Duration
	}{{"ARGMAP_DRAIN_WAIT (--drain-wait)", c.DrainWait}, {"ARGMAP_SHUTDOWN_WAIT (--shutdown-wait)", c.ShutdownWait}} {
		if d.value < 0 {
			return usagef("%s is %s; it must not be negative", d.name, d.value)
		}
	}
	if c.MaxSource < 1 || c.MaxSource > mostSource {
		return usagef("ARGMAP_MAX_SOURCE (--max-source) is %s; it must be 1 to %s", c.MaxSource, size(mostSource))
	}
	return nil
}

// listen opens the port. A name that is called local must be so in truth when there is no token.
func (c *serveCommand) listen(ctx context.Context, token string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on ARGMAP_ADDR (--addr) %s: %w", c.Addr, err)
	}
	if token == "" && !loopback(listener.Addr().String()) {
		_ = listener.Close()
		return nil, usagef("ARGMAP_ADDR (--addr) %s is not on this machine alone; set a token, or listen on 127.0.0.1", c.Addr)
	}
	return listener, nil
}

// house is what a serving process holds.
type house struct {
	store    store.Store
	listener net.Listener
	token    string
	options  httpapi.Options
	schemes  func() *scheme.Set
	log      zerolog.Logger
	ledger   *ledger.Ledger
	edge     *httpapi.Handler
}

// serve prepares the store, answers requests, and ends in good order.
func (c *serveCommand) serve(s *session, h *house) error {
	if err := s.prepare(h.store, c.Migrate || s.settings.Store == storeSQLite); err != nil {
		return err
	}
	if err := c.loadExamples(s, h); err != nil {
		return fmt.Errorf("the examples cannot be loaded: %w", err)
	}
	h.ledger = s.ledger(h.store, func(err error) { h.log.Error().Err(err).Msg("background work failed") })
	h.edge = c.newEdge(s, h)
	srv := &http.Server{
		Handler: h.edge, ReadHeaderTimeout: readHeader, IdleTimeout: idle, MaxHeaderBytes: maxHeader,
		ErrorLog: stdlog.New(errorLines{h.log}, "", 0),
	}
	sweeping, stopSweeping := context.WithCancel(s.ctx)
	defer stopSweeping()
	go s.sweep(sweeping, h)
	s.keepQuestions(sweeping, h)
	go tendMemory(sweeping)

	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(h.listener) }()
	s.announce(h)
	var err error
	select {
	case err = <-failed:
	case <-s.ctx.Done():
	}
	return errors.Join(err, c.shutdown(h, srv))
}

// announce prints where the server is found.
func (s *session) announce(h *house) {
	base := reachable(h.listener.Addr())
	info := h.store.Info()
	s.sayf("GraphQL endpoint   %s/graphql\nExplorer           %s/\nHealth check       %s/readyz\n", base, base, base)
	h.log.Info().Str("version", programVersion()).Str("addr", h.listener.Addr().String()).
		Str("store", info.Kind).Str("store_version", info.Version).Str("store_address", info.Address).
		Bool("token", h.token != "").Msg("serving")
}

// shutdown says that the server goes away, lets the requests under way end, then the writes.
func (c *serveCommand) shutdown(h *house, srv *http.Server) error {
	h.log.Info().Msg("stopping; a second signal stops at once")
	h.edge.Drain()
	time.Sleep(c.DrainWait)
	ctx, cancel := context.WithTimeout(context.Background(), c.ShutdownWait)
	defer cancel()
	srv.RegisterOnShutdown(func() { _ = h.edge.Close(ctx) }) // at the same time; below its end is awaited
	err := srv.Shutdown(ctx)
	if err != nil {
		err = errors.Join(fmt.Errorf("requests were broken off after %s: %w", c.ShutdownWait, err), srv.Close())
	}
	err = errors.Join(err, h.edge.Close(ctx))
	if closed := h.ledger.Close(ctx); closed != nil {
		err = errors.Join(err, fmt.Errorf("writes were broken off after %s: %w", c.ShutdownWait, closed))
	}
	h.log.Info().Msg("stopped")
	return err
}

// sweepEvery is how often imports that broke off are looked for.
const sweepEvery = 10 * time.Minute

// sweep removes imports that broke off, now and then.
func (s *session) sweep(ctx context.Context, h *house) {
	for {
		swept, err := h.ledger.Sweep(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			h.log.Warn().Err(err).Msg("abandoned imports cannot be swept")
		case len(swept) > 0:
			h.log.Info().Int("maps", len(swept)).Msg("swept abandoned imports")
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(sweepEvery):
		}
	}
}

const (
	// mendEvery is how often open questions are looked for that a server which is gone did not keep.
	mendEvery = time.Minute
	// mendFirst is how long a start waits for them: a small database is up to date when it answers.
	mendFirst = time.Second
)

// keepQuestions brings what is kept of open questions up to date now and, should another server die
// before it has written, again and again.
func (s *session) keepQuestions(ctx context.Context, h *house) {
	first := make(chan struct{})
	go func() {
		for begun := false; ; begun = true {
			mended, err := h.ledger.MendQuestions(ctx)
			if !begun {
				close(first)
			}
			switch {
			case ctx.Err() != nil:
				return
			case err != nil:
				h.log.Warn().Err(err).Msg("open questions cannot be kept")
			case mended > 0:
				h.log.Debug().Int("maps", mended).Msg("brought open questions up to date")
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(mendEvery):
			}
		}
	}()
	select {
	case <-first:
	case <-time.After(mendFirst):
	case <-ctx.Done():
	}
}

// interruptible gives a context that ends with the first signal to stop; the second one ends the
// process as if nobody listened.
func interruptible(ctx context.Context) (context.Context, func()) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// errorLines takes what net/http has to say into the log.
type errorLines struct{ log zerolog.Logger }

// Write logs one line.
func (e errorLines) Write(line []byte) (int, error) {
	e.log.Warn().Str("component", "http").Msg(string(trimNewline(line)))
	return len(line), nil
}

func trimNewline(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == '\n' {
		b = b[:len(b)-1]
	}
	return b
}
