package neo4jstore

import (
	"runtime"
	"time"
)

// Oldest is the oldest Neo4j of the 5.26 line that the store works with.
const Oldest = "5.26.30"

// Options say where the database is and how long to wait for it. Only URI is required.
type Options struct {
	// URI is the address: neo4j://host:7687, or bolt:// for one server without routing.
	URI string
	// Username and Password are the credentials; both empty when the server asks for none.
	Username, Password string
	// Database is the database's name; "neo4j" when empty.
	Database string
	// MaxPool is the greatest number of connections; 8 for each core, at least 16, when 0.
	MaxPool int
	// Timeout bounds a statement that answers a request; 10 s when 0.
	Timeout time.Duration
	// LongTimeout bounds a statement that works on a whole map or on the schema; 2 minutes when 0.
	LongTimeout time.Duration
	// RetryFor bounds how long a call is tried again after deadlocks and lost connections; 5 s when 0.
	RetryFor time.Duration
	// AcquireTimeout bounds the wait for a free connection; 2 s when 0.
	AcquireTimeout time.Duration
	// Eager makes Open fail when the database cannot be reached or is too old. Otherwise Open
	// succeeds, and calls are UNAVAILABLE until the database is there.
	Eager bool
	// Now is the clock, for the times of migrations; time.Now when nil.
	Now func() time.Time
}

func (o Options) withDefaults() Options {
	if o.Database == "" {
		o.Database = "neo4j"
	}
	if o.MaxPool == 0 {
		o.MaxPool = max(16, 8*runtime.GOMAXPROCS(0))
	}
	defaultTo(&o.Timeout, 10*time.Second)
	defaultTo(&o.LongTimeout, 2*time.Minute)
	defaultTo(&o.RetryFor, 5*time.Second)
	defaultTo(&o.AcquireTimeout, 2*time.Second)
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the clock itself
	}
	return o
}

func defaultTo(d *time.Duration, value time.Duration) {
	if *d == 0 {
		*d = value
	}
}
