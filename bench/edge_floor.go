package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"time"
)

// floorAnswers are the service's own answers, which the floor decodes once and then writes.
type floorAnswers struct{ Trees, Whole []json.RawMessage }

// floorCase is a read that is held to the floor.
type floorCase struct {
	title   string
	clients int
	most    float64 // times the floor's processor time
}

var (
	floorTree  = floorCase{"a tree of 121 claims", 8, 2}
	floorWhole = floorCase{"the whole map of 10,000", 1, 1.5}
)

// floorResult is what came of it; the first way is the floor's.
type floorResult struct {
	k     floorCase
	ways  []*way
	bytes int
}

// againstFloor holds the service to a program that does nothing but write the same values.
func (e *edgeBench) againstFloor() (err error) {
	f, err := e.grown()
	if err != nil {
		return err
	}
	l, err := makeLarge(e.ctx, e.store, pick(e.quick, 1000, 10_000))
	if err != nil {
		return err
	}
	var readings []reading
	for _, n := range f.roots {
		readings = append(readings, reading{ourTree, values{"map": f.m, "root": f.claims[n].ID, "depth": 2 * forestDepth}})
	}
	var all floorAnswers
	keep := func(to *[]json.RawMessage) func(int, []byte) error {
		return func(_ int, answer []byte) error { *to = append(*to, answer); return nil }
	}
	trees, err := e.modes(readings, keep(&all.Trees))
	if err != nil {
		return err
	}
	whole, err := e.modes([]reading{{ourWhole, values{"map": l.m}}}, keep(&all.Whole))
	if err != nil {
		return err
	}
	floor, err := e.floor(all)
	if err != nil {
		return err
	}
	err = e.floorRounds(floorTree, floor, "/tree/", all.Trees, trees)
	if err == nil {
		err = e.floorRounds(floorWhole, floor, "/whole/", all.Whole, whole)
	}
	return errors.Join(err, floor.stop())
}

// floor starts this program once more, as the floor.
func (b *bench) floor(all floorAnswers) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(b.dir, "floor.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return nil, err
	}
	return b.spawn("floor", nil, self, "-floor", file)
}

// floorRounds asks the floor and the service in turns, once the floor says the same.
func (e *edgeBench) floorRounds(k floorCase, floor *process, path string, want []json.RawMessage, modes []*way) error {
	r := &floorResult{k: k}
	bare := &way{name: "floor", at: floor}
	var shots []*shot
	for i, answer := range want {
		s := posted("", nil)
		s.target = path + strconv.Itoa(i)
		got, _, err := bare.fetch(e.ctx, s)
		if err == nil {
			err = sameJSON(got, answer)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", k.title, err)
		}
		s.size = len(got)
		shots, r.bytes = append(shots, s), r.bytes+len(answer)
	}
	r.bytes /= len(want)
	r.ways = []*way{over("floor", floor, shots)}
	for _, w := range modes {
		if w.name != unchanged {
			r.ways = append(r.ways, w)
		}
	}
	if err := e.takeTurns(r.ways, k.clients, func(*way) bool { return false }); err != nil {
		return err
	}
	e.floors = append(e.floors, r)
	for _, w := range r.ways {
		e.say("edge   %s", r.line(w))
	}
	return nil
}

func sameJSON(a, b []byte) error {
	var x, y any
	if err := errors.Join(json.Unmarshal(a, &x), json.Unmarshal(b, &y)); err != nil {
		return err
	}
	if !reflect.DeepEqual(x, y) {
		return fmt.Errorf("the floor writes\n%.500s\nwhere the service writes\n%.500s", a, b)
	}
	return nil
}

// runFloor is the program of the floor: a bare handler that writes values which were there before. It
// ends when its input does.
func runFloor(ctx context.Context, file string, in io.Reader, out io.Writer) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var all floorAnswers
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	trees, err := decoded[treeAnswer](all.Trees)
	if err != nil {
		return err
	}
	whole, err := decoded[wholeAnswer](all.Whole)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("POST /tree/{n}", writing(trees))
	mux.Handle("POST /whole/{n}", writing(whole))
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		_, _ = io.Copy(io.Discard, in)
		_ = srv.Close()
	}()
	_, _ = fmt.Fprintf(out, "http://%s/\n", listener.Addr())
	if err := srv.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func decoded[T any](texts []json.RawMessage) ([]*T, error) {
	out := make([]*T, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal(text, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func writing[T any](all []*T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(r.PathValue("n"))
		if err != nil || n < 0 || n >= len(all) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(all[n]) // who went away is not told
	}
}
