package main

import (
	"slices"
	"time"
)

// spread is a median with its quartiles.
type spread struct{ low, median, high float64 }

func spreadOf(values []float64) spread {
	v := slices.Sorted(slices.Values(values))
	return spread{quantile(v, 0.25), quantile(v, 0.5), quantile(v, 0.75)}
}

// quantile reads a quantile off sorted values, between two of them if need be.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// ratios divides round by round, so that what slows a round down slows both.
func ratios(ours, floor []time.Duration) spread {
	out := make([]float64, len(ours))
	for i := range ours {
		out[i] = float64(ours[i]) / float64(floor[i])
	}
	return spreadOf(out)
}

// seconds gives the spread of durations.
func seconds(ds []time.Duration) spread {
	out := make([]float64, len(ds))
	for i, d := range ds {
		out[i] = d.Seconds()
	}
	return spreadOf(out)
}
