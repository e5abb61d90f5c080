package main

import (
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"argmap/graph"
	"argmap/internal/httpapi"
)

// defaultLimits are the settings as they are when nobody sets anything.
func defaultLimits(t *testing.T) limitSettings {
	t.Helper()
	var l limitSettings
	parser, err := kong.New(&l)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(nil); err != nil {
		t.Fatal(err)
	}
	return l
}

// TestLimitSettings refuses what cannot be meant, and names the setting at fault.
func TestLimitSettings(t *testing.T) {
	for name, spoil := range map[string]func(*limitSettings){
		"ARGMAP_MAX_REQUEST (--max-request) is 0B; it must be 1KB to 50MB":       func(l *limitSettings) { l.MaxRequest = 0 },
		"ARGMAP_MAX_REQUEST (--max-request) is 51MB; it must be 1KB to 50MB":     func(l *limitSettings) { l.MaxRequest = 51 << 20 },
		"ARGMAP_REQUEST_TIME (--request-time) is 1ms; it must be 1s to 1h0m0s":   func(l *limitSettings) { l.RequestTime = time.Millisecond },
		"ARGMAP_MAX_DEPTH (--max-depth) is 101; it must be 1 to 100":             func(l *limitSettings) { l.MaxDepth = 101 },
		"ARGMAP_MAX_COST (--max-cost) is -1; it must be 1 to 1000000":            func(l *limitSettings) { l.MaxCost = -1 },
		"ARGMAP_MAX_ROWS (--max-rows) is 0; it must be 1 to 1000000":             func(l *limitSettings) { l.MaxRows = 0 },
		"ARGMAP_WORKING (--working) is 0; it must be 1 to 1000000":               func(l *limitSettings) { l.Working = 0 },
		"ARGMAP_WAITING (--waiting) is 0; it must be 1 to 1000000":               func(l *limitSettings) { l.Waiting = 0 },
		"ARGMAP_MAX_STREAMS (--max-streams) is 1000001; it must be 1 to 1000000": func(l *limitSettings) { l.MaxStreams = 1_000_001 },
		"ARGMAP_HEARTBEAT (--heartbeat) is 0s; it must be 1s to 1h0m0s":          func(l *limitSettings) { l.Heartbeat = 0 },
	} {
		l := defaultLimits(t)
		spoil(&l)
		if err := l.apply(&httpapi.Options{}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want %q", err, name)
		}
	}
}

// TestLimitsApply sets each limit where it belongs, and leaves the switches alone.
func TestLimitsApply(t *testing.T) {
	l := limitSettings{2048, 2 * time.Second, 3, 4, 5, 6, 7, 8, 10 * time.Second}
	got := httpapi.Options{Limits: graph.Limits{NoIntrospection: true}}
	if err := l.apply(&got); err != nil {
		t.Fatal(err)
	}
	if want := (graph.Limits{Depth: 3, Cost: 4, Rows: 5, NoIntrospection: true}); got.Limits != want {
		t.Errorf("limits are %+v, want %+v", got.Limits, want)
	}
	if want := (httpapi.LiveLimits{Streams: 8, Ping: 10 * time.Second, Comment: 5 * time.Second}); got.Live != want {
		t.Errorf("live limits are %+v, want %+v", got.Live, want)
	}
	if got.BodyLimit != 2048 || got.Deadline != 2*time.Second || got.Working != 6 || got.Waiting != 7 {
		t.Errorf("got %d bytes, %s, %d working, %d waiting", got.BodyLimit, got.Deadline, got.Working, got.Waiting)
	}
}
