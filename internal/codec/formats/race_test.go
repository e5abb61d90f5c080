//go:build race

package formats_test

// underRace tells whether the race detector looks on.
const underRace = true
