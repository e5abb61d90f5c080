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

// tendMemory gives the heap room to grow while there is work, so that the records of large maps are not
// looked through again for every few megabytes of answers, and returns memory to the system each time
// that the service comes to rest. The runtime alone keeps what garbage took: after a large map was
// loaded that is as much again as the map, and it would stay. GOGC, if it is set, is left in force.
func tendMemory(ctx context.Context) {
	tick := time.NewTicker(restEvery)
	defer tick.Stop()
	own := os.Getenv("GOGC") == ""
	var r rest
	for {
		use := memoryInUse()
		switch began := r.begins(use.allocated); {
		case began:
			if own {
				debug.SetGCPercent(leastPercent)
			}
			debug.FreeOSMemory()
		case r.busy && own:
			debug.SetGCPercent(busyPercent(use.live))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// While there is work, garbage may take up to three times what is alive; but where that is much, no
// more than mostRoom or as much again, whichever is more, and where it is less than leastLive, which is
// looked through in a millisecond, as much again.
const (
	leastPercent = 100
	mostPercent  = 300
	leastLive    = 16 << 20
	mostRoom     = 192 << 20
)

// busyPercent is how much garbage the heap may hold, in percent of what is alive.
func busyPercent(live uint64) int {
	if live < leastLive {
		return leastPercent
	}
	return int(min(mostPercent, max(leastPercent, mostRoom*100/live)))
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

// inUse is how much memory was allocated since the program began, and how much of it the last
// collection found alive, in bytes.
type inUse struct{ allocated, live uint64 }

func memoryInUse() inUse {
	samples := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(samples)
	return inUse{samples[0].Value.Uint64(), samples[1].Value.Uint64()}
}
