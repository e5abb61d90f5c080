//go:build !race

package httpapi

// underRace tells whether the race detector looks on.
const underRace = false
