package snapshot

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"argmap/internal/fault"
)

// tokenKey condenses what a token must be used with again: which walk of which map, with what options.
func tokenKey(walk string, s *Snapshot, options ...any) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %q %#v", walk, s.id, options))
	return binary.BigEndian.Uint64(sum[:])
}

// token names a place in an answer of this revision at which it goes on.
func (s *Snapshot) token(key uint64, place int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%d.%d.%x", s.revision, s.epoch, place, key))
}

// resume gives the place that a token names; 0 for the empty token.
func (s *Snapshot) resume(key uint64, token string) (int, error) {
	if token == "" {
		return 0, nil
	}
	bad := fault.InvalidField("after", "walk.token", "this is no token of this walk with these options")
	text, err := base64.RawURLEncoding.DecodeString(token)
	parts := strings.Split(string(text), ".")
	if err != nil || len(parts) != 4 {
		return 0, bad
	}
	var numbers [3]int64
	for i := range numbers {
		if numbers[i], err = strconv.ParseInt(parts[i], 10, 64); err != nil || numbers[i] < 0 {
			return 0, bad
		}
	}
	if parts[3] != strconv.FormatUint(key, 16) {
		return 0, bad
	}
	if numbers[0] != int64(s.revision) || numbers[1] != int64(s.epoch) {
		moved := fault.New(fault.Conflict, "walk.moved", "the token is one of revision %d, the map is at %d: go on at that revision, or begin anew", numbers[0], s.revision)
		return 0, moved.At("after").With("revision", numbers[0])
	}
	return int(numbers[2]), nil
}
