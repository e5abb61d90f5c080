// Package installtest installs packages of other languages for tests: once for each state of the files
// that name them, into a cache of this user. A test that needs them is skipped loudly where they cannot
// be had, or fails where an environment variable requires them.
package installtest
