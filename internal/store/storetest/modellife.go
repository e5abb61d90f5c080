package storetest

import (
	"context"
	"slices"

	"argmap/internal/fault"
	"argmap/internal/store"
)

// Setting implements store.Store.
func (m *Model) Setting(ctx context.Context, name string) (string, bool, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return "", false, err
	}
	defer leave()
	v, ok := m.settings[name]
	return v, ok, nil
}

// PutSetting implements store.Store.
func (m *Model) PutSetting(ctx context.Context, name, value string, onlyNew bool) (bool, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	if _, old := m.settings[name]; old && onlyNew {
		return false, nil
	}
	m.settings[name] = value
	return true, nil
}

// Migrations implements store.Store.
func (m *Model) Migrations(ctx context.Context) ([]store.Migration, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return slices.Clone(m.steps), nil
}

// Migrate implements store.Store.
func (m *Model) Migrate(ctx context.Context) ([]store.Migration, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var taken []store.Migration
	for i := range m.steps {
		if m.steps[i].Applied.IsZero() {
			m.steps[i].Applied = noon()
			taken = append(taken, m.steps[i])
		}
	}
	return taken, nil
}

// Ready implements store.Store.
func (m *Model) Ready(ctx context.Context) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	for _, s := range m.steps {
		if s.Applied.IsZero() {
			return fault.New(fault.Unavailable, "schema.behind", "step %d of the schema was not taken", s.Number)
		}
	}
	return nil
}

// Check implements store.Store; a Model is always whole.
func (m *Model) Check(ctx context.Context, _ func(store.Finding) error) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	leave()
	return nil
}

// Info implements store.Store.
func (m *Model) Info() store.Info {
	return store.Info{Kind: "model", Version: "1", Address: "memory"}
}

// Close implements store.Store.
func (m *Model) Close(context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}
