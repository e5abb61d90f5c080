//go:build linux && !race

package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// restResident is what the service may take at rest, in bytes: 50 MB, and the pages of this test's own
// binary beyond those of the service, which "make bench" measures by itself.
const restResident = 55_000_000

// TestAtRest measures what the service takes after it was asked for this and that: with the examples
// loaded, the schema asked for, and more documents sent than anybody remembers.
func TestAtRest(t *testing.T) {
	s := append(onSQLite(t), "ARGMAP_EXAMPLE=true").serve(t)
	m := s.newMap(t)
	for i := range 50 {
		if _, err := s.addClaim(t.Context(), m, fmt.Sprintf("Claim %d.", i)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 600 {
		query := []string{
			`{maps{nodes{id title claims(first:50){nodes{id text rebuttals{premises{id text}}}} questions{nodes{id text status}}}}}`,
			`{search(words:"suffering people", first:20){nodes{__typename}}}`,
			`{sources{nodes{id title paragraphs(first:50){nodes{id text}}}}}`,
			`{__schema{types{name description fields{name description args{name type{name}}}}}}`,
			`{maps{nodes{` + strings.Repeat("id title description language revision ", 140) + `}}}`,
		}[i%5]
		if _, err := s.graphql(t.Context(), fmt.Sprintf("query Q%d", i)+query, nil); err != nil {
			t.Fatal(query[:50], err)
		}
	}
	t.Logf("after the last answer the service has %d bytes resident", resident(t, s.cmd.Process.Pid))
	until(t, fmt.Sprintf("the service has at most %d bytes resident", restResident), func() bool {
		return resident(t, s.cmd.Process.Pid) <= restResident
	})
	t.Logf("at rest it has %d", resident(t, s.cmd.Process.Pid))
}

// resident reads how much of a process lies in memory, in bytes.
func resident(t *testing.T, pid int) int64 {
	t.Helper()
	var size, pages int64
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err == nil {
		_, err = fmt.Sscan(string(text), &size, &pages)
	}
	if err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}
