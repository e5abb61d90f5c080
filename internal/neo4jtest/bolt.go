package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// errPortTaken is wrapped by the error of a server that could not bind.
var errPortTaken = errors.New("the Bolt port is in use by another program")

// Connect opens a driver for the server; the caller closes it.
func (s *Server) Connect() (neo4j.DriverWithContext, error) {
	return connect(s.URI, s.Username, s.Password)
}

func connect(uri, user, password string) (neo4j.DriverWithContext, error) {
	d, err := neo4j.NewDriverWithContext(uri, neo4j.BasicAuth(user, password, ""), func(c *config.Config) {
		c.TelemetryDisabled = true
		c.SocketConnectTimeout = 5 * time.Second
		c.MaxTransactionRetryTime = 5 * time.Second
	})
	if err != nil {
		return nil, fmt.Errorf("neo4jtest: no driver for %s: %w", uri, err)
	}
	return d, nil
}

// awaitReady waits until the server listens, replaces the password from if
// there is one, and returns when the database answers.
func (s *Server) awaitReady(ctx context.Context, c *child, from string) error {
	if err := s.awaitPort(ctx, c); err != nil {
		return err
	}
	if from != "" {
		set := func(ctx context.Context) error { return s.setPassword(ctx, from) }
		if err := s.until(ctx, c, set); err != nil {
			return err
		}
	}
	err := s.until(ctx, c, func(ctx context.Context) error {
		return s.boltRun(ctx, database, s.opts.Password, "RETURN 1", nil)
	})
	if unauthorized(err) && from == "" {
		return fmt.Errorf("neo4jtest: the store in %s has another password; give the one it was first started with, or an empty folder: %w", s.home, err)
	}
	return err
}

// awaitPort waits until something listens on the Bolt port.
func (s *Server) awaitPort(ctx context.Context, c *child) error {
	return s.until(ctx, c, func(context.Context) error {
		conn, err := net.DialTimeout("tcp", "127.0.0.1:"+strconv.Itoa(s.opts.BoltPort), time.Second)
		if err != nil {
			return err
		}
		return conn.Close()
	})
}

// until repeats try until it works, the child is gone, ctx ends, or the
// server refuses the password.
func (s *Server) until(ctx context.Context, c *child, try func(context.Context) error) error {
	for {
		if c.gone() {
			return s.diedError(c)
		}
		err := try(ctx)
		if err == nil || unauthorized(err) {
			return err
		}
		select {
		case <-c.done:
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return fmt.Errorf("neo4jtest: the server did not answer in time (%w): %w; its last lines:\n%s", ctx.Err(), err, s.consoleTail())
		}
	}
}

func (s *Server) diedError(c *child) error {
	tail := s.consoleTail()
	if strings.Contains(tail, "Address already in use") || strings.Contains(tail, "PortBindException") {
		return fmt.Errorf("neo4jtest: 127.0.0.1:%d: %w; its last lines:\n%s", s.opts.BoltPort, errPortTaken, tail)
	}
	return fmt.Errorf("neo4jtest: the server ended before it answered (%v); its last lines:\n%s", c.err, tail)
}

func (s *Server) setPassword(ctx context.Context, from string) error {
	return s.boltRun(ctx, "system", from, "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
		map[string]any{"old": from, "new": s.opts.Password})
}

// boltRun runs one statement over a connection of its own.
func (s *Server) boltRun(ctx context.Context, db, password, text string, params map[string]any) error {
	d, err := connect("bolt://127.0.0.1:"+strconv.Itoa(s.opts.BoltPort), username, password)
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	return runOne(ctx, d, db, text, params, nil)
}

// runOne runs an auto-commit statement and hands each row to row.
func runOne(ctx context.Context, d neo4j.DriverWithContext, db, text string, params map[string]any, row func(*neo4j.Record)) error {
	session := d.NewSession(ctx, neo4j.SessionConfig{DatabaseName: db})
	defer session.Close(ctx)
	result, err := session.Run(ctx, text, params)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		if row != nil {
			row(result.Record())
		}
	}
	return result.Err()
}

func unauthorized(err error) bool {
	var e *neo4j.Neo4jError
	return errors.As(err, &e) && e.Code == "Neo.ClientError.Security.Unauthorized"
}
