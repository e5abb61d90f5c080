package sqlitestore

import "context"

const selectSetting = `SELECT value FROM settings WHERE name = ?1`

// Setting gives a setting of the database; false when it was never set.
func (s *Store) Setting(ctx context.Context, name string) (value string, found bool, err error) {
	defer s.guard(ctx, &err, "read a setting")
	found, err = s.one(ctx, []any{&value}, selectSetting, name)
	return value, found, err
}

const putSetting = `INSERT INTO settings (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value`

const newSetting = `INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING`

// PutSetting sets a setting, or, when onlyNew, sets it only if it was never set; it tells whether it did.
func (s *Store) PutSetting(ctx context.Context, name, value string, onlyNew bool) (did bool, err error) {
	defer s.guard(ctx, &err, "put a setting")
	text := putSetting
	if onlyNew {
		text = newSetting
	}
	err = s.write(ctx, func(t *transaction) error {
		n, err := t.exec(text, name, value)
		did = n > 0
		return err
	})
	return did && err == nil, err
}
