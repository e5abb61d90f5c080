package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// Load streams every live record of a map with the revision that last set it, all of one moment: types
// in the order of argmap.RecordTypes, records of one type in the order of their ids.
func (s *Store) Load(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) (err error) {
	defer s.guard(ctx, &err, "load a map")
	return s.view(ctx, func(v view) error {
		row, err := v.mapRow(m)
		if err != nil {
			return err
		}
		switch row.State {
		case store.Deleted, store.Importing:
			return errNoMap(m)
		case store.Rebuilding:
			return fault.New(fault.Unavailable, "map.rebuilding", "map %s is being made anew from its log; try again", m)
		case store.Active:
		}
		return v.records(row.n, func(e argmap.Entry) error {
			if err := yield(e); err != nil {
				return yielded{err}
			}
			return nil
		})
	})
}

// records yields a map's records in the order of Load.
func (v view) records(m int64, yield func(argmap.Entry) error) error {
	for _, t := range argmap.RecordTypes() {
		text, reader := reading(t)
		rows, err := v.query(text, m)
		if err != nil {
			return err
		}
		if reader == nil {
			err = loadCitations(rows, yield)
		} else {
			err = stream(rows, reader, yield)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// stream yields what a reader makes of each row.
func stream(rows *sql.Rows, reader func() ([]any, func() argmap.Entry), yield func(argmap.Entry) error) error {
	dest, entry := reader()
	return each(rows, func(r *sql.Rows) error {
		if err := r.Scan(dest...); err != nil {
			return err
		}
		return yield(entry())
	})
}

// reading gives the statement that reads a map's records of a type, and the reader of one row; no
// reader for citations, which span rows.
func reading(t argmap.RecordType) (string, func() ([]any, func() argmap.Entry)) {
	switch t {
	case argmap.TypeProperties:
		return selectProperties, propertiesReader
	case argmap.TypeVoice:
		return selectVoices, voiceReader
	case argmap.TypeElement:
		return selectElements, elementReader
	case argmap.TypeRow:
		return selectRows, rowReader
	case argmap.TypeCommitment:
		return selectCommitments, commitmentReader
	case argmap.TypeLink:
		return selectLinks, linkReader
	case argmap.TypeCitation:
		return selectCitations, nil
	case argmap.TypeLeftover:
		return selectLeftovers, leftoverReader
	}
	return "", nil
}
