package httpapi

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"argmap/internal/fault"
)

// TestStatusTable walks every code: each has a status of its own kind, and nothing is left to chance.
func TestStatusTable(t *testing.T) {
	t.Parallel()
	want := map[fault.Code]int{
		fault.Invalid: 400, fault.NotFound: 404, fault.Conflict: 409, fault.Unauthenticated: 401, fault.Forbidden: 403,
		fault.Exhausted: 413, fault.Unavailable: 503, fault.Cancelled: 499, fault.Unimplemented: 501, fault.Internal: 500,
	}
	for _, code := range fault.Codes() {
		if got := statusOf(code); got != want[code] {
			t.Errorf("%s has status %d, want %d", code, got, want[code])
		}
	}
	for reason, status := range map[string]int{"store.full": http.StatusInsufficientStorage, "http.method": http.StatusMethodNotAllowed} {
		if got := statusFor(reason); got != status {
			t.Errorf("%s has status %d, want %d", reason, got, status)
		}
	}
}

func statusFor(reason string) int { return status(fault.New(fault.Exhausted, reason, "")) }

// TestShownSaysNothingOfTheInside holds for INTERNAL faults and for errors that are none.
func TestShownSaysNothingOfTheInside(t *testing.T) {
	t.Parallel()
	for _, err := range []error{errors.New("secret"), fault.New(fault.Internal, "secret", "secret").Because(errors.New("secret"))} {
		if got := shown(err); strings.Contains(got.Error(), "secret") || got.Code != fault.Internal {
			t.Errorf("%v is shown as %v", err, got)
		}
	}
}
