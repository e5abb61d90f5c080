package neo4jstore

import (
	"context"
	"errors"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"argmap/internal/fault"
)

// Codes of the server that mean something of their own here.
const (
	codeConstraint      = "Neo.ClientError.Schema.ConstraintValidationFailed"
	codeBookmarkTimeout = "Neo.TransientError.Transaction.BookmarkTimeout"
	codeUnauthorized    = "Neo.ClientError.Security."
	codeTransient       = "Neo.TransientError."
	codeCluster         = "Neo.ClientError.Cluster."
	codeTimedOutClient  = "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"
	codeTimedOut        = "Neo.ClientError.Transaction.TransactionTimedOut"
	codeTerminated      = "Neo.ClientError.Transaction.Terminated"
	codeNoDatabase      = "Neo.ClientError.Database.DatabaseNotFound"
)

// classify makes a *fault.Error of what the driver gave, by type and code and never by message.
func classify(err error) error {
	var known *fault.Error
	var server *neo4j.Neo4jError
	var auth *neo4j.InvalidAuthenticationError
	var token *neo4j.TokenExpiredError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.As(err, &server):
		return classifyServer(server)
	case errors.As(err, &auth), errors.As(err, &token):
		return badCredentials(err)
	case lost(err), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return unavailable("neo4j.unreachable", "the database cannot be reached", err)
	case neo4j.IsRetryable(err): // no free connection in time
		return unavailable("neo4j.busy", "the database has no free connection", err)
	}
	return fault.New(fault.Internal, "neo4j.error", "the database did not understand the service").Because(err)
}

func classifyServer(e *neo4j.Neo4jError) error {
	switch {
	case e.Code == codeConstraint:
		return fault.New(fault.Conflict, "neo4j.constraint", "something of this name is already there").Because(e)
	case outOfMemory(e.Code):
		return fault.New(fault.Exhausted, "neo4j.memory", "the database has not enough memory for this").Because(e)
	case strings.HasPrefix(e.Code, codeUnauthorized):
		return badCredentials(e)
	case timedOut(e.Code):
		return unavailable("neo4j.timeout", "the database took too long", e)
	case e.Code == codeNoDatabase, strings.HasPrefix(e.Code, codeTransient), strings.HasPrefix(e.Code, codeCluster):
		return unavailable("neo4j.transient", "the database cannot do this now", e)
	}
	return fault.New(fault.Internal, "neo4j.error", "the database did not understand the service").Because(e)
}

func outOfMemory(code string) bool {
	switch code {
	case "Neo.TransientError.General.OutOfMemoryError",
		"Neo.TransientError.General.MemoryPoolOutOfMemoryError",
		"Neo.TransientError.General.TransactionMemoryLimit",
		"Neo.TransientError.General.TransactionOutOfMemoryError",
		"Neo.DatabaseError.General.OutOfMemoryError",
		"Neo.TransientError.General.StackOverFlowError":
		return true
	}
	return false
}

func timedOut(code string) bool {
	return code == codeTimedOut || code == codeTimedOutClient || code == codeTerminated
}

func unavailable(reason, message string, err error) error {
	return fault.New(fault.Unavailable, reason, "%s", message).Because(err)
}

func badCredentials(err error) error {
	return fault.New(fault.Internal, "neo4j.credentials",
		"the database refuses the service's user name or password; check the configuration").Because(err)
}

// violated reports whether a uniqueness constraint refused a write.
func violated(err error) bool { return fault.Reason(err) == "neo4j.constraint" }
