package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"
)

// cgroupLimit is where Linux says how much memory a container may take.
const cgroupLimit = "/sys/fs/cgroup/memory.max"

// limitMemory lets the runtime collect garbage more eagerly when the limit of the container comes near,
// instead of growing past it and being killed. GOMEMLIMIT, if it is set, is left in force. A fifth is
// left to what the runtime does not see, such as the memory of the embedded store.
func limitMemory(log zerolog.Logger) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	text, err := os.ReadFile(cgroupLimit)
	if err != nil {
		return // not in a container
	}
	if limit, ok := softLimit(string(text)); ok {
		debug.SetMemoryLimit(limit)
		log.Info().Int64("bytes", limit).Msg("memory is limited by the container")
	}
}

// softLimit gives four fifths of the limit of a container; false for none.
func softLimit(text string) (int64, bool) {
	limit, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || limit <= 0 {
		return 0, false // "max"
	}
	return limit / 5 * 4, true
}

// What counts as rest: less than so much is allocated between two looks, as health checks and the look for
// abandoned imports do.
const (
	restEvery = 5 * time.Second
	restBytes = 2 << 20
)

// giveBack returns memory to the system each time that the service comes to rest. The runtime alone keeps
// what garbage took: after a large map was loaded that is as much again as the map, and it would stay.
func giveBack(ctx context.Context) {
	tick := time.NewTicker(restEvery)
	defer tick.Stop()
	var r rest
	for {
		if r.begins(allocatedBytes()) {
			debug.FreeOSMemory()
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// rest tells when work has come to an end, by what was allocated so far.
type rest struct {
	last uint64
	busy bool
}

// begins reports whether the service was busy at the look before and is so no more.
func (r *rest) begins(allocated uint64) bool {
	was := r.busy
	r.busy = allocated-r.last >= restBytes
	r.last = allocated
	return was && !r.busy
}

// allocatedBytes is how much was allocated since the program began.
func allocatedBytes() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
