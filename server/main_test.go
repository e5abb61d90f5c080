package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"argmap/internal/neo4jtest"
)

func TestMain(m *testing.M) {
	testscript.Main(withNeo4j{m}, map[string]func(){"server": main})
}

// withNeo4j runs the tests and stops the Neo4j that they share.
type withNeo4j struct{ m *testing.M }

// Run runs the tests.
func (w withNeo4j) Run() int { return neo4jtest.Main(w.m) }

// TestScripts meets the program as an operator does.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			running := &servers{}
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("ARGMAP_DATA", filepath.Join(env.WorkDir, "data"))
			env.Values["servers"] = running
			env.Defer(running.killAll)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"start": start, "stop": stop, "http": request, "sql": statement, "dump": dump,
		},
	})
}
