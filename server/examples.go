package main

import (
	"bytes"
	"time"

	"argmap/examples"
	"argmap/internal/exchange"
	"argmap/internal/store"
)

// settingExamples is the setting that says when the examples were loaded, or that they were not
// wanted, so that maps which somebody has deleted do not come back.
const settingExamples = "examples.loaded"

// loadExamples brings the example maps into an empty embedded store on its first start, and into any
// store when they are asked for; once in the life of a database.
func (c *serveCommand) loadExamples(s *session, h *house) error {
	if c.Example != nil && !*c.Example || c.Example == nil && s.settings.Store != storeSQLite {
		return nil
	}
	_, done, err := h.store.Setting(s.ctx, settingExamples)
	if err != nil || done {
		return err
	}
	if c.Example == nil {
		if used, err := s.used(h.store); used || err != nil {
			return err
		}
	}
	bring := exchange.New(h.store, s.clock)
	for _, name := range examples.Maps() {
		text, err := examples.Read(name)
		if err != nil {
			return err
		}
		if _, err := bring.Restore(s.ctx, bytes.NewReader(text)); err != nil {
			return err
		}
		h.log.Info().Str("example", name).Msg("loaded an example")
	}
	_, err = h.store.PutSetting(s.ctx, settingExamples, s.clock().UTC().Format(time.RFC3339), true)
	return err
}

// used reports whether a store holds anything already.
func (s *session) used(st store.Store) (bool, error) {
	maps, err := st.MapIDs(s.ctx)
	if err != nil || len(maps) > 0 {
		return true, err
	}
	n, err := st.CountSources(s.ctx, store.SourceFilter{Withdrawn: true})
	return n > 0, err
}
