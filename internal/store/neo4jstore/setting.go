package neo4jstore

import (
	"context"

	"argmap/internal/fault"
)

const settingText = `MATCH (s:Setting {name: $p.name}) RETURN s.value`

const putSettingText = `
MERGE (s:Setting {name: $p.name})
SET s.value = $p.value
RETURN true`

// The writer tells which of two rivals made the setting, also when the answer of a try was lost.
const newSettingText = `
MERGE (s:Setting {name: $p.name})
ON CREATE SET s.value = $p.value, s.writer = $p.writer
RETURN coalesce(s.writer = $p.writer, false)`

// Setting implements store.Store.
func (s *Store) Setting(ctx context.Context, name string) (value string, ok bool, err error) {
	defer fault.Wrap(&err, "neo4jstore: setting")
	rows, err := s.run(ctx, statement{name: "setting", text: settingText}, params{"name": name})
	if err != nil || len(rows) == 0 {
		return "", false, err
	}
	return rows[0].Values[0].(string), true, nil
}

// PutSetting implements store.Store.
func (s *Store) PutSetting(ctx context.Context, name, value string, onlyNew bool) (done bool, err error) {
	defer fault.Wrap(&err, "neo4jstore: put setting")
	st := statement{name: "setting.put", text: putSettingText, write: true}
	if onlyNew {
		st.text = newSettingText
	}
	rows, err := s.run(ctx, st, params{"name": name, "value": value, "writer": fresh()})
	if err != nil {
		return false, err
	}
	return len(rows) > 0 && rows[0].Values[0] == true, nil
}
