package main

import (
	"fmt"
	"strconv"
	"strings"

	"argmap/internal/library"
)

// size is a number of bytes, written like 512KB, 20MB or 1048576. A KB is 1,024 bytes.
type size int64

// mostSource is how large a text may be made to be: beyond it a line of a backup could not be read.
const mostSource = library.MaxBytes

// UnmarshalText reads a size.
func (s *size) UnmarshalText(text []byte) error {
	digits := strings.ToUpper(strings.TrimSpace(string(text)))
	factor := int64(1)
	for _, unit := range []struct {
		name   string
		factor int64
	}{{"KB", 1 << 10}, {"MB", 1 << 20}, {"GB", 1 << 30}, {"B", 1}} {
		if cut, ok := strings.CutSuffix(digits, unit.name); ok {
			digits, factor = strings.TrimSpace(cut), unit.factor
			break
		}
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil {
		return fmt.Errorf("%q is not a size like 20MB", text)
	}
	*s = size(n * factor)
	return nil
}

// String writes it in the largest unit that fits.
func (s size) String() string {
	switch {
	case s >= 1<<20 && s%(1<<20) == 0:
		return fmt.Sprintf("%dMB", s>>20)
	case s >= 1<<10 && s%(1<<10) == 0:
		return fmt.Sprintf("%dKB", s>>10)
	}
	return fmt.Sprintf("%dB", int64(s))
}
