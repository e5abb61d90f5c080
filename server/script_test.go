package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite" // the driver, for what no command does

	"argmap/internal/store/sqlitestore"
	"argmap/internal/store/storetest"
)

// servers are the processes of one script.
type servers struct{ running []*process }

func (s *servers) killAll() {
	for _, p := range s.running {
		p.kill()
	}
}

func serversOf(ts *testscript.TestScript) *servers {
	s, ok := ts.Value("servers").(*servers)
	if !ok {
		ts.Fatalf("the script has no servers")
	}
	return s
}

// start ARGS: starts a server; $BASE is its address, $PORT its port, and the file server.out holds
// what it printed.
func start(ts *testscript.TestScript, _ bool, args []string) {
	env := os.Environ()
	for _, name := range []string{"HOME", "ARGMAP_DATA", "ARGMAP_TOKEN", "ARGMAP_TOKEN_FILE", "ARGMAP_EXAMPLE"} {
		if v := ts.Getenv(name); v != "" {
			env = append(env, name+"="+v)
		}
	}
	p, err := launch(ts.MkAbs("."), env, args...)
	ts.Check(err)
	s := serversOf(ts)
	s.running = append(s.running, p)
	ts.Setenv("BASE", p.base)
	ts.Setenv("PORT", p.base[strings.LastIndex(p.base, ":")+1:])
	ts.Check(os.WriteFile(ts.MkAbs("server.out"), []byte(p.stdout.String()), 0o600))
}

// stop: ends the last server in good order; the file server.err holds its log.
func stop(ts *testscript.TestScript, _ bool, _ []string) {
	s := serversOf(ts)
	if len(s.running) == 0 {
		ts.Fatalf("no server runs")
	}
	p := s.running[len(s.running)-1]
	s.running = s.running[:len(s.running)-1]
	err := p.terminate()
	ts.Check(os.WriteFile(ts.MkAbs("server.err"), []byte(p.stderr.String()), 0o600))
	ts.Check(err)
}

// http [!] METHOD PATH [HEADER]… [< FILE | = BODY]: sends a request to $BASE; status, headers and
// body go to the file answer. A status of 400 or more is a failure.
func request(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: http METHOD PATH [HEADER]… [< FILE | = BODY]")
	}
	req, err := http.NewRequestWithContext(context.Background(), args[0], ts.Getenv("BASE")+args[1], bodyOf(ts, args))
	ts.Check(err)
	for _, h := range args[2:] {
		name, value, ok := strings.Cut(h, ": ")
		switch {
		case !ok || h[0] == '{':
		case name == "Host":
			req.Host = value
		default:
			req.Header.Set(name, value)
		}
	}
	res, err := http.DefaultClient.Do(req)
	ts.Check(err)
	defer res.Body.Close()
	var answer bytes.Buffer
	fmt.Fprintln(&answer, res.Status)
	ts.Check(res.Header.Write(&answer))
	_, err = io.Copy(&answer, res.Body)
	ts.Check(err)
	text := strings.ReplaceAll(answer.String(), "\r\n", "\n")
	ts.Check(os.WriteFile(ts.MkAbs("answer"), []byte(text), 0o600))
	if neg != (res.StatusCode >= http.StatusBadRequest) {
		ts.Fatalf("%s %s: %s", args[0], args[1], text)
	}
}

// bodyOf reads what stands behind < or =.
func bodyOf(ts *testscript.TestScript, args []string) io.Reader {
	for i, a := range args[:len(args)-1] {
		switch a {
		case "<":
			return strings.NewReader(ts.ReadFile(args[i+1]))
		case "=":
			return strings.NewReader(args[i+1])
		}
	}
	return http.NoBody
}

// sql FILE STATEMENT: does to a database what no command would.
func statement(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.ExecContext(context.Background(), args[1])
	ts.Check(err)
}

// dump FILE OUT: writes all that an embedded store holds as canonical text.
func dump(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	st, err := sqlitestore.Open(ctx, sqlitestore.Options{Path: ts.MkAbs(args[0])})
	ts.Check(err)
	defer st.Close(ctx)
	text, err := storetest.Dump(ctx, st)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o600))
}
