package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"argmap/internal/neo4jtest"
)

// site is a store that servers under test share, as environment.
type site []string

// clean is the environment without what would set up a server.
func clean() []string {
	return slices.DeleteFunc(os.Environ(), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return strings.HasPrefix(name, ours) && !slices.Contains(ofTests, name) || strings.HasPrefix(name, "NEO4J_")
	})
}

func onSQLite(t *testing.T) site {
	t.Helper()
	return append(clean(), "ARGMAP_DATA="+t.TempDir()+"/argmap.db", "ARGMAP_EXAMPLE=false")
}

func onNeo4j(s *neo4jtest.Server) site {
	return append(clean(), "ARGMAP_STORE=neo4j", "NEO4J_URI="+s.URI, "NEO4J_USERNAME="+s.Username,
		"NEO4J_PASSWORD="+s.Password, "NEO4J_DATABASE="+s.Database, "ARGMAP_MIGRATE=true")
}

// serve starts a server on the place; it is killed when the test ends.
func (p site) serve(t *testing.T) *process {
	t.Helper()
	s, err := launch(t.TempDir(), p, "--addr", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	return s
}

// command runs a command on the place and gives what it printed.
func (p site) command(t *testing.T, args ...string) (string, error) {
	t.Helper()
	path, err := exec.LookPath("server")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	var stdout, stderr bytes.Buffer
	cmd.Env, cmd.Stdout, cmd.Stderr = p, &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return stdout.String(), fmt.Errorf("server %s: %w\n%s%s", strings.Join(args, " "), err, stdout.String(), stderr.String())
	}
	return stdout.String(), nil
}

func (p site) must(t *testing.T, args ...string) string {
	t.Helper()
	out, err := p.command(t, args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// reply is what a mutation or query gave.
type reply struct {
	Data struct {
		CreateMap struct{ Map struct{ ID string } }
		AddClaim  struct {
			Claim    struct{ ID string }
			Revision int64
		}
	}
	Errors []struct {
		Message    string
		Extensions struct{ Code, Reason string }
	}
}

// client bounds every request, so that a server that hangs fails a test.
func client() *http.Client { return &http.Client{Timeout: 30 * time.Second} }

// graphql sends a request; what GraphQL refuses is an error too.
func (p *process) graphql(ctx context.Context, query string, variables map[string]any) (reply, error) {
	var out reply
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return out, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.base+"/graphql", bytes.NewReader(body))
	if err != nil {
		return out, err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := client().Do(req)
	if err != nil {
		return out, err
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		return out, err
	}
	if len(out.Errors) > 0 {
		return out, fmt.Errorf("%s %s: %s", out.Errors[0].Extensions.Code, out.Errors[0].Extensions.Reason, out.Errors[0].Message)
	}
	return out, nil
}

// newMap makes a map and gives its id.
func (p *process) newMap(t *testing.T) string {
	t.Helper()
	got, err := p.graphql(t.Context(), `mutation { createMap(input: {title: "Under test"}) { map { id } } }`, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got.Data.CreateMap.Map.ID
}

// addClaim adds a claim and gives its id, which is an acknowledgement.
func (p *process) addClaim(ctx context.Context, m, text string) (string, error) {
	got, err := p.graphql(ctx, `mutation ($m: ID!, $t: String!) { addClaim(input: {map: $m, claim: {text: $t}}) { claim { id } revision } }`,
		map[string]any{"m": m, "t": text})
	return got.Data.AddClaim.Claim.ID, err
}

// stream adds claims from several writers until the server no longer answers, and gives the ids
// that were acknowledged. When enough were, it calls then, once.
func (p *process) stream(ctx context.Context, m string, enough int64, then func()) []string {
	var mu sync.Mutex
	var acknowledged []string
	var count atomic.Int64
	var writers sync.WaitGroup
	for w := range 4 {
		writers.Go(func() {
			for n := 0; ; n++ {
				id, err := p.addClaim(ctx, m, fmt.Sprintf("Claim %d of writer %d.", n, w))
				if err != nil {
					return
				}
				mu.Lock()
				acknowledged = append(acknowledged, id)
				mu.Unlock()
				if count.Add(1) == enough {
					then()
				}
			}
		})
	}
	writers.Wait()
	return acknowledged
}

// holds checks that a store has every acknowledged claim whole, and nothing that is half.
func (p site) holds(t *testing.T, m string, acknowledged []string) {
	t.Helper()
	if out := p.must(t, "check"); !strings.Contains(out, " 0 broken") {
		t.Errorf("check says %s", out)
	}
	export := p.must(t, "export", m)
	for _, id := range acknowledged {
		if !strings.Contains(export, `"type":"element","id":"`+id+`"`) {
			t.Errorf("the acknowledged claim %s is lost", id)
		}
	}
	claims, acts := strings.Count(export, `"operation":{"type":"element"`), strings.Count(export, `"operation":{"type":"commitment"`)
	if claims != acts || claims < len(acknowledged) {
		t.Errorf("there are %d claims and %d commitments for %d acknowledged changes; each change has one of both", claims, acts, len(acknowledged))
	}
}

// status gives the status of a GET, or 0 when nobody answers.
func (p *process) status(ctx context.Context, path string) int {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.base+path, http.NoBody)
	if err != nil {
		return 0
	}
	res, err := client().Do(req)
	if err != nil {
		return 0
	}
	res.Body.Close()
	return res.StatusCode
}

// until waits for a condition.
func until(t *testing.T, what string, met func() bool) {
	t.Helper()
	for over := time.Now().Add(patience); !met(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(over) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
