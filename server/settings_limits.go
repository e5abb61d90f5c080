package main

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"argmap/internal/httpapi"
)

// limitSettings bound what requests may take.
type limitSettings struct {
	MaxRequest  size          `env:"ARGMAP_MAX_REQUEST" default:"4MB" placeholder:"SIZE" help:"Size of the largest GraphQL request."`
	RequestTime time.Duration `env:"ARGMAP_REQUEST_TIME" default:"30s" help:"How long a request may take, uploads of texts aside, and how long the making of one live event."`
	MaxDepth    int           `env:"ARGMAP_MAX_DEPTH" default:"24" help:"How deep the fields of an operation may be nested."`
	MaxCost     int           `env:"ARGMAP_MAX_COST" default:"5000" help:"How many rows an operation may make the store read, if every page is full."`
	MaxRows     int           `env:"ARGMAP_MAX_ROWS" default:"50000" help:"How many objects the lists of one answer may hold in all."`
	Working     int           `env:"ARGMAP_WORKING" default:"64" help:"How many GraphQL operations are answered at once."`
	Waiting     int           `env:"ARGMAP_WAITING" default:"256" help:"How many more may wait for their turn; those beyond get 503."`
	MaxStreams  int           `env:"ARGMAP_MAX_STREAMS" default:"10000" help:"How many WebSockets and event streams may be open at once."`
	Heartbeat   time.Duration `env:"ARGMAP_HEARTBEAT" default:"25s" help:"How often a WebSocket is asked for a sign of life, and at least how often an event stream gives one."`
}

// apply sets the limits, unless one cannot be meant: then its error names the setting.
func (l *limitSettings) apply(o *httpapi.Options) error {
	const most = 1_000_000
	err := errors.Join(
		within("ARGMAP_MAX_REQUEST (--max-request)", l.MaxRequest, 1<<10, mostSource),
		within("ARGMAP_REQUEST_TIME (--request-time)", l.RequestTime, time.Second, time.Hour),
		within("ARGMAP_MAX_DEPTH (--max-depth)", l.MaxDepth, 1, 100),
		within("ARGMAP_MAX_COST (--max-cost)", l.MaxCost, 1, most),
		within("ARGMAP_MAX_ROWS (--max-rows)", l.MaxRows, 1, most),
		within("ARGMAP_WORKING (--working)", l.Working, 1, most),
		within("ARGMAP_WAITING (--waiting)", l.Waiting, 1, most),
		within("ARGMAP_MAX_STREAMS (--max-streams)", l.MaxStreams, 1, most),
		within("ARGMAP_HEARTBEAT (--heartbeat)", l.Heartbeat, time.Second, time.Hour),
	)
	if err != nil {
		return usageError{err}
	}
	o.BodyLimit, o.Deadline = int64(l.MaxRequest), l.RequestTime
	o.Limits.Depth, o.Limits.Cost, o.Limits.Rows = l.MaxDepth, l.MaxCost, l.MaxRows
	o.Working, o.Waiting = l.Working, l.Waiting
	o.Live.Streams, o.Live.Ping, o.Live.Comment = l.MaxStreams, l.Heartbeat, l.Heartbeat/2
	return nil
}

// within refuses a value that is out of its bounds.
func within[T cmp.Ordered](name string, value, least, most T) error {
	if value < least || value > most {
		return fmt.Errorf("%s is %v; it must be %v to %v", name, value, least, most)
	}
	return nil
}
