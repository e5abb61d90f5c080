package installtest

import (
	"cmp"
	"os"
	"os/exec"
	"testing"
)

// NeedBrowser gives the program of a Chromium: the one that CHROMIUM names, or the first that is found.
// Without one the test is skipped, and says so.
func NeedBrowser(t testing.TB) string {
	t.Helper()
	for _, name := range []string{cmp.Or(os.Getenv("CHROMIUM"), "chromium"), "chromium-browser", "google-chrome-stable", "google-chrome"} {
		if program, err := exec.LookPath(name); err == nil {
			return program
		}
	}
	t.Skip("!! SKIPPED: this needs a Chromium; install one (Debian: apt-get install chromium), or name it: CHROMIUM=/path/to/chromium")
	return ""
}
