package main

import (
	"encoding/json"
	"fmt"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/exchange"
	"argmap/internal/fault"
)

// outcomeLine is what became of one file.
type outcomeLine struct {
	File    string         `json:"file"`
	Format  string         `json:"format,omitempty"`
	Maps    []outcomeMap   `json:"maps,omitempty"`
	Skipped string         `json:"skipped,omitempty"`
	Error   *outcomeFailed `json:"error,omitempty"`
}

// outcomeMap is what became of one map of a file.
type outcomeMap struct {
	Map      argmap.ID       `json:"map,omitempty"`
	Revision argmap.Revision `json:"revision,omitempty"`
	Title    string          `json:"title"`
	Counts   exchange.Counts `json:"counts,omitzero"`
	Repeated bool            `json:"repeated,omitempty"`
	// Known: it was in the store already, as it is in the file.
	Known    bool            `json:"known,omitempty"`
	Findings []codec.Finding `json:"findings,omitempty"`
	Losses   []codec.Loss    `json:"losses,omitempty"`
	// Written are the files that were written of it.
	Written []string `json:"written,omitempty"`
}

// outcomeFailed says why a file failed.
type outcomeFailed struct {
	Code    fault.Code     `json:"code"`
	Reason  string         `json:"reason,omitempty"`
	Message string         `json:"message"`
	Details map[string]any `json:"details,omitempty"`
}

// outcomeSummary is the last line.
type outcomeSummary struct {
	Files    int `json:"files"`
	Maps     int `json:"maps"`
	Failed   int `json:"failed"`
	Skipped  int `json:"skipped"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Losses   int `json:"losses"`
}

// outcomeFlags say how the outcome of a command on many files is told.
type outcomeFlags struct {
	JSON     bool  `name:"json" help:"Write one line of JSON for each file, and a last one that sums up."`
	Progress *bool `negatable:"" help:"Count the files as they are done; by default at a terminal."`
}

// outcome tells what becomes of files: on standard output what was asked for, beside it what failed, how
// far the work is, and what it came to.
type outcome struct {
	*session

	verb     string
	json     bool
	counting bool
	// aside: standard output is the map, so that all is told beside it.
	aside     bool
	shown     time.Time
	say       func(outcomeMap) string
	summary   outcomeSummary
	onlyError error
	// left are the files that were not come to, since one failed before them.
	left int
}

func (f outcomeFlags) outcome(s *session, verb string, say func(outcomeMap) string) *outcome {
	o := &outcome{session: s, verb: verb, json: f.JSON, say: say, counting: terminal(s.stderr)}
	if f.Progress != nil {
		o.counting = *f.Progress
	}
	return o
}

// progressEvery is how often the count is shown.
const progressEvery = 200 * time.Millisecond

func (o *outcome) progress(done, all int) {
	if now := o.clock(); o.counting && all > 1 && now.Sub(o.shown) >= progressEvery {
		o.shown = now
		o.notef("\r%d of %d files", done, all)
	}
}

// clear takes the count away before something else is said.
func (o *outcome) clear() {
	if o.counting && !o.shown.IsZero() {
		o.notef("\r%30s\r", "")
		o.shown = time.Time{}
	}
}

func (o *outcome) line(l *outcomeLine) error {
	if !o.json {
		return nil
	}
	return o.encode(l)
}

func (o *outcome) encode(v any) error {
	enc := json.NewEncoder(o.stdout)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func (o *outcome) skip(l *outcomeLine) error {
	o.summary.Skipped++
	return o.line(l)
}

func (o *outcome) done(l *outcomeLine) error {
	o.summary.Files++
	for _, m := range l.Maps {
		o.summary.Maps++
		for _, f := range m.Findings {
			switch f.Severity {
			case codec.Error:
				o.summary.Errors += f.Count()
			case codec.Warning:
				o.summary.Warnings += f.Count()
			case codec.Info:
			}
		}
		o.summary.Losses += len(m.Losses)
		if text := o.say(m); !o.json && text != "" {
			o.clear()
			tell := o.sayf
			if o.aside {
				tell = o.notef
			}
			tell("%s: %s\n", l.File, text)
		}
	}
	return o.line(l)
}

func (o *outcome) fail(l *outcomeLine, err error) error {
	o.summary.Failed++
	o.onlyError = err
	o.clear()
	o.notef("FAILED %s\n", explain(err))
	l.Error = &outcomeFailed{Code: fault.Of(err), Reason: fault.Reason(err), Message: err.Error()}
	if f, ok := asFault(err); ok {
		l.Error.Message, l.Error.Details = f.Message, f.Details
	}
	return o.line(l)
}

// end sums up. It is an error when a file failed.
func (o *outcome) end() error {
	o.clear()
	n := o.summary
	text := fmt.Sprintf("%s %d maps of %d files; %d failed, %d skipped", o.verb, n.Maps, n.Files, n.Failed, n.Skipped)
	if n.Errors+n.Warnings > 0 {
		text += fmt.Sprintf("; findings: %d errors, %d warnings", n.Errors, n.Warnings)
	}
	if n.Losses > 0 {
		text += fmt.Sprintf("; %d sorts of losses", n.Losses)
	}
	if o.left > 0 {
		text += fmt.Sprintf("; stopped there, with %d files to go: --continue goes on after one that fails", o.left)
	}
	o.notef("%s\n", text)
	if o.json {
		if err := o.encode(map[string]outcomeSummary{"summary": n}); err != nil {
			return err
		}
	}
	if n.Failed > 0 {
		return fault.New(fault.Of(o.onlyError), "files.failed", "%d of %d files failed", n.Failed, n.Files+n.Failed)
	}
	return nil
}
