package neo4jstore

import (
	"context"
	"strconv"
	"strings"

	"argmap/internal/fault"
)

// meet asks the server what it is, and refuses one that is too old.
func (s *Store) meet(ctx context.Context) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	return s.retry(ctx, func() error {
		agent, err := detached(ctx, &s.underway, s.patience(statement{}), func(ctx context.Context) (string, error) {
			info, err := s.driver.GetServerInfo(ctx)
			if err != nil {
				return "", classify(err)
			}
			return info.Agent(), nil
		})
		if err != nil {
			return err
		}
		version := strings.TrimPrefix(agent, "Neo4j/")
		if older(version, Oldest) {
			return fault.New(fault.Invalid, "neo4j.too_old",
				"the database is Neo4j %s; this service needs %s or newer", version, Oldest)
		}
		s.version.Store(&version)
		return nil
	})
}

// older reports whether version a comes before version b; both are numbers with points.
func older(a, b string) bool {
	x, y := numbers(a), numbers(b)
	for i := range y {
		n := 0
		if i < len(x) {
			n = x[i]
		}
		if n != y[i] {
			return n < y[i]
		}
	}
	return false
}

// numbers reads "5.26.30-drop1" as 5, 26, 30.
func numbers(version string) []int {
	version, _, _ = strings.Cut(version, "-")
	var out []int
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			break
		}
		out = append(out, n)
	}
	return out
}

// Ready implements store.Store.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.meet(ctx); err != nil {
		if fault.Of(err) == fault.Internal {
			return unavailable(fault.Reason(err), "the database refuses the service", err)
		}
		return err
	}
	list, err := s.Migrations(ctx)
	switch {
	case fault.Of(err) == fault.Invalid:
		return unavailable(fault.Reason(err), "the database's schema is not this program's", err)
	case err != nil:
		return err
	}
	for _, m := range list {
		if m.Applied.IsZero() {
			return fault.New(fault.Unavailable, "schema.behind", "the database lacks schema step %s; migrate it", m.Name)
		}
	}
	return s.warmUp(ctx)
}
